"""What she got the last time is known by item; what was reversed is not offered again."""

from __future__ import annotations

from ikm_desktop.amounts import PIECE
from ikm_desktop.goods.last_entry import last_entry
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


def test_the_newest_that_stands_is_offered(desk: Desk) -> None:
    """Of another kind or party nothing is; a reversed one gives way to the one before."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((cloth, 20, 2000))
    desk.supply(desk.ani, {cloth: 5})
    newest = desk.supply(desk.ani, {cloth: 3})
    with desk.office.reading() as connection:
        found = last_entry(connection, "supply", desk.ani)
        assert last_entry(connection, "supply", desk.budi) is None
        assert last_entry(connection, "return", desk.ani) is None
    assert found is not None
    assert (found.letter_date, found.quantities) == (DAY, {cloth: 3})
    desk.reverse(newest)
    with desk.office.reading() as connection:
        before = last_entry(connection, "supply", desk.ani)
    assert before is not None
    assert before.quantities == {cloth: 5}
