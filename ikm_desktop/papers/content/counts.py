"""Counts: the minutes of a stock count, and the sheet on which it is written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.papers.content.parts import Head, Letterhead, Signer, Witness


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """An item that was counted; quantities in smallest units, value in whole rupiah.

    book, counted, difference, value: None leaves the room for the hand (or hides the book's figure).
    """

    code: str
    name: str
    unit: str
    per: int = 1
    decimals: int = 0
    book: int | None = None
    counted: int | None = None
    difference: int | None = None
    value: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CountMinutes:
    """BASO: berita acara stock opname; by hand: the count sheet, whose figures are written in.

    opening: what the minutes say before the table; value: of all differences, None on a sheet for the hand;
    statement, closing: sentences after it, "" for none.
    Source: PP 27/2014 art. 85; the form in use.
    """

    head: Head
    letterhead: Letterhead
    opening: str
    rows: tuple[CountRow, ...]
    left: Signer
    right: Signer
    value: int | None = None
    witnesses: tuple[Witness, ...] = ()
    day: date | None = None
    by_hand: bool = False
    title: str = "BERITA ACARA STOCK OPNAME PERSEDIAAN"
    statement: str = (
        "Selisih lebih dan selisih kurang dibukukan sesuai hasil pencacahan fisik setelah Berita Acara ini "
        "ditandatangani. Barang yang tidak berselisih dinyatakan cocok."
    )
    closing: str = (
        "Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap 2 (dua) untuk dipergunakan "
        "sebagaimana mestinya."
    )
