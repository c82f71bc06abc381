"""The form of numbers: writing, leaving blank, reading what was typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ikm_desktop.errors import FieldInvalid, FieldMissing, Negative
from ikm_desktop.papers.patterns import BLANK_ROOM, Pattern, wrong_with

LETTER = Pattern("{kode}/{urut}/{unit}/{romawi}/{tahun}", "530", "DPP")
CERTIFICATE = Pattern("{urut:03}/{kode}/{unit}/{romawi}/{tahun}", "SERT", "DPP-IKM")
RECEIPT = Pattern("{urut:05}/{kode}/{tahun}", "UP")
AUGUST = date(2020, 8, 24)

fixed = st.text("/-. ABCdef", min_size=1, max_size=3)
codes = st.text("ABCXYZ0123456789-", min_size=1, max_size=6)
days = st.dates(date(1990, 1, 1), date(2200, 12, 31))


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """Draw a pattern that can be used: places in any order with fixed text between them."""
    width = draw(st.sampled_from(["", ":03", ":05"]))
    places = ["{urut" + width + "}", "{tahun}"]
    places += draw(st.lists(st.sampled_from(["{kode}", "{unit}", "{romawi}", "{bulan}"]), unique=True))
    text = draw(st.sampled_from(["", "No. "]))
    for place in draw(st.permutations(places)):
        text += place + draw(st.sampled_from(["/", "-", ".", " / "]))
    text = text.rstrip(" ")
    assume(len(text) <= 60)  # longer ones are refused, which has its own test
    return Pattern(text, draw(codes), draw(codes))


def test_numbers_are_written_as_on_the_office_s_papers() -> None:
    """Letters, certificates and receipts each in their own form."""
    assert LETTER.number(123, AUGUST) == "530/123/DPP/VIII/2020"
    assert CERTIFICATE.number(14, AUGUST) == "014/SERT/DPP-IKM/VIII/2020"
    assert RECEIPT.number(187, AUGUST) == "00187/UP/2020"


def test_a_blank_number_keeps_the_fixed_parts_and_room_for_six_digits() -> None:
    """The room does not break and does not shrink: it is made of no-break spaces."""
    assert LETTER.blank(AUGUST) == f"530/{BLANK_ROOM}/DPP/VIII/2020"
    assert BLANK_ROOM == "\u00a0" * 6


@pytest.mark.parametrize(
    "typed", ["", "  ", "530/      /DPP/VIII/2020", "530/____/DPP/VIII/2020", "530/.../dpp/viii/2020"]
)
def test_an_untouched_field_means_blank(typed: str) -> None:
    """Nothing, or the blank form as it was offered, leaves the number open."""
    assert LETTER.read(typed, AUGUST).number == ""


@pytest.mark.parametrize(
    ("typed", "number", "sequence"),
    [
        ("123", "530/123/DPP/VIII/2020", 123),
        ("0123", "530/123/DPP/VIII/2020", 123),
        (" 530 / 123/DPP/ VIII/2020 ", "530/123/DPP/VIII/2020", 123),
        ("800/123/DPP/IX/2020", "800/123/DPP/IX/2020", 123),
        ("530/123/DPP.2/VIII/2020", "530/123/DPP.2/VIII/2020", 123),
        ("123.a", "530/123.a/DPP/VIII/2020", None),
        ("B-77/Setda", "B-77/Setda", None),
    ],
)
def test_typed_numbers(typed: str, number: str, sequence: int | None) -> None:
    """The sequence alone, the whole number, one put in between, or another office's form."""
    read = LETTER.read(typed, AUGUST)
    assert (read.number, read.sequence) == (number, sequence)


@pytest.mark.parametrize("typed", ["0", "-5", "\u22125"])
def test_a_number_starts_at_one(typed: str) -> None:
    """Zero and less are no numbers."""
    with pytest.raises(Negative):
        LETTER.read(typed, AUGUST)


@pytest.mark.parametrize("typed", ["530/12/DPP/VIII/2021", "1234567890", "x" * 61])
def test_what_cannot_be_a_number(typed: str) -> None:
    """The year of another register, ten digits, and texts too long for a line are refused."""
    with pytest.raises(FieldInvalid):
        LETTER.read(typed, AUGUST)


@given(patterns(), st.integers(1, 999_999_999), days)
def test_what_is_written_is_read_back(pattern: Pattern, sequence: int, day: date) -> None:
    """Every usable pattern reads its own numbers, and its blank form as blank."""
    assert wrong_with(pattern) == []
    number = pattern.number(sequence, day)
    if len(number) <= 60:
        read = pattern.read(number, day)
        assert (read.number, read.sequence) == (number, sequence)
    assert pattern.read(pattern.blank(day), day).number == ""


@given(patterns(), st.integers(1, 99_999), st.integers(1, 99_999), days, days)
def test_no_two_papers_of_a_year_get_the_same_text(
    pattern: Pattern, one: int, other: int, day: date, later: date
) -> None:
    """Different places in the register, or different years, are different numbers."""
    later = later.replace(year=day.year, day=1) if later.day > 15 else later
    if (one, day.year) != (other, later.year):
        assert pattern.number(one, day) != pattern.number(other, later)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("530/DPP/{tahun}", "tepat satu kali"),
        ("{urut}/{urut}/{tahun}", "tepat satu kali"),
        ("530/{urut}/DPP", "{tahun}"),
        ("{nomor}/{urut}/{tahun}", "{nomor}"),
        ("{urut}{tahun}", "mengapit"),
        ("5{urut}/{tahun}", "mengapit"),
        ("{urut}/{tahun", "kurung"),
        ("{urut}/{tahun}/" + "x" * 60, "panjang"),
    ],
)
def test_patterns_that_would_spoil_the_register(text: str, complaint: str) -> None:
    """Each is refused with what is wrong."""
    assert any(complaint in reason.sentence for reason in wrong_with(Pattern(text)))


def test_a_pattern_needs_what_it_names() -> None:
    """A code and a unit that the pattern names must be filled, and hold no braces."""
    found = wrong_with(Pattern("{kode}/{urut}/{unit}/{tahun}", "", "{x}"))
    assert [type(reason) for reason in found] == [FieldMissing, FieldInvalid]


def test_a_short_year_and_a_place_named_twice_are_read_back() -> None:
    """The short year stands for the letter's century; what comes twice is read once."""
    pattern = Pattern("{thn}/{urut}/{thn}")
    assert pattern.number(7, AUGUST) == "20/7/20"
    assert pattern.read("20/7/20", AUGUST).sequence == 7
    with pytest.raises(FieldInvalid):
        pattern.read("21/7/21", AUGUST)
