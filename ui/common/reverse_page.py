"""The page Balikkan: lines ticked, parts, a reason; counter-entry and what is in the way seen before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit

from ikm_desktop import words
from ikm_desktop.errors import Blocked, Fault, FieldRefusal, Refusal
from ikm_desktop.goods import correction, reversal
from ikm_desktop.goods.reversal_preview import (
    CounterEntry,
    Reversible,
    ReversibleLine,
    rehearse_reversal,
    reversible,
)
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.office.acts import Done
from ui.common.columns import Columns
from ui.common.correcting import draft_in_the_way, has_page, open_draft
from ui.common.entry import EntryPage
from ui.common.fields import DateField, select_on_focus
from ui.common.form import Form
from ui.common.keeping import Keeping
from ui.common.labels import label
from ui.common.late_entry import LateEntry
from ui.common.mnemonics import plain
from ui.common.picking import CalmCombo
from ui.common.quantity_rows import shown
from ui.common.tab import TabContext

REASONS = ("salah catat", "salah jumlah", "salah orang", "salah tanggal", "barang dikembalikan")
PAGE = "balik"
DAY, REASON = "Tanggal pembalikan", "Alasan"
_SOON_MS = 120


class _Line:
    """The widgets of one line of the original: its tick, how much, and of a delivery how many rejected."""

    def __init__(self, line: ReversibleLine, page: ReversePage, grid: QGridLayout, row: int) -> None:
        self.line = line
        name = line.item.name if line.item else "Pembayaran"
        self.tick = QCheckBox(f"{line.no}. {name}", page)
        self.tick.setAccessibleName(f"Balikkan baris {line.no}, {name}")
        self.tick.setChecked(bool(line.accepted or line.rejected) or line.item is None)
        self.fields: dict[str, QLineEdit] = {}
        grid.addWidget(self.tick, row, 0)
        if line.item is None:
            return
        for column, (part, most) in enumerate((("accepted", line.accepted), ("rejected", line.rejected))):
            if part == "rejected" and not (line.rejected or page.original.kind == "delivery"):
                continue
            field = QLineEdit(shown(line.item, most), page)
            word = "ditolak" if part == "rejected" else "jumlah"
            field.setAccessibleName(f"{word.capitalize()} baris {line.no}")
            field.setFixedWidth(field.fontMetrics().horizontalAdvance("00.000,000") + 22)
            field.setToolTip(f"Paling banyak {line.item.ref.show(most)}")
            select_on_focus(field)
            self.fields[part] = field
            grid.addWidget(field, row, 2 * column + 1)
            grid.addWidget(label(f"dari {line.item.ref.show(most)}", "muted"), row, 2 * column + 2)
        self.tick.toggled.connect(self._ticked)
        self._ticked(self.tick.isChecked())

    def _ticked(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        for field in self.fields.values():
            field.setEnabled(on)

    def asked(self, *, whole_only: bool) -> int | Pieces | None:
        """Return how much of the line goes back, None for all of it. Raises what the unit's reader raises."""
        if self.line.item is None or whole_only:
            return None
        unit = self.line.item.unit
        found = {
            part: unit.read(field.text().strip() or "0", "Jumlah") for part, field in self.fields.items()
        }
        if "rejected" in found:
            return Pieces(found["accepted"], found["rejected"])
        return found["accepted"]


class _LinesPart:
    """The lines as a part of the form: by number whether it is ticked, and its quantities as typed."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self._lines = {str(one.line.no): one for one in lines}

    def state(self) -> dict[str, list[Any]]:
        """Return ticks and quantities."""
        return {
            no: [one.tick.isChecked(), {part: field.text() for part, field in one.fields.items()}]
            for no, one in self._lines.items()
        }

    def restore(self, state: Any) -> None:  # noqa: ANN401 - as `state` gave it
        """Show ticks and quantities; lines that the voucher does not have are left out."""
        for no, (ticked, texts) in dict(state).items():
            if (one := self._lines.get(no)) is None:
                continue
            one.tick.setChecked(bool(ticked))
            for part, text in texts.items():
                if part in one.fields:
                    one.fields[part].setText(str(text))

    def spot(self) -> list[Any]:
        """Return the line the cursor stands in, and its field, "" for the tick."""
        for no, one in self._lines.items():
            for part, widget in (("", one.tick), *one.fields.items()):
                if widget is one.tick.window().focusWidget():
                    return [no, part]
        return []

    def go_to_spot(self, spot: list[Any]) -> None:
        """Put the cursor back."""
        one = self._lines.get(str(spot[0])) if spot else None
        if one is not None:
            one.fields.get(str(spot[1]), one.tick).setFocus()


class ReversePage(EntryPage):
    """Reverses one posted voucher; what is ticked and typed is a draft of this voucher.

    reversed: what was made, and whether it is to be printed; edited: something on a line is another now.
    """

    reversed = Signal(object, bool)
    edited = Signal()

    def __init__(self, context: TabContext, came_from: str, voucher: int) -> None:
        super().__init__(context, came_from, "Balikkan")
        with context.office.reading() as connection:
            self.original: Reversible = reversible(connection, voucher)
        today = context.office.clock.now().date()
        self.day = DateField(DAY, max(today, self.original.day), self)
        self.ways.day = self.day
        self.late = self.ways.late = LateEntry(context, self, self.ways.refuse)
        self.late.remember(self._reverse, lambda done: self._done(done, to_print=False))
        self.reason = CalmCombo(REASON, self)
        self.reason_line = self.reason.typed_in(REASON, REASONS)
        self.outcome = _wrapped("")
        self.outcome.setAccessibleName("Akibat pembalikan")
        self.refusal: Refusal | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.rehearse)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.reason)
        self._keep()
        self.rehearse()

    def _keep(self) -> None:
        """Let what is typed be kept as a draft, and go on with the one that is there."""
        form = self.form = Form(self)
        form.add_part("Baris", self._what, _LinesPart(self.lines), self.edited)
        form.add_text_choice(REASON, self.reason)
        form.add_typed(DAY, self.day)
        said = self.hints.text()
        self.kept = Keeping(self, form, f"{PAGE}-{self.original.voucher}", f"Balikkan {self.original.ref}")
        if self.hints.text() != said:
            self.hints.setText(f"{self.hints.text()} {said}")
        form.changed.connect(self._soon.start)

    def _lay_out(self) -> None:
        columns = Columns(self)
        self.body.addWidget(columns)
        what = columns.card(str(self.original.ref), columns.left)
        what.addWidget(_wrapped(_about(self.original)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(5, 1)
        if any(line.rejected for line in self.original.lines):
            grid.addWidget(label("Diterima", "muted"), 0, 1)
            grid.addWidget(label("Ditolak", "muted"), 0, 3)
        self.lines = [_Line(line, self, grid, row) for row, line in enumerate(self.original.lines, start=1)]
        what.addLayout(grid)
        self._what = what.parentWidget() or self
        why = columns.card("Mengapa dan kapan", columns.left)
        for caption, field in (("&Alasan (wajib)", self.reason), ("&Tanggal", self.day)):
            name = label(caption)
            name.setBuddy(field)
            why.addWidget(name)
            why.addWidget(field)
        columns.card("Surat pembalikan yang akan dibuat", columns.right).addWidget(self.outcome)
        columns.close_up()
        self.hints.setText("Pembalikan tidak dapat dibalik lagi; yang benar dicatat ulang.")
        self.leave_button = self.add_button("Bata&l", self.context.close_page)
        self.correct_button = self.add_button(
            "Balikkan && &perbaiki", self.correct, key="Ctrl+Shift+B", icon_name="pencil"
        )
        self.correct_button.setToolTip("Balikkan baris yang dipilih, lalu isi ulang dari isinya")
        self.correct_button.setVisible(has_page(self.original.kind))
        self.go_button = self.add_button(
            "&Balikkan", self.save, key="Ctrl+S", icon_name="undo-2", role="primary"
        )
        self.add_key("Ctrl+Return", self.save)
        self.add_key("Ctrl+P", lambda: self._save(to_print=True))

    def _connect(self) -> None:
        for one in self.lines:
            one.tick.setEnabled(not self.original.is_whole_only)
            one.tick.toggled.connect(self._soon.start)
            one.tick.toggled.connect(self.edited)
            for field in one.fields.values():
                field.setReadOnly(self.original.is_whole_only)
                field.textEdited.connect(self._soon.start)
                field.textChanged.connect(self.edited)
                field.returnPressed.connect(self.focusNextChild)
        self.day.changed.connect(self._soon.start)
        self.reason_line.returnPressed.connect(self.go_button.setFocus)
        self.message.way_chosen.connect(self._go)

    # --- before it is done --------------------------------------------------------------------------

    def chosen(self) -> dict[int, int | Pieces | None]:
        """Return by line number how much goes back, None for all of it. Raises FieldRefusal."""
        return {
            one.line.no: one.asked(whole_only=self.original.is_whole_only)
            for one in self.lines
            if one.tick.isChecked()
        }

    def rehearse(self) -> None:
        """Show the counter-entry that would be made, or what stands in its way."""
        self._soon.stop()
        self.refusal = None
        try:
            lines, quantities = self._asked()
            entry = rehearse_reversal(
                self.context.office,
                voucher=self.original.voucher,
                lines=lines,
                quantities=quantities,
                on=self.day.day(),
            )
        except (Refusal, Fault) as refused:
            self.refusal = refused if isinstance(refused, Refusal) else None
            self.ways.refuse(refused)
            self.outcome.setText("Belum dapat dibuat; lihat pesan di atas.")
            return
        self.message.clear()
        self.outcome.setText(_told(entry, self.original))

    def _asked(self) -> tuple[Sequence[int], dict[int, int | Pieces]]:
        chosen = self.chosen()
        return list(chosen), {no: asked for no, asked in chosen.items() if asked is not None}

    def _go(self, key: str) -> None:
        """Reverse just what can go, or open what is in the way."""
        name, _, value = key.partition(":")
        if name == "balikkan":
            self._cut_to_what_can_go(int(value))

    def _cut_to_what_can_go(self, possible: int) -> None:
        for reason in self.refusal.reasons if self.refusal else ():
            line = next((one for one in self.lines if one.line.no == reason.line), None)
            if not isinstance(reason, Blocked) or reason.possible != possible or line is None:
                continue
            part = "accepted" if self._is_about_accepted(line, reason) else "rejected"
            if line.line.item is not None and part in line.fields:
                line.fields[part].setText(shown(line.line.item, possible))
        self.rehearse()
        self.reason.setFocus()

    @staticmethod
    def _is_about_accepted(line: _Line, reason: Blocked) -> bool:
        """Tell which of a delivery's two quantities is blocked: it asked just that much."""
        asked = line.asked(whole_only=False)
        return not isinstance(asked, Pieces) or asked.accepted == reason.asked

    # --- doing it -----------------------------------------------------------------------------------

    def save(self) -> None:
        """Reverse; what is in the way is told and gone to."""
        self._save(to_print=False)

    def _save(self, *, to_print: bool) -> None:
        if not self.late.attempt(self._reverse, lambda done: self._done(done, to_print=to_print)):
            self.refusal = self.ways.refusal
            self.go_to_first()

    def _done(self, done: Done, *, to_print: bool) -> None:
        self.kept.finish()
        self.reversed.emit(done, to_print)

    def _reverse(self) -> Done:
        lines, quantities = self._asked()
        return reversal.reverse(
            self.context.office,
            voucher=self.original.voucher,
            reason=self.reason.currentText(),
            lines=lines,
            quantities=quantities,
            on=self.day.day(),
        )

    def correct(self) -> None:
        """Reverse the ticked lines whole, and open their entry page with what they said (Perbaiki)."""
        kind = self.original.kind
        if not has_page(kind):
            return
        if waiting := draft_in_the_way(self.context, kind):
            self.message.complain(
                [f"Ada konsep {waiting} yang belum selesai. Simpan atau mulai dari awal dahulu halaman itu."]
            )
            return
        try:
            done, draft = correction.correct(
                self.context.office,
                voucher=self.original.voucher,
                reason=self.reason.currentText(),
                lines=[one.line.no for one in self.lines if one.tick.isChecked()],
                on=self.day.day(),
            )
        except (Refusal, Fault) as refused:
            self.refusal = refused if isinstance(refused, Refusal) else None
            self.ways.refuse(refused)
            self.go_to_first()
            return
        self._done(done, to_print=False)
        open_draft(self.context, draft)

    def go_to_first(self) -> None:
        """Put the cursor into the first quantity that cannot be read, else where a reason is missing."""
        for one in self.lines:
            try:
                one.asked(whole_only=self.original.is_whole_only)
            except FieldRefusal:
                next(iter(one.fields.values())).setFocus()
                return
        self.reason.setFocus()

    def lessen(self) -> None:
        """Go to the quantities."""
        field = next((field for one in self.lines for field in one.fields.values()), self.reason)
        field.setFocus()

    def take_party(self, place: int) -> None:
        """Nobody is chosen here: go to the reason."""
        del place
        self.reason.setFocus()

    def go_to_reason(self) -> None:
        """Put the cursor into the reason."""
        self.reason.setFocus()


def open_reversal(context: TabContext, tab: str, came_from: str, voucher: int) -> ReversePage:
    """Open the page for a voucher; once it is reversed the tab's list is there again."""
    from ui.common.after_saving import show_saved

    page = ReversePage(context, came_from, voucher)

    def done(made: object, to_print: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        show_saved(context, tab, made, f"{page.original.ref} dibalik.", to_print=to_print)  # type: ignore[arg-type]

    page.reversed.connect(done)
    context.show_page(page)
    return page


def reopen_reversal(context: TabContext, voucher: int) -> ReversePage | None:
    """Open the page of a voucher again in the tab that lists it; None where the book has no such voucher."""
    from ui.common.drafts import DraftStore
    from ui.common.ways import PAPERS, TABS
    from ui.tabs import TABS as ALL

    try:
        with context.office.reading() as connection:
            kind = reversible(connection, voucher).kind
    except Refusal:
        DraftStore(context.office.drafts).forget(f"{PAGE}-{voucher}")
        return None
    tab = next(one for one in ALL if one.key == TABS.get(kind, PAPERS))
    context.go_to(tab.key)
    return open_reversal(context, tab.key, plain(tab.title), voucher)


def _about(original: Reversible) -> str:
    party = original.ref.party
    if original.paid is not None:
        return f"{party}, {words.rupiah(original.paid)}. Pembayaran dibalik seluruhnya."
    return (
        f"{party}, dibukukan {words.long_date(original.day)}. Barang yang sama kembali ke tempat asalnya "
        "dengan harga yang sama; surat asal tetap ada."
    )


def _told(entry: CounterEntry, original: Reversible) -> str:
    head = f"{entry.number} tanggal {words.long_date(entry.day)}"
    if original.paid is not None:
        return f"{head}\n{words.rupiah(original.paid)} dianggap belum dibayar kepada {original.ref.party}."
    lines = [
        f"{move.item.name} {move.item.ref.show(move.quantity)} ({words.rupiah(move.cost)}) "
        f"dari {move.origin} kembali ke {move.target}"
        for move in entry.moves
    ]
    return "\n".join([head, *lines])


def _wrapped(text: str) -> QLabel:
    made = label(text, "muted")
    made.setWordWrap(True)
    return made
