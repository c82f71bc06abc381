"""The first two steps of an import: where the list is, and what its columns hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop import words
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.records import ColumnRead, ReadList, SheetRead
from ui.common.clipboard import text_of
from ui.common.fields import Choice
from ui.common.labels import button, card, label
from ui.participants.import_session import Source
from ui.theme.look import Look

_FILES = "Daftar (*.xlsx *.xlsm *.ods *.xls *.csv *.txt *.tsv);;Semua berkas (*)"

_MOST_NAMED = 8


class _PastedRows(QPlainTextEdit):
    """Takes rows copied from a list of ours as they were typed, not as Excel gets them."""

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Insert what is pasted."""
        self.insertPlainText(text_of(source))


class SourceStep(QWidget):
    """A file, chosen or dropped, or rows pasted from Excel; `chosen` tells that there is one.

    `layouts_wanted`: the clerk wants to see the layouts whose columns are remembered.
    """

    chosen = Signal()
    layouts_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.path: Path | None = None
        self.file_button = button("Pilih &berkas…", look, icon_name="folder-open")
        self.file_button.clicked.connect(self._ask)
        self.file_name = label("Belum ada berkas. Berkas juga dapat diseret ke sini.", "muted")
        self.file_name.setWordWrap(True)
        self.pasted = _PastedRows()
        self.pasted.setAccessibleName("Tempel daftar")
        self.pasted.setTabChangesFocus(True)
        self.pasted.setMinimumHeight(90)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        from_file, inside = card("Dari berkas Excel, LibreOffice, atau CSV")
        self.layouts_button = button("Susunan kolom yang &diingat…", look)
        self.layouts_button.clicked.connect(self.layouts_wanted)
        row = QHBoxLayout()
        row.addWidget(self.file_button)
        row.addStretch()
        row.addWidget(self.layouts_button)
        inside.addLayout(row)
        inside.addWidget(self.file_name)
        column.addWidget(from_file)
        from_text, inside = card()
        name = label("Atau &tempel baris dari Excel (Ctrl+V)", "section")
        name.setBuddy(self.pasted)
        inside.addWidget(name)
        inside.addWidget(self.pasted, 1)
        column.addWidget(from_text, 1)

    def source(self) -> Source | None:
        """Return what was given: pasted rows go before a file; None while there is nothing."""
        text = self.pasted.toPlainText()
        if text.strip():
            return Source(pasted=text)
        return Source(path=self.path) if self.path else None

    def set_file(self, path: Path) -> None:
        """Take a file."""
        self.path = path
        self.pasted.clear()
        self.file_name.setText(f"{path.name} ({words.number(max(path.stat().st_size // 1024, 1))} KB)")
        self.chosen.emit()

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Pilih daftar peserta", "", _FILES)
        if name:
            self.set_file(Path(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files only."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the first file that was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and paths[0].is_file():
            self.set_file(paths[0])


class ColumnsStep(QWidget):
    """Each column with its heading, first cell and what it was taken for.

    `changed`: a column is another now; `forget`: the remembered layout of this mark and headings shall go.
    """

    changed = Signal()
    forget = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.forget_buttons: list[QPushButton] = []
        self.choices: dict[tuple[str | None, int], Choice] = {}
        self._shown: dict[tuple[str | None, int], Field] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None

    def show_list(self, read: ReadList) -> None:
        """Show the columns of a list that was read."""
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.deleteLater()
        self.choices.clear()
        self._shown.clear()
        self.forget_buttons.clear()
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        for sheet in read.sheets:
            inside.addWidget(self._sheet(sheet, review=read.review))
        inside.addStretch()
        self._column.addWidget(self._inside)

    def chosen(self) -> dict[str | None, dict[int, Field]]:
        """Return what each column is to be read as, by sheet."""
        found: dict[str | None, dict[int, Field]] = {}
        for (sheet, column), choice in self.choices.items():
            taken = choice.currentData()
            found.setdefault(sheet, {})[column] = Field(taken) if taken else Field.OTHER
        return found

    def corrected(self) -> dict[str | None, dict[int, Field]]:
        """Return the columns of the sheets in which the clerk changed one."""
        chosen = self.chosen()
        changed = {sheet for (sheet, column), field in self._shown.items() if chosen[sheet][column] != field}
        return {sheet: columns for sheet, columns in chosen.items() if sheet in changed}

    def _sheet(self, sheet: SheetRead, *, review: bool) -> QWidget:
        title = f"Lembar {sheet.name}" if sheet.name else "Daftar"
        made, inside = card(f"{title}: {words.number(sheet.people)} orang")
        if sheet.why:
            inside.addWidget(label(sheet.why, "muted"))
            return made
        if review:
            told = label(
                "Berkas .xls lama dapat terbaca keliru: cocokkan jumlah dan total tiap kolom dengan Excel.",
                "problem",
            )
            told.setWordWrap(True)
            inside.addWidget(told)
        if sheet.remembered:
            inside.addLayout(self._remembered(sheet))
        if sheet.own:
            inside.addWidget(
                label("Daftar hasil ekspor program ini: semua kolomnya dibaca kembali apa adanya.", "muted")
            )
        if sheet.hidden:
            inside.addWidget(self._hidden(sheet))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        heads = (
            "Kolom",
            "Judul di berkas",
            "Contoh isi",
            "Dibaca sebagai",
            *(["Jumlah; total"] if review else []),
        )
        for at, head in enumerate(heads):
            grid.addWidget(label(head, "strong"), 0, at)
        for row, column in enumerate(sheet.columns, 1):
            self._line(grid, row, sheet, column, review=review)
        grid.setColumnStretch(5, 1)
        inside.addLayout(grid)
        return made

    def _remembered(self, sheet: SheetRead) -> QHBoxLayout:
        told = label("Dibaca seperti yang dipilih pada impor daftar dengan judul yang sama.", "muted")
        told.setWordWrap(True)
        forget = button("&Lupakan susunan ini…", self._look)
        headings = " · ".join(column.heading for column in sheet.columns if column.heading)
        forget.clicked.connect(lambda: self.forget.emit(sheet.layout, headings))
        self.forget_buttons.append(forget)
        row = QHBoxLayout()
        row.addWidget(told, 1)
        row.addWidget(forget)
        return row

    @staticmethod
    def _hidden(sheet: SheetRead) -> QLabel:
        shown = ", ".join(map(str, sheet.hidden[:_MOST_NAMED])) + (
            " …" if len(sheet.hidden) > _MOST_NAMED else ""
        )
        count = words.number(len(sheet.hidden))
        told = label(
            f"Termasuk {count} orang di baris yang tersembunyi atau disaring di Excel (baris {shown}). "
            "Lewati mereka di langkah Periksa bila tidak ikut.",
            "problem",
        )
        told.setWordWrap(True)
        return told

    def _line(
        self, grid: QGridLayout, row: int, sheet: SheetRead, column: ColumnRead, *, review: bool
    ) -> None:
        choice = Choice()
        choice.setAccessibleName(f"Kolom {column.letters} dibaca sebagai")
        for one in Field:
            choice.addItem(one.label, one.value)
        taken = column.field or Field.OTHER
        choice.setCurrentIndex(choice.findData(taken.value))
        choice.currentIndexChanged.connect(self._one_changed())
        self.choices[sheet.name, column.column] = choice
        self._shown[sheet.name, column.column] = taken
        sample = label(column.sample[:44], "muted")
        grid.addWidget(label(column.letters), row, 0)
        grid.addWidget(label(column.heading[:40] or "(tanpa judul)"), row, 1)
        grid.addWidget(sample, row, 2)
        grid.addWidget(choice, row, 3)
        if review and column.count:
            total = words.number(int(column.total))
            grid.addWidget(label(f"{column.count}; {total}", "muted"), row, 4)

    def _one_changed(self) -> Callable[[int], None]:
        return lambda _index: self.changed.emit()
