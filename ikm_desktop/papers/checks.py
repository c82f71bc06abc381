"""What can be wrong with a content before it is drawn: sums that don't add up, letters without a glyph."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from ikm_desktop.errors import Notice
from ikm_desktop.papers import fonts
from ikm_desktop.papers.content import (
    NO_VALUE,
    AttendanceList,
    Certificates,
    Content,
    CountMinutes,
    GoodsBalance,
    GoodsRecord,
    Handover,
    Inspection,
    ParticipantBook,
    PaymentList,
    PayoutList,
    Receipt,
    ReceiptList,
    RecipientList,
    RegisterSheet,
    StockCardSheet,
    TrailSheet,
)
from ikm_desktop.papers.register import State


def check_sums(content: Content) -> tuple[str, ...]:
    """Return what does not add up, one line each in the words of the paper; nothing when all is right.

    Drawing adds nothing up: totals come with the content, and this compares them with its rows.
    """
    return tuple(_FINDERS[type(content)](content))


def unprintable_letters(content: object) -> tuple[str, ...]:
    """Return the characters of a content that papers can only print as "?", each once."""
    return fonts.unprintable(_texts(content))


def unprintable_notices(content: object) -> list[Notice]:
    """Return the notice that some letters of a content are printed as "?"; none where all can be printed."""
    letters = unprintable_letters(content)
    if not letters:
        return []
    found = " ".join(letters)
    text = f"Tidak ada dalam huruf surat dan tercetak sebagai tanda tanya: {found}. Perbaiki ejaannya."
    return [Notice("Unprintable", text, {"letters": letters})]


def _handover(content: Handover) -> Iterator[str]:
    if content.values == NO_VALUE:
        return
    for row in content.rows:
        if row.unit_price is None or row.amount is None:
            continue
        # Goods are priced in whole rupiah, rounded down, and shown with all decimals they have.
        exact = _quantity(row.quantity) * row.unit_price // 1
        if row.amount != exact:
            yield f"{row.description}: {row.amount}, jumlah kali harga {exact}"
    total = sum(row.amount or 0 for row in content.rows)
    if content.total != total:
        yield f"JUMLAH: {content.total}, baris berjumlah {total}"


def _quantity(printed: str) -> Fraction:
    """Return the quantity that a paper prints as "1.234,50"."""
    return Fraction(printed.replace(".", "").replace(",", "."))


def _receipt_list(content: ReceiptList) -> Iterator[str]:
    for row in content.rows:
        if len(row.quantities) != len(content.materials):
            yield f"{row.name}: {len(row.quantities)} jumlah untuk {len(content.materials)} bahan"
            return
    for i, material in enumerate(content.materials):
        total = sum(row.quantities[i] for row in content.rows)
        if material.total != total:
            yield f"{material.name}: {material.total}, baris berjumlah {total}"


def _receipt(content: Receipt) -> Iterator[str]:
    strip = content.strip
    if strip is None:
        return
    if strip.gross != content.amount:
        yield f"Jumlah bruto: {strip.gross}, jumlah uang {content.amount}"
    if strip.gross - strip.tax != strip.net:
        yield f"Jumlah diterima: {strip.net}, bruto dikurangi pajak {strip.gross - strip.tax}"


def _certificates(content: Certificates) -> Iterator[str]:
    total = sum(subject.hours for group in content.subjects for subject in group.subjects)
    if content.total_hours != total:
        yield f"Jumlah jam pelajaran: {content.total_hours}, mata pelatihan berjumlah {total}"


def _inspection(content: Inspection) -> Iterator[str]:
    for row in content.rows:
        if row.delivered != row.accepted + row.rejected:
            yield f"{row.name}: {row.delivered}, diterima dan ditolak {row.accepted + row.rejected}"
    yield from _totals(
        ("Diserahkan", content.delivered, sum(row.delivered for row in content.rows)),
        ("Diterima", content.accepted, sum(row.accepted for row in content.rows)),
        ("Ditolak", content.rejected, sum(row.rejected for row in content.rows)),
    )


def _payment_list(content: PaymentList) -> Iterator[str]:
    for row in content.rows:
        if row.gross - row.tax != row.net:
            yield f"{row.name}: {row.net}, bruto dikurangi pajak {row.gross - row.tax}"
        # The price is of one shown unit, the quantity in smallest units; whole rupiah, rounded down.
        if row.quantity is None or row.unit_price is None:
            continue
        exact = row.quantity * row.unit_price // (row.per or content.per)
        if row.gross != exact:
            yield f"{row.name}: {row.gross}, jumlah kali harga {exact}"
    quantity = sum(row.quantity or 0 for row in content.rows)
    yield from _totals(
        ("Jumlah", quantity if content.quantity is None else content.quantity, quantity),
        ("Jumlah bruto", content.gross, sum(row.gross for row in content.rows)),
        ("Pajak", content.tax, sum(row.tax for row in content.rows)),
        ("Jumlah diterima", content.net, sum(row.net for row in content.rows)),
    )


def _stock_card(content: StockCardSheet) -> Iterator[str]:
    quantity, value = content.rows[0].quantity, content.rows[0].value
    for row in content.rows[1:]:
        quantity += (row.came or 0) - (row.went or 0)
        value += (row.value_in or 0) - (row.value_out or 0)
        if (row.quantity, row.value) != (quantity, value):
            yield f"{row.basis or row.party}: sisa {row.quantity} senilai {row.value}, terhitung {quantity}"
            return
    yield from _totals(
        ("Masuk", content.came, sum(row.came or 0 for row in content.rows)),
        ("Keluar", content.went, sum(row.went or 0 for row in content.rows)),
        ("Nilai masuk", content.value_in, sum(row.value_in or 0 for row in content.rows)),
        ("Nilai keluar", content.value_out, sum(row.value_out or 0 for row in content.rows)),
    )


def _goods_balance(content: GoodsBalance) -> Iterator[str]:
    rows = (*content.materials.rows, *content.products.rows)
    for row in rows:
        yield from _totals(
            (f"{row.name}, jumlah", row.total, sum(row.where)),
            (f"{row.name}, tidak terjelaskan", row.unexplained, sum(row.came) - row.total),
        )
    yield from _totals(
        ("Baris belum terjelaskan", content.unexplained, sum(row.unexplained != 0 for row in rows))
    )


def _count_minutes(content: CountMinutes) -> Iterator[str]:
    for row in content.rows:
        if row.book is None or row.counted is None or row.difference is None:
            continue
        if row.difference != row.counted - row.book:
            yield f"{row.name}: selisih {row.difference}, terhitung {row.counted - row.book}"
        if row.difference and not row.note:
            yield f"{row.name}: selisih tanpa keterangan"
    if content.value is not None:
        yield from _totals(("Nilai selisih", content.value, sum(row.value or 0 for row in content.rows)))


def _trail(content: TrailSheet) -> Iterator[str]:
    for row in content.rows:
        inspected = (row.accepted or 0) + (row.rejected or 0)
        if row.delivered is not None and row.delivered != inspected:
            yield f"{row.maker}: {row.delivered}, diterima dan ditolak {inspected}"
    yield from _totals(
        (content.taken_head, content.total.taken, sum(row.taken for row in content.rows)),
        ("Diserahkan", content.total.delivered or 0, sum(row.delivered or 0 for row in content.rows)),
        ("Ditolak", content.total.rejected or 0, sum(row.rejected or 0 for row in content.rows)),
        ("Diterima", content.total.accepted or 0, sum(row.accepted or 0 for row in content.rows)),
        (content.material, content.total.material or 0, sum(row.material or 0 for row in content.rows)),
    )
    for column in range(1, len(content.heads)):
        through = sum(box.quantity for box in content.boxes if box.column == column)
        yield from _totals((content.heads[column], through, content.total.taken))


def _attendance(content: AttendanceList) -> Iterator[str]:
    if content.filled:
        yield from _totals(
            *(
                (
                    f"Hadir {day:%d-%m-%Y}",
                    content.present[k],
                    sum(row.marks[k] == "H" for row in content.rows),
                )
                for k, day in enumerate(content.days)
            )
        )


def _participant_book(content: ParticipantBook) -> Iterator[str]:
    for i, material in enumerate(content.materials):
        held = sum(entry.quantities[i] for entry in content.entries)
        yield from _totals((f"Masih dipegang {material.name}", material.total, held))
    for product in content.products:
        for name in ("delivered", "accepted", "rejected"):
            added = sum(getattr(row, name) for row in product.rows)
            yield from _totals((f"{product.name}, {name}", getattr(product, name), added))
    yield from _totals(
        ("Bruto", content.gross, sum(row.gross for row in content.payments)),
        ("Pajak", content.tax, sum(row.tax for row in content.payments)),
        ("Diterima", content.net, sum(row.net for row in content.payments)),
    )


def _goods_record(content: GoodsRecord) -> Iterator[str]:
    if content.total is not None:
        yield from _totals(("JUMLAH", content.total, sum(row.value or 0 for row in content.rows)))


def _payout_list(content: PayoutList) -> Iterator[str]:
    for row in content.rows:
        if (row.gross, row.net) != (row.days * row.rate, row.gross - row.tax):
            yield f"{row.name}: {row.gross} dan {row.net}, hari kali tarif {row.days * row.rate}"
    yield from _totals(
        ("Hari", content.days, sum(row.days for row in content.rows)),
        ("Jumlah bruto", content.gross, sum(row.gross for row in content.rows)),
        ("Pajak", content.tax, sum(row.tax for row in content.rows)),
        ("Jumlah diterima", content.net, sum(row.net for row in content.rows)),
    )


def _recipients(_content: RecipientList) -> Iterator[str]:
    yield from ()


def _register(content: RegisterSheet) -> Iterator[str]:
    without = sum(row.day is None for row in content.rows)
    yield from _totals(
        ("Jumlah surat", content.count, len(content.rows) - without),
        ("Nomor tanpa surat", content.passed_over, without),
        ("Dibatalkan", content.void, sum(row.state == State.VOID.value for row in content.rows)),
    )


def _totals(*sums: tuple[str, int, int]) -> Iterator[str]:
    for label, printed, added in sums:
        if printed != added:
            yield f"{label}: {printed}, baris berjumlah {added}"


_FINDERS: dict[type, Callable[[Any], Iterator[str]]] = {
    Handover: _handover,
    ReceiptList: _receipt_list,
    Receipt: _receipt,
    Certificates: _certificates,
    Inspection: _inspection,
    PaymentList: _payment_list,
    StockCardSheet: _stock_card,
    GoodsBalance: _goods_balance,
    CountMinutes: _count_minutes,
    TrailSheet: _trail,
    RegisterSheet: _register,
    PayoutList: _payout_list,
    RecipientList: _recipients,
    GoodsRecord: _goods_record,
    ParticipantBook: _participant_book,
    AttendanceList: _attendance,
}


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
