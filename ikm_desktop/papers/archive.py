"""The archive: what was issued, byte for byte, and each time it was printed, saved or copied.

Issued = first printed or saved, or issued on purpose. The content (the snapshot), the PDF and its
SHA-256 are stored in the issuing act's own transaction and never change. A correction is the next
version under the same number, with what changed; the earlier version stays.

What is issued are single originals: each certificate of a batch is a paper of its own with its own
bytes. A file of all certificates of a batch is for the printer only: it is drawn in one pass from the
contents of the issued versions and is not stored, so there is one original of each, never two.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop.errors import FieldMissing, NotFound, PaperDamaged, WrongState
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import tidy
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.rows import PAPERS, PaperRow, paper_row, read_paper

PRINT = "cetak"
SAVE = "simpan"
COPY = "salinan"
"""What is logged: the original printed, saved as a file, printed as SALINAN ke-n."""

_LONGEST_PARTY = 60


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A version of a paper that was issued, without its bytes.

    file_name: a name for the file that holds on every system, other than that of any paper in the same
    answer; state: of the paper, "valid" or "void"; number: as the register has it now.
    """

    id: int
    paper: int
    version: int
    kind: str
    number: str | None
    letter_date: date
    subject: str
    party: str
    batch: int | None
    state: str
    pages: int
    changed: str
    sha256: bytes
    entry: int
    file_name: str


def issue(act: Act, paper: int, *, content_json: str, pdf: bytes, pages: int, changed: str = "") -> int:
    """Store the next version of a paper and return its id.

    content_json: the content it was drawn from; changed: what a correction changes, needed from
    version 2 on. Nothing is stored unless the act is committed.
    Raises WrongState (the paper is void), FieldMissing (nothing said of what changed).
    """
    row = read_paper(act.connection, paper)
    if row.is_void:
        raise WrongState(paper=row.ref(), state="Dibatalkan", needed="masih berlaku")
    version = (_last_version(act.connection, paper) or 0) + 1
    why = tidy(changed)
    if version > 1 and not why:
        raise FieldMissing(field=f"Yang berubah pada versi {version}")
    issued = act.insert(
        t.issued,
        {
            "paper": paper,
            "version": version,
            "entry": act.entry,
            "changed": why,
            "snapshot": content_json,
            "pdf": pdf,
            "sha256": hashlib.sha256(pdf).digest(),
            "pages": pages,
        },
    )
    act.changed.add(Kind.PAPER)
    return issued


def _last_version(connection: sa.Connection, paper: int) -> int | None:
    return connection.execute(
        sa.select(sa.func.max(t.issued.c.version)).where(t.issued.c.paper == paper)
    ).scalar()


def last_issued(connection: sa.Connection, paper: int) -> int | None:
    """Return the id of a paper's newest version, None while it is a draft."""
    return connection.execute(
        sa.select(t.issued.c.id).where(t.issued.c.paper == paper).order_by(t.issued.c.version.desc()).limit(1)
    ).scalar()


def issued_bytes(connection: sa.Connection, paper: int, version: int | None = None) -> bytes:
    """Return the PDF exactly as it was issued; version: None for the newest.

    Raises NotFound (never issued) and PaperDamaged (the bytes no longer have their hash).
    """
    column = t.issued.c
    query = sa.select(column.pdf, column.sha256, column.version).where(column.paper == paper)
    if version is not None:
        query = query.where(column.version == version)
    row = connection.execute(query.order_by(column.version.desc()).limit(1)).one_or_none()
    if row is None:
        raise NotFound(
            field="Surat terbit", value=f"{paper}" if version is None else f"{paper} versi {version}"
        )
    pdf = bytes(row.pdf)
    if hashlib.sha256(pdf).digest() != row.sha256:
        raise PaperDamaged(paper=read_paper(connection, paper).ref(), version=row.version)
    return pdf


def issued_content(connection: sa.Connection, paper: int, version: int | None = None) -> str:
    """Return the snapshot a version was drawn from, as JSON; version: None for the newest.

    Raises NotFound.
    """
    column = t.issued.c
    query = sa.select(column.snapshot).where(column.paper == paper)
    if version is not None:
        query = query.where(column.version == version)
    found = connection.execute(query.order_by(column.version.desc()).limit(1)).scalar()
    if found is None:
        raise NotFound(field="Surat terbit", value=str(paper))
    return str(found)


def log_print(act: Act, issued: int, how: str) -> int:
    """Log that a version was printed, saved or copied; return n of "SALINAN ke-n", 0 for an original.

    how: PRINT, SAVE or COPY.
    """
    copy = 0
    if how == COPY:
        column = t.print_log.c
        done = act.connection.execute(
            sa.select(sa.func.max(column.copy)).where(column.issued == issued)
        ).scalar()
        copy = (done or 0) + 1
    act.connection.execute(
        t.print_log.insert(), {"issued": issued, "entry": act.entry, "how": how, "copy": copy}
    )
    act.changed.add(Kind.PAPER)
    return copy


@dataclass(frozen=True, slots=True)
class Reprint:
    """The bytes to print again; copy: n of the strip "SALINAN ke-n" to lay over them, 0 for none."""

    pdf: bytes
    copy: int


def print_again(office: Office, *, paper: int, how: str = PRINT, version: int | None = None) -> Reprint:
    """Return the stored bytes of a paper, equal to the first print, and log it.

    how: PRINT, SAVE or COPY; version: None for the newest.
    Raises NotFound (never issued) and PaperDamaged.
    """
    with office.act("print_again") as act:
        pdf = issued_bytes(act.connection, paper, version)
        column = t.issued.c
        query = sa.select(column.id).where(column.paper == paper)
        if version is not None:
            query = query.where(column.version == version)
        issued = act.connection.execute(query.order_by(column.version.desc()).limit(1)).scalar_one()
        copy = log_print(act, issued, how)
        act.papers.append(paper)
        return Reprint(pdf, copy)


def log_prints(office: Office, *, papers: Sequence[int], how: str = PRINT) -> Done:
    """Log in one act that the newest version of each paper was printed, saved or copied.

    Raises NotFound (one was never issued).
    """
    with office.act("print_again") as act:
        for paper in papers:
            issued = last_issued(act.connection, paper)
            if issued is None:
                raise NotFound(field="Surat terbit", value=str(paper))
            log_print(act, issued, how)
            act.papers.append(paper)
        return act.done()


def issued_papers(
    connection: sa.Connection,
    *,
    batch: int | None = None,
    kind: str | None = None,
    paper: int | None = None,
    all_versions: bool = False,
) -> list[IssuedPaper]:
    """Return the issued papers, void ones too, by kind, day and number, in one statement.

    batch, kind, paper: only these; all_versions: earlier versions too, not only the newest.
    """
    issued = t.issued.c
    columns = [c for c in t.issued.columns if c.name not in {"pdf", "snapshot", "digest", "id", "entry"}]
    query = PAPERS.add_columns(
        issued.id.label("issued_id"),
        issued.entry.label("issued_entry"),
        *(c for c in columns if c.name != "paper"),
    ).join(t.issued, issued.paper == t.paper.c.id)
    if not all_versions:
        newer = t.issued.alias()
        query = query.where(
            ~sa.exists().where(newer.c.paper == issued.paper, newer.c.version > issued.version)
        )
    for column, value in ((t.paper.c.batch, batch), (t.paper.c.kind, kind), (t.paper.c.id, paper)):
        if value is not None:
            query = query.where(column == value)
    rows = connection.execute(
        query.order_by(
            t.paper.c.kind, t.paper.c.letter_date, t.paper.c.sequence, t.paper.c.id, issued.version
        )
    )
    return _with_own_names([_issued_paper(row) for row in rows])


def _issued_paper(row: sa.Row[tuple[object, ...]]) -> IssuedPaper:
    paper = paper_row(row)
    return IssuedPaper(
        id=row.issued_id,
        paper=paper.id,
        version=row.version,
        kind=paper.kind,
        number=paper.number,
        letter_date=paper.letter_date,
        subject=paper.subject,
        party=paper.party,
        batch=paper.batch,
        state=paper.state,
        pages=row.pages,
        changed=row.changed,
        sha256=bytes(row.sha256),
        entry=row.issued_entry,
        file_name=file_name(paper, row.version),
    )


def file_name(paper: PaperRow, version: int = 1) -> str:
    """Return a name for the file of a paper that every file system takes: kind, number, party."""
    parts = [paper.kind, _slug(paper.number or "") or f"tanpa-nomor-{paper.id}"]
    parts += [_slug(paper.party)[:_LONGEST_PARTY].strip("-")] if _slug(paper.party) else []
    parts += [f"versi-{version}"] if version > 1 else []
    parts += ["DIBATALKAN"] if paper.is_void else []
    return f"{'_'.join(parts)}.pdf"


def _slug(text: str) -> str:
    """Return a text in letters, digits and hyphens that every file system takes."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _with_own_names(papers: list[IssuedPaper]) -> list[IssuedPaper]:
    """Tell files of the same name apart by the paper's id (Windows takes A and a for one)."""
    times = Counter(paper.file_name.casefold() for paper in papers)
    return [
        replace(p, file_name=f"{p.file_name.removesuffix('.pdf')}_{p.paper}.pdf")
        if times[p.file_name.casefold()] > 1
        else p
        for p in papers
    ]
