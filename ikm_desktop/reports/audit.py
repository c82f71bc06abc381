"""The audit log: who did what and when, and each field's old and new value, newest first, page by page.

The log is what the acts wrote; nothing here can change it. NIK and account numbers are masked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.goods import tables as goods
from ikm_desktop.office.tables import act, change
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.kinds import word_of
from ikm_desktop.papers.rows import paper_labels
from ikm_desktop.participants.history import GONE, PRINTED, SEEN
from ikm_desktop.participants.person import masked_account, masked_npwp
from ikm_desktop.reports.audit_words import ACTS, FIELDS, NIKS, SECRET, SETTINGS, SUBJECTS
from ikm_desktop.storage.tables import metadata

PAGE = 200
"""Lines read at once."""

_MADE = "baru"
_NAMED_BY = {
    "paper": ("number", "subject"),
    "participant": ("name",),
    "item": ("name",),
    "place": ("name",),
    "batch": ("name",),
    "signatory": ("name",),
    "series": ("name",),
    "account": ("code",),
}
"""The columns a thing is called by, the first that is filled."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One change, or an act that changed no such row.

    entry: the act's number; did: what was done, in words; thing: what it was done to; field: which part
    of it, "" where the thing was made or nothing of it is logged; before, after: as written.
    """

    entry: int
    change: int | None
    at: datetime
    by: str
    did: str
    thing: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """Which lines: by, thing (a table's name), first and last day; text: in thing, old or new value."""

    by: str = ""
    thing: str = ""
    first: date | None = None
    last: date | None = None
    text: str = ""


EVERYTHING = AuditFilter()


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some lines; next_from: where to go on, None at the end."""

    lines: tuple[AuditLine, ...]
    next_from: tuple[int, int] | None


def audit_page(
    connection: sa.Connection,
    wanted: AuditFilter = EVERYTHING,
    *,
    start: tuple[int, int] | None = None,
    limit: int = PAGE,
) -> AuditPage:
    """Return lines of the log, newest first. start: `next_from` of the page before."""
    number = sa.func.coalesce(change.c.id, 0)
    query = (
        sa.select(
            act.c.entry,
            act.c.entered_at,
            act.c.actor,
            act.c.kind,
            change.c.id,
            change.c.subject,
            change.c.subject_id,
            change.c.field,
            change.c.before,
            change.c.after,
        )
        .outerjoin_from(act, change, change.c.entry == act.c.entry)
        .where(*_conditions(wanted))
        .order_by(act.c.entry.desc(), number.desc())
        .limit(limit + 1)
    )
    if start is not None:
        entry, last = start
        query = query.where(sa.or_(act.c.entry < entry, sa.and_(act.c.entry == entry, number < last)))
    rows = connection.execute(query).all()
    shown = rows[:limit]
    names = _names(connection, shown)
    posted = _posted(connection, [row.entry for row in shown if row.id is None])
    lines = tuple(_line(row, names, posted) for row in shown)
    more = (lines[-1].entry, lines[-1].change or 0) if len(rows) > limit else None
    return AuditPage(lines, more)


def audit_actors(connection: sa.Connection) -> tuple[str, ...]:
    """Return all who stand in the log, in the order of the alphabet."""
    return tuple(connection.execute(sa.select(act.c.actor).distinct().order_by(act.c.actor)).scalars())


def audit_things(connection: sa.Connection) -> tuple[tuple[str, str], ...]:
    """Return the kinds of things that were changed: table and word, in the order of the words."""
    found = connection.execute(sa.select(change.c.subject).distinct()).scalars()
    named = [(name, SUBJECTS.get(name, name)) for name in found]
    return tuple(sorted(named, key=lambda pair: pair[1]))


def _conditions(wanted: AuditFilter) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.by:
        conditions.append(act.c.actor == wanted.by)
    if wanted.thing:
        conditions.append(change.c.subject == wanted.thing)
    if wanted.first is not None:
        conditions.append(act.c.entered_on >= wanted.first)
    if wanted.last is not None:
        conditions.append(act.c.entered_on <= wanted.last)
    for word in wanted.text.split():
        values = sa.func.coalesce(change.c.before, "") + " " + sa.func.coalesce(change.c.after, "")
        named = [
            sa.and_(change.c.subject == name, change.c.subject_id.in_(_called(table, columns, word)))
            for name, columns in _NAMED_BY.items()
            if (table := metadata.tables.get(name)) is not None
        ]
        known = [kind for kind, told in ACTS.items() if word.casefold() in told.casefold()]
        secret = change.c.field.not_in(SECRET)
        conditions.append(
            sa.or_(sa.and_(secret, values.icontains(word, autoescape=True)), act.c.kind.in_(known), *named)
        )
    return conditions


def _called(table: sa.Table, columns: Sequence[str], word: str) -> sa.Select[*tuple[Any, ...]]:
    said: sa.ColumnElement[Any] = sa.func.coalesce(table.c[columns[0]], "")
    for name in columns[1:]:
        said = said + " " + sa.func.coalesce(table.c[name], "")
    return sa.select(table.c.id).where(said.icontains(word, autoescape=True))


def _names(
    connection: sa.Connection, rows: Sequence[sa.Row[*tuple[Any, ...]]]
) -> Mapping[tuple[str, int], str]:
    """Return how the things of some lines are called, one statement a kind."""
    found: dict[tuple[str, int], str] = {}
    for name, columns in _NAMED_BY.items():
        table = metadata.tables.get(name)
        ids = {row.subject_id for row in rows if row.subject == name}
        if table is None or not ids:
            continue
        for row in connection.execute(
            sa.select(table.c.id, *(table.c[column] for column in columns)).where(table.c.id.in_(ids))
        ):
            number, *texts = row
            found[name, number] = next((str(text) for text in texts if text), "")
    return found | _issued_names(connection, rows)


def _issued_names(
    connection: sa.Connection, rows: Sequence[sa.Row[*tuple[Any, ...]]]
) -> dict[tuple[str, int], str]:
    """Return the numbers of the papers of which versions were issued."""
    ids = {row.subject_id for row in rows if row.subject == "issued"}
    if not ids:
        return {}
    query = (
        sa.select(papers.issued.c.id, papers.paper.c.kind, papers.paper.c.number, papers.issued.c.version)
        .join(papers.paper, papers.paper.c.id == papers.issued.c.paper)
        .where(papers.issued.c.id.in_(ids))
    )
    return {
        ("issued", row.id): f"{word_of(row.kind)} {row.number or ''} versi {row.version}".replace("  ", " ")
        for row in connection.execute(query)
    }


def _posted(connection: sa.Connection, entries: Sequence[int]) -> dict[int, str]:
    """Return what acts did that changed no row: the papers they posted or printed, by entry."""
    if not entries:
        return {}
    found: dict[int, list[str]] = {}
    vouchers = connection.execute(
        sa.select(goods.voucher.c.entry, goods.voucher.c.id)
        .where(goods.voucher.c.entry.in_(entries))
        .order_by(goods.voucher.c.id)
    ).all()
    labels = paper_labels(connection, vouchers=[row.id for row in vouchers])
    for row in vouchers:
        kind, number = labels.get(row.id, ("Catatan", None))
        found.setdefault(row.entry, []).append(f"{kind} {number or ''}".strip())
    printed = (
        sa.select(papers.print_log.c.entry, papers.paper.c.kind, papers.paper.c.number)
        .join(papers.issued, papers.issued.c.id == papers.print_log.c.issued)
        .join(papers.paper, papers.paper.c.id == papers.issued.c.paper)
        .where(papers.print_log.c.entry.in_(entries))
        .order_by(papers.print_log.c.id)
    )
    for one in connection.execute(printed):
        found.setdefault(one.entry, []).append(f"{word_of(one.kind)} {one.number or ''}".strip())
    return {entry: _together(list(dict.fromkeys(names))) for entry, names in found.items()}


def _together(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} dan {len(names) - 1} lagi"


def _line(
    row: sa.Row[*tuple[Any, ...]], names: Mapping[tuple[str, int], str], posted: Mapping[int, str]
) -> AuditLine:
    return AuditLine(
        entry=row.entry,
        change=row.id,
        at=datetime.fromisoformat(row.entered_at),
        by=row.actor,
        did=ACTS.get(row.kind, row.kind),
        thing=_thing(row, names) or posted.get(row.entry, ""),
        field=_field(row),
        before=_shown(row.field, row.before),
        after=_shown(row.field, row.after),
    )


def _thing(row: sa.Row[*tuple[Any, ...]], names: Mapping[tuple[str, int], str]) -> str:
    if row.subject is None:
        return ""
    word = SUBJECTS.get(row.subject, row.subject)
    name = names.get((row.subject, row.subject_id), "")
    if not name and row.subject_id:
        name = f"no. {row.subject_id}"
    return f"{word} {name}".strip()


def _field(row: sa.Row[*tuple[Any, ...]]) -> str:
    text = row.field or ""
    if row.subject == "file":
        return ""
    if row.subject == "setting":
        group, _, name = text.partition(".")
        part, _, rest = name.rpartition(".")
        named = FIELDS.get(rest, rest).replace("_", " ")
        return " · ".join(one for one in (SETTINGS.get(group, group), part, named) if one)
    return FIELDS.get(text, text)


def _shown(field: str | None, value: str | None) -> str:
    if value is None:
        return ""
    if field in SECRET and value not in {_MADE, SEEN, PRINTED, GONE}:
        if field == "npwp":
            return masked_npwp(value)
        return words.masked_nik(value) if field in NIKS else masked_account(value)
    return value
