"""Stock: the card of an item, the balance of materials and products, the minutes of a count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.papers.content.parts import Field, Head, Letterhead, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class CardEntry:
    """A row of a stock card; quantities in smallest units, money in whole rupiah.

    day: None on a further price of the row above; basis: number and date of the letter; came, went,
    value_in, value_out: None prints a dash; price: of one shown unit, None for none; quantity, value: the
    balance after it.
    """

    day: date | None
    basis: str
    party: str
    quantity: int
    value: int
    came: int | None = None
    went: int | None = None
    price: int | None = None
    value_in: int | None = None
    value_out: int | None = None


@dataclass(frozen=True, kw_only=True)
class StockCardSheet:
    """KP: kartu persediaan barang of one item. The first row is the opening balance.

    fields: labelled lines above the table, in three columns; unit, per, decimals: of all quantities; came …
    value_out: sums of what moved. Values are the journal's, never quantity times a price.
    """

    head: Head
    letterhead: Letterhead
    fields: tuple[tuple[Field, ...], ...]
    rows: tuple[CardEntry, ...]
    came: int
    went: int
    value_in: int
    value_out: int
    left: Signer
    right: Signer
    unit: str
    per: int = 1
    decimals: int = 0
    title: str = "KARTU PERSEDIAAN BARANG"
    note: str = (
        "Harga pokok dihitung masuk pertama keluar pertama (MPKP); satu pengeluaran dengan dua lapisan harga "
        "ditulis dalam dua baris."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """An item of a balance: what came in and where it is, in smallest units, by the table's terms.

    total: of where it is; unexplained: what came in less that, 0 in a sound book.
    """

    name: str
    unit: str
    came: tuple[int, ...]
    where: tuple[int, ...]
    total: int
    unexplained: int
    per: int = 1
    decimals: int = 0


@dataclass(frozen=True, kw_only=True)
class BalanceTable:
    """Materials or products; came, where: the terms of the equation that have a column."""

    goods: str
    came: tuple[str, ...]
    where: tuple[str, ...]
    rows: tuple[BalanceRow, ...]


@dataclass(frozen=True, kw_only=True)
class GoodsBalance:
    """NB: neraca bahan dan produk, the proof that nothing appeared or vanished.

    unexplained: how many rows of both tables do not come out at 0.
    """

    head: Head
    letterhead: Letterhead
    subtitle: str
    materials: BalanceTable
    products: BalanceTable
    unexplained: int
    left: Signer
    right: Signer
    title: str = "NERACA BAHAN DAN PRODUK"
