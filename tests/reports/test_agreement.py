"""Papers over the same goods say the same rupiah as the journal, or they are not issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.inspection_letter import inspection_letter
from ikm_desktop.buyback.payment import PayLine
from ikm_desktop.buyback.payment_many import Payment, pay_many
from ikm_desktop.goods import reversal
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.papers import archive
from ikm_desktop.papers import content as c
from ikm_desktop.papers.numbers import open_paper
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports import issuing
from ikm_desktop.reports.agreement import PapersDisagree, disagreements
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


class PaidDesk(Desk):
    """Ani and Budi delivered masks; two are paid in one act."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        mask = things.a_product(self.office, "Masker", price=5_000)
        self.receipts = [
            self.receive(maker, DeliveryLine(mask, 5, 4, 1, reason="noda", materials={}))
            for maker in (self.ani, self.budi)
        ]

    def pay_both(self, *, one_receipt: bool) -> tuple[int, ...]:
        """Pay both and return the papers, the list last."""
        payments = [
            Payment(maker, [PayLine(self.lines(receipt)[0])])
            for maker, receipt in zip((self.ani, self.budi), self.receipts, strict=True)
        ]
        done = pay_many(self.office, batch=None, letter_date=DAY, payments=payments, one_receipt=one_receipt)
        self.paid = done.vouchers
        return self.checked(done).papers

    def refused(self, paper: int) -> str:
        """Try to issue a paper and return why it was refused."""
        with pytest.raises(PapersDisagree) as told:
            issuing.issue(self.office, papers=[paper], changed="sekali lagi")
        return told.value.sentence


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PaidDesk]:
    """A desk of its own."""
    found = PaidDesk(tmp_path)
    yield found
    found.office.close()


@pytest.mark.parametrize("one_receipt", [False, True], ids=["a kuitansi each", "one for all"])
def test_kuitansi_list_and_journal_agree(desk: PaidDesk, *, one_receipt: bool) -> None:
    """Whether each has a kuitansi or one stands over the list: all are issued, with one sum."""
    papers = desk.pay_both(one_receipt=one_receipt)
    assert len(papers) == (2 if one_receipt else 3)
    issuing.issue(desk.office, papers=papers)
    with desk.office.reading() as connection:
        for paper in papers:
            row = read_paper(connection, paper)
            content = issuing.GATHERERS[row.kind](connection, row, version=1, draft=False)
            assert disagreements(connection, row, content) == ()
    text = pages.text_of(issuing.preview(desk.office, paper=papers[-1]))
    assert "JUMLAH 8 40.000 0 40.000" in text
    if one_receipt:
        cover = pages.text_of(issuing.preview(desk.office, paper=papers[0]))
        assert "sesuai daftar nominatif terlampir (2 orang)" in cover
        assert "Rp40.000,00" in cover


def test_a_payment_that_was_reversed_keeps_its_list_a_draft(desk: PaidDesk) -> None:
    """The list still pictures it: list, journal and kuitansi differ, and each is named with its figure."""
    papers = desk.pay_both(one_receipt=False)
    desk.checked(reversal.reverse(desk.office, voucher=desk.paid[0], reason="salah orang"))
    told = desk.refused(papers[-1])
    assert "surat ini Rp40.000, jurnal Rp20.000" in told
    assert told.startswith("Daftar nominatif")
    assert "DRAF" in pages.text_of(issuing.preview(desk.office, paper=papers[-1]))


def test_never_two_kuitansi_for_one_payment(desk: PaidDesk) -> None:
    """A second one over the same payment is refused by the name of the first."""
    first, *_ = desk.pay_both(one_receipt=True)
    with desk.office.act("open") as act:
        second = open_paper(
            act, kind="KUI-UP", series="KUI-UP", letter_date=DAY, subject="", vouchers=desk.paid[:1]
        ).id
        act.done()
    told = desk.refused(second)
    with desk.office.reading() as connection:
        assert f"{read_paper(connection, first).ref()} sudah memuat pembayaran yang sama" in told


def _minutes(desk: PaidDesk, receipt: int) -> int:
    with desk.office.reading() as connection:
        return int(
            connection.exec_driver_sql(
                "SELECT paper FROM paper_subject WHERE voucher = ?", (receipt,)
            ).scalar_one()
        )


def test_minutes_that_say_something_else_are_named(desk: PaidDesk) -> None:
    """Minutes issued with another figure than the journal's keep the kuitansi that rests on them a draft."""
    minutes = _minutes(desk, desk.receipts[0])
    with desk.office.act("issue") as act:
        row = read_paper(act.connection, minutes)
        content = inspection_letter(act.connection, row, version=1, draft=False)
        wrong = replace(content, accepted=5, rejected=0, value=25_000)
        told = disagreements(act.connection, row, wrong)
        archive.issue(act, minutes, content_json=c.content_to_json(wrong), pdf=b"%PDF", pages=1)
        act.done()
    assert "diterima 5, jurnal 4" in told
    assert "nilai Rp25.000, harga kali jumlah diterima Rp20.000" in told
    papers = desk.pay_both(one_receipt=False)
    assert "menyebut diterima 5, jurnal 4" in desk.refused(papers[0])
    issuing.issue(desk.office, papers=papers[1:2])


def test_what_a_reversal_took_back_does_not_hold_up_the_rest(desk: PaidDesk) -> None:
    """The minutes keep what was found that day; the kuitansi pays what is left."""
    minutes = _minutes(desk, desk.receipts[0])
    issuing.issue(desk.office, papers=[minutes])
    line = desk.lines(desk.receipts[0])[0]
    desk.reverse(desk.receipts[0], quantities={line: Pieces(1)})
    issuing.issue(desk.office, papers=[minutes], changed="cetak ulang")
    papers = desk.pay_both(one_receipt=False)
    issuing.issue(desk.office, papers=papers)
    assert "JUMLAH 7 35.000" in pages.text_of(issuing.preview(desk.office, paper=papers[-1]))
