"""The schema: what the rooms declare is what the book holds, and what the book itself refuses."""

from __future__ import annotations

import importlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.storage import steps
from ikm_desktop.storage.engine import create_book
from ikm_desktop.storage.tables import Day, metadata

for _room in ("office", "goods", "papers", "participants", "batches"):
    importlib.import_module(f"ikm_desktop.{_room}.tables")

TYPES = {sa.Integer: "INTEGER", sa.Text: "TEXT", Day: "TEXT", sa.LargeBinary: "BLOB"}

DAY = "'2020-08-24'"

# One row of everything that is posted or issued, and of what may still change beside it; @ is the day.
ROWS = """
INSERT INTO act VALUES (1, '2020-08-24T08:00:00', @, 'Rini CONTOH', 'coba', zeroblob(32), zeroblob(32));
INSERT INTO change VALUES (1, 1, 'item', 1, 'name', 'Kain', 'Kain katun');
INSERT INTO period_event VALUES (1, '2020-07-31', NULL);
INSERT INTO place VALUES (1, 'store', 'Gudang', 0, x'00'), (2, 'participant', 'Ani CONTOH', 0, x'00'),
  (3, 'vendor', 'Toko CONTOH', 0, x'00');
INSERT INTO item (id, kind, name, unit, per, smallest, decimals, digest)
  VALUES (1, 'material', 'Kain katun', 'm', 1000, 'mm', 2, x'00');
INSERT INTO voucher (id, entry, kind, letter_date, day, reverses) VALUES
  (1, 1, 'purchase', @, @, NULL), (2, 1, 'supply', @, @, NULL),
  (3, 1, 'reversal', @, @, 2), (4, 1, 'payment', @, @, NULL);
INSERT INTO line (id, voucher, no, item, quantity)
  VALUES (1, 1, 1, 1, 100), (2, 2, 1, 1, 60), (3, 3, 1, 1, 10), (4, 4, 1, NULL, NULL);
INSERT INTO lot (id, line, item, day, quantity, value, source) VALUES (1, 1, 1, @, 100, 5000, 'purchase');
INSERT INTO move VALUES (1, 1, 1, 1, 1, 1, 0, 100, 3, 1, @, NULL, 5000, NULL, NULL);
INSERT INTO move VALUES (2, 1, 2, 2, 1, 1, 0, 60, 1, 2, @, @, 3000, 1, NULL);
INSERT INTO move VALUES (3, 1, 3, 3, 1, 1, 50, 10, 2, 1, @, @, 500, 2, 2);
INSERT INTO payment_line VALUES (1, 4, 5000, 0, 5000, NULL, 1);
INSERT INTO count_line VALUES (3, 10, 10, 0);
INSERT INTO prepared (id, entry, kind, letter_date, state, body) VALUES (1, 1, 'supply', @, 'prepared', '{}');
INSERT INTO prepared VALUES (2, 1, 'supply', @, 1, 2, NULL, 'posted', '{}', NULL, 1, 2),
  (3, 1, 'supply', @, 1, 2, NULL, 'void', '{}', 'batal', 1, NULL);
INSERT INTO pin VALUES (1, 1, 1, 70, 10);
INSERT INTO holding VALUES (1, 60, 40, 1, 1, @, @, 1);
INSERT INTO paper (id, entry, kind, series, year, sequence, number, letter_date, subject, digest) VALUES
  (1, 1, 'BAST-L', 'SURAT', 2020, 1, '530/001/DPP/VIII/2020', @, 'Masker', x'00'),
  (2, 1, 'BAST-L', 'SURAT', 2020, 2, '530/002/DPP/VIII/2020', @, 'Masker', x'00');
INSERT INTO paper_subject VALUES (1, 1, 2, NULL, NULL);
INSERT INTO issued VALUES (1, 1, 1, 1, '', '{}', x'25', zeroblob(32), 1, x'00');
INSERT INTO print_log VALUES (1, 1, 1, 'cetak', 0);
INSERT INTO number_gap VALUES (1, 1, 'SURAT', 2020, 5, 9, 'undangan', x'00');
"""

POSTED = {
    "act": "actor",
    "change": "field",
    "count_line": "book",
    "issued": "pages",
    "line": "reason",
    "lot": "value",
    "move": "cost",
    "paper_subject": "no",
    "payment_line": "tax",
    "period_event": "reason",
    "print_log": "copy",
    "voucher": "reason",
}
"""Tables whose rows never change, each with a column to try it on."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with rows, made once for all tests."""
    path = tmp_path_factory.mktemp("skema") / "buku.ikm"
    create_book(path)
    connection = sqlite3.connect(path)
    connection.executescript(on_the_day(ROWS))
    connection.close()
    return path


@pytest.fixture
def bare(filled: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A book with rows, opened by another program: no foreign keys, no recursive triggers."""
    path = shutil.copy(filled, tmp_path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    yield connection
    connection.close()


def on_the_day(statement: str) -> str:
    """Put the day into a statement."""
    return statement.replace("@", DAY)


def everything(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """Read all rows of all tables."""
    return {
        name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in table_names(connection)
    }


def table_names(connection: sqlite3.Connection) -> list[str]:
    """Name the book's own tables."""
    rows = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    return sorted(name for (name,) in rows if not name.startswith("sqlite_"))


# --- what the rooms declare -----------------------------------------------------------------------


def declared() -> dict[str, list[tuple[str, str, bool, int, str | None]]]:
    """Describe the tables as the rooms declare them: column, type, not null, place in the key, default."""
    found = {}
    for table in metadata.tables.values():
        keys = list(table.primary_key.columns)
        found[table.name] = [
            (
                column.name,
                TYPES[type(column.type)],
                not column.nullable,
                keys.index(column) + 1 if column in keys else 0,
                repr(column.default.arg) if isinstance(column.default, sa.ColumnDefault) else None,
            )
            for column in table.columns
        ]
    return found


def made(connection: sqlite3.Connection) -> dict[str, list[tuple[str, str, bool, int, str | None]]]:
    """Describe the tables of a new book in the same words."""
    found = {}
    for table in table_names(connection):
        rows = connection.execute(
            f"SELECT name, type, \"notnull\", pk, dflt_value FROM pragma_table_info('{table}')"
        )
        found[table] = [
            (name, kind, bool(notnull) or bool(key), key, default)
            for name, kind, notnull, key, default in rows
        ]
    return found


def test_the_rooms_declare_what_the_book_holds(bare: sqlite3.Connection) -> None:
    """Same tables, columns in the same order, types, nullability, keys and defaults."""
    found = made(bare)
    assert sorted(found) == sorted(declared())
    for table, columns in declared().items():
        assert columns == found[table], table


def test_every_table_is_strict(bare: sqlite3.Connection) -> None:
    """No column takes a value of another type."""
    rows = bare.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict AND schema = 'main'"
    )
    assert {name for (name,) in rows if not name.startswith("sqlite_")} == set()


def test_the_steps_are_counted() -> None:
    """The format number is the number of steps, and no short hand is left in them."""
    assert len(steps.steps()) == steps.CURRENT
    assert "{immutable" not in "".join(steps.steps())


# --- what never changes ---------------------------------------------------------------------------


@pytest.mark.parametrize("table", POSTED)
def test_posted_rows_never_change(bare: sqlite3.Connection, table: str) -> None:
    """Another program, too, can neither update, delete nor replace them; nothing else is touched."""
    before = everything(bare)
    assert before[table]
    column = POSTED[table]
    for statement in (
        f"UPDATE {table} SET {column} = {column}",
        f"UPDATE OR REPLACE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ):
        with pytest.raises(sqlite3.IntegrityError, match=f"{table}: "):
            bare.execute(on_the_day(statement))
    assert everything(bare) == before


A_PAPER = (
    "INSERT OR REPLACE INTO paper "
    "(id, entry, kind, series, year, sequence, number, letter_date, subject, digest)"
)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO line (id, voucher, no) VALUES (9, 1, 1)",
        "INSERT OR REPLACE INTO move VALUES (9, 1, 3, 3, 1, 1, 50, 10, 2, 1, @, @, 1, 2, 2)",
        "INSERT OR REPLACE INTO payment_line VALUES (9, 4, 1, 0, 1, NULL, 1)",
        "INSERT OR REPLACE INTO issued VALUES (9, 1, 1, 1, '', '{}', x'26', zeroblob(32), 1, x'00')",
        "INSERT OR REPLACE INTO number_gap VALUES (9, 1, 'SURAT', 2020, 9, 12, 'x', x'00')",
        f"{A_PAPER} VALUES (9, 1, 'TTB', 'SURAT', 2020, 1, 'x', @, 'x', x'00')",
        f"{A_PAPER} VALUES (9, 1, 'TTB', 'SURAT', 2020, 3, '530/001/DPP/VIII/2020', @, 'x', x'00')",
        "UPDATE OR REPLACE paper SET sequence = 1 WHERE id = 2",
        "UPDATE OR REPLACE paper SET number = '530/001/DPP/VIII/2020' WHERE id = 2",
        "UPDATE OR REPLACE paper SET id = 1 WHERE id = 2",
        "INSERT OR REPLACE INTO prepared VALUES (9, 1, 'supply', @, 1, 2, NULL, 'posted', '{}', NULL, 1, 2)",
        "UPDATE OR REPLACE prepared SET id = 2 WHERE id = 1",
        "UPDATE OR REPLACE prepared SET voucher = 2, state = 'posted', ended = 1 WHERE id = 1",
    ],
)
def test_no_row_is_pushed_out_by_another(bare: sqlite3.Connection, statement: str) -> None:
    """A row that would take another's number, place or version is refused, not put in its stead."""
    before = everything(bare)
    with pytest.raises(sqlite3.IntegrityError):
        bare.execute(on_the_day(statement))
    assert everything(bare) == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE prepared SET reason = 'x' WHERE id = 2",
        "UPDATE prepared SET state = 'prepared', ended = NULL WHERE id = 3",
        "DELETE FROM prepared WHERE id = 1",
        "DELETE FROM paper",
        "UPDATE paper SET number = NULL WHERE id = 1",
        "UPDATE paper SET kind = 'TTB' WHERE id = 1",
        "UPDATE number_gap SET last = 20",
        "DELETE FROM number_gap",
        "UPDATE pin SET quantity = 1",
    ],
)
def test_what_may_still_change_changes_only_in_its_way(bare: sqlite3.Connection, statement: str) -> None:
    """A prepared voucher ends once, a paper keeps its number and kind, a pin is taken off, never moved."""
    with pytest.raises(sqlite3.IntegrityError):
        bare.execute(on_the_day(statement))


def test_a_void_number_never_changes(bare: sqlite3.Connection) -> None:
    """Once void, a paper's row is final; without a reason it cannot become void."""
    with pytest.raises(sqlite3.IntegrityError, match="paper_void_has_reason"):
        bare.execute("UPDATE paper SET state = 'void' WHERE id = 1")
    bare.execute("UPDATE paper SET state = 'void', reason = 'batal', ended = 1 WHERE id = 1")
    with pytest.raises(sqlite3.IntegrityError, match="void number"):
        bare.execute("UPDATE paper SET state = 'valid' WHERE id = 1")


@pytest.mark.parametrize(
    "change",
    [
        "party = 'Maria'",
        "party = 'Peserta 1 (dianonimkan)'",
        "party = 'Peserta 2 (dianonimkan)', reason = 'x'",
        "party = 'Peserta 2 (dianonimkan)', number = '530/009/DPP/VIII/2020'",
        "party = 'Peserta 2 (dianonimkan)', asked = '{}'",
        "party = 'Peserta 2 (dianonimkan)', state = 'valid'",
        "party = 'Peserta 2 (dianonimkan)', subject = 'Kain'",
        "subject = 'Buku Peserta 2 (dianonimkan) sekali'",
        "subject = 'Surat Peserta 2 (dianonimkan) kini'",
        "subject = 'Surat Peserta 1 (dianonimkan) lagi'",
        "digest = x'01'",
        "party = party",
    ],
)
def test_a_void_number_loses_a_name_and_nothing_else(bare: sqlite3.Connection, change: str) -> None:
    """Only what stands in place of somebody who was anonymised may come, as party or inside the subject."""
    for person in (1, 2):
        name, gone = f"Peserta {person} (dianonimkan)", person - 1
        bare.execute("INSERT INTO place VALUES (?, 'participant', ?, 1, x'00')", (10 + person, name))
        bare.execute(
            "INSERT INTO participant (id, place, name, anonymised, digest) VALUES (?, ?, ?, ?, x'00')",
            (person, 10 + person, name, gone),
        )
    bare.execute(
        "UPDATE paper SET state = 'void', reason = 'batal', ended = 1, party = 'Ani CONTOH',"
        " subject = 'Surat Ani CONTOH lagi' WHERE id = 1"
    )
    with pytest.raises(sqlite3.IntegrityError, match="void number"):
        bare.execute(f"UPDATE paper SET {change} WHERE id = 1")
    bare.execute("UPDATE paper SET party = 'Peserta 2 (dianonimkan)', digest = x'01' WHERE id = 1")
    bare.execute("UPDATE paper SET subject = 'Surat Peserta 2 (dianonimkan) lagi' WHERE id = 1")


@pytest.mark.parametrize(
    ("line", "may"),
    [
        ("'participant', 1, 'nik'", True),
        ("'place', 1, 'name'", True),
        ("'paper', 1, 'party'", True),
        ("'enrolment', 1, 'reason'", True),
        ("'paper', 1, 'number'", False),
        ("'enrolment', 1, 'state'", False),
        ("'item', 1, 'name'", False),
    ],
)
def test_the_log_lets_go_of_what_may_be_personal(bare: sqlite3.Connection, line: str, may: bool) -> None:  # noqa: FBT001
    """Old and new value give way together to the word for it; nothing else of a line, and no other line."""
    bare.execute(f"INSERT INTO change VALUES (2, 1, {line}, 'dahulu', 'kini')")
    for values in ("after = '(dianonimkan)'", "before = NULL, after = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="change: "):
            bare.execute(f"UPDATE change SET {values} WHERE id = 2")
    gone = "UPDATE change SET before = NULL, after = '(dianonimkan)' WHERE id = 2"
    if may:
        bare.execute(gone)
    else:
        with pytest.raises(sqlite3.IntegrityError, match="change: "):
            bare.execute(gone)


def test_prepared_and_pins_still_work(bare: sqlite3.Connection) -> None:
    """What is not posted yet may be changed, voided, and its units freed."""
    bare.execute("UPDATE prepared SET body = '{\"a\": 1}' WHERE id = 1")
    bare.execute("DELETE FROM pin WHERE prepared = 1")
    bare.execute("UPDATE prepared SET state = 'void', reason = 'batal', ended = 1 WHERE id = 1")
    bare.execute("UPDATE number_gap SET reason = 'surat edaran'")


# --- what cannot be written -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", ["1.5", "'banyak'", "'12,5'", "-1", "1000000000001", "NULL", "9e18", "x'01'"]
)
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO lot (id, line, item, day, quantity, value, source) VALUES (9, 1, 1, @, {}, 1, 'found')",
        "INSERT INTO lot (id, line, item, day, quantity, value, source) VALUES (9, 1, 1, @, 1, {}, 'found')",
        "INSERT INTO move VALUES (9, 1, 2, 2, 1, 1, 60, {}, 1, 2, @, @, 1, 1, NULL)",
        "INSERT INTO move VALUES (9, 1, 2, 2, 1, 1, 60, 1, 1, 2, @, @, {}, 1, NULL)",
        "INSERT INTO move VALUES (9, 1, 2, 2, 1, 1, {}, 1, 1, 2, @, @, 1, 1, NULL)",
        "INSERT INTO payment_line VALUES (9, 3, {}, 0, 1, NULL, 1)",
        "INSERT INTO payment_line VALUES (9, 3, 1, {}, 1, NULL, 1)",
        "INSERT INTO payment_line VALUES (9, 3, 1, 0, {}, NULL, 1)",
        "INSERT INTO count_line VALUES (9, {}, 0, 0)",
        "INSERT INTO count_line VALUES (9, 0, {}, 0)",
        "INSERT INTO count_line VALUES (9, 0, 0, {})",
        "INSERT INTO holding VALUES (1, 0, {}, 1, 1, @, @, 1)",
        "INSERT INTO pin VALUES (1, 1, 1, 0, {})",
    ],
)
def test_quantities_and_amounts_are_whole_and_bounded(
    bare: sqlite3.Connection, statement: str, value: str
) -> None:
    """No fraction, no text, nothing below zero or beyond 10^12 gets in."""
    with pytest.raises(sqlite3.IntegrityError):
        bare.execute(on_the_day(statement).format(value))


@pytest.mark.parametrize(
    "figures",
    [
        "quantity) VALUES (9, 1, 9, {0})",
        "price) VALUES (9, 1, 9, {0})",
        "accepted) VALUES (9, 1, 9, {0})",
        "rejected) VALUES (9, 1, 9, {0})",
        "delivered, accepted, rejected) VALUES (9, 1, 9, {0}, {0}, 0)",
    ],
)
def test_figures_that_may_be_missing_are_whole_too(bare: sqlite3.Connection, figures: str) -> None:
    """A line need not have each figure; what it has is a whole number in its bounds."""
    statement = f"INSERT INTO line (id, voucher, no, {figures}"
    for value in ("1.5", "'banyak'", "'12,5'", "-1", "1000000000001", "9e18", "x'01'"):
        with pytest.raises(sqlite3.IntegrityError):
            bare.execute(statement.format(value))
    bare.execute(statement.format(1))


@pytest.mark.parametrize("value", ["1.5", "'banyak'", "-1000000000001", "1000000000001"])
def test_a_lines_value_is_whole(bare: sqlite3.Connection, value: str) -> None:
    """It may be below zero, what a count misses is; it is never a fraction."""
    with pytest.raises(sqlite3.IntegrityError):
        bare.execute(f"INSERT INTO line (id, voucher, no, value) VALUES (9, 1, 9, {value})")


ON_A_DAY = {
    "act": "INSERT INTO act VALUES (9, 'x', ?, 'x', 'x', zeroblob(32), zeroblob(32))",
    "voucher's day": "INSERT INTO voucher (id, entry, kind, letter_date, day) VALUES (9, 1, 'supply', @, ?)",
    "letter date": "INSERT INTO voucher (id, entry, kind, letter_date, day) VALUES (9, 1, 'supply', ?, @)",
    "prepared": "INSERT INTO prepared (id, entry, kind, letter_date, state, body)"
    " VALUES (9, 1, 'supply', ?, 'prepared', '{}')",
    "lot": "INSERT INTO lot (id, line, item, day, quantity, value, source)"
    " VALUES (9, 1, 1, ?, 1, 1, 'found')",
    "move": "INSERT INTO move VALUES (9, 1, 2, 2, 1, 1, 60, 1, 1, 2, @, ?, 1, 1, NULL)",
    "holding": "INSERT INTO holding VALUES (1, 90, 1, 1, 1, @, ?, 1)",
    "period": "INSERT INTO period_event VALUES (9, ?, NULL)",
}
"""Rows with a day to be filled in."""


@pytest.mark.parametrize("what", ON_A_DAY)
def test_days_are_days(bare: sqlite3.Connection, what: str) -> None:
    """A day that is not in the calendar, or written otherwise, is refused; a day is taken."""
    statement = on_the_day(ON_A_DAY[what])
    for day in ("2020-02-30", "2020-13-01", "24-08-2020", "2020-8-24", "", "20200824"):
        with pytest.raises(sqlite3.IntegrityError):
            bare.execute(statement, (day,))
    bare.execute(statement, ("2020-08-24",))


MOVE = (
    "INSERT INTO move VALUES (9, 1, {voucher}, 2, {item}, 1, {first}, {quantity}, {a}, {b}, "
    "{day}, {since}, 1, 1, {reverses})"
)
GOOD_MOVE = {
    "voucher": 2,
    "item": 1,
    "first": 80,
    "quantity": 5,
    "a": 1,
    "b": 2,
    "day": DAY,
    "since": DAY,
    "reverses": "NULL",
}


def test_a_sound_move_is_taken(bare: sqlite3.Connection) -> None:
    """The rules below refuse only what is wrong."""
    bare.execute(MOVE.format(**GOOD_MOVE))
    reversal = {"voucher": 3, "first": 0, "a": 2, "b": 1, "reverses": 2}
    bare.execute(MOVE.format(**{**GOOD_MOVE, **reversal}).replace("VALUES (9", "VALUES (10"))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"first": 96}, "inside its lot"),
        ({"first": 100, "quantity": 1}, "inside its lot"),
        ({"item": 2}, "inside its lot"),
        ({"first": 65, "quantity": 6}, "pinned"),
        ({"first": 79, "quantity": 1}, "pinned"),
        ({"first": 75, "quantity": 1}, "pinned"),
        ({"first": 60, "quantity": 40}, "pinned"),
        ({"day": "'2020-08-25'"}, "not its voucher's"),
        ({"b": 1}, "move_goes_somewhere"),
        ({"since": "'2020-08-25'"}, "move_after_arrival"),
        ({"voucher": 3, "first": 0, "a": 1, "b": 2, "reverses": 2}, "inside what it reverses"),
        ({"voucher": 3, "first": 56, "a": 2, "b": 1, "reverses": 2}, "inside what it reverses"),
        ({"voucher": 3, "first": 0, "a": 2, "b": 3, "reverses": 2}, "inside what it reverses"),
        ({"voucher": 3, "first": 50, "a": 1, "b": 2, "reverses": 3}, "inside what it reverses"),
        ({"voucher": 3, "first": 0, "a": 2, "b": 1, "reverses": 99}, "inside what it reverses"),
    ],
)
def test_a_move_fits_its_lot_its_voucher_and_what_it_reverses(
    bare: sqlite3.Connection, fault: dict[str, object], said: str
) -> None:
    """A run outside its lot, pinned units, another day, and a reversal that does not go back."""
    with pytest.raises(sqlite3.IntegrityError, match=said):
        bare.execute(MOVE.format(**{**GOOD_MOVE, **fault}))


@pytest.mark.parametrize(
    "pin",
    ["(1, 1, 1, 70, 10)", "(1, 1, 1, 69, 2)", "(1, 1, 1, 79, 1)", "(1, 1, 1, 60, 40)", "(1, 1, 1, 75, 2)"],
)
def test_no_unit_is_pinned_twice(bare: sqlite3.Connection, pin: str) -> None:
    """Neither the same run nor one that reaches into it, from any side; also not by replacing."""
    for verb in ("INSERT", "INSERT OR REPLACE"):
        with pytest.raises(sqlite3.IntegrityError, match="pinned already"):
            bare.execute(f"{verb} INTO pin VALUES {pin}")


def test_units_beside_a_pin_may_be_pinned(bare: sqlite3.Connection) -> None:
    """Pins may touch."""
    bare.execute("INSERT INTO pin VALUES (1, 1, 1, 60, 10), (1, 1, 1, 80, 20)")


@pytest.mark.parametrize("prepared", [2, 3, 99])
def test_only_a_living_paper_pins(bare: sqlite3.Connection, prepared: int) -> None:
    """A signed, a void and an unknown paper hold nothing."""
    with pytest.raises(sqlite3.IntegrityError, match="only a prepared voucher"):
        bare.execute(f"INSERT INTO pin VALUES ({prepared}, 1, 1, 90, 1)")


@pytest.mark.parametrize("run", ["1, 95, 6", "1, 100, 1", "2, 0, 1"])
def test_a_holding_lies_inside_its_lot(bare: sqlite3.Connection, run: str) -> None:
    """Units beyond the lot, or of no lot, lie nowhere."""
    with pytest.raises(sqlite3.IntegrityError, match="inside its lot"):
        bare.execute(f"INSERT INTO holding VALUES ({run}, 1, 1, {DAY}, {DAY}, 1)")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO voucher (id, entry, kind, letter_date, day) VALUES (9, 1, 'reversal', @, @)",
        "INSERT INTO voucher (id, entry, kind, letter_date, day, reverses) VALUES (9, 1, 'supply', @, @, 1)",
        "INSERT INTO voucher (id, entry, kind, letter_date, day) VALUES (9, 1, 'hadiah', @, @)",
        "INSERT INTO line (id, voucher, no, delivered, accepted, rejected) VALUES (9, 1, 9, 10, 8, 1)",
        "INSERT INTO line (id, voucher, no, delivered, accepted) VALUES (9, 1, 9, 10, 10)",
        "INSERT INTO payment_line VALUES (9, 9, 100, 10, 80, NULL, 1)",
        "INSERT INTO count_line VALUES (9, 10, 15, 4)",
        "INSERT INTO paper_subject VALUES (1, 2, 1, 1, NULL)",
        "INSERT INTO paper_subject VALUES (1, 2, NULL, NULL, NULL)",
        "INSERT INTO act VALUES (0, 'x', @, 'x', 'x', zeroblob(32), zeroblob(32))",
        "INSERT INTO act VALUES (2, 'x', @, 'x', 'x', zeroblob(31), zeroblob(32))",
        "INSERT INTO number_gap VALUES (9, 1, 'SURAT', 2020, 12, 11, 'x', x'00')",
        "INSERT INTO number_gap VALUES (9, 1, 'SURAT', 2020, 12, 13, '  ', x'00')",
    ],
)
def test_rows_add_up(bare: sqlite3.Connection, statement: str) -> None:
    """A reversal names its original, sums are sums, a paper pictures one thing a row."""
    with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed"):
        bare.execute(on_the_day(statement))
