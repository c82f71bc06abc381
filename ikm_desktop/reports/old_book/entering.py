"""An existing book is entered: one act, all of it or nothing, with the old numbers on the old days.

What lies in the store or with people, and what was bought back, becomes opening vouchers; a product that was
bought back keeps its maker on its lot, and what of it is not paid yet is a line of its own, that is paid like
any delivery. What was given away becomes ordinary distributions out of these, on
their old days, so that trace, balances and reports begin right. Old numbers become rows of the register
that the vouchers stand under; what was skipped between them is explained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from ikm_desktop.goods.items import Item
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.places import fixed_place, place_refs
from ikm_desktop.goods.posting import check_day, take
from ikm_desktop.goods.runs import amount
from ikm_desktop.goods.shortage import Wanted
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.tables import change
from ikm_desktop.reports.old_book.numbers import OldNumber, explain_holes, open_old_papers
from ikm_desktop.reports.old_book.parties import PAID, Parties, Unpaid
from ikm_desktop.reports.old_book.refusals import OldBookHeld
from ikm_desktop.reports.old_book.sheets import (
    BOUGHT,
    GIVEN,
    HELD,
    NUMBERS,
    STORED,
    OldBook,
    OldRow,
    RowFinding,
    faults_first,
)
from ikm_desktop.reports.old_book.twice import LOGGED, Signature, entered_before

ACT = "enter_old_book"


@dataclass(frozen=True, slots=True)
class Brought:
    """What entering the book brings: new people and institutions by name, vouchers, numbers.

    balances: place, item and shown quantity of what lies at our places by what was entered; owed: what of
    the products bought back is still to be paid, whole rupiah.
    """

    rows: int
    new_people: tuple[str, ...]
    new_institutions: tuple[str, ...]
    vouchers: int
    papers: int
    balances: tuple[tuple[str, str, str], ...]
    owed: int


@dataclass(frozen=True, slots=True)
class _Goods:
    """A row of goods whose parts were all found; party: her place, the institution's, the store's.

    unpaid: what of it is still to be paid to its maker; batch: which it belongs to, None where none is told.
    """

    row: OldRow
    party: int
    item: Item
    quantity: int
    value: int
    day: date
    unpaid: Unpaid
    batch: int | None

    @property
    def number(self) -> str:
        """The old number."""
        return self.row.text("Nomor surat")

    @property
    def owed(self) -> int:
        """What is still to be paid, whole rupiah."""
        return amount(self.unpaid.price, self.unpaid.quantity, self.item.unit.per)

    def parts(self) -> list[_Part]:
        """Return the lines of it: what is paid, and what is not; their values add up to the row's."""
        last = self.unpaid.quantity
        first = self.quantity - last
        paid = self.value * first // self.quantity
        both = (_Part(first, paid, None), _Part(last, self.value - paid, last))
        return [part for part in both if part.quantity]


class _Part(NamedTuple):
    """A part of a row that becomes a line; unpaid: pieces still to be paid, None where nothing is."""

    quantity: int
    value: int
    unpaid: int | None


@dataclass(slots=True)
class _Entering:
    """One entering under way."""

    act: Act
    on: date
    findings: list[RowFinding]
    parties: Parties
    journal: Journal
    store: int = 0
    before: set[Signature] = field(default_factory=set)
    numbers: list[OldNumber] = field(default_factory=list)


def enter_old_book(office: Office, book: OldBook, *, on: date) -> Done:
    """Enter an existing book in one act.

    on: the day of what has none of its own. The number of the act is what takes it back (`taking_back`).
    Raises OldBookHeld with all findings by row; nothing is written then.
    """
    with office.act(ACT) as act:
        _enter(act, book, on)
        return act.done()


def try_old_book(office: Office, book: OldBook, *, on: date) -> Brought:
    """Return what entering would bring, by an act that is taken back. Raises as `enter_old_book`."""
    try:
        with office.act(ACT) as act:
            _take_back(_enter(act, book, on))
    except _TakenBackError as done:
        return done.brought
    raise AssertionError("a tried act always ends by being taken back")


def _take_back(brought: Brought) -> None:
    raise _TakenBackError(brought)


class _TakenBackError(Exception):
    """Takes the tried act back."""

    def __init__(self, brought: Brought) -> None:
        super().__init__()
        self.brought = brought


def _enter(act: Act, book: OldBook, on: date) -> Brought:
    findings = list(book.findings)
    parties = Parties(act, findings)
    parties.read()
    doing = _Entering(act, on, findings, parties, Journal(act))
    bad = {(one.sheet, one.row) for one in book.findings}
    rows = {
        sheet: [row for row in of_sheet if (sheet, row.row) not in bad and _in_time(doing, row)]
        for sheet, of_sheet in book.rows.items()
    }
    goods = {sheet: _sound(doing, sheet, rows[sheet]) for sheet in (HELD, STORED, BOUGHT, GIVEN)}
    if not findings:
        _write(doing, goods)
    if not findings:
        _write_numbers(doing, rows[NUMBERS])
    if findings:
        raise OldBookHeld(findings=faults_first(findings))
    act.log(LOGGED, act.entry, book.file, None, f"{book.count} baris")
    act.changed |= {Kind.STOCK, Kind.VOUCHER, Kind.PAPER, Kind.PERSON, Kind.INSTITUTION}
    return Brought(
        rows=book.count,
        new_people=tuple(parties.new_people),
        new_institutions=tuple(parties.new_institutions),
        vouchers=len(act.vouchers),
        papers=len(act.papers),
        balances=_balances(doing, [one for of_sheet in goods.values() for one in of_sheet]),
        owed=sum(one.owed for one in goods[BOUGHT]),
    )


def _in_time(doing: _Entering, row: OldRow) -> bool:
    day = row.day or doing.on
    if day <= doing.act.today:
        return True
    doing.findings.append(row.wrong("Tanggal", "belum lewat"))
    return False


def _sound(doing: _Entering, sheet: str, rows: Sequence[OldRow]) -> list[_Goods]:
    """Return the rows of goods whose parts can all be found, oldest first; note what cannot."""
    parties, found = doing.parties, []
    of = {HELD: parties.person, BOUGHT: parties.person, STORED: parties.store, GIVEN: parties.institution}
    for row in rows:
        party, item = of[sheet](row), parties.item(row)
        quantity = None if item is None else parties.quantity(row, item)
        value = 0 if sheet == GIVEN else parties.value(row)
        if party is None or item is None or quantity is None or value is None:
            continue
        unpaid = parties.unpaid(row, item, quantity, value) if sheet == BOUGHT else PAID
        if unpaid is not None:
            day = row.day or doing.on
            batch = parties.batch(row, day)
            found.append(_Goods(row, party, item, quantity, value, day, unpaid, batch))
    return sorted(found, key=lambda one: one.day)


def _write(doing: _Entering, goods: dict[str, list[_Goods]]) -> None:
    """Post everything that comes in, then what was given away, each in the order of its days."""
    doing.store = doing.parties.store(OldRow(STORED, 0, {}, None)) or 0
    doing.before = entered_before(doing.act.connection)
    for sheet in (STORED, BOUGHT, HELD):
        for of_voucher in _by_voucher(goods[sheet]):
            _open(doing, sheet, of_voucher)
    for of_voucher in _by_voucher(goods[GIVEN]):
        _give(doing, of_voucher)
    if not doing.findings:
        doing.journal.flush()


def _by_voucher(goods: Sequence[_Goods]) -> list[list[_Goods]]:
    """Return the rows of each voucher: of one party, one day, one number and one batch."""
    found: defaultdict[tuple[date, int, str, int | None], list[_Goods]] = defaultdict(list)
    for one in goods:
        found[one.day, one.party, one.number, one.batch].append(one)
    return list(found.values())


def _open(doing: _Entering, sheet: str, rows: Sequence[_Goods]) -> None:
    """Post an opening voucher: to a person, or to the store with the maker on each lot."""
    first = rows[0]
    place = doing.store if sheet == BOUGHT else first.party
    counterpart = None if sheet == STORED else first.party
    store = None if sheet == HELD else place
    if not _open_day(doing, place, rows) or _was_entered(doing, "opening", store, counterpart, rows):
        return
    journal = doing.journal
    voucher = journal.voucher(
        "opening",
        letter_date=first.day,
        day=first.day,
        counterpart=counterpart,
        store=store,
        batch=first.batch,
        details=_details(first),
    )
    source = fixed_place(doing.act.connection, "opening")
    parts = [(one, part) for one in rows for part in one.parts()]
    for no, (one, part) in enumerate(parts, start=1):
        line = journal.line(
            voucher, no, one.item.id, part.quantity, value=part.value, **_bought(one, part.unpaid)
        )
        lot = journal.lot(
            line,
            item=one.item.id,
            day=one.day,
            quantity=part.quantity,
            value=part.value,
            source="opening",
            maker=first.party if sheet == BOUGHT else None,
            price=one.unpaid.price or None,
        )
        journal.carry(voucher, line, [lot.piece()], origin=source, to=place)
    _note_number(doing, rows, voucher.id)


def _bought(one: _Goods, unpaid: int | None) -> dict[str, int]:
    """Return the figures of a line that is still to be paid: what was accepted, at which price."""
    if unpaid is None:
        return {}
    return {"price": one.unpaid.price, "delivered": unpaid, "accepted": unpaid, "rejected": 0}


def _was_entered(
    doing: _Entering, kind: str, store: int | None, counterpart: int | None, rows: Sequence[_Goods]
) -> bool:
    """Note a voucher that an earlier entering brought already."""
    sums: defaultdict[int, int] = defaultdict(int)
    for one in rows:
        sums[one.item.id] += one.quantity
    first = rows[0]
    same = Signature(kind, store, counterpart, first.day, first.number, frozenset(sums.items()))
    if same in doing.before:
        told = "sudah dimasukkan dari buku lama sebelumnya; hapus barisnya atau tarik kembali yang dahulu"
        doing.findings += [one.row.wrong("", told) for one in rows]
    return same in doing.before


def _give(doing: _Entering, rows: Sequence[_Goods]) -> None:
    """Post a distribution out of what lies in the store, oldest first."""
    first = rows[0]
    if not _open_day(doing, doing.store, rows) or _was_entered(
        doing, "distribution", doing.store, first.party, rows
    ):
        return
    journal = doing.journal
    voucher = journal.voucher(
        "distribution",
        letter_date=first.day,
        day=first.day,
        store=doing.store,
        counterpart=first.party,
        details={**_details(first), "signer": first.row.text("Penerima")},
    )
    for no, one in enumerate(rows, start=1):
        found = Findings()
        wanted = Wanted(doing.store, one.item.id, one.quantity, one.day, no)
        pieces = take(journal, found, wanted)
        doing.findings += [one.row.wrong("Jumlah", reason.sentence) for reason in found.reasons]
        cost = sum(piece.cost for piece in pieces)
        line = journal.line(voucher, no, one.item.id, one.quantity, value=cost)
        journal.carry(voucher, line, pieces, origin=doing.store, to=first.party)
    _note_number(doing, rows, voucher.id)


def _details(first: _Goods) -> dict[str, Any]:
    return {"number": first.number} if first.number else {}


def _open_day(doing: _Entering, place: int, rows: Sequence[_Goods]) -> bool:
    """Note a closed period, or a count after the day."""
    found = Findings()
    check_day(doing.act, found, rows[0].day, {(place, one.item.id) for one in rows})
    doing.findings += [rows[0].row.wrong("Tanggal", reason.sentence) for reason in found.reasons]
    return not found.reasons


# --- numbers ----------------------------------------------------------------------------------------


def _note_number(doing: _Entering, rows: Sequence[_Goods], voucher: int) -> None:
    """Remember under which old number a voucher stands."""
    first = rows[0]
    if not first.number:
        return
    party = place_refs(doing.act.connection, [first.party])[first.party].name
    doing.numbers.append(OldNumber(first.row, "", first.number, first.day, party=party, vouchers=[voucher]))


def _write_numbers(doing: _Entering, rows: Sequence[OldRow]) -> None:
    told = [OldNumber.of_row(row, doing.on) for row in rows]
    doing.findings += open_old_papers(doing.act, [*told, *doing.numbers])
    if not doing.findings:
        explain_holes(doing.act)


def _balances(doing: _Entering, goods: Sequence[_Goods]) -> tuple[tuple[str, str, str], ...]:
    """Return what lies at our places by what was entered: what the old book must show too."""
    items = {one.item.id: one.item for one in goods}
    sums: defaultdict[tuple[int, int], int] = defaultdict(int)
    for move in doing.journal.moves():
        for place, sign in ((move["from_place"], -1), (move["to_place"], 1)):
            sums[place, move["item"]] += sign * move["quantity"]
    ours = {key: quantity for key, quantity in sums.items() if quantity and doing.journal.is_ours(key[0])}
    names = place_refs(doing.act.connection, {place for place, _ in ours})
    rows = [
        (names[place].kind != "store", names[place].name, items[item].name, items[item].ref.show(quantity))
        for (place, item), quantity in ours.items()
    ]
    return tuple((name, item, shown) for _, name, item, shown in sorted(rows))


def old_books(connection: sa.Connection) -> tuple[tuple[int, str, bool], ...]:
    """Return what was entered so far: the act, its file, and whether it was taken back; newest first."""
    back = change.alias("back")
    gone = sa.exists().where(
        back.c.subject == LOGGED, back.c.subject_id == change.c.entry, back.c.before.is_not(None)
    )
    query = (
        sa.select(change.c.entry, change.c.field, gone.label("gone"))
        .where(change.c.subject == LOGGED, change.c.before.is_(None))
        .order_by(change.c.entry.desc())
    )
    return tuple((row.entry, row.field, bool(row.gone)) for row in connection.execute(query))
