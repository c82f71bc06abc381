"""Buyback and quality (scenarios Q1 … Q10)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback import payment, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import (
    DoesNotAdd,
    FieldMissing,
    Negative,
    NotEnough,
    NothingChosen,
    NotInspected,
    NotReversible,
    Overpaid,
    OwnMaterial,
    Paid,
    ReasonMissing,
    Refusal,
)
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Cloth by the piece, bought 1000 for Rp1.800 each."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 1000, 1_800_000))
    return item


@pytest.fixture
def mask(desk: Desk, cloth: int) -> int:
    """A mask of one piece of cloth at Rp5.000."""
    item = things.a_product(desk.office, "Masker", price=5000)
    things.a_recipe(desk.office, item, {cloth: 1})
    return item


def test_q1_own_material_is_never_silent(desk: Desk, cloth: int, mask: int) -> None:
    """Supplied for 1: a second piece asks for "own material" with a reason, then is marked."""
    desk.supply(desk.ani, {cloth: 1})
    desk.receive(desk.ani, DeliveryLine(mask, 1, 1))
    with pytest.raises(OwnMaterial) as refused:
        desk.receive(desk.ani, DeliveryLine(mask, 1, 1))
    assert (refused.value.needed, refused.value.held, refused.value.enough_for) == (1, 0, 0)
    voucher = desk.receive(desk.ani, DeliveryLine(mask, 1, 1, own_reason="kain sendiri"))
    with desk.office.reading() as connection:
        own = connection.exec_driver_sql("SELECT own FROM line WHERE voucher = ?", (voucher,)).scalar_one()
    assert own == 1
    assert desk.on_hand(desk.store, mask) == (2, 1800 + 2 * 5000)


def test_q2_rejects_stay_with_the_maker(desk: Desk, cloth: int, mask: int) -> None:
    """10 = 8 + 2: the two stay with her, and the receipt still shows 2 rejected."""
    desk.supply(desk.ani, {cloth: 10})
    voucher = desk.receive(desk.ani, DeliveryLine(mask, 10, 8, 2, reason="jahitan lepas"))
    assert desk.on_hand(desk.store, mask)[0] == 8
    assert desk.on_hand(desk.ani, mask) == (2, 2 * 1800)
    with desk.office.reading() as connection:
        row = connection.exec_driver_sql(
            "SELECT delivered, accepted, rejected, reason FROM line WHERE voucher = ?", (voucher,)
        ).one()
    assert tuple(row) == (10, 8, 2, "jahitan lepas")


def test_q3_rejects_are_counted_once(desk: Desk, cloth: int, mask: int) -> None:
    """200 delivered are 100 good and 100 rejects, never 300."""
    desk.supply(desk.ani, {cloth: 200})
    desk.receive(desk.ani, DeliveryLine(mask, 200, 100, 100, reason="noda"))
    assert desk.on_hand(desk.store, mask)[0] + desk.on_hand(desk.ani, mask)[0] == 200


def test_q4_given_back_up_to_what_was_accepted(desk: Desk, cloth: int, mask: int) -> None:
    """Of 10 received, 3 then 7 go back; another one is refused."""
    desk.supply(desk.ani, {cloth: 10})
    (line,) = desk.lines(desk.receive(desk.ani, DeliveryLine(mask, 10, 10)))
    desk.give_back(line, 3)
    desk.give_back(line, 7)
    assert desk.on_hand(desk.ani, mask)[0] == 10
    with pytest.raises(NotEnough):
        desk.give_back(line, 1)


def _refused(desk: Desk, line: DeliveryLine, **changed: object) -> list[Refusal]:
    values: dict[str, object] = {
        "maker": desk.ani,
        "store": desk.store,
        "batch": desk.batch,
        "letter_date": DAY,
        "receiver": OFFICER,
    }
    with pytest.raises(Refusal) as refused:
        receiving.receive_products(desk.office, lines=[line], **(values | changed))  # type: ignore[arg-type]
    return list(refused.value.reasons)


def test_q6_what_is_wrong_with_a_receipt_is_told_at_once(desk: Desk, cloth: int, mask: int) -> None:
    """Sums, reasons, signs and blanks are each refused; several faults come together."""
    desk.supply(desk.ani, {cloth: 10})
    before = desk.dump()
    assert [type(one) for one in _refused(desk, DeliveryLine(mask, 10, 7, 2, reason="noda"))] == [DoesNotAdd]
    assert [type(one) for one in _refused(desk, DeliveryLine(mask, 10, 8, 2))] == [ReasonMissing]
    assert Negative in [type(one) for one in _refused(desk, DeliveryLine(mask, 10, 12, -2))]
    good = DeliveryLine(mask, 10, 10)
    for field in ("maker", "letter_date"):
        assert [type(one) for one in _refused(desk, good, **{field: None})] == [FieldMissing]
    assert [type(one) for one in _refused(desk, good, receiver=" ")] == [FieldMissing]
    both = _refused(desk, DeliveryLine(mask, 10, 7, 2), receiver="")
    assert {type(one) for one in both} == {FieldMissing, DoesNotAdd, ReasonMissing}
    assert [type(one) for one in _refused(desk, DeliveryLine(mask, 0, 0))] == [NothingChosen]
    assert desk.dump() == before


def test_q6_zero_lines_are_left_out(desk: Desk, cloth: int, mask: int) -> None:
    """A line of zeros beside a good one leaves no trace."""
    desk.supply(desk.ani, {cloth: 10})
    voucher = desk.receive(desk.ani, DeliveryLine(mask, 0, 0), DeliveryLine(mask, 10, 10))
    assert len(desk.lines(voucher)) == 1


def test_q9_a_later_price_changes_only_later_receipts(desk: Desk, cloth: int, mask: int) -> None:
    """Price 5.000 on materials of 1.800 makes 6.800 a mask; 5.500 from tomorrow changes only tomorrow's."""
    desk.supply(desk.ani, {cloth: 20})
    tomorrow = DAY + timedelta(days=1)
    things.a_price(desk.office, mask, 5500, since=tomorrow)
    desk.receive(desk.ani, DeliveryLine(mask, 1, 1))
    assert desk.on_hand(desk.store, mask) == (1, 6800)
    desk.today(tomorrow)
    desk.receive(desk.ani, DeliveryLine(mask, 1, 1), day=tomorrow)
    assert desk.on_hand(desk.store, mask) == (2, 6800 + 7300)


def test_q10_no_payment_before_the_inspection(desk: Desk, cloth: int, mask: int) -> None:
    """A receipt not yet inspected cannot be paid (UU 1/2004 art. 21); inspected, it can."""
    desk.supply(desk.ani, {cloth: 10})
    done = receiving.prepare_delivery(
        desk.office,
        maker=desk.ani,
        store=desk.store,
        batch=desk.batch,
        letter_date=DAY,
        receiver=OFFICER,
        lines=[DeliveryLine(mask, 10, 10)],
    )
    desk.checked(done)
    with pytest.raises(NotInspected, match="530/002") as refused:
        payment.pay(desk.office, payee=desk.ani, letter_date=DAY, receipts=done.prepared)
    assert [way.key for way in refused.value.ways_out] == ["periksa"]
    assert desk.on_hand(desk.store, mask)[0] == 0
    desk.checked(receiving.inspect(desk.office, prepared=done.prepared[0]))
    assert desk.on_hand(desk.store, mask)[0] == 10
    desk.checked(payment.pay(desk.office, payee=desk.ani, letter_date=DAY, receipts=done.prepared))


def test_q10_nothing_is_paid_twice(desk: Desk, cloth: int, mask: int) -> None:
    """A second payment is refused, naming the first kuitansi."""
    desk.supply(desk.ani, {cloth: 10})
    (line,) = desk.lines(desk.receive(desk.ani, DeliveryLine(mask, 10, 10)))
    desk.pay(desk.ani, line)
    with pytest.raises(Overpaid) as refused:
        desk.pay(desk.ani, line, gross=1)
    assert (refused.value.payable, [paper.number for paper in refused.value.payments]) == (
        0,
        ["00001/UP/2020"],
    )


def test_q10_a_paid_receipt_is_reversed_after_its_payment(desk: Desk, cloth: int, mask: int) -> None:
    """The reversal of a paid receipt names the kuitansi; with that reversed, it goes."""
    desk.supply(desk.ani, {cloth: 10})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 10, 10))
    paid = desk.pay(desk.ani, *desk.lines(receipt))
    with pytest.raises(Paid, match="00001/UP/2020"):
        desk.reverse(receipt)
    desk.reverse(paid)
    desk.reverse(receipt)
    assert desk.on_hand(desk.store, mask) == (0, 0)


def test_a_payment_is_reversed_whole(desk: Desk, cloth: int, mask: int) -> None:
    """One line of a kuitansi for two receipts cannot go back alone."""
    desk.supply(desk.ani, {cloth: 10})
    lines = [desk.lines(desk.receive(desk.ani, DeliveryLine(mask, 5, 5)))[0] for _ in range(2)]
    paid = desk.pay(desk.ani, *lines)
    with pytest.raises(NotReversible, match="seluruhnya"):
        desk.reverse(paid, lines=[1])
    desk.reverse(paid)
    desk.pay(desk.ani, *lines)


def test_tax_is_withheld_above_the_limit_and_doubled_without_npwp(desk: Desk, cloth: int, mask: int) -> None:
    """PPh 22 on Rp2.500.000 without NPWP is 3 %: Rp75.000; parts of the sum add up."""
    desk.supply(desk.ani, {cloth: 500})
    lines = [desk.lines(desk.receive(desk.ani, DeliveryLine(mask, 250, 250)))[0] for _ in range(2)]
    done = payment.pay(
        desk.office,
        payee=desk.ani,
        letter_date=date(2020, 8, 24),
        lines=[payment.PayLine(line) for line in lines],
        tax="pph22",
    )
    with desk.office.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT gross, tax, net FROM payment_line p JOIN line l ON l.id = p.line WHERE l.voucher = ?",
            done.vouchers,
        ).all()
    assert [tuple(row) for row in rows] == [(1_250_000, 37_500, 1_212_500)] * 2
