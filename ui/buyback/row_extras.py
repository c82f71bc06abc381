"""What the current row of a batch's grid says besides its figures: repaired pieces, off-cuts, waste."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ikm_desktop.buyback.balance import MakerBalance
from ikm_desktop.office.book import Office
from ui.buyback.makers import Maker
from ui.buyback.receipt_extras import Besides, ReceiptExtras
from ui.common.in_sight import InSight
from ui.common.labels import label

_MOST_LINES = 12
_NOBODY = "Pilih satu baris di tabel."


class RowExtras(QWidget):
    """The form of one receipt's extras, which follows the cursor from row to row and keeps each row's.

    changed: something was typed of a row; finished: Enter after the last field.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = label(_NOBODY, "strong")
        self.who.setWordWrap(True)
        self.extras = ReceiptExtras(office, self)
        self.nothing = label("Ia tidak memegang produk ini, jadi tidak ada perbaikan.", "muted")
        self.nothing.setWordWrap(True)
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 6, 0)
        inside.setSpacing(5)
        for widget in (self.extras.again, self.nothing, self.extras):
            inside.addWidget(widget)
        inside.addStretch()
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName("Perbaikan, sisa potongan, rusak")
        self._area.setWidget(self._inside)
        for plain in (self._inside, self._area.viewport()):
            plain.setAutoFillBackground(False)  # the card's own colour
        InSight(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.who)
        column.addWidget(self._area)
        QWidget.setTabOrder(self.extras.again, self.extras.offcut)
        self._today = office.clock.now().date()
        self._day = self._today
        self._makers: dict[int, Maker] = {}
        self._balances: Mapping[int, MakerBalance] = {}
        self._place: int | None = None
        self._states: dict[int, dict[str, Any]] = {}
        self._said: dict[int, Besides] = {}
        self._wrong: dict[int, list[str]] = {}
        self._loading = False
        self.extras.setEnabled(False)
        self.extras.changed.connect(self._typed)
        self.extras.finished.connect(self.finished)

    # --- whose it is --------------------------------------------------------------------------------

    def take(self, makers: list[Maker], balances: Mapping[int, MakerBalance], day: date) -> None:
        """Take who is on the grid now; what was typed of those who still are stays."""
        self._makers = {one.place: one for one in makers}
        self._balances, self._day = balances, day
        self.restore({str(place): state for place, state in self._states.items()})

    def show_row(self, place: int | None) -> None:
        """Show what the row of a maker says."""
        self._place = place if place in self._makers else None
        maker = self._makers.get(place or 0)
        self._loading = True
        self.extras.setEnabled(maker is not None)
        self.who.setText(_NOBODY if maker is None else f"{maker.no}. {maker.name}")
        if maker is not None:
            self.extras.clear()
            self.extras.read(maker.place, self._balances.get(maker.place), self._day)
            self.extras.restore(self._states.get(maker.place, {}))
        self.extras.again.setEnabled(maker is not None)
        self.nothing.setVisible(maker is not None and self.extras.again.isHidden())
        self._loading = False
        self._fit()

    def _fit(self) -> None:
        """Take the room the form needs; beside the grid at most what leaves all its rows in sight."""
        layout = self._inside.layout()
        needed = (0 if layout is None else layout.sizeHint().height()) + 6
        is_beside = 2 * self.width() < self.window().width()
        most = _MOST_LINES * self.fontMetrics().lineSpacing()
        self._area.setFixedHeight(min(needed, most) if is_beside else needed)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit into the room beside the grid, or beneath it."""
        super().resizeEvent(event)
        self._fit()

    def go_in(self) -> None:
        """Put the cursor into the first tick."""
        first = self.extras.offcut if self.extras.again.isHidden() else self.extras.again
        first.setFocus()

    # --- what is typed ------------------------------------------------------------------------------

    def besides(self, place: int) -> Besides:
        """Return what the row of a maker says besides."""
        return self._said.get(place, Besides())

    def problems(self, place: int) -> list[str]:
        """Return what is wrong with it, a sentence each."""
        return self._wrong.get(place, [])

    def _typed(self) -> None:
        if not self._loading and self._place is not None:
            self._keep(self._place)
            self._fit()
            self.changed.emit()

    def _keep(self, place: int) -> None:
        """Note what the form says as that of a row."""
        for kept in (self._states, self._said, self._wrong):
            kept.pop(place, None)
        if state := self.extras.state():
            self._states[place] = state
            self._said[place] = self.extras.besides()
            self._wrong[place] = list(self.extras.problems(above=self._day >= self._today).values())

    # --- as a part of a form ------------------------------------------------------------------------

    def state(self) -> dict[str, Any]:
        """Return what is typed, by place."""
        return {str(place): state for place, state in self._states.items()}

    def restore(self, state: Any) -> None:  # noqa: ANN401 - as `state` gave it
        """Type what a draft held; who is no longer in the batch is left out."""
        held: dict[str, dict[str, Any]] = state if isinstance(state, dict) else {}
        here = self._place
        for kept in (self._states, self._said, self._wrong):
            kept.clear()
        for key, typed in held.items():
            if int(key) in self._makers:
                self._states[int(key)] = typed
                self.show_row(int(key))
                self._keep(int(key))
        self.show_row(here)

    def spot(self) -> list[Any]:
        """Return the row whose form the cursor stands in."""
        return [self._place] if self._place is not None and self.focusWidget() is not None else []

    def go_to_spot(self, spot: list[Any]) -> None:
        """Put the cursor into a row's form."""
        if spot:
            self.show_row(int(spot[0]))
        self.go_in()
