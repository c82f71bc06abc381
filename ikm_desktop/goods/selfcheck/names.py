"""Naming what a finding is about: voucher, place, item and day, also where the book is damaged."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from ikm_desktop import words
from ikm_desktop.errors import ItemRef, PaperRef
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.goods.selfcheck.book import Act, Book
from ikm_desktop.goods.selfcheck.reading import Row, Unreadable
from ikm_desktop.office.findings import Finding
from ikm_desktop.papers.kinds import word_of

Value = TypeVar("Value")

_MOST_DECIMALS = 6

_NUMBERS_OF = """
SELECT s.{subject}, p.kind, p.number FROM paper_subject s JOIN paper p ON p.id = s.paper
WHERE s.{subject} IS NOT NULL ORDER BY p.id
"""

_ASTRAY = """
SELECT p.kind, p.number FROM paper_subject s JOIN paper p ON p.id = s.paper
LEFT JOIN voucher v ON v.id = s.voucher LEFT JOIN prepared q ON q.id = s.prepared
WHERE (s.voucher IS NOT NULL AND v.id IS NULL) OR (s.prepared IS NOT NULL AND q.id IS NULL)
"""


class Names:
    """Composes findings about one book. Names are read when the first finding asks for them."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def finding(
        self,
        code: int,
        text: str,
        *,
        voucher: int | None = None,
        place: int | None = None,
        item: int | None = None,
        day: int | None = None,
    ) -> Finding:
        """Compose a finding; text: what is wrong, without full stop; day: a day number.

        The sentence ends with paper, party, place, item and day in brackets.
        """
        known = _or(lambda: self.book.vouchers.get(voucher or 0), None)
        if known is not None and not day:
            day = known.day
        paper = self.voucher(voucher) if voucher else None
        party = self.place(known.counterpart) if known is not None and known.counterpart else None
        if party and paper and party in paper:
            party = None
        shown = date.fromordinal(day) if day else None
        found = self._composed(code, text, paper, party, place, item, shown)
        return replace(found, voucher=voucher or None)

    def _composed(
        self,
        code: int,
        text: str,
        paper: str | None,
        party: str | None,
        place: int | None,
        item: int | None,
        day: date | None,
    ) -> Finding:
        place_name = self.place(place) if place else None
        item_name = self.item(item) if item else None
        parts = [paper, party, place_name, item_name, words.short_date(day) if day else None]
        where = "; ".join(dict.fromkeys(part for part in parts if part))
        sentence = f"{text} ({where})." if where else f"{text}."
        return Finding(code, sentence, place_name, item_name, day, paper=paper)

    def of_prepared(
        self, code: int, text: str, prepared: int, *, place: int | None = None, item: int | None = None
    ) -> Finding:
        """Compose a finding about a prepared paper, which has no voucher yet."""
        row = _or(lambda: self.book.prepared.get(prepared), None)
        day = date.fromordinal(row.letter_date) if row and row.letter_date else None
        paper = self.prepared(prepared)
        return self._composed(code, text, paper, None, place, item, day)

    def of_move(self, code: int, text: str, position: int, *, place: int | None = None) -> Finding:
        """Compose a finding about the move at a position; place: where it was going, unless said."""
        moves = self.book.moves
        return self.finding(
            code,
            text,
            voucher=moves.voucher[position],
            place=place or self._our_end(position),
            item=moves.item[position],
            day=moves.day[position],
        )

    def _our_end(self, position: int) -> int:
        """Return the place of a move that tells most: the one it goes to, if that is ours."""
        moves = self.book.moves
        ends = (moves.to_place[position], moves.from_place[position])
        return next((place for place in ends if place in self.book.ours), ends[0])

    def voucher(self, voucher: int) -> str:
        """Name a voucher by its paper's number, else by kind, party and day."""
        row = _or(lambda: self.book.vouchers.get(voucher), None)
        kind, number = self._papers_of_vouchers.get(voucher, ("", None))
        number = number or self._own_numbers.get(voucher)
        if row is None:
            return f"{kind} {number}" if number else f"surat pembukuan bernomor {voucher}"
        screen = KINDS[row.kind].screen if row.kind in KINDS else row.kind
        party = self.place(row.counterpart) if row.counterpart else ""
        return str(PaperRef(kind or screen, number, date.fromordinal(row.letter_date or 1), party))

    def vouchers(self, vouchers: Iterable[int]) -> str:
        """Name several vouchers, those of one paper once."""
        return ", ".join(dict.fromkeys(self.voucher(voucher) for voucher in vouchers))

    def prepared(self, prepared: int) -> str:
        """Name a prepared paper by its number, else by kind, party and day."""
        row = _or(lambda: self.book.prepared.get(prepared), None)
        kind, number = self._papers_of_prepared.get(prepared, ("", None))
        if row is None:
            return f"{kind} {number}" if number else f"surat yang disiapkan bernomor {prepared}"
        screen = KINDS[row.kind].screen if row.kind in KINDS else row.kind
        other = row.from_place if row.kind == "delivery" else row.to_place
        party = self.place(other) if other else ""
        return str(PaperRef(kind or screen, number, date.fromordinal(row.letter_date or 1), party))

    def place(self, place: int) -> str:
        """Name a place."""
        row = _or(lambda: self.book.places.get(place), None)
        return row.name if row else f"tempat bernomor {place}"

    def item(self, item: int) -> str:
        """Name an item."""
        row = _or(lambda: self.book.items.get(item), None)
        return row.name if row else f"barang bernomor {item}"

    def amount(self, item: int, quantity: int) -> str:
        """Show a quantity of smallest units of an item."""
        row = _or(lambda: self.book.items.get(item), None)
        if row is None or row.per < 1 or not 0 <= row.decimals <= _MOST_DECIMALS:
            return words.number(quantity)
        return ItemRef(row.id, row.name, row.unit, row.per, row.decimals).show(quantity)

    def _rows(self, sql: str, subject: str) -> list[Row]:
        """Read rows for names; none where the table cannot be read."""
        try:
            return self.book.reader.rows(sql, subject=subject)
        except Unreadable:
            return []

    @cached_property
    def _papers_of_vouchers(self) -> dict[int, tuple[str, str | None]]:
        return self._numbers("voucher")

    @cached_property
    def _papers_of_prepared(self) -> dict[int, tuple[str, str | None]]:
        return self._numbers("prepared")

    def _numbers(self, subject: str) -> dict[int, tuple[str, str | None]]:
        """Return word and number of the paper of each subject; the first with a number names it."""
        sql = _NUMBERS_OF.format(subject=subject)
        found: dict[int, tuple[str, str | None]] = {}
        for number_of, kind, number in self._rows(sql, "paper"):
            if found.get(number_of, ("", None))[1] is None:
                found[number_of] = (word_of(str(kind)), None if number is None else str(number))
        return found

    def act(self, entry: int) -> Act | None:
        """Return an act, None when it is not in the book."""
        return _or(lambda: self.book.acts.get(entry), None)

    def person(self, participant: int) -> str:
        """Name a person."""
        return self._people.get(participant, (0, f"peserta bernomor {participant}"))[1]

    def person_at(self, place: int) -> str | None:
        """Name the person whose place it is, None where it is nobody's."""
        return self._people_at.get(place)

    @cached_property
    def _people_at(self) -> dict[int, str]:
        return dict(self._people.values())

    @cached_property
    def _people(self) -> dict[int, tuple[int, str]]:
        rows = self._rows("SELECT id, place, name FROM participant", "participant")
        return {row[0]: (row[1], str(row[2])) for row in rows}

    def paper(self, paper: int) -> str:
        """Name a paper of the register."""
        return self._papers.get(paper, f"surat bernomor register {paper}")

    @cached_property
    def _papers(self) -> dict[int, str]:
        sql = "SELECT id, kind, number, party FROM paper"
        return {
            row[0]: f"{word_of(str(row[1]))} {row[2] or row[3] or ''}".strip()
            for row in self._rows(sql, "paper")
        }

    @cached_property
    def papers_of_acts(self) -> dict[int, list[str]]:
        """The papers each act numbered, issued, prepared, signed or voided, as the clerk calls them."""
        found: defaultdict[int | None, dict[str, None]] = defaultdict(dict)
        for sql in ("SELECT entry, id FROM paper", "SELECT entry, paper FROM issued"):
            for entry, paper in self._rows(sql, "paper"):
                found[entry][self.paper(paper)] = None
        for entry, ended, prepared in self._rows("SELECT entry, ended, id FROM prepared", "prepared"):
            found[entry][self.prepared(prepared)] = None
            found[ended][self.prepared(prepared)] = None
        return {entry: list(papers) for entry, papers in found.items() if isinstance(entry, int)}

    def row(self, table: str, row: int) -> str:
        """Name a row that is no part of a voucher: its paper or person; empty where there is none."""
        if table == "paper":
            return self.paper(row)
        if table == "prepared":
            return self.prepared(row)
        if table == "participant":
            return self.person(row)
        if table == "issued":
            return self.paper(self._issued[row]) if row in self._issued else ""
        return ""

    @cached_property
    def _issued(self) -> dict[int, int]:
        return dict(map(tuple, self._rows("SELECT id, paper FROM issued", "issued")))

    @cached_property
    def subjects_astray(self) -> str:
        """The papers in the register whose voucher or prepared paper is not there."""
        rows = self._rows(_ASTRAY, "paper_subject")
        named = dict.fromkeys(f"{word_of(str(kind))} {number or ''}".strip() for kind, number in rows)
        return ", ".join(named)

    def voucher_of_row(self, table: str, row: int) -> int | None:
        """Return the voucher a row of the journal belongs to, None where there is none to be found."""
        return _or(lambda: self._voucher_of_row(table, row), None)

    def _voucher_of_row(self, table: str, row: int) -> int | None:
        if table == "voucher":
            return row
        if table == "move":
            at = self.book.moves.position(row)
            return None if at is None else self.book.moves.voucher[at]
        line: int | None = row if table in ("line", "count_line") else None
        if table == "lot" and row in self.book.lots:
            line = self.book.lots[row].line
        if table == "payment_line":
            line = next((one.line for one in self.book.payment_lines if one.id == row), None)
        found = self.book.lines.get(line or 0)
        return found.voucher if found else None

    @cached_property
    def _own_numbers(self) -> dict[int, str]:
        """Numbers of letters the office did not write itself (a vendor's), from the vouchers' details."""
        sql = "SELECT id, details FROM voucher WHERE details IS NOT NULL"
        found = {}
        for voucher, details in self._rows(sql, "voucher"):
            try:
                number = json.loads(details).get("number")
            except (ValueError, TypeError, AttributeError, RecursionError):
                continue
            if number:
                found[voucher] = str(number)
        return found


def _or(read: Callable[[], Value], instead: Value) -> Value:
    """Read a name; where its table cannot be read (which is told elsewhere), go on without."""
    try:
        return read()
    except Unreadable:
        return instead
