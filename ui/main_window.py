"""The one window: menus, tabs, the page of the tab, the status line, Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop import words
from ikm_desktop.errors import Fault
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import BookMode, load
from ikm_desktop.reports.backups import back_up_if_changed
from ui.common.commands import MENUS, Command
from ui.common.drafts import DraftStore
from ui.common.labels import label
from ui.common.list_page import ListPage
from ui.common.messages import Toast
from ui.common.palette import Palette, Target
from ui.common.tab import TabContext
from ui.common.work import wait_for_all
from ui.settings.backup_page import age_text
from ui.settings.commands import commands as settings_commands
from ui.tabs import TABS
from ui.theme.icons import icon
from ui.theme.look import DARK_MODE, LIGHT_MODE, SYSTEM, Look

SMALLEST = QSize(960, 500)


class MainWindow(QMainWindow):
    """The window on one open book."""

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__()
        self.office = office
        self.look = look
        self.toast = Toast(self)
        self.commands: list[Command] = []
        self._pages: dict[str, QWidget] = {}
        self._buttons: dict[str, QToolButton] = {}
        self._closes_without_backup = False
        self.stack = QStackedWidget()
        self.setMinimumSize(SMALLEST)
        self.resize(1366, 689)
        self._context = TabContext(
            office, look, self.show_page, self.close_page, self.go_to, self.say, self.run
        )
        self._lay_out()
        self._make_commands()
        self._make_menus()
        self._say_where_we_are()
        look.changed.connect(self._colour_tabs)
        self.go_to(TABS[0].key)
        self._reopen_draft()

    # --- frame --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        frame = QWidget()
        frame.setObjectName("frame")
        page = QVBoxLayout(frame)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._tab_bar())
        self.band = label("")
        self.band.setProperty("role", "notice")
        self.band.hide()
        self._band_frame = QFrame()
        self._band_frame.setProperty("role", "notice")
        band = QHBoxLayout(self._band_frame)
        band.setContentsMargins(14, 3, 14, 3)
        band.addWidget(self.band)
        page.addWidget(self._band_frame)
        page.addWidget(self.stack, 1)
        self.setCentralWidget(frame)
        self.saved = QLabel("")
        self.checked = QLabel("")
        self.backed_up = QLabel("")
        self.statusBar().addWidget(self.saved)
        self.statusBar().addPermanentWidget(self.checked)
        self.statusBar().addPermanentWidget(self.backed_up)
        self.statusBar().setSizeGripEnabled(False)

    def _tab_bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        for number, tab in enumerate(TABS, start=1):
            made = QToolButton()
            made.setText(tab.title)
            made.setAccessibleName(tab.title)
            made.setProperty("role", "tab")
            made.setCheckable(True)
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            made.setToolTip(f"{tab.title} (Ctrl+{number})")
            made.clicked.connect(self._goer(tab.key))
            group.addButton(made)
            self._buttons[tab.key] = made
            row.addWidget(made)
        row.addStretch()
        self.finder = QPushButton("Cari atau perintah  Ctrl+K")
        self.finder.setAccessibleName("Cari atau perintah")
        self.finder.clicked.connect(self.open_palette)
        row.addWidget(self.finder)
        self._colour_tabs()
        return bar

    def _colour_tabs(self) -> None:
        for tab in TABS:
            made = self._buttons[tab.key]
            colour = self.look.tokens.primary if made.isChecked() else self.look.tokens.muted
            made.setIcon(icon(tab.icon, colour))
        if hasattr(self, "finder"):
            self.finder.setIcon(icon("search", self.look.tokens.muted))

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401, N802 - Qt's name
        """Let the tabs drop their icons where the window is narrow."""
        narrow = self.width() < 1280  # noqa: PLR2004 - below this the eight titles with icons do not fit
        style = (
            Qt.ToolButtonStyle.ToolButtonTextOnly if narrow else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        )
        for made in self._buttons.values():
            made.setToolButtonStyle(style)
        self.finder.setText("Ctrl+K" if narrow else "Cari atau perintah  Ctrl+K")
        super().resizeEvent(event)

    def _say_where_we_are(self) -> None:
        """Write title, band and status line from the book."""
        with self.office.reading() as connection:
            from ikm_desktop.office.profile import Profile

            profile, mode = load(connection, Profile), load(connection, BookMode)
        self.setWindowTitle(f"IKM Desktop - {profile.name}")
        text = "DATA CONTOH – bukan data kantor" if mode.sample else "LATIHAN" if mode.practice else ""
        if self.office.read_only:
            text = "  ·  ".join(part for part in (text, "Hanya untuk melihat") if part)
        self.band.setText(text)
        self.band.setVisible(bool(text))
        self._band_frame.setVisible(bool(text))
        now = self.office.clock.now()
        self.saved.setText(f"{words.day_name(now.date())}, {words.long_date(now.date())}")
        self._say_backup_age()
        QTimer.singleShot(0, self._quick_check)

    def _say_backup_age(self) -> None:
        self.backed_up.setText(f"Cadangan: {age_text(self.office)}")

    def _quick_check(self) -> None:
        from ikm_desktop.goods.selfcheck import check

        found = check(self.office, full=False)
        self.checked.setText(
            "Buku cocok" if not found else f"{len(found)} hal tidak cocok: jalankan Periksa buku"
        )

    # --- going places -------------------------------------------------------------------------------

    def _goer(self, key: str) -> Callable[[], object]:
        return lambda: self.go_to(key)

    def go_to(self, key: str, words_: str = "") -> QWidget:
        """Show a tab's own page, with its list filtered by words."""
        if key not in self._pages:
            tab = next(tab for tab in TABS if tab.key == key)
            page = tab.make(self._context)
            self._pages[key] = page
            self.stack.addWidget(page)
        self._drop_entry_pages()
        page = self._pages[key]
        self.stack.setCurrentWidget(page)
        self._buttons[key].setChecked(True)
        self._colour_tabs()
        if isinstance(page, ListPage):
            page.reload()
            page.filter_by(words_)
            page.table.setFocus()
        elif hasattr(page, "reload"):
            page.reload()
        return page

    def show_page(self, page: QWidget) -> None:
        """Put an entry page in the place of the list; Esc comes back."""
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        page.setFocus()

    def close_page(self) -> None:
        """Go back from an entry page to the tab's list, read again."""
        for key, made in self._buttons.items():
            if made.isChecked():
                self.go_to(key)

    def _reopen_draft(self) -> None:
        """Open the entry page again that was on screen when the program ended, with what was typed."""
        draft = None if self.office.read_only else DraftStore(self.office.drafts).open_at_the_end()
        openers = {key: opener for tab in TABS for key, opener in tab.reopens.items()}
        if draft is not None and draft.page in openers:
            openers[draft.page](self._context)
            self.toast.say(f"{draft.title}: konsep dari {draft.time} dibuka kembali.")

    def _drop_entry_pages(self) -> None:
        own = set(self._pages.values())
        for at in reversed(range(self.stack.count())):
            page = self.stack.widget(at)
            if page is not None and page not in own:
                self.stack.removeWidget(page)
                page.deleteLater()

    def say(self, text: str) -> None:
        """Tell in a toast what was done."""
        self.toast.say(text)
        now = self.office.clock.now()
        self.saved.setText(f"Tersimpan {now:%H.%M}")
        self._say_backup_age()

    @property
    def page(self) -> QWidget | None:
        """The page on screen."""
        return self.stack.currentWidget()

    # --- commands -----------------------------------------------------------------------------------

    def _make_commands(self) -> None:
        for number, tab in enumerate(TABS, start=1):
            self.commands.append(
                Command(
                    f"tab-{tab.key}", tab.title, "Tampilan", self._goer(tab.key), f"Ctrl+{number}", tab.icon
                )
            )
            self.commands += tab.commands(self._context)
        look = self.look
        self.commands += settings_commands(self._context)
        self.commands += [
            Command("cari", "&Cari atau perintah", "Ubah", self.open_palette, "Ctrl+K", "search"),
            Command("cari-daftar", "Cari dalam &daftar", "Ubah", self._focus_search, "Ctrl+F", "search"),
            Command("hapus-saringan", "&Hapus saringan", "Ubah", self._clear_filters, "Ctrl+L", "filter"),
            Command("segarkan", "&Baca ulang", "Data", self.close_page, "F5", "refresh-cw"),
            Command("panel", "&Panel samping", "Tampilan", self._toggle_panel, "F4", "panel-right"),
            Command("terang", "Tema t&erang", "Tampilan", lambda: look.set_mode(LIGHT_MODE), icon="sun"),
            Command("gelap", "Tema &gelap", "Tampilan", lambda: look.set_mode(DARK_MODE), icon="moon"),
            Command("sistem", "Tema ikut &sistem", "Tampilan", lambda: look.set_mode(SYSTEM), icon="monitor"),
            Command(
                "besar",
                "Huruf lebih &besar",
                "Tampilan",
                lambda: look.set_scale(look.scale + 10),
                "Ctrl++",
                "zoom-in",
            ),
            Command(
                "kecil",
                "Huruf lebih &kecil",
                "Tampilan",
                lambda: look.set_scale(look.scale - 10),
                "Ctrl+-",
                "zoom-out",
            ),
            Command("kembali", "&Kembali", "Tampilan", self.close_page, "Esc", "arrow-left"),
            Command("tutup", "&Tutup program", "Berkas", self._close, "Ctrl+Q", "x"),
        ]

    def run(self, key: str) -> bool:
        """Do what a command does; tell whether there is one of this key."""
        command = next((one for one in self.commands if one.key == key), None)
        if command is not None:
            command.run()
        return command is not None

    def _make_menus(self) -> None:
        menus = {name: self.menuBar().addMenu(f"&{name}") for name in MENUS}
        for command in self.commands:
            self._add_action(menus[command.menu], command)
        for menu in menus.values():
            menu.menuAction().setVisible(bool(menu.actions()))
        QShortcut(QKeySequence("Ctrl+="), self, lambda: self.look.set_scale(self.look.scale + 10))

    def _add_action(self, menu: QMenu, command: Command) -> None:
        action = QAction(command.text, self)
        if command.shortcut:
            action.setShortcut(QKeySequence(command.shortcut))
        action.triggered.connect(lambda _checked=False, run=command.run: run())
        menu.addAction(action)

    def _close(self) -> None:
        self.close()

    def _focus_search(self) -> None:
        if isinstance(self.page, ListPage):
            self.page.search.setFocus()

    def _clear_filters(self) -> None:
        if isinstance(self.page, ListPage):
            self.page.clear_filters()

    def _toggle_panel(self) -> None:
        if isinstance(self.page, ListPage):
            self.page.panel.setVisible(not self.page.panel.isVisible())

    def open_palette(self) -> None:
        """Open Ctrl+K over commands, people and papers."""
        Palette(self.targets(), self).exec()

    def targets(self) -> Sequence[Target]:
        """Return everything Ctrl+K can find."""
        found = [Target(command.title, "perintah", command.run, command.words) for command in self.commands]
        for tab in TABS:
            found += tab.targets(self._context)
        return found

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Back up what changed and let go of the book; a backup that cannot be is told once, then left."""
        wait_for_all()
        if self._closes_without_backup or self._backed_up_at_the_end():
            self.office.close()
            super().closeEvent(event)
        else:
            event.ignore()

    def _backed_up_at_the_end(self) -> bool:
        try:
            back_up_if_changed(self.office)
        except Fault as fault:
            self._closes_without_backup = True
            self.say(f"{fault.sentence} Tutup sekali lagi untuk keluar tanpa cadangan.")
            return False
        return True
