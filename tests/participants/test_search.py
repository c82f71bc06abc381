"""Finding people by words, while typing, and what was typed before."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import NotFound
from ikm_desktop.office.book import Office
from ikm_desktop.participants import people, search
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.search import Show
from tests.factories.books import a_book
from tests.factories.persons import a_complete_person, a_person

BORN = date(1985, 8, 17)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A book with four people, one of them put away, to be asked only."""
    yield from _with_four(tmp_path_factory.mktemp("cari"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The same, to be written in."""
    yield from _with_four(tmp_path)


def _with_four(folder: Path) -> Iterator[Office]:
    with a_book(folder) as book:
        a_person(book, "Maria Yosefa Bria", nik="5399995708859001", born=BORN, business="UD Klau")
        a_person(book, "José Da Costa", nik="", village="Oesapa")
        a_complete_person(book, "Adelina Contoh")
        gone = a_person(book, "Budi Contoh", nik="5399991708850002")
        people.archive_person(book, person=gone, reason="mundur")
        yield book


def _names(office: Office, *, show: Show = "active", words: str = "") -> list[str]:
    with office.reading() as connection:
        return [person.name for person in search.people(connection, show=show, words=words)]


def test_people_are_listed_by_name(known: Office) -> None:
    """Those put away are left out unless asked for; the incomplete lack something on paper."""
    assert _names(known) == ["Adelina Contoh", "José Da Costa", "Maria Yosefa Bria"]
    assert _names(known, show="archived") == ["Budi Contoh"]
    assert _names(known, show="incomplete") == ["José Da Costa", "Maria Yosefa Bria"]
    assert len(_names(known, show="all")) == 4


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bria maria", ["Maria Yosefa Bria"]),
        ("jose", ["José Da Costa"]),
        ("COSTA oesapa", ["José Da Costa"]),
        ("klau", ["Maria Yosefa Bria"]),
        ("9001", ["Maria Yosefa Bria"]),
        ("+62812-0000 0000", ["Adelina Contoh"]),
        ("maria budi", []),
        ("  ", ["Adelina Contoh", "José Da Costa", "Maria Yosefa Bria"]),
    ],
)
def test_all_words_must_occur_in_any_order(known: Office, words: str, found: list[str]) -> None:
    """Accents and letter case make no difference; NIK and business are searched too."""
    assert _names(known, words=words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mar", ["Maria Yosefa Bria"]),
        ("bria yo", ["Maria Yosefa Bria"]),
        ("5399995708859001", ["Maria Yosefa Bria"]),
        ("oesapa", ["José Da Costa"]),
        ("jusefa", ["Maria Yosefa Bria"]),
        ("hose kosta", ["José Da Costa"]),
        ("adelima contho", ["Adelina Contoh"]),
        ("contoh", ["Adelina Contoh", "Budi Contoh"]),
        ("yohanes sabu", []),
        ("", []),
    ],
)
def test_who_is_meant_is_found_while_typing(known: Office, words: str, found: list[str]) -> None:
    """All words first, then how they sound, then the nearest letters; people put away come last."""
    with known.reading() as connection:
        assert [entry.name for entry in search.find(connection, words)] == found


def test_the_directory_follows_the_book(office: Office) -> None:
    """Who is added or renamed is found so at once; what is being written is seen by its own act only."""
    with office.reading() as connection:
        assert search.find(connection, "naomi") == ()
    person = a_person(office, "Naomi Sabu")
    with office.reading() as connection:
        assert [entry.id for entry in search.find(connection, "naomi")] == [person]
    people.change_person(office, person=person, name="Ruth Sabu")
    with office.reading() as connection:
        assert search.find(connection, "naomi") == ()
        assert [entry.id for entry in search.find(connection, "ruth")] == [person]
    with contextlib.suppress(NotFound), office.act("test") as act:
        act.update(t.participant, person, {"name": "Debora Sabu"})
        assert [entry.id for entry in search.find(act.connection, "debora")] == [person]
        people.person_of(act.connection, 999)
    with office.reading() as connection:
        assert search.find(connection, "debora") == ()


def test_what_was_typed_before_is_offered_most_frequent_first(office: Office) -> None:
    """Empty ones are no offer."""
    a_person(office, village="Liliba")
    a_person(office, village="Liliba")
    with office.reading() as connection:
        assert search.typed_before(connection, "village") == ("Liliba", "Oebobo", "Oesapa")
        there = search.typed_before(connection, "village", regency="Kabupaten Alor")
        assert there == ()


def test_a_double_that_was_merged_is_not_listed(office: Office) -> None:
    """Its row stays in the book and points to the person kept."""
    with office.reading() as connection:
        kept, double, *_ = connection.execute(
            sa.select(t.participant.c.id).order_by(t.participant.c.id)
        ).scalars()
    with office.act("test") as act:
        act.update(t.participant, double, {"merged_into": kept})
    assert "José Da Costa" not in _names(office, show="all")
