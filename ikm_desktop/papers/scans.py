"""Scans of signed papers: kept beside the book under their hash, known to the register by a row.

A paper whose scan is here has come back. What was put to the wrong paper is taken off with a reason; its row
and its file stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from ikm_desktop.errors import AlreadyThere, FieldInvalid, NotFound, ReasonMissing
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import tidy
from ikm_desktop.office.findings import Finding
from ikm_desktop.office.tables import act as acts
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.storage import attachments

FIELD = "Pindaian"
LARGEST_MB = 25
_KINDS = {b"%PDF": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}
ENDINGS = (".pdf", ".jpg", ".jpeg", ".png")
"""Names of files that can be scans."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan of a paper: its file's name as it came, its hash, when and by whom it was put there."""

    id: int
    paper: int
    name: str
    media_type: str
    sha256: str
    size: int
    at: datetime
    by: str


def attach_scan(office: Office, *, paper: int, content: bytes, name: str) -> Done:
    """Keep the scan of a signed paper: a PDF, JPEG or PNG file. The row's id is in `Done.ids`.

    Raises NotFound, FieldInvalid (no such file, or larger than 25 MB), AlreadyThere (the paper has this very
    file), DiskFull and other faults; then the register is as it was.
    """
    media_type = _media_type(content, name)
    kept = attachments.keep(office.folder, content)
    with office.act("attach_scan") as act:
        row = read_paper(act.connection, paper)
        standing = act.connection.execute(
            _valid().where(t.attachment.c.paper == paper, t.attachment.c.sha256 == kept)
        ).first()
        if standing is not None:
            raise AlreadyThere(field=FIELD, value=name, owner=str(row.ref()))
        values = {"paper": paper, "sha256": kept, "name": tidy(name), "media_type": media_type}
        act.ids.append(act.insert(t.attachment, {"entry": act.entry, "size": len(content), **values}))
        _touch(act, paper)
        return act.done()


def remove_scan(office: Office, *, scan: int, reason: str) -> Done:
    """Take a scan off its paper, for a reason; the row and the file stay. Raises NotFound, ReasonMissing."""
    why = tidy(reason)
    if not why:
        raise ReasonMissing(field=FIELD)
    with office.act("remove_scan") as act:
        row = act.connection.execute(_valid().where(t.attachment.c.id == scan)).first()
        if row is None:
            raise NotFound(field=FIELD, value=str(scan))
        act.update(t.attachment, scan, {"removed": act.entry, "reason": why})
        _touch(act, row.paper)
        return act.done()


def scans_of(connection: sa.Connection, papers: Sequence[int]) -> dict[int, tuple[Scan, ...]]:
    """Return the scans of some papers, oldest first, by paper; those without any are missing."""
    found: dict[int, tuple[Scan, ...]] = {}
    query = _valid().where(t.attachment.c.paper.in_(papers)).order_by(t.attachment.c.id)
    for row in connection.execute(query):
        scan = Scan(
            row.id,
            row.paper,
            row.name,
            row.media_type,
            row.sha256,
            row.size,
            datetime.fromisoformat(row.entered_at),
            row.actor,
        )
        found[row.paper] = (*found.get(row.paper, ()), scan)
    return found


def scan_content(office: Office, scan: Scan) -> bytes:
    """Return the file of a scan. Raises BookDamaged when it is missing or changed."""
    return attachments.read(office.folder, scan.sha256)


def scan_path(office: Office, scan: Scan) -> Path:
    """Return where the file of a scan lies, for the system's own viewer; it has no ending."""
    return attachments.path_of(office.folder, scan.sha256)


def check_scans(connection: sa.Connection, folder: Path, code: int) -> list[Finding]:
    """Return a finding for each scan whose file is missing or has another size; code: the check's number."""
    found = []
    for row in connection.execute(sa.select(t.attachment).order_by(t.attachment.c.id)):
        path = attachments.path_of(folder, str(row.sha256))
        size = path.stat().st_size if path.is_file() else None
        if size != row.size:
            paper = str(read_paper(connection, row.paper).ref())
            what = "tidak ada" if size is None else "berubah"
            found.append(Finding(code, f"Pindaian {row.name} dari {paper} {what} di lampiran.", paper=paper))
    return found


def _valid() -> sa.Select[tuple[int]]:
    columns = [column for column in t.attachment.columns if column.name != "digest"]
    query: sa.Select[tuple[int]] = (
        sa.select(*columns, acts.c.entered_at, acts.c.actor)
        .join(acts, acts.c.entry == t.attachment.c.entry)
        .where(t.attachment.c.removed.is_(None))
    )
    return query


def _media_type(content: bytes, name: str) -> str:
    if len(content) > LARGEST_MB * 10**6:
        raise FieldInvalid(field=FIELD, value=name, why=f"lebih besar dari {LARGEST_MB} MB; pindai 200 dpi")
    found = next((kind for magic, kind in _KINDS.items() if content.startswith(magic)), None)
    if found is None:
        raise FieldInvalid(field=FIELD, value=name, why="bukan PDF, JPEG, atau PNG")
    return found


def _touch(act: Act, paper: int) -> None:
    act.papers.append(paper)
    act.changed.add(Kind.PAPER)
