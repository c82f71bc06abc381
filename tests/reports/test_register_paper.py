"""The printed register is the register: every number of a series, void ones and gaps with their reasons."""

from __future__ import annotations

from pathlib import Path

from ikm_desktop.goods import vouchers
from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.register import RegisterRow, register
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports import issuing, sheets
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import Desk


def test_the_paper_has_the_lines_of_the_register(tmp_path: Path) -> None:
    """A letter voided, one that jumps ahead: their lines, the gap between, and the counts."""
    desk = Desk(tmp_path)
    cloth = things.a_material(desk.office, "Kain")
    desk.buy((cloth, 9_000, 9_000))
    first = desk.prepare_gift((cloth, 1_000))
    vouchers.void(desk.office, prepared=first.prepared, reason="salah lembaga")
    desk.prepare_gift((cloth, 2_000))
    paper = sheets.register_sheet(desk.office)
    with desk.office.reading() as connection:
        content = issuing.GATHERERS["RS"](connection, read_paper(connection, paper), version=1, draft=False)
        lines = [one for one in register(connection, year=2020) if isinstance(one, RegisterRow)]
    assert isinstance(content, c.RegisterSheet)
    assert check_sums(content) == ()
    assert [row.number for row in content.rows] == [
        one.paper.number_text for one in lines if one.paper.series
    ]
    assert [(row.state, row.note) for row in content.rows] == [("Dibatalkan", "salah lembaga"), ("Draf", "")]
    assert (content.count, content.void) == (2, 1)
    text = pages.text_of(issuing.preview(desk.office, paper=paper))
    assert "Jumlah surat: 2 (dua), di antaranya 1 (satu) dibatalkan." in text
    desk.office.close()
