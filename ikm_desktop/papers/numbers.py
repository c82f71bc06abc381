"""Numbers and the papers that carry them: one number for each printed paper, one register a series and year.

The number's year is the year of the letter's date, and every series starts again at 1 with each year.
A number is used once, also when its paper is void. A blank number is filled later; that is a fact of
the register and never touches the bytes of a paper that was issued before.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop import words
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
from ikm_desktop.papers.patterns import (
    LARGEST_SEQUENCE,
    NUMBER_FIELD,
    Pattern,
    TypedNumber,
    checked_sequence,
    numbers_in_words,
    reads_as,
)
from ikm_desktop.papers.rows import PAPERS, PaperRow, paper_row, read_paper
from ikm_desktop.papers.series import read_pattern, series_for
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


# The register's last number is the end of an index: one look, however many papers there are. A paper whose
# number is corrected does not count itself.
_numbered = sa.and_(
    t.paper.c.series == sa.bindparam("code"),
    t.paper.c.year == sa.bindparam("year"),
    t.paper.c.sequence.is_not(None),
    t.paper.c.id != sa.bindparam("besides"),
)
_place = t.paper.c.sequence
_highest = sa.select(_place).where(_numbered).order_by(_place.desc()).limit(1)
_valid = sa.select(_place).where(_numbered, t.paper.c.state == "valid").order_by(_place.desc()).limit(1)
_earlier = sa.exists().where(
    t.paper.c.series == sa.bindparam("code"),
    t.paper.c.year < sa.bindparam("year"),
    t.paper.c.sequence.is_not(None),
)
_SERIES_AND_HIGHEST = sa.select(
    t.series.c.pattern,
    t.series.c.key,
    t.series.c.unit,
    _highest.scalar_subquery().label("highest"),
    _valid.scalar_subquery().label("valid"),
    _earlier.label("continued"),
).where(t.series.c.code == sa.bindparam("code"))
YEARS = range(1990, 2201)
"""The years a register can have; a date beyond them is a slip of the pen."""

_NONE = 0
"""No paper's id."""


def allot(
    connection: sa.Connection,
    *,
    series: str | None,
    letter_date: date,
    wanted: WantedNumber = NEXT,
    besides: int = _NONE,
) -> Allotted:
    """Find the number a paper would get; nothing is written.

    series: None for a paper that stands under another paper's number, or has none: the text is kept as
    typed and no register is consulted. besides: a paper whose own number counts for nothing, since it is
    the one to be corrected.
    Raises NumberTaken (naming the paper that has it and the next free number), Negative, FieldInvalid,
    NotFound (no such series).
    """
    if series is None:
        text = "" if isinstance(wanted, Wanted) else tidy(str(wanted))
        return Allotted(None, None, None, text or None, text)
    if letter_date.year not in YEARS:
        why = f"di luar tahun {YEARS.start} sampai {YEARS.stop - 1}"
        raise FieldInvalid(field="Tanggal surat", value=words.short_date(letter_date), why=why)
    asked = {"code": series, "year": letter_date.year, "besides": besides}
    row = connection.execute(_SERIES_AND_HIGHEST, asked).one_or_none()
    if row is None:
        raise NotFound(field="Deret nomor", value=series)
    pattern = Pattern(row.pattern, row.key, row.unit)
    register = _Register(series, letter_date, pattern, 0, bool(row.continued), besides)
    register = replace(register, last=_last(connection, register, row.highest or 0, row.valid))
    if wanted is NEXT:
        sequence, number = _next(connection, register)
        return Allotted(series, letter_date.year, sequence, number, number)
    typed = _typed(pattern, wanted, letter_date)
    if not typed.number:
        return Allotted(series, letter_date.year, None, None, pattern.blank(letter_date))
    _refuse_taken(connection, register, typed)
    notices = (*_jump(connection, register, typed), *_out_of_order(connection, register, typed.sequence))
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
    """One series in the year of a letter's day: its pattern, and the number after which the next one comes.

    continued: the book used the series in an earlier year, so that this register begins with 1; besides: the
    paper that asks.
    """

    series: str
    day: date
    pattern: Pattern
    last: int
    continued: bool
    besides: int

    @property
    def papers(self) -> sa.ColumnElement[bool]:
        """The papers of the series, all years, but for the one that asks."""
        return sa.and_(t.paper.c.series == self.series, t.paper.c.id != self.besides)

    @property
    def of_year(self) -> sa.ColumnElement[bool]:
        """The papers of this register, but for the one that asks."""
        return sa.and_(self.papers, t.paper.c.year == self.day.year)


def _last(connection: sa.Connection, register: _Register, highest: int, valid: int | None) -> int:
    """Return the number before the next one: the highest of a valid paper, and what void ones follow it.

    A slip of the pen far ahead, made void, so does not carry the register away with it.
    """
    if valid is None or valid == highest:
        return highest
    follower = t.paper.alias()
    follows = sa.exists().where(
        follower.c.series == register.series,
        follower.c.year == register.day.year,
        follower.c.sequence == t.paper.c.sequence + 1,
        follower.c.id != register.besides,
    )
    found = sa.select(_place).where(register.of_year, _place >= valid, ~follows).order_by(_place).limit(1)
    return int(connection.execute(found).scalar_one())


def _next(connection: sa.Connection, register: _Register) -> tuple[int, str]:
    """Return the number after the last; a text a paper bears already, typed in another form, is passed."""
    sequence = register.last
    while True:
        sequence = checked_sequence(sequence + 1)
        number = register.pattern.number(sequence, register.day)
        if not _bears(connection, register, number):
            return sequence, number


def _bears(connection: sa.Connection, register: _Register, number: str) -> bool:
    """Tell whether a paper of the series has exactly this text."""
    found = sa.select(t.paper.c.id).where(register.papers, t.paper.c.number == number).limit(1)
    return connection.execute(found).first() is not None


def _refuse_taken(connection: sa.Connection, register: _Register, typed: TypedNumber) -> None:
    """Raise NumberTaken where a paper of the series, void ones too, has the number or its place."""
    found = _first(connection, sa.and_(register.papers, t.paper.c.number == typed.number))
    if found is None and typed.sequence is not None:
        found = _first(connection, sa.and_(register.of_year, t.paper.c.sequence == typed.sequence))
    elif found is None:
        found = _alike(connection, register, typed.number)
    if found is not None:
        free = _next(connection, register)[0] if register.last < LARGEST_SEQUENCE else None
        raise NumberTaken(number=found.number or typed.number, paper=found.ref(), next_free=free)


def _alike(connection: sa.Connection, register: _Register, number: str) -> PaperRow | None:
    """Return the paper whose number, without a place of its own too, reads the same: 045a, 45.A, 45 a."""
    others = sa.and_(register.of_year, t.paper.c.sequence.is_(None), t.paper.c.number.is_not(None))
    wanted = reads_as(number)
    for row in connection.execute(PAPERS.where(others).order_by(t.paper.c.id)):
        if reads_as(row.number) == wanted:
            return paper_row(row)
    return None


def _first(connection: sa.Connection, which: sa.ColumnElement[bool]) -> PaperRow | None:
    row = connection.execute(PAPERS.where(which).limit(1)).first()
    return None if row is None else paper_row(row)


def _jump(connection: sa.Connection, register: _Register, typed: TypedNumber) -> tuple[Notice, ...]:
    """Warn of a number that does not follow the register's last one, both ways.

    The first number of a series is no jump, for the office counted elsewhere before; in each later year the
    register begins with 1.
    """
    begun = register.last or register.continued
    if typed.sequence is None or not begun or typed.sequence == register.last + 1:
        return ()
    last = register.pattern.number(register.last, register.day) if register.last else "belum ada"
    values: dict[str, object] = {"sequence": typed.sequence, "highest": register.last}
    if typed.sequence > register.last:
        passed = numbers_in_words(register.last + 1, typed.sequence - 1)
        text = (
            f"Nomor {typed.number} melompati nomor {passed} "
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


def _out_of_order(connection: sa.Connection, register: _Register, sequence: int | None) -> tuple[Notice, ...]:
    """Warn where the numbers beside a number stand on letters of the wrong side of its day.

    An agenda gives its numbers day by day; one that is filled in later may break the order. Void papers keep
    their place.
    """
    if sequence is None:
        return ()
    place = t.paper.c.sequence
    before = _first(connection, sa.and_(register.of_year, place == _beside(register, place < sequence, -1)))
    after = _first(connection, sa.and_(register.of_year, place == _beside(register, place > sequence, 1)))
    wrong = (
        before if before is not None and before.letter_date > register.day else None,
        after if after is not None and after.letter_date < register.day else None,
    )
    number = register.pattern.number(sequence, register.day)
    return tuple(
        Notice(
            "NumberOutOfOrder",
            f"Nomor {number} bertanggal {words.long_date(register.day)}, sedangkan nomor {other.number} "
            f"{side} bertanggal {words.long_date(other.letter_date)}. Periksa nomor dan tanggalnya.",
            {"sequence": sequence, "other": other.sequence},
        )
        for other, side in zip(wrong, ("sebelumnya", "sesudahnya"), strict=True)
        if other is not None
    )


def _beside(
    register: _Register, which: sa.ColumnElement[bool], direction: int
) -> sa.ScalarSelect[int | None]:
    """Return the nearest number used below (-1) or above (1)."""
    nearest = sa.func.min(t.paper.c.sequence) if direction > 0 else sa.func.max(t.paper.c.sequence)
    return sa.select(nearest).where(register.of_year, which).correlate(None).scalar_subquery()


def _explanation(connection: sa.Connection, register: _Register, sequence: int) -> str | None:
    gap = t.number_gap.c
    return connection.execute(
        sa.select(gap.reason).where(
            gap.series == register.series,
            gap.year == register.day.year,
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

    kind: a code of `kinds`; series: its usual one (`series_for`), None where it has no number of its own;
    subject: what it is about, as the register shows it; party: who stands on the other side; vouchers,
    prepared, enrolment: what it pictures; asked: what it asks of the book, as JSON, where it pictures none of
    them. A jump of the number is added to the act's notices. If the act is undone, no number is lost.
    Raises what `allot` raises.
    """
    if series is not None:
        series = series_for(act.connection, kind, series)
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
    refuse_jump_in(connection, row.series, row.letter_date, wanted, besides=paper)


def refuse_jump_in(
    connection: sa.Connection,
    series: str | None,
    letter_date: date,
    wanted: WantedNumber,
    *,
    besides: int = _NONE,
) -> None:
    """As `refuse_jump`, for a paper that is not yet opened (besides: as `allot`)."""
    given = allot(connection, series=series, letter_date=letter_date, wanted=wanted, besides=besides)
    for notice in given.notices:
        if notice.code == "NumberJump" and given.sequence is not None:
            raise NumberJumps(typed=given.sequence, highest=int(str(notice.values["highest"])))


def fill_number_in(act: Act, paper: int, wanted: WantedNumber) -> PaperRow:
    """As `fill_number`, inside an act under way."""
    row = _live(act.connection, paper)
    if row.number is not None and bears_number(act.connection, row):
        raise WrongState(paper=row.ref(), state="sudah terbit dengan nomor itu", needed="belum bernomor")
    given = allot(
        act.connection, series=row.series, letter_date=row.letter_date, wanted=wanted, besides=paper
    )
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
    if row.series is not None and row.number is not None and not bears_number(act.connection, row):
        moved = read_pattern(act.connection, row.series).moved(row.number, row.letter_date, day)
        same = sa.and_(t.paper.c.series == row.series, t.paper.c.number == moved, t.paper.c.id != paper)
        if _first(act.connection, same) is None:
            values["number"] = moved
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
