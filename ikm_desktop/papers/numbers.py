"""Numbers and the papers that carry them: one number for each printed paper, one register a series and year.

The number's year is the year of the letter's date, and every series starts again at 1 with each year.
A number is used once, also when its paper is void. A blank number is filled later; that is a fact of
the register and never touches the bytes of a paper that was issued before.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import (
    FieldInvalid,
    NotFound,
    Notice,
    NumberJumps,
    NumberTaken,
    ReasonMissing,
    WrongState,
)
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import tidy
from ikm_desktop.office.tables import change
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.patterns import NUMBER_FIELD, Pattern, TypedNumber, checked_sequence
from ikm_desktop.papers.rows import PAPERS, PaperRow, paper_row, read_paper
from ikm_desktop.papers.series import read_pattern
from ikm_desktop.papers.subjects import write_subjects


class Wanted(enum.Enum):
    """What the clerk wants who types no number: the next one, or room for the hand."""

    NEXT = "next"
    BLANK = "blank"


NEXT = Wanted.NEXT
BLANK = Wanted.BLANK
WantedNumber = Wanted | int | str
"""`NEXT`, `BLANK`, or what was typed: the number in the register, or the whole text."""


@dataclass(frozen=True, slots=True)
class Allotted:
    """A number that is free: its place in the register, its text, and what the clerk should read.

    number: None for a blank one; text: as printed.
    """

    series: str | None
    year: int | None
    sequence: int | None
    number: str | None
    text: str
    notices: tuple[Notice, ...] = ()


# The register's last number is the end of an index: one look, however many papers there are.
_highest = (
    sa.select(sa.func.max(t.paper.c.sequence))
    .where(
        t.paper.c.series == sa.bindparam("code"),
        t.paper.c.year == sa.bindparam("year"),
        t.paper.c.sequence.is_not(None),
    )
    .scalar_subquery()
)
_SERIES_AND_HIGHEST = sa.select(
    t.series.c.pattern, t.series.c.key, t.series.c.unit, _highest.label("highest")
).where(t.series.c.code == sa.bindparam("code"))


def allot(
    connection: sa.Connection, *, series: str | None, letter_date: date, wanted: WantedNumber = NEXT
) -> Allotted:
    """Find the number a paper would get; nothing is written.

    series: None for a paper that stands under another paper's number, or has none: the text is kept as
    typed and no register is consulted.
    Raises NumberTaken (naming the paper that has it and the next free number), Negative, FieldInvalid,
    NotFound (no such series).
    """
    if series is None:
        text = "" if isinstance(wanted, Wanted) else tidy(str(wanted))
        return Allotted(None, None, None, text or None, text)
    row = connection.execute(_SERIES_AND_HIGHEST, {"code": series, "year": letter_date.year}).one_or_none()
    if row is None:
        raise NotFound(field="Deret nomor", value=series)
    pattern = Pattern(row.pattern, row.key, row.unit)
    highest: int = row.highest or 0
    if wanted is NEXT:
        sequence = checked_sequence(highest + 1)
        number = pattern.number(sequence, letter_date)
        return Allotted(series, letter_date.year, sequence, number, number)
    typed = _typed(pattern, wanted, letter_date)
    if not typed.number:
        return Allotted(series, letter_date.year, None, None, pattern.blank(letter_date))
    register = _Register(series, letter_date.year, pattern, highest)
    _refuse_taken(connection, register, typed)
    notices = _jump(connection, register, typed, letter_date)
    return Allotted(series, letter_date.year, typed.sequence, typed.number, typed.number, notices)


def _typed(pattern: Pattern, wanted: WantedNumber, day: date) -> TypedNumber:
    if wanted is BLANK:
        return TypedNumber("", None)
    if isinstance(wanted, int):
        sequence = checked_sequence(wanted)
        return TypedNumber(pattern.number(sequence, day), sequence)
    return pattern.read(str(wanted), day)


@dataclass(frozen=True, slots=True)
class _Register:
    """One series in one year: its pattern and its highest number so far."""

    series: str
    year: int
    pattern: Pattern
    highest: int


def _refuse_taken(connection: sa.Connection, register: _Register, typed: TypedNumber) -> None:
    """Raise NumberTaken where a paper of the series, void ones too, has the number or its place."""
    same_text = sa.and_(t.paper.c.series == register.series, t.paper.c.number == typed.number)
    found = _first(connection, same_text)
    if found is None and typed.sequence is not None:
        found = _first(
            connection,
            sa.and_(
                t.paper.c.series == register.series,
                t.paper.c.year == register.year,
                t.paper.c.sequence == typed.sequence,
            ),
        )
    if found is not None:
        raise NumberTaken(
            number=found.number or typed.number, paper=found.ref(), next_free=register.highest + 1
        )


def _first(connection: sa.Connection, which: sa.ColumnElement[bool]) -> PaperRow | None:
    row = connection.execute(PAPERS.where(which).limit(1)).first()
    return None if row is None else paper_row(row)


def _jump(
    connection: sa.Connection, register: _Register, typed: TypedNumber, day: date
) -> tuple[Notice, ...]:
    """Warn of a number that does not follow the register's last one, both ways."""
    if typed.sequence is None or not register.highest or typed.sequence == register.highest + 1:
        return ()
    last = register.pattern.number(register.highest, day)
    values: dict[str, object] = {"sequence": typed.sequence, "highest": register.highest}
    if typed.sequence > register.highest:
        text = (
            f"Nomor {typed.number} melompati nomor {register.highest + 1} s.d. {typed.sequence - 1} "
            f"(nomor terakhir {last}). Nomor yang terlewati perlu dijelaskan dalam register."
        )
        return (Notice("NumberJump", text, values),)
    text = f"Nomor {typed.number} mundur dari nomor terakhir {last}. Periksa apakah nomornya benar."
    notices = [Notice("NumberJump", text, values)]
    reason = _explanation(connection, register, typed.sequence)
    if reason is not None:
        text = f"Nomor {typed.number} dalam register sudah dijelaskan tidak dipakai: {reason}."
        notices.append(Notice("NumberExplained", text, {"sequence": typed.sequence, "reason": reason}))
    return tuple(notices)


def _explanation(connection: sa.Connection, register: _Register, sequence: int) -> str | None:
    gap = t.number_gap.c
    return connection.execute(
        sa.select(gap.reason).where(
            gap.series == register.series,
            gap.year == register.year,
            gap.first <= sequence,
            gap.last >= sequence,
        )
    ).scalar()


def open_paper(
    act: Act,
    *,
    kind: str,
    series: str | None,
    letter_date: date,
    subject: str,
    party: str = "",
    batch: int | None = None,
    wanted: WantedNumber = NEXT,
    vouchers: Iterable[int] = (),
    prepared: Iterable[int] = (),
    enrolment: int | None = None,
    asked: str = "",
) -> PaperRow:
    """Write a paper's row with its number and what it pictures, inside the act under way.

    kind: a code of `kinds`; subject: what it is about, as the register shows it; party: who stands on
    the other side; vouchers, prepared, enrolment: what it pictures; asked: what it asks of the book, as
    JSON, where it pictures none of them. A jump of the number is added to the act's notices. If the act
    is undone, no number is lost.
    Raises what `allot` raises.
    """
    given = allot(act.connection, series=series, letter_date=letter_date, wanted=wanted)
    values = {
        "entry": act.entry,
        "kind": kind,
        "series": given.series,
        "year": given.year,
        "sequence": given.sequence,
        "number": given.number,
        "letter_date": letter_date,
        "subject": subject,
        "party": party,
        "batch": batch,
        "asked": asked,
        "state": "valid",
    }
    paper = act.insert(t.paper, values)
    write_subjects(act, paper, vouchers=vouchers, prepared=prepared, enrolment=enrolment)
    act.papers.append(paper)
    act.changed.add(Kind.PAPER)
    act.notices.extend(given.notices)
    return PaperRow(
        id=paper,
        entry=act.entry,
        kind=kind,
        series=given.series,
        year=given.year,
        sequence=given.sequence,
        number=given.number,
        number_text=given.text,
        letter_date=letter_date,
        subject=subject,
        party=party,
        batch=batch,
        state="valid",
        reason=None,
        ended=None,
        asked=asked,
    )


# --- changes after the paper was opened -----------------------------------------------------------


def fill_number(office: Office, *, paper: int, wanted: WantedNumber) -> Done:
    """Write the number of a paper whose number was left blank, also after it was signed.

    Bytes issued before stay as they are; the register, lists and later versions show the number.
    Until a version bears it, a number typed wrong may be typed again.
    Raises WrongState (void, or printed under another number) and what `allot` raises.
    """
    with office.act("fill_number") as act:
        fill_number_in(act, paper, wanted)
        return act.done()


def refuse_jump(connection: sa.Connection, paper: int, wanted: WantedNumber) -> None:
    """Raise NumberJumps when a paper's typed number does not follow the register's last one.

    For a screen to ask before `fill_number`, which takes the number all the same. Raises what `allot` raises.
    """
    row = read_paper(connection, paper)
    refuse_jump_in(connection, row.series, row.letter_date, wanted)


def refuse_jump_in(
    connection: sa.Connection, series: str | None, letter_date: date, wanted: WantedNumber
) -> None:
    """As `refuse_jump`, for a paper that is not yet opened."""
    given = allot(connection, series=series, letter_date=letter_date, wanted=wanted)
    for notice in given.notices:
        if notice.code == "NumberJump" and given.sequence is not None:
            raise NumberJumps(typed=given.sequence, highest=int(str(notice.values["highest"])))


def fill_number_in(act: Act, paper: int, wanted: WantedNumber) -> PaperRow:
    """As `fill_number`, inside an act under way."""
    row = _live(act.connection, paper)
    if row.number is not None and bears_number(act.connection, row):
        raise WrongState(paper=row.ref(), state="sudah terbit dengan nomor itu", needed="belum bernomor")
    given = allot(act.connection, series=row.series, letter_date=row.letter_date, wanted=wanted)
    if given.number is None:
        raise FieldInvalid(field=NUMBER_FIELD, value="(kosong)", why="belum diisi")
    act.update(t.paper, paper, {"sequence": given.sequence, "number": given.number})
    act.notices.extend(given.notices)
    act.papers.append(paper)
    act.changed.add(Kind.PAPER)
    return read_paper(act.connection, paper)


def change_paper(
    act: Act,
    paper: int,
    *,
    letter_date: date | None = None,
    subject: str | None = None,
    party: str | None = None,
) -> PaperRow:
    """Change what the register says of a paper whose voucher is changed before it is signed.

    A number no version bears follows the new date's month; one that was printed stays.
    Raises WrongState (void) and FieldInvalid where the date leaves the year of the number.
    """
    row = _live(act.connection, paper)
    day = letter_date or row.letter_date
    values: dict[str, object] = {"letter_date": day}
    if row.series is not None and day.year != row.letter_date.year:
        if row.number is not None:
            raise FieldInvalid(
                field="Tanggal surat",
                value=str(day.year),
                why=f"bukan tahun nomor {row.number}; batalkan nomornya, lalu siapkan surat yang baru",
            )
        values["year"] = day.year
    if row.sequence is not None and not bears_number(act.connection, row):
        pattern = read_pattern(act.connection, str(row.series))
        if row.number == pattern.number(row.sequence, row.letter_date):
            values["number"] = pattern.number(row.sequence, day)
    values |= {"subject": row.subject if subject is None else subject}
    values |= {"party": row.party if party is None else party}
    if act.update(t.paper, paper, values):
        act.papers.append(paper)
        act.changed.add(Kind.PAPER)
    return read_paper(act.connection, paper)


def void_number(act: Act, paper: int, reason: str) -> PaperRow:
    """Make a paper void: its row and number stay with reason, day and who; the number is never used again.

    Raises WrongState (void already) and ReasonMissing.
    """
    row = _live(act.connection, paper)
    why = tidy(reason)
    if not why:
        raise ReasonMissing(field="Pembatalan nomor")
    act.update(t.paper, paper, {"state": "void", "reason": why, "ended": act.entry})
    act.papers.append(paper)
    act.changed.add(Kind.PAPER)
    return read_paper(act.connection, row.id)


def _live(connection: sa.Connection, paper: int) -> PaperRow:
    row = read_paper(connection, paper)
    if row.is_void:
        raise WrongState(paper=row.ref(), state="Dibatalkan", needed="masih berlaku")
    return row


def bears_number(connection: sa.Connection, row: PaperRow) -> bool:
    """Tell whether a version was issued since the paper has the number it has."""
    given = connection.execute(
        sa.select(sa.func.max(change.c.entry)).where(
            change.c.subject == t.paper.name, change.c.subject_id == row.id, change.c.field == "number"
        )
    ).scalar()
    since = given or row.entry
    return bool(
        connection.execute(
            sa.select(sa.exists().where(t.issued.c.paper == row.id, t.issued.c.entry >= since))
        ).scalar()
    )
