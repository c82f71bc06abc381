"""Beside the kit: what the store has and what stays, who gets something, what saving will do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QSizePolicy, QWidget

from ikm_desktop import words
from ikm_desktop.goods.runs import amount
from ikm_desktop.supply.kit import KitItem, KitProposal
from ui.common.grid_model import MARK, GridModel
from ui.common.labels import card, label

_HEADS = ("Bahan", "Stok", "Keluar", "Sisa")


class KitCards(QWidget):
    """Three cards that follow the grid as it is edited."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self.stock, stock = card()
        self.stock_title = label("", "section")
        stock.addWidget(self.stock_title)
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(14)
        self._table.setVerticalSpacing(3)
        self._table.setColumnStretch(0, 1)
        stock.addLayout(self._table)
        note = label("Tanpa yang sudah disiapkan untuk surat lain.", "muted")
        note.setWordWrap(True)
        stock.addWidget(note)
        self.summary_card, summary = card("Ringkasan")
        self.summary = _text(summary)
        self.value = _text(summary, "muted")
        self.after_card, after = card("Setelah disimpan")
        self.after = _text(after, "muted")
        for layout in (stock, summary, after):
            layout.addStretch()
        self._items: tuple[KitItem, ...] = ()
        self._prices: Mapping[int, int] = {}
        self._cells: list[list[QLabel]] = []
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for one in (self.stock, self.summary_card, self.after_card):
            self._layout.addWidget(one)
        self._layout.addStretch()

    def lie_flat(self, *, flat: bool) -> None:
        """Stand below each other, or side by side where the window is narrow."""
        direction = QBoxLayout.Direction.LeftToRight if flat else QBoxLayout.Direction.TopToBottom
        if self._layout.direction() != direction:
            self._layout.setDirection(direction)
        upright = QSizePolicy.Policy.Preferred if flat else QSizePolicy.Policy.Maximum
        for one in (self.stock, self.summary_card, self.after_card):
            one.setSizePolicy(QSizePolicy.Policy.Preferred, upright)

    def show_kit(self, proposal: KitProposal, prices: Mapping[int, int]) -> None:
        """Show another kit; prices: last known, whole rupiah for one shown unit, by item."""
        self._items, self._prices = proposal.items, prices
        self.stock_title.setText(f"Stok gudang per {words.short_date(proposal.day)}")
        while (item := self._table.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for column, head in enumerate(_HEADS):
            self._table.addWidget(_figure(head, "muted", left=column == 0), 0, column)
        self._cells = [self._row(row, one) for row, one in enumerate(proposal.items, start=1)]

    def _row(self, row: int, one: KitItem) -> list[QLabel]:
        unit = one.item.unit
        name = one.item.heading if unit.per == 1 else f"{one.item.heading} ({unit.symbol})"
        made = [_figure(text, left=column == 0) for column, text in enumerate((name, "", "", ""))]
        for column, cell in enumerate(made):
            cell.setAccessibleName(name if column == 0 else f"{_HEADS[column]} {one.item.name}")
            self._table.addWidget(cell, row, column)
        return made

    def follow(self, grid: GridModel) -> list[KitItem]:
        """Show what the grid holds now; return the materials of which there is too little."""
        short = []
        for at, (one, cells) in enumerate(zip(self._items, self._cells, strict=True)):
            out = grid.total(at)
            left = one.available - out
            for cell, quantity in zip(cells[1:], (one.available, out, left), strict=True):
                cell.setText(words.scaled_number(quantity, one.item.unit.per, one.item.unit.decimals))
            if left < 0:
                short.append(one)
                missing = words.scaled_number(-left, one.item.unit.per, one.item.unit.decimals)
                cells[3].setText(f"kurang {missing}")
            for cell in cells:
                _give_role(cell, "problem" if left < 0 else "")
        self._sum_up(grid)
        return short

    def _sum_up(self, grid: GridModel) -> None:
        takers = [line for line in grid.lines if line.takes]
        differing = sum(line.differs for line in takers)
        lines = [f"{len(takers)} penerima · {len(grid.lines) - len(takers)} tidak"]
        if differing:
            lines.append(f"{differing} orang dengan jumlah lain (ditandai {MARK})")
        self.summary.setText("\n".join(lines))
        value = sum(
            amount(self._prices.get(one.item.id, 0), grid.total(at), one.item.unit.per)
            for at, one in enumerate(self._items)
        )
        self.value.setText(f"Nilai kira-kira {words.rupiah(value)} (harga terakhir)")
        self.after.setText(
            f"{len(takers)} serah terima berstatus Disiapkan dan satu Tanda Terima Bahan (F4). Barang keluar "
            "dari buku gudang saat ditandatangani."
        )


def _text(layout: QBoxLayout, role: str = "") -> QLabel:
    made = label("", role)
    made.setWordWrap(True)
    layout.addWidget(made)
    return made


def _figure(text: str, role: str = "", *, left: bool) -> QLabel:
    made = label(text, role)
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    made.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
    return made


def _give_role(cell: QLabel, role: str) -> None:
    if (cell.property("role") or "") != role:
        cell.setProperty("role", role)
        cell.style().unpolish(cell)
        cell.style().polish(cell)
