"""The self-check's part of papers: numbers and gaps, and the bytes of what was issued.

Row digests of papers are checked with those of all other tables. Nothing here trusts the triggers and
unique indexes that refuse these faults in the first place.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import PaperRef
from ikm_desktop.office.findings import Finding
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.gaps import gaps
from ikm_desktop.papers.kinds import word_of

NUMBERS = 15
DIGESTS = 18
"""The numbers of these checks in the book's self-check."""

_READ_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper's row as it is found, whatever stands in it."""

    id: int
    kind: str
    series: str | None
    year: int | None
    sequence: int | None
    number: str | None
    letter_date: str
    party: str
    state: str
    reason: str | None
    ended: int | None

    @property
    def day(self) -> date | None:
        """The letter's day, None where it cannot be read."""
        try:
            return date.fromisoformat(self.letter_date)
        except (TypeError, ValueError):
            return None

    def called(self, *, by_number: bool = True) -> str:
        """Return how messages call the paper; by_number: False where its number is in question."""
        number = self.number if by_number else None
        return str(
            PaperRef(kind=word_of(self.kind), number=number, day=self.day or date.min, party=self.party)
        )

    def finding(self, code: int, what: str) -> Finding:
        """Return a finding about this paper."""
        return Finding(code, f"{self.called()}: {what}.", day=self.day, paper=self.called())


def check_numbers(connection: sa.Connection) -> list[Finding]:
    """Return what is wrong with numbers (15).

    A number used twice or standing in the wrong register, a void one without a reason, and each run of
    numbers that was passed over and is not explained.
    """
    papers = _papers(connection)
    return [
        *_used_twice(papers),
        *_out_of_place(papers),
        *_without_reason(papers),
        *_unexplained(connection, papers),
    ]


def check_archive(connection: sa.Connection) -> list[Finding]:
    """Return the versions whose bytes are not those that were issued, and papers that miss a version (18).

    Holds a few papers in memory at a time.
    """
    papers = {paper.id: paper for paper in _papers(connection)}
    return [*_damaged_bytes(connection, papers), *_missing_versions(connection, papers)]


_PAPERS = sa.select(
    # The day as text: a damaged one is no reason to stop reading.
    *(
        sa.type_coerce(t.paper.c[name], sa.Text).label(name) if name == "letter_date" else t.paper.c[name]
        for name in _Paper.__dataclass_fields__
    )
).order_by(t.paper.c.id)


def _papers(connection: sa.Connection) -> list[_Paper]:
    return [_Paper(*row) for row in connection.execute(_PAPERS)]


def _used_twice(papers: list[_Paper]) -> Iterator[Finding]:
    places: dict[tuple[object, ...], _Paper] = {}
    for paper in papers:
        if paper.series is None or paper.number is None:
            continue
        keys: list[tuple[object, ...]] = [(paper.series, paper.number)]
        if paper.sequence is not None:
            keys.append((paper.series, paper.year, paper.sequence))
        doubles = [places[key] for key in keys if key in places]
        if doubles:
            other = doubles[0].called(by_number=False)
            yield paper.finding(NUMBERS, f"nomor ini juga dipakai {other}")
        for key in keys:
            places.setdefault(key, paper)


def _out_of_place(papers: list[_Paper]) -> Iterator[Finding]:
    for paper in papers:
        if paper.series is None:
            continue
        if paper.day is not None and paper.year != paper.day.year:
            yield paper.finding(NUMBERS, f"tercatat dalam register tahun {paper.year}")
        if paper.sequence is None:
            continue
        if paper.sequence not in {int(digits) for digits in re.findall(r"\d+", str(paper.number))}:
            yield paper.finding(NUMBERS, f"tercatat dengan nomor urut {paper.sequence}")


def _without_reason(papers: list[_Paper]) -> Iterator[Finding]:
    for paper in papers:
        if paper.state == "void" and not (paper.reason and paper.ended):
            yield paper.finding(NUMBERS, "dibatalkan tanpa alasan")


def _unexplained(connection: sa.Connection, papers: list[_Paper]) -> Iterator[Finding]:
    """Name each gap by its numbers and by the paper that comes after it."""
    places = sorted(
        (paper.series, paper.year, paper.sequence, at)
        for at, paper in enumerate(papers)
        if isinstance(paper.series, str) and isinstance(paper.year, int) and isinstance(paper.sequence, int)
    )
    for gap in gaps(connection):
        if gap.reason is None:
            *_place, at = places[bisect_right(places, (gap.series, gap.year, gap.last, len(papers)))]
            after = papers[at]
            yield Finding(
                NUMBERS,
                f"Nomor {gap.numbers} terlewati dan belum dijelaskan "
                f"(register {gap.series} tahun {gap.year}, sebelum {after.called()}).",
                day=after.day,
                paper=after.called(),
            )


def _damaged_bytes(connection: sa.Connection, papers: dict[int, _Paper]) -> Iterator[Finding]:
    issued = t.issued.c
    rows = connection.execute(
        sa.select(issued.paper, issued.version, issued.pdf, issued.sha256).order_by(issued.id),
        execution_options={"yield_per": _READ_AT_ONCE},
    )
    for row in rows:
        if row.paper in papers and hashlib.sha256(bytes(row.pdf)).digest() != row.sha256:
            what = f"berkas versi {row.version} tidak sama lagi dengan yang diterbitkan"
            yield papers[row.paper].finding(DIGESTS, what)


def _missing_versions(connection: sa.Connection, papers: dict[int, _Paper]) -> Iterator[Finding]:
    issued = t.issued.c
    rows = connection.execute(
        sa.select(issued.paper, sa.func.count().label("found"), sa.func.max(issued.version).label("last"))
        .group_by(issued.paper)
        .having(sa.func.count() != sa.func.max(issued.version))
        .order_by(issued.paper)
    )
    for row in rows:
        if row.paper in papers:
            yield papers[row.paper].finding(
                DIGESTS, f"hanya {row.found} dari {row.last} versi yang tersimpan"
            )
