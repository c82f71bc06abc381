"""The list of stock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ikm_desktop import words
from ikm_desktop.goods.items import KINDS
from ikm_desktop.goods.stock import StockRow
from ikm_desktop.goods.stock_lines import stock_lines
from ikm_desktop.office.listing import SortKey
from ui.common.listing import Column, Listing, counted, summed


def stock_listing() -> Listing[StockRow]:
    """Return the list of the tab Persediaan."""
    return Listing(
        name="persediaan",
        title="Daftar persediaan",
        lines=stock_lines(),
        columns=(
            Column("Barang", lambda row: row.item.name, width=200, field="name", grows=True),
            Column("Jenis", lambda row: KINDS[row.item.kind], width=72, field="kind"),
            _quantity("Gudang", "in_stores"),
            _quantity("Di peserta", "with_participants"),
            _quantity("Dipesan", "pinned"),
            Column("Harga terakhir", _last_price, number=True, width=116, field="last_price"),
            Column("Nilai", lambda row: words.rupiah(row.value), number=True, width=116, field="value"),
            _quantity("Batas", "reorder"),
            Column("Kode", lambda row: row.item.code, width=110, field="code", extra=True),
            Column("Satuan", lambda row: row.item.unit.symbol, width=80, extra=True),
            Column(
                "Spesifikasi",
                lambda row: row.item.specification,
                width=160,
                field="specification",
                extra=True,
            ),
        ),
        key=lambda row: row.item.id,
        heading=lambda row: row.item.name,
        details=lambda row: (
            ("Kode", row.item.code),
            ("Spesifikasi", row.item.specification),
            ("Di gudang", row.item.ref.show(row.in_stores)),
            ("Di peserta", row.item.ref.show(row.with_participants)),
            ("Dipesan", row.item.ref.show(row.pinned)),
            ("Nilai", words.rupiah(row.value)),
        ),
        empty="Gudang kosong. Catat barangnya di Pengaturan (Barang), lalu terima dari penyedia (Ctrl+N).",
        totals=_totals,
        sort=(SortKey("name"),),
    )


def _totals(sums: Sequence[Mapping[str, Any]]) -> str:
    return f"{counted(sums)} barang · nilai {words.rupiah(summed(sums, 'value'))}"


def _last_price(row: StockRow) -> str:
    return "–" if row.last_price is None else words.rupiah(row.last_price)


def _quantity(title: str, name: str) -> Column[StockRow]:
    def value(row: StockRow) -> int:
        return row.item.reorder_level if name == "reorder" else int(getattr(row, name))

    return Column(
        title,
        lambda row: row.item.ref.show(value(row)) if value(row) else "–",
        number=True,
        width=96,
        field=name,
        cell=lambda row: Decimal(value(row)) / row.item.unit.per,
    )
