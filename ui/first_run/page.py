"""The first start: five steps, each of which can be left out, and then the book.

Until the last step the office is set up in a folder that is thrown away, so that whoever only wanted to look
round leaves nothing behind; the last step moves it into the data folder, or makes the CONTOH office there.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop.errors import Fault, IkmError, Refusal
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.office.moving_in import move_in
from ikm_desktop.office.settings import set_clerk
from ui.common.labels import button, card, label
from ui.common.messages import MessageBar
from ui.common.work import aside
from ui.settings.page import PARTS
from ui.settings.part import SettingsPart
from ui.theme.look import Look

EMPTY, IMPORT, SAMPLE = "kosong", "impor", "contoh"
_WIDEST = 900
_STEPS = ("Nama dan kantor", "Penandatangan", "Nomor surat", "Kertas & printer", "Isi buku")
_PART_TITLES = ("Kantor & kop", "Penandatangan", "Nomor surat", "Kertas & printer")
_WAYS = (
    (EMPTY, "Mulai dengan buku &kosong", "Peserta dan barang ditambah sendiri."),
    (IMPORT, "Mulai, lalu &impor daftar peserta", "Dari berkas Excel kantor; dapat ditarik kembali."),
    (SAMPLE, "Lihat dahulu dengan data &CONTOH", "Kantor karangan dengan empat angkatan; bukan data kantor."),
)


class FirstRunPage(QWidget):
    """The steps. made: the book is open, to be shown; import_wanted: and a list is to be imported next."""

    made = Signal(object)
    import_wanted = Signal()

    enter_leads_on = True

    def __init__(self, look: Look, folder: Path) -> None:
        super().__init__()
        self.setObjectName("frame")
        self._look, self._folder = look, folder
        self._place = place = Path(tempfile.mkdtemp(prefix="ikm-awal-"))
        self.destroyed.connect(lambda _page: shutil.rmtree(place, ignore_errors=True))
        self._draft = book.create(place / "data")
        set_up(self._draft)
        self.message = MessageBar(self)
        self.progress = label("", "muted")
        self.name = QLineEdit()
        self.name.setAccessibleName("Nama petugas")
        self.stack = QStackedWidget()
        self.parts: list[SettingsPart | None] = [self._part(title) for title in _PART_TITLES]
        self._imports = False
        self._ways = QButtonGroup(self)
        self.ways: dict[str, QRadioButton] = {}
        self.back_button = button("&Kembali", look, icon_name="arrow-left")
        self.skip_button = button("&Lewati", look)
        self.next_button = button("Lan&jut", look, icon_name="chevron-right", role="primary")
        self.sample_button = button("Langsung ke data CONTOH", look, role="link")
        self._lay_out()
        self._take_keys()
        self.show_step(0)
        self.setFocusProxy(self.name)

    def _part(self, title: str) -> SettingsPart | None:
        kind = next((one for one in PARTS if one.title == title), None)
        if kind is None:
            return None
        made = kind(self._draft, self._look)
        made.complained.connect(self._complain)
        return made

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        steps = [self._first(), *(self._scrolling(part) for part in self.parts[1:]), self._last()]
        for step in steps:
            self.stack.addWidget(step)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 16, 24, 12)
        page.addWidget(label("Selamat datang di IKM Desktop", "title"))
        page.addWidget(self.progress)
        page.addWidget(self.message)
        page.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.sample_button)
        foot.addStretch(1)
        for one in (self.back_button, self.skip_button, self.next_button):
            one.setAutoDefault(True)
            foot.addWidget(one)
        page.addLayout(foot)
        self.back_button.clicked.connect(self.back)
        self.skip_button.clicked.connect(self.skip)
        self.next_button.clicked.connect(self.go_on)
        self.sample_button.clicked.connect(self._only_sample)

    def _first(self) -> QWidget:
        made, inside = card()
        name = label("&Nama Anda (tertulis pada setiap catatan)")
        name.setBuddy(self.name)
        inside.addWidget(name)
        inside.addWidget(self.name)
        self.name.setMaximumWidth(420)
        column = QWidget()
        column.setObjectName("frame")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(made)
        if self.parts[0] is not None:
            layout.addWidget(self.parts[0])
        layout.addStretch(1)
        return self._scrolling(column)

    def _last(self) -> QWidget:
        made, inside = card("Dengan apa buku dimulai?")
        for at, (key, text, about) in enumerate(_WAYS):
            one = QRadioButton(text)
            one.setAccessibleName(text.replace("&", ""))
            one.setChecked(at == 0)
            self._ways.addButton(one)
            self.ways[key] = one
            inside.addWidget(one)
            hint = label(about, "muted")
            hint.setIndent(24)
            inside.addWidget(hint)
        column = QWidget()
        column.setObjectName("frame")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(made)
        layout.addStretch(1)
        for key in ("Return", "Enter"):
            self._key(column, key)
        return self._scrolling(column)

    @staticmethod
    def _scrolling(inside: QWidget | None) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("Isi langkah")
        shown = inside or QLabel("Diatur kemudian pada Pengaturan.")
        shown.setMaximumWidth(_WIDEST)
        area.setWidget(shown)
        return area

    def _take_keys(self) -> None:
        """Let Enter lead through the fields of a step, and Ctrl+Enter to the next one."""
        self.name.returnPressed.connect(self.focusNextChild)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            self._key(self, key)

    def _key(self, where: QWidget, key: str) -> None:
        QShortcut(QKeySequence(key), where, self.go_on).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def _first_field(self) -> QWidget:
        """Return where typing works at once on the step that is shown."""
        if self.step == 0:
            return self.name
        if self.step == len(_STEPS) - 1:
            return next(one for one in self.ways.values() if one.isChecked())
        shown = self.stack.currentWidget()
        lines = [] if shown is None else shown.findChildren(QLineEdit)
        return next(filter(_can_be_typed, lines), self.next_button)

    # --- steps --------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """The step on screen, from 0."""
        return self.stack.currentIndex()

    def show_step(self, at: int) -> None:
        """Show a step."""
        self.message.clear()
        self.stack.setCurrentIndex(at)
        last = at == len(_STEPS) - 1
        self.progress.setText(f"Langkah {at + 1} dari {len(_STEPS)}: {_STEPS[at]}")
        self.back_button.setVisible(at > 0)
        self.skip_button.setVisible(not last)
        self.sample_button.setVisible(at == 0)
        text = "&Mulai bekerja" if last else "Lan&jut"
        self.next_button.setText(text)
        self.next_button.setAccessibleName(text.replace("&", ""))
        self._first_field().setFocus()

    def back(self) -> None:
        """Go a step back; what was typed stays."""
        self.show_step(max(self.step - 1, 0))

    def skip(self) -> None:
        """Go on without saving this step."""
        self.show_step(min(self.step + 1, len(_STEPS) - 1))

    def go_on(self) -> None:
        """Save this step and go on; after the last one begin."""
        if self.step == len(_STEPS) - 1:
            chosen = next(key for key, one in self.ways.items() if one.isChecked())
            self.begin(chosen)
        elif self._saved():
            self.skip()

    def _saved(self) -> bool:
        if self.step == 0:
            if not self.name.text().strip():
                self.message.complain(["Nama Anda wajib diisi, atau lewati langkah ini."])
                self.name.setFocus()
                return False
            set_clerk(self._draft, self.name.text())
        part = self.parts[self.step]
        return part is None or not _is_typed_in(part) or part.save() is not None

    def _complain(self, reasons: list[Refusal | Fault]) -> None:
        if reasons:
            self.message.complain([reason.sentence for reason in reasons])
        else:
            self.message.clear()

    # --- the book -----------------------------------------------------------------------------------

    def _only_sample(self) -> None:
        self.begin(SAMPLE)

    def begin(self, way: str) -> None:
        """Make the book in its folder, aside, and open it."""
        self._imports = way == IMPORT
        source, folder = self._place, self._folder
        self._draft.close()
        if way == SAMPLE:
            title = "Menyiapkan kantor CONTOH"
            aside(lambda: _sample(source, folder), done=self._ready, refused=self._refused, title=title)
        else:
            title = "Menyiapkan buku"
            aside(lambda: _moved(source, folder), done=self._ready, refused=self._refused, title=title)

    def _ready(self, office: Office) -> None:
        self.made.emit(office)
        if self._imports:
            self.import_wanted.emit()

    def _refused(self, why: IkmError) -> None:
        self.message.complain([str(why)])


def _can_be_typed(line: QLineEdit) -> bool:
    inside = isinstance(line.parent(), (QAbstractSpinBox, QComboBox))
    return not (inside or line.isReadOnly() or line.isHidden()) and line.isEnabled()


def _is_typed_in(part: QWidget) -> bool:
    return any(line.isModified() for line in part.findChildren(QLineEdit)) or any(
        text.document().isModified() for text in part.findChildren(QPlainTextEdit)
    )


def _moved(source: Path, folder: Path) -> Office:
    move_in(source / "data", folder)
    return book.at_work(folder)


def _sample(source: Path, folder: Path) -> Office:
    from ikm_desktop.sample.office import make_sample

    with tempfile.TemporaryDirectory(dir=source) as place:
        make_sample(Path(place) / "contoh")
        move_in(Path(place) / "contoh", folder)
    return book.at_work(folder)
