"""A new batch made like an earlier one: the first day is all that is asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ikm_desktop import words
from ikm_desktop.batches.batches import batch_of, batches
from ikm_desktop.batches.copying import batch_like, moved_plan, next_name
from ikm_desktop.batches.partners import partners
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods.items import items_by_id
from ui.batches.day_field import OpenDayField
from ui.common.drafted_page import DraftedPage
from ui.common.labels import label
from ui.common.lines_page import form_layout
from ui.common.picking import CalmCombo
from ui.common.tab import TabContext

PAGE = "seperti-lalu"
_SOURCE, _DAY, _NAME = "Seperti angkatan", "Tanggal mulai", "Nama angkatan"


class LikePage(DraftedPage):
    """Which batch, and from which day; Enter in the day makes it. `saved` carries the new batch."""

    saved = Signal(int)

    def __init__(self, context: TabContext, batch: int | None = None) -> None:
        super().__init__(context, "Angkatan", "Seperti angkatan lalu", PAGE)
        self.setProperty("help", PAGE)
        self._office = context.office
        self.source = CalmCombo(_SOURCE, self)
        self.day = OpenDayField(_DAY, self._office.clock.now().date(), self)
        self.ways.day = self.day
        self.name = QLineEdit(self)
        self.name.setAccessibleName(_NAME)
        self.taken = label("", "muted")
        self.taken.setWordWrap(True)
        self._lay_out()
        with self._office.reading() as connection:
            known = batches(connection)
            self.name.setText(next_name(connection))
        for one in reversed(known):
            self.source.addItem(f"{one.name} · {one.training}", one.id)
        self.source.setCurrentIndex(max(self.source.findData(batch), 0))
        self.source.currentIndexChanged.connect(self._tell)
        self.day.changed.connect(self._tell)
        self.day.line.returnPressed.disconnect()
        self.day.line.returnPressed.connect(self.save)
        self.form.add_choice(_SOURCE, self.source)
        self.form.add_typed(_DAY, self.day)
        self.form.add_line(_NAME, self.name)
        self._tell()
        self.start(self.day)

    def _lay_out(self) -> None:
        form = form_layout()
        form.addRow("Seperti an&gkatan", self.source)
        form.addRow("Tanggal &mulai (wajib)", self.day)
        form.addRow("&Nama angkatan baru", self.name)
        self.card("Angkatan baru", self.left).addLayout(form)
        self.card("Yang diambil", self.right).addWidget(self.taken)
        self.hints.setText("Enter pada tanggal = buat angkatan · F2 = kalender · Esc = kembali")
        self.add_button("B&uat angkatan", self.save, key="Ctrl+S", icon_name="plus", role="primary")

    def restored(self) -> None:
        """Show what the batch of the draft brings."""
        self._tell()

    def _tell(self) -> None:
        """Say what is taken over, with the days as they will be."""
        source, day = self.source.currentData(), self.day.day()
        if source is None:
            self.taken.setText("Belum ada angkatan yang dapat dicontoh.")
            return
        with self._office.reading() as connection:
            like = batch_of(connection, source)
            plan = moved_plan(connection, source, day or like.starts_on or self._office.clock.now().date())
            with_ = [one.name for one in partners(connection, source)]
            product = items_by_id(connection, [like.product]) if like.product is not None else {}
        days = sorted({one.day for one in plan})
        parts = [
            f"Pelatihan: {like.training}",
            f"Tempat: {', '.join(part for part in (like.venue, like.city) if part) or '–'}",
            f"Produk: {', '.join(one.name for one in product.values()) or '–'}",
            f"Kode rekening: {like.account or '–'}",
            f"Mitra: {', '.join(with_) or '–'}",
            f"Jadwal: {len(plan)} mata pelatihan, {sum(one.hours for one in plan)} JP",
        ]
        if days and day is not None:
            first, last = (f"{words.day_name(one)} {words.short_date(one)}" for one in (days[0], days[-1]))
            parts[-1] += f", {first} s.d. {last}"
        self.taken.setText("\n".join(parts))

    def save(self) -> None:
        """Make the batch; its page follows, which tells what comes next."""
        source = self.source.currentData()
        if source is None:
            self.message.complain(["Belum ada angkatan yang dapat dicontoh."])
            return
        problem = self.day.problem()
        if problem is not None:
            self.message.complain([problem.sentence])
            self.day.setFocus()
            return
        try:
            done = batch_like(
                self._office, source=source, starts_on=self.day.day(), name=self.name.text().strip()
            )
        except (Refusal, Fault) as refused:
            self.refuse(refused)
            self.go_to_first()
            return
        told = " ".join(notice.text for notice in done.notices)
        self.keeper.finish()
        self.context.say(f"{self.name.text().strip()} dibuat. {told}".strip())
        self.saved.emit(done.ids[0])

    def go_to_first(self) -> None:
        """Put the cursor into the day."""
        self.day.setFocus()
