"""Why goods are not there: who has them, when the book would fall below zero, when there will be enough."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import NotEnough, Refusal, Reserved
from ikm_desktop.goods import vouchers
from tests.factories import things
from tests.scenarios.desk import DAY, Desk

DAYS = [DAY - timedelta(n) for n in range(9, -1, -1)]


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Cloth that nobody has yet."""
    return things.a_material(desk.office, "Kain", unit=PIECE)


def test_the_first_day_with_enough_is_told(desk: Desk, cloth: int) -> None:
    """What comes later adds up, pinned units do not count; None when it never will do."""
    for day, many in ((DAYS[2], 5), (DAYS[4], 5), (DAYS[6], 5)):
        desk.buy((cloth, many, 100), day=day)
    desk.prepare({desk.budi: {cloth: 5}}, day=DAYS[3])
    with pytest.raises(NotEnough) as refused:
        desk.prepare({desk.ani: {cloth: 6}}, day=DAYS[3])
    assert (refused.value.available, refused.value.first_free_day) == (0, DAYS[6])
    with pytest.raises(NotEnough) as never:
        desk.prepare({desk.ani: {cloth: 11}}, day=DAYS[3])
    assert never.value.first_free_day is None


def test_what_the_act_itself_took_is_not_offered_again(desk: Desk, cloth: int) -> None:
    """A kit lacks for all who get it: no day is named on which what the first one got was still there."""
    desk.buy((cloth, 10, 100))
    with pytest.raises(NotEnough) as refused:
        desk.prepare({desk.ani: {cloth: 6}, desk.budi: {cloth: 6}})
    assert (refused.value.needed, refused.value.available, refused.value.served) == (12, 10, 1)
    assert refused.value.first_free_day is None


def test_only_pins_in_the_way_name_their_letters(desk: Desk, cloth: int) -> None:
    """A letter that holds only what came later has nothing to do with it and is not named."""
    desk.buy((cloth, 5, 100), day=DAYS[0])
    early = desk.prepare({desk.ani: {cloth: 5}}, day=DAYS[0])
    desk.buy((cloth, 5, 100), day=DAYS[5])
    desk.prepare({desk.budi: {cloth: 5}}, day=DAYS[5])
    with pytest.raises(Reserved) as refused:
        desk.prepare({desk.budi: {cloth: 1}}, day=DAYS[1])
    assert [paper.prepared for paper in refused.value.papers] == list(early.prepared)
    assert [way.key for way in refused.value.ways_out] == ["lihat", "batalkan", "kurangi"]


def test_takers_are_named_latest_first_until_they_cover_what_is_missing(desk: Desk, cloth: int) -> None:
    """A reversed handover took nothing; an old one is not named where the newest took enough."""
    desk.buy((cloth, 10, 100), day=DAYS[0])
    old, reversed_, new = (desk.supply(desk.ani, {cloth: 3}, day=day) for day in DAYS[1:4])
    desk.reverse(reversed_)
    with pytest.raises(NotEnough) as refused:
        desk.prepare({desk.budi: {cloth: 6}})
    assert [paper.voucher for paper in refused.value.takers] == [new]
    with pytest.raises(NotEnough) as refused:
        desk.prepare({desk.budi: {cloth: 8}})
    assert [paper.voucher for paper in refused.value.takers] == [new, old]


def test_a_late_entry_fails_where_the_running_sum_stays_above_zero(desk: Desk, cloth: int) -> None:
    """The old roll went out on day 5; on day 3 it cannot go out again, though a new one came on day 4."""
    desk.buy((cloth, 5, 100), day=DAYS[0])
    desk.buy((cloth, 5, 100), day=DAYS[4])
    taken = desk.supply(desk.ani, {cloth: 5}, day=DAYS[5])
    with pytest.raises(NotEnough) as refused:
        desk.supply(desk.budi, {cloth: 5}, day=DAYS[3])
    assert (refused.value.failing_day, refused.value.first_free_day) == (DAYS[3], DAYS[4])
    assert [paper.voucher for paper in refused.value.takers] == [taken]
    assert "sisipkan" in {way.key for way in refused.value.ways_out}
    desk.supply(desk.budi, {cloth: 5}, day=DAYS[4])


def test_a_failed_line_takes_nothing_from_the_next(desk: Desk, cloth: int) -> None:
    """Of three rows the second fails; the third gets what is left and is not told of."""
    desk.buy((cloth, 10, 100))
    cici = desk.ani
    with pytest.raises(Refusal) as refused:
        vouchers.sign(desk.office, prepared=desk.prepare_gift((cloth, 6), (cloth, 5), (cloth, 4)).prepared)
    assert [reason.line for reason in refused.value.reasons] == [2]
    assert desk.on_hand(cici, cloth) == (0, 0)
