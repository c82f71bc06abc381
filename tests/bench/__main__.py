"""Measures and prints the table of speeds: `python -m tests.bench --sizes 4,40`."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import acts, backing_up, figures, footprint, importing, paper_speed, readings, start, window
from tests.bench.figures import Figure

BUILD = Path(__file__).resolve().parents[2] / "build"


def main() -> None:
    """Measure on books of the sizes asked for; print the table and write `build/bench.json`."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", default="4,40", help="batches in the book, with commas (default: 4,40)")
    parser.add_argument("--rounds", type=int, default=6, help="batches measured on each book (default: 6)")
    parser.add_argument("--json", type=Path, default=BUILD / "bench.json", help="where the figures go")
    parser.add_argument("--no-papers", action="store_true", help="leave out the drawing of papers")
    asked = parser.parse_args()
    found: list[Figure] = []
    print(figures.heading())
    sizes = [int(size) for size in asked.sizes.split(",")]
    for size in sizes:
        begin = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="ikm-bench-") as folder:
            found += _of_size(Path(folder), size, asked.rounds, largest=size == max(sizes))
        print(f"  (b={size} took {time.monotonic() - begin:.0f} s)", flush=True)
    found += _shown(readings.between_sizes(found))
    found += _shown(importing.measure())
    if not asked.no_papers:
        found += _shown(paper_speed.figures())
    figures.write(found, asked.json)


def _of_size(folder: Path, size: int, rounds: int, *, largest: bool) -> list[Figure]:
    filled = acts.fill(folder / "book", size, rounds)
    print(f"  b={size}: {filled.moves} moves")
    parts: tuple[Callable[[], list[Figure]], ...] = (
        lambda: acts.measure(filled, size),
        lambda: acts.growth(filled, size, rounds),
        lambda: acts.lateness(filled, size),
        lambda: readings.measure(filled, size),
        lambda: footprint.measure(filled, size, rounds),
        lambda: backing_up.measure(filled, size) if largest else [],
        lambda: start.measure(filled.folder, size, filled.known.store, filled.known.product),
        lambda: window.measure(filled.folder, size),
    )
    found: list[Figure] = []
    for part in parts:
        found += _shown(part())
    return found


def _shown(found: list[Figure]) -> list[Figure]:
    for figure in found:
        print(figures.printed(figure), flush=True)
    return found


if __name__ == "__main__":
    main()
