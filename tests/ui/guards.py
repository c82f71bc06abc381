"""What every screen must keep: nothing cut off, every control named, no English, every command in a menu."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree as ET

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from ikm_desktop.resources import resource
from ui.common.mnemonics import lettered, mnemonic
from ui.frame.help import help_name
from ui.main_window import MainWindow
from ui.tabs import TABS

_PAGE_MENUS = {"Data", "Berkas", "Alat", "Cetak"}
_NO_PAGE = {"tutup", "periksa-buku", "segarkan", "buka-lihat"}
_HEADER_MARGIN = 10


def screens(window: MainWindow) -> Iterator[str]:
    """Show every tab, then every page that a command of the menus opens, and say its name."""
    for tab in TABS:
        window.go_to(tab.key)
        yield tab.key
    answering = QTimer()
    answering.timeout.connect(_say_no)
    answering.start(50)
    for command in [one for one in window.commands if one.menu in _PAGE_MENUS and one.key not in _NO_PAGE]:
        before = window.page
        window.run(command.key)
        if window.page is not before and window.page not in window._pages.values():
            yield command.key
    answering.stop()


def _say_no() -> None:
    """Close a dialog that a command asks with: it opens no page before it is answered."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialog.reject()


def settle() -> None:
    """Let sizes that depend on one another come to rest."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QApplication.processEvents()


def cut_off(page: QWidget) -> list[str]:
    """Return the visible texts of buttons, labels and headings that need more room than they have."""
    buttons = [
        one.text()
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and one.text() and one.width() < one.minimumSizeHint().width()
    ]
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisible() and _is_cut(one)]
    headings = [text for one in page.findChildren(QHeaderView) if one.isVisible() for text in _cut_in(one)]
    return [*buttons, *labels, *headings]


def _is_cut(one: QLabel) -> bool:
    if not one.text() or one.wordWrap() or one.textFormat() == Qt.TextFormat.RichText:
        return False
    lines = (one.text().replace("&", "")).splitlines() or [""]
    return one.width() + 1 < max(one.fontMetrics().horizontalAdvance(line) for line in lines)


def _cut_in(header: QHeaderView) -> list[str]:
    model = header.model()
    if header.orientation() is not Qt.Orientation.Horizontal:
        return []
    texts = [
        (at, str(model.headerData(at, Qt.Orientation.Horizontal) or ""))
        for at in range(header.count())
        if not header.isSectionHidden(at)
    ]
    return [
        text for at, text in texts if text and header.sectionSize(at) < _width(header, text) + _HEADER_MARGIN
    ]


def _width(header: QHeaderView, text: str) -> int:
    return max(header.fontMetrics().horizontalAdvance(line) for line in text.splitlines())


def nameless(page: QWidget) -> list[str]:
    """Return the controls a screen reader could not name."""
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox, QAbstractItemView)
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for kind in kinds
        for one in page.findChildren(kind)
        if one.isVisible()
        and not isinstance(one.parentWidget(), QComboBox | QAbstractSpinBox | QAbstractItemView)
        and not (one.accessibleName() or getattr(one, "text", str)() or _is_of_qt(one))
    ]


def _is_of_qt(one: QWidget) -> bool:
    """Tell whether it is a part Qt itself made: a completer's list, the clear button of a line."""
    return one.objectName().startswith("qt_") or isinstance(one.parentWidget(), QLineEdit) or one.isWindow()


def english(page: QWidget) -> list[str]:
    """Return the texts of buttons and labels that Qt left in English."""
    return sorted({one.text() for one in page.findChildren(QPushButton)} & english_words())


@cache
def english_words() -> frozenset[str]:
    """Return Qt's own texts that our translation has other words for."""
    root = ET.parse(resource("translations/qtbase_id.ts")).getroot()  # noqa: S314 - our own file
    pairs = [
        (one.findtext("source") or "", one.findtext("translation") or "") for one in root.iter("message")
    ]
    return frozenset(source for source, translated in pairs if source != translated)


def off_the_side(page: QWidget) -> list[str]:
    """Return the scrolling bodies of forms that need to be scrolled sideways."""
    found = []
    for area in page.findChildren(QScrollArea):
        inside = area.widget()
        if area.isVisible() and inside is not None:
            wanted, there = inside.minimumSizeHint().width(), area.viewport().width()
            found += [f"{area.accessibleName()} {wanted} > {there}"] if wanted > there else []
    return found


def in_no_menu(window: MainWindow) -> list[str]:
    """Return what can be asked for on this screen and stands in no menu."""
    shown = [one for menu in window.menus.menus.values() for one in menu.actions()]
    return [one.text() for one in window.menus.actions_here() if one not in shown or not one.isVisible()]


def shared_keys(actions: list[QAction]) -> list[str]:
    """Return the keys that two actions of one screen want."""
    keys = Counter(one.shortcut().toString() for one in actions if not one.shortcut().isEmpty())
    return sorted(key for key, times in keys.items() if times > 1)


def shared_letters(window: MainWindow) -> list[str]:
    """Return what Alt with a letter does not reach alone, being of a menu or of another part of the page."""
    page = window.page
    texts = [one.text() for one in lettered(page)] if page is not None else []
    times = Counter(mnemonic(one) for one in texts)
    return [one for one in texts if times[mnemonic(one)] > 1 or mnemonic(one) in window.menus.letters]


def without_help(window: MainWindow) -> list[str]:
    """Return the name of this screen's help page where it does not ship, or is only its tab's."""
    shipped = {page.stem for page in resource("help").glob("*.md")}
    tabs = {tab.key for tab in TABS}
    page = window.page
    name = help_name(page, window.tab_bar.checked())
    is_tab = page in window._pages.values()
    return [] if name in shipped and (is_tab or name not in tabs) else [f"{type(page).__name__}: {name}"]
