"""The participant's book as a paper: what she holds, made and was paid, from the queries of the screens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as b
from ikm_desktop.batches.batches import Batch, batch_of
from ikm_desktop.batches.roster import enrolled
from ikm_desktop.buyback.lists import DeliveryRow, delivery_rows
from ikm_desktop.errors import NotFound
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.asking import asked_by
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.participants.people import person_of, places_of
from ikm_desktop.participants.person import Person

_WHAT = {
    ("supply", 1): "Diterima",
    ("delivery", -1): "Dipakai",
    ("return", -1): "Dikembalikan",
    ("waste", -1): "Rusak",
    ("write_off", -1): "Dihapus",
    ("opening", 1): "Saldo awal",
    ("delivery", 1): "Sisa potong",
    ("reversal", 1): "Dibalik",
    ("reversal", -1): "Dibalik",
}


def participant_book(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.ParticipantBook:
    """Return the book a paper asks for: of a person, under a batch (the last one she is in by default)."""
    asked = asked_by(paper)
    person = person_of(connection, asked.number("person") or 0)
    batch, number = _numbered(connection, person, asked.number("batch"))
    places = places_of(connection, person.id)
    materials, entries = _materials(connection, places)
    deliveries = _deliveries(connection, places)
    products = _products(deliveries)
    payments = _payments(connection, places)
    head = furniture.head(connection, paper, version=version, draft=draft, returns=False)
    # What came after the paper was asked for stands in it too: its state is then that of the later day.
    moved = [*(one.day for one in entries), *(one.day for one in payments)]
    day = max((paper.letter_date, *moved, *(row.letter_date for row in deliveries)))
    return c.ParticipantBook(
        head=replace(head, number=number),
        letterhead=furniture.letterhead(connection),
        name=person.name.upper(),
        number=number,
        training=f"{batch.training}, {batch.name}" if batch else "",
        batch=batch.name if batch else "",
        photo=person.photo,
        identity=_identity(person, number),
        materials=materials,
        entries=entries,
        products=products,
        payments=payments,
        gross=sum(row.gross for row in payments),
        tax=sum(row.tax for row in payments),
        net=sum(row.net for row in payments),
        standing=f"Keadaan {words.long_date(day)}: {_standing(connection, places, materials, deliveries)}.",
        right=replace(furniture.signer(connection, "stock_officer", paper.letter_date), rank=""),
        two_up=asked.is_set("two_up"),
    )


def _numbered(connection: sa.Connection, person: Person, batch: int | None) -> tuple[Batch | None, str]:
    """Return her batch and her number in it: the batch's numeral and the place on the list, "II-01"."""
    if batch is None:
        query = sa.select(b.enrolment.c.batch).where(b.enrolment.c.participant == person.id)
        batch = connection.execute(query.order_by(b.enrolment.c.id.desc()).limit(1)).scalar()
    if batch is None:
        return None, ""
    found = batch_of(connection, batch)
    try:
        number = enrolled(connection, batch, person.id).no
    except NotFound:
        return found, ""
    return found, f"{found.name.removeprefix('Angkatan').strip()}-{number:02d}"


def _identity(person: Person, number: str) -> tuple[c.Field, ...]:
    born = words.long_date(person.born) if person.born else ""
    machines = f"{person.machine_count} unit" if person.machine_count else ""
    lines = (
        ("Nomor peserta", number),
        ("NIK", person.masked_nik),
        ("Tempat, tgl. lahir", ", ".join(part for part in (person.birth_place, born) if part)),
        ("Alamat", person.full_address),
        ("Telepon", person.phone),
        ("Usaha", person.business),
        ("Mesin", ", ".join(part for part in (machines, person.machine_kind) if part)),
    )
    known = tuple(c.Field(label=label, value=value) for label, value in lines if value)
    return (c.Field(label="Nama", value=person.name.upper(), bold=True), *known)


# --- materials --------------------------------------------------------------------------------------

_m, _v = t.move.c, t.voucher.c
_PLACES: sa.BindParameter[Any] = sa.bindparam("places", expanding=True)


def _leg(sign: int) -> sa.Select[*tuple[object, ...]]:
    here = _m.to_place if sign > 0 else _m.from_place
    return (
        sa.select(
            _m.day,
            _m.entry,
            _m.voucher,
            _m.item,
            (sign * _m.quantity).label("quantity"),
            _v.kind,
        )
        .join_from(t.move, t.voucher, _v.id == _m.voucher)
        .join(t.item, t.item.c.id == _m.item)
        .where(here.in_(_PLACES), t.item.c.kind == "material")
    )


_MOVES = sa.union_all(_leg(1), _leg(-1)).subquery("legs")
_ENTRIES = (
    sa.select(
        _MOVES.c.day,
        _MOVES.c.voucher,
        _MOVES.c.kind,
        _MOVES.c.item,
        sa.func.sum(_MOVES.c.quantity).label("quantity"),
    )
    .group_by(_MOVES.c.day, _MOVES.c.entry, _MOVES.c.voucher, _MOVES.c.kind, _MOVES.c.item)
    .order_by(_MOVES.c.day, _MOVES.c.entry, _MOVES.c.voucher)
)


def _materials(
    connection: sa.Connection, places: Sequence[int]
) -> tuple[tuple[c.MaterialColumn, ...], tuple[c.BookEntry, ...]]:
    """Return the materials that ever came to her, and what each paper moved of them."""
    rows = connection.execute(_ENTRIES, {"places": places}).all()
    known = items_by_id(connection, {row.item for row in rows})
    by_paper: dict[int, list[sa.Row[*tuple[object, ...]]]] = defaultdict(list)
    held: dict[int, int] = defaultdict(int)
    for row in rows:
        if row.quantity:  # what passed between two records of one person is none
            by_paper[row.voucher].append(row)
        held[row.item] += row.quantity
    order = list(held)
    entries = []
    for moved in by_paper.values():
        quantities = {row.item: row.quantity for row in moved}
        entries.append(
            c.BookEntry(
                day=moved[0].day,
                what=_what(moved[0].kind, max(quantities.values(), key=abs)),
                quantities=tuple(quantities.get(item, 0) for item in order),
            )
        )
    return tuple(_column(known[item], held[item]) for item in order), tuple(entries)


def _column(item: Item, held: int) -> c.MaterialColumn:
    unit = item.unit
    return c.MaterialColumn(
        name=item.heading, unit=unit.symbol, total=held, per=unit.per, decimals=unit.decimals
    )


def _what(kind: str, quantity: int) -> str:
    sign = 1 if quantity > 0 else -1
    return _WHAT.get((kind, sign), KINDS[kind].screen)


# --- products and payments --------------------------------------------------------------------------


def _deliveries(connection: sa.Connection, places: Sequence[int]) -> list[DeliveryRow]:
    """Return what she delivered and was inspected, oldest first; what was reversed whole is left out."""
    lines = connection.execute(
        sa.select(t.line.c.id)
        .join(t.voucher, _v.id == t.line.c.voucher)
        .where(_v.kind == "delivery", _v.counterpart.in_(places))
    ).scalars()
    rows = delivery_rows(connection, [2 * line for line in lines])
    return [row for row in reversed(rows) if row.line is not None and row.net.delivered]


def _products(rows: Sequence[DeliveryRow]) -> tuple[c.BookProduct, ...]:
    by_product: dict[int, list[DeliveryRow]] = defaultdict(list)
    for row in rows:
        by_product[row.product.id].append(row)
    return tuple(
        c.BookProduct(
            name=of[0].product.name,
            unit=of[0].product.unit.symbol,
            per=of[0].product.unit.per,
            decimals=of[0].product.unit.decimals,
            rows=tuple(
                c.BookDelivery(
                    day=row.letter_date,
                    delivered=row.net.delivered,
                    accepted=row.net.accepted,
                    rejected=row.net.rejected,
                    reason=row.reason if row.net.rejected else "",
                )
                for row in of
            ),
            delivered=sum(row.net.delivered for row in of),
            accepted=sum(row.net.accepted for row in of),
            rejected=sum(row.net.rejected for row in of),
        )
        for of in by_product.values()
    )


_back = t.line.alias("back")
_PAID = (
    sa.select(
        _v.id,
        _v.letter_date,
        sa.func.sum(t.payment_line.c.gross).label("gross"),
        sa.func.sum(t.payment_line.c.tax).label("tax"),
    )
    .join_from(t.payment_line, t.line, t.line.c.id == t.payment_line.c.line)
    .join(t.voucher, _v.id == t.line.c.voucher)
    .where(
        _v.kind == "payment",
        _v.counterpart.in_(_PLACES),
        ~sa.exists().where(_back.c.refers == t.payment_line.c.line),
    )
    .group_by(_v.id, _v.letter_date)
    .order_by(_v.letter_date, _v.id)
)


def _payments(connection: sa.Connection, places: Sequence[int]) -> tuple[c.BookPayment, ...]:
    rows = connection.execute(_PAID, {"places": places}).all()
    refs = voucher_refs(connection, [row.id for row in rows])
    return tuple(
        c.BookPayment(
            day=row.letter_date,
            number=refs[row.id].number or "",
            gross=row.gross,
            tax=row.tax,
            net=row.gross - row.tax,
        )
        for row in rows
    )


def _standing(
    connection: sa.Connection,
    places: Sequence[int],
    materials: Sequence[c.MaterialColumn],
    deliveries: Sequence[DeliveryRow],
) -> str:
    """Return what is still open: materials held, goods to be paid, pieces that lie with her."""
    held = [
        f"{words.scaled_number(one.total, one.per, one.decimals)} {one.unit} {one.name.lower()}"
        for one in materials
        if one.total
    ]
    owed = sum(max(row.payable, 0) for row in deliveries)
    lying = connection.execute(_PIECES, {"places": places}).all()
    known = items_by_id(connection, {row.item for row in lying})
    pieces = [known[row.item].ref.show(row.quantity) for row in lying]
    parts = [f"masih memegang {', '.join(held)}" if held else "tidak ada bahan yang dipegang"]
    if deliveries:
        parts.append(
            f"{words.rupiah_full(owed)} belum dibayar" if owed else "produk yang diterima sudah dibayar"
        )
    if pieces:
        parts.append(f"{', '.join(pieces)} yang ditolak atau dikembalikan ada pada peserta")
    return "; ".join(parts)


_PIECES = (
    sa.select(t.holding.c.item, sa.func.sum(t.holding.c.quantity).label("quantity"))
    .join(t.item, t.item.c.id == t.holding.c.item)
    .where(t.holding.c.place.in_(_PLACES), t.item.c.kind == "product")
    .group_by(t.holding.c.item)
)
