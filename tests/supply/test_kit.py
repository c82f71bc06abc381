"""What the page of a kit starts with, and which batch waits for one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ikm_desktop.batches import attendance, batches, roster
from ikm_desktop.errors import NotFound
from ikm_desktop.goods import balances, stock
from ikm_desktop.supply.kit import KitProposal, kit_proposal, waiting_batch
from tests.factories import persons, things, training
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


@pytest.fixture
def cloth(desk: Desk) -> int:
    """20 m of cloth in store."""
    item = things.a_material(desk.office, "Kain katun")
    desk.buy((item, 20_000, 200_000), day=DAY - timedelta(days=2))
    return item


@pytest.fixture
def batch(desk: Desk, cloth: int) -> int:
    """A batch of three people for masks: 7 m of cloth and 2 labels for 100 pieces."""
    mask = things.a_product(desk.office, "Masker kain")
    label = things.a_material(desk.office, "Label")
    things.a_recipe(desk.office, mask, {cloth: 7_000, label: 2_000}, yields=100)
    return training.a_batch(desk.office, "Angkatan II", participants=3, product=mask)


def proposal(desk: Desk, batch: int, *, day: date = DAY, pieces: int | None = None) -> KitProposal:
    """Read what is proposed."""
    with desk.office.reading() as connection:
        return kit_proposal(connection, batch=batch, day=day, pieces=pieces)


def place_of(desk: Desk, batch: int, no: int) -> int:
    """Return the place of a person by number."""
    return persons.place_of(desk.office, training.people_in(desk.office, batch)[no - 1])


def waiting(desk: Desk) -> int | None:
    """Read which batch waits."""
    with desk.office.reading() as connection:
        return waiting_batch(connection)


def test_everybody_gets_what_the_recipe_is_written_for(desk: Desk, batch: int, cloth: int) -> None:
    """By number, NIK masked, beside what the store has on the day."""
    found = proposal(desk, batch)
    assert (found.title, found.pieces, found.missing) == ("Masker kain 100 buah", 100, "")
    assert [(one.item.name, one.each, one.available) for one in found.items] == [
        ("Kain katun", 7_000, 20_000),
        ("Label", 2_000, 0),
    ]
    assert found.quantities[cloth] == 7_000
    assert [(one.no, one.receives, one.note) for one in found.people] == [
        (1, True, ""),
        (2, True, ""),
        (3, True, ""),
    ]
    assert all("*" in one.masked_nik and len(one.masked_nik) == 16 for one in found.people)
    assert found.people[0].place == place_of(desk, batch, 1)


def test_another_plan_asks_for_another_kit(desk: Desk, batch: int) -> None:
    """Half the pieces, half the cloth, rounded up to the smallest unit."""
    assert [one.each for one in proposal(desk, batch, pieces=51).items] == [3_570, 1_020]


def test_enough_or_not(desk: Desk, batch: int) -> None:
    """21 m of cloth for three, 20 there; with labels and 1 m more it is enough."""
    cloth, label = (one.item.id for one in proposal(desk, batch).items)
    desk.buy((label, 6_000, 1))
    assert not proposal(desk, batch).is_enough
    desk.buy((cloth, 1_000, 1))
    assert proposal(desk, batch).is_enough


def test_what_is_pinned_or_came_later_is_not_available(desk: Desk, batch: int, cloth: int) -> None:
    """As a paper of that day would find it, item by item the same as asked one at a time."""
    desk.prepare({desk.ani: {cloth: 4_500}})
    desk.buy((cloth, 1_000, 1), day=DAY)
    assert proposal(desk, batch).items[0].available == 16_500
    assert proposal(desk, batch, day=DAY - timedelta(days=1)).items[0].available == 15_500
    assert proposal(desk, batch, day=DAY - timedelta(days=3)).items[0].available == 0
    with desk.office.reading() as connection:
        assert stock.available_at(connection, desk.store, DAY) == {
            cloth: balances.available(connection, place=desk.store, item=cloth, on=DAY)
        }


def test_who_has_one_is_not_proposed_again(desk: Desk, batch: int, cloth: int) -> None:
    """Prepared or signed; void and reversed ones give the place free again."""
    first, second = place_of(desk, batch, 1), place_of(desk, batch, 2)
    desk.prepare({second: {cloth: 100}}, batch=batch)
    [signed] = desk.sign(desk.prepare({first: {cloth: 100}}, batch=batch))
    assert [one.note for one in proposal(desk, batch).people] == ["sudah diserahkan", "sudah disiapkan", ""]
    assert [one.receives for one in proposal(desk, batch).people] == [False, False, True]
    desk.reverse(signed)
    assert proposal(desk, batch).people[0].receives


def test_who_is_absent_that_day_gets_none(desk: Desk, batch: int) -> None:
    """The attendance of the day is looked at, if it is noted."""
    one, two, _ = training.people_in(desk.office, batch)
    day = training.FIRST_DAY
    attendance.mark_attendance(desk.office, batch=batch, grid={one: {day: "A"}, two: {day: "S"}})
    assert [p.note for p in proposal(desk, batch, day=day).people] == ["tidak hadir", "sakit", ""]
    assert [p.note for p in proposal(desk, batch, day=DAY).people] == ["", "", ""]


def test_without_product_or_recipe_it_says_so(desk: Desk, cloth: int) -> None:
    """The page can still be filled by hand."""
    del cloth
    assert proposal(desk, desk.batch).missing == "Produk Angkatan I belum ditetapkan."
    soap = things.a_product(desk.office, "Sabun")
    batches.change_batch(desk.office, batch=desk.batch, product=soap)
    found = proposal(desk, desk.batch)
    assert (found.missing, found.items, found.pieces) == ("Sabun belum mempunyai resep.", (), 0)
    with pytest.raises(NotFound):
        proposal(desk, 999)


def test_the_batch_that_waits(desk: Desk, batch: int, cloth: int) -> None:
    """The earliest without any kit; then the earliest where somebody has none; then none."""
    later = training.a_batch(desk.office, participants=1, starts_on=DAY + timedelta(days=7))
    assert waiting(desk) == batch
    desk.prepare({place_of(desk, batch, 1): {cloth: 100}}, batch=batch)
    assert waiting(desk) == later
    desk.prepare({place_of(desk, later, 1): {cloth: 100}}, batch=later)
    assert waiting(desk) == batch
    for person in training.people_in(desk.office, batch)[1:]:
        roster.drop_out(desk.office, batch=batch, person=person, reason="pindah")
    assert waiting(desk) is None
