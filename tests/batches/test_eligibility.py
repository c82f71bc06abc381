"""Who may have a certificate, and why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.batches import attendance, batches, eligibility, marks, roster, sessions
from ikm_desktop.batches.marks import Mark
from ikm_desktop.errors import FieldInvalid, NotFound, Several
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import Rules, save
from tests.factories.books import a_book
from tests.factories.training import a_batch, all_present, people_in

MON, TUE, WED, THU, FRI = (date(2020, 8, day) for day in range(10, 15))


def _reasons(office: Office, batch: int) -> list[tuple[str, ...]]:
    with office.reading() as connection:
        return [row.reasons for row in eligibility.eligibility(connection, batch)]


def test_attendance_decides_and_says_how_much_is_missing(tmp_path: Path) -> None:
    """Four of five days are enough at 80 %; three are one short; blank cells may still be filled."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=5)
        one, two, three, four, five = people_in(office, batch)
        all_present(office, batch)
        attendance.mark_attendance(
            office,
            batch=batch,
            grid={
                two: {WED: "I"},
                three: {WED: "S", THU: "A"},
                four: {WED: "", THU: ""},
                five: {MON: "A", TUE: "A", WED: ""},
            },
        )
        assert _reasons(office, batch) == [
            (),
            (),
            ("kehadiran 3 dari 5 hari (60 %), kurang 1 hari",),
            ("kehadiran 2 hari belum diisi",),
            ("kehadiran 1 hari belum diisi", "kehadiran 2 dari 5 hari (40 %), kurang 2 hari"),
        ]
        with office.reading() as connection:
            standing = eligibility.eligibility(connection, batch)
            assert [row.enrolled.person.id for row in standing if row.may] == [one, two]


def test_the_share_is_the_offices_rule(tmp_path: Path) -> None:
    """At 60 % three of five days are enough; at 0 % nobody needs to come."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=1)
        (person,) = people_in(office, batch)
        attendance.mark_attendance(
            office, batch=batch, grid={person: {MON: "H", TUE: "H", WED: "H", THU: "A", FRI: "A"}}
        )
        assert _reasons(office, batch) != [()]
        save(office, Rules(attendance_percent=60))
        assert _reasons(office, batch) == [()]


def test_an_assessed_training_must_be_passed(tmp_path: Path) -> None:
    """Not assessed yet, not passed, passed: predicate and passing follow the score by the rules."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=4, assessed=True)
        all_present(office, batch)
        _, two, three, four = people_in(office, batch)
        marks.set_marks(
            office, batch=batch, marks={two: 59, three: 75, four: Mark(None, "Memuaskan", passed=True)}
        )
        assert _reasons(office, batch) == [("belum dinilai",), ("tidak lulus (nilai 59)",), (), ()]
        with office.reading() as connection:
            assert marks.marks_of(connection, batch) == {
                two: Mark(59, "", passed=False),
                three: Mark(75, "Baik", passed=True),
                four: Mark(None, "Memuaskan", passed=True),
            }
        assert marks.set_marks(office, batch=batch, marks={three: 75}).changed == frozenset()
        marks.set_marks(office, batch=batch, marks={three: None})
        assert _reasons(office, batch)[2] == ("belum dinilai",)


@pytest.mark.parametrize(
    ("score", "mark"),
    [
        (100, Mark(100, "Sangat Baik", passed=True)),
        (90, Mark(90, "Sangat Baik", passed=True)),
        (89, Mark(89, "Baik", passed=True)),
        (60, Mark(60, "Cukup", passed=True)),
        (59, Mark(59, "", passed=False)),
        (0, Mark(0, "", passed=False)),
    ],
)
def test_a_score_earns_the_highest_predicate_it_reaches(score: int, mark: Mark) -> None:
    """By the office's own steps; who fails has no predicate."""
    assert marks.mark_for(score, Rules()) == mark
    assert str(marks.mark_for(75, Rules())) == "75 Baik (lulus)"


def test_all_faults_of_marks_are_told_at_once(tmp_path: Path) -> None:
    """A training that is not assessed, a stranger, a score beyond 100."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, "Angkatan I", participants=1)
        with pytest.raises(Several) as refused:
            marks.set_marks(office, batch=batch, marks={99: 50, people_in(office, batch)[0]: 101})
        assert [type(r) for r in refused.value.reasons] == [FieldInvalid, NotFound, FieldInvalid]


def test_without_training_days_nobody_may(tmp_path: Path) -> None:
    """The reason is the batch's, not the person's; who left or waits is not asked about."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=2)
        sessions.plan_sessions(office, batch=batch, lessons=[])
        batches.change_batch(office, batch=batch, starts_on=None, ends_on=None)
        roster.drop_out(office, batch=batch, person=people_in(office, batch)[0], reason="pindah")
        assert _reasons(office, batch) == [("hari pelatihan belum diisi",)]
