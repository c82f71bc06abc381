"""The table of the figures: printed, and written for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value beside its yardstick; smaller is better.

    goal: the largest ratio allowed, None where the figure only informs.
    """

    name: str
    value: float
    unit: str
    baseline: float
    goal: float | None

    @property
    def ratio(self) -> float:
        """How many times the yardstick."""
        return self.value / self.baseline

    @property
    def verdict(self) -> str:
        """Say whether the goal is met; a ratio is compared unrounded."""
        if self.goal is None:
            return ""
        return "met" if self.ratio <= self.goal else "missed"


def printed(figure: Figure) -> str:
    """Return the figure's line of the table, the ratio rounded up."""
    shown = -(-figure.ratio * 100 // 1) / 100
    goal = "" if figure.goal is None else f"{figure.goal:g}"
    return (
        f"{figure.name:<62} {figure.value:>9.2f} {figure.baseline:>9.2f} {figure.unit:<7}"
        f" {shown:>7.2f} {goal:>5}  {figure.verdict}"
    )


def heading() -> str:
    """Return the head of the table."""
    return f"{'work / yardstick':<62} {'value':>9} {'yardstick':>9} {'unit':<7} {'ratio':>7} {'goal':>5}"


def write(figures: Iterable[Figure], path: Path) -> None:
    """Write the figures as JSON: name, value, unit, baseline, ratio, goal."""
    rows = [
        {
            "name": figure.name,
            "value": figure.value,
            "unit": figure.unit,
            "baseline": figure.baseline,
            "ratio": figure.ratio,
            "goal": figure.goal,
        }
        for figure in figures
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
