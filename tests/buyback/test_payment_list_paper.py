"""The list of payments says what the journal says: a row for each person, product and price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from ikm_desktop import words
from ikm_desktop.buyback import payment
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine
from ikm_desktop.buyback.payment_list_paper import payment_list
from ikm_desktop.buyback.payment_receipt import payment_receipt
from ikm_desktop.goods.payments import accounts
from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.numbers import open_paper
from ikm_desktop.papers.payment_list import payment_list_pdf
from ikm_desktop.papers.rows import read_paper
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


@dataclass(frozen=True)
class Paid:
    """A list over three payments, its cover, and the lines they pay."""

    desk: Desk
    lines: tuple[int, ...]
    listed: c.PaymentList
    cover: c.Receipt


@pytest.fixture(scope="module")
def paid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paid]:
    """Ani is paid masks of two days and soap, at one rate of tax; Budi a part of his masks."""
    desk = Desk(tmp_path_factory.mktemp("daftar"))
    mask = things.a_product(desk.office, "Masker", price=5_000)
    soap = things.a_product(desk.office, "Sabun", price=15_000)

    def line(maker: int, product: int, many: int, day: date = DAY) -> int:
        return desk.lines(desk.receive(maker, DeliveryLine(product, many, many, materials={}), day=day))[0]

    lines = (
        line(desk.ani, mask, 400),
        line(desk.ani, mask, 20, DAY - timedelta(days=1)),
        line(desk.ani, soap, 2),
        line(desk.budi, mask, 7),
    )
    vouchers = []
    for payee, pay_lines in (
        (desk.ani, [PayLine(lines[0])]),
        (desk.budi, [PayLine(lines[3], gross=12_000)]),
        (desk.ani, [PayLine(lines[1]), PayLine(lines[2])]),
    ):
        done = payment.pay(
            desk.office, payee=payee, letter_date=DAY, lines=pay_lines, tax="pph22", split=payee == desk.ani
        )
        vouchers.append(done.vouchers[0])
    with desk.office.act("open") as act:
        found = {
            kind: open_paper(
                act, kind=kind, series=None, letter_date=DAY, subject="", wanted="7/UP", vouchers=vouchers
            ).id
            for kind in ("NOM", "KUI-UP")
        }
        act.done()
    with desk.office.reading() as connection:
        listed = payment_list(connection, read_paper(connection, found["NOM"]), version=1, draft=False)
        cover = payment_receipt(connection, read_paper(connection, found["KUI-UP"]), version=1, draft=False)
    yield Paid(desk, lines, listed, cover)
    desk.office.close()


def test_each_person_day_and_product_is_a_row(paid: Paid) -> None:
    """Who delivered on two days sees them by day, signed once; who did on one sees no day."""
    day, day_before = words.short_date(DAY), words.short_date(DAY - timedelta(days=1))
    rows = [(r.number, r.name, r.product, r.quantity, r.unit_price, r.gross) for r in paid.listed.rows]
    assert rows == [
        (1, "Ani CONTOH", f"Masker, {day_before}", 20, 5_000, 100_000),
        (0, "Ani CONTOH", f"Masker, {day}", 400, 5_000, 2_000_000),
        (0, "Ani CONTOH", f"Sabun, {day}", 2, 15_000, 30_000),
        (2, "Budi CONTOH", "Masker (sebagian)", None, None, 12_000),
    ]
    assert paid.listed.quantity is None
    assert check_sums(paid.listed) == ()


def test_the_list_its_cover_and_the_journal_agree(paid: Paid) -> None:
    """Gross and tax are those of the payments booked, on both papers."""
    with paid.desk.office.reading() as connection:
        booked = accounts(connection, list(paid.lines)).values()
    gross, tax = sum(one.paid for one in booked), sum(one.tax for one in booked)
    assert (paid.listed.gross, paid.listed.tax, paid.listed.net) == (gross, tax, gross - tax)
    assert paid.cover.amount == gross
    assert paid.cover.strip == c.TaxStrip(gross=gross, tax=tax, net=gross - tax, label="PPh Pasal 22")


def test_tax_is_explained_by_number(paid: Paid) -> None:
    """Who has no NPWP pays twice the rate; the note says so."""
    assert paid.listed.notes == (
        (
            "Nomor 1: PPh Pasal 22 dipungut 3 persen karena jumlah bruto melebihi Rp2.000.000,00 dan "
            "penerima belum memiliki NPWP."
        ),
    )


def test_the_cover_refers_to_the_list(paid: Paid) -> None:
    """It names goods and people's number, no person; everybody signs on the list."""
    assert "sesuai daftar nominatif terlampir (2 orang)." in paid.cover.purpose
    assert "sebagian pembayaran atas 427" in paid.cover.purpose  # of Budi's seven a part is paid
    assert (paid.cover.recipient.name, paid.cover.recipient.identity) == ("", "daftar nominatif terlampir")


def test_the_list_is_printed(paid: Paid) -> None:
    """A part of a quantity shows dashes, and its words stand under the table."""
    pdf = payment_list_pdf(replace(paid.listed, head=replace(paid.listed.head, marks=())))
    (text,) = pages.texts(pdf)
    assert "Masker (sebagian) – – 12.000 0 12.000" in text
    assert "Terbilang jumlah diterima:" in text
    for page in pages.read(pdf):
        assert pages.faults(page, footer=11.6) == []
