"""Filling pages from the top: blocks that stay together, tables that break between rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ikm_desktop.papers.document import CONTINUED_TOP, Paper
from ikm_desktop.papers.sheet import BODY, LEADING, POINT, Sheet
from ikm_desktop.papers.table import Table
from ikm_desktop.papers.text import Piece, broken

DESCENT = 1.2
"""What letters reach below their baseline, in mm."""

KEEP = 2
"""So many rows of a table stay with what follows it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Something to place: `lead` mm below what stands above, then `body` mm high.

    draw: given the sheet and the y of its first baseline (or upper edge).
    """

    lead: float
    body: float
    draw: Callable[[Sheet, float], object]

    @property
    def depth(self) -> float:
        """From the baseline above to its own last baseline, in mm."""
        return self.lead + self.body


def paragraph(
    pieces: tuple[Piece, ...],
    x: float,
    room: float,
    *,
    lead: float,
    size: float = BODY,
    leading: float = LEADING,
    justify: bool = False,
    indent: float = 0,
) -> Block:
    """Return running text as a block. x, room, lead, leading, indent: mm; size: points."""
    lines = broken(pieces, size, room, indent)

    def draw(sheet: Sheet, y: float) -> None:
        width = room if justify else None
        sheet.paragraph(x, y, lines, size, leading=leading, room=width, indent=indent)

    return Block(lead, (len(lines) - 1) * leading, draw)


def place(paper: Paper, y: float, blocks: Sequence[Block]) -> float:
    """Draw blocks that stay together, on the next page when they don't fit; return the last baseline.

    Blocks that together are higher than a page are placed one by one as far as need be, the last ones
    together.
    """
    need = sum(block.depth for block in blocks) + DESCENT
    fresh = CONTINUED_TOP + 2
    if y + need > paper.bottom and y > fresh:
        if need > paper.bottom - fresh and len(blocks) > 1:
            return place(paper, place(paper, y, blocks[:1]), blocks[1:])
        y = next_text_page(paper)
    for block in blocks:
        y += block.lead
        block.draw(paper.sheet, y)
        y += block.body
    return y


def next_text_page(paper: Paper) -> float:
    """Begin a page that goes on with text: a rule under the continuation line. Return where it begins."""
    sheet = paper.next_page()
    sheet.rule(paper.form.left, CONTINUED_TOP - 0.1, paper.form.right_edge, 0.35, 0.55)
    return CONTINUED_TOP + 2


def place_table(paper: Paper, y: float, table: Table, tail: Sequence[Block] = ()) -> float:
    """Draw a table from y over as many pages as it needs, and what must stay with its end.

    tail: blocks that stand on one page with at least two of its rows (all of them when it has fewer).
    Returns the last baseline of the tail, or the table's lower edge.
    """
    start, count = 0, len(table.rows)
    tail_depth = sum(block.depth for block in tail) + (DESCENT if tail else 0)
    while True:
        room = paper.bottom - y
        stop = _rows_that_fit(table, start, room, tail_depth)
        at_top = y <= paper.top
        if stop is None or (at_top and stop <= start and count - start <= KEEP):
            y = table.draw(paper.sheet, y, start, count)
            return place(paper, y, tail)
        if not at_top and stop - start < min(KEEP, count):
            paper.next_page()
            y = paper.top
            continue
        stop = max(stop, start + 1)
        table.draw(paper.sheet, y, start, stop)
        paper.next_page()
        y, start = paper.top, stop


def _rows_that_fit(table: Table, start: int, room: float, tail: float) -> int | None:
    """Return where this page's rows end, or None when all the rest fits with the total and the tail."""
    used = table.opening(start)
    if used + table.rest(start) + table.closing + tail <= room:
        return None
    used += table.break_height
    stop = start
    while stop < len(table.rows) and used + table.heights[stop] <= room:
        used += table.heights[stop]
        stop += 1
    # Rows are always held back for the tail, else a signature may stand without any.
    return min(stop, len(table.rows) - min(KEEP, len(table.rows)))


def line_height(size: float) -> float:
    """Return a comfortable leading in mm for a size in points."""
    return size * POINT * 1.22
