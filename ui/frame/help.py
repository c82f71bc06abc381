"""Help: which page of `resources/help` belongs to a screen, and the page that shows it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget

from ikm_desktop.resources import resource
from ui.common.commands import Command, bind
from ui.common.labels import button, label
from ui.common.listing import matches_all
from ui.theme.look import Look

CONTENTS = "isi"
_SPACES = {0: (5, 3), 1: (0, 6), 2: (12, 4)}
"""Room above and beneath a paragraph (0) and a heading of either level, in sixteenths of a line."""
_IN_LIST = (1, 2)
_LINE, _LARGEST = 16, 3
_LINK = re.compile(r"^- \[(.+?)\]\((.+?)\.md\)", re.MULTILINE)
_HEADING = re.compile(r"^#+ (.+)$|\*([^*]+)\*", re.MULTILINE)
_OF_PAGES = {
    "KitPage": "serahkan-paket",
    "AttendancePage": "kehadiran",
    "CertificatesPage": "sertifikat",
    "CertificatesPreview": "sertifikat",
    "BatchPage": "angkatan-isian",
    "RosterPage": "daftar-peserta",
    "PersonPage": "peserta-isian",
    "ImportPage": "impor",
    "PurchasePage": "terima-dari-penyedia",
    "CardPage": "kartu-persediaan",
    "PaymentPage": "pembayaran",
    "PaperPreview": "pratinjau",
    "SettingsPage": "pengaturan",
    "BackupPage": "cadangan",
    "ExportPage": "ekspor",
    "OldBookPage": "buku-lama",
    "TreasurerPage": "daftar-bendahara",
    "HistoryPage": "riwayat",
    "FirstRunPage": "mulai",
    "AuditPage": "log-audit",
    "RestorePage": "pulihkan",
    "PlanPage": "bagi-rata",
    "ReportPage": "laporan-lembaga",
    "BatchPaymentPage": "bayar-angkatan",
    "BatchReceiptPage": "terima-angkatan",
    "GiveBackPage": "kembalikan-produk",
    "DraftsPage": "konsep",
    "ReversePage": "balikkan",
    "VendorPage": "penyedia",
    "TakeBackPage": "kembali-dari-lembaga",
    "KnownPage": "buku-waktu-itu",
    "ReturnPage": "pengembalian",
    "SinglePage": "serahkan-satu",
    "WastePage": "susut",
    "WriteOffPage": "susut",
    "VendorReturnPage": "kembali-ke-penyedia",
    "CountPage": "stock-opname",
    "PeriodsPage": "periode",
    "TracePage": "telusur",
    "PlacesPage": "telusur",
    "ConservationPage": "neraca-barang",
    "PlanningPage": "kebutuhan",
    "DoublesPage": "mungkin-ganda",
    "RetentionPage": "data-pribadi",
    "PdfPage": "pratinjau",
    "StoppedPage": "buku-tidak-terbuka",
}
_OF_TABS = {
    "beranda": "beranda",
    "peserta": "peserta",
    "angkatan": "angkatan",
    "penyerahan": "penyerahan",
    "pembelian": "pembelian",
    "penyaluran": "penyaluran",
    "persediaan": "persediaan",
    "surat": "surat",
}


def help_name(page: QWidget | None, tab: str) -> str:
    """Return the name of the help page of a screen: the page's own, its kind's, else its tab's."""
    own = page.property("help") if page is not None else None
    if own:
        return str(own)
    kind = type(page).__name__
    if kind == "HandoverPage":
        return "salurkan" if type(page).__module__.startswith("ui.distribution") else "serahkan-satu"
    if kind == "RecordsPage":
        return "lembaga" if tab == "penyaluran" else "penyedia"
    return _OF_PAGES.get(kind) or _OF_TABS.get(tab, CONTENTS)


def help_text(name: str) -> str:
    """Return a help page, in Markdown; the table of contents for a name that has none."""
    try:
        return resource(f"help/{name}.md").read_text(encoding="utf-8")
    except FileNotFoundError:
        return resource(f"help/{CONTENTS}.md").read_text(encoding="utf-8")


@cache
def help_pages() -> tuple[tuple[str, str, str], ...]:
    """Return the pages of help in their order: name, title, and what stands out in it (headings, buttons)."""
    found = _LINK.findall(help_text(CONTENTS))
    return tuple((name, title, _outstanding(help_text(name))) for title, name in found)


def pages_with(words: str) -> str:
    """Return a help page, in Markdown, that leads to all pages with these words, and a line of each."""
    found = []
    for name, title, _ in help_pages():
        lines = help_text(name).splitlines()
        if matches_all(f"{title} {' '.join(lines)}", words):
            line = next((one for one in lines[1:] if matches_all(one, words)), lines[2])
            found.append(f"- [{title}]({name}.md): {_plain_line(line)}")
    return "\n".join([f"# Dicari: {words}", "", *(found or ["Tidak ada halaman dengan semua kata itu."])])


def _plain_line(line: str) -> str:
    """Return a line of a page as a sentence: without the marks of lists, tables and links."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
    return re.sub(r"^[-\d.|#\s]+|[|\s]+$", "", text).replace(" | ", ": ")


def _outstanding(text: str) -> str:
    return " ".join("".join(parts) for parts in _HEADING.findall(text))


class HelpPage(QWidget):
    """One help page, with the way to all others."""

    def __init__(self, look: Look, name: str, go_back: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("frame")
        self.setProperty("help", CONTENTS)
        self._look = look
        self.name = name
        self.trail: list[str] = []
        self.text = QTextBrowser()
        self.text.setAccessibleName("Bantuan")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.text.setMaximumWidth(900)
        self.back_button = button("‹ Kembali", look, role="link")
        self.back_button.clicked.connect(go_back)
        self.contents_button = button("Semua bantuan", look, role="link")
        self.contents_button.clicked.connect(self._show_contents)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Cari dalam bantuan (Ctrl+F)")
        self.search.setAccessibleName("Cari dalam bantuan")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(self.fontMetrics().averageCharWidth() * 34)
        self.search.textChanged.connect(self._draw)
        self.search.returnPressed.connect(self.text.setFocus)
        bind(
            self, Command("halaman-tadi", "Halaman tadi", "Tampilan", self.go_back, "Alt+Left", "arrow-left")
        )
        head = QHBoxLayout()
        head.addWidget(self.back_button)
        head.addWidget(label("Bantuan", "title"))
        head.addStretch(1)
        head.addWidget(self.search)
        head.addWidget(self.contents_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 6, 14, 8)
        page.addLayout(head)
        page.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        look.changed.connect(self._draw)
        self.show_name(name)

    def show_name(self, name: str) -> None:
        """Show a help page; the one before is gone back to with Alt+←."""
        self.trail += [name] if self.trail[-1:] != [name] else []
        self.name = name
        self.search.clear()
        self._draw()

    def go_back(self) -> None:
        """Show the page that led here, as it was before any search."""
        if len(self.trail) > 1:
            self.trail.pop()
        self.show_name(self.trail[-1])

    def _draw(self) -> None:
        tokens = self._look.tokens
        self.text.document().setDefaultStyleSheet(
            f"a {{ color: {tokens.primary}; }} code {{ background-color: {tokens.neutral_bg}; }}"
        )
        words = self.search.text().strip()
        self.text.setMarkdown(pages_with(words) if words else help_text(self.name))
        self.text.document().setDocumentMargin(16)
        _give_room(self.text.document(), self.fontMetrics().height())

    def _show_contents(self) -> None:
        self.show_name(CONTENTS)

    def _follow(self, link: QUrl) -> None:
        self.show_name(link.fileName().removesuffix(".md"))


def _give_room(document: QTextDocument, line: int) -> None:
    """Give paragraphs room, and headings the sizes of the program's own; line: the height of one of text."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        if cursor.currentTable() is None:
            _set_apart(cursor, block.blockFormat(), line)
        block = block.next()


def _set_apart(cursor: QTextCursor, form: QTextBlockFormat, line: int) -> None:
    level = min(form.headingLevel(), 2)
    above, beneath = _IN_LIST if cursor.currentList() is not None else _SPACES[level]
    form.setTopMargin(above * line / _LINE)
    form.setBottomMargin(beneath * line / _LINE)
    cursor.setBlockFormat(form)
    if level:
        size = QTextCharFormat()
        size.setProperty(QTextFormat.Property.FontSizeAdjustment, _LARGEST - level)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.mergeCharFormat(size)
