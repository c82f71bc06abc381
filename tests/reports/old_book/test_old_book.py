"""An existing book comes in from the template: all or nothing, sound, taken back while nothing needs it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ikm_desktop.batches.batches import add_batch
from ikm_desktop.batches.closing import close_batch, still_held
from ikm_desktop.batches.merging import merge
from ikm_desktop.batches.roster import enrol
from ikm_desktop.batches.steps import batch_steps
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.give_back import give_back
from ikm_desktop.buyback.in_store import accepted_in_store
from ikm_desktop.buyback.list_lines import rows_to_pay
from ikm_desktop.buyback.payment import PayLine, pay
from ikm_desktop.buyback.receiving import receive_products
from ikm_desktop.buyback.treasurer import transferable
from ikm_desktop.distribution.handover import prepare_handover
from ikm_desktop.errors import Blocked, NumberTaken, Overpaid, Paid
from ikm_desktop.goods import selfcheck
from ikm_desktop.goods.balances import on_hand_of_everything
from ikm_desktop.goods.conservation import conservation
from ikm_desktop.goods.items import items
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.parties import institutions
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.reversal import reverse
from ikm_desktop.office.book import Office
from ikm_desktop.papers.archive import issued_content
from ikm_desktop.papers.gaps import gaps
from ikm_desktop.papers.numbers import allot
from ikm_desktop.participants.list_import.refusals import NotAList
from ikm_desktop.participants.search import people
from ikm_desktop.reports.issuing import issue
from ikm_desktop.reports.old_book.entering import enter_old_book, old_books, try_old_book
from ikm_desktop.reports.old_book.refusals import NotEntered, OldBookHeld
from ikm_desktop.reports.old_book.sheets import SHEETS, OldBook, read_old_book
from ikm_desktop.reports.old_book.taking_back import take_back_old_book
from ikm_desktop.reports.old_book.template import old_book_template
from ikm_desktop.reports.workbook import Table, workbook_bytes
from tests.factories import persons, things
from tests.factories.books import a_book

ON = date(2020, 6, 30)
MARIA, MARIA_NIK = "Maria CONTOH", "5399994503850001"
ROWS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "Agenda nomor": [
        {"Nomor surat": "530/003/DPP/III/2020", "Tanggal": date(2020, 3, 2), "Perihal": "Undangan"},
        {"Nomor surat": 7, "Tanggal": date(2020, 3, 12), "Perihal": "Tanda terima bahan"},
    ],
    "Dipegang peserta": [
        {"Nama": MARIA, "NIK": MARIA_NIK, "Barang": "Kain katun", "Jumlah": "7,50", "Satuan": "m"}
        | {"Nilai (Rp)": 250_000, "Tanggal": date(2020, 3, 12), "Nomor surat": "530/007/DPP/III/2020"},
        {"Nama": "Budi CONTOH", "Barang": "kain katun", "Jumlah": 2, "Nilai (Rp)": "70.000"}
        | {"Tanggal": "12-03-2020", "Nomor surat": "530/007/DPP/III/2020"},
    ],
    "Di gudang": [{"Barang": "Kain katun", "Jumlah": 98.5, "Nilai (Rp)": "Rp3.000.001,-"}],
    "Dibeli kembali": [
        {"Nama": MARIA, "NIK": MARIA_NIK, "Barang": "Masker kain", "Jumlah": 100, "Nilai (Rp)": 868_000}
        | {"Tanggal": date(2020, 5, 4), "Nomor surat": "530/009/DPP/V/2020"},
    ],
    "Disalurkan": [
        {"Lembaga": "Puskesmas CONTOH", "Golongan": "Tenaga medis dan faskes", "Barang": "Masker kain"}
        | {"Jumlah": 60, "Tanggal": date(2020, 5, 20), "Nomor surat": "530/012/DPP/V/2020"},
    ],
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A book with the items the old one speaks of; checked in full when it is closed."""
    with a_book(tmp_path / "buku") as found:
        things.a_material(found, "Kain katun")
        things.a_product(found, "Masker kain")
        yield found


def workbook(path: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]] = ROWS) -> OldBook:
    """Fill the template in and read it."""
    tables = [
        Table(name, name, heads, [[row.get(head.title) for head in heads] for row in rows.get(name, ())])
        for name, heads in SHEETS.items()
    ]
    (path / "buku lama.xlsx").write_bytes(workbook_bytes(tables))
    return read_old_book(path / "buku lama.xlsx")


def changed(sheet: str, at: int, **values: object) -> dict[str, list[Mapping[str, Any]]]:
    """Return the rows with one of them changed."""
    found = {name: [dict(row) for row in of_sheet] for name, of_sheet in ROWS.items()}
    found[sheet][at] |= values
    return {name: list(of_sheet) for name, of_sheet in found.items()}


def test_the_book_begins_with_what_the_old_one_says(office: Office, tmp_path: Path) -> None:
    """Balances, values, people, institutions and both proofs; a maker is known behind what was given away."""
    book = workbook(tmp_path)
    tried = try_old_book(office, book, on=ON)
    assert tried.new_people == (MARIA, "Budi CONTOH")
    assert tried.new_institutions == ("Puskesmas CONTOH",)
    assert ("Gudang Utama", "Masker kain", "40 buah") in tried.balances
    done = enter_old_book(office, book, on=ON)
    with office.reading() as connection:
        names = {one.place: one.name for one in people(connection)}
        (given_to,) = institutions(connection)
        lying = {
            (names.get(one.place, "gudang"), one.quantity, one.value)
            for one in on_hand_of_everything(connection)
        }
        assert lying == {
            (MARIA, 7_500, 250_000),
            ("Budi CONTOH", 2_000, 70_000),
            ("gudang", 98_500, 3_000_001),
            ("gudang", 40, 347_200),
        }
        assert given_to.class_ == "medis"
        proof = conservation(connection)
        assert proof.unexplained == 0
        assert allot(connection, series="SURAT", letter_date=date(2020, 8, 24)).sequence == 13
        assert all(gap.reason for gap in gaps(connection))
    assert len(done.vouchers) == 5
    with pytest.raises(NumberTaken), office.reading() as connection:
        allot(connection, series="SURAT", letter_date=date(2020, 3, 1), wanted=7)


def test_every_fault_is_told_by_its_row_and_nothing_is_written(office: Office, tmp_path: Path) -> None:
    """What cannot be read, found or booked: sheet, row and column, all at once."""
    rows = changed("Dipegang peserta", 0, NIK="5371", Barang="Sutra")
    rows["Di gudang"] = [{"Barang": "Kain katun", "Jumlah": "0,0005", "Nilai (Rp)": "banyak", "Satuan": "m"}]
    rows["Disalurkan"] = [
        {
            "Lembaga": "Paroki CONTOH",
            "Golongan": "gereja",
            "Barang": "Masker kain",
            "Jumlah": 1,
            "Tanggal": "x",
        }
    ]
    with pytest.raises(OldBookHeld) as held:
        enter_old_book(office, workbook(tmp_path, rows), on=ON)
    told = {(one.sheet, one.row, one.column) for one in held.value.findings}
    assert told == {
        *(("Dipegang peserta", 4, column) for column in ("NIK", "Barang")),
        *(("Di gudang", 4, column) for column in ("Jumlah", "Nilai (Rp)")),
        ("Disalurkan", 4, "Tanggal"),
    }
    assert "Dipegang peserta sel C4, Barang: Sutra belum ada" in held.value.sentence
    with office.reading() as connection:
        assert people(connection) == ()
        assert old_books(connection) == ()


def test_days_are_read_as_old_books_have_them(tmp_path: Path) -> None:
    """A month by name is form (as "Rp3.000.001,-" is); a total or a signature is one finding, not four."""
    rows = changed("Di gudang", 0, Tanggal="3 Januari 2020")
    rows["Dibeli kembali"].append({"Nama": "JUMLAH"})
    book = workbook(tmp_path, rows)
    (found,) = book.findings
    assert (found.sheet, found.row, found.column) == ("Dibeli kembali", 5, "")
    assert "hapus baris ini" in found.sentence
    assert book.rows["Di gudang"][0].day == date(2020, 1, 3)


def test_a_nik_that_is_a_figure_is_told_by_its_cell(tmp_path: Path) -> None:
    """Excel keeps fifteen digits of a figure, so its last digit is not taken for true."""
    (found,) = workbook(tmp_path, changed("Dipegang peserta", 0, NIK=5371995507850001)).findings
    assert found.sentence.startswith("Dipegang peserta sel B4, NIK: tersimpan sebagai angka")


def test_more_given_away_than_there_was_is_told(office: Office, tmp_path: Path) -> None:
    """The row names what is there; a day that has not come is refused too."""
    with pytest.raises(OldBookHeld) as held:
        enter_old_book(office, workbook(tmp_path, changed("Disalurkan", 0, Jumlah=101)), on=ON)
    assert [(one.sheet, one.column) for one in held.value.findings] == [("Disalurkan", "Jumlah")]
    late = changed("Disalurkan", 0, Tanggal=date(2021, 1, 1))
    with pytest.raises(OldBookHeld, match="belum lewat"):
        enter_old_book(office, workbook(tmp_path, late), on=ON)


def test_people_are_found_by_nik_and_by_name(office: Office, tmp_path: Path) -> None:
    """Nobody is made twice; a name two people have needs a NIK."""
    maria = persons.a_person(office, "MARIA CONTOH", nik=MARIA_NIK)
    for _ in range(2):
        persons.a_person(office, "Budi CONTOH")
    with pytest.raises(OldBookHeld, match="ada 2 orang bernama Budi CONTOH"):
        enter_old_book(office, workbook(tmp_path), on=ON)
    tried = try_old_book(office, workbook(tmp_path, changed("Dipegang peserta", 1, Nama="Ani CONTOH")), on=ON)
    assert tried.new_people == ("Ani CONTOH",)
    assert maria


def test_a_doubles_nik_leads_to_the_person_kept(office: Office, tmp_path: Path) -> None:
    """Her old NIK is no new person's."""
    maria, double = persons.a_person(office, "Maria Lama"), persons.a_person(office, "Ria", nik=MARIA_NIK)
    merge(office, kept=maria, double=double)
    tried = try_old_book(office, workbook(tmp_path), on=ON)
    assert tried.new_people == ("Budi CONTOH",)
    assert ("Maria Lama", "Kain katun", "7,50 m") in tried.balances


def unpaid(**values: object) -> dict[str, list[Mapping[str, Any]]]:
    """Return the rows with 40 of Maria's 100 masks not paid yet, at Rp5.000."""
    return changed("Dibeli kembali", 0, **{"Harga satuan (Rp)": 5000, "Belum dibayar (Rp)": 200_000} | values)


def test_what_the_old_book_owes_is_paid_like_any_delivery_and_once(office: Office, tmp_path: Path) -> None:
    """It stands in the list under the old number, goes through kuitansi and treasurer, and is not paid again.

    That most of the masks lie with an institution already changes nothing; a paid one cannot be taken back.
    """
    book = workbook(tmp_path, unpaid())
    assert try_old_book(office, book, on=ON).owed == 200_000
    entered = enter_old_book(office, book, on=ON)
    with office.reading() as connection:
        (row,) = rows_to_pay(connection)
        assert (row.maker, row.number, row.accepted, row.price) == (MARIA, "530/009/DPP/V/2020", 40, 5000)
        assert (row.payable, row.status) == (200_000, Status.SIGNED)
    line = PayLine(row.line or 0, 150_000)
    first = pay(office, payee=row.place, letter_date=date(2020, 8, 24), lines=[line])
    issue(office, papers=first.papers)
    with pytest.raises(Overpaid, match=r"50\.000"):
        pay(office, payee=row.place, letter_date=date(2020, 8, 24), lines=[line])
    rest = pay(office, payee=row.place, letter_date=date(2020, 8, 24), lines=[PayLine(row.line or 0)])
    with office.reading() as connection:
        assert rows_to_pay(connection) == ()
        assert [one.net for one in transferable(connection)] == [50_000, 150_000]
        receipt = issued_content(connection, first.papers[0])
        assert "30 (tiga puluh) buah masker kain, dengan harga satuan Rp5.000" in receipt
        assert "530/009/DPP/V/2020" in receipt
    assert selfcheck.check(office) == ()
    with pytest.raises(Paid):
        take_back_old_book(office, entry=entered.entry)
    for done in (first, rest):
        reverse(office, voucher=done.vouchers[0], reason="keliru")
    with pytest.raises(OldBookHeld, match="sudah dimasukkan dari buku lama sebelumnya"):
        enter_old_book(office, book, on=ON)
    take_back_old_book(office, entry=entered.entry)
    with office.reading() as connection:
        assert rows_to_pay(connection) == ()


def test_what_was_bought_goes_back_to_its_maker_and_comes_again(office: Office, tmp_path: Path) -> None:
    """Away it is not paid; repaired it comes back as it was, and is paid once; the paid part likewise."""
    batch = add_batch(office, name="Angkatan II", training="Masker CONTOH", starts_on=date(2020, 3, 1)).ids[0]
    rows = unpaid(Angkatan="II")
    rows["Dipegang peserta"][0] |= {"Angkatan": "angkatan ii"}  # type: ignore[operator]  # a dict of this test
    entered = enter_old_book(office, workbook(tmp_path, rows), on=ON)
    with office.reading() as connection:
        (row,) = rows_to_pay(connection)
        maria = next(one for one in people(connection) if one.name == MARIA)
        assert (row.batch, row.batch_name) == (batch, "Angkatan II")
        there = accepted_in_store(connection, things.the_store(office), date(2020, 8, 24))
        assert [(one.maker, one.quantity, one.line == row.line, one.is_paid) for one in there] == [
            (maria.place, 40, True, False)
        ]
        assert str(there[0].paper) == "Surat buku lama 530/009/DPP/V/2020"
    enrol(office, batch=batch, people=[maria.id])
    with office.reading() as connection:
        steps = {one.key: one for one in batch_steps(connection, batch, date(2020, 8, 24))}
        assert steps["bayar"].summary == "1 belum dibayar"
        assert (steps["bahan"].figures, steps["produk"].figures) == (
            "1 dari 1 menerima",
            "1 dari 1 menyerahkan",
        )
        assert [(one.name, one.shown) for one in still_held(connection, batch)] == [(MARIA, "7,50 m")]
    back = give_back(office, line=row.line or 0, quantity=10, reason="cacat", letter_date=date(2020, 8, 24))
    with office.reading() as connection:
        assert [one.payable for one in rows_to_pay(connection)] == [150_000]
    assert selfcheck.check(office) == ()
    again = DeliveryLine(row.product.id, 10, 10, again=True, price=5000, price_reason="buku lama")
    receive_products(
        office,
        maker=maria.place,
        store=things.the_store(office),
        batch=batch,
        letter_date=date(2020, 8, 24),
        receiver="Penerima CONTOH",
        lines=[again],
    )
    with office.reading() as connection:
        assert sum(one.payable for one in rows_to_pay(connection)) == 200_000
        assert conservation(connection).unexplained == 0
    with pytest.raises(Blocked):
        reverse(office, voucher=back.vouchers[0], reason="keliru")
    with pytest.raises(Blocked):
        take_back_old_book(office, entry=entered.entry)


def test_a_batch_that_cannot_be_found_is_told(office: Office, tmp_path: Path) -> None:
    """Unknown or closed: the row says what to do; of several of one name it is the one of its year."""
    for year in (2019, 2020):
        add_batch(office, name="Angkatan I", training="CONTOH", starts_on=date(year, 3, 1))
    closed = add_batch(office, name="Angkatan II", training="CONTOH", starts_on=date(2020, 3, 1)).ids[0]
    close_batch(office, batch=closed)
    rows = unpaid(Angkatan="Angkatan II")
    rows["Dipegang peserta"][0] |= {"Angkatan": "Angkatan IX"}  # type: ignore[operator]  # a dict of this test
    with pytest.raises(OldBookHeld) as refused:
        try_old_book(office, workbook(tmp_path, rows), on=ON)
    assert [(one.sheet, one.message) for one in refused.value.findings] == [
        ("Dipegang peserta", "Angkatan IX belum ada; buat dahulu di tab Angkatan, atau kosongkan"),
        ("Dibeli kembali", "Angkatan II sudah ditutup; buka kembali dahulu di tab Angkatan, atau kosongkan"),
    ]
    enter_old_book(office, workbook(tmp_path, unpaid(Angkatan="I")), on=ON)
    with office.reading() as connection:
        assert [one.batch for one in rows_to_pay(connection)] == [2]


def test_what_is_owed_must_agree_with_the_price(office: Office, tmp_path: Path) -> None:
    """A missing price, more than was bought, broken pieces, a value below the price: each by its cell."""
    wrong: dict[str, dict[str, object]] = {
        "Harga satuan (Rp)": {"Harga satuan (Rp)": None},
        "Belum dibayar (Rp)": {"Belum dibayar (Rp)": 500_001},
        "Belum dibayar (Rp) ": {"Belum dibayar (Rp)": 7_000},
        "Nilai (Rp)": {"Nilai (Rp)": 499_999},
    }
    for column, values in wrong.items():
        with pytest.raises(OldBookHeld) as held:
            try_old_book(office, workbook(tmp_path, unpaid(**values)), on=ON)
        assert [(one.sheet, one.row, one.column) for one in held.value.findings] == [
            ("Dibeli kembali", 4, column.strip())
        ]


def test_the_same_book_does_not_come_in_twice(office: Office, tmp_path: Path) -> None:
    """Every row of goods is named; other rows of a second workbook come in."""
    enter_old_book(office, workbook(tmp_path), on=ON)
    with pytest.raises(OldBookHeld) as held:
        enter_old_book(office, workbook(tmp_path), on=ON)
    assert [(one.sheet, one.row) for one in held.value.findings] == [
        *(("Dipegang peserta", row) for row in (4, 5)),
        *((sheet, 4) for sheet in ("Di gudang", "Dibeli kembali", "Disalurkan")),
    ]
    enter_old_book(
        office, workbook(tmp_path, {"Di gudang": changed("Di gudang", 0, Jumlah=3)["Di gudang"]}), on=ON
    )


def test_it_is_taken_back_and_entered_again(office: Office, tmp_path: Path) -> None:
    """Nothing lies anywhere then; the old numbers, people and institutions are used again; not twice."""
    book = workbook(tmp_path)
    done = enter_old_book(office, book, on=ON)
    take_back_old_book(office, entry=done.entry)
    with office.reading() as connection:
        assert on_hand_of_everything(connection) == []
        assert [gone for _, _, gone in old_books(connection)] == [True]
    with pytest.raises(NotEntered):
        take_back_old_book(office, entry=done.entry)
    tried = try_old_book(office, book, on=ON)
    assert (tried.new_people, tried.new_institutions, tried.papers) == ((), (), 0)
    enter_old_book(office, book, on=ON)
    with office.reading() as connection:
        assert len(on_hand_of_everything(connection)) == 4


def test_it_stays_once_something_depends_on_it(office: Office, tmp_path: Path) -> None:
    """What used its goods is named, and nothing is taken back."""
    done = enter_old_book(office, workbook(tmp_path), on=ON)
    with office.reading() as connection:
        (given_to,) = institutions(connection)
        mask = next(one.id for one in items(connection) if one.name == "Masker kain")
    prepare_handover(
        office,
        institution=given_to.place,
        store=things.the_store(office),
        letter_date=date(2020, 8, 24),
        lines=[GoodsLine(mask, 1)],
        signer="Penerima CONTOH",
    )
    with pytest.raises(Blocked):
        take_back_old_book(office, entry=done.entry)
    with office.reading() as connection:
        assert [gone for _, _, gone in old_books(connection)] == [False]


def test_the_template_alone_brings_nothing(tmp_path: Path) -> None:
    """It is readable, and empty; another workbook is refused."""
    (tmp_path / "templat.xlsx").write_bytes(old_book_template())
    with pytest.raises(NotAList):
        read_old_book(tmp_path / "templat.xlsx")
