"""The plan of a distribution: quotas by cycle, shares of a product, many letters in one act."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ikm_desktop.amounts import LITRE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution.plan import Gift, plan_basis, prepare_many, share_product
from ikm_desktop.distribution.quotas import cycle_of
from ikm_desktop.distribution.shares import Way
from ikm_desktop.errors import FieldMissing, NotEnough, NothingChosen
from ikm_desktop.goods import parties, vouchers
from ikm_desktop.goods.best_before import free_near_best_before
from ikm_desktop.goods.prepared import GoodsLine, prepared_papers
from ikm_desktop.office.acts import Done
from ikm_desktop.papers.rows import read_paper
from tests.factories import things
from tests.factories.stock import some_stock
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def masks(desk: Desk) -> int:
    """A product of which 1.000 lie in the store."""
    product = things.a_product(desk.office, "Masker")
    some_stock(desk.office, desk.store, product, 1000, value=5_000_000, day=DAY)
    return product


def gifts_of(desk: Desk, item: int, *quantities: int) -> list[Gift]:
    """Make an institution for each quantity, which it is to get."""
    places = [things.an_institution(desk.office) for _ in quantities]
    with desk.office.reading() as connection:
        known = {one.place: one for one in parties.institutions(connection)}
    return [
        Gift(known[place], (GoodsLine(item, quantity),))
        for place, quantity in zip(places, quantities, strict=True)
    ]


def prepare(desk: Desk, gifts: list[Gift], *, cycle: str | None = None) -> Done:
    """Prepare them on the day, and check the book."""
    done = prepare_many(desk.office, store=desk.store, letter_date=DAY, gifts=gifts, cycle=cycle)
    return desk.checked(done)


def test_fourteen_letters_are_one_act(desk: Desk, masks: int) -> None:
    """14 papers with 14 numbers one after the other, all that was free pinned; who gets nothing gets none."""
    gifts = gifts_of(desk, masks, *([72] * 6 + [71] * 8), 0)
    done = prepare(desk, gifts)
    assert len(done.papers) == len(done.prepared) == 14
    with desk.office.reading() as connection:
        numbers = [read_paper(connection, paper).sequence for paper in done.papers]
        made = prepared_papers(connection, done.prepared)
        entry = connection.exec_driver_sql("SELECT count(DISTINCT entry) FROM prepared").scalar()
        assert plan_basis(connection, DAY).products[0].quantity == 0
    assert numbers == list(range(1, 15))
    assert [paper.target for paper in made] == [gift.institution.place for gift in gifts[:14]]
    assert entry == 1


def test_all_letters_or_none(desk: Desk, masks: int) -> None:
    """What is short or missing anywhere undoes all, and names whose it is."""
    gifts = gifts_of(desk, masks, 600, 600)
    before = desk.dump()
    with pytest.raises(NotEnough) as short:
        prepare(desk, gifts)
    assert (short.value.needed, short.value.available) == (600, 400)
    parties.change_institution(desk.office, institution=gifts[1].institution.place, signer="")
    with desk.office.reading() as connection:
        nameless = parties.institution_of(connection, gifts[1].institution.place)
    before = desk.dump()
    with pytest.raises(FieldMissing) as missing:
        prepare(desk, [gifts[0], Gift(nameless, (GoodsLine(masks, 1),))])
    assert nameless.name in missing.value.sentence
    with pytest.raises(NothingChosen):
        prepare(desk, gifts_of(desk, masks, 0)[:1])
    assert [row for row in desk.dump() if row[0] == "prepared"] == [
        row for row in before if row[0] == "prepared"
    ]


def test_a_quota_counts_what_was_given_in_the_cycle(desk: Desk, masks: int) -> None:
    """Letters that wait count, what was reversed does not, another cycle begins anew."""
    (gift,) = gifts_of(desk, masks, 40)
    place = gift.institution.place
    parties.change_institution(desk.office, institution=place, quota=100)

    def room(day: date = DAY, cycle: str = "triwulan") -> int | None:
        with desk.office.reading() as connection:
            basis = plan_basis(connection, day, cycle=cycle)
            return basis.room(parties.institution_of(connection, place), basis.products[0].item)

    assert room() == 100
    done = prepare(desk, [gift], cycle="bulan")
    assert room() == 60
    (voucher,) = desk.checked(vouchers.sign(desk.office, prepared=done.prepared)).vouchers
    assert room() == 60
    assert room(date(2020, 10, 1)) == 100
    with desk.office.reading() as connection:
        assert plan_basis(connection, DAY).cycle_kind == "bulan"
        assert plan_basis(connection, DAY).received(place)
    desk.reverse(voucher, quantities={1: 15})
    assert room() == 75


def test_shares_follow_quota_and_members(desk: Desk, masks: int) -> None:
    """By quota nobody gets above what the cycle leaves; by members in proportion."""
    gifts = gifts_of(desk, masks, 1, 1)
    first, second = (gift.institution.place for gift in gifts)
    parties.change_institution(desk.office, institution=first, quota=30, members=100)
    parties.change_institution(desk.office, institution=second, quota=60, members=300)
    with desk.office.reading() as connection:
        basis = plan_basis(connection, DAY)
        item = basis.products[0].item
        chosen = [one for one in basis.institutions if one.place in (first, second)]
    by_quota = share_product(basis, item, 1000, chosen, Way.QUOTA, {})
    assert (dict(by_quota.parts), by_quota.left) == ({first: 30, second: 60}, 910)
    assert dict(share_product(basis, item, 100, chosen, Way.WEIGHT, {}).parts) == {first: 25, second: 75}
    assert dict(share_product(basis, item, 100, chosen, Way.EQUAL, {first: 7}).parts) == {
        first: 7,
        second: 93,
    }


def test_nobody_gets_half_a_litre(desk: Desk) -> None:
    """What is kept in millilitres is shared in whole litres; the rest stays in the store."""
    soap = things.a_product(desk.office, "Sabun", unit=LITRE)
    some_stock(desk.office, desk.store, soap, 10_500, value=1, day=DAY)
    gifts = gifts_of(desk, soap, 1, 1, 1)
    with desk.office.reading() as connection:
        basis = plan_basis(connection, DAY)
    found = share_product(
        basis, basis.products[0].item, 10_500, [gift.institution for gift in gifts], Way.EQUAL, {}
    )
    assert list(found.parts.values()) == [4000, 3000, 3000]
    assert found.left == 500


def test_best_before_is_told_beforehand(desk: Desk) -> None:
    """What the letters would take near its date is told, past it in other words; other units are not."""
    soap = things.a_product(desk.office, "Sabun", price=100, shelf_life_days=20)
    desk.receive(desk.ani, _made(soap, 10), day=DAY)
    desk.today(DAY + timedelta(days=100))
    desk.receive(desk.ani, _made(soap, 10), day=DAY + timedelta(days=100))

    def told(quantity: int, day: date) -> list[object]:
        with desk.office.reading() as connection:
            found = free_near_best_before(connection, store=desk.store, day=day, quantities={soap: quantity})
        return [notice.values["past"] for notice in found]

    assert told(5, DAY) == [False]
    assert told(15, DAY + timedelta(days=100)) == [True, False]
    assert told(0, DAY) == []


def _made(product: int, pieces: int) -> DeliveryLine:
    return DeliveryLine(product, pieces, pieces, 0)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("bulan", date(2020, 12, 1), date(2020, 12, 31)),
        ("triwulan", date(2020, 10, 1), date(2020, 12, 31)),
        ("semester", date(2020, 7, 1), date(2020, 12, 31)),
        ("tahun", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_cycles_follow_the_calendar(kind: str, first: date, last: date) -> None:
    """The last day of a year lies in the last cycle of it."""
    found = cycle_of(date(2020, 12, 31), kind)
    assert (found.first, found.last) == (first, last)


def test_a_cycle_that_ends_in_november_ends_this_year() -> None:
    """The month after it is the last of the year, not one of the next."""
    found = cycle_of(date(2020, 11, 3), "bulan")
    assert (found.first, found.last) == (date(2020, 11, 1), date(2020, 11, 30))
