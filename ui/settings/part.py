"""One page of Pengaturan: a form, saved by one act; its refusals stand beside the fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.labels import label
from ui.settings.form import FieldForm
from ui.theme.look import Look


class SettingsPart(QWidget):
    """The root of the pages. saved: what to say of what was saved; complained: sentences of no field."""

    saved = Signal(str)
    complained = Signal(list)
    title = ""
    about = ""

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.office, self.look = office, look
        self.form = FieldForm()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(label(self.title, "section"))
        about = label(self.about, "muted")
        about.setWordWrap(True)
        self.column.addWidget(about)

    def save(self) -> Done | None:
        """Save what stands in the form; None when it was refused."""
        raise NotImplementedError

    def perform(self, act: Callable[[], Done], said: str) -> Done | None:
        """Do an act; what is wrong stands beside its field, the rest above the page."""
        try:
            done = act()
        except (Refusal, Fault) as refused:
            self.complained.emit(self.form.refuse(refused))
            return None
        self.form.clear_problems()
        self.complained.emit([])
        self.saved.emit(said)
        return done
