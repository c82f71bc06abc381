"""The tab Angkatan."""

from __future__ import annotations

from ikm_desktop.batches.lists import BatchRow
from ui.batches.attendance_page import PAGE, AttendancePage
from ui.batches.batch_page import NEW, BatchPage
from ui.batches.certificates_page import CertificatesPage
from ui.batches.certificates_preview import CertificatesPreview
from ui.batches.listing import batches_listing
from ui.batches.roster_page import RosterPage
from ui.common.acting import take_keys
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.tab import Tab, TabContext, list_tab

KEY = "angkatan"


def _page(context: TabContext) -> ListPage:
    """Return the list with its acts; their keys work while it is on screen."""

    def chosen() -> int | None:
        row: BatchRow | None = page.current()
        return None if row is None else row.batch.id

    def open_roster_of_chosen() -> None:
        batch = chosen()
        if batch is None:
            context.say("Pilih satu angkatan dahulu.")
        else:
            open_roster(context, batch)

    commands = [
        Command("angkatan-baru", "Angkatan", "Data", lambda: open_batch(context), "Ctrl+N", "plus"),
        Command("daftar-peserta", "Daftar peserta", "Data", open_roster_of_chosen, icon="users"),
        Command(
            "kehadiran",
            "Kehadiran",
            "Data",
            lambda: open_attendance(context, chosen()),
            icon="clipboard-list",
        ),
        Command(
            "sertifikat",
            "Sertifikat",
            "Data",
            lambda: open_certificates(context, chosen()),
            icon="badge-check",
        ),
    ]
    page = list_tab(context, batches_listing(context.office.clock.now().date()), commands)
    page.opened.connect(lambda row: open_batch(context, row.batch.id))
    page.search.setMinimumWidth(150)
    take_keys(page, commands)
    return page


def open_batch(context: TabContext, batch: int | None = None) -> BatchPage:
    """Open the page of a new batch, which then gets its people, or of one to be changed."""
    context.go_to(KEY)
    page = BatchPage(context, batch)
    if batch is None:
        page.saved.connect(lambda made: open_roster(context, made))
    else:
        page.saved.connect(lambda _batch: context.close_page())
    context.show_page(page)
    page.lines["name"].setFocus()
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
            icon="clipboard-list",
            words="daftar hadir absen nilai",
        ),
    ]


_REOPENS = {PAGE: open_attendance, NEW: open_batch}
BATCHES = Tab(KEY, "Angkatan", "graduation-cap", _page, _commands, reopens=_REOPENS)
