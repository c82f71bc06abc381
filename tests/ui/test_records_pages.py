"""Lembaga and penyedia: kept up by keys on a real book."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.goods.parties import institutions, vendors
from ikm_desktop.office import book
from ikm_desktop.participants.search import people
from ikm_desktop.reports.audit import audit_page
from ui.common.reason import ConfirmDialog
from ui.common.records_page import RecordsPage
from ui.distribution.institution_page import InstitutionForm
from ui.goods.vendor_page import VendorPage
from ui.main_window import MainWindow
from ui.participants.person_panel import PersonPanel
from ui.participants.tab import open_person
from ui.theme.look import Look

CONTROL = Qt.KeyboardModifier.ControlModifier


def opened(window: MainWindow, qtbot: QtBot, key: str) -> RecordsPage:
    """Open a list by its command."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    next(command for command in window.commands if command.key == key).run()
    page = window.page
    assert isinstance(page, RecordsPage)
    return page


def agree() -> None:
    """Go on in the dialog that stands open."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ConfirmDialog)
    dialog.go.click()


def test_an_institution_is_added_changed_and_archived(window: MainWindow, qtbot: QtBot) -> None:
    """What is wrong stands beside its field, look-alikes too; Enter opens it again; archived it is gone."""
    page = opened(window, qtbot, "lembaga")
    qtbot.keyClick(page.table, Qt.Key.Key_N, CONTROL)
    form = window.page
    assert isinstance(form, InstitutionForm)
    assert QApplication.focusWidget() is form.name_line
    qtbot.keyClicks(form.name_line, "Paroki Contoh")
    assert "Paroki CONTOH" in form.alike_told.text()
    form.lines["signer_nip"].setText("12")
    form.lines["quota"].setText("banyak")
    qtbot.keyClick(form.name_line, Qt.Key.Key_S, CONTROL)
    assert form.told["quota"].text() == "bukan angka bulat"
    form.lines["quota"].setText("120")
    qtbot.keyClick(form.name_line, Qt.Key.Key_S, CONTROL)
    assert "18 angka" in form.told["signer_nip"].text()
    assert QApplication.focusWidget() is form.lines["signer_nip"]
    form.lines["signer_nip"].clear()
    form.lines["regency"].setText("Kabupaten Ngada")
    form.choices["class_"].setCurrentIndex(form.choices["class_"].findData("keagamaan"))
    qtbot.keyClick(form.name_line, Qt.Key.Key_S, CONTROL)
    listed = window.page
    assert isinstance(listed, RecordsPage)
    with window.office.reading() as connection:
        (made,) = [one for one in institutions(connection) if one.name == "Paroki Contoh"]
    assert (made.regency, made.class_, made.quota) == ("Kabupaten Ngada", "keagamaan", 120)
    assert listed.table.chosen()[0].institution == made
    listed.table.setFocus()
    qtbot.keyClick(listed.table, Qt.Key.Key_Return)
    again = window.page
    assert isinstance(again, InstitutionForm)
    again.lines["contact"].setText("Sekretaris CONTOH")
    again.save()
    with window.office.reading() as connection:
        (changed,) = [one for one in institutions(connection) if one.name == "Paroki Contoh"]
    assert (changed.contact, changed.quota) == ("Sekretaris CONTOH", 120)
    last = window.page
    assert isinstance(last, RecordsPage)
    last.open_chosen()
    final = window.page
    assert isinstance(final, InstitutionForm)
    QTimer.singleShot(0, agree)
    final.archive_button.click()
    with window.office.reading() as connection:
        assert "Paroki Contoh" not in {one.name for one in institutions(connection)}


def test_a_vendors_account_is_masked_until_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    """In full for 30 seconds beside the field, and logged; typed anew to be changed, else as it was."""
    page = opened(window, qtbot, "penyedia")
    page.open_chosen()
    form = window.page
    assert isinstance(form, VendorPage)
    assert form.vendor is not None
    name = form.vendor.name
    form.lines["bank_account"].setText("1234567890")
    form.save()
    page = opened(window, qtbot, "penyedia")
    page.search.setText(name)
    page.open_chosen()
    again = window.page
    assert isinstance(again, VendorPage)
    assert again.lines["bank_account"].text() == "*******890"
    assert again.lines["bank_account"].isReadOnly()
    again.eyes["bank_account"].click()
    assert again.told["bank_account"].text() == "1234567890"
    with window.office.reading() as connection:
        seen = audit_page(connection, limit=1).lines[0]
    assert (seen.field, seen.after) == ("nomor rekening", "dilihat")
    again.keeper.keep()
    assert "1234567890" not in str(again.keeper.store.all())
    again._shown_for.timeout.emit()
    assert again.told["bank_account"].text() == ""
    again.lines["phone"].setText("0800-1")
    again.save()
    with window.office.reading() as connection:
        kept = next(one for one in vendors(connection) if one.name == name)
    assert (kept.bank_account, kept.phone) == ("1234567890", "0800-1")


@pytest.mark.parametrize("key", ["lembaga", "penyedia"])
def test_what_is_typed_is_kept_as_a_draft(window: MainWindow, qtbot: QtBot, key: str) -> None:
    """Left and opened again the new record holds it."""
    page = opened(window, qtbot, key)
    page.open_new()
    form = window.page
    assert isinstance(form, InstitutionForm | VendorPage)
    form.name_line.setText("Belum jadi CONTOH")
    window.close_page()
    opened(window, qtbot, key).open_new()
    again = window.page
    assert isinstance(again, InstitutionForm | VendorPage)
    assert again.name_line.text() == "Belum jadi CONTOH"


def test_alt_and_an_arrow_walk_through_the_list(window: MainWindow, qtbot: QtBot) -> None:
    """From record to record in the list's order, as far as it goes; Esc comes back to where one stands."""
    for key in ("lembaga", "penyedia"):
        page = opened(window, qtbot, key)
        names = [getattr(row, "institution", row).name for row in page.table.rows_model.rows]
        assert len(names) > 2
        page.open_chosen()
        for name in names[1:3]:
            left = window.page
            assert left is not None
            press(window, "Alt+Down")
            form = window.page
            assert isinstance(form, InstitutionForm | VendorPage)
            assert (form.name_line.text(), form.title.text()) == (name, name)
            assert window.stack.indexOf(left) < 0
        for _ in range(3):
            press(window, "Alt+Up")
        assert "baris pertama" in window.toast.said[-1]
        press(window, "Alt+Down")
        press(window, "Esc")
        listed = window.page
        assert isinstance(listed, RecordsPage)
        (row,) = listed.table.chosen()
        assert getattr(row, "institution", row).name == names[1]
        press(window, "Esc")
        assert window.page in window._pages.values()


def press(window: MainWindow, keys: str) -> None:
    """Press keys wherever the cursor is."""
    combination = QKeySequence(keys)[0]  # type: ignore[index]  # the stubs leave out that it is a sequence
    assert isinstance(combination, QKeyCombination)
    QTest.keyClick(QApplication.focusWidget() or window, combination.key(), combination.keyboardModifiers())


def test_a_book_opened_to_look_shows_no_number(look: Look, qtbot: QtBot, sample_folder: Path) -> None:
    """A look is logged, which such a book cannot: people, institutions and vendors offer none."""
    window = MainWindow(book.at_work(sample_folder, read_only=True), look)
    qtbot.addWidget(window)
    window.show()
    with window.office.reading() as connection:
        person = next(one for one in people(connection) if one.nik and one.bank_account)
        vendor, institution = vendors(connection)[0], institutions(connection)[0]
    form = open_person(window._context, person.id)
    pages = [
        VendorPage(window._context, replace(vendor, bank_account="1234567890")),
        InstitutionForm(window._context, replace(institution, signer_nik=person.nik)),
    ]
    assert form.form["nik"].line.text() == person.masked_nik
    assert form.form["nik"].line.isReadOnly()
    for page in (form, *pages):
        qtbot.addWidget(page)
        assert [one for one in page.findChildren(QPushButton) if "Tampilkan" in one.text()] == []
    panel = window.go_to("peserta").findChild(PersonPanel)
    assert isinstance(panel, PersonPanel)
    panel.show_person(person)
    assert all(eye.isHidden() for eye in panel.eyes.values())
    window.close()
