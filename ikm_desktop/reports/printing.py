"""What goes to the printer for a paper: its frozen bytes, a copy under "SALINAN ke-n", or text only."""

from __future__ import annotations

import json
from collections.abc import Sequence

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.office.book import Office
from ikm_desktop.papers import archive, furniture
from ikm_desktop.papers import content as c
from ikm_desktop.papers.archive import COPY, issued_bytes, issued_content
from ikm_desktop.papers.copies import copy_of
from ikm_desktop.papers.document import certificate_profile
from ikm_desktop.papers.printers import Printer
from ikm_desktop.papers.story import PaperStory, story_of

CERTIFICATE = "SERT"
"""The kind that is printed on pre-printed sheets."""


def stories(office: Office, papers: Sequence[int]) -> list[PaperStory]:
    """Return what became of some papers, in their order. Raises NotFound."""
    with office.reading() as connection:
        return [story_of(connection, paper) for paper in papers]


def original(office: Office, *, paper: int, printer: Printer | None = None) -> bytes:
    """Return the bytes to print as the original: the frozen ones; for pre-printed sheets their text alone.

    printer: how it takes certificates, drawn anew from what was issued and without the frame.
    Raises NotFound (never issued) and PaperDamaged.
    """
    with office.reading() as connection:
        story = story_of(connection, paper)
        pdf = issued_bytes(connection, paper)
        if story.paper.kind != CERTIFICATE or printer is None or not (printer.text_only or printer.turn_back):
            return pdf
        return _on_own_sheets(connection, paper, printer)


def _on_own_sheets(connection: sa.Connection, paper: int, printer: Printer) -> bytes:
    from ikm_desktop.papers.certificate import certificates_pdf

    content = c.content_from_json(c.Certificates, issued_content(connection, paper))
    names = [content.letterhead.logo, *(holder.photo for holder in content.holders)]
    return certificates_pdf(content, furniture.pictures(connection, names), certificate_profile(printer))


def salinan(office: Office, *, paper: int) -> bytes:
    """Return the next copy of a paper: the frozen bytes under "SALINAN ke-n"; nothing is written.

    A void paper says so and why, and a number the register learnt later stands above the page.
    Raises NotFound (never issued) and PaperDamaged.
    """
    with office.reading() as connection:
        story = story_of(connection, paper)
        pdf = issued_bytes(connection, paper)
        snapshot = json.loads(issued_content(connection, paper))
    notes = [f"Nomor menurut register: {story.late_number}"] if story.late_number else []
    if story.ended_at is not None:
        notes.append(f"Dibatalkan {words.short_date(story.ended_at.date())}: {story.paper.reason}")
    return copy_of(
        pdf,
        story.next_copy,
        printed=snapshot.get("head", {}).get("marks", ()),
        void=story.paper.is_void,
        note="  ·  ".join(notes),
    )


def log_copies(office: Office, papers: Sequence[int]) -> None:
    """Log that a copy of each paper was printed; each takes the next "SALINAN ke-n"."""
    archive.log_prints(office, papers=papers, how=COPY)
