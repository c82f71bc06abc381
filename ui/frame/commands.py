"""The commands of the window itself: going places, looks, help, the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.common.commands import Command
from ui.frame.helping import explain, open_help, open_history, show_keys
from ui.tabs import TABS
from ui.theme.look import DARK_MODE, LIGHT_MODE, SYSTEM

if TYPE_CHECKING:
    from ui.common.palette import Target
    from ui.common.tab import TabContext
    from ui.main_window import MainWindow

_TEXT_STEP = 10
_TAB_WORDS = {
    "beranda": "mulai tugas hari ini",
    "peserta": "orang penjahit ikm nama nik",
    "angkatan": "pelatihan kelompok",
    "penyerahan": "bahan serah terima tanda terima",
    "pembelian": "produk masuk",
    "penyaluran": "bast salur bantuan",
    "persediaan": "stok stock gudang barang bahan",
    "surat": "cetak ulang arsip agenda register nomor laporan spj",
}
"""What a tab may be looked for as."""


def frame_commands(window: MainWindow) -> list[Command]:
    """Return the commands that need no book: they are there from the first moment."""
    look = window.look
    tabs = [
        Command(
            f"tab-{tab.key}",
            tab.title,
            "Tampilan",
            partial(window.go_to, tab.key),
            f"Ctrl+{number}",
            tab.icon,
            _TAB_WORDS.get(tab.key, ""),
        )
        for number, tab in enumerate(TABS, start=1)
    ]
    return [
        *tabs,
        Command("cari", "&Cari atau perintah", "Ubah", window.open_palette, "Ctrl+K", "search"),
        Command(
            "cari-daftar",
            "Cari dalam &daftar",
            "Ubah",
            partial(_ask_page, window, "search"),
            "Ctrl+F",
            "search",
        ),
        Command(
            "hapus-saringan",
            "&Hapus saringan",
            "Ubah",
            partial(_ask_page, window, "clear_filters"),
            "Ctrl+L",
            "filter",
        ),
        Command("segarkan", "&Baca ulang", "Data", window.read_again, "F5", "refresh-cw"),
        Command("panel", "&Panel samping", "Tampilan", window.toggle_panel, "F4", "panel-right"),
        Command("terang", "Tema t&erang", "Tampilan", partial(look.set_mode, LIGHT_MODE), icon="sun"),
        Command("gelap", "Tema &gelap", "Tampilan", partial(look.set_mode, DARK_MODE), icon="moon"),
        Command("sistem", "Tema ikut &sistem", "Tampilan", partial(look.set_mode, SYSTEM), icon="monitor"),
        Command(
            "besar", "Huruf lebih &besar", "Tampilan", partial(look.step, _TEXT_STEP), "Ctrl++", "zoom-in"
        ),
        Command(
            "kecil", "Huruf lebih &kecil", "Tampilan", partial(look.step, -_TEXT_STEP), "Ctrl+-", "zoom-out"
        ),
        Command("tampilan-awal", "Kembalikan &tampilan", "Tampilan", window.reset_looks, icon="undo-2"),
        Command("kembali", "Kemba&li", "Tampilan", window.go_back, "Esc", "arrow-left"),
        Command(
            "bantuan",
            "&Bantuan layar ini",
            "Bantuan",
            partial(open_help, window),
            "F1",
            "circle-help",
            "cara petunjuk",
        ),
        Command(
            "tombol",
            "&Tombol layar ini",
            "Bantuan",
            partial(show_keys, window),
            "Ctrl+/",
            "info",
            "keyboard pintas",
        ),
        Command(
            "apa-ini",
            "&Apa ini?",
            "Bantuan",
            partial(explain, window),
            "Shift+F1",
            "info",
            "aturan dasar hukum",
        ),
        Command("tutup", "&Tutup program", "Berkas", window.close, "Ctrl+Q", "x"),
    ]


def _ask_page(window: MainWindow, *names: str) -> None:
    """Ask the page on screen for the first of these that it can: a method, or a field to go to."""
    for name in names:
        there = getattr(window.page, name, None)
        if isinstance(there, QWidget):
            there.setFocus()
            return
        if callable(there):
            there()
            return


def book_commands(window: MainWindow, context: TabContext) -> list[Command]:
    """Return the commands of no tab that need the book."""
    from ui.settings.commands import commands as of_settings

    return [
        *of_settings(context),
        Command(
            "buka-lihat",
            "Buka untuk &melihat saja",
            "Berkas",
            partial(window.begin_again, read_only=True),
            icon="eye",
            words="hanya baca tanpa mengubah",
        ),
        Command(
            "riwayat",
            "&Riwayat",
            "Data",
            partial(open_history, window, context),
            "Ctrl+H",
            "history",
            "urungkan pemberitahuan terakhir",
        ),
    ]


def book_targets(window: MainWindow, context: TabContext) -> list[Target]:
    """Return what else Ctrl+K leads to: the parts of Pengaturan and the pages of help."""
    from ui.frame.helping import help_targets
    from ui.settings.commands import targets as of_settings

    return [*of_settings(context), *help_targets(window)]
