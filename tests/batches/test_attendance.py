"""Sessions and attendance: the days, the letters, the shares."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.batches import attendance, batches, sessions
from ikm_desktop.batches.sessions import Lesson
from ikm_desktop.errors import FieldInvalid, FieldMissing, NotFound, Several, WrongDay
from ikm_desktop.office import tables as office_tables
from tests.factories.books import a_book
from tests.factories.training import FIRST_DAY, a_batch, all_present, people_in

MON, TUE, WED, THU, FRI = (date(2020, 8, day) for day in range(10, 15))


def test_the_plan_keeps_its_order_and_sums_its_hours(tmp_path: Path) -> None:
    """Two subjects of one day count together; the plan is as written."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, days=2)
        plan = (
            Lesson(MON, "Kebijakan", 2, "Umum", "Anna"),
            Lesson(MON, "Pola", 6, "Inti"),
            Lesson(TUE, "Menjahit", 8, "Inti"),
        )
        sessions.plan_sessions(office, batch=batch, lessons=plan)
        again = sessions.plan_sessions(office, batch=batch, lessons=list(plan))
        assert again.changed == frozenset()
        with office.reading() as connection:
            assert sessions.sessions(connection, batch) == plan
            assert sessions.hours_by_day(connection, batch) == {MON: 8, TUE: 8}
            assert sessions.day_counts(connection, batches.batches(connection)) == {batch: 2}


def test_without_a_plan_every_day_of_the_batch_counts(tmp_path: Path) -> None:
    """From the first to the last; without days there are none."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, days=3)
        sessions.plan_sessions(office, batch=batch, lessons=[])
        bare = batches.add_batch(office, name="Angkatan X", training="Tenun").ids[0]
        with office.reading() as connection:
            assert sessions.training_days(connection, batch) == (MON, TUE, WED)
            assert sessions.hours_by_day(connection, batch) == {MON: 0, TUE: 0, WED: 0}
            assert sessions.training_days(connection, bare) == ()
            assert sessions.day_counts(connection, batches.batches(connection)) == {batch: 3, bare: 0}


def test_all_faults_of_a_plan_are_told_at_once(tmp_path: Path) -> None:
    """Subject, hours, and days outside the batch."""
    with a_book(tmp_path) as office:
        batch = a_batch(office)
        with pytest.raises(Several) as refused:
            sessions.plan_sessions(
                office,
                batch=batch,
                lessons=[
                    Lesson(MON, " ", 101),
                    Lesson(date(2020, 8, 9), "Pola", 1),
                    Lesson(date(2020, 8, 15), "X", 1),
                ],
            )
        kinds = [type(reason) for reason in refused.value.reasons]
        assert kinds == [FieldMissing, FieldInvalid, WrongDay, WrongDay]


def test_a_day_with_attendance_stays_in_the_plan(tmp_path: Path) -> None:
    """Its letters would be lost; a day without any may go."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, days=3, participants=1)
        attendance.mark_attendance(office, batch=batch, grid={people_in(office, batch)[0]: {TUE: "H"}})
        with pytest.raises(sessions.DayHasAttendance, match="11-08-2020"):
            sessions.plan_sessions(office, batch=batch, lessons=[Lesson(MON, "Pola", 8)])
        sessions.plan_sessions(office, batch=batch, lessons=[Lesson(TUE, "Pola", 8)])


def test_a_whole_grid_is_one_act(tmp_path: Path) -> None:
    """Letters by person and day; the sheet counts days, hours, shares and who was there each day."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=3)
        one, two, three = people_in(office, batch)
        all_present(office, batch)
        done = attendance.mark_attendance(
            office, batch=batch, grid={two: {WED: "S", THU: "A"}, three: {FRI: ""}}
        )
        attendance.mark_attendance(office, batch=batch, grid={one: {MON: "H"}})
        with office.reading() as connection:
            sheet = attendance.attendance_sheet(connection, batch)
            logged = connection.execute(
                sa.select(
                    office_tables.change.c.field, office_tables.change.c.before, office_tables.change.c.after
                )
                .where(office_tables.change.c.entry == done.entry)
                .order_by(office_tables.change.c.id)
            ).all()
        assert [row.enrolled.person.id for row in sheet.rows] == [one, two, three]
        assert [(row.present, row.percent, row.blank, row.hours) for row in sheet.rows] == [
            (5, 100, 0, 40),
            (3, 60, 0, 24),
            (4, 80, 1, 32),
        ]
        assert "".join(sheet.rows[1].marks[day] for day in sheet.days) == "HHSAH"
        assert [sheet.present_on(day) for day in sheet.days] == [3, 3, 2, 2, 2]
        assert sheet.total_hours == 40
        assert [tuple(row) for row in logged] == [
            ("kehadiran 2020-08-12", "H", "S"),
            ("kehadiran 2020-08-13", "H", "A"),
            ("kehadiran 2020-08-14", "H", None),
        ]


def test_all_faults_of_a_grid_are_told_and_nothing_is_noted(tmp_path: Path) -> None:
    """A stranger, a strange letter, a day without training, a day still to come."""
    with a_book(tmp_path, today=WED) as office:
        batch = a_batch(office, participants=1)
        person = people_in(office, batch)[0]
        with pytest.raises(Several) as refused:
            attendance.mark_attendance(
                office,
                batch=batch,
                grid={99: {}, person: {MON: "H", TUE: "X", date(2020, 8, 20): "H", FRI: "H"}},
            )
        kinds = [type(reason) for reason in refused.value.reasons]
        assert kinds == [NotFound, FieldInvalid, FieldInvalid, WrongDay]
        with office.reading() as connection:
            sheet = attendance.attendance_sheet(connection, batch)
            assert sheet.rows[0].blank == 5
            assert sheet.days[0] == FIRST_DAY
