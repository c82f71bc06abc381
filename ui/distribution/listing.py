"""The list of handovers to institutions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ikm_desktop import words
from ikm_desktop.distribution.list_lines import distribution_lines
from ikm_desktop.distribution.lists import DistributionRow
from ikm_desktop.goods.listed import UNSIGNED
from ikm_desktop.office.listing import SortKey
from ui.common.listing import Column, Listing, counted, summed

__all__ = ["UNSIGNED", "details", "distributions_listing", "totals"]


def distributions_listing(today: date, in_store: str) -> Listing[DistributionRow]:
    """Return the list of the tab Penyaluran as it stands on a day; in_store: what waits there, in words."""
    return Listing(
        name="penyaluran",
        title="Daftar penyaluran",
        lines=distribution_lines(),
        columns=(
            Column("Tanggal", lambda row: words.short_date(row.letter_date), width=86, field="letter_date"),
            Column("Nomor BAST", lambda row: row.number or "–", width=150, field="number"),
            Column("Penerima", lambda row: row.institution, width=134, field="party", grows=True),
            Column("Golongan", lambda row: row.class_name, width=90, field="class_name", grows=True),
            Column("Kab/Kota", lambda row: row.regency, width=100, field="regency", grows=True),
            Column("Produk", lambda row: row.products, width=94, field="goods", grows=True),
            Column(
                "Jumlah",
                lambda row: row.quantities,
                number=True,
                width=76,
                field="quantity",
                cell=_quantity,
            ),
            Column("Status", lambda row: row.status.value, pill=True, width=140, field="status"),
            Column("Laporan", lambda row: row.report, width=79, field="report"),
            Column("Nilai", _value, number=True, width=100, field="value", extra=True),
            Column("Dilaporkan", _reported, number=True, width=86, field="reported", extra=True),
            Column("Tanggal buku", _signed, width=96, field="signed_on", extra=True),
            Column("Surat kembali", lambda row: _out(row, today), width=130, field="out_since", extra=True),
            Column("Keterangan", lambda row: row.reason, width=150, field="reason", extra=True),
        ),
        key=lambda row: (row.voucher, row.prepared),
        heading=lambda row: row.institution,
        details=lambda row: details(row, today),
        empty=f"Belum ada penyaluran. {in_store}".strip(),
        paper=lambda row: row.paper,
        totals=totals,
        sort=(SortKey("letter_date", descending=True),),
    )


def _out(row: DistributionRow, today: date) -> str:
    days = row.days_out(today)
    return "" if days is None else "dicetak hari ini" if days == 0 else f"belum kembali, {days} hari"


def _value(row: DistributionRow) -> str:
    return "–" if row.value is None else words.rupiah(row.value)


def _reported(row: DistributionRow) -> str:
    return words.number(row.reported) if row.reported else "–"


def _signed(row: DistributionRow) -> str:
    return words.short_date(row.signed_on) if row.signed_on else "–"


def _quantity(row: DistributionRow) -> str | Decimal:
    """Return a figure where all is of one unit, else the text that tells the units apart."""
    units = {item.unit for item, _ in row.goods}
    if len(units) != 1:
        return row.quantities
    return Decimal(row.pieces) / row.goods[0][0].unit.per


def details(row: DistributionRow, today: date) -> Sequence[tuple[str, str]]:
    """Return what the side panel tells of a row."""
    goods = "\n".join(f"{item.name}: {item.ref.show(quantity)}" for item, quantity in row.goods)
    return (
        ("Surat", row.label),
        ("Tanggal surat", words.long_date(row.letter_date)),
        ("Golongan", row.class_name),
        ("Kab/Kota", row.regency),
        ("Barang", goods),
        ("Nilai", "" if row.value is None else words.rupiah(row.value)),
        ("Ditandatangani", words.long_date(row.signed_on) if row.signed_on else ""),
        ("Yang menandatangani", row.received_by or row.signer),
        ("Surat kembali", _out(row, today)),
        ("Laporan", row.report),
        ("Dibalik oleh", ", ".join(row.reversed_by)),
        ("Alasan", row.reason),
    )


def totals(sums: Sequence[Mapping[str, Any]]) -> str:
    """Return the line under the table; quantities of different units stay apart."""
    given = " + ".join(f"{words.number(one['pieces'])} {one['group']}" for one in sums if one["pieces"])
    unsigned = summed(sums, "unsigned")
    parts = [
        f"{words.number(counted(sums))} baris",
        f"disalurkan {given}" if given else "",
        f"nilai {words.rupiah(summed(sums, 'value'))}",
        f"{unsigned} belum ditandatangani" if unsigned else "",
    ]
    return " · ".join(part for part in parts if part)
