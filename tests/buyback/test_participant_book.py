"""The book says what the screens say: what she holds, what she made, what she was paid, what is open."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ikm_desktop.batches import roster
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.participants import people
from ikm_desktop.reports import issuing, sheets
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


class BookDesk(Desk):
    """Ani got cloth and thread, made masks twice (one receipt reversed), was paid once, gave thread back."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cloth, self.thread = (things.a_material(self.office, name) for name in ("Kain", "Benang"))
        self.mask = things.a_product(self.office, "Masker", price=5_000)
        self.buy((self.cloth, 20_000, 200_000), (self.thread, 9_000, 9_000))
        self.supply(self.ani, {self.cloth: 9_000, self.thread: 2_000})
        lines = []
        for delivered, rejected in ((4, 1), (2, 0), (3, 0)):
            line = DeliveryLine(
                self.mask,
                delivered,
                delivered - rejected,
                rejected,
                reason="noda" if rejected else "",
                materials={self.cloth: delivered * 1_000},
            )
            lines.append(self.receive(self.ani, line))
        self.pay(self.ani, *self.lines(lines[0]))
        self.reverse(lines[1])
        self.back(self.ani, (self.thread, 500))
        with self.office.reading() as connection:
            ani = people.person_at(connection, self.ani)
        assert ani is not None
        self.person = ani.id
        roster.enrol(self.office, batch=self.batch, people=[ani.id])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> BookDesk:
    """The desk of these tests."""
    return BookDesk(tmp_path_factory.mktemp("buku"))


@pytest.fixture(scope="module")
def printed(desk: BookDesk) -> c.ParticipantBook:
    """What Ani's book says."""
    paper = sheets.participant_book(desk.office, person=desk.person)
    with desk.office.reading() as connection:
        content = issuing.GATHERERS["BP"](connection, read_paper(connection, paper), version=1, draft=False)
    assert isinstance(content, c.ParticipantBook)
    return content


def test_the_books_of_a_batch_are_opened_at_once(desk: BookDesk, printed: c.ParticipantBook) -> None:
    """One paper for each on the roster, in one act; asked again, the same drafts are opened."""
    del printed
    with desk.office.reading() as connection:
        names = [one.person.name for one in roster.roster(connection, desk.batch)]
    books = sheets.participant_books(desk.office, batch=desk.batch)
    with desk.office.reading() as connection:
        papers = [read_paper(connection, one) for one in books]
    assert [one.party for one in papers] == names
    assert len({one.entry for one in papers}) == 1
    before = desk.dump()
    assert sheets.participant_books(desk.office, batch=desk.batch) == books
    assert desk.dump() == before


def test_what_she_holds_is_what_lies_with_her(desk: BookDesk, printed: c.ParticipantBook) -> None:
    """The last row of the table is the balance at her place; each paper has a row, the reversal too."""
    held = {one.name: one.total for one in printed.materials}
    assert held == {
        "Kain": desk.on_hand(desk.ani, desk.cloth)[0],
        "Benang": desk.on_hand(desk.ani, desk.thread)[0],
    }
    assert [(row.what, row.quantities) for row in printed.entries] == [
        ("Diterima", (9_000, 2_000)),
        ("Dipakai", (-4_000, 0)),
        ("Dipakai", (-2_000, 0)),
        ("Dipakai", (-3_000, 0)),
        ("Dibalik", (2_000, 0)),
        ("Dikembalikan", (0, -500)),
    ]
    assert check_sums(printed) == ()


def test_products_and_payments(printed: c.ParticipantBook) -> None:
    """What was reversed whole is not there; what is open is said in words."""
    (mask,) = printed.products
    assert [(row.delivered, row.accepted, row.rejected, row.reason) for row in mask.rows] == [
        (4, 3, 1, "noda"),
        (3, 3, 0, ""),
    ]
    assert (printed.gross, printed.tax, printed.net) == (15_000, 0, 15_000)
    assert printed.number == "I-01"
    assert printed.standing == (
        "Keadaan 24 Agustus 2020: masih memegang 2,00 m kain, 1,50 m benang; Rp15.000,00 belum dibayar; "
        "1 buah yang ditolak atau dikembalikan ada pada peserta."
    )


def test_the_book_can_lie_on_one_sheet(desk: BookDesk) -> None:
    """Two up it is a paper of its own, on A4."""
    paper = sheets.participant_book(desk.office, person=desk.person, two_up=True)
    first = pages.read(issuing.preview(desk.office, paper=paper))[0]
    assert (round(first.width), round(first.height)) == (297, 210)
    assert "ANI CONTOH" in first.text


def test_a_book_names_the_day_of_the_last_thing_in_it(tmp_path: Path) -> None:
    """A draft that waited while more was handed over does not tell it as of the day it was opened."""
    desk = Desk(tmp_path)
    cloth = things.a_material(desk.office, "Kain")
    desk.buy((cloth, 9_000, 9_000))
    with desk.office.reading() as connection:
        ani = people.person_at(connection, desk.ani)
    assert ani is not None
    paper = sheets.participant_book(desk.office, person=ani.id)

    def standing() -> str:
        with desk.office.reading() as connection:
            row = read_paper(connection, paper)
            content = issuing.GATHERERS["BP"](connection, row, version=1, draft=False)
        assert isinstance(content, c.ParticipantBook)
        return content.standing

    assert standing().startswith("Keadaan 24 Agustus 2020")
    desk.today(DAY + timedelta(days=3))
    assert standing().startswith("Keadaan 24 Agustus 2020")
    desk.supply(desk.ani, {cloth: 5_000}, day=DAY + timedelta(days=3))
    assert standing().startswith("Keadaan 27 Agustus 2020")
