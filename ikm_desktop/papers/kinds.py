"""The kinds of papers: their code, their word on screen and the number series they use unless told else."""

from __future__ import annotations

from dataclasses import dataclass

LETTERS = "SURAT"
RECEIPTS_UP = "KUI-UP"
RECEIPTS_LS = "KUI-LS"
CERTIFICATES = "SERT"
REVERSALS = "BALIK"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of paper.

    code: as on its footer and for `papers --kind`; word: as the clerk reads it before the number;
    series: the register its number comes from, None for a paper without a number of its own.
    """

    code: str
    word: str
    series: str | None = None


_KINDS = (
    PaperKind("SERT", "Sertifikat", CERTIFICATES),
    PaperKind("BAST-L", "BAST", LETTERS),
    PaperKind("BAST-V", "BAST penyedia", LETTERS),
    PaperKind("BAST-P", "BAST peserta", LETTERS),
    PaperKind("TTB", "Tanda terima bahan", LETTERS),
    PaperKind("BAP", "BA pemeriksaan", LETTERS),
    PaperKind("PB", "Pengembalian bahan", LETTERS),
    PaperKind("KP-V", "Pengembalian ke penyedia", LETTERS),
    PaperKind("BAPH", "BA penghapusan", LETTERS),
    PaperKind("PG", "Pindah gudang", LETTERS),
    PaperKind("BASO", "BA stock opname", LETTERS),
    PaperKind("KUI-UP", "Kuitansi UP", RECEIPTS_UP),
    PaperKind("KUI-LS", "Kuitansi LS", RECEIPTS_LS),
    PaperKind("BALIK", "Pembalikan", REVERSALS),
    # These stand under another paper's number (the list of payments under its kuitansi's) or have none.
    PaperKind("NOM", "Daftar nominatif"),
    PaperKind("DH", "Daftar hadir"),
    PaperKind("DP", "Daftar peserta"),
    PaperKind("KP", "Kartu persediaan"),
    PaperKind("NB", "Neraca bahan dan produk"),
    PaperKind("LJ", "Lembar jejak"),
    PaperKind("BP", "Buku peserta"),
    PaperKind("SPJ", "Berkas SPJ"),
    PaperKind("LD", "Laporan distribusi"),
    PaperKind("RK", "Rekapitulasi"),
)

KINDS: dict[str, PaperKind] = {kind.code: kind for kind in _KINDS}


def word_of(code: str) -> str:
    """Return the word on screen of a kind; a code nobody knows stands for itself."""
    kind = KINDS.get(code)
    return kind.word if kind else code


def series_of(code: str) -> str | None:
    """Return the code of the series a kind takes its numbers from, None for a paper without one."""
    kind = KINDS.get(code)
    return kind.series if kind else None
