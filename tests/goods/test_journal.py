"""The writer of an act: rows in the order of their ids, holdings brought up to date, all under the hash."""

from __future__ import annotations

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import TooBig
from ikm_desktop.goods.journal import Journal, details_text
from ikm_desktop.goods.places import fixed_place
from ikm_desktop.goods.posting import finish
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


def test_what_came_in_with_an_act_can_leave_with_it(desk: Desk) -> None:
    """A take sees what an earlier line of the same act brought: lot, cost, and the move that brought it."""
    cloth = things.a_material(desk.office, unit=PIECE)
    with desk.office.act("open_balances") as act:
        journal = Journal(act)
        source = fixed_place(act.connection, "opening")
        opened = journal.voucher("opening", letter_date=DAY, day=DAY)
        line = journal.line(opened, 1, cloth, 5, value=100)
        lot = journal.lot(line, item=cloth, day=DAY, quantity=5, value=100, source="opening")
        journal.carry(opened, line, [lot.piece()], origin=source, to=desk.ani)
        returned = journal.voucher("return", letter_date=DAY, day=DAY, store=desk.store, counterpart=desk.ani)
        pieces = journal.shelf.take(desk.ani, cloth, DAY, 2)
        assert pieces is not None
        back = journal.line(returned, 1, cloth, 2, value=sum(piece.cost for piece in pieces))
        journal.carry(returned, back, pieces, origin=desk.ani, to=desk.store)
        assert [move["quantity"] for move in journal.moves()] == [5, 2]
        assert journal.line_values() == [(1, 100), (1, 40)]
        finish(journal, DAY)
        done = act.done()
    desk.checked(done)
    assert desk.on_hand(desk.ani, cloth) == (3, 60)
    assert desk.on_hand(desk.store, cloth) == (2, 40)


def test_a_line_worth_too_much_is_refused_before_it_is_written(desk: Desk) -> None:
    """Each figure may be in reach and their product not."""
    cloth = things.a_material(desk.office, unit=PIECE)
    before = desk.dump()

    def write() -> None:
        with desk.office.act("open_balances") as act:
            journal = Journal(act)
            voucher = journal.voucher("opening", letter_date=DAY, day=DAY)
            journal.line(voucher, 1, cloth, 5, value=10**12 + 1)
            finish(journal, DAY)

    with pytest.raises(TooBig):
        write()
    assert desk.dump() == before


def test_details_are_written_the_same_way_each_time() -> None:
    """They stand under the hash: the order they were given in must not matter."""
    assert details_text({"b": [1], "a": "é"}) == details_text({"a": "é", "b": [1]}) == '{"a":"é","b":[1]}'
    assert details_text({}) is details_text(None) is None
