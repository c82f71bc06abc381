"""What an institution still has is known by letter: what came back or was reversed is not offered again."""

from __future__ import annotations

from pathlib import Path

from ikm_desktop.amounts import PIECE
from ikm_desktop.distribution.handed import handed
from ikm_desktop.distribution.take_back import TakenBackLine, take_back
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


def test_what_came_back_lies_there_no_more(tmp_path: Path) -> None:
    """Two letters: a part of one came back, the other was reversed."""
    desk = Desk(tmp_path)
    mask = things.a_material(desk.office, "Masker", unit=PIECE)
    desk.buy((mask, 20, 2000))
    first, second = desk.give((mask, 8)), desk.give((mask, 5))
    (line,) = desk.lines(first)
    take_back(
        desk.office,
        institution=desk.church,
        store=desk.store,
        letter_date=DAY,
        lines=[TakenBackLine(line, 3, "cacat")],
        receiver=OFFICER,
    )
    desk.reverse(second)
    with desk.office.reading() as connection:
        found = handed(connection, desk.church, DAY)
        assert handed(connection, desk.store, DAY) == ()
    assert [(one.line, one.quantity, one.paper.voucher) for one in found] == [(line, 5, first)]
    desk.office.close()
