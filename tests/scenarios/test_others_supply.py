"""Supply, returns, prepared papers and transfers, in other combinations than the known scenarios."""

from __future__ import annotations

from ikm_desktop.amounts import METRE, PIECE
from ikm_desktop.batches import merging
from ikm_desktop.buyback import give_back
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import (
    AlreadyReversed,
    Blocked,
    CountedSince,
    NotEnough,
    Overpaid,
    Reserved,
    WrongDay,
    WrongState,
)
from ikm_desktop.goods import changing, vouchers
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.participants import people
from ikm_desktop.supply import handover
from tests.factories import persons, things
from tests.scenarios.desk import DAY, OFFICER, Desk
from tests.scenarios.others import (
    available,
    count,
    day,
    hand_in,
    moves,
    prepare_move,
    prepare_to_vendor,
    refused,
    spoil,
    the_reason,
    void,
    ways,
)


def cloth_of(desk: Desk, quantity: int, value: int) -> int:
    """Cloth by the piece that lies in the store since the 1st."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, quantity, value), day=day(1))
    return item


def mask_of(desk: Desk, cloth: int, price: int = 500) -> int:
    """A mask of one piece of cloth."""
    item = things.a_product(desk.office, "Masker", price=price)
    things.a_recipe(desk.office, item, {cloth: 1})
    return item


def test_a_kit_goes_back_as_far_as_it_was_not_used(desk: Desk) -> None:
    """Of 10 handed to each, Ani used 6 and returned 1: 3 can go back, the highest; Budi's all 10."""
    cloth = cloth_of(desk, 30, 3001)
    mask = mask_of(desk, cloth)
    anis, budis = desk.sign(desk.prepare({desk.ani: {cloth: 10}, desk.budi: {cloth: 10}}))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 6, 5, 1, reason="noda"))
    back = desk.back(desk.ani, (cloth, 1))
    reason = the_reason(desk, Blocked, lambda: desk.reverse(anis))
    assert (reason.possible, reason.asked) == (3, 10)
    assert {paper.voucher for paper in reason.papers} == {receipt, back}
    assert ways(reason) == ["balikkan:3", "buka"]
    undone = desk.reverse(anis, quantities={1: 3})
    assert [(first, quantity) for _, first, quantity, _ in moves(desk, undone)] == [(7, 3)]
    assert desk.on_hand(desk.ani, cloth) == (0, 0)
    desk.reverse(budis)
    desk.reverse(receipt)
    desk.reverse(anis, quantities={1: 6})
    told = the_reason(desk, Blocked, lambda: desk.reverse(anis))
    assert (told.possible, [paper.voucher for paper in told.papers]) == (0, [back])
    desk.reverse(back)
    desk.reverse(anis)
    assert desk.on_hand(desk.store, cloth) == (30, 3001)


def test_a_return_of_one_handover_after_another_was_used(desk: Desk) -> None:
    """4 then 6 held, 5 used oldest first: of the first handover nothing is left, of the second 5."""
    cloth = cloth_of(desk, 10, 1000)
    mask = mask_of(desk, cloth)
    first, second = (desk.lines(desk.supply(desk.ani, {cloth: n}))[0] for n in (4, 6))
    desk.receive(desk.ani, DeliveryLine(mask, 5, 3, 2, reason="noda"))
    (reason,) = refused(desk, lambda: hand_in(desk, desk.ani, cloth, 1, first))
    assert isinstance(reason, NotEnough)
    assert (reason.needed, reason.available) == (1, 0)
    (reason,) = refused(desk, lambda: hand_in(desk, desk.ani, cloth, 6, second))
    assert isinstance(reason, NotEnough)
    assert (reason.needed, reason.available) == (6, 5)
    hand_in(desk, desk.ani, cloth, 5, second)
    assert desk.on_hand(desk.ani, cloth) == (0, 0)
    assert desk.on_hand(desk.ani, mask) == (2, 200)


def test_a_vendor_gets_back_what_was_not_used(desk: Desk) -> None:
    """Of 10 for Rp1.007, 6 were handed out: 4 go back as what was bought, which is owed no more."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    bought = desk.buy((cloth, 10, 1007), day=day(1))
    (line,) = desk.lines(bought)
    given = desk.supply(desk.ani, {cloth: 6}, day=day(2))
    reason = the_reason(desk, NotEnough, lambda: prepare_to_vendor(desk, (line, 5)))
    assert (reason.needed, reason.available) == (5, 4)
    assert [paper.voucher for paper in reason.takers] == [given]
    letter = prepare_to_vendor(desk, (line, 3))
    assert (desk.on_hand(desk.store, cloth)[0], available(desk, cloth)) == (4, 1)
    reserved = the_reason(desk, Reserved, lambda: prepare_to_vendor(desk, (line, 2)))
    assert (reserved.needed, reserved.available, reserved.reserved) == (2, 1, 3)
    blocked = the_reason(desk, Blocked, lambda: desk.reverse(bought))
    assert blocked.possible == 1
    assert {paper.voucher for paper in blocked.papers} == {given, None}
    (gone,) = desk.sign(letter)
    assert desk.cost(gone) == 1007 * 9 // 10 - 1007 * 6 // 10
    payable = 1007 - desk.cost(gone)
    over = the_reason(desk, Overpaid, lambda: desk.pay(desk.vendor, line, gross=payable + 1))
    assert (over.payable, over.asked) == (payable, payable + 1)
    desk.pay(desk.vendor, line, gross=payable)
    desk.reverse(gone)
    assert desk.on_hand(desk.store, cloth)[0] == 4
    desk.pay(desk.vendor, line)


def test_a_letter_to_a_vendor_is_told_only_of_what_holds_its_own_goods(desk: Desk) -> None:
    """Of two purchases the second one is promised: who took or pinned the first has nothing to do with it."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((cloth, 5, 50), day=day(1))
    (young,) = desk.lines(desk.buy((cloth, 5, 100), day=day(2)))
    old_letter = desk.prepare({desk.ani: {cloth: 5}}, day=day(3))
    letter = prepare_to_vendor(desk, (young, 4), on=day(4))
    reason = the_reason(desk, Reserved, lambda: prepare_to_vendor(desk, (young, 2), on=day(4)))
    assert [paper.prepared for paper in reason.papers] == list(letter.prepared)
    (gone,) = desk.sign(letter, day=day(4))
    (given,) = desk.sign(old_letter, day=day(5))
    short = the_reason(desk, NotEnough, lambda: prepare_to_vendor(desk, (young, 2), on=day(6)))
    assert [paper.voucher for paper in short.takers] == [gone]
    assert given not in {paper.voucher for paper in short.takers}


def test_what_is_prepared_is_kept_from_everything_else(desk: Desk) -> None:
    """7 of 10 promised: a kit, waste, a count, a transfer are each told for whom, and how many are free."""
    cloth = cloth_of(desk, 10, 1000)
    depot = things.a_store(desk.office)
    letter = desk.prepare({desk.ani: {cloth: 4}, desk.budi: {cloth: 3}})
    number = "530/001/DPP/VIII/2020"
    for act, asked in (
        (lambda: desk.prepare({desk.budi: {cloth: 4}}), 4),
        (lambda: spoil(desk, desk.store, cloth, 5), 5),
        (lambda: count(desk, {cloth: 4}), 6),
        (lambda: prepare_move(desk, depot, cloth, 10), 10),
    ):
        reason = the_reason(desk, Reserved, act)
        assert (reason.needed, reason.available, reason.reserved) == (asked, 3, 7)
        assert [paper.number for paper in reason.papers] == [number]
        assert ways(reason) == ["lihat", "batalkan", "kurangi"]
    count(desk, {cloth: 7})
    assert desk.on_hand(desk.store, cloth) == (7, 700)
    assert [desk.cost(one) for one in desk.sign(letter)] == [400, 300]


def test_goods_reversed_under_a_prepared_letter(desk: Desk) -> None:
    """The receipt cannot go while the letter holds its pieces; voided it can, and is signed no more."""
    cloth = cloth_of(desk, 10, 1000)
    mask = mask_of(desk, cloth)
    desk.supply(desk.ani, {cloth: 10})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 10, 8, 2, reason="noda"))
    letter = desk.prepare_gift((mask, 5))
    reason = the_reason(desk, Blocked, lambda: desk.reverse(receipt))
    assert (reason.possible, reason.asked) == (3, 8)
    assert [paper.prepared for paper in reason.papers] == list(letter.prepared)
    desk.reverse(receipt, quantities={1: Pieces(3, 2)})
    void(desk, letter)
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth) == (10, 1000)
    the_reason(desk, WrongState, lambda: desk.sign(letter))
    the_reason(desk, AlreadyReversed, lambda: desk.reverse(receipt, lines=[1]))


def test_signing_has_its_own_day(desk: Desk) -> None:
    """A letter of the 10th is signed on the 12th: not before its date, nor before a count."""
    cloth = cloth_of(desk, 10, 1000)
    letter = desk.prepare({desk.ani: {cloth: 6}}, day=day(10))
    reason = the_reason(desk, WrongDay, lambda: desk.sign(letter, day=day(9)))
    assert (reason.day, reason.limit) == (day(9), day(10))
    counted = count(desk, {cloth: 10}, on=day(12))
    since = the_reason(desk, CountedSince, lambda: desk.sign(letter, day=day(11)))
    assert (since.day, since.count.voucher) == (day(11), counted)
    desk.sign(letter, day=day(12))
    assert [desk.on_hand(desk.store, cloth, on=day(n))[0] for n in (10, 11, 12)] == [10, 10, 4]


def test_a_kit_that_lacks_for_its_last_person_takes_nothing(desk: Desk) -> None:
    """7 each of 20: told for all three, 21 of 20; with one less for the third all get theirs."""
    cloth = cloth_of(desk, 20, 2000)
    citra = persons.place_of(desk.office, persons.a_person(desk.office, "Citra CONTOH"))
    kit = {person: {cloth: 7} for person in (desk.ani, desk.budi, citra)}
    reason = the_reason(desk, NotEnough, lambda: desk.prepare(kit))
    assert (reason.needed, reason.available, reason.line) == (21, 20, 1)
    done = desk.prepare(kit | {citra: {cloth: 6}})
    assert len(done.prepared) == 3
    with desk.office.reading() as connection:
        numbers = connection.exec_driver_sql("SELECT number FROM paper WHERE kind = 'TTB'").scalars().all()
    assert numbers == ["530/001/DPP/VIII/2020"]


def test_a_prepared_letter_that_is_changed_never_moves_another(desk: Desk) -> None:
    """A has 0–2, B 3–5 of 10: A wants 5 and gets 0–2, 6–7; B stays; C finds 2 left and a later day none."""
    cloth = cloth_of(desk, 10, 1009)
    first, second = (desk.prepare({place: {cloth: 3}}) for place in (desk.ani, desk.budi))
    done = changing.change_prepared(desk.office, prepared=first.prepared[0], lines=[GoodsLine(cloth, 5)])
    desk.checked(done)
    reason = the_reason(desk, Reserved, lambda: desk.prepare({desk.ani: {cloth: 3}}))
    assert (reason.available, reason.reserved) == (2, 8)
    (late,), (early,) = desk.sign(second), desk.sign(first)
    assert [(a, n) for _, a, n, _ in moves(desk, late)] == [(3, 3)]
    assert [(a, n) for _, a, n, _ in moves(desk, early)] == [(0, 3), (6, 2)]
    assert desk.on_hand(desk.store, cloth) == (2, 1009 - 1009 * 8 // 10)


def test_nothing_comes_back_before_it_was_given(desk: Desk) -> None:
    """Handed over on the 10th: a return of the 9th finds nothing, and offers the 10th."""
    cloth = cloth_of(desk, 10, 1000)
    desk.supply(desk.ani, {cloth: 4}, day=day(10))
    reason = the_reason(desk, NotEnough, lambda: desk.back(desk.ani, (cloth, 3), day=day(9)))
    assert (reason.available, reason.first_free_day) == (0, day(10))
    assert "ganti-tanggal:2020-08-10" in ways(reason)
    desk.back(desk.ani, (cloth, 3), day=day(10))


def test_what_returned_leaves_again_from_its_return_on(desk: Desk) -> None:
    """Returned on the 12th it is the oldest roll again, but a kit of the 11th cannot have it."""
    cloth = cloth_of(desk, 4, 40)
    desk.supply(desk.ani, {cloth: 4}, day=day(2))
    desk.buy((cloth, 4, 80), day=day(5))
    desk.back(desk.ani, (cloth, 2), day=day(12))
    assert desk.cost(desk.supply(desk.budi, {cloth: 2}, day=day(11))) == 40
    assert desk.cost(desk.supply(desk.budi, {cloth: 3}, day=day(12))) == 20 + 20
    reason = the_reason(desk, NotEnough, lambda: desk.supply(desk.budi, {cloth: 2}, day=day(13)))
    assert reason.available == 1


def test_a_reversal_before_goods_came_back_names_the_day_they_did(desk: Desk) -> None:
    """Moved on, then taken back on the 15th: the handover is reversed from the 15th on, not on the 12th."""
    cloth = cloth_of(desk, 10, 1000)
    given = desk.supply(desk.ani, {cloth: 4}, day=day(10))
    back = desk.back(desk.ani, (cloth, 4), day=day(11))
    desk.reverse(back, on=day(15))
    reason = the_reason(desk, NotEnough, lambda: desk.reverse(given, on=day(12)))
    assert (reason.needed, reason.available, reason.first_free_day) == (4, 0, day(15))
    assert ways(reason)[1] == "ganti-tanggal:2020-08-15"
    desk.reverse(given, on=day(15))
    assert desk.on_hand(desk.store, cloth, on=day(14)) == (10, 1000)
    assert desk.on_hand(desk.store, cloth) == (10, 1000)


def test_same_day_order_is_the_order_of_entry(desk: Desk) -> None:
    """All on one day: what is bought after a handover cannot have fed it, though the day ends the same."""
    cloth = cloth_of(desk, 3, 30)
    the_reason(desk, NotEnough, lambda: desk.supply(desk.ani, {cloth: 5}))
    desk.buy((cloth, 2, 40))
    assert desk.cost(desk.supply(desk.ani, {cloth: 4})) == 50
    desk.back(desk.ani, (cloth, 4))
    assert desk.cost(desk.supply(desk.budi, {cloth: 5})) == 70


def test_a_double_and_the_kept_person_are_rounded_as_one(desk: Desk) -> None:
    """2 m for 3 masks: one delivered as the double took 667 mm, after the merge the next two take 1.333."""
    cloth = things.a_material(desk.office, "Kain", unit=METRE)
    mask = things.a_product(desk.office, "Masker", price=500)
    things.a_recipe(desk.office, mask, {cloth: 2000}, yields=3)
    desk.buy((cloth, 10_000, 100_003), day=day(1))
    double = persons.a_person(desk.office, "Any CONTOH", nik="")
    place = persons.place_of(desk.office, double)
    with desk.office.reading() as connection:
        kept = people.person_at(connection, desk.ani)
    assert kept is not None
    desk.supply(place, {cloth: 1000})
    receipt = desk.receive(place, DeliveryLine(mask, 1, 1))
    desk.checked(merging.merge(desk.office, kept=kept.id, double=double))
    assert desk.on_hand(place, cloth) == (0, 0)
    assert desk.on_hand(desk.ani, cloth)[0] == 333
    desk.supply(desk.ani, {cloth: 1000})
    desk.receive(desk.ani, DeliveryLine(mask, 2, 2))
    assert desk.on_hand(desk.ani, cloth)[0] == 0
    desk.pay(place, desk.lines(receipt)[0])
    refusals = refused(desk, lambda: desk.supply(place, {cloth: 1}))
    assert "Any CONTOH" in refusals[0].sentence
    assert (
        sum(desk.on_hand(where, cloth)[1] for where in (desk.store, desk.ani)) == 100_003 - 100_003 * 2 // 10
    )


def test_given_back_pieces_are_hers_to_keep_until_they_return(desk: Desk) -> None:
    """Pinned pieces are not given back; given back ones are neither given away nor paid, but stay bought."""
    cloth = cloth_of(desk, 10, 1000)
    mask = mask_of(desk, cloth)
    desk.supply(desk.ani, {cloth: 6})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 6, 6))
    (line,) = desk.lines(receipt)
    letter = desk.prepare_gift((mask, 4))
    reason = the_reason(desk, Reserved, lambda: desk.give_back(line, 3))
    assert (reason.available, reason.reserved) == (2, 4)
    away = desk.give_back(line, 2)
    the_reason(desk, Reserved, lambda: desk.prepare_gift((mask, 1)))
    (given,) = desk.sign(letter)
    blocked = the_reason(desk, Blocked, lambda: desk.reverse(receipt))
    assert {paper.voucher for paper in blocked.papers} == {given, away}
    desk.reverse(away)
    desk.reverse(receipt, quantities={1: 2})
    assert desk.on_hand(desk.ani, cloth) == (2, 200)
    none = refused(
        desk, lambda: give_back.give_back(desk.office, line=line, quantity=1, reason="lepas", letter_date=DAY)
    )
    assert isinstance(none[0], NotEnough)


def test_a_kit_voided_in_part_and_signed_in_part(desk: Desk) -> None:
    """Of three on one list one is void, one signed, one waits: pins, stock and what can be taken agree."""
    cloth = cloth_of(desk, 12, 1200)
    citra = persons.place_of(desk.office, persons.a_person(desk.office, "Citra CONTOH"))
    kit = desk.prepare({person: {cloth: 4} for person in (desk.ani, desk.budi, citra)})
    anis, budis, citras = kit.prepared
    desk.checked(vouchers.void(desk.office, prepared=[budis], reason="tidak hadir"))
    desk.checked(vouchers.sign(desk.office, prepared=[citras]))
    assert (desk.on_hand(desk.store, cloth)[0], available(desk, cloth)) == (8, 4)
    both = refused(desk, lambda: vouchers.sign(desk.office, prepared=[anis, budis, citras]))
    assert [type(one) for one in both] == [WrongState, WrongState]
    done = handover.prepare_handover(
        desk.office,
        participant=desk.budi,
        store=desk.store,
        letter_date=DAY,
        lines=[GoodsLine(cloth, 1), GoodsLine(cloth, 3)],
        giver=OFFICER,
        batch=desk.batch,
    )
    (signed,) = desk.sign(done)
    assert [(a, n) for _, a, n, _ in moves(desk, signed)] == [(4, 4)]
