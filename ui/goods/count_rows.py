"""The lines of a count: what the book says, what was counted, what differs, why and what more is worth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QLineEdit, QWidget

from ikm_desktop import words
from ikm_desktop.amounts import read_rupiah
from ikm_desktop.errors import FieldRefusal
from ikm_desktop.goods.count_sheet import CountSheet, SheetLine
from ui.common.fields import select_on_focus
from ui.common.labels import label
from ui.common.quantity_rows import shown

_HEADS = ("Barang", "Buku", "Hasil hitung", "Selisih", "Alasan selisih", "Nilai lebih")
_BOOK, _DIFFERENCE = 1, 3


class _Row(QObject):
    """The widgets of a line."""

    def __init__(self, line: SheetLine, reasons: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        name = line.item.name
        self.name = label(name, "", parent)
        self.name.setWordWrap(True)
        self.book = label("", "", parent)
        self.counted = QLineEdit(parent)
        self.difference = label("", "", parent)
        self.reason = QLineEdit(parent)
        self.value = QLineEdit(parent)
        self.name.setBuddy(self.counted)
        for field, what in (
            (self.counted, "Hasil hitung"),
            (self.reason, "Alasan selisih"),
            (self.value, "Nilai lebih"),
        ):
            field.setAccessibleName(f"{what} {name}")
        for field in (self.counted, self.value):
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            select_on_focus(field)
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("00.000,000+00") + 20)
        for text in (self.book, self.difference):
            text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for field in (self.reason, self.value):
            policy = field.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            field.setSizePolicy(policy)
        completer = QCompleter(list(reasons), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.reason.setCompleter(completer)
        self.reason.setMinimumWidth(self.reason.fontMetrics().horizontalAdvance("salah catat saat itu"))

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All of them in reading order."""
        return (self.name, self.book, self.counted, self.difference, self.reason, self.value)

    @property
    def fields(self) -> tuple[QLineEdit, ...]:
        """Those that can be typed in, in the order of Tab."""
        return (self.counted, self.reason, self.value)

    def filled(self) -> SheetLine:
        """Return the line as typed. Raises what is wrong with a quantity or an amount."""
        text = self.counted.text().strip()
        name = self.line.item.name
        counted = self.line.item.unit.read(text, f"Hasil hitung {name}") if text else None
        line = replace(self.line, counted=counted, reason=self.reason.text().strip(), value=None)
        value = self.value.text().strip()
        if value and (line.difference or 0) > 0:
            line = replace(line, value=read_rupiah(value, f"Nilai lebih {name}"))
        return line

    def problem(self) -> str:
        """Return what is wrong with what is typed, empty when nothing is."""
        try:
            self.filled()
        except FieldRefusal as refusal:
            return refusal.sentence
        return ""

    def judge(self, *, blind: bool) -> None:
        """Show what differs; reason and value stand there only where something does."""
        problem = self.problem()
        line = self.line if problem else self.filled()
        difference = line.difference
        show = line.item.ref.show
        self.book.setText(show(line.book))
        if difference is None:
            text = "?" if problem else "–"
        elif difference == 0:
            text = "cocok ✓"
        else:
            text = f"{'+' if difference > 0 else '−'}{show(abs(difference))}"
        self.difference.setText(text)
        self.reason.setVisible(blind or bool(difference))
        more = (difference or 0) > 0
        self.value.setVisible(more and not blind)
        self.value.setPlaceholderText(words.number(line.proposed_value) if more and not blind else "")
        self.counted.setToolTip(problem)
        _mark(self.counted, bad=bool(problem))
        _mark(self.reason, bad=bool(difference) and not blind and not line.reason)


class CountRows(QWidget):
    """The lines. `changed`: something was typed; `finished`: Enter after the last."""

    changed = Signal()
    finished = Signal()

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons = tuple(reasons)
        self._rows: dict[int, _Row] = {}
        self._kept: dict[str, dict[str, Any]] = {}
        self._sheet: CountSheet | None = None
        self._blind = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(4, 2)
        self._heads = []
        for column, text in enumerate(_HEADS):
            heading = label(text, "muted", self)
            right = Qt.AlignmentFlag.AlignRight if column in {1, 2, 3, 5} else Qt.AlignmentFlag.AlignLeft
            heading.setAlignment(right)
            self._grid.addWidget(heading, 0, column)
            self._heads.append(heading)
        self.empty = label("", "muted", self)
        self.empty.setWordWrap(True)
        self._grid.addWidget(self.empty, 1, 0, 1, len(_HEADS))

    def show_sheet(self, sheet: CountSheet, *, keep_book: bool = False) -> None:
        """Show a sheet; what is typed of the same items stays. keep_book: a draft's book figures stay too."""
        typed = self.state() | self._kept
        self._sheet, self._kept = sheet, {}
        self._make_rows(sheet.lines)
        for line in sheet.lines:
            held = typed.get(str(line.item.id))
            row = self._rows[line.item.id]
            if held is None:
                if line.counted is not None:
                    _set_quietly(row.counted, shown(line.item, line.counted))
                _set_quietly(row.reason, line.reason)
                continue
            for name, field in zip(("counted", "reason", "value"), row.fields, strict=True):
                _set_quietly(field, str(held.get(name, "")))
            if keep_book and isinstance(held.get("book"), int):
                row.line = replace(line, book=held["book"])
        self.empty.setVisible(not sheet.lines)
        self.judge()

    def clear(self, text: str) -> None:
        """Show no lines, and why."""
        self._sheet = None
        self._make_rows(())
        self.empty.setText(text)
        self.empty.show()

    def set_blind(self, blind: bool) -> None:  # noqa: FBT001 - as the box's signal gives it
        """Hide what the book says, so that one counts without knowing."""
        self._blind = blind
        for row in self._rows.values():
            for column in (_BOOK, _DIFFERENCE):
                row.widgets[column].setVisible(not blind)
        for column in (_BOOK, _DIFFERENCE):
            self._heads[column].setVisible(not blind)
        self.judge()

    def sheet(self) -> CountSheet | None:
        """Return the sheet as typed, None where there is none. Raises what is wrong with a figure."""
        if self._sheet is None:
            return None
        return replace(self._sheet, lines=tuple(row.filled() for row in self._rows.values()))

    def kept_items(self) -> list[int]:
        """Return the items a draft held lines of that are not shown yet."""
        return [int(item) for item in self._kept]

    def problems(self) -> list[tuple[str, QWidget]]:
        """Return what is wrong with the figures, each with its field."""
        return [(text, row.counted) for row in self._rows.values() if (text := row.problem())]

    def doubtful(self) -> list[tuple[SheetLine, QWidget]]:
        """Return the lines counted far from the book, each with its field."""
        rows = (row for row in self._rows.values() if not row.problem())
        return [(line, row.counted) for row in rows if (line := row.filled()).is_doubtful]

    def summary(self) -> str:
        """Return how many are counted, how many fit, how many differ."""
        lines = [row.filled() for row in self._rows.values() if not row.problem()]
        counted = [line for line in lines if line.counted is not None]
        if self._blind:
            return f"{len(counted)} dari {len(self._rows)} barang dihitung"
        differ = sum(bool(line.difference) for line in counted)
        return (
            f"{len(counted)} dari {len(self._rows)} barang dihitung · {len(counted) - differ} cocok · "
            f"{differ} berselisih"
        )

    def field_of(self, position: int | None) -> QWidget | None:
        """Return the field of the line at a position (from 1), None where there is none."""
        rows = list(self._rows.values())
        return rows[position - 1].counted if position and position <= len(rows) else None

    def first_field(self, *, missing_reason: bool = False) -> QLineEdit | None:
        """Return the first line's field; missing_reason: the first reason that is still wanted."""
        for row in self._rows.values() if missing_reason else ():
            if not row.problem() and row.filled().difference and not row.filled().reason:
                return row.reason
        return next((row.counted for row in self._rows.values()), None)

    # --- as a part of a form ------------------------------------------------------------------------

    def state(self) -> dict[str, dict[str, Any]]:
        """Return what is typed, and the book's figures it was typed against, by item."""
        return {
            str(item): {
                "book": row.line.book,
                "counted": row.counted.text(),
                "reason": row.reason.text(),
                "value": row.value.text(),
            }
            for item, row in self._rows.items()
        }

    def restore(self, state: Any) -> None:  # noqa: ANN401 - as `state` gave it
        """Type what a draft or an undone step held; lines that are shown later get theirs then."""
        held = dict(state) if isinstance(state, dict) else {}
        self._kept = {key: one for key, one in held.items() if int(key) not in self._rows}
        for item, row in self._rows.items():
            of_row = held.get(str(item), {})
            for name, field in zip(("counted", "reason", "value"), row.fields, strict=True):
                _set_quietly(field, str(of_row.get(name, "")))
            if isinstance(of_row.get("book"), int):
                row.line = replace(row.line, book=of_row["book"])
        self.judge()

    def spot(self) -> list[Any]:
        """Return the item and the column in which the cursor stands."""
        focused = self.focusWidget()
        return next(
            (
                [item, at]
                for item, row in self._rows.items()
                for at, field in enumerate(row.fields)
                if field is focused
            ),
            [],
        )

    def go_to_spot(self, spot: list[Any]) -> None:
        """Put the cursor into a line, the first where that one is gone."""
        row = self._rows.get(int(spot[0])) if spot else None
        field = row.fields[int(spot[1])] if row else self.first_field()
        (field or self).setFocus()

    # --- inside -------------------------------------------------------------------------------------

    def _make_rows(self, lines: Sequence[SheetLine]) -> None:
        if [line.item.id for line in lines] == list(self._rows):
            for line in lines:
                self._rows[line.item.id].line = line
            return
        for row in self._rows.values():
            for widget in row.widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
            row.deleteLater()
        self._rows = {}
        for at, line in enumerate(lines, start=1):
            row = _Row(line, self._reasons, self)
            for column, widget in enumerate(row.widgets):
                self._grid.addWidget(widget, at, column)
                if column <= _DIFFERENCE:
                    widget.setVisible(not (self._blind and column in {_BOOK, _DIFFERENCE}))
            for field in row.fields:
                field.textChanged.connect(self._typed)
            row.counted.returnPressed.connect(self._goer_after(row))
            row.reason.returnPressed.connect(self._goer_after(row, from_reason=True))
            row.value.returnPressed.connect(self._goer_after(row, from_reason=True))
            self._rows[line.item.id] = row
        fields = [field for row in self._rows.values() for field in row.fields]
        for before, after in pairwise(fields):
            QWidget.setTabOrder(before, after)

    def _typed(self) -> None:
        self.judge()
        self.changed.emit()

    def judge(self) -> None:
        """Show of each line what differs."""
        for row in self._rows.values():
            row.judge(blind=self._blind)

    def _goer_after(self, row: _Row, *, from_reason: bool = False) -> Callable[[], None]:
        def go() -> None:
            if not from_reason and not self._blind and not row.problem() and row.filled().difference:
                row.reason.setFocus()
                return
            rows = list(self._rows.values())
            at = rows.index(row) + 1
            if at < len(rows):
                rows[at].counted.setFocus()
            else:
                self.finished.emit()

        return go


def _mark(field: QLineEdit, *, bad: bool) -> None:
    state = "bad" if bad else ""
    if (field.property("state") or "") != state:
        field.setProperty("state", state)
        field.style().unpolish(field)
        field.style().polish(field)


def _set_quietly(field: QLineEdit, text: str) -> None:
    field.blockSignals(True)
    field.setText(text)
    field.blockSignals(False)
