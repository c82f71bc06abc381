"""Whatever is typed into an act, the answer is a refusal with all reasons, and the book stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback import give_back, payment, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution import handover as distribution
from ikm_desktop.distribution import take_back as gifts_back
from ikm_desktop.errors import Refusal
from ikm_desktop.goods import changing, opening, reversal, transfer, vouchers, waste
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.office.acts import Done
from ikm_desktop.papers.numbers import WantedNumber
from ikm_desktop.supply import handover, purchase, take_back, vendor_return
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk

NOWHERE = 9999
"""An id nothing has."""

HUGE = 10**12 + 1
QUANTITIES = (0, -1, HUGE, 10**30)


class Counter:
    """A desk with goods on it, and every act with one value to be spoiled."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.office = desk, desk.office
        self.cloth = things.a_material(desk.office, "Kain", unit=PIECE)
        self.mask = things.a_product(desk.office, "Masker", price=5000)
        things.a_recipe(desk.office, self.mask, {self.cloth: 1}, mode="bolehkan")
        self.bought = desk.lines(desk.buy((self.cloth, 100, 100_000)))[0]
        self.given = desk.supply(desk.ani, {self.cloth: 50})
        self.receipt = desk.receive(desk.ani, DeliveryLine(self.mask, 10, 9, 1, reason="noda"))
        self.made = desk.lines(self.receipt)[0]
        self.gift = desk.give((self.mask, 3))
        self.waiting = desk.prepare_gift((self.mask, 2)).prepared[0]
        self.depot = things.a_store(desk.office, "Gudang II")
        self.other_vendor = things.a_vendor(desk.office)

    def open(self, *, item: int = 0, place: int = 0, many: int = 1, value: int = 1) -> Done:
        """An opening balance."""
        line = opening.OpeningLine(place or self.desk.store, item or self.cloth, many, value)
        return opening.open_balances(self.office, day=DAY, lines=[line])

    def buy(
        self, *, item: int = 0, store: int = 0, vendor: int = 0, many: int = 1, value: int = 1, extra: int = 0
    ) -> Done:
        """A purchase."""
        return purchase.receive_purchase(
            self.office,
            vendor=vendor or self.desk.vendor,
            store=store or self.desk.store,
            letter_date=DAY,
            lines=[purchase.PurchaseLine(item or self.cloth, many, value)],
            paper="N-1",
            receiver=OFFICER,
            extra_cost=extra,
        )

    def kit(
        self,
        *,
        item: int = 0,
        store: int = 0,
        person: int = 0,
        batch: int = 0,
        many: int = 1,
        number: WantedNumber = "",
    ) -> Done:
        """A kit for one."""
        return handover.prepare_kit(
            self.office,
            batch=batch or self.desk.batch,
            store=store or self.desk.store,
            letter_date=DAY,
            rows=[handover.KitRow(person or self.desk.ani, {item or self.cloth: many})],
            giver=OFFICER,
            number=number,
        )

    def give(self, *, item: int = 0, store: int = 0, church: int = 0, many: int = 1) -> Done:
        """A letter to the church."""
        return distribution.prepare_handover(
            self.office,
            institution=church or self.desk.church,
            store=store or self.desk.store,
            letter_date=DAY,
            lines=[GoodsLine(item or self.mask, many)],
            signer="Penerima CONTOH",
        )

    def back(
        self,
        *,
        item: int = 0,
        store: int = 0,
        person: int = 0,
        batch: int | None = None,
        many: int = 1,
        handed: int | None = None,
    ) -> Done:
        """Material comes back."""
        return take_back.take_back(
            self.office,
            participant=person or self.desk.ani,
            store=store or self.desk.store,
            letter_date=DAY,
            lines=[take_back.ReturnLine(item or self.cloth, many, handed)],
            receiver=OFFICER,
            batch=batch,
        )

    def receive(
        self,
        *,
        item: int = 0,
        store: int = 0,
        maker: int = 0,
        batch: int = 0,
        accepted: int = 1,
        rejected: int = 0,
        price: int | None = None,
        material: int = 0,
        used: int = 1,
    ) -> Done:
        """Products are received."""
        return receiving.receive_products(
            self.office,
            maker=maker or self.desk.ani,
            store=store or self.desk.store,
            batch=batch or self.desk.batch,
            letter_date=DAY,
            receiver=OFFICER,
            lines=[self.delivered(item, accepted, rejected, price, {material or self.cloth: used})],
        )

    def delivered(
        self, item: int, accepted: int, rejected: int, price: int | None, used: dict[int, int]
    ) -> DeliveryLine:
        """A delivery line with every reason filled in."""
        return DeliveryLine(
            item or self.mask,
            accepted + rejected,
            accepted,
            rejected,
            reason="noda",
            price=price,
            price_reason="disepakati",
            materials=used,
            own_reason="sisa di rumah",
        )

    def door(self, *, item: int = 0, maker: int = 0, batch: int = 0, many: int = 1) -> Done:
        """Products at the door."""
        return receiving.prepare_delivery(
            self.office,
            maker=maker or self.desk.ani,
            store=self.desk.store,
            batch=batch or self.desk.batch,
            letter_date=DAY,
            receiver=OFFICER,
            lines=[DeliveryLine(item or self.mask, many, many)],
        )

    def return_made(self, *, line: int = 0, many: int = 1) -> Done:
        """Bought pieces go back to their maker."""
        return give_back.give_back(
            self.office, line=line or self.made, quantity=many, reason="lepas", letter_date=DAY
        )

    def pay(
        self, *, line: int = 0, payee: int = 0, gross: int | None = None, receipts: tuple[int, ...] = ()
    ) -> Done:
        """A payment."""
        lines = () if receipts else (payment.PayLine(line or self.made, gross),)
        return payment.pay(
            self.office, payee=payee or self.desk.ani, letter_date=DAY, lines=lines, receipts=receipts
        )

    def reverse(
        self,
        *,
        voucher: int = 0,
        lines: list[int] | None = None,
        quantities: dict[int, int | Pieces] | None = None,
        on: date | None = None,
    ) -> Done:
        """A reversal."""
        return reversal.reverse(
            self.office,
            voucher=voucher or self.receipt,
            reason="salah",
            lines=lines,
            quantities=quantities,
            on=on,
        )

    def change(
        self, *, prepared: int = 0, item: int = 0, many: int = 1, target: int | None = None, signer: str = "A"
    ) -> Done:
        """A change of a prepared letter."""
        return changing.change_prepared(
            self.office,
            prepared=prepared or self.waiting,
            lines=[GoodsLine(item or self.mask, many)],
            target=target,
            details={"signer": signer},
        )

    def waste(self, *, item: int = 0, place: int = 0, many: int = 1, reason: str = "basah") -> Done:
        """Waste."""
        line = waste.WasteLine(item or self.cloth, many, reason)
        return waste.record_waste(self.office, place=place or self.desk.ani, letter_date=DAY, lines=[line])

    def write_off(self, *, item: int = 0, place: int = 0, many: int = 1, reason: str = "tikus") -> Done:
        """A write-off."""
        line = waste.WasteLine(item or self.cloth, many, reason)
        return waste.write_off(self.office, place=place or self.desk.store, letter_date=DAY, lines=[line])

    def move(self, *, item: int = 0, source: int = 0, target: int = 0, many: int = 1) -> Done:
        """A transfer between stores."""
        return transfer.prepare_transfer(
            self.office,
            source=source or self.desk.store,
            target=target or self.depot,
            letter_date=DAY,
            lines=[GoodsLine(item or self.cloth, many)],
        )

    def to_vendor(self, *, line: int = 0, vendor: int = 0, many: int = 1, reason: str = "cacat") -> Done:
        """Bought goods go back."""
        return vendor_return.prepare_vendor_return(
            self.office,
            vendor=vendor or self.desk.vendor,
            store=self.desk.store,
            letter_date=DAY,
            lines=[vendor_return.VendorReturnLine(line or self.bought, many, reason)],
        )

    def from_church(self, *, line: int = 0, church: int = 0, many: int = 1, reason: str = "lebih") -> Done:
        """The church gives something back."""
        return gifts_back.take_back(
            self.office,
            institution=church or self.desk.church,
            store=self.desk.store,
            letter_date=DAY,
            lines=[gifts_back.TakenBackLine(line or self.desk.lines(self.gift)[0], many, reason)],
            receiver=OFFICER,
        )

    def sign(self, *papers: int, day: date | None = None) -> Done:
        """Sign."""
        return vouchers.sign(self.office, prepared=papers, day=day)

    def void(self, *papers: int, reason: str = "salah") -> Done:
        """Void."""
        return vouchers.void(self.office, prepared=papers, reason=reason)


BY_QUANTITY: tuple[Callable[[Counter, int], Done], ...] = (
    lambda at, many: at.open(many=many),
    lambda at, many: at.buy(many=many),
    lambda at, many: at.kit(many=many),
    lambda at, many: at.give(many=many),
    lambda at, many: at.back(many=many),
    lambda at, many: at.receive(accepted=many),
    lambda at, many: at.door(many=many),
    lambda at, many: at.return_made(many=many),
    lambda at, many: at.reverse(quantities={1: many}),
    lambda at, many: at.reverse(quantities={1: Pieces(0, many)}),
    lambda at, many: at.reverse(voucher=at.given, quantities={1: many}),
    lambda at, many: at.change(many=many),
    lambda at, many: at.waste(many=many),
    lambda at, many: at.write_off(many=many),
    lambda at, many: at.move(many=many),
    lambda at, many: at.to_vendor(many=many),
    lambda at, many: at.from_church(many=many),
    lambda at, many: at.pay(gross=many),
)
OTHERS: tuple[Callable[[Counter], Done], ...] = (
    lambda at: at.open(value=-1),
    lambda at: at.open(value=HUGE),
    lambda at: at.buy(value=-1),
    lambda at: at.buy(extra=-1),
    lambda at: at.buy(value=10**12, extra=1),
    lambda at: at.receive(rejected=-1),
    lambda at: at.receive(price=-1),
    lambda at: at.receive(price=HUGE),
    lambda at: at.receive(accepted=1000, price=10**12),
    lambda at: at.receive(used=-1),
    lambda at: at.receive(used=HUGE),
    lambda at: at.open(item=NOWHERE),
    lambda at: at.open(place=NOWHERE),
    lambda at: at.open(place=at.desk.church),
    lambda at: at.buy(item=NOWHERE),
    lambda at: at.buy(store=NOWHERE),
    lambda at: at.buy(store=at.desk.ani),
    lambda at: at.buy(vendor=NOWHERE),
    lambda at: at.buy(vendor=at.desk.store),
    lambda at: at.kit(item=NOWHERE),
    lambda at: at.kit(store=NOWHERE),
    lambda at: at.kit(person=NOWHERE),
    lambda at: at.kit(person=at.desk.church),
    lambda at: at.kit(batch=NOWHERE),
    lambda at: at.kit(number="530/001/DPP/VIII/2020"),
    lambda at: at.kit(number=1),
    lambda at: at.kit(number=-1),
    lambda at: at.give(item=NOWHERE),
    lambda at: at.give(store=NOWHERE),
    lambda at: at.give(church=NOWHERE),
    lambda at: at.give(church=at.desk.ani),
    lambda at: at.back(item=NOWHERE),
    lambda at: at.back(store=NOWHERE),
    lambda at: at.back(person=NOWHERE),
    lambda at: at.back(batch=NOWHERE),
    lambda at: at.back(handed=NOWHERE),
    lambda at: at.back(handed=at.bought),
    lambda at: at.receive(item=NOWHERE),
    lambda at: at.receive(store=NOWHERE),
    lambda at: at.receive(maker=NOWHERE),
    lambda at: at.receive(batch=NOWHERE),
    lambda at: at.receive(material=NOWHERE),
    lambda at: at.receive(material=at.mask),
    lambda at: at.door(item=NOWHERE),
    lambda at: at.door(maker=NOWHERE),
    lambda at: at.door(batch=NOWHERE),
    lambda at: receiving.inspect(at.office, prepared=NOWHERE),
    lambda at: receiving.inspect(at.office, prepared=at.waiting),
    lambda at: at.return_made(line=NOWHERE),
    lambda at: at.return_made(line=at.bought),
    lambda at: at.pay(line=NOWHERE),
    lambda at: at.pay(payee=NOWHERE),
    lambda at: at.pay(payee=at.desk.budi),
    lambda at: at.pay(receipts=(NOWHERE,)),
    lambda at: at.pay(receipts=(at.waiting,)),
    lambda at: at.reverse(voucher=NOWHERE),
    lambda at: at.reverse(lines=[NOWHERE]),
    lambda at: at.reverse(lines=[]),
    lambda at: at.reverse(lines=[1], quantities={2: 1}),
    lambda at: at.reverse(on=date(2020, 8, 1)),
    lambda at: at.reverse(voucher=at.given, quantities={1: Pieces(1, 1)}),
    lambda at: at.change(prepared=NOWHERE),
    lambda at: at.change(item=NOWHERE),
    lambda at: at.change(target=NOWHERE),
    lambda at: at.change(target=at.desk.ani),
    lambda at: at.change(signer=" "),
    lambda at: changing.change_prepared(at.office, prepared=at.waiting),
    lambda at: at.waste(item=NOWHERE),
    lambda at: at.waste(place=NOWHERE),
    lambda at: at.waste(place=at.desk.church),
    lambda at: at.waste(reason=" "),
    lambda at: at.write_off(place=NOWHERE),
    lambda at: at.write_off(reason=""),
    lambda at: at.move(item=NOWHERE),
    lambda at: at.move(source=NOWHERE),
    lambda at: at.move(target=at.desk.ani),
    lambda at: at.move(target=at.desk.store),
    lambda at: at.to_vendor(line=NOWHERE),
    lambda at: at.to_vendor(line=at.made),
    lambda at: at.to_vendor(vendor=NOWHERE),
    lambda at: at.to_vendor(vendor=at.other_vendor),
    lambda at: at.to_vendor(reason=""),
    lambda at: at.from_church(line=NOWHERE),
    lambda at: at.from_church(line=at.made),
    lambda at: at.from_church(church=NOWHERE),
    lambda at: at.from_church(reason=""),
    lambda at: at.sign(),
    lambda at: at.sign(NOWHERE),
    lambda at: at.sign(at.waiting, at.waiting),
    lambda at: at.sign(at.waiting, day=date(2020, 8, 1)),
    lambda at: at.void(),
    lambda at: at.void(NOWHERE),
    lambda at: at.void(at.waiting, at.waiting),
    lambda at: at.void(at.waiting, reason=" "),
)


def _must_refuse(desk: Desk, act: Callable[[], Done]) -> list[str]:
    before = desk.dump()
    with pytest.raises(Refusal) as refused:
        act()
    assert desk.dump() == before
    assert all(reason.sentence for reason in refused.value.reasons)
    for reason in refused.value.reasons:
        told = re.search(r"baris (\d+)", str(getattr(reason, "field", "")))
        assert told is None or reason.line == int(told[1]), reason.sentence
    return [type(reason).__name__ for reason in refused.value.reasons]


def test_quantities_nobody_can_mean_are_refused(desk: Desk) -> None:
    """Nothing, less than nothing, more than the book can hold: each act says so by name and by line."""
    counter = Counter(desk)
    expected = {0: {"NothingChosen", "Negative"}, -1: {"Negative"}, HUGE: {"TooBig"}, 10**30: {"TooBig"}}
    for number, act in enumerate(BY_QUANTITY):
        for many in QUANTITIES:
            told = _must_refuse(desk, lambda act=act, many=many: act(counter, many))  # type: ignore[misc]
            assert set(told) <= expected[many], (number, many, told)


def test_ids_and_figures_nobody_can_mean_are_refused(desk: Desk) -> None:
    """Unknown items, places, batches, lines and papers, sums past the book's limit, numbers used twice."""
    counter = Counter(desk)
    for number, act in enumerate(OTHERS):
        try:
            _must_refuse(desk, lambda act=act: act(counter))  # type: ignore[misc]
        except Exception as said:
            raise AssertionError(f"act {number}") from said


def test_all_reasons_of_an_act_come_together(desk: Desk) -> None:
    """A form with everything wrong at once tells everything at once."""
    counter = Counter(desk)
    line = purchase.PurchaseLine(NOWHERE, -1, HUGE)
    told = _must_refuse(
        desk,
        lambda: purchase.receive_purchase(
            desk.office,
            vendor=desk.store,
            store=None,
            letter_date=None,
            lines=[line],
            paper="",
            receiver=" ",
            extra_cost=-1,
        ),
    )
    assert sorted(told) == sorted(
        ["FieldMissing"] * 4 + ["WrongPlace", "Negative", "NotFound", "TooBig", "Negative"]
    )
    told = _must_refuse(
        desk,
        lambda: take_back.take_back(
            desk.office,
            participant=desk.ani,
            store=desk.store,
            letter_date=DAY,
            lines=[
                take_back.ReturnLine(counter.cloth, 41),
                take_back.ReturnLine(NOWHERE, 1),
                take_back.ReturnLine(counter.cloth, -1),
                take_back.ReturnLine(counter.mask, 2),
            ],
            receiver="",
            batch=NOWHERE,
        ),
    )
    assert sorted(told) == sorted(
        ["FieldMissing", "NotFound", "NotFound", "Negative", "NotEnough", "NotEnough"]
    )
