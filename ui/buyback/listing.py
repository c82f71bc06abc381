"""The list of receipts: a product of a receipt a row."""

from __future__ import annotations

from collections.abc import Sequence

from ikm_desktop import words
from ikm_desktop.buyback.lists import DeliveryRow, delivery_rows
from ikm_desktop.goods.listed import Status
from ikm_desktop.office.book import Office
from ui.common.listing import Chip, Column, Listing

WIDTHS = (86, 150, 120, 86, 88, 74, 66, 80, 58, 140)
"""Widths of the columns in px: all ten and the panel stand beside each other at 1366."""


def deliveries_listing() -> Listing[DeliveryRow]:
    """Return the list of the tab Pembelian Kembali."""
    return Listing(
        rows=_rows,
        columns=(
            Column(
                "Tanggal",
                lambda row: words.short_date(row.letter_date),
                lambda row: row.letter_date,
                width=92,
            ),
            Column("Nomor", lambda row: row.number or "–"),
            Column("Pembuat", lambda row: row.maker),
            Column("Produk", lambda row: row.product.heading),
            _pieces("Diserahkan", "delivered"),
            _pieces("Diterima", "accepted"),
            _pieces("Ditolak", "rejected"),
            Column("Nilai", _value, lambda row: row.value, number=True),
            Column("Pajak", _tax, lambda row: row.tax, number=True),
            Column("Status", lambda row: row.status.value, pill=True),
        ),
        words=_words,
        key=lambda row: (row.voucher, row.prepared, row.line),
        heading=lambda row: row.maker,
        details=lambda _row: (),
        empty="Belum ada produk masuk. Pilih peserta yang sudah memegang bahan.",
        chips=(
            Chip("Belum diperiksa", lambda row: row.status == Status.NOT_INSPECTED),
            Chip("Belum dibayar", lambda row: row.payable > 0),
            Chip("Ada penolakan", lambda row: bool(row.net.rejected)),
            Chip("Bahan sendiri", lambda row: row.own),
        ),
        paper=lambda row: row.paper,
        totals=totals,
        descending=True,
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


def totals(rows: Sequence[DeliveryRow]) -> str:
    """Return the line under the table; pieces of different units are not added to one another."""
    parts = [f"{len(rows)} baris"]
    if len({row.unit for row in rows}) == 1:
        show = rows[0].show
        for word, name in (("Diserahkan", "delivered"), ("Diterima", "accepted"), ("Ditolak", "rejected")):
            parts.append(f"{word} {show(sum(getattr(row.net, name) for row in rows))}")
    parts.append(words.rupiah(sum(row.value for row in rows)))
    owed = sum(max(row.payable, 0) for row in rows)
    return " · ".join([*parts, f"belum dibayar {words.rupiah(owed)}"] if owed else parts)


def _rows(office: Office) -> Sequence[DeliveryRow]:
    with office.reading() as connection:
        return delivery_rows(connection)


def _pieces(title: str, name: str) -> Column[DeliveryRow]:
    return Column(
        title,
        lambda row: row.show(getattr(row, name)),
        lambda row: getattr(row, name),
        number=True,
    )


def _value(row: DeliveryRow) -> str:
    return "–" if row.accepted is None else words.rupiah(row.value)


def _tax(row: DeliveryRow) -> str:
    return "–" if row.tax is None else words.rupiah(row.tax)


def _words(row: DeliveryRow) -> str:
    return f"{row.number} {row.maker} {row.batch_name} {row.product.name} {row.reason} {row.status}"
