"""Goods that lie somewhere from the day the book began."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ikm_desktop.goods.opening import OpeningLine, open_balances
from tests.factories.books import TODAY

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office


def some_stock(
    office: Office, place: int, item: int, quantity: int, *, value: int = 0, day: date = TODAY
) -> int:
    """Let a quantity (smallest units) of an item lie at a place, and return its voucher."""
    lines = [OpeningLine(place, item, quantity, value)]
    return open_balances(office, day=day, lines=lines).vouchers[0]
