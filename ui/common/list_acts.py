"""What is done with the papers chosen in a list: sign, void, reverse, print; refusals lead on from there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from ikm_desktop import words
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.errors.faults import AGAIN
from ikm_desktop.goods import vouchers
from ikm_desktop.goods.listed import Status
from ikm_desktop.office.acts import Done
from ui.common.late_entry import LateEntry
from ui.common.list_page import ListPage
from ui.common.reason import ReasonDialog
from ui.common.reverse_page import ReversePage, open_reversal
from ui.common.signing import SignDialog, handovers_signed, sign_with_scans
from ui.common.tab import TabContext
from ui.common.ways import ACTS, lead_from_list

UNSIGNED = (Status.PREPARED, Status.OUT)
"""Prepared or printed, and not signed yet."""


_NOT_SIGNED = "Hanya yang ditandatangani dapat dibalik; lainnya: Batalkan nomor."


class ListActs(QObject):
    """The acts on the rows of one list page; key, title: of its tab.

    A row has `status`, `value`, `voucher`, `prepared`, `paper`; what cannot be is told above the list.
    """

    key = ""
    title = ""

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self.setObjectName(ACTS)
        self.context = context
        self.page: ListPage
        self.late: LateEntry
        self._again: Callable[[], None] = self.sign

    def settle_on(self, page: ListPage) -> None:
        """Act on this page from now on."""
        self.page = page
        self.late = LateEntry(self.context, page, self.refuse)
        self.setParent(page)
        page.message.lead = self._go

    def sign(self, day: date | None = None) -> None:
        """Sign the chosen rows that wait for it, on a day the clerk may change; day: the one proposed."""
        rows = self._unsigned("ditandatangani")
        if not rows:
            return
        self._again = self.sign
        value = sum(row.value or 0 for row in rows)
        proposed = day or self.context.office.clock.now().date()
        papers = {row.paper for row in rows if row.paper is not None}
        signed = SignDialog.ask_with_scans(
            self.page,
            len(rows),
            handovers_signed(len(rows), value),
            proposed,
            # Of several papers nothing tells which one was scanned: then it is put there in the register.
            office=self.context.office,
            paper=next(iter(papers)) if len(papers) == 1 else None,
            receiver=rows[0].signer if len(rows) == 1 else "",
        )
        if signed is not None:
            prepared = [row.prepared for row in rows]
            self.do(
                partial(sign_with_scans, self.context.office, prepared, signed),
                f"{len(rows)} serah terima ditandatangani per {words.short_date(signed.day)}.",
            )

    def void(self) -> None:
        """Void the numbers of the chosen rows that are not signed yet, for a reason."""
        rows = self._unsigned("dibatalkan nomornya")
        if not rows:
            return
        self._again = self.void
        question = (
            f"Batalkan {len(rows)} surat yang belum ditandatangani? Barangnya bebas lagi; nomor surat tetap "
            "tercatat sebagai dibatalkan bila tidak ada lagi yang memakainya."
        )
        verb = f"Batalkan {len(rows)}"
        reason = ReasonDialog.ask(self.page, "Batalkan nomor", question, verb)
        if reason is not None:
            prepared = [row.prepared for row in rows]
            self.do(
                lambda: vouchers.void(self.context.office, prepared=prepared, reason=reason),
                f"{len(rows)} serah terima dibatalkan.",
            )

    def reverse(self) -> ReversePage | None:
        """Open the page that reverses the current row; None where it cannot be reversed."""
        row = self.page.current()
        if row is None or row.voucher is None:
            self.context.say(_NOT_SIGNED)
            return None
        return open_reversal(self.context, self.key, self.title, row.voucher)

    def correct(self) -> None:
        """Open the page that reverses the current row, from where what it said is opened to be put right."""
        page = self.reverse()
        if page is not None:
            self.context.say("Isi alasannya, lalu Balikkan & perbaiki (Ctrl+Shift+B).")

    def refuse(self, refused: Refusal | Fault) -> None:
        """Tell above the list why something cannot be."""
        self.page.message.refuse(refused)

    def preview(self) -> None:
        """Open the paper of the current row."""
        row = self.page.current()
        if row is None:
            self.context.say("Pilih satu baris dahulu.")
        elif row.paper is None:
            self.context.say("Baris ini tidak mempunyai surat dari program.")
        else:
            self.context.show_paper(row.paper)

    def do(self, act: Callable[[], Done], said: str) -> Done | None:
        """Do an act on the list; return what it made, None when it was refused, which the page tells."""
        made: list[Done] = []

        def then(done: Done) -> None:
            made.append(done)
            self.page.message.clear()
            self.page.reload()
            self.page.message.tell(done.notices)
            self.context.say(said)

        self.late.attempt(act, then)
        return made[0] if made else None

    def _unsigned(self, done: str) -> list[Any]:
        rows = [row for row in self.page.table.chosen() if row.status in UNSIGNED]
        if not rows:
            self.context.say(f"Pilih baris yang belum ditandatangani; hanya itu yang dapat {done}.")
        return rows

    def _go(self, key: str) -> None:
        """Go where a way out of a refusal leads."""
        name, _, value = key.partition(":")
        refused = self.page.message.refused
        if name in {"ganti-tanggal", "pakai-tanggal"}:
            self.page.message.clear()
            self.sign(date.fromisoformat(value) if value else None)
        elif name in {"isi-alasan", "ke-isian", "ubah", "kurangi"}:
            self.page.message.clear()
            self._again()
        elif not (name == AGAIN.key and self.late.again(refused)) and not self.late.push_aside(name):
            lead_from_list(self.context, self.page, key)
