"""Lists that are harder to read than most, each with what a careful person takes from it."""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ikm_desktop.participants.list_import.delimited import grid_of_file
from ikm_desktop.participants.list_import.reading import read_file, read_grids, read_pasted
from ikm_desktop.participants.list_import.records import ReadList
from ikm_desktop.words import long_date
from tests.participants.list_import.shapes import (
    HEADINGS,
    NEVER,
    ORDINARY,
    TODAY,
    Sheet,
    Someone,
    as_grid,
    as_text,
    differences,
    only,
    ordinary,
    people,
)

OLD_MERGED = Path(__file__).parents[1] / "data" / "contoh_lama_bertingkat.xls"
_EXCELS_DAY_0 = date(1899, 12, 30)


def _read(sheet: Sheet) -> ReadList:
    return read_grids((as_grid(sheet),), file="daftar.xlsx", today=TODAY)


def _of(count: int, seed: int, *keys: str) -> list[Someone]:
    return only(people(count, seed), *keys)


def _add(sheet: Sheet, whos: list[Someone]) -> None:
    for number, who in enumerate(whos, 1):
        sheet.person(who, *(column(number, who) for column in ORDINARY))


# --- sheets -----------------------------------------------------------------------------------------


def _headings_in_row_15() -> Sheet:
    sheet = Sheet("A")
    for line in (
        *("PEMERINTAH PROVINSI NUSA TENGGARA TIMUR", "DINAS PERINDUSTRIAN DAN PERDAGANGAN"),
        *("Jl. Palapa No. 10 Telp. (0380) 833115 Kupang", "", "DAFTAR NAMA PESERTA PELATIHAN MENJAHIT"),
        *("TAHUN ANGGARAN 2020", "", "Kegiatan : Pelatihan IKM", "Nama Pelatihan : Menjahit"),
        *("Tempat : Aula Dinas", "Tanggal : 24 s.d. 28 Agustus 2020", "Sumber Dana : APBD", "", ""),
    ):
        sheet.say(line)
    sheet.say(*HEADINGS)
    _add(sheet, people(4, 101))
    return sheet


def _groups_merged_in_the_middle() -> Sheet:
    sheet = Sheet("A")
    sheet.say(*HEADINGS)
    whos = people(6, 102)
    for group, start in ("A", 0), ("B", 3):
        row = sheet.say(f"KELOMPOK {group} (MASKER)")
        sheet.merged.append((row, 0, row, 7))
        sheet.say()
        _add(sheet, whos[start : start + 3])
    return sheet


def _groups_with_a_roman_number() -> Sheet:
    sheet = Sheet("A")
    sheet.say("NO", "NAMA", "NIK", "L/P", "KAB/KOTA")
    whos = _of(6, 103, "sex", "regency")
    groups = (("I", "PESERTA DARI KABUPATEN BELU (3 ORANG)"), ("II", "PESERTA DARI KOTA KUPANG (3 ORANG)"))
    for at, group in enumerate(groups):
        sheet.say(*group)
        for number, who in enumerate(whos[at * 3 : at * 3 + 3], 1):
            sheet.person(who, number, who.name, who.nik, who.sex, who.regency)
    return sheet


def _two_tables_of_different_columns() -> Sheet:
    sheet = Sheet("A")
    sheet.say("DAFTAR PESERTA ANGKATAN I")
    sheet.say(*HEADINGS)
    whos = people(6, 104)
    _add(sheet, whos[:3])
    sheet.say()
    sheet.say("DAFTAR PESERTA ANGKATAN II")
    sheet.say("No", "NIK", "Nama", "JK", "TTL", "Kab/Kota", "Nama Usaha", "HP")
    for number, who in enumerate(whos[3:], 1):
        born = f"{who.place}, {who.born:%d-%m-%Y}"
        sheet.person(who, number, who.nik, who.name, who.sex, born, who.regency, who.business, who.phone)
    return sheet


def _pages_with_title_and_headings() -> Sheet:
    sheet = Sheet("A")
    whos = people(9, 106)
    for page in range(3):
        sheet.say("DAFTAR PESERTA PELATIHAN")
        sheet.say(f"Halaman {page + 1} dari 3")
        sheet.say(*HEADINGS)
        sheet.say(*(f"({number})" for number in range(1, 9)))
        _add(sheet, whos[page * 3 : page * 3 + 3])
        sheet.say("", "Jumlah halaman ini", "", "", "3")
        sheet.say()
    return sheet


def _blank_lines_between_all() -> Sheet:
    sheet = Sheet("A")
    sheet.say(*HEADINGS)
    for number, who in enumerate(people(4, 107), 1):
        sheet.say()
        sheet.person(who, *(column(number, who) for column in ORDINARY))
        sheet.say("", " ", "\xa0")
    return sheet


def _signatures_in_two_columns() -> Sheet:
    sheet = Sheet("A")
    sheet.say(*HEADINGS)
    _add(sheet, people(4, 113))
    sheet.say("", "JUMLAH PESERTA : 4 ORANG")
    sheet.say()
    sheet.say("", "", "", "", "", "Kupang, 24 Agustus 2020")
    sheet.say("", "Mengetahui,", "", "", "", "Pejabat Pelaksana Teknis Kegiatan,")
    sheet.say("", "Kepala Bidang Industri,")
    sheet.say()
    sheet.say("", "Drs. YOHANES CONTOH, M.Si", "", "", "", "MARIA CONTOH, SE")
    sheet.say("", "NIP. 19650817 199003 1 001", "", "", "", "NIP. 19700101 199503 2 002")
    sheet.say("", "Pembina Tk. I", "", "", "", "Penata")
    return sheet


def _names_under_the_table() -> Sheet:
    sheet = Sheet("A")
    sheet.say("NO", "NAMA", "NIK", "L/P", "ALAMAT")
    for number, who in enumerate(_of(4, 113, "sex"), 1):
        sheet.person(who, number, who.name, who.nik, who.sex, "Jl. Timor Raya")
    sheet.say()
    sheet.say("", "", "", "", "Kupang,          Agustus 2020")
    sheet.say("", "Yang Menyerahkan", "", "", "Yang Menerima")
    sheet.say("", "YOHANES CONTOH", "", "", "MARIA CONTOH")
    sheet.say("", "19650817 199003 1 001", "", "", "197001011995032002")
    return sheet


def _totals_by_sex() -> Sheet:
    sheet = Sheet("A")
    sheet.say("NO", "NAMA", "NIK", "L/P", "KAB/KOTA")
    for number, who in enumerate(_of(4, 114, "sex", "regency"), 1):
        sheet.person(who, number, who.name, who.nik, who.sex, who.regency)
    sheet.say("TOTAL", "", "", "L: 2", "P: 2")
    sheet.say("", "Laki-laki", "", 2)
    sheet.say("", "Perempuan", "", 2)
    sheet.say("", "Jml. keseluruhan", "", 4)
    sheet.say("Ket: L = laki-laki, P = perempuan")
    return sheet


def _dates_in_every_form() -> Sheet:
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "Tgl Lahir", "L/P")
    forms: list[Callable[[date], Any]] = [
        *(lambda b: f"{b:%d-%m-%Y}", long_date, lambda b: f"{b:%d/%m/%y}", lambda b: b, date.isoformat),
        *(lambda b: f"{b:%d.%m.%Y}", lambda b: (b - _EXCELS_DAY_0).days, lambda b: f"{b:%d%m%Y}"),
        *(lambda b: f"'{b:%d-%m-%Y}", lambda b: datetime(b.year, b.month, b.day)),  # noqa: DTZ001 - a cell
        *(
            lambda b: f"{b:%d-%m-%Y}\n",
            lambda b: f"{b:%d\u2011%m\u2011%Y}",
            lambda b: f"{b:%d\u2212%m\u2212%Y}",
        ),
        *(lambda b: f"{b.day}{long_date(b).split()[1]}{b.year}", lambda b: f"{b:%d'%m'%Y}"),
        *(lambda b: f"{b.day} {long_date(b).split()[1]} tahun {b.year}", lambda b: f"{b:%d=%m=%Y}"),
        *(lambda b: f"{b.day} bulan {b.month} tahun {b.year}", lambda b: f"{b:%Y%m%d}"),
        lambda b: f"{b:%d-%m-%Y} / {TODAY.year - b.year} thn",
    ]
    for number, (who, form) in enumerate(zip(_of(len(forms), 110, "sex", "born"), forms, strict=True), 1):
        sheet.person(who, number, who.name, who.nik, form(who.born), who.sex)
    return sheet


def _text_beside_a_date() -> Sheet:
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "Tgl Lahir", "L/P")
    for number, who in enumerate(_of(2, 111, "sex", "born"), 1):
        told = who.told("birth_date_extra_text")
        sheet.person(told, number, who.name, who.nik, f"{who.born:%d/%m/%Y} (KTP)", who.sex)
    return sheet


def _age_behind_the_birth() -> Sheet:
    sheet = Sheet("A")
    sheet.say("NO", "NAMA", "NIK", "TTL / UMUR", "JK")
    for number, who in enumerate(_of(4, 125, "sex", "born", "place"), 1):
        born = f"{who.place}, {who.born:%d-%m-%Y} / {TODAY.year - who.born.year} thn"
        sheet.person(who, number, who.name, who.nik, born, who.sex)
    return sheet


def _a_year_of_which_no_century_fits() -> Sheet:
    sheet = Sheet("A")
    sheet.say("No", "Nama", "Tgl Lahir", "L/P")
    cells = (("17/8/90", date(1990, 8, 17)), ("5-5-55", date(1955, 5, 5)), ("12/12/19", date(2019, 12, 12)))
    for number, (who, (cell, born)) in enumerate(zip(_of(3, 152, "sex"), cells, strict=True), 1):
        codes = ("birth_date_century",) if born.year == 2019 else ()
        sheet.person(replace(who, nik="", born=born, codes=codes), number, who.name, cell, who.sex)
    return sheet


def _ditto_chains() -> Sheet:
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "Tempat Lahir", "JK", "Kab/Kota")
    whos = _of(7, 115, "sex", "place", "regency")
    first = whos[0]
    for number, (who, mark) in enumerate(
        zip(whos, ("", "sda", "idem", '"', '-"-', "s.d.a.", "〃"), strict=True), 1
    ):
        told = replace(who, regency=first.regency, place=first.place)
        sheet.person(told, number, who.name, who.nik, mark or who.place, who.sex, mark or who.regency)
    return sheet


def _a_nik_twice_in_other_writing() -> Sheet:
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "JK")
    first, second = _of(2, 118, "sex")
    for number, who in enumerate((first, second), 1):
        sheet.person(who, number, who.name, who.nik, who.sex)
    again = (f"'{first.nik}", f"{first.nik[:8]} {first.nik[8:]}", f"“{first.nik}”")
    for number, cell in enumerate(again, 3):
        sheet.person(first.told("nik_duplicate"), number, first.name.upper(), cell, first.sex)
    return sheet


def _names_in_odd_writing() -> Sheet:
    names = {
        "1. MARIA CONTOH": "Maria Contoh",
        "  maria   contoh ": "Maria Contoh",
        "MARIA CONTOH, S.PD., M.PD": "Maria Contoh, S.Pd., M.Pd",
        "Ny. MARIA CONTOH": "Ny. Maria Contoh",
        "MARIA\nMA’U": "Maria Ma'u",
        "LAO'A D'ORNAY": "Lao'a D'Ornay",
        "MARIA–CONTOH BRIA": "Maria–Contoh Bria",
        "MARIA\u2011CONTOH BRIA": "Maria-Contoh Bria",
        "ƁAʼA ƊAU": "Ɓa'a Ɗau",
    }
    sheet = Sheet("A")
    sheet.say("No", "Nama Lengkap", "NIK", "JK")
    for number, (who, (cell, name)) in enumerate(
        zip(_of(len(names), 122, "sex"), names.items(), strict=True), 1
    ):
        sheet.person(replace(who, name=name), number, cell, who.nik, who.sex)
    return sheet


def _names_that_sound_like_totals() -> Sheet:
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "JK")
    names = ("Jumlah Klau", "Kepala Bria", "Kelas Manek", "Total Seran", "Ketua Kolo")
    for number, (who, name) in enumerate(zip(_of(5, 138, "sex"), names, strict=True), 1):
        sheet.person(replace(who, name=name), number, name, who.nik, who.sex)
    return sheet


def _addresses_in_parts() -> Sheet:
    sheet = Sheet("A")
    sheet.say("NO", "NAMA", "NIK", "JK", "ALAMAT", "", "", "", "", "TELP")
    sheet.say("", "", "", "", "JALAN", "RT/RW", "DESA/KEL", "KEC", "KAB/KOTA", "")
    sheet.merged = [(0, 4, 0, 8), *((0, column, 1, column) for column in (0, 1, 2, 3, 9))]
    for number, who in enumerate(_of(4, 123, "sex", "regency", "phone"), 1):
        address = ("Jl. Palapa", "001/002", "Oebobo", "Oebobo", who.regency)
        sheet.person(who, number, who.name, who.nik, who.sex, *address, who.phone)
    return sheet


def _an_address_over_two_lines() -> Sheet:
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "L/P", "Alamat")
    for number, who in enumerate(_of(4, 145, "sex"), 1):
        sheet.person(who, number, who.name, who.nik, who.sex, "Jl. Palapa No. 10")
        sheet.say("", "", "", "", "Kel. Oebobo")
    return sheet


def _columns_of_the_days() -> Sheet:
    sheet = Sheet("A")
    sheet.say("NO", "NAMA", "NIK", "L/P", "KEHADIRAN", "", "", "", "", "KET")
    sheet.say("", "", "", "", "24", "25", "26", "27", "28", "")
    sheet.merged = [(0, 4, 0, 8), *((0, column, 1, column) for column in (0, 1, 2, 3, 9))]
    for number, who in enumerate(_of(4, 129, "sex"), 1):
        sheet.person(who, number, who.name, who.nik, who.sex, "H", "H", "I", "S", "A", "-")
    return sheet


def _a_list_of_payments() -> Sheet:
    sheet = Sheet("A")
    sheet.say("NO", "NAMA PENERIMA", "NIK", "NO. REKENING", "NAMA BANK", "ATAS NAMA", "JUMLAH UANG", "PPh")
    for number, who in enumerate(_of(4, 130), 1):
        account = ("001 02.03.000456-7", "BANK NTT", who.name.upper())
        sheet.person(who, number, who.name, who.nik, *account, 300_000, 0)
    sheet.say("JUMLAH", "", "", "", "", "", 1_200_000, 0)
    sheet.say("Terbilang: satu juta dua ratus ribu rupiah")
    return sheet


def _other_peoples_names_and_numbers() -> Sheet:
    sheet = Sheet("A")
    sheet.say("No", "NKK", "NIK", "Nama / NIP", "JK", "Nama Ibu", "Nama Suami")
    for number, who in enumerate(_of(4, 127, "sex"), 1):
        family = (f"53719901010100{number:02}", who.nik, who.name, who.sex, "Ibu CONTOH", "Suami CONTOH")
        sheet.person(who, number, *family)
    return sheet


def _three_rows_of_headings() -> Sheet:
    sheet = Sheet("A")
    sheet.say("NO", "NAMA PESERTA", "IDENTITAS", "", "", "", "USAHA", "")
    sheet.say("", "", "NIK", "KELAHIRAN", "", "L/P", "NAMA", "KAB/KOTA")
    sheet.say("", "", "", "TEMPAT", "TANGGAL", "", "", "")
    sheet.say(*range(1, 9))
    sheet.merged = [(0, 2, 0, 5), (0, 6, 0, 7), (1, 3, 1, 4), (0, 0, 2, 0), (0, 1, 2, 1)]
    sheet.merged += [(1, column, 2, column) for column in (2, 5, 6, 7)]
    for number, who in enumerate(_of(4, 148, "sex", "born", "place", "business", "regency"), 1):
        born = (who.place, f"{who.born:%d-%m-%Y}")
        sheet.person(who, number, who.name, who.nik, *born, who.sex, who.business, who.regency)
    return sheet


def _a_region_merged_downwards() -> Sheet:
    sheet = Sheet("A")
    sheet.say("NO", "KABUPATEN/KOTA", "NAMA", "NIK", "L/P")
    whos = _of(6, 140, "sex", "regency")
    for block in (whos[:3], whos[3:]):
        top = len(sheet.rows)
        for who in block:
            first = (1, block[0].regency) if who is block[0] else ("", "")
            sheet.person(replace(who, regency=block[0].regency), *first, who.name, who.nik, who.sex)
        sheet.merged += [(top, 0, top + 2, 0), (top, 1, top + 2, 1)]
    return sheet


def _invisible_signs_in_the_headings() -> Sheet:
    sheet = Sheet("A")
    sheet.say("\ufeffNo", "Nama\xa0Lengkap", "N\u200bIK", "L/P\n(Laki/Perempuan)", "N O   H P")
    for number, who in enumerate(_of(4, 134, "sex", "phone"), 1):
        phone = f"{who.phone[:4]}\u2009{who.phone[4:8]}\xa0{who.phone[8:]}"
        sheet.person(who, number, who.name, who.nik, who.sex, phone)
    return sheet


def _as_wide_as_a_sheet_can_be() -> Sheet:
    sheet = Sheet("A")
    sheet.say(*HEADINGS)
    _add(sheet, people(2, 135))
    sheet.rows = [row + [""] * (16_384 - len(row)) for row in sheet.rows]
    return sheet


def _regions_as_people_write_them() -> Sheet:
    regions = {
        "TTS": "Kabupaten Timor Tengah Selatan",
        "Kab.TTU": "Kabupaten Timor Tengah Utara",
        "SBD": "Kabupaten Sumba Barat Daya",
        "Kab. Rote-Ndao": "Kabupaten Rote Ndao",
        "Kab Mabar": "Kabupaten Manggarai Barat",
        "Flotim": "Kabupaten Flores Timur",
        "KAB.BELU": "Kabupaten Belu",
        "Kotamadya Kupang": "Kota Kupang",
        "Kab. Sumba Timur, NTT": "Kabupaten Sumba Timur",
    }
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "L/P", "Kab/Kota")
    for number, (who, (cell, region)) in enumerate(
        zip(_of(len(regions), 146, "sex"), regions.items(), strict=True), 1
    ):
        sheet.person(replace(who, regency=region), number, who.name, who.nik, who.sex, cell)
    return sheet


_SHEETS = (
    _headings_in_row_15,
    _groups_merged_in_the_middle,
    _groups_with_a_roman_number,
    _two_tables_of_different_columns,
    _pages_with_title_and_headings,
    _blank_lines_between_all,
    _signatures_in_two_columns,
    _names_under_the_table,
    _totals_by_sex,
    _dates_in_every_form,
    _text_beside_a_date,
    _age_behind_the_birth,
    _a_year_of_which_no_century_fits,
    _ditto_chains,
    _a_nik_twice_in_other_writing,
    _names_in_odd_writing,
    _names_that_sound_like_totals,
    _addresses_in_parts,
    _an_address_over_two_lines,
    _columns_of_the_days,
    _a_list_of_payments,
    _other_peoples_names_and_numbers,
    _three_rows_of_headings,
    _a_region_merged_downwards,
    _invisible_signs_in_the_headings,
    _as_wide_as_a_sheet_can_be,
    _regions_as_people_write_them,
)


@pytest.mark.parametrize("made", _SHEETS, ids=lambda made: made.__name__.strip("_"))
def test_a_sheet_is_read_as_a_careful_person_reads_it(made: Callable[[], Sheet]) -> None:
    """Everybody is found and nobody invented; values as meant; told is only what was inferred."""
    sheet = made()
    assert differences(_read(sheet), sheet) == []


# --- cells ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        *("{place}, {day:%d-%m-%Y}", "{place} {long}", "{place}/{day.day}/{day.month}/{day:%y}"),
        *("{place},\n{day:%d-%m-%Y}", "{place}, TGL {day:%d-%m-%Y}", "{place} , {day:%d.%m.%Y}"),
        *("{place} ({day:%d-%m-%Y})", "{place}; {day:%d %m %Y}", "{place}, {day:%Y-%m-%d}"),
        *("{place},{day:%d-%m-%Y}", "{day:%d-%m-%Y}, {place}", "{day:%d-%m-%Y} / {place}"),
        *("{place},\u2009{day.day}\u202f{month}\xa0{day.year}", "{place}, {day:%d–%m–%Y}"),
        *("{place}, {day:%d\u2011%m\u2011%Y}", "{place}, Senin {long}", "{place}, pada tanggal {long}"),
        *("Lahir di {place}, {long}", "{place}. {day:%d-%m-%Y}", "{place} - {day:%d-%m-%Y}"),
        *("{place}_{day:%d-%m-%Y}", "{place} | {day:%d-%m-%Y}", "{place}\\{day:%d-%m-%Y}"),
    ],
)
def test_place_and_date_in_one_cell(written: str) -> None:
    """However the two are kept apart, it is form only."""
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "Tempat/Tgl Lahir", "L/P")
    for number, who in enumerate(_of(4, 109, "sex", "born", "place"), 1):
        long = long_date(who.born)
        cell = written.format(place=who.place, day=who.born, long=long, month=long.split()[1])
        sheet.person(who, number, who.name, who.nik, cell, who.sex)
    assert differences(_read(sheet), sheet) == []


_NIKS: dict[str, Callable[[str], object]] = {
    "nbsp": lambda nik: f"{nik[:6]}\xa0{nik[6:12]}\xa0{nik[12:]}",
    "thin blanks": lambda nik: "\u2009".join(nik[at : at + 4] for at in range(0, 16, 4)),
    "dots": lambda nik: f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}.{nik[6:12]}.{nik[12:]}",
    "long hyphen": lambda nik: f"{nik[:6]}\u2011{nik[6:]}",
    "apostrophe": lambda nik: f"'{nik}",
    "quotes": lambda nik: f'"{nik}"',
    "one quote": lambda nik: f'"{nik}',
    "formula": lambda nik: f'="{nik}"',
    "brackets": lambda nik: f"({nik})",
    "comma": lambda nik: f"{nik},",
    "semicolon": lambda nik: f"{nik};",
    "colon": lambda nik: f": {nik}",
    "number sign": lambda nik: f"#{nik}",
    "word": lambda nik: f"NIK. {nik}",
    "invisible": lambda nik: f"\u202a{nik}\u202c\n",
    "full width": lambda nik: "".join(chr(0xFF10 + int(digit)) for digit in nik),
    "letter_O nik_letters": lambda nik: nik.replace("0", "O", 1),
    "letters_o nik_letters": lambda nik: nik.replace("0", "o"),
    "beside nik_extra_text": lambda nik: f"{nik} (KK)",
    "15 !nik_length": lambda nik: nik[:-1],
    "17 !nik_length": lambda nik: f"{nik}1",
    "exponent !nik_damaged_by_excel": lambda _: "5.37106E+15",
    "exponent with blanks !nik_damaged_by_excel": lambda _: "5,37106E + 15",
    "number !nik_damaged_by_excel": float,
    "thousands !nik_damaged_by_excel": lambda nik: f"{int(nik):,}".replace(",", "."),
    "no serial !nik_damaged_by_excel": lambda nik: f"{nik[:12]}0000",
    "lost card !nik_placeholder": lambda _: "KTP hilang",
    "no card yet !nik_placeholder": lambda _: "belum rekam e-KTP",
    "hashes !nik_placeholder": lambda _: "#" * 16,
    "counted !nik_placeholder": lambda _: "1234567890123456",
}


def test_niks_in_many_writings() -> None:
    """Blanks, marks and quotes are form; what is mended is told; what is damaged is not taken."""
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "L/P")
    for number, (who, (about, form)) in enumerate(
        zip(_of(len(_NIKS), 112, "sex"), _NIKS.items(), strict=True), 1
    ):
        code = about.rpartition(" ")[2] if "nik_" in about else ""
        told = who.told(*filter(None, [code.lstrip("!")]), nik="" if code.startswith("!") else who.nik)
        sheet.person(told, number, who.name, form(who.nik), who.sex)
    assert differences(_read(sheet), sheet) == []


@pytest.mark.parametrize(
    "mark",
    ['-"-', "- ” -", "..“..", "-do-", "“ ”", "sama dg atas", "sama dengan yang di atas", "↓", "=", "id"],
)
def test_further_marks_that_repeat_the_line_above(mark: str) -> None:
    """They are told, with what stands above as the value."""
    read = read_pasted(f"No\tNama\tKab/Kota\n1\tMaria Bria\tBelu\n2\tSiti Ola\t{mark}", today=TODAY)
    (finding,) = read.rows[1].findings
    assert (finding.code, finding.before, finding.after) == ("ditto", mark, "Kabupaten Belu")


@pytest.mark.parametrize(
    ("tick", "other"),
    [
        *(("✓", ""), ("v", ""), ("X", ""), (1, 0), ("1", "-"), (True, False), ("●", " "), ("ü", "\xa0")),
        *(("✓", "x"), ("v", "X"), ("ya", "tidak"), ("√", "/")),
    ],
)
def test_columns_l_and_p_are_ticked_in_many_ways(tick: object, other: object) -> None:
    """A cross, a stroke or "tidak" beside a tick denies; alone a cross is a tick."""
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "L", "P", "Kab/Kota")
    for number, who in enumerate(_of(4, 108, "sex", "regency"), 1):
        ticks = (tick, other) if who.sex == "L" else (other, tick)
        sheet.person(who, number, who.name, who.nik, *ticks, who.regency)
    sheet.say("Jumlah", "", "", 2, 2)
    assert differences(_read(sheet), sheet) == []


def test_telephones_in_one_column() -> None:
    """Form is form; the second of two numbers, other text and letters for digits are told."""
    cells = {
        "0812-3456-7890/0813-1111-2222": ("081234567890", "phone_several"),
        "081234567890 081311112222": ("081234567890", "phone_several"),
        "081234567890 (WA)": ("081234567890",),
        "O81234567890": ("081234567890", "phone_letters"),
        "081234567890 (suami)": ("081234567890", "phone_extra_text"),
        "8,12346E+10": ("", "phone_damaged_by_excel"),
    }
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "L/P", "No HP")
    for number, (who, (cell, (phone, *codes))) in enumerate(
        zip(_of(len(cells), 112, "sex"), cells.items(), strict=True), 1
    ):
        sheet.person(who.told(*codes, phone=phone), number, who.name, who.nik, who.sex, cell)
    assert differences(_read(sheet), sheet) == []


# --- workbooks -----------------------------------------------------------------------------------------


def _write_into(page: Any, sheet: Sheet) -> None:  # noqa: ANN401 - untyped library
    for row, cells in enumerate(sheet.rows):
        for column, value in enumerate(cells):
            if value != "":
                page.write(row, column, value)


def test_what_is_hidden_or_reckoned_is_read_as_well(tmp_path: Path) -> None:
    """People in hidden and filtered rows are in the list and are told; formulas count with what they show.

    An xlsx may be called .xls. The other sheets are hidden, empty or a chart and bring nobody.
    """
    sheets = [ordinary(name, people(5, seed)) for name, seed in (("Lembar & satu", 201), ("Rumus", 202))]
    book = xlsxwriter.Workbook(tmp_path / "daftar.xlsx")
    book.add_worksheet("Kosong")
    first, second = (book.add_worksheet(sheet.name) for sheet in sheets)
    _write_into(first, sheets[0])
    first.set_row(4, None, None, {"hidden": True})
    first.set_row(6, None, None, {"hidden": True})
    first.set_column(2, 2, None, None, {"hidden": True})
    first.autofilter(2, 0, 7, 7)
    bold = book.add_format({"bold": True})
    for row, cells in enumerate(sheets[1].rows):
        for column, value in enumerate(cells):
            if row > 2 and column in {1, 3, 4}:
                second.write_formula(row, column, "=Data!A1", None, value)
            elif row > 2 and column == 2:
                second.write_rich_string(row, column, value[:6], bold, value[6:])
            elif value != "":
                second.write(row, column, value)
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"values": "=Rumus!$A$4:$A$6"})
    book.add_chartsheet("Grafik").set_chart(chart)
    unseen = book.add_worksheet("Acuan")
    _write_into(unseen, ordinary("", people(2, 203)))
    unseen.very_hidden()
    book.close()
    path = (tmp_path / "daftar.xlsx").rename(tmp_path / "daftar.xls")
    read = read_file(path, today=TODAY)
    assert differences(read, *sheets) == []
    assert {sheet.name: sheet.hidden for sheet in read.sheets if sheet.people} == {
        "Lembar & satu": (5, 7),
        "Rumus": (),
    }
    assert not read.review


def test_days_are_counted_from_1904_where_a_workbook_says_so(tmp_path: Path) -> None:
    """As Excel for the Mac did."""
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "Tgl Lahir", "L/P")
    for number, who in enumerate(_of(3, 204, "sex", "born"), 1):
        sheet.person(who, number, who.name, who.nik, who.born, who.sex)
    options = {"date_1904": True, "default_date_format": "dd/mm/yyyy"}
    book = xlsxwriter.Workbook(tmp_path / "daftar.xlsx", options)
    page = book.add_worksheet("A")
    _write_into(page, sheet)
    book.close()
    assert differences(read_file(tmp_path / "daftar.xlsx", today=TODAY), sheet) == []


def test_an_ods_tells_its_hidden_rows(tmp_path: Path) -> None:
    """Rows a filter has put away, and cells that are written once for several rows and columns."""
    whos = _of(4, 215, "sex")
    sheet = Sheet("A")
    sheet.say("No", "Nama", "NIK", "L/P", "Ket", "Ket 2")
    for number, who in enumerate(whos, 1):
        sheet.person(who, number, who.name, who.nik, who.sex, "ya", "ya")
    cell = '<table:table-cell office:value-type="string"{0}><text:p>{1}</text:p></table:table-cell>'
    rows = ""
    for at, cells in enumerate(sheet.rows):
        shown = ' table:visibility="filter"' if at == 2 else ""
        once, twice = (cells, "") if at == 0 else (cells[:4], ' table:number-columns-repeated="2"')
        body = "".join(cell.format("", value) for value in once) + (cell.format(twice, "ya") if twice else "")
        rows += f"<table:table-row{shown}>{body}</table:table-row>"
    space = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {space}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "daftar.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    read = read_file(tmp_path / "daftar.ods", today=TODAY)
    assert differences(read, sheet) == []
    assert read.sheets[0].hidden == (3,)


def test_an_old_workbook_with_merged_headings_and_numbers() -> None:
    """Dates are dates, a NIK that is a number is damaged, and the review asks for sums."""
    sheet = Sheet("Sheet1")
    sheet.say("NO", "NAMA", "NIK", "KELAHIRAN", "", "L/P")
    sheet.say("", "", "", "TEMPAT", "TANGGAL", "")
    for number, who in enumerate(_of(6, 213, "sex", "born", "place"), 1):
        told = who.told("nik_damaged_by_excel", nik="") if number == 3 else who
        sheet.person(told)
    read = read_file(OLD_MERGED, today=TODAY)
    assert differences(read, sheet) == []
    assert read.review


# --- text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("mark", list(";,\t|"))
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_text_in_every_encoding_mark_and_line_end(encoding: str, mark: str, end: str) -> None:
    """Also the line ends of old Macs, which no reader of CSV takes."""
    sheet = ordinary("", people(4, 119))
    sheet.rows = [[str(cell).replace("'", "’") for cell in row] for row in sheet.rows]
    content = as_text(sheet, mark).replace("\r\n", end).encode(encoding)
    read = read_grids((grid_of_file(content, "daftar.csv"),), file="daftar.csv", today=TODAY)
    assert differences(read, sheet, named=False) == []
    assert not content.startswith(codecs.BOM_UTF8) or encoding == "utf-8-sig"


def test_addresses_with_line_ends_quotes_and_semicolons() -> None:
    """A quoted cell may hold whatever ends a cell or a line elsewhere."""
    sheet = Sheet("")
    sheet.say("No", "Nama", "NIK", "Alamat", "L/P")
    for number, who in enumerate(_of(4, 120, "sex"), 1):
        address = 'Jl. "Timor" Raya;\nRT 1, RW 2\nOesapa'
        sheet.person(who, number, who.name, who.nik, address, who.sex)
    content = as_text(sheet, ";").encode()
    read = read_grids((grid_of_file(content, "daftar.csv"),), file="daftar.csv", today=TODAY)
    assert differences(read, sheet, named=False) == []
    assert {(row.person.address, row.person.rt_rw) for row in read.rows} == {
        ('Jl. "Timor" Raya; Oesapa', "1/2")
    }


def test_people_sent_as_messages_line_by_line() -> None:
    """Each block of "Nama: …", "NIK: …" is a person; lines without a label are told as left out."""
    read = read_pasted(
        "Pendaftaran pelatihan\n1. Nama : Maria CONTOH\n2. NIK : 5304995708850001\n"
        "3. TTL : Atambua, 17-08-1985\n4. No HP : 0812 3456 7890\n\nNama lengkap: Siti CONTOH\nNIK =\n"
        "Jenis kelamin: P\nterima kasih\n",
        today=TODAY,
    )
    told = [
        (row.row, row.person.name, row.person.nik, row.person.born, row.person.phone, row.person.sex)
        for row in read.rows
    ]
    assert told == [
        (5, "Maria CONTOH", "5304995708850001", date(1985, 8, 17), "081234567890", ""),
        (9, "Siti CONTOH", "", None, "", "P"),
    ]
    assert [line.row for line in read.skipped] == [1, 10]


def test_a_colon_in_a_list_makes_no_message_of_it() -> None:
    """A table whose cells have labels in front, or particulars above a table, is read as before."""
    lines = "Nama Kegiatan\t: Pelatihan\nTempat\t: Aula\nNo\tNama\tNIK\n1\tMaria CONTOH\t5304995708850001"
    (row,) = read_pasted(lines, today=TODAY).rows
    assert (row.row, row.person.name, row.person.nik) == (4, "Maria CONTOH", "5304995708850001")


def test_nobody_is_born_in_a_list_by_a_far_number() -> None:
    """A serial without its format is a date where it can be a birth, else it is told."""
    born = date(1985, 8, 17)
    cells = ((born - _EXCELS_DAY_0).days, (TODAY + timedelta(days=400) - _EXCELS_DAY_0).days)
    sheet = Sheet("A")
    sheet.say("No", "Nama", "Tgl Lahir", "L/P")
    for number, (who, cell) in enumerate(zip(_of(2, 121, "sex"), cells, strict=True), 1):
        told = who.told(nik="", born=born) if number == 1 else who.told("birth_date_incomplete", nik="")
        sheet.person(told, number, who.name, cell, who.sex)
    assert sheet.truth[1][1].born == NEVER
    assert differences(_read(sheet), sheet) == []
