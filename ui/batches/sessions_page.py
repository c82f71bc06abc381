"""The plan of a batch's training: subjects by day with their hours and trainers."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ikm_desktop.batches.batches import batch_of, batches
from ikm_desktop.batches.copying import moved_plan
from ikm_desktop.batches.sessions import plan_sessions, sessions
from ikm_desktop.errors import Fault, Refusal
from ui.batches.plan_table import DAY, PlanTable
from ui.common.entry import EntryPage
from ui.common.fields import Choice
from ui.common.fields_row import named
from ui.common.form import Form
from ui.common.keeping import Keeping
from ui.common.labels import button
from ui.common.pill import Pill
from ui.common.tab import TabContext

PAGE = "jadwal-"
"""What the keys of the drafts begin with; the batch's number follows."""

_HINTS = "Ketik tanggalnya saja (10) · Ctrl+V dari Excel · Ctrl+D seperti di atasnya · Del kosongkan"


class SessionsPage(EntryPage):
    """A row a subject; the whole plan is written in one act. `saved` carries the batch."""

    saved = Signal(int)

    def __init__(self, context: TabContext, batch: int) -> None:
        self._office = context.office
        with self._office.reading() as connection:
            self._batch = batch_of(connection, batch)
            others = [one for one in batches(connection) if one.id != batch and sessions(connection, one.id)]
            plan = sessions(connection, batch)
        super().__init__(context, "Angkatan", f"Jadwal · {self._batch.name}")
        self.setProperty("help", "jadwal")
        self._begins = self._batch.starts_on or self._office.clock.now().date()
        self.table = PlanTable(self._begins, self)
        self.count = Pill("Ringkasan jadwal", context.look)
        self.source = Choice()
        self.source.setAccessibleName("Salin dari angkatan")
        for one in reversed(others):
            self.source.addItem(one.name, one.id)
        self.copy_button = button("Salin", context.look, icon_name="copy")
        self.copy_button.setAccessibleName("Salin jadwal angkatan itu")
        self.copy_button.clicked.connect(self.copy_plan)
        self._lay_out()
        self.table.edited.connect(self._count)
        self.table.show_lessons(plan)
        form = Form(self)
        form.add_value("rows", self.table, self.table.texts, self.table.show_texts, self.table.edited)
        self.draft = Keeping(self, form, f"{PAGE}{batch}", self.title.text())

    def _lay_out(self) -> None:
        self.fields.addWidget(named("Salin dari an&gkatan", self.source))
        self.fields.addWidget(self.copy_button)
        self.fields.addWidget(self.count)
        for one in (self.source, self.copy_button):
            one.setEnabled(self.source.count() > 0)
        self.body.addWidget(self.table, 1)
        self.hints.setText(_HINTS)
        self.add_button("Hapus baris", self.table.remove_rows, icon_name="trash-2")
        self.add_button("Simpan", self.save, key="Ctrl+S", icon_name="save", role="primary")

    def _count(self) -> None:
        problems = self.table.problems()
        if problems:
            self.count.say(f"{len(problems)} isian belum dapat dibaca", "warn", "circle-alert")
            return
        plan = self.table.lessons()
        days, hours = len({one.day for one in plan}), sum(one.hours for one in plan)
        self.count.say(f"{len(plan)} mata pelatihan · {days} hari · {hours} JP", "ok", "circle-check")

    def copy_plan(self) -> None:
        """Take the plan of the other batch over, its days counted from this batch's first."""
        source = self.source.currentData()
        if source is None:
            return
        with self._office.reading() as connection:
            self.table.show_lessons(moved_plan(connection, source, self._begins))
        self.table.setFocus()
        self.table.setCurrentCell(0, 0)
        self.hints.setText(f"Jadwal {self.source.currentText()} disalin; belum disimpan (Ctrl+Z urungkan).")

    def save(self) -> None:
        """Write the plan; what cannot be read is told with its row, and the cursor goes there."""
        problems = self.table.problems()
        if problems:
            self.message.complain([problem.sentence for _, _, problem in problems])
            self.table.setCurrentCell(*problems[0][:2])
            self.table.setFocus()
            return
        try:
            done = plan_sessions(self._office, batch=self._batch.id, lessons=self.table.lessons())
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            self.table.setCurrentCell(0, DAY)
            self.table.setFocus()
            return
        self.draft.finish()
        told = " ".join(notice.text for notice in done.notices)
        self.context.say(f"Jadwal {self._batch.name} disimpan. {told}".strip())
        self.saved.emit(self._batch.id)
