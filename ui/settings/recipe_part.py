"""Resep: what a product takes, in versions from a day on; another recipe is another version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from ikm_desktop import words
from ikm_desktop.errors import FieldMissing
from ikm_desktop.goods.items import Item, items, items_by_id
from ikm_desktop.goods.recipes import MODES, Recipe, RecipeLine, add_recipe, recipes, set_recipe_mode
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.fields import DateField
from ui.common.labels import button, label
from ui.common.listing import Column
from ui.common.picking import CalmCombo
from ui.settings.table_part import TablePart
from ui.theme.look import Look

_LEAST_ROWS = 4
_YIELDS = "Hasil resep"


class LineRow:
    """A material of the recipe: which, how much in its shown unit, and whether it is an off-cut."""

    def __init__(self, number: int, materials: Sequence[Item]) -> None:
        self.item = CalmCombo(f"Bahan {number}")
        self.item.addItem("–", None)
        for one in materials:
            self.item.addItem(one.name, one)
        self.quantity = QLineEdit()
        self.quantity.setAccessibleName(f"Jumlah bahan {number}")
        self.unit = label("", "muted")
        self.offcut = QCheckBox("sisa potong")
        self.offcut.setAccessibleName(f"Bahan {number} sisa potong")
        self.item.currentIndexChanged.connect(self._show_unit)

    def _show_unit(self) -> None:
        found = self.item.currentData()
        self.unit.setText(found.unit.symbol if found is not None else "")

    def fill(self, line: RecipeLine | None, known: Item | None) -> None:
        """Show a line of a recipe, or nothing."""
        at = 0
        if line is not None:
            at = next((i for i in range(1, self.item.count()) if self.item.itemData(i).id == line.item), 0)
        self.item.setCurrentIndex(at)
        shown = ""
        if line is not None and known is not None:
            shown = words.scaled_number(line.quantity, known.unit.per, known.unit.decimals)
        self.quantity.setText(shown)
        self.offcut.setChecked(bool(line and line.offcut))
        self._show_unit()

    def read(self) -> RecipeLine | None:
        """Return the line, None where no material is chosen. Raises what the unit's reading raises."""
        found: Item | None = self.item.currentData()
        if found is None:
            return None
        if not self.quantity.text().strip():
            raise FieldMissing(field=f"Jumlah {found.name}")
        quantity = found.unit.read(self.quantity.text(), found.name)
        return RecipeLine(found.id, quantity, self.offcut.isChecked())


class RecipePart(TablePart):
    """The table of versions and the form of the next one."""

    title = "Resep"
    words = "takaran kebutuhan paket bahan"
    about = (
        "Pilih satu versi untuk mengubah sikapnya. Bahan atau hasil yang lain disimpan sebagai versi "
        "berikutnya sejak tanggalnya; yang sudah dicatat memakai versi waktu itu."
    )

    rows_name = "Daftar resep"

    def __init__(self, office: Office, look: Look) -> None:
        with office.reading() as connection:
            self._materials = items(connection, kind="material")
            self._products = items(connection, kind="product")
            self._known = items_by_id(connection, [one.id for one in items(connection, archived=True)])
        self.lines: list[LineRow] = []
        super().__init__(office, look)

    def make_form(self) -> None:
        """Ask for product, name, day and attitude, and beneath for the materials."""
        self.product = CalmCombo("")
        for one in self._products:
            self.product.addItem(one.name, one.id)
        self.form.add("&Produk", "Produk", self.product)
        self.name = self.form.line("&Nama resep", "Nama resep")
        self.yields = self.form.line("&Hasil (buah)", _YIELDS)
        self.first = DateField("Berlaku dari", self.office.clock.now().date())
        self.form.add("&Berlaku dari", "Berlaku dari", self.first)
        self.mode = CalmCombo("")
        for code, text in MODES.items():
            self.mode.addItem(text, code)
        self.form.add("Si&kap bila isian menyimpang", "Sikap terhadap penyimpangan", self.mode)
        self.column.addWidget(self.form)
        self._grid_widget = QWidget()
        self._grid_widget.setMaximumWidth(900)
        self._grid = QGridLayout(self._grid_widget)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self._grid_widget)
        self.more_button = button("Tambah bahan", self.look, icon_name="plus")
        self.more_button.clicked.connect(self.add_row)
        self.column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        for _ in range(_LEAST_ROWS):
            self.add_row()

    def columns(self) -> Sequence[Column[Recipe]]:
        """Return product, version, day, yield, attitude and materials."""
        return (
            Column("Produk", lambda row: self._known[row.product].name, width=220),
            Column("Versi", lambda row: str(row.version), lambda row: -row.version, number=True, width=60),
            Column(
                "Berlaku dari",
                lambda row: words.short_date(row.valid_from),
                lambda row: row.valid_from,
                width=110,
            ),
            Column("Hasil", lambda row: words.number(row.yields), number=True, width=70),
            Column("Sikap", lambda row: MODES[row.mode], width=170),
            Column("Bahan", self._told, width=330),
        )

    def _told(self, recipe: Recipe) -> str:
        return "; ".join(
            f"{self._known[line.item].name} {self._known[line.item].ref.show(line.quantity)}"
            + (" (sisa potong)" if line.offcut else "")
            for line in recipe.lines
        )

    def rows(self, connection: Any) -> Sequence[Recipe]:  # noqa: ANN401 - the room's own
        """Read the versions."""
        return recipes(connection)

    def add_row(self) -> LineRow:
        """Add a row for one material more."""
        row = LineRow(len(self.lines) + 1, self._materials)
        at = len(self.lines)
        for column, part in enumerate((row.item, row.quantity, row.unit, row.offcut)):
            self._grid.addWidget(part, at, column)
        self.lines.append(row)
        return row

    def show_row(self, row: Recipe) -> None:
        """Fill the form with a version."""
        self.product.setCurrentIndex(self.product.findData(row.product))
        self.name.setText(row.name)
        self.yields.setText(str(row.yields))
        self.first.set_day(row.valid_from)
        self.mode.setCurrentIndex(self.mode.findData(row.mode))
        while len(self.lines) < len(row.lines):
            self.add_row()
        for at, line_row in enumerate(self.lines):
            line = row.lines[at] if at < len(row.lines) else None
            line_row.fill(line, self._known.get(line.item) if line else None)

    def save(self) -> Done | None:
        """Change the mode of the version chosen where nothing else changed, else add the next version."""
        return self.keep(self._act, f"Resep {self.product.currentText()} disimpan.")

    def _act(self) -> Done:
        lines = tuple(line for row in self.lines if (line := row.read()) is not None)
        yields = self.required(_YIELDS, self.yields, _whole)
        product = self.chosen("Produk", self.product.currentData())
        name, first = self.name.text().strip(), self.required_day(self.first)
        was = self._chosen
        if was is not None and (was.product, was.name, was.yields, was.valid_from, was.lines) == (
            product,
            name,
            yields,
            first,
            lines,
        ):
            return set_recipe_mode(self.office, recipe=was.id, mode=self.mode.currentData())
        return add_recipe(
            self.office,
            product=product,
            yields=yields,
            lines=lines,
            valid_from=first,
            name=name,
            mode=self.mode.currentData(),
        )


def _whole(text: str, name: str) -> int:
    from ikm_desktop.amounts import PIECE

    return PIECE.read(text, name)
