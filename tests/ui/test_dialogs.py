"""Our own dialogs keep the rules of the screens: Indonesian buttons, named controls, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.batches import batches
from tests.ui import guards
from ui.batches.leaving import LeaveDialog
from ui.common.fields import CalendarDialog
from ui.common.palette import Palette
from ui.common.reason import ConfirmDialog, ReasonDialog
from ui.common.signing import SignDialog
from ui.frame.keys import KeysDialog
from ui.main_window import MainWindow
from ui.papers.payout_dialog import PayoutDialog
from ui.participants.layouts_dialog import LayoutsDialog

DAY = date(2020, 8, 28)


def _moving(window: MainWindow) -> LeaveDialog:
    """The dialog as it asks where somebody goes, with the form of a new batch open."""
    dialog = LeaveDialog("Pindah", "Ke mana?", "Pindahkan", DAY, window)
    with window.office.reading() as connection:
        dialog.move_to(window.office, window.look, batches(connection))
    return dialog


MAKERS: dict[type[QDialog], Callable[[MainWindow], QDialog]] = {
    CalendarDialog: lambda window: CalendarDialog(DAY, window),
    ConfirmDialog: lambda window: ConfirmDialog("Balikkan", "Balikkan surat ini?", "Balikkan", window),
    KeysDialog: lambda window: KeysDialog(window.look, window.menus, window),
    Palette: lambda window: Palette(window.targets(), window),
    LeaveDialog: _moving,
    LayoutsDialog: lambda window: LayoutsDialog(window.office, window.look, window),
    PayoutDialog: lambda window: PayoutDialog("Angkatan IV", window),
    ReasonDialog: lambda window: ReasonDialog("Batalkan nomor", "Mengapa dibatalkan?", "Batalkan", window),
    SignDialog: lambda window: SignDialog(19, lambda day: f"Keluar dari buku per {day}.", DAY, window),
}


@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind.__name__)
def test_a_dialog_keeps_the_rules(window: MainWindow, qtbot: QtBot, kind: type[QDialog]) -> None:
    """At its own size, over a window as small as there may be."""
    window.resize(960, 500)
    dialog = MAKERS[kind](window)
    dialog.show()
    qtbot.waitExposed(dialog)
    guards.settle()
    assert guards.english(dialog) == []
    assert guards.nameless(dialog) == []
    assert guards.cut_off(dialog) == []
    assert dialog.windowTitle()
    assert dialog.height() <= 500 + 60, "it would not fit the smallest screen"


def test_no_dialog_is_left_out(window: MainWindow) -> None:
    """All rooms are loaded, and every dialog of ours is walked above."""
    window.complete()
    ours = {one for one in _below(QDialog) if one.__module__.startswith("ui.")}
    assert ours == set(MAKERS)


def _below(kind: type) -> set[type]:
    found: set[type] = set(kind.__subclasses__())
    return found | {deeper for one in found for deeper in _below(one)}
