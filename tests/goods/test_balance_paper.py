"""The printed balance is the proof of conservation: the same figures, a column for each term that occurs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.goods import waste
from ikm_desktop.goods.conservation import conservation
from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports import issuing, sheets
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Cloth bought, handed over, sewn, partly wasted; masks bought back and given away."""
    found = Desk(tmp_path_factory.mktemp("neraca"))
    cloth = things.a_material(found.office, "Kain katun")
    mask = things.a_product(found.office, "Masker", price=5_000)
    found.buy((cloth, 20_000, 700_000))
    found.supply(found.ani, {cloth: 9_000})
    found.receive(found.ani, DeliveryLine(mask, 5, 4, 1, reason="noda", materials={cloth: 5_000}))
    lost = [waste.WasteLine(cloth, 500, "basah")]
    waste.record_waste(found.office, place=found.ani, letter_date=DAY, lines=lost, batch=found.batch)
    found.give((mask, 3))
    return found


def _printed(desk: Desk, paper: int) -> c.GoodsBalance:
    with desk.office.reading() as connection:
        content = issuing.GATHERERS["NB"](connection, read_paper(connection, paper), version=1, draft=False)
    assert isinstance(content, c.GoodsBalance)
    return content


def test_the_paper_has_the_figures_of_the_proof(desk: Desk) -> None:
    """Every term of the query stands in its column, and both sides come out."""
    printed = _printed(desk, sheets.goods_balance(desk.office))
    with desk.office.reading() as connection:
        found = conservation(connection)
    (cloth,), (mask,) = found.materials, found.products
    (row,), (product,) = printed.materials.rows, printed.products.rows
    assert printed.materials.came == ("Dibeli",)
    assert dict(zip(printed.materials.where, row.where, strict=True)) == {
        "Di Gudang": cloth.in_store,
        "Dipegang Peserta": cloth.held,
        "Dipakai": cloth.used,
        "Terbuang": cloth.wasted,
        "Dikembalikan ke Penyedia": 0,
    }
    assert row.came == (cloth.bought,)
    assert dict(zip(printed.products.where, product.where, strict=True)) == {
        "Pada Pembuat": mask.with_makers,
        "Di Gudang": mask.in_store,
        "Disalurkan": mask.distributed,
        "Dihapus": mask.wasted,
    }
    assert (row.unexplained, product.unexplained, printed.unexplained) == (0, 0, 0)
    assert check_sums(printed) == ()


def test_a_batch_is_supplied_and_returns(desk: Desk) -> None:
    """Of a batch the terms are what it was handed and gave back, and the title names it."""
    paper = sheets.goods_balance(desk.office, batch=desk.batch)
    printed = _printed(desk, paper)
    assert printed.materials.came == ("Diserahkan",)
    assert printed.materials.where == ("Dipegang Peserta", "Dipakai", "Terbuang", "Dikembalikan ke Gudang")
    assert printed.materials.rows[0].came == (9_000,)
    assert printed.subtitle == "Pelatihan CONTOH, Angkatan I, keadaan sampai dengan 24 Agustus 2020"
    assert "DRAF" in pages.text_of(issuing.preview(desk.office, paper=paper))


def test_a_balance_tells_the_state_of_the_day_it_names(tmp_path: Path) -> None:
    """Neither an entry dated ahead nor a draft that waited brings later goods under an earlier day."""
    desk = Desk(tmp_path)
    cloth = things.a_material(desk.office, "Kain katun")
    desk.buy((cloth, 5_000, 50_000))
    paper = sheets.goods_balance(desk.office)
    issued = sheets.goods_balance(desk.office, on=DAY - timedelta(days=1))
    desk.buy((cloth, 2_000, 20_000), day=DAY + timedelta(days=3))
    later = _printed(desk, paper)
    assert later.subtitle.endswith("keadaan sampai dengan 24 Agustus 2020")
    assert [row.came for row in later.materials.rows] == [(5_000,)]
    assert (later.unexplained, check_sums(later)) == (0, ())
    desk.today(DAY + timedelta(days=4))
    assert _printed(desk, paper) == later
    assert [row.came for row in _printed(desk, issued).materials.rows] in ([], [(0,)])
    now = _printed(desk, sheets.goods_balance(desk.office))
    assert now.subtitle.endswith("keadaan sampai dengan 28 Agustus 2020")
    assert [row.came for row in now.materials.rows] == [(7_000,)]
