"""Who of a batch may have a certificate, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm_desktop.batches.attendance import AttendanceRow, attendance_sheet
from ikm_desktop.batches.batches import Batch, batch_of
from ikm_desktop.batches.frozen import rules_of
from ikm_desktop.batches.marks import Mark, marks_of

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ikm_desktop.batches.roster import Enrolled
    from ikm_desktop.office.settings import Rules


@dataclass(frozen=True, slots=True)
class Eligibility:
    """One person's standing: `reasons` why she may not, in Indonesian; none means she may."""

    attendance: AttendanceRow
    mark: Mark | None
    reasons: tuple[str, ...]

    @property
    def enrolled(self) -> Enrolled:
        """Who it is."""
        return self.attendance.enrolled

    @property
    def may(self) -> bool:
        """Whether she may have a certificate without a reason of its own."""
        return not self.reasons


def eligibility(connection: sa.Connection, batch: int) -> tuple[Eligibility, ...]:
    """Return the standing of everybody active in a batch, by number.

    The rule is the office's (of a closed batch as it was at its close): a share of the training days, and
    where the training is assessed, a pass.
    Raises NotFound.
    """
    of_batch = batch_of(connection, batch)
    rules = rules_of(connection, batch)
    marks = marks_of(connection, batch)
    return tuple(
        Eligibility(row, mark, lacking(of_batch, rules, row, mark))
        for row in attendance_sheet(connection, batch).rows
        for mark in (marks.get(row.enrolled.person.id),)
    )


def lacking(batch: Batch, rules: Rules, row: AttendanceRow, mark: Mark | None) -> tuple[str, ...]:
    """Return what somebody lacks for a certificate by the rule, in Indonesian; nothing when she may."""
    reasons = []
    if not row.days:
        reasons.append("hari pelatihan belum diisi")
    needed = -(-rules.attendance_percent * row.days // 100)
    short = needed - row.present
    if short > 0 and row.blank:
        reasons.append(f"kehadiran {row.blank} hari belum diisi")
    if short > row.blank:
        reasons.append(f"kehadiran {row.present} dari {row.days} hari ({row.percent} %), kurang {short} hari")
    if batch.assessed and mark is None:
        reasons.append("belum dinilai")
    elif batch.assessed and mark is not None and not mark.passed:
        score = "" if mark.score is None else f" (nilai {mark.score})"
        reasons.append(f"tidak lulus{score}")
    return tuple(reasons)
