"""The trail as a paper (Lembar Jejak): a handover back to its materials, a maker on to the institutions.

Everything is read from the journal's trace; a delivery's materials lie in its pieces in equal parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.distribution.trail_picture import Picture
from ikm_desktop.distribution.trails import Followed, Strand, back_from, on_from
from ikm_desktop.errors import NothingChosen
from ikm_desktop.goods.items import Item, item_of, items_by_id
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.payments import accounts
from ikm_desktop.goods.trace import TraceNode
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import load
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.asking import asked_by
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.participants import tables as people

_NAMED_LOTS = 6
"""Up to so many lots the caption names which are light and which dark."""

HEADS = ("1. Lot bahan", "2. Pembuat", "3. Pemeriksaan", "4. Penyerahan", "5. Penerima")
_INSPECTION, _HANDOVER = "BA pemeriksaan", "BAST"


def trail_sheet(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.TrailSheet:
    """Return the trail a paper asks for: of a handover (voucher), or of what a maker (place) delivered.

    item: only of this product; by default the one of which there is most.
    Raises NothingChosen where nothing was handed over.
    """
    asked = asked_by(paper)
    voucher, maker = asked.number("voucher"), asked.number("maker")
    item = asked.number("item")
    if voucher is not None:
        followed = back_from(connection, voucher, item)
    else:
        followed = on_from(connection, maker or 0, item)
    if not followed.strands:
        raise NothingChosen(what="Barang ini belum ada yang diserahkan")
    return _Sheet(connection, paper, followed, to_one=voucher is not None).content(version, draft=draft)


# --- the paper --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Sheet:
    """A trail being written down."""

    connection: sa.Connection
    paper: PaperRow
    followed: Followed
    to_one: bool
    item: Item = field(init=False)
    material: Item | None = field(init=False)
    names: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        """Settle which product, which material, and what its lots are called."""
        lines = {strand.line for strand in self.followed.strands}
        made = [self.followed.made[line] for line in lines if line in self.followed.made]
        self.item = item_of(self.connection, made[0].item)
        worth: dict[int, int] = defaultdict(int)
        for line in lines:
            for node in self.followed.used[line]:
                worth[node.item] += node.cost
        main = max(worth, key=lambda item: worth[item], default=None)
        self.material = None if main is None else item_of(self.connection, main)
        lots = sorted({node.lot for line in lines for node in self.followed.used[line] if node.item == main})
        self.names = {lot: f"L-{no:02d}" for no, lot in enumerate(lots, start=1)}

    def content(self, version: int, *, draft: bool) -> c.TrailSheet:
        """Return the paper."""
        strands, material = self.followed.strands, self.material
        rows = self._rows()
        head = furniture.head(self.connection, self.paper, version=version, draft=draft, returns=False)
        refs = voucher_refs(self.connection, {strand.out for strand in strands})
        count = self._shown(sum(s.quantity for s in strands))
        goods = f"{count} {self.item.unit.symbol} {self.item.name[:1].lower()}{self.item.name[1:]}"
        if self.to_one:
            number = refs[strands[0].out].number or ""
            subtitle = f"{goods}, BAST Nomor: {number}" if number else f"{goods}, {strands[0].receiver}"
        else:
            number, subtitle = "", f"{goods}, hasil {strands[0].maker_name}"
        boxes, ribbons = self._flow()
        keeper = furniture.signer(self.connection, "stock_officer", self.paper.letter_date)
        return c.TrailSheet(
            head=replace(head, number=number),
            office=load(self.connection, Profile).name,
            subtitle=subtitle,
            heads=HEADS,
            boxes=boxes,
            ribbons=ribbons,
            rows=rows,
            total=_total(rows),
            material=material.heading if material else "Bahan",
            material_unit=material.unit.symbol if material else "–",
            material_per=material.unit.per if material else 1,
            material_decimals=material.unit.decimals if material else 0,
            per=self.item.unit.per,
            decimals=self.item.unit.decimals,
            taken_head="Masuk BAST Ini" if self.to_one else "Disalurkan",
            caption=self._caption(),
            notes=self._notes(goods),
            right=replace(furniture.dated(self.connection, keeper, self.paper.letter_date), rank=""),
        )

    def _shown(self, quantity: int) -> str:
        return words.scaled_number(quantity, self.item.unit.per, self.item.unit.decimals)

    def _caption(self) -> str:
        if len(self.names) < 2:  # noqa: PLR2004 -- one lot has one grey
            return f"Lebar aliran sebanding dengan jumlah {self.item.unit.symbol}."
        wide = f"Lebar aliran sebanding dengan jumlah {self.item.unit.symbol}."
        light = ", ".join(name for lot, name in self.names.items() if not self._is_dark(lot))
        dark = ", ".join(name for lot, name in self.names.items() if self._is_dark(lot))
        if len(self.names) > _NAMED_LOTS:
            return f"{wide} Abu-abu muda dan tua bergantian menurut lot bahan."
        return f"{wide} Abu-abu muda: lot {light}; abu-abu tua: lot {dark}."

    # --- table

    def _rows(self) -> tuple[c.TrailRow, ...]:
        """Return a row for each maker, in the order her goods came."""
        by_maker: dict[int, dict[int, int]] = {}
        for strand in self.followed.strands:
            lines = by_maker.setdefault(strand.maker, {})
            lines[strand.line] = lines.get(strand.line, 0) + strand.quantity
        niks = self._niks(by_maker)
        return tuple(self._row(maker, lines, niks.get(maker, "")) for maker, lines in by_maker.items())

    def _row(self, maker: int, lines: Mapping[int, int], nik: str) -> c.TrailRow:
        made = [self.followed.made[line] for line in lines]
        used: dict[int, int] = defaultdict(int)
        inside = 0
        for line, taken in lines.items():
            for node in self._of_material(line):
                used[node.lot] += node.quantity
                inside += node.quantity * taken // max(self.followed.made[line].delivered or 1, 1)
        show = self.material.ref.show if self.material else str
        return c.TrailRow(
            maker=next(s.maker_name for s in self.followed.strands if s.maker == maker),
            nik=words.masked_nik(nik),
            lots=" + ".join(f"{self.names[lot]} ({show(quantity)})" for lot, quantity in used.items()),
            material=inside if used else None,
            delivered=sum(node.delivered or 0 for node in made),
            rejected=sum(node.rejected or 0 for node in made),
            accepted=sum(node.accepted or 0 for node in made),
            taken=sum(lines.values()),
            receipts=self._receipts(lines),
        )

    def _of_material(self, line: int) -> list[TraceNode]:
        main = self.material.id if self.material else None
        return [node for node in self.followed.used[line] if node.item == main]

    def _niks(self, makers: Collection[int]) -> dict[int, str]:
        p = people.participant.c
        rows = self.connection.execute(sa.select(p.place, p.nik).where(p.place.in_(makers)))
        return {row.place: row.nik for row in rows}

    def _receipts(self, lines: Collection[int]) -> str:
        """Return the kuitansi that paid these lines: number and day of each."""
        paid = dict.fromkeys(
            voucher for one in accounts(self.connection, lines).values() for voucher in one.payments
        )
        refs = voucher_refs(self.connection, paid)
        return "; ".join(_named(refs[voucher].number, refs[voucher].day) for voucher in paid)

    # --- flow

    def _flow(self) -> tuple[tuple[c.FlowBox, ...], tuple[c.FlowRibbon, ...]]:
        """Return boxes and ribbons, in each column at most eight boxes."""
        picture = Picture(self.item)
        refs = voucher_refs(
            self.connection,
            {s.delivery for s in self.followed.strands} | {s.out for s in self.followed.strands},
        )
        for strand in self.followed.strands:
            paper, out = refs[strand.delivery], refs[strand.out]
            path = (
                (str(strand.maker), strand.maker_name, ()),
                (_key(paper.number, strand.delivery), paper.number or _INSPECTION, _dated(paper.day)),
                (str(strand.out), out.number or _HANDOVER, _dated(out.day)),
                (strand.receiver, strand.receiver, ()),
            )
            for column, (key, title, lines) in enumerate(path, start=1):
                picture.box(column, key, title, lines, strand.quantity)
            for column in range(1, 4):
                picture.ribbon(column, path[column - 1][0], path[column][0], strand.quantity)
            for lot, quantity in self._shares(strand):
                self._lot_box(picture, lot, quantity)
                picture.ribbon(0, str(lot), str(strand.maker), quantity, dark=self._is_dark(lot))
        return picture.drawn()

    def _is_dark(self, lot: int) -> bool:
        return list(self.names).index(lot) % 2 == 1

    def _shares(self, strand: Strand) -> list[tuple[int, int]]:
        """Share the pieces of a strand out to the lots they were made of, by quantity; they add up."""
        nodes = self._of_material(strand.line)
        whole = sum(node.quantity for node in nodes)
        found, before = [], 0
        running = 0
        for node in nodes:
            running += node.quantity
            upto = strand.quantity * running // whole
            found.append((node.lot, upto - before))
            before = upto
        return [(lot, quantity) for lot, quantity in found if quantity]

    def _lot_box(self, picture: Picture, lot: int, quantity: int) -> None:
        birth = self.followed.lots.get(lot)
        material = self.material
        if material is None:
            return
        lines: tuple[str, ...] = ()
        if birth is not None:
            per = material.unit.per
            price = words.rupiah(birth.lot_value * per // birth.lot_quantity)
            lines = (
                f"{material.ref.show(birth.lot_quantity)} @ {price}",
                f"{birth.from_name}, {words.short_date(birth.day)}",
            )
        picture.box(0, str(lot), f"Lot {self.names[lot]}, {material.heading.lower()}", lines, quantity)

    def _notes(self, goods: str) -> tuple[str, ...]:
        main = self.material.id if self.material else None
        others: dict[int, dict[int, None]] = {}
        for strand in self.followed.strands:
            for node in self.followed.used[strand.line]:
                if node.item != main:
                    others.setdefault(node.item, {})[node.lot] = None
        known = items_by_id(self.connection, others)
        parts = [f"{known[item].heading.lower()} ({self._origins(lots)})" for item, lots in others.items()]
        total = self.followed.cost
        cost = (
            f"Harga pokok {goods}: {words.rupiah_full(total)} (bahan "
            f"{words.rupiah_full(total - self.followed.bought)}; pembelian kembali "
            f"{words.rupiah_full(self.followed.bought)})."
        )
        return (f"Bahan lain: {', '.join(parts)}. {cost}" if parts else cost,)

    def _origins(self, lots: Iterable[int]) -> str:
        """Name where lots came from: vendor and day, each once."""
        births = [self.followed.lots[lot] for lot in lots if lot in self.followed.lots]
        named = dict.fromkeys(f"{birth.from_name} {words.short_date(birth.day)}" for birth in births)
        return ", ".join(named)


def _key(number: str | None, voucher: int) -> str:
    """Return what tells papers apart: one list may stand over many vouchers."""
    return number or f"surat {voucher}"


def _dated(day: date) -> tuple[str, ...]:
    return (words.long_date(day),)


def _named(number: str | None, day: date) -> str:
    return f"{number}, {words.short_date(day)}" if number else words.short_date(day)


def _total(rows: Sequence[c.TrailRow]) -> c.TrailRow:
    materials = [row.material for row in rows if row.material is not None]
    return c.TrailRow(
        maker="",
        nik="",
        lots="",
        material=sum(materials) if materials else None,
        delivered=sum(row.delivered or 0 for row in rows),
        rejected=sum(row.rejected or 0 for row in rows),
        accepted=sum(row.accepted or 0 for row in rows),
        taken=sum(row.taken for row in rows),
        receipts="",
    )
