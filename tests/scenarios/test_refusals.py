"""Refusals of different kinds: the book is as it was, what blocks is named, and there is a way out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback import payment, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution import handover as distribution
from ikm_desktop.errors import (
    Blocked,
    NotEnough,
    NotInspected,
    NumberTaken,
    OwnMaterial,
    Paid,
    Refusal,
    Reserved,
)
from ikm_desktop.goods.prepared import GoodsLine
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


class Story:
    """Cloth for ten is with Ani; eight masks are bought, paid, and four of them promised to the church."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cloth = things.a_material(desk.office, "Kain", unit=PIECE)
        self.mask = things.a_product(desk.office, "Masker", price=5000)
        things.a_recipe(desk.office, self.mask, {self.cloth: 1})
        desk.buy((self.cloth, 10, 10_000))
        desk.supply(desk.ani, {self.cloth: 10})
        self.receipt = desk.receive(desk.ani, DeliveryLine(self.mask, 8, 8))
        desk.pay(desk.ani, *desk.lines(self.receipt))
        self.promised = desk.prepare_gift((self.mask, 4))
        self.at_the_door = receiving.prepare_delivery(
            desk.office,
            maker=desk.ani,
            store=desk.store,
            batch=desk.batch,
            letter_date=DAY,
            receiver=OFFICER,
            lines=[DeliveryLine(self.mask, 2, 2)],
        )

    def take_what_is_gone(self) -> None:
        """The cloth is with Ani."""
        self.desk.prepare({self.desk.budi: {self.cloth: 1}})

    def take_what_is_promised(self) -> None:
        """Four of the eight are pinned."""
        self.desk.prepare_gift((self.mask, 5))

    def undo_what_is_promised(self) -> None:
        """The receipt cannot go back whole."""
        self.desk.reverse(self.receipt)

    def undo_what_is_paid(self) -> None:
        """Nor can the four that are free, since all eight are paid."""
        self.desk.reverse(self.receipt, quantities={1: 4})

    def pay_what_is_not_inspected(self) -> None:
        """It lies at the door."""
        receipts = self.at_the_door.prepared
        payment.pay(self.desk.office, payee=self.desk.ani, letter_date=DAY, receipts=receipts)

    def deliver_without_cloth(self) -> None:
        """Ten pieces from cloth for two."""
        self.desk.receive(self.desk.ani, DeliveryLine(self.mask, 10, 10))

    def use_a_number_twice(self) -> None:
        """530/003 is the church's letter."""
        distribution.prepare_handover(
            self.desk.office,
            institution=self.desk.church,
            store=self.desk.store,
            letter_date=DAY,
            lines=[GoodsLine(self.mask, 1)],
            signer="Penerima CONTOH",
            number=3,
        )


REFUSALS: list[tuple[Callable[[Story], None], type[Refusal], str]] = [
    (Story.take_what_is_gone, NotEnough, "530/001/DPP/VIII/2020"),
    (Story.take_what_is_promised, Reserved, "530/003/DPP/VIII/2020"),
    (Story.undo_what_is_promised, Blocked, "530/003/DPP/VIII/2020"),
    (Story.undo_what_is_paid, Paid, "00001/UP/2020"),
    (Story.pay_what_is_not_inspected, NotInspected, "530/004/DPP/VIII/2020"),
    (Story.deliver_without_cloth, OwnMaterial, "Ani CONTOH"),
    (Story.use_a_number_twice, NumberTaken, "530/003/DPP/VIII/2020"),
]


@pytest.mark.parametrize(("act", "kind", "blocker"), REFUSALS, ids=[kind.__name__ for _, kind, _ in REFUSALS])
def test_a_refusal_changes_nothing_and_shows_the_way_out(
    desk: Desk, act: Callable[[Story], None], kind: type[Refusal], blocker: str
) -> None:
    """A full dump of the book before and after is equal."""
    story = Story(desk)
    before = desk.dump()
    with pytest.raises(kind) as refused:
        act(story)
    assert blocker in refused.value.sentence
    assert refused.value.ways_out
    assert desk.dump() == before
