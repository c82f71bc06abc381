"""What lies at our places inside one act: taken oldest first, past pins, seen at once by the next take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.goods.prepared import unpin
from ikm_desktop.goods.runs import Run
from ikm_desktop.goods.shelf import Piece, Shelf, Tied
from ikm_desktop.goods.vouchers import void
from tests.factories import things
from tests.scenarios.desk import DAY, Desk

DAYS = [DAY - timedelta(n) for n in (4, 3, 2, 1, 0)]


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Three lots of 4, the youngest bought first, the oldest last."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    for day, value in ((DAYS[3], 4000), (DAYS[2], 400), (DAYS[1], 40)):
        desk.buy((item, 4, value), day=day)
    return item


@pytest.fixture
def shelf(desk: Desk, cloth: int) -> Iterator[Shelf]:
    """A shelf in an act that is given up at the end."""
    assert cloth
    with desk.office.engine.connect() as connection:
        yield Shelf(connection)
        connection.rollback()


def _runs(pieces: list[Piece] | None) -> list[Run]:
    return [piece.run for piece in pieces or []]


def test_the_lots_day_decides(desk: Desk, cloth: int, shelf: Shelf) -> None:
    """Lot 3 is the oldest, lot 1 the youngest; the second take goes on where the first stopped."""
    assert _runs(shelf.take(desk.store, cloth, DAY, 5)) == [Run(3, 0, 4), Run(2, 0, 1)]
    second = shelf.take(desk.store, cloth, DAY, 4)
    assert _runs(second) == [Run(2, 1, 3), Run(1, 0, 1)]
    assert [piece.cost for piece in second or []] == [300, 1000]
    assert shelf.take(desk.store, cloth, DAY, 4) is None
    assert _runs(shelf.take(desk.store, cloth, DAY, 3)) == [Run(1, 1, 3)]


def test_a_take_that_fails_takes_nothing(desk: Desk, cloth: int, shelf: Shelf) -> None:
    """Less than asked is there: all of it stays free."""
    assert shelf.take(desk.store, cloth, DAYS[2], 9) is None
    assert shelf.available(desk.store, cloth, DAYS[2]) == 8
    assert shelf.there(desk.store, cloth, DAYS[2]) == 8


def test_only_what_lay_there_by_the_day(desk: Desk, cloth: int, shelf: Shelf) -> None:
    """Nothing on the first day; the day on which there is enough counts what the act took."""
    assert shelf.available(desk.store, cloth, DAYS[0]) == 0
    assert shelf.enough_from(desk.store, cloth, 5) == DAYS[2]
    shelf.take(desk.store, cloth, DAY, 5)
    assert shelf.enough_from(desk.store, cloth, 5) == DAYS[3]
    assert shelf.enough_from(desk.store, cloth, 8) is None


def test_pins_of_others_are_passed_over(desk: Desk, cloth: int) -> None:
    """A pin in the middle of a lot splits what is free; it is there, but not available."""
    first = desk.prepare_gift((cloth, 1))
    desk.prepare_gift((cloth, 2))
    desk.checked(void(desk.office, prepared=first.prepared, reason="salah"))
    with desk.office.engine.connect() as connection:
        shelf = Shelf(connection)
        assert (shelf.there(desk.store, cloth, DAY), shelf.available(desk.store, cloth, DAY)) == (12, 10)
        assert _runs(shelf.pin(desk.store, cloth, DAY, 3)) == [Run(3, 0, 1), Run(3, 3, 1), Run(2, 0, 1)]
        # What the act pins itself is neither there nor available for its next line.
        assert (shelf.there(desk.store, cloth, DAY), shelf.available(desk.store, cloth, DAY)) == (9, 7)
        connection.rollback()


def test_which_units_fit_is_asked_of_each_holding(desk: Desk, cloth: int, shelf: Shelf) -> None:
    """Of lot 2 only."""
    assert _runs(shelf.take(desk.store, cloth, DAY, 3, lambda held: held.run.lot == 2)) == [Run(2, 0, 3)]
    assert shelf.take(desk.store, cloth, DAY, 2, lambda held: held.run.lot == 2) is None


def test_all_questions_are_asked_of_the_units_that_fit(desk: Desk, cloth: int, shelf: Shelf) -> None:
    """What is there, free, free from a day on, and pinned: of lot 2 only."""
    only = Tied(lots=frozenset({2}))
    asked = (desk.store, cloth, DAY)
    assert (shelf.there(*asked, only), shelf.available(*asked, only)) == (4, 4)
    assert shelf.enough_from(desk.store, cloth, 4, only) == DAYS[2]
    assert shelf.enough_from(desk.store, cloth, 5, only) is None
    assert shelf.pin(*asked, 5, only) is None
    assert _runs(shelf.pin(*asked, 3, only)) == [Run(2, 0, 3)]
    assert (shelf.there(*asked, only), shelf.available(*asked, only)) == (1, 1)


def test_what_is_left_of_a_stretch_goes_before_the_next(desk: Desk, cloth: int) -> None:
    """A take goes on where the last one stopped, also in front of pinned units."""
    first = desk.prepare_gift((cloth, 2))
    desk.prepare_gift((cloth, 1))
    desk.checked(void(desk.office, prepared=first.prepared, reason="salah"))
    with desk.office.engine.connect() as connection:
        shelf = Shelf(connection)
        assert _runs(shelf.take(desk.store, cloth, DAY, 1)) == [Run(3, 0, 1)]
        assert _runs(shelf.take(desk.store, cloth, DAY, 2)) == [Run(3, 1, 1), Run(3, 3, 1)]
        assert shelf.there(desk.store, cloth, DAY) == 9
        connection.rollback()


def test_what_the_act_put_down_can_be_taken_at_once(desk: Desk, cloth: int) -> None:
    """What was gathered is written before: the next take, and what is there, see it."""
    written: list[str] = []
    with desk.office.engine.connect() as connection:
        shelf = Shelf(connection, lambda: written.append("before"))
        for piece in shelf.take(desk.store, cloth, DAY, 3) or []:
            shelf.put(desk.ani, piece, DAY, piece.brought)
        assert shelf.there(desk.ani, cloth, DAY) == 3
        assert written == ["before"]
        for piece in shelf.take(desk.store, cloth, DAY, 1) or []:
            shelf.put(desk.ani, piece, DAY, piece.brought)
        assert _runs(shelf.take(desk.ani, cloth, DAY, 4)) == [Run(3, 0, 3), Run(3, 3, 1)]
        assert written == ["before", "before"]
        connection.rollback()


def test_what_was_pinned_and_taken_is_not_taken_again(desk: Desk, cloth: int) -> None:
    """Signing takes the pins off; the units are gone all the same."""
    paper = desk.prepare_gift((cloth, 1)).prepared
    with desk.office.engine.connect() as connection:
        shelf = Shelf(connection)
        assert {no: _runs([piece]) for no, piece in shelf.take_pinned(paper)[paper[0]]} == {1: [Run(3, 0, 1)]}
        unpin(connection, paper)
        assert _runs(shelf.take(desk.store, cloth, DAY, 4)) == [Run(3, 1, 3), Run(2, 0, 1)]
        connection.rollback()


def test_a_run_is_taken_as_named(desk: Desk, cloth: int, shelf: Shelf) -> None:
    """Wherever it lies in its holding; what does not lie together is a mistake of ours."""
    assert shelf.take_run(Run(2, 1, 2)).cost == 200
    assert _runs(shelf.take(desk.store, cloth, DAY, 6)) == [Run(3, 0, 4), Run(2, 0, 1), Run(2, 3, 1)]
    with pytest.raises(ValueError, match="does not lie"):
        shelf.take_run(Run(2, 3, 9))


def test_many_small_holdings_are_read_page_by_page(desk: Desk) -> None:
    """More holdings than are read at a time: the order holds over the edges of pages."""
    item = things.a_material(desk.office, "Label", unit=PIECE)
    desk.buy(*((item, 2, 10) for _ in range(120)))
    with desk.office.engine.connect() as connection:
        shelf = Shelf(connection)
        runs = _runs(shelf.take(desk.store, item, DAY, 200))
        assert [run.lot for run in runs] == sorted(run.lot for run in runs)
        assert len(runs) == 100
        assert shelf.available(desk.store, item, DAY) == 40
        connection.rollback()
