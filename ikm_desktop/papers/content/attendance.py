"""Attendance lists: to be signed day by day, or as it was noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.papers.content.parts import Field, Head, Letterhead, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendant:
    """Somebody on the list; marks: a letter for each day of the list, "" where nothing is noted.

    thumb: she cannot write her name; a day's list has a box for her thumbprint, a week's says so in each
    of her cells.
    """

    name: str
    sex: str
    business: str = ""
    marks: tuple[str, ...] = ()
    thumb: bool = False


@dataclass(frozen=True, kw_only=True)
class AttendanceList:
    """DH: daftar hadir of a batch, or of one of its days.

    days: all of them; more than six are printed a week a sheet; filled: the marks are printed and counted,
    otherwise people sign; present: how many were present on each day, () unless filled. A list of one day
    that is not filled has a column for the business and wide room to sign.
    """

    head: Head
    letterhead: Letterhead
    subtitle: str
    fields: tuple[Field, ...]
    days: tuple[date, ...]
    rows: tuple[Attendant, ...]
    left: Signer
    right: Signer
    filled: bool = False
    present: tuple[int, ...] = ()
    title: str = "DAFTAR HADIR PESERTA"
    note: str = (
        "Keterangan ketidakhadiran ditulis di kolom: S (sakit), I (izin), A (tanpa keterangan). "
        "L = laki-laki, P = perempuan."
    )
