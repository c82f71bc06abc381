"""What a kuitansi says is what was paid: goods, letters, tax, and the stamp duty of its date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.batches import batches
from ikm_desktop.buyback import payment
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import Method, PayLine
from ikm_desktop.buyback.payment_receipt import payment_receipt
from ikm_desktop.buyback.receiving import receive_products
from ikm_desktop.goods import items, parties
from ikm_desktop.office.tax import TaxKind
from ikm_desktop.papers.content import Receipt
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.participants import people
from ikm_desktop.reports.issuing import preview
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, OFFICER, Desk


class PayDesk(Desk):
    """A desk where Ani sews masks at Rp5.000."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cloth = things.a_material(self.office, "Kain katun")
        self.masks = things.a_product(self.office, "Masker kain nonmedis", price=5_000)
        things.a_recipe(self.office, self.masks, {self.cloth: 1})

    def delivered(self, pieces: int, *, day: date = DAY, price: int | None = None) -> int:
        """Receive masks of Ani's own cloth and return the line."""
        self.today(day)
        line = DeliveryLine(
            self.masks,
            pieces,
            pieces,
            price=price,
            price_reason="ukuran besar" if price else "",
            own_reason="kain sendiri",
        )
        return self.lines(self.receive(self.ani, line, day=day))[0]

    def paid(
        self,
        payee: int,
        *lines: PayLine,
        day: date = DAY,
        tax: TaxKind = "none",
        method: Method = "UP",
        split: bool = False,
    ) -> Receipt:
        """Pay, and return what the kuitansi says."""
        done = payment.pay(
            self.office,
            payee=payee,
            letter_date=day,
            lines=lines,
            tax=tax,
            method=method,
            split=split,
            account="019.526311",
        )
        self.paper = done.papers[0]
        with self.office.reading() as connection:
            return payment_receipt(connection, read_paper(connection, self.paper), version=1, draft=False)

    def number_of(self, line: int) -> str:
        """Return the number of the letter a line stands on."""
        with self.office.reading() as connection:
            return str(
                connection.exec_driver_sql(
                    "SELECT p.number FROM line l JOIN paper_subject s ON s.voucher = l.voucher "
                    "JOIN paper p ON p.id = s.paper WHERE l.id = ?",
                    (line,),
                ).scalar_one()
            )


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PayDesk]:
    """A desk of its own."""
    found = PayDesk(tmp_path)
    yield found
    found.office.close()


def plain(text: str) -> str:
    """Return a text with ordinary blanks."""
    return text.replace("\xa0", " ")


def test_one_receipt_of_a_person(desk: PayDesk) -> None:
    """Quantity in words, goods, specification, price, training and letter stand in the purpose."""
    items.change_item(desk.office, item=desk.masks, specification="Katun 2 lapis")
    line = desk.delivered(80)
    says = desk.paid(desk.ani, PayLine(line))
    assert plain(says.purpose) == (
        "Pembelian kembali hasil produksi peserta Pelatihan CONTOH Angkatan I: 80 (delapan puluh) buah "
        "masker kain nonmedis, katun 2 lapis, dengan harga satuan Rp5.000,00, sesuai Berita Acara "
        f"Pemeriksaan dan Penerimaan Hasil Produk Nomor: {desk.number_of(line)} tanggal 24 Agustus 2020."
    )
    assert (says.amount, says.fiscal_year, says.account) == (400_000, 2020, "019.526311")
    assert says.recipient.name == "Ani CONTOH"
    assert says.recipient.identity.startswith("NIK 5399")
    assert "*" not in says.recipient.identity


def test_several_receipts_are_added_up(desk: PayDesk) -> None:
    """Two days of the same goods are one quantity; the letter's name stands once, with both numbers."""
    first = desk.delivered(60)
    second = desk.delivered(35, day=date(2020, 8, 26))
    purpose = plain(desk.paid(desk.ani, PayLine(first), PayLine(second), day=date(2020, 8, 27)).purpose)
    assert "95 (sembilan puluh lima) buah masker kain nonmedis, dengan harga satuan Rp5.000,00," in purpose
    assert purpose.count("Berita Acara Pemeriksaan") == 1
    assert purpose.endswith(
        f"Nomor: {desk.number_of(first)} tanggal 24 Agustus 2020 dan "
        f"Nomor: {desk.number_of(second)} tanggal 26 Agustus 2020."
    )


def test_two_prices_are_two_parts(desk: PayDesk) -> None:
    """The same goods at another price stand apart."""
    lines = [PayLine(desk.delivered(10)), PayLine(desk.delivered(5, price=6_000))]
    purpose = desk.paid(desk.ani, *lines).purpose
    assert "10 (sepuluh) buah masker kain nonmedis, dengan harga satuan Rp5.000,00; 5 (lima) buah" in purpose
    assert "dengan harga satuan Rp6.000,00, sesuai" in purpose


def test_receipts_of_two_batches_name_both(desk: PayDesk) -> None:
    """A person paid for what she made in two batches."""
    first = desk.delivered(10)
    batch = batches.add_batch(desk.office, name="Angkatan V", training="Pelatihan Lanjutan CONTOH").ids[0]
    done = receive_products(
        desk.office,
        maker=desk.ani,
        store=desk.store,
        batch=batch,
        letter_date=DAY,
        receiver=OFFICER,
        lines=[DeliveryLine(desk.masks, 5, 5, own_reason="kain sendiri")],
    )
    second = desk.lines(done.vouchers[0])[0]
    purpose = desk.paid(desk.ani, PayLine(first), PayLine(second)).purpose
    assert "peserta Pelatihan CONTOH Angkatan I dan Pelatihan Lanjutan CONTOH Angkatan V: 15" in purpose


@pytest.mark.parametrize(
    ("gross", "part"),
    [
        (250_000, "50 (lima puluh) buah masker kain nonmedis, dengan harga satuan Rp5.000,00"),
        (
            251_000,
            (
                "sebagian pembayaran atas 80 (delapan puluh) buah masker kain nonmedis, "
                "dengan harga satuan Rp5.000,00"
            ),
        ),
    ],
)
def test_a_part_that_is_paid(desk: PayDesk, gross: int, part: str) -> None:
    """Whole pieces are named as so many; an amount that is no whole piece is a part of all of them."""
    says = desk.paid(desk.ani, PayLine(desk.delivered(80), gross))
    assert f": {part}, sesuai" in says.purpose
    assert says.amount == gross


def test_tax_that_is_withheld(desk: PayDesk) -> None:
    """PPh 22 of a split sale, doubled without NPWP: gross, tax by its name, and net."""
    says = desk.paid(desk.ani, PayLine(desk.delivered(80)), tax="pph22", split=True)
    assert says.strip is not None
    assert (says.strip.gross, says.strip.tax, says.strip.net) == (400_000, 12_000, 388_000)
    assert says.strip.label == "PPh Pasal 22"


def test_tax_below_the_limit(desk: PayDesk) -> None:
    """Not withheld is said in these words."""
    says = desk.paid(desk.ani, PayLine(desk.delivered(80)), tax="pph22")
    assert says.strip is not None
    assert (says.strip.tax, says.strip.net, says.strip.label) == (0, 400_000, "tidak dipungut")


@pytest.mark.parametrize(
    ("day", "pieces", "stamp"),
    [
        (date(2020, 12, 31), 50, 0),
        (date(2020, 12, 31), 51, 3_000),
        (date(2020, 12, 31), 200, 3_000),
        (date(2020, 12, 31), 201, 6_000),
        (date(2021, 1, 1), 1_000, 0),
        (date(2021, 1, 1), 1_001, 10_000),
    ],
)
def test_stamp_duty_goes_by_the_date(desk: PayDesk, day: date, pieces: int, stamp: int) -> None:
    """Up to 2020 Rp3.000 above Rp250.000, Rp6.000 above a million; since 2021 Rp10.000 above five million."""
    line = desk.delivered(pieces, day=day)
    says = desk.paid(desk.ani, PayLine(line), day=day)
    assert (says.recipient.meterai, says.fiscal_year) == (stamp, day.year)
    text = pages.text_of(preview(desk.office, paper=desk.paper))
    assert ("Meterai" in text) == bool(stamp)


def test_up_has_four_signatures_and_ls_three(desk: PayDesk) -> None:
    """UP: recipient, PPK, Bendahara, receiver; LS leaves the Bendahara out, and a strip without tax."""
    up = desk.paid(desk.ani, PayLine(desk.delivered(10)))
    assert up.treasurer is not None
    assert up.treasurer.role == "Lunas dibayar, tanggal 24 Agustus 2020"
    assert up.approver.role == "Setuju dibebankan pada mata anggaran berkenaan,"
    assert up.form == "KUITANSI PEMBAYARAN UP"
    assert up.received_from.startswith("Kuasa Pengguna Anggaran / Pejabat Pembuat Komitmen Satuan Kerja")
    ls = desk.paid(desk.ani, PayLine(desk.delivered(10)), method="LS")
    assert (ls.treasurer, ls.strip, ls.form) == (None, None, "KUITANSI PEMBAYARAN LANGSUNG")
    assert ls.received_from.startswith("Pejabat Pembuat Komitmen Satuan Kerja")
    assert ls.approver.title == ("a.n. Kuasa Pengguna Anggaran", "Pejabat Pembuat Komitmen")


def test_a_vendor_is_paid_for_a_purchase(desk: PayDesk) -> None:
    """The firm's paper is the basis; whoever signs for it stands with office, firm and NPWP."""
    parties.change_vendor(
        desk.office,
        vendor=desk.vendor,
        signer="HANS CONTOH",
        signer_title="Pemilik",
        npwp="999999999990001",
    )
    line = desk.lines(desk.buy((desk.cloth, 150_000, 5_250_000), paper="NOTA-7"))[0]
    says = desk.paid(desk.vendor, PayLine(line), method="LS")
    assert plain(says.purpose) == (
        "Pengadaan 150 (seratus lima puluh) meter kain katun, dengan harga satuan Rp35.000,00 per meter, "
        "sesuai surat "
        "penyedia Nomor: NOTA-7 tanggal 24 Agustus 2020."
    )
    assert says.recipient.title == ("Pemilik Toko CONTOH",)
    assert says.recipient.name == "HANS CONTOH"
    assert says.recipient.identity == "NPWP 99.999.999.9-990.001"


def test_a_part_of_a_purchase(desk: PayDesk) -> None:
    """An advance is no payment for everything."""
    line = desk.lines(desk.buy((desk.cloth, 150_000, 5_250_000)))[0]
    purpose = desk.paid(desk.vendor, PayLine(line, 1_000_000), method="LS").purpose
    assert purpose.startswith("Sebagian pembayaran atas pengadaan 150 (seratus lima puluh) meter kain katun,")


def test_a_vendor_without_a_signer_receives_in_its_own_name(desk: PayDesk) -> None:
    """No office and no firm twice."""
    line = desk.lines(desk.buy((desk.cloth, 1_000, 35_000)))[0]
    recipient = desk.paid(desk.vendor, PayLine(line), method="LS").recipient
    assert (recipient.role, recipient.title, recipient.name) == ("Penerima Uang", (), "Toko CONTOH")


def test_abbreviations_keep_their_capitals(desk: PayDesk) -> None:
    """Inside a sentence names begin small, but "APD" stays."""
    items.change_item(desk.office, item=desk.masks, name="APD kain", specification="Ukuran besar")
    purpose = desk.paid(desk.ani, PayLine(desk.delivered(2))).purpose
    assert "2 (dua) buah APD kain, ukuran besar," in purpose


def test_a_person_without_nik_has_no_empty_line(desk: PayDesk) -> None:
    """What is not known is left out."""
    ani = people.add_person(desk.office, name="Cici CONTOH").ids[0]
    with desk.office.reading() as connection:
        place = people.person_of(connection, ani).place
    line = DeliveryLine(desk.masks, 2, 2, own_reason="kain sendiri")
    says = desk.paid(place, PayLine(desk.lines(desk.receive(place, line))[0]))
    assert says.recipient.identity == ""
    assert "NIK" not in pages.text_of(preview(desk.office, paper=desk.paper))
