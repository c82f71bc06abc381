"""Cards, balances and lists: well set whatever they hold, their ends whole, their sums right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest

from ikm_desktop.papers import content as c
from ikm_desktop.papers import flow_picture, hatches
from ikm_desktop.papers.attendance_list import weeks
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.document import Document
from ikm_desktop.papers.drawing import pdf_of
from ikm_desktop.papers.sheet import F4
from tests.papers import pages, people_sheets, records, samples, sheets


@dataclass(frozen=True)
class Sheet:
    """A kind of paper to be tried: of how many rows, at its limits; `row` stands in each of its rows.

    size: mm; sides: the type area's edges; ends: what stands on the last page with at least two rows.
    """

    made: Callable[[int], c.Content]
    limits: Callable[[], c.Content]
    size: tuple[int, int]
    sides: tuple[float, float]
    ends: tuple[str, ...]
    code: bool = False


SHEETS: dict[str, Sheet] = {
    "kartu": Sheet(
        sheets.stock_card,
        sheets.stretched_stock_card,
        (330, 215),
        (15, 315),
        ("JUMLAH MUTASI", "NIP 19650099", "NIP 19900099"),
    ),
    "neraca": Sheet(
        sheets.goods_balance,
        sheets.stretched_goods_balance,
        (330, 215),
        (15, 315),
        ("Hasil pemeriksaan buku", "NIP 19650099", "NIP 19900099"),
    ),
    "opname": Sheet(
        sheets.count_minutes,
        sheets.stretched_count_minutes,
        (215, 330),
        (25, 195),
        ("Selisih lebih", "Menyetujui:", "Saksi-saksi:", "Bendahara Pengeluaran"),
        code=True,
    ),
    "lembar hitung": Sheet(
        lambda count: sheets.count_minutes(count, by_hand=True),
        lambda: sheets.count_minutes(3, by_hand=True, witnesses=()),
        (215, 330),
        (25, 195),
        ("Menyetujui:",),
        code=True,
    ),
    "jejak": Sheet(
        sheets.trail, sheets.stretched_trail, (330, 215), (15, 315), ("JUMLAH", "NIP 19900099", "Bahan lain")
    ),
    "hadir": Sheet(
        people_sheets.attendance_list,
        people_sheets.stretched_attendance_list,
        (215, 330),
        (25, 195),
        ("Jumlah hadir", "Keterangan ketidakhadiran", "NIP 19720099", "NIP 19800099"),
        code=True,
    ),
    "hadir satu hari": Sheet(
        lambda count: people_sheets.attendance_list(count, 1),
        lambda: people_sheets.attendance_list(4, 6, filled=True),
        (215, 330),
        (25, 195),
        ("Keterangan ketidakhadiran", "NIP 19720099", "NIP 19800099"),
        code=True,
    ),
    "hadir terisi": Sheet(
        lambda count: people_sheets.attendance_list(count, filled=True),
        lambda: people_sheets.attendance_list(4, 6, filled=True),
        (215, 330),
        (25, 195),
        ("Keterangan ketidakhadiran", "NIP 19720099", "NIP 19800099"),
        code=True,
    ),
    "buku": Sheet(
        lambda count: people_sheets.participant_book(max(count // 5, 1)),
        people_sheets.stretched_participant_book,
        (148, 210),
        (14, 136),
        ("Keadaan 31 Agustus 2020", "NIP 19900099"),
    ),
    "penghapusan": Sheet(
        records.written_off,
        records.stretched_record,
        (215, 330),
        (25, 195),
        ("Demikian Berita Acara", "NIP 19650099", "NIP 19900099"),
        code=True,
    ),
    "penerimaan": Sheet(
        people_sheets.payout_list,
        people_sheets.stretched_payout_list,
        (330, 215),
        (15, 315),
        ("Terbilang jumlah diterima", "NIP 19650099", "NIP 19850099"),
        code=True,
    ),
    "penerima": Sheet(
        people_sheets.recipient_list,
        people_sheets.stretched_recipient_list,
        (215, 330),
        (25, 195),
        ("cuma-cuma", "SAMUEL CONTOH", "NIP 19900099"),
        code=True,
    ),
    "register": Sheet(
        sheets.register_sheet,
        sheets.stretched_register_sheet,
        (330, 215),
        (15, 315),
        ("Jumlah surat", "NIP 19900099"),
    ),
}
COUNTS = (1, 20, 500)


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("count", [*COUNTS, 0], ids=[*map(str, COUNTS), "at its limits"])
def test_a_sheet_is_well_set(name: str, count: int) -> None:
    """Words apart, inside the type area, clear of the footer; the end whole; sums as the rows."""
    sheet = SHEETS[name]
    paper = sheet.made(count) if count else sheet.limits()
    pdf = pdf_of(paper, samples.PICTURES)
    footer = 11.6 if sheet.size == (330, 215) else 12.6
    for page in pages.read(pdf, most=2):
        assert (round(page.width), round(page.height)) == sheet.size
        assert pages.faults(page, footer=footer, code=sheet.code) == []
        assert pages.outside(page, *sheet.sides) == []
    if count:
        texts = pages.texts(pdf)
        for needed in sheet.ends:
            assert [i for i, text in enumerate(texts) if needed in text] == [len(texts) - 1]
    else:
        assert pages.unembedded_fonts(pdf) == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_keeps_all_it_says(name: str) -> None:
    """Its sums are those of its rows, and it comes back whole from its snapshot."""
    for paper in (SHEETS[name].made(20), SHEETS[name].limits()):
        assert check_sums(paper) == ()
        assert c.content_from_json(type(paper), c.content_to_json(paper)) == paper


def test_wrong_cards_are_told() -> None:
    """A balance that does not follow from the row above, and a total that is not its column's."""
    card = sheets.stock_card(3)
    wrong = replace(card, rows=(*card.rows[:-1], replace(card.rows[-1], quantity=1)))
    assert check_sums(wrong) == (
        "530/089/DPP/VII/2020, 10-07-2020: sisa 1 senilai 11090000, terhitung 310000",
    )
    assert check_sums(replace(card, came=1)) == ("Masuk: 1, baris berjumlah 310000",)


def test_a_card_carries_its_balance() -> None:
    """Each page ends and begins with the balance after its last row, no sums of what moved."""
    card = sheets.stock_card(40)
    read = pages.texts(pdf_of(card, samples.PICTURES))
    assert len(read) > 1
    for before, after in pairwise(read):
        at_end = before.split("Saldo dipindahkan ")[1].split()[:2]
        assert after.split("Saldo pindahan ")[1].split()[:2] == at_end


def test_a_balance_says_what_does_not_come_out() -> None:
    """The verdict always prints: all explained, or how many rows are not."""
    sound = pages.text_of(pdf_of(sheets.goods_balance(), samples.PICTURES))
    assert "seluruh bahan dan produk terjelaskan. Jumlah yang tidak terjelaskan: 0 (nol)." in sound
    lacking = pages.text_of(pdf_of(sheets.stretched_goods_balance(), samples.PICTURES))
    assert "12 baris belum terjelaskan (lihat kolom Tidak Terjelaskan)." in lacking
    sheet = sheets.goods_balance(1)
    row = replace(sheet.materials.rows[0], total=1)
    assert check_sums(replace(sheet, materials=replace(sheet.materials, rows=(row,)))) == (
        "Kain katun, jumlah: 1, baris berjumlah 310000",
        "Kain katun, tidak terjelaskan: 0, baris berjumlah 309999",
    )


def test_pieces_of_a_bar_fill_it_and_none_vanishes() -> None:
    """Each piece is as wide as its share, at least half a millimetre; together they fill the bar."""
    assert hatches.widths((50, 25, 25, 0), 100, 80) == [40, 20, 20, 0]
    small = hatches.widths((99_999, 1, 0), 100_000, 77)
    assert small[1] == 0.5
    assert sum(small) == pytest.approx(77)
    assert sum(hatches.widths((0, 0), 0, 77)) == 0


def test_hatches_are_told_apart_in_black_and_white() -> None:
    """Six fields, photographed at 150 dpi and cut to black and white: no two have the same pattern."""
    document = Document("arsir")
    sheet = document.start_page(F4)
    for kind in range(1, 7):
        hatches.fill(sheet, 20 * kind, 50, 14, 14, kind)
    document.end_page()
    picture = pages.rendered(document.pdf(), 150)
    dot = 150 / 25.4
    fields = [
        picture.crop((int((20 * k + 2) * dot), int(52 * dot), int((20 * k + 12) * dot), int(62 * dot)))
        for k in range(1, 7)
    ]
    assert all(
        pages.differences(one, other) > 0.08 for i, one in enumerate(fields) for other in fields[i + 1 :]
    )


def test_minutes_with_a_wrong_difference_are_told() -> None:
    """A difference that is not counted less book, one without a reason, and a wrong total."""
    minutes = sheets.count_minutes(2)
    first, second = minutes.rows
    wrong = (replace(first, difference=5), replace(second, note=""))
    assert check_sums(replace(minutes, rows=wrong, value=7)) == (
        "Kain katun biru tua: selisih 5, terhitung 0",
        "Kain katun biru tua: selisih tanpa keterangan",
        "Tali karet: selisih tanpa keterangan",
        "Nilai selisih: 7, baris berjumlah -600",
    )


def test_a_trail_that_loses_pieces_is_told() -> None:
    """What passes through a column of the picture must be what the table says."""
    sheet = sheets.trail(2)
    lost = replace(sheet, boxes=sheet.boxes[:-1])
    assert check_sums(lost) == ("5. Penerima: 0, baris berjumlah 170",)


@pytest.mark.parametrize("count", [1, 5, 8, 200])
def test_the_picture_of_a_trail_keeps_its_height(count: int) -> None:
    """Boxes of a column lie under each other inside the picture, none lower than 5,2 mm."""
    sheet = sheets.trail(count)
    high = flow_picture.height_of(sheet.boxes)
    assert high == 53 if count <= 5 else high > 53
    _scale, places = flow_picture.placed(sheet.boxes, 40)
    for column in range(5):
        inside = [p for box, p in zip(sheet.boxes, places, strict=True) if box.column == column]
        assert inside[0][0] >= 40 - 0.01
        assert inside[-1][0] + inside[-1][1] <= 40 + high + 0.01
        assert all(tall >= 5.2 for _y, tall in inside)
        assert all(a + tall < b for (a, tall), (b, _) in pairwise(inside))


def test_twenty_people_sign_on_one_page() -> None:
    """As the design has it: five days, twenty rows, both signatures."""
    pdf = pdf_of(people_sheets.attendance_list(), samples.PICTURES)
    (text,) = pages.texts(pdf)
    assert "Senin 03-08-2020" in text
    assert text.count(" 20 20") >= 1  # the row's number stands small in each of its cells


def test_long_trainings_take_a_sheet_a_week() -> None:
    """Twelve days over two weeks: each sheet has its own days, its sums and its signatures."""
    paper = people_sheets.attendance_list(20, 12)
    read = pages.texts(pdf_of(paper, samples.PICTURES))
    assert len(read) == 2
    assert all("Jumlah hadir" in text and "NIP 19720099" in text for text in read)
    assert "Sabtu 08-08-2020" in read[0]
    assert "Senin 10-08-2020" not in read[0]
    assert [len(week) for week in weeks(paper.days)] == [7, 5]


def test_a_filled_list_counts_who_was_present() -> None:
    """Letters in the cells, the number present under each day; a wrong one is told."""
    paper = people_sheets.attendance_list(9, 2, filled=True)
    assert paper.present == (8, 8)
    assert "Jumlah hadir 8 8" in pages.text_of(pdf_of(paper, samples.PICTURES))
    assert check_sums(replace(paper, present=(8, 9))) == ("Hadir 04-08-2020: 9, baris berjumlah 8",)


def test_a_book_is_two_pages_or_one_sheet_of_a4() -> None:
    """Cover and inside; two up, both lie side by side on A4 with the same words, fonts embedded."""
    book = people_sheets.participant_book()
    single = pages.texts(pdf_of(book, samples.PICTURES))
    assert len(single) == 2
    assert "Yang perlu diketahui peserta" in single[0]
    assert all(f"{letter}. " in single[1] for letter in "ABC")
    pdf = pdf_of(replace(book, two_up=True), samples.PICTURES)
    (page,) = pages.read(pdf)
    assert (round(page.width), round(page.height)) == (297, 210)
    words = " ".join(page.text.split())
    assert "Halaman 1 dari 2" in words
    assert "Halaman 2 dari 2" in words
    assert pages.overlaps(page) == []
    assert pages.unembedded_fonts(pdf) == []


def test_what_she_holds_must_follow_from_the_rows() -> None:
    """A wrong balance, a wrong sum of pieces and of money are each told."""
    book = people_sheets.participant_book()
    wrong = replace(book, materials=(replace(book.materials[0], total=1), *book.materials[1:]), gross=1)
    assert check_sums(wrong) == (
        "Masih dipegang Kain: 1, baris berjumlah 500",
        "Bruto: 1, baris berjumlah 485000",
    )


def test_wrong_payouts_are_told() -> None:
    """Days times rate, and each total."""
    paper = people_sheets.payout_list(1)
    wrong = replace(paper, rows=(replace(paper.rows[0], gross=1),))
    assert check_sums(wrong) == (
        "Adelina Contoh: 1 dan 522500, hari kali tarif 550000",
        "Jumlah bruto: 550000, baris berjumlah 1",
    )
