"""Cards, balances and lists are made from the menu Cetak, of what is chosen in its own tab."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ikm_desktop.papers.rows import read_paper
from tests.papers import pages
from ui.common.list_page import ListPage
from ui.common.preview import PaperPreview
from ui.main_window import MainWindow
from ui.papers.payout_dialog import PayoutDialog
from ui.papers.sheet_commands import sheet_commands

OF_A_TAB = {
    "cetak-kartu": ("persediaan", "KP", "KARTU PERSEDIAAN BARANG"),
    "cetak-daftar-hadir-terisi": ("angkatan", "DH", "Jumlah hadir"),
    "cetak-buku-a4": ("peserta", "BP", "BUKU PESERTA"),
    "cetak-buku-angkatan": ("angkatan", "BP", "BUKU PESERTA"),
    "cetak-lembar-hitung-peserta": ("peserta", "LH", "LEMBAR PENCACAHAN FISIK"),
    "cetak-jejak-surat": ("penyaluran", "LJ", "LEMBAR JEJAK BARANG"),
}
OF_ALL = {
    "cetak-neraca": ("NB", "NERACA BAHAN DAN PRODUK"),
}

"""One of each tab and one of none; the others differ by what they ask of the book."""


def _run(window: MainWindow, key: str) -> PaperPreview:
    (command,) = [one for one in sheet_commands(window._context) if one.key == key]
    command.run()
    previews = window.findChildren(PaperPreview)
    assert previews, f"{key} shows no paper"
    return previews[-1]


def _kind(window: MainWindow, paper: int) -> str:
    with window._context.office.reading() as connection:
        return read_paper(connection, paper).kind


def _choose(qtbot: QtBot, window: MainWindow, tab: str, key: str) -> None:
    page = window._context.go_to(tab)
    assert isinstance(page, ListPage)
    wanted: Callable[[object], bool] = lambda _row: True  # noqa: E731 - the first row
    if key == "cetak-jejak-surat":
        wanted = lambda row: getattr(row, "voucher", None) is not None  # noqa: E731
    if tab == "peserta":
        wanted = lambda row: row.person.id == 1  # type: ignore[attr-defined]  # noqa: E731
    page.choose(wanted)
    qtbot.waitUntil(lambda: page.current() is not None)


def test_a_sheet_is_one_command_away(qtbot: QtBot, window: MainWindow) -> None:
    """Of what is chosen in its tab, or of all: the paper opens as a draft of its kind."""
    keys = {command.key for command in sheet_commands(window._context)}
    assert keys >= OF_A_TAB.keys() | OF_ALL.keys()
    for key, (tab, kind, words) in OF_A_TAB.items():
        _choose(qtbot, window, tab, key)
        shown = _run(window, key)
        assert _kind(window, shown.paper) == kind
        assert words in pages.text_of(shown.pdf)
    for key, (kind, words) in OF_ALL.items():
        shown = _run(window, key)
        assert _kind(window, shown.paper) == kind
        assert words in pages.text_of(shown.pdf)


def test_without_a_choice_the_clerk_is_asked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty list has nothing chosen: no paper opens."""
    page = window._context.go_to("peserta")
    assert isinstance(page, ListPage)
    monkeypatch.setattr(page, "current", lambda: None)
    (command,) = [one for one in sheet_commands(window._context) if one.key == "cetak-buku"]
    command.run()
    assert window.findChildren(PaperPreview) == []


def test_transport_money_is_asked_for(qtbot: QtBot, window: MainWindow) -> None:
    """What is no money is told and keeps the dialog open; then the list of the batch opens."""
    _choose(qtbot, window, "angkatan", "")

    def fill() -> None:
        (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, PayoutDialog)]
        dialog.rate.setText("banyak")
        dialog.accept()
        assert dialog.problem.text()
        dialog.rate.setText("110rb")
        dialog.accept()

    QTimer.singleShot(0, fill)
    shown = _run(window, "cetak-daftar-penerimaan")
    assert _kind(window, shown.paper) == "DT"
    assert "110.000" in pages.text_of(shown.pdf)
