"""Taking the book's content out: it is what the screens show, it comes back unchanged, and it is logged."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from ikm_desktop.batches.batches import batches
from ikm_desktop.batches.importing import import_into_named_batches
from ikm_desktop.batches.roster import EVERYONE, roster
from ikm_desktop.errors import NothingChosen, ReadOnly, Refusal, stopping
from ikm_desktop.goods.balances import on_hand_of_everything
from ikm_desktop.goods.listed import listed
from ikm_desktop.goods.parties import add_institution, add_vendor, institutions, vendors
from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.office.tables import change
from ikm_desktop.participants.import_plan import COLUMNS
from ikm_desktop.participants.imports import import_list, import_run
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.headings import field_of
from ikm_desktop.participants.list_import.reading import read_file
from ikm_desktop.participants.list_import.refusals import NotAList
from ikm_desktop.participants.people import add_person, archive_person
from ikm_desktop.participants.person import LABELS
from ikm_desktop.participants.search import people
from ikm_desktop.reports.export import Exported, export
from ikm_desktop.reports.list_template import list_template
from tests.factories.books import a_book
from tests.factories.sample_office import a_sample


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A sample office that this module's tests share."""
    with book.Office(a_sample(tmp_path_factory.mktemp("ekspor") / "data")) as found:
        yield found


@pytest.fixture(scope="module")
def whole(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """All of it with personal data."""
    return export(office, tmp_path_factory.mktemp("keluar"), personal=True)


def sheet(made: Exported, file: str, name: str) -> list[list[Any]]:
    """Return a sheet's rows below its head."""
    workbook = python_calamine.CalamineWorkbook.from_path(made.folder / file)
    return workbook.get_sheet_by_name(name).to_python()[3:]


def test_people_come_back_as_who_they_are(office: Office, whole: Exported) -> None:
    """The exported list read into its own book makes nobody and changes nothing."""
    for file in ("peserta.xlsx", "peserta.csv"):
        read = read_file(whole.folder / file, today=office.clock.now().date())
        assert {row.batch for row in read.rows} == {""}  # the batches somebody was in are no order to enrol
        with office.reading() as connection:
            before = people(connection, show="all")
        done = import_list(office, read)
        with office.reading() as connection:
            run = import_run(connection, done.ids[0])
            assert people(connection, show="all") == before
        assert run.count("same") == len(before) == 80
        assert run.count("created") == 0


def test_people_come_into_an_empty_book_as_they_were(office: Office, whole: Exported, tmp_path: Path) -> None:
    """All that the list import takes of a person is the same in the new book."""
    with a_book(tmp_path / "baru") as new:
        import_list(new, read_file(whole.folder / "peserta.xlsx", today=new.clock.now().date()))
        with new.reading() as connection:
            there = people(connection, show="all")
    with office.reading() as connection:
        here = people(connection, show="all")
    told = [
        [tuple(getattr(one, name) for name in COLUMNS.values()) for one in found] for found in (here, there)
    ]
    assert told[0] == told[1]


def test_figures_are_those_of_the_book(office: Office, whole: Exported) -> None:
    """Balances and the lines of each kind of voucher add up to what the screens tell."""
    with office.reading() as connection:
        balances = on_hand_of_everything(connection)
        handed = sum(one.value or 0 for one in listed(connection, ("supply",)) if one.voucher)
        moves = connection.execute(sa.text("SELECT count(*), sum(cost) FROM move")).one()
        payments = connection.execute(
            sa.text("SELECT count(*), sum(gross), sum(tax) FROM payment_line")
        ).one()
        papers = connection.execute(sa.text("SELECT count(*) FROM paper")).scalar_one()
    found = [row for row in sheet(whole, "saldo.xlsx", "Saldo per tempat") if row[2]]
    assert sum(row[5] for row in found) == sum(one.value for one in balances)
    assert len(found) == len(balances)
    lines = sheet(whole, "buku-barang.xlsx", "Serahkan bahan")
    assert sum(row[10] or 0 for row in lines if row[1]) == handed > 0
    assert whole.rows["Gerak barang"] == moves[0]
    assert sum(row[9] for row in sheet(whole, "buku-barang.xlsx", "Gerak barang")) == moves[1]
    paid = sheet(whole, "pembayaran.xlsx", "Pembayaran")
    assert (len(paid), sum(row[6] for row in paid), sum(row[8] for row in paid)) == tuple(payments)
    assert whole.rows["Register surat"] >= papers


def test_identifiers_are_texts_and_days_are_days(whole: Exported) -> None:
    """No NIK, account or number of a paper becomes a figure."""
    first = sheet(whole, "peserta.xlsx", "Peserta")[0]
    assert isinstance(first[1], str)
    assert len(first[1]) == 16
    assert first[4].isoformat() == "1976-01-11"
    assert first[10].startswith("08")


def test_personal_data_is_masked_unless_asked_for(office: Office, tmp_path: Path) -> None:
    """No NIK and no account stands in any file; the log tells which it was."""
    with office.reading() as connection:
        secrets = {one.nik for one in people(connection, show="all")}
        secrets |= {one.bank_account for one in people(connection, show="all")}
    made = export(office, tmp_path / "keluar")
    for file in made.files:
        if file.suffix == ".csv":
            text = file.read_text("utf-8-sig")
            assert not [secret for secret in secrets - {""} if secret in text], file.name
    assert "5301**********01" in (tmp_path / "keluar" / "peserta.csv").read_text("utf-8-sig")
    with office.reading() as connection:
        told = connection.execute(sa.select(change).where(change.c.subject == "export")).all()
    assert told[-1].after == "NIK dan rekening disamarkan"
    assert told[-1].field.startswith("Peserta, Angkatan")


def test_nothing_is_left_of_a_stopped_export(office: Office, tmp_path: Path) -> None:
    """Neither a file nor a line of the log."""
    with office.reading() as connection:
        before = connection.execute(sa.text("SELECT count(*) FROM act")).scalar_one()
    going = stopping.Going()
    going.stop()
    with stopping.under(going), pytest.raises(stopping.Stopped):
        export(office, tmp_path / "keluar", topics=("saldo",))
    assert not any((tmp_path / "keluar").iterdir())
    with office.reading() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM act")).scalar_one() == before


def test_what_cannot_be_exported_is_refused(office: Office, tmp_path: Path) -> None:
    """Nothing chosen; a book that is only looked at, which could not log it."""
    with pytest.raises(NothingChosen):
        export(office, tmp_path, topics=("lain",))
    with book.at_work(office.folder, read_only=True) as seen, pytest.raises(ReadOnly):
        export(seen, tmp_path, topics=("saldo",))


def test_the_template_is_a_list_of_nobody_until_it_is_filled(tmp_path: Path, office: Office) -> None:
    """Its examples are nobody, and every column is one the list import knows."""
    (tmp_path / "templat.xlsx").write_bytes(list_template())
    with pytest.raises(NotAList):
        read_file(tmp_path / "templat.xlsx", today=office.clock.now().date())
    with zipfile.ZipFile(tmp_path / "templat.xlsx") as parts:
        assert b"CONTOH: Maria CONTOH" in parts.read("xl/worksheets/sheet1.xml")
    head = python_calamine.CalamineWorkbook.from_path(tmp_path / "templat.xlsx").get_sheet_by_index(0)
    fields = [field_of(str(title)) for title in head.to_python()[2]]
    assert None not in fields
    assert Field.OTHER not in fields
    assert len(set(fields)) == len(fields) == len(COLUMNS)


_HARD_PEOPLE: tuple[dict[str, Any], ...] = (
    {
        "name": "Dra. Maria Ma'u, S.Pd",
        "nik": "5371995507850001",
        "sex": "P",
        "born": date(1985, 7, 15),
        "birth_place": "So'e",
        "address": 'Jl. "Timor" Raya; No. 1',
        "rt_rw": "001/002",
        "village": "Oesapa",
        "district": "Kelapa Lima",
        "regency": "Kota Kupang",
        "phone": "081234567890",
        "education": "SMA",
        "business": "UD Lao'a & Anak",
        "product": "Masker kain",
        "kbli": "14131",
        "nib": "0123456789012",
        "npwp": "012345678901000",
        "bank": "Bank CONTOH",
        "bank_account": "0009000001",
        "bank_holder": "Maria Ma'u",
        "founded": 2015,
        "workers": 3,
        "umkm_letter": "SK/01/2020",
        "machine_kind": "mesin jahit",
        "machine_count": 2,
        "notice_on": date(2020, 8, 3),
        "signs": "jempol",
    },
    {
        "name": "H. Abdul Ƙarim bin Umar",
        "phone": "0380821234",
        "note": "=1+1; dua\nbaris",
        "address": "Jl. A\nRT 3",
    },
    {
        "name": "maria contoh kecil",
        "nik": "5371995507850002",
        "birth_place": "ba'a",
        "business": "konveksi maria",
    },
    {
        "name": "MARIA CONTOH BESAR",
        "nik": "0571990101000003",
        "born": date(1985, 7, 5),
        "bank_holder": "MARIA",
    },
    {"name": "ƁAʼA ƊAU van der Ñuñez", "business": "KUB 'Mawar'", "product": "=SUM(A1)", "address": "-"},
    {
        "name": "Sangat Tua CONTOH",
        "born": date(1915, 12, 1),
        "birth_place": "Dili (Timor Portugis)",
        "regency": "Dili",
    },
    {"name": "Jumlah Klau", "address": "Jl. B"},
    {"name": "Kepala Bria", "phone": "081234567899"},
    {"name": "Total", "village": "sama", "product": "idem", "business": "sda Jaya", "education": "0"},
    {"name": "Nama", "bank": "-", "district": '"', "birth_place": "'-"},
    {"name": "Catatan: CONTOH"},
    {"name": "Tn. CONTOH / Ny. CONTOH", "phone": "0812345"},
)
"""What a list would take for a title, a total, a ditto mark, a placeholder or a formula."""


@pytest.mark.parametrize("file", ["peserta.xlsx", "peserta.csv"])
def test_nothing_of_anybody_changes_on_the_way_out_and_in(tmp_path: Path, file: str) -> None:
    """Every column of the form comes back word for word, also of who is archived; nobody is made twice."""
    with a_book(tmp_path / "lama") as old:
        for values in _HARD_PEOPLE:
            add_person(old, **values)
        archive_person(old, person=add_person(old, name="Sudah CONTOH Pindah").ids[0], reason="pindah")
        made = export(old, tmp_path / "keluar", topics=("peserta",), personal=True)
        read = read_file(made.folder / file, today=old.clock.now().date())
        assert read.sheets[0].own
        with old.reading() as connection:
            here = people(connection, show="all")
        run = import_list(old, read)
        with old.reading() as connection:
            assert import_run(connection, run.ids[0]).count("same") == len(here)
            assert people(connection, show="all") == here
    with a_book(tmp_path / "baru") as new:
        import_list(new, read)
        with new.reading() as connection:
            there = people(connection, show="all")
    columns = (*LABELS, "archived")
    told = [[tuple(getattr(one, name) for name in columns) for one in found] for found in (here, there)]
    assert told[0] == told[1]
    assert len(here) == len(_HARD_PEOPLE) + 1


_ODD_WORDS = (
    *(
        "Maria",
        "Ma'u",
        "Ɓa'a",
        "S.Pd",
        "Ny.",
        "Desa",
        "jumlah",
        "TOTAL",
        "Kepala",
        "Mengetahui",
        "Nama",
        "NIK",
    ),
    *("sda", "idem", "-", '"', "'", "(nihil)", "x", "√", "L", "P", "0", "1", "no.", "tgl", "12/08/2020"),
    *("=1", "+62", "-2", "@a", "; ,", "\t"),
)
"""What a list reads as something else, where it is not told what it reads."""

_odd = st.lists(st.sampled_from(_ODD_WORDS), min_size=1, max_size=3).map(" ".join)
_TEXTS = ("address", "village", "district", "birth_place", "education", "business", "product", "note")
_odd_people = st.lists(
    st.fixed_dictionaries(
        {"name": _odd.filter(lambda name: any(letter.isalpha() for letter in name))},
        optional={
            **dict.fromkeys((*_TEXTS, "bank_holder"), _odd),
            "born": st.dates(date(1930, 1, 1), date(2004, 1, 1)),
            "sex": st.sampled_from(["L", "P"]),
            "phone": st.from_regex(r"08[1-9][0-9]{8,9}", fullmatch=True),
        },
    ),
    min_size=12,
    max_size=12,
)


@settings(max_examples=3)
@given(drawn=_odd_people)
def test_whoever_can_be_registered_comes_back_the_same(drawn: list[dict[str, Any]]) -> None:
    """Out of one book and into an empty one, as workbook and as CSV: everybody is the same word for word."""
    columns = (*LABELS, "archived")
    with tempfile.TemporaryDirectory(prefix="ikm-ekspor-") as folder:
        with a_book(Path(folder) / "lama") as old:
            for values in drawn:
                with suppress(Refusal):  # What the form refuses stands in no book.
                    add_person(old, **values)
            made = export(old, Path(folder) / "keluar", topics=("peserta",), personal=True)
            with old.reading() as connection:
                here = people(connection, show="all")
        assert here
        for file in ("peserta.xlsx", "peserta.csv"):
            with a_book(Path(folder) / file) as new:
                import_list(new, read_file(made.folder / file, today=new.clock.now().date()))
                with new.reading() as connection:
                    there = people(connection, show="all")
            told, kept = (
                sorted(str([getattr(one, name) for name in columns]) for one in found)
                for found in (here, there)
            )
            assert told == kept


@pytest.mark.parametrize("file", ["angkatan.xlsx", "angkatan-peserta-angkatan.csv"])
def test_a_roster_comes_back_as_it_is(office: Office, whole: Exported, file: str) -> None:
    """Read with the batches it names, nobody is made and no roster changes; the list of batches is nobody."""
    read = read_file(whole.folder / file, today=office.clock.now().date())
    before = _rosters(office)
    done = import_into_named_batches(office, read)
    with office.reading() as connection:
        run = import_run(connection, done.ids[0])
    assert (run.count("same"), run.count("created")) == (sum(map(len, before.values())), 0)
    assert _rosters(office) == before


def _rosters(office: Office) -> dict[str, list[tuple[int, str, str]]]:
    with office.reading() as connection:
        return {
            batch.name: [
                (one.no, one.person.name, one.state) for one in roster(connection, batch.id, EVERYONE)
            ]
            for batch in batches(connection)
        }


def test_every_column_of_institutions_and_vendors_goes_out(tmp_path: Path) -> None:
    """As it is kept, identifiers as texts with their zeros, who is archived too."""
    with a_book(tmp_path / "buku") as office:
        church: dict[str, Any] = {
            "address": "Jl. Gereja\nNo. 1",
            "regency": "Kabupaten Sabu Raijua",
            "phone": "0380821234",
        }
        signer: dict[str, Any] = {
            "signer": "Pdt. Ma'u",
            "signer_title": "Ketua",
            "signer_nip": "196508171990031001",
        }
        kept: dict[str, Any] = {
            "signer_nik": "5371995507850001",
            "members": 40,
            "quota": 12,
            "contact": "Ibu Ola",
        }
        add_institution(office, name="GMIT 'Ebenhaezer' Ba'a", class_="keagamaan", **church, **signer, **kept)
        bank = {"bank": "Bank CONTOH", "bank_account": "0009000001", "bank_holder": "CV. Contoh"}
        vendor = {"address": "-", "phone": "081234567890", "npwp": "012345678901000", "signer": "=Ani"}
        add_vendor(office, name="CV. Contoh & Anak", signer_title="Direktur", **vendor, **bank)
        made = export(office, tmp_path / "keluar", topics=("barang",), personal=True)
        with office.reading() as connection:
            (institution,), (seller,) = institutions(connection), vendors(connection)
    for name, one, apart in (
        ("Lembaga", institution, {"class_": institution.class_name}),
        ("Penyedia", seller, {}),
    ):
        (row,) = (row for row in sheet(made, "barang.xlsx", name) if row[0])
        values = {
            key: value for key, value in asdict(one).items() if key not in {"place", "archived"}
        } | apart
        assert sorted(map(str, values.values())) == sorted(_shown(cell) for cell in row[:-1])
        assert row[-1] == ""


def _shown(cell: Any) -> str:  # noqa: ANN401 - a cell
    return str(int(cell)) if isinstance(cell, float) else str(cell)
