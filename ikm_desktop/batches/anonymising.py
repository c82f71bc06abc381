"""What is personal of somebody goes for good once its time is over; the ledger stays whole.

`batches.forgetting` takes it out of all records. What stays is told by `STAYS`, on screen and in the help.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as t
from ikm_desktop.batches.forgetting import Hers, forget
from ikm_desktop.batches.open_matters import open_batches, owed_to, prepared_with
from ikm_desktop.errors import Fault, FieldInvalid, Notice, Refusal, WayOut
from ikm_desktop.errors.stopping import step
from ikm_desktop.goods import tables as goods
from ikm_desktop.office import drafts
from ikm_desktop.office import tables as office
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.settings import load
from ikm_desktop.participants import tables as p
from ikm_desktop.participants.people import person_of
from ikm_desktop.participants.retention import Retention
from ikm_desktop.storage import attachments, rewriting
from ikm_desktop.storage.tables import Day

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

STAYS = (
    "surat yang sudah terbit dan pindaiannya (bukti, menurut jadwal retensi arsip)",
    "siapa yang menandatangani untuk penerima dan alasan yang diketik pada surat",
    "cadangan dan berkas yang disimpan di luar buku sebelum hari ini",
)
"""What goes on naming somebody whose data went, in the words of the screen.

Source: UU 27/2022 art. 44 (1) a (data go when the archive schedule lets its proof go).
"""


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose data may go; last: the day of the last thing done with her; since: when it was due."""

    person: int
    name: str
    last: date
    since: date


@dataclass(kw_only=True, eq=False)
class CannotAnonymise(Refusal):
    """Something is still open with a person, or her time is not over; why: sentences in Indonesian."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("lihat-peserta", "Lihat peserta"),)
    name: str
    why: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Name her and all that is open."""
        return f"{self.name} belum dapat dianonimkan: {'; '.join(self.why)}."


# --- acts -------------------------------------------------------------------------------------------


def anonymise(office_: Office, *, person: int, reason: str) -> Done:
    """Let what is personal of somebody and her doubles go for good; this cannot be undone.

    Her photos and the drafts that hold her numbers go from the data folder too, and the book's file is
    written anew; where that could not be, a notice tells. Raises ReasonMissing, NotFound, FieldInvalid (a
    double, anonymised already), CannotAnonymise while she holds goods, is owed money, has prepared papers, is
    in a batch that is open, or her time is not over.
    """
    done = _anonymise(office_, person, reason)
    return replace(done, notices=(*done.notices, *_write_anew(office_)))


@dataclass(frozen=True, slots=True)
class LetGo:
    """How far several people's data went.

    people: whose data went; notices: what is to be told; refusal: what ended it early, stopped_at: with whom.
    """

    people: tuple[int, ...]
    notices: tuple[Notice, ...]
    refusal: Refusal | Fault | None = None
    stopped_at: int | None = None


def anonymise_all(office_: Office, *, people: Sequence[int], reason: str) -> LetGo:
    """Anonymise people one by one, each an act; the first that cannot be ends it and is told.

    The book's file is written anew once, at the end.
    """
    gone: list[int] = []
    notices: list[Notice] = []
    refusal: Refusal | Fault | None = None
    for no, person in enumerate(people):
        try:
            step("Menghapus data pribadi", no, len(people))
            notices += _anonymise(office_, person, reason).notices
        except (Refusal, Fault) as refused:
            refusal = refused
            break
        gone.append(person)
    if gone:
        notices += _write_anew(office_)
    return LetGo(tuple(gone), tuple(notices), refusal, people[len(gone)] if refusal else None)


def _anonymise(office_: Office, person: int, reason: str) -> Done:
    with office_.act("anonymise") as act:
        who = person_of(act.connection, person)
        found = Findings()
        why = found.reason("Anonimisasi", reason)
        if who.merged_into is not None or who.anonymised:
            told = "sudah dianonimkan" if who.anonymised else "adalah data ganda; pilih orang aslinya"
            found.add(FieldInvalid(field="Peserta", value=who.name, why=told))
            found.refuse()
        hers = _hers(act.connection, person)
        open_ = _open_matters(act, person, hers)
        if open_:
            found.add(CannotAnonymise(name=who.name, why=open_))
        found.refuse()
        beside = forget(act, hers)
        for row in hers.people:
            act.log("participant", row, "anonymised", None, why)
        act.changed |= {Kind.PERSON, Kind.BATCH, Kind.PAPER}
        done = act.done()
    for photo in beside.photos:
        attachments.forget(office_.folder, photo)
    drafts.forget_naming(office_.drafts, titles=beside.names, numbers=beside.numbers)
    return done


def _write_anew(office_: Office) -> tuple[Notice, ...]:
    """Write the book anew; what kept it from that is told, since the data themselves are gone by then."""
    try:
        rewriting.write_anew(office_.engine, office_.path)
    except Fault as fault:
        text = (
            f"Data sudah dihapus, tetapi sisa lamanya dalam berkas buku belum ditimpa: {fault.sentence} "
            "Ulangi dengan menganonimkan orang berikutnya."
        )
        return (Notice("TracesLeft", text),)
    return ()


# --- reading ----------------------------------------------------------------------------------------


def due_for_anonymising(connection: sa.Connection, today: date) -> tuple[Due, ...]:
    """Return whose data may go by the office's setting, longest overdue first, in a few statements.

    The last thing done is her last voucher, the end of her last batch, or that she was entered.
    """
    years = load(connection, Retention).years
    query = sa.select(p.participant.c.id, p.participant.c.name).where(
        p.participant.c.merged_into.is_(None), p.participant.c.anonymised == 0
    )
    names = {row.id: row.name for row in connection.execute(query)}
    last = _last_days(connection)
    due = [
        Due(person, names[person], day, _after(day, years)) for person, day in last.items() if person in names
    ]
    return tuple(sorted((one for one in due if one.since <= today), key=lambda one: (one.since, one.name)))


# --- what is open -----------------------------------------------------------------------------------


def _hers(connection: sa.Connection, person: int) -> Hers:
    c = p.participant.c
    query = sa.select(c.id, c.place).where(sa.func.coalesce(c.merged_into, c.id) == person).order_by(c.id)
    rows = connection.execute(query).all()
    return Hers(person, tuple(row.id for row in rows), tuple(row.place for row in rows))


def _open_matters(act: Act, person: int, hers: Hers) -> tuple[str, ...]:
    connection = act.connection
    why = [f"masih memegang {name}" for name in _held(connection, hers.places)]
    owed = owed_to(connection, hers.places)
    if owed:
        why.append(f"masih ada {words.rupiah(owed)} yang belum dibayar kepadanya")
    waiting = prepared_with(connection, hers.places)
    why += [f"{paper} masih disiapkan" for paper in waiting]
    why += [f"masih peserta {name} yang belum ditutup" for name in open_batches(connection, hers.people)]
    last = _last_days(connection, person).get(person)
    if last is not None:
        until = _after(last, load(connection, Retention).years)
        if until > act.today:
            why.append(f"masa simpan datanya sampai {words.long_date(until)}")
    return tuple(why)


def _held(connection: sa.Connection, places: Collection[int]) -> list[str]:
    query = (
        sa.select(goods.item.c.name)
        .distinct()
        .join_from(goods.holding, goods.item, goods.holding.c.item == goods.item.c.id)
        .where(goods.holding.c.place.in_(places))
        .order_by(goods.item.c.name)
    )
    return list(connection.execute(query).scalars())


def _last_days(connection: sa.Connection, person: int | None = None) -> dict[int, date]:
    """Return the day of the last thing done with each person, in one statement."""
    who, v, a, c = p.participant.c, goods.voucher.c, office.act.c, office.change.c
    root = sa.func.coalesce(who.merged_into, who.id).label("person")
    place = sa.or_(v.counterpart == who.place, v.store == who.place)
    ended = sa.func.coalesce(t.batch.c.closed_on, t.batch.c.ends_on, t.batch.c.starts_on)
    made = sa.and_(c.subject == "participant", c.subject_id == who.id, c.field == "", c.after == "baru")
    days = (
        sa.select(root, sa.type_coerce(v.letter_date, sa.Text()).label("day"))
        .select_from(p.participant)
        .join(goods.voucher, place),
        sa.select(root, sa.type_coerce(ended, sa.Text()).label("day"))
        .select_from(p.participant)
        .join(t.enrolment, t.enrolment.c.participant == who.id)
        .join(t.batch, t.batch.c.id == t.enrolment.c.batch),
        sa.select(root, sa.type_coerce(a.entered_on, sa.Text()).label("day"))
        .select_from(p.participant)
        .join(office.change, made)
        .join(office.act, a.entry == c.entry),
    )
    every = sa.union_all(*days).subquery("days")
    query = sa.select(every.c.person, sa.func.max(every.c.day, type_=Day()).label("last")).group_by(
        every.c.person
    )
    if person is not None:
        query = query.where(every.c.person == person)
    return {row.person: row.last for row in connection.execute(query) if row.last is not None}


def _after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)
