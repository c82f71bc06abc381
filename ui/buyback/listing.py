"""The list of receipts: a product of a receipt a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ikm_desktop import words
from ikm_desktop.buyback.list_lines import delivery_lines
from ikm_desktop.buyback.lists import DeliveryRow
from ikm_desktop.office.listing import SortKey
from ui.common.listing import Column, Listing, counted, summed


def deliveries_listing() -> Listing[DeliveryRow]:
    """Return the list of the tab Pembelian Kembali: all ten columns and the panel side by side at 1366."""
    return Listing(
        name="pembelian",
        title="Daftar pembelian kembali",
        lines=delivery_lines(),
        columns=(
            Column("Tanggal", lambda row: words.short_date(row.letter_date), width=86, field="letter_date"),
            Column("Nomor", lambda row: row.number or "–", width=150, field="number"),
            Column("Pembuat", lambda row: row.maker, width=120, field="party", grows=True),
            Column("Produk", lambda row: row.product.heading, width=86, field="product", grows=True),
            _pieces("Diserahkan", "delivered", 88),
            _pieces("Diterima", "accepted", 74),
            _pieces("Ditolak", "rejected", 66),
            Column("Nilai", _value, number=True, width=80, field="value"),
            Column("Pajak", _tax, number=True, width=58, field="tax"),
            Column("Status", lambda row: row.status.value, pill=True, width=140, field="status"),
            Column("Angkatan", lambda row: row.batch_name, width=110, field="batch_name", extra=True),
            Column("Mutu", lambda row: row.grade, width=90, field="grade", extra=True),
            Column("Harga", _price, number=True, width=80, field="price", extra=True),
            Column("Dibayar", _paid, number=True, width=90, field="paid", extra=True),
            Column("Belum dibayar", _payable, number=True, width=100, field="payable", extra=True),
            Column("Bahan sendiri", _own, width=96, field="own", extra=True),
            Column("Alasan", lambda row: row.reason, width=150, field="reason", extra=True),
        ),
        key=lambda row: (row.voucher, row.prepared, row.line),
        heading=lambda row: row.maker,
        details=lambda _row: (),
        empty="Belum ada produk masuk. Pilih peserta yang sudah memegang bahan.",
        paper=lambda row: row.paper,
        totals=totals,
        sort=(SortKey("letter_date", descending=True),),
    )


def facts(row: DeliveryRow) -> str:
    """Return what else there is to say of a row, in one short text."""
    money = (
        f"dibayar {words.rupiah(row.paid)}, sisa {words.rupiah(row.payable)}"
        if row.paid and row.payable > 0
        else f"belum dibayar {words.rupiah(row.payable)}"
        if row.payable > 0
        else ""
    )
    reason = f"ditolak: {row.reason}" if row.rejected and row.reason else row.reason
    back = "dibalik oleh " + ", ".join(row.reversed_by) if row.reversed_by else ""
    own = "dengan bahan sendiri" if row.own else ""
    paper = f"{row.paper_word} {row.number}".strip()
    return " · ".join(part for part in (paper, row.batch_name, row.grade, money, reason, own, back) if part)


def totals(sums: Sequence[Mapping[str, Any]]) -> str:
    """Return the line under the table; pieces of different units are not added to one another."""
    parts = [f"{words.number(counted(sums))} baris"]
    if len(sums) == 1:
        for word, name in (("Diserahkan", "delivered"), ("Diterima", "accepted"), ("Ditolak", "rejected")):
            parts.append(f"{word} {words.number(summed(sums, name))}")
    parts.append(words.rupiah(summed(sums, "value")))
    owed = summed(sums, "owed")
    return " · ".join([*parts, f"belum dibayar {words.rupiah(owed)}"] if owed else parts)


def _pieces(title: str, name: str, width: int) -> Column[DeliveryRow]:
    def pieces(row: DeliveryRow) -> Decimal | None:
        count = getattr(row, name)
        return None if count is None else Decimal(count) / row.product.unit.per

    return Column(
        title, lambda row: row.show(getattr(row, name)), number=True, width=width, field=name, cell=pieces
    )


def _value(row: DeliveryRow) -> str:
    return "–" if row.accepted is None else words.rupiah(row.value)


def _tax(row: DeliveryRow) -> str:
    return "–" if row.tax is None else words.rupiah(row.tax)


def _price(row: DeliveryRow) -> str:
    return "–" if row.price is None else words.rupiah(row.price)


def _paid(row: DeliveryRow) -> str:
    return words.rupiah(row.paid) if row.paid else "–"


def _payable(row: DeliveryRow) -> str:
    return words.rupiah(row.payable) if row.payable > 0 else "–"


def _own(row: DeliveryRow) -> str:
    return "ya" if row.own else ""
