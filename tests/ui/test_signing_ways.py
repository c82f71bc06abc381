"""Tandatangani and the plan: a scan dropped on the dialog, and refusals whose buttons lead on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.distribution.handover import prepare_handover as prepare_letter
from ikm_desktop.distribution.lists import distribution_rows
from ikm_desktop.distribution.onward import OnwardLine, given_lines, report_onward
from ikm_desktop.goods import vouchers
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.prepared import GoodsLine, prepared_papers
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.papers.numbers import BLANK
from ikm_desktop.papers.register import RegisterRow
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.papers.scans import scans_of
from ikm_desktop.supply.handover import prepare_handover
from ikm_desktop.supply.lists import handover_rows
from ui.common.lines_page import LinesPage
from ui.common.list_acts import ListActs
from ui.common.list_page import ListPage
from ui.common.messages import MessageBar
from ui.common.people_offered import people_offered
from ui.common.reverse_page import ReversePage
from ui.common.signing import SignDialog
from ui.distribution.free import free_products, known_institutions, store_of
from ui.distribution.report_page import ReportPage
from ui.distribution.tab import DistributionActs
from ui.main_window import MainWindow


@pytest.fixture
def desk(window: MainWindow, qtbot: QtBot) -> DistributionActs:
    """The tab on screen, a letter that waits for its signature chosen."""
    found = window.go_to("penyaluran").findChild(DistributionActs)
    assert found is not None
    qtbot.waitUntil(window.isActiveWindow)
    assert found.page.choose(lambda row: row.status in (Status.OUT, Status.PREPARED))
    return found


def test_a_number_left_blank_is_typed_where_it_is_signed(desk: DistributionActs, qtbot: QtBot) -> None:
    """The cursor stands in it; a taken one and a jump are told, the jump is taken when it is meant."""
    office = desk.context.office
    today = office.clock.now().date()
    product = next(one.item for one in free_products(office, today) if one.quantity > 0)
    done = prepare_letter(
        office, institution=known_institutions(office)[0].place, store=store_of(office), letter_date=today,
        lines=[GoodsLine(product.id, 1)], signer="Wakil CONTOH", number=BLANK,
    )  # fmt: skip
    desk.page.reload()
    assert desk.page.choose(lambda one: one.prepared == done.prepared[0])
    told: list[str] = []

    def sign(dialog: object) -> None:
        assert isinstance(dialog, SignDialog)
        qtbot.waitUntil(dialog.number.hasFocus)
        for number in ("1", "900", "900"):
            dialog.number.setText(number)
            dialog.go.click()
            told.append(dialog.number_told.text())

    dialog_once(sign)
    desk.sign()
    assert "sudah dipakai" in told[0]
    assert "Nomor melompat dari" in told[1]
    with office.reading() as connection:
        assert read_paper(connection, done.papers[0]).sequence == 900
        assert [one.state for one in prepared_papers(connection, done.prepared)] == ["posted"]


def way(bar: MessageBar, label: str) -> None:
    """Press a way out."""
    next(one for one in bar.findChildren(QPushButton) if one.text() == label).click()


def dialog_once(answer: Callable[[object], None]) -> None:
    """Answer the next dialog."""
    QTimer.singleShot(0, lambda: answer(QApplication.activeModalWidget()))


def test_a_scan_dropped_on_the_dialog_is_kept_with_the_paper(
    window: MainWindow, desk: DistributionActs, tmp_path: Path
) -> None:
    """Signed and kept in one act; a file that is no scan is refused and nothing is signed."""
    row = desk.page.current()
    assert row is not None
    scan, text = tmp_path / "bast.pdf", tmp_path / "bohong.pdf"
    scan.write_bytes(b"%PDF-1.4 contoh")
    text.write_bytes(b"bukan pindaian")

    def drop(path: Path) -> Callable[[object], None]:
        def answer(dialog: object) -> None:
            assert isinstance(dialog, SignDialog)
            data = QMimeData()
            data.setUrls([QUrl.fromLocalFile(str(path))])
            none = Qt.KeyboardModifier.NoModifier
            copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
            dialog.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
            assert path.name in dialog.scan_words.text()
            dialog.go.click()

        return answer

    dialog_once(drop(text))
    desk.sign()
    assert "bukan PDF" in desk.page.message.text()
    with window.office.reading() as connection:
        assert any(
            one.prepared == row.prepared and one.voucher is None for one in distribution_rows(connection)
        )
    dialog_once(drop(scan))
    desk.sign()
    assert "bukan PDF" not in desk.page.message.text()
    with window.office.reading() as connection:
        assert [one.name for one in scans_of(connection, [row.paper])[row.paper]] == ["bast.pdf"]
    assert not check(window.office)


def test_a_report_in_the_way_of_a_reversal_is_opened(window: MainWindow, desk: DistributionActs) -> None:
    """Balikkan n lessens the line to what was not reported; Buka laporannya shows the report."""
    office, row = window.office, desk.page.current()
    assert row is not None
    done = vouchers.sign(office, prepared=[row.prepared])
    with office.reading() as connection:
        line = given_lines(connection, done.vouchers[0])[0]
    today = office.clock.now().date()
    report_onward(
        office,
        voucher=done.vouchers[0],
        letter_date=today,
        lines=[OnwardLine(line.line, line.given - line.item.unit.per, "Warga CONTOH")],
    )
    desk.page.reload()
    assert desk.page.choose(lambda one: one.voucher == done.vouchers[0])
    page = desk.reverse()
    assert isinstance(page, ReversePage)
    assert "sudah dilaporkan diteruskan" in page.message.text()
    way(page.message, f"Balikkan {line.item.ref.show(line.item.unit.per)}")
    assert page.lines[0].fields["accepted"].text() == "1"
    page.lines[0].fields["accepted"].setText("2")
    page.rehearse()
    way(page.message, "Buka laporannya")
    assert isinstance(window.page, ReportPage)
    assert window.page.voucher == done.vouchers[0]


def test_who_signed_for_the_receiver_is_kept(window: MainWindow, desk: DistributionActs) -> None:
    """The signer the letter names is proposed; who came in her place stands in the record and its panel."""
    row = desk.page.current()
    assert row is not None

    def sign(dialog: object) -> None:
        assert isinstance(dialog, SignDialog)
        assert dialog.who.text() == row.signer
        assert dialog.by() is None
        dialog.who.setText("Wakil CONTOH")
        dialog.capacity.setEditText("kuasa")
        dialog.go.click()

    dialog_once(sign)
    desk.sign()
    desk.page.clear_filters()
    assert desk.page.choose(lambda one: one.paper == row.paper and one.voucher is not None)
    signed = desk.page.current()
    assert signed is not None
    assert (signed.signer, signed.received_by) == (row.signer, "Wakil CONTOH (kuasa)")
    assert ("Yang menandatangani", "Wakil CONTOH (kuasa)") in desk.page.listing.details(signed)
    assert not check(window.office)


def test_a_handover_signed_from_the_register_asks_who_signed(window: MainWindow, qtbot: QtBot) -> None:
    """As its tab does: she whom the letter names is proposed, who came for her stands in the tab's panel."""
    office = window.office
    assert window.run("serah-satu")
    page = window.page
    assert isinstance(page, LinesPage)
    with office.reading() as connection:
        store = main_store(connection)
        batches = {row.place: row.batch for row in handover_rows(connection) if row.batch}
    person = next(one for one in people_offered(office, holders_first=True) if one.place in batches)
    page.party.choose([person.place, ""])
    done = prepare_handover(
        office, participant=person.place, store=store, batch=batches[person.place], giver="Petugas CONTOH",
        letter_date=office.clock.now().date(), lines=[GoodsLine(int(next(iter(page.rows.fields))), 1)],
    )  # fmt: skip
    register = window.go_to("surat")
    assert isinstance(register, ListPage)
    register.reload()
    register.choose(lambda row: isinstance(row, RegisterRow) and row.paper.id == done.papers[0])

    def is_chosen() -> bool:
        row = register.current()
        return isinstance(row, RegisterRow) and row.paper.id == done.papers[0]

    qtbot.waitUntil(is_chosen)

    def sign(dialog: object) -> None:
        assert isinstance(dialog, SignDialog)
        assert dialog.who.text()
        assert person.entry.startswith(dialog.who.text())
        dialog.who.setText("Wakil CONTOH")
        dialog.capacity.setEditText("suami")
        dialog.go.click()

    dialog_once(sign)
    next(one for one in register.actions() if one.objectName() == "tandatangani-surat").trigger()
    tab = window.go_to("penyerahan").findChild(ListActs)
    assert tab is not None
    tab.page.clear_filters()
    assert tab.page.choose(lambda row: row.paper == done.papers[0] and row.voucher is not None)
    signed = tab.page.current()
    assert signed is not None
    assert ("Diterima oleh", "Wakil CONTOH (suami)") in tab.page.listing.details(signed)
    assert not check(office)
