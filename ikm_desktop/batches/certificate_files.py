"""Certificates before and after they are issued: a draft to look at, single originals, the log of prints."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ikm_desktop.batches.batches import batch_of
from ikm_desktop.batches.certificate_paper import certificate_for
from ikm_desktop.batches.roster import enrolled
from ikm_desktop.errors import NothingChosen
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.papers import archive, drawing, furniture
from ikm_desktop.papers.archive import IssuedPaper, issued_bytes, issued_papers, log_print
from ikm_desktop.papers.kinds import CERTIFICATES
from ikm_desktop.papers.rows import PaperRow


def certificate_draft(office: Office, *, batch: int, person: int, letter_date: date) -> bytes:
    """Return somebody's certificate as it would look, marked DRAF and without a number; nothing is written.

    Raises NotFound (nobody of this batch).
    """
    with office.reading() as connection:
        who = enrolled(connection, batch, person)
        paper = _not_yet_written(batch, who.person.name, letter_date)
        content = certificate_for(connection, who, paper, version=1, draft=True)
        pictures = furniture.pictures(connection, drawing.logo_and_photos(content))
    return drawing.pdf_of(content, pictures)


def save_certificates(office: Office, *, batch: int, folder: Path) -> tuple[Path, ...]:
    """Write the valid certificates of a batch into a folder, each original a file; it is logged.

    Raises NothingChosen (none is issued), OSError.
    """
    with office.act("save_certificates") as act:
        named = batch_of(act.connection, batch).name
        written = []
        for one in _valid(issued_papers(act.connection, batch=batch, kind="SERT"), named):
            target = folder / one.file_name
            target.write_bytes(issued_bytes(act.connection, one.paper))
            log_print(act, one.id, archive.SAVE)
            written.append(target)
    return tuple(written)


def log_certificates_print(office: Office, *, batch: int) -> Done:
    """Note that all valid certificates of a batch were printed. Raises NothingChosen (none is issued)."""
    with office.act("print_certificates") as act:
        named = batch_of(act.connection, batch).name
        for one in _valid(issued_papers(act.connection, batch=batch, kind="SERT"), named):
            log_print(act, one.id, archive.PRINT)
        return act.done()


def _valid(papers: list[IssuedPaper], batch: str) -> list[IssuedPaper]:
    valid = [paper for paper in papers if paper.state == "valid"]
    if not valid:
        raise NothingChosen(what=f"Terbitkan sertifikat {batch} dahulu")
    return valid


def _not_yet_written(batch: int, party: str, letter_date: date) -> PaperRow:
    return PaperRow(
        id=0,
        entry=0,
        kind="SERT",
        series=CERTIFICATES,
        year=letter_date.year,
        sequence=None,
        number=None,
        number_text="",
        letter_date=letter_date,
        subject="",
        party=party,
        batch=batch,
        state="valid",
        reason=None,
        ended=None,
    )
