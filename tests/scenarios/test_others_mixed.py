"""Stores, days, lots, versions and makers mixed: what the rules say of each was reckoned by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.amounts import METRE, PIECE
from ikm_desktop.batches import batches, planning
from ikm_desktop.buyback import give_back
from ikm_desktop.buyback.balance import maker_balance
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution.plan import plan_basis, share_product
from ikm_desktop.distribution.shares import Way
from ikm_desktop.errors import (
    AlreadyReversed,
    Blocked,
    NotEnough,
    NotReversible,
    Overpaid,
)
from ikm_desktop.goods import items, parties
from ikm_desktop.goods.balances import on_hand_of_everything
from ikm_desktop.goods.card import stock_card
from ikm_desktop.goods.conservation import conservation
from ikm_desktop.goods.corrections import known_and_corrected
from ikm_desktop.goods.count_sheet import open_count
from ikm_desktop.goods.counts import post_count
from ikm_desktop.goods.reversal_units import Pieces
from tests.factories import things
from tests.factories.stock import some_stock
from tests.scenarios.desk import DAY, Desk
from tests.scenarios.others import (
    costs,
    count,
    day,
    from_church,
    hand_in,
    moves,
    prepare_move,
    prepare_to_vendor,
    spoil,
    the_reason,
)
from tests.scenarios.quick import quick_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk; at the end its whole book must be sound."""
    yield from quick_desk(tmp_path)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Cloth by the piece, 10 for Rp1.003 since the 1st."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1003), day=day(1))
    return item


@pytest.fixture
def depot(desk: Desk) -> int:
    """A second store."""
    return things.a_store(desk.office, "Gudang II")


def runs(desk: Desk, voucher: int) -> list[tuple[int, int]]:
    """First unit and quantity of each move of a voucher, lowest first."""
    return sorted((first, quantity) for _, first, quantity, _ in moves(desk, voucher))


# --- stores and lots --------------------------------------------------------------------------------


def test_a_vendor_gets_back_what_lies_in_that_store(desk: Desk, cloth: int, depot: int) -> None:
    """0–3 are in the depot, the rest here: 7 of here are one too many; each part is owed no more."""
    with desk.office.reading() as connection:
        line = connection.exec_driver_sql("SELECT id FROM line").scalar_one()
    desk.sign(prepare_move(desk, depot, cloth, 4, on=day(2)), day=day(2))
    short = the_reason(desk, NotEnough, lambda: prepare_to_vendor(desk, (line, 3), (line, 4)))
    assert (short.line, short.needed, short.available) == (2, 4, 3)
    (here,) = desk.sign(prepare_to_vendor(desk, (line, 2), (line, 4)))
    assert runs(desk, here) == [(4, 2), (6, 4)]
    home, desk.store = desk.store, depot
    desk.sign(prepare_to_vendor(desk, (line, 3)))
    desk.store = home
    over = the_reason(desk, Overpaid, lambda: desk.pay(desk.vendor, line, gross=1003))
    assert over.payable == 1003 * 4 // 10 - 1003 * 3 // 10


def test_a_named_handover_is_found_between_others(desk: Desk, cloth: int) -> None:
    """0–2, then 3–5: two of the second come back, then 4 of any are 0–2 and 5; of the first none is left."""
    first, second = (desk.lines(desk.supply(desk.ani, {cloth: 3}, day=day(n)))[0] for n in (2, 3))
    assert runs(desk, hand_in(desk, desk.ani, cloth, 2, second, on=day(4))) == [(3, 2)]
    back = desk.back(desk.ani, (cloth, 4), day=day(5))
    assert runs(desk, back) == [(0, 3), (5, 1)]
    short = the_reason(desk, NotEnough, lambda: hand_in(desk, desk.ani, cloth, 1, first))
    assert [paper.voucher for paper in short.takers] == [back]
    desk.reverse(back, quantities={1: 1})
    assert runs(desk, hand_in(desk, desk.ani, cloth, 1, second)) == [(5, 1)]


def test_the_failing_day_is_the_first_of_all(desk: Desk, cloth: int) -> None:
    """3 taken on the 5th, 4 on the 9th: 5 on the 3rd fail on the 9th, 8 on the 5th; undone, none is taken."""
    early = desk.supply(desk.ani, {cloth: 3}, day=day(5))
    late = desk.supply(desk.ani, {cloth: 4}, day=day(9))
    five = the_reason(desk, NotEnough, lambda: desk.supply(desk.budi, {cloth: 5}, day=day(3)))
    assert (five.available, five.failing_day, five.taken_later) == (3, day(9), True)
    assert [paper.voucher for paper in five.takers] == [late]
    eight = the_reason(desk, NotEnough, lambda: desk.supply(desk.budi, {cloth: 8}, day=day(3)))
    assert (eight.failing_day, [paper.voucher for paper in eight.takers]) == (day(5), [late, early])
    desk.reverse(late, on=day(10))
    gone = the_reason(desk, NotEnough, lambda: desk.supply(desk.budi, {cloth: 7}, day=day(9)))
    assert (gone.available, gone.first_free_day) == (3, day(10))
    assert [paper.voucher for paper in gone.takers] == [early]


def test_a_part_goes_back_from_the_top_around_a_hole(desk: Desk, cloth: int) -> None:
    """Of 0–7 0–2 came back: 2 more are 6–7; one of those undone, the next 4 are 5–3 and 2."""
    given = desk.supply(desk.ani, {cloth: 8}, day=day(2))
    back = hand_in(desk, desk.ani, cloth, 3, desk.lines(given)[0], on=day(3))
    assert runs(desk, desk.reverse(given, quantities={1: 2})) == [(6, 2)]
    desk.reverse(back, quantities={1: 1})
    assert runs(desk, desk.reverse(given, quantities={1: 4})) == [(2, 1), (3, 3)]


# --- makers and recipes -----------------------------------------------------------------------------


def test_each_version_of_a_recipe_rounds_for_itself(desk: Desk) -> None:
    """1 m for 15, from the 10th for 14: 67, 67, then 72 of the new one, then 866 of the old for 13 more."""
    cloth = things.a_material(desk.office, "Kain", unit=METRE)
    desk.buy((cloth, 100_000, 1_000_003), day=day(1))
    mask = things.a_product(desk.office, "Masker", price=500)
    things.a_recipe(desk.office, mask, {cloth: 1000}, yields=15)
    things.a_recipe(desk.office, mask, {cloth: 1000}, yields=14, since=day(10))
    desk.supply(desk.ani, {cloth: 2000}, day=day(2))
    left = 2000
    for many, on, used in ((1, 9, 67), (1, 9, 67), (1, 10, 72), (13, 9, 866)):
        desk.receive(desk.ani, DeliveryLine(mask, many, many), day=day(on))
        left -= used
        assert desk.on_hand(desk.ani, cloth)[0] == left
    with desk.office.reading() as connection:
        new, old = (
            maker_balance(connection, maker=desk.ani, batch=desk.batch, product=mask, day=day(on))
            for on in (10, 9)
        )
    assert (new.before, new.most) == (1, (left + 72) * 14 // 1000 - 1)
    assert (old.before, old.most) == (15, (left + 1000) * 15 // 1000 - 15)


def test_her_own_material_goes_back_to_her_first(desk: Desk, cloth: int) -> None:
    """10 used, 5 of them her own: 6 pieces' worth back is 5 of hers and 1 of ours, the rest to the rupiah."""
    mask = things.a_product(desk.office, "Masker", price=500)
    things.a_recipe(desk.office, mask, {cloth: 2})
    desk.supply(desk.ani, {cloth: 5}, day=day(2))
    line = DeliveryLine(mask, 5, 3, 2, reason="noda", own_reason="sisa di rumah")
    receipt = desk.receive(desk.ani, line, day=day(3))
    ours = 1003 * 5 // 10
    assert costs(desk, receipt) == [ours + 1500]
    assert desk.on_hand(desk.ani, mask) == (2, ours - ours * 3 // 5)
    for asked, held in ((Pieces(1), 0), (Pieces(1, 1), 1), (Pieces(1, 1), 5)):
        desk.reverse(receipt, quantities={1: asked})
        assert desk.on_hand(desk.ani, cloth)[0] == held
    assert desk.on_hand(desk.ani, cloth) == (5, ours)


def test_old_and_new_pieces_repaired_together_go_back_together(desk: Desk, cloth: int, mask: int) -> None:
    """1 given back and 2 rejects, 3 delivered again, 2 good: the old one unpriced, one reject bought."""
    desk.supply(desk.ani, {cloth: 10}, day=day(2))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 6, 4, 2, reason="noda"), day=day(3))
    away = desk.give_back(desk.lines(receipt)[0], 1, day=day(4))
    line = DeliveryLine(mask, 3, 2, 1, reason="noda", again=True, materials={cloth: 2})
    again = desk.receive(desk.ani, line, day=day(5))
    used = 1003 * 6 // 10
    rejects = used - used * 4 // 6
    assert costs(desk, again) == [rejects // 2 + (1003 * 8 // 10 - used) + 500]
    the_reason(desk, NotReversible, lambda: desk.reverse(again, quantities={1: 1}))
    desk.reverse(again)
    desk.reverse(away)
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth) == (10, 1003)


def test_pieces_pass_through_other_hands(desk: Desk, cloth: int, mask: int) -> None:
    """Ani's rejects repaired by Budi are owed to him; bought ones he only mends are owed to her alone."""
    desk.supply(desk.ani, {cloth: 6}, day=day(2))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 6, 4, 2, reason="noda"), day=day(3))
    (line,) = desk.lines(receipt)
    desk.supply(desk.budi, {mask: 2}, day=day(4))
    mended = desk.receive(desk.budi, DeliveryLine(mask, 2, 2, again=True), day=day(5))
    assert costs(desk, mended) == [0]
    over = the_reason(desk, Overpaid, lambda: desk.pay(desk.ani, line, gross=2001))
    assert over.payable == 2000
    desk.back(desk.ani, (mask, 2), day=day(6))
    desk.give((mask, 4), day=day(7))
    desk.supply(desk.budi, {mask: 2}, day=day(8))
    made = desk.receive(desk.budi, DeliveryLine(mask, 2, 2, again=True), day=day(9))
    over = the_reason(desk, Overpaid, lambda: desk.pay(desk.budi, *desk.lines(made), gross=1001))
    assert over.payable == 1000


def test_from_the_church_to_the_maker_and_out_again(desk: Desk, cloth: int, mask: int, depot: int) -> None:
    """6 given, 2 back into the depot, given back to Ani, mended, given anew; each undone in turn."""
    desk.supply(desk.ani, {cloth: 6}, day=day(2))
    (line,) = desk.lines(desk.receive(desk.ani, DeliveryLine(mask, 6, 6), day=day(3)))
    gift = desk.give((mask, 6), day=day(4))
    home, desk.store = desk.store, depot
    from_church(desk, desk.lines(gift)[0], 2, on=day(5))
    desk.store = home
    short = the_reason(desk, NotEnough, lambda: desk.give_back(line, 2, day=day(6)))
    assert (short.available, short.place.id) == (0, home)
    (away,) = give_back.give_back(
        desk.office, line=line, quantity=2, reason="lepas", letter_date=day(6), store=depot
    ).vouchers
    mended = desk.receive(desk.ani, DeliveryLine(mask, 2, 2, again=True), day=day(7))
    anew = desk.give((mask, 2), day=day(8))
    the_reason(desk, Blocked, lambda: desk.reverse(away))
    for voucher in (anew, mended, away):
        desk.reverse(voucher)
    assert desk.on_hand(depot, mask)[0] == 2
    with desk.office.reading() as connection:
        (found,) = conservation(connection).products
    assert (found.made, found.distributed, found.in_store, found.with_makers) == (6, 4, 2, 0)


def test_a_batch_that_sews_anothers_cloth(desk: Desk, cloth: int, mask: int) -> None:
    """Given for I, sewn for II: I's cloth is used, II's masks are made, and both proofs come out."""
    desk.supply(desk.ani, {cloth: 6}, day=day(2))
    second = batches.add_batch(desk.office, name="Angkatan II", training="Pelatihan CONTOH").ids[0]
    first, desk.batch = desk.batch, second
    desk.receive(desk.ani, DeliveryLine(mask, 4, 3, 1, reason="noda"), day=day(3))
    with desk.office.reading() as connection:
        one, two = (conservation(connection, batch=batch) for batch in (first, second))
    (material,) = one.materials
    assert (material.supplied, material.held, material.used_in_accepted) == (6, 2, 3)
    assert (material.used_in_rejects, one.products) == (1, ())
    (product,) = two.products
    assert (product.made, product.in_store, product.with_makers, two.materials) == (4, 3, 1, ())
    assert one.unexplained == two.unexplained == 0


# --- counts, shares, plans --------------------------------------------------------------------------


def test_a_late_count_takes_no_more_than_later_papers_left(desk: Desk, cloth: int) -> None:
    """10 on the 5th, 8 gone on the 9th: 5 counted for the 5th are 3 too few to lose, 8 are not."""
    desk.supply(desk.ani, {cloth: 8}, day=day(9))
    sheet = open_count(desk.office, place=desk.store, day=day(5)).counting({cloth: 5}, reasons={cloth: "-"})
    short = the_reason(desk, NotEnough, lambda: post_count(desk.office, sheet=sheet))
    assert (short.needed, short.available, short.failing_day) == (5, 2, day(9))
    post_count(desk.office, sheet=sheet.counting({cloth: 8}))
    assert desk.on_hand(desk.store, cloth) == (0, 0)


def test_what_comes_back_by_days_is_the_lowest_that_lies_there(desk: Desk, cloth: int) -> None:
    """0–3 came back, 2–3 of them went there again on the 6th: on the 5th 4 is the lowest, on the 6th 2."""
    (line,) = desk.lines(desk.give((cloth, 10), day=day(3)))
    back = from_church(desk, line, 4, on=day(5))
    assert runs(desk, desk.reverse(back, quantities={1: 2}, on=day(6))) == [(2, 2)]
    assert runs(desk, from_church(desk, line, 1, on=day(5))) == [(4, 1)]
    assert runs(desk, from_church(desk, line, 3, on=day(6))) == [(2, 2), (5, 1)]


def test_shares_by_quota_with_ties_and_typed_cells(desk: Desk) -> None:
    """Quotas 10, 10, 5: 7 are 3, 3, 1; with 4 typed 9 are 3, 4, 2; of 50 with 20 typed 15 are left."""
    soap = things.a_product(desk.office, "Sabun")
    some_stock(desk.office, desk.store, soap, 100, value=1, day=day(1))
    places = [things.an_institution(desk.office) for _ in range(3)]
    for place, quota in zip(places, (10, 10, 5), strict=True):
        parties.change_institution(desk.office, institution=place, quota=quota)
    with desk.office.reading() as connection:
        basis = plan_basis(connection, DAY)
        three = [parties.institution_of(connection, place) for place in places]
    (item,) = (free.item for free in basis.products)
    for whole, typed, parts, left in (
        (7, {}, [3, 3, 1], 0),
        (9, {places[1]: 4}, [3, 4, 2], 0),
        (50, {places[1]: 20}, [10, 20, 5], 15),
    ):
        found = share_product(basis, item, whole, three, Way.QUOTA, typed)
        assert (list(found.parts.values()), found.left) == (parts, left)


def test_a_buying_list_in_whole_rolls(desk: Desk) -> None:
    """20 kits of 6.667 mm, 6 m free, rolls of 50 m: 3 rolls at the price of the last purchase that stands."""
    cloth = things.a_material(desk.office, "Kain", unit=METRE)
    mask = things.a_product(desk.office, price=1)
    things.a_recipe(desk.office, mask, {cloth: 1000}, yields=15)
    items.change_item(desk.office, item=cloth, pack=50_000)
    desk.buy((cloth, 10_000, 100_003), day=day(1))
    desk.reverse(desk.buy((cloth, 10_000, 999_999), day=day(2)))
    desk.prepare({desk.ani: {cloth: 4000}}, day=day(2))
    for people, pieces, extra, expected in (
        (20, 100, 0, (6667, 133_340, 127_340, 3, 1_500_000)),
        (1, 90, 0, (6000, 6000, 0, 0, 0)),
        (1, 91, 0, (6067, 6067, 67, 1, 500_000)),
        (1, 1, 10, (67, 74, 0, 0, 0)),
    ):
        with desk.office.reading() as connection:
            (need,) = planning.need_plan(
                connection, product=mask, people=people, pieces=pieces, extra=extra, day=DAY
            ).needs
        assert (need.each, need.needed, need.short, need.packs, need.cost) == expected


# --- reading and undoing ----------------------------------------------------------------------------


def test_what_was_struck_moves_no_figure_of_a_card(desk: Desk, cloth: int) -> None:
    """6 given on the 3rd, 5 of them back that day, 1 on the 5th: one row of 1 each way, the rest struck."""
    given = desk.supply(desk.ani, {cloth: 6}, day=day(3))
    desk.reverse(given, quantities={1: 2}, on=day(3))
    desk.reverse(given, quantities={1: 1}, on=day(5))
    desk.reverse(given, on=day(3))
    with desk.office.reading() as connection:
        card = stock_card(connection, item=cloth, place=desk.store)
    assert [(row.day.day, row.came, row.went, row.struck, row.quantity) for row in card.rows] == [
        (1, 10, 0, False, 10),
        (3, 0, 1, False, 9),
        (3, 0, 5, True, 9),
        (3, 2, 0, True, 9),
        (3, 3, 0, True, 9),
        (5, 1, 0, False, 10),
    ]


def a_month(desk: Desk, cloth: int, mask: int, depot: int) -> dict[date, dict[date, list[tuple[int, ...]]]]:
    """Live through some days with late entries and corrections; return what the book said on each of them."""
    said: dict[date, dict[date, list[tuple[int, ...]]]] = {}

    def evening(on: int) -> None:
        with desk.office.reading() as connection:
            said[day(on)] = {
                of: sorted(on_hand_of_everything(connection, on=of)) for of in map(day, range(1, on + 1))
            }

    desk.today(day(4))
    desk.supply(desk.ani, {cloth: 6}, day=day(2))
    evening(4)
    desk.today(day(6))
    receipt = desk.receive(desk.ani, DeliveryLine(mask, 5, 3, 2, reason="noda"), day=day(5))
    count(desk, {cloth: 3}, on=day(6))
    evening(6)
    desk.today(day(9))
    desk.reverse(receipt, quantities={1: Pieces(1, 1)}, on=day(7))
    gift = desk.give((mask, 1), day=day(8))
    desk.sign(prepare_move(desk, depot, cloth, 1, on=day(9)), day=day(9))
    evening(9)
    desk.today(day(12))
    desk.back(desk.ani, (cloth, 1), day=day(8))
    spoil(desk, desk.ani, mask, 1, on=day(10))
    desk.reverse(gift, on=day(8))
    evening(12)
    return said


def test_the_book_as_known_and_undone(desk: Desk, cloth: int, mask: int, depot: int) -> None:
    """As known on every evening it is what was read then; taken back last first, nothing is left of it."""
    for known_on, said in a_month(desk, cloth, mask, depot).items():
        for on, then in said.items():
            with desk.office.reading() as connection:
                known = on_hand_of_everything(connection, on=on, known_on=known_on)
                found = known_and_corrected(connection, known_on=known_on, on=on)
            assert sorted(known) == then
            for row in found.rows:
                changes = [
                    change
                    for act in found.acts
                    for change in act.changes
                    if (change.place, change.item) == (row.place, row.item)
                ]
                assert row.then.quantity + sum(one.quantity for one in changes) == row.now.quantity
                assert row.then.value + sum(one.value for one in changes) == row.now.value
    with desk.office.reading() as connection:
        query = "SELECT id FROM voucher WHERE kind != 'reversal' ORDER BY id DESC"
        last_first = list(connection.exec_driver_sql(query).scalars())
    for voucher in last_first:
        with suppress(AlreadyReversed):
            desk.reverse(voucher)
    with desk.office.reading() as connection:
        assert on_hand_of_everything(connection) == []
        proof = conservation(connection)
    assert (proof.materials, proof.products) == ((), ())
