"""How a book is made and connected to."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import BookExists, BookMissing, NewerBook, NotABook
from ikm_desktop.storage import steps
from ikm_desktop.storage.engine import (
    connect,
    create_book,
    look_at_header,
    open_engine,
    try_a_write,
)
from ikm_desktop.storage.rewriting import write_anew
from tests.storage.some_acts import add_acts, leave_half_an_act


def test_a_new_book_has_the_current_format_and_nothing_beside_it(tmp_path: Path) -> None:
    """Header, format and schema are there; no journal, no half file stays in the folder."""
    path = tmp_path / "buku.ikm"
    create_book(path)
    assert look_at_header(path) == steps.CURRENT == len(steps.steps())
    assert [entry.name for entry in tmp_path.iterdir()] == ["buku.ikm"]
    connection = connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


def test_a_book_is_never_made_over_another(tmp_path: Path) -> None:
    """Making a book where a file lies is refused and leaves the file alone."""
    path = tmp_path / "buku.ikm"
    path.write_bytes(b"jangan ditimpa")
    with pytest.raises(BookExists):
        create_book(path)
    assert path.read_bytes() == b"jangan ditimpa"


def test_what_a_killed_start_left_is_no_hindrance(tmp_path: Path) -> None:
    """Half a file and a journal of an earlier try are cleared away."""
    (tmp_path / "buku.ikm.baru").write_bytes(b"setengah")
    (tmp_path / "buku.ikm.baru-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 90)
    create_book(tmp_path / "buku.ikm")
    assert [entry.name for entry in tmp_path.iterdir()] == ["buku.ikm"]


@pytest.mark.parametrize("name", ["buku 1%20#.ikm", "bukü?.ikm", "buku&mode=ro.ikm"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    """Blanks, umlauts and the signs that mean something in an address."""
    path = tmp_path / name
    create_book(path)
    connection = connect(path)
    connection.execute("INSERT INTO setting VALUES ('a', 'b')")
    connection.close()
    assert [entry.name for entry in tmp_path.iterdir() if "journal" not in entry.name] == [name]


def test_what_is_not_a_book_is_told_before_sqlite_sees_it(tmp_path: Path) -> None:
    """Missing, empty, foreign, of another program, of a later version: each its own fault."""
    path = tmp_path / "buku.ikm"
    with pytest.raises(BookMissing):
        open_engine(path)
    path.write_bytes(b"")
    with pytest.raises(NotABook, match="berkas kosong"):
        open_engine(path)
    path.write_bytes(bytes(50))
    with pytest.raises(NotABook):
        open_engine(path)
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.close()
    with pytest.raises(NotABook, match="basis data program lain"):
        open_engine(path)
    path.unlink()
    create_book(path)
    newer = connect(path)
    newer.execute(f"PRAGMA user_version={steps.CURRENT + 1}")
    newer.close()
    with pytest.raises(NewerBook) as found:
        open_engine(path)
    assert (found.value.found, found.value.known) == (steps.CURRENT + 1, steps.CURRENT)


def test_an_act_is_all_or_nothing(tmp_path: Path) -> None:
    """What a transaction made goes with its rollback: tables and savepoints too."""
    path = tmp_path / "buku.ikm"
    create_book(path)
    engine = open_engine(path)
    with engine.connect() as connection:
        with connection.begin() as outer:
            connection.exec_driver_sql("CREATE TABLE coba (a)")
            with connection.begin_nested():
                connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'b')")
            outer.rollback()
        assert not sa.inspect(connection).has_table("coba")
        assert connection.exec_driver_sql("SELECT count(*) FROM setting").scalar() == 0
    engine.dispose()


def test_looking_only_also_undoes_what_a_killed_act_left(tmp_path: Path) -> None:
    """A book opened for viewing after a kill shows the last whole act, not a refusal."""
    path = tmp_path / "buku.ikm"
    create_book(path)
    add_acts(path, 3)
    leave_half_an_act(path)
    engine = open_engine(path, read_only=True)
    with engine.connect().execution_options(readonly=True) as connection:
        assert connection.exec_driver_sql("SELECT max(entry) FROM act").scalar() == 3
        assert connection.exec_driver_sql("SELECT count(*) FROM setting").scalar() == 3
    engine.dispose()


def test_the_book_waits_for_the_disk(tmp_path: Path) -> None:
    """Every connection has the settings that no power cut got through."""
    path = tmp_path / "buku.ikm"
    create_book(path)
    engine = open_engine(path)
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    engine.dispose()
    assert found == {
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "recursive_triggers": 1,
    }


def test_trying_a_write_changes_nothing(tmp_path: Path) -> None:
    """A healthy book passes, byte for byte the same; a missing one is told."""
    path = tmp_path / "buku.ikm"
    create_book(path)
    before = path.read_bytes()
    try_a_write(path)
    assert path.read_bytes() == before
    with pytest.raises(BookMissing):
        try_a_write(tmp_path / "lain.ikm")


def test_posted_rows_never_change(tmp_path: Path) -> None:
    """The book itself refuses to change, delete or replace a row of an act."""
    path = tmp_path / "buku.ikm"
    create_book(path)
    connection = sqlite3.connect(path)
    row = "(1, '2020-08-24T08:00:00', '2020-08-24', 'Ketut', 'coba', zeroblob(32), zeroblob(32))"
    connection.execute(f"INSERT INTO act VALUES {row}")
    for sql in (
        "UPDATE act SET actor = 'lain'",
        "DELETE FROM act",
        f"INSERT OR REPLACE INTO act VALUES {row}",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(sql)
    connection.close()


def test_what_was_written_is_in_no_fault_and_leaves_no_bytes(tmp_path: Path) -> None:
    """A refused statement does not tell its values; a file written anew holds its rows and no others."""
    path = tmp_path / "buku.ikm"
    create_book(path)
    engine = open_engine(path)
    insert = sa.text("INSERT INTO place VALUES (:id, :kind, :name, 0, x'00')")
    with engine.begin() as connection:
        kept = [{"id": n, "kind": "store", "name": f"Gudang {n} {'x' * 60}"} for n in range(1, 200)]
        connection.execute(insert, [*kept, {"id": 200, "kind": "store", "name": "Zerubabel Quintaria"}])
    with engine.begin() as connection, pytest.raises(sa.exc.IntegrityError) as refused:
        connection.execute(insert, {"id": 201, "kind": "salah", "name": "Zerubabel Quintaria"})
    assert "Zerubabel" not in str(refused.value)
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM place WHERE id > 100"))
    write_anew(engine, path)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM place")).scalar() == 100
    engine.dispose()
    assert b"Zerubabel" not in path.read_bytes()
    assert b"Gudang 150" not in path.read_bytes()
