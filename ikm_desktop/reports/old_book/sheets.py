"""The sheets of the workbook that brings an existing book, and the rows that are read from them.

Read in the guarded child process that lists are read in. Nothing is asked of the book here: what a row says
is taken as it is written, and what cannot be read is told by sheet, row and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from ikm_desktop.participants.dates import MONTHS
from ikm_desktop.participants.list_import.cell_text import column_letters, text_of
from ikm_desktop.participants.list_import.grid import Grid
from ikm_desktop.participants.list_import.kinds import FileKind, bytes_of, kind_of
from ikm_desktop.participants.list_import.refusals import NotAList
from ikm_desktop.participants.list_import.workbook import read_workbook
from ikm_desktop.participants.nik import calendar_day
from ikm_desktop.reports.workbook import Head, Holds
from ikm_desktop.words import folded

NUMBERS, HELD, STORED, BOUGHT, GIVEN = (
    "Agenda nomor",
    "Dipegang peserta",
    "Di gudang",
    "Dibeli kembali",
    "Disalurkan",
)
BATCH = "Angkatan"
UNPAID, PRICE = "Belum dibayar (Rp)", "Harga satuan (Rp)"
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ](\d{4})")
_NIK_A_FIGURE = (
    "tersimpan sebagai angka, sehingga angka ke-16 hilang; ketik ulang sebagai teks atau kosongkan"
)
_NO_ROW = 3  # needed columns without anything: a total or a signature rather than goods
_MOST_ABOVE_THE_HEAD = 15
_LEAST_HEADS = 2

_QUANTITY = (
    Head("Jumlah", 12, Holds.TEXT, tip="dalam satuan barangnya: 7 atau 7,50"),
    Head("Satuan", 10, tip="boleh kosong; bila diisi harus satuan barangnya"),
)
_VALUE = Head("Nilai (Rp)", 14, Holds.FIGURE, tip="nilai seluruh baris dalam rupiah utuh")
_NUMBER = Head("Nomor surat", 28, Holds.CODE, tip="nomor surat lama bila ada: 530/012/DPP/III/2020")
_DAY_HEAD = Head("Tanggal", 12, Holds.DAY, tip="tanggal-bulan-tahun: 12-03-2020")
_UNPAID = Head(UNPAID, 18, Holds.FIGURE, tip="yang masih harus dibayar kepadanya; kosong = lunas")
_PRICE = Head(PRICE, 18, Holds.FIGURE, tip="harga beli satu satuan; wajib bila ada yang belum dibayar")
_BATCH = Head(BATCH, 16, tip="boleh kosong; angkatan yang sudah ada di tab Angkatan: Angkatan I")
_NIK = Head("NIK", 20, Holds.CODE, tip="16 angka; menentukan orangnya bila namanya sama")

SHEETS: Mapping[str, tuple[Head, ...]] = {
    NUMBERS: (
        Head("Deret", 18, tip="Surat, Kuitansi UP, Kuitansi LS atau Sertifikat; kosong = Surat"),
        _NUMBER,
        _DAY_HEAD,
        Head("Perihal", 36),
        Head("Pihak", 28),
    ),
    HELD: (
        *(Head("Nama", 28), _NIK, Head("Barang", 28, tip="seperti di Pengaturan, Barang"), *_QUANTITY),
        *(_VALUE, _DAY_HEAD, _NUMBER, _BATCH),
    ),
    STORED: (
        *(Head("Gudang", 20, tip="kosong = gudang utama"), Head("Barang", 28), *_QUANTITY, _VALUE),
        *(_DAY_HEAD, _NUMBER),
    ),
    BOUGHT: (
        *(Head("Nama", 28, tip="pembuatnya"), _NIK, Head("Barang", 28), *_QUANTITY, _VALUE),
        *(_DAY_HEAD, _NUMBER, _UNPAID, _PRICE, _BATCH),
    ),
    GIVEN: (
        *(Head("Lembaga", 30), Head("Golongan", 24, tip="untuk lembaga yang belum ada di buku")),
        *(Head("Barang", 28), *_QUANTITY, _DAY_HEAD, _NUMBER),
        Head("Penerima", 24, tip="yang menandatangani"),
    ),
}
"""The sheets with their columns."""

TOLD: Mapping[str, str] = {
    NUMBERS: "Nomor yang sudah dipakai, supaya tidak dipakai lagi. Nomor di lembar lain tidak perlu diulang.",
    HELD: "Bahan yang masih ada pada peserta saat buku ini mulai.",
    STORED: "Yang ada di gudang saat buku ini mulai, kecuali produk di lembar Dibeli kembali.",
    BOUGHT: "Semua produk yang dibeli dari peserta, lunas atau belum. Nilai = bahan ditambah harga beli.",
    GIVEN: "Semua yang sudah disalurkan; diambil dari gudang, yang tertua lebih dahulu.",
}
"""What each sheet is for, as its second line says."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    NUMBERS: ("Nomor surat", "Tanggal"),
    HELD: ("Nama", "Barang", "Jumlah", "Nilai (Rp)"),
    STORED: ("Barang", "Jumlah", "Nilai (Rp)"),
    BOUGHT: ("Nama", "Barang", "Jumlah", "Nilai (Rp)", "Tanggal"),
    GIVEN: ("Lembaga", "Barang", "Jumlah", "Tanggal"),
}
"""The columns that every row of a sheet fills in."""


@dataclass(frozen=True, slots=True)
class RowFinding:
    """What is wrong with a row; row: as the sheet shows it; column: its heading, "" for the whole row.

    cell: where it stands ("E4"), "" where it is no single cell.
    """

    sheet: str
    row: int
    column: str
    message: str
    cell: str = ""

    @property
    def sentence(self) -> str:
        """Name sheet, cell or row, and column, and what is wrong."""
        where = f"{self.sheet} sel {self.cell}" if self.cell else f"{self.sheet} baris {self.row}"
        return f"{where}, {self.column}: {self.message}" if self.column else f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class OldRow:
    """A row; texts: by heading, as the sheet shows them; day: None where none is written.

    letters: of the sheet's columns, by heading.
    """

    sheet: str
    row: int
    texts: Mapping[str, str]
    day: date | None
    letters: Mapping[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str:
        """Return what stands in a column, "" for nothing."""
        return self.texts.get(column, "")

    def wrong(self, column: str, message: str) -> RowFinding:
        """Return a finding about this row."""
        letters = self.letters.get(column, "")
        # What the reading of a figure says begins with the figure's name, which stands beside it already.
        told = message.removeprefix(f"{column.removesuffix(' (Rp)')}: ")
        return RowFinding(self.sheet, self.row, column, told, f"{letters}{self.row}" if letters else "")


@dataclass(slots=True)
class OldBook:
    """What a workbook holds: its rows by sheet, and what could not be read."""

    file: str
    rows: dict[str, list[OldRow]] = field(default_factory=lambda: {name: [] for name in SHEETS})
    findings: list[RowFinding] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(map(len, self.rows.values()))


def read_old_book(path: Path) -> OldBook:
    """Read a workbook made from the template; sheets are known by their names, columns by their headings.

    Raises the refusals of reading lists: NotAList where none of the sheets is there or all are empty.
    """
    kind = kind_of(path, bytes_of(path))
    if kind is FileKind.TEXT:
        raise NotAList(file=path.name)
    book = OldBook(path.name)
    names = {folded(name): name for name in SHEETS}
    for grid in read_workbook(path.absolute(), kind):
        name = names.get(folded(grid.name or "").strip())
        if name is not None:
            _read_sheet(book, name, grid)
    if not book.count and not book.findings:
        raise NotAList(file=path.name)
    return book


def _read_sheet(book: OldBook, name: str, grid: Grid) -> None:
    known = {_bare(head.title): head.title for head in SHEETS[name]}
    at, columns = _head(grid, known)
    if not columns:
        if any(map(any, grid.rows)):
            book.findings.append(RowFinding(name, 1, "", "judul kolomnya tidak ditemukan; pakai templatnya"))
        return
    missing = [one for one in NEEDED[name] if one not in columns.values()]
    if missing:
        book.findings.append(RowFinding(name, at + 1, "", f"kolom {', '.join(missing)} tidak ada"))
        return
    letters = {title: column_letters(column) for column, title in columns.items()}
    for no, cells in enumerate(grid.rows[at + 1 :], start=at + 2):
        filled = {title: cells[column] for column, title in columns.items() if column < len(cells)}
        texts = {title: _text(cell) for title, cell in filled.items()}
        if any(texts.values()):
            row = OldRow(name, no, texts, _day(filled.get("Tanggal")), letters)
            book.rows[name].append(row)
            book.findings += _missing(row)
            if isinstance(filled.get("NIK"), int | float):
                book.findings.append(row.wrong("NIK", _NIK_A_FIGURE))


def _head(grid: Grid, known: Mapping[str, str]) -> tuple[int, dict[int, str]]:
    """Return the row of the headings and which column holds what."""
    for at, cells in enumerate(grid.rows[:_MOST_ABOVE_THE_HEAD]):
        titles = {no: _bare(text_of(one)) for no, one in enumerate(cells)}
        found = {no: known[title] for no, title in titles.items() if title in known}
        if len(found) >= _LEAST_HEADS:
            return at, found
    return 0, {}


def _bare(title: str) -> str:
    return "".join(letter for letter in folded(title) if letter.isalnum())


def _missing(row: OldRow) -> Iterator[RowFinding]:
    empty = [title for title in NEEDED[row.sheet] if not row.text(title)]
    if len(empty) >= _NO_ROW:
        told = f"{', '.join(empty)} belum diisi; hapus baris ini bila hanya jumlah atau tanda tangan"
        yield row.wrong("", told)
        return
    for title in empty:
        yield row.wrong(title, "belum diisi")
    if row.text("Tanggal") and row.day is None:
        yield row.wrong("Tanggal", f"“{row.text('Tanggal')}” bukan tanggal; tulis tanggal-bulan-tahun")


def _text(cell: object) -> str:
    """Return a cell as text; a figure with a comma, as it is typed here."""
    if isinstance(cell, float) and not cell.is_integer():
        return repr(cell).replace(".", ",")
    return text_of(cell)


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(text_of(cell))
    if found is None:
        return None
    day, month, year = found.groups()
    number = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
    return calendar_day(int(day), number, int(year))


def faults_first(findings: Sequence[RowFinding]) -> tuple[RowFinding, ...]:
    """Return findings in the order of the sheets and rows."""
    order = list(SHEETS)
    return tuple(sorted(findings, key=lambda one: (order.index(one.sheet), one.row)))
