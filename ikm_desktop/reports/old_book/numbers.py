"""Old numbers in the register: rows without a picture of ours, under which the entered vouchers stand.

An old number that is in the register already, from an entering that was taken back, is used again: the old
paper was and is there. Numbers between old ones that no row names are explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import Refusal
from ikm_desktop.office.acts import Act, Kind
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.gaps import gaps
from ikm_desktop.papers.kinds import LETTERS, OLD
from ikm_desktop.papers.numbers import open_paper
from ikm_desktop.papers.series import read_pattern
from ikm_desktop.papers.subjects import write_subjects
from ikm_desktop.reports.old_book.sheets import OldRow, RowFinding
from ikm_desktop.words import folded

SERIES = {
    "": LETTERS,
    "surat": LETTERS,
    "kuitansi up": "KUI-UP",
    "kuitansi ls": "KUI-LS",
    "sertifikat": "SERT",
}
"""The registers by their words on the sheet."""

_SUBJECT = "Surat dari buku lama"
_HOLE = "tidak tercatat pada buku lama yang dimasukkan"


@dataclass(slots=True)
class OldNumber:
    """A number a row tells of; series: as the sheet calls it; vouchers: what stands under it."""

    row: OldRow
    series: str
    number: str
    day: date
    subject: str = ""
    party: str = ""
    vouchers: list[int] = field(default_factory=list)

    @classmethod
    def of_row(cls, row: OldRow, on: date) -> OldNumber:
        """Return the number of a row of the sheet of numbers."""
        texts = (row.text("Deret"), row.text("Nomor surat"))
        return cls(row, *texts, row.day or on, row.text("Perihal"), row.text("Pihak"))


def open_old_papers(act: Act, numbers: Sequence[OldNumber]) -> list[RowFinding]:
    """Write a row of the register for each number, told once or often; return what cannot be, by row."""
    findings: list[RowFinding] = []
    merged: dict[tuple[str, str], OldNumber] = {}
    for one in numbers:
        series = SERIES.get(folded(one.series))
        if series is None:
            told = "tidak dikenal; ada: Surat, Kuitansi UP, Kuitansi LS, Sertifikat"
            findings.append(one.row.wrong("Deret", told))
            continue
        try:
            number = read_pattern(act.connection, series).read(one.number, one.day).number
        except Refusal as refused:
            findings.append(one.row.wrong("Nomor surat", refused.sentence))
            continue
        known = merged.setdefault((series, number), one)
        if known is not one:
            known.vouchers += one.vouchers
            known.subject, known.party = known.subject or one.subject, known.party or one.party
    for (series, number), one in sorted(merged.items(), key=lambda item: item[1].day):
        try:
            _stand_under(act, one, series, number)
        except Refusal as refused:
            findings.append(one.row.wrong("Nomor surat", refused.sentence))
    return findings


def _stand_under(act: Act, one: OldNumber, series: str, number: str) -> None:
    """Let the vouchers stand under the number's row, which is made unless it is there."""
    standing = _standing(act.connection, series, number)
    if standing is not None:
        write_subjects(act, standing, vouchers=one.vouchers, after=_subjects(act.connection, standing))
        return
    jumps = len(act.notices)
    open_paper(
        act,
        kind=OLD,
        series=series,
        letter_date=one.day,
        subject=one.subject or _SUBJECT,
        party=one.party,
        wanted=number,
        vouchers=one.vouchers,
    )
    del act.notices[jumps:]  # the office knows that its old numbers are not one after another here


def _standing(connection: sa.Connection, series: str, number: str) -> int | None:
    paper = t.paper.c
    which = (paper.series == series, paper.number == number, paper.kind == OLD, paper.state == "valid")
    return connection.execute(sa.select(paper.id).where(*which)).scalar()


def _subjects(connection: sa.Connection, paper: int) -> int:
    count = sa.select(sa.func.count()).where(t.paper_subject.c.paper == paper)
    return connection.execute(count).scalar_one()


def explain_holes(act: Act) -> None:
    """Explain the numbers between old ones that nobody told of."""
    paper = t.paper.c
    query = (
        sa.select(paper.series, paper.year, sa.func.max(paper.sequence).label("last"))
        .where(paper.kind == OLD, paper.sequence.is_not(None))
        .group_by(paper.series, paper.year)
    )
    last = {(row.series, row.year): row.last for row in act.connection.execute(query)}
    for hole in gaps(act.connection):
        if hole.reason is None and hole.last < last.get((hole.series, hole.year), 0):
            values = {"series": hole.series, "year": hole.year, "first": hole.first, "last": hole.last}
            act.insert(t.number_gap, {"entry": act.entry, "reason": _HOLE, **values})
    act.changed.add(Kind.PAPER)
