"""What many papers have in common: furniture, letterhead, signers, labelled lines, parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
    left: left margin in mm, for papers in F4 portrait that are bound (25 … 30); initials: titles of those
    who initial a draft, where the issued paper has its return QR.
    """

    kind: str
    number: str
    version: int = 1
    marks: tuple[str, ...] = ()
    return_code: str = ""
    left: float = 25.0
    initials: tuple[str, ...] = ()


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
    "NPWP …"); stamp: say where the institution's stamp goes; thumb: room for a thumbprint; meterai: its rate
    in rupiah, 0 for none.
    """

    name: str
    title: tuple[str, ...] = ()
    role: str = ""
    dated: str = ""
    rank: str = ""
    nip: str = ""
    identity: str = ""
    stamp: bool = False
    thumb: bool = False
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
