"""A form kept as a draft on a page that has its own frame."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QStackedWidget

from ui.common.drafts import DraftKeeper
from ui.common.entry import EntryPage
from ui.common.form import Form


class Keeping(QObject):
    """Keeps the form's values while one types, restores them, and lets Ctrl+Z take changes back.

    key: of the draft, title: as the list of drafts names it. It is made once the fields hold their defaults.
    """

    def __init__(self, page: EntryPage, form: Form, key: str, title: str) -> None:
        super().__init__(page)
        self._page, self._form = page, form
        self._keeper = DraftKeeper(page.context.office, key, title, self._gather, self, form.about)
        draft = self._keeper.found()
        if draft is not None:
            form.write(draft.values)
            self._keeper.resume()
            page.hints.setText(f"Konsep {draft.begun} dilanjutkan.")
            if form.go_to_spot(draft.focus) is not None:
                page.setFocusProxy(page.focusWidget())
        form.begin()
        form.changed.connect(self._keeper.touch)
        for keys, run in (("Ctrl+Z", form.undo), ("Ctrl+Y", form.redo)):
            page.add_key(keys, run)
        page.installEventFilter(self)

    def finish(self) -> None:
        """Remove the draft for good: the page was saved."""
        self._keeper.finish()

    def _gather(self) -> tuple[dict[str, Any], list[Any]]:
        return self._form.values(), self._form.spot()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the draft when the page is left; it is still open where the whole window goes."""
        if watched is self._page and event.type() == QEvent.Type.Hide and not event.spontaneous():
            stack = self._page.parentWidget()
            here = isinstance(stack, QStackedWidget) and stack.currentWidget() is self._page
            self._keeper.keep(is_open=here)
        return super().eventFilter(watched, event)
