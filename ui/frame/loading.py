"""The rooms of the tabs, loaded aside once the first list can be used."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from ui.tabs import TABS

if TYPE_CHECKING:
    from ui.main_window import MainWindow

OTHERS = ("ui.settings.commands", "ui.common.preview")
"""What the window needs of rooms that are no tabs."""


def load_all() -> None:
    """Load what is not loaded yet; it makes no widget, so it may run on a thread of its own."""
    for tab in TABS:
        tab.load()
    for name in OTHERS:
        import_module(name)


def all_are_loaded() -> bool:
    """Tell whether nothing is left to load."""
    return all(tab.is_loaded for tab in TABS) and all(name in sys.modules for name in OTHERS)


def load_the_rest(window: MainWindow) -> None:
    """Load the other rooms aside, then let the window offer their commands."""
    from ui.common.work import aside

    def loaded(_nothing: object) -> None:
        if not window.is_over:
            window.complete()

    if window.is_over:
        return
    if all_are_loaded():
        window.complete()
    else:
        aside(load_all, done=loaded, refused=loaded)
