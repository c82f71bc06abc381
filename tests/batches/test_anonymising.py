"""What is personal of somebody goes for good: when it may, what is gone, and that the book stays whole."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from ikm_desktop.batches import roster
from ikm_desktop.batches.anonymising import CannotAnonymise, anonymise, due_for_anonymising
from ikm_desktop.batches.closing import close_batch, frozen_roster
from ikm_desktop.batches.merging import merge, unmerge
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine, pay
from ikm_desktop.buyback.receiving import receive_products
from ikm_desktop.errors import FieldInvalid, Negative, NotFound, ReasonMissing, Several
from ikm_desktop.goods import places
from ikm_desktop.goods.payments import all_accounts
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import save
from ikm_desktop.papers import archive
from ikm_desktop.papers.register import RegisterRow, register
from ikm_desktop.participants import people, search
from ikm_desktop.participants.history import GONE, history
from ikm_desktop.participants.retention import Retention
from ikm_desktop.reports.audit import audit_page
from ikm_desktop.reports.export import export
from ikm_desktop.reports.issuing import issue
from ikm_desktop.storage import attachments
from tests.factories.books import TODAY, a_book, go_to
from tests.factories.persons import a_complete_person, a_person, place_of
from tests.factories.stock import some_stock
from tests.factories.things import a_material, a_product
from tests.factories.training import a_batch, all_present

LATER = date(2031, 1, 2)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A book that is checked when it is closed."""
    with a_book(tmp_path) as book:
        yield book


def delivered(office: Office, person: int) -> int:
    """Let a person deliver ten masks for Rp50.000; return the line owed."""
    with office.reading() as connection:
        store = places.main_store(connection)
    receive_products(
        office,
        maker=place_of(office, person),
        store=store,
        batch=None,
        letter_date=TODAY,
        receiver="Petugas CONTOH",
        lines=[DeliveryLine(a_product(office, price=5_000), 10, 10, materials={})],
    )
    with office.reading() as connection:
        return max(all_accounts(connection))


def test_all_that_is_open_is_told_at_once(office: Office) -> None:
    """Goods, money owed, an open batch, the time: each named; nothing is changed."""
    person = a_complete_person(office, "Maria Bria")
    roster.enrol(office, batch=a_batch(office, "Angkatan X"), people=[person])
    some_stock(office, place_of(office, person), a_material(office, "Kain katun"), 1_000)
    delivered(office, person)
    with pytest.raises(Several) as refused:
        anonymise(office, person=person, reason=" ")
    missing, open_ = refused.value.reasons
    assert isinstance(missing, ReasonMissing)
    assert isinstance(open_, CannotAnonymise)
    assert open_.why == (
        "masih memegang Kain katun",
        "masih ada Rp50.000 yang belum dibayar kepadanya",
        "masih peserta Angkatan X yang belum ditutup",
        "masa simpan datanya sampai 24 Agustus 2030",
    )
    with office.reading() as connection:
        assert people.person_of(connection, person).name == "Maria Bria"
        assert due_for_anonymising(connection, date(2030, 8, 23)) == ()
        (due,) = due_for_anonymising(connection, LATER)
        assert (due.person, due.last, due.since) == (person, TODAY, date(2030, 8, 24))


def test_who_she_was_is_gone_and_the_book_is_whole(office: Office, tmp_path: Path) -> None:
    """Rows, place, log, photo, closed roster: nothing names her; the kuitansi's bytes are as issued."""
    person, double = a_complete_person(office, "Zerubabel Quintaria"), a_person(office, "Zerubabel Q.")
    out = io.BytesIO()
    Image.new("RGB", (300, 400), "green").save(out, "JPEG")
    people.set_photo(office, person=person, content=out.getvalue(), name="Zerubabel.jpg")
    people.change_person(office, person=person, name="Zerubabel Quintarius", phone="081277778888")
    batch = a_batch(office)
    roster.enrol(office, batch=batch, people=[person])
    all_present(office, batch)
    close_batch(office, batch=batch)
    assert len(list(attachments.names_in(tmp_path))) == 1
    line = delivered(office, person)
    paid = pay(office, payee=place_of(office, person), letter_date=TODAY, lines=[PayLine(line)])
    issue(office, papers=paid.papers)
    merged = merge(office, kept=person, double=double, take_fields=["nik"])
    with office.reading() as connection:
        before = archive.issued_bytes(connection, paid.papers[0])
        nik = people.person_of(connection, double).nik
    go_to(office, LATER)
    people.reveal(office, person=person, field="nik")
    anonymise(office, person=person, reason="masa simpan habis")
    with office.reading() as connection:
        who = people.person_of(connection, person)
        assert (who.name, who.nik, who.born, who.photo) == (f"Peserta {person} (dianonimkan)", "", None, None)
        assert (who.sex, who.regency, who.archived, who.anonymised) == ("P", "Kota Kupang", True, True)
        assert archive.issued_bytes(connection, paid.papers[0]) == before
        (frozen,) = frozen_roster(connection, batch)
        assert (frozen.name, frozen.nik, frozen.present) == (who.name, "", 5)
        lines = history(connection, person)
        assert {line.after for line in lines if line.field == "phone"} == {GONE}
        assert [line.label for line in lines if line.view] == ["NIK"]
        assert search.find(connection, "zerubabel") == ()
        assert due_for_anonymising(connection, LATER) == ()
    assert list(attachments.names_in(tmp_path)) == []
    sealed = {"issued"}
    with closing(sqlite3.connect(tmp_path / "buku.ikm")) as book:
        tables = {name for (name,) in book.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        rows = [str(row) for name in tables - sealed for row in book.execute(f'SELECT * FROM "{name}"')]
    assert [row for row in rows if "Zerubabel" in row or nik in row or "081277778888" in row] == []
    with pytest.raises(FieldInvalid, match="sudah dianonimkan"):
        unmerge(office, merge=merged.ids[-1], reason="dua orang")
    with pytest.raises(FieldInvalid, match="sudah dianonimkan"):
        people.change_person(office, person=person, name="Zerubabel")
    with pytest.raises(FieldInvalid, match="sudah dianonimkan"):
        anonymise(office, person=person, reason="lagi")


def test_nothing_that_leaves_the_book_names_her(office: Office, tmp_path: Path) -> None:
    """Not the register, an export, the audit log; also not by the name she had before. Others stay named."""
    person, other = a_complete_person(office, "Zerubabel Quintaria"), a_person(office, "Maria Bria")
    owed = [delivered(office, one) for one in (person, other)]
    for one, line in zip((person, other), owed, strict=True):
        pay(office, payee=place_of(office, one), letter_date=TODAY, lines=[PayLine(line)])
    people.change_person(office, person=person, name="Quintarius")
    with office.reading() as connection:
        nik = people.person_of(connection, person).nik
    go_to(office, LATER)
    anonymise(office, person=person, reason="masa simpan habis")
    made = export(office, tmp_path / "keluar", personal=True)
    told = "".join(file.read_text("utf-8-sig") for file in made.files if file.suffix == ".csv")
    with office.reading() as connection:
        rows = [row for row in register(connection, year=2020) if isinstance(row, RegisterRow)]
        told += str(audit_page(connection, limit=1_000).lines)
    assert {row.paper.party for row in rows} == {f"Peserta {person} (dianonimkan)", "Maria Bria"}
    assert [one for one in ("Zerubabel", "Quintarius", nik) if one in told] == []
    assert "Maria Bria" in told
    assert check(office) == ()


def test_the_office_decides_for_how_long(office: Office) -> None:
    """After the years of the setting it may go; a double is not anonymised by herself."""
    person, double = a_person(office), a_person(office)
    merge(office, kept=person, double=double)
    save(office, Retention(years=2))
    with pytest.raises(Negative):
        save(office, Retention(years=0))
    go_to(office, date(2022, 8, 25))
    with pytest.raises(FieldInvalid, match="data ganda"):
        anonymise(office, person=double, reason="masa simpan habis")
    anonymise(office, person=person, reason="masa simpan habis")
    with office.reading() as connection:
        assert people.person_of(connection, double).anonymised
    with pytest.raises(NotFound):
        anonymise(office, person=99, reason="x")
