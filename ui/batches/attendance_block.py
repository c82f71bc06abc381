"""Blocks of the attendance grid: copied, pasted and filled down as in Excel, read as offices write them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ikm_desktop.batches.attendance import MARKS
from ui.batches.attendance_model import AttendanceModel

_MEANT = {
    **{letter.casefold(): letter for letter in MARKS},
    **{word: letter for letter, word in MARKS.items()},
    **dict.fromkeys(("v", "✓", "✔", "√", "•", "1", "ya", "ada"), "H"),
    **dict.fromkeys(("alpha", "absen", "tk"), "A"),
    **dict.fromkeys(("ijin",), "I"),
    **dict.fromkeys(("", "-", "–", "."), ""),
}
"""What cells of office lists mean; a cross or a nought may mean either and is asked back."""
_HIGHEST = 100


@dataclass(slots=True)
class Block:
    """What a pasted block writes, by cell; unknown: texts nobody can read; shut: cells that take nothing."""

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    shut: int = 0


def block_of(grid: AttendanceModel, rows: Sequence[Sequence[str]], top: int, left: int) -> Block:
    """Read a block that begins at a cell; what lies beyond the grid is passed over."""
    found = Block()
    for down, texts in enumerate(rows):
        for right, text in enumerate(texts):
            cell = (top + down, left + right)
            if cell not in grid.cells:
                continue
            read = _score(text) if cell[1] == grid.score_column else _MEANT.get(text.strip().casefold())
            if read is None:
                found.unknown.append(text.strip())
            elif read and not grid.is_open(*cell):
                found.shut += 1
            else:
                found.cells[cell] = read
    return found


def _score(text: str) -> str | None:
    """Return a score as the grid keeps it, None for what is none; "86,0" is 86."""
    whole, _, rest = text.strip().replace(",", ".").partition(".")
    if not whole:
        return "" if not rest else None
    fits = whole.isascii() and whole.isdigit() and not rest.strip("0") and int(whole) <= _HIGHEST
    return str(int(whole)) if fits else None
