"""`check`: whatever was changed behind the program's back is named, with its letter or its person."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.command_line import Shell, started

GIFT = "(SELECT min(id) FROM voucher WHERE kind = 'distribution')"
"""A signed handover in the middle of the sample's story."""


def tamper(office: Path, *statements: str) -> None:
    """Drop every trigger of the book and run the statements; each must change something."""
    with closing(sqlite3.connect(office / "buku.ikm")) as book, book:
        for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            book.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert book.execute(statement).rowcount > 0


def asked(office: Path, question: str) -> str:
    """Return the one text the book answers."""
    with closing(sqlite3.connect(office / "buku.ikm")) as book:
        return str(book.execute(question).fetchone()[0])


def number_of_the_gift(office: Path) -> str:
    """Return the number on the letter of the handover."""
    return asked(
        office,
        "SELECT number FROM paper JOIN paper_subject ON paper_subject.paper = paper.id "
        f"WHERE paper_subject.voucher = {GIFT}",
    )


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(f"UPDATE line SET quantity = quantity - 1 WHERE voucher = {GIFT}", id="quantity"),
        pytest.param(
            f"UPDATE voucher SET counterpart = (SELECT max(place) FROM institution) WHERE id = {GIFT}",
            id="recipient",
        ),
        pytest.param(f"UPDATE voucher SET day = date(day, '+1 day') WHERE id = {GIFT}", id="day"),
        pytest.param(
            f"UPDATE move SET day = date(day, '+1 day') WHERE voucher = {GIFT}", id="day of the goods"
        ),
        pytest.param(
            f"UPDATE move SET cost = cost + 1 WHERE id = (SELECT min(id) FROM move WHERE voucher = {GIFT})",
            id="cost",
        ),
        pytest.param(
            f"DELETE FROM move WHERE id = (SELECT min(id) FROM move WHERE voucher = {GIFT})", id="middle move"
        ),
        pytest.param(f"DELETE FROM line WHERE voucher = {GIFT}", id="middle line"),
    ],
)
def test_a_changed_voucher_is_named_by_its_letter(shell: Shell, office: Path, statement: str) -> None:
    """With the triggers gone, one changed or deleted row is found, and the letter's number printed."""
    number = number_of_the_gift(office)
    tamper(office, statement)
    ran = shell("check", office)
    assert (ran.code, ran.err) == (1, "")
    assert f"BAST {number}" in ran.out
    assert ran.out.endswith("hal tidak cocok.\n")


def test_a_changed_name_is_told_by_the_person(shell: Shell, office: Path) -> None:
    """A person renamed past the program is named."""
    tamper(office, "UPDATE participant SET name = 'Orang Lain CONTOH' WHERE id = 3")
    ran = shell("check", office)
    assert ran.code == 1
    assert "Orang Lain CONTOH" in ran.out
    assert "diubah di luar program" in ran.out


@pytest.mark.parametrize("whole", [True, False], ids=["with its rows", "alone"])
def test_a_last_act_that_was_deleted_is_told_by_the_anchor(
    shell: Shell, office: Path, *, whole: bool
) -> None:
    """The chain of what is left holds; only the anchor beside the book knows of one act more."""
    if whole:
        with closing(sqlite3.connect(office / "buku.ikm")) as book:
            last = book.execute("SELECT max(entry) FROM act").fetchone()[0]
        tamper(
            office,
            f"DELETE FROM change WHERE entry = {last}",
            f"DELETE FROM issued WHERE entry = {last}",
            f"DELETE FROM act WHERE entry = {last}",
        )
    else:
        tamper(office, "DELETE FROM act WHERE entry = (SELECT max(entry) FROM act)")
    ran = shell("check", office)
    assert ran.code == 1
    assert "tindakan terakhir dihapus, atau berkas lama dipasang kembali" in ran.out
    if not whole:  # then what it wrote still stands there, and names its letter
        assert asked(office, "SELECT number FROM paper ORDER BY id DESC") in ran.out


@pytest.mark.slow
def test_the_program_itself_ends_with_1(office: Path) -> None:
    """Started as a program, findings are on standard output, as JSON too, and the exit code is 1."""
    number = number_of_the_gift(office)
    tamper(office, f"UPDATE line SET value = value + 1 WHERE voucher = {GIFT}")
    ran = started("check", office, "--json")
    assert ran.code == 1
    assert number in {finding["paper"] for finding in ran.json["findings"]} or number in ran.out
    assert set(ran.json["findings"][0]) == {"code", "sentence", "place", "item", "day", "voucher", "paper"}


def test_a_sound_book_has_no_findings(shell: Shell, office: Path) -> None:
    """JSON says so with an empty list."""
    ran = shell("check", office, "--json")
    assert (ran.code, ran.json) == (0, {"findings": []})


@pytest.mark.parametrize("at", [8192, 300_000])
def test_a_damaged_file_is_a_finding(shell: Shell, office: Path, at: int) -> None:
    """Bytes overwritten in the file are told in a sentence, with exit code 1."""
    with (office / "buku.ikm").open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * 20_000)
    ran = shell("check", office)
    assert ran.code == 1
    assert "Traceback" not in ran.out + ran.err
    assert ran.out.startswith("[")
