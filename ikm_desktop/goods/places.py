"""Places: where goods can lie.

The office's stores, those who sell and receive, the makers, and the fixed places through which goods come
into being or end.

A maker's place is made with the person (participants room); here it is a place like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from ikm_desktop.errors import (
    AlreadyThere,
    FieldInvalid,
    FieldRefusal,
    NotFound,
    Notice,
    PaperRef,
    PlaceRef,
    Refusal,
    WrongPlace,
    listed,
    refuse,
)
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.labels import each_paper_once, prepared_refs
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ikm_desktop.office.book import Office

FixedKind = Literal["opening", "own", "used", "wasted", "difference"]

FIXED: dict[str, str] = {
    "opening": "Saldo awal",
    "own": "Bahan sendiri",
    "used": "Terpakai",
    "wasted": "Rusak dan susut",
    "difference": "Selisih hitung",
}
"""The places every book has exactly once, with their names on screen."""

KINDS: dict[str, str] = {
    "store": "gudang",
    "participant": "peserta",
    "institution": "lembaga penerima",
    "vendor": "penyedia",
    **FIXED,
}


@dataclass(frozen=True, slots=True)
class Store:
    """A store of the office."""

    place: int
    name: str
    archived: bool


# --- making and changing ----------------------------------------------------------------------------


def make_fixed_places_in(act: Act) -> None:
    """Make the fixed places of a new book; those that stand already are left alone."""
    standing = set(
        act.connection.execute(sa.select(t.place.c.kind).where(t.place.c.kind.in_(FIXED))).scalars()
    )
    for kind, name in FIXED.items():
        if kind not in standing:
            act.insert(t.place, {"kind": kind, "name": name})


def add_place_in(act: Act, *, kind: str, name: str) -> int:
    """Make a place and return its id; for the rooms that keep more about it than its name."""
    return act.insert(t.place, {"kind": kind, "name": name})


def rename_place_in(act: Act, place: int, name: str) -> None:
    """Let a place follow the name of whom it stands for; papers issued before keep the old one."""
    act.update(t.place, place, {"name": name})


def add_named_in(act: Act, kind: str, label: str, name: str, changed: Kind) -> int:
    """Make a place whose name stands once among its kind, and return its id.

    label: the field's. Raises FieldMissing, AlreadyThere.
    """
    found = Findings()
    kept = found.filled(label, name)
    _note_same_name(found, act, kind, label, kept)
    found.refuse()
    place = add_place_in(act, kind=kind, name=kept)
    act.changed.add(changed)
    act.ids.append(place)
    return place


def rename_in(act: Act, kind: str, place: int, label: str, name: str | None) -> None:
    """Give a place of a kind another name, None leaves it. Raises WrongPlace, FieldMissing, AlreadyThere."""
    ref = place_ref(act.connection, place)
    if ref.kind != kind:
        raise WrongPlace(field=label, place=ref.name, needed=KINDS[kind])
    if name is None:
        return
    found = Findings()
    kept = found.filled(label, name)
    _note_same_name(found, act, kind, label, kept, but=place)
    found.refuse()
    act.update(t.place, place, {"name": kept})


def add_store(office: Office, *, name: str) -> Done:
    """Add a store. Raises FieldMissing, AlreadyThere. The id of its place is in `Done.ids`."""
    with office.act("add_store") as act:
        add_store_in(act, name=name)
        return act.done()


def add_store_in(act: Act, *, name: str) -> int:
    """Add a store within an act and return its place."""
    return add_named_in(act, "store", "Nama gudang", name, Kind.STOCK)


def rename_store(office: Office, *, store: int, name: str) -> Done:
    """Give a store another name. Raises FieldMissing, AlreadyThere."""
    with office.act("rename_store") as act:
        rename_in(act, "store", store, "Nama gudang", name)
        act.changed.add(Kind.STOCK)
        return act.done()


@dataclass(kw_only=True, eq=False)
class StillHolds(FieldRefusal):
    """A place with goods cannot be put away; items: names of what lies there."""

    place: str
    items: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Name the place and what lies there."""
        return f"{self.place} tidak dapat diarsipkan: di sana masih ada {', '.join(self.items)}."


def archive_place(office: Office, *, place: int, archived: bool = True) -> Done:
    """Put a store, vendor or institution away (or bring it back); its papers and moves stay.

    Papers that are still prepared for a vendor or institution are told in `Done.notices`.

    Raises, all at once, of a store: StillHolds where goods lie there, FieldInvalid while papers are prepared
    that take some from there or bring some.
    """
    with office.act("archive_place" if archived else "restore_place") as act:
        ref = place_ref(act.connection, place)
        if ref.kind in FIXED or ref.kind == "participant":
            raise WrongPlace(field="Tempat", place=ref.name, needed="gudang, penyedia atau lembaga")
        if archived and ref.kind == "store":
            refuse(_why_not_put_away(act.connection, ref))
        elif archived and (waiting := _prepared_for(act.connection, place)):
            text = f"{listed(waiting)} masih disiapkan untuk {ref.name}; tandatangani atau batalkan."
            act.notices.append(Notice("StillPrepared", text, {"place": place}))
        act.update(t.place, place, {"archived": int(archived)})
        act.changed.add(Kind.STOCK if ref.kind == "store" else Kind.INSTITUTION)
        return act.done()


# --- reading ----------------------------------------------------------------------------------------


def fixed_places(connection: sa.Connection) -> dict[str, PlaceRef]:
    """Return the fixed places by kind, in one statement; every book has them from its set-up on."""
    rows = connection.execute(_FIXED_PLACES).all()
    return {kind: PlaceRef(place, kind, name) for place, kind, name in rows}


_FIXED_PLACES = sa.select(*t.place.c["id", "kind", "name"]).where(t.place.c.kind.in_(tuple(FIXED)))


def fixed_place(connection: sa.Connection, kind: FixedKind) -> int:
    """Return the id of one fixed place."""
    return fixed_places(connection)[kind].id


def place_ref(connection: sa.Connection, place: int) -> PlaceRef:
    """Return a place as messages name it. Raises NotFound."""
    found = place_refs(connection, [place])
    if place not in found:
        raise NotFound(field="Tempat", value=str(place))
    return found[place]


def place_refs(connection: sa.Connection, places: Iterable[int]) -> dict[int, PlaceRef]:
    """Return several places by id in one statement; unknown ids are left out."""
    rows = connection.execute(_REFS, {"places": list(set(places))}).all()
    return {place: PlaceRef(place, kind, name, bool(archived)) for place, kind, name, archived in rows}


_REFS = sa.select(*t.place.c["id", "kind", "name", "archived"]).where(
    t.place.c.id.in_(sa.bindparam("places", expanding=True))
)


def stores(connection: sa.Connection, *, archived: bool = False) -> tuple[Store, ...]:
    """Return the office's stores in the order they were made; archived: also those put away."""
    query = sa.select(*t.place.c["id", "name", "archived"]).where(t.place.c.kind == "store")
    rows = connection.execute(shown(query, archived=archived).order_by(t.place.c.id))
    return tuple(Store(row.id, row.name, bool(row.archived)) for row in rows)


def holders(connection: sa.Connection) -> tuple[PlaceRef, ...]:
    """Return the people's places where goods ever came, by name."""
    rows = connection.execute(_HOLDERS).all()
    return tuple(PlaceRef(place, kind, name) for place, kind, name in rows)


# All items by name, because the indexes of the moves begin with the item.
_HOLDERS = (
    sa.select(*t.place.c["id", "kind", "name"])
    .where(
        t.place.c.kind == "participant",
        sa.exists().where(t.move.c.item.in_(sa.select(t.item.c.id)), t.move.c.to_place == t.place.c.id),
    )
    .order_by(t.place.c.name)
)


def main_store(connection: sa.Connection) -> int:
    """Return the place of the store that forms are filled with: the first one not put away.

    Raises NotFound when the office has none yet.
    """
    for store in stores(connection):
        return store.place
    raise NotFound(field="Gudang", value="(belum dibuat)")


def shown(query: sa.Select[*tuple[Any, ...]], *, archived: bool) -> sa.Select[*tuple[Any, ...]]:
    """Return a query of places with those put away, or without."""
    return query if archived else query.where(t.place.c.archived == 0)


# --- inside -----------------------------------------------------------------------------------------


def _note_same_name(
    found: Findings, act: Act, kind: str, label: str, name: str, *, but: int | None = None
) -> None:
    query = sa.select(*t.place.c["id", "name"]).where(t.place.c.kind == kind)
    for row in act.connection.execute(query):
        if row.id != but and row.name.casefold() == name.casefold():
            found.add(AlreadyThere(field=label, value=name, owner=f"{KINDS[kind]} lain"))


def _why_not_put_away(connection: sa.Connection, ref: PlaceRef) -> list[Refusal]:
    held = _held_items(connection, ref.id)
    reasons: list[Refusal] = [StillHolds(field="Gudang", place=ref.name, items=held)] if held else []
    if papers := _prepared_for(connection, ref.id):
        why = f"masih disebut {listed(papers)} yang disiapkan"
        reasons.append(FieldInvalid(field="Gudang", value=ref.name, why=why))
    return reasons


def _prepared_for(connection: sa.Connection, place: int) -> Sequence[PaperRef]:
    """Return the papers that are prepared from or to a place, each once."""
    q = t.prepared.c
    here = sa.or_(q.from_place == place, q.to_place == place)
    waiting = connection.execute(sa.select(q.id).where(q.state == "prepared", here)).scalars().all()
    return list(each_paper_once(prepared_refs(connection, waiting).values()))


def _held_items(connection: sa.Connection, place: int) -> tuple[str, ...]:
    query = (
        sa.select(t.item.c.name)
        .distinct()
        .join_from(t.holding, t.item, t.holding.c.item == t.item.c.id)
        .where(t.holding.c.place == place)
        .order_by(t.item.c.name)
    )
    return tuple(connection.execute(query).scalars())
