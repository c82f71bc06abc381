"""Bringing an older book to a later format: the new one whole, or the old one untouched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import NewerBook, NotABook, UpgradeFault
from ikm_desktop.storage import steps
from ikm_desktop.storage.engine import connect, create_book, look_at_header
from ikm_desktop.storage.soundness import schema_of
from ikm_desktop.storage.upgrade import upgrade
from tests.storage.some_acts import acts_of, add_acts, leave_half_an_act

# A rebuild, as SQLite wants it for a new CHECK, of a table others refer to; and a new table.
BY_REBUILD = """
CREATE TABLE item_new (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL CHECK (name <> ''), unit TEXT NOT NULL,
  per INTEGER NOT NULL, smallest TEXT NOT NULL, decimals INTEGER NOT NULL, digest BLOB NOT NULL
) STRICT;
INSERT INTO item_new SELECT id, kind, name, unit, per, smallest, decimals, digest FROM item;
DROP TABLE item;
ALTER TABLE item_new RENAME TO item;
CREATE TABLE visit (id INTEGER PRIMARY KEY, day TEXT NOT NULL) STRICT;
"""
BREAKS_A_REFERENCE = "DELETE FROM item;"
BREAKS_A_CONSTRAINT = "INSERT INTO setting (name, value) VALUES ('a', NULL);"
WRONG_SQL = "ALTER TABLE tidak_ada ADD COLUMN a TEXT;"


def _with(*more: str) -> list[str]:
    return [*steps.steps(), *more]


@pytest.fixture
def old_book(book: Path) -> Path:
    """A book of the present format with an item that has a price."""
    connection = connect(book)
    connection.execute(
        "INSERT INTO item (id, kind, name, unit, per, smallest, decimals, digest) "
        "VALUES (1, 'material', 'Kain katun', 'm', 1000, 'mm', 2, x'00')"
    )
    connection.execute(
        "INSERT INTO price (id, item, valid_from, price, digest) VALUES (1, 1, '2020-08-01', 35000, x'00')"
    )
    connection.close()
    return book


def _files(book: Path) -> set[str]:
    return {entry.name for entry in book.parent.iterdir()} - {"buku.ikm-journal"}


def test_a_book_of_the_current_format_is_left_alone(old_book: Path) -> None:
    """Nothing is written, nothing kept."""
    before = old_book.read_bytes()
    assert upgrade(old_book) is None
    assert old_book.read_bytes() == before
    assert _files(old_book) == {"buku.ikm"}


def test_an_old_book_becomes_what_a_new_one_would_be(old_book: Path, tmp_path: Path) -> None:
    """Same acts, same schema as a fresh book; the old file is kept as it was."""
    before = old_book.read_bytes()
    kept = upgrade(old_book, all_steps=_with(BY_REBUILD))
    assert kept == old_book.with_name("buku.ikm.before-v2")
    assert kept.read_bytes() == before
    assert look_at_header(old_book, known=2) == 2
    assert acts_of(old_book) == list(range(1, 13))
    assert _files(old_book) == {"buku.ikm", "buku.ikm.before-v2"}
    fresh = tmp_path / "baru.ikm"
    create_book(fresh, all_steps=_with(BY_REBUILD))
    with sqlite3.connect(fresh) as one, sqlite3.connect(old_book) as other:
        assert schema_of(one) == schema_of(other)
        assert other.execute("SELECT count(*) FROM price").fetchone() == (1,)
    one.close()
    other.close()


def test_several_steps_at_once(old_book: Path) -> None:
    """A book two formats behind takes both steps."""
    two = _with(BY_REBUILD, "CREATE TABLE second (id INTEGER PRIMARY KEY) STRICT;")
    upgrade(old_book, all_steps=two)
    assert look_at_header(old_book, known=3) == 3
    assert upgrade(old_book, all_steps=two) is None


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (BREAKS_A_REFERENCE, "tabel price menunjuk ke item"),
        (BREAKS_A_CONSTRAINT, "NOT NULL"),
    ],
)
def test_a_step_that_fails_leaves_the_old_book(old_book: Path, step: str, why: str) -> None:
    """Byte for byte the same, nothing beside it, and the reason is told."""
    before = old_book.read_bytes()
    with pytest.raises(UpgradeFault, match=why) as found:
        upgrade(old_book, all_steps=_with(BY_REBUILD, step))
    assert (found.value.found, found.value.known) == (1, 3)
    assert old_book.read_bytes() == before
    assert _files(old_book) == {"buku.ikm"}


def test_wrong_sql_is_a_mistake_of_the_program(old_book: Path) -> None:
    """It is not dressed up as a fault, and still leaves the old book."""
    before = old_book.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        upgrade(old_book, all_steps=_with(WRONG_SQL))
    assert old_book.read_bytes() == before
    assert _files(old_book) == {"buku.ikm"}


def test_the_self_check_has_the_last_word(old_book: Path) -> None:
    """What the check finds in the copy stops the upgrade."""

    def no_acts_allowed(connection: sa.Connection) -> list[str]:
        count = connection.exec_driver_sql("SELECT count(*) FROM act").scalar()
        return [f"{count} akta"] if count else []

    before = old_book.read_bytes()
    with pytest.raises(UpgradeFault, match="12 akta"):
        upgrade(old_book, check=no_acts_allowed, all_steps=_with(BY_REBUILD))
    assert old_book.read_bytes() == before


def test_a_dropped_trigger_is_noticed(old_book: Path) -> None:
    """An old book whose immutability was taken off differs from a fresh one: no upgrade."""
    connection = connect(old_book)
    connection.execute("DROP TRIGGER move_never_updated")
    connection.close()
    with pytest.raises(UpgradeFault, match="susunan tabel"):
        upgrade(old_book, all_steps=_with(BY_REBUILD))


def test_what_a_killed_act_left_is_undone_first(old_book: Path) -> None:
    """A hot journal beside the book is played back before the copy is made."""
    leave_half_an_act(old_book)
    upgrade(old_book, all_steps=_with(BY_REBUILD))
    assert acts_of(old_book) == list(range(1, 13))


def test_a_second_upgrade_keeps_both_old_books(old_book: Path) -> None:
    """An older backup restored and upgraded again does not overwrite what was kept before."""
    first = old_book.read_bytes()
    upgrade(old_book, all_steps=_with(BY_REBUILD))
    old_book.write_bytes(first)
    add_acts(old_book, 1)
    kept = upgrade(old_book, all_steps=_with(BY_REBUILD))
    assert kept == old_book.with_name("buku.ikm.before-v2-2")
    assert old_book.with_name("buku.ikm.before-v2").read_bytes() == first
    assert acts_of(old_book) == list(range(1, 14))


def test_a_later_or_strange_book_is_refused(old_book: Path) -> None:
    """A newer book names both formats; what is no book is told as such."""
    upgrade(old_book, all_steps=_with(BY_REBUILD))
    with pytest.raises(NewerBook):
        upgrade(old_book)
    old_book.write_bytes(bytes(500))
    with pytest.raises(NotABook):
        upgrade(old_book)
