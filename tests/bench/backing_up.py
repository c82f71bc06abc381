"""A verified, encrypted backup beside VACUUM INTO and age of the same file (G17)."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from statistics import mean

from pyrage import passphrase

from ikm_desktop.goods.selfcheck import check_connection
from ikm_desktop.storage.backup import backup
from ikm_desktop.storage.engine import BOOK_NAME
from tests.bench.acts import Filled
from tests.bench.figures import Figure

PASSWORD = "kata sandi contoh"
ROUNDS = 4
"""Averaged: age tries how fast the machine is each time and stretches the password by powers of two."""


def measure(filled: Filled, size: int) -> list[Figure]:
    """Return the figure on a filled book."""
    book, place = filled.folder / BOOK_NAME, filled.folder.with_name("backup")
    place.mkdir()
    target, copy, sealed = place / "cadangan.age", place / "copy.db", place / "copy.age"

    def by_program() -> None:
        backup(book, target, PASSWORD, check=check_connection)

    def by_hand() -> None:
        db = sqlite3.connect(book, isolation_level=None)
        db.execute("VACUUM INTO ?", (str(copy),))
        db.close()
        sealed.write_bytes(passphrase.encrypt(copy.read_bytes(), PASSWORD))
        copy.unlink()

    pairs = [(_spent(by_program), _spent(by_hand)) for _ in range(ROUNDS)]
    value, baseline = (mean(pair[n] for pair in pairs) * 1000 for n in (0, 1))
    name = f"G17 verified, encrypted backup / VACUUM INTO and age, b={size}"
    return [Figure(name, value, "ms CPU", baseline, 4.0)]


def _spent(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin
