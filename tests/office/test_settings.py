"""Settings: typed groups with defaults, saved whole, each change logged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, FieldMissing, Negative, Several
from ikm_desktop.office import tables as t
from ikm_desktop.office.book import Office, create
from ikm_desktop.office.budget import Budget, budget_of, save_budget
from ikm_desktop.office.clock import SystemClock, at
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import BookMode, Clerk, Group, Rules, Wording, load, save, set_clerk
from tests.factories.books import a_book, a_new_book


def test_a_new_book_reads_defaults(tmp_path: Path) -> None:
    """Nothing saved: every group has a value for every field."""
    with a_new_book(tmp_path) as office, office.reading() as connection:
        assert load(connection, Rules) == Rules()
        assert load(connection, Wording).first_party == "PERTAMA"
        assert load(connection, Profile).city == "Kupang"
        assert budget_of(connection, 2020) == Budget()


def test_a_group_comes_back_as_saved(tmp_path: Path) -> None:
    """Texts, numbers, days, sentences by kind of paper: all keep their types."""
    wording = Wording(
        first_party="KESATU",
        copies=3,
        clauses={"BAST-L": ("Barang **tidak diperjualbelikan**.", "Kedua.")},
        values={"BAST-L": "harga pokok"},
    )
    mode = BookMode(sample=True, lives_on=date(2020, 8, 28))
    with a_book(tmp_path) as office:
        save(office, wording)
        save(office, mode)
        with office.reading() as connection:
            assert load(connection, Wording) == wording
            assert load(connection, BookMode) == mode


def test_only_changed_fields_are_logged(tmp_path: Path) -> None:
    """The log names the field with what it was and what it is."""
    with a_book(tmp_path) as office:
        save(office, Rules(capacity=20, attendance_percent=75))
        done = save(office, Rules(capacity=25, attendance_percent=75))
        with office.reading() as connection:
            query = sa.select(t.change.c.field, t.change.c.before, t.change.c.after)
            logged = connection.execute(query.where(t.change.c.entry == done.entry)).all()
        assert [tuple(row) for row in logged] == [("rules.capacity", "20", "25")]


def test_a_group_refuses_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    """Nothing is saved then."""
    with a_book(tmp_path) as office:
        with pytest.raises(Several) as refused:
            save(office, Rules(attendance_percent=101, capacity=0, youngest=50, oldest=40))
        assert [type(reason) for reason in refused.value.reasons] == [FieldInvalid, Negative, FieldInvalid]
        with pytest.raises(Several):
            save(office, Wording(copies=0, left_margin_mm=90))
        with pytest.raises(FieldMissing, match="Kota wajib diisi"):
            save(office, Profile(city=" "))
        with office.reading() as connection:
            assert load(connection, Rules) == Rules()


@dataclass(frozen=True, kw_only=True)
class _Later(Group):
    key = "rules"
    capacity: int = 1
    new: Mapping[str, str] = field(default_factory=dict)


def test_a_book_of_another_version_still_reads(tmp_path: Path) -> None:
    """A field it does not know is left out, a field it lacks takes its default."""
    with a_book(tmp_path) as office:
        save(office, Rules(capacity=25))
        with office.reading() as connection:
            assert load(connection, _Later) == _Later(capacity=25)


def test_the_clerk_stands_on_every_act(tmp_path: Path) -> None:
    """Named once, the clerk is on that act and on those after a new start of the program."""
    with create(tmp_path, durable=False) as office:
        with pytest.raises(FieldMissing):
            set_clerk(office, "  ")
        set_clerk(office, "Maria CONTOH")
    with Office(tmp_path, durable=False) as office:
        save(office, Rules(capacity=21))
        with office.reading() as connection:
            assert set(connection.execute(sa.select(t.act.c.actor)).scalars()) == {"Maria CONTOH"}
            assert load(connection, Clerk).name == "Maria CONTOH"


def test_a_sample_book_lives_on_its_own_day(tmp_path: Path) -> None:
    """Opened without a clock, its clock starts on that day; any other book has the computer's."""
    with a_new_book(tmp_path / "a") as office:
        save(office, BookMode(sample=True, lives_on=date(2020, 8, 28)))
    with Office(tmp_path / "a", durable=False) as office:
        assert at(date(2020, 8, 28)) <= office.clock.now() <= at(date(2020, 8, 28), 9)
    with create(tmp_path / "b", durable=False) as office:
        assert isinstance(office.clock, SystemClock)


def test_each_year_has_its_budget(tmp_path: Path) -> None:
    """A year without its own takes the last one before it, the first year also for earlier days."""
    with a_book(tmp_path) as office:
        first = Budget(satker_name="Disperindag", dipa_number="DIPA-1", dipa_date=date(2019, 11, 12))
        second = replace(first, dipa_number="DIPA-2")
        save_budget(office, 2020, first)
        save_budget(office, 2022, second)
        with office.reading() as connection:
            found = [budget_of(connection, year).dipa_number for year in (2019, 2020, 2021, 2022, 2023)]
        assert found == ["DIPA-1", "DIPA-1", "DIPA-1", "DIPA-2", "DIPA-2"]


def test_the_letterhead_leaves_out_what_is_unknown() -> None:
    """No empty "Telepon"; the postcode follows the address."""
    profile = Profile(address="Jl. Contoh 1 Kupang", postcode="85111", mail="dinas@contoh.id")
    assert profile.address_line == "Jl. Contoh 1 Kupang 85111"
    assert profile.contact_line == "Pos-el dinas@contoh.id"
    assert profile.with_(phone="(0380) 000").contact_line == "Telepon (0380) 000 · Pos-el dinas@contoh.id"
