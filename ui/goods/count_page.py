"""The entry page Stock opname: where and when, what was counted, why it differs, and the minutes."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from ikm_desktop.errors import Fault, FieldMissing, Refusal
from ikm_desktop.goods.count_sheet import CountSheet, open_count, refresh_count
from ikm_desktop.goods.counts import post_count
from ikm_desktop.goods.items import items
from ikm_desktop.goods.places import stores
from ikm_desktop.office.acts import Done
from ikm_desktop.office.settings import Rules, load
from ikm_desktop.office.signatories import signatory_on
from ikm_desktop.reports import sheets
from ui.common.drafted_page import DraftedPage
from ui.common.fields import DateField
from ui.common.fields_row import named
from ui.common.labels import button, label
from ui.common.late_entry import LateEntry
from ui.common.lines_page import form_layout
from ui.common.people_offered import people_offered
from ui.common.picking import PickCombo
from ui.common.reason import ConfirmDialog
from ui.common.tab import TabContext
from ui.goods.count_rows import CountRows

PAGE = "opname"
DAY, PLACE = "Tanggal hitung", "Tempat"
REASONS = ("salah catat", "susut", "hilang", "rusak tidak dilaporkan", "ditemukan", "salah hitung sebelumnya")
"""Reasons that are offered; any other can be typed."""

_EMPTY = "Belum pernah ada barang di tempat ini. Tambahkan barang yang ditemukan dengan Tambah barang."


class CountPage(DraftedPage):
    """Counts one place at the end of a day.

    saved: what was made, and whether the minutes are to be printed.
    """

    saved = Signal(object, bool)

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Persediaan", "Stock opname", PAGE)
        self.today = context.office.clock.now().date()
        self.place = PickCombo(PLACE, self)
        self.place.setMinimumWidth(240)
        self.day = DateField(DAY, self.today, self)
        self.ways.day = self.day
        self.late = self.ways.late = LateEntry(context, self, self.refuse)
        self.message.way_chosen.connect(self._refresh_where_asked)
        self.blind = QCheckBox("Hitung &buta (angka buku disembunyikan)", self)
        self.rows = CountRows(REASONS, self)
        self.more = PickCombo("Tambah barang", self)
        self.more.line.setPlaceholderText("Barang yang ditemukan di sini")
        self.sums = label("", "strong")
        self.counted_by = self._line("Dihitung oleh")
        self.witnesses = [(self._line(f"Saksi {no}"), self._line(f"Jabatan saksi {no}")) for no in (1, 2)]
        self._added: list[int] = []
        self._meant: set[tuple[int, int | None]] = set()
        self._restoring = False
        self._offer()
        self._lay_out()
        self._connect()
        self.start(self.rows.first_field() or self.place)

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setAccessibleName(name)
        return made

    def _offer(self) -> None:
        with self.context.office.reading() as connection:
            ours = stores(connection)
            blind = load(connection, Rules).blind_count
            officer = signatory_on(connection, "stock_officer", self.today)
            known = items(connection)
        people = people_offered(self.context.office, holders_first=True)
        self.place.offer([(one.name, one.place) for one in ours] + [(one.entry, one.place) for one in people])
        self.more.offer([(item.name, item.id) for item in known])
        self.blind.setChecked(blind)
        self.counted_by.setText(officer.name if officer else self.context.office.actor)
        if ours:
            self.place.pick(ours[0].place, ours[0].name)

    # --- the sheet ----------------------------------------------------------------------------------

    def open_sheet(self) -> None:
        """Copy the book's figures of the place and the day; what is typed of the same things stays."""
        day = self.day.day()
        if self.place.value is None or day is None:
            self.rows.clear("Pilih tempat dan tanggal; barang yang ada di sana menurut buku disusun di sini.")
            return
        try:
            sheet = open_count(self.context.office, place=self.place.value, day=day, items=self._added)
        except (Refusal, Fault) as refused:
            self.rows.clear("")
            self.refuse(refused)
            return
        self.message.clear()
        self.rows.empty.setText(_EMPTY)
        self.rows.show_sheet(sheet, keep_book=self._restoring)
        self._count()

    def refresh(self) -> None:
        """Copy the book's figures anew and keep what was counted (Segarkan)."""
        sheet = self._sheet()
        if sheet is None:
            self.open_sheet()
            return
        self.rows.show_sheet(refresh_count(self.context.office, sheet=sheet))
        self.message.clear()
        self._count()
        self.context.say("Angka buku disegarkan; hasil hitung tetap.")

    def _sheet(self) -> CountSheet | None:
        return None if self.rows.problems() else self.rows.sheet()

    def _refresh_where_asked(self, key: str) -> None:
        if key == "segarkan":
            self.refresh()

    def _add(self, item: int | None) -> None:
        if item is None:
            return
        if item not in self._added:
            self._added.append(item)
        self.open_sheet()
        self.more.setCurrentText("")
        self.rows.go_to_spot([item, 0])

    def _count(self) -> None:
        self.sums.setText(self.rows.summary())

    # --- saving -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Post the count; what is in the way is told and gone to."""
        self._save(to_print=False)

    def save_and_print(self) -> None:
        """Post the count and go on to its minutes."""
        self._save(to_print=True)

    def _save(self, *, to_print: bool) -> None:
        self.message.clear()
        self.place.settle()
        problem = self.day.problem()
        wrong: list[tuple[str, QWidget]] = [(problem.sentence, self.day.line)] if problem else []
        if self.place.value is None:
            wrong.insert(0, (FieldMissing(field=PLACE).sentence, self.place))
        wrong += self.rows.problems()
        if wrong:
            self.message.complain([text for text, _ in wrong], fields=[field for _, field in wrong])
            wrong[0][1].setFocus()
            return

        if not self._is_meant():
            return

        def saved(done: Done) -> None:
            self.keeper.finish()
            self.saved.emit(done, to_print)

        if not self.late.attempt(lambda: self.entered(self._post), saved):
            self.go_to_first()

    def _is_meant(self) -> bool:
        """Ask once about what was counted far from the book; go to the first of it where it is a slip."""
        asked = [
            (line, field)
            for line, field in self.rows.doubtful()
            if (line.item.id, line.counted) not in self._meant
        ]
        if not asked:
            return True
        told = "\n".join(
            f"•  {line.item.name}: buku {line.item.ref.show(line.book)}, "
            f"hasil hitung {line.item.ref.show(line.counted or 0)}"
            for line, _ in asked
        )
        question = f"Hasil hitung ini jauh dari buku. Betulkah, juga satuannya?\n\n{told}"
        if not ConfirmDialog.ask(self, "Hasil hitung jauh dari buku", question, "Betul, simpan"):
            asked[0][1].setFocus()
            return False
        self._meant |= {(line.item.id, line.counted) for line, _ in asked}
        return True

    def _post(self) -> Done:
        sheet = self.rows.sheet()
        if sheet is None:
            raise FieldMissing(field=PLACE)
        witnesses = [
            (name.text().strip(), office.text().strip())
            for name, office in self.witnesses
            if name.text().strip()
        ]
        return post_count(
            self.context.office, sheet=sheet, counted_by=self.counted_by.text(), witnesses=witnesses
        )

    def go_to_first(self) -> None:
        """Put the cursor where something is wanted: the place, a reason, else the first line."""
        positions = [reason.line for reason in self.ways.refusal.reasons] if self.ways.refusal else []
        field = next((one for at in positions if (one := self.rows.field_of(at)) is not None), None)
        missing = self.rows.first_field(missing_reason=True)
        (missing or field or self.place).setFocus()

    def go_to_reason(self) -> None:
        """Put the cursor into the first reason that is still wanted."""
        (self.rows.first_field(missing_reason=True) or self.place).setFocus()

    def print_sheet(self) -> None:
        """Show the sheet on which this place is counted by hand."""
        if self.place.value is None:
            self.place.setFocus()
            return
        paper = sheets.count_sheet(self.context.office, place=self.place.value, day=self.day.day())
        self.context.show_paper(paper)

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.fields.addWidget(named("&Tempat", self.place))
        self.fields.addWidget(named("T&anggal", self.day, self.day.line))
        self.fields.addWidget(self.blind)
        lines = self.card("Hasil hitung", self.left)
        lines.addWidget(
            _wrapped("Kosong = belum dihitung, 0 = tidak ada barangnya. Selisih wajib beralasan.")
        )
        lines.addWidget(self.rows)
        lines.addWidget(named("Tam&bah barang", self.more))
        lines.addWidget(self.sums)
        form = form_layout()
        self.card("Berita acara", self.right).addLayout(form)
        form.addRow("&Dihitung oleh", self.counted_by)
        for no, (name, office) in enumerate(self.witnesses, start=1):
            form.addRow(f"Saksi &{no}", name)
            form.addRow("Jabatan", office)
        after = self.card("Setelah disimpan", self.right)
        after.addWidget(
            _wrapped(
                "Sisa di buku menjadi hasil hitung pada akhir hari itu; selisihnya dibukukan dengan "
                "alasannya. Sesudah itu tidak ada surat bertanggal sebelumnya yang dapat mengubah barang "
                "ini di sini, kecuali dengan Buka opname."
            )
        )
        look = self.context.look
        self.refresh_button = button("Se&garkan  F5", look, icon_name="refresh-cw")
        self.refresh_button.setToolTip("Salin angka buku sekali lagi; hasil hitung tetap")
        self.refresh_button.clicked.connect(self.refresh)
        self.sheet_button = button("Cetak &lembar hitung", look, icon_name="printer")
        self.sheet_button.clicked.connect(self.print_sheet)
        self.fields.addWidget(self.refresh_button)
        self.fields.addWidget(self.sheet_button)
        self.save_button = self.add_button("&Simpan", self.save, key="Ctrl+S", icon_name="save")
        self.main_button = self.add_button(
            "Simpan && &Cetak", self.save_and_print, key="Ctrl+P", icon_name="printer", role="primary"
        )
        self.main_button.setAccessibleName("Simpan dan cetak")
        self.add_key("Ctrl+Return", self.save_and_print)
        self.hints.setText("Enter ke barang berikutnya · selisih menuju alasannya")

    def _connect(self) -> None:
        self.form.add_pick(PLACE, self.place)
        self.form.add_typed(DAY, self.day)
        self.form.add_part("Baris", self.rows, self.rows, self.rows.changed)
        for line in (self.counted_by, *(field for pair in self.witnesses for field in pair)):
            self.form.add_line(line.accessibleName(), line)
        self.place.picked.connect(lambda _place: self.open_sheet())
        self.day.changed.connect(self.open_sheet)
        self.blind.toggled.connect(self.rows.set_blind)
        self.blind.toggled.connect(self._count)
        self.more.picked.connect(self._add)
        self.rows.changed.connect(self._count)
        self.rows.finished.connect(self.counted_by.setFocus)
        self.rows.set_blind(self.blind.isChecked())
        self.open_sheet()
        order: list[QWidget] = [self.place, self.day.line, self.blind, self.rows, self.more]
        order += [self.counted_by, *(field for pair in self.witnesses for field in pair)]
        for before, after in pairwise([*order, self.leave_button, self.save_button, self.main_button]):
            QWidget.setTabOrder(before, after)

    def restored(self) -> None:
        """Let what a draft held be seen beside the figures it was typed against."""
        self._restoring = True
        self._added = self.rows.kept_items()
        try:
            self.open_sheet()
        finally:
            self._restoring = False


def _wrapped(text: str) -> QLabel:
    made = label(text, "muted")
    made.setWordWrap(True)
    return made
