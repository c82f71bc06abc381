"""The certificates of a batch: who gets one, their numbers, single originals and one file for the printer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from ikm_desktop.batches.batches import batch_of
from ikm_desktop.batches.certificate_paper import certificate, joined
from ikm_desktop.batches.eligibility import Eligibility, eligibility
from ikm_desktop.batches.merging import kept_enrolments
from ikm_desktop.errors import AlreadyThere, FieldInvalid, FieldMissing, NothingChosen
from ikm_desktop.errors.stopping import step
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers import archive, drawing, furniture
from ikm_desktop.papers import content as c
from ikm_desktop.papers import tables as t
from ikm_desktop.papers.checks import unprintable_notices
from ikm_desktop.papers.document import PrintProfile
from ikm_desktop.papers.kinds import CERTIFICATES
from ikm_desktop.papers.numbers import NEXT, Wanted, WantedNumber, open_paper
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.participants.people import people_by_id


def issue_certificates(
    office: Office,
    *,
    batch: int,
    letter_date: date | None,
    people: Sequence[int] | None = None,
    exceptions: Mapping[int, str] | None = None,
    first_number: WantedNumber = NEXT,
) -> Done:
    """Issue the certificates of a batch: a number and frozen bytes each, all or none.

    people: person ids (all who may and have none yet, by default); exceptions: a reason by person for who
    does not meet the rule; first_number: of the first, the others follow on.
    Raises, all at once, FieldMissing, WrongDay (before the training ended), NothingChosen, FieldInvalid (not
    of the batch, or does not meet the rule and no reason), AlreadyThere (has a valid one), NumberTaken.
    """
    with office.act("issue_certificates") as act:
        issue_certificates_in(act, batch, letter_date, people, exceptions or {}, first_number)
        return act.done()


def issue_certificates_in(
    act: Act,
    batch: int,
    letter_date: date | None,
    people: Sequence[int] | None,
    exceptions: Mapping[int, str],
    first_number: WantedNumber = NEXT,
) -> None:
    """Issue certificates within an act."""
    found = Findings()
    if letter_date is None:
        found.add(FieldMissing(field="Tanggal sertifikat"))
    else:
        of_batch = batch_of(act.connection, batch)
        found.in_order("Tanggal sertifikat", of_batch.ends_on or of_batch.starts_on, letter_date)
    standing = {one.enrolled.person.id: one for one in eligibility(act.connection, batch)}
    given = certificates_of(act.connection, batch)
    if people is None:
        people = [
            person
            for person, one in standing.items()
            if one.enrolled.enrolment not in given and (one.may or exceptions.get(person, "").strip())
        ]
    if not people:
        found.add(NothingChosen(what="Tidak ada peserta yang memenuhi syarat dan belum bersertifikat"))
    for person in people:
        if person in standing:
            _judge(found, standing[person], person, exceptions, given)
        else:
            why = "bukan peserta aktif angkatan ini"
            found.add(FieldInvalid(field="Peserta", value=_name_of(act, person), why=why))
    found.refuse()
    if letter_date is None:
        return
    named = batch_of(act.connection, batch).name
    wanted = first_number
    for done, person in enumerate(people):
        step("Menerbitkan sertifikat", done, len(people))
        enrolled = standing[person].enrolled
        paper = open_paper(
            act,
            kind="SERT",
            series=CERTIFICATES,
            letter_date=letter_date,
            subject=_subject(named, exceptions.get(person, "")),
            party=enrolled.person.name,
            batch=batch,
            wanted=wanted,
            enrolment=enrolled.enrolment,
        )
        _issue(act, paper.id)
        if not isinstance(wanted, Wanted):
            wanted = NEXT if paper.sequence is None else paper.sequence + 1


def _name_of(act: Act, person: int) -> str:
    known = people_by_id(act.connection, [person])
    return known[person].name if person in known else str(person)


def _judge(
    found: Findings,
    one: Eligibility,
    person: int,
    exceptions: Mapping[int, str],
    given: Mapping[int, str],
) -> None:
    name = one.enrolled.person.name
    if one.enrolled.enrolment in given:
        found.add(AlreadyThere(field="Sertifikat", value=given[one.enrolled.enrolment], owner=name))
    if not one.may and not exceptions.get(person, "").strip():
        found.add(
            FieldInvalid(field="Sertifikat", value=name, why=f"belum memenuhi: {'; '.join(one.reasons)}")
        )


def _subject(batch: str, exception: str) -> str:
    reason = f" (dengan alasan: {exception.strip()})" if exception.strip() else ""
    return f"Sertifikat pelatihan {batch}{reason}"


def _issue(act: Act, paper: int) -> None:
    content = certificate(act.connection, read_paper(act.connection, paper), version=1, draft=False)
    pictures = furniture.pictures(act.connection, drawing.logo_and_photos(content))
    pdf = drawing.pdf_of(content, pictures)
    archive.issue(act, paper, content_json=c.content_to_json(content), pdf=pdf, pages=drawing.page_count(pdf))
    act.changed |= {Kind.PAPER, Kind.BATCH}
    act.notices += unprintable_notices(content)


def certificates_of(connection: sa.Connection, batch: int) -> dict[int, str]:
    """Return the numbers of a batch's valid certificates by enrolment; a double's counts for both."""
    rows = connection.execute(
        sa.select(t.paper_subject.c.enrolment, t.paper.c.number)
        .join(t.paper, t.paper.c.id == t.paper_subject.c.paper)
        .where(t.paper.c.kind == "SERT", t.paper.c.batch == batch, t.paper.c.state == "valid")
    )
    found = {row.enrolment: row.number or "(belum bernomor)" for row in rows}
    doubles = kept_enrolments(connection)
    return {doubles[one]: number for one, number in found.items() if one in doubles} | found


def withdrawn_of(connection: sa.Connection, batch: int) -> dict[int, str]:
    """Return what certificates of a batch were withdrawn and why, by enrolment: the last one of each."""
    rows = connection.execute(
        sa.select(t.paper_subject.c.enrolment, t.paper.c.number, t.paper.c.reason)
        .join(t.paper, t.paper.c.id == t.paper_subject.c.paper)
        .where(t.paper.c.kind == "SERT", t.paper.c.batch == batch, t.paper.c.state == "void")
        .order_by(t.paper.c.ended, t.paper.c.id)
    )
    return {row.enrolment: f"{row.number or 'tanpa nomor'} ditarik: {row.reason}" for row in rows}


def certificates_file(connection: sa.Connection, batch: int, profile: PrintProfile | None = None) -> bytes:
    """Return all valid certificates of a batch in one PDF, drawn in one pass from what was issued.

    The single originals are what was issued; this file is for the printer. profile: how it takes the sheets
    (text alone on pre-printed ones, the back turned). Raises NothingChosen.
    """
    contents = _issued_contents(connection, batch)
    names = [name for content in contents for name in drawing.logo_and_photos(content)]
    return drawing.certificates_in_one(contents, furniture.pictures(connection, names), profile)


def certificate_holders(connection: sa.Connection, batch: int) -> tuple[str, ...]:
    """Return name and number of each certificate in `certificates_file`, in the order of its pages."""
    contents = _issued_contents(connection, batch)
    return tuple(f"{one.name}  {one.number}".strip() for content in contents for one in content.holders)


def _issued_contents(connection: sa.Connection, batch: int) -> list[c.Certificates]:
    rows = connection.execute(
        sa.select(t.paper.c.id)
        .join(t.issued, t.issued.c.paper == t.paper.c.id)
        .where(t.paper.c.kind == "SERT", t.paper.c.batch == batch, t.paper.c.state == "valid")
        .distinct()
        .order_by(t.paper.c.id)
    )
    texts = [archive.issued_content(connection, paper) for paper in rows.scalars()]
    if not texts:
        raise NothingChosen(what="Terbitkan sertifikat angkatan ini dahulu")
    return list(joined([c.content_from_json(c.Certificates, text) for text in texts]))
