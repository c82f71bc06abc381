"""Neraca, jejak, buku waktu itu, sisa per tempat, kartu: by keys on a real book; nothing is changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ikm_desktop.goods.balances import on_hand_of_everything
from ikm_desktop.goods.conservation import conservation
from ikm_desktop.goods.corrections import known_and_corrected
from ikm_desktop.office import book
from ui.common.preview import PaperPreview
from ui.goods.balance_bars import BalanceBars
from ui.goods.card_page import CardPage
from ui.goods.conservation_page import ConservationPage
from ui.goods.known_page import KnownPage
from ui.goods.places_page import PlacesPage
from ui.goods.subjects import subjects
from ui.goods.trace_page import TracePage
from ui.main_window import MainWindow
from ui.theme.look import Look


@pytest.fixture(scope="module")
def still(
    qapp: QApplication, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """One window for all, as nothing is changed."""
    folder = tmp_path_factory.mktemp("bukti") / "data"
    shutil.copytree(sample_folder, folder)
    look = Look(qapp)
    look.set_mode("terang")
    made = MainWindow(book.at_work(folder), look)
    made.show()
    yield made
    made.close()


def opened(still: MainWindow, qtbot: QtBot, key: str) -> object:
    """Open a page by its command."""
    still.activateWindow()
    qtbot.waitUntil(still.isActiveWindow)
    next(command for command in still.commands if command.key == key).run()
    return still.page


def test_the_balance_opens_its_figures(still: MainWindow, qtbot: QtBot) -> None:
    """A click on a part of a bar shows what made it; the lines add up; Enter opens a paper."""
    page = opened(still, qtbot, "neraca")
    assert isinstance(page, ConservationPage)
    with still.office.reading() as connection:
        proof = conservation(connection)
    assert len(page.bars.bars) == len(proof.materials) + len(proof.products)
    assert page.state.text() == "Selisih 0"
    bar = page.bars.bars[0]
    room, part = bar.rooms()[0]
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(int(room.center().x()), 5))
    (_, term, quantity), *_ = page.terms.chosen()
    assert term.word == part.word
    assert sum(line.quantity for _, line in page.lines.rows_model.rows) == quantity
    page.lines.selectRow(0)
    page.lines.setFocus()
    qtbot.keyClick(page.lines, Qt.Key.Key_Return)
    assert isinstance(still.page, PaperPreview) or "tidak mempunyai surat" in still.toast.said[-1]


def test_the_balance_of_a_batch_and_a_person_on_a_past_day(still: MainWindow, qtbot: QtBot) -> None:
    """Each has its own figures, and each comes out at 0."""
    page = opened(still, qtbot, "neraca")
    assert isinstance(page, ConservationPage)
    choices = [subject for _, subject in subjects(still.office)]
    batch = next(one for one in choices if one.batch)
    person = next(one for one in choices if one.person)
    for subject in (batch, person):
        page.whose.pick(subject, subject.name)
        page.whose.picked.emit(subject)
        page.day.line.setText("24-8-2020")
        assert page.state.text() == "Selisih 0"
        assert subject.name in page.title.text()
    assert page.found is not None
    assert page.found.scope.makers


def test_a_trace_both_ways(still: MainWindow, qtbot: QtBot) -> None:
    """From a letter of the list back to its makers and rolls; Enter goes on, Alt+Left comes back."""
    listed = still.go_to("penyaluran")
    still.activateWindow()
    qtbot.waitUntil(still.isActiveWindow)
    assert listed.choose(lambda row: row.institution == "Paroki CONTOH")  # type: ignore[attr-defined]
    listed.table.setFocus()  # type: ignore[attr-defined]
    page = opened(still, qtbot, "jejak")
    assert isinstance(page, TracePage)
    assert page.trail is not None
    assert page.trail.direction == "back"
    kinds = {step.node.from_kind for step in page.trail.steps}
    assert {"vendor", "participant", "used"} <= kinds
    assert "Berasal dari" in page.told.text()
    begun = page.trail.start
    qtbot.keyClick(page.tree, Qt.Key.Key_Down)
    page.follow()
    assert page.trail.start != begun
    qtbot.keyClick(page.tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page.trail.start == begun
    page.turn()
    assert page.direction() == "forward"
    page.print_sheet()
    sheet = still.page
    assert isinstance(sheet, PaperPreview)
    assert sheet.document.pageCount() >= 1


def test_what_the_book_knew(still: MainWindow, qtbot: QtBot) -> None:
    """Both states and the acts between, the same as the book says."""
    page = opened(still, qtbot, "waktu-itu")
    assert isinstance(page, KnownPage)
    page.on.line.setText("26-8-2020")
    page.known_on.line.setText("24-8-2020")
    on, known_on = page.on.day(), page.known_on.day()
    assert on is not None
    assert known_on is not None
    with still.office.reading() as connection:
        known = known_and_corrected(connection, known_on=known_on, on=on)
    assert len(page.rows.rows_model.rows) == len(known.rows)
    assert len(page.acts.rows_model.rows) == len(known.acts) > 0
    assert f"{len(known.acts)} catatan" in page.between.text()


def test_what_lies_where_on_any_day(still: MainWindow, qtbot: QtBot) -> None:
    """All places, filtered; Enter opens the card of that item at that place, whose end is the same."""
    page = opened(still, qtbot, "sisa-tempat")
    assert isinstance(page, PlacesPage)
    with still.office.reading() as connection:
        assert len(page.table.rows_model.rows) == len(on_hand_of_everything(connection))
    page.kind.setCurrentText("Peserta saja")
    page.search.setText("kain")
    page.table.selectRow(0)
    row = page.table.chosen()[0]
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    card = still.page
    assert isinstance(card, CardPage)
    assert card.place.currentText() == row.place.name
    assert card.table.rows_model.rows[-1].cells[8] == row.item.ref.show(row.quantity)
    card.period.setCurrentText("Triwulan lalu")
    card.period.activated.emit(card.period.currentIndex())
    assert (card.first.line.text(), card.last.line.text()) == ("01-04-2020", "30-06-2020")
    assert len(card.table.rows_model.rows) == 1


def test_what_is_unexplained_is_red(still: MainWindow) -> None:
    """The equation says how much, in the colour of what is wrong; one that comes out does not."""
    with still.office.reading() as connection:
        row = conservation(connection).materials[0]
    bars = BalanceBars(still.look)
    for wrong in (replace(row, bought=row.bought + 1_000), row):
        bars.show_balances([wrong])
        told = [one for one in bars.findChildren(QLabel) if "selisih" in one.text() and not one.isHidden()]
        assert [one.property("role") for one in told] == ["problem" if wrong.unexplained else "muted"]
        assert told[0].text().endswith("selisih 1,00 m" if wrong.unexplained else "selisih 0,00 m")
