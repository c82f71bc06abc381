"""What is not in the book yet is made where it is picked, by keys alone: person, batch, institution."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.batches import batch_of, batches
from ikm_desktop.batches.roster import roster
from ikm_desktop.goods.parties import institutions
from tests.ui.hands import Story, Type, Until, focused, play, press
from ui.batches.leaving import LeaveDialog
from ui.batches.tab import open_roster
from ui.buyback.tab import BuybackActs
from ui.main_window import MainWindow

MASKS, OF_SABBATH = 2, 4


def told(*widgets: QWidget) -> Until:
    """Wait until one of these has the cursor."""
    return Until(lambda: QApplication.focusWidget() in widgets, f"the cursor in {widgets}")


def test_a_maker_on_no_list_delivers(window: MainWindow, qtbot: QtBot) -> None:
    """+ Peserta baru at the end of the makers: name, NIK and batch; her receipt goes on."""

    def story() -> Story:
        acts = window.go_to("pembelian").findChild(BuybackActs)
        assert acts is not None
        panel = acts.panel
        form = panel.newcomer
        panel.form.delivered.setFocus()
        acts.receive()
        yield told(panel.card.maker, panel.card.maker.line)
        yield Type("Baru Datang")
        yield press("Up", "Return")
        yield Until(form.isVisible, "the form of a new person")
        assert form.line_of("name").text() == "Baru Datang"
        form.line_of("name").setFocus()
        form.line_of("name").setText("Adelina Goreti CONTOH")
        assert "Angkatan II" in form.alike.text()
        form.line_of("name").setText("Baru Datang CONTOH")
        yield press("Return")
        yield told(form.line_of("nik"))
        yield press("Tab")
        yield told(form.fields["batch"])
        yield press("Tab", "Return")
        yield told(form.save_button)
        form.line_of("reason").setText("susulan")
        yield press("Return")
        yield Until(lambda: panel.card.maker.currentText().startswith("Baru Datang"), "her receipt")
        assert focused() is panel.form.delivered
        with window.office.reading() as connection:
            newest = batches(connection)[-1]
            assert [one.person.name for one in roster(connection, newest.id)][-1] == "Baru Datang CONTOH"

    play(qtbot, window, story())


def test_a_batch_is_made_where_one_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    """On the kit's page from the open list, in the dialog that moves somebody by +; arrows pass by it."""

    def story() -> Story:
        window.run("paket")
        page: Any = window.page
        choice = page.head.batch
        choice.setFocus()
        yield press("End", "Down", "Down")
        assert choice.currentData() == OF_SABBATH
        yield press("Space")
        yield Until(choice.view().isVisible, "the open list")
        for key in (Qt.Key.Key_End, Qt.Key.Key_Return):
            QTest.keyClick(choice.view(), key)
        yield Until(page.new_batch.isVisible, "the form of a new batch")
        yield told(page.new_batch.line_of("training"))
        yield press("Return")
        yield Type("24-8-2020")
        yield press("Return", "Tab")
        yield told(page.new_batch.save_button)
        yield press("Return")
        yield Until(lambda: choice.currentText() == "Angkatan V", "the new batch chosen")
        with window.office.reading() as connection:
            made = batches(connection)[-1]
        assert (choice.currentData(), made.starts_on) == (made.id, date(2020, 8, 24))
        page = open_roster(window._context, MASKS)
        page.enrolled.selectRow(0)
        who = page.enrolled.chosen()[0].person
        page.move_button.setFocus()
        yield press("Return")
        yield Until(lambda: isinstance(QApplication.activeModalWidget(), LeaveDialog), "the dialog")
        dialog: Any = QApplication.activeModalWidget()
        dialog.target.setFocus()
        yield press("+")
        yield told(dialog.new_batch.line_of("training"))
        yield press("Return", "Return")
        assert dialog.isVisible()
        dialog.new_batch.save_button.setFocus()
        yield press("Return")
        yield Until(lambda: dialog.target.currentText() == "Angkatan VI", "the new batch chosen")
        dialog.reason.setFocus()
        yield Type("jadwal")
        yield press("Return")
        yield Until(lambda: not dialog.isVisible(), "the dialog to be gone")
        with window.office.reading() as connection:
            newest = batches(connection)[-1].id
            assert batch_of(connection, newest).name == "Angkatan VI"
            assert [one.person.id for one in roster(connection, newest)] == [who.id]

    play(qtbot, window, story())


def test_a_roster_and_a_plan_take_whom_nobody_knew(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+N on the roster adds a person to it; the plan's new institution stands there ticked."""

    def story() -> Story:
        page: Any = open_roster(window._context, MASKS)
        page.search.setFocus()
        yield Type("Orang Baru CONTOH")
        yield press("Ctrl+N")
        yield told(page.newcomer.line_of("nik"))
        yield press("Return")
        yield Type("menggantikan")
        yield press("Return", "Return")
        yield Until(lambda: not page.newcomer.isVisible(), "her in the roster")
        with window.office.reading() as connection:
            assert [one.person.name for one in roster(connection, MASKS)][-1] == "Orang Baru CONTOH"
        window.run("bagi-rata")
        page = window.page
        field = next(iter(page.products.fields.values())).line
        field.setText("14")
        page.tick_all()
        before = page.ticked_places()
        page.new_body_button.setFocus()
        yield press("Return")
        yield told(page.new_body.line_of("name"))
        yield Type("Aula CONTOH")
        page.new_body.save_button.setFocus()
        yield press("Return")
        yield Until(lambda: not page.new_body.isVisible(), "the institution in the plan")
        with window.office.reading() as connection:
            made = next(one for one in institutions(connection) if one.name == "Aula CONTOH")
        assert page.ticked_places() == before | {made.place}
        assert page.basis.institutions[page.grid.currentIndex().row()].place == made.place
        assert field.text() == "14"

    play(qtbot, window, story())
