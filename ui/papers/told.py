"""What the preview says of a paper in words."""

from __future__ import annotations

from PySide6.QtCore import QSizeF

from ikm_desktop import words
from ikm_desktop.papers.story import PaperStory

_MM_PER_POINT = 25.4 / 72


def millimetres(points: QSizeF) -> tuple[float, float]:
    """Return the size of a page in mm."""
    return points.width() * _MM_PER_POINT, points.height() * _MM_PER_POINT


def called(story: PaperStory) -> str:
    """Return how the clerk calls a paper: its number and the other side."""
    paper = story.paper
    return " · ".join(part for part in (paper.number_text or paper.kind, paper.party) if part)


def told(story: PaperStory, pages: int) -> str:
    """Say what the paper is now: draft, issued, printed how often and when first."""
    parts = [f"{pages} halaman."]
    if not story.is_issued:
        parts.append("Konsep (DRAF): mengikuti isian sampai terbit.")
        return " ".join(parts)
    last = story.versions[-1]
    version = (
        f"Versi {last.version}: {last.changed}." if last.version > 1 else "Terbit: isinya tidak berubah lagi."
    )
    parts.append(version)
    if story.paper.is_void:
        parts.append(f"Dibatalkan: {story.paper.reason}.")
    first = story.first_printed
    if first is not None:
        parts.append(f"Dicetak ×{story.times_printed}, asli {words.short_date(first.date())} {first:%H.%M}.")
    return " ".join(parts)
