"""All of a book of 100,000 moves taken out, beside xlsxwriter writing the same cells and nothing else."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median

import xlsxwriter

from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.reports.export import export
from ikm_desktop.reports.export_tables import TOPICS, Asked
from ikm_desktop.reports.workbook import Cell
from ikm_desktop.storage.engine import BOOK_NAME
from tests.bench import acts, curve
from tests.bench.figures import Figure

MOVES, ROUNDS = 100_000, 3
_NAME = "whole export of 100,000 moves / the same cells by xlsxwriter"
_GOAL = 2.0


def measure(moves: int = MOVES, rounds: int = ROUNDS) -> list[Figure]:
    """Return the CPU time of workbooks and CSV files of all topics, beside that of the bare workbooks."""
    with tempfile.TemporaryDirectory(prefix="ikm-bench-") as place:
        folder = Path(place)
        filled = acts.fill(folder / "book", curve.BASE, 0)
        if moves > filled.moves:
            curve.multiply(filled.folder / BOOK_NAME, round(moves / filled.moves))
        with book.at_work(filled.folder) as office:
            cells = _cells(office)
            pairs = []
            for turn in range(rounds):
                ours = _spent(lambda turn=turn: export(office, folder / f"{turn}"))  # type: ignore[misc]
                pairs.append((ours, _spent(lambda: _write(folder / "bare.xlsx", cells))))
    value, baseline = (median(pair[n] for pair in pairs) for n in (0, 1))
    return [Figure(_NAME, value * 1000, "ms CPU", baseline * 1000, _GOAL)]


def _cells(office: Office) -> list[list[Sequence[Cell]]]:
    """Return the rows of every sheet, read before the clock runs."""
    with office.reading() as connection:
        asked = Asked(connection, office.clock.now().date(), personal=False)
        return [list(table.rows) for topic in TOPICS for table in topic.tables(asked)]


def _write(path: Path, sheets: Sequence[Sequence[Sequence[Cell]]]) -> None:
    """Write texts and numbers, row by row, without formats, heads or a second file."""
    made = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    for rows in sheets:
        sheet = made.add_worksheet()
        for no, row in enumerate(rows):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(no, at, cell)
                elif isinstance(cell, date):
                    sheet.write_number(no, at, cell.toordinal())
                elif cell is not None:
                    sheet.write_number(no, at, float(cell))
    made.close()


def _spent(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
