"""The panel that receives: pieces delivered again, off-cuts, waste on one form; late receipts; Perbaiki."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.buyback.balance import maker_balance
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.receiving import receive_products
from ikm_desktop.goods import balances
from ikm_desktop.goods.count_sheet import open_count
from ikm_desktop.goods.counts import post_count
from ikm_desktop.goods.opening import OpeningLine, open_balances
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.selfcheck import check
from ui.buyback.makers import Maker
from ui.buyback.receipt_grid import DELIVERED
from ui.buyback.receiving_panel import ReceivingPanel
from ui.buyback.tab import BuybackActs
from ui.common.grid_model import FIRST
from ui.common.reason import ReasonDialog
from ui.common.reverse_page import ReversePage
from ui.main_window import MainWindow


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> BuybackActs:
    """The tab on screen, ready for keys."""
    found = window.go_to("pembelian").findChild(BuybackActs)
    assert found is not None
    qtbot.waitUntil(window.isActiveWindow)
    return found


@pytest.fixture
def maker(window: MainWindow, desk: BuybackActs) -> Maker:
    """Somebody whose product has a price, with some of a material and three rejects of it."""
    panel = desk.panel
    found = next(one for one in panel._makers if one.product is not None and one.batch is not None)
    today = window.office.clock.now().date()
    with window.office.reading() as connection:
        material = connection.exec_driver_sql(
            "SELECT id FROM item WHERE kind = 'material' ORDER BY id LIMIT 1"
        ).scalar_one()
    lines = [
        OpeningLine(found.place, material, 5_000, 100),
        OpeningLine(found.place, found.product or 0, 3, 0),
    ]
    open_balances(window.office, day=today - timedelta(days=9), lines=lines)
    desk.page.reload()
    panel.set_maker(next(one for one in panel._makers if one.place == found.place), found.product)
    return found


def on_hand(window: MainWindow, place: int, item: int) -> int:
    """What lies there in the book."""
    with window.office.reading() as connection:
        return balances.on_hand(connection, place=place, item=item).quantity


def the_store(window: MainWindow) -> int:
    """The office's store."""
    with window.office.reading() as connection:
        return main_store(connection)


def material_of(panel: ReceivingPanel) -> int:
    """The first material she holds."""
    return next(iter(panel.form.extras.waste.fields))


def key(qtbot: QtBot, text: str, *, enter: bool = True) -> None:
    """Type into the field that has the cursor."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, text)
    if enter:
        qtbot.keyClick(focus, Qt.Key.Key_Return)


def test_repaired_pieces_with_waste_and_offcuts_are_typed_on_one_form(
    window: MainWindow, qtbot: QtBot, desk: BuybackActs, maker: Maker
) -> None:
    """By keys alone; what is folded away appears when it is ticked; one act books all of it."""
    panel, extras = desk.panel, desk.panel.form.extras
    product = maker.product or 0
    had, store = on_hand(window, maker.place, product), the_store(window)
    in_store = on_hand(window, store, product)
    assert f"{had}" in extras.again.text()
    assert not extras.waste.isVisible()
    extras.again.setFocus()
    qtbot.keyClick(extras.again, Qt.Key.Key_Space)
    assert extras.repair.isVisible()
    panel.form.delivered.setFocus()
    key(qtbot, "99", enter=False)
    assert "ada pada pembuatnya" in panel.form._problems["Diserahkan"].text()
    panel.form.delivered.clear()
    key(qtbot, "2")
    material = material_of(panel)
    extras.waste_tick.setFocus()
    qtbot.keyClick(extras.waste_tick, Qt.Key.Key_Space)
    assert extras.waste.isVisible()
    panel.save()
    assert desk.page.message.text() == "" or "tanpa alasan" in desk.page.message.text()
    had_material = on_hand(window, maker.place, material)
    panel.form.delivered.setText("1")
    panel.form.accepted.setText("1")
    extras.again.setChecked(True)
    extras.waste_tick.setChecked(True)
    extras.offcut.setChecked(True)
    extras.waste.fields[material].setFocus()
    qtbot.keyClicks(extras.waste.fields[material], "0,5")
    panel.save()
    assert "tanpa alasan" in desk.page.message.text()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Alasan rusak"
    extras.reason.setEditText("salah potong")
    piece = next(iter(extras.offcuts.fields))
    extras.offcuts.fields[piece].setText("1")
    extras.to_store.setChecked(True)
    assert panel.save(), desk.page.message.text()
    assert on_hand(window, maker.place, product) == had - 3
    assert on_hand(window, store, product) == in_store + 3
    assert on_hand(window, maker.place, material) < had_material
    assert extras.is_untouched
    assert not check(window.office)


@pytest.mark.usefixtures("maker")
def test_a_figure_that_stands_there_is_typed_over(desk: BuybackActs, qtbot: QtBot) -> None:
    """Tab into a filled figure of the receipt or of an amount selects it: what is typed replaces it."""
    form = desk.panel.form
    form.extras.waste_tick.setChecked(True)
    amount = form.extras.waste.fields[material_of(desk.panel)]
    for field in (form.delivered, form.accepted, form.rejected, form.price, amount):
        field.setText("7")
        field.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClicks(field, "2")
        assert field.text() == "2", field.accessibleName()


def test_the_last_roll_of_before_is_told_as_such(window: MainWindow, desk: BuybackActs, maker: Maker) -> None:
    """She holds nothing of a material that is enough all the same: the card says why, else nothing."""
    card, today = desk.panel.card, window.office.clock.now().date()
    with window.office.reading() as connection:
        balance = maker_balance(
            connection, maker=maker.place, batch=maker.batch, product=maker.product or 0, day=today
        )
    first, *others = balance.materials
    rest = tuple(replace(one, held=1) for one in others)
    used_up = replace(balance, materials=(replace(first, held=0, enough_for=5), *rest))
    card.show_balance(used_up)
    enough = balance.product.ref.show(5)
    assert card.still.text() == f"Sisa yang dulu masih cukup: {first.item.name} untuk {enough}."
    card.show_balance(replace(balance, materials=(replace(first, held=0, enough_for=0), *rest)))
    assert card.still.isHidden()


def test_a_draft_keeps_what_was_unfolded(desk: BuybackActs, maker: Maker) -> None:
    """Ticks, amounts and the reason come back with the rest."""
    panel, extras = desk.panel, desk.panel.form.extras
    material = material_of(panel)
    extras.again.setChecked(True)
    extras.waste_tick.setChecked(True)
    extras.waste.fields[material].setText("0,5")
    extras.reason.setEditText("tumpah")
    panel.form.delivered.setText("2")
    values, _ = panel._gather()
    panel.set_maker(panel._makers[-1])
    assert extras.is_untouched
    panel.typed.write(values)
    assert (panel.form.delivered.text(), extras.again.isChecked()) == ("2", True)
    assert extras.besides().waste_reason == "tumpah"
    assert extras.besides().waste
    assert panel._draft.maker is not None
    assert panel._draft.maker.place == maker.place


def test_buka_opname_from_the_panel(window: MainWindow, desk: BuybackActs, maker: Maker) -> None:
    """A count that stands later gives way to a receipt of an earlier day; then the receipt is booked."""
    panel, office = desk.panel, window.office
    today, product = office.clock.now().date(), maker.product or 0
    store = the_store(window)
    sheet = open_count(office, place=store, day=today)
    book = {line.item.id: line.book for line in sheet.lines if line.item.id == product}
    assert book, "the sample has the product in store"
    post_count(office, sheet=sheet.counting(book), counted_by="Petugas CONTOH")
    panel.form.day.set_day(today - timedelta(days=1))
    panel.form.extras.again.setChecked(True)
    panel.form.delivered.setText("1")
    panel.form.accepted.setText("1")
    assert not panel.save()
    assert "sudah dihitung" in desk.page.message.text()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        dialog.reason.setText("nota terselip")
        dialog.go.click()

    QTimer.singleShot(0, answer)
    ways = desk.page.message.findChildren(QPushButton)
    next(one for one in ways if one.text() == "Buka opname").click()
    assert desk.page.message.text() == "" or "berubah" in desk.page.message.text()
    assert panel.form.is_untouched
    assert not check(office)


def test_perbaiki_fills_the_panel_product_by_product(
    window: MainWindow, qtbot: QtBot, desk: BuybackActs, maker: Maker
) -> None:
    """A receipt of two products stands in the panel again, one after the other, and says what it was."""
    office, day = window.office, window.office.clock.now().date()
    product = maker.product or 0
    other = next(item.id for item in desk.panel._products if item.id != product)
    lines = [
        DeliveryLine(product, 2, 2, again=True),
        DeliveryLine(
            other,
            4,
            3,
            1,
            "noda",
            materials={},
            recipe_reason="contoh",
            own_reason="dari sisa",
            price=1_000,
            price_reason="contoh",
        ),
    ]
    done = receive_products(
        office,
        maker=maker.place,
        store=the_store(window),
        batch=maker.batch,
        letter_date=day,
        receiver="Petugas CONTOH",
        lines=lines,
    )
    desk.page.reload()
    desk.page.clear_filters()
    qtbot.waitUntil(lambda: desk.page.choose(lambda row: row.voucher == done.vouchers[0]))
    page = desk.reverse()
    assert isinstance(page, ReversePage)
    page.reason.setCurrentText("salah hitung")
    page.correct_button.click()
    assert page.message.text() == ""
    assert window.page is desk.page
    panel, form = desk.panel, desk.panel.form
    assert (form.delivered.text(), form.extras.again.isChecked()) == ("2", True)
    assert panel.save(), desk.page.message.text()
    assert (form.delivered.text(), form.rejected.text(), form.reason.currentText()) == ("4", "1", "noda")
    assert (form.price_reason.text(), form.extras.again.isChecked()) == ("contoh", False)
    form.own.setText("dari sisa")
    assert panel.save(), desk.page.message.text()
    assert form.is_untouched
    with office.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT corrects FROM voucher WHERE kind = 'delivery' ORDER BY id DESC LIMIT 2"
        ).scalars()
        assert set(rows) == {done.vouchers[0]}
    assert not check(office)


def test_a_batch_row_says_what_was_repaired_left_over_and_spoiled(
    window: MainWindow, qtbot: QtBot, desk: BuybackActs, maker: Maker
) -> None:
    """F7 goes from the row to its form and back; all of it is kept in the draft and booked in the one act."""
    product = maker.product or 0
    had, store = on_hand(window, maker.place, product), the_store(window)
    in_store = on_hand(window, store, product)
    page = desk.receive_batch()
    page.batch.setCurrentIndex(page.batch.findData(maker.batch))
    page.product.setCurrentIndex(page.product.findData(product))
    model, more = page.grid.model_of_receipts, page.more
    row = next(at for at, line in enumerate(model.lines) if line.key == maker.place)
    qtbot.waitUntil(lambda: window.page is page)
    page.grid.go_to(row, FIRST + DELIVERED)
    assert maker.name in more.who.text()
    qtbot.keyClick(page.grid, Qt.Key.Key_F7)
    assert more.extras.again.hasFocus()
    qtbot.keyClick(more.extras.again, Qt.Key.Key_Space)
    more.extras.waste_tick.setFocus()
    qtbot.keyClick(more.extras.waste_tick, Qt.Key.Key_Space)
    material = next(iter(more.extras.waste.fields))
    had_material = on_hand(window, maker.place, material)
    more.extras.waste.fields[material].setFocus()
    key(qtbot, "0,5")
    assert "tanpa jumlah yang diserahkan" in " ".join(model.wrong_with(row))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F7)
    assert page.grid.currentIndex().row() == row
    page.grid.setCurrentIndex(model.index((row + 1) % len(model.lines), FIRST + DELIVERED))
    assert more.extras.is_untouched, "the next row says nothing"
    model.setData(model.index(row, FIRST + DELIVERED), "99")
    page.save()
    assert "padahal yang masih ada padanya" in page.message.text()
    assert "Rusak tanpa alasan" in page.message.text()
    model.setData(model.index(row, FIRST + DELIVERED), "2")
    assert "perbaikan, rusak" in model.text(row, model.note_column)
    page.grid.go_to(row, FIRST + DELIVERED)
    more.extras.reason.setEditText("tumpah")
    page.keeper.keep(is_open=True)
    page = desk.receive_batch()
    model, more = page.grid.model_of_receipts, page.more
    said = more.besides(maker.place)
    assert (said.again, said.waste_reason, bool(said.waste)) == (True, "tumpah", True)
    page.save()
    assert window.page is desk.page, page.message.text()
    assert on_hand(window, maker.place, product) == had - 2
    assert on_hand(window, store, product) == in_store + 2
    assert on_hand(window, maker.place, material) == had_material - 500
    assert not check(window.office)
