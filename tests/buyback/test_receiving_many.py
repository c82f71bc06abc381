"""A batch delivers on one form: a receipt each, one letter a product, and all of it or nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.receiving_many import MakersLine, receive_from_many
from ikm_desktop.errors import (
    DoesNotAdd,
    FieldMissing,
    Negative,
    NotEnough,
    NothingChosen,
    OwnMaterial,
    PeriodClosed,
    ReasonMissing,
    Refusal,
    Several,
    WrongPlace,
)
from ikm_desktop.goods.periods import close_period
from ikm_desktop.goods.waste import WasteLine
from ikm_desktop.office.acts import Done
from ikm_desktop.papers.rows import number_of, read_paper
from ikm_desktop.reports.issuing import issue
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def mask(desk: Desk) -> int:
    """A mask of one cloth at Rp1.000; Ani and Budi hold six cloths each."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((cloth, 20, 2000))
    desk.supply(desk.ani, {cloth: 6})
    desk.supply(desk.budi, {cloth: 6})
    item = things.a_product(desk.office, "Masker", price=1000)
    things.a_recipe(desk.office, item, {cloth: 1}, yields=1)
    return item


def _receive(desk: Desk, *deliveries: tuple[int, DeliveryLine], day: date = DAY) -> Done:
    return receive_from_many(
        desk.office,
        batch=desk.batch,
        store=desk.store,
        letter_date=day,
        receiver=OFFICER,
        deliveries=[MakersLine(maker, line) for maker, line in deliveries],
    )


def test_each_maker_has_her_receipt_and_a_product_its_letter(desk: Desk, mask: int) -> None:
    """Two makers, two products: a voucher a delivery, a letter a product; what is empty is left out."""
    soap = things.a_product(desk.office, "Sabun", price=500)
    done = desk.checked(
        _receive(
            desk,
            (desk.ani, DeliveryLine(mask, 5, 4, 1, reason="jahitan lepas")),
            (desk.ani, DeliveryLine(soap, 2, 2)),
            (desk.budi, DeliveryLine(soap, 0, 0)),
            (desk.budi, DeliveryLine(mask, 6, 6)),
        )
    )
    assert len(done.vouchers) == 3
    assert desk.on_hand(desk.store, mask)[0] == 10
    assert desk.on_hand(desk.store, soap)[0] == 2
    with desk.office.reading() as connection:
        letters = [read_paper(connection, paper) for paper in done.papers]
        numbers = [number_of(connection, voucher=voucher) for voucher in done.vouchers]
    assert [(letter.kind, letter.party) for letter in letters] == [
        ("BAP", "Angkatan I (2 orang)"),
        ("BAP", "Angkatan I (1 orang)"),
    ]
    assert numbers == [letters[0].number, letters[1].number, letters[0].number]
    desk.checked(issue(desk.office, papers=done.papers))


def test_one_maker_short_keeps_back_all(desk: Desk, mask: int) -> None:
    """The refusal names her and her row; nothing of the others is booked."""
    before = desk.dump()
    with pytest.raises(OwnMaterial) as refused:
        _receive(desk, (desk.ani, DeliveryLine(mask, 6, 6)), (desk.budi, DeliveryLine(mask, 7, 7)))
    assert (refused.value.line, refused.value.maker.name) == (2, "Budi CONTOH")
    assert refused.value.told == refused.value.sentence  # which names her
    assert desk.dump() == before


def test_each_reason_names_the_maker_of_its_row(desk: Desk, mask: int) -> None:
    """Her name and the row's place, no line of her own receipt; what is of all is told once, of none."""
    closed = DAY - timedelta(days=1)
    close_period(desk.office, through=closed)
    with pytest.raises(Several) as refused:
        _receive(
            desk,
            (desk.ani, DeliveryLine(mask, 0, 0)),
            (desk.ani, DeliveryLine(mask, 3, -1)),
            (desk.budi, DeliveryLine(mask, 5, 4)),
            day=closed,
        )
    told = [(type(one), one.line, one.told) for one in refused.value.reasons]
    assert told[0] == (Negative, 2, "Ani CONTOH: Diterima tidak boleh −1; isi angka yang lebih dari nol.")
    assert told[1][:2] == (PeriodClosed, None)
    assert told[2][:2] == (DoesNotAdd, 3)
    assert told[2][2].startswith("Budi CONTOH: Diserahkan 5 buah, tetapi diterima 4 + ditolak 0 = 4.")
    assert refused.value.sentence.splitlines() == [text for _, _, text in told]


def test_a_maker_twice_takes_from_what_is_left(desk: Desk, mask: int) -> None:
    """Rows of one maker come one after the other: the second finds less."""
    with pytest.raises(OwnMaterial) as refused:
        _receive(desk, (desk.ani, DeliveryLine(mask, 4, 4)), (desk.ani, DeliveryLine(mask, 3, 3)))
    assert (refused.value.line, refused.value.held) == (2, 2)


def test_all_that_is_wrong_is_told_at_once(desk: Desk, mask: int) -> None:
    """Head, an empty form, and what is no maker."""
    with pytest.raises(Several) as refused:
        receive_from_many(desk.office, batch=None, store=None, letter_date=None, receiver=" ", deliveries=[])
    kinds: list[type[Refusal]] = [FieldMissing, FieldMissing, FieldMissing, NothingChosen]
    assert [type(one) for one in refused.value.reasons] == kinds
    with pytest.raises(WrongPlace):
        _receive(desk, (desk.vendor, DeliveryLine(mask, 1, 1)))


def test_what_is_spoiled_at_a_maker_stands_on_her_row(desk: Desk, mask: int) -> None:
    """A voucher of waste beside her receipt, in the same act; what it lacks is told with her row."""
    with desk.office.reading() as connection:
        cloth = connection.exec_driver_sql("SELECT id FROM item WHERE name = 'Kain'").scalar_one()

    def receive(*waste: WasteLine) -> Done:
        deliveries = [
            MakersLine(desk.budi, DeliveryLine(mask, 1, 1)),
            MakersLine(desk.ani, DeliveryLine(mask, 2, 2), waste),
        ]
        return receive_from_many(
            desk.office,
            batch=desk.batch,
            store=desk.store,
            letter_date=DAY,
            receiver=OFFICER,
            deliveries=deliveries,
        )

    with pytest.raises(NotEnough) as refused:
        receive(WasteLine(cloth, 5, "salah potong"))
    assert refused.value.line == 2
    with pytest.raises(ReasonMissing):
        receive(WasteLine(cloth, 1, ""))
    done = desk.checked(receive(WasteLine(cloth, 3, "salah potong")))
    assert len(done.vouchers) == 3
    assert desk.on_hand(desk.ani, cloth)[0] == 1
    assert desk.on_hand(desk.budi, cloth)[0] == 5
