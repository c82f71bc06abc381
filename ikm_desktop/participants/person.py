"""A person of an IKM as the book knows her, and how complete that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from ikm_desktop import words

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHOWN_OF_ACCOUNT = 3
_DIGITS_OF_A_NIK = 16

THUMB = "jempol"
"""How somebody signs who cannot write her name."""

LABELS: dict[str, str] = {
    "name": "Nama",
    "nik": "NIK",
    "birth_place": "Tempat lahir",
    "born": "Tanggal lahir",
    "sex": "L/P",
    "address": "Alamat",
    "rt_rw": "RT/RW",
    "village": "Kelurahan/Desa",
    "district": "Kecamatan",
    "regency": "Kabupaten/Kota",
    "phone": "Telepon",
    "education": "Pendidikan",
    "business": "Nama usaha",
    "product": "Produk",
    "kbli": "KBLI",
    "founded": "Tahun berdiri",
    "workers": "Jumlah pekerja",
    "nib": "NIB",
    "npwp": "NPWP",
    "umkm_letter": "Nomor Surat Keterangan UMKM",
    "machine_kind": "Jenis mesin",
    "machine_count": "Jumlah mesin",
    "bank": "Bank",
    "bank_account": "Nomor rekening",
    "bank_holder": "Pemilik rekening",
    "notice_on": "Tanggal pemberitahuan data pribadi",
    "note": "Catatan",
    "signs": "Cara tanda tangan",
}
"""The fields of the form with their labels, in the form's order."""

NEEDED = (
    "name",
    "nik",
    "birth_place",
    "born",
    "sex",
    "address",
    "village",
    "district",
    "regency",
    "phone",
    "business",
    "product",
    "bank",
    "bank_account",
    "bank_holder",
    "notice_on",
)
"""What papers and payments need of a person; the share of it that is filled is "Lengkap %"."""


@dataclass(frozen=True, slots=True)
class Person:
    """A participant: identity, business, bank. Numbers are kept as text; unknown is "" or None.

    place: where the goods lie that she holds; sex: L, P or ""; notice_on: when she was told how her data
    is kept; signs: "jempol" for who cannot write her name and gives her thumbprint; merged_into: the person
    kept when this row turned out to be a double; anonymised: what was personal is gone for good.
    """

    id: int
    place: int
    name: str
    nik: str
    birth_place: str
    born: date | None
    sex: str
    address: str
    rt_rw: str
    village: str
    district: str
    regency: str
    phone: str
    education: str
    business: str
    product: str
    kbli: str
    founded: int | None
    workers: int | None
    nib: str
    npwp: str
    umkm_letter: str
    machine_kind: str
    machine_count: int | None
    bank: str
    bank_account: str
    bank_holder: str
    photo: str | None
    notice_on: date | None
    note: str
    signs: str
    archived: bool
    merged_into: int | None
    anonymised: bool

    @property
    def gives_thumb(self) -> bool:
        """Whether papers leave the room for her thumbprint instead of a line to sign on."""
        return self.signs == THUMB

    @property
    def masked_nik(self) -> str:
        """The NIK as lists show it."""
        return words.masked_nik(self.nik)

    @property
    def masked_account(self) -> str:
        """The account number as lists show it."""
        return masked_account(self.bank_account)

    @property
    def masked_npwp(self) -> str:
        """The NPWP as lists show it: hidden where it is a NIK."""
        return masked_npwp(self.npwp)

    @property
    def full_address(self) -> str:
        """The address as papers print it, from the street to the regency."""
        rt_rw = f"RT/RW {self.rt_rw}" if self.rt_rw else ""
        parts = (self.address, rt_rw, self.village, self.district, self.regency)
        return ", ".join(part for part in parts if part)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields papers need that are still empty."""
        return tuple(name for name in NEEDED if not getattr(self, name))

    @property
    def complete_percent(self) -> int:
        """How much of what papers need is filled, whole per cent, rounded down."""
        return (len(NEEDED) - len(self.missing)) * 100 // len(NEEDED)


class PersonFields(TypedDict, total=False):
    """What may be told of a person besides the name."""

    nik: str
    birth_place: str
    born: date | None
    sex: str
    address: str
    rt_rw: str
    village: str
    district: str
    regency: str
    phone: str
    education: str
    business: str
    product: str
    kbli: str
    founded: int | None
    workers: int | None
    nib: str
    npwp: str
    umkm_letter: str
    machine_kind: str
    machine_count: int | None
    bank: str
    bank_account: str
    bank_holder: str
    notice_on: date | None
    note: str
    signs: str


class PersonChanges(PersonFields, total=False):
    """What may be changed of a person."""

    name: str


def masked_account(account: str) -> str:
    """Hide all but the last three digits of a bank account.

    Source: UU 27/2022 art. 4 (financial data is specific personal data).
    """
    hidden = max(len(account) - _SHOWN_OF_ACCOUNT, 0)
    return "*" * len(account) if hidden < _SHOWN_OF_ACCOUNT else "*" * hidden + account[hidden:]


def masked_npwp(npwp: str) -> str:
    """Hide an NPWP that is a NIK; one that begins with 0, or has 15 digits, names a taxpayer only.

    Source: PMK 112/PMK.03/2022 art. 2 (residents' NPWP is their NIK).
    """
    is_nik = len(npwp) == _DIGITS_OF_A_NIK and not npwp.startswith("0")
    return words.masked_nik(npwp) if is_nik else npwp


def person_from(row: Mapping[Any, Any]) -> Person:
    """Return the person a row of the table holds."""
    values = {name: value for name, value in row.items() if name != "digest"}
    flags = {name: bool(row[name]) for name in ("archived", "anonymised")}
    return Person(**{**values, **flags})
