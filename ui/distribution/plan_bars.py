"""The bars beside a plan: how much of a product goes to each class of recipients and to each regency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ikm_desktop.goods.parties import Institution
from ui.common.labels import label
from ui.home.bars import CompareBars
from ui.theme.look import Look


class PlanBars(QWidget):
    """Two sets of bars under the name of the product."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.of = label("", "strong")
        self.of.setWordWrap(True)
        self.by_class = self._bars("Per golongan")
        self.by_regency = self._bars("Per kabupaten/kota")
        self._headings = [label(text, "muted") for text in ("Per golongan", "Per kabupaten/kota")]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.of)
        for heading, bars in zip(self._headings, (self.by_class, self.by_regency), strict=True):
            column.addWidget(heading)
            column.addWidget(bars)

    def _bars(self, name: str) -> CompareBars:
        made = CompareBars(self._look, (), self)
        made.setAccessibleName(name)
        made.hide()
        return made

    def show_shares(self, of: str, shares: Sequence[tuple[Institution, float]]) -> None:
        """Show the shares of institutions; of: which product, and in what unit."""
        self.of.setText(of or "Belum ada yang dibagi.")
        sets = (
            (self.by_class, "Per golongan", ((one.class_name, count) for one, count in shares)),
            (
                self.by_regency,
                "Per kabupaten/kota",
                ((one.regency or "(belum diisi)", count) for one, count in shares),
            ),
        )
        for (bars, name, rows), heading in zip(sets, self._headings, strict=True):
            bars.rows = _summed(rows)
            bars.setAccessibleName(f"{name}: {', '.join(f'{who} {count}' for who, count in bars.rows)}")
            bars.setVisible(bool(bars.rows))
            heading.setVisible(bool(bars.rows))
            bars.updateGeometry()
            bars.update()


def _summed(rows: Iterable[tuple[str, float]]) -> tuple[tuple[str, int], ...]:
    sums: dict[str, float] = {}
    for name, count in rows:
        sums[name] = sums.get(name, 0) + count
    found = [(name, round(count)) for name, count in sums.items()]
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))
