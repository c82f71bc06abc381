"""The price list by date and grade."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.errors import FieldInvalid, Negative, Several
from ikm_desktop.goods import prices
from tests.factories.books import a_book
from tests.factories.things import a_material, a_price, a_product


def test_the_price_of_a_day_is_the_latest_row_up_to_it(tmp_path: Path) -> None:
    """Before the first row there is none; a later row changes only later days."""
    with a_book(tmp_path) as office:
        mask = a_product(office)
        a_price(office, mask, 5_000, since=date(2020, 8, 1))
        a_price(office, mask, 5_500, since=date(2020, 9, 1))
        with office.reading() as connection:
            assert prices.price_on(connection, mask, "", date(2020, 7, 31)) is None
            found = [
                prices.price_on(connection, mask, "", day)
                for day in (date(2020, 8, 1), date(2020, 8, 31), date(2020, 9, 1))
            ]
            assert [row.price for row in found if row] == [5_000, 5_000, 5_500]


def test_grades_have_prices_of_their_own(tmp_path: Path) -> None:
    """A grade without a row has no price; it never takes another grade's."""
    with a_book(tmp_path) as office:
        soap = a_product(office)
        a_price(office, soap, 15_000, grade="A")
        with office.reading() as connection:
            row = prices.price_on(connection, soap, " A ", date(2020, 8, 1))
            assert row is not None
            assert (row.grade, row.price) == ("A", 15_000)
            assert prices.price_on(connection, soap, "", date(2020, 8, 1)) is None


def test_setting_a_price_twice_for_a_day_replaces_it(tmp_path: Path) -> None:
    """One row a day; the list is newest first."""
    with a_book(tmp_path) as office:
        mask = a_product(office)
        first = a_price(office, mask, 5_000, since=date(2020, 8, 1))
        assert a_price(office, mask, 5_250, since=date(2020, 8, 1)) == first
        a_price(office, mask, 5_500, since=date(2020, 9, 1))
        with office.reading() as connection:
            assert [row.price for row in prices.prices(connection, item=mask)] == [5_500, 5_250]
            assert len(prices.prices(connection)) == 2


def test_materials_have_no_buying_price_and_no_price_is_negative(tmp_path: Path) -> None:
    """Both reasons are told at once."""
    with a_book(tmp_path) as office, pytest.raises(Several) as refused:
        a_price(office, a_material(office), -1)
    assert [type(reason) for reason in refused.value.reasons] == [FieldInvalid, Negative]
