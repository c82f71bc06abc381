"""What the Tanda Terima Bahan says is what its vouchers say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.amounts import Unit
from ikm_desktop.batches import batches
from ikm_desktop.goods import vouchers
from ikm_desktop.office.acts import Done
from ikm_desktop.office.signatories import add_signatory
from ikm_desktop.papers.content import ReceiptList
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports.issuing import preview
from ikm_desktop.supply import handover
from ikm_desktop.supply.handover_list import handover_list
from tests.factories import persons, things
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


class SupplyDesk(Desk):
    """A desk with cloth (m) and needles (set) in store."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cloth = things.a_material(self.office, "Kain katun")
        self.needles = things.a_material(self.office, "Jarum", unit=Unit("set", 1, "set", 0))
        self.buy((self.cloth, 100_000, 3_500_000), (self.needles, 50, 400_000))

    def says(self, done: Done) -> ReceiptList:
        """Return what the list of a kit says."""
        (paper,) = done.papers
        with self.office.reading() as connection:
            return handover_list(connection, read_paper(connection, paper), version=1, draft=False)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[SupplyDesk]:
    """A desk of its own."""
    found = SupplyDesk(tmp_path)
    yield found
    found.office.close()


def given(says: ReceiptList) -> dict[str, tuple[int, ...]]:
    """Return the quantities by name."""
    return {row.name: row.quantities for row in says.rows}


def totals(says: ReceiptList) -> list[tuple[str, str, int]]:
    """Return name, unit and total of each column."""
    return [(column.name, column.unit, column.total) for column in says.materials]


def test_rows_and_totals_are_the_vouchers(desk: SupplyDesk) -> None:
    """Each person with what she gets, a nothing where she gets none of it; the totals are of these rows."""
    done = desk.prepare({desk.ani: {desk.cloth: 7_000, desk.needles: 1}, desk.budi: {desk.cloth: 5_500}})
    says = desk.says(done)
    assert given(says) == {"Ani CONTOH": (7_000, 1), "Budi CONTOH": (5_500, 0)}
    assert totals(says) == [("Kain katun", "m", 12_500), ("Jarum", "set", 1)]
    assert {row.day for row in says.rows} == {DAY}
    assert all("*" * 10 in row.nik for row in says.rows)


def test_who_is_absent_is_left_out(desk: SupplyDesk) -> None:
    """Of three people of the batch two are handed a kit; the third has no row."""
    persons.a_person(desk.office, "Cici CONTOH")
    says = desk.says(desk.prepare({desk.budi: {desk.cloth: 1_000}, desk.ani: {desk.cloth: 2_000}}))
    assert list(given(says)) == ["Budi CONTOH", "Ani CONTOH"]
    assert ("Sasaran", "2 (dua) peserta") in {(field.label, field.value) for field in says.fields_left}


def test_a_void_voucher_is_left_out(desk: SupplyDesk) -> None:
    """One of the list is void: her row and her quantities are gone; all void: the list shows them again."""
    done = desk.prepare({desk.ani: {desk.cloth: 7_000}, desk.budi: {desk.needles: 2}})
    vouchers.void(desk.office, prepared=done.prepared[1:], reason="sakit")
    says = desk.says(done)
    assert given(says) == {"Ani CONTOH": (7_000,)}
    assert totals(says) == [("Kain katun", "m", 7_000)]
    vouchers.void(desk.office, prepared=done.prepared[:1], reason="batal")
    void = desk.says(done)
    assert given(void) == {"Ani CONTOH": (7_000, 0), "Budi CONTOH": (0, 2)}
    assert "DIBATALKAN" in void.head.marks


def test_signing_changes_nothing_of_the_list(desk: SupplyDesk) -> None:
    """What was prepared is what was handed over."""
    done = desk.prepare({desk.ani: {desk.cloth: 7_000}})
    before = desk.says(done)
    desk.sign(done)
    assert desk.says(done) == before


def test_the_batch_and_the_officials_of_the_day(desk: SupplyDesk) -> None:
    """Kegiatan names training and batch; who signs is who was in office on the letter's date."""
    for name, since in (("LAMA CONTOH", date(2020, 1, 1)), ("BARU CONTOH", date(2020, 8, 25))):
        add_signatory(
            desk.office, role="stock_officer", name=name, title="Petugas Persediaan", valid_from=since
        )
    batches.change_batch(desk.office, batch=desk.batch, venue="Aula CONTOH", city="Kupang")
    done = handover.prepare_kit(
        desk.office,
        batch=desk.batch,
        store=desk.store,
        letter_date=DAY,
        rows=[handover.KitRow(desk.ani, {desk.cloth: 1_000})],
        giver="LAMA CONTOH",
    )
    says = desk.says(done)
    assert says.right.name == "LAMA CONTOH"
    assert says.right.title == ("Yang menyerahkan, Petugas Persediaan",)
    assert says.right.dated == "Kupang, 24 Agustus 2020"
    assert says.fields_left[0].value == "Pelatihan CONTOH, Angkatan I"
    assert ("Tempat", "Aula CONTOH, Kupang") in {(field.label, field.value) for field in says.fields_right}
    assert says.subject == "Angkatan I"


def test_whoever_was_named_hands_over(desk: SupplyDesk) -> None:
    """A giver who is not the officer in charge signs by name, without rank and NIP of another."""
    add_signatory(
        desk.office,
        role="stock_officer",
        name="RINI CONTOH",
        title="Petugas Persediaan",
        valid_from=date(2020, 1, 1),
        nip="199000992014992000",
    )
    says = desk.says(desk.prepare({desk.ani: {desk.cloth: 1_000}}))
    assert (says.right.name, says.right.title, says.right.nip) == (
        "Petugas CONTOH",
        ("Yang menyerahkan",),
        "",
    )


def test_with_nobody_in_office_there_is_a_line_to_write_on(desk: SupplyDesk) -> None:
    """A book without officials still gives a list, with the office instead of a name and no empty NIP."""
    done = desk.prepare({desk.ani: {desk.cloth: 1_000}})
    assert desk.says(done).left.title == ("Pejabat Pembuat Komitmen",)
    (paper,) = done.papers
    text = pages.text_of(preview(desk.office, paper=paper))
    assert "NIP" not in text
    assert "None" not in text


def test_nothing_is_a_dash(desk: SupplyDesk) -> None:
    """A material somebody does not get stands as a dash in her row, not as a nought to be altered."""
    done = desk.prepare({desk.ani: {desk.cloth: 7_000, desk.needles: 1}, desk.budi: {desk.cloth: 5_500}})
    (paper,) = done.papers
    text = pages.text_of(preview(desk.office, paper=paper))
    assert "5,50 – 24-08-2020" in text
