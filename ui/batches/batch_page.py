"""A batch's page: its seven steps with the next act of each, who is missing, its data and partners."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ikm_desktop import words
from ikm_desktop.batches.batches import Batch, add_batch, batch_of, change_batch
from ikm_desktop.batches.closing import close_batch, reopen_batch
from ikm_desktop.batches.copying import next_name
from ikm_desktop.batches.steps import Step, batch_steps, not_paid
from ikm_desktop.errors import Fault, Notice, Refusal
from ikm_desktop.goods.items import items
from ikm_desktop.office.settings import Rules, load
from ui.batches.batch_form import BatchForm
from ui.batches.going import go_to_step
from ui.batches.partners_card import PartnersCard
from ui.batches.steps_card import MissingCard, StepsCard
from ui.common.columns import Columns
from ui.common.entry import EntryPage
from ui.common.form import Form
from ui.common.keeping import Keeping
from ui.common.reason import ConfirmDialog, ReasonDialog
from ui.common.tab import TabContext

NEW = "angkatan-baru"
"""The key of the draft of a new batch."""

_LEAST_MISSING, _LEAST_DATA = 320, 380
CHANGED = "angkatan-"
"""What the keys of the drafts of batches being changed begin with."""


class BatchPage(EntryPage):
    """A new batch, or one with its steps; `saved` carries its id, `reopened` that it is open again."""

    saved = Signal(int)
    reopened = Signal(int)

    enter_leads_on = True

    def __init__(self, context: TabContext, batch: int | None = None) -> None:
        super().__init__(context, "Angkatan", "Angkatan baru")
        self._office = context.office
        self._today = self._office.clock.now().date()
        self.batch: Batch | None = None
        self.data = BatchForm(self._today, self, narrow=batch is not None)
        self.lines, self.product, self.assessed = self.data.lines, self.data.product, self.data.assessed
        self.steps = StepsCard(context.look)
        self.missing = MissingCard(context.look)
        self._fill(batch)
        self._lay_out()
        form = Form(self)
        self.data.register(form)
        new = self.batch is None
        key = NEW if new else f"{CHANGED}{batch}"
        self.draft = Keeping(self, form, key, "Angkatan baru" if new else self.title.text())

    def _lay_out(self) -> None:
        if self.batch is None:
            self.body.addWidget(self.data.frame, 0, Qt.AlignmentFlag.AlignTop)
            self.body.addStretch()
        else:
            self._lay_out_steps(self.batch)
        self.hints.setText("Enter = isian berikutnya · F2 pada tanggal = kalender · Esc = kembali")
        if self.batch is not None and self.batch.closed_on is not None:
            self.add_button("Buka kembali angkatan…", self.reopen)
            return
        if self.batch is not None:
            self.add_button("Jadwal…", self.open_sessions, icon_name="calendar")
            self.add_button("Tutup angkatan…", self.close_this)
        self.add_button("Simpan", self.save, key="Ctrl+S", icon_name="save", role="primary")

    def _lay_out_steps(self, batch: Batch) -> None:
        columns = Columns(self)
        self.partners = PartnersCard(self.context, batch.id, self)
        self.partners.refused.connect(self.message.refuse)
        for one, least in ((self.missing, _LEAST_MISSING), (self.data.frame, _LEAST_DATA)):
            one.setMinimumWidth(least)  # else a long name would keep the columns side by side
        columns.left.addWidget(self.steps)
        columns.left.addWidget(self.missing)
        columns.right.addWidget(self.data.frame)
        columns.right.addWidget(self.partners)
        columns.close_up()
        self.body.addWidget(columns)
        self.steps.go.connect(self._go)
        self.missing.step_chosen.connect(self._go)
        self.missing.person_chosen.connect(self._open_person)
        self.message.way_chosen.connect(self._follow_way)
        self.read_steps()

    # --- what it shows ------------------------------------------------------------------------------

    def _fill(self, batch: int | None) -> None:
        with self._office.reading() as connection:
            self.batch = None if batch is None else batch_of(connection, batch)
            own = None if self.batch is None else self.batch.product
            self.data.offer(
                [
                    one
                    for one in items(connection, archived=True)
                    if one.kind == "product" and (not one.archived or one.id == own)
                ]
            )
            capacity, name = load(connection, Rules).capacity, next_name(connection)
        if self.batch is None:
            self.lines["name"].setText(name)
            self.lines["capacity"].setText(str(capacity))
            return
        self.title.setText(self.batch.name)
        self.data.fill(self.batch)
        if self.batch.closed_on is not None:
            self.data.set_enabled(enabled=False)
            day = words.short_date(self.batch.closed_on)
            text = (
                f"{self.batch.name} ditutup pada {day}; isi dan syarat sertifikatnya seperti pada hari itu."
            )
            self.message.tell([Notice("Closed", text)])

    def read_steps(self) -> None:
        """Read the steps of the batch from the book."""
        if self.batch is None:
            return
        with self._office.reading() as connection:
            found = batch_steps(connection, self.batch.id, self._today)
        self.steps.show_steps(found, closed=self.batch.closed_on is not None)
        self.missing.show_steps(found)

    @property
    def first(self) -> QWidget:
        """Where the cursor begins: the name while data are missing, else the step that comes next."""
        batch = self.batch
        if batch is None or batch.starts_on is None or batch.product is None:
            return self.lines["name"]
        needed = [
            key
            for key, pill in self.steps.pills.items()
            if pill.text() == "Perlu dikerjakan" and key in self.steps.buttons
        ]
        return self.steps.buttons[needed[0] if needed else "peserta"]

    def _follow_way(self, key: str) -> None:
        """Go where the way out of a refusal leads."""
        if key == "buka-angkatan":
            self.reopen()
        elif key == "lihat-kurang":
            self.read_steps()
            (self.missing.names[0] if self.missing.names else self.missing).setFocus()

    # --- acts ---------------------------------------------------------------------------------------

    def _go(self, step: Step) -> None:
        if self.batch is None:
            return
        if step.act == "Tetapkan produk":
            self.product.setFocus()
        else:
            go_to_step(self.context, self.batch, step)

    def _open_person(self, person: int) -> None:
        from ui.participants.tab import open_person

        open_person(self.context, person)

    def open_sessions(self) -> None:
        """Go to the plan of the training."""
        from ui.batches.tab import open_sessions

        if self.batch is not None:
            open_sessions(self.context, self.batch.id)

    def save(self) -> None:
        """Save; all that stands in the way is told at once."""
        problems = self.data.problems()
        if problems:
            self.message.complain(list(problems.values()))
            self.lines[next(iter(problems))].setFocus()
            return
        values = self.data.values()
        try:
            if self.batch is None:
                done = add_batch(self._office, **values)
                batch = done.ids[0]
            else:
                batch = self.batch.id
                done = change_batch(self._office, batch=batch, **values)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            reasons = refused.reasons if isinstance(refused, Refusal) else ()
            (self.data.field_of(reasons[0]) if reasons else self.lines["name"]).setFocus()
            return
        self.draft.finish()
        told = " ".join(notice.text for notice in done.notices)
        self.context.say(f"{values['name']} disimpan. {told}".strip())
        self.saved.emit(batch)

    def close_this(self) -> None:
        """Close the batch: its roster is frozen; what is still open is told."""
        if self.batch is None:
            return
        question = f"Tutup {self.batch.name}? Daftar pesertanya dibekukan seperti hari ini."
        if not ConfirmDialog.ask(self, "Tutup angkatan", question, "Tutup angkatan"):
            return
        try:
            done = close_batch(self._office, batch=self.batch.id, checks=(not_paid,))
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.draft.finish()
        told = " ".join(notice.text for notice in done.notices)
        self.context.say(f"{self.batch.name} ditutup. {told}".strip())
        self.reopened.emit(self.batch.id)

    def reopen(self) -> None:
        """Open a closed batch again, with a reason."""
        if self.batch is None or self.batch.closed_on is None:
            return
        question = (
            f"Buka kembali {self.batch.name}? Alasannya tercatat; sertifikatnya kembali dinilai "
            "menurut syarat hari ini."
        )
        reason = ReasonDialog.ask(self, "Buka kembali angkatan", question, "Buka kembali")
        if reason is None:
            return
        try:
            done = reopen_batch(self._office, batch=self.batch.id, reason=reason)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        told = " ".join(notice.text for notice in done.notices)
        self.context.say(f"{self.batch.name} dibuka kembali. {told}".strip())
        self.reopened.emit(self.batch.id)
