"""Numbers as an office really writes them: put between, slipped, late, void, out of order, in a new form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.errors import FieldInvalid, Negative, Notice, NumberJumps, NumberTaken, WrongState
from ikm_desktop.office.book import Office
from ikm_desktop.papers.archive import issue
from ikm_desktop.papers.gaps import explain_gap, gaps
from ikm_desktop.papers.numbers import (
    BLANK,
    NEXT,
    WantedNumber,
    change_paper,
    fill_number,
    refuse_jump,
    refuse_jump_in,
    void_number,
)
from ikm_desktop.papers.patterns import Pattern, reads_as
from ikm_desktop.papers.register import GapRow, register
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.papers.series import kinds_of, save_series
from tests.papers.some_book import AUGUST, a_book, a_paper, paper

LETTER = Pattern("{kode}/{urut:03}/{unit}/{romawi}/{tahun}", "530", "DPP")
FIRST, LAST = date(2020, 8, 1), date(2020, 8, 31)
SEPTEMBER, DECEMBER = date(2020, 9, 2), date(2020, 12, 30)
NEW_YEAR = date(2021, 1, 4)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An empty book of 24 August 2020."""
    return a_book(tmp_path)


def void(office: Office, row: PaperRow, reason: str = "salah ketik") -> None:
    """Make a paper void."""
    with office.act("coba") as act:
        void_number(act, row.id, reason)


def print_once(office: Office, row: PaperRow) -> None:
    """Issue a version of a paper."""
    with office.act("coba") as act:
        issue(act, row.id, content_json="{}", pdf=b"%PDF-1", pages=1, changed="nomor")


def fill(office: Office, row: PaperRow, wanted: WantedNumber) -> tuple[str | None, list[str]]:
    """Fill a number; return it as printed and the codes of what the clerk is told."""
    done = fill_number(office, paper=row.id, wanted=wanted)
    return paper(office, row.id).number, codes(done.notices)


def codes(notices: tuple[Notice, ...] | list[Notice]) -> list[str]:
    """Return the codes of notices."""
    return [notice.code for notice in notices]


def move(office: Office, row: PaperRow, day: date) -> str | None:
    """Give a paper another letter date; return its number."""
    with office.act("coba") as act:
        return change_paper(act, row.id, letter_date=day).number


@pytest.mark.parametrize(
    ("typed", "number", "sequence"),
    [
        ("045a", "530/045a/DPP/VIII/2020", None),
        ("45 A", "530/45 A/DPP/VIII/2020", None),
        ("45 bis", "530/45 bis/DPP/VIII/2020", None),
        ("45-1", "530/45-1/DPP/VIII/2020", None),
        ("45.01", "530/45.01/DPP/VIII/2020", None),
        ("530/045a/DPP/VIII/2020", "530/045a/DPP/VIII/2020", None),
        ("530/045/DPP/VII/2020", "530/045/DPP/VII/2020", 45),
        ("530/45/DPP/VIII/2020", "530/45/DPP/VIII/2020", 45),
        ("530/045/dpp/viii/2020", "530/045/dpp/viii/2020", 45),
        ("٤٥", "530/045/DPP/VIII/2020", 45),
        ("１２", "530/012/DPP/VIII/2020", 12),
        ("045\u200b", "530/045/DPP/VIII/2020", 45),
        ("530/045\n/DPP/VIII/2020", "530/045/DPP/VIII/2020", 45),
        ("530/\t/DPP/VIII/2020", "", None),
        ("530/......../DPP/VIII/2020", "", None),
        ("1.234", "1.234", None),
        ("420/B/2020", "420/B/2020", None),
    ],
)
def test_what_is_typed_is_read_as_an_office_means_it(typed: str, number: str, sequence: int | None) -> None:
    """A letter or a part behind the number has no place; other months, capitals and digits keep theirs."""
    read = LETTER.read(typed, AUGUST)
    assert (read.number, read.sequence) == (number, sequence)


@pytest.mark.parametrize("typed", ["530/045a/DPP/VIII/2019", "530/045/DPP/VIII/2021", "530/0/DPP/VIII/2020"])
def test_another_year_and_nought_are_refused_in_every_form(typed: str) -> None:
    """A number put between belongs to the year of its letter as any other."""
    with pytest.raises((FieldInvalid, Negative)):
        LETTER.read(typed, AUGUST)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("530/045a/DPP", "530/45A/dpp", True),
        ("530/045.a/DPP", "530/045 a/DPP", True),
        ("530/045a/DPP", "530/045b/DPP", False),
        ("530/045a/DPP", "530/450a/DPP", False),
        ("530/045a/DPP.2", "530/045a/DPP2", False),
    ],
)
def test_what_reads_the_same(one: str, other: str, *, same: bool) -> None:
    """Capitals, blanks, dots before a letter and leading zeros make no other number."""
    assert (reads_as(one) == reads_as(other)) is same


@pytest.mark.parametrize(
    ("number", "moved"),
    [
        ("530/045/DPP/VIII/2020", "530/045/DPP/IX/2020"),
        ("530/045a/DPP/VIII/2020", "530/045a/DPP/IX/2020"),
        ("530/45-1/DPP/VIII/2020", "530/45-1/DPP/IX/2020"),
        ("530/045/DPP/VII/2020", "530/045/DPP/VII/2020"),
        ("800/045/DPP/VIII/2020", "800/045/DPP/VIII/2020"),
        ("B-77/Setda", "B-77/Setda"),
    ],
)
def test_only_what_the_pattern_wrote_follows_the_month(number: str, moved: str) -> None:
    """What was typed in another form stays as typed."""
    assert LETTER.moved(number, AUGUST, SEPTEMBER) == moved


@pytest.mark.parametrize("again", ["045a", "45A", "045 a", "045.a", "530/45a/DPP/VIII/2020"])
def test_a_number_put_between_is_given_once(office: Office, again: str) -> None:
    """However it is written the second time; the paper that has it is named."""
    first = a_paper(office, "045a")
    with pytest.raises(NumberTaken, match="Nomor 530/045a/DPP/VIII/2020 sudah dipakai BAST") as refused:
        a_paper(office, again)
    assert refused.value.paper == first.ref()


def test_a_number_put_between_leaves_its_place_free(office: Office) -> None:
    """045 and 045b, the same in another series and in another year are other numbers."""
    a_paper(office, 44)
    a_paper(office, "045a")
    for given in (
        a_paper(office),
        a_paper(office, "045b"),
        a_paper(office, "045a", series="KUI-UP"),
        a_paper(office, "045a", day=NEW_YEAR),
    ):
        assert given.number is not None
    assert paper(office, 3).number == "530/045/DPP/VIII/2020"


def test_other_series_share_no_numbers_and_no_gaps(office: Office) -> None:
    """Two papers of one number in two series are both found; a hole in one is none in the other."""
    for series in ("KUI-UP", "KUI-LS"):
        a_paper(office, 7, series=series, kind=series)
    a_paper(office, 9, series="KUI-UP", kind="KUI-UP")
    with office.reading() as connection:
        found = register(connection, year=2020, search="00007")
        assert len(found) == 2
        assert [(gap.series, gap.numbers) for gap in gaps(connection)] == [("KUI-UP", "8")]


def test_kinds_share_a_series_or_have_their_own(office: Office) -> None:
    """Three kinds of letter count together; one that gets a series of its own starts at 1 beside them."""
    shared = [a_paper(office, kind=kind).sequence for kind in ("BAST-L", "TTB", "BAP")]
    own_series(office, {"BAP"})
    own = [a_paper(office, kind="BAP").number for _ in range(2)]
    assert (shared, own) == ([1, 2, 3], ["1/BAP/2020", "2/BAP/2020"])
    assert a_paper(office, kind="TTB").sequence == 4


def own_series(office: Office, kinds: set[str], *, code: str = "BAP") -> None:
    """Let a series number these kinds."""
    save_series(
        office, code=code, name="Pemeriksaan", pattern="{urut}/{kode}/{tahun}", key="BAP", kinds=kinds
    )


def test_a_kind_goes_back_to_its_usual_series(office: Office) -> None:
    """Taken out of the other one; its papers there keep their numbers, and a kind always has a series."""
    own_series(office, {"BAP", "KUI-LS"})
    first = a_paper(office, kind="BAP")
    own_series(office, set())
    assert (a_paper(office, kind="BAP").series, paper(office, first.id).number) == ("SURAT", "1/BAP/2020")
    assert a_paper(office, kind="KUI-LS", series="KUI-LS").series == "KUI-LS"
    save_series(office, code="SURAT", name="Surat", pattern=LETTER.text, key="530", unit="DPP", kinds=[])
    with office.reading() as connection:
        assert "BAP" in kinds_of(connection, "SURAT")


def test_both_kinds_of_kuitansi_may_share_a_register(office: Office) -> None:
    """P4: on one series they never share a number; a list under a kuitansi's number asks none."""
    save_series(
        office, code="KUI-UP", name="Kuitansi", pattern="{urut:05}/{tahun}", kinds={"KUI-UP", "KUI-LS"}
    )
    numbers = [a_paper(office, kind=kind, series=kind).number for kind in ("KUI-UP", "KUI-LS", "KUI-UP")]
    assert numbers == ["00001/2020", "00002/2020", "00003/2020"]
    with pytest.raises(NumberTaken):
        a_paper(office, 2, kind="KUI-LS", series="KUI-LS")
    assert a_paper(office, "7", kind="NOM", series=None).series is None


def test_a_late_letter_continues_its_own_year(office: Office) -> None:
    """A December letter written in January takes December's next number and is judged by its register."""
    a_paper(office, 354, day=DECEMBER)
    assert a_paper(office, day=NEW_YEAR).number == "530/001/DPP/I/2021"
    assert a_paper(office, day=DECEMBER).number == "530/355/DPP/XII/2020"
    with office.reading() as connection, pytest.raises(NumberJumps, match="dari 355 ke 2"):
        refuse_jump_in(connection, "SURAT", DECEMBER, 2)
    with pytest.raises(FieldInvalid, match="memakai tahun 2021"):
        a_paper(office, "530/002/DPP/XII/2021", day=DECEMBER)


def test_a_later_year_begins_with_one(office: Office) -> None:
    """A first number that is not 1 passes over those before it: it is asked about, and they are gaps."""
    a_paper(office, 354)
    with office.reading() as connection:
        with pytest.raises(NumberJumps, match="Nomor melompat dari 0 ke 45"):
            refuse_jump_in(connection, "SURAT", NEW_YEAR, 45)
        refuse_jump_in(connection, "SURAT", NEW_YEAR, 1)
        refuse_jump_in(connection, "SURAT", NEW_YEAR, NEXT)
    a_paper(office, 2, day=NEW_YEAR)
    with office.reading() as connection:
        assert [gap.numbers for gap in gaps(connection, year=2021)] == ["1"]


def test_a_first_year_begins_where_the_office_stood(office: Office) -> None:
    """Nothing is asked: the office counted in its agenda before."""
    with office.reading() as connection:
        refuse_jump_in(connection, "SURAT", AUGUST, 354)


def test_a_void_number_is_passed_and_never_given_again(office: Office) -> None:
    """Typed, filled and as the next number; the refusal says that it was made void."""
    a_paper(office, 45)
    void(office, a_paper(office, 46))
    blank = a_paper(office, BLANK)
    with pytest.raises(NumberTaken, match=r"sudah dipakai BAST \(dibatalkan\)") as refused:
        a_paper(office, 46)
    assert refused.value.next_free == 47
    with pytest.raises(NumberTaken, match="dibatalkan"):
        fill_number(office, paper=blank.id, wanted="530/046/DPP/VIII/2020")
    assert a_paper(office).sequence == 47


def test_a_register_of_void_numbers_goes_on(office: Office) -> None:
    """It began at 500; the next is 501 though nothing valid is left."""
    void(office, a_paper(office, 500))
    assert a_paper(office).sequence == 501


def test_a_slip_far_ahead_made_void_does_not_carry_the_register_away(office: Office) -> None:
    """The next number follows the last valid one; the hole is told, and the void number is passed later."""
    a_paper(office, 44)
    void(office, a_paper(office, 450))
    void(office, a_paper(office, 45))
    with office.reading() as connection:
        refuse_jump_in(connection, "SURAT", AUGUST, 46)
        assert [gap.numbers for gap in gaps(connection)] == ["46 s.d. 449"]
    assert a_paper(office).sequence == 46
    a_paper(office, 449)
    assert a_paper(office).sequence == 451


def test_a_slip_that_was_not_printed_is_corrected_as_if_it_had_not_been(office: Office) -> None:
    """It counts neither for the next number nor for the jump; typing the same again changes nothing."""
    a_paper(office, 44)
    slip = a_paper(office, 450)
    assert fill(office, slip, 450) == ("530/450/DPP/VIII/2020", ["NumberJump"])
    with office.reading() as connection:
        refuse_jump(connection, slip.id, 45)
    assert fill(office, slip, 45) == ("530/045/DPP/VIII/2020", [])
    assert fill(office, slip, NEXT) == ("530/045/DPP/VIII/2020", [])


def test_a_slip_beside_void_numbers_is_corrected(office: Office) -> None:
    """The paper's own number stands between a valid and a void one."""
    a_paper(office, 44)
    own = a_paper(office, 45)
    void(office, a_paper(office, 450))
    assert fill(office, own, NEXT) == ("530/045/DPP/VIII/2020", [])


def test_a_number_explained_as_used_elsewhere_is_told(office: Office) -> None:
    """It may be right after all; what stands in the register about it is shown."""
    a_paper(office, 1)
    a_paper(office, 5)
    explain_gap(office, series="SURAT", year=2020, first=2, last=4, reason="surat bidang lain")
    blank = a_paper(office, BLANK)
    number, told = fill(office, blank, 3)
    assert (number, "NumberExplained" in told) == ("530/003/DPP/VIII/2020", True)
    with office.reading() as connection:
        assert [gap.numbers for gap in gaps(connection)] == ["2", "4"]


@pytest.mark.parametrize(
    ("day", "wanted", "told"),
    [
        (FIRST, 46, ["NumberOutOfOrder"]),
        (LAST, 46, []),
        (AUGUST, 46, []),
        (SEPTEMBER, 43, ["NumberJump", "NumberOutOfOrder"]),
        (FIRST, 43, ["NumberJump"]),
        (FIRST, "45a", []),
    ],
)
def test_a_number_that_breaks_the_order_of_days_is_told(
    office: Office, day: date, wanted: int | str, told: list[str]
) -> None:
    """Filled in after signing: its neighbours' days show that number or date is wrong; it is taken anyway."""
    a_paper(office, 42, day=FIRST)
    a_paper(office, 45, day=AUGUST)
    blank = a_paper(office, BLANK, day=day)
    print_once(office, blank)
    number, said = fill(office, blank, wanted)
    assert number is not None
    assert said == told


def test_a_void_neighbour_keeps_its_day(office: Office) -> None:
    """What was made void was written that day all the same."""
    void(office, a_paper(office, 45, day=LAST))
    blank = a_paper(office, BLANK, day=FIRST)
    assert fill(office, blank, 46)[1] == ["NumberOutOfOrder"]


def test_a_number_filled_after_signing_leaves_the_issued_bytes(office: Office) -> None:
    """Printed blank, filled, then typed right; once a version bears it, it stays."""
    blank = a_paper(office, BLANK)
    print_once(office, blank)
    fill(office, blank, 45)
    assert fill(office, blank, 54)[0] == "530/054/DPP/VIII/2020"
    print_once(office, blank)
    with pytest.raises(WrongState, match="sudah terbit dengan nomor itu"):
        fill_number(office, paper=blank.id, wanted=45)


def test_a_void_paper_gets_no_number(office: Office) -> None:
    """A blank one that was made void waits for none."""
    blank = a_paper(office, BLANK)
    void(office, blank)
    with pytest.raises(WrongState, match="Dibatalkan"):
        fill_number(office, paper=blank.id, wanted=NEXT)
    with office.reading() as connection:
        assert register(connection, year=2020, blank_only=True) == []


def test_a_date_moved_to_another_month_takes_the_number_along(office: Office) -> None:
    """Also one put between; one that is printed or taken stays, and blank ones have nothing to move."""
    plain, between, printed = a_paper(office, 44), a_paper(office, "044a"), a_paper(office, 45)
    print_once(office, printed)
    assert move(office, plain, SEPTEMBER) == "530/044/DPP/IX/2020"
    assert move(office, between, SEPTEMBER) == "530/044a/DPP/IX/2020"
    assert move(office, printed, SEPTEMBER) == "530/045/DPP/VIII/2020"
    assert move(office, a_paper(office, BLANK), SEPTEMBER) is None
    with pytest.raises(FieldInvalid, match="bukan tahun nomor 530/044a/DPP/IX/2020"):
        move(office, between, NEW_YEAR)


def test_a_pattern_changed_in_the_middle_of_a_year(office: Office) -> None:
    """The register counts on; a text that a paper typed in the new form already is passed over."""
    a_paper(office, 5)
    save_series(office, code="SURAT", name="Surat", pattern="{urut}/DPP/{tahun}")
    a_paper(office, "530/007/DPP/VIII/2020")
    assert a_paper(office).number == "6/DPP/2020"
    save_series(office, code="SURAT", name="Surat", pattern=LETTER.text, key="530", unit="DPP")
    assert a_paper(office).number == "530/008/DPP/VIII/2020"
    with pytest.raises(NumberTaken):
        a_paper(office, 5)
    with pytest.raises(NumberTaken):
        a_paper(office, "6/DPP/2020")


def test_a_blank_paper_follows_the_pattern_of_the_day_it_is_filled(office: Office) -> None:
    """Its fixed parts were never a number."""
    blank = a_paper(office, BLANK)
    save_series(office, code="SURAT", name="Surat", pattern="{urut}/DPP/{tahun}")
    assert paper(office, blank.id).number_text == "\N{NO-BREAK SPACE}" * 6 + "/DPP/2020"
    assert fill(office, blank, NEXT)[0] == "1/DPP/2020"


def test_the_last_number_there_is(office: Office) -> None:
    """After nine nines nothing follows; a second one is refused by name, without a next one."""
    a_paper(office, 999_999_999)
    with pytest.raises(NumberTaken) as refused:
        a_paper(office, 999_999_999)
    assert refused.value.next_free is None
    with pytest.raises(FieldInvalid, match="terlalu besar"):
        a_paper(office)


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2201, 1, 1), date(202, 8, 24)])
def test_a_year_no_register_has(office: Office, day: date) -> None:
    """A slip in the year is told, not a fault of the file."""
    with pytest.raises(FieldInvalid, match="di luar tahun 1990 sampai 2200"):
        a_paper(office, day=day)


def test_a_gap_is_explained_once_and_its_number_found_later(office: Office) -> None:
    """Explained whole; a paper that turns up takes its number out of it, in the register too."""
    a_paper(office, 1)
    a_paper(office, 4)
    explain_gap(office, series="SURAT", year=2020, first=2, last=3, reason="rusak")
    a_paper(office, 3)
    with office.reading() as connection:
        lines = [row.gap for row in register(connection, year=2020) if isinstance(row, GapRow)]
    assert [(gap.numbers, gap.reason) for gap in lines] == [("2", "rusak")]
