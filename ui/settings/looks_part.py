"""Tampilan: theme and size of text, put on at once; kept beside the book, not in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.fields import Choice
from ui.common.labels import label
from ui.settings.part import SettingsPart
from ui.theme.look import DARK_MODE, LIGHT_MODE, SYSTEM, Look

_MODES = ((SYSTEM, "&Ikut sistem"), (LIGHT_MODE, "&Terang"), (DARK_MODE, "&Gelap"))
_SCALES = tuple(range(90, 151, 10))


class LooksPart(SettingsPart):
    """The choices; each takes effect when it is made."""

    title = "Tampilan"
    words = "tema huruf gelap terang"
    about = "Berlaku seketika, hanya di komputer ini. Kertas selalu putih."
    has_defaults = True
    needs_saving = False

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__(office, look)
        self.modes: dict[str, QRadioButton] = {}
        group = QButtonGroup(self)
        row_widget = QWidget()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(0, 0, 0, 0)
        for mode, text in _MODES:
            made = QRadioButton(text)
            made.setAccessibleName(f"Tema {text.replace('&', '').casefold()}")
            made.setChecked(look.mode == mode)
            made.clicked.connect(partial(look.set_mode, mode))
            group.addButton(made)
            row.addWidget(made)
            self.modes[mode] = made
        row.addStretch()
        self.form.add("Tema", "Tema", row_widget)
        self.scale = Choice()
        for size in _SCALES:
            self.scale.addItem(f"{size} %", size)
        self.scale.setCurrentIndex(max(self.scale.findData(look.scale), 0))
        self.scale.currentIndexChanged.connect(lambda _at: look.set_scale(self.scale.currentData()))
        self.form.add("&Besar huruf", "Besar huruf", self.scale)
        self.form.add(
            "Pintasan", "Pintasan", label("Ctrl++ dan Ctrl+- mengubah besar huruf di mana saja", "muted")
        )
        self.column.addWidget(self.form)
        self.column.addStretch()
        look.changed.connect(self._follow)

    def _follow(self) -> None:
        """Show what is in force, also when it was changed by a key."""
        self.modes[self.look.mode].setChecked(True)
        self.scale.blockSignals(True)
        self.scale.setCurrentIndex(max(self.scale.findData(self.look.scale), 0))
        self.scale.blockSignals(False)

    def save(self) -> Done | None:
        """Say that it is in force already."""
        self.saved.emit("Tampilan sudah berlaku.")
        return None

    def state(self) -> tuple[Callable[[], object], ...]:
        """Return what puts the look back as it is now."""
        return (partial(self.look.set_both, self.look.mode, self.look.scale),)

    def defaults(self) -> None:
        """Follow the system, at 100 %."""
        self.look.set_both(SYSTEM, 100)
