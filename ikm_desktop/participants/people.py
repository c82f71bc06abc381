"""People: adding, changing and putting away; each person is a place where goods can lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import AlreadyThere, FieldInvalid, NotFound, ReasonMissing, WayOut
from ikm_desktop.goods import places
from ikm_desktop.goods import tables as goods
from ikm_desktop.office import files
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.checks import checked, notices_of, odd, working_ages
from ikm_desktop.participants.person import LABELS, Person, PersonChanges, PersonFields, person_from

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Unpack

    from ikm_desktop.errors import Refusal
    from ikm_desktop.office.book import Office

Masked = Literal["nik", "bank_account", "npwp"]


@dataclass(kw_only=True, eq=False)
class NikTaken(AlreadyThere):
    """A NIK that is somebody's; person: hers in the book."""

    ways: ClassVar[tuple[WayOut, ...]] = (
        WayOut("pakai-orang-ini", "Pakai orang ini"),
        WayOut("periksa-nik", "Periksa NIK"),
    )
    person: int


@dataclass(frozen=True, slots=True)
class NikOwner:
    """Who has a NIK already."""

    participant: int
    name: str


# --- acts -------------------------------------------------------------------------------------------


def add_person(office: Office, *, name: str, **fields: Unpack[PersonFields]) -> Done:
    """Add a person; her id is in `Done.ids`, what looks odd in her NIK in `Done.notices`.

    Raises FieldMissing (name), FieldInvalid (NIK of other than 16 digits, …), AlreadyThere (the NIK is
    somebody's); all at once.
    """
    with office.act("add_person") as act:
        add_person_in(act, name=name, **fields)
        return act.done()


def add_person_in(act: Act, *, name: str, **fields: Unpack[PersonFields]) -> int:
    """Add a person within an act and return her id."""
    found = Findings()
    values = checked(found, {"name": name, **fields}, act.today)
    _note_same_nik(found, act, values.get("nik", ""))
    found.refuse()
    place = places.add_place_in(act, kind="participant", name=values["name"])
    person = act.insert(t.participant, {"place": place, **values})
    ages = working_ages(act.connection)
    told = (values.get("nik", ""), values.get("born"), values.get("sex", ""))
    act.notices.extend(notices_of(*told, act.today, ages))
    act.notices.extend(odd(values, act.today, ages))
    act.changed.add(Kind.PERSON)
    act.ids.append(person)
    return person


def change_person(office: Office, *, person: int, **changes: Unpack[PersonChanges]) -> Done:
    """Change what is known of a person; what is not named stays. Papers issued before keep what they say.

    Raises as `add_person`, and NotFound.
    """
    with office.act("change_person") as act:
        change_person_in(act, person=person, **changes)
        return act.done()


def change_person_in(act: Act, *, person: int, **changes: Unpack[PersonChanges]) -> None:
    """Change a person within an act."""
    before = person_of(act.connection, person)
    found = Findings()
    if before.anonymised:
        found.add(FieldInvalid(field="Peserta", value=before.name, why="sudah dianonimkan"))
    values = checked(found, changes, act.today)
    _note_same_nik(found, act, values.get("nik", ""), but=person)
    found.refuse()
    act.update(t.participant, person, values)
    if "name" in values:
        places.rename_place_in(act, before.place, values["name"])
    ages = working_ages(act.connection)
    if values.keys() & {"nik", "born", "sex"}:
        after = person_of(act.connection, person)
        act.notices.extend(notices_of(after.nik, after.born, after.sex, act.today, ages))
    act.notices.extend(odd(values, act.today, ages))
    act.changed.add(Kind.PERSON)


def _of_whom_data_are_kept(act: Act, person: int) -> None:
    who = person_of(act.connection, person)
    if who.anonymised:
        raise FieldInvalid(field="Peserta", value=who.name, why="sudah dianonimkan")


def remove_photo(office: Office, *, person: int) -> Done:
    """Take a person's photo away; papers issued with it keep it. Raises NotFound."""
    with office.act("remove_photo") as act:
        _of_whom_data_are_kept(act, person)
        act.update(t.participant, person, {"photo": None})
        act.changed.add(Kind.PERSON)
        return act.done()


def set_photo(office: Office, *, person: int, content: bytes, name: str) -> Done:
    """Keep a person's photo beside the book, cut to 3 × 4 and made small.

    Raises FieldInvalid when it is no picture, or her data went for good; NotFound.
    """
    with office.act("set_photo") as act:
        _of_whom_data_are_kept(act, person)
        photo = files.keep_photo(office.folder, content=content, name=name)
        act.update(t.participant, person, {"photo": photo})
        act.changed.add(Kind.PERSON)
        return act.done()


def archive_person(office: Office, *, person: int, reason: str = "", archived: bool = True) -> Done:
    """Put a person away with a reason (proof is kept for audit: people are never deleted), or bring her back.

    Raises ReasonMissing, StillHolds while she holds material, FieldInvalid where she is so already, merged
    or anonymised.
    """
    with office.act("archive_person" if archived else "restore_person") as act:
        archive_person_in(act, person=person, reason=reason, archived=archived)
        return act.done()


def archive_person_in(
    act: Act, *, person: int, reason: str = "", archived: bool = True, more: Iterable[Refusal] = ()
) -> None:
    """Put a person away within an act, or bring her back; more: what a room above knows against it."""
    who = person_of(act.connection, person)
    held = materials_held(act.connection, who.place) if archived else ()
    found = Findings()
    if who.merged_into is not None or who.anonymised:
        told = "sudah digabungkan" if who.merged_into is not None else "sudah dianonimkan"
        found.add(FieldInvalid(field="Peserta", value=who.name, why=told))
    elif who.archived == archived:
        told = "sudah diarsipkan" if archived else "tidak diarsipkan"
        found.add(FieldInvalid(field="Peserta", value=who.name, why=told))
    if archived and not reason.strip():
        found.add(ReasonMissing(field="Arsip peserta"))
    if held:
        found.add(places.StillHolds(field="Peserta", place=who.name, items=held))
    found.reasons += more
    found.refuse()
    act.update(t.participant, person, {"archived": int(archived)})
    act.update(goods.place, who.place, {"archived": int(archived)})
    if reason.strip():
        act.log("participant", person, "alasan", None, reason.strip())
    act.changed.add(Kind.PERSON)


def reveal(office: Office, *, person: int, field: Masked) -> str:
    """Return a NIK, account number or NPWP in full; that it was looked at is logged.

    Source: UU 27/2022 art. 31 (a record of all processing of personal data).
    """
    with office.act("reveal") as act:
        who = person_of(act.connection, person)
        act.log("participant", person, field, None, "dilihat")
    return {"nik": who.nik, "bank_account": who.bank_account, "npwp": who.npwp}[field]


# --- reading ----------------------------------------------------------------------------------------


def person_of(connection: sa.Connection, person: int) -> Person:
    """Return one person. Raises NotFound."""
    found = people_by_id(connection, [person])
    if person not in found:
        raise NotFound(field="Peserta", value=str(person))
    return found[person]


def people_by_id(connection: sa.Connection, people: Iterable[int]) -> dict[int, Person]:
    """Return several people by id in one statement; unknown ids are left out."""
    wanted = sorted(set(people))
    rows = connection.execute(sa.select(t.participant).where(t.participant.c.id.in_(wanted))).mappings()
    return {row["id"]: person_from(row) for row in rows}


def person_at(connection: sa.Connection, place: int) -> Person | None:
    """Return who a place stands for, of a double the person kept; None when it is nobody's."""
    at = t.participant.alias("at")
    query = (
        sa.select(t.participant)
        .join(at, t.participant.c.id == sa.func.coalesce(at.c.merged_into, at.c.id))
        .where(at.c.place == place)
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else person_from(row)


def places_of(connection: sa.Connection, person: int) -> tuple[int, ...]:
    """Return where a person's goods lie or lay: her own place first, then those of her doubles."""
    p = t.participant.c
    query = sa.select(p.place).where(sa.or_(p.id == person, p.merged_into == person))
    return tuple(connection.execute(query.order_by(p.merged_into.is_not(None), p.id)).scalars())


def kept_places(connection: sa.Connection) -> dict[int, int]:
    """Return for the place of each merged double that of the person kept."""
    double, kept = t.participant.alias("double"), t.participant.alias("kept")
    query = sa.select(double.c.place, kept.c.place.label("kept")).join_from(
        double, kept, kept.c.id == double.c.merged_into
    )
    return {row.place: row.kept for row in connection.execute(query)}


def owners_of_niks(connection: sa.Connection, niks: Iterable[str]) -> dict[str, NikOwner]:
    """Return whose the NIKs are that somebody has already; that of a double is the kept person's."""
    wanted = {nik for nik in niks if nik}
    known, kept = t.participant, t.participant.alias("kept")
    query = (
        sa.select(kept.c.id, kept.c.name, known.c.nik)
        .join_from(known, kept, kept.c.id == sa.func.coalesce(known.c.merged_into, known.c.id))
        .where(known.c.nik != "")
        .order_by(known.c.merged_into.is_(None), known.c.id)  # of two rows with it, one that stands wins
    )
    if len(wanted) <= _ASKED_ONE_BY_ONE:
        query = query.where(known.c.nik.in_(sorted(wanted)))
    return {row.nik: NikOwner(row.id, row.name) for row in connection.execute(query) if row.nik in wanted}


_ASKED_ONE_BY_ONE = 500
"""Beyond this many, reading every NIK costs less than a statement with so many values."""


def materials_held(connection: sa.Connection, place: int) -> tuple[str, ...]:
    """Return the names of the materials that lie at a person's place (rejects stay hers and don't count)."""
    query = (
        sa.select(goods.item.c.name)
        .distinct()
        .join_from(goods.holding, goods.item, goods.holding.c.item == goods.item.c.id)
        .where(goods.holding.c.place == place, goods.item.c.kind == "material")
        .order_by(goods.item.c.name)
    )
    return tuple(connection.execute(query).scalars())


def _note_same_nik(found: Findings, act: Act, nik: str, *, but: int | None = None) -> None:
    for owner in owners_of_niks(act.connection, [nik]).values():
        if owner.participant != but:
            masked = words.masked_nik(nik)
            found.add(NikTaken(field=LABELS["nik"], value=masked, owner=owner.name, person=owner.participant))
