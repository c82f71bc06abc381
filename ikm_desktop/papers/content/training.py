"""Trainings: certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.papers.content.parts import Field, Head, Letterhead, Signer


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
    photo: SHA-256 of the picture, None (or one that is gone) leaves the room for it; thumb: a box for her
    thumbprint; number: "" for a blank line.
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
    thumb: bool = False


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
