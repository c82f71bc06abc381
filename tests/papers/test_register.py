"""The register as the clerk reads it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ikm_desktop.office.book import Office
from ikm_desktop.papers.archive import COPY, PRINT, issue, log_prints, print_again
from ikm_desktop.papers.gaps import explain_gap
from ikm_desktop.papers.numbers import BLANK, fill_number, void_number
from ikm_desktop.papers.register import GapRow, RegisterRow, State, paper_entry, register
from ikm_desktop.papers.scans import attach_scan
from ikm_desktop.papers.subjects import follow
from tests.papers.some_book import AUGUST, a_book, a_paper, add_prepared, add_vouchers


def lines(office: Office, **asked: Any) -> list[str]:  # noqa: ANN401 - handed on to the register
    """Return a year's register as short texts."""
    with office.reading() as connection:
        return [short(row) for row in register(connection, year=asked.pop("year", 2020), **asked)]


def short(row: RegisterRow | GapRow) -> str:
    """Write a line of the register."""
    if isinstance(row, GapRow):
        return f"{row.gap.numbers} {row.state.value}: {row.gap.reason}"
    return f"{row.paper.number or 'kosong'} {row.state.value}"


def issue_once(office: Office, paper: int) -> None:
    """Issue a paper."""
    with office.act("terbitkan") as act:
        issue(act, paper, content_json="{}", pdf=b"%PDF", pages=1, changed="nama")


def void(office: Office, paper: int) -> None:
    """Make a paper void."""
    with office.act("batal") as act:
        void_number(act, paper, "lembaga batal")


def a_full_book(folder: Path) -> Office:
    """A book with all that can stand in a register."""
    office = a_book(folder)
    a_paper(office, series=None, kind="KP", party="")
    a_paper(office, BLANK)
    for wanted in (121, 124, 122):
        a_paper(office, wanted)
    a_paper(office, series="KUI-UP", kind="KUI-UP", party="Ani CONTOH")
    issue_once(office, 3)
    void(office, 4)
    a_paper(office, day=date(2021, 1, 4))
    return office


def test_the_register_reads_in_the_order_of_its_numbers(tmp_path: Path) -> None:
    """Gaps stand between the papers, blank numbers after them, papers without a number last."""
    assert lines(a_full_book(tmp_path)) == [
        "00001/UP/2020 Draf",
        "530/121/DPP/VIII/2020 Terbit",
        "530/122/DPP/VIII/2020 Draf",
        "123 Terlewati: None",
        "530/124/DPP/VIII/2020 Dibatalkan",
        "kosong Draf",
        "kosong Draf",
    ]


def test_the_register_is_filtered(tmp_path: Path) -> None:
    """By year, series, kind, state, what is blank, and words; a filter on papers leaves the gaps out."""
    office = a_full_book(tmp_path)
    assert lines(office, year=2021) == ["530/001/DPP/I/2021 Draf"]
    assert len(lines(office, series="SURAT")) == 5
    assert lines(office, kind="KUI-UP") == ["00001/UP/2020 Draf"]
    assert lines(office, state=State.VOID) == ["530/124/DPP/VIII/2020 Dibatalkan"]
    assert lines(office, state=State.GAP) == ["123 Terlewati: None"]
    assert lines(office, blank_only=True) == ["kosong Draf"]
    assert lines(office, search="ani up/2020") == ["00001/UP/2020 Draf"]
    assert lines(office, search="100%") == []
    assert lines(office, batch=7) == []


def test_an_explained_gap_says_who_explained_it_and_when(tmp_path: Path) -> None:
    """As a void number does."""
    office = a_full_book(tmp_path)
    explain_gap(office, series="SURAT", year=2020, first=123, last=123, reason="undangan rapat")
    with office.reading() as connection:
        (gap,) = register(connection, year=2020, state=State.GAP)
        (gone,) = register(connection, year=2020, state=State.VOID)
    assert isinstance(gap, GapRow)
    assert (gap.gap.reason, gap.explained_by, gap.explained_on) == ("undangan rapat", "Rini CONTOH", AUGUST)
    assert isinstance(gone, RegisterRow)
    assert (gone.paper.reason, gone.ended_by, gone.ended_on) == ("lembaga batal", "Rini CONTOH", AUGUST)


def test_p8_a_paper_s_own_line_tells_all(tmp_path: Path) -> None:
    """Versions, prints, copies, who opened it, what it pictures, and why it is void."""
    office = a_book(tmp_path)
    add_vouchers(office, 7)
    add_prepared(office, 3, 4)
    one = a_paper(office, kind="TTB", vouchers=(7,), prepared=(3, 4))
    for _version in range(2):
        issue_once(office, one.id)
    for how in (PRINT, COPY, COPY):
        print_again(office, paper=one.id, how=how)
    print_again(office, paper=one.id, how=PRINT, version=1)
    void(office, one.id)
    with office.reading() as connection:
        row = paper_entry(connection, one.id)
        assert paper_entry(connection, 99) is None
    assert row is not None
    assert (row.kind, row.state, row.versions, row.printed, row.copies) == (
        "Tanda terima bahan",
        State.VOID,
        2,
        2,
        2,
    )
    assert (row.vouchers, row.prepared, row.enrolment) == ((7,), (3, 4), None)
    assert (row.entered_by, row.entered_on, row.issued_on) == ("Rini CONTOH", AUGUST, AUGUST)
    assert row.paper.reason == "lembaga batal"


def test_a_number_filled_later_takes_its_place(tmp_path: Path) -> None:
    """The line moves from the end of the register to where its number stands."""
    office = a_book(tmp_path)
    blank = a_paper(office, BLANK)
    a_paper(office, 2)
    a_paper(office, 3)
    fill_number(office, paper=blank.id, wanted=1)
    assert lines(office)[0] == "530/001/DPP/VIII/2020 Draf"


def test_the_register_asks_as_often_for_many_papers_as_for_few(tmp_path: Path) -> None:
    """A year's register costs a fixed number of statements."""
    office = a_full_book(tmp_path)
    asked: list[object] = []
    sa.event.listen(office.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    few = (lines(office), len(asked))[1]
    for _ in range(30):
        a_paper(office)
    asked.clear()
    lines(office)
    assert len(asked) == few


def test_a_printed_paper_is_out_until_it_comes_back(tmp_path: Path) -> None:
    """Printed to be signed: out since that day; its scan, or its posted vouchers, tell that it is back."""
    with a_book(tmp_path) as office:
        add_prepared(office, 1, 2)
        scanned = a_paper(office, prepared=[1]).id
        signed = a_paper(office, prepared=[2]).id
        for paper_id in (scanned, signed):
            with office.act("coba") as act:
                issue(act, paper_id, content_json="{}", pdf=b"%PDF", pages=1)
        assert not _row(office, scanned).is_out
        log_prints(office, papers=[scanned, signed])
        assert _row(office, scanned).days_out(date(2020, 8, 31)) == 7
        attach_scan(office, paper=scanned, content=b"%PDF CONTOH", name="a.pdf")
        add_vouchers(office, 5)
        with office.act("coba") as act:
            follow(act, 2, 5)
        for paper_id in (scanned, signed):
            row = _row(office, paper_id)
            assert (row.is_out, row.is_signed, row.days_out(AUGUST)) == (False, True, None)
        assert _row(office, scanned).scans == 1


def _row(office: Office, paper_id: int) -> RegisterRow:
    with office.reading() as connection:
        found = paper_entry(connection, paper_id)
    assert found is not None
    return found
