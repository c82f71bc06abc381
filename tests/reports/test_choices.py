"""What is chosen for a draft shows on it, and is frozen with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.distribution.handover import prepare_handover
from ikm_desktop.goods import items
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.office.signatories import add_signatory, signatory_on
from ikm_desktop.papers.archive import PRINT, issued_bytes, log_prints
from ikm_desktop.papers.content import NO_VALUE
from ikm_desktop.papers.numbers import BLANK, fill_number
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports.choices import Choices
from ikm_desktop.reports.issuing import issue, offered, preview
from ikm_desktop.reports.printing import log_copies, original, salinan, stories
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


@pytest.fixture
def gift(desk: Desk) -> int:
    """A prepared letter to the church, not issued yet."""
    cloth = items.add_item(desk.office, kind="material", name="Kain katun", unit=PIECE).ids[0]
    desk.buy((cloth, 10, 1_000))
    return desk.prepare_gift((cloth, 4)).papers[0]


def _signs(desk: Desk, name: str, first: date, through: date | None = None) -> int:
    return add_signatory(
        desk.office,
        role="ppk",
        name=name,
        title="Pejabat Pembuat Komitmen",
        valid_from=first,
        valid_through=through,
    ).ids[0]


def test_who_may_sign_on_the_letters_date_is_offered(desk: Desk, gift: int) -> None:
    """Those valid on that day, the last appointed first; nobody whose time is over."""
    _signs(desk, "LAMA CONTOH", date(2019, 1, 1), date(2019, 12, 31))
    _signs(desk, "TETAP CONTOH", date(2020, 1, 1))
    _signs(desk, "PELAKSANA CONTOH", date(2020, 8, 1))
    (ppk,) = [one for one in offered(desk.office, paper=gift).roles if one.role == "ppk"]
    assert [one.name for one in ppk.signatories] == ["PELAKSANA CONTOH", "TETAP CONTOH"]


def test_the_chosen_signs_the_draft_and_the_issued_version(desk: Desk, gift: int) -> None:
    """On both; the office's own choice for other papers stays; without values the prices are gone."""
    first = _signs(desk, "TETAP CONTOH", date(2020, 1, 1))
    _signs(desk, "PELAKSANA CONTOH", date(2020, 8, 1))
    choices = Choices({"ppk": first}, NO_VALUE)
    assert "PELAKSANA CONTOH" in pages.text_of(preview(desk.office, paper=gift))
    text = pages.text_of(preview(desk.office, paper=gift, choices=choices))
    assert "TETAP CONTOH" in text
    assert "PELAKSANA CONTOH" not in text
    assert "400" not in text
    issue(desk.office, papers=[gift], choices={gift: choices})
    assert "TETAP CONTOH" in pages.text_of(preview(desk.office, paper=gift))
    with desk.office.reading() as connection:
        now = signatory_on(connection, "ppk", DAY)
    assert now is not None
    assert now.name == "PELAKSANA CONTOH"


def test_copies_are_counted_and_the_original_stays(desk: Desk, gift: int) -> None:
    """SALINAN ke-1, then ke-2, over the bytes; the log tells when the original was printed."""
    issue(desk.office, papers=[gift])
    log_prints(desk.office, papers=[gift], how=PRINT)
    assert "SALINAN ke-1" in pages.text_of(salinan(desk.office, paper=gift))
    log_copies(desk.office, [gift])
    assert "SALINAN ke-2" in pages.text_of(salinan(desk.office, paper=gift))
    with desk.office.reading() as connection:
        assert original(desk.office, paper=gift) == issued_bytes(connection, gift)
    (story,) = stories(desk.office, [gift])
    assert (story.times_printed, story.next_copy) == (1, 2)
    assert story.first_printed is not None
    assert [one.copy for one in story.printings] == [0, 1]


def test_a_number_filled_later_stands_on_copies_only(desk: Desk) -> None:
    """The bytes keep their blank; the strip of a copy has the number, and so does the story."""
    cloth = items.add_item(desk.office, kind="material", name="Kain blacu", unit=PIECE).ids[0]
    desk.buy((cloth, 10, 1_000), paper="NOTA-2")
    blank = prepare_handover(
        desk.office,
        institution=desk.church,
        store=desk.store,
        letter_date=DAY,
        lines=[GoodsLine(cloth, 1)],
        signer="Penerima CONTOH",
        number=BLANK,
    ).papers[0]
    issue(desk.office, papers=[blank])
    before = original(desk.office, paper=blank)
    fill_number(desk.office, paper=blank, wanted="77")
    with desk.office.reading() as connection:
        number = read_paper(connection, blank).number
    assert number
    assert original(desk.office, paper=blank) == before
    assert stories(desk.office, [blank])[0].late_number == number
    assert f"Nomor menurut register: {number}" in pages.text_of(salinan(desk.office, paper=blank))


def test_a_letter_can_be_written_in_articles(desk: Desk, gift: int) -> None:
    """Offered where there are two forms; the choice shows on the draft alone."""
    assert offered(desk.office, paper=gift).in_articles is False
    assert "Pasal 1" not in pages.text_of(preview(desk.office, paper=gift))
    text = pages.text_of(preview(desk.office, paper=gift, choices=Choices(in_articles=True)))
    assert "Pasal 1" in text
