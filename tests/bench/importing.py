"""A list of 10,000 rows read, checked and previewed beside its reading by the library alone (G15).

Run as a program of its own: the child processes start this module again, and it imports little.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.figures import Figure

ROWS, ROUNDS = 9_990, 5
"""Rows of people; with the heading and what stands above it the sheet has 10,000."""


def measure() -> list[Figure]:
    """Return the figure, measured in a process of its own."""
    from tests.bench.figures import Figure

    command = [sys.executable, "-m", "tests.bench.importing"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    value, baseline = json.loads(done.stdout)
    name = "G15 list of 10,000 rows, checked and previewed / read in a child process"
    return [Figure(name, value * 1000, "ms CPU", baseline * 1000, 3.0)]


def _main() -> None:
    from ikm_desktop.participants.list_import.reading import read_file
    from tests.participants.list_import import shapes

    with tempfile.TemporaryDirectory(prefix="ikm-bench-") as folder:
        path = shapes.write_workbook(
            Path(folder) / "daftar.xlsx", shapes.ordinary("Daftar", shapes.people(ROWS))
        )
        if len(read_file(path, today=shapes.TODAY).rows) != ROWS:
            raise ValueError("not every row was read")
        pairs = [
            (_spent(lambda: read_file(path, today=shapes.TODAY)), _spent(lambda: _read_in_child(path)))
            for _ in range(ROUNDS)
        ]
    print(json.dumps([median(pair[n] for pair in pairs) for n in (0, 1)]))


def _spent(work: Callable[[], object]) -> float:
    """Return the CPU time of a work in this process and its children, in seconds."""
    before = _used()
    work()
    return _used() - before


def _used() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def _read_in_child(path: Path) -> object:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_read, args=(theirs, str(path)))
    child.start()
    theirs.close()
    rows = ours.recv()
    child.join()
    return rows


def _read(connection: Connection, path: str) -> None:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    connection.send([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    connection.close()


if __name__ == "__main__":
    _main()
