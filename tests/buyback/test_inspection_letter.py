"""The minutes of inspection as read from the book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.inspection_letter import inspection_letter
from ikm_desktop.errors import NotInspected
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import papers_of, read_paper
from ikm_desktop.reports.issuing import issue, preview
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk where Ani holds cloth for ten masks."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


def _mask(desk: Desk) -> int:
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    mask = things.a_product(desk.office, "Masker kain", price=5000)
    things.a_recipe(desk.office, mask, {cloth: 1})
    desk.buy((cloth, 10, 10_000))
    desk.supply(desk.ani, {cloth: 10})
    return mask


def test_the_minutes_say_what_was_inspected(desk: Desk) -> None:
    """Maker, pieces, why some were rejected, and the value of the accepted ones."""
    mask = _mask(desk)
    voucher = desk.receive(desk.ani, DeliveryLine(mask, 10, 8, 2, reason="jahitan lepas"))
    with desk.office.reading() as connection:
        (paper,) = papers_of(connection, voucher=voucher)
        content = inspection_letter(connection, paper, version=1, draft=False)
    (row,) = content.rows
    assert (row.name, row.delivered, row.accepted, row.rejected) == ("Ani CONTOH", 10, 8, 2)
    assert row.reasons == "Jahitan lepas 2"
    assert (content.value, content.product) == (40_000, "masker kain")
    assert not check_sums(content)
    issue(desk.office, papers=[paper.id])
    assert preview(desk.office, paper=paper.id).startswith(b"%PDF")


def test_minutes_of_repaired_goods_name_the_earlier_ones(desk: Desk) -> None:
    """What was rejected and comes again is a new BAP that names the old; the first names none."""
    mask = _mask(desk)
    first = desk.receive(desk.ani, DeliveryLine(mask, 10, 8, 2, reason="jahitan lepas"))
    again = desk.receive(desk.ani, DeliveryLine(mask, 2, 2, again=True))
    with desk.office.reading() as connection:
        (old,), (new,) = (papers_of(connection, voucher=one) for one in (first, again))
        said = [inspection_letter(connection, one, version=1, draft=False) for one in (old, new)]
    assert said[0].repaired == ""
    assert said[1].repaired.endswith(f"Berita Acara Nomor: {old.number} tanggal 24 Agustus 2020.")
    assert old.number is not None
    issue(desk.office, papers=[new.id])
    assert old.number in pages.text_of(preview(desk.office, paper=new.id))


def test_what_is_not_inspected_has_no_minutes(desk: Desk) -> None:
    """A receipt at the door has its number but no minutes yet."""
    mask = _mask(desk)
    done = receiving.prepare_delivery(
        desk.office,
        maker=desk.ani,
        store=desk.store,
        batch=desk.batch,
        letter_date=DAY,
        receiver=OFFICER,
        lines=[DeliveryLine(mask, 10, 10)],
    )
    with desk.office.reading() as connection, pytest.raises(NotInspected):
        inspection_letter(connection, read_paper(connection, done.papers[0]), version=1, draft=True)
