"""What a book and the program take: bytes on disk a batch, memory without a window (G11)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ikm_desktop.storage.engine import BOOK_NAME
from tests.bench import start
from tests.bench.acts import Filled, fill
from tests.bench.figures import Figure

MEMORY_MIB, _SMALL = 100.0, 40
"""What a process may take that reads all balances and the whole card of a product, up to so many batches."""

_READ = """
from pathlib import Path
from ikm_desktop.goods.balances import on_hand_of_everything
from ikm_desktop.goods.card import stock_card
from ikm_desktop.office.book import Office
with Office(Path({folder!r})) as office, office.reading() as connection:
    on_hand_of_everything(connection)
    stock_card(connection, item={item}, place={place})
# Not ru_maxrss: that begins with what the starting process had.
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmHWM"].split()[0]) / 1024)
"""


def measure(filled: Filled, size: int, rounds: int) -> list[Figure]:
    """Return what a batch adds to the file beside its bare rows, and a reading process's peak of memory."""
    empty = fill(filled.folder.with_name("empty"), 0, rounds)
    grown, bare = (
        (bytes_of(filled.folder / BOOK_NAME) - bytes_of(empty.folder / BOOK_NAME)) / size / 1024
        for bytes_of in (_bytes, _bare_bytes)
    )
    code = _READ.format(folder=str(filled.folder), item=filled.known.product, place=filled.known.store)
    _, peak = start.cpu(code)
    return [
        Figure(f"G11 file growth a batch / the bare rows, b={size}", grown, "KiB", bare, 3.0),
        Figure(f"G11 memory without a window / 100 MiB, b={size}", float(peak), "MiB", MEMORY_MIB, 1.0),
    ]


def _bytes(path: Path) -> int:
    return path.stat().st_size


def _bare_bytes(path: Path) -> int:
    """Return how large the same rows are in tables without indexes, packed."""
    packed = path.with_name("packed.db")
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("VACUUM INTO ?", (str(packed),))
    db.close()
    db = sqlite3.connect(packed, isolation_level=None)
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    for (name,) in names:
        db.execute(f'DROP INDEX "{name}"')
    db.execute("VACUUM")
    db.close()
    size = packed.stat().st_size
    packed.unlink()
    return size
