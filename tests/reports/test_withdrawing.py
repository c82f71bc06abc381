"""Papers that end: the row stays with its reason, and the number is never used again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.errors import ReasonMissing, WrongState
from ikm_desktop.goods import items
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.papers.archive import issued_papers
from ikm_desktop.papers.register import State, paper_entry
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports.withdrawing import replace_certificate, void_paper
from tests.factories.sample_office import a_sample
from tests.scenarios.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with ten pieces of cloth."""
    found = Desk(tmp_path)
    cloth = items.add_item(found.office, kind="material", name="Kain katun", unit=PIECE).ids[0]
    found.buy((cloth, 10, 1_000))
    yield found
    found.office.close()


def test_what_was_prepared_is_free_again(desk: Desk) -> None:
    """Its number stays with the reason; twice, or without a reason, is refused."""
    paper = desk.prepare_gift((1, 10)).papers[0]
    with pytest.raises(ReasonMissing):
        void_paper(desk.office, paper=paper, reason=" ")
    desk.checked(void_paper(desk.office, paper=paper, reason="salah lembaga"))
    with desk.office.reading() as connection:
        row = read_paper(connection, paper)
    assert (row.is_void, row.reason) == (True, "salah lembaga")
    with pytest.raises(WrongState):
        void_paper(desk.office, paper=paper, reason="sekali lagi")
    again = desk.prepare_gift((1, 10)).papers[0]
    with desk.office.reading() as connection:
        assert read_paper(connection, again).sequence == (row.sequence or 0) + 1


def test_a_signed_paper_is_reversed_not_voided(desk: Desk) -> None:
    """The way is told."""
    done = desk.prepare_gift((1, 4))
    desk.sign(done)
    with pytest.raises(WrongState, match="dibalikkan"):
        void_paper(desk.office, paper=done.papers[0], reason="salah")


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Office]:
    """A sample office with certificates."""
    with book.at_work(a_sample(tmp_path / "data")) as found:
        yield found


def _certificate(office: Office) -> tuple[int, str]:
    with office.reading() as connection:
        found = issued_papers(connection, kind="SERT")[0]
    return found.paper, found.party


def test_a_certificate_is_withdrawn_and_replaced(sample: Office) -> None:
    """The register says which is void and why; the new one has its own number and the same name."""
    paper, name = _certificate(sample)
    done = replace_certificate(sample, paper=paper, reason="nama salah", letter_date=date(2020, 8, 28))
    (new,) = [one for one in done.papers if one != paper]
    with sample.reading() as connection:
        old_row, new_row = paper_entry(connection, paper), paper_entry(connection, new)
        versions = issued_papers(connection, paper=new)
    assert old_row is not None
    assert new_row is not None
    assert (old_row.state, old_row.paper.reason) == (State.VOID, "nama salah")
    assert new_row.state is State.ISSUED
    assert new_row.paper.number != old_row.paper.number
    assert versions[0].party == name
    assert check(sample) == ()
