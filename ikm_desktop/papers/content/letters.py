"""Letters of handover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.papers.content.parts import Head, Letterhead, Party, Signer, Witness


@dataclass(frozen=True, kw_only=True)
class GoodsRow:
    """A row of goods on a handover letter.

    quantity: as printed in the item's own decimals; unit_price, amount: whole rupiah; None prints a dash;
    contracted: of goods from a vendor, "" leaves the room for the hand.
    """

    description: str
    specification: str
    quantity: str
    unit: str
    unit_price: int | None = None
    amount: int | None = None
    condition: str = "Baik"
    contracted: str = ""


@dataclass(frozen=True, kw_only=True)
class Article:
    """A Pasal: its title and sentences; goods: the table of goods stands in it."""

    title: str
    sentences: tuple[str, ...]
    goods: bool = False


PURCHASE_PRICE = "harga beli"
BOOK_COST = "harga pokok"
NO_VALUE = "tanpa nilai"
VALUES = (PURCHASE_PRICE, BOOK_COST, NO_VALUE)
"""How a handover letter values its goods."""


@dataclass(frozen=True, kw_only=True)
class Handover:
    """BAST-L, BAST-V, BAST-P, KP-V: berita acara serah terima between the office and somebody else.

    values: of `VALUES`; total: of all amounts, None with "tanpa nilai"; clauses and closing: sentences,
    words between ** are bold; recipient signs left, giver right; acknowledged: Mengetahui, None to leave out.
    basis: the letter it rests on, a sentence before the operative one; contracted: the table has volumes of
    contract and of receipt; articles: the Pasal form, instead of clauses and closing; condition_head: over
    the last column, which is left out where no row has a condition.
    """

    head: Head
    letterhead: Letterhead
    day: date
    place: str
    first: Party
    second: Party
    rows: tuple[GoodsRow, ...]
    total: int | None
    clauses: tuple[str, ...]
    recipient: Signer
    giver: Signer
    witnesses: tuple[Witness, ...] = ()
    acknowledged: Signer | None = None
    values: str = PURCHASE_PRICE
    basis: str = ""
    contracted: bool = False
    articles: tuple[Article, ...] = ()
    condition_head: str = "Kondisi"
    title: str = "BERITA ACARA SERAH TERIMA BARANG"
    opening: str = "kami yang bertanda tangan di bawah ini:"
    operative: str = (
        "Dengan ini menyatakan bahwa {first} menyerahkan kepada {second}, dan {second} menerima "
        "penyerahan dari {first}, barang dengan rincian sebagai berikut:"
    )
    closing: str = (
        "Demikian Berita Acara Serah Terima ini dibuat dengan sebenarnya dalam rangkap 2 (dua), "
        "masing-masing mempunyai kekuatan hukum yang sama, untuk dipergunakan sebagaimana mestinya."
    )


@dataclass(frozen=True, kw_only=True)
class RecipientRow:
    """Somebody who gets goods for nothing; empty where it is written by hand. quantity: as printed."""

    name: str = ""
    village: str = ""
    product: str = ""
    quantity: str = ""


@dataclass(frozen=True, kw_only=True)
class RecipientList:
    """DM: daftar penerima, the public that signs for what a coordinator was handed by a BAST.

    basis: the letter it belongs to; total: what the letter gave, as printed, "" for none.
    """

    head: Head
    letterhead: Letterhead
    basis: str
    rows: tuple[RecipientRow, ...]
    left: Signer
    right: Signer
    total: str = ""
    title: str = "DAFTAR PENERIMA BARANG"
    note: str = "Barang diterima secara cuma-cuma dan tidak diperjualbelikan."
