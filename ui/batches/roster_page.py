"""Who is in a batch: people of the book to the left, the roster to the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ikm_desktop.batches.batches import batch_of
from ikm_desktop.batches.lists import PersonRow, person_rows
from ikm_desktop.batches.roster import EVERYONE, STATES, Enrolled, drop_out, enrol, roster
from ikm_desktop.errors import Fault, Refusal
from ui.common.entry import EntryPage
from ui.common.fields_row import named
from ui.common.labels import label
from ui.common.listing import Column, matches_all
from ui.common.pill import Pill
from ui.common.reason import ReasonDialog
from ui.common.tab import TabContext
from ui.common.table import RowsTable


class RosterPage(EntryPage):
    """Adds the people chosen, under the next numbers; the one too many asks for a reason."""

    def __init__(self, context: TabContext, batch: int) -> None:
        self._office = context.office
        self._batch = batch
        with self._office.reading() as connection:
            self._name = batch_of(connection, batch).name
        super().__init__(context, "Angkatan", f"Daftar peserta · {self._name}")
        self._all: list[PersonRow] = []
        self.search = QLineEdit()
        self.search.setAccessibleName("Cari orang")
        self.search.setMinimumWidth(200)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Alasan kelebihan")
        self.reason.setMinimumWidth(180)
        self.places = Pill("Tempat terisi", context.look)
        people: tuple[Column[PersonRow], ...] = (
            Column("Nama", lambda row: row.person.name, width=180),
            Column("Kab/Kota", lambda row: row.person.regency, width=130),
            Column("Angkatan", lambda row: ", ".join(one.name for one in row.batches), width=90),
        )
        enrolled: tuple[Column[Enrolled], ...] = (
            Column("No", lambda row: str(row.no), lambda row: row.no, number=True, width=56),
            Column("Nama", lambda row: row.person.name, width=180),
            Column("Keadaan", lambda row: STATES[row.state], width=90),
            Column("Alasan", lambda row: row.reason, width=90),
        )
        self.people = RowsTable(people, context.look)
        self.enrolled = RowsTable(enrolled, context.look)
        for table in (self.people, self.enrolled):
            table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self._lay_out()
        self.read_again()

    def _lay_out(self) -> None:
        self.fields.addWidget(named("&Cari", self.search))
        self.reason_field = named("&Alasan bila lebih dari tempat", self.reason)
        self.fields.addWidget(self.reason_field)
        self.fields.addWidget(self.places)
        row = QHBoxLayout()
        row.addWidget(self._titled("Belum dalam angkatan ini", self.people), 1)
        row.addWidget(self._titled("Dalam angkatan ini", self.enrolled), 1)
        self.body.addLayout(row, 1)
        self.hints.setText("Shift/Ctrl = pilih beberapa · Ctrl+Enter = tambahkan yang dipilih")
        self.search.textChanged.connect(self._show_people)
        self.search.returnPressed.connect(self.people.setFocus)
        self.leave_button = self.add_button("Keluarkan…", self.leave)
        self.add_people_button = self.add_button(
            "Tambahkan yang dipilih", self.add_chosen, icon_name="plus", role="primary"
        )
        self.add_key("Ctrl+Return", self.add_chosen)

    @staticmethod
    def _titled(text: str, table: RowsTable) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label(text, "section"))
        column.addWidget(table, 1)
        table.setAccessibleName(text)
        table.setMinimumHeight(140)
        return made

    def read_again(self) -> None:
        """Read both lists from the book."""
        with self._office.reading() as connection:
            batch = batch_of(connection, self._batch)
            rows = roster(connection, self._batch, EVERYONE)
            everybody = person_rows(connection)
        active = {row.person.id for row in rows if row.state == "aktif"}
        self._all = [row for row in everybody if row.person.id not in active]
        self.enrolled.rows_model.set_rows(rows)
        full = len(active) >= batch.capacity
        token, picture = ("warn", "circle-alert") if full else ("ok", "users")
        self.places.say(f"{len(active)}/{batch.capacity} tempat terisi", token, picture)
        self.reason_field.setVisible(full)
        self._show_people()

    def _show_people(self) -> None:
        typed = self.search.text()
        rows = [
            row
            for row in self._all
            if matches_all(f"{row.person.name} {row.person.regency} {row.person.nik[-4:]}", typed)
        ]
        self.people.rows_model.set_rows(rows)

    def add_chosen(self) -> None:
        """Put the chosen people into the batch, in one act."""
        people = [row.person.id for row in self.people.chosen()]
        try:
            done = enrol(self._office, batch=self._batch, people=people, reason=self.reason.text())
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            self.reason_field.show()
            self.reason.setFocus()
            return
        self.message.clear()
        self.message.tell(done.notices)
        self.reason.clear()
        self.read_again()
        self.context.say(f"{len(people)} peserta masuk {self._name}.")

    def leave(self) -> None:
        """Let the chosen one leave the batch, with a reason."""
        rows: list[Enrolled] = self.enrolled.chosen()
        if not rows:
            self.context.say("Pilih satu peserta angkatan dahulu.")
            return
        who = rows[0].person
        question = f"{who.name} keluar dari {self._name}? Nomor dan kehadirannya tetap tercatat."
        reason = ReasonDialog.ask(self, "Keluar dari angkatan", question, "Keluarkan")
        if reason is None:
            return
        try:
            done = drop_out(self._office, batch=self._batch, person=who.id, reason=reason)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.message.clear()
        self.message.tell(done.notices)
        self.read_again()
