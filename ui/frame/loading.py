"""The rooms of the tabs, loaded aside once the first list can be used."""

from __future__ import annotations

import sys
from importlib import import_module

from ui.tabs import TABS

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
