"""Check 12: what was paid against what is owed."""

from __future__ import annotations

from collections import defaultdict

from ikm_desktop import words
from ikm_desktop.goods.payments import PAYABLE
from ikm_desktop.goods.runs import amount
from ikm_desktop.goods.selfcheck.book import Book, PaymentLine
from ikm_desktop.goods.selfcheck.names import Names
from ikm_desktop.goods.selfcheck.vouchers import reversed_vouchers
from ikm_desktop.office.findings import Finding

_BOUGHT = ("accepted", "repaired")


def nothing_is_paid_twice(book: Book, names: Names) -> list[Finding]:
    """12: never more is paid than owed, net + tax = gross, and each payment pays something of its own."""
    found = []
    undone = reversed_vouchers(book)
    paid: defaultdict[int, int] = defaultdict(int)
    last: dict[int, int] = {}
    with_money = set()
    for money in book.payment_lines:
        line = book.lines.get(money.line)
        row = book.vouchers.get(line.voucher) if line else None
        with_money.add(money.line)
        wrong = _wrong_money(book, money)
        if row is None or row.kind != "payment":
            wrong = "tidak ada pada surat pembayaran"
        elif row.id not in undone:
            paid[money.refers] += money.gross
            last[money.refers] = row.id
        if wrong:
            voucher = row.id if row else None
            found.append(names.finding(12, f"Pembayaran {wrong}", voucher=voucher))
    found += [
        names.finding(12, f"Baris {line.no} kuitansi tanpa jumlah uang", voucher=line.voucher)
        for line in book.lines.values()
        if line.id not in with_money and _kind(book, line.voucher) == "payment"
    ]
    for line_id, gross in paid.items():
        owed = _owed(book, line_id)
        if gross > owed:
            text = f"Dibayar {words.rupiah(gross)}, sedangkan terutang {words.rupiah(owed)}"
            line = book.lines.get(line_id)
            found.append(names.finding(12, text, voucher=last[line_id], item=line.item if line else None))
    return found


def _kind(book: Book, voucher: int) -> str:
    row = book.vouchers.get(voucher)
    return row.kind if row else ""


def _wrong_money(book: Book, money: PaymentLine) -> str:
    """Return what is wrong with the figures of a payment line, nothing when they are right."""
    if money.gross != money.tax + money.net or money.gross <= 0 or min(money.tax, money.net) < 0:
        return (
            f"{words.rupiah(money.gross)} bukan pajak {words.rupiah(money.tax)} ditambah "
            f"bersih {words.rupiah(money.net)}"
        )
    paid_line = book.lines.get(money.refers)
    kind = "" if paid_line is None else _kind(book, paid_line.voucher)
    if paid_line is None or kind not in PAYABLE or (kind == "opening" and paid_line.accepted is None):
        return "untuk baris yang tidak dapat dibayar"
    return ""


def _owed(book: Book, line_id: int) -> int:
    """Return what is owed for a delivered or bought line, whole rupiah, less what was reversed."""
    line = book.lines.get(line_id)
    if line is None:
        return 0
    kind = _kind(book, line.voucher)
    sources = ("opening",) if kind == "opening" else _BOUGHT
    back_units = back_cost = 0
    for position in book.moves_of_line.get(line_id, ()):
        lot = book.lots.get(book.moves.lot[position])
        if lot is None or lot.line != line_id or book.moves.source[position]:
            continue
        for back in book.reversals_of.get(book.moves.id[position], ()):
            back_units += book.moves.quantity[back] if lot.source in sources else 0
            back_cost += book.moves.cost[back]
    if kind == "purchase":
        return (line.value or 0) - back_cost
    item = book.items.get(line.item or 0)
    bought = sum(lot.quantity for lot in book.lots_of_line.get(line_id, []) if lot.source in sources)
    return amount(line.price or 0, bought - back_units, item.per if item and item.per > 0 else 1)
