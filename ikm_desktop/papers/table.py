"""Ruled tables: heads that repeat, column numbers, carried sums, zig-zag signatures.

A table measures its rows once; `flow.place_table` decides which of them stand on which page. Widths are
fixed by the form; where a number would not fit, its column grows and the wrapping columns give the room.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from ikm_desktop.papers import fonts
from ikm_desktop.papers.fonts import BOLD, ITALIC, SANS
from ikm_desktop.papers.sheet import INNER, POINT, Sheet
from ikm_desktop.papers.text import Line, broken, plain, tied
from ikm_desktop.papers.thumb import THUMB_BOX, draw_thumb

LEFT, CENTRE, RIGHT = "left", "centre", "right"
PADDING = 1.2
HEAD_SIZE = 8.5
HEAD_LINE = 3.4
NUMBER_ROW = 4.2
SUM_ROW = 6.0
HEAD_FILL, NUMBER_FILL, SECTION_FILL = 0.88, 0.80, 0.95
THUMB = "jempol"
"""In a cell of a signature column: a thumbprint instead of a signature."""
THUMB_ROW = 18.4
CARRIED_OVER = "Jumlah dipindahkan"
BROUGHT_FORWARD = "Jumlah pindahan"
TOTAL = "JUMLAH"


Paint = Callable[[Sheet, int, tuple[float, float, float, float]], None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: head, width in mm, how its cells stand.

    wrap: its text may break (names, addresses, goods, notes); such columns give room where a number needs
    more. formula: printed in the number row instead of the column's number; group: head over neighbours
    of the same group; signed: a zig-zag signature column; paint: draws the cell of a row (by its index)
    inside a box (left, top, right, bottom in mm), beside or instead of its text.
    """

    head: str
    width: float
    align: str = LEFT
    wrap: bool = False
    formula: str = ""
    group: str = ""
    signed: bool = False
    paint: Paint | None = None


@dataclass(frozen=True, slots=True)
class SumRow:
    """A total: label, and printed sums by column index."""

    label: str
    values: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is set: text size in points; heights in mm of rows with one and with two lines."""

    size: float = 9.0
    row: float = 5.7
    two_lines: float = 0.0
    numbered: bool = False


Cells = tuple[str, ...]


@dataclass
class Table:
    """Rows of cells under a head.

    left: mm; total: the row at the end; carried: printed sums of the first n rows, for page breaks, under
    the labels `carry` (at a page's end, at the next one's begin); sections: indexes of rows that are
    headings (first two cells only).
    """

    columns: Sequence[Column]
    rows: Sequence[Cells]
    left: float
    style: Style = field(default_factory=Style)
    total: SumRow | None = None
    carried: Callable[[int], Mapping[int, str]] | None = None
    sections: frozenset[int] = frozenset()
    carry: tuple[str, str] = (CARRIED_OVER, BROUGHT_FORWARD)

    def __post_init__(self) -> None:
        """Settle widths and heights."""
        self.columns = _widened(self)
        widths = (column.width for column in self.columns)
        self.edges = list(accumulate(widths, initial=self.left))
        self._line = self.style.size * POINT * 1.16
        self._broken = [self._break(i, row) for i, row in enumerate(self.rows)]
        thumbs = [self._has_thumb(row) for row in self.rows]
        self.heights = [
            self._height(lines, thumb=thumb) for lines, thumb in zip(self._broken, thumbs, strict=True)
        ]
        self._rests = list(accumulate(reversed(self.heights), initial=0.0))
        self._heads = [self._head(column) for column in self.columns]
        grouped = [h for h, c in zip(self._heads, self.columns, strict=True) if c.group]
        self._group_height = HEAD_LINE + 2.2 if grouped else 0.0
        tall = (len(h) * HEAD_LINE + 2.2 for h in self._heads)
        low = max((len(h) * HEAD_LINE + 2.2 for h in grouped), default=0.0)
        self._head_height = max(*tall, low + self._group_height)

    @property
    def width(self) -> float:
        """The sum of the columns in mm: the width of the type area."""
        return self.edges[-1] - self.left

    @property
    def break_height(self) -> float:
        """Height of the row of carried sums at a page break."""
        return SUM_ROW if self.carried else 0.0

    @property
    def closing(self) -> float:
        """Height of the total row."""
        return SUM_ROW if self.total else 0.0

    def opening(self, start: int) -> float:
        """Height of head, number row and, after a break, the sums brought forward."""
        number = NUMBER_ROW if self.style.numbered else 0.0
        return self._head_height + number + (self.break_height if start else 0.0)

    def rest(self, start: int) -> float:
        """Height of all rows from start on."""
        return self._rests[len(self.rows) - start]

    def draw(self, sheet: Sheet, y: float, start: int, stop: int) -> float:
        """Draw the rows start … stop − 1 with head and sums from y; return the lower edge."""
        top = y
        y = self._draw_head(sheet, y)
        under_head = y
        if start and self.carried:
            y = self._draw_sums(sheet, y, SumRow(self.carry[1], self.carried(start)))
        y = self._draw_rows(sheet, y, start, stop)
        last = self.total if stop == len(self.rows) else None
        if last is None and self.carried:
            last = SumRow(self.carry[0], self.carried(stop))
        if last is not None:
            end = self._draw_sums(sheet, y, last)
            sheet.rule(self.left, y, self.edges[-1], 0.7)
            y = end
        sheet.rule(self.left, under_head, self.edges[-1], 0.9)
        sheet.box(self.left, top, self.width, y - top, weight=0.9)
        return y

    # --- measuring

    def _break(self, index: int, row: Cells) -> dict[int, list[Line]]:
        """Return the broken lines of the wrapping cells that need more than one."""
        if index in self.sections:
            return {}
        found = {}
        for j, column in enumerate(self.columns):
            if column.wrap and row[j]:
                lines = broken(plain(tied(row[j])), self.style.size, column.width - 2 * PADDING)
                if len(lines) > 1:
                    found[j] = lines
        return found

    def _height(self, lines: Mapping[int, list[Line]], *, thumb: bool = False) -> float:
        count = max((len(cell) for cell in lines.values()), default=1)
        if thumb:
            return max(THUMB_ROW, count * self._line + 2.0)
        if count == 1:
            return self.style.row
        return max(self.style.row, self.style.two_lines, count * self._line + 2.0)

    def _has_thumb(self, row: Cells) -> bool:
        return any(row[j] == THUMB for j, column in enumerate(self.columns) if column.signed)

    @staticmethod
    def _head(column: Column) -> list[Line]:
        return broken(plain(column.head, BOLD), _head_size(column), column.width - 2.0)

    # --- drawing

    def _draw_head(self, sheet: Sheet, y: float) -> float:
        high = self._head_height
        numbers = NUMBER_ROW if self.style.numbered else 0.0
        sheet.box(self.left, y, self.width, high, fill=HEAD_FILL)
        if numbers:
            sheet.box(self.left, y + high, self.width, numbers, fill=NUMBER_FILL)
        lines = [(self.left, y + high, self.edges[-1], y + high)] if numbers else []
        for j, column in enumerate(self.columns):
            x, end = self.edges[j], self.edges[j + 1]
            drop = self._group_height if column.group else 0.0
            self._draw_head_cell(sheet, self._heads[j], column, (x, y + drop, end, y + high))
            if j:
                inside = column.group and column.group == self.columns[j - 1].group
                lines.append((x, y + (drop if inside else 0), x, y + high + numbers))
            if numbers:
                text = column.formula or str(j + 1)
                size = fonts.fitted(text, ITALIC, 6.8, end - x - 1)
                sheet.centred((x + end) / 2, y + high + 2.95, text, size, ITALIC)
        lines += self._draw_groups(sheet, y)
        sheet.lines(lines, 0.5)
        return y + high + numbers

    def _draw_head_cell(
        self,
        sheet: Sheet,
        lines: Sequence[Line],
        column: Column,
        box: tuple[float, float, float, float],
    ) -> None:
        x, top, end, bottom = box
        size = _head_size(column)
        first = (top + bottom) / 2 - (len(lines) - 1) * HEAD_LINE / 2 + 0.36 * size * POINT
        for k, line in enumerate(lines):
            text = line.text
            sheet.centred((x + end) / 2, first + k * HEAD_LINE, text, size, BOLD)

    def _draw_groups(self, sheet: Sheet, y: float) -> list[tuple[float, float, float, float]]:
        """Draw the group heads; return the lines under them."""
        found = []
        low = y + self._group_height
        for group in dict.fromkeys(c.group for c in self.columns if c.group):
            inside = [j for j, c in enumerate(self.columns) if c.group == group]
            x, end = self.edges[inside[0]], self.edges[inside[-1] + 1]
            size = fonts.fitted(group, BOLD, HEAD_SIZE, end - x - 2 * PADDING)
            sheet.centred((x + end) / 2, low - 1.7, group, size, BOLD)
            found.append((x, low, end, low))
        return found

    def _draw_rows(self, sheet: Sheet, y: float, start: int, stop: int) -> float:
        top = y
        rules = []
        for i in range(start, stop):
            high = self.heights[i]
            if i in self.sections:
                sheet.box(self.left, y, self.width, high, fill=SECTION_FILL)
            self._draw_row(sheet, y, i)
            if i > start or (start and self.carried):
                rules.append((self.left, y, self.edges[-1], y))
            y += high
        inner = [(x, top, x, y) for x in self.edges[1:-1]] if y > top else []
        sheet.lines(rules + inner, 0.35, INNER)
        return y

    def _draw_row(self, sheet: Sheet, y: float, index: int) -> None:
        size, high = self.style.size, self.heights[index]
        font = BOLD if index in self.sections else SANS
        base = y + high / 2 + 0.36 * size * POINT
        for j, text in enumerate(self.rows[index]):
            paint = self.columns[j].paint
            if paint is not None:
                paint(sheet, index, (self.edges[j], y, self.edges[j + 1], y + high))
            lines = self._broken[index].get(j)
            if lines:
                first = base - (len(lines) - 1) * self._line / 2
                sheet.paragraph(self.edges[j] + PADDING, first, lines, size, leading=self._line)
            elif self.columns[j].signed:
                _draw_signature_line(
                    sheet, self.edges[j : j + 2], y + high, self.rows[index][0], thumb=text == THUMB
                )
            elif text:
                self._draw_cell(sheet, j, base, text, font)

    def _draw_cell(self, sheet: Sheet, j: int, base: float, text: str, font: str) -> None:
        x, end, align = self.edges[j], self.edges[j + 1], self.columns[j].align
        size = fonts.fitted(text, font, self.style.size, end - x - 1.6)
        if align == RIGHT:
            sheet.ending(end - PADDING, base, text, size, font)
        elif align == CENTRE:
            sheet.centred((x + end) / 2, base, text, size, font)
        else:
            sheet.text(x + PADDING, base, text, size, font)

    def _draw_sums(self, sheet: Sheet, y: float, sums: SumRow) -> float:
        first = min(sums.values, default=len(self.columns))
        sheet.box(self.left, y, self.width, SUM_ROW, fill=HEAD_FILL)
        base = y + SUM_ROW / 2 + 0.36 * self.style.size * POINT
        sheet.ending(self.edges[first] - PADDING, base, sums.label, self.style.size, BOLD)
        for j, text in sums.values.items():
            self._draw_cell(sheet, j, base, text, BOLD)
        inside = {self.edges[j] for j in sums.values} | {self.edges[j + 1] for j in sums.values}
        sheet.lines([(x, y, x, y + SUM_ROW) for x in sorted(inside) if x < self.edges[-1]], 0.35, INNER)
        sheet.rule(self.left, y + SUM_ROW, self.edges[-1], 0.5)
        return y + SUM_ROW


def _draw_signature_line(
    sheet: Sheet, ends: Sequence[float], bottom: float, number: str, *, thumb: bool
) -> None:
    """Draw "1. ……" at the row's bottom: odd numbers in the left half, even ones in the right.

    number: the row's own; "" is a second row of the same person, who signs once; thumb: a box instead.
    """
    if not number:
        return
    x, end = ends
    half = (end - x) / 2
    start = x + PADDING if int(number) % 2 else x + half
    stop = start + half - PADDING
    label = f"{number}."
    base = bottom - 1.5
    sheet.text(start, base, label, 7.5)
    if thumb:
        draw_thumb(sheet, start + 5, bottom - 1.2 - THUMB_BOX[1])
        return
    sheet.dotted(start + max(fonts.width(label, SANS, 7.5) + 1.2, 3.8), base + 0.3, stop)


def _head_size(column: Column) -> float:
    """Return the size at which the longest word of the head fits its column."""
    longest = max(column.head.split(), key=lambda w: fonts.width(w, BOLD, HEAD_SIZE), default="")
    return fonts.fitted(longest, BOLD, HEAD_SIZE, column.width - 2.0)


def _widened(table: Table) -> list[Column]:
    """Return the columns with numbers given the room they need, taken from the wrapping columns."""
    widths = [column.width for column in table.columns]
    for j, column in enumerate(table.columns):
        if not column.wrap and not column.signed:
            widths[j] = max(widths[j], _needed(table, j))
    lacking = sum(widths) - sum(column.width for column in table.columns)
    givers = [j for j, column in enumerate(table.columns) if column.wrap]
    if lacking > 0 and givers:
        most = sum(widths[j] for j in givers)
        share = min(lacking / most, 0.45)
        for j in givers:
            widths[j] -= widths[j] * share
        lacking -= most * share
    if lacking > 0:  # even then too wide: all numbers share what there is, and are set smaller
        scale = sum(column.width for column in table.columns) / sum(widths)
        widths = [wide * scale for wide in widths]
    return [replace(c, width=wide) for c, wide in zip(table.columns, widths, strict=True)]


def _needed(table: Table, j: int) -> float:
    """Return the width that the widest cell of a column needs, its sums included."""
    plain_rows = (row for i, row in enumerate(table.rows) if i not in table.sections)
    longest = max({row[j] for row in plain_rows}, key=len, default="")
    sums = table.total.values.get(j, "") if table.total else ""
    cell = fonts.width(fonts.printable(longest), SANS, table.style.size)
    total = fonts.width(fonts.printable(sums, BOLD), BOLD, table.style.size)
    return max(cell, total) + 2 * PADDING
