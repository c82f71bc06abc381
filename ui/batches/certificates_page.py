"""Certificates of a batch: who may and who not, the numbers they would get, issued and printed in one go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QTableView,
    QWidget,
)

from ikm_desktop.batches.batches import Batch, batches
from ikm_desktop.batches.certificate_paper import ATTENDED, PASSED
from ikm_desktop.batches.progress import batch_progress
from ikm_desktop.errors import FieldMissing, IkmError, NumberJumps, Refusal
from ikm_desktop.papers.kinds import CERTIFICATES
from ikm_desktop.papers.numbers import refuse_jump_in
from ikm_desktop.papers.series import series_for
from ui.batches.certificate_rows import NAME, SCORE, Line, LinesModel, first_number, lines_of, numbered
from ui.batches.draft_card import DraftCard, Wanted
from ui.batches.issuing import Order
from ui.common.entry import EntryPage
from ui.common.fields import Choice, DateField
from ui.common.fields_row import named
from ui.common.labels import label
from ui.common.pill import Pill
from ui.common.reason import ReasonDialog
from ui.common.tab import TabContext
from ui.common.work import aside
from ui.theme import tokens as t

_NARROW = 1150
_HINTS = "Spasi = terbit/tidak · Ctrl+P = terbitkan dan cetak · Esc = kembali"
_WIDTHS = (62, 40, 215, 100, 58, 260)


class LinesTable(QTableView):
    """The table of the page; Space ticks, or asks for the reason where the rule is not met."""

    reason_wanted = Signal()

    def __init__(self, model: LinesModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = model
        self.setModel(model)
        self.setAccessibleName("Peserta angkatan dan sertifikatnya")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(t.GRID_ROW_HEIGHT)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.fit()

    def fit(self) -> None:
        """Give rows and columns the room the text size wants."""
        height = self.fontMetrics().height() + 5
        self.verticalHeader().setDefaultSectionSize(max(t.GRID_ROW_HEIGHT, height))
        self.setMinimumHeight(7 * max(t.GRID_ROW_HEIGHT, height))
        for at, width in enumerate(_WIDTHS):
            self.setColumnWidth(at, width * self.fontMetrics().height() // 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Tick the line on Space."""
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Space and row >= 0:
            if not self.lines.toggle(row) and not self.lines.lines[row].given:
                self.reason_wanted.emit()
            return
        super().keyPressEvent(event)


class CertificatesPage(EntryPage):
    """The page; `issued` carries the batch and all its certificates in one file for the printer."""

    issued = Signal(int, bytes)

    def __init__(self, context: TabContext, batch: int | None = None) -> None:
        super().__init__(context, "Angkatan", "Terbitkan sertifikat")
        self._office = context.office
        self._batches: tuple[Batch, ...] = ()
        self._busy = False
        self._meant: tuple[str, object] | None = None
        self._asked: Callable[[], None] | None = None
        self.batch = Choice()
        self.day = DateField("Tanggal sertifikat", self._office.clock.now().date())
        self.number = QLineEdit()
        self.number.setAccessibleName("Nomor mulai")
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance("0000/SERT") + 24)
        self.number_hint = label("", "muted")
        self.number_hint.setTextFormat(Qt.TextFormat.PlainText)
        self.kind = label("", "muted")
        self.count = Pill("Jumlah dipilih", context.look)
        self.lines = LinesModel(context.look, self)
        self.table = LinesTable(self.lines, self)
        self.draft = DraftCard(context)
        self.progress = QProgressBar()
        self._lay_out()
        self._connect()
        self._offer_batches(batch)

    # --- making the page ----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.batch.setAccessibleName("Angkatan")
        for text, field, buddy in (
            ("An&gkatan", self.batch, self.batch),
            ("Tangga&l", self.day, self.day.line),
            ("N&omor mulai", self.number, self.number),
        ):
            self.fields.addWidget(named(text, field, buddy))
        for shown in (self.number_hint, self.kind, self.count):
            self.fields.addWidget(shown)
        body = QHBoxLayout()
        body.addWidget(self.table, 1)
        body.addWidget(self.draft)
        self.body.addLayout(body, 1)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName("Kemajuan")
        self.progress.setFixedWidth(160)
        self.progress.hide()
        self.foot.addWidget(self.progress)
        self.hints.setText(_HINTS)
        self.include_button = self.add_button("Sertakan dengan alasan…", self.include)
        self.save_button = self.add_button("Simpan berkas PDF…", self.save_files, icon_name="save")
        self.issue_button = self.add_button(
            "Terbitkan && Cetak", self.issue, key="Ctrl+P", icon_name="printer", role="primary"
        )
        self.issue_button.setAccessibleName("Terbitkan dan cetak")

    def _connect(self) -> None:
        self.batch.currentIndexChanged.connect(self._show_batch)
        self.day.changed.connect(self._refresh)
        self.number.textChanged.connect(self._refresh)
        self.lines.ticked.connect(self._refresh)
        self.table.reason_wanted.connect(self.include)
        self.table.selectionModel().currentRowChanged.connect(self._want_draft)
        self.draft.stepped.connect(self._step)
        self.message.way_chosen.connect(self._go)
        self.context.look.changed.connect(self.table.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the preview out where there is no room for it."""
        self.draft.setVisible(self.width() >= _NARROW)
        super().resizeEvent(event)

    # --- what is shown ------------------------------------------------------------------------------

    def _offer_batches(self, wanted: int | None) -> None:
        """Offer all batches; the one asked for, else the newest that is ready, stands chosen."""
        with self._office.reading() as connection:
            self._batches = batches(connection)
            if wanted is None:
                ready = [one.batch.id for one in batch_progress(connection) if one.ready]
                wanted = ready[-1] if ready else (self._batches[-1].id if self._batches else None)
        self.batch.blockSignals(True)
        for one in self._batches:
            self.batch.addItem(f"{one.name} · {one.training}", one.id)
        self.batch.setCurrentIndex(max(self.batch.findData(wanted), 0))
        self.batch.blockSignals(False)
        self._show_batch()

    def _show_batch(self) -> None:
        batch = self.batch_id()
        if batch is None:
            self.message.complain(["Belum ada angkatan. Buat angkatan dahulu."])
            return
        self.message.clear()
        assessed = next(one.assessed for one in self._batches if one.id == batch)
        self.kind.setText(f"Jenis: {PASSED if assessed else ATTENDED}")
        self.table.setColumnHidden(SCORE, not assessed)
        self.lines.set_lines(lines_of(self._office, batch))
        self._refresh()
        self.table.setCurrentIndex(self.lines.index(0, NAME))
        self.table.setFocus()

    def batch_id(self) -> int | None:
        """The batch chosen, None in a book without any."""
        found: int | None = self.batch.currentData()
        return found

    def _refresh(self) -> None:
        """Show the numbers that would be given, and how many are chosen."""
        day = self.day.day()
        problem = ""
        if day is not None:
            try:
                first = first_number(self.number.text())
                self.lines.set_lines(numbered(self._office, self.lines.lines, first, day))
            except Refusal as refusal:
                problem = refusal.sentence
        self._mark_number(problem)
        chosen = len(self.lines.chosen())
        rest = len(self.lines.lines) - chosen
        self.count.say(f"{chosen} dipilih · {rest} tidak", "ok" if chosen else "neutral", "badge-check")
        self._want_draft()

    def _mark_number(self, problem: str) -> None:
        self.number.setProperty("state", "bad" if problem else "")
        self.number.style().unpolish(self.number)
        self.number.style().polish(self.number)
        chosen = self.lines.chosen()
        self.number_hint.setText(problem or (f"= {chosen[0].number}" if chosen else ""))
        self.number_hint.setProperty("role", "problem" if problem else "muted")
        self.number_hint.style().unpolish(self.number_hint)
        self.number_hint.style().polish(self.number_hint)

    def current(self) -> Line | None:
        """The line the cursor is on."""
        row = self.table.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def _step(self, step: int) -> None:
        row = min(max(self.table.currentIndex().row() + step, 0), len(self.lines.lines) - 1)
        self.table.setCurrentIndex(self.lines.index(row, NAME))

    def _want_draft(self) -> None:
        line, day, batch = self.current(), self.day.day(), self.batch_id()
        self.include_button.setEnabled(line is not None and not line.given and not line.standing.may)
        if line is not None and day is not None and batch is not None:
            self.draft.want(Wanted(batch, line.person, line.name, day))

    # --- acts ---------------------------------------------------------------------------------------

    def include(self) -> None:
        """Ask why somebody who does not meet the rule gets one all the same."""
        line = self.current()
        if line is None or line.given or line.standing.may:
            return
        question = f"{line.name} belum memenuhi syarat: {'; '.join(line.standing.reasons)}."
        reason = ReasonDialog.ask(self, "Sertakan dengan alasan", question, "Sertakan")
        if reason is not None:
            self.lines.include(self.table.currentIndex().row(), reason)

    def issue(self) -> None:
        """Issue those ticked; with nobody left to issue for, show what was issued."""
        batch = self.batch_id()
        if batch is None or self._busy or not self._can_go_on() or self._jumps(self.issue):
            return
        order = self._order(batch)
        self._work(order.joined, self._issued)

    def save_files(self) -> None:
        """Issue those ticked and write every original into a folder, each a file."""
        batch = self.batch_id()
        if batch is None or self._busy or not self._can_go_on() or self._jumps(self.save_files):
            return
        folder = QFileDialog.getExistingDirectory(self, "Simpan berkas PDF ke folder")
        if folder:
            order = self._order(batch)
            self._work(lambda: order.saved(Path(folder)), self._saved)

    def _can_go_on(self) -> bool:
        problems = [] if self.day.day() else [FieldMissing(field="Tanggal sertifikat").sentence]
        if self.number.property("state") == "bad":
            problems.append(self.number_hint.text())
        if not self.lines.chosen() and not any(line.given for line in self.lines.lines):
            problems.append(
                "Tidak ada peserta yang memenuhi syarat: isi kehadiran, atau sertakan dengan alasan."
            )
        if problems:
            self.message.complain(problems)
            (self.day.line if not self.day.day() else self.number).setFocus()
        return not problems

    def _jumps(self, then: Callable[[], None]) -> bool:
        """Ask whether a first number that does not follow the register's last is meant; `then` goes on."""
        day, typed = self.day.day(), self.number.text()
        if day is None or not self.lines.chosen() or self._meant == (typed, day):
            return False
        try:
            with self._office.reading() as connection:
                refuse_jump_in(
                    connection, series_for(connection, "SERT", CERTIFICATES), day, first_number(typed)
                )
        except NumberJumps as jump:
            self._asked = then
            self.message.refuse(jump)
            return True
        return False

    def _go(self, key: str) -> None:
        """Take the number that was chosen, and do what was asked for."""
        name, _, number = key.partition(":")
        if name != "pakai-nomor" or self._asked is None:
            return
        then, self._asked = self._asked, None
        self.number.setText(number)
        self._meant = (number, self.day.day())
        self.message.clear()
        then()

    def _order(self, batch: int) -> Order:
        people = tuple(line.person for line in self.lines.chosen())
        reasons = dict(self.lines.reasons())
        return Order(self._office, batch, self.day.day(), people, reasons, self.number.text())

    def _work(self, work: Callable[[], object], done: Callable[[Any], None]) -> None:
        self.message.clear()
        self._set_busy(True)
        aside(work, done=done, refused=self._refused, title="Menerbitkan sertifikat")

    def _set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a state
        self._busy = busy
        self.progress.setVisible(busy)
        self.hints.setText(f"Menerbitkan {len(self.lines.chosen())} sertifikat…" if busy else _HINTS)
        for made in (self.issue_button, self.save_button, self.include_button):
            made.setEnabled(not busy)

    def _issued(self, pdf: bytes) -> None:
        self._set_busy(False)
        batch = self.batch_id()
        if batch is not None:
            self.issued.emit(batch, pdf)

    def _saved(self, files: tuple[Path, ...]) -> None:
        self._set_busy(False)
        self._show_batch()
        self.context.say(f"{len(files)} berkas PDF disimpan di {files[0].parent}.")

    def _refused(self, refusal: IkmError) -> None:
        self._set_busy(False)
        self.message.refuse(refusal)  # type: ignore[arg-type]
