"""The measurement measures the same work three times, and says so when it does not."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from ikm_desktop.storage.engine import BOOK_NAME
from tests.bench import acts, figures
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
