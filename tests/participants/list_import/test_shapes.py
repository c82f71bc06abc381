"""Lists in the shapes offices keep are read as a careful person reads them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Grid
from ikm_desktop.participants.list_import.reading import Chosen, read_file, read_grids, read_pasted
from ikm_desktop.participants.list_import.records import KnownPerson
from ikm_desktop.participants.list_import.refusals import FileEmpty, NotAList
from ikm_desktop.words import long_date
from tests.participants.list_import.shapes import (
    HEADINGS,
    NEVER,
    ORDINARY,
    TODAY,
    Sheet,
    Someone,
    as_pasted,
    as_text,
    differences,
    only,
    ordinary,
    people,
    write_workbook,
)


def _people(count: int, seed: int, *keys: str) -> list[Someone]:
    return only(people(count, seed), *keys)


def test_an_ordinary_sheet(tmp_path: Path) -> None:
    """Capitals, numeric phones and Indonesian dates are form only."""
    sheet = ordinary("Sheet1", people(30))
    read = read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY)
    assert differences(read, sheet) == []
    assert [line.row for line in read.skipped] == [1, 3]


def test_headings_in_two_rows_with_ticked_sex(tmp_path: Path) -> None:
    """Merged headings reach over their sub-headings; the row that counts the columns is no person."""
    sheet = Sheet("PESERTA")
    sheet.say("DAFTAR NAMA PESERTA")
    sheet.say(
        "NO.", "NAMA\nLENGKAP", "N I K", "KELAHIRAN", "", "JENIS KELAMIN", "", "ASAL", "KONTAK", "USAHA"
    )
    sheet.say("", "", "", "TEMPAT", "TANGGAL", "L", "P", "KAB./KOTA", "NO. HP", "NAMA")
    sheet.merged = [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 1, 6)]
    sheet.say(*range(1, 11))
    for number, who in enumerate(people(25, seed=2), start=1):
        tick = ("√", "") if who.sex == "L" else ("", "√")
        cells = (who.place, f"{who.born:%d/%m/%Y}", *tick, who.regency, who.phone, who.business)
        sheet.person(who, number, who.name, who.nik, *cells)
    sheet.say("", "JUMLAH", "", "", "", 6, 19)
    read = read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY)
    assert differences(read, sheet) == []
    assert [line.why for line in read.skipped] == [
        "judul di atas tabel",
        "judul kolom",
        "judul kolom",
        "nomor kolom",
        "jumlah",
    ]


def test_two_rows_of_headings_without_merging() -> None:
    """In text the blanks to the right of a heading tell how far it reaches."""
    sheet = Sheet("")
    sheet.say(
        "No", "Nama", "NIK", "Tempat & Tgl Lahir", "", "Jenis Kelamin", "", "Kabupaten/Kota", "HP", "IKM"
    )
    sheet.say("", "", "", "Tempat", "Tanggal", "L", "P", "", "", "Nama")
    for number, who in enumerate(people(12, seed=3), start=1):
        tick = ("x", "") if who.sex == "L" else ("", "x")
        cells = (who.place, f"{who.born:%d-%m-%Y}", *tick, who.regency, who.phone, who.business)
        sheet.person(who, number, who.name, who.nik, *cells)
    assert differences(read_pasted(as_text(sheet, ";"), today=TODAY), sheet, named=False) == []


def test_a_row_of_groups_above_the_headings(tmp_path: Path) -> None:
    """Below "DATA USAHA" a "Nama" is the business's, below "IDENTITAS" the person's."""
    sheet = Sheet("Data")
    sheet.say("", "IDENTITAS PESERTA", "", "", "", "", "DATA USAHA", "", "REKENING", "")
    sheet.say("No", "Nama", "No. KTP", "TTL", "JK", "Kab/Kota", "Nama", "Telepon", "Nama", "Nomor")
    sheet.merged = [(0, 1, 0, 5), (0, 6, 0, 7), (0, 8, 0, 9)]
    for number, who in enumerate(_people(10, 4, "sex", "born", "place", "regency", "business"), start=1):
        cells = (
            f"{who.place} {who.born:%d-%m-%Y}",
            who.sex,
            who.regency,
            who.business,
            "0380821234",
            "X",
            "123456",
        )
        sheet.person(who, number, who.name, who.nik, *cells)
    assert differences(read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY), sheet) == []


def test_group_headings_give_the_regency(tmp_path: Path) -> None:
    """Without a column of its own the regency is the group's, told as a ditto; groups are no people."""
    sheet = Sheet("Rekap")
    sheet.say("NO", "NAMA", "NIK", "JK", "TANGGAL LAHIR", "HP")
    whos = sorted(_people(30, 5, "sex", "born", "phone", "regency"), key=lambda who: who.regency)
    before = ""
    for number, who in enumerate(whos, start=1):
        if who.regency != before:
            row = sheet.say("", who.regency.upper())
            sheet.merged.append((row, 1, row, 5))
            before = who.regency
        sheet.person(who, number, who.name, who.nik, who.sex, who.born, who.phone)
    read = read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY)
    assert differences(read, sheet) == []
    assert {line.why for line in read.skipped} == {"judul kolom", "judul kelompok"}


def test_group_headings_of_batches_are_no_people() -> None:
    """A. Masker, ANGKATAN II and the like stand alone in their row."""
    sheet = Sheet("")
    sheet.say(*HEADINGS)
    for group, start in ("A", 0), ("B", 5):
        sheet.say(group, "PESERTA MASKER" if group == "A" else "PESERTA SABUN")
        sheet.say("ANGKATAN I")
        for number, who in enumerate(people(10, seed=6)[start : start + 5], start=1):
            sheet.person(who, *(column(number, who) for column in ORDINARY))
    read = read_pasted(as_pasted(sheet), today=TODAY)
    assert differences(read, sheet, named=False) == []


def test_american_dates_are_turned_back(tmp_path: Path) -> None:
    """Date cells that Excel exchanged, and texts with the month first, are settled by the NIK."""
    sheet = Sheet("Sheet1")
    sheet.say("Nama", "NIK", "Tgl Lahir", "L/P", "Kab/Kota")
    for who in _people(40, 7, "sex", "born", "regency"):
        exchanged = who.born.day <= 12 and who.born.day != who.born.month
        cell: object = who.born
        if exchanged:
            cell = date(who.born.year, who.born.day, who.born.month)
        elif who.born.day > 12:
            cell = f"{who.born:%m/%d/%Y}"
        told = who.told("birth_date_swapped") if exchanged or who.born.day > 12 else who
        sheet.person(told, who.name, who.nik, cell, who.sex, who.regency)
    assert differences(read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY), sheet) == []


def test_without_niks_a_column_of_american_dates_is_read_as_one() -> None:
    """One date that can only be month first makes the doubtful ones so, if none shows the contrary."""
    rows = (
        "Nama\tTgl Lahir\tJK",
        "Ani Bria\t08/17/85\tP",
        "Budi Klau\t03/04/1980\tL",
        "Cici Ola\t05/05/1990\tP",
    )
    read = read_pasted("\n".join(rows), today=TODAY)
    assert [row.person.born for row in read.rows] == [date(1985, 8, 17), date(1980, 3, 4), date(1990, 5, 5)]
    codes = [[finding.code for finding in row.findings] for row in read.rows]
    assert codes == [["birth_date_swapped"], ["birth_date_swapped"], []]
    mixed = read_pasted("\n".join((*rows, "Dodi Ola\t25/12/1990\tL")), today=TODAY)
    assert [finding.code for finding in mixed.rows[1].findings] == ["birth_date_ambiguous"]
    assert mixed.rows[1].person.born == date(1980, 4, 3)


def test_place_and_date_share_a_cell_in_many_writings() -> None:
    """Commas, slashes, line ends and nothing at all stand between place and date."""
    writings = (
        "{0}, {1:%d-%m-%Y}",
        "{0} / {2}",
        "{0},{1:%d/%m/%Y}",
        "{0} {2}",
        "{0}, {1:%d.%m.%y}",
        "{0}\n{2}",
        "{0} ({1:%d-%m-%Y})",
        "{1:%d-%m-%Y} / {0}",
        "{0}, tgl {2}",
    )
    sheet = Sheet("")
    sheet.say("NAMA", "NIK", "TEMPAT, TANGGAL LAHIR")
    for index, who in enumerate(_people(45, 8, "born", "place")):
        text = writings[index % len(writings)].format(who.place.upper(), who.born, long_date(who.born))
        sheet.person(who, who.name, who.nik, text)
    assert differences(read_pasted(as_pasted(sheet), today=TODAY), sheet, named=False) == []


def test_ditto_marks_repeat_the_line_above() -> None:
    """Sda, idem and pairs of quotes; a chain of them reaches back to the last that was written."""
    sheet = Sheet("")
    sheet.say("No", "Nama", "NIK", "Kab/Kota", "Nama Usaha")
    regency, business = "Kabupaten Belu", "Kelompok Melati"
    for number, (who, mark) in enumerate(
        zip(_people(8, 9), ("", "sda", '"', "s.d.a", '- " -', "idem", "''", "SDA"), strict=True), start=1
    ):
        as_above = replace(who, regency=regency, business=business)
        sheet.person(as_above, number, who.name, who.nik, mark or "Kab. Belu", mark or business)
    read = read_pasted(as_pasted(sheet), today=TODAY)
    assert differences(read, sheet, named=False) == []
    told = [(f.code, f.before, f.after) for f in read.rows[1].findings]
    assert told == [("ditto", "sda", business), ("ditto", "sda", regency)]


def test_totals_and_signatures_are_no_people(tmp_path: Path) -> None:
    """Wherever they stand, also in the column of names and beside officials with a NIP."""
    sheet = ordinary("Sheet1", people(5, seed=10))
    sheet.say("", "JUMLAH", "", "", 5)
    sheet.say()
    sheet.say("", "", "", "", "", "Kupang, 24 Agustus 2020")
    sheet.say("", "Mengetahui,", "", "", "", "Yang membuat daftar,")
    sheet.say("", "Kepala Bidang Industri", "", "", "", "Ketua Panitia,")
    sheet.say()
    sheet.say("", "Drs. Yohanes Contoh, M.Si", "", "", "", "Maria Contoh")
    sheet.say("", "Pembina Tk. I", "", "", "", "Penata")
    sheet.say("", "NIP. 19650817 199003 1 001", "NIP. 196508171990031001", "", "", "NIP. 197001011995032002")
    sheet.say("Keterangan: L = laki-laki")
    read = read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY)
    assert differences(read, sheet) == []
    assert [line.row for line in read.skipped][2:] == [9, 11, 12, 13, 15, 16, 17, 18]


def test_headings_repeated_on_each_page(tmp_path: Path) -> None:
    """Subtotals and headings between the pages of one table; people go on below them."""
    whos = people(30, seed=11)
    sheet = ordinary("Sheet1", whos[:10])
    for page in whos[10:20], whos[20:]:
        sheet.say("", "Jumlah dipindahkan", "", "", "", "", 10)
        sheet.say(*HEADINGS)
        sheet.say(*(f"({number})" for number in range(1, 9)))
        for number, who in enumerate(page, start=whos.index(page[0]) + 1):
            sheet.person(who, *(column(number, who) for column in ORDINARY))
    assert differences(read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY), sheet) == []


def test_several_sheets(tmp_path: Path) -> None:
    """Each sheet of people is read; a recapitulation, a purchase list, a hidden and an empty one are not."""
    whos = people(20, seed=12)
    recap = Sheet("REKAP")
    recap.say("REKAPITULASI PESERTA")
    recap.say("NO", "KABUPATEN/KOTA", "L", "P", "JUMLAH")
    recap.say(1, "Kabupaten Belu", 3, 5, 8)
    recap.say("", "JUMLAH", 3, 5, 8)
    goods = Sheet("BAHAN")
    goods.say("No", "Nama Barang", "Jumlah", "Harga")
    goods.say(1, "Kain katun", 300, 25000)
    hidden = replace(ordinary("LAMA", whos[:3]), hidden=True)
    sheets = (
        ordinary("ANGK I", whos[:10]),
        recap,
        goods,
        Sheet("Kosong"),
        ordinary("ANGK II", whos[10:]),
        hidden,
    )
    read = read_file(write_workbook(tmp_path / "a.xlsx", *sheets), today=TODAY)
    assert differences(read, *sheets) == []
    assert [(sheet.name, sheet.people, bool(sheet.why)) for sheet in read.sheets] == [
        ("ANGK I", 10, False),
        ("REKAP", 0, True),
        ("BAHAN", 0, True),
        ("Kosong", 0, True),
        ("ANGK II", 10, False),
        ("LAMA", 0, True),
    ]


def test_two_tables_side_by_side(tmp_path: Path) -> None:
    """Two blocks of columns under one row of headings hold two people in a row."""
    whos = _people(20, 13, "sex", "born")
    sheet = Sheet("Sheet1")
    headings = ("No", "Nama", "NIK", "L/P", "Tgl Lahir")
    sheet.say(*headings, "", *headings)
    for number, (left, right) in enumerate(zip(whos[:10], whos[10:], strict=True), start=1):
        sheet.truth.append((number, left))
        cells = [
            (place, who.name, who.nik, who.sex, f"{who.born:%d-%m-%Y}")
            for place, who in ((number, left), (number + 10, right))
        ]
        sheet.person(right, *cells[0], "", *cells[1])
    assert differences(read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY), sheet) == []


def test_windows_text_with_titles(tmp_path: Path) -> None:
    """Semicolons, cp1252, a typographic apostrophe, cells of Excel's ="0…" and a line end in quotes."""
    sheet = ordinary("", people(15, seed=14))
    text = as_text(sheet, ";").replace("'", "\u2019").replace("Konveksi ", "Konveksi  ")
    for who in (someone for _, someone in sheet.truth):
        text = text.replace(f";{int(who.phone)};", f';"=""{who.phone}""";')
    path = tmp_path / "daftar.csv"
    path.write_bytes(text.encode("cp1252"))
    read = read_file(path, today=TODAY)
    assert differences(read, sheet, named=False) == []
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
        path.write_bytes(text.encode(encoding))
        assert read_file(path, today=TODAY) == read


def test_commas_tabs_and_bars_between_the_columns(tmp_path: Path) -> None:
    """The mark is found although commas stand in the cells too; Excel's sep= line is no row."""
    sheet = ordinary("", people(15, seed=15))
    path = tmp_path / "daftar.txt"
    for mark in ",\t|;":
        path.write_text(as_text(sheet, mark), encoding="utf-8", newline="")
        assert differences(read_file(path, today=TODAY), sheet, named=False) == [], mark
        path.write_text(f"sep={mark}\r\n" + as_text(sheet, mark), encoding="utf-8", newline="")
        assert differences(read_file(path, today=TODAY), sheet, named=False) == [], mark


def test_columns_without_headings() -> None:
    """What stands in the columns tells what they are."""
    sheet = Sheet("")
    for number, who in enumerate(_people(15, 16, "sex", "born", "regency", "phone", "business"), start=1):
        cells = (who.regency, who.name, who.sex, f"{who.born:%d-%m-%Y}", who.nik, who.business, who.phone)
        sheet.person(who, number, *cells)
    assert differences(read_pasted(as_pasted(sheet), today=TODAY), sheet, named=False) == []


def test_headings_that_tell_nothing() -> None:
    """A blank or strange heading over a telling column does not hide it."""
    sheet = Sheet("")
    sheet.say("Nama", "Kode", "", "X1", "Y1")
    for who in _people(15, 17, "sex", "born", "phone"):
        sheet.person(who, who.name, who.nik, who.phone, who.sex, long_date(who.born))
    assert differences(read_pasted(as_pasted(sheet), today=TODAY), sheet, named=False) == []


def test_misspelt_headings_in_another_order() -> None:
    """Order, letter case and one wrong letter in a word do not matter."""
    sheet = Sheet("")
    sheet.say(
        "No Hp/WA", "Jenis Klamin", "Nama Perusahan", "Kabupten/Kota", "Tangal Lahir", "N.I.K", "Nama Lenkap"
    )
    for who in _people(15, 18, "sex", "born", "regency", "phone", "business"):
        cells = (who.phone, "Perempuan" if who.sex == "P" else "Laki-laki", who.business, who.regency)
        sheet.person(who, *cells, long_date(who.born), who.nik, who.name)
    assert differences(read_pasted(as_pasted(sheet), today=TODAY), sheet, named=False) == []


def test_cells_merged_downwards_count_for_all_their_rows(tmp_path: Path) -> None:
    """A regency merged over its people is everybody's, and nothing was inferred."""
    sheet = Sheet("Sheet1")
    sheet.say("Kab/Kota", "No", "Nama", "NIK", "L/P")
    for number, who in enumerate(_people(9, 19, "sex")):
        placed = replace(who, regency="Kabupaten Belu" if number < 4 else "Kota Kupang")
        shown = {0: "BELU", 4: "KOTA KUPANG"}.get(number, "")
        sheet.person(placed, shown, number + 1, who.name, who.nik, who.sex)
    sheet.merged = [(1, 0, 4, 0), (5, 0, 9, 0)]
    read = read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY)
    assert differences(read, sheet) == []
    assert not any(row.findings for row in read.rows)


def test_a_heading_merged_over_more_columns_than_its_data(tmp_path: Path) -> None:
    """The data decide which of the covered columns is meant; over place and date both are."""
    sheet = Sheet("Sheet1")
    sheet.say("NO", "NAMA", "", "NIK", "TEMPAT/TGL LAHIR", "")
    sheet.merged = [(0, 1, 0, 2), (0, 4, 0, 5)]
    for number, who in enumerate(_people(9, 20, "born", "place"), start=1):
        sheet.person(who, number, "", who.name, who.nik, who.place, f"{who.born:%d-%m-%Y}")
    assert differences(read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY), sheet) == []


def test_name_and_nik_in_one_cell() -> None:
    """A NIK below or behind the name is taken out of it; a running number before it is dropped."""
    sheet = Sheet("")
    sheet.say("Nama", "HP")
    for number, who in enumerate(_people(6, 21, "phone"), start=1):
        sheet.person(who, f"{number}. {who.name} / NIK: {who.nik}", who.phone)
    assert differences(read_pasted(as_pasted(sheet), today=TODAY), sheet, named=False) == []


def test_a_list_of_names_only() -> None:
    """The least a list can be; a signature below it is still none of them."""
    read = read_pasted(
        "DAFTAR HADIR\nNama\nMARIA BRIA\nUMBU KLAU\n\nKupang, 24 Agustus 2020\nSimon Contoh", today=TODAY
    )
    assert [row.person.name for row in read.rows] == ["Maria Bria", "Umbu Klau"]


def test_titles_stay_with_the_name() -> None:
    """Academic and other titles take their usual writing."""
    read = read_pasted("Nama\tL/P\nDRA. MARIA BRIA, S.PD\tP\nH. ABDUL MA\u2019U, SE\tL", today=TODAY)
    assert [row.person.name for row in read.rows] == ["Dra. Maria Bria, S.Pd", "H. Abdul Ma'u, SE"]


def _cell_list(header: str, *cells: str) -> list[tuple[str, list[str]]]:
    """Return the first value and the codes of each cell of a one-column list beside the names."""
    lines = [
        f"No\tNama\t{header}",
        *(f"{n}\tOrang {chr(64 + n)}\t{cell}" for n, cell in enumerate(cells, start=1)),
    ]
    read = read_pasted("\n".join(lines), today=TODAY)
    key = {"NIK": "nik", "JK": "sex", "HP": "phone", "Kab/Kota": "regency", "Tgl Lahir": "born"}[header]
    return [(str(row.person.as_json()[key] or ""), [f.code for f in row.findings]) for row in read.rows]


def test_damaged_and_missing_niks(tmp_path: Path) -> None:
    """Numbers, exponents, short ones, stand-ins and doubles; nothing of them is saved as a NIK."""
    good = people(1, seed=22)[0].nik
    assert _cell_list(
        "NIK", good, "-", "0", "", "belum ada", "5.37E+15", "530101170885001", "5371011708850000", good, "abc"
    ) == [
        (good, []),
        ("", ["nik_placeholder"]),
        ("", ["nik_placeholder"]),
        ("", ["nik_empty"]),
        ("", ["nik_placeholder"]),
        ("", ["nik_damaged_by_excel"]),
        ("", ["nik_length"]),
        ("", ["nik_damaged_by_excel"]),
        (good, ["nik_duplicate"]),
        ("", ["nik_invalid"]),
    ]
    sheet = Sheet("Sheet1")
    sheet.say("NAMA", "NIK")
    for who, cell in zip(_people(3, 23), (5371011708850001, 9201011708850001, 0), strict=True):
        code = "nik_placeholder" if cell == 0 else "nik_damaged_by_excel"
        read_as = replace(who, nik="", codes=(code,))
        sheet.person(read_as, who.name, float(cell))
    read = read_file(write_workbook(tmp_path / "a.xlsx", sheet), today=TODAY)
    assert differences(read, sheet) == []
    assert [row.held for row in read.rows] == [False, False, False]
    assert read.rows[0].findings[0].before == "5371011708850000"


def test_a_column_of_rounded_niks_is_damaged_as_a_whole() -> None:
    """Where every NIK of a text ends in 0 Excel had rounded them, though each alone looks good."""
    rounded = [f"53019917088{number:02}010"[:15] + "0" for number in range(10, 18)]
    assert {codes[0] for _, codes in _cell_list("NIK", *rounded)} == {"nik_damaged_by_excel"}
    assert [codes for _, codes in _cell_list("NIK", *rounded, "5301991708850011")][:2] == [[], []]


def test_letters_among_the_digits_are_mended_and_told() -> None:
    """O for 0 and l for 1 come from typing and scanning."""
    assert _cell_list("NIK", "53O199l708850011") == [("5301991708850011", ["nik_letters"])]


def test_sexes() -> None:
    """Letters and words are form; codes are told; blanks and others are not guessed from the NIK."""
    assert _cell_list("JK", "p", "LAKI-LAKI", "Pr.", "2", "", "x y") == [
        ("P", []),
        ("L", []),
        ("P", []),
        ("P", ["sex_coded"]),
        ("", ["sex_empty"]),
        ("", ["sex_invalid"]),
    ]


def test_phones() -> None:
    """A lost 0 is form; two numbers, stand-ins and odd lengths are told."""
    assert _cell_list(
        "HP", "81338130028", "+62 813-3813-0028", "-", "", "08133813002 / 0811222333", "0813"
    ) == [
        ("081338130028", []),
        ("081338130028", []),
        ("", ["phone_placeholder"]),
        ("", []),
        ("08133813002", ["phone_several"]),
        ("0813", ["phone_length"]),
    ]


def test_regencies() -> None:
    """The kind is form; a misspelling, an unknown one and Kupang alone are told."""
    assert _cell_list("Kab/Kota", "belu", "Kab. TTS", "KODYA KUPANG", "Manggari", "Dili", "Kupang") == [
        ("Kabupaten Belu", []),
        ("Kabupaten Timor Tengah Selatan", []),
        ("Kota Kupang", []),
        ("Kabupaten Manggarai", ["regency_spelling"]),
        ("Dili", ["regency_unknown"]),
        ("Kupang", ["regency_ambiguous"]),
    ]


def test_kupang_is_settled_by_the_nik_or_by_the_heading() -> None:
    """Who was registered in 53.71 most likely means the city; below KABUPATEN there are no cities."""
    rows = "Nama\tNIK\t{}\nAni Bria\t5371994107850001\tKupang\nBudi Ola\t5301990107850001\tKUPANG"
    read = read_pasted(rows.format("Kab/Kota"), today=TODAY)
    assert [row.person.regency for row in read.rows] == ["Kota Kupang", "Kabupaten Kupang"]
    assert {finding.code for row in read.rows for finding in row.findings} == {"regency_ambiguous"}
    read = read_pasted(rows.format("KABUPATEN"), today=TODAY)
    assert [row.person.regency for row in read.rows] == ["Kabupaten Kupang", "Kabupaten Kupang"]
    assert not any(row.findings for row in read.rows)


def test_birth_dates_that_cannot_be_used() -> None:
    """Empty, impossible, incomplete and misspelt dates are told, and an empty one stays empty."""
    assert _cell_list("Tgl Lahir", "17-08-1985", "", "-", "31-02-1985", "1985", "17 Agutus 1985") == [
        ("1985-08-17", []),
        ("", ["birth_date_empty"]),
        ("", ["birth_date_empty"]),
        ("", ["birth_date_invalid"]),
        ("", ["birth_date_incomplete"]),
        ("1985-08-17", ["birth_date_spelling"]),
    ]


def test_a_nik_that_contradicts_its_row_is_told_and_kept() -> None:
    """Birth digits can be wrong for life, so nobody is held for them."""
    read = read_pasted("Nama\tNIK\tJK\tTgl Lahir\nAni Bria\t5301995708850001\tL\t18-08-1985", today=TODAY)
    (row,) = read.rows
    assert [finding.code for finding in row.findings] == ["nik_birth_mismatch", "nik_sex_mismatch"]
    assert (row.person.nik, row.held) == ("5301995708850001", False)


def test_blank_numbered_lines_are_no_people() -> None:
    """Lines that were numbered beforehand and never filled."""
    read = read_pasted("No\tNama\tNIK\n1\tAni Bria\t5301995708850001\n2\t\t\n3\t\t", today=TODAY)
    assert len(read.rows) == 1
    assert [line.why for line in read.skipped[1:]] == ["baris bernomor tanpa isi"] * 2


def test_a_row_without_a_name_is_held() -> None:
    """A NIK and a birth without a name are somebody; who, the clerk must say."""
    read = read_pasted("No\tNama\tNIK\tJK\n1\t\t5301995708850001\tP", today=TODAY)
    assert [(row.held, row.findings[0].code) for row in read.rows] == [(True, "name_empty")]


def test_a_date_in_three_columns() -> None:
    """Day, month and year below one heading make one date; RT and RW leave the address."""
    text = (
        "No\tNama\tTanggal Lahir\t\t\tAlamat\n\t\tTgl\tBln\tThn\t\n"
        "1\tMaria Bria\t17\tAgustus\t1985\tJl. El Tari No. 5 RT/RW 003/008\n"
        "2\tSiti Klau\t1\t5\t90\tJl. Timor Raya, RT 3 RW 8, Oebobo\n3\tUmbu Ola\t\t\t\t"
    )
    read = read_pasted(text, today=TODAY)
    people_read = [(row.person.born, row.person.address, row.person.rt_rw) for row in read.rows]
    assert people_read == [
        (date(1985, 8, 17), "Jl. El Tari No. 5", "003/008"),
        (date(1990, 5, 1), "Jl. Timor Raya Oebobo", "3/8"),
        (None, "", ""),
    ]
    assert [[f.code for f in row.findings] for row in read.rows] == [[], [], ["birth_date_empty"]]


def test_particulars_above_and_officials_below_are_not_the_list() -> None:
    """The words "Nama Kegiatan" are no name, and the committee's table ends the list."""
    text = (
        "Nama Kegiatan\t: Pelatihan Masker\nTempat\t: Hotel\nTanggal\t: 24 Agustus 2020\n\n"
        "No\tNama\tNIK\tTgl/Bln/Thn Lahir\n1\tMaria Bria\t5304995708850001\t17-08-1985\n\n"
        "PANITIA\nNo\tNama\tNIP\tJabatan\n1\tDrs. Yohanes\t196508171990031001\tKetua\n"
    )
    read = read_pasted(text, today=TODAY)
    assert [(row.person.name, row.person.born) for row in read.rows] == [("Maria Bria", date(1985, 8, 17))]
    assert [line.row for line in read.skipped] == [1, 2, 3, 5, 8, 9, 10]


def test_an_attendance_sheet_brings_nobody_twice(tmp_path: Path) -> None:
    """A sheet of bare names that another sheet tells all about is left out, name by name."""
    whos = people(8, seed=24)
    presence = Sheet("HADIR")
    presence.say("No", "Nama", "Tanda Tangan")
    for number, who in enumerate(whos, start=1):
        presence.say(number, who.name.upper())
    presence.person(only(whos, "name")[0].told(name="Orang Baru", nik="", born=NEVER), 9, "ORANG BARU")
    sheets = (presence, ordinary("BIODATA", whos))
    read = read_file(write_workbook(tmp_path / "a.xlsx", *sheets), today=TODAY)
    assert differences(read, *sheets) == []
    assert read.skipped[1].why == "sudah terbaca di baris 4 lembar BIODATA"


def test_a_numbered_list_from_a_message() -> None:
    """Name, NIK and telephone between commas, as people send them."""
    read = read_pasted(
        "1. Maria Bria, 5304995708850001, 081234567890\n2. Siti Klau, 5304995708850002, +62 812-3456-7891",
        today=TODAY,
    )
    assert [(row.person.name, row.person.nik, row.person.phone) for row in read.rows] == [
        ("Maria Bria", "5304995708850001", "081234567890"),
        ("Siti Klau", "5304995708850002", "081234567891"),
    ]


def test_text_beside_the_nik_is_told() -> None:
    """The sixteen digits are taken, the rest is named."""
    assert _cell_list("NIK", "5304995708850001 (lama)") == [("5304995708850001", ["nik_extra_text"])]


def test_the_clerk_may_say_what_the_columns_are() -> None:
    """Her choice goes before what was recognised."""
    text = "A\tB\tC\nMaria Bria\tBelu\t17-08-1985"
    chosen: Chosen = {None: {0: Field.NAME, 1: Field.PLACE, 2: Field.BORN}}
    (row,) = read_pasted(
        f"Nama\tKab/Kota\tTgl Lahir\n{text.splitlines()[1]}", today=TODAY, chosen=chosen
    ).rows
    assert (row.person.place, row.person.regency, row.person.born) == ("Belu", "", date(1985, 8, 17))


def test_who_is_in_the_book_is_told() -> None:
    """One question for all NIKs; who is known comes back with her row."""
    asked: list[set[str]] = []

    def known(niks: Collection[str]) -> dict[str, KnownPerson]:
        asked.append(set(niks))
        return {"5304995708850001": KnownPerson(7, "Maria Bria, Angkatan I")}

    text = "Nama\tNIK\nMaria Bria\t5304995708850001\nSiti Klau\t5304995708850002\nOla\t-"
    read = read_pasted(text, today=TODAY, known=known)
    assert asked == [{"5304995708850001", "5304995708850002"}]
    assert [row.known and row.known.id for row in read.rows] == [7, None, None]
    assert [finding.message for finding in read.rows[0].findings] == ["sudah ada: Maria Bria, Angkatan I"]


def test_the_same_person_twice_without_a_nik_is_told() -> None:
    """Same name, same birth, one of them without a NIK."""
    text = "Nama\tNIK\tTgl Lahir\nMaria Bria\t5304995708850001\t17-08-1985\nMARIA BRIA\t-\t17-08-1985"
    read = read_pasted(text, today=TODAY)
    assert [finding.code for finding in read.rows[1].findings] == ["nik_placeholder", "name_duplicate"]
    assert not read.rows[1].held


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(
        st.lists(
            st.one_of(
                st.sampled_from([*HEADINGS, "sda", "-", "JUMLAH", "L", "P", "Kupang", "17-08-85"]),
                st.just("5304995708850001"),
                st.text(max_size=12),
                st.floats(allow_nan=False),
                st.dates(),
                st.booleans(),
            ),
            max_size=9,
        ),
        min_size=1,
        max_size=14,
    )
)
def test_any_grid_is_read_or_refused(rows: list[list[object]]) -> None:
    """Each filled line of a sheet is a person or told as left out, or the list is refused; nothing fails."""
    grid = Grid("Lembar", rows)
    filled = {number for number, row in enumerate(rows, start=1) if any(map(text_of, row))}
    try:
        read = read_grids((grid,), file="x", today=TODAY)
    except (NotAList, FileEmpty):
        return
    told = {row.row for row in read.rows} | {line.row for line in read.skipped}
    assert told == filled


def test_where_no_column_is_called_nama_the_names_are_found_elsewhere() -> None:
    """What is called "Nama IKM" beside a NIK is the maker's name; a NIK may share its cell with the name."""
    read = read_pasted("No\tNama IKM\tNIK\n1\tMARIA BRIA\t5304995708850001", today=TODAY)
    assert [(row.person.name, row.person.business) for row in read.rows] == [("Maria Bria", "")]
    read = read_pasted(
        "No\tNIK / Nama\tL/P\n1\t5304995708850001 MARIA BRIA\tP\n2\t5304994107900002\tP", today=TODAY
    )
    assert [(row.person.name, row.person.nik) for row in read.rows] == [
        ("Maria Bria", "5304995708850001"),
        ("", "5304994107900002"),
    ]
    assert [row.held for row in read.rows] == [False, True]
