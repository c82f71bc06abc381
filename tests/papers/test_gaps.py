"""Numbers that a register passed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikm_desktop.errors import FieldInvalid, NumberTaken, ReasonMissing
from ikm_desktop.office.book import Office
from ikm_desktop.papers.gaps import Gap, _divided, explain_gap, gaps
from ikm_desktop.papers.numbers import BLANK, open_paper
from tests.papers.some_book import a_book, a_paper


def gaps_of(office: Office, year: int = 2020, series: str = "SURAT") -> list[tuple[str, str | None]]:
    """Return the gaps of a register as the clerk reads them."""
    with office.reading() as connection:
        return [(gap.numbers, gap.reason) for gap in gaps(connection, series=series, year=year)]


def explain(office: Office, first: int, last: int, reason: str = "surat lain dalam agenda") -> None:
    """Explain numbers of this year's letters."""
    explain_gap(office, series="SURAT", year=2020, first=first, last=last, reason=reason)


def test_gaps_are_runs(tmp_path: Path) -> None:
    """A jump by mistake is one gap, however wide; blank and void papers make none."""
    office = a_book(tmp_path)
    for wanted in (123, 124, 126, BLANK, 999_999_999):
        a_paper(office, wanted)
    assert gaps_of(office) == [("125", None), ("127 s.d. 999999998", None)]


def test_a_register_begins_where_the_book_began(tmp_path: Path) -> None:
    """In the first year with its first number; in later years with 1."""
    office = a_book(tmp_path)
    a_paper(office, 123)
    a_paper(office, 3, day=date(2021, 1, 5))
    a_paper(office, 3, day=date(2021, 1, 5), series="SERT")
    assert gaps_of(office) == []
    assert gaps_of(office, 2021) == [("1 s.d. 2", None)]
    assert gaps_of(office, 2021, "SERT") == []
    with office.reading() as connection:
        assert [(gap.series, gap.year) for gap in gaps(connection)] == [("SURAT", 2021)]


def test_a_gap_is_explained_whole_or_in_parts(tmp_path: Path) -> None:
    """Each part keeps its own reason, the rest stays open."""
    office = a_book(tmp_path)
    for wanted in (1, 10):
        a_paper(office, wanted)
    explain(office, 2, 4, "  surat  undangan ")
    explain(office, 9, 9, "rusak")
    assert gaps_of(office) == [("2 s.d. 4", "surat undangan"), ("5 s.d. 8", None), ("9", "rusak")]
    explain(office, 2, 4, "surat edaran")
    assert gaps_of(office)[0] == ("2 s.d. 4", "surat edaran")


def test_a_number_found_after_all_divides_its_explanation(tmp_path: Path) -> None:
    """The paper is listed, the reason stays for the others, and the clerk is told."""
    office = a_book(tmp_path)
    for wanted in (1, 10):
        a_paper(office, wanted)
    explain(office, 2, 9)
    with office.act("coba") as act:
        open_paper(act, kind="TTB", series="SURAT", letter_date=date(2020, 8, 24), subject="x", wanted=5)
        assert [notice.code for notice in act.notices] == ["NumberJump", "NumberExplained"]
    reason = "surat lain dalam agenda"
    assert gaps_of(office) == [("2 s.d. 4", reason), ("6 s.d. 9", reason)]


def test_what_is_no_gap_is_not_explained(tmp_path: Path) -> None:
    """A used number is named with its paper; numbers beyond the register and half explained ones refused."""
    office = a_book(tmp_path)
    for wanted in (1, 3, 9):
        a_paper(office, wanted)
    with pytest.raises(NumberTaken, match="530/003"):
        explain(office, 2, 4)
    with pytest.raises(FieldInvalid, match="bukan nomor yang terlewati"):
        explain(office, 10, 12)
    with pytest.raises(FieldInvalid):
        explain(office, 5, 4)
    with pytest.raises(ReasonMissing):
        explain(office, 2, 2, " ")
    explain(office, 4, 5)
    with pytest.raises(FieldInvalid, match="sebagian sudah dijelaskan"):
        explain(office, 4, 6)
    explain(office, 6, 8)
    assert all(reason for _numbers, reason in gaps_of(office)[1:])


@settings(max_examples=200)
@given(
    st.integers(1, 30),
    st.integers(1, 30),
    st.lists(st.tuples(st.integers(1, 40), st.integers(0, 5)), max_size=6),
)
def test_the_parts_of_a_hole_add_up(first: int, length: int, starts: list[tuple[int, int]]) -> None:
    """Every number of the hole is in exactly one part, explained exactly if a reason covers it."""
    hole, reasons, at = Gap("S", 2020, first, first + length - 1), [], 0
    for start, more in sorted(starts):
        if start > at:
            at = start + more
            reasons.append(Gap("S", 2020, start, at, "sebab", 1))
    parts = list(_divided(hole, reasons))
    covered = {n for one in reasons for n in range(one.first, one.last + 1)}
    numbers = [(n, part.reason is not None) for part in parts for n in range(part.first, part.last + 1)]
    assert numbers == [(n, n in covered) for n in range(first, first + length)]
