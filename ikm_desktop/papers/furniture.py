"""What the papers of one office share, read from its book: letterhead, marks, signers, pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import BookDamaged
from ikm_desktop.office import tables as office
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import BookMode, Wording, load
from ikm_desktop.office.signatories import ROLES, Signatory, signatory_on
from ikm_desktop.papers import content as c
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.storage import attachments


def letterhead(connection: sa.Connection) -> c.Letterhead:
    """Return the office's letterhead as its profile has it now."""
    profile = load(connection, Profile)
    return c.Letterhead(
        government=profile.government,
        office=profile.office,
        address=profile.address_line,
        contact=profile.contact_line.replace(" · ", "   "),
        logo=profile.logo,
    )


def head(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool, returns: bool = True
) -> c.Head:
    """Return what each page's furniture says of a paper.

    draft: the preview before it is issued, without number and return code; returns: whether the signed
    original comes back, so that it carries a code to find it by.
    """
    mode = load(connection, BookMode)
    marks = [c.SAMPLE] if mode.sample else [c.PRACTICE] if mode.practice else []
    marks += [c.VOID] if paper.is_void else [c.DRAFT] if draft else []
    return c.Head(
        kind=paper.kind,
        number="" if draft else paper.number_text,
        version=version,
        marks=tuple(marks),
        return_code=return_code(paper) if returns and not draft else "",
        left=float(load(connection, Wording).left_margin_mm),
    )


def return_code(paper: PaperRow) -> str:
    """Return the text of a paper's return QR: its kind and id, and eight signs that catch a misreading."""
    name = f"IKM1:{paper.kind}:{paper.id:06d}"
    return f"{name}:{hashlib.sha256(f'{name}:{paper.entry}'.encode()).hexdigest()[:8]}"


def signer(connection: sa.Connection, role: str, day: date) -> c.Signer:
    """Return the block of who signs in a role on a day; with nobody named, a line to write on."""
    found = signatory_on(connection, role, day)
    if found is None:
        return c.Signer(name="", title=(ROLES[role],))
    return c.Signer(name=found.name, title=found.title_lines, rank=found.rank, nip=found.nip)


def acting(connection: sa.Connection, role: str, day: date, doing: str) -> c.Signer:
    """Return the block of who signs in a role, under what she does ("Mengetahui:"), without rank.

    Where the head of the office stands in, the role stands as title.
    """
    found = signatory_on(connection, role, day)
    block = signer(connection, role, day)
    title = block.title if found is None or found.role == role else (ROLES[role],)
    return replace(block, role=doing, title=title, rank="")


def party_fields(found: Signatory | None, role: str, address: str) -> tuple[c.Field, ...]:
    """Return the identity lines of an official: only what is known (no empty "NIP")."""
    if found is None:
        return (c.Field(label="Nama", value=""), c.Field(label="Jabatan", value=ROLES[role]))
    lines = [c.Field(label="Nama", value=found.name, bold=True)]
    if found.nip:
        lines.append(c.Field(label="NIP", value=words.nip(found.nip)))
    lines.append(c.Field(label="Jabatan", value=" ".join(found.title_lines)))
    if found.address or address:
        lines.append(c.Field(label="Alamat", value=found.address or address))
    return tuple(lines)


def dated(connection: sa.Connection, block: c.Signer, day: date) -> c.Signer:
    """Return a signature block with place and date above it."""
    return replace(block, dated=f"{load(connection, Profile).city}, {words.long_date(day)}")


def pictures(connection: sa.Connection, names: Iterable[str | None]) -> dict[str, bytes]:
    """Return the files a content names, by SHA-256, from the book or beside it; what is gone is left out."""
    wanted = {name for name in names if name}
    if not wanted:
        return {}
    rows = connection.execute(
        sa.select(office.file.c.sha256, office.file.c.content).where(office.file.c.sha256.in_(wanted))
    )
    found = {row.sha256: row.content for row in rows}
    for name in wanted - found.keys():
        with suppress(BookDamaged):
            found[name] = attachments.read(attachments.folder_of(connection), name)
    return found
