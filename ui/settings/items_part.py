"""Barang: the materials and products the office keeps books of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from ikm_desktop.amounts import GRAM, KILOGRAM, LITRE, METRE, PIECE, Unit
from ikm_desktop.goods.items import KINDS, Item, add_item, change_item, items
from ikm_desktop.office.acts import Done
from ui.common.listing import Column
from ui.common.picking import CalmCombo
from ui.settings.table_part import TablePart

_COUNTED = ("lembar", "gulung", "set", "botol", "pasang", "pak")
_UNITS = (PIECE, METRE, KILOGRAM, GRAM, LITRE, *(Unit(name, 1, name, 0) for name in _COUNTED))
_LIMIT = "Batas persediaan"

_COLUMNS: tuple[Column[Item], ...] = (
    Column("Barang", lambda row: row.name, width=220),
    Column("Jenis", lambda row: KINDS[row.kind], width=80),
    Column("Satuan", lambda row: row.unit.symbol, width=80),
    Column("Kode", lambda row: row.code, width=110),
    Column(
        "Batas",
        lambda row: row.ref.show(row.reorder_level) if row.reorder_level else "–",
        number=True,
        width=100,
    ),
    Column("Spesifikasi", lambda row: row.specification, width=260),
)


class ItemsPart(TablePart):
    """The table of items and the form of the one chosen, or of a new one."""

    title = "Barang"
    words = "satuan kode batas bahan produk baru"
    about = "Pilih baris untuk mengubahnya, atau tambah yang baru. Jenis tetap, dan satuan sesudah dipakai."

    rows_name = "Daftar barang"
    new = "Barang baru"

    def columns(self) -> Sequence[Column[Item]]:
        """Return name, kind, unit, code, limit and specification."""
        return _COLUMNS

    def make_form(self) -> None:
        """Ask for all that an item is."""
        self.kind, self.unit = CalmCombo(""), CalmCombo("")
        for code, name in KINDS.items():
            self.kind.addItem(name, code)
        self.form.add("&Jenis barang", "Jenis barang", self.kind)
        self.name = self.form.line("&Nama barang", "Nama barang")
        self.form.add("Sat&uan", "Satuan", self.unit)
        self.code = self.form.line("&Kode", "Kode")
        self.short_name = self.form.line("Nama &pendek", "Nama pendek")
        self.specification = self.form.line("Spesi&fikasi", "Spesifikasi")
        self.limit = self.form.line("&Batas persediaan", _LIMIT)
        self.column.addWidget(self.form)

    def rows(self, connection: Any) -> Sequence[Item]:  # noqa: ANN401 - the room's own
        """Read the items."""
        return items(connection)

    def show_row(self, row: Item | None) -> None:
        """Fill the form with an item, or empty it; the kind of an item stays what it is."""
        own = () if row is None else (row.unit,)
        self.unit.clear()
        for unit in (*own, *(one for one in _UNITS if one not in own)):
            self.unit.addItem(unit.symbol, unit)
        if row is not None:
            self.kind.setCurrentIndex(self.kind.findData(row.kind))
        self.kind.setEnabled(row is None)
        self.name.setText(row.name if row else "")
        self.code.setText(row.code if row else "")
        self.short_name.setText(row.short_name if row else "")
        self.specification.setText(row.specification if row else "")
        self.limit.setText(row.ref.show(row.reorder_level) if row and row.reorder_level else "")

    def save(self) -> Done | None:
        """Add or change the item of the form in one act."""
        return self.keep(self._act, f"{self.name.text().strip()} disimpan.")

    def _act(self) -> Done:
        unit: Unit = self.unit.currentData()
        level = self.typed_or_zero(_LIMIT, self.limit, unit.read)
        act = (
            partial(add_item, kind=self.kind.currentData())
            if self._chosen is None
            else partial(change_item, item=self._chosen.id)
        )
        return act(
            self.office,
            unit=unit,
            name=self.name.text(),
            code=self.code.text(),
            short_name=self.short_name.text(),
            specification=self.specification.text(),
            reorder_level=level,
        )
