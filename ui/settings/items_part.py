"""Barang: the materials and products the office keeps books of."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ikm_desktop.amounts import GRAM, KILOGRAM, LITRE, METRE, PIECE, Unit
from ikm_desktop.goods.items import KINDS, Item, add_item, change_item, items
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.labels import button
from ui.common.listing import Column
from ui.common.picking import CalmCombo
from ui.common.table import RowsTable
from ui.settings.part import SettingsPart
from ui.theme.look import Look

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


class ItemsPart(SettingsPart):
    """The table of items and the form of the one chosen, or of a new one."""

    title = "Barang"
    words = "satuan kode batas bahan produk baru"
    about = "Pilih baris untuk mengubahnya, atau tambah yang baru. Jenis dan satuan tetap sesudah ditambah."

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        self._chosen: Item | None = None
        self.table = RowsTable(_COLUMNS, look)
        self.table.setAccessibleName("Daftar barang")
        self.table.setMinimumHeight(170)
        self.place(self.table)
        self.new_button = button("Barang baru", look, icon_name="plus")
        self.new_button.clicked.connect(self.begin_new)
        self.column.addWidget(self.new_button, 0, Qt.AlignmentFlag.AlignLeft)
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
        self.column.addStretch()
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.selectionModel().selectionChanged.connect(self._row_chosen)
        self._read()
        self.begin_new()

    def _read(self) -> None:
        with self.office.reading() as connection:
            self.table.rows_model.set_rows(items(connection))

    def begin_new(self) -> None:
        """Empty the form for a new item."""
        self.table.clearSelection()
        self._show(None)
        self.name.setFocus()

    def _row_chosen(self) -> None:
        for row in self.table.chosen()[:1]:
            self._show(row)

    def _show(self, row: Item | None) -> None:
        """Fill the form with an item, or empty it; kind and unit of an item stay what they are."""
        self._chosen = row
        self.form.clear_problems()
        self.unit.clear()
        for unit in _UNITS if row is None else (row.unit,):
            self.unit.addItem(unit.symbol, unit)
        if row is not None:
            self.kind.setCurrentIndex(self.kind.findData(row.kind))
        for combo in (self.kind, self.unit):
            combo.setEnabled(row is None)
        self.name.setText(row.name if row else "")
        self.code.setText(row.code if row else "")
        self.short_name.setText(row.short_name if row else "")
        self.specification.setText(row.specification if row else "")
        self.limit.setText(row.ref.show(row.reorder_level) if row and row.reorder_level else "")

    def save(self) -> Done | None:
        """Add or change the item of the form in one act."""
        done = self.perform(self._act, f"{self.name.text().strip()} disimpan.")
        if done is not None:
            self._read()
            self.begin_new()
        return done

    def _act(self) -> Done:
        unit: Unit = self.unit.currentData()
        level = self.typed_or_zero(_LIMIT, self.limit, unit.read)
        code, short, about = self.code.text(), self.short_name.text(), self.specification.text()
        if self._chosen is None:
            return add_item(
                self.office,
                kind=self.kind.currentData(),
                name=self.name.text(),
                unit=unit,
                code=code,
                short_name=short,
                specification=about,
                reorder_level=level,
            )
        return change_item(
            self.office,
            item=self._chosen.id,
            name=self.name.text(),
            code=code,
            short_name=short,
            specification=about,
            reorder_level=level,
        )
