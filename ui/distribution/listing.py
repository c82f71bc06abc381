"""The list of handovers to institutions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop import words
from ikm_desktop.distribution.lists import NO_REPORT, PART_REPORTED, DistributionRow, distribution_rows
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.parties import CLASSES
from ikm_desktop.office.book import Office
from ui.common.listing import Chip, Column, Listing

UNSIGNED = (Status.PREPARED, Status.OUT)
"""Prepared or printed, and not signed yet."""

WIDTHS = (86, 150, 134, 90, 100, 94, 76, 140, 79)
"""Widths of the columns in px."""


def distributions_listing(today: date, in_store: str) -> Listing[DistributionRow]:
    """Return the list of the tab Penyaluran as it stands on a day; in_store: what waits there, in words."""
    return Listing(
        rows=_rows,
        columns=(
            Column("Tanggal", lambda row: words.short_date(row.letter_date), lambda row: row.letter_date),
            Column("Nomor BAST", lambda row: row.number or "–"),
            Column("Penerima", lambda row: row.institution),
            Column("Golongan", lambda row: row.class_name),
            Column("Kab/Kota", lambda row: row.regency),
            Column("Produk", lambda row: row.products),
            Column("Jumlah", lambda row: row.quantities, lambda row: row.pieces, number=True),
            Column("Status", lambda row: row.status.value, pill=True),
            Column("Laporan", lambda row: row.report),
        ),
        words=_words,
        key=lambda row: (row.voucher, row.prepared),
        heading=lambda row: row.institution,
        details=lambda row: details(row, today),
        empty=f"Belum ada penyaluran. {in_store}".strip(),
        chips=(
            *(
                Chip(name.split(" dan ")[0], lambda row, code=code: row.class_code == code)  # type: ignore[misc]
                for code, name in CLASSES.items()
            ),
            Chip("Belum ditandatangani", lambda row: row.status in UNSIGNED),
            Chip("Belum ada laporan", lambda row: row.report in (NO_REPORT, PART_REPORTED)),
        ),
        paper=lambda row: row.paper,
        totals=totals,
        descending=True,
    )


def details(row: DistributionRow, today: date) -> Sequence[tuple[str, str]]:
    """Return what the side panel tells of a row."""
    days = row.days_out(today)
    out = "" if days is None else "dicetak hari ini" if days == 0 else f"belum kembali, {days} hari"
    goods = "\n".join(f"{item.name}: {item.ref.show(quantity)}" for item, quantity in row.goods)
    return (
        ("Surat", row.label),
        ("Tanggal surat", words.long_date(row.letter_date)),
        ("Golongan", row.class_name),
        ("Kab/Kota", row.regency),
        ("Barang", goods),
        ("Nilai", "" if row.value is None else words.rupiah(row.value)),
        ("Ditandatangani", words.long_date(row.signed_on) if row.signed_on else ""),
        ("Surat kembali", out),
        ("Laporan", row.report),
        ("Dibalik oleh", ", ".join(row.reversed_by)),
        ("Alasan", row.reason),
    )


def totals(rows: Sequence[DistributionRow]) -> str:
    """Return the line under the table; quantities of different units stay apart."""
    sums: dict[str, int] = {}
    for row in rows:
        if row.goods:
            symbol = row.goods[0][0].unit.symbol
            sums[symbol] = sums.get(symbol, 0) + row.net_pieces
    given = " + ".join(f"{words.number(count)} {symbol}" for symbol, count in sums.items() if count)
    unsigned = sum(row.status in UNSIGNED for row in rows)
    value = words.rupiah(sum(row.net_value for row in rows))
    parts = [f"{len(rows)} baris", f"disalurkan {given}" if given else "", f"nilai {value}"]
    return " · ".join(
        part for part in [*parts, f"{unsigned} belum ditandatangani" if unsigned else ""] if part
    )


def _rows(office: Office) -> Sequence[DistributionRow]:
    with office.reading() as connection:
        return distribution_rows(connection)


def _words(row: DistributionRow) -> str:
    who = f"{row.institution} {row.class_name} {row.regency}"
    return f"{row.number} {who} {row.products} {row.status} {row.reason}"
