"""Pembelian Kembali: receiving, inspecting, paying and reversing, by keys on a real book."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.lists import DeliveryRow, delivery_rows
from ikm_desktop.buyback.receiving import prepare_delivery
from ikm_desktop.goods import vouchers
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office import book
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports.issuing import is_issued
from ikm_desktop.supply.lists import handover_rows
from ui.buyback.batch_payment_page import BatchPaymentPage
from ui.buyback.makers import Maker, makers
from ui.buyback.payment_page import PaymentPage
from ui.buyback.receipt_grid import ACCEPTED, DELIVERED
from ui.buyback.tab import BuybackActs
from ui.common.grid_model import FIRST
from ui.common.palette import Palette
from ui.common.preview import PaperPreview
from ui.common.reverse_page import ReversePage
from ui.main_window import MainWindow
from ui.theme.look import Look


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> BuybackActs:
    """The tab on screen, ready for keys."""
    found = window.go_to("pembelian").findChild(BuybackActs)
    assert found is not None
    qtbot.waitUntil(window.isActiveWindow)
    return found


@pytest.fixture
def salt_makers(window: MainWindow) -> list[Maker]:
    """The makers of the newest batch, who were handed their kits just now."""
    with window.office.reading() as connection:
        kits = [
            row.prepared for row in handover_rows(connection) if row.status in (Status.PREPARED, Status.OUT)
        ]
    vouchers.sign(window.office, prepared=[kit for kit in kits if kit is not None])
    return [maker for maker in makers(window.office) if maker.batch_name == "Angkatan IV" and maker.holds]


def rows(window: MainWindow) -> tuple[DeliveryRow, ...]:
    """Read the receipts from the book."""
    with window.office.reading() as connection:
        return delivery_rows(connection)


def type_into(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Type a text and Enter into the field that has the cursor."""
    assert QApplication.focusWidget() is field, f"the cursor is in {QApplication.focusWidget()!r}"
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


class Actions(QObject):
    """Counts what the clerk does, as the step budget does: a filled field with its Enter, or a shortcut."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count an Enter, and a key with Ctrl; each key asks first whether it is a shortcut."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and (event.key() == Qt.Key.Key_Return or event.modifiers() == Qt.KeyboardModifier.ControlModifier)
            and event.key() != Qt.Key.Key_Control
            and isinstance(watched, QWidget)
            and watched is QApplication.focusWidget()
        ):
            self.count += 1
        return False


@pytest.fixture
def actions(qapp: QApplication) -> Iterator[Actions]:
    """A counter on the whole program."""
    counter = Actions()
    qapp.installEventFilter(counter)
    yield counter
    qapp.removeEventFilter(counter)


def test_products_of_twenty_makers_take_four_actions_each(
    window: MainWindow, qtbot: QtBot, salt_makers: list[Maker], desk: BuybackActs, actions: Actions
) -> None:
    """Maker, delivered, rejected, Ctrl+Enter: the next one who holds material is there by herself."""
    before, taken = len(rows(window)), []
    page, form = desk.page, desk.panel.form
    page.reload()
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_into(qtbot, desk.panel.card.maker, salt_makers[0].entry)
    for maker in salt_makers:
        assert desk.panel._draft.maker == maker
        type_into(qtbot, form.delivered, "10")
        type_into(qtbot, form.rejected, "0")
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert actions.count <= 4
        taken.append(actions.count)
        actions.count = 0
        assert page.message.text() == ""
    assert taken[:2] == [4, 3]
    found = rows(window)
    assert len(found) - before == len(salt_makers) >= 18
    assert {row.maker for row in found[: len(salt_makers)]} == {maker.name for maker in salt_makers}
    assert not check(window.office)


def test_figures_are_judged_while_they_are_typed(
    window: MainWindow, qtbot: QtBot, salt_makers: list[Maker], desk: BuybackActs
) -> None:
    """Accepted follows, a sum that does not add and a reason that is missing are told beside the field."""
    form, panel = desk.panel.form, desk.panel
    desk.page.reload()
    panel.set_maker(salt_makers[0])
    assert panel.card.most.text() == "20 kemasan"
    form.delivered.setFocus()
    type_into(qtbot, form.delivered, "15")
    assert (form.accepted.text(), form.sum.text()) == ("15", "15 = 15 + 0")
    assert form.value.text() == "→ Rp300.000"
    assert "Sisa di peserta" in form.left.text()
    type_into(qtbot, form.rejected, "2")
    assert (form.accepted.text(), form.sum.text()) == ("13", "15 = 13 + 2")
    assert "tanpa alasan" in form._problems["Alasan tolak"].text()
    type_into(qtbot, form.reason, "bocor")
    assert form._problems["Alasan tolak"].text() == ""
    form.accepted.setFocus()
    form.accepted.selectAll()
    qtbot.keyClicks(form.accepted, "10")
    assert form.sum.text() == "15 ≠ 10 + 2"
    assert "Masih kurang 3 kemasan" in form._problems["Ditolak"].text()
    form.delivered.selectAll()
    qtbot.keyClicks(form.delivered, "x")
    assert "bukan jumlah" in form._problems["Diserahkan"].text()
    assert len(rows(window)) == 90


def test_more_than_her_material_asks_for_a_reason(
    window: MainWindow, qtbot: QtBot, salt_makers: list[Maker], desk: BuybackActs
) -> None:
    """Above the most possible nothing is booked until "bahan sendiri" has a reason."""
    panel, form = desk.panel, desk.panel.form
    desk.page.reload()
    panel.set_maker(salt_makers[0])
    assert not form.own.isVisible()
    form.delivered.setFocus()
    qtbot.keyClicks(form.delivered, "26")
    assert form.own.isVisible()
    qtbot.keyClick(form.delivered, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "cukup untuk 20 kemasan, diisi 26 kemasan" in desk.page.message.text()
    assert QApplication.focusWidget() is form.own
    assert len(rows(window)) == 90
    qtbot.keyClicks(form.own, "garam milik sendiri")
    qtbot.keyClick(form.own, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    newest = next(row for row in rows(window) if row.maker == salt_makers[0].name)
    assert newest.own
    assert newest.accepted == 26


def test_saving_lists_everything_and_goes_to_the_first(
    window: MainWindow, qtbot: QtBot, desk: BuybackActs
) -> None:
    """The buttons are never greyed; an empty form tells all that is missing."""
    panel = desk.panel
    panel.set_maker(None)
    assert panel.save_button.isEnabled()
    assert panel.next_button.isEnabled()
    qtbot.mouseClick(panel.save_button, Qt.MouseButton.LeftButton)
    assert desk.page.message.text().splitlines() == ["Pembuat wajib diisi.", "Produk wajib diisi."]
    assert QApplication.focusWidget() is panel.card.maker
    assert len(rows(window)) == 90


def test_a_name_is_found_by_parts(qtbot: QtBot, desk: BuybackActs) -> None:
    """Enter takes the only match; Tab takes nothing; what fits nobody is told."""
    card = desk.panel.card
    card.maker.setFocus()
    card.maker.line.selectAll()
    type_into(qtbot, card.maker, "adelina gor")
    assert card.maker.value.name == "Adelina Goreti CONTOH"
    card.maker.setFocus()
    card.maker.line.selectAll()
    type_into(qtbot, card.maker, "tidak ada orangnya")
    assert card.maker.value is None
    assert "Tidak ada satu nama" in card.caption.text()
    card.maker.line.selectAll()
    qtbot.keyClicks(card.maker, "naomi gor")
    qtbot.keyClick(card.maker, Qt.Key.Key_Tab)
    assert card.maker.value is None


def test_products_are_counted_first_and_inspected_later(
    window: MainWindow, qtbot: QtBot, salt_makers: list[Maker], desk: BuybackActs
) -> None:
    """Counting at the door ("Diperiksa kemudian") books nothing; it cannot be paid; Periksa books it."""
    panel, form = desk.panel, desk.panel.form
    desk.page.reload()
    panel.set_maker(salt_makers[2])
    form.later.setChecked(True)
    form.delivered.setFocus()
    qtbot.keyClicks(form.delivered, "12")
    qtbot.keyClick(form.delivered, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    noted = next(row for row in rows(window) if row.status == Status.NOT_INSPECTED)
    assert (noted.delivered, noted.accepted) == (12, None)
    assert desk.page.choose(lambda row: row.prepared == noted.prepared)
    desk.pay()
    payment = window.page
    assert isinstance(payment, PaymentPage)
    payment.pay()
    assert "belum diperiksa" in payment.message.text()
    payment.ways.go("periksa")
    assert window.page is desk.page
    assert form.title.text().startswith("Periksa")
    form.rejected.setFocus()
    type_into(qtbot, form.rejected, "2")
    type_into(qtbot, form.reason, "bocor")
    qtbot.keyClick(panel.next_button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    inspected = next(row for row in rows(window) if row.prepared == noted.prepared)
    assert (inspected.delivered, inspected.accepted, inspected.rejected) == (12, 10, 2)


def test_a_receipt_of_two_products_is_inspected_one_by_one(
    window: MainWindow, salt_makers: list[Maker], desk: BuybackActs
) -> None:
    """Both are judged before anything is booked; the second is not lost."""
    maker, panel = salt_makers[0], desk.panel
    with window.office.reading() as connection:
        store = main_store(connection)
    salt = maker.product
    soap = next(item.id for item in panel._products if item.name.startswith("Sabun"))
    assert salt is not None
    prepare_delivery(
        window.office,
        maker=maker.place,
        store=store,
        batch=maker.batch,
        letter_date=window.office.clock.now().date(),
        receiver="RINI CONTOH",
        lines=[DeliveryLine(salt, 8, 0), DeliveryLine(soap, 3, 0, own_reason="bahan sendiri")],
    )
    desk.page.reload()
    noted = [row for row in rows(window) if row.status == Status.NOT_INSPECTED]
    desk.inspect(noted[0])
    assert panel.form.title.text().endswith("(1 dari 2)")
    desk.receive()
    assert panel.form.title.text() == "Penerimaan baru"
    assert panel.form.is_untouched
    desk.inspect(noted[0])
    assert panel.save()
    assert panel.form.title.text().endswith("(2 dari 2)")
    assert [row.status for row in rows(window)][:2] == [Status.NOT_INSPECTED] * 2
    panel.form.own.setText("bahan sendiri")
    assert panel.save()
    assert desk.page.message.text() == ""
    booked = [row for row in rows(window) if row.prepared == noted[0].prepared]
    assert [(row.delivered, row.accepted) for row in booked] == [(8, 8), (3, 3)]


def test_paying_shows_the_sums_and_the_kuitansi(window: MainWindow, qtbot: QtBot, desk: BuybackActs) -> None:
    """The maker's open receipts are ticked; tax, net and words follow; the kuitansi is issued and shown."""
    page = desk.page
    assert page.choose(lambda row: row.payable > 0)
    row = page.current()
    assert row is not None
    desk.pay()
    payment = window.page
    assert isinstance(payment, PaymentPage)
    assert payment.payee.value == row.place
    assert QApplication.focusWidget() is payment.pay_button
    gross = sum(one.payable for one in payment.lines.ticked())
    assert payment.net.text() == payment.gross.text() != "Rp0"
    payment.tax.setCurrentIndex(payment.tax.findData("pph21"))
    assert payment.withheld.text() != "Rp0"
    assert payment.spelled.text().endswith("Rupiah")
    qtbot.keyClick(payment.lines, Qt.Key.Key_Space)
    assert payment.gross.text() == "Rp0"
    assert payment.spelled.text() == "Belum ada baris yang dicentang."
    qtbot.keyClick(payment.lines, Qt.Key.Key_Space)
    payment.lines.setFocus()
    qtbot.keyClick(payment.lines, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    preview = window.page
    assert isinstance(preview, PaperPreview)
    assert is_issued(window.office, paper=preview.paper)
    assert preview.pdf.startswith(b"%PDF")
    paid = next(one for one in rows(window) if one.line == row.line)
    assert paid.status == Status.PAID
    assert paid.tax == gross * 250 // 10_000
    window.close_page()
    assert window.page is page


def test_tab_goes_as_the_panel_is_read(qtbot: QtBot, desk: BuybackActs) -> None:
    """Maker, product, date, figures, price, then the buttons; what is hidden is passed over."""
    panel, form = desk.panel, desk.panel.form
    panel.set_maker(panel._makers[0])
    form.delivered.setText("1")
    panel.card.maker.setFocus()
    assert form.extras.again.isVisible(), "she has rejects, which may come again"
    expected = [panel.card.product, form.day.line, form.extras.again]
    expected += [form.delivered, form.accepted, form.rejected, form.price]
    extras = [form.extras.offcut, form.extras.waste_tick]
    for field in [*expected, form.later, *extras, panel.save_button, panel.next_button]:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is field


def test_nothing_ticked_is_refused_on_the_page(window: MainWindow, desk: BuybackActs) -> None:
    """A payment without payee and lines tells both."""
    desk.page.table.clearSelection()
    desk.pay()
    payment = window.page
    assert isinstance(payment, PaymentPage)
    payment.pay()
    assert "Penerima uang wajib diisi." in payment.message.text()


def test_a_receipt_is_reversed_for_a_reason(window: MainWindow, qtbot: QtBot, desk: BuybackActs) -> None:
    """A paid one names its kuitansi, whose page is a button away; an unpaid one goes back."""
    page = desk.page
    assert page.choose(lambda row: row.status == Status.PAID)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    reversing = window.page
    assert isinstance(reversing, ReversePage)
    told = reversing.message.text()
    assert "uitansi" in told or "dapat dibalik" in told
    if "uitansi" in told:
        reversing.ways.go("balikkan-kuitansi")
        payment = window.page
        assert isinstance(payment, ReversePage)
        assert payment.original.paid
    window.go_to("pembelian")
    assert page.choose(lambda row: row.payable > 0)
    row = page.current()
    assert row is not None
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    reversing = window.page
    assert isinstance(reversing, ReversePage)
    assert row.product.heading in reversing.outcome.text() or row.product.name in reversing.outcome.text()
    qtbot.keyClicks(reversing.reason, "salah hitung")
    qtbot.keyClick(reversing.reason, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.message.text() == ""
    undone = next(one for one in rows(window) if one.line == row.line)
    assert undone.status == Status.REVERSED


def test_the_panel_follows_the_list_until_something_is_typed(qtbot: QtBot, desk: BuybackActs) -> None:
    """Choosing another row changes the maker, but never under the clerk's hands."""
    page, panel = desk.page, desk.panel
    lines = page.table.rows_model.rows
    page.choose(lambda row: row is lines[0])
    first = panel.card.maker.value
    page.choose(lambda row: row is lines[5])
    second = panel.card.maker.value
    assert first is not None
    assert first != second
    panel.form.delivered.setFocus()
    qtbot.keyClicks(panel.form.delivered, "1")
    page.choose(lambda row: row is lines[0])
    assert panel.card.maker.value == second


@pytest.mark.usefixtures("salt_makers")
def test_a_batch_delivers_on_one_grid(window: MainWindow, qtbot: QtBot, desk: BuybackActs) -> None:
    """Typed down the column: accepted follows, what is wrong is told with her name; one act, one letter."""
    before = len(rows(window))
    page = desk.receive_batch()
    assert page.batch.currentText() == "Angkatan IV"
    assert len(page.grid.grid.lines) >= 18
    assert QApplication.focusWidget() is page.grid
    for text in ("10", "8", "30"):
        editor_of(qtbot, page.grid, text)
    assert page.grid.grid.text(0, FIRST + ACCEPTED) == "10"
    qtbot.keyClick(page.grid, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert window.page is page
    assert f"{page.grid.grid.lines[2].name}: bahannya cukup untuk 20 kemasan" in page.message.text()
    assert page.grid.currentIndex().row() == 2
    page.form.undo()
    assert page.grid.grid.text(2, FIRST + DELIVERED) != "30"
    page.grid.restore({str(page.grid.grid.lines[row].key): [10, 9, 1, "bocor"] for row in range(18)})
    page.save()
    assert page.message.text() == ""
    found = rows(window)
    assert len(found) - before == 18
    assert len({row.paper for row in found[:18]}) == 1
    assert not check(window.office)


def editor_of(qtbot: QtBot, grid: QWidget, text: str) -> None:
    """Type into the current cell and go down with Enter."""
    qtbot.keyClicks(grid, text[0])
    editor = QApplication.focusWidget()
    assert editor is not None
    if len(text) > 1:
        qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()  # an editor closes a moment later


def test_twenty_are_paid_in_five_actions(window: MainWindow, qtbot: QtBot, actions: Actions) -> None:
    """From Beranda: Ctrl+K, "daftar pembayaran" with Enter, Ctrl+P: twenty kuitansi and a list; Enter."""
    window.go_to("beranda")
    qtbot.waitUntil(window.isActiveWindow)

    def choose_command() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Palette)
        qtbot.keyClicks(dialog.line, "daftar pembayaran")
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose_command)
    press(qtbot, Qt.Key.Key_K)
    page = window.page
    assert isinstance(page, BatchPaymentPage)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.lines)
    people = {row.place for row in page.lines.ticked()}
    assert len(people) == 20
    press(qtbot, Qt.Key.Key_P)
    preview = window.page
    assert isinstance(preview, PaperPreview)
    assert len(preview.papers) == 21
    assert all(is_issued(window.office, paper=paper) for paper in preview.papers)
    assert QApplication.focusWidget() is preview.print_button
    assert actions.count + 1 <= 5, "Enter on the button that prints is the last"
    assert [row for row in rows(window) if row.place in people and row.payable > 0] == []
    assert not check(window.office)


def test_one_kuitansi_may_stand_over_the_list(window: MainWindow, desk: BuybackActs) -> None:
    """Chosen on the page: one kuitansi and the list, both of all people."""
    page = desk.pay_batch()
    page.receipt.setCurrentIndex(page.receipt.findData(True))
    done = page.post()
    with window.office.reading() as connection:
        papers = [read_paper(connection, paper) for paper in done.papers]
    assert [paper.kind for paper in papers] == ["KUI-UP", "NOM"]
    assert len(done.vouchers) > 1


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press Ctrl and a key where the cursor is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, Qt.KeyboardModifier.ControlModifier)


def test_a_payment_is_kept_as_a_draft(qtbot: QtBot, desk: BuybackActs) -> None:
    """Ticks and fields come back when the page is opened again; Ctrl+Z takes a tick back."""
    page = desk.pay_batch()
    ticked = len(page.lines.ticked())
    qtbot.keyClick(page.lines, Qt.Key.Key_Space)
    page.account.setText("521211")
    assert len(page.lines.ticked()) == ticked - 1
    page.form.undo()
    page.form.undo()
    assert len(page.lines.ticked()) == ticked
    page.form.redo()
    qtbot.keyClick(page.lines, Qt.Key.Key_Escape)
    again = desk.pay_batch()
    assert len(again.lines.ticked()) == ticked - 1
    whose = again.batch.currentText().partition(" · ")[0]
    assert again.restart.text().startswith(f"Konsep {whose} ")


def test_pieces_go_back_to_their_maker(window: MainWindow, desk: BuybackActs) -> None:
    """What of hers is in the store is offered by letter; it goes back for a reason."""
    page = desk.give_back()
    page.party.choose([page.parties()[0][1], ""])
    field = page.rows.first_field()
    assert field is not None
    field.setText("1")
    page.fill_text("Alasan", "cacat")
    page.save()
    assert page.message.text() == ""
    assert not check(window.office)


def test_a_receipt_under_way_is_kept(
    window: MainWindow, qtbot: QtBot, salt_makers: list[Maker], desk: BuybackActs, look: Look
) -> None:
    """Closed while it is typed: the next window has maker, figures and cursor; saved, the draft is gone."""
    panel = desk.panel
    desk.page.reload()
    panel.set_maker(salt_makers[1])
    panel.form.delivered.setFocus()
    qtbot.keyClicks(panel.form.delivered, "12")
    panel.form.rejected.setFocus()
    qtbot.keyClicks(panel.form.rejected, "3")
    qtbot.keyClick(panel.form.rejected, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (panel.form.delivered.text(), panel.form.rejected.text()) == ("12", "")
    qtbot.keyClick(panel.form.rejected, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    folder = window.office.folder
    window.close()
    other = MainWindow(book.at_work(folder), look)
    qtbot.addWidget(other)
    other.show()
    found = other.go_to("pembelian").findChild(BuybackActs)
    assert found is not None
    again = found.panel
    assert again._draft.maker is not None
    assert again._draft.maker.place == salt_makers[1].place
    assert (again.form.delivered.text(), again.form.rejected.text()) == ("12", "3")
    again.form.reason.setEditText("bocor")
    assert again.save()
    assert again.keeper.store.all() == []
    other.close()
