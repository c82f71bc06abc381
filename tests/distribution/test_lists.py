"""The list of handovers to institutions, by the acts that fill it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ikm_desktop.amounts import Unit
from ikm_desktop.distribution.lists import DistributionRow, distribution_rows
from ikm_desktop.goods import vouchers
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.posting import finish
from ikm_desktop.reports import issuing
from tests.factories import stock, things
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


@pytest.fixture
def mask(desk: Desk) -> int:
    """1.000 masks for Rp5.000.000 in store."""
    product = things.a_product(desk.office, "Masker kain")
    stock.some_stock(desk.office, desk.store, product, 1_000, value=5_000_000)
    return product


def rows(desk: Desk) -> tuple[DistributionRow, ...]:
    """Read the list."""
    with desk.office.reading() as connection:
        return distribution_rows(connection)


def report(desk: Desk, line: int, item: int, quantity: int) -> int:
    """Note that an institution told of handing pieces on, and return the voucher."""
    with desk.office.act("report_onward") as act:
        journal = Journal(act)
        voucher = journal.voucher(
            "onward_report", letter_date=DAY, day=DAY, store=desk.store, counterpart=desk.church
        )
        journal.line(voucher, 1, item, quantity, refers=line)
        finish(journal, DAY)
        return voucher.id


def test_a_letter_from_preparing_to_signing(desk: Desk, mask: int) -> None:
    """Who, what kind, where, how much at which cost; the report is asked for once it is signed."""
    done = desk.prepare_gift((mask, 300))
    [row] = rows(desk)
    assert (row.label, row.institution) == ("BAST 530/001/DPP/VIII/2020", "Majelis CONTOH")
    assert (row.class_name, row.regency) == ("Lembaga keagamaan", "Kota Kupang")
    assert (row.products, row.quantities, row.pieces, row.value) == (
        "Masker kain",
        "300 buah",
        300,
        1_500_000,
    )
    assert (row.status, row.report, row.net_pieces, row.net_value) == ("Disiapkan", "", 0, 0)
    issuing.issue(desk.office, papers=done.papers)
    assert (rows(desk)[0].status, rows(desk)[0].days_out(DAY + timedelta(days=9))) == ("Belum kembali", 9)
    [voucher] = desk.sign(done)
    [row] = rows(desk)
    assert (row.status, row.report, row.voucher, row.value) == (
        "Ditandatangani",
        "Belum ada",
        voucher,
        1_500_000,
    )
    assert (row.net_pieces, row.net_value) == (300, 1_500_000)


def test_units_that_differ_stand_side_by_side(desk: Desk, mask: int) -> None:
    """Pieces are added up only among themselves."""
    soap = things.a_product(desk.office, "Sabun", unit=Unit("botol", 1, "botol", 0))
    small = things.a_product(desk.office, "Masker anak")
    stock.some_stock(desk.office, desk.store, soap, 50)
    stock.some_stock(desk.office, desk.store, small, 50)
    desk.prepare_gift((mask, 300), (soap, 20), (small, 50))
    [row] = rows(desk)
    assert (row.products, row.quantities) == ("Masker kain, Sabun, Masker anak", "350 buah + 20 botol")


def test_reversed_pieces_are_out_of_the_totals(desk: Desk, mask: int) -> None:
    """In part, then whole; nothing is left to report on."""
    voucher = desk.give((mask, 300))
    desk.reverse(voucher, quantities={1: 100})
    [row] = rows(desk)
    assert (row.status, row.pieces, row.net_pieces, row.net_value) == (
        "Dibalik sebagian",
        300,
        200,
        1_000_000,
    )
    desk.reverse(voucher)
    [row] = rows(desk)
    assert (row.status, row.net_pieces, row.report) == ("Dibalik", 0, "")
    assert len(row.reversed_by) == 2


def test_a_void_letter(desk: Desk, mask: int) -> None:
    """It keeps number and reason."""
    done = desk.prepare_gift((mask, 300))
    desk.checked(vouchers.void(desk.office, prepared=done.prepared, reason="salah lembaga"))
    [row] = rows(desk)
    assert (row.status, row.number, row.reason, row.value) == (
        "Dibatalkan",
        "530/001/DPP/VIII/2020",
        "salah lembaga",
        None,
    )


def test_reports_of_handing_on(desk: Desk, mask: int) -> None:
    """A part, then all of what it kept; a report taken back does not count."""
    [line] = desk.lines(desk.give((mask, 300)))
    report(desk, line, mask, 120)
    assert (rows(desk)[0].report, rows(desk)[0].reported) == ("Sebagian", 120)
    rest = report(desk, line, mask, 180)
    assert (rows(desk)[0].report, rows(desk)[0].reported) == ("Ada", 300)
    desk.reverse(rest)
    assert (rows(desk)[0].report, rows(desk)[0].reported) == ("Sebagian", 120)
