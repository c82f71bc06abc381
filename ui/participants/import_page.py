"""Importing a list in four steps: where it is, what its columns hold, what is odd, what was saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QStackedWidget, QWidget

from ikm_desktop.batches.importing import withdraw_import
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.participants.column_layouts import forget_layout, remember_columns
from ikm_desktop.participants.import_records import RowResult, RowsHeld
from ikm_desktop.participants.imports import import_run
from ikm_desktop.participants.list_import.records import ReadList
from ui.common.entry import EntryPage
from ui.common.labels import label
from ui.common.reason import ConfirmDialog
from ui.common.tab import TabContext
from ui.common.work import aside
from ui.participants.import_check import CheckStep
from ui.participants.import_result import ResultStep
from ui.participants.import_session import Order, Source, plan_of
from ui.participants.import_steps import ColumnsStep, SourceStep
from ui.participants.layouts_dialog import LayoutsDialog, asked_to_forget

SOURCE, COLUMNS, CHECK, RESULT = range(4)
_STEPS = ("Berkas", "Kolom", "Periksa", "Hasil")
_GO_ON = ("Lanjut: baca daftar", "Lanjut: periksa", "Impor", "Selesai")


class ImportPage(EntryPage):
    """The wizard; going back keeps everything. `step_shown` tells that a step stands on screen."""

    step_shown = Signal(int)

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Peserta", "Impor daftar peserta")
        self._office = context.office
        self.busy = False
        self._source: Source | None = None
        self.read: ReadList | None = None
        self._first_read: ReadList | None = None
        self._columns_changed = False
        self._first_held: RowResult | None = None
        self.source_step = SourceStep(context.look)
        self.columns_step = ColumnsStep(context.look)
        self.check_step = CheckStep(context.office, context.look)
        self.result_step = ResultStep(context.look)
        self._all_steps: tuple[QWidget, ...] = (
            self.source_step,
            self.columns_step,
            self.check_step,
            self.result_step,
        )
        self.steps = QStackedWidget()
        self.where = label("", "muted")
        self.progress = QProgressBar()
        self._lay_out()
        self._connect()
        self._go(SOURCE)

    def _lay_out(self) -> None:
        self.fields.addWidget(self.where)
        for step in self._all_steps:
            self.steps.addWidget(step)
        self.body.addWidget(self.steps, 1)
        self.progress.setRange(0, 0)
        self.progress.setFixedWidth(140)
        self.progress.setAccessibleName("Kemajuan")
        self.progress.hide()
        self.foot.addWidget(self.progress)
        self.withdraw_button = self.add_button("Tarik kembali impor ini", self.withdraw, icon_name="undo-2")
        self.back_button = self.add_button("Kembali", self.back, icon_name="arrow-left")
        self.next_button = self.add_button(_GO_ON[0], self.go_on, role="primary")
        self.add_key("Ctrl+Return", self.go_on)

    def _connect(self) -> None:
        self.source_step.chosen.connect(self.go_on)
        self.source_step.layouts_wanted.connect(self._show_layouts)
        self.columns_step.changed.connect(self._note_columns)
        self.columns_step.forget.connect(self.forget_layout)
        self.check_step.changed.connect(self._plan)
        self.message.way_chosen.connect(self._take_way)

    # --- steps --------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """The step on screen."""
        return self.steps.currentIndex()

    def _go(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        for at, one in enumerate(self._all_steps):
            policy = QSizePolicy.Policy.Preferred if at == step else QSizePolicy.Policy.Ignored
            one.setSizePolicy(QSizePolicy.Policy.Preferred, policy)
        shown = [f"{no} {name}" for no, name in enumerate(_STEPS, 1)]
        shown[step] = f"[{shown[step]}]"
        self.where.setText("  ›  ".join(shown))
        self.where.setAccessibleName(f"Langkah {step + 1} dari 4: {_STEPS[step]}")
        self.next_button.setText(_GO_ON[step])
        self.next_button.setAccessibleName(_GO_ON[step])
        self.back_button.setVisible(step in (COLUMNS, CHECK))
        self.withdraw_button.setVisible(step == RESULT)
        hints = ("Ctrl+Enter = lanjut · Esc = kembali ke daftar", "Ubah bila sebuah kolom salah dibaca")
        self.hints.setText(hints[0] if step != COLUMNS else f"{hints[1]} · {hints[0]}")
        firsts = (self.source_step.file_button, self.next_button, self.check_step.table, self.next_button)
        firsts[step].setFocus()
        self.step_shown.emit(step)

    def back(self) -> None:
        """Go one step back; nothing is lost."""
        self.message.clear()
        self._go(max(self.step - 1, SOURCE))

    def go_on(self) -> None:
        """Go one step on, or save."""
        if self.busy:
            return
        self.message.clear()
        (self._read_source, self._read_columns, self.save, self.context.close_page)[self.step]()

    def _read_source(self) -> None:
        source = self.source_step.source()
        if source is None:
            self.message.complain(["Pilih satu berkas, atau tempel barisnya."])
            return
        if source == self._source and self.read is not None:
            self._go(COLUMNS)
            return
        self._source = source
        office = self._office
        self._work("Membaca daftar…")
        aside(lambda: source.read(office), done=self._was_read, refused=self._refused, title="Membaca daftar")

    def _was_read(self, read: ReadList) -> None:
        self._rest()
        self.read = self._first_read = read
        self._columns_changed = False
        self.columns_step.show_list(read)
        self.check_step.begin(read)
        self._go(COLUMNS)

    def _show_layouts(self) -> None:
        LayoutsDialog(self._office, self.context.look, self).exec()
        self._source = None  # what was read before may be read otherwise now

    def forget_layout(self, mark: str, headings: str) -> None:
        """Forget how a layout was read, after asking, and read the list again as it is recognised."""
        if self.busy or self._source is None or not asked_to_forget(self, headings):
            return
        try:
            forget_layout(self._office, mark)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.context.say("Susunan kolom dilupakan; daftar dibaca seperti yang dikenali program.")
        self._source = None
        self._read_source()

    def _note_columns(self) -> None:
        self._columns_changed = True

    def _read_columns(self) -> None:
        """Read again where columns were changed, then check."""
        if not self._columns_changed or self._source is None:
            self._plan()
            return
        office, source, columns = self._office, self._source, self.columns_step.chosen()
        self._work("Membaca daftar…")
        aside(
            lambda: source.read(office, columns),
            done=self._was_read_again,
            refused=self._refused,
            title="Membaca daftar",
        )

    def _was_read_again(self, read: ReadList) -> None:
        self._rest()
        self.read = read
        self._columns_changed = False
        self.check_step.begin(read)
        self._plan()

    def _plan(self) -> None:
        """Find out what would become of each row by the choices so far."""
        read = self.read
        if read is None:
            return
        office, choices = self._office, self.check_step.choices.frozen()
        self._work("Memeriksa…")
        aside(lambda: plan_of(office, read, choices), done=self._planned, refused=self._refused)

    def _planned(self, plan: tuple[RowResult, ...]) -> None:
        self._rest()
        self.check_step.show_plan(plan)
        if self.step != CHECK:
            self._go(CHECK)
        self.next_button.setText(f"Impor {self.check_step.usable()} orang")
        self.next_button.setAccessibleName(self.next_button.text())

    # --- acts ---------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save the list as chosen, in one act."""
        if self.read is None or self._source is None:
            return
        step = self.check_step
        order = Order(
            self._office,
            self._source,
            self.read,
            step.choices.frozen(),
            step.choose(),
            step.into(),
            step.reason.text(),
        )
        self._work("Menyimpan…")
        aside(order.save, done=self._saved, refused=self._refused, title="Menyimpan impor")

    def _saved(self, done: Done) -> None:
        self._rest()
        with self._office.reading() as connection:
            run = import_run(connection, done.ids[0])
        self._remember_columns()
        self.result_step.show_run(run)
        self._go(RESULT)
        self.message.tell(done.notices)
        self.context.say(f"{run.count('created')} peserta disimpan.")

    def _remember_columns(self) -> None:
        """Remember what the clerk put right, for lists with the same headings."""
        corrected = self.columns_step.corrected()
        if corrected and self._first_read is not None:
            try:
                remember_columns(self._office, self._first_read, corrected)
            except (Refusal, Fault) as refused:
                self.message.refuse(refused)

    def withdraw(self) -> None:
        """Take the whole import back, after asking."""
        run = self.result_step.run
        if run is None or run.withdrawn:
            return
        question = f"Tarik kembali impor {run.file}? {run.count('created')} peserta yang dibuatnya dihapus."
        if not ConfirmDialog.ask(self, "Tarik kembali impor", question, "Tarik kembali"):
            return
        try:
            withdraw_import(self._office, run.run)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        with self._office.reading() as connection:
            self.result_step.show_run(import_run(connection, run.run))
        self.withdraw_button.hide()
        self._source = self.read = None
        self.context.say("Impor ditarik kembali.")

    # --- being told ---------------------------------------------------------------------------------

    def _work(self, text: str) -> None:
        self.busy = True
        self.progress.show()
        self.hints.setText(text)

    def _rest(self) -> None:
        self.busy = False
        self.progress.hide()
        self.hints.setText("Ctrl+Enter = lanjut · Esc = kembali ke daftar")

    def _refused(self, refusal: Refusal | Fault) -> None:
        self._rest()
        if self.step == SOURCE:
            self._source = None
        self.message.refuse(refusal)
        if isinstance(refusal, RowsHeld):
            self._first_held = refusal.rows[0]
            self.check_step.go_to_row(self._first_held)

    def _take_way(self, key: str) -> None:
        """Go where a way out of a refusal leads."""
        self.message.clear()
        if key == "ambil-baik":
            self.check_step.only_good.setChecked(True)
            self.save()
        elif key.startswith("perbaiki-baris:") and self._first_held is not None:
            self.check_step.go_to_row(self._first_held)
            self.check_step.typed.setFocus()
        elif key == "isi-alasan":
            self.check_step.reason.setFocus()
        elif key == "tempel":
            self._go(SOURCE)
            self.source_step.pasted.setFocus()
        elif key == "pilih-lain":
            self._go(SOURCE)
