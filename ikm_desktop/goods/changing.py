"""Changing a prepared paper before it is signed: its lines, letter date, receiver or what else it says.

Its pins are taken off and chosen anew as if it were prepared now; pins of other papers never change. A
paper that was issued keeps its bytes: what it says from now on is its next version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import (
    FieldInvalid,
    LineTwice,
    NotFound,
    NothingChosen,
    Notice,
    ReasonMissing,
    WrongState,
    refuse,
)
from ikm_desktop.goods import prepared as papers
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.best_before import pinned_near_best_before
from ikm_desktop.goods.labels import prepared_refs
from ikm_desktop.goods.places import place_ref
from ikm_desktop.goods.posting import check_day, check_places, sound_lines
from ikm_desktop.goods.prepared import GoodsLine, Pinner, Plan, Prepared
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers import tables as paper_tables
from ikm_desktop.papers.archive import last_issued
from ikm_desktop.papers.numbers import change_paper
from ikm_desktop.papers.rows import read_paper

_RECEIVERS = {
    "supply": ("Penerima", "participant"),
    "distribution": ("Lembaga", "institution"),
    "vendor_return": ("Penyedia", "vendor"),
    "transfer": ("Gudang tujuan", "store"),
}
"""Who stands on the other side of each kind of paper: label of the field, kind of place."""

_MUST_SAY = {
    "supply": ("giver", "Yang menyerahkan"),
    "distribution": ("signer", "Penanda tangan lembaga"),
}
"""What a kind of paper cannot be without: key among its details, label of the field."""


def change_prepared(
    office: Office,
    *,
    prepared: int,
    lines: Sequence[GoodsLine] | None = None,
    letter_date: date | None = None,
    target: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> Done:
    """Change a prepared paper; what is not named stays. Its units are chosen anew, all or nothing.

    lines: all its lines (of a return to a vendor, each with its purchase line and its reason); target: the
    receiver's place; details: what else it says, by name (giver, signer, …), the others stay.
    Raises, all at once, NotFound, WrongState, WrongPlace, NothingChosen, Negative, TooBig, FieldMissing,
    ReasonMissing, FieldInvalid (a date that stands on a list shared with others, or in another year than the
    number; the source as target), LineTwice (the receiver stands on the list already), PeriodClosed,
    CountedSince, NotEnough, Reserved.
    """
    with office.act("change_prepared") as act:
        change_prepared_in(
            act,
            prepared=prepared,
            lines=lines,
            letter_date=letter_date,
            target=target,
            details=details,
        )
        return act.done()


def change_prepared_in(
    act: Act,
    *,
    prepared: int,
    lines: Sequence[GoodsLine] | None = None,
    letter_date: date | None = None,
    target: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Change a prepared paper within an act."""
    before = _changeable(act, prepared)
    if lines is None and letter_date is None and target is None and details is None:
        raise NothingChosen(what="Ubah baris, tanggal, penerima, atau isi lain suratnya")
    found = Findings()
    wanted = before.lines if lines is None else lines
    sound = sound_lines(act, found, wanted)
    plan = Plan(
        before.kind,
        letter_date or before.letter_date,
        before.source,
        target or before.target,
        tuple(line for _, line in sound),
        before.batch,
        {**before.details, **(details or {})},
        before.corrects,
        tuple(no for no, _ in sound),
    )
    if not any(line.quantity for line in wanted):
        found.add(NothingChosen())
    _judge(act, found, before, plan)
    if plan.kind == "vendor_return":
        plan = _with_sound_lines(act.connection, found, plan)
    papers.unpin(act.connection, [prepared])
    pinner = Pinner(act)
    found.reasons += pinner.prepare_anew(prepared, plan)
    found.refuse()
    pinner.flush()
    if plan.kind == "distribution":
        act.notices += pinned_near_best_before(act.connection, [prepared], plan.letter_date)
    _change_papers(act, before, plan)


def _changeable(act: Act, prepared: int) -> Prepared:
    found = papers.prepared_papers(act.connection, [prepared])
    if not found:
        raise NotFound(field="Surat", value=str(prepared))
    refuse(papers.must_be_prepared(act.connection, found))
    if found[0].kind == "delivery":
        # Nothing is booked or pinned for it: what was found is told at the inspection.
        ref = prepared_refs(act.connection, [prepared])[prepared]
        raise WrongState(paper=ref, state="Belum diperiksa", needed="Disiapkan")
    return found[0]


def _judge(act: Act, found: Findings, before: Prepared, plan: Plan) -> None:
    """Note what is wrong with a changed paper apart from its goods."""
    label, kind = _RECEIVERS[plan.kind]
    check_places(act, found, [(label, plan.target, kind)])
    if plan.kind in _MUST_SAY:
        key, field = _MUST_SAY[plan.kind]
        found.filled(field, str(plan.details.get(key, "")))
    if plan.source == plan.target:
        name = place_ref(act.connection, plan.target).name
        found.add(FieldInvalid(field=label, value=name, why="adalah tempat asalnya"))
    beside = _beside(act.connection, before.id)
    refs = prepared_refs(act.connection, [row.id for row in beside])
    if plan.letter_date != before.letter_date and beside:
        found.add(
            FieldInvalid(
                field="Tanggal surat",
                value=words.short_date(plan.letter_date),
                why=f"tidak dapat diubah sendiri: daftar ini memuat {len(beside) + 1} penerima",
            )
        )
    if plan.target != before.target:
        away = sa.select(t.place.c.name).where(t.place.c.id == plan.target, t.place.c.archived == 1)
        why = "sudah diarsipkan atau digabungkan"
        found.reasons += [
            FieldInvalid(field=label, value=gone, why=why) for gone in act.connection.execute(away).scalars()
        ]
        twice = [row.id for row in beside if row.to_place == plan.target]
        found.reasons += [LineTwice(voucher=refs[other], number=1) for other in twice]
    touched = {(place, line.item) for line in plan.lines for place in (plan.source, plan.target)}
    check_day(act, found, plan.letter_date, touched)


def _with_sound_lines(connection: sa.Connection, found: Findings, plan: Plan) -> Plan:
    """Return a return to a vendor with the lines that can be tried.

    Note those that name no line of a purchase from it, or no reason.
    """
    rows = connection.execute(
        sa.select(t.line.c.id, t.line.c.item)
        .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
        .where(t.line.c.id.in_([line.refers for line in plan.lines]))
        .where(t.voucher.c.kind == "purchase", t.voucher.c.counterpart == plan.target)
    )
    bought = {row.id: row.item for row in rows}
    kept: dict[int, GoodsLine] = {}
    for no, line in zip(plan.numbers, plan.lines, strict=True):
        is_bought, is_told = bought.get(line.refers or 0) == line.item, bool(line.note.strip())
        if not is_bought:
            found.add(NotFound(line=no, field="Baris pembelian", value=str(line.refers or "(kosong)")))
        if not is_told:
            found.add(ReasonMissing(line=no, field=f"Pengembalian baris {no}"))
        if is_bought and is_told:
            kept[no] = line
    return replace(plan, lines=tuple(kept.values()), numbers=tuple(kept))


def _beside(connection: sa.Connection, prepared: int) -> Sequence[Any]:
    """Return the other papers that are not void and stand on the same list under the same number."""
    mine, other = paper_tables.paper_subject.alias("mine"), paper_tables.paper_subject.alias("other")
    return connection.execute(
        sa.select(t.prepared.c.id, t.prepared.c.to_place)
        .distinct()
        .join(other, other.c.prepared == t.prepared.c.id)
        .join(mine, mine.c.paper == other.c.paper)
        .where(mine.c.prepared == prepared, t.prepared.c.id != prepared, t.prepared.c.state != "void")
    ).all()


def _change_papers(act: Act, before: Prepared, plan: Plan) -> None:
    """Let the register follow, and tell of papers whose issued bytes say something else now."""
    subject = paper_tables.paper_subject
    rows = act.connection.execute(
        sa.select(subject.c.paper)
        .join(paper_tables.paper, paper_tables.paper.c.id == subject.c.paper)
        .where(subject.c.prepared == before.id, paper_tables.paper.c.state == "valid")
    )
    for paper in rows.scalars().all():
        row = read_paper(act.connection, paper)
        old, new = (place_ref(act.connection, place).name for place in (before.target, plan.target))
        party = new if row.party == old else None
        row = change_paper(act, paper, letter_date=plan.letter_date, party=party)
        act.changed.add(Kind.PAPER)
        if last_issued(act.connection, paper) is not None:
            text = f"{row.ref()} sudah diterbitkan; terbitkan versi barunya sebelum ditandatangani."
            act.notices.append(Notice("NewVersion", text, {"paper": paper}))
