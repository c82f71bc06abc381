"""What the list of the tab Surat & Laporan can be asked: papers of all years, and the numbers passed over."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from ikm_desktop.office.listing import Chip, Field, Holds, How, Term, Value
from ikm_desktop.office.listing_sql import Part, SqlLines
from ikm_desktop.office.tables import act
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.archive import COPY, PRINT
from ikm_desktop.papers.kinds import KINDS, OLD
from ikm_desktop.papers.register import GapRow, RegisterRow, gap_rows, paper_entries

Entry = RegisterRow | GapRow
DRAFT, ISSUED, OUT, SIGNED, VOID, GAP, MISSING = (
    "Konsep",
    "Terbit",
    "Belum kembali",
    "Ditandatangani",
    "Dibatalkan",
    "Celah nomor",
    "Kurang",
)
"""States of papers and the kind of a gap as the list calls them; MISSING: a gap nobody explained."""

OUT_TOO_LONG = 7
"""After how many days a printed paper that did not come back has a chip of its own (customary)."""


def state_of(row: Entry) -> str:
    """Return what became of a paper or of numbers passed over, "" where nothing is amiss with a gap."""
    if isinstance(row, GapRow):
        return MISSING if row.explained_on is None else ""
    if row.paper.is_void:
        return VOID
    if not row.versions:
        return SIGNED if row.paper.kind == OLD else DRAFT
    if row.is_out:
        return OUT
    return SIGNED if row.is_signed else ISSUED


def _of_paper(name: str) -> Any:  # noqa: ANN401 - a getter of the field's own type
    def of(row: Entry) -> Value:
        if isinstance(row, GapRow):
            return None
        found: Value = getattr(row.paper, name) if hasattr(row.paper, name) else getattr(row, name)
        return found

    return of


FIELDS: tuple[Field[Entry], ...] = (
    Field("letter_date", "Tanggal", Holds.DAY, _of_paper("letter_date")),
    Field(
        "number",
        "Nomor",
        Holds.TEXT,
        lambda row: row.gap.numbers if isinstance(row, GapRow) else row.paper.number,
    ),
    Field(
        "kind",
        "Jenis",
        Holds.WORD,
        lambda row: GAP if isinstance(row, GapRow) else row.kind,
        (*(kind.word for kind in KINDS.values()), GAP),
    ),
    Field("code", "", Holds.TEXT, lambda row: "" if isinstance(row, GapRow) else row.paper.kind),
    Field("subject", "Perihal", Holds.TEXT, _of_paper("subject")),
    Field("party", "Pihak", Holds.TEXT, _of_paper("party")),
    Field(
        "year",
        "Tahun",
        Holds.NUMBER,
        lambda row: row.gap.year if isinstance(row, GapRow) else row.paper.letter_date.year,
    ),
    Field("versions", "Versi", Holds.NUMBER, _of_paper("versions")),
    Field("printed", "Dicetak", Holds.NUMBER, _of_paper("printed")),
    Field("copies", "Salinan", Holds.NUMBER, _of_paper("copies")),
    Field("issued_on", "Terbit tanggal", Holds.DAY, _of_paper("issued_on")),
    Field("out_since", "Dicetak sejak", Holds.DAY, _of_paper("out_since")),
    Field("scans", "Pindaian", Holds.NUMBER, _of_paper("scans")),
    Field("opened_by", "Dibuat oleh", Holds.TEXT, _of_paper("entered_by")),
    Field("reason", "Alasan", Holds.TEXT, _of_paper("reason")),
    Field("state", "Status", Holds.WORD, state_of, (DRAFT, ISSUED, OUT, SIGNED, VOID, MISSING)),
)
"""What the list can be sorted and filtered by."""

_paper, _subject, _issued = t.paper.c, t.paper_subject.c, t.issued.c


def register_lines(today: date) -> SqlLines[Entry]:
    """Return the list, with chips for this year and for what is out for more than a week."""
    late = today - timedelta(days=OUT_TOO_LONG)
    return SqlLines(
        parts=lambda: (_papers(), _gaps()),
        all_fields=FIELDS,
        search=("kind", "code", "number", "subject", "party"),
        page=_page,
        key_of=lambda row: row.key,
        order=(("letter_date", True), ("series", False), ("sequence", True), ("key", True)),
        chips=(
            Chip(f"Tahun {today.year}", (Term("year", How.IS, (today.year,)),)),
            *(Chip(word, (Term("state", How.IS, (word,)),)) for word in (DRAFT, ISSUED, OUT)),
            Chip(
                f"Lebih dari {OUT_TOO_LONG} hari",
                (Term("state", How.IS, (OUT,)), Term("out_since", How.BETWEEN, (None, late))),
            ),
            *(Chip(word, (Term("state", How.IS, (word,)),)) for word in (SIGNED, VOID)),
            Chip(GAP, (Term("kind", How.IS, (GAP,)),)),
        ),
        values=_values,
    )


def _page(connection: sa.Connection, keys: Sequence[int]) -> Sequence[Entry]:
    papers = paper_entries(connection, [key for key in keys if key > 0])
    wanted = {key for key in keys if key < 0}
    gaps = [row for row in gap_rows(connection) if row.key in wanted] if wanted else []
    return [*papers, *gaps]


def _values(connection: sa.Connection, _used: AbstractSet[str]) -> Mapping[str, Any]:
    """Return the gaps, which are found between the numbers of papers, as rows for the statement."""
    found = [
        {
            "key": row.key,
            "series": row.gap.series,
            "year": row.gap.year,
            "first": row.gap.first,
            "numbers": row.gap.numbers,
            "state": state_of(row),
        }
        for row in gap_rows(connection)
    ]
    return {"gaps": json.dumps(found)}


def _of_issued(what: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    return (
        sa.select(what)
        .join_from(t.issued, act, act.c.entry == _issued.entry)
        .where(_issued.paper == _paper.id)
        .correlate(t.paper)
        .scalar_subquery()
    )


def _prints(what: sa.ColumnElement[Any], which: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
    log = t.print_log
    return (
        sa.select(what)
        .join_from(t.issued, log, log.c.issued == _issued.id)
        .join(act, act.c.entry == log.c.entry)
        .where(_issued.paper == _paper.id, which)
        .correlate(t.paper)
        .scalar_subquery()
    )


def _pictures(subject: sa.ColumnElement[int | None]) -> sa.ColumnElement[bool]:
    return sa.exists().where(_subject.paper == _paper.id, subject.is_not(None))


def _papers() -> Part:
    day = sa.type_coerce(_paper.letter_date, sa.Text())
    versions = _of_issued(sa.func.count())
    how, first = t.print_log.c.how, sa.func.min(sa.type_coerce(act.c.entered_on, sa.Text()))
    out_since = _prints(first, how == PRINT)
    scans = (
        sa.select(sa.func.count())
        .where(t.attachment.c.paper == _paper.id, t.attachment.c.removed.is_(None))
        .scalar_subquery()
    )
    waits = sa.and_(_pictures(_subject.prepared), ~_pictures(_subject.voucher))
    is_out = sa.and_(waits, out_since.is_not(None), scans == 0)
    posted = sa.and_(_pictures(_subject.prepared), _pictures(_subject.voucher))
    is_signed = sa.or_(scans > 0, posted)
    words = {code: kind.word for code, kind in KINDS.items()}
    columns: dict[str, sa.ColumnElement[Any]] = {
        **{name: _paper[name] for name in ("number", "subject", "party", "reason", "series", "sequence")},
        "key": _paper.id,
        "letter_date": day,
        "kind": sa.case(words, value=_paper.kind, else_=_paper.kind),
        "code": _paper.kind,
        "year": sa.cast(sa.func.substr(day, 1, 4), sa.Integer()),
        "versions": versions,
        "printed": _prints(sa.func.count(), how != COPY),
        "copies": _prints(sa.func.count(), how == COPY),
        "out_since": out_since,
        "scans": scans,
        "issued_on": _of_issued(sa.func.max(sa.type_coerce(act.c.entered_on, sa.Text()))),
        "opened_by": sa.select(act.c.actor).where(act.c.entry == _paper.entry).scalar_subquery(),
        "state": sa.case(
            (_paper.state == "void", VOID),
            (sa.and_(versions == 0, _paper.kind == OLD), SIGNED),
            (versions == 0, DRAFT),
            (is_out, OUT),
            (is_signed, SIGNED),
            else_=ISSUED,
        ),
    }
    return Part(t.paper, sa.true(), columns)


def _gaps() -> Part:
    gap = sa.func.json_each(sa.bindparam("gaps")).table_valued("value", name="gap")

    def told(name: str) -> sa.ColumnElement[Any]:
        return sa.func.json_extract(gap.c.value, f"$.{name}")

    unknown = ("letter_date", "subject", "party", "reason", "versions", "printed", "copies", "scans")
    columns: dict[str, sa.ColumnElement[Any]] = {
        **dict.fromkeys((*unknown, "issued_on", "out_since", "opened_by"), sa.null()),
        **{name: told(name) for name in ("key", "series", "year", "state")},
        "number": told("numbers"),
        "sequence": told("first"),
        "kind": sa.literal(GAP),
        "code": sa.literal(""),
    }
    return Part(gap, sa.true(), columns)
