"""The audit log: who, when, old and new, found by person, thing, day and words, page by page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from ikm_desktop.amounts import PIECE
from ikm_desktop.goods.items import add_item
from ikm_desktop.goods.parties import (
    add_institution,
    add_vendor,
    change_institution,
    change_vendor,
    reveal_number,
)
from ikm_desktop.office.book import Office
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import save
from ikm_desktop.papers.archive import log_prints
from ikm_desktop.participants.people import change_person
from ikm_desktop.reports.audit import (
    EVERYTHING,
    AuditFilter,
    AuditLine,
    audit_actors,
    audit_page,
    audit_things,
)
from ikm_desktop.reports.audit_files import audit_pdf, audit_workbook
from ikm_desktop.reports.audit_words import FIELDS
from ikm_desktop.reports.issuing import issue
from ikm_desktop.storage.tables import metadata
from tests.factories import books, persons
from tests.papers import pages
from tests.scenarios.desk import Desk

TODAY = date(2020, 8, 24)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A book in which Rini and Yosep did something."""
    found = books.a_book(tmp_path, today=TODAY)
    found.actor = "Rini CONTOH"
    ani = persons.a_person(found, "Ani CONTOH", nik="5371015708850001")
    books.go_to(found, date(2020, 8, 25))
    found.actor = "Yosep CONTOH"
    change_person(found, person=ani, name="Anita CONTOH")
    save(found, Profile(city="Soe"))
    yield found
    found.close()


def _lines(office: Office, wanted: AuditFilter = EVERYTHING) -> tuple[AuditLine, ...]:
    with office.reading() as connection:
        return audit_page(connection, wanted).lines


def test_each_change_tells_who_when_old_and_new(office: Office) -> None:
    """The newest first; the person is called by her name of now."""
    lines = _lines(office)
    assert lines[0].did == "Ubah pengaturan"
    assert (lines[0].before, lines[0].after) == ("Kupang", "Soe")
    renamed = next(line for line in lines if line.before == "Ani CONTOH" and "Peserta" in line.thing)
    assert (renamed.by, renamed.at.date(), renamed.did) == ("Yosep CONTOH", date(2020, 8, 25), "Ubah peserta")
    assert (renamed.thing, renamed.field, renamed.after) == ("Peserta Anita CONTOH", "nama", "Anita CONTOH")


def test_the_log_is_found_by_person_thing_day_and_words(office: Office) -> None:
    """Each alone; words in the thing's name, the values and what was done."""
    assert {line.by for line in _lines(office, AuditFilter(by="Rini CONTOH"))} == {"Rini CONTOH"}
    assert {line.thing.split()[0] for line in _lines(office, AuditFilter(thing="setting"))} == {"Pengaturan"}
    assert {line.at.date() for line in _lines(office, AuditFilter(last=TODAY))} == {TODAY}
    assert _lines(office, AuditFilter(first=date(2020, 8, 26))) == ()
    assert [line.field for line in _lines(office, AuditFilter(text="anita ani"))][:1] == ["nama"]
    assert [line.after for line in _lines(office, AuditFilter(text="ubah pengaturan soe"))] == ["Soe"]
    assert _lines(office, AuditFilter(text="tidakada")) == ()


def test_pages_follow_on_without_a_gap(office: Office) -> None:
    """Read two at a time, all lines come once and in order."""
    found: list[AuditLine] = []
    start = None
    with office.reading() as connection:
        while True:
            page = audit_page(connection, start=start, limit=2)
            found += page.lines
            start = page.next_from
            if start is None:
                break
    assert tuple(found) == _lines(office)


def test_a_nik_is_masked(office: Office) -> None:
    """Also when it was changed; it cannot be found by its figures either."""
    change_person(office, person=1, nik="5371015708850002")
    text = " ".join(f"{line.before} {line.after}" for line in _lines(office))
    assert "5371015708850002" not in text
    assert "5371**********02" in text
    assert _lines(office, AuditFilter(text="5371015708850002")) == ()


def test_a_look_is_told_as_such_and_numbers_of_all_are_masked(office: Office) -> None:
    """A number looked at reads "dilihat"; those of institutions and vendors are masked as a person's."""
    church = add_institution(office, name="Gereja CONTOH", class_="keagamaan").ids[0]
    change_institution(office, institution=church, signer_nik="5371015708850009")
    shop = add_vendor(office, name="Toko CONTOH", bank_account="0009123456").ids[0]
    assert reveal_number(office, party=church, field="signer_nik") == "5371015708850009"
    assert reveal_number(office, party=shop, field="bank_account") == "0009123456"
    change_vendor(office, vendor=shop, bank_account="0009123457")
    told = [(line.field, line.before, line.after) for line in _lines(office)[:5]]
    assert ("nomor rekening", "*******456", "*******457") in told
    assert ("nomor rekening", "", "dilihat") in told
    assert ("NIK penanda tangan", "", "dilihat") in told
    assert "5371015708850009" not in str(_lines(office))


def test_each_column_that_may_change_has_a_word() -> None:
    """No name of a column stands in the log as the program has it."""
    edited = [table for table in metadata.tables.values() if "digest" in table.columns]
    columns = {column.name for table in edited for column in table.columns} - {"id", "digest"}
    assert len(edited) > 10
    assert columns - FIELDS.keys() == set()


def test_who_and_what_can_be_asked_for(office: Office) -> None:
    """Those who stand in the log; things by their words."""
    with office.reading() as connection:
        assert {"Rini CONTOH", "Yosep CONTOH"} <= set(audit_actors(connection))
        assert ("participant", "Peserta") in audit_things(connection)


def test_the_log_is_printed_and_written_as_shown(office: Office) -> None:
    """The same lines on paper and in the workbook; a text that looks like a formula stays a text."""
    add_vendor(office, name="=1+1 CONTOH")
    lines = _lines(office)
    text = pages.text_of(audit_pdf(lines * 12, asked="semua", printed=TODAY))
    assert "Anita CONTOH" in text
    assert "Halaman 2" in text
    book = CalamineWorkbook.from_filelike(io.BytesIO(audit_workbook(lines, asked="semua")))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == len(lines) + 3
    assert any("=1+1 CONTOH" in str(cell) for row in rows for cell in row)


def test_acts_without_a_changed_row_name_their_papers(tmp_path: Path) -> None:
    """What was signed, and what was printed."""
    desk = Desk(tmp_path)
    cloth = add_item(desk.office, kind="material", name="Kain katun", unit=PIECE).ids[0]
    desk.buy((cloth, 10, 1_000))
    done = desk.prepare_gift((cloth, 4))
    issue(desk.office, papers=done.papers)
    log_prints(desk.office, papers=done.papers)
    desk.sign(done)
    things = {line.did: line.thing for line in _lines(desk.office)}
    assert things["Tandatangani"] == "BAST 530/001/DPP/VIII/2020"
    assert things["Cetak surat"] == "BAST 530/001/DPP/VIII/2020"
    desk.office.close()
