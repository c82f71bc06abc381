"""The participant's book: who she is, what she was given, what she made, what she was paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.papers.content.parts import Field, Head, Letterhead, Signer
from ikm_desktop.papers.content.receiving import MaterialColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class BookEntry:
    """What happened to her materials on a paper: signed quantities by material, smallest units."""

    day: date
    what: str
    quantities: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookDelivery:
    """Pieces she delivered: smallest units; reason: why some were rejected."""

    day: date
    delivered: int
    accepted: int
    rejected: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookProduct:
    """A product she makes, with its deliveries and their sums; per, decimals: of all quantities."""

    name: str
    unit: str
    rows: tuple[BookDelivery, ...]
    delivered: int
    accepted: int
    rejected: int
    per: int = 1
    decimals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPayment:
    """A payment; whole rupiah."""

    day: date
    number: str
    gross: int
    tax: int
    net: int


RULES = (
    "Bahan yang diterima tetap milik negara sampai produk diserahkan kepada dinas.",
    (
        "Produk yang diterima dibayar sesuai harga yang tertulis; produk yang ditolak tidak dibayar dan "
        "alasannya ditulis."
    ),
    "Sisa bahan dikembalikan. Bahan rusak atau hilang segera dilaporkan.",
    ("Simpan buku ini dan bawa setiap kali menerima bahan, menyerahkan produk, atau menerima pembayaran."),
    "Data pribadi dipakai hanya untuk kegiatan ini. Peserta berhak melihat dan meminta perbaikan datanya.",
)
"""What a participant is told on the cover."""


@dataclass(frozen=True, kw_only=True)
class ParticipantBook:
    """BP: buku peserta in A5, cover and inside.

    training: under the title; number: "II-01"; batch: as the second page names it; photo: SHA-256, None
    leaves the room for it; materials: their totals are what she still holds; gross, tax, net: sums of
    payments; standing: the closing sentence; two_up: two pages side by side on A4.
    """

    head: Head
    letterhead: Letterhead
    name: str
    number: str
    training: str
    batch: str
    identity: tuple[Field, ...]
    materials: tuple[MaterialColumn, ...]
    entries: tuple[BookEntry, ...]
    products: tuple[BookProduct, ...]
    payments: tuple[BookPayment, ...]
    gross: int
    tax: int
    net: int
    standing: str
    right: Signer
    photo: str | None = None
    rules: tuple[str, ...] = RULES
    two_up: bool = False
    title: str = "BUKU PESERTA"
