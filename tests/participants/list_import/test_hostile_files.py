"""Files that are no list, or mean harm: each its own clear refusal, quickly, and the program lives on."""

from __future__ import annotations

import os
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from ikm_desktop.participants.list_import.kinds import LARGEST, FileKind
from ikm_desktop.participants.list_import.reading import read_file, read_pasted
from ikm_desktop.participants.list_import.refusals import (
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileTooBig,
    FileUnreachable,
    FileUnsafe,
    ListRefusal,
    NotAList,
    ReadingTooLong,
    TooManyRows,
    WrongContent,
)
from ikm_desktop.participants.list_import.workbook import read_workbook

DATA = Path(__file__).parents[1] / "data"
GOOD = DATA / "contoh_empat_angkatan.xlsx"
TODAY = date(2020, 8, 28)
NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def refusal(path: Path) -> ListRefusal:
    """Read a file that must be refused; check that the clerk is told in words, with a way out, in time."""
    started = time.monotonic()
    with pytest.raises(ListRefusal) as caught:
        read_file(path, today=TODAY)
    assert time.monotonic() - started < 15
    assert path.name in caught.value.sentence
    assert caught.value.ways_out
    return caught.value


def rebuilt(path: Path, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> Path:
    """Write a copy of the good workbook with its parts changed and parts added."""
    with zipfile.ZipFile(GOOD) as good, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in good.namelist():
            copy.writestr(name, change(name, good.read(name)))
        for name, content in (extra or {}).items():
            copy.writestr(name, content)
    return path


def with_cell(reference: bytes, cell: bytes) -> Callable[[str, bytes], bytes]:
    """Return a change that adds a row with one cell to the first sheet."""
    row = b'<row r="%s">%s</row></sheetData>' % (reference, cell)
    return lambda name, content: content.replace(b"</sheetData>", row) if name == SHEET else content


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576"><v>1</v></c>',
        b'<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>',
        b'<c r="&#88;FD1048576"><v>1</v></c>',
        b'<x:c xmlns:x="%s" r="XFD1048576"><x:v>1</x:v></x:c>' % NAMESPACE,
    ],
)
def test_a_cell_in_the_furthest_corner(tmp_path: Path, cell: bytes) -> None:
    """4 kB that would take more memory than there is, however the corner is written."""
    found = refusal(rebuilt(tmp_path / "pojok.xlsx", with_cell(b"1048576", cell)))
    assert isinstance(found, TooManyRows)


def test_the_furthest_corner_in_utf_16(tmp_path: Path) -> None:
    """Another encoding hides nothing."""

    def change(name: str, content: bytes) -> bytes:
        if name != SHEET:
            return content
        text = with_cell(b"1048576", b'<c r="XFD1048576"><v>1</v></c>')(name, content).decode()
        return text.replace("UTF-8", "UTF-16", 1).encode("utf-16")

    assert isinstance(refusal(rebuilt(tmp_path / "pojok.xlsx", change)), TooManyRows)


def test_a_border_down_to_the_last_row_is_honest(tmp_path: Path) -> None:
    """Empty cells with a format cost nothing and are common."""
    change = with_cell(b"1048576", b'<c r="XFD1048576" s="1"/>')
    assert len(read_file(rebuilt(tmp_path / "garis.xlsx", change), today=TODAY).rows) == 80


def test_rows_repeated_a_million_times(tmp_path: Path) -> None:
    """An ods says in a few letters what would fill the memory; trailing blanks say it too, and are honest."""
    filled = (
        '<table:table-cell table:number-columns-repeated="10" office:value-type="string"><text:p>x</text:p>'
    )
    rows = (
        f'<table:table-row table:number-rows-repeated="1000000">{filled}</table:table-cell></table:table-row>'
    )
    assert isinstance(refusal(_ods(tmp_path / "ulang.ods", rows)), TooManyRows)
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    people = _ods_row("Nama", "NIK", "L/P") + _ods_row("MARIA BRIA", "5304995708850001", "P")
    read = read_file(_ods(tmp_path / "baik.ods", people + blank), today=TODAY)
    assert [(row.sheet, row.row, row.person.nik) for row in read.rows] == [("Lembar1", 2, "5304995708850001")]


def test_an_honest_ods(tmp_path: Path) -> None:
    """Dates, numbers and cells merged downwards are read from the free format too."""
    born = '<table:table-cell office:value-type="date" office:date-value="1985-08-17"/>'
    phone = '<table:table-cell office:value-type="float" office:value="81338130028"/>'
    regency = (
        '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>BELU</text:p>'
    )
    rows = (
        _ods_row("Nama", "NIK", "Tgl Lahir", "HP", "Kab/Kota")
        + _ods_row("MARIA BRIA", "5304995708850001", cells=f"{born}{phone}{regency}</table:table-cell>")
        + _ods_row("SITI KLAU", "5304994107900002", "1 Juli 1990", "-", cells="<table:covered-table-cell/>")
    )
    read = read_file(_ods(tmp_path / "baik.ods", rows), today=TODAY)
    assert [(row.person.born, row.person.phone, row.person.regency) for row in read.rows] == [
        (date(1985, 8, 17), "081338130028", "Kabupaten Belu"),
        (date(1990, 7, 1), "", "Kabupaten Belu"),
    ]


def _ods_row(*texts: str, cells: str = "") -> str:
    written = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row>{written}{cells}</table:table-row>"


def _ods(path: Path, rows: str) -> Path:
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body>'
            f'<office:spreadsheet><table:table table:name="Lembar1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_a_document_type(tmp_path: Path, part: str) -> None:
    """Entities that grow or reach for other files need a DOCTYPE; no honest workbook has one."""
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        return bomb + content if name == part else content

    found = refusal(rebuilt(tmp_path / "entitas.xlsx", change))
    assert isinstance(found, FileUnsafe)
    assert "DOCTYPE" in found.why


def test_an_archive_that_swells(tmp_path: Path) -> None:
    """200 MB of zeros pack into 200 kB."""
    path = rebuilt(tmp_path / "bom.xlsx", lambda _, content: content, {"xl/media/a.bin": bytes(200_000_000)})
    assert isinstance(refusal(path), FileUnsafe)


def test_one_text_in_a_million_cells(tmp_path: Path) -> None:
    """A long shared text, pointed at by many cells, would swell only when it is read."""
    path = tmp_path / "teks.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row in range(2000):
        for column in range(10):
            sheet.write_string(row, column, "x" * 32_000)
    book.close()
    assert path.stat().st_size < 200_000
    assert isinstance(refusal(path), FileUnsafe)


def test_too_many_parts_and_two_of_one_name(tmp_path: Path) -> None:
    """Neither is ever written by a spreadsheet."""
    many = {f"xl/media/{number}.bin": b"" for number in range(501)}
    assert isinstance(
        refusal(rebuilt(tmp_path / "banyak.xlsx", lambda _, content: content, many)), FileUnsafe
    )
    twice = {SHEET.upper(): b"<x/>"}
    assert isinstance(
        refusal(rebuilt(tmp_path / "ganda.xlsx", lambda _, content: content, twice)), FileUnsafe
    )


def test_a_cut_archive_and_a_changed_byte(tmp_path: Path) -> None:
    """A download that broke off, and a checksum that no longer fits."""
    content = GOOD.read_bytes()
    cut = tmp_path / "putus.xlsx"
    cut.write_bytes(content[: len(content) // 2])
    assert isinstance(refusal(cut), FileDamaged)
    with zipfile.ZipFile(GOOD) as archive:
        start = archive.getinfo(SHEET).header_offset + 200
    changed = tmp_path / "rusak.xlsx"
    changed.write_bytes(content[:start] + bytes([content[start] ^ 0xFF]) + content[start + 1 :])
    assert isinstance(refusal(changed), FileDamaged)


def test_a_sheet_that_is_no_xml(tmp_path: Path) -> None:
    """The checksum fits, the content does not."""
    path = rebuilt(tmp_path / "xml.xlsx", lambda name, content: b"<worksheet><" if name == SHEET else content)
    assert isinstance(refusal(path), FileDamaged)


def test_a_password(tmp_path: Path) -> None:
    """A locked workbook is told apart from a broken one."""
    assert isinstance(refusal(DATA / "contoh_bersandi.xlsx"), FileEncrypted)
    renamed = tmp_path / "sandi.xls"
    renamed.write_bytes((DATA / "contoh_bersandi.xlsx").read_bytes())
    assert isinstance(refusal(renamed), FileEncrypted)


@pytest.mark.parametrize(
    ("name", "content", "expected", "word"),
    [
        ("kosong.xlsx", b"", FileEmpty, "kosong"),
        ("kosong.csv", b"", FileEmpty, "kosong"),
        ("spasi.csv", b" \r\n \r\n", FileEmpty, "kosong"),
        ("surat.xlsx", b"%PDF-1.7 ...", WrongContent, "PDF"),
        ("foto.csv", b"\x89PNG\r\n\x1a\n....", WrongContent, "PNG"),
        ("laporan.xls", b"<html><table><tr><td>Nama</td></tr></table></html>", WrongContent, "HTML"),
        ("laporan.xls", b'<?xml version="1.0"?><Workbook/>', WrongContent, "XML"),
        ("daftar.xlsx", b"Nama;NIK\nMaria;530499570885000", WrongContent, "teks biasa"),
        ("acak.xlsx", bytes(range(256)) * 9, WrongContent, "bukan teks"),
        ("acak.csv", b"\x01\x02\x03\x04" * 99, WrongContent, "bukan teks"),
        ("hitung.csv", b"barang;harga\nkain;1000\nbenang;2000\n", NotAList, "tidak memuat daftar orang"),
        ("huruf.csv", b"Nama;L/P\nMaria\x81;P\n", FileDamaged, "pengodean"),
    ],
)
def test_what_is_no_list_says_what_it_is(
    tmp_path: Path, name: str, content: bytes, expected: type[ListRefusal], word: str
) -> None:
    """Nothing, another kind of file, garbage, and a table of something else."""
    path = tmp_path / name
    path.write_bytes(content)
    found = refusal(path)
    assert type(found) is expected
    assert word in found.sentence


@pytest.mark.parametrize(
    ("names", "word"),
    [
        ({"word/document.xml": b"<x/>"}, "Word"),
        ({"xl/workbook.bin": b"x"}, ".xlsb"),
        ({"catatan.txt": b"x"}, "ZIP"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "teks LibreOffice"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, names: dict[str, bytes], word: str) -> None:
    """Letters, binary workbooks and plain archives begin with the same two letters."""
    path = tmp_path / "arsip.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    found = refusal(path)
    assert isinstance(found, WrongContent)
    assert word in found.content


def test_an_old_container_that_is_no_workbook(tmp_path: Path) -> None:
    """A letter of old, and a container with a workbook's name and nothing in it."""
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    letter = tmp_path / "surat.xls"
    letter.write_bytes(start + "WordDocument".encode("utf-16-le") + bytes(512))
    assert "Word" in refusal(letter).sentence
    hollow = tmp_path / "hampa.xls"
    hollow.write_bytes(start + "Workbook".encode("utf-16-le") + bytes(512))
    assert isinstance(refusal(hollow), FileDamaged)


def test_too_big_and_not_there(tmp_path: Path) -> None:
    """A size is told before anything is read."""
    big = tmp_path / "besar.csv"
    with big.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert isinstance(refusal(big), FileTooBig)
    assert isinstance(refusal(tmp_path / "tiada.xlsx"), FileUnreachable)
    assert isinstance(refusal(tmp_path), FileUnreachable)


def test_a_workbook_of_empty_sheets(tmp_path: Path) -> None:
    """Nothing can be read from nothing."""
    path = tmp_path / "hampa.xlsx"
    xlsxwriter.Workbook(path).close()
    with zipfile.ZipFile(path) as archive:
        assert SHEET in archive.namelist()
    assert isinstance(refusal(path), FileEmpty)


def test_text_of_millions_of_cells(tmp_path: Path) -> None:
    """A line of commas is as many cells; so are very many short lines."""
    path = tmp_path / "koma.csv"
    path.write_bytes(b"," * 3_000_000)
    assert isinstance(refusal(path), TooManyRows)
    path.write_bytes(b"Nama;L/P\n" + b"Maria Bria;P\n" * 60_000)
    found = refusal(path)
    assert isinstance(found, TooManyRows)
    assert found.unit == "baris"
    with pytest.raises(TooManyRows):
        read_pasted("x\t" * 3_000_000, today=TODAY)
    with pytest.raises(FileEmpty):
        read_pasted(" \n ", today=TODAY)


def test_an_unclosed_quote_swallows_nobody(tmp_path: Path) -> None:
    """A quote at the start of a cell that never ends is a letter, not a quote."""
    lines = ["Nama;L/P;Kab/Kota", 'Maria Bria;P;"Belu']
    lines += [f"Siti Klau {chr(65 + number)};P;Belu" for number in range(26)]
    path = tmp_path / "kutip.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert len(read_file(path, today=TODAY).rows) == 27


def test_a_child_that_does_not_end_is_ended() -> None:
    """When the time is up the clerk is told, and the reader is gone."""
    with pytest.raises(ReadingTooLong) as caught:
        read_workbook(GOOD, FileKind.XLSX, seconds=0)
    assert "0 detik" in caught.value.sentence


def test_a_child_that_dies_is_told(tmp_path: Path) -> None:
    """Whatever kills the reader, only the reader dies."""
    path = rebuilt(tmp_path / "bom.xlsx", with_cell(b"1048576", b'<c r="XFD1048576"><v>1</v></c>'))
    with pytest.raises(FileDamaged) as caught:
        read_workbook(
            path, FileKind.XLS
        )  # the old format goes without the guard, which has nothing to look at
    assert "berhenti mendadak" in caught.value.sentence


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("Nama;" + ";".join(f"Usahaa{n}" for n in range(600)), "600 kolom|601 kolom"),
        ("Nama;NIK\n" + "a" * 40_000, "40.000 huruf"),
        ("Nama;NIK\n" + "Ani;\n" * 200_001, "200.002 baris"),
    ],
)
def test_text_beyond_all_lists(tmp_path: Path, content: str, word: str) -> None:
    """Columns, letters in one cell, lines: refused before anything is looked at."""
    path = tmp_path / "daftar.csv"
    path.write_text(content)
    with pytest.raises(ListRefusal, match=word):
        read_file(path, today=TODAY)


def test_blank_columns_far_to_the_right_are_honest(tmp_path: Path) -> None:
    """A text file saved from a sheet with formats up to its last column has marks without cells."""
    path = tmp_path / "daftar.csv"
    path.write_text("\n".join(line + ";" * 16_000 for line in ("Nama;NIK", "Ani Bria;5304995708850001")))
    assert [row.person.name for row in read_file(path, today=TODAY).rows] == ["Ani Bria"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files on Windows")
def test_what_is_no_plain_file(tmp_path: Path) -> None:
    """A pipe, a device and a folder would never end, or cannot be read."""
    os.mkfifo(tmp_path / "pipa.csv")
    (tmp_path / "nol.csv").symlink_to("/dev/zero")
    (tmp_path / "berputar.csv").symlink_to(tmp_path / "berputar.csv")
    for name in ("pipa.csv", "nol.csv", "berputar.csv", "."):
        with pytest.raises(FileUnreachable, match=r"bukan berkas biasa|berputar"):
            read_file(tmp_path / name, today=TODAY)


def test_a_row_of_very_many_cells(tmp_path: Path) -> None:
    """Cells without a place of their own, far more than a sheet has columns."""
    row = "<c><v>1</v></c>" * 1_200
    with pytest.raises(TooManyRows, match=r"1\.200 kolom"):
        read_file(rebuilt(tmp_path / "lebar.xlsx", with_cell(b"900", row.encode())), today=TODAY)
