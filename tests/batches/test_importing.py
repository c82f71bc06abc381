"""A list imported into a batch, and taken back with its enrolments."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.batches import attendance, batches, closing, importing, marks, roster
from ikm_desktop.batches.batches import BatchClosed
from ikm_desktop.batches.roster import OverCapacity
from ikm_desktop.errors import FieldMissing
from ikm_desktop.participants import imports, search
from ikm_desktop.participants.import_records import CannotWithdraw
from ikm_desktop.participants.list_import.reading import read_pasted
from ikm_desktop.participants.list_import.records import ReadList
from tests.factories.books import TODAY, a_book
from tests.factories.persons import a_person
from tests.factories.training import FIRST_DAY, a_batch, people_in


def _list(people: int) -> ReadList:
    rows = [f"Orang {chr(65 + n)} Contoh\t53999957088590{n:02}\tP" for n in range(1, people + 1)]
    return read_pasted("\n".join(["Nama\tNIK\tL/P", *rows]), today=TODAY)


def test_a_list_fills_a_batch_in_its_order(tmp_path: Path) -> None:
    """Who is in the batch already stays under her number; who is known elsewhere joins."""
    with a_book(tmp_path) as office:
        batch = a_batch(office)
        there, known = (
            a_person(office, "Sudah", nik="5399995708859002"),
            a_person(office, nik="5399995708859003"),
        )
        roster.enrol(office, batch=batch, people=[there])
        done = importing.import_into_batch(office, _list(3), batch=batch)
        _, first, second, third, *enrolments = done.ids
        assert (second, third) == (there, known)
        assert people_in(office, batch) == [there, first, known]
        assert len(enrolments) == 2


def test_more_people_than_places_save_nobody(tmp_path: Path) -> None:
    """The list and the roster are one act: refused together, or taken with a reason."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=19)
        with pytest.raises(OverCapacity):
            importing.import_into_batch(office, _list(2), batch=batch)
        with office.reading() as connection:
            assert len(search.people(connection)) == 19
            assert imports.import_runs(connection) == ()
        importing.import_into_batch(office, _list(2), batch=batch, reason="usul camat")
        assert len(people_in(office, batch)) == 21


def test_p19_enrolments_go_with_the_import(tmp_path: Path) -> None:
    """Taken back, the batch is as before, also without those known before."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=1)
        a_person(office, nik="5399995708859001")
        run = importing.import_into_batch(office, _list(3), batch=batch).ids[0]
        importing.withdraw_import(office, run)
        assert len(people_in(office, batch)) == 1
        with office.reading() as connection:
            assert len(search.people(connection)) == 2


@pytest.mark.parametrize("what", ["attendance", "mark", "closing", "another batch"])
def test_p19_not_once_something_stands_on_an_enrolment(tmp_path: Path, what: str) -> None:
    """Attendance, a mark, a closed roster, another batch: the import stays as it is."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, assessed=True)
        run, person, *_ = importing.import_into_batch(office, _list(2), batch=batch).ids
        if what == "attendance":
            attendance.mark_attendance(office, batch=batch, grid={person: {FIRST_DAY: "H"}})
        elif what == "mark":
            marks.set_marks(office, batch=batch, marks={person: 80})
        elif what == "closing":
            closing.close_batch(office, batch=batch, on=date(2020, 8, 20))
        else:
            roster.enrol(office, batch=a_batch(office), people=[person])
        with pytest.raises(CannotWithdraw, match="peserta angkatan memakainya"):
            importing.withdraw_import(office, run)
        assert len(people_in(office, batch)) == 2


def _list_of_two_batches() -> ReadList:
    lines = ["Nama\tNIK\tL/P", "ANGKATAN I", *_rows(1, 2), "ANGKATAN 2", *_rows(3, 2)]
    return read_pasted("\n".join(lines), today=TODAY)


def _rows(first: int, count: int) -> list[str]:
    numbers = range(first, first + count)
    return [f"Orang {chr(64 + n)} Contoh\t53999957088590{n:02}\tP" for n in numbers]


def test_a_list_of_several_batches_fills_them_all(tmp_path: Path) -> None:
    """The batch the book has takes its people, the other is made; all is one act and goes back as one."""
    with a_book(tmp_path) as office:
        first = batches.add_batch(office, name="angkatan I", training="Masker").ids[0]
        read = _list_of_two_batches()
        with office.reading() as connection:
            assert importing.batches_named(connection, read) == {"Angkatan I": first, "Angkatan II": None}
        done = importing.import_into_named_batches(office, read, training="Sabun kelor")
        with office.reading() as connection:
            second = next(one for one in batches.batches(connection) if one.id != first)
        assert (second.name, second.training) == ("Angkatan II", "Sabun kelor")
        _, one, two, three, four, *_ = done.ids
        assert people_in(office, first) == [one, two]
        assert people_in(office, second.id) == [three, four]
        importing.withdraw_import(office, done.ids[0])
        with office.reading() as connection:
            assert [batch.id for batch in batches.batches(connection)] == [first]
            assert search.people(connection) == ()


def test_a_batch_that_was_used_since_stays(tmp_path: Path) -> None:
    """Somebody else joined the batch the import had made: it stays with her."""
    with a_book(tmp_path) as office:
        done = importing.import_into_named_batches(office, _list_of_two_batches(), training="Masker")
        with office.reading() as connection:
            _, second = batches.batches(connection)
        other = a_person(office, "Menyusul")
        roster.enrol(office, batch=second.id, people=[other])
        importing.withdraw_import(office, done.ids[0])
        with office.reading() as connection:
            assert [batch.id for batch in batches.batches(connection)] == [second.id]
        assert people_in(office, second.id) == [other]


def test_new_batches_need_the_name_of_their_training(tmp_path: Path) -> None:
    """Without it nobody is saved."""
    with a_book(tmp_path) as office:
        with pytest.raises(FieldMissing):
            importing.import_into_named_batches(office, _list_of_two_batches())
        with office.reading() as connection:
            assert search.people(connection) == ()


def test_a_column_of_batches_finds_them_by_name_and_number(tmp_path: Path) -> None:
    """A number goes into the book's "Angkatan 2", a name into the batch so named; unknown ones are made."""
    with a_book(tmp_path) as office:
        two = batches.add_batch(office, name="Angkatan 2", training="Masker").ids[0]
        ende = batches.add_batch(office, name="Kelompok Ende", training="Masker").ids[0]
        of = ("2", "kelompok ende", "III", "II")
        rows = [f"{row}\t{batch}" for row, batch in zip(_rows(1, 4), of, strict=True)]
        read = read_pasted("\n".join(["Nama\tNIK\tL/P\tAngkatan", *rows]), today=TODAY)
        done = importing.import_into_named_batches(office, read, training="Kelor")
        _, one, second, three, four, *_ = done.ids
        assert people_in(office, two) == [one, four]
        assert people_in(office, ende) == [second]
        with office.reading() as connection:
            made = batches.batches(connection)[-1]
        assert (made.name, people_in(office, made.id)) == ("Angkatan III", [three])


def test_a_closed_batch_takes_nobody_from_a_list(tmp_path: Path) -> None:
    """It is named with the way to open it again, and nobody is saved."""
    with a_book(tmp_path) as office:
        closing.close_batch(office, batch=a_batch(office, "Angkatan I"))
        with pytest.raises(BatchClosed, match="Angkatan I sudah ditutup"):
            importing.import_into_named_batches(office, _list_of_two_batches(), training="Masker")
        with office.reading() as connection:
            assert search.people(connection) == ()
