"""The list of stock."""

from __future__ import annotations

from collections.abc import Sequence

from ikm_desktop import words
from ikm_desktop.goods.items import KINDS
from ikm_desktop.goods.stock import StockRow, stock_list
from ikm_desktop.office.book import Office
from ui.common.listing import Chip, Column, Listing


def stock_listing() -> Listing[StockRow]:
    """Return the list of the tab Persediaan."""
    return Listing(
        rows=_rows,
        columns=(
            Column("Barang", lambda row: row.item.name, width=230),
            Column("Jenis", lambda row: KINDS[row.item.kind], width=80),
            _quantity("Gudang", "in_stores"),
            _quantity("Di peserta", "with_participants"),
            _quantity("Dipesan", "pinned"),
            Column(
                "Harga terakhir",
                lambda row: "–" if row.last_price is None else words.rupiah(row.last_price),
                lambda row: row.last_price,
                number=True,
                width=120,
            ),
            Column(
                "Nilai", lambda row: words.rupiah(row.value), lambda row: row.value, number=True, width=130
            ),
            _quantity("Batas", "reorder"),
        ),
        words=lambda row: f"{row.item.name} {row.item.code} {row.item.specification}",
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
        empty="Gudang kosong. Catat penerimaan pertama dari penyedia.",
        chips=(
            Chip("Kurang", lambda row: row.is_short),
            Chip("Habis", lambda row: row.is_empty),
            Chip("Bahan", lambda row: row.item.kind == "material"),
            Chip("Produk", lambda row: row.item.kind == "product"),
        ),
        totals=lambda rows: f"{len(rows)} barang · nilai {words.rupiah(sum(row.value for row in rows))}",
    )


def _quantity(title: str, name: str) -> Column[StockRow]:
    def value(row: StockRow) -> int:
        return row.item.reorder_level if name == "reorder" else int(getattr(row, name))

    return Column(
        title,
        lambda row: row.item.ref.show(value(row)) if value(row) else "–",
        value,
        number=True,
        width=110,
    )


def _rows(office: Office) -> Sequence[StockRow]:
    with office.reading() as connection:
        return stock_list(connection)
