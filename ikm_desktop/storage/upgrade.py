"""Bringing an older book to the program's format, on a copy, so that the old one is never half changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from ikm_desktop.errors import UpgradeFault
from ikm_desktop.storage import disk, soundness, steps
from ikm_desktop.storage.engine import connect, look_at_header
from ikm_desktop.storage.faults import translated
from ikm_desktop.storage.soundness import Check


def upgrade(book: Path, *, check: Check | None = None, all_steps: Sequence[str] | None = None) -> Path | None:
    """Bring a book to the current format; nobody may have it open, the caller holds its lock.

    A copy goes through the steps it lacks and every check; only then it takes the book's place. Killed at
    any moment, the book is whole, the old or the new one. check: the full self-check. all_steps: other
    steps than the program's own, for trying an upgrade.
    Returns where the book was kept as it had been; None when it had the current format already.
    Raises NewerBook, UpgradeFault when the new book is not sound (the old one is untouched), DiskFull.
    """
    known = steps.steps() if all_steps is None else all_steps
    found = look_at_header(book, known=len(known))
    if found == len(known):
        return None
    fresh = book.with_name(f"{book.name}.new")
    with translated(book):
        try:
            _copy(book, fresh)
            wrong = _take_steps(fresh, known, check)
            if wrong:
                raise UpgradeFault(path=str(book), found=found, known=len(known), why=wrong[0])
            _journal(fresh).unlink(missing_ok=True)
            kept = _keep(book, len(known))
            disk.put_in_place(fresh, book)
        finally:
            _clear(fresh)
    return kept


def _clear(fresh: Path) -> None:
    fresh.unlink(missing_ok=True)
    _journal(fresh).unlink(missing_ok=True)


def _journal(fresh: Path) -> Path:
    return fresh.with_name(f"{fresh.name}-journal")


def _copy(book: Path, fresh: Path) -> None:
    _clear(fresh)
    connection = connect(book)  # first undoes what a killed act left half written
    try:
        connection.execute("VACUUM INTO ?", (str(fresh),))
    finally:
        connection.close()


def _take_steps(fresh: Path, known: Sequence[str], check: Check | None) -> list[str]:
    """Run the steps the copy lacks; return what is wrong with it then."""
    found = look_at_header(fresh, known=len(known))
    connection = connect(fresh)
    try:
        # A rebuilt table drops its old self: with foreign keys on, that empties the tables that refer to
        # it. The switch does nothing inside a transaction.
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("BEGIN IMMEDIATE")
        for sql in known[found:]:
            for statement in steps.statements(sql):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version={len(known)}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA foreign_keys=ON")
        return soundness.findings(connection, check=check, all_steps=known)
    except sqlite3.IntegrityError as said:
        return [str(said)]
    finally:
        connection.close()


def _keep(book: Path, number: int) -> Path:
    """Give the old book a second name beside the first; return it."""
    kept = book.with_name(f"{book.name}.before-v{number}")
    again = 2
    while kept.exists():
        if disk.sha256_of(kept) == disk.sha256_of(book):
            return kept
        kept = book.with_name(f"{book.name}.before-v{number}-{again}")
        again += 1
    try:
        os.link(book, kept)
    except OSError:  # a file system without second names, as on most sticks
        fresh = kept.with_name(f"{kept.name}.baru")
        shutil.copyfile(book, fresh)
        disk.put_in_place(fresh, kept)
    return kept
