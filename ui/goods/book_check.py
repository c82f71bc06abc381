"""Periksa buku: the whole self-check off the window's thread, its findings in a list that stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ikm_desktop import words
from ikm_desktop.errors import IkmError
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.findings import Finding
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.listing import Column, Listing
from ui.common.tab import TabContext
from ui.common.work import aside


class BookCheck(QObject):
    """One run of the check; it tells itself in a page of findings."""

    def __init__(self, context: TabContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context

    def run(self) -> None:
        """Start the check."""
        self._context.say("Memeriksa buku…")
        aside(partial(check, self._context.office), done=self._found, refused=self._refused)

    def _found(self, found: Sequence[Finding]) -> None:
        context = self._context
        again = Command("periksa-lagi", "Periksa lagi", "Alat", self.run, icon="refresh-cw")
        back = Command("kembali-persediaan", "Kembali", "Alat", context.close_page, icon="arrow-left")
        listing = findings_listing(found, context.office.clock.now())
        page = ListPage(context.office, context.look, listing, [again, back])
        page.search.setMinimumWidth(150)
        context.go_to("persediaan")
        context.show_page(page)
        page.table.setFocus()
        wrong = f"{len(found)} hal tidak cocok." if found else "tidak ada selisih."
        context.say(f"Buku diperiksa: {wrong}")

    def _refused(self, refusal: IkmError) -> None:
        self._context.say(str(refusal))


def findings_listing(found: Sequence[Finding], at: datetime) -> Listing[Finding]:
    """Return the list of what was found at a moment."""
    when = f"Diperiksa {words.short_date(at.date())} {at:%H.%M}"
    return Listing(
        rows=lambda _office: found,
        columns=(
            Column("No", lambda row: str(row.code), lambda row: row.code, number=True, width=50),
            Column("Yang tidak cocok", lambda row: row.sentence, width=560),
            Column("Tanggal", _day, lambda row: row.day, width=92),
            Column("Tempat", lambda row: row.place or "", width=150),
            Column("Barang", lambda row: row.item or "", width=130),
            Column("Surat", lambda row: row.paper or "", width=180),
        ),
        words=lambda row: " ".join(part for part in (row.sentence, row.place, row.item, row.paper) if part),
        key=lambda row: (row.code, row.sentence),
        heading=lambda row: f"Pemeriksaan {row.code}",
        details=lambda row: (
            ("Uraian", row.sentence),
            ("Tempat", row.place or ""),
            ("Barang", row.item or ""),
            ("Tanggal", _day(row)),
            ("Surat", row.paper or ""),
        ),
        empty=f"Buku cocok: tidak ada selisih. {when}.",
        totals=lambda rows: f"{len(rows)} hal tidak cocok · {when}" if found else f"Buku cocok · {when}",
    )


def _day(row: Finding) -> str:
    return words.short_date(row.day) if row.day else ""
