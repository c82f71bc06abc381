"""An entry page that loses nothing: kept on disk while one types, undone by steps, reopened as it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ui.common.columns import Columns
from ui.common.drafts import CORRECTS, DraftKeeper, correcting
from ui.common.entry import EntryPage
from ui.common.form import Form
from ui.common.labels import button
from ui.common.tab import TabContext


class DraftedPage(EntryPage):
    """The frame of such a page in two columns: what is moved to the left, what belongs to it to the right.

    page: the key of its draft; title: as the list of drafts names it. A page adds its fields to `form` in
    reading order, fills in the defaults and then calls `start`.
    """

    fills = False
    """Whether what stands to the left takes all the room there is."""

    enter_leads_on = True

    def __init__(self, context: TabContext, came_from: str, title: str, page: str) -> None:
        super().__init__(context, came_from, title)
        self.form = Form(self)
        self.keeper = DraftKeeper(context.office, page, title, self._gather, self, self.form.about)
        columns = Columns(self)
        self.left, self.right = columns.left, columns.right
        self._close_up = columns.close_up
        self.body.addWidget(columns)
        self._defaults: dict[str, Any] = {}
        self.corrects: int | None = None
        """The voucher taken back that is entered again here (Perbaiki), None for something new."""
        self.restart = button("Mulai dari a&wal", context.look, icon_name="refresh-cw", role="link")
        self.restart.setAccessibleName("Mulai dari awal")
        self.restart.clicked.connect(self.start_over)
        self.restart.hide()
        self.foot.addWidget(self.restart)
        self.leave_button = self.add_button("Bata&l", context.close_page)
        self.leave_button.setToolTip("Kembali ke daftar; isian tetap tersimpan sebagai konsep (Esc)")

    def card(self, title: str, column: QVBoxLayout) -> QVBoxLayout:
        """Put a card into a column and return its layout."""
        return Columns.card(title, column)

    def start(self, first: QWidget) -> None:
        """Begin with what stands in the fields now, or with the draft that is there; first: to type in."""
        self._close_up(fill=self.fills)
        self._defaults = self.form.values()
        self.setFocusProxy(first)
        draft = self.keeper.found()
        if draft is not None:
            self.corrects = draft.values.get(CORRECTS)
            self.form.write(draft.values)
            self.restored()
            self.keeper.resume()
            begun = "Perbaikan" if self.corrects is not None else "Konsep"
            # A page that fills the window has its hint beside the link.
            named = draft.begun_by if self.fills else f"{draft.begun} dilanjutkan"
            self.restart.setText(f"{begun} {named.replace('&', '&&')}: mulai dari a&wal")
            self.restart.show()
            if self.form.go_to_spot(draft.focus) is not None:
                self.setFocusProxy(self._cursor() or first)
        self.form.begin()
        self.form.changed.connect(self.keeper.touch)
        self.keeper.trouble.connect(self.hints.setText)
        for key, run in (
            ("Ctrl+Z", self.form.undo),
            ("Ctrl+Y", self.form.redo),
            ("Ctrl+Shift+Z", self.form.redo),
        ):
            self.add_key(key, run)

    def _cursor(self) -> QWidget | None:
        """Return the field in which the cursor stands once the page is on screen, None for none."""
        return self.focusWidget()

    def restored(self) -> None:
        """Follow what a draft has written into the fields."""

    def start_over(self) -> None:
        """Leave the draft and begin with the defaults."""
        self.corrects = None
        self.form.write(self._defaults)
        self.restored()
        self.form.begin()
        self.keeper.start_over()
        self.restart.hide()
        self.message.clear()
        self.setFocus()

    def entered(self, post: Callable[[], Done]) -> Done:
        """Do the page's act; what it posts says which voucher it stands for, where one was taken back."""
        with self.context.office.correcting(self.corrects):
            return post()

    def refuse(self, refused: Refusal | Fault) -> None:
        """Tell why it cannot be, with the ways out, and go to the first field it speaks of."""
        self.ways.refuse(refused)

    def go_to_first(self) -> None:
        """Put the cursor into the first field that is wrong or empty."""
        self.setFocus()

    def lessen(self) -> None:
        """Lessen what is too much, where the page can; else go to the quantities."""
        self.go_to_first()

    def go_to_reason(self) -> None:
        """Put the cursor where a reason is typed."""
        self.go_to_first()

    def take_party(self, place: int) -> None:
        """Take the person kept, where the page has one party; else go to the first field."""
        del place
        self.go_to_first()

    def _gather(self) -> tuple[dict[str, Any], list[Any]]:
        return self.form.values() | correcting(self.corrects), self.form.spot()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the draft when the page is left; it is still open where the whole window goes."""
        super().hideEvent(event)
        if not event.spontaneous():
            stack = self.parentWidget()
            self.keeper.keep(is_open=isinstance(stack, QStackedWidget) and stack.currentWidget() is self)
