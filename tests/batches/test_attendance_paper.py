"""The attendance list names who is in the batch, blank to be signed or as attendance was noted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.batches import batches, roster
from ikm_desktop.batches.attendance import attendance_sheet, mark_attendance
from ikm_desktop.batches.sessions import Lesson, plan_sessions
from ikm_desktop.errors import Several
from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.participants import people
from ikm_desktop.reports import issuing, sheets
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk

MONDAY, TUESDAY = date(2020, 8, 17), date(2020, 8, 18)


class ClassDesk(Desk):
    """A batch of two people and two days; Ani was there on both, Budi fell ill."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.batch = batches.add_batch(
            self.office,
            name="Angkatan II",
            training="Pelatihan CONTOH",
            starts_on=MONDAY,
            ends_on=TUESDAY,
            venue="Gedung CONTOH",
            city="Kupang",
        ).ids[0]
        with self.office.reading() as connection:
            found = [people.person_at(connection, place) for place in (self.ani, self.budi)]
        ids = [person.id for person in found if person is not None]
        roster.enrol(self.office, batch=self.batch, people=ids)
        plan_sessions(
            self.office, batch=self.batch, lessons=[Lesson(day, "Menjahit", 8) for day in (MONDAY, TUESDAY)]
        )
        marks = {ids[0]: {MONDAY: "H", TUESDAY: "H"}, ids[1]: {MONDAY: "H", TUESDAY: "S"}}
        mark_attendance(self.office, batch=self.batch, grid=marks)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> ClassDesk:
    """The desk of these tests."""
    return ClassDesk(tmp_path_factory.mktemp("hadir"))


def _printed(desk: Desk, paper: int) -> c.AttendanceList:
    with desk.office.reading() as connection:
        content = issuing.GATHERERS["DH"](connection, read_paper(connection, paper), version=1, draft=False)
    assert isinstance(content, c.AttendanceList)
    assert check_sums(content) == ()
    return content


def test_a_blank_list_has_the_days_of_the_training(desk: ClassDesk) -> None:
    """Who, which days, how many jam pelajaran, where; no marks; it comes back signed, so it has a code."""
    paper = sheets.attendance(desk.office, batch=desk.batch)
    printed = _printed(desk, paper)
    assert [(row.name, row.marks) for row in printed.rows] == [("Ani CONTOH", ()), ("Budi CONTOH", ())]
    assert printed.days == (MONDAY, TUESDAY)
    assert [field.value for field in printed.fields] == [
        "17 s.d. 18 Agustus 2020 (2 hari, 16 jam pelajaran)",
        "Gedung CONTOH, Kupang",
    ]
    assert printed.head.return_code.startswith("IKM1:DH:")
    assert "PELATIHAN CONTOH, ANGKATAN II" in pages.text_of(issuing.preview(desk.office, paper=paper))


def test_a_filled_list_is_the_grid(desk: ClassDesk) -> None:
    """The same letters and counts as on screen; nobody signs, nothing comes back."""
    printed = _printed(desk, sheets.attendance(desk.office, batch=desk.batch, filled=True))
    with desk.office.reading() as connection:
        grid = attendance_sheet(connection, desk.batch)
    assert [row.marks for row in printed.rows] == [tuple(row.marks.values()) for row in grid.rows]
    assert printed.present == tuple(grid.present_on(day) for day in grid.days) == (2, 1)
    assert printed.head.return_code == ""


def test_a_list_of_one_day(desk: ClassDesk) -> None:
    """Only that day's hours; its letter date is the day."""
    paper = sheets.attendance(desk.office, batch=desk.batch, day=TUESDAY)
    assert _printed(desk, paper).fields[0].value == "18 Agustus 2020 (1 hari, 8 jam pelajaran)"
    with desk.office.reading() as connection:
        assert read_paper(connection, paper).letter_date == TUESDAY
    assert DAY > TUESDAY


def test_transport_money_is_days_times_the_rate(desk: ClassDesk) -> None:
    """Only days marked present count; tax as the rule of the day; NIK in full."""
    paper = sheets.payout_list(
        desk.office, batch=desk.batch, purpose="Uang transport", rate=100_000, tax="pph21"
    )
    with desk.office.reading() as connection:
        content = issuing.GATHERERS["DT"](connection, read_paper(connection, paper), version=1, draft=False)
    assert isinstance(content, c.PayoutList)
    assert check_sums(content) == ()
    assert [(row.name, row.days, row.gross, row.tax, row.net) for row in content.rows] == [
        ("Ani CONTOH", 2, 200_000, 5_000, 195_000),
        ("Budi CONTOH", 1, 100_000, 2_500, 97_500),
    ]
    assert (content.gross, content.title) == (300_000, "DAFTAR PENERIMAAN UANG TRANSPORT")
    assert "Pajak: PPh Pasal 21." in pages.text_of(issuing.preview(desk.office, paper=paper))
    with pytest.raises(Several) as told:
        sheets.payout_list(desk.office, batch=desk.batch, purpose=" ", rate=0)
    assert len(told.value.reasons) == 2
