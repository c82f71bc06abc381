"""Books cut short, forged at random and damaged on the disk: always findings, never an exception."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.errors import NotABook
from ikm_desktop.goods import selfcheck
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.selfcheck.verified import verified_path
from ikm_desktop.office.book import Office
from ikm_desktop.office.clock import SteppingClock, at
from ikm_desktop.storage.engine import BOOK_NAME
from tests.factories import books, things
from tests.goods.book_at_rest import (
    BookAtRest,
    a_book_at_rest,
    a_copy,
    findings,
    forging,
    loosen,
    seal_again,
)

PAGE = 4096


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookAtRest:
    """A finished book; tests work on copies."""
    return a_book_at_rest(tmp_path_factory.mktemp("selfcheck") / "buku")


# --- the anchor -------------------------------------------------------------------------------------

_LAST = "(SELECT max(entry) FROM act)"


def _delete_last_act(folder: Path) -> None:
    """Delete the last act with all it made, as if it had never been."""
    with forging(folder) as connection:
        for table in ("prepared", "paper", "change"):
            connection.execute(f"DELETE FROM {table} WHERE entry = {_LAST}")
        connection.execute("DELETE FROM paper_subject WHERE paper NOT IN (SELECT id FROM paper)")
        connection.execute(f"DELETE FROM act WHERE entry = {_LAST}")


def test_the_last_act_deleted_without_a_trace_is_seen_by_the_anchor(book: BookAtRest, tmp_path: Path) -> None:
    """Only the anchor beside the book knows the act, and both forms of the check look at it."""
    folder = a_copy(book, tmp_path / "buku")
    _delete_last_act(folder)
    for full in (True, False):
        assert [finding.code for finding in findings(folder, full=full)] == [19]
    (folder / "log" / "jangkar").unlink()
    assert findings(folder) == ()


def test_the_last_act_deleted_alone_is_named_by_its_paper(book: BookAtRest, tmp_path: Path) -> None:
    """What the act left behind says which paper it made."""
    folder = a_copy(book, tmp_path / "buku")
    with forging(folder) as connection:
        connection.execute(f"DELETE FROM act WHERE entry = {_LAST}")
    told = next(finding for finding in findings(folder) if finding.code == 19)
    assert "BA pemeriksaan 530/007/DPP/VIII/2020" in told.sentence


def test_an_older_file_put_back_is_seen(book: BookAtRest, tmp_path: Path) -> None:
    """The book of yesterday is sound by itself; the anchor has seen more."""
    folder = a_copy(book, tmp_path / "buku")
    old = tmp_path / "kemarin.ikm"
    shutil.copy(folder / BOOK_NAME, old)
    with Office(folder, clock=SteppingClock(at(date(2020, 8, 14)))) as office:
        things.a_store(office, "Gudang kedua")
    assert findings(folder) == ()
    shutil.copy(old, folder / BOOK_NAME)
    assert [finding.code for finding in findings(folder)] == [19]


def test_another_book_behind_the_same_anchor_is_seen(book: BookAtRest, tmp_path: Path) -> None:
    """The act of that number is there, with another hash."""
    folder = a_copy(book, tmp_path / "buku")
    anchor = (folder / "log" / "jangkar").read_text(encoding="ascii")
    with forging(folder) as connection:
        connection.execute("UPDATE voucher SET reason = 'lain' WHERE id = ?", (book.vouchers["return"],))
    seal_again(folder)
    (folder / "log" / "jangkar").write_text(anchor, encoding="ascii")
    assert [finding.code for finding in findings(folder)] == [19]


def test_an_anchor_that_lags_accuses_nobody(book: BookAtRest, tmp_path: Path) -> None:
    """The anchor is written after the commit; a crash between both leaves it one act behind."""
    folder = a_copy(book, tmp_path / "buku")
    connection = sqlite3.connect(folder / BOOK_NAME)
    entry, digest = connection.execute(
        "SELECT entry, hash FROM act ORDER BY entry DESC LIMIT 1 OFFSET 1"
    ).fetchone()
    connection.close()
    (folder / "log" / "jangkar").write_text(f"{entry} {digest.hex()}\n", encoding="ascii")
    assert findings(folder) == ()


# --- the quick form ---------------------------------------------------------------------------------


def test_the_quick_check_goes_on_where_the_last_one_ended(book: BookAtRest, tmp_path: Path) -> None:
    """A clean check notes the last act; only later acts are replayed and linked."""
    folder = a_copy(book, tmp_path / "buku")
    assert findings(folder) == ()
    noted = verified_path(folder).read_text(encoding="ascii")
    with forging(folder) as connection:
        connection.execute("UPDATE voucher SET reason = 'lain' WHERE id = ?", (book.vouchers["return"],))
    assert findings(folder, full=False) == ()
    assert {finding.code for finding in findings(folder)} == {16}
    assert verified_path(folder).read_text(encoding="ascii") == noted


def test_the_quick_check_sees_what_came_after(book: BookAtRest, tmp_path: Path) -> None:
    """Holdings of lots touched since, and the chain since, are looked at."""
    folder = a_copy(book, tmp_path / "buku")
    connection = sqlite3.connect(folder / BOOK_NAME)
    entry, digest = connection.execute(
        "SELECT entry, hash FROM act WHERE entry = (SELECT entry - 1 FROM voucher WHERE id = ?)",
        (book.vouchers["return"],),
    ).fetchone()
    connection.close()
    verified_path(folder).write_text(f"{entry} {digest.hex()}\n", encoding="ascii")
    assert findings(folder, full=False, read_only=True) == ()
    with forging(folder) as connection:
        connection.execute(
            "UPDATE holding SET quantity = quantity - 1 WHERE place = ?", (book.places["store"],)
        )
        connection.execute("UPDATE voucher SET reason = 'lain' WHERE id = ?", (book.vouchers["give_back"],))
    found = findings(folder, full=False)
    assert {finding.code for finding in found} == {2, 16}
    assert book.vouchers["give_back"] in {finding.voucher for finding in found}


def test_a_note_of_another_book_is_not_believed(book: BookAtRest, tmp_path: Path) -> None:
    """Where the noted act is not in the book, the quick check begins at the first act."""
    folder = a_copy(book, tmp_path / "buku")
    with forging(folder) as connection:
        connection.execute("UPDATE voucher SET reason = 'lain' WHERE id = ?", (book.vouchers["opening"],))
    for note in ("5 " + "ab" * 32, "kosong", "0 " + "00" * 32):
        verified_path(folder).write_text(note, encoding="ascii")
        assert {finding.code for finding in findings(folder, full=False)} == {16}


def test_a_view_only_book_is_checked_and_nothing_is_noted(book: BookAtRest, tmp_path: Path) -> None:
    """Looking leaves no trace."""
    folder = a_copy(book, tmp_path / "buku")
    verified_path(folder).unlink(missing_ok=True)
    assert findings(folder, read_only=True) == ()
    assert not verified_path(folder).exists()


def test_progress_is_told_to_the_end(book: BookAtRest, tmp_path: Path) -> None:
    """Each step is told, and the last one says that all are done."""
    told: list[tuple[int, int]] = []
    with Office(a_copy(book, tmp_path / "buku")) as office:
        selfcheck.check(office, progress=lambda done, of: told.append((done, of)))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert told[-1][0] == told[-1][1]


# --- chance -----------------------------------------------------------------------------------------

_OF_LINE = "(SELECT voucher FROM line WHERE line.id = r.line)"
_VOUCHER_OF = {
    "voucher": "r.id",
    "line": "r.voucher",
    "lot": _OF_LINE,
    "move": "r.voucher",
    "payment_line": _OF_LINE,
    "count_line": _OF_LINE,
}


def _other(value: object, chance: random.Random) -> object:
    """Return another value a forger may write: of the same type, or one where there was none."""
    if isinstance(value, int):
        return value + chance.choice([-1, 1, 7, 1000])
    if isinstance(value, str):
        return value[:-1] + chr(ord(value[-1]) ^ 1) if value else "x"
    return chance.choice([1, "x"])


@pytest.mark.parametrize("seed", range(40))
def test_one_random_value_changed_is_named_with_its_voucher(
    book: BookAtRest, tmp_path: Path, seed: int
) -> None:
    """Any column of any posted row: at least one finding names the voucher it belongs to."""
    chance = random.Random(seed)
    folder = a_copy(book, tmp_path / "buku")
    with Office(folder, read_only=True) as office, office.reading() as reading:
        papers = {of: str(ref) for of, ref in voucher_refs(reading, set(book.vouchers.values())).items()}
    table = chance.choice(list(_VOUCHER_OF))
    with forging(folder) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        rows = connection.execute(f"SELECT r.rowid, {_VOUCHER_OF[table]} FROM {table} r").fetchall()
        row, voucher = chance.choice(rows)
        column = chance.choice(columns)
        (before,) = connection.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)).fetchone()
        after = _other(before, chance)
        try:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (after, row))
        except sqlite3.IntegrityError:
            return  # STRICT and UNIQUE hold even against a forger who ignores CHECKs
    found = findings(folder)
    # A kit's list is one paper of several vouchers: its number names them all.
    named = {finding.voucher for finding in found} | {finding.paper for finding in found}
    assert named & {voucher, papers[voucher], after if column == "id" else voucher}, (
        f"{table}.{column} {before!r} → {after!r}: {[finding.sentence for finding in found]}"
    )


_ANYTHING = ("abc", "", 1.5, float("inf"), b"\x00\xff", None, -1, 0, 2**62, "2020-02-30", "[1e999]", "\n|\\")


@pytest.mark.parametrize("seed", range(60))
def test_any_value_in_any_column_gives_findings(book: BookAtRest, tmp_path: Path, seed: int) -> None:
    """Values no column may hold, in every table of the book, are told and stop no check."""
    chance = random.Random(seed)
    folder = a_copy(book, tmp_path / "buku")
    loosen(folder)
    with forging(folder) as connection:
        tables = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {row[0]})").fetchone()[0]
        ]
        for table in chance.sample(tables, 3):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            value = chance.choice(_ANYTHING)
            with suppress(sqlite3.Error):
                connection.execute(f"UPDATE {table} SET {chance.choice(columns)} = ?", (value,))
            with suppress(sqlite3.Error):
                connection.execute(
                    f"UPDATE {table} SET {chance.choice(columns)} = ? WHERE rowid % 3 = 1", (value,)
                )
    told = selfcheck.check_folder(folder)
    assert all(finding.sentence.endswith(".") for finding in told)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_gives_findings_and_no_exception(book: BookAtRest, tmp_path: Path, seed: int) -> None:
    """A changed byte, a page of garbage, a file cut short: the check answers."""
    chance = random.Random(seed)
    folder = a_copy(book, tmp_path / "buku")
    path = folder / BOOK_NAME
    content = bytearray(path.read_bytes())
    how = seed % 3
    if how == 0:
        for _ in range(chance.choice([1, 1, 20])):
            content[chance.randrange(100, len(content))] ^= 1 << chance.randrange(8)
    elif how == 1:
        page = chance.randrange(1, len(content) // PAGE)
        content[page * PAGE : (page + 1) * PAGE] = chance.randbytes(PAGE)
    else:
        del content[chance.randrange(PAGE, len(content)) :]
    path.write_bytes(content)
    found = selfcheck.check_folder(folder, full=bool(seed % 2))
    assert all(finding.sentence.endswith(".") and 1 <= finding.code <= 20 for finding in found)
    if how == 2:
        assert found


def test_a_file_that_is_no_book_is_refused(book: BookAtRest, tmp_path: Path) -> None:
    """Fifty bytes of zeros are not a damaged book but none at all."""
    folder = a_copy(book, tmp_path / "buku")
    (folder / BOOK_NAME).write_bytes(bytes(50))
    with pytest.raises(NotABook):
        findings(folder)


def test_text_that_is_no_text_any_more_is_named(book: BookAtRest, tmp_path: Path) -> None:
    """A byte of a name that is no UTF-8 hides neither the person nor the other findings."""
    folder = a_copy(book, tmp_path / "buku")
    with forging(folder) as connection:
        connection.execute(
            "UPDATE participant SET name = CAST(x'4d61ff6961' AS TEXT) WHERE name = 'Maria CONTOH'"
        )
    told = [finding.sentence for finding in findings(folder)]
    assert len(told) == 1
    assert "Maria CONTOH" in told[0]


def test_a_book_without_acts_is_sound(tmp_path: Path) -> None:
    """Nothing was done, so nothing is wrong."""
    with books.a_new_book(tmp_path / "buku") as office:
        assert selfcheck.check(office) == ()
        assert selfcheck.check(office, full=False) == ()


@pytest.mark.parametrize(
    ("taken_off", "named"),
    [
        ("DROP TRIGGER move_never_updated", "move_never_updated"),
        ("DROP TRIGGER pin_no_overlap; DROP TRIGGER lot_never_deleted", "lot_never_deleted, pin_no_overlap"),
        ("CREATE TRIGGER diam AFTER INSERT ON act BEGIN DELETE FROM pin; END", "diam"),
        ("DROP INDEX merge_by_kept", "merge_by_kept"),
    ],
)
def test_a_guard_taken_off_is_noticed(book: BookAtRest, tmp_path: Path, taken_off: str, named: str) -> None:
    """A book without one of its triggers or indexes, or with one more, is told of at once."""
    folder = a_copy(book, tmp_path / "buku")
    with closing(sqlite3.connect(folder / BOOK_NAME)) as connection:
        connection.executescript(taken_off)
    (told,) = findings(folder)
    assert (told.code, named in told.sentence) == (20, True)
