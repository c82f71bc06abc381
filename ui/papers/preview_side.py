"""Beside the pages: what the paper is, what may be chosen, and the buttons, which stay in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ikm_desktop.office.book import Office
from ui.common.fields import Choice
from ui.common.labels import button, card, label
from ui.papers.draft_options import DraftOptions
from ui.papers.number_box import NumberBox
from ui.papers.print_options import PrintOptions
from ui.theme.look import Look

_WIDTH = 316


class PreviewSide(QWidget):
    """The options, which scroll, above the buttons."""

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__()
        self.setFixedWidth(_WIDTH)
        self.state = label("", "muted")
        self.state.setWordWrap(True)
        self.number = NumberBox(office, look)
        self.versions = Choice()
        self.versions.setAccessibleName("Versi")
        self.kind = Choice()
        self.kind.setAccessibleName("Cetak sebagai")
        self.options = PrintOptions()
        self.renew_button = button("&Versi baru…", look, icon_name="file-pen")
        self.issue_button = button("&Terbitkan", look, icon_name="badge-check")
        self.save_button = button("&Simpan PDF…", look, icon_name="save")
        self.folder_button = button("Buka &folder", look, icon_name="folder-open")
        self.print_button = button("&Cetak  Enter", look, icon_name="printer", role="primary")
        self.print_button.setAutoDefault(True)
        for made in (self.folder_button, self.renew_button):
            made.hide()
        self._draft_place = QVBoxLayout()
        self._drafts: DraftOptions | None = None
        self._named = {
            self.versions: label("Vers&i", "muted"),
            self.kind: label("Cetak s&ebagai", "muted"),
        }
        self._lay_out()

    def _lay_out(self) -> None:
        inside, column = card()
        column.addWidget(self.state)
        column.addWidget(self.number)
        for choice, name in self._named.items():
            name.setBuddy(choice)
            column.addWidget(name)
            column.addWidget(choice)
            if choice is self.versions:
                column.addLayout(self._draft_place)
        column.addWidget(self.options)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("Pilihan cetak")
        area.setWidget(inside)
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(area, 1)
        for two in ((self.issue_button, self.renew_button), (self.save_button, self.folder_button)):
            row = QHBoxLayout()
            for made in two:
                row.addWidget(made)
            below.addLayout(row)
        below.addWidget(self.print_button)

    def show_choice(self, choice: Choice, *, there: bool) -> None:
        """Show one of the lists with its name, or neither."""
        self._named[choice].setVisible(there)
        choice.setVisible(there)

    def put_drafts(self, drafts: DraftOptions | None) -> None:
        """Put what may be chosen for a draft in its place, or take it away."""
        if self._drafts is not None:
            self._draft_place.removeWidget(self._drafts)
            self._drafts.hide()
            self._drafts.deleteLater()
        self._drafts = drafts
        if drafts is not None:
            self._draft_place.addWidget(drafts)
