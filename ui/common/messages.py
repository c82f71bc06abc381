"""Refusals and notices: what the clerk is told above a page, with the ways out as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ikm_desktop.errors import Fault, Notice, Refusal, WayOut
from ui.common.complaints import Complaint, Watch
from ui.common.fields_row import FlowLayout


class MessageBar(QFrame):
    """A message above the page: a refusal with its ways out, or what an act wants read.

    What it says of a field goes away as soon as the field is right again; with the last of it, the message.
    `way_chosen` carries the key of the way out that was pressed. lead: leads on from the ways that whoever
    listens to it left alone, so that no button is dead; refused: what is told, None for anything else.
    """

    way_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pesan")
        self._layout = QVBoxLayout(self)
        self._margin = self._layout.contentsMargins().right()
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setAccessibleName("Isi pesan")
        self._ways = FlowLayout()
        self._told = 0
        self._watch: Watch | None = None
        self.refused: Refusal | Fault | None = None
        self.lead: Callable[[str], object] | None = None
        self._layout.addWidget(self._text)
        self._layout.addLayout(self._ways)
        self.hide()

    def text(self) -> str:
        """What is told now, empty when nothing is."""
        return "" if self.isHidden() else self._text.text()

    def refuse(self, refusal: Refusal | Fault) -> None:
        """Tell why something cannot be, with all its ways out."""
        told = refusal.told if isinstance(refusal, Refusal) else refusal.sentence
        self._show("refusal", told, refusal.ways_out, refused=refusal)
        if isinstance(refusal, Refusal):
            self._follow([Complaint(one.told, one.ways_out, one) for one in refusal.reasons])

    def complain(
        self, sentences: Sequence[str], ways: Sequence[WayOut] = (), fields: Sequence[QWidget] = ()
    ) -> None:
        """Tell all that is wrong with the fields of a form, a line each, with what can be done about it.

        fields: of which the sentences speak, where the page knows them.
        """
        self._show("refusal", "\n".join(sentences), ways)
        known = dict(enumerate(fields))
        self._follow([Complaint(text, ways, field=known.get(at)) for at, text in enumerate(sentences)])

    def tell(self, notices: Sequence[Notice], ways: Sequence[WayOut] = ()) -> None:
        """Tell what an act that succeeded wants read, with what can be done about it; nothing without any."""
        if notices:
            self._show("notice", "\n".join(notice.text for notice in notices), ways)

    def leave_room(self, right: int) -> None:
        """Keep what is told clear of something that lies over the bar's right end, so many px wide."""
        margins = self._layout.contentsMargins()
        margins.setRight(self._margin + right)
        self._layout.setContentsMargins(margins)

    def clear(self) -> None:
        """Take the message away."""
        self._unfollow()
        self.hide()

    def _follow(self, complaints: Sequence[Complaint]) -> None:
        page = self.parentWidget()
        if page is not None:
            self._watch = Watch(page, complaints)
            self._watch.answered.connect(self._answered)

    def _unfollow(self) -> None:
        if self._watch is not None:
            self._watch.deleteLater()
            self._watch = None

    def _answered(self) -> None:
        """Say what is still wrong, or nothing any more."""
        watch = self._watch
        if watch is None or not watch.open:
            self.clear()
            return
        self._watch = None
        ways = tuple(dict.fromkeys(way for one in watch.open for way in one.ways))
        text = "\n".join(one.sentence for one in watch.open)
        self._show("refusal", text, ways, refused=self.refused)
        self._watch = watch

    def _show(
        self, role: str, text: str, ways: Sequence[WayOut], refused: Refusal | Fault | None = None
    ) -> None:
        self._unfollow()
        self._told += 1
        self.refused = refused
        self.setProperty("role", role)
        for one in (self, self._text):  # the colour of the text follows the frame's role
            self.style().unpolish(one)
            self.style().polish(one)
        self._text.setText(text)
        while (item := self._ways.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # it goes only when the loop of events is back
                widget.deleteLater()
        for way in (*ways, WayOut("tutup-pesan", "Tutup")):
            button = QPushButton(way.label, self)
            button.clicked.connect(self._chooser(way.key))
            self._ways.addWidget(button)
        self.show()

    def _chooser(self, key: str) -> Callable[[], None]:
        def choose() -> None:
            told = self._told
            if key == "tutup-pesan":
                self.clear()
            self.way_chosen.emit(key)
            if self.lead is not None and self.isVisible() and self._told == told:
                self.lead(key)

        return choose
