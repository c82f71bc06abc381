"""The machine notices: a copy of the program with one rule broken does not survive it.

The first four rules every time, all of them with `IKM_FAULTS=long`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Mutant:
    """A rule of the journal, and how one line of the program breaks it."""

    rule: str
    module: str
    sound: str
    broken: str

    def __str__(self) -> str:
        return self.rule


MUTANTS = (
    Mutant(
        "first in, first out goes by the lot's day",
        "goods/shelf.py",
        "        for held in self._in_order(place, item):",
        "        for held in sorted(self._in_order(place, item), key=lambda one: -one.run.lot):",
    ),
    Mutant(
        "pinned units are passed over",
        "goods/shelf.py",
        "held.free = without((held.run.first, held.run.end), pins[key])",
        "held.free = [(held.run.first, held.run.end)]",
    ),
    Mutant(
        "a run costs what the formula says",
        "goods/runs.py",
        "    return lot_value * (first + quantity) // lot_quantity - lot_value * first // lot_quantity",
        "    return lot_value * quantity // lot_quantity",
    ),
    Mutant(
        "only what lay there by the day can leave",
        "goods/shelf.py",
        "if held.since > day or not held.free",
        "if not held.free",
    ),
    Mutant(
        "a part of a line takes its highest units",
        "goods/standing.py",
        "            start = max(a, b - quantity)\n",
        "            start, b = a, min(b, a + quantity)\n",
    ),
    Mutant(
        "on its own day a reversal restores the old since",
        "goods/reversal.py",
        "since=move.since if voucher.day == original_day else None",
        "since=None",
    ),
    Mutant(
        "materials are rounded once a maker",
        "goods/recipes.py",
        "        return self.need(line, before + pieces) - self.need(line, before)",
        "        return self.need(line, pieces)",
    ),
)


FULL = os.environ.get("IKM_FAULTS") == "long"


@pytest.mark.slow
@pytest.mark.parametrize("mutant", MUTANTS if FULL else MUTANTS[:4], ids=str)
def test_a_broken_rule_does_not_survive(tmp_path: Path, mutant: Mutant) -> None:
    """Each mutant applies, and the machine fails on it within its short run."""
    for part in ("ikm_desktop", "tests", "resources"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    module = tmp_path / "ikm_desktop" / mutant.module
    text = module.read_text(encoding="utf-8")
    assert text.count(mutant.sound) == 1
    module.write_text(text.replace(mutant.sound, mutant.broken), encoding="utf-8")
    found = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-n0",
            "-q",
            "-x",
            "--hypothesis-seed=1",
            "tests/scenarios/test_machine.py",
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "IKM_FAULTS": "mutant", "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 1, found.stdout + found.stderr
    assert "Office2020" in found.stdout
