"""What runs in the child process: the guard, then the reading library; if it dies, nothing else does."""

from __future__ import annotations

import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple, cast

from ikm_desktop.participants.list_import.grid import Grid, Merged
from ikm_desktop.participants.list_import.guard import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Stop,
    Walked,
    check_archive,
)

# Nothing heavier may be imported here: the clerk waits for the start of this process.
_MOST_MEMORY = 2 << 30  # bytes of address space


class Refused(NamedTuple):
    """A refusal on its way through the pipe: the name of its class and its values."""

    name: str
    values: dict[str, Any]


Answer = tuple[Grid, ...] | Refused


def serve(connection: Connection, path: str, *, guarded: bool) -> None:
    """Send the grids of a workbook, or the refusal, and end; guarded: it is an archive that can be walked."""
    _bound_memory()
    # A library that aborts or panics writes to stderr; the parent tells the clerk instead.
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the process
    try:
        connection.send(_read(Path(path), guarded=guarded))
    except Stop as stop:
        connection.send(Refused(stop.refusal, stop.values))
    finally:
        connection.close()


def _bound_memory() -> None:
    """Keep the process from taking the machine's memory, where the system can."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _read(path: Path, *, guarded: bool) -> tuple[Grid, ...]:
    walked = check_archive(path) if guarded else Walked([], {})
    import python_calamine

    try:
        # By content: given the path, the library goes by the name, and an xlsx called .xls is frequent.
        with path.open("rb") as stream, python_calamine.CalamineWorkbook.from_filelike(stream) as book:
            grids = [_grid(book, name) for name in _table_sheets(book)]
            return tuple(_with_walked(grid, place, walked) for place, grid in enumerate(grids))
    except python_calamine.PasswordError as error:
        raise Stop("FileEncrypted") from error
    except (python_calamine.CalamineError, OSError, MemoryError) as error:
        raise Stop("FileDamaged", detail="lembarnya tidak dapat dibaca") from error


def _with_walked(grid: Grid, place: int, walked: Walked) -> Grid:
    """Return a sheet with what only the walk through the archive told."""
    merged = walked.merged[place] if place < len(walked.merged) else []
    hidden = walked.hidden.get(grid.name or "", walked.hidden.get(place, frozenset()))
    if merged:
        grid = grid._replace(merged=tuple(merged))
    return grid._replace(hidden=hidden) if hidden else grid


def _table_sheets(book: Any) -> list[str]:  # noqa: ANN401 - the library's class, imported late
    """Return the names of the sheets that hold cells: charts and macro sheets do not."""
    from python_calamine import SheetTypeEnum

    return [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]


def _grid(book: Any, name: str) -> Grid:  # noqa: ANN401 - as above
    from python_calamine import SheetVisibleEnum

    sheet = book.get_sheet_by_name(name)
    if sheet.end is not None and (sheet.end[0] + 1) * (sheet.end[1] + 1) > MOST_CELLS:
        cells = (sheet.end[0] + 1) * (sheet.end[1] + 1)
        raise Stop("TooManyRows", found=cells, limit=MOST_CELLS)
    rows = _bounded(sheet.to_python(skip_empty_area=False))
    merged = cast("list[tuple[tuple[int, int], tuple[int, int]]] | None", sheet.merged_cell_ranges) or []
    visible = {meta.name: meta.visible for meta in book.sheets_metadata}[name]
    return Grid(
        name=name,
        rows=rows,
        merged=tuple(_merged(first, last) for first, last in merged),
        visible=visible == SheetVisibleEnum.Visible,
    )


def _bounded(rows: list[list[Any]]) -> list[list[Any]]:
    """Return the rows of a sheet; more of them than are ever read stop it before they are sent."""
    filled = sum(row.count("") < len(row) for row in rows)
    if filled > MOST_ROWS:
        raise Stop("TooManyRows", found=filled, limit=MOST_ROWS, unit="baris")
    if rows and len(rows[0]) > MOST_COLUMNS:
        raise Stop("TooManyRows", found=len(rows[0]), limit=MOST_COLUMNS, unit="kolom")
    return rows


def _merged(first: tuple[int, int], last: tuple[int, int]) -> Merged:
    return (*first, *last)
