"""Beranda: what is to be done on the left, how things stand on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop import words
from ikm_desktop.batches.progress import BatchProgress
from ikm_desktop.errors import IkmError
from ikm_desktop.office.book import Office
from ui.common.book_checked import book_checked
from ui.common.labels import button, card, label
from ui.common.work import aside
from ui.home.bars import CompareBars, StackedBar
from ui.home.due_card import DueCard
from ui.home.figures import Bar, Figures, figures
from ui.theme.look import Look

_FEW_BARS = 3
_TWO_COLUMNS, _THREE_COLUMNS = 1000, 1700
_ROW = 26
_HEADINGS = ("Angkatan", "Bahan", "Hadir", "Produk", "Dibayar", "Sertifikat")


class HomePage(QWidget):
    """The start page. Its figures are read aside: the page stands at once, they come when they are there.

    due_chosen: a matter to go to; item_chosen: an item's name; batch_chosen: a batch's; step_chosen: one of
    the first steps of an office that begins; read: the figures stand there.
    """

    read = Signal()
    due_chosen = Signal(object)
    item_chosen = Signal(str)
    batch_chosen = Signal(str)
    distribution_chosen = Signal()
    step_chosen = Signal(object)

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__()
        self.setObjectName("frame")
        self._office = office
        self._look = look
        self.due = DueCard(look, self)
        self.due.go.connect(self.due_chosen)
        self.guide = DueCard(look, self)
        self.guide.go.connect(self.step_chosen)
        self.guide.hide()
        self.balance_card, self._balance = card()
        self.balance_title = label("Neraca barang", "section")
        self._balance.addWidget(self.balance_title)
        self.bars: list[StackedBar] = []
        self._bar_widgets: list[QWidget] = []
        self._all_bars = False
        self.all_bars = button("Semua barang", look, role="link")
        self.all_bars.clicked.connect(self._show_all_bars)
        self.all_bars.hide()
        self._balance.addWidget(self.all_bars, 0, Qt.AlignmentFlag.AlignLeft)
        self.progress_card, inside = card("Kemajuan angkatan")
        self.progress = QTableWidget(0, len(_HEADINGS), self)
        inside.addWidget(self.progress)
        self._prepare_progress()
        self.given_card, self._given = card()
        self.given_title = label("Penyaluran per kabupaten/kota", "section")
        self.given_title.setWordWrap(True)
        self._given.addWidget(self.given_title)
        self.given: QWidget | None = None
        self._figures: Figures | None = None
        self._readings = 0
        self._lay_out()
        self._found = book_checked(office).findings
        book_checked(office).told.connect(self._was_checked)
        self.reload()

    @property
    def is_reading(self) -> bool:
        """Whether figures are on their way."""
        return self._readings > 0

    def reload(self) -> None:
        """Read everything again, aside."""
        office, found = self._office, book_checked(self._office).findings
        self._readings += 1
        aside(lambda: figures(office, found), done=self._show, refused=self._refused)

    def _was_checked(self) -> None:
        """Read again where the self-check has found something else than before."""
        found = book_checked(self._office).findings
        if found != self._found:
            self._found = found
            self.reload()

    def _refused(self, why: IkmError) -> None:
        self._readings -= 1
        self.due.say(str(why))

    def _show(self, found: Figures) -> None:
        """Show what was read."""
        self._readings -= 1
        if self._readings:
            return  # a newer reading is on its way
        self._figures = found
        self.due.show_items(self._figures.due)
        self.guide.show_items(self._figures.first_steps)
        guides = bool(self._figures.first_steps)
        for shown in (self.guide_title, self.guide):
            shown.setVisible(guides)
        for made in (self.balance_card, self.progress_card, self.given_card):
            made.setVisible(not guides)
        self._show_balance(self._figures)
        self._show_progress(self._figures.progress)
        self._show_given(self._figures)
        self.area.verticalScrollBar().setValue(0)
        # Once it is laid out: what is not shown takes no keys, and a page that is gone by then is not asked.
        QTimer.singleShot(0, self, self._give_keys)
        self.read.emit()

    def _give_keys(self) -> None:
        """Give the keyboard to the first matter, unless another page has come to the screen meanwhile."""
        buttons = self.guide.buttons or self.due.buttons
        if buttons and (self.isVisible() or not self.window().isVisible()):
            buttons[0].setFocus()

    # --- figures ------------------------------------------------------------------------------------

    def _show_balance(self, found: Figures) -> None:
        told = "selisih 0" if not found.unexplained else f"{found.unexplained} barang tidak cocok"
        self.balance_title.setText(f"Neraca barang · {told}")
        for widget in self._bar_widgets:
            self._balance.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        shown = found.bars if self._all_bars else found.bars[:_FEW_BARS]
        self.bars, self._bar_widgets = [], []
        for bar in shown:
            self._add_bar(bar)
        self.all_bars.setVisible(len(shown) < len(found.bars))
        self.all_bars.setText(f"Semua barang ({len(found.bars)})")

    def _add_bar(self, bar: Bar) -> None:
        equation = label(bar.equation, "muted")
        equation.setWordWrap(True)
        made = StackedBar(self._look, bar, self)
        made.opened.connect(lambda: self.item_chosen.emit(bar.name))
        for widget in (equation, made):
            self._balance.insertWidget(self._balance.count() - 1, widget)
            self._bar_widgets.append(widget)
        self.bars.append(made)

    def _show_all_bars(self) -> None:
        self._all_bars = True
        if self._figures is not None:
            self._show_balance(self._figures)

    def _show_progress(self, rows: tuple[BatchProgress, ...]) -> None:
        self.progress.setRowCount(len(rows))
        for line, row in enumerate(rows):
            for column, text in enumerate(_progress_texts(row)):
                cell = QTableWidgetItem(text)
                cell.setToolTip(row.batch.training if column == 0 else text)
                self.progress.setItem(line, column, cell)
        head = self.progress.horizontalHeader().sizeHint().height()
        self.progress.setFixedHeight(head + max(len(rows), 1) * _ROW + 3)

    def _show_given(self, found: Figures) -> None:
        self.given_title.setText(
            f"Penyaluran per kabupaten/kota ({found.given})" if found.regencies else "Penyaluran"
        )
        if self.given is not None:
            self._given.removeWidget(self.given)
            self.given.hide()
            self.given.deleteLater()
        if found.regencies:
            bars = CompareBars(self._look, found.regencies, self)
            bars.opened.connect(self.distribution_chosen)
            self.given = bars
        else:
            self.given = label("Belum ada barang yang disalurkan.", "muted")
        self._given.addWidget(self.given)

    def _open_batch(self, item: QTableWidgetItem) -> None:
        if self._figures is not None:
            self.batch_chosen.emit(self._figures.progress[item.row()].batch.name)

    # --- layout -------------------------------------------------------------------------------------

    def _prepare_progress(self) -> None:
        table = self.progress
        table.setAccessibleName("Kemajuan angkatan")
        table.setHorizontalHeaderLabels(list(_HEADINGS))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(60)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.itemActivated.connect(self._open_batch)

    def _lay_out(self) -> None:
        now = self._office.clock.now().date()
        head = QHBoxLayout()
        head.addWidget(label("Yang perlu dikerjakan hari ini", "title"))
        head.addStretch()
        head.addWidget(label(f"{words.day_name(now)}, {words.long_date(now)} · WITA", "muted"))
        body = QWidget()
        body.setObjectName("frame")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, body)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(10)
        self._columns.addWidget(self.due, 11)
        self.guide_title = label("Kantor baru: yang pertama dikerjakan", "section")
        self.guide_title.hide()
        self._middle, self._last = _column(), _column()
        for part in (self.guide_title, self.guide):
            _insert(self._middle, part)
        self._columns.addWidget(self._middle, 10)
        self._columns.addWidget(self._last, 9)
        self._fill_columns()
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setWidget(body)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 8, 14, 8)
        page.addLayout(head)
        page.addWidget(self.area, 1)

    def _fill_columns(self) -> None:
        """Put the figures into the columns: one for all, or the last two into a column of their own."""
        wide = self.width() >= _THREE_COLUMNS
        for at, made in enumerate((self.balance_card, self.progress_card, self.given_card)):
            _insert(self._last if wide and at else self._middle, made)
        self._last.setVisible(wide)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the halves beneath one another in a narrow window, three beside one another in a wide one."""
        narrow = self.width() < _TWO_COLUMNS
        self._columns.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        self._fill_columns()
        super().resizeEvent(event)


def _column() -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(10)
    layout.addStretch(1)
    return made


def _insert(column: QWidget, made: QWidget) -> None:
    layout = column.layout()
    if isinstance(layout, QVBoxLayout) and layout.indexOf(made) < 0:
        layout.insertWidget(layout.count() - 1, made)


def _progress_texts(row: BatchProgress) -> tuple[str, ...]:
    def of(count: int) -> str:
        return f"{count}/{row.active}" if row.active else "–"

    return (
        row.batch.name,
        of(row.supplied),
        "–" if row.attendance_percent is None else f"{row.attendance_percent} %",
        of(row.delivered),
        of(row.paid),
        row.certificates,
    )
