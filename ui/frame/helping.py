"""What the menu Bantuan does: the page of this screen, its keys, the rule of a field; and Riwayat."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWhatsThis

if TYPE_CHECKING:
    from ui.common.palette import Target
    from ui.common.tab import TabContext
    from ui.main_window import MainWindow


def open_help(window: MainWindow) -> None:
    """Open the help page of this screen."""
    from ui.frame.help import HelpPage, help_name

    if not isinstance(window.page, HelpPage):
        name = help_name(window.page, window.tab_bar.checked())
        window.cover(HelpPage(window.look, name, window.close_page))


def help_targets(window: MainWindow) -> list[Target]:
    """Return the pages of help as Ctrl+K finds them."""
    from ui.common.palette import HELP, Target
    from ui.frame.help import HelpPage, help_pages

    def opener(name: str) -> Callable[[], object]:
        return lambda: window.cover(HelpPage(window.look, name, window.close_page))

    return [Target(f"Bantuan: {title}", HELP, opener(name), words) for name, title, words in help_pages()]


def show_keys(window: MainWindow) -> None:
    """Show the keys of this screen."""
    from ui.frame.keys import KeysDialog

    KeysDialog(window.look, window.menus, window).exec()


def explain(window: MainWindow) -> None:
    """Quote the rule that binds the field with the cursor; say so where there is none."""
    from ui.frame.rules import rule_of

    field = QApplication.focusWidget()
    text = rule_of(field) or "Isian ini tidak diikat aturan tertentu. F1 membuka bantuan layar ini."
    below = field.mapToGlobal(field.rect().bottomLeft()) if field is not None else window.pos()
    QWhatsThis.showText(below, text, field)


def open_history(window: MainWindow, context: TabContext) -> None:
    """Open Riwayat."""
    from ui.frame.history import HistoryPage

    window.show_page(HistoryPage(context, window.toast.record))
