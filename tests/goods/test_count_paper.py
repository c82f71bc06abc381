"""The minutes say what was counted, and the sheet for the hand leaves the room for it."""

from __future__ import annotations

import pytest

from ikm_desktop.goods.count_sheet import open_count
from ikm_desktop.goods.counts import post_count
from ikm_desktop.office.settings import Rules, save
from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports import issuing, sheets
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A store with three materials."""
    found = Desk(tmp_path_factory.mktemp("opname"))
    bought = [things.a_material(found.office, name) for name in ("Benang", "Jarum", "Kain")]
    found.buy(*((item, 10_000, 50_000) for item in bought))
    return found


def _printed(desk: Desk, paper: int) -> c.CountMinutes:
    with desk.office.reading() as connection:
        row = read_paper(connection, paper)
        content = issuing.GATHERERS[row.kind](connection, row, version=1, draft=False)
    assert isinstance(content, c.CountMinutes)
    return content


def test_the_sheet_for_the_hand_hides_the_book_where_it_is_set_blind(desk: Desk) -> None:
    """All goods of the place, no result; the book's figures as the office has set it."""
    paper = sheets.count_sheet(desk.office, place=desk.store)
    assert [(r.name, r.book, r.counted) for r in _printed(desk, paper).rows] == [
        ("Benang", 10_000, None),
        ("Jarum", 10_000, None),
        ("Kain", 10_000, None),
    ]
    save(desk.office, Rules(blind_count=True))
    assert {row.book for row in _printed(desk, paper).rows} == {None}
    assert "LEMBAR PENCACAHAN FISIK" in pages.text_of(issuing.preview(desk.office, paper=paper))


def test_the_minutes_say_what_was_counted(desk: Desk) -> None:
    """Less, more and equal with their values; what was not counted is left out; witnesses sign."""
    sheet = open_count(desk.office, place=desk.store, day=DAY)
    benang, jarum, _ = (line.item.id for line in sheet.lines)
    counted = sheet.counting({benang: 9_000, jarum: 10_000}, reasons={benang: "basah"})
    done = post_count(desk.office, sheet=counted, witnesses=[("SAKSI CONTOH", "Bendahara")])
    minutes = _printed(desk, done.papers[0])
    assert [(r.name, r.book, r.counted, r.difference, r.value, r.note) for r in minutes.rows] == [
        ("Benang", 10_000, 9_000, -1_000, -5_000, "Basah"),
        ("Jarum", 10_000, 10_000, 0, 0, ""),
    ]
    assert (minutes.value, minutes.witnesses[0].name) == (-5_000, "SAKSI CONTOH")
    assert check_sums(minutes) == ()
    text = pages.text_of(issuing.preview(desk.office, paper=done.papers[0]))
    assert "Senin, tanggal Dua Puluh Empat, bulan Agustus" in text
    assert "JUMLAH NILAI SELISIH (Rp) −5.000" in text
