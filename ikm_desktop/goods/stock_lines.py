"""What the list of stock can be asked; an office has some dozens of items, so it is asked in memory."""

from __future__ import annotations

from ikm_desktop.goods.items import KINDS
from ikm_desktop.goods.stock import StockRow, stock_list
from ikm_desktop.office.listing import Chip, Field, Holds, How, ShortLines, Sum, Term

FIELDS: tuple[Field[StockRow], ...] = (
    Field("made", "", Holds.NUMBER, lambda row: row.item.id),
    Field("name", "Barang", Holds.TEXT, lambda row: row.item.name),
    Field("kind", "Jenis", Holds.WORD, lambda row: KINDS[row.item.kind], tuple(KINDS.values())),
    Field("code", "Kode", Holds.TEXT, lambda row: row.item.code),
    Field("specification", "Spesifikasi", Holds.TEXT, lambda row: row.item.specification),
    # Smallest units, which nobody types: sorted by, not filtered by.
    Field("in_stores", "", Holds.NUMBER, lambda row: row.in_stores),
    Field("with_participants", "", Holds.NUMBER, lambda row: row.with_participants),
    Field("pinned", "", Holds.NUMBER, lambda row: row.pinned),
    Field("reorder", "", Holds.NUMBER, lambda row: row.item.reorder_level),
    Field("last_price", "Harga terakhir", Holds.MONEY, lambda row: row.last_price),
    Field("value", "Nilai", Holds.MONEY, lambda row: row.value),
    Field("short", "Kurang dari batas", Holds.FLAG, lambda row: int(row.is_short)),
    Field("none_left", "Habis", Holds.FLAG, lambda row: int(row.is_empty)),
)
"""What the list can be sorted and filtered by."""


def stock_lines() -> ShortLines[StockRow]:
    """Return the list of stock."""
    return ShortLines(
        all_rows=stock_list,
        all_fields=FIELDS,
        search=("name", "code", "specification"),
        identity=lambda row: row.item.id,
        chips=(
            Chip("Kurang", (Term("short", How.IS, (1,)),)),
            Chip("Habis", (Term("none_left", How.IS, (1,)),)),
            *(Chip(word, (Term("kind", How.IS, (word,)),)) for word in KINDS.values()),
        ),
        figures=(Sum("value", "value"),),
    )
