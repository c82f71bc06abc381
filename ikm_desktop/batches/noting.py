"""The page of a batch's attendance saved in one act: letters, and the marks of an assessed training."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ikm_desktop.batches.attendance import mark_attendance_in
from ikm_desktop.batches.marks import set_marks_in
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office


def note_attendance(
    office: Office,
    *,
    batch: int,
    grid: Mapping[int, Mapping[date, str]],
    scores: Mapping[int, int | None] | None = None,
) -> Done:
    """Note attendance as `mark_attendance` does and scores as `set_marks` does, both or neither.

    scores: by person; predicate and passing come from the rules, None clears. Raises as both.
    """
    with office.act("mark_attendance") as act:
        mark_attendance_in(act, batch=batch, grid=grid)
        if scores:
            set_marks_in(act, batch=batch, marks=scores)
        return act.done()
