"""Supply, use and return (scenarios S1, S2, S3, S4, S12, S13, S14)."""

from __future__ import annotations

import pytest

from ikm_desktop.amounts import KILOGRAM, METRE, PIECE
from ikm_desktop.batches import batches
from ikm_desktop.batches.closing import close_batch
from ikm_desktop.batches.roster import drop_out, enrol
from ikm_desktop.buyback.delivery import DeliveryLine, delivered_before
from ikm_desktop.errors import AgainstRecipe, NotEnough
from ikm_desktop.goods.stock import held_by
from tests.factories import persons, things
from tests.scenarios.desk import Desk


def _holds(desk: Desk, place: int) -> dict[int, int]:
    with desk.office.reading() as connection:
        return {row.item.id: row.quantity for row in held_by(connection, place)}


def test_s1_what_is_left_over_is_returned(desk: Desk) -> None:
    """Material for 6 is held, 5 delivered with material for 5, 1 returned: she holds nothing."""
    cloth = things.a_material(desk.office, unit=PIECE)
    mask = things.a_product(desk.office, price=100)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.buy((cloth, 10, 1000))
    desk.supply(desk.ani, {cloth: 6})
    desk.receive(desk.ani, DeliveryLine(mask, 5, 5))
    desk.back(desk.ani, (cloth, 1))
    assert desk.on_hand(desk.ani, cloth) == (0, 0)
    assert desk.on_hand(desk.store, cloth) == (5, 500)
    assert _holds(desk, desk.ani) == {}


def test_s2_who_drops_out_returns_all(desk: Desk) -> None:
    """All material comes back before any delivery; the batch can then be closed."""
    cloth = things.a_material(desk.office, unit=PIECE)
    person = persons.a_person(desk.office, "Cici CONTOH")
    place = persons.place_of(desk.office, person)
    batch = batches.add_batch(desk.office, name="Angkatan V", training="Pelatihan CONTOH").ids[0]
    enrol(desk.office, batch=batch, people=[person])
    desk.buy((cloth, 10, 1000))
    desk.sign(desk.prepare({place: {cloth: 6}}, batch=batch))
    drop_out(desk.office, batch=batch, person=person, reason="pindah")
    desk.back(place, (cloth, 6))
    assert _holds(desk, place) == {}
    desk.checked(close_batch(desk.office, batch=batch))


def test_s3_what_is_not_used_is_still_held(desk: Desk) -> None:
    """20 m given, 10 masks of 1 m received: 10 m used, 10 m still held."""
    cloth = things.a_material(desk.office, unit=METRE)
    mask = things.a_product(desk.office, price=100)
    things.a_recipe(desk.office, mask, {cloth: 1000})
    desk.buy((cloth, 20_000, 2000))
    desk.supply(desk.ani, {cloth: 20_000})
    desk.receive(desk.ani, DeliveryLine(mask, 10, 10))
    assert desk.on_hand(desk.ani, cloth) == (10_000, 1000)


def test_s4_other_figures_than_the_recipes_need_a_reason(desk: Desk) -> None:
    """10 planned, material for 5 supplied and delivered with other figures; 5 more complete the plan."""
    cloth = things.a_material(desk.office, unit=PIECE)
    mask = things.a_product(desk.office, price=100)
    recipe = things.a_recipe(desk.office, mask, {cloth: 2})
    desk.buy((cloth, 20, 2000))
    desk.supply(desk.ani, {cloth: 10})
    with pytest.raises(AgainstRecipe) as refused:
        desk.receive(desk.ani, DeliveryLine(mask, 5, 5, materials={cloth: 9}))
    assert (refused.value.proposal, refused.value.typed) == (10, 9)
    desk.receive(desk.ani, DeliveryLine(mask, 5, 5, materials={cloth: 9}, recipe_reason="potongan hemat"))
    assert desk.on_hand(desk.ani, cloth) == (1, 100)
    desk.supply(desk.ani, {cloth: 10})
    desk.receive(desk.ani, DeliveryLine(mask, 5, 5))
    assert desk.on_hand(desk.store, mask)[0] == 10
    assert desk.on_hand(desk.ani, cloth) == (1, 100)
    with desk.office.reading() as connection:
        made = delivered_before(connection, product=mask, maker=desk.ani, batch=desk.batch, recipe=recipe)
    assert made == 10


def test_s12_three_deliveries_use_up_what_was_given(desk: Desk) -> None:
    """1,25, 1 and 2,75 kg of tea against 5 kg: three receipts, nothing left with the maker."""
    leaves = things.a_material(desk.office, unit=KILOGRAM)
    tea = things.a_product(desk.office, unit=KILOGRAM, price=50_000)
    things.a_recipe(desk.office, tea, {leaves: 1000}, yields=1000)
    desk.buy((leaves, 5000, 500_000))
    desk.supply(desk.ani, {leaves: 5000})
    for quantity in (1250, 1000, 2750):
        desk.receive(desk.ani, DeliveryLine(tea, quantity, quantity))
    assert desk.on_hand(desk.store, tea) == (5000, 500_000 + 250_000)
    assert desk.on_hand(desk.ani, leaves) == (0, 0)


def test_s13_who_has_the_cloth_is_named(desk: Desk) -> None:
    """Batch I holds all the cloth: batch II is refused, naming its letter; what comes back may go out."""
    cloth = things.a_material(desk.office, "Kain katun", unit=METRE)
    second = batches.add_batch(desk.office, name="Angkatan II", training="Pelatihan CONTOH").ids[0]
    desk.buy((cloth, 10_000, 100_000))
    given = desk.prepare({desk.ani: {cloth: 6000}, desk.budi: {cloth: 4000}})
    desk.sign(given)
    with pytest.raises(NotEnough) as refused:
        desk.prepare({desk.ani: {cloth: 3000}}, batch=second)
    assert [paper.number for paper in refused.value.takers] == ["530/001/DPP/VIII/2020"]
    assert "530/001/DPP/VIII/2020" in str(refused.value)
    desk.back(desk.budi, (cloth, 3000))
    with pytest.raises(NotEnough):
        desk.prepare({desk.ani: {cloth: 3001}}, batch=second)
    desk.prepare({desk.ani: {cloth: 3000}}, batch=second)


def test_s14_a_kit_for_twenty_is_one_act_and_one_list(desk: Desk) -> None:
    """20 people, two with other quantities, one absent: 19 handovers under one number."""
    cloth, rubber = (things.a_material(desk.office, unit=METRE) for _ in range(2))
    desk.buy((cloth, 200_000, 2_000_000), (rubber, 800_000, 800_000))
    people = [persons.place_of(desk.office, persons.a_person(desk.office)) for _ in range(20)]
    rows = {place: {cloth: 7000, rubber: 35_000} for place in people}
    rows[people[3]] = {cloth: 5000, rubber: 35_000}
    rows[people[8]] = {cloth: 7000, rubber: 20_000}
    rows[people[12]] = {}
    done = desk.prepare(rows)
    assert (len(done.prepared), len(done.papers)) == (19, 1)
    assert len(desk.sign(done)) == 19
    assert desk.on_hand(desk.store, cloth)[0] == 200_000 - 18 * 7000 - 5000
    assert desk.on_hand(people[3], cloth)[0] == 5000
    assert desk.on_hand(people[12], cloth)[0] == 0
