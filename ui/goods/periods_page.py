"""Tutup periode: what must be in order first, closing, and opening again; all of it stays in a list."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from ikm_desktop import words
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods.days import closed_through
from ikm_desktop.goods.periods import (
    Checklist,
    PeriodEvent,
    close_period,
    closed_periods,
    closing_checklist,
    next_to_close,
    period_events,
    period_name,
    reopen_period,
)
from ikm_desktop.office.acts import Done
from ui.common.entry import EntryPage
from ui.common.fields import DateField
from ui.common.fields_row import named
from ui.common.labels import button, card, label
from ui.common.listing import Column
from ui.common.reason import ConfirmDialog, ReasonDialog
from ui.common.tab import TabContext
from ui.common.table import RowsTable
from ui.common.work import aside

_TITLE = "Tutup periode"
_NAMED = 6

COLUMNS: tuple[Column[PeriodEvent], ...] = (
    Column("Tanggal", lambda row: words.short_date(row.entered_on), lambda row: row.entry, width=96),
    Column("Peristiwa", lambda row: "Ditutup" if row.reason is None else "Dibuka kembali", width=120),
    Column("Sampai dengan", lambda row: words.short_date(row.through), lambda row: row.through, width=112),
    Column("Oleh", lambda row: row.actor, width=150),
    Column("Alasan", lambda row: row.reason or "", width=300),
)


class PeriodsPage(EntryPage):
    """The checklist of the next period above, what was closed and opened below.

    changed: a period was closed or opened again.
    """

    changed = Signal(object)

    def __init__(self, context: TabContext) -> None:
        super().__init__(context, "Persediaan", _TITLE)
        self.today = context.office.clock.now().date()
        self.through = DateField("Tutup sampai dengan", self.today, self)
        self.checklist: Checklist | None = None
        self.state = _wrapped("", "strong")
        self.checks = _wrapped("")
        self.checks.setAccessibleName("Daftar periksa")
        self.checks.setTextFormat(Qt.TextFormat.PlainText)
        self.events = RowsTable(COLUMNS, context.look, self)
        self.events.setAccessibleName("Riwayat periode")
        self.events.setSortingEnabled(False)
        self.check_button = button("&Periksa  F5", context.look, icon_name="clipboard-list")
        self.reopen_button: QPushButton
        self.close_button: QPushButton
        self._lay_out()
        self._read()
        with context.office.reading() as connection:
            self.through.set_day(next_to_close(connection, self.today))
        self.through.changed.connect(self._forget)
        self.setFocusProxy(self.through)
        self._forget()

    # --- looking ------------------------------------------------------------------------------------

    def _read(self) -> None:
        with self.context.office.reading() as connection:
            standing = closed_periods(connection)
            events = period_events(connection)
        if standing:
            newest = standing[0]
            self.state.setText(
                f"{newest.name} ditutup pada {words.short_date(newest.closed_on)} oleh {newest.closed_by}: "
                f"tidak ada tanggal s.d. {words.short_date(newest.through)} yang dapat dipakai lagi."
            )
            self.reopen_button.setText(f"&Buka kembali {newest.name}…")
        else:
            self.state.setText("Belum ada periode yang ditutup: semua tanggal masih terbuka.")
        self.reopen_button.setVisible(bool(standing))
        self.events.rows_model.set_rows(events)
        self._history.setVisible(bool(events))

    def _forget(self) -> None:
        """Take the checklist away: it was of another day."""
        self.checklist = None
        self.checks.setText("Tekan Periksa untuk melihat apa yang masih terbuka sampai tanggal itu.")
        self.close_button.setText(f"&Tutup {self._name()}…")

    def _name(self) -> str:
        day = self.through.day()
        if day is None:
            return "periode"
        with self.context.office.reading() as connection:
            closed = closed_through(connection)
        first = None if closed is None else closed.through + timedelta(days=1)
        return period_name(first, day)

    def refresh(self) -> None:
        """Look again (F5)."""
        self.check()

    def check(self) -> None:
        """Look at everything that must be in order; the whole book is checked aside."""
        if (wrong := self.through.problem()) is not None:
            self.message.refuse(wrong)
            return
        day = self.through.day()
        if day is None:
            return
        self.message.clear()
        aside(
            partial(closing_checklist, self.context.office, through=day),
            done=self._checked,
            refused=self._refused,
            title="Memeriksa buku sebelum menutup periode",
        )

    def _checked(self, found: Checklist) -> None:
        self.checklist = found
        self.checks.setText("\n".join(_lines(found)))
        self.close_button.setFocus()

    def _refused(self, refused: Refusal | Fault) -> None:
        self.message.refuse(refused)

    # --- closing and opening ------------------------------------------------------------------------

    def close_it(self) -> None:
        """Close the period after asking; what keeps it open is told."""
        if (wrong := self.through.problem()) is not None:
            self.message.refuse(wrong)
            self.through.setFocus()
            return
        day = self.through.day()
        question = (
            f"Tutup pembukuan sampai dengan {words.long_date(day or self.today)}? Sesudah itu tidak ada "
            "surat yang dapat dicatat, diubah atau dibalik pada tanggal-tanggal itu, kecuali periodenya "
            "dibuka kembali dengan alasan (tercatat di log)."
        )
        if not ConfirmDialog.ask(self, _TITLE, question, f"Tutup {self._name()}"):
            return
        aside(
            partial(close_period, self.context.office, through=day),
            done=self._closed,
            refused=self._refused,
            title="Memeriksa buku dan menutup periode",
        )

    def _closed(self, done: Done) -> None:
        self._changed(done, "Periode ditutup.")

    def reopen(self) -> None:
        """Open the newest closed period again, with a reason."""
        question = (
            "Surat bertanggal dalam periode itu dapat dicatat dan dibalik lagi. Laporan yang sudah terbit "
            "tetap seperti tercetak. Alasannya tercatat di log."
        )
        reason = ReasonDialog.ask(self, "Buka kembali periode", question, "Buka kembali")
        if reason is None:
            return
        try:
            done = reopen_period(self.context.office, reason=reason)
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            return
        self._changed(done, "Periode dibuka kembali.")

    def _changed(self, done: Done, said: str) -> None:
        self.message.clear()
        self._read()
        with self.context.office.reading() as connection:
            self.through.set_day(next_to_close(connection, self.today))
        self._forget()
        self.context.say(said)
        self.changed.emit(done)

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.fields.addWidget(named("Tutup &sampai dengan", self.through, self.through.line))
        self.fields.addWidget(self.check_button)
        self.check_button.clicked.connect(self.check)
        made, column = card("Keadaan sekarang")
        column.addWidget(self.state)
        self.reopen_button = button("Buka kembali…", self.context.look, icon_name="undo-2")
        self.reopen_button.clicked.connect(self.reopen)
        column.addWidget(self.reopen_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(made)
        made, column = card("Daftar periksa")
        column.addWidget(self.checks)
        self.body.addWidget(made)
        self._history, column = card("Riwayat")
        self.events.setMinimumHeight(110)
        column.addWidget(self.events)
        self.body.addWidget(self._history, 3)
        self.body.addStretch(1)
        self.add_button("&Kembali", self.context.close_page)
        self.close_button = self.add_button(
            "&Tutup periode…", self.close_it, key="Ctrl+S", icon_name="circle-check", role="primary"
        )
        self.hints.setText("Menutup memeriksa seluruh buku lebih dahulu · membuka kembali perlu alasan")
        QWidget.setTabOrder(self.through.line, self.check_button)


def _lines(found: Checklist) -> list[str]:
    """Return what was looked at, a line each, with its outcome in a sign and in words."""
    first = words.short_date(found.through + timedelta(days=1))
    over = f"belum lewat: dapat ditutup sejak {first}" if found.too_early else "sudah lewat"
    lines = [_line(f"Tanggal {words.short_date(found.through)} {over}", ok=not found.too_early)]
    if found.not_after is not None:
        lines.append(_line(f"Sudah ditutup s.d. {words.short_date(found.not_after)}", ok=False))
    waiting = f"{len(found.waiting)} surat belum ditandatangani atau diperiksa: {_some(found.waiting)}"
    lines.append(
        _line(waiting if found.waiting else "Tidak ada surat yang belum ditandatangani", ok=not found.waiting)
    )
    wrong = f"Pemeriksaan buku menemukan {len(found.findings)} selisih: {_some(found.findings)}"
    lines.append(_line(wrong if found.findings else "Buku cocok: tidak ada selisih", ok=not found.findings))
    if found.gaps:
        numbers = _some([f"{gap.numbers} ({gap.series} {gap.year})" for gap in found.gaps])
        lines.append(f"•  Nomor surat yang belum dijelaskan: {numbers}. Tidak menghalangi penutupan.")
    else:
        lines.append(_line("Tidak ada nomor surat yang terlewati tanpa penjelasan", ok=True))
    return lines


def _line(text: str, *, ok: bool) -> str:
    return f"{'✓' if ok else '✗'}  {text}"


def _some(things: tuple[object, ...] | list[str]) -> str:
    named_ = ", ".join(str(one) for one in things[:_NAMED])
    return f"{named_} dan {len(things) - _NAMED} lainnya" if len(things) > _NAMED else named_


def _wrapped(text: str, role: str = "") -> QLabel:
    made = label(text, role)
    made.setWordWrap(True)
    return made
