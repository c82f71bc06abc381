"""The frame: menus that hold every command, keys, help, Riwayat, the drawer, what is remembered."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ikm_desktop.errors import NotFound
from ikm_desktop.office.acts import Done
from ikm_desktop.reports.history import acts, undo
from ikm_desktop.resources import resource
from tests.ui import guards
from ui.common.after_saving import tell_prepared
from ui.common.commands import Command, bind
from ui.common.labels import button
from ui.common.list_page import ListPage
from ui.common.mnemonics import mnemonic, plain
from ui.frame.help import CONTENTS, HelpPage, help_text
from ui.frame.history import HistoryPage
from ui.frame.keys import KeysDialog
from ui.frame.remembered import Remembered
from ui.frame.rules import rule_of
from ui.main_window import MainWindow
from ui.participants.person_panel import PersonPanel
from ui.theme.look import Look

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_every_screen_keeps_the_rules(window: MainWindow) -> None:
    """On each tab and each page of the menus: names, commands, keys, help; at two sizes nothing is cut."""
    wrong: list[str] = []
    sizes = [(960, 500), (1366, 689)]
    for screen in guards.screens(window):
        page = window.page
        assert page is not None
        found = [
            *(f"no name: {one}" for one in guards.nameless(page)),
            *(f"in no menu: {one}" for one in guards.in_no_menu(window)),
            *(f"key of two: {one}" for one in guards.shared_keys(window.menus.actions_here())),
            *(f"no help: {one}" for one in guards.without_help(window)),
            *(f"English: {one}" for one in guards.english(page)),
            *(f"letter of two: {one}" for one in guards.shared_letters(window)),
        ]
        sizes.reverse()  # from the size the last screen had: one change of size a screen
        for size in sizes:
            window.resize(*size)
            guards.settle()
            found += [f"cut at {size[0]}: {one}" for one in guards.cut_off(page)]
            found += [f"sideways at {size[0]}: {one}" for one in guards.off_the_side(page)]
        wrong += [f"{screen}: {one}" for one in found]
    assert wrong == []
    assert guards.cut_off(window) == []
    for menu in window.menus.menus.values():
        letters = Counter(letter for one in menu.actions() if (letter := mnemonic(one.text())))
        assert [one for one, times in letters.items() if times > 1] == [], menu.title()


def test_the_guards_complain(window: MainWindow, qtbot: QtBot) -> None:
    """Of a cut button, label and heading, a control without a name, English, and a body too wide."""
    outer = QWidget()
    qtbot.addWidget(outer)
    made, told = QPushButton("Cancel", outer), QLabel("Sebuah kalimat yang panjang", outer)
    QLineEdit(outer)
    table = QTableWidget(1, 1, outer)
    table.setAccessibleName("Daftar")
    table.setHorizontalHeaderLabels(["Judul yang panjang"])
    outer.show()
    made.resize(20, 20)
    told.resize(20, 20)
    table.setColumnWidth(0, 30)
    assert guards.cut_off(outer) == ["Cancel", "Sebuah kalimat yang panjang", "Judul yang panjang"]
    assert guards.nameless(outer) == ["QLineEdit in QWidget"]
    assert guards.english(outer) == ["Cancel"]
    wide = QWidget()
    wide.setMinimumWidth(900)
    area = QScrollArea(outer)
    area.setWidget(wide)
    QVBoxLayout(wide).addWidget(QPushButton("Lebar sekali " * 40))
    area.resize(100, 100)
    area.show()
    assert len(guards.off_the_side(outer)) == 1
    page = window.go_to("peserta")
    bind(page, Command("lain", "Lain", "Data", print, "Ctrl+K"))
    window.menus.show_page(page)
    assert guards.shared_keys(window.menus.actions_here()) == ["Ctrl+K"]
    action = next(one for one in page.actions() if one.objectName() == "lain")
    window.menus.menus["Data"].removeAction(action)
    assert [one.replace("&", "") for one in guards.in_no_menu(window)] == ["Lain"]
    page.setProperty("help", "tidak-ada")
    assert guards.without_help(window) == ["ListPage: tidak-ada"]


def test_alt_with_a_letter_reaches_one_thing(window: MainWindow, qtbot: QtBot) -> None:
    """A page's letters are no menu's and of one part each; what comes into sight later is parted with Alt."""
    assert len(window.menus.letters) == len(window.menus.menus)
    assert "Surat & Laporan" in {one.title for one in window.targets()}, "a sign that is none is read"
    page = QWidget()
    column = QVBoxLayout(page)
    wished = ("Pilih &berkas", "Ta&hun", "Simpan && &hapus")
    buttons = [QPushButton(text) for text in wished]
    for one in buttons:
        column.addWidget(one)
    window.show_page(page)
    assert guards.shared_letters(window) == []
    for one, text in zip(buttons, wished, strict=True):
        one.setText(text)
    assert guards.shared_letters(window) == list(wished), "the guard complains"
    qtbot.keyClick(buttons[0], Qt.Key.Key_Alt)
    assert guards.shared_letters(window) == []
    assert [plain(one.text()) for one in buttons] == ["Pilih berkas", "Tahun", "Simpan & hapus"]


def test_keys_of_this_screen_are_listed(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+/ lists the page's own keys first, then the window's."""
    window.go_to("penyerahan")
    dialog = KeysDialog(window.look, window.menus, window)
    qtbot.addWidget(dialog)
    assert ("Ctrl+N", "Serahkan paket") in dialog.shown
    assert dialog.shown.index(("Ctrl+T", "Tandatangani")) < dialog.shown.index(("F1", "Bantuan layar ini"))


def test_f1_opens_the_page_of_this_screen(window: MainWindow, qtbot: QtBot) -> None:
    """Of the tab, of the entry page; links lead on; Esc comes back."""
    window.run("paket")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    page = window.page
    assert isinstance(page, HelpPage)
    assert page.text.toPlainText().startswith("Serahkan paket")
    page.contents_button.click()
    assert page.name == CONTENTS
    assert "Penyaluran" in page.text.toPlainText()
    window.go_back()
    assert type(window.page).__name__ == "KitPage"
    window.go_back()
    assert window.page is window._pages["penyerahan"]


def test_help_leaves_the_form_beneath_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    """F1 in the middle of a form, then Esc: the same page, the same field, what was typed."""
    assert window.run("terima-dari-penyedia")
    qtbot.waitUntil(window.isActiveWindow)
    form = window.page
    assert form is not None
    qtbot.keyClicks(QApplication.focusWidget(), "toko")
    field = QApplication.focusWidget()
    window.run("bantuan")
    assert isinstance(window.page, HelpPage)
    window.go_back()
    assert window.page is form
    assert QApplication.focusWidget() is field
    window.go_back()
    assert isinstance(window.page, ListPage)


def test_enter_presses_the_button_it_is_on(window: MainWindow, qtbot: QtBot) -> None:
    """As Space does, also outside dialogs."""
    pressed: list[bool] = []
    made = button("Coba", window.look)
    qtbot.addWidget(made)
    made.clicked.connect(lambda: pressed.append(True))
    qtbot.keyClick(made, Qt.Key.Key_Return)
    qtbot.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [True]


def test_f5_reads_again_what_a_page_shows(window: MainWindow) -> None:
    """Tutup periode looks anew and stays; it was the list that came back."""
    assert window.run("periode")
    page = window.page
    window.run("segarkan")
    assert window.page is page
    window.go_to("persediaan")
    window.run("segarkan")
    assert isinstance(window.page, ListPage)


def test_every_help_page_is_in_the_contents() -> None:
    """And each link leads to a page that ships."""
    contents = help_text(CONTENTS)
    for page in sorted(resource("help").glob("*.md")):
        assert page.stem == CONTENTS or f"({page.name})" in contents, page.name
        for link in re.findall(r"\((\S+\.md)\)", page.read_text(encoding="utf-8")):
            assert page.with_name(link).is_file(), f"{page.name}: {link}"


def test_law_bound_fields_quote_their_rule(qtbot: QtBot) -> None:
    """By the name of the field, also from within it; a field no law binds has none."""
    outer = QWidget()
    qtbot.addWidget(outer)
    inner = QLineEdit(outer)
    outer.setAccessibleName("NIK")
    assert "PP 37/2007" in rule_of(inner)
    inner.setAccessibleName("Nama")
    assert rule_of(inner) == ""
    outer.setAccessibleName("Teknik")
    inner.setAccessibleName("")
    assert rule_of(inner) == "", "a part of a word is no name"


def test_riwayat_takes_back_what_still_waits(window: MainWindow) -> None:
    """The newest act is on top; papers not signed are voided; what is signed is not undone here."""
    window.say("Sesuatu dikerjakan.")
    window.run("riwayat")
    page = window.page
    assert isinstance(page, HistoryPage)
    told = page.said.item(0, 1)
    assert told is not None
    assert told.text() == "Sesuatu dikerjakan."
    assert page.acts.rowCount() == len(page.lines) > 50
    with window.office.reading() as connection:
        waiting = next(line for line in acts(connection) if line.prepared)
        signed = next(line for line in acts(connection) if not line.can_be_undone)
    done = undo(window.office, waiting)
    assert done.entry > waiting.entry
    with window.office.reading() as connection:
        assert not next(line for line in acts(connection) if line.entry == waiting.entry).can_be_undone
    with pytest.raises(NotFound):
        undo(window.office, signed)
    page.read()
    assert page.lines[0].entry == done.entry


def test_what_was_told_covers_nothing_of_the_page(window: MainWindow) -> None:
    """It stands at the end of the row of menus; too long, it hangs over the tabs, never over a page."""
    for size in ((960, 500), (1366, 689)):
        window.resize(*size)
        guards.settle()
        window.say("19 serah terima disiapkan.", ("Cetak", print), ("Urungkan", print))
        guards.settle()
        assert window.toast.geometry().bottom() <= window.menuBar().geometry().bottom()
        last = [one for one in window.menuBar().actions() if one.isVisible()][-1]
        assert window.toast.x() > window.menuBar().actionGeometry(last).right()
        assert guards.cut_off(window.toast) == []
        window.say("Sebuah alasan yang panjang sekali, dengan nama surat dan tanggalnya. " * 3)
        guards.settle()
        below = window.tab_bar.mapTo(window, window.tab_bar.rect().bottomLeft()).y()
        assert window.toast.geometry().bottom() <= below
        assert guards.cut_off(window.toast) == []
    assert [one.text() for one in window.toast.buttons] == []


def test_what_was_prepared_can_be_taken_back_at_once(window: MainWindow, qtbot: QtBot) -> None:
    """The buttons of the word: Urungkan voids the papers with their numbers; once signed it says why not."""
    page = window.go_to("penyerahan")
    assert isinstance(page, ListPage)
    with window.office.reading() as connection:
        waiting = next(line for line in acts(connection) if line.prepared)
    done = Done(waiting.entry, frozenset(), prepared=waiting.prepared)
    for answer in ("Diurungkan: Disiapkan.", "Disiapkan."):
        tell_prepared(window._context, page, done, "Disiapkan.")
        undo_button = next(one for one in window.toast.buttons if one.text() == "Urungkan")
        qtbot.keyClick(undo_button, Qt.Key.Key_Space)
        assert window.toast.said[-1] == answer
    assert "tidak" in page.message.text()
    with window.office.reading() as connection:
        assert not next(line for line in acts(connection) if line.entry == waiting.entry).can_be_undone


def test_a_list_opens_with_its_first_row_chosen(window: MainWindow, qtbot: QtBot) -> None:
    """The panel shows it and Enter opens it at once; a person's panel, made after its list, knows it too."""
    people = window.go_to("peserta")
    assert isinstance(people, ListPage)
    panel = people.findChild(PersonPanel)
    assert isinstance(panel, PersonPanel)
    chosen = people.current()
    assert chosen is not None
    assert chosen.person.masked_nik == panel.numbers["nik"].text()
    letters = window.go_to("surat")
    assert isinstance(letters, ListPage)
    assert letters.table.chosen_lines() == [0]
    qtbot.keyClick(letters.table, Qt.Key.Key_Return)
    assert window.page is not letters


def test_the_panel_is_a_drawer_where_it_is_narrow(window: MainWindow, qtbot: QtBot) -> None:
    """F4 slides it over the list and no message, Esc takes it away; wide, it stands beside the list."""
    page = window.go_to("penyerahan")
    message = page.message  # type: ignore[attr-defined]
    panel, drawer = page.panel, page.drawer  # type: ignore[attr-defined]
    assert panel.isVisible()
    window.resize(960, 500)
    qtbot.waitUntil(lambda: drawer.is_drawer)
    assert not panel.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F4)
    assert panel.isVisible()
    assert panel.geometry().right() == page.width() - 1
    message.complain(["Kain katun tidak cukup. " * 9])
    told = message.findChild(QLabel)
    qtbot.waitUntil(lambda: told.mapTo(page, told.rect().topRight()).x() < panel.x())
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    qtbot.waitUntil(lambda: told.mapTo(page, told.rect().topRight()).x() > panel.x())
    assert window.page is page
    window.resize(1366, 689)
    qtbot.waitUntil(lambda: not drawer.is_drawer)
    assert panel.isVisible()


def test_text_grows_and_shrinks_live(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl++ and Ctrl+- from 90 to 150 %."""
    for _ in range(7):
        qtbot.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    assert window.look.scale == 150
    assert QApplication.font().pixelSize() == 20
    for _ in range(9):
        qtbot.keyClick(window, Qt.Key.Key_Minus, CONTROL)
    assert window.look.scale == 90


def test_the_window_remembers_and_forgets(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    """Theme, text size, tab and panel come back; a book opened to look at keeps nothing new."""
    outer = QWidget()
    qtbot.addWidget(outer)
    outer.resize(1000, 600)
    look.set_both("gelap", 120)
    kept = Remembered(tmp_path)
    kept.keep(outer, look, "peserta")
    kept.keep_panel(wanted=False)
    look.set_both("terang", 100)
    again = Remembered(tmp_path, keeps=False)
    again.put_on(look)
    assert (look.mode, look.scale, again.tab, again.panel) == ("gelap", 120, "peserta", False)
    again.keep_panel(wanted=True)
    assert not Remembered(tmp_path).panel
    kept.forget()
    assert Remembered(tmp_path).tab == ""


def test_the_status_line_leads_where_things_are_done(window: MainWindow, qtbot: QtBot) -> None:
    """Four parts, each a button that goes there."""
    status = window.status
    qtbot.waitUntil(lambda: status.checked.text() == "Buku cocok")
    assert status.period.text() == "Periode: Triwulan III 2020"
    window.say("Disimpan.")
    assert status.saved.text().startswith("Tersimpan ")
    status.saved.click()
    assert isinstance(window.page, HistoryPage)
    status.backed_up.click()
    assert type(window.page).__name__ == "BackupPage"
    status.period.click()
    assert type(window.page).__name__ == "PeriodsPage"
