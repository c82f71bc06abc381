"""Measures and prints the table of speeds: `python -m tests.bench --sizes 4,40,400`."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    acts,
    backing_up,
    curve,
    curve_picture,
    exporting,
    figures,
    finding,
    footprint,
    importing,
    lists,
    paper_speed,
    readings,
    start,
    window,
)
from tests.bench.figures import Figure

BUILD = Path(__file__).resolve().parents[2] / "build"
PICTURE = BUILD.parent / "docs" / "images" / "bench-curve.svg"


def main() -> None:
    """Measure on books of the sizes asked for; print the table and write `build/bench.json`."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", default="4,40,400", help="batches in the book, with commas")
    parser.add_argument("--rounds", type=int, default=5, help="batches measured on each book (default: 5)")
    parser.add_argument("--json", type=Path, default=BUILD / "bench.json", help="where the figures go")
    parser.add_argument("--no-papers", action="store_true", help="leave out the drawing of papers")
    parser.add_argument(
        "--curve",
        type=int,
        metavar="MOVES",
        help="only the growth up to so many moves",
    )
    asked = parser.parse_args()
    if asked.curve:
        _draw_curve(asked.curve)
        return
    found: list[Figure] = []
    try:
        _measure(
            found, [int(size) for size in asked.sizes.split(",")], asked.rounds, papers=not asked.no_papers
        )
    finally:
        figures.write(found, asked.json)


def _draw_curve(largest: int) -> None:
    """Measure the growth of the acts and write its picture into the docs."""
    with tempfile.TemporaryDirectory(prefix="ikm-bench-") as folder:
        points = curve.measure(Path(folder), largest)
    PICTURE.write_text(curve_picture.drawn(points), encoding="utf-8")


def _measure(found: list[Figure], sizes: list[int], rounds: int, *, papers: bool) -> None:
    """Measure everything, part by part: what was found so far counts, whatever happens later."""
    print(figures.heading())
    for size in sizes:
        begin = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="ikm-bench-") as folder:
            for part in _parts(Path(folder), size, rounds, largest=size == max(sizes)):
                found += _shown(part())
        print(f"  (b={size} took {time.monotonic() - begin:.0f} s)", flush=True)
    found += _shown(readings.between_sizes(found))
    found += _shown(importing.measure())
    with tempfile.TemporaryDirectory(prefix="ikm-bench-") as folder:
        found += _shown(lists.measure(lists.fill(Path(folder) / "lists")))
    found += _shown(finding.measure())
    found += _shown(exporting.measure())
    if papers:
        found += _shown(paper_speed.figures())


def _parts(folder: Path, size: int, rounds: int, *, largest: bool) -> tuple[Callable[[], list[Figure]], ...]:
    """Fill a book and return the measurements on it."""
    filled = acts.fill(folder / "book", size, rounds)
    print(f"  b={size}: {filled.moves} moves")
    return (
        lambda: acts.measure(filled, size),
        lambda: acts.growth(filled, size, rounds),
        lambda: acts.lateness(filled, size),
        lambda: readings.measure(filled, size),
        lambda: footprint.measure(filled, size, rounds),
        lambda: backing_up.measure(filled, size) if largest else [],
        lambda: start.measure(filled.folder, size, filled.known.store, filled.known.product),
        lambda: window.measure(filled.folder, size),
    )


def _shown(found: list[Figure]) -> list[Figure]:
    for figure in found:
        print(figures.printed(figure), flush=True)
    return found


if __name__ == "__main__":
    main()
