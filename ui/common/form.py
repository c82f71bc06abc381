"""What an entry page holds, by name: read as a draft, written back, and every change can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from ui.common.fields import TypedField
from ui.common.picking import PickCombo


class Part(Protocol):
    """A part of a page with fields of its own (rows of a table); its state is what JSON can hold."""

    def state(self) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Return what is typed in it."""

    def restore(self, state: Any) -> None:  # noqa: ANN401 - as `state` gave it
        """Show what was typed in it."""

    def spot(self) -> list[Any]:
        """Return where the cursor stands within it, empty when it is elsewhere."""

    def go_to_spot(self, spot: list[Any]) -> None:
        """Put the cursor there."""


class View(Protocol):
    """As `Part`, of a table, whose own `state` is Qt's."""

    def kept(self) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Return what is typed in it."""

    def restore(self, kept: Any) -> None:  # noqa: ANN401 - as `kept` gave it
        """Show what was typed in it."""

    def spot(self) -> list[Any]:
        """Return where the cursor stands within it."""

    def go_to_spot(self, spot: list[Any]) -> None:
        """Put the cursor there."""


class _ViewPart:
    """A table as a part."""

    def __init__(self, view: View) -> None:
        self.state = view.kept
        self.restore = view.restore
        self.spot = view.spot
        self.go_to_spot = view.go_to_spot


@dataclass(frozen=True, slots=True)
class _Field:
    """A named field: how it is read and written, and where its cursor stands."""

    widget: QWidget
    read: Callable[[], Any]
    write: Callable[[Any], None]
    part: Part | None = None


class Form(QObject):
    """The fields of a page in their order. `changed`: something is another now, by hand or by undo."""

    changed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._fields: dict[str, _Field] = {}
        self.undo_stack = QUndoStack(self)
        self._last: dict[str, Any] = {}
        self._writing = False
        self._focus_moved = False
        self.named_by: QComboBox | None = None
        """The choice that says of whom the page is, where none of its fields is picked among names."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.take_note)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    # --- fields -------------------------------------------------------------------------------------

    def add_line(self, name: str, line: QLineEdit) -> None:
        """Take a line of text."""
        self._add(name, _Field(line, line.text, lambda text: line.setText(str(text))), line.textChanged)

    def add_typed(self, name: str, field: TypedField) -> None:
        """Take a date or quantity, as it was typed."""
        self.add_line(name, field.line)

    def add_choice(self, name: str, choice: QComboBox) -> None:
        """Take a list to choose from, by the value of what is chosen."""

        def write(value: Any) -> None:  # noqa: ANN401 - an item's data
            at = choice.findData(value)
            if at >= 0:
                choice.setCurrentIndex(at)

        self._add(name, _Field(choice, choice.currentData, write), choice.currentIndexChanged)

    def add_pick(self, name: str, pick: PickCombo) -> None:
        """Take a field in which one of many is picked; what is picked, or else the text."""
        self._add(name, _Field(pick, lambda: [pick.value, pick.currentText()], pick.choose), pick.picked)
        pick.line.textEdited.connect(self._touched)

    def add_text_choice(self, name: str, choice: QComboBox) -> None:
        """Take a list that also takes other texts."""
        self._add(
            name,
            _Field(choice, choice.currentText, lambda text: choice.setEditText(str(text))),
            choice.editTextChanged,
        )

    def add_part(self, name: str, widget: QWidget, part: Part, changed: SignalInstance) -> None:
        """Take a part with fields of its own."""
        self._add(name, _Field(widget, part.state, part.restore, part), changed)

    def add_value(
        self,
        name: str,
        widget: QWidget,
        read: Callable[[], Any],
        write: Callable[[Any], None],
        changed: SignalInstance,
    ) -> None:
        """Take a value that a page reads and writes in its own way."""
        self._add(name, _Field(widget, read, write), changed)

    def add_view(self, name: str, widget: QWidget, view: View, changed: SignalInstance) -> None:
        """Take a table that keeps what is typed in it."""
        self.add_part(name, widget, _ViewPart(view), changed)

    def _add(self, name: str, field: _Field, changed: SignalInstance) -> None:
        self._fields[name] = field
        changed.connect(self._touched)

    # --- drafts -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Let what stands in the fields now be what undo goes back to."""
        self._soon.stop()
        self._last = self.values()
        self.undo_stack.clear()

    def values(self) -> dict[str, Any]:
        """Return what is typed, by name."""
        return {name: field.read() for name, field in self._fields.items()}

    def write(self, values: dict[str, Any]) -> None:
        """Show these values, in the order of the fields; a name that is not there leaves its field."""
        self._writing = True
        try:
            for name, field in self._fields.items():
                if name in values and field.read() != values[name]:
                    field.write(values[name])
        finally:
            self._writing = False

    def spot(self) -> list[Any]:
        """Return the field the cursor stands in, and where within it."""
        focused = self._page.focusWidget()
        for name, field in self._fields.items():
            if focused is field.widget or field.widget.isAncestorOf(focused):
                return [name, *(field.part.spot() if field.part else [])]
        return []

    def go_to_spot(self, spot: list[Any]) -> QWidget | None:
        """Put the cursor back where it stood; return the field, None where it is no longer there."""
        field = self._fields.get(str(spot[0])) if spot else None
        if field is None:
            return None
        if field.part is not None:
            field.part.go_to_spot(spot[1:])
        else:
            field.widget.setFocus()
        return field.widget

    def about(self) -> str:
        """Return whom or what the page is of, and how many lines are filled: "Maria CONTOH · 3 baris"."""
        picks = [field.widget for field in self._fields.values() if isinstance(field.widget, PickCombo)]
        chosen = picks if self.named_by is None else [self.named_by]
        texts = [choice.currentText().partition(" · ")[0].strip() for choice in chosen]
        texts += [
            field.widget.text().strip()
            for field in self._fields.values()
            if isinstance(field.widget, QLineEdit) and not isinstance(field.widget.parent(), TypedField)
        ]
        lines = sum(_filled(field.part.state()) for field in self._fields.values() if field.part)
        found = [next(filter(None, texts), ""), f"{lines} baris" if lines else ""]
        return " · ".join(filter(None, found))

    # --- undo ---------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last change back."""
        self.take_note()
        self.undo_stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.take_note()
        self.undo_stack.redo()

    def take_note(self) -> None:
        """Make what changed since the last step a step; typing on in one field stays one step."""
        self._soon.stop()
        now = self.values()
        names = tuple(name for name in now if now[name] != self._last.get(name))
        if not names:
            return
        before, self._last = self._last, now
        self.undo_stack.push(_Step(self, before, now, names, goes_on=not self._focus_moved))
        self._focus_moved = False

    def show_step(self, values: dict[str, Any]) -> None:
        """Write the values of a step; for its undo and redo only."""
        self.write(values)
        self._last = self.values()
        self.changed.emit()

    def _touched(self) -> None:
        if not self._writing:
            self._soon.start()
            self.changed.emit()

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Begin another step; Ctrl+Z in a line becomes the page's, for a line's own knows only its text."""
        if self._soon.isActive():
            self.take_note()
        self._focus_moved = True
        if isinstance(now, QLineEdit) and self._page.isAncestorOf(now):
            now.removeEventFilter(self)
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep lines from claiming the keys of undo and redo."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
                if event.matches(key):
                    event.ignore()
                    return True
        return super().eventFilter(watched, event)


def _filled(state: Any) -> int:  # noqa: ANN401 - as a part gave it
    """Return how many lines of a part are filled; of a count only what was counted."""
    lines = list(state.values()) if isinstance(state, dict) else state if isinstance(state, list) else []
    return sum(
        bool(line.get("counted", any(line.values())) if isinstance(line, dict) else line) for line in lines
    )


class _Step(QUndoCommand):
    """One step: all values before and after; typing on in the same field makes it longer."""

    def __init__(
        self,
        form: Form,
        before: dict[str, Any],
        after: dict[str, Any],
        names: tuple[str, ...],
        *,
        goes_on: bool,
    ) -> None:
        super().__init__(", ".join(names))
        self._form = form
        self._before, self.after = before, after
        self.names = names
        self.goes_on = goes_on
        self._is_new = True

    def id(self) -> int:
        """Return a number, so that Qt tries to put steps together."""
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's name
        """Take a later step in, when it is the same field typed on."""
        if not isinstance(other, _Step) or not other.goes_on or other.names != self.names:
            return False
        self.after = other.after
        return True

    def redo(self) -> None:
        """Show what stood after; the first time it stands there already."""
        if not self._is_new:
            self._form.show_step(self.after)
        self._is_new = False

    def undo(self) -> None:
        """Show what stood before."""
        self._form.show_step(self._before)
