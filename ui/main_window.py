"""The one window: it stands before the book is open; with the book come pages, commands and Ctrl+K."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.frame.band import Band
from ui.frame.book_told import BookTold
from ui.frame.commands import book_commands, book_targets, frame_commands
from ui.frame.leaving import back_up_at_the_end
from ui.frame.menus import Menus
from ui.frame.remembered import Remembered
from ui.frame.reopening import reopen_draft
from ui.frame.status_line import StatusLine
from ui.frame.tab_bar import TabBar
from ui.frame.toast import Toast
from ui.frame.waiting import WaitingPage
from ui.tabs import TABS, TabPlace
from ui.theme.look import SYSTEM, Look

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office
    from ui.common.commands import Command
    from ui.common.palette import Target
    from ui.common.tab import TabContext
    from ui.frame.curtain import Curtain
    from ui.frame.toast import Way

SMALLEST = QSize(960, 500)
USUAL = QSize(1366, 689)


class MainWindow(QMainWindow):
    """The window. painted: it was seen for the first time; taken: it has the book; is_over: it was closed."""

    painted = Signal()
    taken = Signal()

    def __init__(self, office: Office | None, look: Look, remembered: Remembered | None = None) -> None:
        """Make the window; without an office it waits for one (`take`) and is quick to stand.

        With one, all its rooms are loaded and its first page stands when it is made.
        """
        super().__init__()
        self.look = look
        self.remembered = remembered
        self._office: Office | None = None
        self._handed: TabContext | None = None
        self._wished = ""
        self._covered: tuple[QWidget | None, QWidget | None] = (None, None)
        self._pages: dict[str, QWidget] = {}
        self._is_complete = False
        self._closes_without_backup = False
        self.successor: MainWindow | None = None
        self.stack = QStackedWidget()
        self.setWindowTitle("IKM Desktop")
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        self._lay_out()
        self.menus = Menus(self)
        self._window_commands: list[Command] = []
        self._add_commands(frame_commands(self))
        self.menus.wanted.connect(self.complete)
        self.toast = Toast(self)
        self._told = BookTold(self)
        self._curtain: Curtain | None = None
        self._closes_when_lifted = False
        self.is_over = False
        self._show(WaitingPage("Membuka buku…"))
        if office is not None:
            self.take(office)
            self.complete()

    # --- frame --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        frame = QWidget()
        frame.setObjectName("frame")
        page = QVBoxLayout(frame)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        self.tab_bar = TabBar(self.look)
        self.tab_bar.chosen.connect(self.go_to)
        self.tab_bar.finder_wanted.connect(self.open_palette)
        page.addWidget(self.tab_bar)
        self.band = Band()
        page.addWidget(self.band)
        page.addWidget(self.stack, 1)
        self.setCentralWidget(frame)
        self.status = StatusLine()
        self.setStatusBar(self.status)
        for wanted, key in (
            (self.status.history_wanted, "riwayat"),
            (self.status.check_wanted, "periksa-buku"),
            (self.status.periods_wanted, "periode"),
            (self.status.backups_wanted, "cadangkan"),
        ):
            wanted.connect(partial(self.run, key))
        frame.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell when the window has been painted for the first time."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.painted.emit)
        return super().eventFilter(watched, event)

    # --- the book -----------------------------------------------------------------------------------

    @property
    def office(self) -> Office:
        """The open book. Raises RuntimeError while there is none."""
        if self._office is None:
            raise RuntimeError("no book is open yet")
        return self._office

    @property
    def _context(self) -> TabContext:
        """What tabs and pages are handed. Raises RuntimeError while no book is open."""
        if self._handed is None:
            raise RuntimeError("no book is open yet")
        return self._handed

    @property
    def curtain(self) -> Curtain:
        """What covers the window while long work runs, made when first needed."""
        from ui.frame.curtain import Curtain

        if self._curtain is None:
            self._curtain = Curtain(self.look, self)
            self._curtain.lifted.connect(self._close_at_last)
        return self._curtain

    def _close_at_last(self) -> None:
        """Close, if that is what the clerk waits for, once the page has been told how its work ended."""
        from ui.common.work import wait_for_all

        if self._closes_when_lifted:
            wait_for_all()
            QTimer.singleShot(0, self, self.close)

    def watch_long_work(self) -> None:
        """Cover the window from now on whenever long work begins."""
        _ = self.curtain

    @property
    def has_book(self) -> bool:
        """Whether a book is open."""
        return self._office is not None

    def take(self, office: Office) -> None:
        """Show this book: its first page, then title and status line."""
        from ui.common.tab import TabContext

        self._office = office
        self.watch_long_work()
        self._handed = TabContext(
            office, self.look, self.show_page, self.close_page, self.go_to, self.say, self.run
        )
        self.remembered = self.remembered or Remembered(office.folder, keeps=not office.read_only)
        self.go_to(self._wished or TABS[0].key)
        self._told.where_we_are()
        self.taken.emit()

    def complete(self) -> None:
        """Offer the commands of all rooms; open again what was on screen when the program ended."""
        if self._is_complete or self._handed is None:
            return
        self._is_complete = True
        for tab in TABS:
            self._add_commands(tab.load().commands(self._context))
        self._add_commands(book_commands(self, self._context))
        self.menus.show_page(self.page)
        reopened = reopen_draft(self._handed)
        if reopened:
            self.toast.say(reopened)
        QTimer.singleShot(0, self, self._told.check)

    # --- going places -------------------------------------------------------------------------------

    def go_to(self, key: str, words_: str = "") -> QWidget:
        """Show a tab's own page, with its list filtered by words; before the book is open note the wish."""
        self.tab_bar.check(key)
        self._covered = (None, None)
        if self._handed is None:
            self._wished = key
            return self.stack.currentWidget() or self.stack
        is_new = key not in self._pages
        if is_new:
            self._pages[key] = _place(key).load().make(self._context)
            self.stack.addWidget(self._pages[key])
            self._put_panel(self._pages[key])
        self._drop_entry_pages()
        page = self._pages[key]
        self._show(page)
        _read(page, words_, again=not is_new)
        return page

    def _put_panel(self, page: QWidget) -> None:
        drawer = getattr(page, "drawer", None)
        if drawer is not None and self.remembered is not None:
            drawer.want(wanted=self.remembered.panel)

    def show_page(self, page: QWidget) -> None:
        """Put an entry page in the place of the list; Esc comes back, Alt+↓ leads to the list's next row."""
        from ui.frame.walking import let_walk

        self._covered = (None, None)
        let_walk(self, page)
        self._show(page)
        page.setFocus()

    def _show(self, page: QWidget) -> None:
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.menus.show_page(page)

    def close_page(self) -> None:
        """Go back to what a page of help covers, else from an entry page to the tab's list, read again.

        From a record of a list that itself stands in the tab's place (`lead_back`) that list comes first.
        """
        if self._uncover() or self._handed is None:
            return
        lead_back = getattr(self.page, "lead_back", None)
        self.go_to(self.tab_bar.checked() or TABS[0].key)
        if lead_back is not None:
            lead_back()

    def cover(self, page: QWidget) -> None:
        """Show a page over the one on screen, which stands as it was when that is closed."""
        covered = (self.page, self.focusWidget())
        self.show_page(page)
        self._covered = covered

    def _uncover(self) -> bool:
        """Take a covering page away; tell whether there was one."""
        (beneath, field), over = self._covered, self.page
        self._covered = (None, None)
        if beneath is None or over is None or over is beneath or self.stack.indexOf(beneath) < 0:
            return False
        self._show(beneath)
        self.stack.removeWidget(over)
        over.deleteLater()
        (field or beneath).setFocus()
        return True

    def read_again(self) -> None:
        """Read the list anew, or what an entry page reads from the book (`refresh`); what is typed stays."""
        if self.page in self._pages.values():
            self.close_page()
            return
        refresh = getattr(self.page, "refresh", None)
        if refresh is not None:
            refresh()

    def go_back(self) -> None:
        """Close the drawer when it is open; else go back to the list."""
        drawer = getattr(self.page, "drawer", None)
        if drawer is None or not drawer.close():
            self.close_page()

    def toggle_panel(self) -> None:
        """Show or hide the side panel, and remember it where it stands beside the list."""
        drawer = getattr(self.page, "drawer", None)
        if drawer is None:
            return
        drawer.toggle()
        if self.remembered is not None and not drawer.is_drawer:
            self.remembered.keep_panel(wanted=drawer.is_open)

    def _drop_entry_pages(self) -> None:
        own = set(self._pages.values())
        for at in reversed(range(self.stack.count())):
            page = self.stack.widget(at)
            if page is not None and page not in own:
                self.stack.removeWidget(page)
                page.deleteLater()

    def say(self, text: str, *ways: Way) -> None:
        """Tell in a toast what was done, with a button for each way on."""
        self.toast.say(text, *ways)
        self._told.saved()

    @property
    def page(self) -> QWidget | None:
        """The page on screen."""
        return self.stack.currentWidget()

    # --- commands -----------------------------------------------------------------------------------

    @property
    def commands(self) -> list[Command]:
        """All commands of the window, those of rooms not loaded yet too."""
        self.complete()
        return self._window_commands

    def _add_commands(self, commands: Sequence[Command]) -> None:
        self._window_commands += commands
        self.menus.add(commands)

    def run(self, key: str) -> bool:
        """Do what a command does; tell whether there is one of this key."""
        command = next((one for one in self.commands if one.key == key), None)
        if command is not None:
            command.run()
        return command is not None

    def open_palette(self) -> None:
        """Open Ctrl+K over commands, people and papers."""
        from ui.common.palette import Palette

        if not self.has_book:
            return
        kept = self.remembered
        palette = Palette(self.targets(), self, kept.used if kept is not None else ())
        palette.exec()
        if kept is not None:
            kept.keep_used(palette.gone_to)

    def targets(self) -> Sequence[Target]:
        """Return everything Ctrl+K can find."""
        from ui.common.palette import target_of

        found = [target_of(command) for command in self.commands]
        if self._handed is not None:
            for tab in TABS:
                found += tab.load().targets(self._context)
            found += book_targets(self, self._context)
        return found

    def reset_looks(self) -> None:
        """Forget how the window was arranged: theme, size of text, window, lists."""
        if self.remembered is not None:
            self.remembered.forget()
        self.look.set_both(SYSTEM, 100)
        self.resize(USUAL)
        for page in self._pages.values():
            reset = getattr(page, "reset_layout", None)
            if reset is not None:
                reset()
            if hasattr(page, "drawer"):
                page.drawer.want(wanted=True)
        self.toast.say("Tampilan kembali seperti semula.")

    # --- the end ------------------------------------------------------------------------------------

    def begin_again(self, *, read_only: bool = False) -> MainWindow:
        """Open the folder's book anew in a window of its own and close this one; read_only: to look at it."""
        from ui.opening import start

        self._closes_without_backup = True
        self.successor = start(self.office.folder, self.look, read_only=read_only)
        self.close()
        return self.successor

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Back up what changed and let go of the book; a backup that cannot be is told once, then left."""
        from ui.common.work import wait_for_all

        if self.curtain.is_busy:
            self._closes_when_lifted = True
            self.curtain.stop()
            event.ignore()
            return
        self._told.stop_checking()
        wait_for_all()
        if self._office is not None:
            if not (self._closes_without_backup or self._backed_up_at_the_end()):
                event.ignore()
                return
            if self.remembered is not None:
                self.remembered.keep(self, self.look, self.tab_bar.checked())
            self._office.close()
        self.is_over = True
        super().closeEvent(event)

    def _backed_up_at_the_end(self) -> bool:
        told = back_up_at_the_end(self.office)
        if told:
            self._closes_without_backup = True
            self.say(told)
        return not told


def _place(key: str) -> TabPlace:
    return next(tab for tab in TABS if tab.key == key)


def _read(page: Any, words: str, *, again: bool) -> None:  # noqa: ANN401 - any page of any tab
    """Let a tab's page read the book again, filter and take the keyboard, as far as it can.

    Without words it stands filtered as it was left.
    """
    if again and hasattr(page, "reload"):
        page.reload()
    if hasattr(page, "filter_by"):
        if words:
            page.filter_by(words)
        page.take_keyboard()
