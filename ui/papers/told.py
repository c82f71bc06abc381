"""What the preview says of a paper in words."""

from __future__ import annotations

from PySide6.QtCore import QSizeF

from ikm_desktop import words
from ikm_desktop.papers.kinds import word_of
from ikm_desktop.papers.story import PaperStory
from ui.papers.shown_papers import ShownPapers

_MM_PER_POINT = 25.4 / 72


def millimetres(points: QSizeF) -> tuple[float, float]:
    """Return the size of a page in mm."""
    return points.width() * _MM_PER_POINT, points.height() * _MM_PER_POINT


def called(story: PaperStory) -> str:
    """Return how the clerk calls a paper: its number, or what it is while it has none, and the other side."""
    paper = story.paper
    return " · ".join(part for part in (paper.number_text or word_of(paper.kind), paper.party) if part)


def told(shown: ShownPapers, pages: int) -> str:
    """Say what the paper on screen is now: draft, issued, an earlier version, printed how often and when."""
    story = shown.story
    parts = [f"{pages} halaman."]
    if shown.renews:
        return f"{parts[0]} Versi {len(story.versions) + 1} (DRAF): menurut buku sekarang."
    if not story.is_issued:
        return f"{parts[0]} Konsep (DRAF): mengikuti isian sampai terbit."
    if shown.version is not None:
        return f"{parts[0]} Versi {shown.version} sudah diganti: untuk dilihat dan disimpan saja."
    last = story.versions[-1]
    change = f"Versi {last.version}: {last.changed}."
    parts.append(change if last.version > 1 else "Terbit: isinya tidak berubah lagi.")
    if story.paper.is_void:
        parts.append(f"Dibatalkan: {story.paper.reason}.")
    first = story.first_printed
    if first is not None:
        parts.append(f"Dicetak ×{story.times_printed}, asli {words.short_date(first.date())} {first:%H.%M}.")
    return " ".join(parts)
