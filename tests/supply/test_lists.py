"""The list of handovers, returns and purchases, by the acts that fill it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ikm_desktop.goods import vouchers
from ikm_desktop.reports import issuing
from ikm_desktop.supply.lists import HandoverRow, handover_rows
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with cloth, elastic and thread in store."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


@pytest.fixture
def cloth(desk: Desk) -> int:
    """10 m of cloth for Rp100.000 in store since 1 August."""
    item = things.a_material(desk.office, "Kain katun")
    desk.buy((item, 10_000, 100_000), day=date(2020, 8, 1))
    return item


def rows(desk: Desk) -> tuple[HandoverRow, ...]:
    """Read the list."""
    with desk.office.reading() as connection:
        return handover_rows(connection)


@pytest.mark.usefixtures("cloth")
def test_a_purchase_is_named_by_the_vendors_paper(desk: Desk) -> None:
    """It has no paper of ours: the number is the vendor's, the party the vendor, the state signed."""
    [row] = rows(desk)
    assert (row.kind, row.kind_word, row.label, row.party) == (
        "purchase",
        "Terima dari penyedia",
        "Nota NOTA-1",
        "Toko CONTOH",
    )
    assert (row.letter_date, row.signed_on, row.status) == (
        date(2020, 8, 1),
        date(2020, 8, 1),
        "Ditandatangani",
    )
    assert (row.summary, row.value, row.paper, row.prepared) == ("Kain katun 10,00 m", 100_000, None, None)


def test_a_prepared_kit_shows_what_its_pins_cost(desk: Desk, cloth: int) -> None:
    """One row a person, under the one number of the list, at the cost that signing will book."""
    done = desk.prepare({desk.ani: {cloth: 3_000}, desk.budi: {cloth: 2_000}})
    kit = rows(desk)[:2]
    assert [(r.party, r.batch_name, r.summary, r.value, r.status) for r in kit] == [
        ("Ani CONTOH", "Angkatan I", "Kain katun 3,00 m", 30_000, "Disiapkan"),
        ("Budi CONTOH", "Angkatan I", "Kain katun 2,00 m", 20_000, "Disiapkan"),
    ]
    assert {(r.label, r.paper) for r in kit} == {("Tanda terima bahan 530/001/DPP/VIII/2020", done.papers[0])}
    assert [(r.voucher, r.prepared, r.signed_on) for r in kit] == [(None, p, None) for p in done.prepared]


def test_signing_keeps_number_and_value(desk: Desk, cloth: int) -> None:
    """The row becomes the voucher's, with the prepared paper it came from; still one row."""
    done = desk.prepare({desk.ani: {cloth: 3_000}})
    before = rows(desk)[0]
    [voucher] = desk.sign(done, day=DAY)
    after = rows(desk)[0]
    assert (after.voucher, after.prepared, after.status) == (voucher, done.prepared[0], "Ditandatangani")
    assert (after.number, after.value, after.paper) == (before.number, before.value, before.paper)
    assert len(rows(desk)) == 2


def test_a_printed_paper_is_not_back_until_it_is_signed(desk: Desk, cloth: int) -> None:
    """The age counts from the day it was issued, not from its letter's date."""
    done = desk.prepare({desk.ani: {cloth: 3_000}}, day=DAY - timedelta(days=3))
    assert rows(desk)[0].days_out(DAY) is None
    issuing.issue(desk.office, papers=done.papers)
    out = rows(desk)[0]
    assert (out.status, out.out_since, out.days_out(DAY + timedelta(days=8))) == ("Belum kembali", DAY, 8)
    desk.sign(done, day=DAY)
    assert (rows(desk)[0].status, rows(desk)[0].out_since) == ("Ditandatangani", None)


def test_a_void_paper_keeps_its_row_and_number(desk: Desk, cloth: int) -> None:
    """It says why, and nothing is pinned for it any more."""
    done = desk.prepare({desk.ani: {cloth: 3_000}})
    desk.checked(vouchers.void(desk.office, prepared=done.prepared, reason="tidak hadir"))
    row = rows(desk)[0]
    assert (row.status, row.number, row.reason) == ("Dibatalkan", "530/001/DPP/VIII/2020", "tidak hadir")
    assert (row.summary, row.value, row.net_value) == ("Kain katun 3,00 m", None, 0)


def test_reversed_in_part_then_whole(desk: Desk, cloth: int) -> None:
    """The counter-entries' numbers stand beside; the total no longer counts what was taken back."""
    voucher = desk.supply(desk.ani, {cloth: 3_000})
    desk.reverse(voucher, quantities={1: 1_000})
    row = rows(desk)[0]
    assert (row.status, row.value, row.net_value) == ("Dibalik sebagian", 30_000, 20_000)
    assert row.reversed_by == ("BALIK/001/DPP/VIII/2020",)
    desk.reverse(voucher)
    row = rows(desk)[0]
    assert (row.status, row.net_value) == ("Dibalik", 0)
    assert row.reversed_by == ("BALIK/001/DPP/VIII/2020", "BALIK/002/DPP/VIII/2020")
    assert len(rows(desk)) == 2


def test_a_return_names_who_brought_it_back(desk: Desk, cloth: int) -> None:
    """Its paper and number are its own."""
    desk.supply(desk.ani, {cloth: 3_000})
    desk.back(desk.ani, (cloth, 500))
    row = rows(desk)[0]
    assert (row.kind, row.paper_word, row.party, row.summary, row.value) == (
        "return",
        "Pengembalian bahan",
        "Ani CONTOH",
        "Kain katun 0,50 m",
        5_000,
    )


def test_many_materials_are_summed_up_in_a_few_words(desk: Desk) -> None:
    """The first two as written, then how many more."""
    materials = [things.a_material(desk.office, name) for name in ("Kain", "Karet", "Pita", "Label")]
    desk.buy(*((item, 1_000, 100) for item in materials))
    assert rows(desk)[0].summary == "Kain 1,00 m · Karet 1,00 m · +2"


def test_newest_letters_come_first(desk: Desk, cloth: int) -> None:
    """By the letter's date, and on one day the last entered first."""
    first = desk.buy((cloth, 1_000, 1), day=DAY, paper="A")
    second = desk.buy((cloth, 1_000, 1), day=DAY, paper="B")
    old = desk.buy((cloth, 1_000, 1), day=DAY - timedelta(days=1), paper="C")
    assert [row.voucher for row in rows(desk)][:3] == [second, first, old]
