"""Deliveries, repairs and payments, in other combinations than the known scenarios."""

from __future__ import annotations

import pytest

from ikm_desktop.amounts import METRE, PIECE
from ikm_desktop.batches import merging
from ikm_desktop.buyback import lists, payment, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine
from ikm_desktop.errors import (
    AgainstRecipe,
    AlreadyReversed,
    Blocked,
    CountedSince,
    DoesNotAdd,
    FieldInvalid,
    Negative,
    NotEnough,
    NotInspected,
    NotReversible,
    Overpaid,
    OwnMaterial,
    Paid,
    ReasonMissing,
    WrongDay,
)
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.goods.values import value_balance
from ikm_desktop.participants import people
from tests.factories import persons, things
from tests.scenarios.desk import DAY, OFFICER, Desk
from tests.scenarios.others import costs, count, day, hand_in, refused, spoil, the_reason, ways


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Cloth by the piece, 20 for Rp2.003 since the 1st."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 20, 2003), day=day(1))
    return item


def deliver(
    desk: Desk, mask: int, accepted: int, rejected: int = 0, *, held: int | None = None, **more: object
) -> int:
    """Hand Ani what she needs and receive her masks."""
    with desk.office.reading() as connection:
        cloth = connection.exec_driver_sql("SELECT id FROM item WHERE name = 'Kain'").scalar_one()
    desk.supply(desk.ani, {int(cloth): accepted + rejected if held is None else held}, day=day(2))
    line = DeliveryLine(mask, accepted + rejected, accepted, rejected, reason="noda" if rejected else "")
    return desk.receive(desk.ani, line, **more)  # type: ignore[arg-type]


# --- deliveries and their reversal ------------------------------------------------------------------


def test_a_part_of_a_delivery_gives_its_part_of_the_cloth_back(desk: Desk) -> None:
    """5 masks took 8 of 8 cloths: 2 back return 3, 1 returns 1, the last two 4; what is odd stays in use."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    mask = things.a_product(desk.office, "Masker", price=7)
    things.a_recipe(desk.office, mask, {cloth: 8}, yields=5)
    desk.buy((cloth, 8, 1001), day=day(1))
    desk.supply(desk.ani, {cloth: 8}, day=day(2))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 5, 4, 1, reason="noda"), day=day(3))
    desk.reverse(receipt, quantities={1: Pieces(1, 1)})
    assert desk.on_hand(desk.ani, cloth) == (3, 1001 - 1001 * 5 // 8)
    desk.reverse(receipt, quantities={1: 1})
    assert desk.on_hand(desk.ani, cloth)[0] == 4
    with desk.office.reading() as connection:
        proof = value_balance(connection)
    assert proof.ours == proof.should_be_ours
    assert proof.unabsorbed == proof.all_places - proof.ours - (
        proof.all_places - proof.ours - proof.unabsorbed
    )
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth) == (8, 1001)
    with desk.office.reading() as connection:
        assert value_balance(connection).unabsorbed == 0
    the_reason(desk, AlreadyReversed, lambda: desk.reverse(receipt))


def test_wasted_rejects_stay_wasted(desk: Desk, mask: int) -> None:
    """Of 2 rejects one was thrown away: the accepted and one reject can go back, then its waste, then it."""
    receipt = deliver(desk, mask, 3, 2)
    gone = spoil(desk, desk.ani, mask, 1)
    reason = the_reason(desk, Blocked, lambda: desk.reverse(receipt))
    assert (reason.possible, reason.asked) == (1, 2)
    assert [paper.voucher for paper in reason.papers] == [gone]
    desk.reverse(receipt, quantities={1: Pieces(3, 1)})
    desk.reverse(gone)
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, mask) == (0, 0)


def test_what_a_delivery_made_is_not_undone_under_what_took_it(desk: Desk, cloth: int, mask: int) -> None:
    """Supply, delivery, gift: each is undone only once what came after it is, and then to the rupiah."""
    given = desk.supply(desk.ani, {cloth: 4})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 4, 4))
    gift = desk.give((mask, 4))
    for voucher, blocker in ((given, receipt), (receipt, gift)):
        reason = the_reason(desk, Blocked, lambda voucher=voucher: desk.reverse(voucher))  # type: ignore[misc]
        assert ([paper.voucher for paper in reason.papers], reason.possible) == ([blocker], 0)
        assert ways(reason) == ["buka"]
    for voucher in (gift, receipt, given):
        desk.reverse(voucher)
    assert desk.on_hand(desk.store, cloth) == (20, 2003)
    empty = the_reason(desk, NotEnough, lambda: desk.prepare_gift((mask, 1)))
    assert (empty.available, empty.takers) == (0, ())


def test_a_form_full_of_faults_takes_nothing(desk: Desk, cloth: int, mask: int) -> None:
    """Sum, sign and reason of three lines are told at once; the fourth alone is tried on the book."""
    desk.supply(desk.ani, {cloth: 2})
    lines = (
        DeliveryLine(mask, 5, 3, 1, reason="noda"),
        DeliveryLine(mask, 3, 2, 1),
        DeliveryLine(mask, -1, -1, 0),
        DeliveryLine(mask, 3, 3),
    )
    reasons = refused(desk, lambda: desk.receive(desk.ani, *lines))
    told = [(type(one), one.line) for one in reasons]
    assert told[:2] == [(DoesNotAdd, 1), (ReasonMissing, 2)]
    assert told[-1] == (OwnMaterial, 4)
    assert told[2:-1] == [(Negative, 3), (Negative, 3)]
    own = reasons[-1]
    assert isinstance(own, OwnMaterial)
    assert (own.needed, own.held, own.enough_for) == (3, 2, 2)


def test_what_is_held_but_promised_is_no_own_material(desk: Desk, cloth: int, mask: int) -> None:
    """Short by 2 of 6 with a reason, the 2 are hers; the cost is that of the 4 the office gave."""
    desk.supply(desk.ani, {cloth: 4})
    reason = the_reason(desk, OwnMaterial, lambda: desk.receive(desk.ani, DeliveryLine(mask, 6, 6)))
    assert (reason.needed, reason.held, reason.enough_for) == (6, 4, 4)
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 6, 5, 1, reason="noda", own_reason="sisa kain"))
    used = 2003 * 4 // 20
    assert costs(desk, receipt) == [used + 2500]
    assert desk.on_hand(desk.ani, mask) == (1, used - used * 5 // 6)
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth) == (4, used)


@pytest.mark.parametrize("mode", ["larang", "tanya", "bolehkan"])
def test_what_an_office_thinks_of_other_figures(desk: Desk, cloth: int, mode: str) -> None:
    """3 typed where the recipe says 2: forbidden whatever the reason, asked for one, or taken."""
    bag = things.a_product(desk.office, "Tas", price=900)
    things.a_recipe(desk.office, bag, {cloth: 2}, mode=mode)  # type: ignore[arg-type]
    desk.supply(desk.ani, {cloth: 9})
    bare = DeliveryLine(bag, 1, 1, materials={cloth: 3})
    said = DeliveryLine(bag, 1, 1, materials={cloth: 3}, recipe_reason="kain lebar")
    if mode != "bolehkan":
        reason = the_reason(desk, AgainstRecipe, lambda: desk.receive(desk.ani, bare))
        assert (reason.proposal, reason.typed) == (2, 3)
        assert ways(reason) == (["ubah"] if mode == "larang" else ["isi-alasan", "ubah"])
    if mode == "larang":
        the_reason(desk, AgainstRecipe, lambda: desk.receive(desk.ani, said))
        said = DeliveryLine(bag, 3, 3, materials={cloth: 6})
    desk.receive(desk.ani, bare if mode == "bolehkan" else said)
    assert desk.on_hand(desk.ani, cloth)[0] == (3 if mode == "larang" else 6)


def test_a_proposal_counts_what_was_not_undone(desk: Desk) -> None:
    """10 mm for 3 pieces: 4 take 14; one undone gives 3 back, so the next one takes 4 − 1 again, not 4."""
    cloth = things.a_material(desk.office, "Pita", unit=METRE)
    mask = things.a_product(desk.office, "Masker", price=7)
    things.a_recipe(desk.office, mask, {cloth: 10}, yields=3)
    desk.buy((cloth, 1000, 1000), day=day(1))
    desk.supply(desk.ani, {cloth: 100}, day=day(2))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 4, 4))
    assert desk.on_hand(desk.ani, cloth)[0] == 86
    desk.reverse(receipt, quantities={1: 1})
    assert desk.on_hand(desk.ani, cloth)[0] == 89
    desk.receive(desk.ani, DeliveryLine(mask, 1, 0, 1, reason="noda"))
    assert desk.on_hand(desk.ani, cloth)[0] == 89 - (14 - 10)
    desk.receive(desk.ani, DeliveryLine(mask, 2, 2))
    assert desk.on_hand(desk.ani, cloth)[0] == 85 - (20 - 14)


def test_the_inspection_has_the_price_of_its_day(desk: Desk, cloth: int, mask: int) -> None:
    """Brought on the 10th, inspected on the 12th, when the price is 650; not before the letter, nor twice."""
    things.a_price(desk.office, mask, 650, since=day(11))
    desk.supply(desk.ani, {cloth: 3}, day=day(2))
    door = receiving.prepare_delivery(
        desk.office,
        maker=desk.ani,
        store=desk.store,
        batch=desk.batch,
        letter_date=day(10),
        receiver=OFFICER,
        lines=[DeliveryLine(mask, 3, 3)],
    )
    (prepared,) = desk.checked(door).prepared
    assert desk.on_hand(desk.store, mask) == (0, 0)
    unpaid = the_reason(
        desk,
        NotInspected,
        lambda: payment.pay(desk.office, payee=desk.ani, letter_date=DAY, receipts=[prepared]),
    )
    assert unpaid.paper.prepared == prepared
    early = the_reason(desk, WrongDay, lambda: receiving.inspect(desk.office, prepared=prepared, day=day(9)))
    assert (early.day, early.limit) == (day(9), day(10))
    desk.checked(receiving.inspect(desk.office, prepared=prepared, day=day(12)))
    assert desk.on_hand(desk.store, mask, on=day(11)) == (0, 0)
    assert desk.on_hand(desk.store, mask) == (3, 2003 * 3 // 20 + 1950)
    refused(desk, lambda: receiving.inspect(desk.office, prepared=prepared))


# --- given back, repaired ---------------------------------------------------------------------------


def test_pieces_given_back_come_again_without_a_price(desk: Desk, mask: int) -> None:
    """5 bought and paid for 3, 2 given back: nothing is payable till they return, then the rest is."""
    receipt = deliver(desk, mask, 5)
    (line,) = desk.lines(receipt)
    before = desk.on_hand(desk.store, mask)
    desk.pay(desk.ani, line, gross=1500)
    away = desk.give_back(line, 2)
    over = the_reason(desk, Overpaid, lambda: desk.pay(desk.ani, line, gross=1))
    assert (over.payable, over.asked, len(over.payments)) == (0, 1, 1)
    assert ways(over) == ["buka", "ubah"]
    again = desk.receive(desk.ani, DeliveryLine(mask, 2, 2, again=True))
    assert costs(desk, again) == [0]
    assert desk.on_hand(desk.store, mask) == before
    (nothing,) = refused(desk, lambda: desk.pay(desk.ani, desk.lines(again)[0]))
    assert isinstance(nothing, Overpaid)
    desk.pay(desk.ani, line)
    blocked = the_reason(desk, Blocked, lambda: desk.reverse(away))
    assert [paper.voucher for paper in blocked.papers] == [again]
    desk.reverse(again)
    desk.reverse(away)
    paid = the_reason(desk, Paid, lambda: desk.reverse(receipt, quantities={1: 1}))
    assert (paid.paid, paid.would_owe, len(paid.payments)) == (2500, 2000, 2)


def test_a_repair_is_bought_paid_and_undone_in_that_order(desk: Desk, cloth: int, mask: int) -> None:
    """3 rejects, 2 repaired with one more cloth, paid: the repair goes back whole, after its payment."""
    desk.supply(desk.ani, {cloth: 6}, day=day(2))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 5, 2, 3, reason="noda"))
    at_hers = desk.on_hand(desk.ani, mask)
    line = DeliveryLine(mask, 3, 2, 1, reason="tetap noda", materials={cloth: 1}, again=True)
    repair = desk.receive(desk.ani, line)
    assert desk.on_hand(desk.store, mask)[0] == 4
    assert desk.on_hand(desk.ani, mask)[0] == 1
    assert desk.on_hand(desk.ani, cloth) == (0, 0)
    paid = desk.pay(desk.ani, *desk.lines(receipt), *desk.lines(repair))
    part = the_reason(desk, NotReversible, lambda: desk.reverse(repair, quantities={1: 1}))
    assert part.line == 1
    reason = the_reason(desk, Paid, lambda: desk.reverse(repair))
    assert (reason.paid, reason.would_owe) == (1000, 0)
    assert [one.voucher for one in reason.payments] == [paid]
    blocked = the_reason(desk, Blocked, lambda: desk.reverse(receipt))
    assert [paper.voucher for paper in blocked.papers] == [repair]
    desk.reverse(paid)
    desk.reverse(repair)
    assert desk.on_hand(desk.ani, mask) == at_hers
    assert desk.on_hand(desk.ani, cloth)[0] == 1
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth)[0] == 6


def test_no_more_is_repaired_than_she_holds(desk: Desk, cloth: int, mask: int) -> None:
    """2 rejects: 3 delivered again are short by one; one wasted, 2 are."""
    receipt = deliver(desk, mask, 1, 2)
    reason = the_reason(desk, NotEnough, lambda: desk.receive(desk.ani, DeliveryLine(mask, 3, 3, again=True)))
    assert (reason.needed, reason.available, reason.place.id) == (3, 2, desk.ani)
    spoil(desk, desk.ani, mask, 1)
    the_reason(desk, NotEnough, lambda: desk.receive(desk.ani, DeliveryLine(mask, 2, 2, again=True)))
    desk.receive(desk.ani, DeliveryLine(mask, 1, 1, again=True))
    assert desk.on_hand(desk.store, mask)[0] == 2
    the_reason(desk, Blocked, lambda: desk.reverse(receipt))
    assert cloth


# --- money ------------------------------------------------------------------------------------------


def test_a_receipt_paid_in_part_keeps_what_was_paid(desk: Desk, mask: int) -> None:
    """6 at Rp500, 1.750 paid: 2 can go back, a third leaves 1.500 and is refused, naming the kuitansi."""
    receipt = deliver(desk, mask, 6)
    (line,) = desk.lines(receipt)
    paid = desk.pay(desk.ani, line, gross=1750)
    reason = the_reason(desk, Paid, lambda: desk.reverse(receipt, quantities={1: 3}))
    assert (reason.paid, reason.would_owe) == (1750, 1500)
    assert ([one.voucher for one in reason.payments], ways(reason)) == ([paid], ["balikkan-kuitansi"])
    desk.reverse(receipt, quantities={1: 2})
    over = the_reason(desk, Overpaid, lambda: desk.pay(desk.ani, line, gross=251))
    assert (over.payable, over.asked) == (250, 251)
    desk.pay(desk.ani, line)
    the_reason(desk, Paid, lambda: desk.reverse(receipt))


def test_payments_and_receipts_are_undone_in_turn(desk: Desk, mask: int) -> None:
    """Two receipts on one kuitansi: its reversal frees both; it is never reversed twice nor in part."""
    first, second = (deliver(desk, mask, many) for many in (2, 3))
    lines = [*desk.lines(first), *desk.lines(second)]
    paid = desk.pay(desk.ani, *lines)
    the_reason(desk, NotReversible, lambda: desk.reverse(paid, lines=[1]))
    for receipt in (first, second):
        reason = the_reason(desk, Paid, lambda receipt=receipt: desk.reverse(receipt))  # type: ignore[misc]
        assert [one.voucher for one in reason.payments] == [paid]
    desk.reverse(paid)
    reasons = refused(desk, lambda: desk.reverse(paid))
    assert [(type(one), one.line) for one in reasons] == [(AlreadyReversed, 1), (AlreadyReversed, 2)]
    desk.reverse(first)
    (gone,) = refused(desk, lambda: desk.pay(desk.ani, lines[0]))
    assert isinstance(gone, Overpaid)
    assert gone.payable == 0
    desk.pay(desk.ani, lines[1])


def test_tax_of_several_lines_adds_up(desk: Desk, cloth: int) -> None:
    """PPh 22 at 3 % without NPWP on 3 lines of Rp1.000.001: 90.000 in all, shared line by line."""
    bag = things.a_product(desk.office, "Tas", price=1_000_001)
    desk.supply(desk.ani, {cloth: 3})
    lines = [
        desk.lines(desk.receive(desk.ani, DeliveryLine(bag, 1, 1, materials={cloth: 1})))[0] for _ in range(3)
    ]
    done = payment.pay(
        desk.office, payee=desk.ani, letter_date=DAY, lines=[PayLine(line) for line in lines], tax="pph22"
    )
    desk.checked(done)
    with desk.office.reading() as connection:
        rows = connection.exec_driver_sql("SELECT gross, tax, net FROM payment_line ORDER BY id").all()
    assert [tuple(row) for row in rows] == [(1_000_001, 30_000, 970_001)] * 3
    assert sum(row[1] for row in rows) == 3_000_003 * 300 // 10_000


def test_the_tax_limit_is_of_a_day_or_of_a_batch(desk: Desk, cloth: int) -> None:
    """Neither the day's 1.3 million nor the batch's 1.5 pass 2 million, together they would: no warning."""
    bag = things.a_product(desk.office, "Tas", price=100_000)
    desk.supply(desk.ani, {cloth: 20})

    def paid(pieces: int, batch: int | None, on: int) -> list[str]:
        receipt = receiving.receive_products(
            desk.office,
            maker=desk.ani,
            store=desk.store,
            batch=batch,
            letter_date=DAY,
            receiver=OFFICER,
            lines=[DeliveryLine(bag, pieces, pieces, materials={cloth: 1})],
        )
        line = desk.lines(receipt.vouchers[0])[0]
        desk.today(day(on))
        done = payment.pay(
            desk.office, payee=desk.ani, letter_date=day(on), lines=[PayLine(line)], tax="pph22"
        )
        return [
            f"{notice.values['sum']}"
            for notice in desk.checked(done).notices
            if notice.code == "TaxThreshold"
        ]

    assert paid(10, desk.batch, 25) == []
    assert paid(8, None, 26) == []
    assert paid(5, desk.batch, 26) == []
    assert paid(6, desk.batch, 27) == ["2100000"]
    assert paid(13, None, 27) == []
    assert paid(2, None, 27) == ["2100000"]


def test_a_counted_store_seals_the_receipts_before_it(desk: Desk, mask: int) -> None:
    """Masks counted with a difference: the receipt before it stays; opened, it goes back."""
    receipt = deliver(desk, mask, 4)
    counted = count(desk, {mask: 3})
    reason = the_reason(desk, CountedSince, lambda: desk.reverse(receipt, quantities={1: 1}))
    assert (reason.count.voucher, reason.item.id, reason.corrected) == (counted, mask, True)
    desk.reverse(counted)
    desk.reverse(receipt)
    assert desk.on_hand(desk.store, mask) == (0, 0)


def test_cloth_of_a_named_handover_used_by_a_delivery(desk: Desk, cloth: int, mask: int) -> None:
    """A reversed delivery lays the cloth back where each handover had brought it."""
    first, second = (desk.lines(desk.supply(desk.ani, {cloth: n}))[0] for n in (2, 3))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 4, 4))
    short = the_reason(desk, NotEnough, lambda: hand_in(desk, desk.ani, cloth, 1, first))
    assert [paper.voucher for paper in short.takers] == [receipt]
    desk.reverse(receipt, quantities={1: 2})
    hand_in(desk, desk.ani, cloth, 2, second)
    the_reason(desk, NotEnough, lambda: hand_in(desk, desk.ani, cloth, 1, first))
    the_reason(desk, OwnMaterial, lambda: desk.receive(desk.ani, DeliveryLine(mask, 2, 2)))
    desk.reverse(receipt)
    hand_in(desk, desk.ani, cloth, 2, first)


def test_given_back_pieces_stay_away_when_their_maker_is_merged(desk: Desk, mask: int, cloth: int) -> None:
    """5 of a double, 2 given back, merged: 1.500 payable as before, all of it once Ani brings them again."""
    double = persons.a_person(desk.office, "Any CONTOH", nik="")
    place = persons.place_of(desk.office, double)
    desk.supply(place, {cloth: 5}, day=day(2))
    receipt = desk.receive(place, DeliveryLine(mask, 5, 5))
    (line,) = desk.lines(receipt)
    desk.give_back(line, 2)
    with desk.office.reading() as connection:
        kept = people.person_at(connection, desk.ani)
    assert kept is not None
    desk.checked(merging.merge(desk.office, kept=kept.id, double=double))
    assert desk.on_hand(desk.ani, mask)[0] == 2
    over = the_reason(desk, Overpaid, lambda: desk.pay(place, line, gross=1501))
    assert over.payable == 1500
    with desk.office.reading() as connection:
        (row,) = lists.delivery_rows(connection)
    assert row.payable == 1500
    again = desk.receive(desk.ani, DeliveryLine(mask, 2, 2, again=True))
    assert costs(desk, again) == [0]
    over = the_reason(desk, Overpaid, lambda: desk.pay(place, line, gross=2501))
    assert over.payable == 2500
    desk.supply(desk.ani, {cloth: 1})
    hers = desk.receive(desk.ani, DeliveryLine(mask, 1, 1))
    desk.pay(desk.ani, line, *desk.lines(hers))
    paid = the_reason(desk, Paid, lambda: desk.reverse(hers))
    assert (paid.paid, paid.would_owe) == (500, 0)
    reasons = refused(desk, lambda: desk.pay(desk.budi, line, gross=1))
    assert [type(one) for one in reasons] == [FieldInvalid, Overpaid]


def test_off_cuts_that_moved_on_are_told_in_pieces(desk: Desk, cloth: int, mask: int) -> None:
    """4 masks left 22 off-cuts, 13 were returned: with the 9 that are there 1 mask can go back, not 9."""
    scrap = things.a_material(desk.office, "Perca", unit=PIECE)
    desk.supply(desk.ani, {cloth: 4}, day=day(2))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 4, 4, offcuts={scrap: 22}), day=day(3))
    back = desk.back(desk.ani, (scrap, 13))
    reason = the_reason(desk, Blocked, lambda: desk.reverse(receipt))
    assert (reason.item.id, reason.possible, reason.asked) == (mask, 1, 4)
    assert [paper.voucher for paper in reason.papers] == [back]
    assert ways(reason) == ["balikkan:1", "buka"]
    the_reason(desk, Blocked, lambda: desk.reverse(receipt, quantities={1: 2}))
    desk.reverse(receipt, quantities={1: 1})
    assert desk.on_hand(desk.ani, scrap)[0] == 4
    desk.reverse(back)
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, scrap) == (0, 0)
