"""The measurement measures the same work three times, and says so when it does not."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from ikm_desktop.goods.selfcheck import check
from ikm_desktop.storage.engine import BOOK_NAME
from tests.bench import acts, curve, curve_picture, figures
from tests.bench.curve import ACTS, Point
from tests.bench.figures import Figure


@pytest.mark.slow
def test_program_core_and_hand_write_the_same_journal(tmp_path: Path) -> None:
    """A batch done by all three leaves equal books; a piece more in one of them is seen."""
    filled = acts.fill(tmp_path / "book", 0, 0)
    race = acts.Race(filled)
    race.run(filled.coming[0])
    race.close()
    race.must_agree()
    by_hand = sqlite3.connect(tmp_path / "book-2" / BOOK_NAME)
    by_hand.execute("UPDATE holding SET quantity = quantity - 1 WHERE quantity > 1")
    by_hand.commit()
    by_hand.close()
    with pytest.raises(ValueError, match="by hand"):
        race.must_agree()


@pytest.mark.slow
def test_a_multiplied_book_is_sound_but_for_its_seals(tmp_path: Path) -> None:
    """Twice the moves; the self-check finds numbers, hashes and digests that are the originals', no goods."""
    filled = acts.fill(tmp_path / "book", 1, 0)
    curve.multiply(filled.folder / BOOK_NAME, 2)
    with acts.at_rest(filled.folder) as office:
        found = {finding.code for finding in check(office)}
        with office.reading() as connection:
            moves = connection.exec_driver_sql("SELECT count(*) FROM move").scalar_one()
    assert found == {15, 16, 18}
    assert moves == 2 * filled.moves


def test_the_curve_is_drawn_to_its_end() -> None:
    """A point for each book and act, and the last figures beside them."""
    points = [Point(size, dict.fromkeys(ACTS, growth)) for size, growth in ((1000, 1.0), (100_000, 1.25))]
    drawn = curve_picture.drawn(points)
    assert drawn.count("<circle") == len(points) * len(ACTS)
    assert drawn.count("1.25</text>") == len(ACTS)


def test_a_ratio_is_shown_rounded_up_and_judged_unrounded() -> None:
    """2.5001 of 2.5 is missed and shown as 2.51; 2.5 is met."""
    missed = Figure("G1 kit", 2.5001, "ms CPU", 1.0, 2.5)
    assert missed.verdict == "missed"
    assert " 2.51 " in figures.printed(missed)
    assert Figure("G1 kit", 2.5, "ms CPU", 1.0, 2.5).verdict == "met"


def test_the_table_is_written_for_machines(tmp_path: Path) -> None:
    """One object a row, with name, value, unit, baseline, ratio and goal."""
    figures.write([Figure("G1 kit", 3.0, "ms CPU", 1.5, 4.0)], tmp_path / "build" / "bench.json")
    assert json.loads((tmp_path / "build" / "bench.json").read_text(encoding="utf-8")) == [
        {"name": "G1 kit", "value": 3.0, "unit": "ms CPU", "baseline": 1.5, "ratio": 2.0, "goal": 4.0}
    ]
