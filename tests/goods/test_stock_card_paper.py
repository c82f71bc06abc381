"""The printed card is the card on screen: the same rows, with letters and parties as papers name them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.goods.card import stock_card
from ikm_desktop.goods.reversal import reverse
from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports import issuing, sheets
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk

CARD_DAY = date(2020, 8, 30)


class CardDesk(Desk):
    """A desk with cloth of two prices, of which a kit takes both, and a return taken back the same day."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cloth = things.a_material(self.office, "Kain katun")
        self.buy((self.cloth, 10, 1_000), (self.cloth, 10, 3_000))
        self.supply(self.ani, {self.cloth: 15})
        reverse(self.office, voucher=self.back(self.ani, (self.cloth, 2)), reason="salah catat")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CardDesk]:
    """The desk of these tests."""
    found = CardDesk(tmp_path_factory.mktemp("kartu"))
    yield found
    found.office.close()


@pytest.fixture(scope="module")
def printed(desk: CardDesk) -> c.StockCardSheet:
    """What the card's paper says."""
    item = desk.cloth
    paper = sheets.stock_card(desk.office, item=item, place=desk.store, letter_date=CARD_DAY)
    with desk.office.reading() as connection:
        content = issuing.GATHERERS["KP"](connection, read_paper(connection, paper), version=1, draft=False)
    assert isinstance(content, c.StockCardSheet)
    return content


def test_the_paper_has_the_rows_of_the_screen(desk: CardDesk, printed: c.StockCardSheet) -> None:
    """Quantities, values and balances are those of the query, the opening balance before them."""
    with desk.office.reading() as connection:
        card = stock_card(connection, item=desk.cloth, place=desk.store, last_day=CARD_DAY)
    shown = [(r.came or 0, r.went or 0, r.value_in or 0, r.value_out or 0) for r in printed.rows[1:]]
    of_query = [(0, 0, 0, 0) if r.struck else (r.came, r.went, r.value_in, r.value_out) for r in card.rows]
    assert shown == of_query
    assert [(r.quantity, r.value) for r in printed.rows[1:]] == [(r.quantity, r.value) for r in card.rows]
    assert (printed.came, printed.went) == (card.came.quantity, card.went.quantity)
    assert (printed.value_in, printed.value_out) == (card.came.value, card.went.value)
    assert check_sums(printed) == ()


def test_two_prices_take_two_rows_and_what_was_taken_back_moves_nothing(printed: c.StockCardSheet) -> None:
    """The second price names no letter again; the reversed return stays readable."""
    parties = [row.party for row in printed.rows]
    assert parties[:5] == [
        "Saldo awal",
        "Toko CONTOH (penyedia)",
        "Toko CONTOH (penyedia)",
        "Ani CONTOH",
        "lanjutan, lapisan harga berikutnya",
    ]
    assert parties[5] == "Pengembalian dari Ani CONTOH, dibalik pada hari yang sama"
    assert (printed.rows[4].day, printed.rows[4].basis) == (None, "")
    assert [row.price for row in printed.rows[3:5]] == [100_000, 300_000]  # a metre


def test_looking_again_opens_the_same_draft(desk: CardDesk) -> None:
    """One line in the register however often one looks; issued, it stays and the next look is a new one."""

    def look(last_day: date) -> int:
        return sheets.stock_card(desk.office, item=desk.cloth, first_day=date(2020, 8, 1), last_day=last_day)

    first = look(DAY)
    assert look(DAY) == first
    assert look(CARD_DAY) != first
    assert "DRAF" in pages.text_of(issuing.preview(desk.office, paper=first))
    issuing.issue(desk.office, papers=[first])
    assert look(DAY) != first
    with desk.office.reading() as connection:
        row = read_paper(connection, first)
    assert (row.kind, row.number, row.letter_date) == ("KP", None, DAY)
    assert row.subject == "Kartu persediaan Kain katun, 1 s.d. 24 Agustus 2020"
