"""Harga: what the office pays for a piece of each product, from a day on."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ikm_desktop import words
from ikm_desktop.amounts import read_rupiah
from ikm_desktop.goods.items import items
from ikm_desktop.goods.prices import Price, prices, set_price
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.fields import DateField
from ui.common.listing import Column
from ui.common.picking import CalmCombo
from ui.common.table import RowsTable
from ui.settings.part import SettingsPart
from ui.theme.look import Look


class PricesPart(SettingsPart):
    """The price list and the form of one price; a price of the same product, grade and day is replaced."""

    title = "Harga produk"
    words = "harga beli satuan"
    about = "Harga beli satu buah, sejak tanggalnya. Yang sudah dicatat memakai harga waktu itu."

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        with office.reading() as connection:
            products = items(connection, kind="product")
            self._names = {one.id: one.name for one in items(connection, archived=True)}
        self.table = RowsTable(self._columns(), look)
        self.table.setAccessibleName("Daftar harga")
        self.table.setMinimumHeight(160)
        self.place(self.table)
        self.product = CalmCombo("")
        for product in products:
            self.product.addItem(product.name, product.id)
        self.form.add("&Produk", "Produk", self.product)
        self.grade = self.form.line("&Mutu (boleh kosong)", "Mutu")
        self.first = DateField("Berlaku dari", office.clock.now().date())
        self.form.add("&Berlaku dari", "Berlaku dari", self.first)
        self.price = self.form.line("&Harga (Rp)", "Harga")
        self.column.addWidget(self.form)
        self.column.addStretch()
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.selectionModel().selectionChanged.connect(self._row_chosen)
        self._read()
        self.table.selectRow(0)

    def _columns(self) -> tuple[Column[Price], ...]:
        return (
            Column("Produk", lambda row: self._names[row.item], width=240),
            Column("Mutu", lambda row: row.grade, width=110),
            Column(
                "Berlaku dari",
                lambda row: words.short_date(row.valid_from),
                lambda row: row.valid_from,
                width=110,
            ),
            Column(
                "Harga", lambda row: words.rupiah(row.price), lambda row: row.price, number=True, width=110
            ),
        )

    def _read(self) -> None:
        with self.office.reading() as connection:
            self.table.rows_model.set_rows(prices(connection))

    def _row_chosen(self) -> None:
        for row in self.table.chosen()[:1]:
            self.form.clear_problems()
            self.product.setCurrentIndex(self.product.findData(row.item))
            self.grade.setText(row.grade)
            self.first.set_day(row.valid_from)
            self.price.setText(words.number(row.price))

    def save(self) -> Done | None:
        """Set the price in one act."""
        done = self.perform(self._act, f"Harga {self.product.currentText()} disimpan.")
        if done is not None:
            self._read()
        return done

    def _act(self) -> Done:
        return set_price(
            self.office,
            item=self.chosen("Produk", self.product.currentData()),
            price=self.required("Harga", self.price, read_rupiah),
            valid_from=self.required_day(self.first),
            grade=self.grade.text(),
        )
