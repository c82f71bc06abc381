"""Whose data are to go: the office's years, who is due, and letting go of them for good."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
)

from ikm_desktop import words
from ikm_desktop.batches.anonymising import STAYS, Due, LetGo, anonymise_all, due_for_anonymising
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.settings import load, save
from ikm_desktop.participants.retention import Retention
from ui.common.entry import EntryPage
from ui.common.fields_row import named
from ui.common.labels import button, label
from ui.common.tab import TabContext
from ui.common.work import aside

_TITLES = ("Peserta", "Kegiatan terakhir", "Boleh dihapus sejak")
_WIDTHS = (300, 180)
_REASON = "masa simpan data habis"
WHAT_STAYS = f"Yang masih menyebutnya: {'; '.join(STAYS)}."
"""What the clerk reads before she lets somebody's data go."""


class RetentionPage(EntryPage):
    """The list of who is due."""

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Peserta", "Masa simpan data pribadi")
        self._office = context.office
        self.due: tuple[Due, ...] = ()
        self._stopped_at: int | None = None
        self._is_going = False
        self.years = QLineEdit()
        self.years.setAccessibleName("Masa simpan, tahun")
        self.years.setMaximumWidth(70)
        self.fields.addWidget(named("Masa simpan sesudah kegiatan terakhir (ta&hun)", self.years))
        keep = button("&Simpan masa simpan", context.look, icon_name="save")
        keep.clicked.connect(lambda _checked=False: self.keep_years())
        self.years.returnPressed.connect(self.keep_years)
        self.fields.addWidget(keep)
        self.told = label("", "muted")
        self.told.setWordWrap(True)
        self.table = QTableWidget(0, len(_TITLES))
        self._make_table()
        self.body.addWidget(self.told)
        self.body.addWidget(self.table, 1)
        self.hints.setText("Yang terbit tetap tersegel · tidak dapat dibalik · Esc = kembali")
        self.go_button = self.add_button("Anonimkan…", self.anonymise, icon_name="ban", role="primary")
        self.reload()
        self.setFocusProxy(self.table)
        self.message.way_chosen.connect(self._go)

    def _make_table(self) -> None:
        self.table.setHorizontalHeaderLabels(list(_TITLES))
        self.table.setAccessibleName("Peserta yang masa simpannya habis")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setAlternatingRowColors(True)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for at, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(at, width)

    def reload(self) -> None:
        """Read the setting and who is due."""
        today = self._office.clock.now().date()
        with self._office.reading() as connection:
            self.years.setText(str(load(connection, Retention).years))
            self.due = due_for_anonymising(connection, today)
        self.told.setText(
            f"{len(self.due)} orang: kegiatan terakhirnya sudah lewat masa simpan. Nama, NIK, alamat, "
            "telepon, rekening dan foto dihapus dari buku, register, riwayat dan konsep; angka dan barang "
            f"tetap. {WHAT_STAYS}"
            if self.due
            else "Belum ada data pribadi yang masa simpannya habis."
        )
        self.table.setRowCount(len(self.due))
        for row, one in enumerate(self.due):
            for column, text in enumerate(
                (one.name, words.short_date(one.last), words.short_date(one.since))
            ):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.go_button.setEnabled(bool(self.due))

    def keep_years(self) -> None:
        """Save the office's years."""
        text = self.years.text().strip()
        try:
            save(self._office, Retention(years=int(text) if text.isdecimal() else 0))
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self.message.clear()
        self.reload()
        self.context.say("Masa simpan data pribadi disimpan.")

    def anonymise(self) -> None:
        """Let go of the chosen people's data, once it was confirmed."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        people = [self.due[row] for row in rows]
        if not people:
            self.message.complain(["Pilih dahulu peserta yang datanya dihapus (Ctrl+A memilih semua)."])
        elif self._sure(people):
            self.let_go(people)

    def let_go(self, people: list[Due]) -> None:
        """Anonymise people one by one, aside; the first that cannot be is told and ends it."""
        if self._is_going:
            return
        self._is_going = True
        office, ids = self._office, [one.person for one in people]
        aside(
            lambda: anonymise_all(office, people=ids, reason=_REASON),
            done=self._have_gone,
            refused=self._refused,
            title="Menghapus data pribadi",
        )

    def _have_gone(self, gone: LetGo) -> None:
        self._is_going = False
        self._stopped_at = gone.stopped_at
        self.reload()
        if gone.people:
            self.context.say(f"Data pribadi {words.number(len(gone.people))} orang dihapus.")
        if gone.refusal is not None:
            self.message.refuse(gone.refusal)
        else:
            self.message.tell(gone.notices)

    def _refused(self, refused: Refusal | Fault) -> None:
        self._is_going = False
        self.reload()
        self.message.refuse(refused)

    def _go(self, way: str) -> None:
        """Go to the person with whom something is open."""
        from ui.participants.tab import open_person

        if way == "lihat-peserta" and self._stopped_at is not None:
            open_person(self.context, self._stopped_at).show_view("kegiatan")

    def _sure(self, people: list[Due]) -> bool:
        who = people[0].name if len(people) == 1 else f"{len(people)} orang"
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Anonimkan")
        box.setText(f"Hapus data pribadi {who} untuk selamanya? Sesudah ini tidak dapat dikembalikan.")
        box.setInformativeText(WHAT_STAYS)
        yes = box.addButton(f"Anonimkan {who}", QMessageBox.ButtonRole.DestructiveRole)
        no = box.addButton("Belum", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.exec()
        return box.clickedButton() is yes
