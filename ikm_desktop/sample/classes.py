"""The chapter of the training: people registered, five days attended, certificates issued."""

from __future__ import annotations

from datetime import timedelta

from ikm_desktop import words
from ikm_desktop.batches import attendance, batches, certificates, marks, partners, roster, sessions
from ikm_desktop.participants.people import add_person_in
from ikm_desktop.sample.desk import PEOPLE, Desk, SampleBatch
from ikm_desktop.sample.people import person
from ikm_desktop.sample.setting_up import ACCOUNT

_HOURS_A_DAY = 8

_UNTOLD = 10
"""Every tenth person has not been told yet how her data is kept, so that a list shows somebody incomplete."""


def register(desk: Desk, batch: SampleBatch) -> None:
    """Plan the training and register its people; one of several products is taught by a partner."""
    training = batch.training
    with desk.office.act("sample_batch") as act:
        batch.id = batches.add_batch_in(
            act,
            name=f"Angkatan {words.roman(batch.no)}",
            training=training.title,
            subtitle=training.subtitle,
            starts_on=batch.monday,
            ends_on=batch.monday + timedelta(days=4),
            venue="Gedung Pelatihan Contoh",
            city="Kupang",
            product=desk.goods.products[training.products[0]],
            account=ACCOUNT,
            assessed=training.assessed,
        )
        for position in range(PEOPLE):
            serial = (batch.no - 1) * PEOPLE + position + 1
            name, fields = person(serial, batch.product_of(position), desk.dice)
            if serial % _UNTOLD:
                fields["notice_on"] = act.today
            batch.people.append(add_person_in(act, name=name, **fields))
        roster.enrol_in(act, batch=batch.id, people=batch.people)
        sessions.plan_sessions_in(act, batch=batch.id, lessons=_lessons(batch))
        if len(training.products) > 1:
            partners.add_partner_in(
                act, batch=batch.id, name="CV Kelor CONTOH", role="pelatih", contact="0800-0000-0000"
            )
    with desk.office.reading() as connection:
        batch.places = [row.person.place for row in roster.roster(connection, batch.id)]


def attend(desk: Desk, batch: SampleBatch) -> None:
    """Note who was there, the last of the list with one day missing, and the marks where there is a test."""
    days = [batch.monday + timedelta(days=offset) for offset in range(5)]
    grid = {
        one: {day: desk.dice.choices("HSIA", weights=(94, 3, 2, 1))[0] for day in days}
        for one in batch.people
    }
    grid[batch.people[-1]] = dict(zip(days, "HHSAH", strict=True))
    attendance.mark_attendance(desk.office, batch=batch.id, grid=grid)
    if batch.training.assessed:
        scores = {one: desk.dice.randrange(70, 96) for one in batch.people}
        marks.set_marks(desk.office, batch=batch.id, marks=dict(scores))


def certify(desk: Desk, batch: SampleBatch) -> None:
    """Issue the certificates of all who may have one."""
    certificates.issue_certificates(desk.office, batch=batch.id, letter_date=desk.day)


def _lessons(batch: SampleBatch) -> list[sessions.Lesson]:
    """Spread the subjects of a training over its five days, eight hours each."""
    lessons: list[sessions.Lesson] = []
    day, free = batch.monday, _HOURS_A_DAY
    for section, subject, hours in batch.training.subjects:
        left = hours
        while left:
            taught = min(left, free)
            lessons.append(sessions.Lesson(day, subject, taught, section))
            left -= taught
            free -= taught
            if not free:
                day, free = day + timedelta(days=1), _HOURS_A_DAY
    return lessons
