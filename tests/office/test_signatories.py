"""Who signs, by role and day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.errors import FieldInvalid, FieldMissing, NotFound, Several, WrongDay
from ikm_desktop.office import signatories
from tests.factories.books import a_book

FIRST = date(2020, 1, 2)


def test_a_stand_in_signs_from_day_to_day(tmp_path: Path) -> None:
    """The Plt. signs within his days, before and after it is the head."""
    with a_book(tmp_path) as office:
        head = signatories.add_signatory(
            office,
            role="head",
            name="Yohanes CONTOH, S.H.",
            title="Kepala Dinas Perindustrian dan Perdagangan\nProvinsi Nusa Tenggara Timur",
            valid_from=FIRST,
            nip="19700101 199903 1 001",
            rank="Pembina Utama Muda (IV/c)",
        ).ids[0]
        acting = signatories.add_signatory(
            office,
            role="head",
            name="Anna CONTOH",
            title="Kepala Dinas",
            prefix="Plt.",
            valid_from=date(2020, 8, 10),
            valid_through=date(2020, 8, 20),
        ).ids[0]
        with office.reading() as connection:
            days = (date(2020, 8, 9), date(2020, 8, 10), date(2020, 8, 20), date(2020, 8, 21))
            found = [signatories.signatory_on(connection, "head", day) for day in days]
            assert [row.id for row in found if row] == [head, acting, acting, head]
            assert signatories.signatory_on(connection, "head", date(2019, 12, 31)) is None
            first, stand_in = found[0], found[1]
            assert first is not None
            assert stand_in is not None
            assert first.nip == "197001011999031001"
            assert first.title_lines[1] == "Provinsi Nusa Tenggara Timur"
            assert stand_in.title_lines == ("Plt. Kepala Dinas",)


def test_the_head_acts_as_kpa_until_somebody_is_named(tmp_path: Path) -> None:
    """In a dekonsentrasi fund the head of the office is KPA; a named KPA goes before."""
    with a_book(tmp_path) as office:
        signatories.add_signatory(office, role="head", name="Kepala", title="Kepala Dinas", valid_from=FIRST)
        signatories.add_signatory(office, role="kpa", name="Lain", title="KPA", valid_from=date(2020, 9, 1))
        with office.reading() as connection:
            august = signatories.signatory_on(connection, "kpa", date(2020, 8, 1))
            september = signatories.signatory_on(connection, "kpa", date(2020, 9, 1))
            assert august is not None
            assert september is not None
            assert (august.name, september.name) == ("Kepala", "Lain")
            assert signatories.signatory_on(connection, "treasurer", FIRST) is None


def test_all_faults_of_a_signatory_are_told_at_once(tmp_path: Path) -> None:
    """Role, NIP, prefix, days, title and name."""
    with a_book(tmp_path) as office:
        with pytest.raises(Several) as refused:
            signatories.add_signatory(
                office,
                role="raja",
                name="",
                title=" \n ",
                valid_from=FIRST,
                valid_through=date(2019, 1, 1),
                nip="123",
                prefix="pp.",
            )
        kinds = [type(reason) for reason in refused.value.reasons]
        assert kinds == [FieldInvalid, FieldInvalid, FieldInvalid, WrongDay, FieldMissing, FieldMissing]
        with office.reading() as connection:
            assert signatories.signatories(connection) == ()


def test_an_office_ends_and_another_begins(tmp_path: Path) -> None:
    """Ending the validity leaves the earlier days as they were."""
    with a_book(tmp_path) as office:
        row = signatories.add_signatory(
            office, role="ppk", name="Satu", title="Pejabat Pembuat Komitmen", valid_from=FIRST
        ).ids[0]
        signatories.change_signatory(office, signatory=row, valid_through=date(2020, 8, 31))
        with pytest.raises(WrongDay):
            signatories.change_signatory(office, signatory=row, valid_from=date(2020, 9, 1))
        with pytest.raises(NotFound):
            signatories.change_signatory(office, signatory=99, name="Dua")
        with office.reading() as connection:
            assert signatories.signatory_on(connection, "ppk", date(2020, 9, 1)) is None
            (kept,) = signatories.signatories(connection, role="ppk")
            assert (kept.valid_from, kept.valid_through) == (FIRST, date(2020, 8, 31))
