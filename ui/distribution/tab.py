"""The tab Penyaluran."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ikm_desktop.distribution.lists import DistributionRow
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ikm_desktop.reports.issuing import issue
from ui.common.acting import take_keys
from ui.common.after_saving import show_saved
from ui.common.commands import Command
from ui.common.list_acts import ListActs
from ui.common.list_page import ListPage
from ui.common.tab import Tab, TabContext, list_tab
from ui.common.work import waited_for
from ui.distribution import handover_page, take_back_page
from ui.distribution.free import waiting_in_store
from ui.distribution.handover_page import HandoverPage
from ui.distribution.institution_page import institutions_page
from ui.distribution.listing import distributions_listing
from ui.distribution.plan_page import PAGE, PlanPage
from ui.distribution.report_page import ReportPage
from ui.distribution.take_back_page import TakeBackPage

KEY = "penyaluran"


class DistributionActs(ListActs):
    """What is done on the list: hand over, sign, report, take back, void, reverse."""

    key = KEY
    title = "Penyaluran"

    def __init__(self, context: TabContext) -> None:
        super().__init__(context)
        commands = self._commands()
        office = context.office
        listing = distributions_listing(office.clock.now().date(), waiting_in_store(office))
        self.settle_on(list_tab(context, listing, commands))
        take_keys(self.page, commands)

    def _commands(self) -> list[Command]:
        return [
            Command("bagi-rata", "Rencana bagi rata", "Data", self.plan, "Ctrl+N", "plus"),
            Command("salurkan", "Salurkan ke satu lembaga", "Data", self.hand_over, "Ctrl+M", "truck"),
            Command("lembaga", "Lembaga…", "Data", self.institutions, "", "users"),
            Command("tandatangani", "Tandatangani", "Data", self.sign, "Ctrl+T", "signature"),
            Command("laporan-lembaga", "Catat laporan", "Data", self.report, "Ctrl+R", "file-text"),
            Command(take_back_page.PAGE, "Kembali dari lembaga", "Data", self.take_back, "", "undo-2"),
            Command("batalkan", "Batalkan nomor", "Data", self.void, "", "ban"),
            Command("balikkan", "Balikkan", "Data", self.reverse, "Ctrl+B", "undo-2"),
            Command("perbaiki", "Perbaiki", "Data", self.correct, "Ctrl+Shift+B", "pencil"),
            Command("pratinjau", "Cetak", "Cetak", self.preview, "Ctrl+P", "printer"),
        ]

    def plan(self) -> PlanPage:
        """Open the page that shares products over many institutions, with its draft where there is one."""
        page = PlanPage(self.context)
        page.prepared.connect(self._many_prepared)
        self.context.show_page(page)
        return page

    def _many_prepared(self, done: Done) -> None:
        """Issue all letters in one act and show them together; what keeps them from it stands in the list."""
        refused: Refusal | Fault | None = None
        work = partial(issue, self.context.office, papers=done.papers)
        try:
            # While the page that asked is still there: what waits must not outlive its button.
            waited_for(work, f"Menerbitkan {len(done.papers)} BAST")
        except (Refusal, Fault) as refusal:
            refused = refusal
        self.context.say(f"{len(done.papers)} BAST disiapkan.")
        self.context.go_to(KEY)
        self.page.clear_filters()
        if refused is not None:
            self.page.message.refuse(refused)
            return
        page = self.context.show_paper(done.papers)
        page.message.tell(done.notices)

    def institutions(self) -> None:
        """Open the list of those who can receive."""
        self.context.show_page(institutions_page(self.context))

    def hand_over(self) -> HandoverPage:
        """Open the page that prepares one letter, with its draft where there is one."""
        page = HandoverPage(self.context)
        page.saved.connect(partial(self._saved, "BAST disiapkan."))
        self.context.show_page(page)
        return page

    def take_back(self) -> TakeBackPage:
        """Open the page on which products come back from an institution."""
        row: DistributionRow | None = self.page.current()
        page = TakeBackPage(self.context, None if row is None or row.voucher is None else row.place)
        page.saved.connect(partial(self._saved, "Pengembalian dari lembaga dicatat."))
        self.context.show_page(page)
        return page

    def _saved(self, said: str, done: Done, to_print: bool) -> None:  # noqa: FBT001 - from a signal
        show_saved(self.context, KEY, done, said, to_print=to_print)

    def report(self) -> None:
        """Open the page on which the institution of the chosen letter reports."""
        row: DistributionRow | None = self.page.current()
        if row is None or row.voucher is None:
            self.context.say("Pilih satu surat yang sudah ditandatangani; yang belum tidak dilaporkan.")
            return
        page = ReportPage(self.context, row)
        page.reported.connect(self._reported)
        self.context.show_page(page)

    def _reported(self, done: Done, said: str) -> None:
        self.context.go_to(KEY)
        self.page.message.tell(done.notices)
        self.context.say(said)


def _page(context: TabContext) -> ListPage:
    return DistributionActs(context).page


def _commands(context: TabContext) -> list[Command]:
    def on_page(act: Callable[[DistributionActs], object]) -> Callable[[], None]:
        return partial(_opener(act), context)

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
            "lembaga",
            "Lem&baga penerima",
            "Data",
            on_page(DistributionActs.institutions),
            icon="users",
            words="gereja masjid puskesmas jatah siklus golongan penanda tangan",
        ),
        Command(
            "salurkan",
            "Sa&lurkan ke satu lembaga",
            "Data",
            on_page(DistributionActs.hand_over),
            words="penyaluran BAST lembaga bagi",
        ),
        Command(
            take_back_page.PAGE,
            "Kembali dari lemba&ga",
            "Data",
            on_page(DistributionActs.take_back),
            icon="undo-2",
            words="retur produk lembaga",
        ),
    ]


def _opener(act: Callable[[DistributionActs], object]) -> Callable[[TabContext], None]:
    def run(context: TabContext) -> None:
        acts = context.go_to(KEY).findChild(DistributionActs)
        if acts is not None:
            act(acts)

    return run


DISTRIBUTION = Tab(
    KEY,
    "Penyaluran",
    "truck",
    _page,
    _commands,
    reopens={
        PAGE: _opener(DistributionActs.plan),
        handover_page.PAGE: _opener(DistributionActs.hand_over),
        take_back_page.PAGE: _opener(DistributionActs.take_back),
    },
)
