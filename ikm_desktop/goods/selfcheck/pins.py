"""Check 11: what prepared papers have pinned."""

from __future__ import annotations

import json
from collections import defaultdict

from ikm_desktop.goods.selfcheck.book import Book, Holding, Pin, Prepared
from ikm_desktop.goods.selfcheck.names import Names
from ikm_desktop.office.findings import Finding


def pins_are_good(book: Book, names: Names) -> list[Finding]:
    """11: each pinned run belongs to a prepared paper and lies in one holding at its from-place, in time.

    No unit is pinned twice, a line's pins are its quantity, and what was signed is what was prepared.
    """
    found = []
    pinned: defaultdict[tuple[int, int], int] = defaultdict(int)
    lot, reached = 0, 0
    for pin in book.pins:
        paper = book.prepared.get(pin.prepared)
        pinned[pin.prepared, pin.no] += pin.quantity
        overlaps = pin.lot == lot and pin.first < reached
        lot, reached = pin.lot, max(reached if overlaps else 0, pin.first + pin.quantity)
        wrong = "disiapkan dua kali" if overlaps else _wrong_pin(book, pin, paper)
        if wrong:
            found.append(_of_paper(book, names, pin.prepared, f"Barang yang disiapkan {wrong}", pin))
    return [*found, *_lines_are_pinned(book, names, pinned), *_posted_as_prepared(book, names)]


def _wrong_pin(book: Book, pin: Pin, paper: Prepared | None) -> str:
    """Return what is wrong with a pin, nothing when it is good."""
    if paper is None or paper.state != "prepared" or paper.kind == "delivery":
        return "tidak untuk surat yang masih disiapkan"
    holding = _holding_around(book.holdings.get(pin.lot, ()), pin)
    if holding is None:
        return "tidak terletak dalam satu sisa"
    if holding.place != paper.from_place:
        return "tidak terletak di tempat asal suratnya"
    if holding.since > paper.letter_date:
        return "tiba sesudah tanggal suratnya"
    lines = _lines_of(paper)
    if not 0 < pin.no <= len(lines) or lines[pin.no - 1][0] != holding.item:
        return "bukan barang baris suratnya"
    return ""


def _holding_around(holdings: tuple[Holding, ...] | list[Holding], pin: Pin) -> Holding | None:
    for holding in holdings:
        if holding.first <= pin.first and pin.first + pin.quantity <= holding.first + holding.quantity:
            return holding
    return None


def _lines_are_pinned(book: Book, names: Names, pinned: defaultdict[tuple[int, int], int]) -> list[Finding]:
    found = []
    for paper in book.prepared.values():
        if paper.state != "prepared" or paper.kind == "delivery":
            continue
        lines = _lines_of(paper)
        if not lines:
            found.append(_of_paper(book, names, paper.id, "Isi surat yang disiapkan tidak terbaca"))
        for no, (item, quantity) in enumerate(lines, start=1):
            has = pinned[paper.id, no]
            if has != quantity:
                whole, part = names.amount(item, quantity), names.amount(item, has)
                text = f"Baris {no} berjumlah {whole}, disiapkan {part}"
                found.append(_of_paper(book, names, paper.id, text, item=item))
    return found


def _of_paper(
    book: Book, names: Names, prepared: int, text: str, pin: Pin | None = None, item: int | None = None
) -> Finding:
    paper = book.prepared.get(prepared)
    lot = book.lots.get(pin.lot) if pin else None
    return names.of_prepared(
        11,
        text,
        prepared,
        place=paper.from_place if paper else None,
        item=lot.item if lot else item,
    )


def _posted_as_prepared(book: Book, names: Names) -> list[Finding]:
    """Name papers that became a voucher of another kind, date or party than what was prepared."""
    found = []
    for paper in book.prepared.values():
        row = book.vouchers.get(paper.voucher or 0)
        if paper.state != "posted":
            continue
        places = (paper.from_place, paper.to_place)
        if paper.kind == "delivery":
            places = places[::-1]
        prepared = (paper.kind, paper.letter_date, *places)
        if row is None or prepared != (row.kind, row.letter_date, row.store, row.counterpart):
            text = "Surat yang disiapkan lain daripada yang ditandatangani"
            found.append(
                names.finding(11, text, voucher=row.id, place=row.counterpart)
                if row
                else names.of_prepared(11, text, paper.id)
            )
    return found


def _lines_of(paper: Prepared) -> list[tuple[int, int]]:
    """Return item and quantity of each line of a prepared paper; none where its body is unreadable."""
    try:
        return [(int(line[0]), int(line[1])) for line in json.loads(paper.body)["lines"]]
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
        return []
