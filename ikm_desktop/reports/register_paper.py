"""The register as a paper: the lines of the screen, gaps and void numbers with their reasons."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.asking import asked_by
from ikm_desktop.papers.register import GapRow, RegisterRow, State, register
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.papers.series import all_series


def register_sheet(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.RegisterSheet:
    """Return the register a paper asks for: year, series (none: all papers that belong to a series)."""
    asked = asked_by(paper)
    year, series = asked.number("year") or paper.letter_date.year, asked.text("series")
    names = {one.code: one.name for one in all_series(connection)}
    found = register(connection, year=year, series=series or None)
    rows = [row for row in found if isinstance(row, GapRow) or row.paper.series is not None]
    head = furniture.head(connection, paper, version=version, draft=draft, returns=False)
    officer = furniture.signer(connection, "stock_officer", paper.letter_date)
    papers = [row for row in rows if isinstance(row, RegisterRow)]
    return c.RegisterSheet(
        head=replace(head, number=str(year)),
        letterhead=furniture.letterhead(connection),
        subtitle=f"{names.get(series, 'Semua deret nomor')}, tahun {year}",
        rows=tuple(_entry(row, names) for row in rows),
        count=len(papers),
        void=sum(row.state is State.VOID for row in papers),
        passed_over=len(rows) - len(papers),
        right=replace(furniture.dated(connection, officer, paper.letter_date), rank=""),
    )


def _entry(row: RegisterRow | GapRow, names: dict[str, str]) -> c.RegisterEntry:
    if isinstance(row, GapRow):
        return c.RegisterEntry(
            number=row.gap.numbers,
            day=None,
            kind=names.get(row.gap.series, row.gap.series),
            subject="",
            party="",
            state=row.state.value,
            note=row.gap.reason or "belum dijelaskan",
        )
    return c.RegisterEntry(
        number=row.paper.number_text,
        day=row.paper.letter_date,
        kind=row.kind,
        subject=row.paper.subject,
        party=row.paper.party,
        state=row.state.value,
        note=row.paper.reason or "",
    )
