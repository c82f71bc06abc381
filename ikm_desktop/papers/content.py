"""What every printed paper says: frozen values, handed to the drawing, stored as the paper's snapshot.

A content holds all text of one paper and nothing to look up: names, titles and sentences as they are to
be printed, whole rupiah and quantities of the smallest unit as integers, days as dates. Pictures (the
office's logo, a photo) are named by the SHA-256 of their file and handed to the drawing separately.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

Pictures = Mapping[str, bytes]
"""File bytes by SHA-256 (hexadecimal), as `Letterhead.logo` and `Holder.photo` name them."""

SAMPLE = "CONTOH"
PRACTICE = "LATIHAN"
DRAFT = "DRAF"
VOID = "DIBATALKAN"
MARKS = (SAMPLE, PRACTICE, DRAFT, VOID)
"""Marks of a paper, in the order in which their boxes stand from the right."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the furniture of each page says of the paper.

    kind: the code of PAPERS ("BAST-L"); number: as printed, with room for the hand where it is still
    blank; marks: of `MARKS`; return_code: text of the return QR, "" for none;
    left: left margin in mm, for papers in F4 portrait that are bound (25 … 30).
    """

    kind: str
    number: str
    version: int = 1
    marks: tuple[str, ...] = ()
    return_code: str = ""
    left: float = 25.0


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """The kop: who writes. logo: SHA-256 of the office's own file, None leaves its place empty."""

    government: str
    office: str
    address: str = ""
    contact: str = ""
    logo: str | None = None


@dataclass(frozen=True, kw_only=True)
class Signer:
    """One signature block.

    dated: place and date above it ("Kupang, 27 Agustus 2020"), "" for none; role: the capacity line
    with its comma or colon ("PIHAK PERTAMA,", "Mengetahui:"); title: lines of the office title with
    a.n./u.b./Plt./Plh. as typed (wrapped where too wide; the closing comma is added); name: as stored;
    rank: pangkat and golongan; nip: 18 digits, "" for none; identity: another line beneath ("NIK 5371…",
    "NPWP …"); stamp: say where the institution's stamp goes; meterai: its rate in rupiah, 0 for none.
    """

    name: str
    title: tuple[str, ...] = ()
    role: str = ""
    dated: str = ""
    rank: str = ""
    nip: str = ""
    identity: str = ""
    stamp: bool = False
    meterai: int = 0


@dataclass(frozen=True, kw_only=True)
class Witness:
    """A witness: name, and the office printed beneath."""

    name: str
    office: str = ""


@dataclass(frozen=True, kw_only=True)
class Field:
    """A labelled line: "Kegiatan : …"."""

    label: str
    value: str
    bold: bool = False


@dataclass(frozen=True, kw_only=True)
class Party:
    """One side of a handover.

    label: "PIHAK PERTAMA"; fields: Nama (bold), NIP, Jabatan, Alamat …, only those that are known;
    acting: the sentence before the label ("dalam hal ini bertindak untuk dan atas nama …, selanjutnya
    disebut").
    """

    label: str
    fields: tuple[Field, ...]
    acting: str


@dataclass(frozen=True, kw_only=True)
class GoodsRow:
    """A row of goods on a handover letter.

    quantity: as printed in the item's own decimals; unit_price, amount: whole rupiah; None prints a dash.
    """

    description: str
    specification: str
    quantity: str
    unit: str
    unit_price: int | None = None
    amount: int | None = None
    condition: str = "Baik"


PURCHASE_PRICE = "harga beli"
BOOK_COST = "harga pokok"
NO_VALUE = "tanpa nilai"
VALUES = (PURCHASE_PRICE, BOOK_COST, NO_VALUE)
"""How a handover letter values its goods."""


@dataclass(frozen=True, kw_only=True)
class Handover:
    """BAST-L: berita acara serah terima from the office to an institution.

    values: of `VALUES`; total: of all amounts, None with "tanpa nilai"; clauses and closing: sentences,
    words between ** are bold; recipient signs left, giver right; acknowledged: Mengetahui, None to leave out.
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
    """One participant on a receipt list: the NIK as printed (masked); quantities in smallest units."""

    name: str
    nik: str
    quantities: tuple[int, ...]
    day: date | None


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
class TaxStrip:
    """The three cells of a kuitansi: gross, tax with its words ("tidak dipungut"), net; whole rupiah."""

    gross: int
    tax: int
    net: int
    label: str = "tidak dipungut"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """KUI-UP or KUI-LS: one payment.

    amount: gross, whole rupiah; recipient carries place and date, identity and meterai; approver is the
    PPK; treasurer: None on a kuitansi LS, which has no Bendahara; receiver: who received the goods.
    """

    head: Head
    fiscal_year: int
    account: str
    received_from: str
    amount: int
    purpose: str
    recipient: Signer
    approver: Signer
    receiver: Signer
    treasurer: Signer | None = None
    strip: TaxStrip | None = None
    form: str = "KUITANSI PEMBAYARAN UP"
    title: str = "KUITANSI / BUKTI PEMBAYARAN"
    received: str = "Barang/pekerjaan tersebut telah diterima/diselesaikan dengan lengkap dan baik."


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A subject of the training with its hours (jam pelajaran)."""

    name: str
    hours: int


@dataclass(frozen=True, kw_only=True)
class SubjectGroup:
    """A section of the back page: "Keterampilan inti" and its subjects; letters A, B, C are added."""

    name: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, kw_only=True)
class Holder:
    """One person of a batch and her certificate.

    nik: as printed (masked), "" leaves it out; business: the line beneath ("Usaha …, Kelurahan …, Kota …");
    attended: hours; percent: of the hours; grade: predikat, "" where nothing was assessed;
    photo: SHA-256 of the picture, None leaves the room for it; number: "" for a blank line.
    """

    number: str
    name: str
    birth_place: str
    birth_day: date | None
    business: str
    attended: int
    percent: int
    nik: str = ""
    grade: str = ""
    photo: str | None = None


@dataclass(frozen=True, kw_only=True)
class Certificates:
    """SERT: the certificates of one batch, front and back; a single paper has one holder.

    outcome: "telah mengikuti", or "telah lulus" where holders have a grade; title, subtitle: of the
    training; batch: its Roman numeral; organiser: as in "yang diselenggarakan oleh {organiser}";
    total_hours: of all subjects; capitals: names in capitals (titles of learning stay as typed).
    """

    head: Head
    letterhead: Letterhead
    holders: tuple[Holder, ...]
    title: str
    batch: str
    organiser: str
    place: str
    first_day: date
    last_day: date
    total_hours: int
    subjects: tuple[SubjectGroup, ...]
    front: Signer
    back: Signer
    subtitle: str = ""
    outcome: str = "telah mengikuti"
    organisation: tuple[Field, ...] = ()
    minutes_per_hour: int = 45
    capitals: bool = True


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
    where the letter states none; basis: what was looked at, "" for none.
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
    title: str = "BERITA ACARA PEMERIKSAAN DAN PENERIMAAN HASIL PRODUK"
    returned: str = "dikembalikan kepada pembuatnya dan tidak dibayar"
    closing: str = (
        "Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap 2 (dua) untuk dipergunakan "
        "sebagaimana mestinya."
    )


@dataclass(frozen=True, kw_only=True)
class PaymentRow:
    """A line of the payment list; whole rupiah, quantity in smallest units.

    number: of the person, 0 on her second and later rows, which she does not sign; nik: in full, this is
    a payment paper; bank: name and account, on two lines.
    """

    number: int
    name: str
    nik: str
    address: str
    product: str
    quantity: int
    unit_price: int
    gross: int
    tax: int
    net: int
    bank: str = ""


@dataclass(frozen=True, kw_only=True)
class PaymentList:
    """NOM: daftar nominatif pembayaran.

    unit: of all quantities, "" where they differ (then quantity is not summed and None); notes: one line for
    each reason of tax; left approves (KPA), right has paid (Bendahara).
    """

    head: Head
    fiscal_year: int
    satker_code: str
    rows: tuple[PaymentRow, ...]
    quantity: int | None
    gross: int
    tax: int
    net: int
    left: Signer
    right: Signer
    subtitle: tuple[str, ...] = ()
    fields_left: tuple[Field, ...] = ()
    fields_right: tuple[Field, ...] = ()
    unit: str = "buah"
    per: int = 1
    decimals: int = 0
    notes: tuple[str, ...] = ()
    fund: str = "APBN"
    title: str = "DAFTAR NOMINATIF PEMBAYARAN"


Content = Handover | ReceiptList | Receipt | Certificates | Inspection | PaymentList
"""Any paper's content."""

_T = TypeVar("_T")


def content_to_json(content: Any) -> str:  # noqa: ANN401 -- any frozen content, also one of another room
    """Write a content as JSON: keys sorted, days as ISO dates, so that equal contents give equal text."""
    return json.dumps(
        dataclasses.asdict(content),
        default=_plain,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a content")


def content_from_json(kind: type[_T], text: str) -> _T:
    """Read back what `content_to_json` wrote, as the given content class.

    Fields that are missing take their defaults, so that a snapshot of an earlier version still reads.
    """
    value = _built(kind, json.loads(text))
    if not isinstance(value, kind):
        raise TypeError(f"the text holds no {kind.__name__}")
    return value


def _built(hint: Any, value: Any) -> Any:  # noqa: ANN401 -- walks type hints
    if value is None:
        return None
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return typing.cast("type", hint)(**{key: _built(hints[key], part) for key, part in value.items()})
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_built(inner, part) for part in value)
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return _built(next(a for a in typing.get_args(hint) if a is not types.NoneType), value)
    return date.fromisoformat(value) if hint is date else value
