"""A batch like the last one: what is taken over, and how its days move."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.batches.batches import batch_of, change_batch
from ikm_desktop.batches.copying import batch_like
from ikm_desktop.batches.partners import add_partner, partners
from ikm_desktop.batches.roster import roster
from ikm_desktop.batches.sessions import sessions
from ikm_desktop.errors import AlreadyThere, FieldInvalid, FieldMissing
from tests.factories.books import a_book
from tests.factories.things import a_product
from tests.factories.training import a_batch


def test_all_but_the_people_is_taken_over(tmp_path: Path) -> None:
    """Training, place, product, partners and sessions; five days from the day given; nobody is in it."""
    with a_book(tmp_path) as office:
        old = a_batch(office, "Angkatan I", participants=2, product=a_product(office), assessed=True)
        add_partner(office, batch=old, name="CV CONTOH", role="tuan_rumah", contact="0812")
        done = batch_like(office, source=old, starts_on=date(2020, 9, 7))
        with office.reading() as connection:
            was, new = batch_of(connection, old), batch_of(connection, done.ids[0])
            plan = sessions(connection, new.id)
            assert roster(connection, new.id) == ()
            assert [(one.name, one.contact) for one in partners(connection, new.id)] == [
                ("CV CONTOH", "0812")
            ]
        assert new.name == "Angkatan II"
        assert (new.starts_on, new.ends_on) == (date(2020, 9, 7), date(2020, 9, 11))
        assert (new.venue, new.product, new.assessed) == (was.venue, was.product, True)
        assert [one.day.day for one in plan] == [7, 8, 9, 10, 11]
        assert plan[0].subject == "Mata pelatihan 1"
        assert done.notices == ()


def test_what_cannot_be_is_refused_and_sundays_are_told(tmp_path: Path) -> None:
    """Without a first day nothing is made; a name of the year is taken once; a Sunday is named."""
    with a_book(tmp_path) as office:
        old = a_batch(office, "Angkatan I")
        with pytest.raises(FieldMissing):
            batch_like(office, source=old, starts_on=None)
        with pytest.raises(AlreadyThere):
            batch_like(office, source=old, starts_on=date(2020, 9, 7), name="Angkatan I")
        done = batch_like(office, source=old, starts_on=date(2020, 9, 4))
        assert [one.text for one in done.notices] == ["Jadwal jatuh pada hari Minggu: 06-09-2020."]


def test_what_lies_outside_of_its_days_is_left_out(tmp_path: Path) -> None:
    """Of a batch that was made shorter the rest of the plan goes over; a year of no use is refused."""
    with a_book(tmp_path) as office:
        old = a_batch(office, "Angkatan I")
        change_batch(office, batch=old, ends_on=date(2020, 8, 12))
        done = batch_like(office, source=old, starts_on=date(2020, 9, 7))
        with office.reading() as connection:
            assert [one.day.day for one in sessions(connection, done.ids[0])] == [7, 8, 9]
        (told,) = done.notices
        assert told.text == "2 mata pelatihan Angkatan I di luar tanggalnya sendiri tidak disalin."
        with pytest.raises(FieldInvalid, match="sesudah tahun 2199"):
            batch_like(office, source=old, starts_on=date(9999, 12, 30))
