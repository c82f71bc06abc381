"""The number of a paper that is still blank: typed, checked against the register, filled by one act."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.papers.numbers import NEXT, WantedNumber, fill_number, refuse_jump
from ikm_desktop.papers.story import PaperStory
from ui.common.labels import button, label
from ui.theme.look import Look


class NumberBox(QWidget):
    """A line and [Isi nomor]. filled: what the act made; refused: why not."""

    filled = Signal(object)
    refused = Signal(object)

    def __init__(self, office: Office, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._paper = 0
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setAccessibleName("Nomor surat")
        self.line.setPlaceholderText("nomor berikut")
        self.line.setToolTip("Kosong: nomor berikutnya dalam deret")
        self.line.returnPressed.connect(self.fill)
        self.fill_button = button("Isi nomor", look, icon_name="pencil")
        self.fill_button.clicked.connect(self.fill)
        self._entry = QWidget()
        row = QHBoxLayout(self._entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 1)
        row.addWidget(self.fill_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addWidget(self._entry)

    def show_story(self, story: PaperStory) -> None:
        """Show the number of a paper, or the line for one that is still blank."""
        paper = story.paper
        self._paper = paper.id
        blank = paper.number is None and paper.series is not None and not paper.is_void
        text = f"Nomor {paper.number_text}" if paper.number_text else "Tanpa nomor register"
        if story.late_number:
            text = f"Nomor {story.late_number} menurut register; surat yang terbit masih kosong nomornya."
        self.told.setText(text)
        self._entry.setVisible(blank)

    def fill(self) -> Done | None:
        """Fill the number that is typed, or the next one; a jump is asked about first."""
        typed = self.line.text().strip()
        return self.fill_with(typed or NEXT, ask=True)

    def fill_with(self, wanted: WantedNumber, *, ask: bool = False) -> Done | None:
        """Fill a number. ask: refuse one that does not follow the register's last."""
        try:
            if ask:
                with self._office.reading() as connection:
                    refuse_jump(connection, self._paper, wanted)
            done = fill_number(self._office, paper=self._paper, wanted=wanted)
        except (Refusal, Fault) as refused:
            self.refused.emit(refused)
            return None
        self.line.clear()
        self.filled.emit(done)
        return done
