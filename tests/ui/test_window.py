"""The frame: tabs, menus, lists, Ctrl+K, the preview, on a real book."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ikm_desktop.office.listing import fits
from tests.ui import guards
from ui.common.list_page import ListPage
from ui.common.palette import Palette, best
from ui.common.preview import PaperPreview
from ui.main_window import MainWindow
from ui.settings.page import SettingsPage
from ui.tabs import TABS


def _list(window: MainWindow, key: str) -> ListPage:
    page = window.go_to(key)
    assert isinstance(page, ListPage)
    return page


def test_every_tab_opens_by_its_key(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+1 and on show the tabs in their order, each with its page."""
    qtbot.waitUntil(window.isActiveWindow)
    for number, tab in enumerate(TABS, start=1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.tab_bar.buttons[tab.key].isChecked()
        assert window.page is window._pages[tab.key]


def test_people_are_listed_searched_and_counted(window: MainWindow) -> None:
    """80 people; words in any order and without case find the one; clearing shows all again."""
    page = _list(window, "peserta")
    assert len(page.table.rows_model.rows) == 80
    page.search.setText("contoh goreti ADELINA")
    assert [row.person.name for row in page.table.rows_model.rows] == ["Adelina Goreti CONTOH"]
    page.search.setText("tidak ada")
    assert "0 dari 80" in page.totals.text()
    page.clear_filters()
    assert len(page.table.rows_model.rows) == 80


def test_chips_filter_and_count(window: MainWindow) -> None:
    """A chip shows as many rows as it counts."""
    page = _list(window, "persediaan")
    for made, chip in page.chips.buttons:
        made.click()
        count = int(made.text().rsplit(" ", 1)[1])
        rows = page.table.rows_model.rows
        assert len(rows) == count
        assert chip is None or all(fits(page.listing.lines.fields, row, chip.terms) for row in rows)


def test_headings_sort_the_rows(window: MainWindow) -> None:
    """By value, not by text; the other way round on the second click."""
    page = _list(window, "persediaan")
    at = [column.title for column in page.listing.columns].index("Nilai")
    page.table.sortByColumn(at, Qt.SortOrder.DescendingOrder)
    values = [row.value for row in page.table.rows_model.rows]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize("key", [tab.key for tab in TABS])
def test_list_models_keep_qts_rules(window: MainWindow, qtmodeltester: ModelTester, key: str) -> None:
    """Each list's model passes Qt's own tester."""
    page = window.go_to(key)
    if isinstance(page, ListPage):
        qtmodeltester.check(page.table.rows_model)


def test_rows_are_copied_as_excel_pastes_them(window: MainWindow) -> None:
    """Headings and the selected rows, cells parted by tabs; the NIK stays masked."""
    page = _list(window, "peserta")
    page.table.selectRow(0)
    page.table.copy_rows()
    heading, row = QGuiApplication.clipboard().text().splitlines()
    assert heading.split("\t")[:2] == ["Nama", "NIK"]
    assert "**********" in row.split("\t")[1]


def test_ctrl_k_finds_people_papers_and_commands(window: MainWindow) -> None:
    """By parts and with a slip of the pen."""
    targets = window.targets()
    assert best(targets, "adelina gor")[0].title == "Adelina Goreti CONTOH"
    assert best(targets, "adelna goreti")[0].title == "Adelina Goreti CONTOH"
    assert best(targets, "530/001")[0].kind == "surat"
    assert best(targets, "tema gelap")[0].title == "Tema gelap"


def test_ctrl_k_goes_there_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    """Typed, Enter: the list stands there, filtered."""
    palette = Palette(window.targets(), window)
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClicks(palette.line, "naomi goreti")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, ListPage)
    assert [row.person.name for row in page.table.rows_model.rows] == ["Naomi Goreti CONTOH"]


def test_an_issued_paper_is_shown_as_it_was_issued(window: MainWindow) -> None:
    """Two actions from the register: the stored pages, which cannot be issued again; Esc comes back."""
    page = _list(window, "surat")
    page.search.setText("kuitansi up 00001")
    page.search.setText("00001/UP")
    page.table.selectRow(0)
    page.opened.emit(page.current())
    preview = window.page
    assert isinstance(preview, PaperPreview)
    assert preview.pdf.startswith(b"%PDF")
    assert preview.document.pageCount() == 1
    assert not preview.issue_button.isVisible()
    window.close_page()
    assert window.page is page


def test_a_draft_is_issued_only_once_a_file_is_chosen(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Leaving the file dialog leaves a draft a draft; choosing a file freezes it and writes those bytes."""
    page = _list(window, "surat")
    page.search.setText("BA pemeriksaan")
    page.table.selectRow(0)
    page.opened.emit(page.current())
    preview = window.page
    assert isinstance(preview, PaperPreview)
    chosen = ["", str(tmp_path / "surat.pdf")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen.pop(0), ""))
    preview.save_paper()
    assert preview.issue_button.isVisible()
    preview.save_paper()
    assert not preview.issue_button.isVisible()
    assert (tmp_path / "surat.pdf").read_bytes() == preview.pdf


def test_the_theme_changes_at_once(window: MainWindow) -> None:
    """Dark and light by command, without opening anything anew."""
    light = window.palette().window().color().name()
    window.look.set_mode("gelap")
    assert window.palette().window().color().name() != light
    window.look.set_mode("terang")
    assert window.palette().window().color().name() == light


def test_nothing_is_cut_off_on_a_large_screen(window: MainWindow) -> None:
    """At 1920×1000 too every tab has room and names; at smaller sizes every screen (`test_frame`)."""
    window.resize(1920, 1000)
    for tab in TABS:
        page = window.go_to(tab.key)
        guards.settle()
        assert (guards.nameless(page), guards.cut_off(page)) == ([], [])
    assert guards.cut_off(window) == []


WHAT_CLERKS_TYPE = {
    "sisipkan": "Bantuan: Catatan terlambat",
    "data saya": "Data saya",
    "bayar": "Bayar peserta",
    "kuitansi": "Bayar peserta",
    "cetak ulang": "Surat & Laporan",
    "arsip": "Surat & Laporan",
    "laporan": "Surat & Laporan",
    "stok": "Persediaan",
    "sertifikat": "Sertifikat angkatan",
    "angkatan baru": "Buat angkatan",
    "peserta baru": "Tambah peserta",
    "impor": "Impor daftar peserta",
    "excel": "Impor daftar peserta",
    "cadangan": "Cadangkan…",
    "backup": "Cadangkan…",
    "pulihkan": "Pulihkan…",
    "harga": "Pengaturan: Harga produk",
    "resep": "Pengaturan: Resep",
    "printer": "Pengaturan: Kertas & printer",
    "kop": "Pengaturan: Kantor & kop",
    "penandatangan": "Pengaturan: Penandatangan",
    "pajak": "Pengaturan: Pajak",
    "materai": "Pengaturan: Meterai",
    "paket": "Serahkan paket bahan",
    "absen": "Isi kehadiran",
    "retur": "Pengembalian",
    "opname": "Stock opname",
    "kartu stok": "Kartu persediaan",
    "bagi rata": "Rencana bagi rata",
    "transfer": "Daftar bendahara",
    "duplikat": "Mungkin ganda",
    "triwulan": "Tutup periode",
    "telusur": "Lembar jejak",
    "belanja": "Rencana kebutuhan",
    "toko": "Penyedia",
    "riwayat": "Riwayat",
    "gelap": "Tema gelap",
    "opnam": "Stock opname",
    "sertipikat": "Sertifikat angkatan",
}


def test_what_clerks_type_leads_where_they_mean(window: MainWindow) -> None:
    """The first match of everyday words, before people and papers that bear them; each of them can be run."""
    targets = window.targets()
    found = {text: best(targets, text)[0].title for text in WHAT_CLERKS_TYPE}
    assert found == WHAT_CLERKS_TYPE


def test_what_was_gone_to_last_comes_first(window: MainWindow, qtbot: QtBot) -> None:
    """With nothing typed, and among equals; records as well; a part of Pengaturan opens there."""
    targets = window.targets()
    used = ["Naomi Goreti CONTOH", "Kembali dari lembaga"]
    assert [one.title for one in best(targets, "", used)][:2] == used
    assert best(targets, "retur", used)[0].title == "Kembali dari lembaga"
    palette = Palette(targets, window, used)
    qtbot.addWidget(palette)
    palette.line.setText("resep")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.gone_to == "Pengaturan: Resep"
    assert isinstance(window.page, SettingsPage)
    assert window.page.names.currentItem().text() == "Resep"
