"""An entry page that moves goods of one party: who, when, how much of what is there, why; one act."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from ikm_desktop import words
from ikm_desktop.errors import FieldMissing, ReasonMissing
from ikm_desktop.goods.last_entry import last_entry
from ikm_desktop.goods.places import stores
from ikm_desktop.office.acts import Done
from ikm_desktop.office.signatories import signatory_on
from ui.common.drafted_page import DraftedPage
from ui.common.fields import DateField
from ui.common.fields_row import named
from ui.common.labels import button, label
from ui.common.late_entry import LateEntry
from ui.common.picking import CalmCombo, PickCombo
from ui.common.quantity_rows import Heads, QuantityLine, QuantityRows
from ui.common.tab import TabContext

DAY = "Tanggal"
_OFFERED = 64
"""How many letters of a past entry's amounts have room in a narrow window; the rest stand in the tooltip."""


class LinesPage(DraftedPage):
    """The page. A room says who can be picked, what lies there, and which act moves it.

    saved: what was made, and whether it is to be printed.
    """

    saved = Signal(object, bool)

    came_from = ""
    title_text = ""
    key = ""
    party_label = "&Peserta"
    party_name = "Peserta"
    party_title = "Siapa"
    heads = Heads("Bahan", "Dipegang")
    empty = ""
    after = ""
    offers = ""
    """The kind of voucher whose last amounts for the party are offered, "" for none."""

    prints = True
    """Whether the act makes a paper that can be printed."""

    def __init__(self, context: TabContext, party: int | None = None) -> None:
        super().__init__(context, self.came_from, self.title_text, self.key)
        self.today = context.office.clock.now().date()
        self.party = PickCombo(self.party_name, self)
        self.party.line.setPlaceholderText("Ketik sebagian nama")
        self.about = _wrapped("")
        self.day = DateField(DAY, self.today, self)
        self.ways.day = self.day
        self.late = self.ways.late = LateEntry(context, self, self.refuse)
        self.rows = QuantityRows(self.heads, self.empty, self)
        self.extra: dict[str, QLineEdit | CalmCombo] = {}
        self.store = CalmCombo("Gudang", self)
        with context.office.reading() as connection:
            for store in stores(connection):
                self.store.addItem(store.name, store.place)
        self._shown: int | None = None
        self._last: dict[str, int] = {}
        self.party.offer(self.parties())
        self._lay_out()
        self._connect()
        self.make_more()
        if party is not None:
            self.party.choose([party, ""])
        self._tab_order()
        first = self.rows.first_field() if party is not None else None
        self.start(first or self.party)

    # --- what a room says ---------------------------------------------------------------------------

    def parties(self) -> Sequence[tuple[str, int]]:
        """Return who can be picked: text and place, those most likely first."""
        raise NotImplementedError

    def lines(self, party: int, day: date) -> Sequence[QuantityLine]:
        """Return what lies there of each thing on a day."""
        raise NotImplementedError

    def describe(self, party: int) -> str:
        """Return what stands under the name."""
        del party
        return ""

    def make_more(self) -> None:
        """Put further fields into the right column."""

    def post(self, party: int | None, day: date | None, chosen: Sequence[tuple[QuantityLine, int]]) -> Done:
        """Do the act."""
        raise NotImplementedError

    def is_thought_over(self, chosen: Sequence[tuple[QuantityLine, int]], day: date) -> bool:
        """Ask what the clerk should think over before the act; return whether to go on."""
        del chosen, day
        return True

    def picked(self, party: int) -> None:
        """Follow a party that was picked."""

    # --- fields of the right column -----------------------------------------------------------------

    def add_text(self, form: QFormLayout, caption: str, name: str, *, required: bool = False) -> QLineEdit:
        """Put a line of text into the right column, marked where it is required."""
        line = QLineEdit(self)
        self._add_extra(form, caption, name, line, required=required)
        self.form.add_line(name, line)
        line.returnPressed.connect(lambda: self.go_on_after(name))
        return line

    def add_officer(self, form: QFormLayout, caption: str, name: str, role: str = "stock_officer") -> None:
        """Put a line into the right column for who acts for the office, with who does it on this day."""
        line = self.add_text(form, caption, name, required=True)
        with self.context.office.reading() as connection:
            officer = signatory_on(connection, role, self.today)
        line.setText(officer.name if officer else self.context.office.actor)

    def add_reason(
        self, form: QFormLayout, caption: str, suggestions: Sequence[str], name: str = "Alasan"
    ) -> CalmCombo:
        """Put a reason into the right column; the ones used before are suggested."""
        combo = CalmCombo(name, self)
        line = combo.typed_in(name, suggestions)
        self._add_extra(form, caption, name, combo, required=True)
        self.form.add_text_choice(name, combo)
        line.returnPressed.connect(lambda: self.go_on_after(name))
        return combo

    def _add_extra(
        self, form: QFormLayout, caption: str, name: str, field: QLineEdit | CalmCombo, *, required: bool
    ) -> None:
        field.setAccessibleName(f"{name}, wajib" if required else name)
        form.addRow(f"{caption} (wajib)" if required else caption, field)
        self.extra[name] = field

    def go_on_after(self, name: str) -> None:
        """Go to the next field of the right column, after the last to the button that saves."""
        names = list(self.extra)
        following = (self.extra[one] for one in names[names.index(name) + 1 :])
        next((field for field in following if not field.isHidden()), self.main_button).setFocus()

    def fill_text(self, name: str, text: str) -> None:
        """Fill a field of the right column."""
        field = self.extra[name]
        (field.setText if isinstance(field, QLineEdit) else field.setEditText)(text)

    def text_of(self, name: str) -> str:
        """Return what is typed in a field of the right column."""
        field = self.extra[name]
        return (field.text() if isinstance(field, QLineEdit) else field.currentText()).strip()

    # --- following what is typed --------------------------------------------------------------------

    def _connect(self) -> None:
        self.form.add_pick(self.party_name, self.party)
        self.form.add_typed(DAY, self.day)
        self.form.add_part("Baris", self.rows, self.rows, self.rows.changed)
        self.party.picked.connect(self._party_picked)
        self.day.changed.connect(self._read_again)
        self.form.add_choice("Gudang", self.store)
        self.store.currentIndexChanged.connect(self._read_again)
        self.rows.finished.connect(lambda: next(iter(self.extra.values()), self.main_button).setFocus())

    def _party_picked(self, party: int | None) -> None:
        if party is None:
            typed = self.party.currentText().strip()
            if not typed:
                self._shown = None
                self.rows.show_lines(())
            self.about.setText("Tidak ada satu nama yang cocok. Pilih dari daftar." if typed else "")
            return
        self.about.setText(self.describe(party))
        self._read(party, keep=party == self._shown)
        self._offer_last(party)
        self.picked(party)
        field = self.rows.first_field()
        if self.party.line.hasFocus() and field is not None:
            field.setFocus()

    def _offer_last(self, party: int) -> None:
        """Offer the amounts of the last time; they are filled in when they are asked for only."""
        self._last = {}
        if self.offers:
            with self.context.office.reading() as connection:
                last = last_entry(connection, self.offers, party)
            shown_here = {line.item.id: line for line in self.rows.lines()}
            if last is not None:
                self._last = {str(item): q for item, q in last.quantities.items() if item in shown_here}
                goods = " · ".join(
                    f"{shown_here[item].item.heading} {shown_here[item].item.ref.show(quantity)}"
                    for item, quantity in last.quantities.items()
                    if item in shown_here
                )
                told = textwrap.shorten(goods, _OFFERED, placeholder=" …")
                self.again_button.setToolTip(goods)
                self.again_button.setText(f"Pakai isian {words.short_date(last.letter_date)[:5]}: {told} ↵")
                self.again_button.setAccessibleName(f"Pakai isian {words.short_date(last.letter_date)}")
        self.again_button.setVisible(bool(self._last))

    def _use_last(self) -> None:
        self.rows.fill(self._last)
        (self.rows.first_field() or self.party).setFocus()

    def _read_again(self) -> None:
        if self.party.value is not None:
            self._read(self.party.value, keep=True)

    def _read(self, party: int, *, keep: bool) -> None:
        day = self.day.day()
        if day is not None:
            self._shown = party
            self.rows.show_lines(self.lines(party, day), keep=keep)

    # --- saving -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Do the act; what is in the way is told and gone to."""
        self._save(to_print=False)

    def save_and_print(self) -> None:
        """Do the act and go on to its paper."""
        self._save(to_print=self.prints)

    def _save(self, *, to_print: bool) -> None:
        self.message.clear()
        self.party.settle()
        # Of what is too much the act says which paper has it, and what can be done about it.
        wrong = self.rows.unreadable()
        if (problem := self.day.problem()) is not None:
            wrong = [(problem.sentence, self.day.line), *wrong]
        if wrong:
            self.message.complain([text for text, _ in wrong], fields=[field for _, field in wrong])
            wrong[0][1].setFocus()
            return
        day = self.day.day()
        enough = not self.rows.problems()
        if day is not None and enough and not self.is_thought_over(self.rows.chosen(), day):
            return

        def saved(done: Done) -> None:
            self.keeper.finish()
            self.saved.emit(done, to_print)

        if not self.late.attempt(lambda: self.entered(self._post), saved):
            refused = self._refused_row()
            if refused is None:
                self.go_to_first()
            else:
                refused.setFocus()

    def _refused_row(self) -> QLineEdit | None:
        """Return the quantity of the first line that was refused; None where something else was."""
        refusal, chosen = self.ways.refusal, self.rows.chosen()
        for reason in refusal.reasons if refusal is not None else ():
            is_of_another = isinstance(reason, (ReasonMissing, FieldMissing)) or reason.line is None
            if not is_of_another and 0 < (reason.line or 0) <= len(chosen):
                return self.rows.fields[chosen[(reason.line or 1) - 1][0].key]
        return None

    def _post(self) -> Done:
        return self.post(self.party.value, self.day.day(), self.rows.chosen())

    def go_to_first(self) -> None:
        """Put the cursor into the first field that is wrong or empty."""
        wrong = self.rows.problems()
        if self.party.value is None:
            self.party.setFocus()
        elif self.day.day() is None:
            self.day.line.setFocus()
        elif wrong:
            wrong[0][1].setFocus()
        elif not self.rows.chosen():
            (self.rows.first_field() or self.party).setFocus()
        else:
            self.go_to_reason()

    def go_to_quantities(self) -> None:
        """Put the cursor into the first quantity that is typed, else into the first there is."""
        typed = next((self.rows.fields[line.key] for line, _ in self.rows.chosen()), None)
        (typed or self.rows.first_field() or self.party).setFocus()

    def go_to_reason(self) -> None:
        """Put the cursor into the first empty field to the right, else into the quantities."""
        shown = ((name, field) for name, field in self.extra.items() if not field.isHidden())
        empty = next((field for name, field in shown if not self.text_of(name)), None)
        (empty or self.rows.first_field() or self.party).setFocus()

    def take_party(self, place: int) -> None:
        """Take another party; what is typed stays."""
        self.party.offer(self.parties())
        self.party.choose([place, ""])
        (self.rows.first_field() or self.party).setFocus()

    def lessen(self) -> None:
        """Read anew what is there, and lessen what is too much to that."""
        self._read_again()
        (self.rows.cut_to_what_is_there() or self.rows.first_field() or self.party).setFocus()

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        who = self.party_card = self.card(self.party_title, self.left)
        form = form_layout()
        form.addRow(f"{self.party_label} (wajib)", self.party)
        who.addLayout(form)
        who.addWidget(self.about)
        self.fields.addWidget(named("&Tanggal", self.day, self.day.line))
        self.store.setVisible(self.store.count() > 1)
        if self.store.count() > 1:
            self.fields.addWidget(named("&Gudang", self.store))
        self.lines_card = self.card("Apa dan berapa", self.left)
        self.lines_card.addWidget(self.rows)
        self.again_button = button("", self.context.look, icon_name="history", role="link")
        self.again_button.clicked.connect(self._use_last)
        self.again_button.hide()
        self.lines_card.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)
        after = self.card("Setelah disimpan", self.right)
        after.addWidget(_wrapped(self.after))
        self.save_button = self.add_button("&Simpan", self.save, key="Ctrl+S", icon_name="save")
        self.main_button = self.save_button
        if self.prints:
            self.main_button = self.add_button(
                "Simpan && &Cetak", self.save_and_print, key="Ctrl+P", icon_name="printer", role="primary"
            )
            self.main_button.setAccessibleName("Simpan dan cetak")
        self.add_key("Ctrl+Return", self.save_and_print)

    def _tab_order(self) -> None:
        self.rows.tab_after = self.store
        order: list[QWidget] = [self.party, self.day.line, self.store, *self.rows.fields.values()]
        order += [*self.extra.values(), self.leave_button, self.save_button, self.main_button]
        for before, after in pairwise(order):
            if before is not after:
                QWidget.setTabOrder(before, after)

    def restored(self) -> None:
        """Let what a draft held be seen with what is there now."""
        self.rows.judge()


def form_layout() -> QFormLayout:
    """Return a form whose long fields go into a line of their own where there is little room."""
    made = QFormLayout()
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return made


def _wrapped(text: str) -> QLabel:
    made = label(text, "muted")
    made.setWordWrap(True)
    return made
