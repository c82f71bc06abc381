"""The form of a record: fields by groups with what is wrong beside each, look-alikes, a draft, archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from ikm_desktop.errors import Fault, FieldRefusal, Refusal
from ikm_desktop.office.acts import Done
from ui.common.drafted_page import DraftedPage
from ui.common.fields import SHOWN_MS, Choice
from ui.common.labels import button, label
from ui.common.reason import ConfirmDialog
from ui.common.tab import TabContext


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of the form.

    name: of the record's attribute; label: on screen, as refusals name it; hint: stands beside it; chars:
    how wide, 0 for as wide as there is room; choices: codes with their texts; count: a whole number;
    offered: what completion offers; masked: how it is hidden; it is
    shown in full for 30 seconds only, and typed anew to change it.
    """

    name: str
    label: str
    hint: str = ""
    chars: int = 0
    choices: Sequence[tuple[str, str]] = ()
    count: bool = False
    offered: Sequence[str] = ()
    masked: Callable[[str], str] | None = None


class RecordForm(DraftedPage):
    """A new record, or one to be changed.

    groups: titles with their fields; begun: what the fields hold at first; the page gives its acts by
    `save_values`, `archive_record`, `reveal` and `alike`.
    """

    def __init__(
        self,
        context: TabContext,
        came_from: str,
        title: str,
        draft: str,
        groups: Mapping[str, Sequence[FieldSpec]],
        begun: Mapping[str, object],
        *,
        archived: bool | None,
    ) -> None:
        super().__init__(context, came_from, title, draft)
        self.specs = {spec.name: spec for group in groups.values() for spec in group}
        self.lines: dict[str, QLineEdit] = {}
        self.choices: dict[str, Choice] = {}
        self.told: dict[str, QLabel] = {}
        self.eyes: dict[str, QPushButton] = {}
        self._shown_for = QTimer(self)
        self._shown_for.setSingleShot(True)
        self._shown_for.setInterval(SHOWN_MS)
        self._shown_for.timeout.connect(self.hide_numbers)
        self._begun = {name: _text(begun.get(name)) for name in self.specs}
        self.alike_told = label("", "muted")
        self.alike_told.setWordWrap(True)
        for group, specs in groups.items():
            self._add_group(group, specs)
        self.side = self.card("Mungkin yang sama", self.right)
        self.side.addWidget(self.alike_told)
        self.hints.setText(
            "Enter = isian berikutnya · Ctrl+Enter = simpan, lalu yang baru · Alt+↓ = catatan berikut"
        )
        if archived is not None:
            text = "Kembalikan dari arsip" if archived else "Arsipkan…"
            self.archive_button = self.add_button(
                text, lambda: self._archive(not archived), icon_name="trash-2"
            )
        self.save_button = self.add_button(
            "Simpan", self.save, key="Ctrl+S", icon_name="save", role="primary"
        )
        self.add_key("Ctrl+Return", self.save_and_next)
        self.name_line.textChanged.connect(self._show_alike)
        self._first_wrong: QLineEdit = self.name_line
        self._show_alike()

    @property
    def name_line(self) -> QLineEdit:
        """The line of the name."""
        return self.lines["name"]

    # --- what a page gives --------------------------------------------------------------------------

    def save_values(self, values: dict[str, Any]) -> Done:
        """Write the values that were changed (all that are filled, of a new record)."""
        raise NotImplementedError

    def archive_record(self, *, archived: bool) -> Done:
        """Put the record away, or bring it back."""
        raise NotImplementedError

    def reveal(self, name: str) -> str:
        """Return a masked number in full; that it was seen is logged."""
        raise NotImplementedError

    def alike(self, name: str) -> Sequence[str]:
        """Return the names that may mean the same."""
        raise NotImplementedError

    def go_back(self, name: str) -> None:
        """Show the list again, once a record was saved or archived."""
        raise NotImplementedError

    def open_next(self) -> None:
        """Open the form of another new record."""
        raise NotImplementedError

    def lead_back(self) -> None:
        """Show the list again with this record chosen; what is typed stays a draft."""
        self.go_back(self._begun["name"])

    # --- making it ----------------------------------------------------------------------------------

    def _add_group(self, title: str, specs: Sequence[FieldSpec]) -> None:
        inside: QVBoxLayout = self.card(title, self.left)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for at, spec in enumerate(specs):
            name = label(spec.label)
            name.setWordWrap(True)
            told = self.told[spec.name] = label(spec.hint, "muted")
            told.setWordWrap(True)
            grid.addWidget(name, at, 0)
            if spec.choices:
                choice = self._choice(spec)
                name.setBuddy(choice)
                grid.addWidget(choice, at, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                name.setBuddy(self._line(spec))
                grid.addLayout(self._editor(spec), at, 1)
            grid.addWidget(told, at, 2)
        grid.setColumnMinimumWidth(0, 140)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        inside.addLayout(grid)

    def _choice(self, spec: FieldSpec) -> Choice:
        made = Choice(self)
        made.setAccessibleName(spec.label)
        for code, text in spec.choices:
            made.addItem(text, code)
        made.setCurrentIndex(max(made.findData(self._begun[spec.name]), 0))
        self.choices[spec.name] = made
        self.form.add_choice(spec.name, made)
        return made

    def _line(self, spec: FieldSpec) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(spec.label)
        if spec.chars:
            line.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * spec.chars + 26)
        if spec.offered:
            completer = QCompleter(list(spec.offered), line)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            line.setCompleter(completer)
        begun = self._begun[spec.name]
        line.setText(spec.masked(begun) if spec.masked else begun)
        line.setReadOnly(bool(spec.masked and spec.masked(begun) != begun))
        line.returnPressed.connect(self.focusNextChild)
        line.textChanged.connect(lambda: self._tell(spec.name, spec.hint, wrong=False))
        self.lines[spec.name] = line
        self.form.add_line(spec.name, line)
        return line

    def _editor(self, spec: FieldSpec) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        line = self.lines[spec.name]
        row.addWidget(line)
        if line.isReadOnly() and not self.context.office.read_only:
            row.addWidget(self._eye(spec))
            again = button("Ganti", self.context.look, icon_name="pencil")
            again.setAccessibleName(f"Ganti {spec.label}")

            def type_anew() -> None:
                line.setReadOnly(False)
                line.clear()
                line.setFocus()
                again.hide()

            again.clicked.connect(type_anew)
            row.addWidget(again)
        if spec.chars:
            row.addStretch()
        return row

    def _eye(self, spec: FieldSpec) -> QPushButton:
        eye = button("Tampilkan", self.context.look, icon_name="eye")
        eye.setAccessibleName(f"Tampilkan {spec.label}")
        eye.setToolTip("Terlihat 30 detik di samping isian; siapa yang melihat dicatat")
        eye.clicked.connect(lambda _checked=False: self.show_number(spec))
        self.eyes[spec.name] = eye
        return eye

    def show_number(self, spec: FieldSpec) -> None:
        """Show a masked number beside its field, which keeps it out of the draft, for 30 seconds."""
        try:
            full = self.reveal(spec.name)
        except (Refusal, Fault) as refused:
            self.refuse(refused)
            return
        self._tell(spec.name, full, wrong=False)
        self.told[spec.name].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._shown_for.start()

    def hide_numbers(self) -> None:
        """Show the hints again where numbers stood."""
        self._shown_for.stop()
        for name in self.eyes:
            self._tell(name, self.specs[name].hint, wrong=False)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Hide the numbers when the form is left."""
        super().hideEvent(event)
        self.hide_numbers()

    def _show_alike(self) -> None:
        found = self.alike(self.name_line.text())
        self.alike_told.setText("\n".join(found) if found else "Tidak ada yang mirip.")

    def restored(self) -> None:
        """Follow the name of a draft; what was typed anew into a masked field can be typed on."""
        for name, spec in self.specs.items():
            if spec.masked and self.lines[name].text() != spec.masked(self._begun[name]):
                self.lines[name].setReadOnly(False)
        self._show_alike()

    # --- saving -------------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Return what was changed; of a new record all that is filled, and always its choices."""
        found: dict[str, Any] = {}
        for name, spec in self.specs.items():
            if spec.choices:
                code = self.choices[name].currentData()
                if code != self._begun[name]:
                    found[name] = code
                continue
            line = self.lines[name]
            if line.isReadOnly() or (line.text() == self._begun[name] and not spec.masked):
                continue
            found[name] = int(line.text().strip().replace(".", "") or 0) if spec.count else line.text()
        return found

    def save(self) -> None:
        """Save and go back to the list."""
        if self._saved():
            self.go_back(self.name_line.text().strip())

    def save_and_next(self) -> None:
        """Save and begin another record."""
        if self._saved():
            self.open_next()

    def _saved(self) -> bool:
        for name, spec in self.specs.items():
            self._tell(name, spec.hint, wrong=False)
        if self._cannot_be_counted():
            return False
        try:
            done = self.save_values(self.values())
        except (Refusal, Fault) as refused:
            self._refuse_fields(refused)
            return False
        self.keeper.finish()
        told = " ".join(notice.text for notice in done.notices)
        self.context.say(f"{self.name_line.text().strip()} disimpan. {told}".strip())
        return True

    def _cannot_be_counted(self) -> bool:
        wrong = [
            name
            for name, spec in self.specs.items()
            if spec.count and not (self.lines[name].text().strip().replace(".", "") or "0").isdecimal()
        ]
        for name in wrong:
            self._tell(name, "bukan angka bulat", wrong=True)
        if wrong:
            self.message.complain([f"{self.specs[name].label}: bukan angka bulat." for name in wrong])
            self.lines[wrong[0]].setFocus()
        return bool(wrong)

    def _refuse_fields(self, refused: Refusal | Fault) -> None:
        """Tell everything above, each reason beside its field, and go to the first."""
        self.refuse(refused)
        labels = {spec.label: name for name, spec in self.specs.items()}
        first = None
        for reason in refused.reasons if isinstance(refused, Refusal) else ():
            name = labels.get(reason.field) if isinstance(reason, FieldRefusal) else None
            if name is not None:
                self._tell(name, reason.sentence, wrong=True)
                first = first or name
        self._first_wrong = self.lines.get(first or "name") or self.name_line
        self.go_to_first()

    def go_to_first(self) -> None:
        """Put the cursor into the first field that was refused."""
        self._first_wrong.setFocus()

    def _tell(self, name: str, text: str, *, wrong: bool) -> None:
        told = self.told[name]
        if (told.property("role") == "problem") == wrong and told.text() == text:
            return
        told.setText(text)
        told.setProperty("role", "problem" if wrong else "muted")
        told.style().unpolish(told)
        told.style().polish(told)

    def _archive(self, archived: bool) -> None:  # noqa: FBT001 - what becomes of it
        name = self.name_line.text().strip()
        verb = "Arsipkan" if archived else "Kembalikan"
        question = f"{verb} {name}? Riwayat dan suratnya tetap ada."
        if not ConfirmDialog.ask(self, self.title.text(), question, verb):
            return
        try:
            done = self.archive_record(archived=archived)
        except (Refusal, Fault) as refused:
            self.refuse(refused)
            return
        self.keeper.finish()
        told = " ".join(notice.text for notice in done.notices)
        self.context.say(f"{name} {'diarsipkan' if archived else 'dikembalikan dari arsip'}. {told}".strip())
        self.go_back("")


def _text(value: object) -> str:
    return "" if value in (None, 0) else str(value)
