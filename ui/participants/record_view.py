"""Everything about her: batches, goods, products, money, papers; each line opens its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ikm_desktop import words
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods.listed import Listed
from ikm_desktop.reports.person_record import PersonRecord, person_record, word_of_row
from ikm_desktop.reports.sheets import participant_book
from ui.common.labels import button, card, label
from ui.common.tab import TabContext

Cells = tuple[str, ...]
Line = tuple[Cells, Callable[[], object] | None]
_MOST = 30
_VOUCHER, _PAPER, _HELD, _BATCH = 6, 3, 4, 7
_LINKS = {_VOUCHER: 2, _PAPER: 1}
"""Which cell is the link in lines of so many cells: the number; the name where nothing is said."""
_LONG = {_VOUCHER: 3, _PAPER: 2, _BATCH: 6}
"""Which cell may take more than one line."""
_SIDE_OF = {
    _VOUCHER: {4: Qt.AlignmentFlag.AlignRight},
    _HELD: dict.fromkeys((1, 2), Qt.AlignmentFlag.AlignRight),
}
"""Which cells are figures."""


class RecordView(QWidget):
    """The cards of a person, read from the book when they are shown. refused: why her book cannot be made."""

    refused = Signal(object)

    def __init__(self, context: TabContext, person: int) -> None:
        super().__init__()
        self._context = context
        self._person = person
        self.record: PersonRecord | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def reload(self) -> None:
        """Read everything again."""
        with self._context.office.reading() as connection:
            self.record = record = person_record(connection, self._person)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._add("Angkatan", self._batches(record), "Belum ikut angkatan.")
        holds = [((one.name, one.shown, words.rupiah(one.value), ""), None) for one in record.holds]
        self._add("Barang yang dipegang", holds, "Tidak memegang barang.")
        self._add("Bahan: penyerahan dan pengembalian", self._rows(record.materials), "Belum menerima bahan.")
        self._add("Produk yang diserahkan", self._rows(record.products), "Belum menyerahkan produk.")
        owed = f" · belum dibayar {words.rupiah(record.owed)}" if record.owed else ""
        self._add(f"Pembayaran{owed}", self._rows(record.payments), "Belum dibayar.")
        papers = [
            (
                (
                    words.short_date(one.day),
                    one.label,
                    f"{one.subject}{' (dibatalkan)' if one.is_void else ''}",
                ),
                self._paper_opener(one.paper),
            )
            for one in record.papers
        ]
        self._add("Surat", papers, "Belum ada surat.")
        book = button("Buku peserta", self._context.look, icon_name="file-text")
        book.setToolTip("Bahan, produk dan pembayarannya sebagai buku kecil untuknya")
        book.clicked.connect(lambda _checked=False: self.open_book())
        self._column.addWidget(book, 0, Qt.AlignmentFlag.AlignLeft)
        if record.doubles:
            doubles = [((one.name, one.masked_nik, one.regency), None) for one in record.doubles]
            self._add("Data ganda yang digabungkan", doubles, "")
        self._column.addStretch()

    def open_book(self) -> None:
        """Open her book as a paper."""
        try:
            paper = participant_book(self._context.office, person=self._person)
        except (Refusal, Fault) as refused:
            self.refused.emit(refused)
            return
        self._context.show_paper(paper)

    def _batches(self, record: PersonRecord) -> list[Line]:
        return [
            (
                (
                    one.name,
                    one.training,
                    f"nomor {one.no}",
                    one.state,
                    f"hadir {one.present} dari {one.days}" if one.days else "",
                    "",
                    " · ".join(one.told),
                ),
                self._batch_opener(one.batch),
            )
            for one in record.batches
        ]

    def _rows(self, rows: Sequence[Listed]) -> list[Line]:
        return [
            (
                (
                    words.short_date(row.letter_date),
                    word_of_row(row),
                    row.number or "tanpa nomor",
                    row.goods.summary(),
                    "" if row.value is None else words.rupiah(row.value),
                    row.status,
                ),
                None if row.paper is None else self._paper_opener(row.paper),
            )
            for row in rows
        ]

    def _paper_opener(self, paper: int) -> Callable[[], object]:
        return lambda: self._context.show_paper(paper)

    def _batch_opener(self, batch: int) -> Callable[[], object]:
        def open_it() -> object:
            from ui.batches.tab import open_batch

            return open_batch(self._context, batch)

        return open_it

    def _add(self, title: str, lines: Sequence[Line], empty: str) -> None:
        made, inside = card(title)
        if not lines:
            inside.addWidget(label(empty, "muted"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        for at, (cells, opener) in enumerate(lines[:_MOST]):
            for column, text in enumerate(cells):
                link = opener if column == _LINKS.get(len(cells), 0) else None
                made_cell = self._cell(text, link, wraps=column == _LONG.get(len(cells)))
                side = _SIDE_OF.get(len(cells), {}).get(column)
                if side is None and link is not None:
                    side = Qt.AlignmentFlag.AlignLeft
                grid.addWidget(made_cell, at, column, side or Qt.AlignmentFlag(0))
        if lines:
            grid.setColumnStretch(_LONG.get(len(lines[0][0]), len(lines[0][0])), 1)
        inside.addLayout(grid)
        if len(lines) > _MOST:
            inside.addWidget(label(f"dan {len(lines) - _MOST} lagi", "muted"))
        self._column.addWidget(made)

    def _cell(self, text: str, opener: Callable[[], object] | None, *, wraps: bool) -> QWidget:
        if opener is None:
            made = label(text)
            made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            made.setWordWrap(wraps)
            return made
        link = button(text, self._context.look, role="link")
        link.setAccessibleName(f"Buka {text}")
        link.clicked.connect(lambda _checked=False: opener())
        return link
