"""Harga: what the office pays for a piece of each product, from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ikm_desktop import words
from ikm_desktop.amounts import read_rupiah
from ikm_desktop.goods.items import items
from ikm_desktop.goods.prices import Price, prices, set_price
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.fields import DateField
from ui.common.listing import Column
from ui.common.picking import CalmCombo
from ui.settings.table_part import TablePart
from ui.theme.look import Look


class PricesPart(TablePart):
    """The price list and the form of one price; a price of the same product, grade and day is replaced."""

    title = "Harga produk"
    words = "harga beli satuan"
    about = "Harga beli satu buah, sejak tanggalnya. Yang sudah dicatat memakai harga waktu itu."

    rows_name = "Daftar harga"

    def __init__(self, office: Office, look: Look) -> None:
        with office.reading() as connection:
            self._products = items(connection, kind="product")
            self._names = {one.id: one.name for one in items(connection, archived=True)}
        super().__init__(office, look)

    def make_form(self) -> None:
        """Ask for product, grade, day and price."""
        self.product = CalmCombo("")
        for product in self._products:
            self.product.addItem(product.name, product.id)
        self.form.add("&Produk", "Produk", self.product)
        self.grade = self.form.line("&Mutu (boleh kosong)", "Mutu")
        self.first = DateField("Berlaku dari", self.office.clock.now().date())
        self.form.add("&Berlaku dari", "Berlaku dari", self.first)
        self.price = self.form.line("&Harga (Rp)", "Harga")
        self.column.addWidget(self.form)

    def columns(self) -> Sequence[Column[Price]]:
        """Return product, grade, day and price."""
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

    def rows(self, connection: Any) -> Sequence[Price]:  # noqa: ANN401 - the room's own
        """Read the prices."""
        return prices(connection)

    def show_row(self, row: Price) -> None:
        """Fill the form with a price."""
        self.product.setCurrentIndex(self.product.findData(row.item))
        self.grade.setText(row.grade)
        self.first.set_day(row.valid_from)
        self.price.setText(words.number(row.price))

    def save(self) -> Done | None:
        """Set the price in one act."""
        return self.keep(self._act, f"Harga {self.product.currentText()} disimpan.")

    def _act(self) -> Done:
        return set_price(
            self.office,
            item=self.chosen("Produk", self.product.currentData()),
            price=self.required("Harga", self.price, read_rupiah),
            valid_from=self.required_day(self.first),
            grade=self.grade.text(),
        )
