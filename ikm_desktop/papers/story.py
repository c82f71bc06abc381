"""What became of one paper: its versions, its printings, and what the register learnt since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from ikm_desktop.office.tables import act
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.archive import COPY, PRINT
from ikm_desktop.papers.numbers import bears_number
from ikm_desktop.papers.rows import PaperRow, read_paper


@dataclass(frozen=True, slots=True)
class Version:
    """An issued version; changed: what it changes, empty for the first."""

    version: int
    at: datetime
    by: str
    changed: str
    pages: int


@dataclass(frozen=True, slots=True)
class Printing:
    """One line of the print log: how (a word of the archive), n of "SALINAN ke-n" or 0."""

    version: int
    at: datetime
    by: str
    how: str
    copy: int


@dataclass(frozen=True, slots=True)
class PaperStory:
    """A paper's row with its versions and printings, oldest first.

    late_number: the number the register learnt after the newest version was issued, empty when its bytes
    bear it or it has none; ended_at: when it was made void.
    """

    paper: PaperRow
    versions: tuple[Version, ...]
    printings: tuple[Printing, ...]
    late_number: str = ""
    ended_at: datetime | None = None

    @property
    def is_issued(self) -> bool:
        """Tell whether the paper has frozen bytes."""
        return bool(self.versions)

    @property
    def first_printed(self) -> datetime | None:
        """When an original was first printed, None while it was not."""
        return next((one.at for one in self.printings if one.how == PRINT), None)

    @property
    def times_printed(self) -> int:
        """How often originals were printed; files that were saved and copies do not count."""
        return sum(one.how == PRINT for one in self.printings)

    @property
    def next_copy(self) -> int:
        """Which "SALINAN ke-n" of the newest version comes next."""
        newest = self.versions[-1].version if self.versions else 0
        made = [one.copy for one in self.printings if one.how == COPY and one.version == newest]
        return max(made, default=0) + 1


def story_of(connection: sa.Connection, paper: int) -> PaperStory:
    """Return what became of a paper, in a few statements. Raises NotFound."""
    row = read_paper(connection, paper)
    issued, log = t.issued.c, t.print_log.c
    versions = connection.execute(
        sa.select(issued.version, issued.changed, issued.pages, act.c.entered_at, act.c.actor)
        .join(act, act.c.entry == issued.entry)
        .where(issued.paper == paper)
        .order_by(issued.version)
    )
    printings = connection.execute(
        sa.select(issued.version, log.how, log.copy, act.c.entered_at, act.c.actor)
        .join(t.print_log, log.issued == issued.id)
        .join(act, act.c.entry == log.entry)
        .where(issued.paper == paper)
        .order_by(log.id)
    )
    found = tuple(
        Version(one.version, datetime.fromisoformat(one.entered_at), one.actor, one.changed, one.pages)
        for one in versions
    )
    late = row.number or ""
    if not found or not late or bears_number(connection, row):
        late = ""
    return PaperStory(
        row,
        found,
        tuple(
            Printing(one.version, datetime.fromisoformat(one.entered_at), one.actor, one.how, one.copy)
            for one in printings
        ),
        late,
        _ended_at(connection, row),
    )


def _ended_at(connection: sa.Connection, row: PaperRow) -> datetime | None:
    if row.ended is None:
        return None
    at = connection.execute(sa.select(act.c.entered_at).where(act.c.entry == row.ended)).scalar_one()
    return datetime.fromisoformat(at)
