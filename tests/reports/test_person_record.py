"""Everything about one person, on a page and on paper for herself, her doubles' doings included."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from ikm_desktop.batches.merging import merge
from ikm_desktop.batches.people_lines import people_lines
from ikm_desktop.errors import NotFound, WrongDay
from ikm_desktop.office import book
from ikm_desktop.office.listing import How, Query, Term
from ikm_desktop.participants import people, search
from ikm_desktop.participants.history import history
from ikm_desktop.reports.export import export
from ikm_desktop.reports.person_record import person_record, word_of_row
from ikm_desktop.reports.personal_data import personal_data
from tests.factories.books import TODAY, a_book
from tests.factories.persons import a_complete_person, a_person
from tests.factories.sample_office import a_sample
from tests.papers import pages


def test_all_of_a_person_stands_on_one_page_and_on_paper(tmp_path: Path) -> None:
    """Batch, goods, products, papers as the areas' lists have them; a double's are the kept person's."""
    with book.at_work(a_sample(tmp_path / "data")) as office:
        with office.reading() as connection:
            adelina = search.people(connection, words="adelina yosefina")[0]
            before = person_record(connection, adelina.id)
            with pytest.raises(NotFound):
                person_record(connection, 999)
        assert [one.name for one in before.batches] == ["Angkatan III"]
        assert [word_of_row(row) for row in before.materials] == ["Serahkan bahan"]
        assert [row.status for row in before.products] == ["Ditandatangani"]
        assert {paper.label.split()[0] for paper in before.papers} == {"BA", "Sertifikat", "Tanda"}
        assert "Serbuk daun kelor" in [one.name for one in before.holds]
        assert (before.owed, before.doubles) == (180_000, ())
        assert before.batches[0].told == ("nilai 73, Cukup", "sertifikat 038/SERT/DPP-IKM/VIII/2020")
        with office.reading() as connection:
            paid = person_record(connection, search.people(connection, words="adelina contoh")[0].id)
        assert [row.value for row in paid.payments] == [465_000]

        kept = a_complete_person(office, "Adelina Jos. CONTOH")
        merge(office, kept=kept, double=adelina.id)
        out = io.BytesIO()
        Image.new("RGB", (300, 400), "green").save(out, "JPEG")
        people.set_photo(office, person=kept, content=out.getvalue(), name="foto.jpg")
        people.reveal(office, person=kept, field="nik")
        pdf = personal_data(office, person=kept)
        with office.reading() as connection:
            after = person_record(connection, kept)
            nik = people.person_of(connection, kept).nik
            views = [(line.label, line.after) for line in history(connection, kept) if line.view]
        assert (after.papers, after.products, after.owed) == (before.papers, before.products, before.owed)
        assert [double.id for double in after.doubles] == [adelina.id]
        assert [one.batch for one in after.batches] == [one.batch for one in before.batches]
        assert views == [("Data pribadi", "dicetak"), ("NIK", "dilihat")]
        text = pages.text_of(pdf)
        for told in (
            nik,
            "0001234567",
            "Angkatan III",
            "Sertifikat 038",
            "Rp261.302",
            "Petugas",
            adelina.name,
        ):
            assert told in text


def test_the_day_she_was_told_stands_wherever_her_data_do(tmp_path: Path) -> None:
    """On her paper, in the export, in the log; who was not told yet is found; no day to come is taken."""
    with a_book(tmp_path / "data") as office:
        told, not_told = a_person(office, "Maria Bria"), a_person(office, "Yuliana Tefa")
        with pytest.raises(WrongDay, match="pemberitahuan"):
            people.change_person(office, person=told, notice_on=date(2020, 8, 25))
        people.change_person(office, person=told, notice_on=TODAY)
        text = pages.text_of(personal_data(office, person=told))
        assert "Pemberitahuan data pribadi : 24 Agustus 2020" in " ".join(text.split())
        made = export(office, tmp_path / "keluar", personal=False)
        csv = next(file for file in made.files if file.name.startswith("peserta") and file.suffix == ".csv")
        (row,) = [line for line in csv.read_text("utf-8-sig").splitlines() if "Maria Bria" in line]
        assert "24-08-2020" in row or "2020-08-24" in row
        lines = people_lines()
        with office.reading() as connection:
            (change,) = [line for line in history(connection, told) if line.field == "notice_on"]
            assert (change.label, change.after) == ("Tanggal pemberitahuan data pribadi", "24-08-2020")
            empty = lines.find(connection, Query(terms=(Term("notice_on", How.EMPTY),)))
            since = lines.find(connection, Query(terms=(Term("notice_on", How.BETWEEN, (TODAY, None)),)))
        assert (list(empty), list(since)) == ([not_told], [told])
