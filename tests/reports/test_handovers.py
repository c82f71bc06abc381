"""Handover letters from and to vendors and participants, as clauses or as Pasal, with party names as set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import FieldInvalid
from ikm_desktop.goods import items, parties
from ikm_desktop.office.settings import Wording, save
from ikm_desktop.papers import content as c
from ikm_desktop.papers.articles import title_of
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports import issuing, sheets
from ikm_desktop.supply.vendor_return import VendorReturnLine, prepare_vendor_return
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


class LetterDesk(Desk):
    """Cloth bought and handed over, masks bought back, some cloth to go back."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        parties.change_vendor(
            self.office, vendor=self.vendor, signer="HANS CONTOH", signer_title="Pemilik", address="Jalan 1"
        )
        cloth = things.a_material(self.office, "Kain")
        items.change_item(self.office, item=cloth, specification="lebar 150 cm")
        mask = things.a_product(self.office, "Masker", price=5_000)
        self.bought = self.buy((cloth, 10_000, 350_000))
        self.handed = self.supply(self.ani, {cloth: 2_000})
        line = DeliveryLine(mask, 4, 3, 1, reason="noda", materials={})
        self.delivered = self.receive(self.ani, line)
        self.paid = self.pay(self.ani, *self.lines(self.delivered))

    def letter(self, paper: int) -> c.Handover:
        """Return what a letter says."""
        with self.office.reading() as connection:
            row = read_paper(connection, paper)
            content = issuing.GATHERERS[row.kind](connection, row, version=1, draft=False)
        assert isinstance(content, c.Handover)
        assert check_sums(content) == ()
        return content


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LetterDesk]:
    """The desk of these tests."""
    found = LetterDesk(tmp_path_factory.mktemp("bast"))
    yield found
    found.office.close()


def test_a_vendor_hands_over(desk: LetterDesk) -> None:
    """The vendor gives and signs right, the office receives; contract's volume stays for the hand."""
    paper = sheets.handover_letter_of(desk.office, voucher=desk.bought)
    letter = desk.letter(paper)
    assert (letter.first.fields[0].value, letter.giver.name) == ("HANS CONTOH", "HANS CONTOH")
    assert letter.giver.title == ("Pemilik Toko CONTOH",)
    assert letter.basis == "Berdasarkan surat penyedia Nomor: NOTA-1 tanggal 24 Agustus 2020."
    assert [(r.quantity, r.contracted, r.unit_price, r.amount) for r in letter.rows] == [
        ("10,00", "", 35_000, 350_000)
    ]
    text = pages.text_of(issuing.preview(desk.office, paper=paper))
    assert "Vol. Kontrak Vol. Diterima" in text
    assert "JUMLAH 350.000" in text
    assert sheets.handover_letter_of(desk.office, voucher=desk.bought) == paper
    with desk.office.reading() as connection:
        assert read_paper(connection, paper).number is None


def test_a_participant_receives_and_hands_over(desk: LetterDesk) -> None:
    """Materials stay the state's and show no value; products show the price they are bought back for."""
    got = desk.letter(sheets.handover_letter_of(desk.office, voucher=desk.handed))
    assert (got.second.fields[0].value, got.recipient.name) == ("Ani CONTOH", "Ani CONTOH")
    assert (got.total, got.values) == (None, c.NO_VALUE)
    assert any(
        clause.startswith("Barang tetap milik negara dan dikuasai PIHAK KEDUA") for clause in got.clauses
    )
    gave = desk.letter(sheets.handover_letter_of(desk.office, voucher=desk.delivered))
    assert gave.first.fields[0].value == "Ani CONTOH"
    assert [(r.quantity, r.unit_price, r.amount) for r in gave.rows] == [("3", 5_000, 15_000)]
    assert gave.total == 15_000


def test_goods_go_back_to_the_vendor(desk: LetterDesk) -> None:
    """Its numbered letter says why; the office gives."""
    line = desk.lines(desk.bought)[0]
    done = prepare_vendor_return(
        desk.office,
        vendor=desk.vendor,
        store=desk.store,
        letter_date=DAY,
        lines=[VendorReturnLine(line, 1_000, "cacat tenun")],
    )
    letter = desk.letter(done.papers[0])
    assert letter.title == "BERITA ACARA PENGEMBALIAN BARANG"
    assert (letter.rows[0].specification, letter.rows[0].condition) == ("lebar 150 cm", "cacat tenun")
    assert letter.recipient.name == "HANS CONTOH"
    text = pages.text_of(issuing.preview(desk.office, paper=done.papers[0]))
    assert "mengembalikan kepada PIHAK KEDUA" in text
    assert "Kondisi / Alasan" in text
    assert "Demikian Berita Acara Pengembalian Barang ini dibuat" in text
    assert "Serah Terima" not in text
    save(desk.office, Wording(in_articles=True))
    text = pages.text_of(issuing.preview(desk.office, paper=done.papers[0]))
    assert "sepakat melaksanakan pengembalian barang dengan ketentuan" in text
    assert "Pasal 2 Penggantian Barang dikembalikan karena alasan yang tertulis" in text


def test_the_pasal_form_and_pihak_kesatu(desk: LetterDesk) -> None:
    """The same sentences under their titles; the table stands in Pasal 1; parties are called as set."""
    save(desk.office, Wording(first_party="KESATU", in_articles=True))
    letter = desk.letter(sheets.handover_letter_of(desk.office, voucher=desk.handed))
    assert [article.title for article in letter.articles] == [
        "Objek dan Jumlah",
        "Keadaan Barang",
        "Peralihan Hak dan Tanggung Jawab",
        "Penutup",
    ]
    paper = sheets.handover_letter_of(desk.office, voucher=desk.handed)
    text = pages.text_of(issuing.preview(desk.office, paper=paper))
    assert "Pasal 1 Objek dan Jumlah PIHAK KESATU menyerahkan kepada PIHAK KEDUA" in text
    assert "Pasal 4 Penutup" in text
    given = desk.letter(sheets.handover_letter_of(desk.office, voucher=desk.delivered))
    assert "Pembayaran" in [article.title for article in given.articles]
    gift = desk.prepare_gift((2, 1)).papers[0]
    assert [article.title for article in desk.letter(gift).articles][3] == "Pemanfaatan"
    save(desk.office, Wording())
    assert title_of("Barang dibagikan secara cuma-cuma.") == "Pemanfaatan"


def test_other_vouchers_have_no_letter(desk: LetterDesk) -> None:
    """A payment hands nothing over."""
    with pytest.raises(FieldInvalid, match="tidak mempunyai BAST"):
        sheets.handover_letter_of(desk.office, voucher=desk.paid)
