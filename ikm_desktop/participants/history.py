"""What happened to a person's data: every change of a field, every look at a number, with who and when.

Source: UU 27/2022 art. 31 (a record of all processing of personal data).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.office import tables as office
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.person import LABELS, masked_account, masked_npwp

if TYPE_CHECKING:
    from collections.abc import Callable

SEEN = "dilihat"
PRINTED = "dicetak"
GONE = "(dianonimkan)"
"""What stands in the log where a number was looked at, data were printed, and what was personal is gone."""

_LABELS = {
    **LABELS,
    "": "Peserta",
    "photo": "Foto",
    "archived": "Arsip",
    "alasan": "Alasan",
    "merged_into": "Digabungkan",
    "gabungan": "Gabungan",
    "anonymised": "Dianonimkan",
    "data pribadi": "Data pribadi",
    "bukan orang yang sama": "Bukan orang yang sama",
}
_MASKS: dict[str, Callable[[str], str]] = {
    "nik": words.masked_nik,
    "bank_account": masked_account,
    "npwp": masked_npwp,
}
_DAYS = ("born", "notice_on")
_SHORT_HASH = 8


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the log: when, who, what field, old and new value as they may be shown.

    kind: of the act; field: its name in the book; view: a look or a print, nothing was changed.
    """

    at: datetime
    actor: str
    kind: str
    field: str
    label: str
    before: str
    after: str
    view: bool


def history(connection: sa.Connection, person: int) -> tuple[HistoryLine, ...]:
    """Return all lines of the log about a person and her doubles, newest first, in one statement.

    NIK and account numbers are masked here too.
    """
    c, a, p = office.change.c, office.act.c, t.participant.c
    hers = sa.select(p.id).where(sa.or_(p.id == person, p.merged_into == person))
    query = (
        sa.select(c.field, c.before, c.after, a.entered_at, a.actor, a.kind)
        .join_from(office.change, office.act, a.entry == c.entry)
        .where(c.subject == t.participant.name, c.subject_id.in_(hers))
        .order_by(c.id.desc())
    )
    return tuple(_line(row) for row in connection.execute(query))


def _line(row: sa.Row[*tuple[Any, ...]]) -> HistoryLine:
    return HistoryLine(
        at=datetime.fromisoformat(row.entered_at),
        actor=row.actor,
        kind=row.kind,
        field=row.field,
        label=_LABELS.get(row.field, row.field),
        before=_shown(row.field, row.before),
        after=_shown(row.field, row.after),
        view=row.before is None and row.after in {SEEN, PRINTED},
    )


def _shown(name: str, value: str | None) -> str:
    if not value or value in {SEEN, PRINTED, GONE}:
        return value or ""
    if name in _MASKS:
        return _MASKS[name](value)
    if name in _DAYS:
        return words.short_date(date.fromisoformat(value))
    if name == "archived":
        return "diarsipkan" if value == "1" else "aktif"
    return value[:_SHORT_HASH] if name == "photo" else value
