"""The register: a year's papers with their numbers, and between them the numbers that were passed over."""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.office.tables import act
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.archive import COPY, PRINT
from ikm_desktop.papers.gaps import Gap, gaps
from ikm_desktop.papers.kinds import word_of
from ikm_desktop.papers.rows import PAPERS, PaperRow, paper_row


class State(enum.Enum):
    """What became of a paper, or a number, as the register shows it (the word on screen)."""

    DRAFT = "Draf"
    ISSUED = "Terbit"
    VOID = "Dibatalkan"
    GAP = "Terlewati"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A line of the register.

    paper: its row; state: DRAFT until a version is issued; entered_on, entered_by: when and by whom it
    was opened; ended_on, ended_by: when and by whom it was made void; versions: how many were issued;
    issued_on: the newest one's day; printed: times the original was printed or saved; copies: SALINAN
    made; vouchers, prepared: ids it pictures; enrolment: of a certificate; out_since: the day an original was
    first printed; scans: of the signed paper that are kept.
    """

    paper: PaperRow
    state: State
    entered_on: date
    entered_by: str
    ended_on: date | None
    ended_by: str | None
    versions: int
    issued_on: date | None
    printed: int
    copies: int
    vouchers: tuple[int, ...]
    prepared: tuple[int, ...]
    enrolment: int | None
    out_since: date | None = None
    scans: int = 0

    @property
    def is_signed(self) -> bool:
        """Tell whether it came back signed: its vouchers are posted, or its scan is kept."""
        return bool(self.scans) or bool(self.prepared and self.vouchers)

    @property
    def is_out(self) -> bool:
        """Tell whether it was printed to be signed and has not come back."""
        waits = bool(self.prepared) and not self.vouchers
        return self.state is State.ISSUED and waits and self.out_since is not None and not self.scans

    def days_out(self, today: date) -> int | None:
        """Return for how many days it is out, None when it is not."""
        return (today - self.out_since).days if self.is_out and self.out_since is not None else None

    @property
    def key(self) -> int:
        """What tells it from all others of the register."""
        return self.paper.id

    @property
    def kind(self) -> str:
        """The kind's word on screen."""
        return word_of(self.paper.kind)


@dataclass(frozen=True, slots=True)
class GapRow:
    """Numbers without a paper, as one line; explained_on, explained_by: None while unexplained.

    key: tells it from all others of the register, below 0.
    """

    gap: Gap
    explained_on: date | None = None
    explained_by: str | None = None
    state: State = State.GAP
    key: int = 0


def register(
    connection: sa.Connection,
    *,
    year: int,
    series: str | None = None,
    kind: str | None = None,
    state: State | None = None,
    batch: int | None = None,
    blank_only: bool = False,
    search: str = "",
) -> list[RegisterRow | GapRow]:
    """Return a year's register in the order of its numbers; within a series, blank ones stand last.

    series, kind, batch, state: only these; blank_only: papers that still wait for their number; search:
    words that all stand in number, subject or party. Numbers passed over are rows too, unless something
    is asked that a missing paper cannot answer.
    """
    asks_of_papers = kind is not None or batch is not None or blank_only or bool(search.strip())
    rows: list[RegisterRow | GapRow] = []
    if state is not State.GAP:
        conditions = [*_which(year, series, kind, batch), *_words(search)]
        if blank_only:
            waits = (t.paper.c.number.is_(None), t.paper.c.series.is_not(None), t.paper.c.state == "valid")
            conditions += waits
        papers = _papers(connection, conditions)
        rows += [row for row in papers if state is None or row.state is state]
    if not asks_of_papers and state in {None, State.GAP}:
        rows += gap_rows(connection, series=series, year=year)
    return sorted(rows, key=_place_in_register)


def paper_entry(connection: sa.Connection, paper: int) -> RegisterRow | None:
    """Return the line of one paper, None when there is no such paper."""
    found = _papers(connection, [t.paper.c.id == paper])
    return found[0] if found else None


def paper_entries(connection: sa.Connection, papers: Collection[int]) -> list[RegisterRow]:
    """Return the lines of some papers, in any order; two statements."""
    return _papers(connection, [t.paper.c.id.in_(papers)])


def _which(
    year: int, series: str | None, kind: str | None, batch: int | None
) -> list[sa.ColumnElement[bool]]:
    paper = t.paper.c
    # Papers without a number have no register year; for all others it is the letter date's.
    conditions: list[sa.ColumnElement[bool]] = [
        paper.letter_date.between(date(year, 1, 1), date(year, 12, 31))
    ]
    for column, value in ((paper.series, series), (paper.kind, kind), (paper.batch, batch)):
        if value is not None:
            conditions.append(column == value)
    return conditions


def _words(search: str) -> list[sa.ColumnElement[bool]]:
    paper = t.paper.c
    text = sa.func.coalesce(paper.number, "") + " " + paper.subject + " " + paper.party
    return [text.icontains(word, autoescape=True) for word in search.split()]


def _papers(connection: sa.Connection, conditions: Iterable[sa.ColumnElement[bool]]) -> list[RegisterRow]:
    """Return the papers that answer all conditions; two statements however many they are."""
    opened, ended = act.alias("opened"), act.alias("done")
    issued = (
        sa.select(
            t.issued.c.paper, sa.func.count().label("versions"), sa.func.max(act.c.entered_on).label("day")
        )
        .join(act, act.c.entry == t.issued.c.entry)
        .group_by(t.issued.c.paper)
        .subquery("versions")
    )
    is_copy = t.print_log.c.how == COPY
    printed = (
        sa.select(
            t.issued.c.paper,
            sa.func.count().filter(~is_copy).label("printed"),
            sa.func.count().filter(is_copy).label("copies"),
            sa.func.min(act.c.entered_on).filter(t.print_log.c.how == PRINT).label("out_since"),
        )
        .join(t.print_log, t.print_log.c.issued == t.issued.c.id)
        .join(act, act.c.entry == t.print_log.c.entry)
        .group_by(t.issued.c.paper)
        .subquery("prints")
    )
    scanned = (
        sa.select(t.attachment.c.paper, sa.func.count().label("scans"))
        .where(t.attachment.c.removed.is_(None))
        .group_by(t.attachment.c.paper)
        .subquery("scanned")
    )
    query = (
        PAPERS.add_columns(
            opened.c.entered_on.label("opened_on"),
            opened.c.actor.label("opened_by"),
            ended.c.entered_on.label("ended_on"),
            ended.c.actor.label("ended_by"),
            issued.c.versions,
            issued.c.day.label("issued_on"),
            printed.c.printed,
            printed.c.copies,
            printed.c.out_since,
            scanned.c.scans,
        )
        .join(opened, opened.c.entry == t.paper.c.entry)
        .outerjoin(ended, ended.c.entry == t.paper.c.ended)
        .outerjoin(issued, issued.c.paper == t.paper.c.id)
        .outerjoin(printed, printed.c.paper == t.paper.c.id)
        .outerjoin(scanned, scanned.c.paper == t.paper.c.id)
        .where(*conditions)
    )
    rows = connection.execute(query).all()
    subjects = _subjects(connection, conditions)
    return [_register_row(row, subjects.get(row.id, [])) for row in rows]


def _subjects(
    connection: sa.Connection, conditions: Iterable[sa.ColumnElement[bool]]
) -> dict[int, list[sa.Row[tuple[object, ...]]]]:
    found: dict[int, list[sa.Row[tuple[object, ...]]]] = {}
    query = (
        sa.select(t.paper_subject)
        .join(t.paper, t.paper.c.id == t.paper_subject.c.paper)
        .where(*conditions)
        .order_by(t.paper_subject.c.paper, t.paper_subject.c.no)
    )
    for row in connection.execute(query):
        found.setdefault(row.paper, []).append(row)
    return found


def _register_row(row: sa.Row[tuple[object, ...]], subjects: list[sa.Row[tuple[object, ...]]]) -> RegisterRow:
    paper = paper_row(row)
    versions = row.versions or 0
    enrolments = [one.enrolment for one in subjects if one.enrolment is not None]
    return RegisterRow(
        paper=paper,
        state=State.VOID if paper.is_void else State.ISSUED if versions else State.DRAFT,
        entered_on=row.opened_on,
        entered_by=row.opened_by,
        ended_on=row.ended_on,
        ended_by=row.ended_by,
        versions=versions,
        issued_on=row.issued_on,
        printed=row.printed or 0,
        copies=row.copies or 0,
        vouchers=tuple(one.voucher for one in subjects if one.voucher is not None),
        prepared=tuple(one.prepared for one in subjects if one.prepared is not None),
        enrolment=enrolments[0] if enrolments else None,
        out_since=row.out_since,
        scans=row.scans or 0,
    )


def gap_rows(
    connection: sa.Connection, *, series: str | None = None, year: int | None = None
) -> list[GapRow]:
    """Return the numbers passed over, of a series and a year or of all."""
    found = gaps(connection, series=series, year=year)
    entries = {gap.entry for gap in found if gap.entry is not None}
    who = {
        row.entry: row
        for row in connection.execute(
            sa.select(act.c.entry, act.c.entered_on, act.c.actor).where(act.c.entry.in_(entries))
        )
    }
    return [
        GapRow(gap, who[gap.entry].entered_on, who[gap.entry].actor, key=-at)
        if gap.entry in who
        else GapRow(gap, key=-at)
        for at, gap in enumerate(found, start=1)
    ]


def _place_in_register(row: RegisterRow | GapRow) -> tuple[bool, str, bool, int, date, int]:
    """Order by series (papers without one last), number (blank ones last), letter date."""
    if isinstance(row, GapRow):
        return (False, row.gap.series, False, row.gap.first, date.min, 0)
    paper = row.paper
    return (
        paper.series is None,
        paper.series or "",
        paper.sequence is None,
        paper.sequence or 0,
        paper.letter_date,
        paper.id,
    )
