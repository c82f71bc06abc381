"""What the BAST to an institution says is what its voucher and the office's settings say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution.handover_letter import MASK_CLAUSE, handover_letter
from ikm_desktop.goods import parties, vouchers
from ikm_desktop.office.acts import Done
from ikm_desktop.office.budget import Budget, save_budget
from ikm_desktop.office.settings import Wording, save
from ikm_desktop.office.signatories import add_signatory
from ikm_desktop.papers.content import GoodsRow, Handover
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports.issuing import preview
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import Desk

ALWAYS = date(2020, 1, 1)


@dataclass(frozen=True)
class Row:
    """A goods row in short."""

    goods: str
    quantity: str
    price: int | None
    amount: int | None


def short(row: GoodsRow) -> Row:
    """Return a goods row in short."""
    return Row(row.description, row.quantity, row.unit_price, row.amount)


class GiftDesk(Desk):
    """A desk with 30 masks bought at Rp5.000, then 20 at Rp6.000; the cloth of each cost Rp100."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cloth = things.a_material(self.office, "Kain katun")
        self.masks = things.a_product(self.office, "Masker kain", price=5_000)
        things.a_recipe(self.office, self.masks, {self.cloth: 100})
        self.buy((self.cloth, 10_000, 10_000))
        self.supply(self.ani, {self.cloth: 10_000})
        self.receive(self.ani, DeliveryLine(self.masks, 30, 30))
        self.receive(self.ani, DeliveryLine(self.masks, 20, 20, price=6_000, price_reason="jahitan rapi"))

    def says(self, done: Done) -> Handover:
        """Return what the letter says."""
        (paper,) = done.papers
        with self.office.reading() as connection:
            return handover_letter(connection, read_paper(connection, paper), version=1, draft=False)

    def rows(self, done: Done) -> list[Row]:
        """Return the goods rows in short."""
        return [short(row) for row in self.says(done).rows]

    def values(self, values: str) -> None:
        """Let letters show these values."""
        save(self.office, Wording(values={"BAST-L": values}))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[GiftDesk]:
    """A desk of its own."""
    found = GiftDesk(tmp_path)
    yield found
    found.office.close()


def test_at_buyback_prices_each_price_has_a_row(desk: GiftDesk) -> None:
    """Of 40 masks 30 were bought at Rp5.000, the next 10 at Rp6.000; the total is their sum."""
    done = desk.prepare_gift((desk.masks, 40))
    rows = [Row("Masker kain", "30", 5_000, 150_000), Row("Masker kain", "10", 6_000, 60_000)]
    assert desk.rows(done) == rows
    assert (desk.says(done).total, desk.says(done).values) == (210_000, "harga beli")
    desk.sign(done)
    assert desk.rows(done) == rows


def test_at_book_cost_an_item_has_one_row(desk: GiftDesk) -> None:
    """The exact cost of the pinned units; no unit price where they do not all cost the same."""
    desk.values("harga pokok")
    done = desk.prepare_gift((desk.masks, 40))
    cost = desk.cost(desk.sign(done)[0])
    assert desk.rows(done) == [Row("Masker kain", "40", None, cost)]
    assert desk.says(done).total == cost == 30 * 5_100 + 10 * 6_100


def test_an_average_is_no_unit_price(desk: GiftDesk) -> None:
    """20 pieces of Rp5.100 and 20 of Rp6.100 average to a whole amount, which none of them costs."""
    desk.give((desk.masks, 10))
    desk.values("harga pokok")
    assert desk.rows(desk.prepare_gift((desk.masks, 40))) == [Row("Masker kain", "40", None, 224_000)]


def test_at_book_cost_with_one_price_it_is_shown(desk: GiftDesk) -> None:
    """Where every unit costs the same whole amount, that is the unit price."""
    desk.values("harga pokok")
    assert desk.rows(desk.prepare_gift((desk.masks, 20))) == [Row("Masker kain", "20", 5_100, 102_000)]


def test_without_values(desk: GiftDesk) -> None:
    """One row, no price, no amount, no total."""
    desk.values("tanpa nilai")
    done = desk.prepare_gift((desk.masks, 40))
    assert desk.rows(done) == [Row("Masker kain", "40", None, None)]
    assert desk.says(done).total is None


def test_a_lot_without_a_price_stands_at_its_cost(desk: GiftDesk) -> None:
    """Cloth was never bought back: at buyback prices it has its book cost."""
    desk.back(desk.ani, (desk.cloth, 2_500))
    assert desk.rows(desk.prepare_gift((desk.cloth, 2_500))) == [Row("Kain katun", "2,50", 1_000, 2_500)]


def test_best_before_stands_in_the_specification(desk: GiftDesk) -> None:
    """Soap of two days keeps until two days: two rows, each with its date."""
    soap = things.a_product(desk.office, "Sabun", price=15_000, shelf_life_days=365)
    things.a_recipe(desk.office, soap, {desk.cloth: 1})
    desk.receive(desk.ani, DeliveryLine(soap, 4, 4))
    desk.today(date(2020, 8, 26))
    desk.receive(desk.ani, DeliveryLine(soap, 4, 4), day=date(2020, 8, 26))
    rows = desk.says(desk.prepare_gift((soap, 6), day=date(2020, 8, 26))).rows
    assert [(row.specification, row.quantity, row.amount) for row in rows] == [
        ("baik digunakan sebelum 24-08-2021", "4", 60_000),
        ("baik digunakan sebelum 26-08-2021", "2", 30_000),
    ]


def test_a_void_letter_still_shows_its_goods(desk: GiftDesk) -> None:
    """Its units are free again, so it has quantities and no values."""
    done = desk.prepare_gift((desk.masks, 40))
    vouchers.void(desk.office, prepared=done.prepared, reason="salah lembaga")
    says = desk.says(done)
    assert [short(row) for row in says.rows] == [Row("Masker kain", "40", None, None)]
    assert "DIBATALKAN" in says.head.marks


def officials(desk: GiftDesk, *, ppk: str) -> None:
    """Name the head of the office, and who is PPK."""
    add_signatory(desk.office, role="head", name="YOSEPH CONTOH", title="Kepala Dinas", valid_from=ALWAYS)
    add_signatory(desk.office, role="ppk", name=ppk, title="Pejabat Pembuat Komitmen", valid_from=ALWAYS)


def test_the_head_acknowledges(desk: GiftDesk) -> None:
    """The head of the office signs as KPA, unless it is he who hands over."""
    officials(desk, ppk="MARTHA CONTOH")
    acknowledged = desk.says(desk.prepare_gift((desk.masks, 1))).acknowledged
    assert acknowledged is not None
    assert (acknowledged.role, acknowledged.name) == ("Mengetahui:", "YOSEPH CONTOH")
    assert acknowledged.title == ("Kepala Dinas", "selaku Kuasa Pengguna Anggaran")


def test_nobody_acknowledges_his_own_letter(desk: GiftDesk) -> None:
    """Where the PPK is the KPA, Mengetahui is left out."""
    officials(desk, ppk="YOSEPH CONTOH")
    assert desk.says(desk.prepare_gift((desk.masks, 1))).acknowledged is None


def test_the_customary_clauses_are_filled(desk: GiftDesk) -> None:
    """Parties, days, activity, fund and year stand in them; masks get one of their own."""
    save_budget(desk.office, 2020, Budget(activity="Pembinaan IKM", source="APBN", fund="dana dekonsentrasi"))
    clauses = desk.says(desk.prepare_gift((desk.masks, 1))).clauses
    assert len(clauses) == 6
    assert MASK_CLAUSE in clauses
    assert "paling lambat 30 (tiga puluh) hari kalender" in clauses[4]
    assert clauses[5].startswith(
        "Barang berasal dari kegiatan Pembinaan IKM, yang dibiayai APBN Tahun Anggaran 2020"
    )
    assert not any("{" in clause for clause in clauses)
    desk.back(desk.ani, (desk.cloth, 100))
    assert MASK_CLAUSE not in desk.says(desk.prepare_gift((desk.cloth, 100))).clauses


def test_a_clause_without_its_name_is_left_out(desk: GiftDesk) -> None:
    """Until the office says whose activity it is, no letter speaks of "kegiatan , yang dibiayai"."""
    clauses = desk.says(desk.prepare_gift((desk.masks, 1))).clauses
    assert not any("berasal dari kegiatan" in clause for clause in clauses)
    assert len(clauses) == 5


def test_the_offices_own_words(desk: GiftDesk) -> None:
    """PIHAK KESATU, its own clauses and number of copies; a name nobody knows stays as typed."""
    save(
        desk.office,
        Wording(
            first_party="KESATU",
            copies=3,
            clauses={"BAST-L": ("{pertama} menyerahkan dengan {syarat}.",)},
        ),
    )
    done = desk.prepare_gift((desk.masks, 1))
    says = desk.says(done)
    assert says.clauses == ("PIHAK KESATU menyerahkan dengan {syarat}.",)
    assert says.first.label == "PIHAK KESATU"
    assert says.giver.role == "PIHAK KESATU,"
    text = pages.text_of(preview(desk.office, paper=done.papers[0]))
    assert "PIHAK PERTAMA" not in text
    assert "rangkap 3 (tiga)" in text


def test_the_second_party_says_what_is_known(desk: GiftDesk) -> None:
    """NIP, or the masked NIK, of the signer on record only; no empty line for what is not known."""
    labels = [field.label for field in desk.says(desk.prepare_gift((desk.masks, 1))).second.fields]
    assert labels == ["Nama", "Lembaga", "Alamat"]
    parties.change_institution(
        desk.office, institution=desk.church, signer_nik="5399991708850001", phone="0800", address="Jalan 1"
    )
    second = desk.says(desk.prepare_gift((desk.masks, 1))).second
    assert {field.label: field.value for field in second.fields} == {
        "Nama": "Penerima CONTOH",
        "NIK": "5399**********01",
        "Lembaga": "Majelis CONTOH (lembaga keagamaan)",
        "Alamat": "Jalan 1, Kota Kupang",
        "Telepon": "0800",
    }
