"""The stock card as a paper: the same rows as on screen, with letters and parties as papers name them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.goods.card import CardRow, StockCard, stock_card
from ikm_desktop.goods.items import Item, item_of
from ikm_desktop.goods.places import place_ref
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.asking import asked_by
from ikm_desktop.papers.rows import PaperRow

EVERYWHERE = "Semua tempat"
OPENING = "Saldo awal"
CONTINUED = "lanjutan, lapisan harga berikutnya"
_NOTHING = "–"
_PARTIES = {
    "opening": OPENING,
    "purchase": "{party} (penyedia)",
    "vendor_return": "Retur ke {party}",
    "return": "Pengembalian dari {party}",
    "recipient_return": "Kembali dari {party}",
    "give_back": "Dikembalikan ke {party}",
    "transfer": "Pindah: {party}",
    "waste": "Rusak",
    "write_off": "Penghapusan",
    "count": "Selisih stock opname",
    "reversal": "Pembalikan, {party}",
}
"""How the card names the other side of a move, by the kind of voucher; others: as they are."""


def stock_card_sheet(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.StockCardSheet:
    """Return the card a paper asks for: item, place (none: everywhere), first_day, last_day."""
    asked = asked_by(paper)
    item = item_of(connection, asked.number("item") or 0)
    last = asked.day("last_day") or paper.letter_date
    card = stock_card(
        connection,
        item=item.id,
        place=asked.number("place"),
        first_day=asked.day("first_day"),
        last_day=last,
    )
    head = furniture.head(connection, paper, version=version, draft=draft)
    keeper = furniture.signer(connection, "stock_officer", paper.letter_date)
    return c.StockCardSheet(
        head=replace(head, number=item.code or item.name),
        letterhead=furniture.letterhead(connection),
        fields=_fields(connection, card, item, last),
        rows=card_entries(card, item),
        came=card.came.quantity,
        went=card.went.quantity,
        value_in=card.came.value,
        value_out=card.went.value,
        left=furniture.acting(connection, "kpb", paper.letter_date, "Mengetahui:"),
        right=replace(furniture.dated(connection, keeper, paper.letter_date), rank=""),
        unit=item.unit.symbol,
        per=item.unit.per,
        decimals=item.unit.decimals,
    )


def _fields(
    connection: sa.Connection, card: StockCard, item: Item, last: date
) -> tuple[tuple[c.Field, ...], ...]:
    named = ", ".join(part for part in (item.name, item.specification) if part)
    first = card.first_day
    period = words.date_range(first, last) if first else f"s.d. {words.long_date(last)}"
    least = item.ref.show(item.reorder_level) if item.reorder_level else _NOTHING
    place = EVERYWHERE if card.place is None else place_ref(connection, card.place).name
    return (
        (
            c.Field(label="Nama barang", value=named, bold=True),
            c.Field(label="Kode barang", value=item.code),
            c.Field(label="Periode", value=period),
        ),
        (c.Field(label="Satuan", value=item.unit.symbol), c.Field(label="Tempat", value=place)),
        (
            c.Field(label="Tahun Anggaran", value=str(last.year)),
            c.Field(label="Batas minimum", value=least),
        ),
    )


def card_entries(card: StockCard, item: Item) -> tuple[c.CardEntry, ...]:
    """Return the rows of the paper, the opening balance first."""
    opening = c.CardEntry(
        day=card.first_day,
        basis=_NOTHING,
        party=OPENING,
        quantity=card.opening.quantity,
        value=card.opening.value,
    )
    return (opening, *(_entry(row, item) for row in card.rows))


def _entry(row: CardRow, item: Item) -> c.CardEntry:
    moved = row.came + row.went
    if row.struck:  # taken back on its own day: it stands here, but no figure moves by it
        return c.CardEntry(
            day=row.day,
            basis=_basis(row),
            party=f"{_party(row)}, dibalik pada hari yang sama",
            quantity=row.quantity,
            value=row.value,
        )
    return c.CardEntry(
        day=None if row.continued else row.day,
        basis="" if row.continued else _basis(row),
        party=CONTINUED if row.continued else _party(row),
        came=row.came or None,
        went=row.went or None,
        price=(row.value_in + row.value_out) * item.unit.per // moved,
        value_in=row.value_in if row.came else None,
        value_out=row.value_out if row.went else None,
        quantity=row.quantity,
        value=row.value,
    )


def _basis(row: CardRow) -> str:
    day = words.short_date(row.letter_date)
    return f"{row.number}, {day}" if row.number else day


def _party(row: CardRow) -> str:
    return _PARTIES.get(row.kind, "{party}").replace("{party}", row.party)
