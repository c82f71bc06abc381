"""The list of receipts, by the acts that fill it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.lists import Counted, DeliveryRow, delivery_rows
from ikm_desktop.goods import payments
from tests.factories import things
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


@pytest.fixture
def mask(desk: Desk) -> int:
    """A product at Rp5.000 without a recipe."""
    return things.a_product(desk.office, "Masker kain", price=5_000)


def rows(desk: Desk) -> tuple[DeliveryRow, ...]:
    """Read the list."""
    with desk.office.reading() as connection:
        return delivery_rows(connection)


def sixty(mask: int) -> DeliveryLine:
    """60 pieces, 2 of them rejected."""
    return DeliveryLine(mask, 60, 58, 2, reason="jahitan lepas")


def test_an_inspected_receipt(desk: Desk, mask: int) -> None:
    """Pieces as on the paper; the value is what the accepted ones are bought for, all of it payable."""
    voucher = desk.receive(desk.ani, sixty(mask))
    [row] = rows(desk)
    assert (row.letter_date, row.number, row.maker, row.batch_name) == (
        DAY,
        "530/001/DPP/VIII/2020",
        "Ani CONTOH",
        "Angkatan I",
    )
    assert (row.product.name, row.delivered, row.accepted, row.rejected) == ("Masker kain", 60, 58, 2)
    assert (row.unit, row.show(row.delivered), row.reason) == ("buah", "60", "jahitan lepas")
    assert (row.value, row.paid, row.tax, row.payable) == (290_000, 0, None, 290_000)
    assert (row.status, row.voucher, row.prepared) == ("Ditandatangani", voucher, None)
    assert row.line == desk.lines(voucher)[0]


def test_each_product_of_a_receipt_has_a_row(desk: Desk, mask: int) -> None:
    """In the order of the paper, under one number."""
    soap = things.a_product(desk.office, "Sabun", price=15_000)
    desk.receive(desk.ani, sixty(mask), DeliveryLine(soap, 4, 4))
    assert [(row.product.name, row.value) for row in rows(desk)] == [
        ("Masker kain", 290_000),
        ("Sabun", 60_000),
    ]
    assert len({row.paper for row in rows(desk)}) == 1


def test_received_at_the_door_but_not_inspected(desk: Desk, mask: int) -> None:
    """Only what was counted is known; nothing is worth anything before the inspection."""
    done = desk.checked(
        receiving.prepare_delivery(
            desk.office,
            maker=desk.ani,
            store=desk.store,
            batch=desk.batch,
            letter_date=DAY,
            receiver=OFFICER,
            lines=[DeliveryLine(mask, 60, 60)],
        )
    )
    [row] = rows(desk)
    assert (row.status, row.delivered, row.accepted, row.rejected) == ("Belum diperiksa", 60, None, None)
    assert (row.show(row.accepted), row.value, row.payable, row.net) == ("–", 0, 0, Counted(0, 0, 0))
    assert (row.line, row.voucher, row.prepared) == (None, None, done.prepared[0])
    desk.checked(receiving.inspect(desk.office, prepared=done.prepared[0], lines=[sixty(mask)]))
    [row] = rows(desk)
    assert (row.status, row.accepted, row.prepared) == ("Ditandatangani", 58, done.prepared[0])


def test_paid_when_nothing_is_left_to_pay(desk: Desk, mask: int) -> None:
    """A part paid is still open, with what was withheld so far."""
    [line] = desk.lines(desk.receive(desk.ani, sixty(mask)))
    desk.pay(desk.ani, line, gross=90_000)
    [row] = rows(desk)
    assert (row.status, row.paid, row.tax, row.payable) == ("Ditandatangani", 90_000, 0, 200_000)
    payment = desk.pay(desk.ani, line)
    [row] = rows(desk)
    assert (row.status, row.paid, row.payable) == ("Dibayar", 290_000, 0)
    desk.reverse(payment)
    assert (rows(desk)[0].status, rows(desk)[0].payable) == ("Ditandatangani", 200_000)


def test_reversed_in_part_then_whole(desk: Desk, mask: int) -> None:
    """The paper's figures stay; totals count what is left of them."""
    voucher = desk.receive(desk.ani, sixty(mask))
    desk.reverse(voucher, quantities={1: 8})
    [row] = rows(desk)
    assert (row.status, row.delivered, row.net, row.value) == (
        "Dibalik sebagian",
        60,
        Counted(52, 50, 2),
        250_000,
    )
    assert row.reversed_by == ("BALIK/001/DPP/VIII/2020",)
    desk.reverse(voucher)
    [row] = rows(desk)
    assert (row.status, row.delivered, row.net, row.value, row.payable) == (
        "Dibalik",
        60,
        Counted(0, 0, 0),
        0,
        0,
    )


def test_only_the_reversed_line_shows_it(desk: Desk, mask: int) -> None:
    """A receipt of two products, one taken back: the other one stands."""
    soap = things.a_product(desk.office, "Sabun", price=15_000)
    voucher = desk.receive(desk.ani, sixty(mask), DeliveryLine(soap, 4, 4))
    desk.reverse(voucher, lines=[2])
    assert [(row.status, row.reversed_by) for row in rows(desk)] == [
        ("Ditandatangani", ()),
        ("Dibalik", ("BALIK/001/DPP/VIII/2020",)),
    ]


def test_own_material_is_marked(desk: Desk, mask: int) -> None:
    """A maker who holds too little says whose material it was."""
    cloth = things.a_material(desk.office, "Kain katun")
    things.a_recipe(desk.office, mask, {cloth: 70})
    desk.receive(desk.ani, DeliveryLine(mask, 10, 10, own_reason="kain sendiri"))
    assert [row.own for row in rows(desk)] == [True]


def test_pieces_given_back_are_not_payable(desk: Desk, mask: int) -> None:
    """They stay bought, only away."""
    [line] = desk.lines(desk.receive(desk.ani, sixty(mask)))
    desk.give_back(line, 8)
    assert [(row.value, row.payable) for row in rows(desk)] == [(290_000, 250_000)]


def test_accounts_of_all_lines_agree_with_those_asked_for(desk: Desk, mask: int) -> None:
    """One at a time or all at once, the money says the same; purchases too."""
    cloth = things.a_material(desk.office, "Kain katun")
    bought = desk.lines(desk.buy((cloth, 1_000, 9_000)))
    made = desk.lines(desk.receive(desk.ani, sixty(mask)))
    desk.pay(desk.ani, *made, gross=100_000)
    desk.pay(desk.vendor, *bought)
    desk.give_back(made[0], 8)
    with desk.office.reading() as connection:
        everything = payments.all_accounts(connection)
        assert everything == payments.accounts(connection, [*bought, *made])
    assert {line: one.payable for line, one in everything.items()} == {bought[0]: 0, made[0]: 150_000}
