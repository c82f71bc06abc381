"""DH: the attendance list, in F4 portrait: twenty people on one page, a week a sheet.

Source of the form: customary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ikm_desktop import words
from ikm_desktop.papers import flow, signature
from ikm_desktop.papers.content import AttendanceList, Attendant, Pictures
from ikm_desktop.papers.document import Document, PrintProfile
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import ITALIC
from ikm_desktop.papers.heading import FieldColumn, place_heading
from ikm_desktop.papers.sheet import F4, Format, Sheet
from ikm_desktop.papers.signature import SignatureStyle
from ikm_desktop.papers.table import CENTRE, THUMB, Column, Paint, Style, SumRow, Table
from ikm_desktop.papers.text import plain

MOST_DAYS = 6
_FIRST_DAY = 3
_STYLE = SignatureStyle(size=10, leading=4.5, drop=34)


def draw_attendance_list(document: Document, content: AttendanceList) -> None:
    """Draw the list as one paper of the document."""
    form = replace(F4, left=content.head.left)
    title = content.title.title()
    continued = f"{title}, {content.head.number} (lanjutan)" if content.head.number else f"{title} (lanjutan)"
    paper = document.begin(content.head, form, title=f"{title}, {content.subtitle}", continued=continued)
    columns = [FieldColumn(form.left, form.area, 22, content.fields)]
    y = place_heading(document, paper, content.letterhead, [content.title, content.subtitle], columns) + 2.4
    for i, days in enumerate(weeks(content.days) or [range(0)]):
        if i:
            paper.next_page()
            y = paper.top
        flow.place_table(paper, y, attendance_table(form, content, days), _tail(form, content))
    paper.close()


def attendance_list_pdf(
    content: AttendanceList, pictures: Pictures | None = None, profile: PrintProfile | None = None
) -> bytes:
    """Return the list as a PDF of its own."""
    document = Document(f"{content.title.title()} {content.head.number}".strip(), pictures, profile)
    draw_attendance_list(document, content)
    return document.pdf()


def weeks(days: Sequence[date]) -> list[range]:
    """Return the days (their indexes) that stand on one sheet: all up to six, of more those of a week."""
    if len(days) <= MOST_DAYS:
        return [range(len(days))] if days else []
    found: list[range] = []
    for i, day in enumerate(days):
        last = found[-1] if found else range(0)
        same = bool(last) and days[last.start].isocalendar()[:2] == day.isocalendar()[:2]
        if same:
            found[-1] = range(last.start, i + 1)
        else:
            found.append(range(i, i + 1))
    return found


def attendance_table(form: Format, content: AttendanceList, days: range) -> Table:
    """Return one sheet's table. days: indexes of the days on it."""
    if len(content.days) == 1 and not content.filled:
        return _of_one_day(form, content)
    marks = [
        tuple(row.marks[k] if content.filled and k < len(row.marks) else "" for k in days)
        for row in content.rows
    ]
    sums = {_FIRST_DAY + j: _present(content, k) for j, k in enumerate(days)}
    return Table(
        _columns(form, content, days),
        [_cells(i, row, marks[i]) for i, row in enumerate(content.rows)],
        form.left,
        Style(size=9.5, row=8.1),
        total=SumRow("Jumlah hadir", sums) if sums else None,
    )


def _present(content: AttendanceList, day: int) -> str:
    return str(content.present[day]) if content.filled else ""


def _cells(i: int, row: Attendant, marks: tuple[str, ...]) -> tuple[str, ...]:
    return (str(i + 1), row.name, row.sex, *marks)


def _columns(form: Format, content: AttendanceList, days: range) -> list[Column]:
    wide = 104 / max(len(days), 1)
    group = "Kehadiran" if content.filled else "Tanda Tangan"
    paint = None if content.filled else _marked(content)
    spare = form.area - 170
    return [
        Column("No.", 8, CENTRE),
        Column("Nama Peserta", 50 + spare, wrap=True),
        Column("L/P", 8, CENTRE),
        *(Column(_day_head(content.days[k]), wide, CENTRE, group=group, paint=paint) for k in days),
    ]


def _day_head(day: date) -> str:
    return f"{words.day_name(day)} {words.short_date(day)}"


def _marked(content: AttendanceList) -> Paint:
    """Return what draws the row's number small in the corner, so that nobody signs in the wrong row.

    Beside it stands who gives her thumbprint instead: a cell is too low for a box.
    """

    def paint(sheet: Sheet, index: int, box: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = box
        sheet.text(left + 1, top + 2.4, str(index + 1), 5.5, grey=0.45)
        if content.rows[index].thumb:
            sheet.ending(right - 1, bottom - 1.2, "cap jempol", 5.5, grey=0.45)

    return paint


def _of_one_day(form: Format, content: AttendanceList) -> Table:
    spare = form.area - 170
    return Table(
        [
            Column("No.", 8, CENTRE),
            Column("Nama Peserta", 54 + spare, wrap=True),
            Column("L/P", 10, CENTRE),
            Column("Usaha", 50, wrap=True),
            Column("Tanda Tangan", 48, signed=True),
        ],
        [
            (str(i), row.name, row.sex, row.business, THUMB if row.thumb else "")
            for i, row in enumerate(content.rows, start=1)
        ],
        form.left,
        Style(size=9.5, row=8.1),
    )


def _tail(form: Format, content: AttendanceList) -> list[Block]:
    signers = ((form.left + 41, content.left), (form.right_edge - 40, content.right))
    return [
        flow.paragraph(plain(content.note, ITALIC), form.left, form.area, lead=4.2, size=8, leading=3.8),
        signature.signatures(signers, lead=7.2, style=_STYLE),
    ]
