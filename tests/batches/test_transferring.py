"""From one batch to another in one act; who waits is told; goods stay with whom they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.batches import closing, roster
from ikm_desktop.batches.transferring import transfer
from ikm_desktop.errors import AlreadyThere, FieldInvalid, Several, WrongDay
from tests.factories.books import a_book
from tests.factories.persons import a_person
from tests.factories.training import a_batch, people_in


def test_one_act_ends_one_and_begins_the_other(tmp_path: Path) -> None:
    """The old row says why and when; the new one has the next number; nothing is done by halves."""
    with a_book(tmp_path) as office:
        first, second = a_batch(office, participants=2), a_batch(office, participants=1)
        stays, goes = people_in(office, first)
        with pytest.raises(Several) as refused:
            transfer(office, person=goes, source=first, target=second, reason=" ", on=date(2021, 1, 1))
        assert [type(one).__name__ for one in refused.value.reasons] == ["ReasonMissing", "WrongDay"]
        assert people_in(office, first) == [stays, goes]
        with pytest.raises(AlreadyThere):
            transfer(office, person=goes, source=first, target=first, reason="x")
        transfer(office, person=goes, source=first, target=second, reason="jadwal kerja")
        with office.reading() as connection:
            old = roster.enrolled(connection, first, goes)
            new = roster.enrolled(connection, second, goes)
        assert (old.state, old.reason, old.left_on) == ("keluar", "jadwal kerja", date(2020, 8, 24))
        assert (new.state, new.no, new.left_on) == ("aktif", 2, None)


def test_a_free_place_is_offered_to_who_waits(tmp_path: Path) -> None:
    """The first on the waiting list is named with the place; nobody is, while the batch is full."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=20)
        waits = a_person(office, "Wati CONTOH")
        roster.enrol(office, batch=batch, people=[waits], waiting=True)
        done = roster.drop_out(office, batch=batch, person=people_in(office, batch)[0], reason="sakit")
        assert [(one.code, one.values) for one in done.notices] == [("PlaceFree", {"participant": waits})]
        roster.enrol(office, batch=batch, people=[waits])
        done = roster.drop_out(office, batch=batch, person=waits, reason="sakit")
        assert done.notices == ()
        with pytest.raises(FieldInvalid, match="sudah keluar"):
            roster.drop_out(office, batch=batch, person=waits, reason="sakit")


def test_nobody_leaves_on_a_day_to_come(tmp_path: Path) -> None:
    """Nor months before the batch begins: the year is typed wrong."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=1)
        (person,) = people_in(office, batch)
        for day in (date(2021, 1, 1), date(2020, 5, 1)):
            with pytest.raises(WrongDay):
                roster.drop_out(office, batch=batch, person=person, reason="x", on=day)


def test_a_closed_batch_keeps_the_names_it_was_closed_with(tmp_path: Path) -> None:
    """A name changed later shows in no roster of a closed batch; reopened, it does."""
    from ikm_desktop.participants.people import change_person

    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=1)
        (person,) = people_in(office, batch)
        with office.reading() as connection:
            before = roster.enrolled(connection, batch, person).person.name
        closing.close_batch(office, batch=batch)
        change_person(office, person=person, name="Nama Baru CONTOH")
        with office.reading() as connection:
            assert roster.roster(connection, batch)[0].person.name == before
        closing.reopen_batch(office, batch=batch, reason="nama keliru")
        with office.reading() as connection:
            assert roster.roster(connection, batch)[0].person.name == "Nama Baru CONTOH"
