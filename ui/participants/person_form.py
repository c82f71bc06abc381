"""The three groups of a person's form; NIK and account are masked until they are asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ikm_desktop.office.book import Office
from ikm_desktop.participants import regions
from ikm_desktop.participants.people import reveal
from ikm_desktop.participants.person import LABELS, Person
from ikm_desktop.participants.search import typed_before
from ui.common.fields import SHOWN_MS
from ui.common.labels import button, card, label
from ui.participants.person_fields import GROUPS, KBLI, MASKED, FormField, shown
from ui.theme.look import Look

_COMPLETED = ("birth_place", "education", "product", "bank", "machine_kind")
_NTT = "53"


class PersonForm(QWidget):
    """The fields by name. touched: something was typed, with the field's name."""

    touched = Signal(str)

    def __init__(self, office: Office, look: Look, today: date, person: Person | None) -> None:
        super().__init__()
        self._office, self._look = office, look
        self.person = person
        self.fields: dict[str, FormField] = {}
        self.eyes: dict[str, QPushButton] = {}
        self._timers: dict[str, QTimer] = {}
        self._begun: dict[str, str] = {}
        self._regency: regions.Region | None = None
        self.setMaximumWidth(900)
        groups = QVBoxLayout(self)
        groups.setContentsMargins(0, 0, 0, 0)
        for title, names in GROUPS.items():
            groups.addWidget(self._group(title, names, today))
        groups.addStretch()
        self._offer()
        self._fill()
        for name, field in self.fields.items():
            field.line.textChanged.connect(lambda _text, name=name: self.touched.emit(name))

    # --- making it ----------------------------------------------------------------------------------

    def _group(self, title: str, names: tuple[str, ...], today: date) -> QWidget:
        made, inside = card(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for line, name in enumerate(names):
            field = FormField(name, today, made)
            self.fields[name] = field
            told = label(LABELS[name])
            told.setBuddy(field.line)
            told.setWordWrap(True)
            grid.addWidget(told, line, 0)
            grid.addLayout(self._editor(field), line, 1)
            grid.addWidget(field.hint, line, 2)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        inside.addLayout(grid)
        return made

    def _editor(self, field: FormField) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(field.line)
        if self._masked(field.name) and not self._office.read_only:  # a look is an act: it is logged
            eye = button("Tampilkan", self._look, icon_name="eye")
            eye.setAccessibleName(f"Tampilkan {LABELS[field.name]}")
            eye.setToolTip("Terlihat 30 detik dan dapat diubah; siapa yang melihat dicatat")
            eye.clicked.connect(lambda _checked=False: self.reveal(field.name))
            self.eyes[field.name] = eye
            row.addWidget(eye)
        if field.line.maximumWidth() < 400:  # noqa: PLR2004 - only short fields have a limit
            row.addStretch()
        return row

    def _offer(self) -> None:
        with self._office.reading() as connection:
            for name in _COMPLETED:
                self.fields[name].offer(typed_before(connection, name))  # type: ignore[arg-type]
            known = typed_before(connection, "kbli")
        self.fields["kbli"].offer(tuple(dict.fromkeys((*known, *KBLI))))
        self.fields["regency"].offer(tuple(str(one) for one in regions.regencies(_NTT)))
        self._offer_places()
        self.fields["regency"].line.textChanged.connect(self._regency_typed)

    def _regency_typed(self, text: str) -> None:
        regency = regions.match_regency(text).region
        if regency != self._regency:
            self._regency = regency
            self._offer_places()

    def _offer_places(self) -> None:
        """Offer the districts of the regency that is named, and the villages typed there before."""
        regency = self._regency
        of_it = str(regency) if regency else ""
        with self._office.reading() as connection:
            villages = typed_before(connection, "village", regency=of_it)
            typed = typed_before(connection, "district", regency=of_it)
        listed = regions.districts(regency) if regency else ()
        self.fields["village"].offer(villages)
        self.fields["district"].offer(tuple(dict.fromkeys((*typed, *listed))))

    def _fill(self) -> None:
        for name, field in self.fields.items():
            if self.person is not None:
                field.line.setText(shown(getattr(self.person, name)))
            if self._masked(name):
                self._mask(name)
            self._begun[name] = field.line.text()
            field.say("")
            if self.person is not None and self.person.anonymised:
                field.line.setReadOnly(True)

    # --- masked numbers -----------------------------------------------------------------------------

    def reveal(self, name: str) -> None:
        """Show a masked number in full for 30 seconds and let it be changed; that it was seen is logged."""
        if self.person is None:
            return
        field = self.fields[name]
        full = reveal(self._office, person=self.person.id, field=next(one for one in MASKED if one == name))
        field.line.setReadOnly(False)
        self._begun[name] = full
        field.line.setText(full)
        self.eyes[name].hide()
        field.line.setFocus()
        timer = self._timers.setdefault(name, QTimer(self))
        timer.setSingleShot(True)
        timer.setInterval(SHOWN_MS)
        timer.timeout.connect(lambda: self.hide_again(name))
        timer.start()

    def hide_again(self, name: str) -> None:
        """Mask a number again, unless it was changed meanwhile."""
        if self.fields[name].line.text() == self._begun[name] and not self.fields[name].line.isReadOnly():
            self._mask(name)
            self._begun[name] = self.fields[name].line.text()
            self.eyes[name].show()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Mask the numbers when the form is left; what was changed stays as it was typed."""
        super().hideEvent(event)
        for name in self._timers:
            self.hide_again(name)

    def _masked(self, name: str) -> str:
        """Return a field as it is hidden, "" where there is nothing to hide."""
        if self.person is None:
            return ""
        hidden = next((hidden for one, hidden in MASKED.items() if one == name), "")
        masked = str(getattr(self.person, hidden)) if hidden else ""
        return masked if masked != getattr(self.person, name) else ""

    def _mask(self, name: str) -> None:
        line = self.fields[name].line
        line.setReadOnly(True)
        line.setText(self._masked(name))
        self.fields[name].say("")

    # --- what is typed ------------------------------------------------------------------------------

    def text(self, name: str) -> str:
        """Return what stands in a field, without blanks around it."""
        return self.fields[name].line.text().strip()

    def value(self, name: str) -> Any:  # noqa: ANN401 - text, number or day
        """Return a field as it was understood; a masked number as the book has it."""
        if self.fields[name].line.isReadOnly() and self.person is not None:
            return getattr(self.person, name)
        return self.fields[name].read().value

    def write(self, values: dict[str, str]) -> None:
        """Put texts into fields; masked ones stay."""
        for name, text in values.items():
            if name in self.fields and not self.fields[name].line.isReadOnly():
                self.fields[name].line.setText(text)

    def changed(self) -> dict[str, str]:
        """Return the texts of the fields in which something else stands than in the book."""
        return {
            name: field.line.text()
            for name, field in self.fields.items()
            if not field.line.isReadOnly() and field.line.text() != self._begun[name]
        }

    def problems(self, names: list[str]) -> dict[str, str]:
        """Show beside some fields what is wrong with them, and return it."""
        found = {name: problem for name in names if (problem := self.fields[name].read().problem)}
        for name, problem in found.items():
            self.fields[name].say(problem)
        return found

    def focused(self) -> list[str]:
        """Return the name of the field the cursor stands in."""
        return [name for name, field in self.fields.items() if field.line.hasFocus()]

    def go_to(self, name: str) -> None:
        """Put the cursor into a field."""
        self.fields[name].line.setFocus()
