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
from ikm_desktop.batches.anonymising import (
    CannotAnonymise,
    anonymise,
    anonymise_all,
    due_for_anonymising,
)
from ikm_desktop.batches.certificates import issue_certificates
from ikm_desktop.batches.closing import close_batch, frozen_roster
from ikm_desktop.batches.merging import merge, unmerge
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine, pay
from ikm_desktop.buyback.receiving import receive_products
from ikm_desktop.errors import FieldInvalid, Negative, NotFound, ReasonMissing, Several
from ikm_desktop.goods import balances, places
from ikm_desktop.goods.payments import all_accounts
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.reversal import reverse
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.goods.vouchers import sign, void
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import save
from ikm_desktop.papers import archive
from ikm_desktop.papers.register import RegisterRow, register
from ikm_desktop.participants import people, search
from ikm_desktop.participants.doubles import suspected_pairs
from ikm_desktop.participants.history import GONE, history
from ikm_desktop.participants.retention import Retention
from ikm_desktop.reports import sheets, withdrawing
from ikm_desktop.reports.audit import audit_page
from ikm_desktop.reports.export import export
from ikm_desktop.reports.issuing import issue
from ikm_desktop.storage import attachments
from ikm_desktop.supply.handover import prepare_handover
from ikm_desktop.supply.take_back import ReturnLine, take_back
from tests.factories.books import TODAY, a_book, go_to
from tests.factories.persons import a_complete_person, a_person, place_of
from tests.factories.stock import some_stock
from tests.factories.things import a_material, a_product, the_store
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


def picture(colour: str) -> bytes:
    """Return a photo of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (300, 400), colour).save(out, "JPEG")
    return out.getvalue()


def everything_done_with(office: Office, person: int) -> int:
    """Hand out, void, take back, receive, pay, reverse, certify: a line of the register for each; a batch.

    Nothing is issued but the certificate, whose number is made void afterwards.
    """
    hers, store = place_of(office, person), the_store(office)
    batch, cloth = a_batch(office), a_material(office, "Kain katun")
    some_stock(office, store, cloth, 100_000)
    roster.enrol(office, batch=batch, people=[person])
    all_present(office, batch)

    def handed() -> tuple[int, ...]:
        return prepare_handover(
            office,
            participant=hers,
            store=store,
            letter_date=TODAY,
            lines=[GoodsLine(cloth, 1_000)],
            giver="Petugas CONTOH",
            batch=batch,
            again="bahan kurang",
        ).prepared

    sign(office, prepared=handed(), day=TODAY)
    void(office, prepared=handed(), reason="salah jumlah")
    product = a_product(office, price=5_000)
    line = DeliveryLine(product, 10, 10, materials={cloth: 600})
    receive_products(
        office,
        maker=hers,
        store=store,
        batch=batch,
        letter_date=TODAY,
        receiver="Petugas CONTOH",
        lines=[line],
    )
    with office.reading() as connection:
        owed = PayLine(max(all_accounts(connection)))
    first = pay(office, payee=hers, letter_date=TODAY, lines=[owed])
    reverse(office, voucher=first.vouchers[0], reason="salah hitung", on=TODAY)
    pay(office, payee=hers, letter_date=TODAY, lines=[owed])
    back = [ReturnLine(cloth, 400)]
    take_back(office, participant=hers, store=store, letter_date=TODAY, lines=back, receiver="Petugas CONTOH")
    sheets.participant_book(office, person=person)
    sheets.goods_balance(office, maker=person)
    sheets.trail_of_maker(office, maker=person)
    sheets.count_sheet(office, place=hers)
    paper = issue_certificates(office, batch=batch, letter_date=TODAY, exceptions={}).papers[0]
    withdrawing.void_paper(office, paper=paper, reason="salah cetak")
    return batch


def test_each_line_of_the_register_loses_her_name(office: Office) -> None:
    """Handover, return, products, kuitansi, reversal, sheets, a void certificate; all else stays."""
    person = a_complete_person(office, "Zerubabel Quintaria")
    batch = everything_done_with(office, person)
    double = a_person(office, "Zerubabel Kuintaria")
    merge(office, kept=person, double=double)
    roster.enrol(office, batch=batch, people=[a_person(office, "Maria Bria")])
    close_batch(office, batch=batch)

    def lines() -> list[RegisterRow]:
        with office.reading() as connection:
            rows = register(connection, year=2020)
        return sorted((row for row in rows if isinstance(row, RegisterRow)), key=lambda row: row.paper.id)

    def kept(row: RegisterRow) -> tuple[object, ...]:
        one = row.paper
        return one.id, one.kind, one.number, one.letter_date, one.state, one.reason, row.state

    before = lines()
    named = [row for row in before if "Zerubabel" in row.paper.party + row.paper.subject]
    assert {row.paper.kind for row in named} >= {
        "PB",
        "BAP",
        "KUI-UP",
        "BALIK",
        "SERT",
        "BP",
        "NB",
        "LJ",
        "LH",
    }
    assert [row.paper.kind for row in named if row.paper.is_void] == ["SERT"]
    with office.reading() as connection:
        (void_one,) = (row.paper.id for row in named if row.paper.is_void)
        sealed = archive.issued_bytes(connection, void_one)
        cash, goods_of = all_accounts(connection), balances.on_hand_of_everything(connection)
    go_to(office, LATER)
    anonymise(office, person=person, reason="masa simpan habis")
    after = lines()
    assert [kept(row) for row in after] == [kept(row) for row in before]
    told = " ".join(row.paper.party + row.paper.subject for row in after)
    assert "Zerubabel" not in told
    assert told.count(f"Peserta {person} (dianonimkan)") >= len(named)
    with office.reading() as connection:
        assert archive.issued_bytes(connection, void_one) == sealed
        assert all_accounts(connection) == cash
        assert balances.on_hand_of_everything(connection) == goods_of
    assert check(office) == ()


def test_the_file_itself_holds_nothing_of_her(office: Office, tmp_path: Path) -> None:
    """Not a byte: of rows, of what was deleted, of others who took hers; photos and drafts go too."""
    person = a_complete_person(office, "Zerubabel Quintaria")
    other, third = a_person(office, "Maria Bria"), a_person(office, "Yuliana Tefa")
    for colour in ("green", "red"):
        people.set_photo(office, person=person, content=picture(colour), name="Zerubabel.jpg")
    people.change_person(office, person=person, phone="081277778888", npwp="123456789012345")
    with office.reading() as connection:
        nik = people.person_of(connection, person).nik
    wrong = merge(office, kept=other, double=person, take_fields=["name", "phone", "bank_account", "photo"])
    unmerge(office, merge=wrong.ids[-1], reason="dua orang")
    batch = a_batch(office)
    roster.enrol(office, batch=batch, people=[person, third])
    roster.drop_out(office, batch=batch, person=person, reason="Zerubabel sakit tifus")
    all_present(office, batch)
    close_batch(office, batch=batch)
    office.drafts.mkdir()
    ours, others = office.drafts / f"peserta-{person}.json", office.drafts / "peserta.json"
    ours.write_text('{"title": "Zerubabel Quintaria", "values": {"phone": "0813"}}', "utf-8")
    nik_typed = f"{nik[:6]} {nik[6:12]} {nik[12:]}"
    (office.drafts / "impor.json").write_text(
        f'{{"title": "Impor", "values": {{"1": ["{nik_typed}"]}}}}', "utf-8"
    )
    others.write_text('{"title": "Peserta baru", "values": {"name": "Zerubabel Quintaria"}}', "utf-8")
    go_to(office, LATER)
    with office.reading() as connection:
        assert search.find(connection, "zerubabel")
    assert anonymise(office, person=person, reason="masa simpan habis").notices == ()
    book = (tmp_path / "buku.ikm").read_bytes()
    numbers = (nik, "081277778888", "081200000000", "0001234567", "123456789012345")
    assert [one for one in ("Zerubabel", "tifus", *numbers) if one.encode() in book] == []
    assert list(attachments.names_in(tmp_path)) == []
    assert sorted(office.drafts.iterdir()) == [others]
    with office.reading() as connection:
        assert search.find(connection, "zerubabel") == ()
        assert suspected_pairs(connection) == ()
        assert people.person_of(connection, other).name == "Maria Bria"
        assert {line.after for line in history(connection, other) if line.field == "phone"} == {GONE}


def test_many_go_one_by_one_until_one_cannot(office: Office) -> None:
    """Who came before the one that cannot is gone all the same; whom it is and why is told."""
    first, owed, last = (a_person(office) for _ in range(3))
    delivered(office, owed)
    go_to(office, LATER)
    done = anonymise_all(office, people=[first, owed, last], reason="masa simpan habis")
    assert (done.people, done.stopped_at, done.notices) == ((first,), owed, ())
    assert isinstance(done.refusal, Several | CannotAnonymise)
    with office.reading() as connection:
        gone = [people.person_of(connection, one).anonymised for one in (first, owed, last)]
    assert gone == [True, False, False]
