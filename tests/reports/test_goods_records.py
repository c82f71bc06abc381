"""Every numbered paper of goods can be printed, and says what was booked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.errors import FieldInvalid
from ikm_desktop.goods import places, transfer, waste
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import papers_of, read_paper
from ikm_desktop.participants import people
from ikm_desktop.reports import issuing
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, OFFICER, Desk


class RecordDesk(Desk):
    """A desk with cloth and masks."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cloth = things.a_material(self.office, "Kain")
        self.mask = things.a_product(self.office, "Masker", price=5_000)
        self.buy((self.cloth, 20_000, 200_000))

    def printed(self, paper: int) -> c.Content:
        """Return what a paper says; it can be previewed."""
        assert "DRAF" in pages.text_of(issuing.preview(self.office, paper=paper))
        with self.office.reading() as connection:
            row = read_paper(connection, paper)
            content = issuing.GATHERERS[row.kind](connection, row, version=1, draft=False)
        assert check_sums(content) == ()
        return content

    def record(self, paper: int) -> c.GoodsRecord:
        """Return what a record says."""
        content = self.printed(paper)
        assert isinstance(content, c.GoodsRecord)
        return content

    def paper(self, voucher: int) -> int:
        """Return the paper of a voucher."""
        with self.office.reading() as connection:
            return papers_of(connection, voucher=voucher)[0].id


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordDesk]:
    """The desk of these tests."""
    found = RecordDesk(tmp_path_factory.mktemp("catatan"))
    yield found
    found.office.close()


def test_a_list_of_two_and_a_late_one(desk: RecordDesk) -> None:
    """Two sign on the list; who comes later has a receipt of her own, a row for each material."""
    listed = desk.prepare({desk.ani: {desk.cloth: 2_000}, desk.budi: {desk.cloth: 1_000}}).papers[0]
    content = desk.printed(listed)
    assert isinstance(content, c.ReceiptList)
    assert content.title == "TANDA TERIMA BAHAN"
    late = desk.record(desk.prepare({desk.budi: {desk.cloth: 500}}).papers[0])
    assert late.title == "TANDA TERIMA BAHAN (SUSULAN)"
    assert [(row.name, row.quantity, row.unit) for row in late.rows] == [("Kain", 500, "m")]
    assert (late.left.role, late.left.name) == ("Yang menerima,", "Budi CONTOH")
    assert (late.right.title, late.right.name) == (("Yang menyerahkan",), OFFICER)
    assert late.total is None


def test_what_is_given_back(desk: RecordDesk) -> None:
    """Giver and receiver are swapped."""
    desk.supply(desk.ani, {desk.cloth: 3_000})
    record = desk.record(desk.paper(desk.back(desk.ani, (desk.cloth, 1_000))))
    assert record.title == "TANDA TERIMA PENGEMBALIAN BAHAN"
    assert [(row.name, row.quantity) for row in record.rows] == [("Kain", 1_000)]
    assert (record.left.role, record.left.name) == ("Yang mengembalikan,", "Ani CONTOH")
    assert record.right.title == ("Yang menerima",)


def test_moved_and_written_off(desk: RecordDesk) -> None:
    """From where to where; how much it was worth and why."""
    other = places.add_store(desk.office, name="Gudang Dua").ids[0]
    moved = transfer.prepare_transfer(
        desk.office, source=desk.store, target=other, letter_date=DAY, lines=[GoodsLine(desk.cloth, 1_000)]
    )
    record = desk.record(moved.papers[0])
    assert record.title == "BERITA ACARA PEMINDAHAN BARANG"
    assert "ke **Gudang Dua**" in record.opening
    lost = waste.write_off(
        desk.office,
        place=desk.store,
        letter_date=DAY,
        lines=[waste.WasteLine(desk.cloth, 2_000, "dimakan rayap")],
    )
    record = desk.record(lost.papers[0])
    assert (record.total, record.rows[0].note) == (20_000, "Dimakan rayap")
    assert "telah menghapus dari pembukuan" in record.opening


def test_what_was_reversed(desk: RecordDesk) -> None:
    """A payment's reversal shows the money, goods their quantity and value; both name the entry and why."""
    delivery = desk.receive(desk.ani, DeliveryLine(desk.mask, 3, 3, materials={}))
    paid = desk.pay(desk.ani, *desk.lines(delivery))
    record = desk.record(desk.paper(desk.reverse(paid)))
    assert [(row.name, row.quantity, row.value) for row in record.rows] == [("Pembayaran", None, 15_000)]
    assert (record.total, record.title) == (15_000, "BERITA ACARA PEMBALIKAN CATATAN")
    assert "dibalik karena salah catat" in record.opening
    back = desk.record(desk.paper(desk.reverse(delivery)))
    assert [(row.name, row.quantity, row.value) for row in back.rows] == [("Masker", 3, 15_000)]


def test_who_cannot_write_gives_her_thumbprint(desk: RecordDesk) -> None:
    """Lists and receipts leave a box for it; anything else than "jempol" is refused."""
    with desk.office.reading() as connection:
        budi = people.person_at(connection, desk.budi)
    assert budi is not None
    with pytest.raises(FieldInvalid, match='kosong atau "jempol"'):
        people.change_person(desk.office, person=budi.id, signs="silang")
    people.change_person(desk.office, person=budi.id, signs="jempol")
    listed = desk.printed(desk.prepare({desk.ani: {desk.cloth: 100}, desk.budi: {desk.cloth: 100}}).papers[0])
    assert isinstance(listed, c.ReceiptList)
    assert [row.thumb for row in listed.rows] == [False, True]
    alone = desk.prepare({desk.budi: {desk.cloth: 100}}).papers[0]
    assert desk.record(alone).left.thumb
    assert "cap jempol" in pages.text_of(issuing.preview(desk.office, paper=alone))
