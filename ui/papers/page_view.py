"""The pages of a PDF: thumbnails, the page at its width, whole or in full size, and a search in its text."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QBuffer,
    QByteArray,
    QIODevice,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from ikm_desktop.papers.printers import sheet_name
from ui.common.fields import Choice
from ui.common.fields_row import FlowLayout
from ui.common.labels import button, label
from ui.theme.look import Look

_MM_PER_POINT = 25.4 / 72
_THUMB = QSize(76, 108)
_KEPT = 400
WIDTH, WHOLE, FULL_SIZE = "Lebar halaman", "Halaman penuh", "100 %"

Index = QModelIndex | QPersistentModelIndex


class ThumbModel(QAbstractListModel):
    """Small pictures of a document's pages, drawn when they are first seen."""

    def __init__(self, document: QPdfDocument, parent: QWidget) -> None:
        super().__init__(parent)
        self._document = document
        self._drawn: dict[int, QPixmap] = {}

    def refresh(self) -> None:
        """Show another document."""
        self.beginResetModel()
        self._drawn.clear()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's names and defaults
        """How many pages."""
        return 0 if parent.isValid() else self._document.pageCount()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a page's number or its picture."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Halaman {index.row() + 1}"
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(index.row())
        return None

    def _picture(self, page: int) -> QPixmap:
        if page not in self._drawn:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            points = self._document.pagePointSize(page)
            size = points.toSize().scaled(_THUMB, Qt.AspectRatioMode.KeepAspectRatio)
            paper = QImage(size, QImage.Format.Format_RGB32)
            self._drawn[page] = QPixmap.fromImage(on_white(self._document, page, paper.size()))
        return self._drawn[page]


def on_white(document: QPdfDocument, page: int, size: QSize) -> QImage:
    """Return a page drawn on white, whatever the theme."""
    from PySide6.QtGui import QPainter

    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(0, 0, document.render(page, size))
    painter.end()
    return sheet


class PageView(QWidget):
    """One document on screen. page_shown: another page (from 0) is on screen."""

    page_shown = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setAccessibleName("Halaman surat")
        self.view.setMinimumHeight(120)
        self.found = QPdfSearchModel(self)
        self.found.setDocument(self.document)
        self.view.setSearchModel(self.found)
        self.thumbs = QListView(self)
        self._thumb_model = ThumbModel(self.document, self)
        self._make_thumbs()
        self.where = label("", "muted")
        self.zoom = Choice()
        self.zoom.setAccessibleName("Besar halaman")
        self.zoom.addItems([WIDTH, WHOLE, FULL_SIZE])
        self.zoom.currentTextChanged.connect(self.set_zoom)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Cari (Ctrl+F)")
        self.search.setAccessibleName("Cari dalam surat")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.search.fontMetrics().horizontalAdvance("Cari (Ctrl+F)") + 60)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self.next_hit)
        self.hits = QLabel("")
        self._hit = 0
        self.next_button = button("Berikutnya", look, icon_name="chevron-down")
        self.next_button.setAccessibleName("Temuan berikutnya")
        self.next_button.clicked.connect(self.next_hit)
        self._lay_out()
        self.view.pageNavigator().currentPageChanged.connect(self._say_where)
        # Queued: the model tells of a place while it is still searching.
        self.found.countChanged.connect(self._count_hits, Qt.ConnectionType.QueuedConnection)
        find = QShortcut(QKeySequence("F3"), self, self.next_hit)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._search("")

    def _make_thumbs(self) -> None:
        self.thumbs.setModel(self._thumb_model)
        self.thumbs.setAccessibleName("Daftar halaman")
        self.thumbs.setViewMode(QListView.ViewMode.IconMode)
        self.thumbs.setFlow(QListView.Flow.TopToBottom)
        self.thumbs.setWrapping(False)
        self.thumbs.setMovement(QListView.Movement.Static)
        self.thumbs.setIconSize(_THUMB)
        self.thumbs.setUniformItemSizes(True)
        self.thumbs.setSpacing(4)
        self.thumbs.setFixedWidth(_THUMB.width() + 40)
        self.thumbs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.thumbs.selectionModel().currentChanged.connect(lambda now, _before: self.go_to(now.row()))

    def _lay_out(self) -> None:
        tools = FlowLayout()
        for made in (self.where, self.zoom, self.search, self.hits, self.next_button):
            tools.addWidget(made)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addLayout(tools)
        right.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.thumbs)
        row.addLayout(right, 1)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document from its first page."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self._thumb_model.refresh()
        self.found.setDocument(self.document)
        self._say_where()

    def set_zoom(self, text: str) -> None:
        """Fit the page's width, fit it whole, or show it in its own size."""
        modes = {WIDTH: QPdfView.ZoomMode.FitToWidth, WHOLE: QPdfView.ZoomMode.FitInView}
        self.view.setZoomMode(modes.get(text, QPdfView.ZoomMode.Custom))
        if text == FULL_SIZE:
            self.view.setZoomFactor(1.0)

    def go_to(self, page: int) -> None:
        """Show a page, from 0."""
        if 0 <= page < self.document.pageCount():
            self.view.pageNavigator().jump(page, QPointF(), 0)

    def _say_where(self) -> None:
        count = self.document.pageCount()
        if not count:
            self.where.setText("")
            return
        page = self.view.pageNavigator().currentPage()
        points = self.document.pagePointSize(page)
        sheet = sheet_name(points.width() * _MM_PER_POINT, points.height() * _MM_PER_POINT)
        lies = "" if points.width() <= points.height() else " mendatar"
        self.where.setText(f"halaman {page + 1} / {count} · {sheet}{lies}")
        self.thumbs.setCurrentIndex(self._thumb_model.index(page))
        self.page_shown.emit(page)

    # --- search ---------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        self._hit = -1
        self.view.setCurrentSearchResultIndex(-1)
        self.found.setSearchString(text.strip())
        self._count_hits()

    def _count_hits(self) -> None:
        count = self.found.rowCount(QModelIndex())
        asked = bool(self.search.text().strip())
        shown = f"{max(self._hit, 0) + 1} dari {count}" if count else "tidak ditemukan"
        self.hits.setText(shown if asked else "")
        self.hits.setVisible(asked)
        self.next_button.setVisible(count > 1)
        if asked and count and self._hit < 0:
            self.next_hit()

    def next_hit(self) -> None:
        """Go to the next place where the text stands; after the last comes the first."""
        count = self.found.rowCount(QModelIndex())
        if not count:
            return
        self._hit = (self._hit + 1) % count
        place = self.found.resultAtIndex(self._hit)
        self.view.setCurrentSearchResultIndex(self._hit)
        self.view.pageNavigator().jump(place.page(), place.location(), 0)
        self.hits.setText(f"{self._hit + 1} dari {count}")
