"""The cards, balances and lists of the menu Cetak: each is made of what is chosen in its own tab."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.book import Office
from ui.common.commands import Command
from ui.common.list_page import ListPage
from ui.common.tab import TabContext

_MENU = "Cetak"

Opens = Callable[[Office], int | Sequence[int]]
"""Opens a paper, or several to be printed one after another, and returns its id or theirs."""


def show_sheet(context: TabContext, opens: Opens, page: object = None) -> None:
    """Open a paper and show it; what stands in its way is told above the list."""
    try:
        paper = opens(context.office)
    except (Refusal, Fault) as refused:
        if isinstance(page, ListPage):
            page.message.refuse(refused)
        else:
            context.say(str(refused))
        return
    context.show_paper(paper)


def _of_chosen(
    context: TabContext, tab: str, what: str, opens: Callable[[Office, Any], int | Sequence[int]]
) -> Callable[[], None]:
    """Return what opens a sheet of the row chosen in a tab; without one the clerk is asked to choose."""

    def run() -> None:
        page = context.go_to(tab)
        row = page.current() if isinstance(page, ListPage) else None
        if row is None:
            context.say(f"Pilih satu {what} dahulu.")
            return

        def of_row(office: Office) -> int | Sequence[int]:
            return opens(office, row)

        show_sheet(context, of_row, page)

    return run


def _card(office: Office, row: Any) -> int:  # noqa: ANN401 - a row of the stock list
    from ikm_desktop.reports import sheets

    return sheets.stock_card(office, item=row.item.id, first_day=_new_year(office))


def _new_year(office: Office) -> date:
    return office.clock.now().date().replace(month=1, day=1)


def _balance(office: Office) -> int:
    from ikm_desktop.reports import sheets

    return sheets.goods_balance(office)


def _balance_of_batch(office: Office, row: Any) -> int:  # noqa: ANN401 - a row of the batches
    from ikm_desktop.reports import sheets

    return sheets.goods_balance(office, batch=row.batch.id)


def _count_sheets(office: Office) -> Sequence[int]:
    from ikm_desktop.errors import NotFound
    from ikm_desktop.goods.places import stores
    from ikm_desktop.reports import sheets

    with office.reading() as connection:
        known = stores(connection)
    if not known:
        raise NotFound(field="Gudang", value="(belum ada)")
    return [sheets.count_sheet(office, place=one.place) for one in known]


def _count_sheet_of(office: Office, row: Any) -> int:  # noqa: ANN401 - a row of the people
    from ikm_desktop.reports import sheets

    return sheets.count_sheet(office, place=row.person.place)


def _attendance(*, filled: bool) -> Callable[[Office, Any], int]:
    def opens(office: Office, row: Any) -> int:  # noqa: ANN401 - a row of the batches
        from ikm_desktop.reports import sheets

        return sheets.attendance(office, batch=row.batch.id, filled=filled)

    return opens


def _attendance_today(office: Office, row: Any) -> int:  # noqa: ANN401 - a row of the batches
    from ikm_desktop.reports import sheets

    return sheets.attendance(office, batch=row.batch.id, day=office.clock.now().date())


def _book(*, two_up: bool) -> Callable[[Office, Any], int]:
    def opens(office: Office, row: Any) -> int:  # noqa: ANN401 - a row of the people
        from ikm_desktop.reports import sheets

        return sheets.participant_book(office, person=row.person.id, two_up=two_up)

    return opens


def _books(office: Office, row: Any) -> Sequence[int]:  # noqa: ANN401 - a row of the batches
    from ikm_desktop.reports import sheets

    return sheets.participant_books(office, batch=row.batch.id)


def _trail_of_maker(office: Office, row: Any) -> int:  # noqa: ANN401 - a row of the people
    from ikm_desktop.reports import sheets

    return sheets.trail_of_maker(office, maker=row.person.id)


def _trail_of_handover(office: Office, row: Any) -> int:  # noqa: ANN401 - a row of the handovers
    from ikm_desktop.errors import NothingChosen
    from ikm_desktop.reports import sheets

    if row.voucher is None:
        raise NothingChosen(what="Pilih BAST yang sudah ditandatangani")
    return sheets.trail_of_handover(office, voucher=row.voucher)


def _recipients(office: Office, row: Any) -> int:  # noqa: ANN401 - a row of the handovers
    from ikm_desktop.errors import NothingChosen
    from ikm_desktop.reports import sheets

    if row.voucher is None:
        raise NothingChosen(what="Pilih BAST yang sudah ditandatangani")
    return sheets.recipient_list(office, voucher=row.voucher)


def _payouts(context: TabContext) -> None:
    """Ask for purpose, rate and tax, then open the list of the chosen batch."""
    from ikm_desktop.reports import sheets
    from ui.papers.payout_dialog import PayoutDialog

    page = context.go_to("angkatan")
    row = page.current() if isinstance(page, ListPage) else None
    if row is None:
        context.say("Pilih satu angkatan dahulu.")
        return
    chosen = PayoutDialog.ask(row.batch.name, page)
    if chosen is None:
        return

    def opens(office: Office) -> int:
        return sheets.payout_list(
            office, batch=row.batch.id, purpose=chosen.purpose, rate=chosen.rate, tax=chosen.tax
        )

    show_sheet(context, opens, page)


def _register(office: Office) -> int:
    from ikm_desktop.reports import sheets

    return sheets.register_sheet(office)


def _letter(office: Office, row: Any) -> int:  # noqa: ANN401 - a row of handovers or receipts
    from ikm_desktop.errors import NothingChosen
    from ikm_desktop.reports import sheets

    if row.voucher is None:
        raise NothingChosen(what="Pilih catatan yang sudah ditandatangani")
    return sheets.handover_letter_of(office, voucher=row.voucher)


def sheet_commands(context: TabContext) -> list[Command]:
    """Return the commands that print what pictures no voucher."""

    def command(key: str, text: str, run: Callable[[], None], words: str) -> Command:
        return Command(key, text, _MENU, run, icon="printer", words=f"cetak {words}")

    def on(tab: str, what: str, opens: Callable[[Office, Any], int | Sequence[int]]) -> Callable[[], None]:
        return _of_chosen(context, tab, what, opens)

    return [
        command("cetak-kartu", "&Kartu persediaan barang", on("persediaan", "barang", _card), "stok mutasi"),
        command(
            "cetak-neraca",
            "&Neraca bahan dan produk",
            lambda: show_sheet(context, _balance),
            "bukti konservasi",
        ),
        command(
            "cetak-neraca-angkatan",
            "Neraca an&gkatan",
            on("angkatan", "angkatan", _balance_of_batch),
            "bahan produk bukti",
        ),
        command(
            "cetak-lembar-hitung",
            "Lembar &hitung fisik",
            lambda: show_sheet(context, _count_sheets),
            "opname pencacahan gudang",
        ),
        command(
            "cetak-lembar-hitung-peserta",
            "Lembar hitung pada peser&ta",
            on("peserta", "peserta", _count_sheet_of),
            "opname pencacahan bahan dipegang",
        ),
        command(
            "cetak-daftar-hadir",
            "&Daftar hadir kosong",
            on("angkatan", "angkatan", _attendance(filled=False)),
            "absen kehadiran tanda tangan",
        ),
        command(
            "cetak-daftar-hadir-hari",
            "Daftar hadir hari &ini",
            on("angkatan", "angkatan", _attendance_today),
            "absen kehadiran tanda tangan",
        ),
        command(
            "cetak-daftar-hadir-terisi",
            "Daftar hadir &terisi",
            on("angkatan", "angkatan", _attendance(filled=True)),
            "absen kehadiran rekap",
        ),
        command(
            "cetak-daftar-penerimaan",
            "Daftar penerimaan &uang transport",
            lambda: _payouts(context),
            "honor honorarium saku",
        ),
        command(
            "cetak-daftar-penerima",
            "Daftar pen&erima di bawah BAST",
            on("penyaluran", "BAST", _recipients),
            "masyarakat tanda tangan koordinator",
        ),
        command(
            "cetak-register",
            "Register &surat tahun ini",
            lambda: show_sheet(context, _register),
            "agenda nomor daftar",
        ),
        command("cetak-buku", "&Buku peserta", on("peserta", "peserta", _book(two_up=False)), "A5"),
        command(
            "cetak-buku-a4",
            "Buku peserta &2 halaman per lembar A4",
            on("peserta", "peserta", _book(two_up=True)),
            "A5 A4",
        ),
        command(
            "cetak-buku-angkatan",
            "Buku semua peserta ang&katan",
            on("angkatan", "angkatan", _books),
            "A5 sekaligus",
        ),
        command(
            "cetak-bast-bahan",
            "BAST bahan &peserta atau penyedia",
            on("penyerahan", "penyerahan", _letter),
            "berita acara serah terima SPK",
        ),
        command(
            "cetak-bast-produk",
            "BAST p&roduk peserta",
            on("pembelian", "penerimaan", _letter),
            "berita acara serah terima",
        ),
        command(
            "cetak-jejak-surat",
            "Lembar &jejak BAST",
            on("penyaluran", "BAST", _trail_of_handover),
            "asal lot pembuat penerima",
        ),
        command(
            "cetak-jejak-pembuat",
            "Lembar jejak pe&mbuat",
            on("peserta", "peserta", _trail_of_maker),
            "ke mana penerima",
        ),
    ]
