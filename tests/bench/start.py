"""From the start of a process to its first balance, without a window (G10)."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from ikm_desktop.storage.engine import BOOK_NAME
from tests.bench.figures import Figure

_OURS = """
from pathlib import Path
from ikm_desktop.goods.balances import on_hand
from ikm_desktop.office.book import Office
with Office(Path({folder!r})) as office, office.reading() as connection:
    print(on_hand(connection, place={place}, item={item}).quantity)
"""
_BARE = """
import sqlalchemy as sa
with sa.create_engine("sqlite:///" + {path!r}).connect() as connection:
    query = sa.text("SELECT coalesce(sum(quantity), 0) FROM holding WHERE place = :place AND item = :item")
    print(connection.execute(query, {{"place": {place}, "item": {item}}}).scalar())
"""


def measure(folder: Path, size: int, place: int, item: int, *, runs: int = 9) -> list[Figure]:
    """Return the CPU time of a process that opens the book and asks for one balance.

    Beside it: one that imports SQLAlchemy and asks once. The runs alternate; the first pair is not counted.
    """
    ours = _OURS.format(folder=str(folder), place=place, item=item)
    bare = _BARE.format(path=str(folder / BOOK_NAME), place=place, item=item)
    pairs = [(cpu(ours), cpu(bare)) for _ in range(runs + 1)][1:]
    answers = {answer for pair in pairs for _, answer in pair}
    if len(answers) != 1:
        raise ValueError(f"the processes answer differently: {answers}")
    value, baseline = (median(pair[n][0] for pair in pairs) * 1000 for n in (0, 1))
    return [
        Figure(
            f"G10 start to first balance / SQLAlchemy asked once, b={size}", value, "ms CPU", baseline, 1.6
        )
    ]


def cpu(code: str, **environment: str) -> tuple[float, str]:
    """Run a process; return its CPU time (user and system, seconds) and what it printed.

    It finds its modules compiled from the second time on, as an installed program does.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": _COMPILED.name,
            **environment,
        },
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return taken, done.stdout.strip()


_COMPILED = tempfile.TemporaryDirectory(prefix="ikm-bench-compiled-")
"""Where compiled modules go, until the measurement ends."""
