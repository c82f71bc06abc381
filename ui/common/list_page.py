"""A list as every tab shows it: actions, chips with counts, quick search, table, totals, side panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from ikm_desktop import words
from ikm_desktop.errors import Fault
from ikm_desktop.office.book import Office
from ikm_desktop.office.listing import Query, SortKey, Term
from ikm_desktop.office.listing_sql import state_of_book
from ui.common import list_layout
from ui.common.asking import Asker
from ui.common.busy_row import BusyRow
from ui.common.chip_row import ChipRow
from ui.common.commands import Command
from ui.common.detail_panel import DetailPanel
from ui.common.drawer import WIDTH, Drawer
from ui.common.filters import TermRow
from ui.common.folding_row import FoldingRow
from ui.common.labels import button, label
from ui.common.layouts import Layouts
from ui.common.list_menus import ListMenus
from ui.common.list_table import ListTable
from ui.common.listing import Listing
from ui.common.messages import MessageBar
from ui.common.paged_rows import PagedRows
from ui.theme import tokens as t
from ui.theme.look import Look

_PAUSE_MS = 60
"""How long the selection must rest before its totals are asked for."""
_TYPED_MS = 500
"""How long the words of the search must rest before they are kept."""


class Read(NamedTuple):
    """What the table shows: the rows that a query found in a state of the book."""

    book: int
    query: Query


class ListPage(QWidget):
    """One list over the book.

    opened: carries the row that was opened (Enter, double click); chosen: the row selected now;
    read_again: the rows were read from the book again; shown: other rows stand in the table; pages_ready:
    the list as a PDF; saved: what to say of the workbook that was written.
    """

    opened = Signal(object)
    chosen = Signal(object)
    read_again = Signal()
    shown = Signal()
    pages_ready = Signal(bytes)
    saved = Signal(str)

    def __init__(
        self,
        office: Office,
        look: Look,
        listing: Listing[Any],
        commands: Sequence[Command] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self.office = office
        self.look = look
        self.listing = listing
        self.layouts = Layouts(office.folder, keeps=not office.read_only)
        self._rows, self._sums = Asker(office, self), Asker(office, self)
        self._all = 0
        self.is_opening = False  # whoever is shown a page meanwhile knows that it is a row of this list
        self.totals_of_all = ""
        self._every: list[Any] | None = None
        self._read: Read | None = None
        self._later: list[Callable[[], object]] = []
        self.message = MessageBar(self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Cari… (Ctrl+F)")
        self.search.setAccessibleName("Cari dalam daftar")
        self.search.setClearButtonEnabled(True)
        self.table = ListTable(listing.columns, look, self)
        self.table.setAccessibleName("Daftar")
        self.totals = label("", "muted")
        self.unfilter = button("hapus saringan (Ctrl+L)", look, role="link")
        self.empty = label(listing.empty, "muted")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.hide()
        self.panel = DetailPanel(self)
        self._actions = FoldingRow("Aksi", self)
        self.chips = ChipRow(listing.lines.chips, listing.lines.fields, look, self)
        self.term_row = TermRow(listing.lines.fields, look, office.clock.now().date(), self)
        self.menus = ListMenus(self)
        self._lay_out(commands)
        list_layout.restore(self)
        self._connect()
        self.reload()

    def _connect(self) -> None:
        self._rows.waiting.connect(self.busy.setVisible)
        for asker in (self._rows, self._sums):
            asker.refused.connect(self.message.refuse)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask_sums)
        self.search.textChanged.connect(self._filter)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self.keep_layout)
        self.search.textEdited.connect(lambda _text: self._typed.start())
        self.chips.changed.connect(self._filter)
        self.chips.changed.connect(self.keep_layout)
        self.chips.more_wanted.connect(self.term_row.begin)
        self.term_row.made.connect(self.add_term)
        self.term_row.left.connect(self.chips.more.setFocus)
        self.unfilter.clicked.connect(self.clear_filters)
        self.table.list_model.sort_wished.connect(self._sort)
        self.table.laid_out.connect(self.keep_layout)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.doubleClicked.connect(self.open_current)

    # --- what is asked ------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What the list is asked now."""
        terms = (*(self.chips.chip.terms if self.chips.chip else ()), *self.chips.terms)
        return Query(self.search.text(), terms, self.table.list_model.sort_keys)

    def reload(self) -> None:
        """Read the list again if the book has changed; chosen rows stay chosen where they are still there."""
        self._ask(again=True)

    def _filter(self) -> None:
        self.table.hits.search(self.search.text())
        self._ask(again=False)

    def _ask(self, *, again: bool) -> None:
        """Ask for the rows, then for counts and totals."""
        lines, query, read = self.listing.lines, self.query, self._read

        def what(connection: Any) -> tuple[Read, Sequence[int] | None]:  # noqa: ANN401 - the room's own
            # Rows filtered otherwise are still those of the state in which the list was read.
            now = Read(read.book if read and not again else state_of_book(connection), query)
            if again and now == read:
                return now, None
            if again:
                lines.read(connection)
            return now, lines.find(connection, query)

        self._rows.ask(what, partial(self._show, again=again))

    def _show(self, answer: tuple[Read, Sequence[int] | None], *, again: bool) -> None:
        self._read, keys = answer
        if keys is None:
            self._run_later()
            return
        self._every = None if again else self._every
        kept = self._chosen_keys()
        self.table.list_model.show(PagedRows(self.office, self.listing.lines, keys, self._refused_page))
        self._choose_keys(kept)
        self._ask_sums(counts=again)
        if again:
            self.read_again.emit()
        self._run_later()
        self.shown.emit()

    def _run_later(self) -> None:
        """Do what waited for the rows."""
        later, self._later = self._later, []
        for one in later:
            one()

    def _refused_page(self, refusal: Fault) -> None:
        """Tell why rows are missing, though not in the midst of painting."""
        QTimer.singleShot(0, self, partial(self.message.refuse, refusal))

    def _ask_sums(self, *, counts: bool = False) -> None:
        """Ask for the totals of what is shown, or of what is chosen where that is several rows."""
        lines, query = self.listing.lines, self.query
        several = self.table.chosen_count() > 1
        chosen = [self.keys[line] for line in self.table.chosen_lines()] if several else None
        if self._sums.is_waiting:
            counts = True

        def what(connection: Any) -> tuple[Any, ...]:  # noqa: ANN401 - the room's own
            counted = lines.counts(connection) if counts or not self._all else None
            return counted, lines.sums(connection, query, chosen), several

        self._sums.ask(what, self._show_sums)

    def _show_sums(self, answer: tuple[Any, ...]) -> None:
        counted, sums, several = answer
        if counted is not None:
            self._all = counted[0]
            self.chips.count(counted)
        nothing = not self.keys and self._all > 0
        fills = self.table.isHidden() and self._all > 0 and not self.search.text()
        has_keyboard = self.table.hasFocus() or (fills and self.search.hasFocus())
        self.empty.setVisible(not self._all)
        self.table.setVisible(bool(self._all))
        if has_keyboard:
            self.take_keyboard()
        self.unfilter.setVisible(nothing)
        told = self.listing.totals(sums)
        if not several:
            self.totals_of_all = told
        self.totals.setText(f"0 dari {self._all} –" if nothing else f"Dipilih: {told}" if several else told)

    @property
    def keys(self) -> Sequence[int]:
        """The keys of the rows in the table, in their order."""
        rows = self.table.list_model.rows
        return rows.keys if isinstance(rows, PagedRows) else ()

    # --- rows ---------------------------------------------------------------------------------------

    @property
    def all_rows(self) -> list[Any]:
        """All rows of the list, before any filter, read when first asked for."""
        if self._every is None:
            with self.office.reading() as connection:
                keys = self.listing.lines.find(connection, Query(sort=self.listing.sort))
                self._every = [row for row in self.listing.lines.rows(connection, keys) if row is not None]
        return self._every

    def take_keyboard(self) -> None:
        """Put the cursor into the list; into its search where it is empty, so that the page's keys work."""
        (self.search if self.table.isHidden() else self.table).setFocus()

    def choose(self, which: Callable[[Any], bool]) -> bool:
        """Select the first row that fits; return whether there is one.

        While the rows are still looked for, it is chosen as soon as they stand there. Filters that hide it
        are taken away.
        """
        if self._rows.is_waiting:
            self._later.append(partial(self.choose, which))
            return True
        for line, row in enumerate(self.table.list_model.rows):
            if row is not None and which(row):
                self.table.selectRow(line)
                return True
        if (self.query.words or self.query.terms) and any(map(which, self.all_rows)):
            self.clear_filters()
            return self.choose(which)
        return False

    def choose_all(self, which: Callable[[Any], bool]) -> int:
        """Select every row that fits; return how many they are."""
        if self._rows.is_waiting:
            self._later.append(partial(self.choose_all, which))
            return 0
        rows = self.table.list_model.rows
        lines = [line for line, row in enumerate(rows) if row is not None and which(row)]
        self._choose_lines(lines)
        return len(lines)

    def _choose_lines(self, lines: Sequence[int]) -> None:
        wanted = QItemSelection()
        for line in lines:
            index = self.table.list_model.index(line, 0)
            wanted.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        model = self.table.selectionModel()
        if lines:
            model.setCurrentIndex(self.table.list_model.index(lines[0], 0), flags.NoUpdate)
        model.select(wanted, flags.ClearAndSelect | flags.Rows)

    def _chosen_keys(self) -> set[int]:
        return {self.keys[line] for line in self.table.chosen_lines()}

    def _choose_keys(self, keys: set[int]) -> None:
        """Choose these rows again; without one of them the first, which Enter then opens."""
        lines = [line for line, key in enumerate(self.keys) if key in keys] if keys else []
        if lines:
            self._choose_lines(lines)
        elif self.keys and self.isVisible():
            self.table.selectRow(0)
        else:
            self._selected()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the first row where none is chosen: by now whoever follows the choice is there."""
        super().showEvent(event)
        if self.keys and not self.table.chosen_count():
            self.table.selectRow(0)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep words that were typed just now."""
        super().hideEvent(event)
        if self._typed.isActive():
            self._typed.stop()
            self.keep_layout()

    def current(self) -> Any | None:  # noqa: ANN401 - a row of whatever the list holds
        """The first selected row, None when none is."""
        line = self.table.first_chosen()
        return None if line is None else self.table.list_model.rows[line]

    def _selected(self) -> None:
        row = self.current()
        self.panel.show_row(self.listing, row)
        self.chosen.emit(row)
        if self.table.chosen_count() > 1 or self.totals.text().startswith("Dipilih"):
            self._pause.start()

    def open_current(self) -> None:
        """Open the chosen row, if one is."""
        row = self.current()
        if row is not None:
            self.is_opening = True
            self.opened.emit(row)
            self.is_opening = False

    def open_next(self, by: int) -> bool:
        """Open the row that many below the chosen one; return whether there is one."""
        there = self.table.step(by)
        if there:
            self.open_current()
        return there

    # --- filters and order --------------------------------------------------------------------------

    def choose_chip(self, text: str) -> None:
        """Press the chip of this text; without one of it, all rows are shown."""
        self.chips.show_chip(self.chips.named(text))
        self._filter()

    def filter_by(self, words: str) -> None:
        """Show the rows with all these words, whatever was filtered by before."""
        self.chips.clear()
        self.term_row.hide()
        if self.search.text() == words:
            self._filter()
        self.search.setText(words)

    def add_term(self, term: Term) -> None:
        """Filter by one term more."""
        self.chips.set_terms([*self.chips.terms, term])
        self._filter()
        self.keep_layout()
        self.table.setFocus()

    def clear_filters(self) -> None:
        """Show everything again."""
        self.chips.clear()
        self.term_row.hide()
        if self.search.text():
            self.search.clear()
        else:
            self._filter()
        self.keep_layout()

    def _sort(self, section: int, descending: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        """Order the rows as the table asks."""
        keys = self.table.list_model.sort_keys
        field = self.listing.columns[section].field if section >= 0 else ""
        if field and (not keys or keys[0] != SortKey(field, descending)):
            self.table.show_sorting((SortKey(field, descending),))
        self._filter()
        self.keep_layout()

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self, commands: Sequence[Command]) -> None:
        bar = QHBoxLayout()
        for place, command in enumerate(commands):
            title = command.title.replace("&", "&&")
            made = button(
                f"{title}  {command.shortcut}" if place == 0 and command.shortcut else title,
                self.look,
                icon_name=command.icon,
                role="primary" if place == 0 else "",
            )
            made.clicked.connect(command.run)
            self._actions.add(made)
        bar.addWidget(self._actions, 3)
        self.search.setMinimumWidth(150)
        self.search.setMaximumWidth(330)
        bar.addWidget(self.search, 1)
        for made_menu in self.menus.buttons:
            bar.addWidget(made_menu)
        self.busy = BusyRow(self.look, self._rows.stop)
        foot = QHBoxLayout()
        foot.addWidget(self.totals)
        foot.addWidget(self.unfilter)
        foot.addStretch()
        foot.addWidget(self.busy)
        self.unfilter.hide()
        left = QWidget()
        body = QVBoxLayout(left)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(t.GAP)
        body.addWidget(self.table, 1)
        body.addWidget(self.empty, 1)
        body.addLayout(foot)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([1000, WIDTH])
        split.setChildrenCollapsible(False)
        handle = button("Panel  F4", self.look, icon_name="panel-right")
        bar.addWidget(handle)
        self.drawer = Drawer(self, split, self.panel, handle, self.message)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 8, 14, 8)
        page.setSpacing(t.GAP)
        page.addLayout(bar)
        page.addWidget(self.chips)
        page.addWidget(self.term_row)
        page.addWidget(self.message)
        page.addWidget(split, 1)

    def keep_layout(self) -> None:
        """Keep how the list stands for the next time."""
        list_layout.keep(self)

    def reset_layout(self) -> None:
        """Stand as the list comes, with all rows."""
        self.layouts.forget(self.listing.name)
        self.layouts.keep_density("Normal")
        self.chips.clear()
        with QSignalBlocker(self.search):
            self.search.clear()
        self.table.hits.search("")
        list_layout.restore(self)
        self._filter()

    def was_saved(self, path: Path) -> None:
        """Tell where the workbook lies."""
        self.saved.emit(f"{words.number(len(self.keys))} baris disimpan di {path}.")

    def set_density(self, word: str) -> None:
        """Make rows tall or low, in all lists from now on."""
        self.layouts.keep_density(word)
        self.table.set_density(word)
