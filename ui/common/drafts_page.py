"""The page Konsep: everything begun and not saved, to go on with or to throw away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from ikm_desktop import words
from ui.common.drafts import Draft, DraftStore
from ui.common.entry import EntryPage
from ui.common.labels import button, card, label
from ui.common.reason import ConfirmDialog
from ui.common.tab import TabContext

KEY = "konsep"


class DraftsPage(EntryPage):
    """A line a draft, the newest first."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Beranda", "Konsep")
        self._store = DraftStore(context.office.drafts)
        self.buttons: list[QPushButton] = []
        made, self._inside = card()
        self._lines = QVBoxLayout()
        self._inside.addLayout(self._lines)
        self.body.addWidget(made)
        self.body.addStretch()
        self.hints.setText("Konsep tidak berpengaruh pada buku sampai disimpan.")
        self.add_button("&Kembali", context.close_page)
        self.reload()

    def reload(self) -> None:
        """Read the drafts again."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        drafts = self._store.all()
        if not drafts:
            self._lines.addWidget(label("Tidak ada isian yang belum disimpan.", "muted"))
        for draft in drafts:
            self._lines.addWidget(self._line(draft))
        if self.buttons:
            self.setFocusProxy(self.buttons[0])

    def _line(self, draft: Draft) -> QWidget:
        """Return a line with its two buttons."""
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 2, 0, 2)
        at = datetime.fromisoformat(draft.at)
        title = label(draft.title, "strong")
        grid.addWidget(title, 0, 0)
        about = label(draft.name.removeprefix(draft.title).removeprefix(" · "), "muted")
        about.setWordWrap(True)
        grid.addWidget(about, 1, 0)
        about.setVisible(bool(about.text()))
        grid.addWidget(label(f"{words.short_date(at.date())} {draft.time}", "muted"), 0, 1)
        go_on = button("Lanjutkan", self.context.look, icon_name="pencil")
        go_on.setAccessibleName(f"Lanjutkan {draft.name}")
        go_on.clicked.connect(self._opener(draft))
        drop = button("Buang…", self.context.look, icon_name="trash-2", role="link")
        drop.setAccessibleName(f"Buang konsep {draft.name}")
        drop.clicked.connect(self._dropper(draft))
        grid.addWidget(go_on, 0, 2)
        grid.addWidget(drop, 0, 3)
        grid.setColumnStretch(0, 1)
        self.buttons.append(go_on)
        return line

    def _opener(self, draft: Draft) -> Callable[[], None]:
        def go_on() -> None:
            from ui.frame.reopening import open_kept

            if not self.context.run(draft.page) and not open_kept(self.context, draft):
                self.context.say("Buka halamannya; konsepnya dilanjutkan di sana.")

        return go_on

    def _dropper(self, draft: Draft) -> Callable[[], None]:
        def drop() -> None:
            question = f"Buang konsep {draft.name} dari {draft.time}? Isian itu tidak dapat dikembalikan."
            if ConfirmDialog.ask(self, "Buang konsep", question, "Buang"):
                self._store.forget(draft.page)
                self.reload()

        return drop


def open_drafts(context: TabContext) -> DraftsPage:
    """Open the page; what is on screen is kept first."""
    context.go_to("beranda")
    page = DraftsPage(context)
    context.show_page(page)
    return page
