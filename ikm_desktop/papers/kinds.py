"""The kinds of papers: their code and their word on screen; the series that number them."""

from __future__ import annotations

from dataclasses import dataclass

LETTERS = "SURAT"
RECEIPTS_UP = "KUI-UP"
RECEIPTS_LS = "KUI-LS"
CERTIFICATES = "SERT"
REVERSALS = "BALIK"
"""Codes of the series a new book has (see `series`)."""
OLD = "LAMA"
"""The kind of papers made before this book: their numbers are used, their pages lie in the office's files."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper.

    code: as on its footer and for `papers --kind`; word: as the clerk reads it before the number.
    """

    code: str
    word: str


_KINDS = (
    PaperKind("SERT", "Sertifikat"),
    PaperKind("BAST-L", "BAST"),
    PaperKind("BAST-V", "BAST penyedia"),
    PaperKind("BAST-P", "BAST peserta"),
    PaperKind("TTB", "Tanda terima bahan"),
    PaperKind("BAP", "BA pemeriksaan"),
    PaperKind("PB", "Pengembalian bahan"),
    PaperKind("KP-V", "Pengembalian ke penyedia"),
    PaperKind("BAPH", "BA penghapusan"),
    PaperKind("PG", "Pindah gudang"),
    PaperKind("BASO", "BA stock opname"),
    PaperKind("KUI-UP", "Kuitansi UP"),
    PaperKind("KUI-LS", "Kuitansi LS"),
    PaperKind("BALIK", "Pembalikan"),
    # These stand under another paper's number (the list of payments under its kuitansi's) or have none.
    PaperKind("NOM", "Daftar nominatif"),
    PaperKind("DH", "Daftar hadir"),
    PaperKind("DT", "Daftar penerimaan"),
    PaperKind("DM", "Daftar penerima"),
    PaperKind("DP", "Daftar peserta"),
    PaperKind("KP", "Kartu persediaan"),
    PaperKind("LH", "Lembar hitung"),
    PaperKind("NB", "Neraca bahan dan produk"),
    PaperKind("LJ", "Lembar jejak"),
    PaperKind("BP", "Buku peserta"),
    PaperKind("SPJ", "Berkas SPJ"),
    PaperKind("LD", "Laporan distribusi"),
    PaperKind("RS", "Register surat"),
    PaperKind("RK", "Rekapitulasi"),
    PaperKind(OLD, "Surat buku lama"),
)

USUAL_SERIES: dict[str, str] = {
    **dict.fromkeys(
        ("BAST-L", "BAST-V", "BAST-P", "TTB", "BAP", "PB", "KP-V", "BAPH", "PG", "BASO"),
        LETTERS,
    ),
    "KUI-UP": RECEIPTS_UP,
    "KUI-LS": RECEIPTS_LS,
    "SERT": CERTIFICATES,
    "BALIK": REVERSALS,
}
"""Which series numbers a kind in a new book; the office may let kinds share one or have their own."""

KINDS: dict[str, PaperKind] = {kind.code: kind for kind in _KINDS}


def word_of(code: str) -> str:
    """Return the word on screen of a kind; a code nobody knows stands for itself."""
    kind = KINDS.get(code)
    return kind.word if kind else code
