"""The page of a batch's attendance saved in one act: letters, and the marks of an assessed training."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from ikm_desktop.batches.attendance import mark_attendance_in
from ikm_desktop.batches.certificates import certificates_of
from ikm_desktop.batches.eligibility import eligibility
from ikm_desktop.batches.marks import set_marks_in
from ikm_desktop.errors import Notice
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office


def note_attendance(
    office: Office,
    *,
    batch: int,
    grid: Mapping[int, Mapping[date, str]],
    scores: Mapping[int, int | None] | None = None,
) -> Done:
    """Note attendance as `mark_attendance` does and scores as `set_marks` does, both or neither.

    scores: by person; predicate and passing come from the rules, None clears. Who has a certificate and does
    not meet the rule any more is told in `Done.notices`. Raises as both.
    """
    with office.act("mark_attendance") as act:
        met = _who_may(act, batch)
        mark_attendance_in(act, batch=batch, grid=grid)
        if scores:
            set_marks_in(act, batch=batch, marks=scores)
        _tell_certified(act, batch, met)
        return act.done()


def _who_may(act: Act, batch: int) -> set[int]:
    return {one.enrolled.enrolment for one in eligibility(act.connection, batch) if one.may}


def _tell_certified(act: Act, batch: int, met: Collection[int]) -> None:
    """Note who has a certificate and meets the rule no more by what was noted."""
    given = certificates_of(act.connection, batch)
    for one in eligibility(act.connection, batch):
        number = given.get(one.enrolled.enrolment)
        if number is not None and not one.may and one.enrolled.enrolment in met:
            name, why = one.enrolled.person.name, "; ".join(one.reasons)
            text = f"{name} sudah menerima sertifikat {number}, tetapi kini tidak memenuhi: {why}."
            act.notices.append(Notice("CertifiedWithout", text, {"participant": one.enrolled.person.id}))
