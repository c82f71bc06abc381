"""The handover letter to an institution (BAST), read from its voucher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.parties import Institution, institution_of
from ikm_desktop.goods.pictured import prepared_in_force
from ikm_desktop.goods.prepared import Prepared, prepared_papers
from ikm_desktop.goods.runs import amount, run_cost
from ikm_desktop.office.budget import budget_of
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import Wording, load
from ikm_desktop.office.signatories import signatory_on
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.rows import PaperRow

DEFAULT_CLAUSES = (
    (
        "Barang diserahkan dalam keadaan baik, lengkap, dan cukup jumlahnya, serta telah diperiksa bersama "
        "oleh kedua belah pihak pada saat serah terima."
    ),
    (
        "Sejak Berita Acara ini ditandatangani, hak dan tanggung jawab atas barang beralih dari {pertama} "
        "kepada {kedua}."
    ),
    "Barang dibagikan kepada yang membutuhkan secara cuma-cuma dan **tidak diperjualbelikan**.",
    (
        "{kedua} menyampaikan laporan penyaluran barang kepada {pertama} paling lambat {hari} hari kalender "
        "sejak tanggal Berita Acara ini."
    ),
    "Barang berasal dari kegiatan {kegiatan}, yang dibiayai {sumber} Tahun Anggaran {tahun} ({dana}).",
)
"""Customary clauses; the office's own stand in its settings. Masks get one more (`MASK_CLAUSE`)."""

MASK_CLAUSE = "Masker kain yang diserahkan adalah masker nonmedis."


def handover_letter(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.Handover:
    """Return what the letter says, at the values its kind of paper shows (a setting)."""
    voucher = _voucher(connection, paper.id)
    institution = institution_of(connection, voucher.target)
    wording = load(connection, Wording)
    first, second = f"PIHAK {wording.first_party}", f"PIHAK {wording.second_party}"
    values = wording.values.get("BAST-L", c.PURCHASE_PRICE)
    if voucher.state == "void":  # its units are free again, so that their values are not known any more
        values = c.NO_VALUE
    rows = _rows(connection, voucher, values)
    day = paper.letter_date
    profile = load(connection, Profile)
    giver = signatory_on(connection, "ppk", day)
    details = voucher.details
    return c.Handover(
        head=furniture.head(connection, paper, version=version, draft=draft),
        letterhead=furniture.letterhead(connection),
        day=day,
        place=str(details.get("place") or profile.city),
        first=c.Party(
            label=first,
            fields=furniture.party_fields(giver, "ppk", profile.address_line),
            acting=f"dalam hal ini bertindak untuk dan atas nama {profile.name}, selanjutnya disebut",
        ),
        second=_second_party(institution, details, second),
        rows=rows,
        total=None if values == c.NO_VALUE else sum(row.amount or 0 for row in rows),
        clauses=_clauses(connection, paper, wording, rows, (first, second)),
        recipient=_recipient(institution, details, second),
        giver=replace(furniture.signer(connection, "ppk", day), role=f"{first},"),
        witnesses=tuple(c.Witness(name=name, office=office) for name, office in details.get("witnesses", ())),
        acknowledged=_acknowledged(connection, paper),
        values=values,
        closing=(
            "Demikian Berita Acara Serah Terima ini dibuat dengan sebenarnya dalam rangkap "
            f"{words.counted(wording.copies)}, masing-masing mempunyai kekuatan hukum yang sama, untuk "
            "dipergunakan sebagaimana mestinya."
        ),
    )


def _voucher(connection: sa.Connection, paper: int) -> Prepared:
    (prepared,) = prepared_in_force(connection, paper)
    return prepared_papers(connection, [prepared])[0]


@dataclass(frozen=True, slots=True)
class _Units:
    """Units of one lot on the letter: quantity in smallest units, cost in whole rupiah."""

    item: int
    quantity: int
    cost: int = 0
    price: int | None = None
    best_before: date | None = None


def _rows(connection: sa.Connection, voucher: Prepared, values: str) -> tuple[c.GoodsRow, ...]:
    """Return the goods rows: one per item and buyback price, or per item at book cost or without value.

    Units with another best-before date always have a row of their own.
    """
    items = items_by_id(connection, {line.item for line in voucher.lines})
    layers: dict[tuple[int, int | None, date | None], list[_Units]] = {}
    for units in _units(connection, voucher):
        price = units.price if values == c.PURCHASE_PRICE else None
        layers.setdefault((units.item, price, units.best_before), []).append(units)
    order = list(dict.fromkeys(line.item for line in voucher.lines))
    return tuple(
        _row(items[item], price, until, layers[item, price, until], values)
        for item, price, until in sorted(layers, key=lambda layer: order.index(layer[0]))
    )


def _row(
    item: Item, price: int | None, best_before: date | None, layer: Sequence[_Units], values: str
) -> c.GoodsRow:
    """Return the row of units that are alike. price: what was paid for one shown unit, None: at book cost."""
    per = item.unit.per
    quantity = sum(units.quantity for units in layer)
    worth = sum(units.cost for units in layer) if price is None else amount(price, quantity, per)
    shown = item.specification
    if best_before is not None:
        until = f"baik digunakan sebelum {words.short_date(best_before)}"
        shown = f"{shown}; {until}" if shown else until
    valued = values != c.NO_VALUE
    return c.GoodsRow(
        description=item.name,
        specification=shown,
        quantity=words.scaled_number(quantity, per, item.unit.decimals),
        unit=item.unit.symbol,
        unit_price=(_even_price(layer, per) if price is None else price) if valued else None,
        amount=worth if valued else None,
    )


def _even_price(layer: Sequence[_Units], per: int) -> int | None:
    """Return what one shown unit costs where it is the same whole amount for all, else None."""
    prices = {Fraction(units.cost * per, units.quantity) for units in layer}
    price = prices.pop()
    return int(price) if not prices and price.denominator == 1 else None


def _units(connection: sa.Connection, voucher: Prepared) -> list[_Units]:
    """Return the pinned units, or once signed the moved ones, oldest first; of a void letter its lines."""
    if voucher.state == "void":
        return [_Units(line.item, line.quantity) for line in voucher.lines]
    if voucher.state == "posted":
        signed = sa.select(t.prepared.c.voucher).where(t.prepared.c.id == voucher.id).scalar_subquery()
        runs, condition = t.move, t.move.c.voucher == signed
    else:
        runs, condition = t.pin, t.pin.c.prepared == voucher.id
    lot = t.lot.c
    rows = connection.execute(
        sa.select(
            runs.c.first,
            runs.c.quantity,
            lot.item,
            lot.price,
            lot.best_before,
            lot.value,
            lot.quantity.label("whole"),
        )
        .join(t.lot, lot.id == runs.c.lot)
        .where(condition)
        .order_by(lot.day, lot.id, runs.c.first)
    )
    return [
        _Units(
            row.item,
            row.quantity,
            run_cost(row.value, row.whole, row.first, row.quantity),
            row.price,
            row.best_before,
        )
        for row in rows
    ]


def _second_party(institution: Institution, details: Mapping[str, Any], label: str) -> c.Party:
    fields = [c.Field(label="Nama", value=str(details.get("signer", "")), bold=True)]
    if institution.signer_nip and details.get("signer") == institution.signer:
        fields.append(c.Field(label="NIP", value=words.nip(institution.signer_nip)))
    elif institution.signer_nik and details.get("signer") == institution.signer:
        fields.append(c.Field(label="NIK", value=words.masked_nik(institution.signer_nik)))
    if details.get("signer_title"):
        fields.append(c.Field(label="Jabatan", value=str(details["signer_title"])))
    fields.append(c.Field(label="Lembaga", value=f"{institution.name} ({_class(institution)})"))
    address = ", ".join(part for part in (institution.address, institution.regency) if part)
    fields += [c.Field(label="Alamat", value=address)] if address else []
    fields += [c.Field(label="Telepon", value=institution.phone)] if institution.phone else []
    acting = "dalam hal ini bertindak untuk dan atas nama lembaga tersebut, selanjutnya disebut"
    return c.Party(label=label, fields=tuple(fields), acting=acting)


def _class(institution: Institution) -> str:
    return institution.class_name[:1].lower() + institution.class_name[1:]


def _recipient(institution: Institution, details: Mapping[str, Any], label: str) -> c.Signer:
    title = " ".join(part for part in (str(details.get("signer_title", "")), institution.name) if part)
    nip = institution.signer_nip if details.get("signer") == institution.signer else ""
    return c.Signer(
        role=f"{label},", title=(title,), name=str(details.get("signer", "")), nip=nip, stamp=True
    )


def _acknowledged(connection: sa.Connection, paper: PaperRow) -> c.Signer | None:
    """Return the KPA's block; left out where the same person hands over."""
    kpa = signatory_on(connection, "kpa", paper.letter_date)
    ppk = signatory_on(connection, "ppk", paper.letter_date)
    if kpa is None or (ppk is not None and kpa.name == ppk.name):
        return None
    title = kpa.title_lines
    if kpa.role == "head":
        title = (*title, "selaku Kuasa Pengguna Anggaran")
    return c.Signer(role="Mengetahui:", title=title, name=kpa.name, rank=kpa.rank, nip=kpa.nip)


def _clauses(
    connection: sa.Connection,
    paper: PaperRow,
    wording: Wording,
    rows: Sequence[c.GoodsRow],
    parties: tuple[str, str],
) -> tuple[str, ...]:
    """Return the office's clauses, else the customary ones; a name nobody knows stays as typed.

    A clause that names what the office has not filled in yet is left out: it would print a hole.
    """
    clauses = wording.clauses.get("BAST-L")
    if clauses is None:
        masks = any("masker" in row.description.casefold() for row in rows)
        clauses = (*DEFAULT_CLAUSES[:3], *((MASK_CLAUSE,) if masks else ()), *DEFAULT_CLAUSES[3:])
    budget = budget_of(connection, paper.letter_date.year)
    values = {
        "{pertama}": parties[0],
        "{kedua}": parties[1],
        "{hari}": words.counted(wording.report_days),
        "{kegiatan}": budget.activity,
        "{sumber}": budget.source,
        "{tahun}": str(paper.letter_date.year),
        "{dana}": budget.fund,
    }
    open_names = [name for name, value in values.items() if not value]
    return tuple(
        _filled(clause, values) for clause in clauses if not any(name in clause for name in open_names)
    )


def _filled(clause: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        clause = clause.replace(name, value)
    return clause
