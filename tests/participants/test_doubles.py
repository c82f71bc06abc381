"""Who may be in the book twice: told while typing, as pairs, and remembered when they are two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.batches.merging import merge
from ikm_desktop.errors import FieldInvalid, NotFound
from ikm_desktop.office.book import Office
from ikm_desktop.participants import doubles
from ikm_desktop.participants.doubles import Told
from tests.factories.books import a_book
from tests.factories.persons import a_person

BORN = date(1985, 8, 17)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A book with one person whose data are known, to be asked only."""
    yield from _with_maria(tmp_path_factory.mktemp("ganda"))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The same, to be written in."""
    yield from _with_maria(tmp_path)


def _with_maria(folder: Path) -> Iterator[Office]:
    with a_book(folder) as book:
        a_person(book, "Maria Yosefa Bria", nik="5399995708859001", born=BORN, phone="081234567890")
        yield book


def _told(office: Office, **typed: object) -> list[tuple[str, bool]]:
    with office.reading() as connection:
        found = doubles.look_alikes(connection, **typed)  # type: ignore[arg-type]
    return [(one.why, one.likely) for one in found]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": "Orang Lain", "nik": "5399995708859001"}, [("NIK sama", True)]),
        ({"name": "Maria Bria", "nik": "5399995708859003"}, [("NIK beda satu angka", True)]),
        ({"name": "Orang Lain", "nik": "5399995708859003"}, [("NIK beda satu angka", False)]),
        ({"name": "Marya Josefa Bria", "born": BORN}, [("nama mirip, tanggal lahir sama", True)]),
        ({"name": "Ny. Maria Y. Bria", "born": BORN}, [("nama mirip, tanggal lahir sama", True)]),
        ({"name": "Maria Bria", "phone": "081234567890"}, [("nama mirip, telepon sama", True)]),
        ({"name": "Petrus Tae", "phone": "081234567890"}, [("telepon sama", False)]),
        ({"name": "bria maria yosefa"}, [("nama sama", False)]),
        (
            {"name": "Maria Yosefa Bria", "born": date(1990, 1, 1)},
            [("nama sama, tanggal lahir berbeda", False)],
        ),
        ({"name": "Maria Yosefa Brija"}, [("nama sama", False)]),
        ({"name": "Maria Yosefina Bria"}, [("nama mirip", False)]),
        ({"name": "Yohanes Sabu", "born": BORN}, []),
        ({"name": ""}, []),
    ],
)
def test_who_may_already_be_this_person_is_told_with_the_reason(
    known: Office, typed: dict[str, object], told: list[tuple[str, bool]]
) -> None:
    """NIK, birth date and telephone weigh more than the name; a stranger is none."""
    assert _told(known, **typed) == told


def test_a_double_stands_for_whom_it_was_merged_into(office: Office) -> None:
    """The person kept is told, once."""
    double = a_person(office, "Marija Josefa Brija", nik="", born=BORN)
    merge(office, kept=1, double=double)
    with office.reading() as connection:
        (found,) = doubles.look_alikes(connection, name="Maria Yosefa Bria", born=BORN)
        assert found.person.id == 1
        assert doubles.suspected_pairs(connection) == ()


def test_pairs_are_told_until_they_are_found_to_be_two(office: Office) -> None:
    """The one of whom more is known comes first; the decision is remembered and can be taken back."""
    double = a_person(office, "Marija J. Bria", nik="", born=BORN)
    a_person(office, "Petrus Tae", born=BORN)
    a_person(office, "Naomi Lay", nik="", village="Oesapa")
    a_person(office, "Naomi Laij", nik="", village="Oesapa")
    with office.reading() as connection:
        pairs = doubles.suspected_pairs(connection)
        assert [pair.why for pair in pairs] == ["nama mirip, tanggal lahir sama", "nama dan tempat sama"]
        assert pairs[0][:2] == (1, double)
        assert doubles.suspected(connection) == {1, double, double + 2, double + 3}
    doubles.not_the_same(office, first=double, second=1)
    doubles.not_the_same(office, first=1, second=double)
    with office.reading() as connection:
        assert len(doubles.suspected_pairs(connection)) == 1
        again = doubles.look_alikes(connection, name="Marija J. Bria", born=BORN, but=double)
        assert again == ()
    doubles.maybe_the_same(office, first=1, second=double)
    with office.reading() as connection:
        assert len(doubles.suspected_pairs(connection)) == 2
    with pytest.raises(NotFound):
        doubles.maybe_the_same(office, first=1, second=double)
    with pytest.raises(FieldInvalid):
        doubles.not_the_same(office, first=1, second=1)


def test_many_are_asked_about_at_once(office: Office) -> None:
    """Only who is likely the same is told; a name alone is not enough against a birth date."""
    a_person(office, "Naomi Lay", nik="", village="Oesapa")
    asked = [
        Told("Maria Bria", born=BORN),
        Told("Maria Yosefa Bria", born=date(1990, 1, 1)),
        Told("Naomi Laij", village="oesapa"),
        Told("Naomi Laij"),
        Told("Maria Yosefa Bria", nik="5399995708859001"),
    ]
    with office.reading() as connection:
        found = doubles.likely_same(connection, asked)
    assert [one and (one[0].id, one[1]) for one in found] == [
        (1, "nama mirip, tanggal lahir sama"),
        None,
        (2, "nama dan tempat sama"),
        None,
        (1, "NIK sama"),
    ]
