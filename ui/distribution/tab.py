"""The tab Penyaluran."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from ikm_desktop import words
from ikm_desktop.distribution.lists import DistributionRow
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods import reversal, vouchers
from ikm_desktop.office.acts import Done
from ikm_desktop.reports.issuing import issue
from ui.common.acting import perform, take_keys
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.reason import ConfirmDialog, ReasonDialog
from ui.common.tab import Tab, TabContext, list_tab
from ui.distribution.free import waiting_in_store
from ui.distribution.handover_page import HandoverPage
from ui.distribution.listing import UNSIGNED, distributions_listing
from ui.distribution.plan_page import PAGE, PlanPage
from ui.distribution.report_page import ReportPage

KEY = "penyaluran"


class DistributionActs(QObject):
    """What is done on the list: hand over, sign, void, reverse."""

    def __init__(self, context: TabContext) -> None:
        super().__init__()
        self._context = context
        commands = self._commands()
        office = context.office
        listing = distributions_listing(office.clock.now().date(), waiting_in_store(office))
        self.page: ListPage = list_tab(context, listing, commands)
        self.setParent(self.page)
        self.page.message.way_chosen.connect(self._go)
        take_keys(self.page, commands)

    def _commands(self) -> list[Command]:
        return [
            Command("bagi-rata", "Rencana bagi rata", "Data", self.plan, "Ctrl+N", "plus"),
            Command("salurkan", "Salurkan ke satu lembaga", "Data", self.hand_over, "Ctrl+Shift+N", "truck"),
            Command("tandatangani", "Tandatangani", "Data", self.sign, "Ctrl+T", "signature"),
            Command("laporan-lembaga", "Catat laporan", "Data", self.report, "Ctrl+R", "file-text"),
            Command("batalkan", "Batalkan nomor", "Data", self.void, "", "ban"),
            Command("balikkan", "Balikkan", "Data", self.reverse, "Ctrl+B", "undo-2"),
            Command("pratinjau", "Cetak", "Cetak", self.preview, "Ctrl+P", "printer"),
        ]

    def plan(self) -> PlanPage:
        """Open the page that shares products over many institutions, with its draft where there is one."""
        page = PlanPage(self._context)
        page.prepared.connect(self._many_prepared)
        self._context.show_page(page)
        return page

    def _many_prepared(self, done: Done) -> None:
        """Issue all letters in one act and show them together; what keeps them from it stands in the list."""
        self._context.say(f"{len(done.papers)} BAST disiapkan.")
        self._context.go_to(KEY)
        self.page.clear_filters()
        try:
            issue(self._context.office, papers=done.papers)
        except (Refusal, Fault) as refusal:
            self.page.message.refuse(refusal)
            return
        from ui.common.preview import PaperPreview

        page = PaperPreview(self._context.office, self._context.look, done.papers)
        page.closed.connect(self._context.close_page)
        self._context.show_page(page)
        page.message.tell(done.notices)

    def hand_over(self) -> None:
        """Open the page that prepares one letter."""
        page = HandoverPage(self._context.office, self._context.look)
        page.closed.connect(self._context.close_page)
        page.prepared.connect(self._prepared)
        self._context.show_page(page)

    def _prepared(self, done: Done) -> None:
        """Issue the letter and show it; what keeps it from being issued is told on its page."""
        (paper,) = done.papers
        refused: Refusal | Fault | None = None
        try:
            issue(self._context.office, papers=done.papers)
        except (Refusal, Fault) as refusal:
            refused = refusal
        preview = self._context.show_paper(paper)
        preview.message.tell(done.notices)
        if refused is not None:
            preview.message.refuse(refused)
        self._context.say("BAST disiapkan." if refused is None else "BAST disiapkan; belum terbit.")

    def sign(self) -> None:
        """Sign the chosen letters that wait for it."""
        rows = self._unsigned("ditandatangani")
        if not rows:
            return
        today = words.short_date(self._context.office.clock.now().date())
        value = words.rupiah(sum(row.value or 0 for row in rows))
        question = (
            f"Tandatangani {len(rows)} serah terima per {today}? Barang senilai {value} keluar dari buku. "
            "Sesudah ini tidak dapat diubah, hanya dibalik."
        )
        if ConfirmDialog.ask(self.page, "Tandatangani", question, f"Tandatangani {len(rows)}"):
            act = partial(vouchers.sign, self._context.office, prepared=_prepared_of(rows))
            perform(self._context, self.page, act, f"{len(rows)} serah terima ditandatangani.")

    def report(self) -> None:
        """Open the page on which the institution of the chosen letter reports."""
        row: DistributionRow | None = self.page.current()
        if row is None or row.voucher is None:
            self._context.say("Pilih satu surat yang sudah ditandatangani; yang belum tidak dilaporkan.")
            return
        page = ReportPage(self._context, row)
        page.reported.connect(self._reported)
        self._context.show_page(page)

    def _reported(self, done: Done, said: str) -> None:
        self._context.go_to(KEY)
        self.page.message.tell(done.notices)
        self._context.say(said)

    def void(self) -> None:
        """Void the numbers of the chosen letters that are not signed."""
        rows = self._unsigned("dibatalkan nomornya")
        if not rows:
            return
        question = (
            f"Batalkan {len(rows)} surat yang belum ditandatangani? Barangnya bebas lagi; nomornya tetap "
            "tercatat sebagai dibatalkan."
        )
        reason = ReasonDialog.ask(self.page, "Batalkan nomor", question, f"Batalkan {len(rows)}")
        if reason is not None:
            act = partial(vouchers.void, self._context.office, prepared=_prepared_of(rows), reason=reason)
            perform(self._context, self.page, act, f"{len(rows)} nomor dibatalkan.")

    def reverse(self) -> None:
        """Reverse the chosen letter by a counter-entry, for a reason."""
        row: DistributionRow | None = self.page.current()
        if row is None or row.voucher is None:
            self._context.say(
                "Pilih satu surat yang sudah ditandatangani; yang belum dapat dibatalkan nomornya."
            )
            return
        question = (
            f"Balikkan {row.label} tanggal {words.short_date(row.letter_date)}, {row.institution}, "
            f"{row.quantities}? Surat pembalikan dengan nomor sendiri mengembalikan barangnya ke gudang."
        )
        reason = ReasonDialog.ask(self.page, "Balikkan", question, "Balikkan")
        if reason is not None:
            act = partial(reversal.reverse, self._context.office, voucher=row.voucher, reason=reason)
            perform(self._context, self.page, act, f"{row.label} dibalik.")

    def preview(self) -> None:
        """Open the letter of the chosen row."""
        row = self.page.current()
        if row is not None:
            self.page.opened.emit(row)

    def _unsigned(self, done: str) -> list[DistributionRow]:
        rows = [row for row in self.page.table.chosen() if row.status in UNSIGNED]
        if not rows:
            self._context.say(f"Pilih baris yang belum ditandatangani; hanya itu yang dapat {done}.")
        return rows

    def _go(self, key: str) -> None:
        """Go where the way out of a refusal leads."""
        if key in {"buka", "lihat", "kartu"}:
            self._context.go_to("persediaan" if key == "kartu" else "surat")


def _prepared_of(rows: list[DistributionRow]) -> list[int]:
    return [row.prepared for row in rows if row.prepared is not None]


def _page(context: TabContext) -> ListPage:
    return DistributionActs(context).page


def _commands(context: TabContext) -> list[Command]:
    def on_page(act: Callable[[DistributionActs], object]) -> Callable[[], None]:
        def run() -> None:
            acts = context.go_to(KEY).findChild(DistributionActs)
            if acts is not None:
                act(acts)

        return run

    return [
        Command(
            "bagi-rata",
            "Rencana bagi &rata",
            "Data",
            on_page(DistributionActs.plan),
            icon="plus",
            words="penyaluran BAST lembaga banyak jatah",
        ),
        Command(
            "salurkan",
            "Sa&lurkan ke satu lembaga",
            "Data",
            on_page(DistributionActs.hand_over),
            words="penyaluran BAST lembaga bagi",
        ),
    ]


def _open_plan(context: TabContext) -> None:
    acts = context.go_to(KEY).findChild(DistributionActs)
    if acts is not None:
        acts.plan()


DISTRIBUTION = Tab(KEY, "Penyaluran", "truck", _page, _commands, reopens={PAGE: _open_plan})
