"""Certificates that were issued stay as they are: whoever changes what they say of the batch is told."""

from __future__ import annotations

import sqlalchemy as sa

from ikm_desktop.errors import Notice
from ikm_desktop.office.acts import Act
from ikm_desktop.papers import tables as papers


def tell_kept(act: Act, enrolment: int, name: str) -> None:
    """Note the certificate of somebody who leaves the batch it was issued in: it stays valid."""
    paper, subject = papers.paper.c, papers.paper_subject.c
    query = (
        sa.select(paper.number)
        .join_from(papers.paper_subject, papers.paper, paper.id == subject.paper)
        .where(paper.kind == "SERT", paper.state == "valid", subject.enrolment == enrolment)
    )
    for number in act.connection.execute(query).scalars():
        text = (
            f"Sertifikat {number or '(tanpa nomor)'} milik {name} tetap berlaku; cabut bila ia tidak berhak."
        )
        act.notices.append(Notice("KeepsCertificate", text, {"enrolment": enrolment}))


def tell_certified(act: Act, batch: int, what: str) -> None:
    """Note how many valid certificates of a batch were issued before this; what: that they keep as it was."""
    paper = papers.paper.c
    query = sa.select(sa.func.count()).where(
        paper.kind == "SERT", paper.state == "valid", paper.batch == batch
    )
    count = act.connection.execute(query).scalar_one()
    if count:
        text = (
            f"{count} sertifikat sudah terbit dan tetap memuat {what} seperti saat terbit; "
            "bila perlu, buat versi baru pada pratinjaunya."
        )
        act.notices.append(Notice("CertifiedBefore", text, {"batch": batch}))
