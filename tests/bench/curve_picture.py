"""The curve of growth as a picture: SVG, written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from tests.bench.curve import ACTS, Point

_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 720, 360, 56, 40, 150, 48
_COLOURS = ("#1f6f8b", "#b3541e", "#3d7a3a")
_HIGHEST = 2.0
_LETTERS = 'font-family="sans-serif" font-size="12"'


def drawn(points: Sequence[Point]) -> str:
    """Return the curve as an SVG picture: moves on a logarithmic scale, growth from 0 to 2."""
    width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
    first, last = len(str(points[0].moves)) - 1, len(str(points[-1].moves))

    def x(moves: int) -> float:
        return _LEFT + width * (log10(moves) - first) / (last - first)

    def y(growth: float) -> float:
        return _TOP + height * (1 - min(growth, _HIGHEST) / _HIGHEST)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" {_LETTERS}>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        f'<text x="{_LEFT}" y="22" font-size="14">CPU of an act, a book just begun = 1</text>',
    ]
    for tenth in range(0, 21, 5):
        at = y(tenth / 10)
        parts.append(f'<path d="M{_LEFT} {at:.1f}H{_LEFT + width}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{tenth / 10:.1f}</text>')
    for power in range(first, last + 1):
        at = _LEFT + width * (power - first) / (last - first)
        parts.append(f'<path d="M{at:.1f} {_TOP}V{_TOP + height}" stroke="#eee"/>')
        parts.append(f'<text x="{at:.1f}" y="{_TOP + height + 18}" text-anchor="middle">{10**power:,}</text>')
    parts.append(
        f'<text x="{_LEFT + width / 2:.0f}" y="{_HEIGHT - 8}" text-anchor="middle">moves in the book</text>'
    )
    goal = y(1.6)
    parts.append(f'<path d="M{_LEFT} {goal:.1f}H{_LEFT + width}" stroke="#999" stroke-dasharray="4 3"/>')
    parts.append(f'<text x="{_LEFT + width + 8}" y="{goal + 4:.1f}" fill="#666">allowed at b=400</text>')
    heights = _apart([y(points[-1].growth[name]) for name in ACTS])
    for name, colour, label in zip(ACTS, _COLOURS, heights, strict=True):
        spots = [(x(point.moves), y(point.growth[name])) for point in points]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in spots)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in spots]
        parts.append(
            f'<text x="{_LEFT + width + 8}" y="{label + 4:.1f}" fill="{colour}">'
            f"{name} {points[-1].growth[name]:.2f}</text>"
        )
    return "\n".join([*parts, "</svg>", ""])


def _apart(heights: Sequence[float]) -> list[float]:
    """Return heights of labels that do not lie on each other, in the same order."""
    found = dict.fromkeys(range(len(heights)), 0.0)
    above = 0.0
    for at in sorted(found, key=lambda one: heights[one]):
        above = found[at] = max(heights[at], above + 15)
    return list(found.values())
