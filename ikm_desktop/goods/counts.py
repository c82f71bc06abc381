"""Stock counts (opname): what was found is what lies there from the end of that day on.

Less goes from the place to the difference, first in first out; more comes from the difference as a new
lot. An item that fits has a line "tidak ada selisih" and moves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, NothingChosen, ReasonMissing, SheetStale
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.count_sheet import CountSheet, SheetLine, book_figures, judge_day, judge_place
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.journal import Journal, Voucher
from ikm_desktop.goods.places import fixed_place
from ikm_desktop.goods.posting import check_day, finish, take
from ikm_desktop.goods.shortage import Wanted
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper


def post_count(
    office: Office,
    *,
    sheet: CountSheet,
    letter_date: date | None = None,
    counted_by: str = "",
    witnesses: Sequence[tuple[str, str]] = (),
    number: WantedNumber = NEXT,
) -> Done:
    """Post a counted sheet with its minutes; lines not counted are left out.

    letter_date: of the minutes, the sheet's day unless given; witnesses: name and office of each.
    Raises, all at once, FieldMissing, WrongPlace, WrongDay, NothingChosen, FieldInvalid (an item twice),
    Negative, TooBig, ReasonMissing, SheetStale, PeriodClosed, CountedSince, NotEnough, Reserved; then
    NumberTaken.
    """
    with office.act("post_count") as act:
        details = {"counted_by": counted_by.strip(), "witnesses": [list(one) for one in witnesses]}
        voucher = post_count_in(act, sheet, letter_date=letter_date or sheet.day, details=details)
        open_paper(
            act,
            kind="BASO",
            series=LETTERS,
            letter_date=letter_date or sheet.day,
            subject=f"Stock opname {sheet.place.name}",
            party=sheet.place.name,
            wanted=number,
            vouchers=(voucher,),
        )
        return act.done()


def post_count_in(
    act: Act,
    sheet: CountSheet,
    *,
    letter_date: date,
    details: Mapping[str, Any] | None = None,
) -> int:
    """Post a counted sheet within an act and return the voucher."""
    found = Findings()
    judge_place(act.connection, found, sheet.place.id)
    found.reasons += judge_day(sheet.day, act.today)
    counted = [(no, line) for no, line in enumerate(sheet.lines, start=1) if line.counted is not None]
    if not counted:
        found.add(NothingChosen(what="Isi hasil hitung paling sedikit satu barang"))
    sound = _sound(act, found, sheet, counted)
    check_day(act, found, sheet.day, {(sheet.place.id, line.item.id) for _, line in sound if line.difference})
    journal = Journal(act)
    journal.know([sheet.place])
    voucher = journal.voucher(
        "count",
        letter_date=letter_date,
        day=sheet.day,
        counterpart=sheet.place.id,
        details=details,
    )
    difference = fixed_place(act.connection, "difference")
    for no, (position, line) in enumerate(sound, start=1):
        _post_line(journal, found, voucher, (no, position), line, (sheet.place.id, difference))
    found.refuse()
    finish(journal, sheet.day)
    return voucher.id


def _sound(
    act: Act, found: Findings, sheet: CountSheet, counted: Sequence[tuple[int, SheetLine]]
) -> list[tuple[int, SheetLine]]:
    """Return the lines that can be tried on the book, with their position on the sheet."""
    sound, seen = [], set[int]()
    for no, line in counted:
        before = len(found.reasons)
        found.counted(f"Hasil hitung baris {no}", line.counted or 0, line=no)
        if line.value is not None:
            found.counted(f"Nilai baris {no}", line.value, line=no)
        if line.item.id in seen:
            why = "sudah ada pada baris sebelumnya"
            found.add(FieldInvalid(line=no, field="Barang", value=line.item.name, why=why))
        seen.add(line.item.id)
        if line.difference and not line.reason.strip():
            label = f"Selisih {line.item.name} {line.item.ref.show(line.difference)}"
            found.add(ReasonMissing(line=no, field=label))
        if len(found.reasons) == before:
            sound.append((no, line))
    return _fresh(act.connection, found, sheet, sound)


def _fresh(
    connection: sa.Connection, found: Findings, sheet: CountSheet, lines: Sequence[tuple[int, SheetLine]]
) -> list[tuple[int, SheetLine]]:
    """Return the lines whose book figure still is the book's; note all others in one refusal."""
    book = book_figures(connection, sheet.place.id, sheet.day)
    stale = [line for _, line in lines if book.get(line.item.id, 0) != line.book]
    if stale:
        changes = tuple((line.item.ref, line.book, book.get(line.item.id, 0)) for line in stale)
        found.add(SheetStale(changes=changes))
    return [(no, line) for no, line in lines if line not in stale]


def _post_line(
    journal: Journal,
    found: Findings,
    voucher: Voucher,
    numbers: tuple[int, int],
    line: SheetLine,
    places: tuple[int, int],
) -> None:
    """Post one line; numbers: on the voucher, on the sheet; places: the counted one, the difference."""
    (no, position), (place, outside) = numbers, places
    difference = line.difference or 0
    number = journal.line(
        voucher, no, line.item.id, abs(difference), value=0, reason=line.reason.strip() or None
    )
    if difference < 0:
        pieces = take(journal, found, Wanted(place, line.item.id, -difference, voucher.day, position))
        journal.set_line(number, value=journal.carry(voucher, number, pieces, origin=place, to=outside))
    elif difference > 0:
        lot = journal.lot(
            number,
            item=line.item.id,
            day=voucher.day,
            quantity=difference,
            value=line.proposed_value if line.value is None else line.value,
            source="found",
        )
        journal.carry(voucher, number, [lot.piece()], origin=outside, to=place)
        journal.set_line(number, value=lot.value)
    journal.count_line(number, book=line.book, counted=line.counted or 0, difference=difference)


# --- read back --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CountedLine:
    """What minutes say of an item: quantities in smallest units, value of the difference in whole rupiah.

    value: with the difference's sign; reversed: the line does not stand any more.
    """

    voucher: int
    line: int
    no: int
    day: date
    place: int
    item: Item
    book: int
    counted: int
    difference: int
    value: int
    reason: str
    reversed: bool


_back, _undoing = t.line.alias("back"), t.voucher.alias("undoing")
_reversed = (
    sa.exists()
    .where(_back.c.refers == t.line.c.id, _undoing.c.id == _back.c.voucher, _undoing.c.kind == "reversal")
    .correlate(t.line)
)
_COUNTED = (
    sa.select(
        *t.line.c["id", "voucher", "no", "item", "value", "reason"],
        t.voucher.c.day,
        t.voucher.c.counterpart.label("place"),
        *t.count_line.c["book", "counted", "difference"],
        _reversed.label("reversed"),
    )
    .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
    .join(t.count_line, t.count_line.c.line == t.line.c.id)
    .where(t.line.c.voucher.in_(sa.bindparam("vouchers", expanding=True)))
    .order_by(t.line.c.voucher, t.line.c.no)
)


def counted_lines(connection: sa.Connection, vouchers: Sequence[int]) -> tuple[CountedLine, ...]:
    """Return the lines of counts in written order, reversed ones too."""
    rows = connection.execute(_COUNTED, {"vouchers": list(vouchers)}).all()
    known = items_by_id(connection, {row.item for row in rows})
    return tuple(
        CountedLine(
            row.voucher,
            row.id,
            row.no,
            row.day,
            row.place,
            known[row.item],
            row.book,
            row.counted,
            row.difference,
            (row.value or 0) * (-1 if row.difference < 0 else 1),
            row.reason or "",
            bool(row.reversed),
        )
        for row in rows
    )
