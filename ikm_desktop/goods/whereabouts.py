"""Where a voucher (or a prepared one) that a message names is found: its kind and its paper."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.papers.rows import papers_of


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """kind: of voucher; paper, paper_kind: the paper that pictures it, None and "" where none does."""

    kind: str
    paper: int | None
    paper_kind: str


def whereabouts(
    connection: sa.Connection, *, voucher: int | None = None, prepared: int | None = None
) -> Whereabouts | None:
    """Return where a voucher (or a prepared one) is found, None where the book has none."""
    table, row = (t.voucher, voucher) if voucher is not None else (t.prepared, prepared)
    kind = connection.execute(sa.select(table.c.kind).where(table.c.id == row)).scalar()
    if kind is None:
        return None
    papers = papers_of(connection, voucher=voucher, prepared=prepared)
    best = min(papers, key=lambda paper: (paper.is_void, paper.number is None, paper.id), default=None)
    return Whereabouts(kind, None if best is None else best.id, "" if best is None else best.kind)
