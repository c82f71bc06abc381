"""What of a batch's papers is there for its accounts (SPJ), and what is missing.

Which papers belong to them is customary for a training that hands out materials and buys the products back:
list of attendance, receipt of materials, inspection, kuitansi with its list of payments, certificates.
"""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from ikm_desktop.batches import tables as t
from ikm_desktop.goods import tables as g
from ikm_desktop.papers import tables as papers

WANTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Daftar hadir", ("DH",)),
    ("Tanda terima bahan", ("TTB", "BAST-P")),
    ("Berita acara pemeriksaan", ("BAP",)),
    ("Kuitansi", ("KUI-UP", "KUI-LS")),
    ("Sertifikat", ("SERT",)),
)
"""The kinds of papers a dossier has, each with the codes that will do."""


def lacking_papers(connection: sa.Connection, batch: int) -> tuple[int, int, tuple[tuple[str, str], ...]]:
    """Return how many kinds of papers are there, of how many, and what is missing with its reason.

    A kind is there once one of its papers was issued; single ones not issued yet are named by their number.
    """
    issued: defaultdict[str, list[str]] = defaultdict(list)
    drafts: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(_PAPERS, {"batch": batch}):
        (issued if row.versions else drafts)[row.kind].append(row.number or "tanpa nomor")
    there = 0
    lacking: list[tuple[str, str]] = []
    for name, codes in WANTED:
        has = any(issued[code] for code in codes)
        there += has
        waiting = [number for code in codes for number in drafts[code]]
        if waiting:
            lacking.append((name, f"belum terbit: {_shown(waiting)}"))
        elif not has:
            lacking.append((name, "belum ada"))
    return there, len(WANTED), tuple(lacking)


def _shown(numbers: list[str]) -> str:
    """Return the first numbers, and how many more there are."""
    first = ", ".join(numbers[:_NAMED])
    return f"{first} dan {len(numbers) - _NAMED} surat lain" if numbers[_NAMED:] else first


_NAMED = 2
_paper, _subject = papers.paper.c, papers.paper_subject.c
_of_batch = (
    sa.select(_subject.paper)
    .join_from(papers.paper_subject, g.voucher, g.voucher.c.id == _subject.voucher, isouter=True)
    .join(g.prepared, g.prepared.c.id == _subject.prepared, isouter=True)
    .join(t.enrolment, t.enrolment.c.id == _subject.enrolment, isouter=True)
    .where(
        sa.or_(
            g.voucher.c.batch == sa.bindparam("batch"),
            g.prepared.c.batch == sa.bindparam("batch"),
            t.enrolment.c.batch == sa.bindparam("batch"),
        )
    )
)
_PAPERS = (
    sa.select(
        _paper.kind,
        _paper.number,
        sa.select(sa.func.count())
        .where(papers.issued.c.paper == _paper.id)
        .correlate(papers.paper)
        .scalar_subquery()
        .label("versions"),
    )
    .where(
        _paper.state == "valid",
        sa.or_(_paper.batch == sa.bindparam("batch"), _paper.id.in_(_of_batch)),
    )
    .order_by(_paper.id)
)
