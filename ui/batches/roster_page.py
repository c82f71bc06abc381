"""Who is in a batch: people of the book to the left, the roster to the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ikm_desktop import words
from ikm_desktop.batches.batches import batch_of, batches
from ikm_desktop.batches.lists import PersonRow, person_rows
from ikm_desktop.batches.pasting import find_pasted
from ikm_desktop.batches.roster import (
    EVERYONE,
    STATES,
    Enrolled,
    OverCapacity,
    drop_out,
    enrol,
    renumber,
    roster,
)
from ikm_desktop.batches.transferring import transfer
from ikm_desktop.errors import Fault, Refusal, WayOut
from ikm_desktop.office.acts import Done
from ikm_desktop.participants.person import Person
from ui.batches.leaving import LeaveDialog
from ui.common.clipboard import text_of
from ui.common.commands import Command, bind
from ui.common.drafts import DraftKeeper
from ui.common.entry import EntryPage
from ui.common.fields_row import named
from ui.common.labels import label
from ui.common.listing import Column, matches_all
from ui.common.newcomer import NewcomerForm
from ui.common.pill import Pill
from ui.common.tab import TabContext
from ui.common.table import RowsTable

PAGE = "daftar-peserta-"
"""What the keys of the drafts begin with; the batch's number follows."""

_ADMIT = "masukkan"
_HINTS = (
    "Shift/Ctrl = pilih beberapa · Ctrl+Enter = tambahkan · Ctrl+V = tempel dari Excel · Ctrl+↑/↓ = nomor"
)


class RosterPage(EntryPage):
    """Adds the people chosen, under the next numbers; the one too many asks for a reason.

    Whom is chosen and not added yet stays a draft.
    """

    def __init__(self, context: TabContext, batch: int) -> None:
        self._office = context.office
        self._batch = batch
        self._today = self._office.clock.now().date()
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
            Column("Alasan", _reason, width=90),
        )
        self.people = RowsTable(people, context.look)
        self.enrolled = RowsTable(enrolled, context.look)
        for table in (self.people, self.enrolled):
            table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.keeper = DraftKeeper(
            self._office, f"{PAGE}{batch}", f"Daftar peserta · {self._name}", self._gather, self
        )
        self.newcomer = NewcomerForm(self._office, context.look, batch)
        self.newcomer.made.connect(lambda _place, name: self._take_newcomer(name))
        self._lay_out()
        self.read_again()
        self._restore()
        self.people.selectionModel().selectionChanged.connect(self.keeper.touch)
        self.reason.textEdited.connect(self.keeper.touch)
        self.message.way_chosen.connect(self._admit)

    def _lay_out(self) -> None:
        self.fields.addWidget(named("Ca&ri", self.search))
        self.reason_field = named("Alasan bila &lebih dari tempat", self.reason)
        self.fields.addWidget(self.reason_field)
        self.fields.addWidget(self.places)
        self.body.addWidget(self.newcomer)
        row = QHBoxLayout()
        row.addWidget(self._titled("Belum dalam angkatan ini", self.people), 1)
        row.addWidget(self._titled("Dalam angkatan ini", self.enrolled), 1)
        self.body.addLayout(row, 1)
        self.hints.setText(_HINTS)
        self.search.textChanged.connect(self._show_people)
        self.search.returnPressed.connect(self.people.setFocus)
        self.new_button = self.add_button("Peserta baru", self.open_newcomer, key="Ctrl+N", icon_name="plus")
        self.leave_button = self.add_button("Keluarkan…", self.leave)
        self.move_button = self.add_button("Pindahkan…", self.move_person)
        self.wait_button = self.add_button("Daftar tunggu", self.let_wait, icon_name="clock")
        self.add_people_button = self.add_button(
            "Tambahkan", self.add_chosen, icon_name="plus", role="primary"
        )
        self.add_people_button.setAccessibleName("Tambahkan yang dipilih")
        for key, text, shortcut, run in (
            ("nomor-naik", "Naikkan nomor", "Ctrl+Up", partial(self.move_up, 1)),
            ("nomor-turun", "Turunkan nomor", "Ctrl+Down", partial(self.move_up, -1)),
            ("nomor-nama", "Nomori menurut nama", "", self.number_by_name),
        ):
            bind(self, Command(key, text, "Data", run, shortcut))
        self.add_key("Ctrl+V", self.paste)
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

    def open_newcomer(self) -> None:
        """Let somebody who is not in the book be entered in place; the words of the search are her name."""
        self.newcomer.open_with("" if self.people.rows_model.rows else self.search.text().strip())

    def _take_newcomer(self, name: str) -> None:
        self.message.clear()
        self.search.clear()
        self.read_again()
        self.search.setFocus()
        self.context.say(f"{name} dicatat dan masuk {self._name}.")

    def add_chosen(self) -> None:
        """Put the chosen people into the batch, in one act."""
        self._enrol(waiting=False)

    def let_wait(self) -> None:
        """Put the chosen people onto the waiting list, which takes no places."""
        self._enrol(waiting=True)

    def _enrol(self, *, waiting: bool) -> None:
        people = [row.person.id for row in self.people.chosen()]
        try:
            done = enrol(
                self._office, batch=self._batch, people=people, reason=self.reason.text(), waiting=waiting
            )
        except (Refusal, Fault) as refused:
            self._refuse(refused)
            return
        self.reason.clear()
        self._follow(done)
        self.keeper.start_over()
        where = f"daftar tunggu {self._name}" if waiting else self._name
        self.context.say(f"{len(people)} peserta masuk {where}.")

    def paste(self) -> None:
        """Choose the people whose NIKs or names lie on the clipboard; who is not found is told."""
        with self._office.reading() as connection:
            pasted = find_pasted(connection, text_of(QGuiApplication.clipboard().mimeData()))
        self.search.clear()
        chosen = self._choose(pasted.people)
        told = []
        if pasted.unknown:
            told.append(f"Tidak ditemukan: {'; '.join(pasted.unknown)}.")
        if pasted.several:
            told.append(f"Nama yang sama dipakai beberapa orang: {'; '.join(pasted.several)}.")
        already = len(pasted.people) - chosen
        if already:
            told.append(f"{already} orang sudah dalam angkatan ini.")
        if told:
            self.message.complain(told)
        else:
            self.message.clear()
        self.people.setFocus()
        self.context.say(f"{chosen} orang dipilih; Ctrl+Enter menambahkannya.")

    def _choose(self, people: Sequence[int]) -> int:
        """Choose these people in the list to the left; return how many are there."""
        rows = self.people.rows_model.rows
        lines = [line for line, row in enumerate(rows) if row.person.id in set(people)]
        select = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.people.clearSelection()
        for line in lines:
            self.people.selectionModel().select(self.people.rows_model.index(line, 0), select)
        if lines:
            self.people.scrollTo(self.people.rows_model.index(lines[0], 0))
        return len(lines)

    def move_up(self, by: int) -> None:
        """Let the chosen one of the roster have a smaller number, or with -1 a greater."""
        who = self._one()
        order = self._order()
        if who is None or who.id not in order:
            return
        at = order.index(who.id)
        order.insert(min(max(at - by, 0), len(order) - 1), order.pop(at))
        self._renumber(order, who.id)

    def number_by_name(self) -> None:
        """Number the whole roster by name."""
        with self._office.reading() as connection:
            rows = sorted(
                roster(connection, self._batch, EVERYONE), key=lambda row: row.person.name.casefold()
            )
        self._renumber([row.person.id for row in rows], None)

    def _order(self) -> list[int]:
        with self._office.reading() as connection:
            return [row.person.id for row in roster(connection, self._batch, EVERYONE)]

    def _renumber(self, order: Sequence[int], chosen: int | None) -> None:
        if list(order) == self._order():
            return
        self._do(partial(renumber, self._office, batch=self._batch, people=order))
        rows = self.enrolled.rows_model.rows
        at = next((at for at, row in enumerate(rows) if row.person.id == chosen), None)
        if at is not None:
            self.enrolled.selectRow(at)

    def leave(self) -> None:
        """Let the chosen one leave the batch, with the day and a reason."""
        who = self._one()
        if who is None:
            return
        question = f"{who.name} keluar dari {self._name}? Nomor dan kehadirannya tetap tercatat."
        asked = LeaveDialog("Keluar dari angkatan", question, "Keluarkan", self._today, self).ask_leaving()
        if asked is not None:
            self._do(
                partial(
                    drop_out,
                    self._office,
                    batch=self._batch,
                    person=who.id,
                    reason=asked.reason,
                    on=asked.day,
                )
            )

    def move_person(self) -> None:
        """Let the chosen one go to another batch, in one act."""
        who = self._one()
        if who is None:
            return
        with self._office.reading() as connection:
            others = [one for one in batches(connection) if one.id != self._batch and one.closed_on is None]
        question = f"{who.name} pindah dari {self._name}? Bahan yang dipegangnya tetap padanya."
        dialog = LeaveDialog("Pindah angkatan", question, "Pindahkan", self._today, self)
        dialog.move_to(self._office, self.context.look, others)
        asked = dialog.ask_leaving()
        if asked is None:
            return
        if asked.target is None:
            self.context.say("Pilih atau buat angkatan tujuannya dahulu.")
        else:
            self._do(
                partial(
                    transfer,
                    self._office,
                    person=who.id,
                    source=self._batch,
                    target=asked.target,
                    reason=asked.reason,
                    on=asked.day,
                    capacity_reason=self.reason.text(),
                )
            )

    def _admit(self, key: str) -> None:
        """Give the free place to who waits for it."""
        name, _, person = key.partition(":")
        if name == _ADMIT:
            self._do(partial(enrol, self._office, batch=self._batch, people=[int(person)]))
        elif name == "buka-angkatan":
            from ui.batches.tab import open_batch

            open_batch(self.context, self._batch)

    def _do(self, act: Callable[[], Done]) -> None:
        try:
            done = act()
        except (Refusal, Fault) as refused:
            self._refuse(refused)
            return
        self._follow(done)

    def _refuse(self, refused: Refusal | Fault) -> None:
        self.message.refuse(refused)
        reasons = refused.reasons if isinstance(refused, Refusal) else ()
        if any(isinstance(one, OverCapacity) for one in reasons):
            self.reason_field.show()
            self.reason.setFocus()

    def _follow(self, done: Done) -> None:
        """Show the lists as they are now, and what the act tells, with its ways."""
        self.message.clear()
        ways = [
            WayOut(f"{_ADMIT}:{one.values['participant']}", "Masukkan yang menunggu")
            for one in done.notices
            if one.code == "PlaceFree"
        ]
        self.message.tell(done.notices, ways)
        self.read_again()

    def _one(self) -> Person | None:
        """Return who is chosen to the right; say so where nobody is."""
        rows: list[Enrolled] = self.enrolled.chosen()
        if rows:
            return rows[0].person
        self.context.say("Pilih satu peserta angkatan dahulu.")
        return None

    # --- the draft ----------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the draft when the page is left; it is still open where the whole window goes."""
        super().hideEvent(event)
        if not event.spontaneous() and (self.people.chosen() or self.reason.text()):
            self.keeper.keep(is_open=not self.window().isVisible())

    def _gather(self) -> tuple[dict[str, Any], list[Any]]:
        chosen = [row.person.id for row in self.people.chosen()]
        return {"search": self.search.text(), "reason": self.reason.text(), "chosen": chosen}, []

    def _restore(self) -> None:
        draft = self.keeper.found()
        if draft is None:
            return
        self.search.setText(str(draft.values.get("search", "")))
        self.reason.setText(str(draft.values.get("reason", "")))
        if self._choose(draft.values.get("chosen", [])):
            self.keeper.resume()
            self.hints.setText(f"Konsep {draft.begun} dilanjutkan.")


def _reason(row: Enrolled) -> str:
    day = "" if row.left_on is None else f" ({words.short_date(row.left_on)})"
    return f"{row.reason}{day}"
