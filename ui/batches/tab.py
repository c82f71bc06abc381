"""The tab Angkatan."""

from __future__ import annotations

from collections.abc import Callable

from ikm_desktop.batches.lists import BatchRow
from ui.batches import like_page, roster_page, sessions_page
from ui.batches.attendance_page import PAGE, AttendancePage
from ui.batches.batch_page import CHANGED, NEW, BatchPage
from ui.batches.certificates_page import CertificatesPage
from ui.batches.certificates_preview import CertificatesPreview
from ui.batches.like_page import LikePage
from ui.batches.listing import batches_listing
from ui.batches.roster_page import RosterPage
from ui.batches.sessions_page import SessionsPage
from ui.common.acting import take_keys
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.tab import Tab, TabContext, list_tab

KEY = "angkatan"
ATTENDANCE_KEY = "Ctrl+Shift+H"


def _page(context: TabContext) -> ListPage:
    """Return the list with its acts; their keys work while it is on screen."""

    def chosen() -> int | None:
        row: BatchRow | None = page.current()
        return None if row is None else row.batch.id

    def of_chosen(opener: Callable[[TabContext, int], object]) -> None:
        batch = chosen()
        if batch is None:
            context.say("Pilih satu angkatan dahulu.")
        else:
            opener(context, batch)

    commands = [
        Command("angkatan-baru", "Angkatan", "Data", lambda: open_batch(context), "Ctrl+N", "plus"),
        Command("daftar-peserta", "Daftar peserta", "Data", lambda: of_chosen(open_roster), icon="users"),
        Command(
            "kehadiran",
            "Kehadiran",
            "Data",
            lambda: open_attendance(context, chosen()),
            ATTENDANCE_KEY,
            "clipboard-list",
        ),
        Command(
            "sertifikat",
            "Sertifikat",
            "Data",
            lambda: open_certificates(context, chosen()),
            icon="badge-check",
        ),
        Command("jadwal", "Jadwal", "Data", lambda: of_chosen(open_sessions), icon="calendar"),
        Command(
            "seperti-lalu",
            "Seperti angkatan lalu",
            "Data",
            lambda: open_like(context, chosen()),
            icon="copy",
        ),
    ]
    page = list_tab(context, batches_listing(context.office.clock.now().date()), commands)
    page.opened.connect(lambda row: open_batch(context, row.batch.id))
    page.search.setMinimumWidth(150)
    take_keys(page, commands)
    return page


def open_batch(context: TabContext, batch: int | None = None) -> BatchPage:
    """Open the page of a new batch, which then gets its people, or of one with its seven steps."""
    context.go_to(KEY)
    page = BatchPage(context, batch)
    if batch is None:
        page.saved.connect(lambda made: open_roster(context, made))
    else:
        page.saved.connect(lambda _batch: context.close_page())
        page.reopened.connect(lambda again: open_batch(context, again))
    context.show_page(page)
    page.first.setFocus()
    return page


def open_product_of(context: TabContext, batch: int) -> BatchPage:
    """Open the page of a batch with the cursor on its product."""
    page = open_batch(context, batch)
    page.product.setFocus()
    return page


def open_like(context: TabContext, batch: int | None = None) -> LikePage:
    """Open the page that makes a batch like this one, or like the newest."""
    context.go_to(KEY)
    page = LikePage(context, batch)
    page.saved.connect(lambda made: open_batch(context, made))
    context.show_page(page)
    page.setFocus()
    return page


def open_sessions(context: TabContext, batch: int) -> SessionsPage:
    """Open the plan of a batch's training; saved, its page follows."""
    context.go_to(KEY)
    page = SessionsPage(context, batch)
    page.saved.connect(lambda of_batch: open_batch(context, of_batch))
    context.show_page(page)
    page.table.setFocus()
    page.table.setCurrentCell(0, 0)
    return page


def open_roster(context: TabContext, batch: int) -> RosterPage:
    """Open the list of who is in a batch."""
    context.go_to(KEY)
    page = RosterPage(context, batch)
    context.show_page(page)
    page.search.setFocus()
    return page


def open_attendance(context: TabContext, batch: int | None = None) -> AttendancePage:
    """Open the grid of attendance, of this batch or of the newest that has begun."""
    context.go_to(KEY)
    page = AttendancePage(context, batch)
    context.show_page(page)
    page.table.setFocus()
    return page


def open_certificates(context: TabContext, batch: int | None = None) -> CertificatesPage:
    """Open the page that issues certificates, of this batch or of the one that is ready."""
    context.go_to(KEY)
    page = CertificatesPage(context, batch)

    def issued(of_batch: int, pdf: bytes) -> None:
        new = len(page.lines.chosen())
        shown = CertificatesPreview(context, of_batch, pdf)
        context.show_page(shown)
        shown.ready()
        if new:
            context.say(f"{new} sertifikat diterbitkan.")

    page.issued.connect(issued)
    context.show_page(page)
    page.table.setFocus()
    return page


def _commands(context: TabContext) -> list[Command]:
    return [
        Command(
            "angkatan-baru",
            "Buat &angkatan",
            "Data",
            lambda: open_batch(context),
            icon="plus",
            words="tambah pelatihan baru",
        ),
        Command(
            "seperti-lalu",
            "Seperti angkatan lalu",
            "Data",
            lambda: open_like(context),
            icon="copy",
            words="salin contoh angkatan baru",
        ),
        Command(
            "sertifikat",
            "&Sertifikat angkatan",
            "Data",
            lambda: open_certificates(context),
            icon="badge-check",
            words="terbitkan cetak lulus",
        ),
        Command(
            "kehadiran",
            "Isi ke&hadiran",
            "Data",
            lambda: open_attendance(context),
            ATTENDANCE_KEY,
            "clipboard-list",
            words="daftar hadir absen nilai",
        ),
    ]


_REOPENS: dict[str, Callable[..., object]] = {
    PAGE: open_attendance,
    NEW: open_batch,
    CHANGED: open_batch,
    like_page.PAGE: open_like,
    sessions_page.PAGE: open_sessions,
    roster_page.PAGE: open_roster,
}
BATCHES = Tab(KEY, "Angkatan", "graduation-cap", _page, _commands, reopens=_REOPENS)
