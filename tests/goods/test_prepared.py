"""A prepared paper as it stands in the book: its row, its pins, and its end, which is final."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from ikm_desktop.amounts import PIECE
from ikm_desktop.goods.prepared import GoodsLine, body_text, prepared_papers
from ikm_desktop.goods.vouchers import void
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Ten for Rp1.000."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1000), day=DAY - timedelta(1))
    return item


def test_a_paper_is_read_back_as_written(desk: Desk, cloth: int) -> None:
    """Lines with their notes, who signs, where from and to; unknown ids are left out, the order is kept."""
    first, second = (desk.prepare_gift((cloth, many)).prepared[0] for many in (1, 2))
    with desk.office.reading() as connection:
        papers = prepared_papers(connection, [second, 999, first])
    assert [paper.id for paper in papers] == [second, first]
    assert papers[0].lines == (GoodsLine(cloth, 2),)
    assert papers[0].details["signer"] == "Penerima CONTOH"
    assert (papers[0].source, papers[0].target) == (desk.store, desk.church)


def test_the_same_paper_gives_the_same_text() -> None:
    """Whatever order its details were given in; a line without a reference says nothing of one."""
    lines = (GoodsLine(1, 2, "pinggir"), GoodsLine(3, 4, "cacat", 7))
    text = body_text(lines, {"b": 1, "a": "é"})
    assert text == body_text(lines, {"a": "é", "b": 1})
    assert text == '{"details":{"a":"é","b":1},"lines":[[1,2,"pinggir"],[3,4,"cacat",7]]}'


def test_prepared_goods_are_on_hand_until_they_are_signed(desk: Desk, cloth: int) -> None:
    """On hand never contains prepared papers, neither out nor in."""
    letter = desk.prepare({desk.ani: {cloth: 4}})
    assert desk.on_hand(desk.store, cloth)[0] == 10
    assert desk.on_hand(desk.ani, cloth)[0] == 0
    desk.sign(letter)
    assert (desk.on_hand(desk.store, cloth)[0], desk.on_hand(desk.ani, cloth)[0]) == (6, 4)


@pytest.mark.parametrize("posted", [True, False])
def test_the_database_keeps_an_ended_row(desk: Desk, cloth: int, *, posted: bool) -> None:
    """Signed or void, it never changes, never goes, and pins nothing any more."""
    letter = desk.prepare_gift((cloth, 4))
    if posted:
        desk.sign(letter)
    else:
        desk.checked(void(desk.office, prepared=letter.prepared, reason="salah"))
    for statement in (
        "UPDATE prepared SET body = '{}'",
        "UPDATE prepared SET state = 'prepared', ended = NULL, voucher = NULL, reason = NULL",
        "DELETE FROM prepared",
        f"INSERT INTO pin (prepared, no, lot, first, quantity) VALUES ({letter.prepared[0]}, 1, 1, 9, 1)",
    ):
        with pytest.raises(sa.exc.IntegrityError), desk.office.engine.begin() as connection:
            connection.exec_driver_sql(statement)
