"""Amounts, stamp duty, tax and sums on papers, at their edges and in what an office really pays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ikm_desktop import words
from ikm_desktop.amounts import KILOGRAM, PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine, pay
from ikm_desktop.buyback.payment_many import Payment, pay_many
from ikm_desktop.errors import FieldMissing, IkmError, Refusal
from ikm_desktop.goods import parties, reversal
from ikm_desktop.office.acts import Done
from ikm_desktop.office.stamp_duty import set_stamp_duty, stamp_duty_on
from ikm_desktop.office.tax import set_tax_rule
from ikm_desktop.papers import content as c
from ikm_desktop.papers.archive import issued_content
from ikm_desktop.papers.content import content_from_json
from ikm_desktop.papers.numbers import open_paper
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports import issuing, sheets
from ikm_desktop.reports.agreement import disagreements
from ikm_desktop.reports.choices import Choices, as_chosen
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


class MoneyDesk(Desk):
    """A desk where masks cost Rp5.000 and powder Rp15.001 a kilogram; the book is checked at the end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.mask = things.a_product(self.office, "Masker", price=5_000)
        self.powder = things.a_product(self.office, "Serbuk kelor", unit=KILOGRAM, price=15_001)
        self.cloth = things.a_material(self.office, "Kain", unit=PIECE)

    def checked(self, done: Done) -> Done:
        """Let it pass; the acts here are not about the journal."""
        return done

    def made(self, maker: int, many: int, product: int | None = None, *, day: date = DAY) -> PayLine:
        """Receive products, all accepted, and return what is to be paid."""
        line = DeliveryLine(product or self.mask, many, many, materials={})
        return PayLine(self.lines(self.receive(maker, line, day=day))[0])

    def buys(self, value: int) -> PayLine:
        """Buy one piece of cloth and return what is to be paid."""
        return PayLine(self.lines(self.buy((self.cloth, 1, value)))[0])

    def money(self, payee: int, *lines: PayLine, **how: Any) -> Done:  # noqa: ANN401 -- as `pay` takes them
        """Pay."""
        day = how.pop("day", DAY)
        return pay(self.office, payee=payee, letter_date=day, lines=lines, **how)

    def over(self, kind: str, *payments: Done) -> int:
        """Open a paper over payments, without their own kuitansi's register."""
        vouchers = [voucher for done in payments for voucher in done.vouchers]
        with self.office.act("coba") as act:
            return open_paper(
                act, kind=kind, series=None, letter_date=DAY, subject="", wanted="7", vouchers=vouchers
            ).id

    def shows(self, paper: int, choices: Choices | None = None) -> str:
        """Return a preview's words in one line."""
        return pages.text_of(issuing.preview(self.office, paper=paper, choices=choices or Choices()))

    def says(self, paper: int, choices: Choices | None = None) -> Any:  # noqa: ANN401 -- of any kind
        """Return what a paper would be issued with; all its figures agree."""
        with self.office.reading() as connection:
            row = read_paper(connection, paper)
            content = issuing.GATHERERS[row.kind](connection, row, version=1, draft=False)
            assert disagreements(connection, row, content) == ()
        return as_chosen(content, choices or Choices())

    def issued(self, paper: int, choices: Choices | None = None) -> Any:  # noqa: ANN401 -- of any kind
        """Issue a paper and return what it says."""
        content = self.says(paper, choices)
        issuing.issue(self.office, papers=[paper], choices={paper: choices} if choices else None)
        with self.office.reading() as connection:
            kept = content_from_json(type(content), issued_content(connection, paper))
        assert kept == content
        return kept


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MoneyDesk]:
    """A desk for tests that ask neither what was paid before nor change a table."""
    found = MoneyDesk(tmp_path_factory.mktemp("uang"))
    yield found
    found.office.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[MoneyDesk]:
    """A desk of its own."""
    found = MoneyDesk(tmp_path)
    yield found
    found.office.close()


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (101, "seratus satu"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (10_000, "sepuluh ribu"),
        (11_011, "sebelas ribu sebelas"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_001_000, "satu juta seribu"),
        (1_000_001_000, "satu miliar seribu"),
        (2_000_000_001, "dua miliar satu"),
        (999_999_999_999, words.terbilang(999) + " miliar " + words.terbilang(999_999_999)),
        (1_000_000_000_000, "satu triliun"),
    ],
)
def test_amounts_in_words(value: int, spelled: str) -> None:
    """A thousand is "seribu" wherever it stands alone, a million never."""
    assert words.terbilang(value) == spelled


@pytest.mark.parametrize("value", [-1, 10**15])
def test_what_no_paper_spells(value: int) -> None:
    """Less than nothing, and more than any amount a paper can hold."""
    with pytest.raises(ValueError, match="not in 0"):
        words.terbilang(value)


def test_the_largest_purchase_the_book_takes_is_printed(fresh: MoneyDesk) -> None:
    """Its letter and its kuitansi spell what the journal holds."""
    line = fresh.buys(10**12)
    paid = fresh.money(fresh.vendor, line, method="LS").papers[0]
    assert fresh.issued(paid).amount == 10**12
    assert "Satu Triliun Rupiah" in fresh.shows(paid)


@pytest.mark.parametrize(
    ("amount", "day", "stamp"),
    [
        (999_999, date(2020, 12, 31), 3_000),
        (6_000_000, date(2020, 12, 31), 6_000),
        (5_000_000, date(2021, 1, 1), 0),
        (5_000_001, date(2021, 1, 1), 10_000),
        (9_000_000, date(1999, 1, 1), 0),
        (1, date(2020, 8, 24), 0),
    ],
)
def test_the_stamp_goes_by_the_paper_s_date(desk: MoneyDesk, amount: int, day: date, stamp: int) -> None:
    """On the last day of the old law and the first of the new, and before any the book knows."""
    with desk.office.reading() as connection:
        assert stamp_duty_on(connection, amount, day) == stamp


def test_a_new_tariff_counts_from_its_day_and_leaves_issued_papers(fresh: MoneyDesk) -> None:
    """Set after a kuitansi was issued, for the very day: the issued one stays, a new one follows."""
    first = fresh.money(fresh.ani, fresh.made(fresh.ani, 60)).papers[0]
    assert fresh.issued(first).recipient.meterai == 3_000
    set_stamp_duty(fresh.office, valid_from=DAY, steps=[(100_000, 12_000)], source="CONTOH")
    second = fresh.money(fresh.ani, fresh.made(fresh.ani, 60)).papers[0]
    assert fresh.says(second).recipient.meterai == 12_000
    assert "Rp3.000" in fresh.shows(first)
    day_before = DAY - timedelta(days=1)
    with fresh.office.reading() as connection:
        assert stamp_duty_on(connection, 300_000, day_before) == 3_000


def test_the_stamp_can_be_chosen_otherwise(fresh: MoneyDesk) -> None:
    """None where it is paid electronically, another where a tariff is disputed; what is issued keeps it."""
    paper = fresh.money(fresh.ani, fresh.made(fresh.ani, 60)).papers[0]
    assert issuing.offered(fresh.office, paper=paper).stamps == (3_000, 0, 6_000, 10_000)
    assert "Rp6.000" in fresh.shows(paper, Choices(stamp=6_000))
    assert fresh.issued(paper, Choices(stamp=0)).recipient.meterai == 0
    assert "Meterai" not in fresh.shows(paper)


def test_without_the_box_a_firm_s_stamp_has_its_place(desk: MoneyDesk) -> None:
    """The place for the firm's own stamp shows once no meterai covers it; other papers have no meterai."""
    parties.change_vendor(desk.office, vendor=desk.vendor, signer="HANS CONTOH", signer_title="Pemilik")
    paper = desk.money(desk.vendor, desk.buys(7_000_000), method="LS").papers[0]
    assert not desk.says(paper).recipient.stamp
    assert desk.says(paper, Choices(stamp=0)).recipient.stamp
    voucher = desk.buy((desk.cloth, 1, 5_000))
    letter = sheets.handover_letter_of(desk.office, voucher=voucher)
    assert issuing.offered(desk.office, paper=letter).stamps == ()


def test_purchases_of_one_day_are_added_up(fresh: MoneyDesk) -> None:
    """At the limit nothing is said; one piece above it is, however it was divided."""
    told = [
        [notice.code for notice in fresh.money(fresh.ani, fresh.made(fresh.ani, many)).notices]
        for many in (200, 200, 1)
    ]
    assert told == [[], [], ["TaxThreshold"]]
    assert fresh.money(fresh.budi, fresh.made(fresh.budi, 401)).notices[-1].values["sum"] == 2_005_000


def test_purchases_of_a_batch_are_added_up_over_days(fresh: MoneyDesk) -> None:
    """Not those of somebody else, nor what was taken back."""
    early = DAY - timedelta(days=2)
    fresh.money(fresh.budi, fresh.made(fresh.budi, 300))
    taken_back = fresh.money(fresh.ani, fresh.made(fresh.ani, 300, day=early), day=early)
    reversal.reverse(fresh.office, voucher=taken_back.vouchers[0], reason="salah orang")
    assert not fresh.money(fresh.ani, fresh.made(fresh.ani, 300)).notices
    told = fresh.money(fresh.ani, fresh.made(fresh.ani, 101))
    assert [notice.values["sum"] for notice in told.notices] == [2_005_000]


def test_a_rule_counts_from_its_day(fresh: MoneyDesk) -> None:
    """What was booked before keeps its tax; a kind without a rule on a day is refused."""
    line = fresh.made(fresh.ani, 500)
    before = fresh.money(fresh.ani, PayLine(line.line, 2_100_000), tax="pph22")
    set_tax_rule(fresh.office, kind="pph22", name="PPh Pasal 22", valid_from=DAY, rate=200)
    after = fresh.money(fresh.ani, PayLine(line.line, 100_000), tax="pph22")
    papers = before.papers[0], after.papers[0]
    assert [fresh.says(paper).strip.tax for paper in papers] == [63_000, 2_000]
    with pytest.raises(IkmError, match="pph22 tidak berlaku pada 31-12-2017"):
        fresh.money(fresh.ani, PayLine(line.line), tax="pph22", day=date(2017, 12, 31))


@pytest.mark.parametrize("gross", [1, 1_999_999])
def test_tax_is_shared_out_to_the_rupiah(desk: MoneyDesk, gross: int) -> None:
    """Lines' taxes add up to the payment's; net is gross less tax on every row."""
    lines = [desk.made(desk.ani, 400), desk.made(desk.ani, 3)]
    paid = desk.money(desk.ani, PayLine(lines[0].line, gross), lines[1], tax="pph22", split=True)
    strip = desk.says(paid.papers[0]).strip
    assert strip.tax == (gross + 15_000) * 300 // 10_000
    listed = desk.says(desk.over("NOM", paid))
    assert (listed.gross, listed.tax, listed.net) == (strip.gross, strip.tax, strip.net)
    assert all(row.net == row.gross - row.tax for row in listed.rows)


def test_final_tax_wants_the_letter_of_each(desk: MoneyDesk) -> None:
    """All who lack it are told at once."""
    payments = [Payment(maker, [desk.made(maker, 2)]) for maker in (desk.ani, desk.budi)]
    with pytest.raises(Refusal) as refused:
        pay_many(desk.office, batch=None, letter_date=DAY, payments=payments, tax="final")
    missing = [one for one in refused.value.reasons if isinstance(one, FieldMissing)]
    assert len(missing) == 2


def test_a_split_purchase_says_why_it_is_taxed(desk: MoneyDesk) -> None:
    """Below the limit as a part of more: the note does not speak of an amount above the limit."""
    paid = desk.money(desk.ani, desk.made(desk.ani, 100), tax="pph22", split=True)
    (note,) = desk.says(desk.over("NOM", paid)).notes
    assert "karena pembelian ini bagian dari pembelian di atas Rp2.000.000,00" in note
    whole = desk.money(desk.budi, desk.made(desk.budi, 500), tax="pph22")
    (note,) = desk.says(desk.over("NOM", whole)).notes
    assert "karena jumlah bruto melebihi Rp2.000.000,00" in note


def test_a_cover_names_each_tax(desk: MoneyDesk) -> None:
    """Two kinds withheld on one list are both named over their sum."""
    paid = [
        desk.money(desk.ani, desk.made(desk.ani, 500), tax="pph22"),
        desk.money(desk.budi, desk.made(desk.budi, 100), tax="pph21"),
    ]
    paper = desk.over("KUI-UP", *paid)
    with desk.office.reading() as connection:
        cover = issuing.GATHERERS["KUI-UP"](connection, read_paper(connection, paper), version=1, draft=False)
    assert isinstance(cover, c.Receipt)
    assert cover.strip is not None
    assert cover.strip.label == "PPh Pasal 22 dan PPh Pasal 21"


def test_broken_units_paid_in_full_are_no_part(desk: MoneyDesk) -> None:
    """0,333 kg at Rp15.001 is Rp4.995, rounded down as it was booked; the list shows quantity and price."""
    paid = desk.money(desk.ani, desk.made(desk.ani, 333, desk.powder))
    purpose = desk.says(paid.papers[0]).purpose
    assert "0,333 kilogram serbuk kelor, dengan harga satuan Rp15.001,00 per kilogram" in purpose
    assert "sebagian" not in purpose
    (row,) = desk.says(desk.over("NOM", paid)).rows
    assert (row.quantity, row.unit_price, row.gross) == (333, 15_001, 4_995)


def test_rows_that_were_rounded_apart_stand_apart(desk: MoneyDesk) -> None:
    """Two deliveries whose sum is not price times quantity are two rows, and each can be reckoned."""
    lines = [desk.made(desk.ani, many, desk.powder) for many in (999, 999)]
    listed = desk.says(desk.over("NOM", desk.money(desk.ani, *lines)))
    assert all(row.gross == row.quantity * row.unit_price // 1_000 for row in listed.rows)
    assert len(listed.rows) > 1
    assert sum(row.gross for row in listed.rows) == listed.gross


def test_a_list_of_several_units_shows_each_in_its_own(desk: MoneyDesk) -> None:
    """Pieces beside kilograms: no grams as if they were pieces, no sum of both, and it is issued."""
    lines = [desk.made(desk.ani, 3), desk.made(desk.ani, 1_250, desk.powder)]
    paper = desk.over("NOM", desk.money(desk.ani, *lines))
    text = desk.shows(paper).replace("\xa0", " ")
    assert "3 buah" in text
    assert "1,25 kg" in text
    assert desk.says(paper).quantity is None


def test_a_part_of_a_price_is_called_so(desk: MoneyDesk) -> None:
    """A rupiah less than the whole is a part; whole pieces are so many pieces."""
    line = desk.made(desk.ani, 10)
    part = desk.money(desk.ani, PayLine(line.line, 12_345)).papers[0]
    assert "sebagian pembayaran atas 10 (sepuluh) buah masker" in desk.says(part).purpose
    pieces = desk.money(desk.ani, PayLine(line.line, 15_000)).papers[0]
    assert "3 (tiga) buah masker, dengan harga satuan Rp5.000,00" in desk.says(pieces).purpose


def test_a_firm_stands_on_a_list_of_payments(desk: MoneyDesk) -> None:
    """With its NPWP, address and account; the list says that goods were bought."""
    parties.change_vendor(
        desk.office, vendor=desk.vendor, npwp="999999999999000", address="Jalan 5", bank="Bank CONTOH"
    )
    payments = [Payment(desk.vendor, [desk.buys(35_000)])]
    done = pay_many(desk.office, batch=None, letter_date=DAY, payments=payments, method="LS")
    listed = desk.says(done.papers[-1])
    (row,) = listed.rows
    assert (row.name, row.nik, row.address) == ("Toko CONTOH", "99.999.999.9-999.000", "Jalan 5")
    assert listed.subtitle == ("PENGADAAN BARANG",)


def test_one_line_for_each_item_and_price(fresh: MoneyDesk) -> None:
    """Three lots at two prices are two rows; their sums are the letter's."""
    for many, price in ((3, None), (4, 6_000), (5, None)):
        line = DeliveryLine(
            fresh.mask, many, many, materials={}, price=price, price_reason="besar" if price else ""
        )
        fresh.receive(fresh.ani, line)
    letter = fresh.says(fresh.prepare_gift((fresh.mask, 12)).papers[0])
    assert isinstance(letter, c.Handover)
    shown = sorted((row.quantity, row.unit_price, row.amount) for row in letter.rows)
    assert shown == [("4", 6_000, 24_000), ("8", 5_000, 40_000)]
    assert letter.total == 64_000
