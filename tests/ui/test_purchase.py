"""Goods from a vendor: the page by real keys on a real book."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ikm_desktop.amounts import KILOGRAM, METRE
from ikm_desktop.errors import FieldInvalid
from ikm_desktop.goods.parties import vendors
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.goods.stock import StockRow, stock_list
from ui.common.drafts import DraftStore
from ui.common.list_page import ListPage
from ui.common.palette import best
from ui.goods.bundles import read_bundles
from ui.goods.purchase_page import PurchasePage
from ui.goods.tab import open_purchase
from ui.main_window import MainWindow

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> PurchasePage:
    """The page, opened from the tab by its key."""
    qtbot.waitUntil(window.isActiveWindow)
    window.go_to("persediaan")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N, CONTROL)
    found = window.page
    assert isinstance(found, PurchasePage)
    qtbot.waitUntil(found.vendor.line.hasFocus)
    return found


def _type(qtbot: QtBot, page: QWidget, text: str) -> None:
    """Type into whatever has the focus, then Enter."""
    field = page.window().focusWidget()
    assert isinstance(field, QWidget)
    if isinstance(field, QLineEdit):
        field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def _fill(qtbot: QtBot, page: PurchasePage, *, total: str) -> None:
    """Fill in the whole page by keyboard alone."""
    first = page.vendor.itemText(0)
    for text in (
        first,
        "",
        "SJ-77/2020",
        "Petugas CONTOH",
        "kain katun",
        "3x50 m",
        "3,75jt",
        "benang",
        "12",
        "240.000",
    ):
        if text:
            _type(qtbot, page, text)
        else:
            qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    page.extra.setFocus()
    _type(qtbot, page, "10.000")
    _type(qtbot, page, total)


def _stock(window: MainWindow) -> dict[str, StockRow]:
    with window.office.reading() as connection:
        return {row.item.name: row for row in stock_list(connection)}


def test_a_delivery_is_typed_off_by_keyboard(window: MainWindow, qtbot: QtBot, page: PurchasePage) -> None:
    """Three rolls of 50 m and twelve spools raise stock and value by just that, and the book agrees."""
    before = _stock(window)
    _fill(qtbot, page, total="4jt")
    assert "✓" in page.sums.text()
    assert page.rows.rows[0].understood.text() == "= 150,00 m"
    assert page.rows.rows[0].price.text() == "Rp25.000/m"
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_S, CONTROL)
    after = _stock(window)
    assert isinstance(window.page, ListPage)
    assert after["Kain katun"].in_stores - before["Kain katun"].in_stores == 150_000
    assert after["Benang"].in_stores - before["Benang"].in_stores == 12
    values = [sum(row.value for row in rows.values()) for rows in (before, after)]
    assert values[1] - values[0] == 4_000_000
    assert [row.item.name for row in window.page.table.chosen()] == ["Kain katun"]
    assert "2 barang masuk gudang" in window.toast.said[-1]
    assert check(window.office) == ()
    assert DraftStore(window.office.drafts).all() == []


def test_nothing_is_taken_while_the_totals_differ(
    window: MainWindow, qtbot: QtBot, page: PurchasePage
) -> None:
    """The difference stands on the page while typing, and Save refuses with it; the field is gone to."""
    before = _stock(window)
    _fill(qtbot, page, total="4.100.000")
    assert "selisih Rp100.000" in page.sums.text()
    page.save()
    assert "Total pada surat: Rp4.100.000 tidak sama" in page.message.text()
    assert "selisih Rp100.000" in page.message.text()
    assert page.total.hasFocus()
    assert _stock(window) == before


def test_save_tells_everything_at_once(qtbot: QtBot, page: PurchasePage) -> None:
    """On an empty page all that is needed is named, and the cursor goes to the first of it."""
    page.number.clear()
    page.receiver.clear()
    page.day.line.setText("31-02-2020")
    assert page.save_button.isEnabled()
    qtbot.keyClick(page.vendor.line, Qt.Key.Key_S, CONTROL)
    told = page.message.text()
    for word in ("Penyedia", "Tanggal surat", "Nomor surat penyedia", "Yang menerima", "Total pada surat"):
        assert word in told
    assert page.vendor.line.hasFocus()


def test_names_that_are_not_in_the_lists_are_told_with_the_way_to_them(page: PurchasePage) -> None:
    """A typed vendor or item that is unknown is not called empty."""
    page.vendor.setEditText("Toko Jauh CONTOH")
    page.rows.rows[0].item.setEditText("kain CONTOH")
    told = [refusal.sentence for refusal, _field in page.problems()]
    assert told[0] == "Penyedia: Toko Jauh CONTOH belum tercatat; tekan Penyedia baru."
    assert any(sentence.startswith("Barang baris 1: kain CONTOH belum tercatat; ") for sentence in told)


def test_what_cannot_be_read_is_marked_in_its_line(qtbot: QtBot, page: PurchasePage) -> None:
    """A quantity of another unit is marked while typing, and Save names the line."""
    row = page.rows.rows[0]
    row.item.setFocus()
    _type(qtbot, page, "kain katun")
    qtbot.keyClicks(row.quantity, "3x50 kg")
    assert row.quantity.property("state") == "bad"
    assert row.understood.text() == "?"
    page.save()
    assert "Jumlah baris 1: 50 kg bukan jumlah dalam m" in page.message.text()


def test_a_new_vendor_is_made_in_place(window: MainWindow, qtbot: QtBot, page: PurchasePage) -> None:
    """A name nobody knows is taken over into the form; added, it is chosen, and the date is next."""
    qtbot.keyClicks(page.vendor.line, "Toko Baru CONTOH")
    page.new_vendor_button.click()
    assert page.new_vendor.name.text() == "Toko Baru CONTOH"
    for _ in range(4):
        qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Return)
    page.new_vendor.save_button.click()
    with window.office.reading() as connection:
        assert "Toko Baru CONTOH" in [vendor.name for vendor in vendors(connection)]
    assert page.vendor.currentText() == "Toko Baru CONTOH"
    assert page.vendor.value is not None
    assert page.day.line.hasFocus()


def test_a_new_item_is_made_in_place(window: MainWindow, page: PurchasePage) -> None:
    """It comes back picked in its line, and can be bought in its unit; the other lines offer it too."""
    second = page.rows.rows[1]
    second.item.new_wanted.emit("Pita satin CONTOH")
    assert page.new_item.isVisible()
    page.new_item.fields["unit"].setCurrentIndex(1)  # type: ignore[union-attr]
    page.new_item.save()
    assert not page.new_item.isVisible()
    chosen = second.chosen()
    assert chosen is not None
    assert (chosen.name, chosen.unit.symbol, chosen.kind) == ("Pita satin CONTOH", "m", "material")
    assert second.quantity.hasFocus()
    assert page.rows.rows[0].item.findText("Pita satin CONTOH") >= 0
    assert check(window.office) == ()


def test_a_vendor_of_a_known_name_is_refused_in_the_form(page: PurchasePage) -> None:
    """The reason stands in the form, which stays open."""
    page.new_vendor.open_with(page.vendor.itemText(0))
    page.new_vendor.save_button.click()
    assert "sudah dipakai" in page.new_vendor.problem.text()
    assert page.new_vendor.isVisible()


def test_leaving_keeps_what_was_typed(window: MainWindow, qtbot: QtBot, page: PurchasePage) -> None:
    """Esc goes back to the list; opened again, the page holds all of it."""
    _fill(qtbot, page, total="4jt")
    window.close_page()
    window.go_to("persediaan")
    again = best(window.targets(), "terima penyedia")[0]
    assert again.title == "Terima dari penyedia"
    again.go()
    found = window.page
    assert isinstance(found, PurchasePage)
    assert found.rows.typed() == [["Kain katun", "3x50 m", "3,75jt"], ["Benang", "12", "240.000"]]
    assert found.problems() == []


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("3x50 m", 150_000), ("3 gulungan x 50 m", 150_000), ("2x40+5", 85_000), ("7,5", 7_500)],
)
def test_bundles_are_read(text: str, quantity: int) -> None:
    """So many of the same size, in the words of delivery notes."""
    assert read_bundles(text, METRE, "Jumlah") == quantity


def test_a_bundle_of_another_unit_is_refused() -> None:
    """Kilograms are no metres."""
    with pytest.raises(FieldInvalid):
        read_bundles("3x50 m", KILOGRAM, "Jumlah")


def test_what_was_typed_is_undone_and_kept_with_the_cursor(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+Z takes a field back; left and opened again, values stand there and the cursor where it was."""
    qtbot.waitUntil(window.isActiveWindow)
    page = open_purchase(window._context)
    row = page.rows.rows[0]
    page.number.setFocus()
    qtbot.keyClicks(page.number, "NOTA-7")
    row.quantity.setFocus()
    qtbot.keyClicks(row.quantity, "3x50 m")
    qtbot.keyClick(row.quantity, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (page.number.text(), row.quantity.text()) == ("NOTA-7", "")
    qtbot.keyClick(row.quantity, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert row.quantity.text() == "3x50 m"
    qtbot.keyClick(row.quantity, Qt.Key.Key_Escape)
    again = open_purchase(window._context)
    assert (again.number.text(), again.rows.rows[0].quantity.text()) == ("NOTA-7", "3x50 m")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is again.rows.rows[0].quantity)


def test_a_refusal_leaves_its_field_in_sight(window: MainWindow, qtbot: QtBot, page: PurchasePage) -> None:
    """However many lines the message takes: the total at the end of a long paper can be typed at once."""
    _fill(qtbot, page, total="4.100.000")
    page.rows.fill([("kain katun", "50 m", "1jt")] * 6)

    def is_seen() -> bool:
        area = page.findChild(QScrollArea)
        assert area is not None
        spot = page.total.mapTo(area.viewport(), QPoint(0, 0))
        return area.viewport().rect().contains(QRect(spot, page.total.size()))

    for size in ((1366, 689), (960, 500)):
        window.resize(*size)
        page.message.clear()
        page.total.setFocus()
        page.save()
        qtbot.waitUntil(lambda: page.total.hasFocus() and is_seen())
        assert "Total pada surat" in page.message.text()


def test_a_complaint_goes_as_soon_as_its_field_is_right(qtbot: QtBot, page: PurchasePage) -> None:
    """One by one, the others stay; with the last of them the message goes."""
    page.save()
    assert "Penyedia wajib diisi." in page.message.text()
    _type(qtbot, page, page.vendor.itemText(0))
    assert "Penyedia wajib diisi." not in page.message.text()
    assert "Nomor surat penyedia wajib diisi." in page.message.text()
    page.number.setFocus()
    qtbot.keyClicks(page.number, "SJ-78")
    assert "Nomor surat penyedia wajib diisi." not in page.message.text()
    assert "Total pada surat wajib diisi." in page.message.text()
    page.total.setFocus()
    qtbot.keyClicks(page.total, "1jt")
    assert "Total pada surat" not in page.message.text()
    qtbot.keyClicks(page.number, "x")
    page.number.clear()
    assert "Nomor surat" not in page.message.text(), "only saving complains"
    page.day.line.setText("31-2-20")
    page.save()
    assert "Tanggal surat" in page.message.text()
    page.day.line.setText("32")
    assert "Tanggal surat" in page.message.text(), "another day that is none"
    page.day.line.setText("h")
    assert "Tanggal surat" not in page.message.text()
