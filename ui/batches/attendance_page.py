"""Attendance of a batch: one key a cell, saved in one act."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QHideEvent

from ikm_desktop.batches.attendance import attendance_sheet
from ikm_desktop.batches.batches import batches
from ikm_desktop.batches.frozen import rules_of
from ikm_desktop.batches.marks import marks_of
from ikm_desktop.batches.noting import note_attendance
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ui.batches.attendance_model import FIRST_DAY, AttendanceModel, Shown
from ui.batches.attendance_table import AttendanceTable
from ui.common.drafts import Draft, DraftKeeper
from ui.common.entry import EntryPage
from ui.common.fields import Choice
from ui.common.fields_row import named
from ui.common.labels import button, label
from ui.common.pill import Pill
from ui.common.tab import TabContext

PAGE = "kehadiran"
_TITLE = "Kehadiran"
_HINTS = (
    "H hadir · I izin · S sakit · A alpa · Spasi = H · Shift+H satu hari · Ctrl+D isi ke bawah · "
    "Ctrl+V dari Excel · Del kosongkan · Ctrl+Z"
)


class AttendancePage(EntryPage):
    """The page; what is typed stays a draft until it is saved."""

    def __init__(self, context: TabContext, batch: int | None = None) -> None:
        super().__init__(context, "Angkatan", _TITLE)
        self._office = context.office
        self.batch = Choice()
        self.batch.setAccessibleName("Angkatan")
        self.count = Pill("Ringkasan kehadiran", context.look)
        self.rule = label("", "muted")
        self.grid = AttendanceModel(context.look, self)
        self.table = AttendanceTable(self.grid, self)
        self.keeper = DraftKeeper(self._office, PAGE, _TITLE, self._gather, self)
        self.restart = button("", context.look, role="link")
        self._lay_out()
        self._connect()
        self._begin(batch)

    def _lay_out(self) -> None:
        self.fields.addWidget(named("An&gkatan", self.batch))
        for shown in (self.rule, self.count, self.restart):
            self.fields.addWidget(shown)
        self.restart.hide()
        self.body.addWidget(self.table, 1)
        self.hints.setText(_HINTS)
        self.add_button("Isi semua hadir", self.fill_all, icon_name="circle-check")
        self.save_button = self.add_button("Simpan", self.save, key="Ctrl+S", icon_name="save")
        self.print_button = self.add_button(
            "Simpan && Cetak", self.save_and_print, key="Ctrl+P", icon_name="printer", role="primary"
        )
        self.print_button.setAccessibleName("Simpan dan cetak daftar hadir")
        self.add_key("Ctrl+Z", self.grid.undo.undo)
        self.add_key("Ctrl+Y", self.grid.undo.redo)

    def _connect(self) -> None:
        self.batch.currentIndexChanged.connect(self._show_batch)
        self.grid.changed.connect(self._count)
        self.grid.undo.indexChanged.connect(self.keeper.touch)
        self.table.told.connect(self.hints.setText)
        self.keeper.trouble.connect(self.hints.setText)
        self.restart.clicked.connect(self._start_over)
        self.message.way_chosen.connect(self._go)
        self.context.look.changed.connect(self.table.fit)

    def _go(self, key: str) -> None:
        """Go to the page on which a closed batch is opened again."""
        if key == "buka-angkatan":
            from ui.batches.tab import open_batch

            open_batch(self.context, self.batch.currentData())

    # --- what is shown ------------------------------------------------------------------------------

    def _begin(self, wanted: int | None) -> None:
        """Show the batch asked for, else that of the draft, else the newest that has begun."""
        today = self._office.clock.now().date()
        with self._office.reading() as connection:
            known = [one for one in batches(connection) if one.closed_on is None or one.id == wanted]
        draft = self.keeper.found()
        if wanted is None and draft is not None:
            wanted = int(draft.values.get("batch", 0))
        if wanted is None:
            begun = [one.id for one in known if one.state_on(today) != "upcoming"]
            wanted = begun[-1] if begun else None
        self.batch.blockSignals(True)
        for one in known:
            self.batch.addItem(f"{one.name} · {one.training}", one.id)
        self.batch.setCurrentIndex(max(self.batch.findData(wanted), 0))
        self.batch.blockSignals(False)
        self._show_batch()
        if draft is not None and int(draft.values.get("batch", 0)) == self.batch.currentData():
            self._restore(draft)

    def _show_batch(self) -> None:
        batch = self.batch.currentData()
        if batch is None:
            self.message.complain(["Belum ada angkatan yang terbuka. Buat angkatan dahulu."])
            return
        self.message.clear()
        with self._office.reading() as connection:
            of_batch = next(one for one in batches(connection) if one.id == batch)
            shown = Shown(
                of_batch,
                attendance_sheet(connection, batch),
                marks_of(connection, batch) if of_batch.assessed else {},
                rules_of(connection, batch),
                self._office.clock.now().date(),
            )
        self.grid.show(shown)
        self.rule.setText(f"Syarat: hadir paling sedikit {shown.rules.attendance_percent} %")
        if not self.grid.days:
            self.message.complain([f"Hari pelatihan {of_batch.name} belum diisi: isi tanggalnya dahulu."])
        if not self.grid.people:
            self.message.complain([f"Belum ada peserta dalam {of_batch.name}: tambah peserta dahulu."])
        self._first_cell()
        self.table.setFocus()

    def _first_cell(self) -> None:
        """Put the cursor on the first cell that waits for a letter."""
        waiting = [
            (column, row)
            for (row, column), value in self.grid.cells.items()
            if not value and self.grid.is_day(column) and self.grid.is_open(row, column)
        ]
        column, row = min(waiting, default=(FIRST_DAY, 0))
        self.table.go_to(row, column)

    def _count(self) -> None:
        people = range(len(self.grid.people))
        meets = sum(not self.grid.reasons(row) for row in people)
        unsaved = len(self.grid.unsaved)
        text = f"{meets} dari {len(people)} memenuhi"
        if unsaved:
            text += f" · {unsaved} isian belum disimpan"
        self.count.say(text, "info" if unsaved else "ok", "pencil" if unsaved else "circle-check")

    # --- acts ---------------------------------------------------------------------------------------

    def fill_all(self) -> None:
        """Let everybody be present on every day that has come, where nothing is noted yet."""
        if not self.grid.fill_present(range(FIRST_DAY, FIRST_DAY + len(self.grid.days))):
            self.hints.setText("Semua hari yang sudah tiba telah terisi.")
        self.table.setFocus()

    def save(self) -> None:
        """Note everything typed in one act; the page stays."""
        batch = self.batch.currentData()
        count = len(self.grid.unsaved)
        if batch is None or not count:
            self.context.say("Tidak ada isian baru.")
            return
        done = self._noted(batch)
        if done is None:
            return
        where = self.table.currentIndex()
        self._show_batch()
        self.keeper.start_over()  # what was read anew is no change
        self.table.go_to(where.row(), where.column())
        self.message.tell(done.notices)
        self.context.say(f"{count} isian kehadiran disimpan.")

    def _noted(self, batch: int) -> Done | None:
        """Note what is typed; tell why where that cannot be, and return None."""
        try:
            done = note_attendance(
                self._office, batch=batch, grid=self.grid.grid(), scores=self.grid.scores()
            )
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return None
        self.keeper.start_over()
        self.restart.hide()
        return done

    def save_and_print(self) -> None:
        """Note what is typed and show the list of attendance with its letters, to be printed."""
        batch = self.batch.currentData()
        if batch is None or (self.grid.unsaved and self._noted(batch) is None):
            return
        self._show_batch()
        self.keeper.start_over()
        from ikm_desktop.reports import sheets

        try:
            paper = sheets.attendance(self._office, batch=batch, filled=True)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.context.show_paper(paper)

    # --- the draft ----------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the draft when the page is left; it is still open where the whole window goes."""
        super().hideEvent(event)
        if not event.spontaneous() and self.grid.unsaved:
            self.keeper.keep(is_open=not self.window().isVisible())

    def _gather(self) -> tuple[dict[str, Any], list[Any]]:
        people = self.grid.people
        cells = [
            [people[row].enrolled.person.id, column, value]
            for (row, column), value in self.grid.unsaved.items()
        ]
        where = self.table.currentIndex()
        return {"batch": self.batch.currentData(), "cells": cells}, [where.row(), where.column()]

    def _restore(self, draft: Draft) -> None:
        rows = {one.enrolled.person.id: row for row, one in enumerate(self.grid.people)}
        cells = {
            (rows[person], int(column)): str(value)
            for person, column, value in draft.values.get("cells", [])
            if person in rows
        }
        if not self.grid.put(cells, "konsep"):
            self.keeper.start_over()  # nothing of it is left to go on with
            return
        self.keeper.resume()
        if len(draft.focus) == 2:  # noqa: PLR2004 - row and column
            self.table.go_to(int(draft.focus[0]), int(draft.focus[1]))
        self.restart.setText(f"Konsep {draft.begun.replace('&', '&&')} dilanjutkan: mulai dari a&wal")
        self.restart.setAccessibleName("Mulai dari awal")
        self.restart.show()

    def _start_over(self) -> None:
        """Leave the draft and show what is in the book."""
        self.restart.hide()
        self._show_batch()
        self.keeper.start_over()
