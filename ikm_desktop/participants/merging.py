"""Two rows that are one person: one is kept, the double keeps her rows and points to her.

What was done in the double's name stays in her name, on issued papers too; whoever asks for all of a person
asks for the places of both (`people.places_of`). What the double still holds goes over to the person kept by
a transfer in the same act, for each batch that brought it. Undoing reverses the transfer and puts back what
stood before.

The rosters follow in the room above (`batches.merging`), whose functions the window calls.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import (
    AlreadyThere,
    FieldInvalid,
    FieldRefusal,
    NotFound,
    PaperRef,
    Refusal,
    WayOut,
    listed,
)
from ikm_desktop.goods import places
from ikm_desktop.goods import tables as goods
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.labels import prepared_refs
from ikm_desktop.goods.posting import check_day, finish, take
from ikm_desktop.goods.reversal import reverse_in
from ikm_desktop.goods.shortage import Wanted
from ikm_desktop.office import tables as office
from ikm_desktop.office.acts import Kind
from ikm_desktop.office.fields import Findings
from ikm_desktop.participants import tables as t
from ikm_desktop.participants.people import owners_of_niks, person_of
from ikm_desktop.participants.person import LABELS, Person

if TYPE_CHECKING:
    from ikm_desktop.office.acts import Act

FIELDS: tuple[str, ...] = (*LABELS, "photo")
"""What the person kept may take from her double."""

_REASON = "Penggabungan peserta"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that was done: who was kept and who the double, when and by whom; undone: taken back."""

    id: int
    entry: int
    kept: int
    double: int
    at: datetime
    actor: str
    transfers: tuple[int, ...]
    undone: bool


@dataclass(kw_only=True, eq=False)
class StillPrepared(Refusal):
    """A double with papers that are prepared and neither signed nor void cannot be merged."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("lihat-surat", "Lihat surat itu"),)
    name: str
    papers: tuple[PaperRef, ...]

    @property
    def sentence(self) -> str:
        """Name her and the papers."""
        return (
            f"{self.name} belum dapat digabungkan: {listed(self.papers)} masih disiapkan. "
            "Tandatangani atau batalkan dahulu."
        )


@dataclass(kw_only=True, eq=False)
class MergedAway(FieldRefusal):
    """Somebody's double, merged already: goods go to the person kept; value: the double's name.

    kept: the kept person's name; place: hers.
    """

    value: str
    kept: str
    place: int

    @property
    def sentence(self) -> str:
        """Name both."""
        return (
            f"{self.field}: {self.value} sudah digabungkan dengan {self.kept}; catat atas nama {self.kept}."
        )

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Take the person kept."""
        return (WayOut(f"pakai-tempat:{self.place}", f"Pakai {self.kept}"),)


def note_merged(
    connection: sa.Connection, found: Findings, wanted: Iterable[tuple[str, int]]
) -> frozenset[int]:
    """Note each place of a double that was merged, with whom to take instead, and return these places.

    wanted: field and place.
    """
    wanted = list(wanted)
    double, kept = t.participant.alias("double"), t.participant.alias("kept")
    rows = connection.execute(
        sa.select(double.c.place, double.c.name, kept.c.name.label("kept"), kept.c.place.label("instead"))
        .join(kept, kept.c.id == double.c.merged_into)
        .where(double.c.place.in_([place for _, place in wanted]))
    )
    merged = {row.place: row for row in rows}
    for field, place in wanted:
        if (row := merged.get(place)) is not None:
            found.add(MergedAway(field=field, value=row.name, kept=row.kept, place=row.instead))
    return frozenset(merged)


# --- acts -------------------------------------------------------------------------------------------


def merge_in(
    act: Act,
    *,
    kept: int,
    double: int,
    take_fields: Collection[str] = (),
    on: date | None = None,
    rosters: Sequence[Mapping[str, Any]] = (),
) -> int:
    """Merge a double into the person kept, within an act, and return the merge's id.

    take_fields: names of FIELDS the kept person takes from the double; on: the day the goods go over (today,
    or the day the last of them came); rosters: what `batches.merging` did, to be undone by it.
    Raises NotFound, FieldInvalid, StillPrepared, PeriodClosed, CountedSince, …; all at once.
    """
    one, other = person_of(act.connection, kept), person_of(act.connection, double)
    found = Findings()
    _note_impossible(found, one, other, take_fields)
    waiting = _prepared_with(act.connection, other.place)
    if waiting:
        refs = prepared_refs(act.connection, waiting)
        found.add(StillPrepared(name=other.name, papers=tuple(refs[paper] for paper in waiting)))
    found.refuse()
    transfers = _carry_over(act, one, other, on)
    repointed = list(
        act.connection.execute(
            sa.select(t.participant.c.id).where(t.participant.c.merged_into == double)
        ).scalars()
    )
    for person in (double, *repointed):
        act.update(t.participant, person, {"merged_into": kept})
    act.update(goods.place, other.place, {"archived": 1})
    taken = {name: getattr(other, name) for name in FIELDS if name in take_fields}
    before = {name: [_plain(getattr(one, name)), _plain(value)] for name, value in taken.items()}
    act.update(t.participant, kept, taken)
    if "name" in taken:
        places.rename_place_in(act, one.place, other.name)
    undo = {"kept": before, "repointed": repointed, "rosters": [dict(row) for row in rosters]}
    row = {"entry": act.entry, "kept": kept, "double": double, "transfers": json.dumps(transfers)}
    merge = act.insert(t.merge, {**row, "before": json.dumps(undo, ensure_ascii=False, sort_keys=True)})
    act.log("participant", kept, "gabungan", None, f"{other.name} ({double})")
    act.changed.add(Kind.PERSON)
    act.ids.append(merge)
    return merge


def unmerge_in(act: Act, merge: int, *, reason: str) -> list[dict[str, Any]]:
    """Take a merge back within an act; return what `batches.merging` noted to be undone by it.

    Fields the clerk changed since stay as they are. Raises NotFound, ReasonMissing, FieldInvalid (taken back
    already, anonymised, merged again, a later merge built on this one), AlreadyThere (either's NIK), Blocked
    (the goods went on), …
    """
    row = act.connection.execute(sa.select(t.merge).where(t.merge.c.id == merge)).first()
    if row is None:
        raise NotFound(field="Penggabungan", value=str(merge))
    kept, double = person_of(act.connection, row.kept), person_of(act.connection, row.double)
    found = Findings()
    why = found.reason("Pemisahan", reason)
    undo = json.loads(row.before)
    if row.undone_by is not None or not undo:
        told = "sudah dipisahkan" if row.undone_by is not None else "sudah dianonimkan"
        found.add(FieldInvalid(field="Penggabungan", value=double.name, why=told))
    elif kept.merged_into is not None:
        told = f"belum dapat dipisahkan: {kept.name} sendiri sudah digabungkan; pisahkan {kept.name} dahulu"
        found.add(FieldInvalid(field="Penggabungan", value=double.name, why=told))
    else:
        _note_later_ones(act, found, merge, kept.id, double.name, undo)
    found.refuse()
    for transfer in reversed(json.loads(row.transfers)):
        reverse_in(act, voucher=transfer, reason=why)
    _put_back(act, kept, undo["kept"])
    _note_nik(act, double, kept.id)
    act.update(t.participant, double.id, {"merged_into": None})
    for person in undo["repointed"]:
        act.update(t.participant, person, {"merged_into": double.id})
    act.update(goods.place, double.place, {"archived": int(double.archived)})
    act.update(t.merge, merge, {"undone_by": act.entry})
    act.log("participant", kept.id, "gabungan", f"{double.name} ({double.id})", None)
    act.changed.add(Kind.PERSON)
    rosters: list[dict[str, Any]] = undo["rosters"]
    return rosters


# --- reading ----------------------------------------------------------------------------------------


def merges(connection: sa.Connection, person: int | None = None) -> tuple[Merge, ...]:
    """Return all merges, or those of one person as the kept or the double, newest first."""
    m, a = t.merge.c, office.act.c
    query = sa.select(t.merge, a.entered_at, a.actor).join_from(t.merge, office.act, a.entry == m.entry)
    if person is not None:
        query = query.where(sa.or_(m.kept == person, m.double == person))
    return tuple(
        Merge(
            row.id,
            row.entry,
            row.kept,
            row.double,
            datetime.fromisoformat(row.entered_at),
            row.actor,
            tuple(json.loads(row.transfers)),
            row.undone_by is not None,
        )
        for row in connection.execute(query.order_by(m.id.desc()))
    )


# --- inside -----------------------------------------------------------------------------------------


def _note_impossible(found: Findings, kept: Person, double: Person, take_fields: Collection[str]) -> None:
    if kept.id == double.id:
        found.add(
            FieldInvalid(field="Peserta", value=kept.name, why="tidak dapat digabungkan dengan dirinya")
        )
    for who in (kept, double):
        if who.merged_into is not None:
            found.add(FieldInvalid(field="Peserta", value=who.name, why="sudah digabungkan"))
        if who.anonymised:
            found.add(FieldInvalid(field="Peserta", value=who.name, why="sudah dianonimkan"))
    if kept.archived and not double.archived:
        found.add(FieldInvalid(field="Peserta", value=kept.name, why="sudah diarsipkan; kembalikan dahulu"))
    for name in take_fields:
        if name not in FIELDS:
            found.add(FieldInvalid(field="Isian", value=name, why="tidak dikenal"))


def _prepared_with(connection: sa.Connection, place: int) -> list[int]:
    q = goods.prepared.c
    query = sa.select(q.id).where(q.state == "prepared", sa.or_(q.from_place == place, q.to_place == place))
    return list(connection.execute(query.order_by(q.id)).scalars())


_HELD = (
    sa.select(
        goods.voucher.c.batch,
        goods.holding.c.item,
        goods.holding.c.brought,
        goods.holding.c.quantity,
        goods.holding.c.since,
    )
    .join_from(goods.holding, goods.move, goods.move.c.id == goods.holding.c.brought)
    .join(goods.voucher, goods.voucher.c.id == goods.move.c.voucher)
    .where(goods.holding.c.place == sa.bindparam("place"))
    .order_by(goods.voucher.c.batch, goods.holding.c.item, goods.holding.c.lot, goods.holding.c.first)
)


def _carry_over(act: Act, kept: Person, double: Person, on: date | None) -> list[int]:
    """Move all the double holds to the person kept, a voucher for each batch that brought it; return them.

    A batch's proof follows its goods from hand to hand, and a batch is closed once nobody holds any of it.
    """
    held = act.connection.execute(_HELD, {"place": double.place}).all()
    if not held:
        return []
    day = max(act.today, *(row.since for row in held)) if on is None else on
    found = Findings()
    ends = (double.place, kept.place)
    check_day(act, found, day, {(place, row.item) for row in held for place in ends})
    journal = Journal(act)
    vouchers = []
    for batch in dict.fromkeys(row.batch for row in held):
        values = {"store": double.place, "counterpart": kept.place, "batch": batch, "reason": _REASON}
        voucher = journal.voucher("transfer", letter_date=day, day=day, **values)
        vouchers.append(voucher.id)
        of_batch = [row for row in held if row.batch == batch]
        for no, item in enumerate(dict.fromkeys(row.item for row in of_batch), start=1):
            rows = [row for row in of_batch if row.item == item]
            wanted = Wanted(double.place, item, sum(row.quantity for row in rows), day, no)
            brought = frozenset(row.brought for row in rows)
            pieces = take(journal, found, wanted, only_brought_by=brought)
            line = journal.line(voucher, no, item, wanted.quantity, value=sum(p.cost for p in pieces))
            journal.carry(voucher, line, pieces, origin=double.place, to=kept.place)
    found.refuse()
    finish(journal, day)
    return vouchers


def _note_later_ones(
    act: Act, found: Findings, merge: int, kept: int, double: str, undo: Mapping[str, Any]
) -> None:
    """Note later merges into the same person that built on this one: her fields, her places in batches."""
    m, who = t.merge.c, t.participant.c
    later = act.connection.execute(
        sa.select(m.before, who.name)
        .join(t.participant, who.id == m.double)
        .where(m.kept == kept, m.id > merge, m.undone_by.is_(None))
        .order_by(m.id)
    )
    batches = {row["batch"] for row in undo["rosters"]}
    for row in later:
        other = json.loads(row.before)
        shared = {*undo["kept"]} & {*other.get("kept", ())}
        if shared or batches & {one["batch"] for one in other.get("rosters", ())}:
            told = (
                f"belum dapat dipisahkan: {row.name} digabungkan sesudahnya dalam isian atau angkatan yang "
                f"sama; pisahkan {row.name} dahulu"
            )
            found.add(FieldInvalid(field="Penggabungan", value=double, why=told))


def _put_back(act: Act, kept: Person, taken: Mapping[str, Sequence[Any]]) -> None:
    """Give the person kept her own values again where they are still those she took."""
    values: dict[str, Any] = {
        name: date.fromisoformat(was) if was and name in ("born", "notice_on") else was
        for name, (was, became) in taken.items()
        if _plain(getattr(kept, name)) == became
    }
    _note_taken_nik(act, str(values.get("nik") or ""), kept.id)
    act.update(t.participant, kept.id, values)
    if "name" in values:
        places.rename_place_in(act, kept.place, values["name"])


def _note_taken_nik(act: Act, nik: str, kept: int) -> None:
    """Refuse to give the person kept her own NIK again where a third was entered with it meanwhile."""
    owner = owners_of_niks(act.connection, [nik]).get(nik)
    if owner is not None and owner.participant != kept:
        raise AlreadyThere(field=LABELS["nik"], value=words.masked_nik(nik), owner=owner.name)


def _note_nik(act: Act, double: Person, kept: int) -> None:
    """Refuse to separate a double whose NIK the person kept, or a third, has by now."""
    p = t.participant.c
    query = sa.select(p.id).where(p.nik == double.nik, p.merged_into.is_(None)).limit(1)
    if double.nik and act.connection.execute(query).first() is not None:
        owner = owners_of_niks(act.connection, [double.nik])[double.nik]
        name = "peserta yang dipertahankan" if owner.participant == kept else owner.name
        raise AlreadyThere(field=LABELS["nik"], value=double.masked_nik, owner=name)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
