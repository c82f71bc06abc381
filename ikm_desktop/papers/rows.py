"""Papers as they stand in the book: their rows, and how messages name the paper of a voucher."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import NotFound, PaperRef
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.kinds import word_of
from ikm_desktop.papers.patterns import Pattern


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper's row.

    number: None while blank or for a paper without one; number_text: as printed, with room for the hand
    where it is blank; state: "valid" or "void" (then with reason and the act that ended it); asked: what a
    paper that pictures no voucher asks of the book (item, place, days), as JSON, "" for none.
    """

    id: int
    entry: int
    kind: str
    series: str | None
    year: int | None
    sequence: int | None
    number: str | None
    number_text: str
    letter_date: date
    subject: str
    party: str
    batch: int | None
    state: str
    reason: str | None
    ended: int | None
    asked: str = ""

    @property
    def is_void(self) -> bool:
        """Tell whether the paper is void."""
        return self.state == "void"

    def ref(self, voucher: int | None = None, prepared: int | None = None) -> PaperRef:
        """Return the paper as messages name it."""
        void = " (dibatalkan)" if self.is_void else ""
        return PaperRef(
            kind=word_of(self.kind) + void,
            number=self.number,
            day=self.letter_date,
            party=self.party,
            voucher=voucher,
            prepared=prepared,
        )


PAPERS = sa.select(t.paper, t.series.c.pattern, t.series.c.key, t.series.c.unit).outerjoin_from(
    t.paper, t.series, t.series.c.code == t.paper.c.series
)
"""Papers with the pattern of their series, for `paper_row`."""


def read_paper(connection: sa.Connection, paper: int) -> PaperRow:
    """Return a paper's row. Raises NotFound."""
    row = connection.execute(PAPERS.where(t.paper.c.id == paper)).first()
    if row is None:
        raise NotFound(field="Surat", value=str(paper))
    return paper_row(row)


def papers_of(
    connection: sa.Connection,
    *,
    voucher: int | None = None,
    prepared: int | None = None,
    enrolment: int | None = None,
) -> list[PaperRow]:
    """Return the papers that picture a voucher, a prepared one or an enrolment, oldest first."""
    subject = t.paper_subject.c
    wanted = sa.or_(
        *(
            column == value
            for column, value in (
                (subject.voucher, voucher),
                (subject.prepared, prepared),
                (subject.enrolment, enrolment),
            )
            if value is not None
        )
    )
    rows = connection.execute(
        PAPERS.where(t.paper.c.id.in_(sa.select(subject.paper).where(wanted))).order_by(t.paper.c.id)
    )
    return [paper_row(row) for row in rows]


def paper_row(row: sa.Row[tuple[object, ...]]) -> PaperRow:
    """Return the record of a row of `PAPERS`."""
    text = row.number or ""
    if not text and row.pattern is not None:
        text = Pattern(row.pattern, row.key, row.unit).blank(row.letter_date)
    return PaperRow(
        id=row.id,
        entry=row.entry,
        kind=row.kind,
        series=row.series,
        year=row.year,
        sequence=row.sequence,
        number=row.number,
        number_text=text,
        letter_date=row.letter_date,
        subject=row.subject,
        party=row.party,
        batch=row.batch,
        state=row.state,
        reason=row.reason,
        ended=row.ended,
        asked=row.asked,
    )


def paper_labels(
    connection: sa.Connection, *, vouchers: Iterable[int] = (), prepared: Iterable[int] = ()
) -> dict[int, tuple[str, str | None]]:
    """Return kind (its word on screen) and number of the papers of many vouchers, by the voucher's id.

    Ask for posted vouchers or for prepared ones. A number is None while the paper has none; what no
    paper pictures is missing. Where several papers picture one voucher, a valid one goes before a void
    one, one with a number before one without, then the oldest.
    """
    return _labels(connection, _OF_VOUCHERS, vouchers) | _labels(connection, _OF_PREPARED, prepared)


def number_of(
    connection: sa.Connection, *, voucher: int | None = None, prepared: int | None = None
) -> str | None:
    """Return the number of a voucher's or a prepared voucher's paper, None while it has none."""
    if voucher is not None:
        return paper_labels(connection, vouchers=(voucher,)).get(voucher, ("", None))[1]
    if prepared is not None:
        return paper_labels(connection, prepared=(prepared,)).get(prepared, ("", None))[1]
    return None


def _labels_of(column: sa.ColumnElement[int | None]) -> sa.Select[*tuple[Any, ...]]:
    paper = t.paper.c
    return (
        sa.select(column.label("subject"), paper.kind, paper.number)
        .join_from(t.paper_subject, t.paper, paper.id == t.paper_subject.c.paper)
        .where(column.in_(sa.bindparam("ids", expanding=True)))
        # What shall win comes last, because it overwrites.
        .order_by(paper.state == "valid", paper.number.is_not(None), paper.id.desc())
    )


_OF_VOUCHERS, _OF_PREPARED = (_labels_of(t.paper_subject.c[name]) for name in ("voucher", "prepared"))


def _labels(
    connection: sa.Connection, query: sa.Select[*tuple[Any, ...]], ids: Iterable[int]
) -> dict[int, tuple[str, str | None]]:
    wanted = list(ids)
    if not wanted:
        return {}
    rows = connection.execute(query, {"ids": wanted})
    return {row.subject: (word_of(row.kind), row.number) for row in rows}
