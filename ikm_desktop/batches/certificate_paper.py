"""One person's certificate, read from the batch: training, hours attended, subjects, signers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.attendance import AttendanceRow, AttendanceSheet, attendance_sheet
from ikm_desktop.batches.batches import Batch, batch_of
from ikm_desktop.batches.frozen import rules_of
from ikm_desktop.batches.marks import Mark, marks_of
from ikm_desktop.batches.roster import Enrolled, enrolments_by_id
from ikm_desktop.batches.sessions import Lesson, sessions
from ikm_desktop.office.budget import budget_of
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import Wording, load
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.rows import PaperRow

ATTENDED, PASSED = "telah mengikuti", "telah lulus"


def certificate(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.Certificates:
    """Return what one certificate says; its number stands with the holder."""
    subject = papers.paper_subject.c
    enrolment = connection.execute(sa.select(subject.enrolment).where(subject.paper == paper.id)).scalar_one()
    enrolled = enrolments_by_id(connection, [enrolment])[enrolment]
    return certificate_for(connection, enrolled, paper, version=version, draft=draft)


def certificate_for(
    connection: sa.Connection, enrolled: Enrolled, paper: PaperRow, *, version: int, draft: bool
) -> c.Certificates:
    """Return what somebody's certificate says on a paper, which need not be in the book yet."""
    batch = batch_of(connection, enrolled.batch)
    sheet = attendance_sheet(connection, batch.id)
    lessons = sessions(connection, batch.id)
    mark = marks_of(connection, batch.id).get(enrolled.person.id) if batch.assessed else None
    head = furniture.head(connection, paper, version=version, draft=draft, returns=False)
    row = next((row for row in sheet.rows if row.enrolled.enrolment == enrolled.enrolment), None)
    profile = load(connection, Profile)
    nik = load(connection, Wording).nik_on_certificates
    first = batch.starts_on or paper.letter_date
    return c.Certificates(
        head=head,
        letterhead=furniture.letterhead(connection),
        holders=(_holder(enrolled, sheet, row, mark, head.number, nik=nik),),
        title=batch.training,
        subtitle=batch.subtitle,
        batch=batch.name.removeprefix("Angkatan").strip(),
        organiser=profile.name,
        place=batch.city or profile.city,
        first_day=first,
        last_day=batch.ends_on or first,
        total_hours=sheet.total_hours,
        subjects=_groups(lessons),
        front=furniture.dated(
            connection, furniture.signer(connection, "head", paper.letter_date), paper.letter_date
        ),
        back=furniture.dated(
            connection, furniture.signer(connection, "division_head", paper.letter_date), paper.letter_date
        ),
        outcome=PASSED if mark is not None and mark.passed else ATTENDED,
        organisation=_organisation(connection, batch, sheet, paper),
        minutes_per_hour=rules_of(connection, batch.id).minutes_per_hour,
    )


def _holder(
    enrolled: Enrolled,
    sheet: AttendanceSheet,
    row: AttendanceRow | None,
    mark: Mark | None,
    number: str,
    *,
    nik: bool,
) -> c.Holder:
    person = enrolled.person
    attended = row.hours if row is not None else 0
    lives = (person.business, person.village, person.regency)
    return c.Holder(
        number=number,
        name=person.name,
        birth_place=person.birth_place,
        birth_day=person.born,
        business=", ".join(part for part in lives if part),
        attended=attended,
        percent=attended * 100 // sheet.total_hours if sheet.total_hours else 0,
        nik=person.masked_nik if nik else "",
        grade=mark.predicate if mark is not None and mark.passed else "",
        photo=person.photo,
        thumb=person.gives_thumb,
    )


def _groups(lessons: Sequence[Lesson]) -> tuple[c.SubjectGroup, ...]:
    """Return the subjects by section in the plan's order; a subject of several days stands once."""
    groups: dict[str, dict[str, int]] = {}
    for lesson in lessons:
        subjects = groups.setdefault(lesson.section or "Mata pelatihan", {})
        subjects[lesson.subject] = subjects.get(lesson.subject, 0) + lesson.hours
    return tuple(
        c.SubjectGroup(
            name=name, subjects=tuple(c.Subject(name=title, hours=hours) for title, hours in subjects.items())
        )
        for name, subjects in groups.items()
    )


def _organisation(
    connection: sa.Connection, batch: Batch, sheet: AttendanceSheet, paper: PaperRow
) -> tuple[c.Field, ...]:
    budget = budget_of(connection, paper.letter_date.year)
    fields = []
    if batch.starts_on is not None and batch.ends_on is not None:
        fields.append(c.Field(label="Waktu", value=words.date_range(batch.starts_on, batch.ends_on)))
    venue = ", ".join(part for part in (batch.venue, batch.city) if part)
    fields += [c.Field(label="Tempat", value=venue)] if venue else []
    numeral = batch.name.removeprefix("Angkatan").strip()
    fields.append(c.Field(label="Angkatan", value=f"{numeral} ({len(sheet.rows)} peserta)"))
    fields.append(
        c.Field(label="Sumber dana", value=f"{budget.source} Tahun Anggaran {paper.letter_date.year}")
    )
    return tuple(fields)


def joined(contents: Sequence[c.Certificates]) -> list[c.Certificates]:
    """Join certificates that differ in nothing but their holders, so that they are drawn in one pass."""
    found: list[c.Certificates] = []
    for content in contents:
        same = replace(content, holders=(), head=replace(content.head, number=""))
        for place, standing in enumerate(found):
            if replace(standing, holders=()) == same:
                found[place] = replace(standing, holders=(*standing.holders, *content.holders))
                break
        else:
            found.append(replace(same, holders=content.holders))
    return found
