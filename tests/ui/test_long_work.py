"""Long work: aside, covered, told, stopped; meanwhile the window's own thread asks the book nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikm_desktop.errors import IkmError
from ikm_desktop.errors.stopping import step
from ikm_desktop.office.settings import Clerk, load, set_clerk
from ikm_desktop.reports.backups import back_up
from tests.ui import guards
from tests.ui.test_import_wizard import go_on, paste
from ui.batches.certificates_page import CertificatesPage
from ui.batches.certificates_preview import CertificatesPreview
from ui.common.work import Worker, aside, long_works
from ui.main_window import MainWindow
from ui.participants.import_page import RESULT
from ui.participants.tab import open_import

_LIST = (
    "No\tNama\tNIK\tL/P\tTanggal Lahir\tKab/Kota\tUsaha\n"
    "1\tKatarina Baru CONTOH\t5371015708850001\tP\t17-08-1985\tKota Kupang\tDapur Katarina\n"
)


class Heard(QObject):
    """What came back of a work."""

    def __init__(self) -> None:
        super().__init__()
        self.result: object = None
        self.refusal: IkmError | None = None

    def done(self, result: object) -> None:
        """Note the result."""
        self.result = result

    def refused(self, refusal: IkmError) -> None:
        """Note the refusal."""
        self.refusal = refusal


@contextmanager
def _threads_of_statements(window: MainWindow) -> Iterator[list[str]]:
    """Note on which thread each statement of the book runs."""
    asked: list[str] = []

    def note(*_: object) -> None:
        asked.append("window" if threading.current_thread() is threading.main_thread() else "aside")

    sa.event.listen(window.office.engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(window.office.engine, "before_cursor_execute", note)


def _use_everything(window: MainWindow, ticks: list[int]) -> None:
    """Press keys a clerk might press meanwhile, and note that the window still turns."""
    if not window.curtain.is_busy:
        return
    ticks.append(1)
    for key in (Qt.Key.Key_2, Qt.Key.Key_7, Qt.Key.Key_K):
        for kind in (QKeyEvent.Type.ShortcutOverride, QKeyEvent.Type.KeyPress):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.ControlModifier)
            QApplication.sendEvent(QApplication.focusWidget() or window, event)


@pytest.mark.parametrize("what", ["check", "backup"])
def test_the_window_asks_nothing_while_long_work_runs(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, what: str
) -> None:
    """Every statement of a self-check and of a backup runs aside; keys are held back; the window turns."""
    from ikm_desktop.goods.selfcheck import check

    qtbot.waitUntil(window.status.checked.isVisible)
    window.go_to("peserta")
    guards.settle()
    qtbot.wait(200)
    heard, ticks = Heard(), list[int]()
    office = window.office
    work = partial(check, office, full=True) if what == "check" else partial(back_up, office, target=tmp_path)
    timer = QTimer()
    timer.timeout.connect(partial(_use_everything, window, ticks))
    with _threads_of_statements(window) as asked:
        aside(work, done=heard.done, refused=heard.refused, title="Pekerjaan panjang")
        timer.start(10)
        try:
            qtbot.waitUntil(lambda: not window.curtain.is_busy, timeout=30_000)
        finally:
            timer.stop()
    assert heard.refusal is None
    assert what == "backup" or asked.count("aside") > 0, "a backup reads the file itself"
    assert asked.count("window") == 0
    assert len(ticks) > 2
    assert window.tab_bar.checked() == "peserta"


def test_the_cover_is_lifted_before_the_page_is_told(window: MainWindow, qtbot: QtBot) -> None:
    """A key that follows what the page shows then is not held back; also at the end of two works at once."""

    class Page(Heard):
        def done(self, result: object) -> None:
            super().done((result, window.curtain.is_busy))

    first, second = Page(), Page()
    going_on = threading.Event()
    aside(going_on.wait, done=first.done, refused=first.refused, title="Lama")
    aside(lambda: 2, done=second.done, refused=second.refused, title="Sekejap")
    qtbot.waitUntil(lambda: second.result is not None)
    assert second.result == (2, True), "the other still runs"
    going_on.set()
    qtbot.waitUntil(lambda: first.result is not None)
    assert first.result == (True, False)


@contextmanager
def _threads_while_it_runs(window: MainWindow) -> Iterator[list[str]]:
    """Note on which thread each statement runs from the beginning of long work until it has its result."""
    runs = threading.Event()
    heard: list[str] = []

    def begun(worker: Worker) -> None:
        work = worker._work

        def noted() -> object:
            try:
                return work()
            finally:
                runs.clear()  # before the result is told: what the window asks then is its own

        worker._work = noted
        runs.set()

    def note(*_: object) -> None:
        if runs.is_set():
            heard.append("window" if threading.current_thread() is threading.main_thread() else "aside")

    long_works().begun.connect(begun)
    sa.event.listen(window.office.engine, "before_cursor_execute", note)
    yield heard
    sa.event.remove(window.office.engine, "before_cursor_execute", note)
    long_works().begun.disconnect(begun)


def test_saving_an_import_and_issuing_certificates_ask_aside(window: MainWindow, qtbot: QtBot) -> None:
    """From their pages, as the clerk does: no statement on the window's thread until the result is there."""
    wizard = open_import(window._context)
    qtbot.waitUntil(window.isActiveWindow)
    paste(wizard, qtbot, _LIST)
    with _threads_while_it_runs(window) as asked:
        go_on(wizard, qtbot, RESULT)
    assert (asked.count("window"), asked.count("aside") > 0) == (0, True)
    window.run("sertifikat")
    page = window.page
    assert isinstance(page, CertificatesPage)
    with _threads_while_it_runs(window) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: isinstance(window.page, CertificatesPreview), timeout=20_000)
    assert (asked.count("window"), asked.count("aside") > 0) == (0, True)


def test_the_record_of_threads_sees_the_windows_own(window: MainWindow) -> None:
    """The check itself complains when the window asks."""
    with _threads_of_statements(window) as asked:
        window._told.where_we_are()
    assert "window" in asked


def test_stopped_work_leaves_nothing(window: MainWindow, qtbot: QtBot) -> None:
    """Batal on the curtain; the act that was under way is undone and says so; the window is free again."""
    heard = Heard()
    office = window.office
    going_on = threading.Event()

    def long_act() -> None:
        set_clerk(office, "Sebelum dihentikan")
        for done in range(10_000):
            step("Menghitung", done, 10_000)
            going_on.wait(0.002)
        set_clerk(office, "Tidak boleh tersimpan")

    aside(long_act, done=heard.done, refused=heard.refused, title="Menghitung")
    curtain = window.curtain
    qtbot.waitUntil(lambda: curtain.isVisible() and "dari 10000" in curtain.doing.text())
    assert curtain.title.text() == "Menghitung"
    assert curtain.bar.maximum() == 10_000
    qtbot.keyClick(curtain.cancel, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: heard.refusal is not None)
    assert str(heard.refusal) == "Dihentikan; tidak ada yang disimpan."
    qtbot.waitUntil(lambda: not curtain.isVisible())
    with office.reading() as connection:
        assert load(connection, Clerk).name == "Sebelum dihentikan"


def test_short_work_is_not_covered(window: MainWindow, qtbot: QtBot) -> None:
    """What ends within a moment never shows the curtain."""
    heard = Heard()
    aside(lambda: 7, done=heard.done, refused=heard.refused, title="Sekejap")
    qtbot.waitUntil(lambda: heard.result is not None)
    assert (heard.result, window.curtain.isVisible()) == (7, False)


def test_closing_stops_long_work_first(window: MainWindow, qtbot: QtBot) -> None:
    """The window closes by itself once the work has ended."""
    heard = Heard()

    def endless() -> None:
        while True:
            step("Menunggu", 1, 2)
            threading.Event().wait(0.002)

    aside(endless, done=heard.done, refused=heard.refused, title="Menunggu")
    assert not window.close()
    qtbot.waitUntil(lambda: window.is_over)
    assert heard.refusal is not None
