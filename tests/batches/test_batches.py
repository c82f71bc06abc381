"""Batches: what is kept, what is refused, what state they are in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.batches import batches
from ikm_desktop.batches.batches import Batch
from ikm_desktop.errors import AlreadyThere, FieldInvalid, FieldMissing, Negative, NotFound, Several, WrongDay
from ikm_desktop.office.settings import Rules, save
from tests.factories.books import a_book
from tests.factories.things import a_material, a_product
from tests.factories.training import a_batch


def test_a_batch_is_kept_as_told(tmp_path: Path) -> None:
    """Without a capacity it takes the office's rule."""
    with a_book(tmp_path) as office:
        save(office, Rules(capacity=25))
        mask = a_product(office)
        made = batches.add_batch(
            office,
            name="Angkatan  I",
            training="Pembuatan Masker",
            subtitle="bagi IKM terdampak",
            starts_on=date(2020, 8, 3),
            ends_on=date(2020, 8, 7),
            venue="Aula",
            city="Kupang",
            product=mask,
            account="526311",
            assessed=True,
        ).ids[0]
        with office.reading() as connection:
            batch = batches.batch_of(connection, made)
        assert batch == Batch(
            made,
            "Angkatan I",
            "Pembuatan Masker",
            "bagi IKM terdampak",
            date(2020, 8, 3),
            date(2020, 8, 7),
            "Aula",
            "Kupang",
            25,
            mask,
            "526311",
            assessed=True,
            closed_on=None,
        )
        assert batch.days_text == "3 s.d. 7 Agustus 2020"


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2020, 8, 9), "upcoming"),
        (date(2020, 8, 10), "running"),
        (date(2020, 8, 14), "running"),
        (date(2020, 8, 15), "ended"),
    ],
)
def test_the_state_follows_the_day(tmp_path: Path, day: date, state: str) -> None:
    """Before the first day, within, after the last."""
    with a_book(tmp_path) as office:
        batch = a_batch(office)
        with office.reading() as connection:
            assert batches.batch_of(connection, batch).state_on(day) == state


def test_a_batch_without_days_is_still_to_come(tmp_path: Path) -> None:
    """A name and a training are enough to begin with."""
    with a_book(tmp_path) as office:
        made = batches.add_batch(office, name="Angkatan V", training="Tenun").ids[0]
        with office.reading() as connection:
            batch = batches.batch_of(connection, made)
            assert (batch.state_on(date(2030, 1, 1)), batch.days_text) == ("upcoming", "")
            assert batches.batches(connection) == (batch,)


def test_all_faults_of_a_batch_are_told_at_once(tmp_path: Path) -> None:
    """Name, training, places, days, product."""
    with a_book(tmp_path) as office:
        cloth = a_material(office)
        with pytest.raises(Several) as refused:
            batches.add_batch(
                office,
                name="",
                training=" ",
                capacity=0,
                starts_on=date(2020, 8, 7),
                ends_on=date(2020, 8, 3),
                product=cloth,
            )
        kinds = [type(reason) for reason in refused.value.reasons]
        assert kinds == [FieldMissing, FieldMissing, Negative, WrongDay, FieldInvalid]


def test_a_name_stands_once_a_year(tmp_path: Path) -> None:
    """One book holds all years: next year's Angkatan I is another batch."""
    with a_book(tmp_path) as office:
        a_batch(office, "Angkatan I")
        next_year = a_batch(office, "Angkatan I", starts_on=date(2021, 8, 2))
        with pytest.raises(AlreadyThere):
            a_batch(office, "angkatan i")
        with pytest.raises(AlreadyThere):
            batches.add_batch(office, name="Angkatan I", training="Tanpa tanggal")
        with pytest.raises(AlreadyThere):
            batches.change_batch(
                office, batch=next_year, starts_on=date(2020, 8, 3), ends_on=date(2020, 8, 7)
            )


def test_what_is_not_named_stays(tmp_path: Path) -> None:
    """Changing the venue leaves the days; an unknown batch is refused."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, "Angkatan I")
        batches.change_batch(office, batch=batch, venue="Balai Latihan", assessed=True)
        with pytest.raises(WrongDay):
            batches.change_batch(office, batch=batch, ends_on=date(2020, 8, 1))
        with pytest.raises(NotFound):
            batches.change_batch(office, batch=77, venue="x")
        with office.reading() as connection:
            changed = batches.batch_of(connection, batch)
            assert (changed.venue, changed.starts_on, changed.assessed) == (
                "Balai Latihan",
                date(2020, 8, 10),
                True,
            )
