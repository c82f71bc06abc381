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
from ikm_desktop.office.listing import Field, Holds, ShortLines
from ui.common.book_checked import book_checked
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.listing import Column, Listing, counted
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
        aside(
            partial(check, self._context.office),
            done=self._found,
            refused=self._refused,
            title="Memeriksa buku",
        )

    def _found(self, found: Sequence[Finding]) -> None:
        context = self._context
        book_checked(context.office).tell(found, whole=True)
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
    fields: tuple[Field[Finding], ...] = (
        Field("code", "No", Holds.NUMBER, lambda row: row.code),
        Field("sentence", "Yang tidak cocok", Holds.TEXT, lambda row: row.sentence),
        Field("day", "Tanggal", Holds.DAY, lambda row: row.day),
        Field("place", "Tempat", Holds.TEXT, lambda row: row.place),
        Field("item", "Barang", Holds.TEXT, lambda row: row.item),
        Field("paper", "Surat", Holds.TEXT, lambda row: row.paper),
    )
    return Listing(
        name="",
        title=f"Pemeriksaan buku, {when}",
        lines=ShortLines(
            all_rows=lambda _connection: found,
            all_fields=fields,
            search=("sentence", "place", "item", "paper"),
            identity=lambda row: (row.code, row.sentence),
        ),
        columns=(
            Column("No", lambda row: str(row.code), number=True, width=50, field="code"),
            Column("Yang tidak cocok", lambda row: row.sentence, width=560, field="sentence", grows=True),
            Column("Tanggal", _day, width=92, field="day"),
            Column("Tempat", lambda row: row.place or "", width=150, field="place"),
            Column("Barang", lambda row: row.item or "", width=130, field="item"),
            Column("Surat", lambda row: row.paper or "", width=180, field="paper"),
        ),
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
        totals=lambda sums: f"{counted(sums)} hal tidak cocok · {when}" if found else f"Buku cocok · {when}",
    )


def _day(row: Finding) -> str:
    return words.short_date(row.day) if row.day else ""
