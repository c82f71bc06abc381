"""The attendance list as a paper: to be signed, or as it was noted; of a batch or of one of its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.attendance import AttendanceSheet, attendance_sheet
from ikm_desktop.batches.batches import Batch, batch_of
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.asking import asked_by
from ikm_desktop.papers.rows import PaperRow

_NOTE_FILLED = "H = hadir, S = sakit, I = izin, A = tanpa keterangan. L = laki-laki, P = perempuan."


def attendance_list(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.AttendanceList:
    """Return the list a paper asks for: batch, day (all its days without one), filled."""
    asked = asked_by(paper)
    batch = batch_of(connection, asked.number("batch") or 0)
    sheet = attendance_sheet(connection, batch.id)
    day, filled = asked.day("day"), asked.is_set("filled")
    days = (day,) if day is not None else sheet.days
    head = furniture.head(connection, paper, version=version, draft=draft, returns=not filled)
    right = furniture.acting(connection, "committee_head", paper.letter_date, "")
    content = c.AttendanceList(
        head=replace(head, number=batch.name),
        letterhead=furniture.letterhead(connection),
        subtitle=f"{batch.training}, {batch.name}".upper(),
        fields=_fields(batch, sheet, days),
        days=days,
        rows=tuple(
            c.Attendant(
                name=row.enrolled.person.name,
                sex=row.enrolled.person.sex,
                business=row.enrolled.person.business,
                marks=tuple(row.marks.get(one, "") for one in days) if filled else (),
                thumb=row.enrolled.person.gives_thumb,
            )
            for row in sheet.rows
        ),
        filled=filled,
        present=tuple(sheet.present_on(one) for one in days) if filled else (),
        left=furniture.acting(connection, "division_head", paper.letter_date, "Mengetahui:"),
        right=furniture.dated(connection, right, paper.letter_date),
    )
    return replace(content, note=_NOTE_FILLED) if filled else content


def _fields(batch: Batch, sheet: AttendanceSheet, days: tuple[date, ...]) -> tuple[c.Field, ...]:
    """Return days with their jam pelajaran, and the place; what is not known has no line."""
    lines = []
    if days:
        hours = sum(sheet.hours.get(day, 0) for day in days)
        length = f"{len(days)} hari, {hours} jam pelajaran" if hours else f"{len(days)} hari"
        lines.append(c.Field(label="Tanggal", value=f"{words.date_range(days[0], days[-1])} ({length})"))
    venue = ", ".join(part for part in (batch.venue, batch.city) if part)
    lines += [c.Field(label="Tempat", value=venue)] if venue else []
    return tuple(lines)
