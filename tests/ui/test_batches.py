"""The page of a batch with its seven steps, the plan, a batch like the last one, who leaves and who waits."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.batches import add_batch, batch_of, batches, change_batch
from ikm_desktop.batches.closing import close_batch, still_held
from ikm_desktop.batches.partners import partners
from ikm_desktop.batches.roster import EVERYONE, enrol, roster
from ikm_desktop.batches.sessions import sessions
from ikm_desktop.goods.items import archive_item
from ikm_desktop.supply.lists import handover_rows
from tests.ui import guards
from ui.batches.attendance_page import AttendancePage
from ui.batches.batch_page import BatchPage
from ui.batches.certificates_page import CertificatesPage
from ui.batches.leaving import LeaveDialog
from ui.batches.like_page import LikePage
from ui.batches.roster_page import RosterPage
from ui.batches.sessions_page import SessionsPage
from ui.batches.tab import open_attendance, open_batch, open_roster, open_sessions
from ui.buyback.batch_payment_page import BatchPaymentPage
from ui.buyback.batch_receipt_page import BatchReceiptPage
from ui.common.drafts import DraftStore
from ui.common.mnemonics import mnemonic
from ui.common.reason import ReasonDialog
from ui.main_window import MainWindow
from ui.participants.person_page import PersonPage
from ui.supply.kit_page import KitPage
from ui.supply.return_page import ReturnPage
from ui.supply.tab import open_kit

CTRL = Qt.KeyboardModifier.ControlModifier
MASKS, SALT = 2, 4


def empty_batch(window: MainWindow) -> int:
    """Add a batch that nobody is in."""
    day = date(2020, 8, 24)
    office = window.office
    return add_batch(office, name="Angkatan V", training="Tenun CONTOH", starts_on=day, ends_on=day).ids[0]


# --- the seven steps --------------------------------------------------------------------------------


def test_each_step_goes_to_its_page_with_the_batch_chosen(window: MainWindow) -> None:
    """Seven lines with their figures; the buttons lead on, and the names open their records."""
    goes = {
        "peserta": RosterPage,
        "bahan": KitPage,
        "kehadiran": AttendancePage,
        "produk": BatchReceiptPage,
        "bayar": BatchPaymentPage,
        "sertifikat": CertificatesPage,
    }
    for key, kind in goes.items():
        page = open_batch(window._context, MASKS)
        assert len(page.steps.buttons) == 7
        page.steps.buttons[key].click()
        assert type(window.page) is kind, key
        opened: Any = window.page
        if key == "bahan":
            assert opened.head.chosen_batch() == MASKS
        elif key != "peserta":
            assert opened.batch.currentData() == MASKS
    page = open_batch(window._context, MASKS)
    leads = {one.text(): one for one in page.missing.lacks}
    assert {"17 belum kembali bahan", "1 belum menerima bahan", "3 belum dibayar"} <= set(leads)
    for text, kind in (("17 belum kembali bahan", ReturnPage), ("3 belum dibayar", BatchPaymentPage)):
        page = open_batch(window._context, MASKS)
        {one.text(): one for one in page.missing.lacks}[text].click()
        assert type(window.page) is kind, text
    page = open_batch(window._context, MASKS)
    page.missing.names[0].click()
    assert isinstance(window.page, PersonPage)
    open_batch(window._context, MASKS).steps.buttons["berkas"].click()
    assert window.page is window._pages["surat"]


def test_what_is_not_back_is_taken_back_of_that_batch_alone(window: MainWindow, qtbot: QtBot) -> None:
    """Only who holds what this batch was given is offered; saved, the page goes on with who is left."""
    page: Any = open_batch(window._context, MASKS)
    {one.text(): one for one in page.missing.lacks}["17 belum kembali bahan"].click()
    page = window.page
    assert page.title.text() == "Pengembalian bahan · Angkatan II"
    with window.office.reading() as connection:
        holding = {one.place for one in still_held(connection, MASKS)}
    assert {page.party.itemData(at) for at in range(page.party.count())} == holding
    assert len(holding) == 17
    qtbot.keyClicks(page.party, page.party.itemText(0))
    qtbot.keyClick(page.party, Qt.Key.Key_Return)
    who = page.party.value
    page.save()
    page = window.page
    assert isinstance(page, ReturnPage)
    assert page.party.count() == 16
    assert page.party.findData(who) < 0
    assert "16 orang masih memegang" in page.left_to_do.text()
    with window.office.reading() as connection:
        made = handover_rows(connection)[0]
    assert (made.kind, made.place, made.batch_name) == ("return", who, "Angkatan II")
    page.all_button.click()
    page = window.page
    assert page.title.text() == "Pengembalian bahan"
    assert page.party.count() > 17


def test_a_batch_with_nothing_to_pay_does_not_show_anothers(window: MainWindow) -> None:
    """Nor does a draft of another batch's payment take its place."""
    batch = empty_batch(window)
    page: Any = open_batch(window._context, MASKS)
    page.steps.buttons["bayar"].click()
    page = window.page
    page.keeper.keep(is_open=True)
    page = open_batch(window._context, batch)
    page.steps.buttons["bayar"].click()
    page = window.page
    assert page.batch.currentData() == batch
    assert page.lines.rowCount() == 0
    page.pay()
    assert "Pilih paling sedikit satu penerimaan" in page.message.text()
    open_batch(window._context, batch).steps.buttons["produk"].click()
    page = window.page
    assert page.batch.currentData() == batch
    assert page.grid.model_of_receipts.lines == []


def test_mnemonics_are_unique_and_none_is_a_menus(window: MainWindow) -> None:
    """Alt and a digit go to a step, letters to fields; a letter of the menu bar is nobody's."""
    page = open_batch(window._context, MASKS)
    labels = [one.text() for one in page.findChildren(QLabel) if one.buddy() is not None]
    letters = Counter(letter for text in labels if (letter := mnemonic(text)))
    menus = {mnemonic(one.text()) for one in window.menuBar().actions()}
    assert {"1", "7"} <= {letter.casefold() for letter in letters}
    assert [letter for letter, times in letters.items() if times > 1 or letter in menus] == []


def test_nothing_of_the_pages_is_cut_off(window: MainWindow) -> None:
    """Nor named by nobody, nor to be scrolled sideways, in the smallest window."""
    window.resize(960, 500)
    for opener in (open_batch, open_sessions, open_roster):
        page = opener(window._context, MASKS)
        guards.settle()
        assert guards.cut_off(page) == []
        assert guards.nameless(page) == []
        assert guards.off_the_side(page) == []


def test_a_partner_is_named_and_removed_in_place(window: MainWindow, qtbot: QtBot) -> None:
    """Name, role, contact and Enter; what cannot be is told above."""
    page = open_batch(window._context, MASKS)
    card = page.partners
    card.add()
    assert "IKM mitra" in page.message.text()
    qtbot.keyClicks(card.name, "CV Kelor CONTOH")
    qtbot.keyClick(card.contact, Qt.Key.Key_Return)
    with window.office.reading() as connection:
        assert [one.name for one in partners(connection, MASKS)] == ["CV Kelor CONTOH"]
    card.removers[0].click()
    with window.office.reading() as connection:
        assert partners(connection, MASKS) == ()


def test_the_kit_page_leads_to_the_product_that_is_not_set(window: MainWindow, qtbot: QtBot) -> None:
    """The notice has a button; it opens the batch with the cursor on its product."""
    batch = empty_batch(window)
    kit = open_kit(window._context, batch)
    assert "belum ditetapkan" in kit.message.text()
    keys = {one.shortcut().toString() for one in window.menus.page_actions()}
    assert {"Ctrl+S", "Ctrl+P"} <= keys, "its acts stand in the menus"
    kit.head.choose_batch(MASKS)
    kit.propose()
    assert kit.message.text() == ""
    kit.head.choose_batch(batch)
    kit.propose()
    kit.message.way_chosen.emit("produk-angkatan")
    page = window.page
    assert isinstance(page, BatchPage)
    qtbot.waitUntil(window.isActiveWindow)
    assert page.batch is not None
    assert page.batch.id == batch
    assert QApplication.focusWidget() is page.product


def test_a_closed_batch_is_only_read_and_opened_again_with_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    """Its page says when it was closed; a kit for it leads there; with a reason it can be changed again."""
    batch = empty_batch(window)
    close_batch(window.office, batch=batch)
    page = open_batch(window._context, batch)
    assert "ditutup pada" in page.message.text()
    assert page.lines["name"].isReadOnly()
    attendance = open_attendance(window._context, batch)
    assert attendance.batch.currentData() == batch
    attendance.message.way_chosen.emit("buka-angkatan")
    page = window.page  # type: ignore[assignment]
    assert isinstance(page, BatchPage)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        qtbot.keyClicks(dialog.reason, "tanggal keliru")
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    page.reopen()
    again = window.page
    assert isinstance(again, BatchPage)
    assert not again.lines["name"].isReadOnly()
    with window.office.reading() as connection:
        assert batch_of(connection, batch).closed_on is None


def test_enter_goes_through_the_form_in_its_order(window: MainWindow, qtbot: QtBot) -> None:
    """From the capacity to the product, and from there to the account."""
    page = open_batch(window._context)
    qtbot.waitUntil(window.isActiveWindow)
    page.lines["capacity"].setFocus()
    qtbot.keyClick(page.lines["capacity"], Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.product
    qtbot.keyClick(page.product, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.lines["account"]


# --- like the last one, and the plan ----------------------------------------------------------------


def test_a_batch_like_the_last_takes_two_actions(window: MainWindow, qtbot: QtBot) -> None:
    """The command, the first day with Enter: the batch stands with its plan, and its page is open."""
    qtbot.waitUntil(window.isActiveWindow)
    assert window.run("seperti-lalu")
    assert isinstance(window.page, LikePage)
    focus = QApplication.focusWidget()
    qtbot.keyClicks(focus, "7/9")
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, BatchPage)
    assert page.batch is not None
    assert (page.batch.name, page.batch.starts_on) == ("Angkatan V", date(2020, 9, 7))
    with window.office.reading() as connection:
        assert len(sessions(connection, page.batch.id)) == len(sessions(connection, SALT))


def test_what_is_typed_of_a_batch_like_the_last_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    """Left without making it, batch, day and name stand there again, and Ctrl+Z takes the last one back."""
    qtbot.waitUntil(window.isActiveWindow)
    window.run("seperti-lalu")
    page = window.page
    assert isinstance(page, LikePage)
    page.source.setCurrentIndex(page.source.findData(MASKS))
    qtbot.keyClicks(page.day.line, "7/9")
    page.name.setFocus()
    page.name.selectAll()
    qtbot.keyClicks(page.name, "Angkatan Ende")
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    window.run("seperti-lalu")
    again = window.page
    assert isinstance(again, LikePage)
    assert again is not page
    shown = (again.source.currentData(), again.day.day(), again.name.text())
    assert shown == (MASKS, date(2020, 9, 7), "Angkatan Ende")
    assert "07-09-2020" in again.taken.text()
    again.start_over()
    assert (again.day.day(), again.name.text()) == (None, "Angkatan V")
    again.day.line.setText("h")
    again.save()
    assert isinstance(window.page, BatchPage)
    window.run("seperti-lalu")
    assert isinstance(window.page, LikePage)
    assert window.page.day.day() is None


def test_a_plan_is_pasted_copied_and_saved(window: MainWindow, qtbot: QtBot) -> None:
    """Excel's rows under their headings; what cannot be read is told with its row; another's days move.

    Left without saving, what was typed stands there again.
    """
    batch = empty_batch(window)
    page = open_sessions(window._context, batch)
    heads = "Hari\tKelompok\tMata pelatihan\tJP\tPengajar\n"
    rows = "24\tInti\tMenenun\t8\tIbu CONTOH\n24/8\t\tMewarnai\tdua\t\n"
    QGuiApplication.clipboard().setText(heads + rows)
    page.table.paste()
    page.save()
    assert "JP, baris 2" in page.message.text()
    type_in(page, 1, 3, "2")
    assert page.count.text() == "2 mata pelatihan · 1 hari · 10 JP"
    page.save()
    with window.office.reading() as connection:
        plan = sessions(connection, batch)
    assert [(one.day, one.subject, one.hours, one.trainer) for one in plan] == [
        (date(2020, 8, 24), "Menenun", 8, "Ibu CONTOH"),
        (date(2020, 8, 24), "Mewarnai", 2, ""),
    ]
    page = open_sessions(window._context, batch)
    page.source.setCurrentIndex(page.source.findData(MASKS))
    page.copy_plan()
    assert page.table.texts()[0][0] == "24-08-2020"
    qtbot.keyClick(page.table, Qt.Key.Key_Z, CTRL)
    assert len(page.table.texts()) == 2
    type_in(page, 0, 2, "Diketik CONTOH")
    window.go_to("beranda")
    again = open_sessions(window._context, batch)
    assert again.table.texts()[0][2] == "Diketik CONTOH"
    again.save()
    assert DraftStore(window.office.drafts).all() == []


def type_in(page: SessionsPage, row: int, column: int, text: str) -> None:
    """Put a text into a cell of the plan."""
    cell = page.table.item(row, column)
    assert cell is not None
    cell.setText(text)


# --- the roster -------------------------------------------------------------------------------------


def test_pasted_niks_and_names_choose_people(window: MainWindow, qtbot: QtBot) -> None:
    """Both are found, who is not is named; opened again they are still chosen; Ctrl+Enter adds them."""
    batch = empty_batch(window)
    with window.office.reading() as connection:
        first, second = (one.person for one in roster(connection, MASKS)[:2])
    page = open_roster(window._context, batch)
    QGuiApplication.clipboard().setText(f"1\t{first.nik}\n2. {second.name.lower()}\nTidak Dikenal\n")
    page.paste()
    assert "Tidak ditemukan: Tidak Dikenal" in page.message.text()
    window.go_to("beranda")
    page = open_roster(window._context, batch)
    assert {row.person.id for row in page.people.chosen()} == {first.id, second.id}
    qtbot.keyClick(page.people, Qt.Key.Key_Return, CTRL)
    with window.office.reading() as connection:
        assert {one.person.id for one in roster(connection, batch)} == {first.id, second.id}


def test_numbers_are_changed_and_a_product_put_away_stays(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+↓ and Ctrl+↑ move the chosen one, a command numbers by name; saving keeps the batch's product."""
    batch = empty_batch(window)
    with window.office.reading() as connection:
        people = [row.person for row in roster(connection, MASKS)[:3]]
        made = batch_of(connection, MASKS).product
        assert made is not None
    change_batch(window.office, batch=batch, product=made)
    enrol(window.office, batch=batch, people=[one.id for one in people])
    page = open_roster(window._context, batch)
    page.enrolled.selectRow(0)
    page.enrolled.setFocus()
    for _ in range(2):
        qtbot.keyClick(page.enrolled, Qt.Key.Key_Down, CTRL)
    assert [row.person.name for row in page.enrolled.rows_model.rows][-1] == people[0].name
    assert page.enrolled.chosen()[0].person.id == people[0].id
    qtbot.keyClick(page.enrolled, Qt.Key.Key_Up, CTRL)
    page.number_by_name()
    with window.office.reading() as connection:
        assert [row.person.id for row in roster(connection, batch)] == [one.id for one in people]
    archive_item(window.office, item=made)
    changed = open_batch(window._context, batch)
    changed.lines["venue"].setText("Aula CONTOH")
    changed.save()
    with window.office.reading() as connection:
        kept = batch_of(connection, batch)
    assert (kept.product, kept.venue) == (made, "Aula CONTOH")


def test_who_waits_is_offered_the_place_that_is_free(window: MainWindow, qtbot: QtBot) -> None:
    """Twenty of twenty; one waits, one moves to another batch: the button gives the place on."""
    batch = empty_batch(window)
    change_batch(window.office, batch=batch, capacity=1)
    with window.office.reading() as connection:
        one, two = (row.person for row in roster(connection, MASKS)[:2])
    enrol(window.office, batch=batch, people=[one.id])
    page = open_roster(window._context, batch)
    page._choose([two.id])
    page.let_wait()
    page.enrolled.selectRow(0)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LeaveDialog)
        dialog.target.setCurrentIndex(dialog.target.findData(3))
        qtbot.keyClicks(dialog.reason, "jadwal kerja")
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    def move() -> None:
        QTimer.singleShot(0, answer)
        page.move_button.click()

    move()
    assert "20 tempat" in page.message.text()
    page.reason.setText("pindahan")
    page.enrolled.selectRow(0)
    move()
    assert f"{two.name} menunggu tempat" in page.message.text()
    page.message.way_chosen.emit(f"masukkan:{two.id}")
    with window.office.reading() as connection:
        states = {row.person.id: row.state for row in roster(connection, batch, EVERYONE)}
        assert one.id in {row.person.id for row in roster(connection, 3)}
        assert len(batches(connection)) == 5
    assert states == {one.id: "keluar", two.id: "aktif"}
