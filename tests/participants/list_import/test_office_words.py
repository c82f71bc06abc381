"""The words, abbreviations and marks offices use, each read as a careful person reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ikm_desktop.participants.list_import.headings import field_of
from ikm_desktop.participants.list_import.reading import read_grids, read_pasted
from ikm_desktop.participants.list_import.records import ReadList
from ikm_desktop.words import long_date
from tests.participants.list_import.shapes import (
    NEVER,
    TODAY,
    Sheet,
    Someone,
    as_grid,
    as_pasted,
    differences,
    only,
    people,
)

HEADINGS = {
    "name": "NAMA PESERTA|Nm. Peserta|Nama-nama Peserta|Nama Penerima Manfaat|Full Name|Participant Name"
    "|Nama Pemilik|NAMA PESERTA (SESUAI KTP)|Nama Pengurus/Anggota|Nama & Gelar",
    "nik": "N.I.K.|No. KTP|NIK/No. KTP|No. Induk Kependudukan|ID Number|Nomor Identitas (KTP)|NIK (16 digit)",
    "birth": "TTL|T.T.L|Tmpt/Tgl Lahir|Tempat & Tgl. Lahir|Place/Date of Birth|Tempat Tgl/Bln/Thn Lahir",
    "place": "Tpt Lhr|Tmp. Lahir|Tempat Kelahiran|Place of Birth|Kota Kelahiran|Lahir di",
    "born": "Tgl. Lhr|Tgl/Bln/Thn Lahir|DOB|Tanggal Kelahiran|Tgl Lahir (dd/mm/yyyy)|Lahir Tgl",
    "sex": "JK|L / P|Jns. Kelamin|J. Kel|Jenis Kel.|Gender|Jenkel|Lk/Pr|M/F|JK (L/P)",
    "address": "Alamat Lengkap|Alamat Sesuai KTP|Almt|Domisili|Home Address",
    "rt_rw": "RT / RW|RT-RW",
    "village": "Desa/Kel|Kel./Desa|Village",
    "district": "Kec.|Kecamatan Asal|District",
    "regency": "Kab./Kota|Kota/Kabupaten|Asal Kab/Kota|Nama Kabupaten/Kota|Utusan|City/Regency|Kab.",
    "phone": "No. HP/WA|No. Telp/HP|CP|Contact Person|No. yang bisa dihubungi|Mobile|No.Tlp/HP|WhatsApp",
    "business": "Nama Usaha/IKM|Nm Usaha|Nama Usaha (jika ada)|Business Name|Nama Usaha/Perusahaan"
    "|Nama Sentra",
    "product": "Jenis Produk|Jns Produk|Produk yang Dihasilkan|Komoditas|Jenis Kerajinan|Product",
    "education": "Pend. Terakhir|Tingkat Pendidikan|Education",
    "account": "Norek|No. Rek|Bank Account|Account Number",
    "account_holder": "Atas Nama|A.n. Rekening|A/N|Nama Sesuai Rekening",
    "batch": "Angkatan|Angk.|Angkatan Ke|Gelombang / Kelas|Nama Angkatan|Batch",
    "number": "No. Urut|No Urt.|#|Nr",
    "other": "Agama|Umur|No KK|Nama Ibu Kandung|Nama Pelatihan|Tempat Pelatihan|Alamat Usaha"
    "|Status Perkawinan",
}


def _people(count: int, seed: int, *keys: str) -> list[Someone]:
    return only(people(count, seed), *keys)


def _pasted(sheet: Sheet) -> list[str]:
    return differences(read_pasted(as_pasted(sheet), today=TODAY), sheet, named=False)


def test_headings_in_the_words_of_offices() -> None:
    """Each word means its column; what is no particular of a person means none of them."""
    wrong = {
        heading: field_of(heading)
        for field, headings in HEADINGS.items()
        for heading in headings.split("|")
        if field_of(heading) != field
    }
    assert wrong == {}
    assert field_of("Nama Kegiatan") == "other"
    assert field_of("Ukuran Baju") is None


def test_english_headings_and_words() -> None:
    """A list with the headings of an English form."""
    sheet = Sheet("")
    sheet.say(
        "#", "Full Name", "ID Number", "Place of Birth", "Date of Birth", "Gender", "City/Regency", "Mobile"
    )
    for number, who in enumerate(_people(8, 40, "sex", "born", "place", "regency", "phone"), start=1):
        word = {"L": "Male", "P": "Female"}[who.sex]
        cells = (who.place, f"{who.born:%d/%m/%Y}", word, who.regency, who.phone)
        sheet.person(who, number, who.name, who.nik, *cells)
    assert _pasted(sheet) == []


DATES: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day:%d}-{long_date(day).split()[1][:3]}-{day:%Y}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day:%d:%m:%Y}",
    lambda day: f"{day:%d_%m_%Y}",
    lambda day: f"{day:%d\\%m\\%Y}",
    lambda day: f"{day:%d--%m--%Y}",
    lambda day: f"{day:%d – %m – %Y}",
    lambda day: f"tgl {long_date(day)}",
    lambda day: f"{day.day}/{day.month}/{day.year} 0:00",
    lambda day: f"{day:%Y-%m-%dT00:00:00}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: str((day - date(1899, 12, 30)).days),
)


def test_dates_in_many_writings_are_form_only() -> None:
    """Whatever stands between the parts, and Excel's count of days in a text file."""
    sheet = Sheet("")
    sheet.say("Nama", "NIK", "Tgl Lahir")
    for number, who in enumerate(_people(24, 41, "born")):
        sheet.person(who, who.name, who.nik, DATES[number % len(DATES)](who.born))
    assert _pasted(sheet) == []


def test_day_month_and_year_stand_in_columns_without_a_heading_above() -> None:
    """Three columns side by side called day, month and year are the birth date."""
    sheet = Sheet("")
    sheet.say("Nama", "NIK", "Tgl", "Bln", "Thn")
    for who in _people(5, 42, "born"):
        sheet.person(who, who.name, who.nik, who.born.day, who.born.month, who.born.year)
    assert _pasted(sheet) == []


@pytest.mark.parametrize(
    "mark", ["idem", "ditto", '"', '-"-', '" "', "s/d/a", "sda.", "- s d a -", "(idem)", "-//-", "sama", "〃"]
)
def test_a_ditto_mark_repeats_the_line_above_and_is_told(mark: str) -> None:
    """Regency and business are taken from the line above, each with a finding."""
    text = f"Nama\tKab/Kota\tUsaha\nAni Bria\tBelu\tMawar\nSiti Ola\t{mark}\t{mark}"
    row = read_pasted(text, today=TODAY).rows[1]
    assert (row.person.regency, row.person.business) == ("Kabupaten Belu", "Mawar")
    assert [finding.code for finding in row.findings] == ["ditto", "ditto"]


@pytest.mark.parametrize("text", ["blm lengkap", "tdk punya HP", "tidak diketahui", "#####", "tak ada"])
def test_a_stand_in_is_no_value_and_is_told(text: str) -> None:
    """No NIK, no number and no business come of it."""
    (row,) = read_pasted(f"Nama\tNIK\tHP\tUsaha\nAni Bria\t{text}\t{text}\t{text}", today=TODAY).rows
    assert (row.person.nik, row.person.phone, row.person.business) == ("", "", "")
    codes = {finding.code for finding in row.findings}
    assert codes == {"nik_placeholder", "phone_placeholder", "business_placeholder"}


def test_sexes_and_regencies_in_odd_writings() -> None:
    """Abbreviations and the kind behind the name are form; a misspelling is told."""
    cells: tuple[tuple[str, str, str, str, list[str]], ...] = (
        ("PRP", "Rote Ndao Kab.", "P", "Kabupaten Rote Ndao", []),
        ("(L)", "Kupang (Kota)", "L", "Kota Kupang", []),
        ("Laki²", "Kab. Alor (Kalabahi)", "L", "Kabupaten Alor", []),
        ("prempuan", "Kupang Kabupaten", "P", "Kabupaten Kupang", ["sex_spelling"]),
        ("W", "Kota-Kupang", "P", "Kota Kupang", []),
    )
    lines = [f"Orang {chr(65 + no)}\t{sex}\t{regency}" for no, (sex, regency, *_) in enumerate(cells)]
    read = read_pasted("\n".join(("Nama\tJK\tKab/Kota", *lines)), today=TODAY)
    got = [(row.person.sex, row.person.regency, [f.code for f in row.findings]) for row in read.rows]
    assert got == [tuple(rest) for _, _, *rest in cells]


def test_letters_that_were_damaged_on_the_way() -> None:
    """What can be known again is mended and told; a letter that is gone is told."""
    names = ("Maria Maâ€™u", "JosÃ© D'Souza", "Ma&#39;u Ani", "Yohana Ma\ufffdu", "Siti Ba?a", "Ani Ma’u")
    lines = [f"{name}\t530499570885000{no}" for no, name in enumerate(names, start=1)]
    read = read_pasted("\n".join(("Nama\tNIK", *lines)), today=TODAY)
    assert [(row.person.name, [f.code for f in row.findings]) for row in read.rows] == [
        ("Maria Ma'u", ["letters_mended"]),
        ("José D'Souza", ["letters_mended"]),
        ("Ma'u Ani", ["letters_mended"]),
        ("Yohana Ma\ufffdu", ["letters_lost"]),
        ("Siti Ba?a", ["letters_lost"]),
        ("Ani Ma'u", []),
    ]
    assert read.rows[0].findings[0].before == "Maria Maâ€™u"


def test_the_third_of_a_name_stays_in_capitals() -> None:
    """Roman numbers behind a name; the same on the short and the careful way."""
    read = read_pasted("Nama\tNIK\nYOHANES DE BRITO III\t5304991708850001\nUMBU IV\t-", today=TODAY)
    assert [row.person.name for row in read.rows] == ["Yohanes De Brito III", "Umbu IV"]


def test_a_row_from_a_chat() -> None:
    """Dashes with blanks around them part name, NIK and phone; the line above is no person."""
    text = (
        "Daftar peserta:\n1. Maria Bria - 5304995708850001 - 081234567890\n"
        "2. Umbu Klau - 5311991201600002 - 085212345678"
    )
    read = read_pasted(text, today=TODAY)
    assert [(row.person.name, row.person.nik, row.person.phone) for row in read.rows] == [
        ("Maria Bria", "5304995708850001", "081234567890"),
        ("Umbu Klau", "5311991201600002", "085212345678"),
    ]


def test_numbers_of_a_text_file_may_end_in_a_decimal() -> None:
    """As a program writes a number cell; of a NIK it shows that the last digit is lost."""
    (row,) = read_pasted("Nama\tNIK\tHP\nAni Bria\t5304995708850001.0\t81338130028.0", today=TODAY).rows
    assert (row.person.phone, row.person.nik) == ("081338130028", "")
    assert [finding.code for finding in row.findings] == ["nik_damaged_by_excel"]


def test_groups_above_headings_in_two_rows() -> None:
    """Three rows of headings: what stands nearest tells most, and "NAMA" under the business is its name."""
    sheet = Sheet("Data")
    sheet.say("DATA PESERTA PELATIHAN", "", "", "", "", "", "", "DATA USAHA", "")
    sheet.say("NO", "IDENTITAS", "", "", "KELAHIRAN", "", "L/P", "NAMA", "JENIS")
    sheet.say("", "NAMA", "NIK", "HP", "TEMPAT", "TGL", "", "", "")
    sheet.merged = [(0, 0, 0, 6), (0, 7, 0, 8), (1, 1, 1, 3), (1, 4, 1, 5)]
    sheet.merged += [(1, column, 2, column) for column in (0, 6, 7, 8)]
    for number, who in enumerate(_people(6, 43, "sex", "born", "place", "phone", "business"), start=1):
        cells = (who.phone, who.place, who.born, who.sex, who.business, "Tenun")
        sheet.person(who, number, who.name, who.nik, *cells)
    read = read_grids((as_grid(sheet),), file="a.xlsx", today=TODAY)
    assert differences(read, sheet) == []
    assert {row.person.product for row in read.rows} == {"Tenun"}


def _batches(*cells: str, title: str = "") -> ReadList:
    lines = [f"Orang {chr(65 + no)}\t53049957088500{no:02}\t{cell}" for no, cell in enumerate(cells, start=1)]
    return read_pasted("\n".join((title, "Nama\tNIK\tAngkatan", *lines)), today=TODAY)


def test_a_column_says_the_batch_of_each() -> None:
    """Numbers of either kind are form; a mark is told; an empty cell leaves it to the title."""
    read = _batches(
        "I", "2", "Angkatan III", "ANGK. 4", "ke-II", "sda", "Tenun Pagi", "", "-", title="ANGKATAN IX"
    )
    assert [row.batch for row in read.rows] == [
        *("Angkatan I", "Angkatan II", "Angkatan III", "Angkatan IV", "Angkatan II", "Angkatan II"),
        *("Tenun Pagi", "Angkatan IX", "Angkatan IX"),
    ]
    assert [[f.code for f in row.findings] for row in read.rows if row.findings] == [["ditto"]]
    assert any(column.field == "batch" for column in read.sheets[0].columns)


def test_a_batch_column_beside_ordinary_rows_changes_nothing_else() -> None:
    """Values and findings are those of the list without the column."""
    sheet = Sheet("")
    sheet.say("Nama", "NIK", "Gelombang", "L/P", "Tgl Lahir")
    for who in _people(6, 44, "sex", "born"):
        sheet.person(replace(who), who.name, who.nik, "II", who.sex, f"{who.born:%d-%m-%Y}")
    read = read_pasted(as_pasted(sheet), today=TODAY)
    assert differences(read, sheet, named=False) == []
    assert {row.batch for row in read.rows} == {"Angkatan II"}


def test_what_a_list_leaves_out_is_told_only_where_it_is_needed() -> None:
    """NIK, sex and birth date are asked for; a telephone may be missing."""
    sheet = Sheet("")
    sheet.say("Nama", "NIK", "JK", "Tgl Lahir", "HP")
    who = _people(1, 45, "sex", "born", "phone")[0]
    told = who.told("nik_empty", "sex_empty", "birth_date_empty", nik="", sex="", born=NEVER, phone="")
    sheet.person(told, who.name)
    assert _pasted(sheet) == []
