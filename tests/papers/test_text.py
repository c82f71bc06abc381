"""Running text and what typefaces can print."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ikm_desktop.papers import fonts
from ikm_desktop.papers.bast import bast_pdf
from ikm_desktop.papers.fonts import BOLD, BONUM, NO_BREAK, SANS
from ikm_desktop.papers.text import broken, emphasised, plain, tied
from tests.papers import pages, samples, stretched


@given(st.text(min_size=0, max_size=300), st.floats(5, 170))
def test_lines_never_leave_the_room(text: str, room: float) -> None:
    """Whatever is typed, each line fits, and no letter that can be printed is lost."""
    lines = broken(plain(text), 11, room)
    for line in lines:
        assert line.width <= room + 1e-6 or len(line.text) <= 1
    joined = "".join(line.text for line in lines)
    wanted = fonts.printable(text.replace("\r", ""))
    assert joined.replace(" ", "") == wanted.replace(" ", "")


def test_only_double_stars_are_markup() -> None:
    """Tags, ampersands and masked numbers are letters; words between ** are bold."""
    pieces = emphasised("dan **tidak diperjualbelikan** <b>ini</b> A & B 5371**********01")
    assert [piece.text for piece in pieces if piece.font == BOLD] == ["tidak diperjualbelikan"]
    assert pieces[-1].text == " <b>ini</b> A & B 5371**********01"


def test_what_belongs_together_does_not_break() -> None:
    """Parties, numbers, counts and dates hold together; a blank number keeps its room."""
    text = tied("PIHAK KEDUA menerima 80 buah, Nomor: 530/1 tanggal 7 Agustus 2020, 530/   /DPP")
    assert text == ("PIHAK_KEDUA menerima 80_buah, Nomor:_530/1 tanggal 7_Agustus_2020, 530/___/DPP").replace(
        "_", NO_BREAK
    )


def test_letters_without_a_glyph_are_told() -> None:
    """They print as "?", and the report names each once; Rote and Sabu letters print as typed."""
    assert fonts.printable("Ɓora ɗe’i ʼ") == "Ɓora ɗe’i ʼ"
    assert fonts.printable("漢 a\tb\x07") == "? a b"
    assert fonts.unprintable(["漢字 漢", "Ɓora"]) == ("漢", "字")


def test_a_name_that_bonum_lacks_is_set_in_sans_whole() -> None:
    """Better another face than one strange letter."""
    assert fonts.able(BONUM, "Maria Goreti") == BONUM
    assert fonts.able(BONUM, "Ɓora") == BOLD
    assert fonts.able(SANS, "漢") == SANS


def test_names_print_as_typed() -> None:
    """Apostrophes, ampersands, tags and letters of Rote and Sabu come back from the page."""
    for name in (*stretched.ODD_NAMES, stretched.LONG_NAME):
        text = pages.text_of(bast_pdf(stretched.handover(1, name=name), samples.PICTURES))
        assert name in text


def test_a_number_that_fits_is_not_shrunk() -> None:
    """Shrinking starts where the room ends."""
    assert fonts.fitted("12", SANS, 11, 100) == 11
    small = fonts.fitted("Nama yang panjang sekali", SANS, 11, 20)
    assert abs(fonts.width("Nama yang panjang sekali", SANS, small) - 20) < 1e-6


def test_the_fast_measuring_is_installed() -> None:
    """Without rl_accel everything is drawn at half the speed, and ReportLab does not say so."""
    import _rl_accel

    assert _rl_accel.version
