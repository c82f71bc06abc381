"""Records of goods: short papers of one person or one event, a row for each item."""

from __future__ import annotations

from dataclasses import dataclass

from ikm_desktop.papers.content.parts import Field, Head, Letterhead, Signer, Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """An item: quantity in smallest units, None where there is none; value: rupiah, None for a dash."""

    name: str
    specification: str = ""
    quantity: int | None = None
    unit: str = ""
    per: int = 1
    decimals: int = 0
    value: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class GoodsRecord:
    """TTB of one person, PB, PG, BAPH, BALIK: what was given, given back, moved, written off, reversed.

    fields or opening: before the table; note_head: of the last column, "" for none; total: of all values,
    None where the paper shows none; statement, closing: sentences after it, "" for none.
    """

    head: Head
    letterhead: Letterhead
    title: str
    rows: tuple[RecordRow, ...]
    left: Signer
    right: Signer
    opening: str = ""
    fields: tuple[Field, ...] = ()
    note_head: str = ""
    total: int | None = None
    statement: str = ""
    closing: str = ""
    witnesses: tuple[Witness, ...] = ()
