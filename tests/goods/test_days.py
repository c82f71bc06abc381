"""A late entry tells what it changes; what was printed stays."""

from __future__ import annotations

from datetime import timedelta

from ikm_desktop.amounts import PIECE
from ikm_desktop.goods.opening import OpeningLine, open_balances
from ikm_desktop.reports import issuing, sheets
from tests.factories import things
from tests.scenarios.desk import DAY, Desk

YESTERDAY = DAY - timedelta(1)


def test_a_late_entry_names_balances_and_the_papers_of_later_days(desk: Desk) -> None:
    """B10: only issued papers, only of later days, only of the same goods at the same place."""
    cloth, thread = (things.a_material(desk.office, name, unit=PIECE) for name in ("Kain", "Benang"))
    desk.buy((cloth, 10, 100), (thread, 10, 100), day=YESTERDAY - timedelta(3))
    letters = [
        desk.prepare_gift((cloth, 1), day=DAY),
        desk.prepare_gift((cloth, 1), day=DAY),
        desk.prepare_gift((thread, 1), day=DAY),
        desk.prepare_gift((cloth, 1), day=YESTERDAY - timedelta(1)),
    ]
    for letter in letters[:1] + letters[2:]:
        issuing.issue(desk.office, papers=letter.papers)
    for letter in letters[:3]:
        desk.sign(letter)
    desk.sign(letters[3], day=YESTERDAY)
    first = issuing.preview(desk.office, paper=letters[0].papers[0])
    done = desk.checked(
        open_balances(desk.office, day=YESTERDAY, lines=[OpeningLine(desk.store, cloth, 2, 30)])
    )
    (notice,) = done.notices
    assert notice.code == "LateEntry"
    assert notice.values["changes"] == [{"place": desk.store, "item": cloth, "change": 2, "since": YESTERDAY}]
    assert notice.values["papers"] == list(letters[0].papers)
    assert "530/001/DPP/VIII/2020" in notice.text
    assert issuing.preview(desk.office, paper=letters[0].papers[0]) == first


def test_a_late_entry_names_the_reports_that_tell_its_day(desk: Desk) -> None:
    """A card issued up to that day or beyond, of this item; not one of another, nor one that ends before."""
    cloth, thread = (things.a_material(desk.office, name, unit=PIECE) for name in ("Kain", "Benang"))
    lines = [OpeningLine(desk.store, item, 5, 50) for item in (cloth, thread)]
    open_balances(desk.office, day=YESTERDAY - timedelta(9), lines=lines)
    cards = [
        sheets.stock_card(desk.office, item=item, last_day=last)
        for item, last in ((cloth, YESTERDAY), (thread, DAY), (cloth, YESTERDAY - timedelta(1)))
    ]
    proof = sheets.goods_balance(desk.office)
    issuing.issue(desk.office, papers=[*cards, proof])
    done = open_balances(desk.office, day=YESTERDAY, lines=[OpeningLine(desk.store, cloth, 2, 30)])
    (notice,) = done.notices
    assert notice.values["papers"] == [cards[0], proof]


def test_an_entry_of_today_tells_nothing(desk: Desk) -> None:
    """B7: today is fine; a day ahead is a warning."""
    cloth = things.a_material(desk.office, unit=PIECE)
    codes = []
    for ahead in (0, 1):
        day = DAY + timedelta(ahead)
        done = open_balances(desk.office, day=day, lines=[OpeningLine(desk.store, cloth, 2, 30)])
        codes.append([notice.code for notice in desk.checked(done).notices])
    assert codes == [[], ["FutureDay"]]
