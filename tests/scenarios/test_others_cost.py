"""Cost and quantities, with other figures, units and orders than the known scenarios."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ikm_desktop.amounts import GRAM, KILOGRAM, LITRE, METRE, PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import Blocked, NotEnough
from ikm_desktop.goods.opening import OpeningLine, open_balances
from tests.factories import things
from tests.scenarios.desk import DAY, Desk
from tests.scenarios.others import costs, count, day, moves, prepare_move, refused, the_reason, void


def test_the_odd_rupiah_of_many_issues_is_never_lost(desk: Desk) -> None:
    """7 m for Rp10.001 in six pieces of 1.111 mm and the rest: each costs its run, together 10.001."""
    cloth = things.a_material(desk.office, "Kain", unit=METRE)
    desk.buy((cloth, 7000, 10_001))
    kits = [desk.prepare({desk.ani: {cloth: 1111}, desk.budi: {cloth: 1111}}) for _ in range(3)]
    paid = [desk.cost(voucher) for kit in kits for voucher in desk.sign(kit)]
    cuts = [10_001 * 1111 * n // 7000 for n in range(7)]
    assert paid == [end - begin for begin, end in pairwise(cuts)]
    assert desk.on_hand(desk.store, cloth) == (334, 10_001 - sum(paid))
    desk.supply(desk.budi, {cloth: 334})
    assert desk.on_hand(desk.store, cloth) == (0, 0)
    assert sum(desk.on_hand(place, cloth)[1] for place in (desk.ani, desk.budi)) == 10_001


def test_units_worth_less_than_a_rupiah(desk: Desk) -> None:
    """10 needles for Rp3 cost 0, 0, 0, 1, 0, 0, 1, 0, 0, 1; what came back costs the same again."""
    needle = things.a_material(desk.office, "Jarum", unit=PIECE)
    desk.buy((needle, 10, 3))
    given = [desk.supply(desk.ani, {needle: many}) for many in (3, 1, 2, 1, 3)]
    assert [desk.cost(one) for one in given] == [0, 1, 0, 1, 1]
    assert desk.cost(desk.back(desk.ani, (needle, 4))) == 1
    assert [desk.cost(desk.supply(desk.budi, {needle: many})) for many in (3, 1)] == [0, 1]


def test_goods_of_no_value_stay_so_wherever_they_go(desk: Desk) -> None:
    """A gift worth 0 goes out at 0 before a younger lot of value; quantity 0 is value 0."""
    label = things.a_material(desk.office, "Label", unit=PIECE)
    desk.buy((label, 6, 0), day=day(3))
    desk.buy((label, 5, 1001), day=day(4))
    assert costs(desk, desk.supply(desk.ani, {label: 7})) == [200]
    desk.supply(desk.ani, {label: 4})
    assert desk.on_hand(desk.store, label) == (0, 0)
    assert desk.on_hand(desk.ani, label) == (11, 1001)


def test_a_lot_entered_late_is_as_old_as_its_day(desk: Desk) -> None:
    """Bought on the 10th for 20 each, entered after it one of the 5th for 10 each: the 5th goes first."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((cloth, 4, 80), day=day(10))
    desk.buy((cloth, 4, 40), day=day(5))
    assert desk.cost(desk.supply(desk.ani, {cloth: 6}, day=day(12))) == 40 + 40
    assert desk.on_hand(desk.store, cloth) == (2, 40)


def test_lots_of_one_day_go_in_the_order_of_their_entry(desk: Desk) -> None:
    """Three lots of one day, two on one paper: first entered first out, line by line."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((cloth, 2, 20), (cloth, 3, 90))
    desk.buy((cloth, 1, 1))
    assert [desk.cost(desk.supply(desk.ani, {cloth: n})) for n in (1, 2, 2, 1)] == [10, 40, 60, 1]


def test_the_day_of_the_lot_decides_also_in_another_store(desk: Desk) -> None:
    """Cloth of the 3rd, moved on the 20th, leaves the other store before its own cloth of the 8th."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    depot = things.a_store(desk.office)
    desk.buy((cloth, 5, 505), day=day(3))
    lines = [OpeningLine(depot, cloth, 5, 1000)]
    desk.checked(open_balances(desk.office, day=day(8), lines=lines))
    (moved,) = desk.sign(prepare_move(desk, depot, cloth, 3, on=day(20)), day=day(20))
    assert desk.cost(moved) == 303
    assert desk.on_hand(depot, cloth, on=day(19)) == (5, 1000)
    home = desk.store
    desk.store = depot
    assert desk.cost(desk.supply(desk.ani, {cloth: 4}, day=day(21))) == 303 + 200
    reason = the_reason(desk, Blocked, lambda: desk.reverse(moved))
    assert (reason.possible, reason.asked) == (0, 3)
    desk.store = home
    assert desk.on_hand(home, cloth) == (2, 202)


def test_grams_and_kilograms_are_items_of_their_own_units(desk: Desk) -> None:
    """1,333 kg at Rp7.777 in all and 250 g for Rp1.000: parts of a kilogram and of a gram item add up."""
    leaf = things.a_material(desk.office, "Daun kelor", unit=KILOGRAM)
    salt = things.a_material(desk.office, "Garam", unit=GRAM)
    desk.buy((leaf, 1333, 7777), (salt, 250, 1000))
    first = desk.supply(desk.ani, {leaf: 333, salt: 7})
    assert costs(desk, first) == [7777 * 333 // 1333, 28]
    desk.back(desk.ani, (leaf, 332), (salt, 6))
    assert desk.on_hand(desk.ani, leaf)[0] == desk.on_hand(desk.ani, salt)[0] == 1
    assert sum(desk.on_hand(place, leaf)[1] for place in (desk.ani, desk.store)) == 7777
    assert KILOGRAM.read("1,333", "Jumlah") == 1333
    assert GRAM.read("250", "Jumlah") == 250


def test_a_price_by_the_litre_leaves_its_part_of_a_rupiah_out(desk: Desk) -> None:
    """750 ml accepted of 1.001 at Rp15.001 a litre: Rp11.250 of price, and their part of the material."""
    water = things.a_material(desk.office, "Air suling", unit=LITRE)
    soap = things.a_product(desk.office, "Sabun", unit=LITRE, price=15_001)
    things.a_recipe(desk.office, soap, {water: 1})
    desk.buy((water, 1001, 999))
    desk.supply(desk.ani, {water: 1001})
    receipt = desk.receive(desk.ani, DeliveryLine(soap, 1001, 750, 251, reason="keruh"))
    assert desk.on_hand(desk.store, soap) == (750, 999 * 750 // 1001 + 11_250)
    assert desk.on_hand(desk.ani, soap) == (251, 999 - 999 * 750 // 1001)
    assert costs(desk, receipt) == [999 + 11_250]
    payment = desk.pay(desk.ani, desk.lines(receipt)[0])
    with desk.office.reading() as connection:
        gross = connection.exec_driver_sql(
            "SELECT p.gross FROM payment_line p JOIN line l ON l.id = p.line WHERE l.voucher = ?", (payment,)
        ).scalar_one()
    assert gross == 11_250


def test_freight_goes_with_the_line_and_comes_back_with_it(desk: Desk) -> None:
    """Rp1.000 over values 1, 0 and 2: 333, 0 and 667; a part that goes back takes its run's cost."""
    a, b, c = (things.a_material(desk.office, unit=PIECE) for _ in range(3))
    bought = desk.buy((a, 3, 1), (b, 5, 0), (c, 3, 2), extra=1000)
    assert costs(desk, bought) == [334, 0, 669]
    back = desk.reverse(bought, quantities={1: 1, 3: 2})
    assert costs(desk, back) == [334 - 334 * 2 // 3, 669 - 669 // 3]
    assert desk.on_hand(desk.store, a) == (2, 222)
    assert desk.on_hand(desk.store, c) == (1, 223)
    assert desk.on_hand(desk.store, b) == (5, 0)


def test_pins_in_the_middle_are_passed_over(desk: Desk) -> None:
    """10 for Rp1.003: 0–2 and 3–5 prepared, the first voided; the next take has 0–2 and 6, at their cost."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((cloth, 10, 1003))
    first = desk.prepare({desk.ani: {cloth: 3}})
    second = desk.prepare({desk.budi: {cloth: 3}})
    void(desk, first)
    taken = desk.supply(desk.ani, {cloth: 4})
    assert [(a, n) for _, a, n, _ in moves(desk, taken)] == [(0, 3), (6, 1)]
    assert desk.cost(taken) == 1003 * 3 // 10 + (1003 * 7 // 10 - 1003 * 6 // 10)
    (signed,) = desk.sign(second)
    assert [(a, n) for _, a, n, _ in moves(desk, signed)] == [(3, 3)]
    assert desk.cost(signed) == 1003 * 6 // 10 - 1003 * 3 // 10


def test_material_is_split_between_good_and_bad_by_the_piece(desk: Desk) -> None:
    """Materials of Rp10.001 over 7 pieces, 4 good: 5.714 in them, 4.287 in the rejects, which stay."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    mask = things.a_product(desk.office, "Masker", price=333)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.buy((cloth, 7, 10_001))
    desk.supply(desk.ani, {cloth: 7})
    desk.receive(desk.ani, DeliveryLine(mask, 7, 4, 3, reason="noda"))
    assert desk.on_hand(desk.store, mask) == (4, 10_001 * 4 // 7 + 4 * 333)
    assert desk.on_hand(desk.ani, mask) == (3, 10_001 - 10_001 * 4 // 7)


def test_all_rejected_costs_its_material_and_is_never_owed(desk: Desk) -> None:
    """5 of 5 rejected: the store gets nothing, she holds 5 at the cost of their cloth, nothing is payable."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    mask = things.a_product(desk.office, "Masker", price=5000)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.buy((cloth, 5, 503))
    desk.supply(desk.ani, {cloth: 5})
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 5, 0, 5, reason="ukuran"))
    assert desk.on_hand(desk.store, mask) == (0, 0)
    assert desk.on_hand(desk.ani, mask) == (5, 503)
    (reason,) = refused(desk, lambda: desk.pay(desk.ani, desk.lines(receipt)[0]))
    assert type(reason).__name__ == "Overpaid"
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth) == (5, 503)


def test_what_is_found_costs_what_the_newest_lot_does(desk: Desk) -> None:
    """Newest lot 7 for Rp1.000: 3 more are worth 428; a typed value wins; of an unknown item it is 0."""
    cloth, thread = (things.a_material(desk.office, unit=PIECE) for _ in range(2))
    desk.buy((cloth, 2, 10), day=day(3))
    desk.buy((cloth, 7, 1000), day=day(4))
    desk.buy((thread, 1, 50), day=day(20))
    count(desk, {cloth: 12}, on=day(5))
    assert desk.on_hand(desk.store, cloth) == (12, 1438)
    count(desk, {cloth: 13}, on=day(6), values={cloth: 77})
    assert desk.on_hand(desk.store, cloth) == (13, 1515)
    desk.supply(desk.ani, {cloth: 13}, day=day(7))
    assert desk.on_hand(desk.store, cloth) == (0, 0)


@pytest.mark.parametrize("asked", [1001, 2000])
def test_a_millimetre_too_much_is_refused_to_the_millimetre(desk: Desk, asked: int) -> None:
    """1 m is there; the refusal says what is needed, what is there, and no day on which it would do."""
    cloth = things.a_material(desk.office, "Kain", unit=METRE)
    desk.buy((cloth, 1000, 7))
    reason = the_reason(desk, NotEnough, lambda: desk.prepare({desk.ani: {cloth: asked}}))
    assert (reason.needed, reason.available, reason.day) == (asked, 1000, DAY)
    assert (reason.first_free_day, reason.takers, reason.taken_later) == (None, (), False)
