"""What institutions tell of handing products on: reports on the lines of their letters.

No goods move: they left the books when the letter was signed. A line's reports never add up to more than
the institution kept of it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import FieldMissing, FieldRefusal, ItemRef, NotFound, NothingChosen, WrongDay
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.posting import check_day, finish, needed
from ikm_desktop.goods.reported import since_given
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings, tidy


@dataclass(frozen=True, slots=True)
class OnwardLine:
    """How much of a letter's line was handed on (smallest units), and to whom; line: its id."""

    line: int
    quantity: int
    to_whom: str


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A line of a signed letter and what is known of it since, smallest units.

    line: its id; given: by the letter; back: reversed, or taken back to the store; reported: told of.
    """

    line: int
    item: Item
    given: int
    back: int
    reported: int

    @property
    def kept(self) -> int:
        """What the institution kept."""
        return self.given - self.back

    @property
    def left(self) -> int:
        """What it may still report on."""
        return max(self.kept - self.reported, 0)


@dataclass(frozen=True, slots=True)
class Report:
    """A line of a report that stands: when, what, how much, to whom; number: of the institution's letter."""

    voucher: int
    day: date
    item: Item
    quantity: int
    to_whom: str
    number: str
    reporter: str


@dataclass(kw_only=True, eq=False)
class MoreThanKept(FieldRefusal):
    """A report on more than the institution kept; asked, left: smallest units."""

    item: ItemRef
    asked: int
    left: int

    @property
    def sentence(self) -> str:
        """Name both figures."""
        return (
            f"{self.item.name}: dilaporkan {self.item.show(self.asked)}, padahal yang masih ada padanya dan "
            f"belum dilaporkan {self.item.show(self.left)}."
        )


def report_onward(
    office: Office,
    *,
    voucher: int,
    letter_date: date | None,
    lines: Sequence[OnwardLine],
    reporter: str = "",
    number: str = "",
) -> Done:
    """Note what an institution reported on one signed letter; posted at once, reversed whole.

    voucher: the letter's; letter_date: the report's day; lines: several may tell of one line of the letter;
    reporter, number: who reported, and the number of the institution's own letter.
    Raises, all at once, NotFound (no such letter or line), FieldMissing (day, to whom), NothingChosen,
    Negative, TooBig, WrongDay (before the letter was signed), PeriodClosed, MoreThanKept.
    """
    with office.act("report_onward") as act:
        letter = _letter(act.connection, voucher)
        found = Findings()
        needed(found, "Tanggal laporan", letter_date)
        given = {one.line: one for one in given_lines(act.connection, voucher)}
        kept = _sound(found, given, [line for line in lines if line.quantity])
        if letter_date is not None:
            if letter_date < letter.day:
                found.add(WrongDay(field="Tanggal laporan", day=letter_date, limit=letter.day))
            check_day(act, found, letter_date, ())
        found.refuse()
        if letter_date is not None:
            _write(
                act, letter, letter_date, kept, given, {"reporter": tidy(reporter), "number": tidy(number)}
            )
        return act.done()


def _letter(connection: sa.Connection, voucher: int) -> Any:  # noqa: ANN401 - a bare row
    query = sa.select(t.voucher).where(t.voucher.c.id == voucher, t.voucher.c.kind == "distribution")
    row = connection.execute(query).first()
    if row is None:
        raise NotFound(field="Surat penyaluran", value=str(voucher))
    return row


def _sound(found: Findings, given: dict[int, GivenLine], lines: Sequence[OnwardLine]) -> list[OnwardLine]:
    """Return the lines; note what is wrong with each, and with what they come to together."""
    if not lines:
        found.add(NothingChosen(what="Isi jumlah untuk paling sedikit satu barang"))
    sums: defaultdict[int, int] = defaultdict(int)
    for no, line in enumerate(lines, start=1):
        before = len(found.reasons)
        found.counted(f"Jumlah baris {no}", line.quantity, least=1, line=no)
        if not tidy(line.to_whom):
            found.add(FieldMissing(line=no, field=f"Kepada siapa (baris {no})"))
        if line.line not in given:
            found.add(NotFound(line=no, field="Baris penyaluran", value=str(line.line)))
        if len(found.reasons) == before:
            sums[line.line] += line.quantity
    for number, asked in sums.items():
        one = given[number]
        if asked > one.left:
            found.add(MoreThanKept(field="Jumlah", item=one.item.ref, asked=asked, left=one.left))
    return list(lines)


def _write(
    act: Act,
    letter: Any,  # noqa: ANN401 - a bare row
    day: date,
    lines: Sequence[OnwardLine],
    given: dict[int, GivenLine],
    details: dict[str, str],
) -> None:
    journal = Journal(act)
    voucher = journal.voucher(
        "onward_report",
        letter_date=day,
        day=day,
        store=letter.store,
        counterpart=letter.counterpart,
        details={name: value for name, value in details.items() if value},
    )
    for no, line in enumerate(lines, start=1):
        item = given[line.line].item.id
        journal.line(voucher, no, item, line.quantity, refers=line.line, reason=tidy(line.to_whom))
    finish(journal, day)


# --- reading ----------------------------------------------------------------------------------------

_given, _later, _undone = t.line.alias("given"), t.line.alias("later"), t.line.alias("undone")
_LINES = (
    sa.select(t.line.c.id, t.line.c.item, t.line.c.quantity)
    .where(t.line.c.voucher == sa.bindparam("voucher"))
    .order_by(t.line.c.no)
)


def given_lines(connection: sa.Connection, voucher: int) -> tuple[GivenLine, ...]:
    """Return the lines of a signed letter with what was given, came back and was reported."""
    rows = connection.execute(_LINES, {"voucher": voucher}).all()
    items = items_by_id(connection, {row.item for row in rows})
    since = since_given(connection, [row.id for row in rows])
    return tuple(
        GivenLine(row.id, items[row.item], row.quantity, since[row.id].back, since[row.id].reported)
        for row in rows
    )


_REPORTS = (
    sa.select(
        _later.c.item,
        _later.c.quantity,
        _later.c.reason,
        t.voucher.c.id,
        t.voucher.c.day,
        t.voucher.c.details,
    )
    .join_from(_later, _given, _given.c.id == _later.c.refers)
    .join(t.voucher, t.voucher.c.id == _later.c.voucher)
    .where(
        _given.c.voucher == sa.bindparam("voucher"),
        t.voucher.c.kind == "onward_report",
        ~sa.exists().where(_undone.c.refers == _later.c.id),
    )
    .order_by(t.voucher.c.day, t.voucher.c.id, _later.c.no)
)


def reports_on(connection: sa.Connection, voucher: int) -> tuple[Report, ...]:
    """Return the reports on a letter that stand, oldest first, a line each."""
    rows = connection.execute(_REPORTS, {"voucher": voucher}).all()
    items = items_by_id(connection, {row.item for row in rows})
    found = []
    for row in rows:
        details = json.loads(row.details) if row.details else {}
        found.append(
            Report(
                row.id,
                row.day,
                items[row.item],
                row.quantity,
                row.reason or "",
                str(details.get("number", "")),
                str(details.get("reporter", "")),
            )
        )
    return tuple(found)
