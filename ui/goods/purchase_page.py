"""The entry page "Terima dari penyedia": the vendor's paper typed off, its total compared, one act."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from ikm_desktop import words
from ikm_desktop.amounts import read_rupiah
from ikm_desktop.errors import (
    FieldInvalid,
    FieldMissing,
    FieldRefusal,
    NothingChosen,
    Refusal,
    Several,
)
from ikm_desktop.goods.items import items
from ikm_desktop.goods.parties import vendors
from ikm_desktop.goods.places import stores
from ikm_desktop.office.acts import Done
from ikm_desktop.office.signatories import signatory_on
from ikm_desktop.supply.purchase import receive_purchase
from ui.common.drafts import CORRECTS, DraftKeeper, correcting
from ui.common.entry import EntryPage
from ui.common.fields import DateField, select_on_focus
from ui.common.fields_row import FlowLayout, named
from ui.common.form import Form
from ui.common.labels import button, card, label
from ui.common.late_entry import LateEntry
from ui.common.picking import CalmCombo, PickCombo
from ui.common.tab import TabContext
from ui.goods.item_form import NewItemForm
from ui.goods.purchase_rows import PurchaseRows, mark, not_picked
from ui.goods.vendor_form import VendorForm

PAGE = "terima-dari-penyedia"
_TITLE = "Terima dari penyedia"
_TOTAL = "Total pada surat"
_EXTRA = "Biaya tambahan"
_HINT = "Jumlah boleh ditulis 3x50 m, 12 kg, atau 2x40+5 · nilai boleh 1,2jt · Enter ke isian berikutnya"


class PurchasePage(EntryPage):
    """Receives goods. received: what was made."""

    received = Signal(object)

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Persediaan", _TITLE)
        today = context.office.clock.now().date()
        self.vendor = PickCombo("Penyedia", self)
        self.vendor.line.setPlaceholderText("Ketik sebagian nama")
        self.vendor.setMinimumWidth(230)
        self.new_vendor_button = button("Penyedia baru", context.look, icon_name="plus", parent=self)
        self.new_vendor = VendorForm(context.office, context.look)
        self.vendor.offer_new("Penyedia")
        self.store = CalmCombo("Gudang", self)
        self.day = DateField("Tanggal surat", today, self)
        self.number = self._line("Nomor surat penyedia", 150)
        self.receiver = self._line("Yang menerima", 170)
        with context.office.reading() as connection:
            known = items(connection)
            officer = signatory_on(connection, "stock_officer", today)
            for store in stores(connection):
                self.store.addItem(store.name, store.place)
        self.receiver.setText(officer.name if officer else context.office.actor)
        self._read_vendors()
        self.rows = PurchaseRows(known, context.look, self)
        self.new_item = NewItemForm(context.office, context.look, known)
        self.extra = self._line(_EXTRA, 110)
        self.total = self._line(_TOTAL, 130)
        for field in (self.extra, self.total):
            select_on_focus(field)
        self.sums = label("", "strong")
        self.hints.setText(_HINT)
        self.form = Form(self)
        self.keeper = DraftKeeper(context.office, PAGE, _TITLE, self._gather, self, self.form.about)
        self._corrects: int | None = None
        self._lay_out()
        self.setFocusProxy(self.vendor)
        self._take_fields()
        self._restore()
        self._connect()
        self._count()

    @staticmethod
    def _line(name: str, width: int) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setMinimumWidth(width)
        return made

    def _read_vendors(self) -> None:
        with self.context.office.reading() as connection:
            self.vendor.offer([(vendor.name, vendor.place) for vendor in vendors(connection)])

    def _connect(self) -> None:
        self.new_vendor_button.clicked.connect(self._open_new_vendor)
        self.new_vendor.made.connect(self._take_vendor)
        self.vendor.new_wanted.connect(self.new_vendor.open_with)
        self.rows.new_wanted.connect(self.new_item.open_for)
        self.new_item.made.connect(self._take_item)
        self.vendor.picked.connect(self._vendor_picked)
        self.day.changed.connect(self._changed)
        for field, after in (
            (self.number, self.receiver),
            (self.receiver, self.rows.rows[0].item),
            (self.extra, self.total),
            (self.total, self.save_button),
        ):
            field.textChanged.connect(self._changed)
            field.returnPressed.connect(after.setFocus)
        self.rows.changed.connect(self._changed)
        self.rows.finished.connect(self.extra.setFocus)
        self._done: Done | None = None
        self.late = LateEntry(self.context, self, self.message.refuse)
        self.ways.day, self.ways.late = self.day, self.late
        self.keeper.trouble.connect(self.hints.setText)

    # --- the draft ----------------------------------------------------------------------------------

    def _take_fields(self) -> None:
        """Let what is typed be kept as a draft and undone step by step."""
        form = self.form
        form.add_value("vendor", self.vendor, self.vendor.currentText, self._type_vendor, self.vendor.picked)
        form.add_line("day", self.day.line)
        for name in ("number", "receiver"):
            form.add_line(name, getattr(self, name))
        form.add_part("rows", self.rows, _RowsPart(self.rows), self.rows.changed)
        for name in ("extra", "total"):
            form.add_line(name, getattr(self, name))
        self.vendor.line.textEdited.connect(form.changed)

    def _type_vendor(self, text: object) -> None:
        self.vendor.setEditText(str(text))
        self.vendor.take_typed()

    def _gather(self) -> tuple[dict[str, Any], list[Any]]:
        return self.form.values() | correcting(self._corrects), self.form.spot()

    def _restore(self) -> None:
        draft = self.keeper.found()
        if draft is not None:
            self._corrects = draft.values.get(CORRECTS)
            self.form.write(draft.values)
            self.keeper.resume()
            self.hints.setText(f"Konsep {draft.begun} dilanjutkan. {_HINT}")
            if self.form.go_to_spot(draft.focus) is not None:
                self.setFocusProxy(self.focusWidget())
        self.form.begin()
        self.form.changed.connect(self._changed)
        for key, run in (("Ctrl+Z", self.form.undo), ("Ctrl+Y", self.form.redo)):
            self.add_key(key, run)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the draft when the page is left; it is still open where the whole window goes."""
        super().hideEvent(event)
        if not event.spontaneous():
            stack = self.parentWidget()
            self.keeper.keep(is_open=isinstance(stack, QStackedWidget) and stack.currentWidget() is self)

    # --- following what is typed --------------------------------------------------------------------

    def _changed(self) -> None:
        self.keeper.touch()
        self._count()

    def _count(self) -> None:
        """Compare the lines and the extra cost with the paper's total while one types."""
        extra, total = self._money(self.extra, _EXTRA), self._money(self.total, _TOTAL)
        mark(self.extra, extra if isinstance(extra, FieldRefusal) else None)
        mark(self.total, total if isinstance(total, FieldRefusal) else None)
        summed = self.rows.total() + (extra if isinstance(extra, int) else 0)
        text = f"Jumlah baris dan biaya {words.rupiah(summed)}"
        if isinstance(total, int) and self.total.text().strip():
            text += " = total pada surat ✓" if total == summed else f", selisih {_difference(total, summed)}"
        self.sums.setText(text)

    @staticmethod
    def _money(field: QLineEdit, name: str) -> int | FieldRefusal:
        if not field.text().strip():
            return 0
        try:
            return read_rupiah(field.text(), name)
        except FieldRefusal as refusal:
            return refusal

    def _vendor_picked(self, place: int | None) -> None:
        self._changed()
        if place is not None and self.vendor.line.hasFocus():
            self.day.setFocus()

    def _open_new_vendor(self) -> None:
        self.new_vendor.open_with("" if self.vendor.value else self.vendor.currentText().strip())

    def _take_vendor(self, place: int, name: str) -> None:
        self._read_vendors()
        self.vendor.pick(place, name)
        self._changed()
        self.day.setFocus()

    def _take_item(self, item: int, _name: str) -> None:
        with self.context.office.reading() as connection:
            known = items(connection)
        self.rows.take_new(self.new_item.line, item, known)
        self._changed()

    # --- saving -------------------------------------------------------------------------------------

    def problems(self) -> list[tuple[Refusal, QWidget]]:
        """Return all that is in the way as far as the page can see, with the field to go to."""
        found: list[tuple[Refusal, QWidget]] = []
        if self.vendor.value is None:
            found.append(
                (not_picked(self.vendor, "Penyedia", "belum tercatat; tekan Penyedia baru"), self.vendor)
            )
        if (wrong := self.day.problem()) is not None:
            found.append((wrong, self.day.line))
        found += [
            (FieldMissing(field=field.accessibleName()), field)
            for field in (self.number, self.receiver)
            if not field.text().strip()
        ]
        found += self.rows.problems()
        if not self.rows.typed():
            found.append((NothingChosen(), self.rows.rows[0].item))
        return [*found, *self._wrong_total()]

    def _wrong_total(self) -> list[tuple[Refusal, QWidget]]:
        extra, total = self._money(self.extra, _EXTRA), self._money(self.total, _TOTAL)
        found: list[tuple[Refusal, QWidget]] = []
        if isinstance(extra, FieldRefusal):
            found.append((extra, self.extra))
        if isinstance(total, FieldRefusal):
            found.append((total, self.total))
        elif not self.total.text().strip():
            found.append((FieldMissing(field=_TOTAL), self.total))
        elif isinstance(extra, int) and total != self.rows.total() + extra:
            summed = self.rows.total() + extra
            why = f"tidak sama dengan jumlah baris dan biaya {words.rupiah(summed)}"
            why += f" (selisih {_difference(total, summed)})"
            found.append((FieldInvalid(field=_TOTAL, value=words.rupiah(total), why=why), self.total))
        return found

    def save(self) -> Done | None:
        """Receive the goods; all that is in the way is told, and the first field is gone to."""
        found = self.problems()
        if found:
            reasons = [reason for reason, _ in found]
            self.message.refuse(reasons[0] if len(reasons) == 1 else Several(parts=tuple(reasons)))
            found[0][1].setFocus()
            return None
        self._done = None
        if not self.late.attempt(self._receive, self._received):
            self.day.setFocus()
        return self._done

    def _receive(self) -> Done:
        extra = self._money(self.extra, _EXTRA)
        with self.context.office.correcting(self._corrects):
            return receive_purchase(
                self.context.office,
                vendor=self.vendor.value,
                store=self.store.currentData(),
                letter_date=self.day.day(),
                lines=self.rows.lines(),
                paper=self.number.text(),
                receiver=self.receiver.text(),
                extra_cost=extra if isinstance(extra, int) else 0,
            )

    def _received(self, done: Done) -> None:
        self._done = done
        self.keeper.finish()
        self.received.emit(done)

    def go_to_first(self) -> None:
        """Put the cursor into the first field that is wrong, else into the day."""
        found = self.problems()
        (found[0][1] if found else self.day).setFocus()

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.fields.addWidget(named("&Penyedia", self.vendor))
        self.fields.addWidget(self.new_vendor_button)
        self.fields.addWidget(named("&Tanggal surat", self.day, self.day.line))
        self.fields.addWidget(named("&Nomor surat", self.number))
        self.fields.addWidget(named("&Yang menerima", self.receiver))
        if self.store.count() > 1:
            self.fields.addWidget(named("&Gudang", self.store))
        else:
            self.store.hide()
        self.body.addWidget(self.new_vendor)
        self.body.addWidget(self.new_item)
        lines, column = card("Barang pada surat penyedia")
        column.addWidget(self.rows)
        self.body.addWidget(lines)
        sums, below = card("Total")
        row = FlowLayout()
        row.addWidget(named("&Biaya tambahan (angkutan dan lain-lain)", self.extra))
        row.addWidget(named("T&otal pada surat", self.total))
        row.addWidget(self.sums)
        below.addLayout(row)
        after = label(
            "Setelah disimpan barang masuk gudang per tanggal surat; biaya tambahan dibagi menurut nilai. "
            "Sesudah itu tidak dapat diubah, hanya dibalik.",
            "muted",
        )
        after.setWordWrap(True)
        below.addWidget(after)
        self.body.addWidget(sums)
        self.body.addStretch()
        self.leave_button = self.add_button("B&atal", self.context.close_page)
        self.save_button = self.add_button(
            "&Simpan", self.save, key="Ctrl+S", icon_name="save", role="primary"
        )
        self.add_key("Ctrl+Return", self.save)


class _RowsPart:
    """The lines as a part of the form: three texts each; the cursor stands in one of a line's widgets."""

    def __init__(self, rows: PurchaseRows) -> None:
        self._rows = rows

    def state(self) -> list[list[str]]:
        """Return what is typed, without empty lines."""
        return self._rows.typed()

    def restore(self, state: Any) -> None:  # noqa: ANN401 - as `state` gave it
        """Show these lines and empty the others."""
        lines = list(state) if isinstance(state, list) else []
        self._rows.fill([*lines, *[("", "", "")] * max(len(self._rows.rows) - len(lines), 0)])

    def spot(self) -> list[Any]:
        """Return line and place of the widget that has the cursor."""
        focused = self._rows.focusWidget()
        return [
            place
            for row in self._rows.rows
            for at, widget in enumerate(row.widgets)
            if widget is focused
            for place in (row.no, at)
        ]

    def go_to_spot(self, spot: list[Any]) -> None:
        """Put the cursor back, into the first line where that one is gone."""
        no, at = (int(spot[0]), int(spot[1])) if len(spot) > 1 else (1, 0)
        row = self._rows.rows[min(no, len(self._rows.rows)) - 1]
        row.widgets[at].setFocus()


def _difference(total: int, summed: int) -> str:
    return words.rupiah(abs(total - summed))
