"""Who delivers what, and what she holds for it: the upper half of the side panel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop.buyback.balance import MakerBalance, MaterialHeld
from ikm_desktop.goods.items import Item
from ui.buyback.makers import Maker
from ui.common.labels import label
from ui.common.picking import CalmCombo, PickCombo

_ROW, _MOST_ROWS = 22, 3


class MakerCard(QFrame):
    """The maker, the product, the materials held, and the most she can deliver.

    `maker_picked` carries the maker, None for a name that is nobody's; `product_picked` a product's id.
    """

    maker_picked = Signal(object)
    product_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.maker = PickCombo("Pembuat", self)
        self.maker.line.setPlaceholderText("Ketik sebagian nama")
        self.caption = label("", "muted")
        self.caption.setWordWrap(True)
        self.product = CalmCombo("Produk", self)
        self.materials = QTableWidget(0, 3, self)
        self.still = label("", "muted")
        self.still.setWordWrap(True)
        self.still.setAccessibleName("Bahan yang masih cukup dari dulu")
        self.most = label("", "figure")
        self.most.setAccessibleName("Paling banyak dapat diserahkan")
        self.most_words = label("Paling banyak dapat diserahkan", "muted")
        self.most_words.setWordWrap(True)
        self._prepare_table()
        self._lay_out()
        self.maker.picked.connect(self._picked)
        self.product.activated.connect(lambda _at: self.product_picked.emit(self.product.currentData()))

    def offer(self, makers: Sequence[Maker], products: Sequence[Item]) -> None:
        """Offer these people and products."""
        self.maker.offer([(maker.entry, maker) for maker in makers])
        chosen = self.product.currentData()
        self.product.clear()
        for product in products:
            self.product.addItem(product.name, product.id)
        self.product.setCurrentIndex(self.product.findData(chosen))

    def show_maker(self, maker: Maker | None, product: int | None) -> None:
        """Show who delivers and which product."""
        self.maker.pick(maker, "" if maker is None else maker.entry)
        self._caption(maker)
        self.product.setCurrentIndex(self.product.findData(product))

    def show_balance(self, balance: MakerBalance | None) -> None:
        """Show what she holds; nothing is known without a maker and a product."""
        held = sorted(balance.materials, key=_scarce) if balance else []
        self.materials.setRowCount(len(held))
        for line, one in enumerate(held):
            enough = balance.product.ref.show(one.enough_for) if balance else ""
            for column, text in enumerate((one.item.name, one.shown, enough)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.materials.setItem(line, column, cell)
        self._fit_table(len(held))
        self.still.setText("" if balance is None else still_enough(balance))
        self.still.setVisible(bool(self.still.text()))
        most = None if balance is None else balance.most
        self.most.setText("–" if balance is None or most is None else balance.product.ref.show(most))

    def _picked(self, maker: Maker | None) -> None:
        self._caption(maker)
        self.maker_picked.emit(maker)

    def _caption(self, maker: Maker | None) -> None:
        if maker is None:
            typed = self.maker.currentText().strip()
            text = "Tidak ada satu nama yang cocok. Pilih dari daftar." if typed else ""
        else:
            text = maker.caption
        self.caption.setText(text)

    def _prepare_table(self) -> None:
        table = self.materials
        table.setAccessibleName("Bahan yang dipegang")
        table.setHorizontalHeaderLabels(["Bahan", "Dipegang", "Cukup untuk"])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        table.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        table.setWordWrap(False)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self._fit_table(0)

    def _fit_table(self, rows: int) -> None:
        seen = min(max(rows, 1), _MOST_ROWS)
        self.materials.setFixedHeight(self.materials.horizontalHeader().sizeHint().height() + seen * _ROW + 4)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(5)
        for widget in (self.maker, self.caption, self.product, self.materials, self.still):
            column.addWidget(widget)
        self.still.hide()
        row = QHBoxLayout()
        row.addWidget(self.most_words, 1)
        row.addWidget(self.most)
        column.addLayout(row)


def still_enough(balance: MakerBalance) -> str:
    """Say which materials she holds nothing of and yet are enough: whole units counted before reach further.

    The recipe rounds a maker's need up once, so the last roll of before covers pieces after it too.
    """
    parts = [
        f"{held.item.name} untuk {balance.product.ref.show(held.enough_for)}"
        for held in balance.materials
        if not held.held and held.enough_for
    ]
    return f"Sisa yang dulu masih cukup: {', '.join(parts)}." if parts else ""


def _scarce(held: MaterialHeld) -> int:
    return held.enough_for
