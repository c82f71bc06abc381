"""A prepared letter may be changed until it is signed: its units are chosen anew, others' never."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import (
    FieldInvalid,
    LineTwice,
    NotEnough,
    NotFound,
    ReasonMissing,
    Reserved,
    Several,
    WrongState,
)
from ikm_desktop.goods.changing import change_prepared
from ikm_desktop.goods.prepared import GoodsLine, prepared_papers
from ikm_desktop.goods.transfer import prepare_transfer
from ikm_desktop.reports import issuing
from ikm_desktop.supply.vendor_return import VendorReturnLine, prepare_vendor_return
from tests.factories import persons, things
from tests.scenarios.desk import DAY, OFFICER, Desk

YESTERDAY = DAY - timedelta(1)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Ten old ones for Rp1.000, ten young ones for Rp5.000."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1000), day=YESTERDAY)
    desk.buy((item, 10, 5000), day=DAY)
    return item


def _pins(desk: Desk, prepared: int) -> list[tuple[int, int, int]]:
    with desk.office.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT lot, first, quantity FROM pin WHERE prepared = ? ORDER BY 1, 2", (prepared,)
        )
        return [tuple(row) for row in rows.all()]


def _paper(desk: Desk) -> Mapping[str, object]:
    with desk.office.reading() as connection:
        return dict(
            connection.exec_driver_sql("SELECT * FROM paper ORDER BY id DESC").mappings().first() or {}
        )


def test_lines_are_chosen_anew_past_the_pins_of_others(desk: Desk, cloth: int) -> None:
    """More is taken beside what the next letter holds, less gives back the rest; that letter never moves."""
    (mine,), (other,) = (
        desk.prepare_gift((cloth, 4)).prepared,
        desk.prepare_gift((cloth, 4)).prepared,
    )
    held = _pins(desk, other)
    desk.checked(change_prepared(desk.office, prepared=mine, lines=[GoodsLine(cloth, 7)]))
    assert _pins(desk, mine) == [(1, 0, 4), (1, 8, 2), (2, 0, 1)]
    assert _pins(desk, other) == held == [(1, 4, 4)]
    done = desk.checked(change_prepared(desk.office, prepared=mine, lines=[GoodsLine(cloth, 2, "pinggir")]))
    assert _pins(desk, mine) == [(1, 0, 2)]
    assert done.prepared == (mine,)
    assert desk.cost(desk.sign(done)[0]) == 200


def test_too_much_is_refused_and_the_old_pins_stay(desk: Desk, cloth: int) -> None:
    """What the letter itself holds is free for it; beyond that the act is refused as a whole."""
    (mine,) = desk.prepare_gift((cloth, 4)).prepared
    desk.prepare_gift((cloth, 10))
    before = desk.dump()
    with pytest.raises(Reserved) as reserved:
        change_prepared(desk.office, prepared=mine, lines=[GoodsLine(cloth, 11)])
    assert (reserved.value.needed, reserved.value.available) == (11, 10)
    with pytest.raises(NotEnough) as short:
        change_prepared(desk.office, prepared=mine, lines=[GoodsLine(cloth, 21)])
    assert (short.value.needed, short.value.available) == (21, 10)
    assert desk.dump() == before


def test_an_earlier_date_takes_only_what_was_there(desk: Desk, cloth: int) -> None:
    """The young roll is let go for a letter of the day before it came; the register follows the date."""
    (mine,) = desk.prepare_gift((cloth, 12)).prepared
    with pytest.raises(NotEnough) as refused:
        change_prepared(desk.office, prepared=mine, letter_date=YESTERDAY)
    assert (refused.value.available, refused.value.first_free_day) == (10, DAY)
    desk.checked(
        change_prepared(desk.office, prepared=mine, letter_date=YESTERDAY, lines=[GoodsLine(cloth, 8)])
    )
    assert _paper(desk)["letter_date"] == YESTERDAY.isoformat()
    with desk.office.reading() as connection:
        assert prepared_papers(connection, [mine])[0].letter_date == YESTERDAY


def test_another_receiver_stands_on_the_letter_and_in_the_register(desk: Desk, cloth: int) -> None:
    """Who is handed the goods may be changed, with who signs for them."""
    mosque = things.an_institution(desk.office, "Masjid CONTOH")
    (mine,) = desk.prepare_gift((cloth, 4)).prepared
    desk.checked(
        change_prepared(desk.office, prepared=mine, target=mosque, details={"signer": "Imam CONTOH"})
    )
    assert _paper(desk)["party"] == "Masjid CONTOH"
    with desk.office.reading() as connection:
        (paper,) = prepared_papers(connection, [mine])
    assert (paper.target, paper.details["signer"]) == (mosque, "Imam CONTOH")
    assert paper.lines == (GoodsLine(cloth, 4),)


def test_an_issued_letter_asks_for_its_next_version(desk: Desk, cloth: int) -> None:
    """Bytes that were issued stay; the clerk is told to issue version 2, under the same number."""
    prepared = desk.prepare_gift((cloth, 4))
    (paper,) = prepared.papers
    issuing.issue(desk.office, papers=[paper])
    first = issuing.preview(desk.office, paper=paper)
    done = change_prepared(desk.office, prepared=prepared.prepared[0], lines=[GoodsLine(cloth, 5)])
    assert [notice.code for notice in done.notices] == ["NewVersion"]
    assert issuing.preview(desk.office, paper=paper) == first
    issuing.issue(desk.office, papers=[paper], changed="jumlah barang")
    assert issuing.preview(desk.office, paper=paper) != first
    desk.sign(prepared)


def test_a_row_of_a_kit_changes_alone_but_not_its_lists_date(desk: Desk, cloth: int) -> None:
    """One receiver's quantities may change; the date stands for all, and nobody gets on the list twice."""
    cici = persons.place_of(desk.office, persons.a_person(desk.office, "Cici CONTOH"))
    kit = desk.prepare({desk.ani: {cloth: 2}, desk.budi: {cloth: 2}})
    desk.checked(change_prepared(desk.office, prepared=kit.prepared[0], lines=[GoodsLine(cloth, 3)]))
    with pytest.raises(FieldInvalid, match="2 penerima"):
        change_prepared(desk.office, prepared=kit.prepared[0], letter_date=YESTERDAY)
    with pytest.raises(LineTwice):
        change_prepared(desk.office, prepared=kit.prepared[0], target=desk.budi)
    desk.checked(change_prepared(desk.office, prepared=kit.prepared[0], target=cici))
    desk.sign(kit)
    assert [desk.on_hand(place, cloth)[0] for place in (desk.ani, desk.budi, cici)] == [0, 2, 3]


def test_what_has_ended_or_is_not_inspected_is_not_changed(desk: Desk, cloth: int) -> None:
    """A signed letter is reversed, not changed; a delivery is told right at its inspection."""
    prepared = desk.prepare_gift((cloth, 4))
    desk.sign(prepared)
    mask = things.a_product(desk.office, price=100)
    waiting = receiving.prepare_delivery(
        desk.office,
        maker=desk.ani,
        store=desk.store,
        batch=desk.batch,
        letter_date=DAY,
        receiver=OFFICER,
        lines=[DeliveryLine(mask, 2, 2)],
    )
    for paper, state in ((prepared.prepared[0], "Ditandatangani"), (waiting.prepared[0], "Belum diperiksa")):
        with pytest.raises(WrongState, match=state):
            change_prepared(desk.office, prepared=paper, lines=[GoodsLine(cloth, 1)])


def test_the_year_of_a_number_is_never_left(desk: Desk, cloth: int) -> None:
    """A letter of another year needs another number."""
    (mine,) = desk.prepare_gift((cloth, 4)).prepared
    with pytest.raises(FieldInvalid, match="tahun"):
        change_prepared(desk.office, prepared=mine, letter_date=date(2021, 1, 2))


def test_a_return_to_a_vendor_keeps_to_its_purchase(desk: Desk, cloth: int) -> None:
    """Each line names a purchase line of this vendor and a reason, also after a change."""
    with desk.office.reading() as connection:
        first, second = connection.exec_driver_sql("SELECT id FROM line ORDER BY id").scalars().all()
    (mine,) = prepare_vendor_return(
        desk.office,
        vendor=desk.vendor,
        store=desk.store,
        letter_date=DAY,
        lines=[VendorReturnLine(second, 2, "cacat")],
    ).prepared
    desk.checked(change_prepared(desk.office, prepared=mine, lines=[GoodsLine(cloth, 3, "cacat", second)]))
    assert _pins(desk, mine) == [(2, 0, 3)]
    desk.checked(change_prepared(desk.office, prepared=mine, lines=[GoodsLine(cloth, 3, "cacat", first)]))
    assert _pins(desk, mine) == [(1, 0, 3)]
    with pytest.raises(Several) as refused:
        change_prepared(desk.office, prepared=mine, lines=[GoodsLine(cloth, 3)])
    assert [type(reason) for reason in refused.value.reasons] == [NotFound, ReasonMissing]
    with pytest.raises(NotFound):
        change_prepared(desk.office, prepared=mine, target=things.a_vendor(desk.office))


def test_a_transfer_is_not_turned_on_itself(desk: Desk, cloth: int) -> None:
    """Its target cannot become its source."""
    depot = things.a_store(desk.office)
    (mine,) = prepare_transfer(
        desk.office, source=desk.store, target=depot, letter_date=DAY, lines=[GoodsLine(cloth, 3)]
    ).prepared
    with pytest.raises(FieldInvalid, match="tempat asalnya"):
        change_prepared(desk.office, prepared=mine, target=desk.store)
