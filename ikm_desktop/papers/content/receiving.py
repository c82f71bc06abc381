"""What is received: materials by participants, products by the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.papers.content.parts import Field, Head, Letterhead, Signer


@dataclass(frozen=True, kw_only=True)
class MaterialColumn:
    """A material on a receipt list: its shown unit, how many smallest units that is, and its total.

    per: smallest units in one shown unit; decimals: shown at least; total: of all rows, smallest units.
    """

    name: str
    unit: str
    total: int
    per: int = 1
    decimals: int = 0


@dataclass(frozen=True, kw_only=True)
class ReceiptRow:
    """One participant on a receipt list: the NIK as printed (masked); quantities in smallest units.

    thumb: a box for her thumbprint instead of a line.
    """

    name: str
    nik: str
    quantities: tuple[int, ...]
    day: date | None
    thumb: bool = False


@dataclass(frozen=True, kw_only=True)
class ReceiptList:
    """TTB: the list on which a batch signs for its material. One quantity a row for each material."""

    head: Head
    letterhead: Letterhead
    materials: tuple[MaterialColumn, ...]
    rows: tuple[ReceiptRow, ...]
    left: Signer
    right: Signer
    fields_left: tuple[Field, ...] = ()
    fields_right: tuple[Field, ...] = ()
    title: str = "TANDA TERIMA BAHAN"
    group: str = "Bahan yang diterima"
    subject: str = ""
    statement: str = (
        "Peserta menyatakan telah menerima bahan tersebut dalam keadaan baik dan cukup. Bahan dipakai "
        "hanya untuk membuat produk kegiatan ini; sisa bahan dikembalikan kepada dinas."
    )


@dataclass(frozen=True, kw_only=True)
class InspectionRow:
    """One participant's delivery: smallest units; reasons: "Jahitan lepas 4; noda 1", adds up to rejected."""

    name: str
    delivered: int
    accepted: int
    rejected: int
    reasons: str = ""


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """BAP: berita acara pemeriksaan dan penerimaan hasil produk; it precedes payment.

    training: "Pelatihan … Angkatan II"; product: with its specification; unit, per, decimals: of all
    quantities, which are integers of the smallest unit; value: of what was accepted, whole rupiah, None
    where the letter states none; basis: what was looked at, "" for none; repaired: the sentence that names
    the earlier minutes of pieces that come back from repair.
    Source: UU 1/2004 art. 21; the form is customary.
    """

    head: Head
    letterhead: Letterhead
    day: date
    place: str
    training: str
    product: str
    rows: tuple[InspectionRow, ...]
    delivered: int
    accepted: int
    rejected: int
    value: int | None
    left: Signer
    right: Signer
    unit: str = "buah"
    per: int = 1
    decimals: int = 0
    basis: str = ""
    repaired: str = ""
    title: str = "BERITA ACARA PEMERIKSAAN DAN PENERIMAAN HASIL PRODUK"
    returned: str = "dikembalikan kepada pembuatnya dan tidak dibayar"
    closing: str = (
        "Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap 2 (dua) untuk dipergunakan "
        "sebagaimana mestinya."
    )
