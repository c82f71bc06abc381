"""Further acts in a word or two for scenarios, and what a refusal must leave behind: nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest

from ikm_desktop.distribution import onward
from ikm_desktop.distribution import take_back as gifts_back
from ikm_desktop.errors import Refusal
from ikm_desktop.goods import balances, transfer, vouchers, waste
from ikm_desktop.goods.count_sheet import open_count
from ikm_desktop.goods.counts import post_count
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.supply import take_back, vendor_return
from tests.scenarios.desk import DAY, OFFICER, Desk

if TYPE_CHECKING:
    from ikm_desktop.office.acts import Done

Reason = TypeVar("Reason", bound=Refusal)


def day(number: int, month: int = 8, year: int = 2020) -> date:
    """A day of August 2020, unless another month is named."""
    return date(year, month, number)


def refused(desk: Desk, act: Callable[[], object]) -> tuple[Refusal, ...]:
    """Return all reasons of an act that must be refused; the book must be as it was, to the last row."""
    before = desk.dump()
    with pytest.raises(Refusal) as said:
        act()
    assert desk.dump() == before
    assert all(reason.sentence and reason.ways_out for reason in said.value.reasons)
    return said.value.reasons


def the_reason(desk: Desk, kind: type[Reason], act: Callable[[], object]) -> Reason:
    """Return the only reason of an act that must be refused; it must be of a kind."""
    (reason,) = refused(desk, act)
    assert isinstance(reason, kind), reason
    return reason


def ways(reason: Refusal) -> list[str]:
    """Return the keys of the ways out that a refusal offers."""
    return [way.key for way in reason.ways_out]


def count(
    desk: Desk,
    found: Mapping[int, int | None],
    *,
    place: int | None = None,
    on: date = DAY,
    values: Mapping[int, int | None] | None = None,
) -> int:
    """Count items at a place (the store) and post the sheet."""
    sheet = open_count(desk.office, place=place or desk.store, day=on).counting(
        found, reasons=dict.fromkeys(found, "dihitung"), values=values
    )
    return desk.checked(post_count(desk.office, sheet=sheet)).vouchers[0]


def spoil(desk: Desk, place: int, item: int, quantity: int, *, on: date = DAY) -> int:
    """Book waste at a place and return the voucher."""
    lines = [waste.WasteLine(item, quantity, "basah")]
    return desk.checked(waste.record_waste(desk.office, place=place, letter_date=on, lines=lines)).vouchers[0]


def prepare_move(desk: Desk, target: int, item: int, quantity: int, *, on: date = DAY) -> Done:
    """Prepare a transfer from the store to another one."""
    return desk.checked(
        transfer.prepare_transfer(
            desk.office,
            source=desk.store,
            target=target,
            letter_date=on,
            lines=[GoodsLine(item, quantity)],
        )
    )


def prepare_to_vendor(desk: Desk, *lines: tuple[int, int], on: date = DAY) -> Done:
    """Prepare purchase lines (id, quantity) to go back to the vendor."""
    return desk.checked(
        vendor_return.prepare_vendor_return(
            desk.office,
            vendor=desk.vendor,
            store=desk.store,
            letter_date=on,
            lines=[vendor_return.VendorReturnLine(line, quantity, "cacat") for line, quantity in lines],
        )
    )


def hand_in(desk: Desk, place: int, item: int, quantity: int, handover: int, *, on: date = DAY) -> int:
    """Take materials of a named handover line back and return the voucher."""
    done = take_back.take_back(
        desk.office,
        participant=place,
        store=desk.store,
        letter_date=on,
        lines=[take_back.ReturnLine(item, quantity, handover)],
        receiver=OFFICER,
    )
    return desk.checked(done).vouchers[0]


def from_church(desk: Desk, line: int, quantity: int, *, on: date = DAY) -> int:
    """Take products of a letter's line back from the church and return the voucher."""
    done = gifts_back.take_back(
        desk.office,
        institution=desk.church,
        store=desk.store,
        letter_date=on,
        lines=[gifts_back.TakenBackLine(line, quantity, "kelebihan")],
        receiver=OFFICER,
    )
    return desk.checked(done).vouchers[0]


def report(desk: Desk, voucher: int, line: int, quantity: int, *, on: date = DAY) -> int:
    """Note that an institution handed products on and return the voucher."""
    done = onward.report_onward(
        desk.office,
        voucher=voucher,
        letter_date=on,
        lines=[onward.OnwardLine(line, quantity, "jemaat")],
    )
    return desk.checked(done).vouchers[0]


def void(desk: Desk, done: Done) -> None:
    """Let prepared papers never take effect."""
    desk.checked(vouchers.void(desk.office, prepared=done.prepared, reason="salah"))


def available(desk: Desk, item: int, on: date = DAY) -> int:
    """Return what a paper of a day could take from the store."""
    with desk.office.reading() as connection:
        return balances.available(connection, place=desk.store, item=item, on=on)


def costs(desk: Desk, voucher: int) -> list[int]:
    """Return the value of each line of a voucher, whole rupiah."""
    with desk.office.reading() as connection:
        rows = connection.exec_driver_sql("SELECT value FROM line WHERE voucher = ? ORDER BY no", (voucher,))
        return list(rows.scalars())


def moves(desk: Desk, voucher: int) -> list[tuple[int, int, int, int]]:
    """Return lot, first unit, quantity and cost of each move of a voucher."""
    with desk.office.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT lot, first, quantity, cost FROM move WHERE voucher = ? ORDER BY id", (voucher,)
        )
        return [tuple(row) for row in rows]
