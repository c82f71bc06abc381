"""Rencana bagi rata: by keys on a real book, from Beranda to fourteen letters."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ikm_desktop.distribution.lists import DistributionRow, distribution_rows
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.parties import add_institution, institutions
from ikm_desktop.goods.places import archive_place
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office import book
from ikm_desktop.reports.issuing import is_issued
from ui.common.drafts import DraftStore
from ui.common.grid_model import FIRST
from ui.common.palette import Palette
from ui.common.preview import PaperPreview
from ui.common.reason import ConfirmDialog
from ui.distribution.plan_page import PAGE, PlanPage
from ui.main_window import MainWindow
from ui.theme.look import Look

CONTROL = Qt.KeyboardModifier.ControlModifier
BODIES = 14


@pytest.fixture(scope="module")
def still_window(
    qapp: QApplication, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """One window for all tests that change nothing in the book."""
    folder = tmp_path_factory.mktemp("rencana") / "data"
    shutil.copytree(sample_folder, folder)
    look = Look(qapp)
    look.set_mode("terang")
    made = MainWindow(book.at_work(folder), look)
    made.show()
    yield made
    made.close()


@pytest.fixture
def page(still_window: MainWindow, qtbot: QtBot) -> PlanPage:
    """The page as its command opens it, without a draft."""
    still_window.close_page()
    DraftStore(still_window.office.drafts).forget(PAGE)
    still_window.activateWindow()
    qtbot.waitUntil(still_window.isActiveWindow)
    return opened(still_window)


def opened(window: MainWindow) -> PlanPage:
    """Open the page by its command."""
    next(command for command in window.commands if command.key == "bagi-rata").run()
    made = window.page
    assert isinstance(made, PlanPage)
    return made


class Actions(QObject):
    """Counts what the clerk does as the step budget does: a shortcut, or a filled field with its Enter."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count an Enter, and any key with Ctrl; each asks first whether it is a shortcut."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and isinstance(watched, QWidget)
            and watched is QApplication.focusWidget()
            and event.key() != Qt.Key.Key_Control
        ):
            self.count += event.key() == Qt.Key.Key_Return or bool(event.modifiers() & CONTROL)
        return False


@pytest.fixture
def actions(qapp: QApplication) -> Iterator[Actions]:
    """A counter on the whole program."""
    counter = Actions()
    qapp.installEventFilter(counter)
    yield counter
    qapp.removeEventFilter(counter)


def masks(page: PlanPage) -> int:
    """The id of the first product."""
    return next(iter(page.products.fields))


def in_palette(qtbot: QtBot, text: str) -> Callable[[], None]:
    """Return what is typed into the palette that stands open."""

    def go_on() -> None:
        palette = QApplication.activeModalWidget()
        assert isinstance(palette, Palette)
        qtbot.waitUntil(palette.line.hasFocus)
        qtbot.keyClicks(palette.line, text)
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)

    return go_on


def only_new_bodies(window: MainWindow) -> None:
    """Put the sample's institutions away and add fourteen that got nothing yet."""
    with window.office.reading() as connection:
        known = institutions(connection)
    for one in known:
        archive_place(window.office, place=one.place)
    for no in range(1, BODIES + 1):
        add_institution(
            window.office, name=f"Jemaat {no:02} CONTOH", class_="keagamaan", signer="Penerima CONTOH"
        )


def test_a_thousand_masks_over_fourteen_bodies_in_six_actions(
    window: MainWindow, qtbot: QtBot, actions: Actions
) -> None:
    """Ctrl+K, "bagi rata ↵", 1000 ↵, Ctrl+A, Ctrl+P, and the letters stand ready to be printed by ↵."""
    only_new_bodies(window)
    qtbot.waitUntil(window.isActiveWindow)
    window.go_to("beranda")
    before = len(rows(window))
    actions.count = 0
    QTimer.singleShot(0, in_palette(qtbot, "bagi rata"))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_K, CONTROL)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.page
    assert isinstance(page, PlanPage)
    field = QApplication.focusWidget()
    assert field is page.products.first()
    qtbot.keyClicks(field, "1000")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.grid.hasFocus()
    qtbot.keyClick(page.grid, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(page.grid, Qt.Key.Key_P, CONTROL)
    assert page.message.text() == ""
    preview = window.page
    assert isinstance(preview, PaperPreview)
    assert QApplication.focusWidget() is preview.print_button
    assert preview.print_button.autoDefault()
    assert actions.count == 5  # so that the Enter which prints is the sixth
    made = [row for row in rows(window) if row.paper in preview.papers]
    assert len(rows(window)) == before + BODIES
    assert sorted(row.pieces for row in made) == [71] * 8 + [72] * 6
    assert {row.status for row in made} == {Status.OUT}
    assert all(is_issued(window.office, paper=paper) for paper in preview.papers)
    assert not check(window.office)


def rows(window: MainWindow) -> tuple[DistributionRow, ...]:
    """Read the letters from the book."""
    with window.office.reading() as connection:
        return distribution_rows(connection)


def test_a_typed_cell_stays_and_the_others_follow(page: PlanPage, qtbot: QtBot) -> None:
    """The sum stays what was asked for; Del and undo let the cell follow the shares again."""
    page.products.fields[masks(page)].line.setText("500")
    page.tick_all()
    total = len(page.model.lines)
    assert page.model.total(0) == 500
    page.grid.go_to(2, FIRST)
    qtbot.keyClick(page.grid, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "80")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.lines[2].cells[0] == 80)
    assert page.model.total(0) == 500
    page.products.fields[masks(page)].line.setText("600")
    assert page.model.lines[2].cells[0] == 80
    assert page.model.total(0) == 600
    qtbot.keyClick(page.grid, Qt.Key.Key_Z, CONTROL)
    assert page.model.lines[2].cells[0] == 600 // total
    page.model.setData(page.model.index(2, FIRST), "7")
    page.grid.go_to(2, FIRST)
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    assert page.model.lines[2].cells[0] == 600 // total


def test_quotas_cap_the_shares(page: PlanPage) -> None:
    """By quota nobody gets more than the cycle leaves, and what is left is told."""
    page.way.setCurrentText("Menurut jatah")
    page.products.fields[masks(page)].line.setText("1200")
    page.ticks.tick_class("gugus_tugas")
    got = {page.basis.institutions[row].name: line.cells[0] for row, line in enumerate(page.model.lines)}
    assert max(got.values()) == 250
    assert "sisa 700 buah" in page.products.result.text()
    assert page.state.text().startswith("Tidak terbagi habis")
    assert page.bars.by_class.rows == (("Gugus tugas", 500),)


def test_who_got_something_in_the_cycle_is_asked_about(page: PlanPage, still_window: MainWindow) -> None:
    """The question names them; "Belum" leaves everything as it was."""
    page.products.fields[masks(page)].line.setText("100")
    page.tick_all()
    before = len(rows(still_window))
    asked = []

    def stay() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ConfirmDialog | QDialog)
        asked.append(dialog.findChildren(type(page.title))[0].text())
        dialog.reject()

    QTimer.singleShot(0, stay)
    page.make()
    assert "Sudah menerima siklus ini" in asked[0]
    assert "Paroki CONTOH" in asked[0]
    assert len(rows(still_window)) == before
    page.ticks.tick_fresh()
    assert "Paroki CONTOH" not in {gift.institution.name for gift in page.gifts()}


def test_what_cannot_be_is_told_at_once(page: PlanPage) -> None:
    """More than is free, what is no quantity, and nothing at all are refused on the page."""
    page.make()
    assert "Isi jumlah untuk paling sedikit satu lembaga" in page.message.text()
    page.products.fields[masks(page)].line.setText("999999")
    page.tick_all()
    page.make()
    assert "bebas di gudang" in page.message.text()
    page.products.fields[masks(page)].line.setText("10")
    page.model.setData(page.model.index(0, FIRST), "7x")
    page.make()
    assert "Baris 1" in page.message.text()


def test_the_plan_is_kept_as_a_draft(page: PlanPage, still_window: MainWindow) -> None:
    """Left and opened again it holds what was typed and ticked."""
    page.products.fields[masks(page)].line.setText("300")
    page.ticks.tick_class("keagamaan")
    page.model.setData(page.model.index(3, FIRST), "9")
    kept = [list(line.cells) for line in page.model.lines]
    still_window.close_page()
    again = opened(still_window)
    assert again is not page
    assert [list(line.cells) for line in again.model.lines] == kept
    assert again.model.typed
