"""The third step of an import: what is odd in the list, and the clerk's choice for each row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QCheckBox,
    QLineEdit,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop.batches.batches import batches
from ikm_desktop.batches.importing import batches_named
from ikm_desktop.errors import FieldRefusal
from ikm_desktop.office.book import Office
from ikm_desktop.participants.doubles import look_alikes
from ikm_desktop.participants.import_records import Choose, RowResult
from ikm_desktop.participants.list_import.batch_names import training_named
from ikm_desktop.participants.list_import.records import ReadList
from ui.common.fields import Choice
from ui.common.fields_row import FlowLayout, named
from ui.common.labels import button, label
from ui.common.new_at_end import ChoiceWithNew
from ui.common.new_batch import NewBatchForm
from ui.common.pill import Pill
from ui.participants.births import read_birth
from ui.participants.import_rows import NAME, CheckLine, CheckModel, lines_of
from ui.participants.import_session import ByList, Chosen
from ui.theme.look import Look

_BY_LIST = "menurut daftar"  # stands among the ids of batches
_WIDTHS = (104, 170, 110, 140, 300, 110)


class CheckStep(QWidget):
    """The table with its choices beneath; `changed` tells that another choice was made."""

    changed = Signal()

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__()
        self._office = office
        self._read: ReadList | None = None
        self.plan: Sequence[RowResult] = ()
        self._makes_batches = False
        self.choices = Chosen()
        self.good, self.mended, self.held = (
            Pill(name, look) for name in ("Baris baik", "Perbaikan diusulkan", "Baris ditahan")
        )
        self.only_problems = QCheckBox("Hanya ber&masalah")
        self.lines = CheckModel(look, self)
        self.table = QTableView(self)
        self.about = label("", "muted")
        self.typed = QLineEdit()
        self.people = Choice()
        self.whole = QRadioButton("Batalkan semua bila ada &yang ditahan")
        self.only_good = QRadioButton("Ambil yang bai&k saja")
        self.batch = ChoiceWithNew()
        self.training = QLineEdit()
        self.reason = QLineEdit()
        self.new_batch = NewBatchForm(office, look, self.batch)
        self._make_table()
        self._lay_out(look)

    # --- making it ----------------------------------------------------------------------------------

    def _make_table(self) -> None:
        self.table.setModel(self.lines)
        self.table.setAccessibleName("Baris daftar yang diperiksa")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setMinimumHeight(150)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.horizontalHeader().setHighlightSections(False)
        for at, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(at, width)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)

    def _lay_out(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        top = FlowLayout()
        for shown in (self.good, self.mended, self.held, self.only_problems):
            top.addWidget(shown)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.about)
        column.addLayout(self._choices(look))
        column.addLayout(self._ways())
        column.addWidget(self.new_batch)
        self.about.setWordWrap(True)
        self.only_problems.setAccessibleName("Hanya bermasalah")
        self.only_problems.setChecked(True)
        self.only_problems.toggled.connect(self._show)

    def _choices(self, look: Look) -> FlowLayout:
        row = FlowLayout()
        self.typed.setAccessibleName("Ketik ulang")
        self.typed.setMinimumWidth(180)
        self.typed.returnPressed.connect(self.type_anew)
        self.people.setAccessibleName("Orang yang sama")
        self.people.setMinimumContentsLength(16)
        row.addWidget(named("K&etik ulang", self.typed))
        for text, run in (("&Pakai isian", self.type_anew), ("Le&wati baris", self.skip)):
            row.addWidget(self._button(text, run, look))
        row.addWidget(named("&Orang yang sama", self.people))
        ways = (
            ("Pakai oran&g ini", self.take_person),
            ("Orang &lain", self.take_as_other),
            ("Kembalikan", self.forget),
        )
        for text, run in ways:
            row.addWidget(self._button(text, run, look))
        return row

    def _button(self, text: str, run: Any, look: Look) -> QWidget:  # noqa: ANN401 - a method
        made = button(text, look)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def _ways(self) -> FlowLayout:
        row = FlowLayout()
        group = QButtonGroup(self)
        for made in (self.whole, self.only_good):
            group.addButton(made)
            made.setAccessibleName(made.text().replace("&", ""))
            row.addWidget(made)
        self.whole.setChecked(True)
        self.batch.setAccessibleName("Masukkan ke angkatan")
        self.reason.setAccessibleName("Alasan kelebihan tempat")
        row.addWidget(named("Ma&sukkan ke angkatan", self.batch))
        self._reason_pair = named("Alasan bila lebih dari tempat", self.reason)
        row.addWidget(self._reason_pair)
        self._reason_pair.hide()
        self.training.setAccessibleName("Nama pelatihan angkatan baru")
        self.training.setMinimumWidth(320)
        self._training_pair = named("Na&ma pelatihan", self.training)
        row.addWidget(self._training_pair)
        self._training_pair.hide()
        self.batch.currentIndexChanged.connect(lambda _index: self._show_of_batch())
        return row

    def _show_of_batch(self) -> None:
        chosen = self.batch.currentData()
        self._reason_pair.setVisible(chosen is not None)
        self._training_pair.setVisible(chosen == _BY_LIST and self._makes_batches)

    def into(self) -> int | ByList | None:
        """Return where everybody goes: into one batch, into those the list names, or into none."""
        chosen = self.batch.currentData()
        return ByList(self.training.text()) if chosen == _BY_LIST else chosen

    # --- what is shown ------------------------------------------------------------------------------

    def begin(self, read: ReadList) -> None:
        """Check a list that was read; choices made for another reading are forgotten."""
        self._read = read
        self.choices = Chosen()
        self.batch.clear()
        self.batch.addItem("(tidak)", None)
        with self._office.reading() as connection:
            for one in batches(connection):
                if one.closed_on is None:
                    self.batch.addItem(one.name, one.id)
            named_ones = batches_named(connection, read)
            trainings = [one.training for one in batches(connection)]
        self.batch.offer_new("Angkatan")
        new = sum(batch is None for batch in named_ones.values())
        self._makes_batches = new > 0
        self.training.setText(
            training_named(line.text for line in read.skipped) or next(reversed(trainings), "")
        )
        if named_ones:
            made = f" ({new} angkatan baru)" if new else ""
            self.batch.insertItem(0, f"menurut daftar: {', '.join(named_ones)}{made}", _BY_LIST)
            self.batch.setCurrentIndex(0)

    def show_plan(self, plan: Sequence[RowResult]) -> None:
        """Show what would become of each row."""
        self.plan = plan
        if self._read is None:
            return
        held = sum(result.state == "held" for result in plan)
        mended = sum(bool(row.findings) and not row.held for row in self._read.rows)
        usable = self.usable()
        self.good.say(f"{usable} akan disimpan", "ok", "circle-check")
        self.mended.say(f"{mended} dengan usulan atau catatan", "warn", "pencil")
        self.held.say(f"{held} ditahan", "err" if held else "neutral", "circle-alert")
        self.only_good.setText(f"Ambil {usable} yang bai&k")
        self.only_good.setAccessibleName(f"Ambil {usable} yang baik")
        self._show()

    def usable(self) -> int:
        """How many rows can be saved as things stand."""
        return sum(result.state in {"created", "same"} for result in self.plan)

    def _show(self) -> None:
        if self._read is None:
            return
        before = self.current()
        only = self.only_problems.isChecked()
        self.lines.set_lines(lines_of(self._read, self.plan, only_problems=only))
        line = self.lines.line_of(before.at, before.finding) if before else 0
        self.go_to(max(line, 0))

    def go_to(self, line: int) -> None:
        """Put the cursor on a line."""
        self.table.setCurrentIndex(self.lines.index(line, NAME))
        self._show_current()

    def go_to_row(self, held: RowResult) -> None:
        """Put the cursor on the line of a held row; each sheet of a file counts its own rows."""
        for no, line in enumerate(self.lines.lines):
            if (line.row.sheet, line.row.row) == (held.sheet, held.row) and line.result.state == "held":
                self.go_to(no)
                return

    def current(self) -> CheckLine | None:
        """The line the cursor is on."""
        row = self.table.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def _show_current(self) -> None:
        line = self.current()
        if line is None:
            self.about.setText("Tidak ada yang perlu diperiksa.")
            return
        column = line.column_name
        said = "" if line.is_of_the_book else f", {column}"
        batch = f" ({line.row.batch})" if line.row.batch else ""
        self.about.setText(f"Baris {line.row.row}{batch}{said}: {line.why or 'tidak ada catatan'}")
        self.typed.setEnabled(line.can_be_typed)
        typed = self.choices.corrected.get(line.at, {}).get(line.column)
        shown = typed if typed is not None else (line.before if line.finding else "")
        self.typed.setText(shown.strftime("%d-%m-%Y") if isinstance(shown, date) else str(shown))
        self.typed.setAccessibleName(f"Ketik ulang {column} baris {line.row.row}")
        self._offer_people(line)

    def _offer_people(self, line: CheckLine) -> None:
        person = line.row.person
        with self._office.reading() as connection:
            alike = look_alikes(connection, name=person.name, born=person.born, nik=person.nik)
        self.people.clear()
        for one in alike:
            self.people.addItem(f"{one.person.name} ({one.why})", one.person.id)
        if not alike:
            self.people.addItem("(tidak ada yang mirip)", None)

    # --- choices ------------------------------------------------------------------------------------

    def type_anew(self) -> None:
        """Take what was typed for the cell the cursor is on."""
        line = self.current()
        if line is None or not line.can_be_typed:
            return
        value: Any = self.typed.text().strip()
        if line.column == "born" and value:
            try:
                value = read_birth(value, self._office.clock.now().date())
            except FieldRefusal as refusal:
                self.about.setText(refusal.sentence)
                return
        elif line.column == "born":
            value = None
        self.choices.skipped.discard(line.at)
        self.choices.corrected.setdefault(line.at, {})[line.column] = value
        self.changed.emit()
        self.table.setFocus()

    def skip(self) -> None:
        """Leave the row out."""
        line = self.current()
        if line is not None:
            self.choices.skipped.add(line.at)
            self.changed.emit()

    def take_person(self) -> None:
        """Take the row for somebody who is in the book."""
        line, person = self.current(), self.people.currentData()
        if line is not None and person is not None:
            self.choices.forget(line.at)
            self.choices.same[line.at] = person
            self.changed.emit()

    def take_as_other(self) -> None:
        """Take the row for somebody who is not in the book, though she looks like one who is."""
        line = self.current()
        if line is not None:
            self.choices.forget(line.at)
            self.choices.different.add(line.at)
            self.changed.emit()

    def forget(self) -> None:
        """Take back what was chosen for the row."""
        line = self.current()
        if line is not None:
            self.choices.forget(line.at)
            self.changed.emit()

    def choose(self) -> Choose:
        """Return whether all are to be saved or none, or the good ones."""
        return "good" if self.only_good.isChecked() else "all"
