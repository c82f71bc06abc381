"""The commands of the proofs: balances, traces, what lay where, what the book knew."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.trails import Start, start_of_voucher
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.records_page import RecordsPage
from ui.common.tab import TabContext
from ui.goods.conservation_page import ConservationPage
from ui.goods.known_page import KnownPage
from ui.goods.places_page import PlacesPage
from ui.goods.planning_page import PlanningPage
from ui.goods.trace_page import TracePage
from ui.goods.vendor_page import vendors_page

KEY = "persediaan"


def open_conservation(context: TabContext) -> ConservationPage:
    """Open the proof of the whole office."""
    return context.open_page(KEY, ConservationPage)


def open_known(context: TabContext) -> KnownPage:
    """Open what the book knew."""
    return context.open_page(KEY, KnownPage)


def open_places(context: TabContext) -> PlacesPage:
    """Open what lies where."""
    return context.open_page(KEY, PlacesPage)


def open_planning(context: TabContext) -> PlanningPage:
    """Open what the next batch needs."""
    return context.open_page(KEY, PlanningPage)


def open_vendors(context: TabContext) -> RecordsPage:
    """Open the list of vendors."""
    return context.open_page(KEY, vendors_page)


def open_trace(context: TabContext) -> TracePage:
    """Open the trace of what is chosen in the list on screen, else with nothing chosen."""
    start = start_of_row(context, _row_on_screen())
    context.go_to(KEY)
    back = start is not None and start.voucher is not None
    page = TracePage(context, start, "back" if back else "forward")
    context.show_page(page)
    return page


def start_of_row(context: TabContext, row: object) -> Start | None:
    """Return the start a row of any list gives: its voucher, else its place; None without either."""
    voucher, place = getattr(row, "voucher", None), getattr(row, "place", None)
    person = getattr(row, "person", None)
    place = place if place is not None else getattr(person, "place", None)
    with context.office.reading() as connection:
        if isinstance(voucher, int):
            return start_of_voucher(voucher_refs(connection, [voucher]), voucher)
        if isinstance(place, int):
            ref = place_refs(connection, [place]).get(place)
            return Start(ref.name, place=place) if ref else None
    return None


def _row_on_screen() -> object:
    """Return the chosen row of the list that has the keyboard, None without one."""
    here: QWidget | None = QApplication.focusWidget()
    while here is not None and not isinstance(here, ListPage):
        here = here.parentWidget()
    return None if here is None else here.current()


def proof_commands(context: TabContext) -> list[Command]:
    """Return the commands that stand in the menus and in Ctrl+K."""
    return [
        Command(
            "neraca",
            "&Neraca barang",
            "Data",
            lambda: open_conservation(context),
            icon="circle-check",
            words="konservasi selisih bukti bahan produk",
        ),
        Command(
            "jejak",
            "Lembar &jejak",
            "Data",
            lambda: open_trace(context),
            "Ctrl+J",
            "search",
            "telusur asal tujuan penjahit gulungan lot",
        ),
        Command(
            "sisa-tempat",
            "&Sisa per tempat",
            "Data",
            lambda: open_places(context),
            icon="package",
            words="saldo gudang peserta stok tanggal dipegang",
        ),
        Command(
            "rencana-kebutuhan",
            "Ren&cana kebutuhan",
            "Data",
            lambda: open_planning(context),
            icon="clipboard-list",
            words="bahan beli belanja resep gulungan hasil rendemen",
        ),
        Command(
            "penyedia",
            "Pen&yedia",
            "Data",
            lambda: open_vendors(context),
            icon="truck",
            words="toko vendor pemasok arsip npwp rekening",
        ),
        Command(
            "waktu-itu",
            "Buku &waktu itu",
            "Data",
            lambda: open_known(context),
            icon="history",
            words="diketahui koreksi dicatat terlambat perubahan",
        ),
    ]
