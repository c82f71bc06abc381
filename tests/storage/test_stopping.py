"""Long work that is stopped ends at its next step, and its act leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.errors.stopping import Going, Stopped, step, under
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.office.settings import Clerk, load, set_clerk
from ikm_desktop.sample.office import make_sample


def test_an_act_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    """The next statement refuses; afterwards the book takes acts again."""
    with book.create(tmp_path, durable=False) as office:
        set_up(office)
        going = Going()
        going.stop()
        with under(going), pytest.raises(Stopped):
            set_clerk(office, "Petugas CONTOH")
        with office.reading() as connection:
            assert load(connection, Clerk).name == ""
        set_clerk(office, "Petugas CONTOH")


def test_work_that_nobody_follows_goes_on(tmp_path: Path) -> None:
    """Outside of `under` a stopped going is nothing to the book."""
    Going().stop()
    step("apa saja", 1, 2)
    with book.create(tmp_path, durable=False) as office:
        set_up(office)


def test_the_sample_office_tells_how_far_it_is(tmp_path: Path) -> None:
    """Its steps are counted up to the whole; stopped half-way it raises."""
    told: list[tuple[str, int, int]] = []

    def stop_at_four(what: str, done: int, total: int) -> None:
        told.append((what, done, total))
        if done == 4:
            going.stop()

    going = Going(stop_at_four)
    with under(going), pytest.raises(Stopped):
        make_sample(tmp_path, batches=1, durable=False)
    assert [done for _, done, _ in told] == [0, 1, 2, 3, 4]
    assert {total for _, _, total in told} == {told[0][2]}
