"""Places: where goods can lie.

The office's stores, those who sell and receive, the makers, and the fixed places through which goods come
into being or end.

A maker's place is made with the person (participants room); here it is a place like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import sqlalchemy as sa

from ikm_desktop.errors import AlreadyThere, FieldRefusal, NotFound, PlaceRef, WrongPlace
from ikm_desktop.goods import tables as t
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Unpack

    from ikm_desktop.office.book import Office

FixedKind = Literal["opening", "own", "used", "wasted", "difference"]
InstitutionClass = Literal["gugus_tugas", "keagamaan", "medis", "masyarakat"]

FIXED: dict[str, str] = {
    "opening": "Saldo awal",
    "own": "Bahan sendiri",
    "used": "Terpakai",
    "wasted": "Rusak dan susut",
    "difference": "Selisih hitung",
}
"""The places every book has exactly once, with their names on screen."""

CLASSES: dict[str, str] = {
    "gugus_tugas": "Gugus tugas",
    "keagamaan": "Lembaga keagamaan",
    "medis": "Tenaga medis dan faskes",
    "masyarakat": "Masyarakat",
}
"""The four classes of recipients, with their names on screen and in reports."""

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


@dataclass(frozen=True, slots=True)
class Vendor:
    """Who sells materials to the office."""

    place: int
    name: str
    archived: bool
    address: str
    phone: str
    npwp: str
    signer: str
    signer_title: str
    bank: str
    bank_account: str
    bank_holder: str


@dataclass(frozen=True, slots=True)
class Institution:
    """Who receives products; `class_` is one of CLASSES, `members` weighs a share by heads."""

    place: int
    name: str
    archived: bool
    class_: InstitutionClass
    address: str
    regency: str
    phone: str
    signer: str
    signer_title: str
    signer_nip: str
    signer_nik: str
    members: int

    @property
    def class_name(self) -> str:
        """The class in words."""
        return CLASSES[self.class_]


class VendorFields(TypedDict, total=False):
    """What may be told of a vendor besides the name."""

    address: str
    phone: str
    npwp: str
    signer: str
    signer_title: str
    bank: str
    bank_account: str
    bank_holder: str


class InstitutionFields(TypedDict, total=False):
    """What may be told of an institution besides name and class."""

    address: str
    regency: str
    phone: str
    signer: str
    signer_title: str
    signer_nip: str
    signer_nik: str
    members: int


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


def add_store(office: Office, *, name: str) -> Done:
    """Add a store. Raises FieldMissing, AlreadyThere. The id of its place is in `Done.ids`."""
    with office.act("add_store") as act:
        add_store_in(act, name=name)
        return act.done()


def add_store_in(act: Act, *, name: str) -> int:
    """Add a store within an act and return its place."""
    return _add(act, "store", "Nama gudang", name, Kind.STOCK)


def add_vendor(office: Office, *, name: str, **fields: Unpack[VendorFields]) -> Done:
    """Add a vendor. Raises FieldMissing, AlreadyThere. The id of its place is in `Done.ids`."""
    with office.act("add_vendor") as act:
        add_vendor_in(act, name=name, **fields)
        return act.done()


def add_vendor_in(act: Act, *, name: str, **fields: Unpack[VendorFields]) -> int:
    """Add a vendor within an act and return its place."""
    place = _add(act, "vendor", "Nama penyedia", name, Kind.INSTITUTION)
    act.insert(t.vendor, {"place": place, **_tidied(fields)})
    return place


def add_institution(office: Office, *, name: str, class_: str, **fields: Unpack[InstitutionFields]) -> Done:
    """Add an institution of one of the four classes.

    Raises FieldMissing, FieldInvalid (unknown class), AlreadyThere (the same name in the same regency).
    The id of its place is in `Done.ids`.
    """
    with office.act("add_institution") as act:
        add_institution_in(act, name=name, class_=class_, **fields)
        return act.done()


def add_institution_in(act: Act, *, name: str, class_: str, **fields: Unpack[InstitutionFields]) -> int:
    """Add an institution within an act and return its place."""
    values = _tidied(fields)
    found = Findings()
    kept = found.filled("Nama lembaga", name)
    found.chosen("Golongan", class_, CLASSES)
    found.counted("Jumlah anggota", fields.get("members", 0))
    _note_same_institution(found, act, kept, values.get("regency", ""))
    found.refuse()
    place = add_place_in(act, kind="institution", name=kept)
    act.insert(t.institution, {"place": place, "class": class_, **values})
    act.changed.add(Kind.INSTITUTION)
    act.ids.append(place)
    return place


def change_vendor(
    office: Office, *, vendor: int, name: str | None = None, **fields: Unpack[VendorFields]
) -> Done:
    """Change a vendor's name or fields; what is not named stays. Raises as `add_vendor`."""
    with office.act("change_vendor") as act:
        _rename(act, "vendor", vendor, "Nama penyedia", name)
        act.update(t.vendor, vendor, _tidied(fields))
        act.changed.add(Kind.INSTITUTION)
        return act.done()


def change_institution(
    office: Office,
    *,
    institution: int,
    name: str | None = None,
    class_: str | None = None,
    **fields: Unpack[InstitutionFields],
) -> Done:
    """Change an institution's name, class or fields; what is not named stays. Raises as `add_institution`."""
    with office.act("change_institution") as act:
        values = _tidied(fields)
        found = Findings()
        if class_ is not None:
            values["class"] = found.chosen("Golongan", class_, CLASSES)
        found.counted("Jumlah anggota", fields.get("members", 0))
        before = institution_of(act.connection, institution)
        kept = before.name if name is None else found.filled("Nama lembaga", name)
        _note_same_institution(found, act, kept, values.get("regency", before.regency), but=institution)
        found.refuse()
        act.update(t.place, institution, {"name": kept})
        act.update(t.institution, institution, values)
        act.changed.add(Kind.INSTITUTION)
        return act.done()


def rename_store(office: Office, *, store: int, name: str) -> Done:
    """Give a store another name. Raises FieldMissing, AlreadyThere."""
    with office.act("rename_store") as act:
        _rename(act, "store", store, "Nama gudang", name)
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

    Raises StillHolds for a store with goods.
    """
    with office.act("archive_place" if archived else "restore_place") as act:
        ref = place_ref(act.connection, place)
        if ref.kind in FIXED or ref.kind == "participant":
            raise WrongPlace(field="Tempat", place=ref.name, needed="gudang, penyedia atau lembaga")
        held = _held_items(act.connection, place) if ref.kind == "store" and archived else ()
        if held:
            raise StillHolds(field="Gudang", place=ref.name, items=held)
        act.update(t.place, place, {"archived": int(archived)})
        act.changed.add(Kind.STOCK if ref.kind == "store" else Kind.INSTITUTION)
        return act.done()


# --- reading ----------------------------------------------------------------------------------------


def fixed_place(connection: sa.Connection, kind: FixedKind) -> int:
    """Return the id of a fixed place; every book has it from its set-up on."""
    return int(connection.execute(sa.select(t.place.c.id).where(t.place.c.kind == kind)).scalar_one())


def place_ref(connection: sa.Connection, place: int) -> PlaceRef:
    """Return a place as messages name it. Raises NotFound."""
    found = place_refs(connection, [place])
    if place not in found:
        raise NotFound(field="Tempat", value=str(place))
    return found[place]


def place_refs(connection: sa.Connection, places: Iterable[int]) -> dict[int, PlaceRef]:
    """Return several places by id in one statement; unknown ids are left out."""
    ids = set(places)
    rows = connection.execute(sa.select(*t.place.c["id", "kind", "name"]).where(t.place.c.id.in_(ids)))
    return {row.id: PlaceRef(row.id, row.kind, row.name) for row in rows}


def stores(connection: sa.Connection, *, archived: bool = False) -> tuple[Store, ...]:
    """Return the office's stores in the order they were made; archived: also those put away."""
    query = sa.select(*t.place.c["id", "name", "archived"]).where(t.place.c.kind == "store")
    rows = connection.execute(_shown(query, archived=archived).order_by(t.place.c.id))
    return tuple(Store(row.id, row.name, bool(row.archived)) for row in rows)


def main_store(connection: sa.Connection) -> int:
    """Return the place of the store that forms are filled with: the first one not put away.

    Raises NotFound when the office has none yet.
    """
    for store in stores(connection):
        return store.place
    raise NotFound(field="Gudang", value="(belum dibuat)")


def vendors(connection: sa.Connection, *, archived: bool = False) -> tuple[Vendor, ...]:
    """Return the vendors by name; archived: also those put away."""
    query = _shown(_with_place(t.vendor), archived=archived).order_by(t.place.c.name)
    return tuple(_vendor(row) for row in connection.execute(query).mappings())


def vendor_of(connection: sa.Connection, place: int) -> Vendor:
    """Return one vendor. Raises NotFound."""
    row = connection.execute(_with_place(t.vendor).where(t.vendor.c.place == place)).mappings().first()
    if row is None:
        raise NotFound(field="Penyedia", value=str(place))
    return _vendor(row)


def institutions(
    connection: sa.Connection, *, class_: str | None = None, archived: bool = False
) -> tuple[Institution, ...]:
    """Return the institutions by name, of one class or all; archived: also those put away."""
    query = _shown(_with_place(t.institution), archived=archived).order_by(t.place.c.name)
    if class_ is not None:
        query = query.where(t.institution.c["class"] == class_)
    return tuple(_institution(row) for row in connection.execute(query).mappings())


def institution_of(connection: sa.Connection, place: int) -> Institution:
    """Return one institution. Raises NotFound."""
    query = _with_place(t.institution).where(t.institution.c.place == place)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(field="Lembaga", value=str(place))
    return _institution(row)


# --- inside -----------------------------------------------------------------------------------------


def _add(act: Act, kind: str, label: str, name: str, changed: Kind) -> int:
    found = Findings()
    kept = found.filled(label, name)
    _note_same_name(found, act, kind, label, kept)
    found.refuse()
    place = add_place_in(act, kind=kind, name=kept)
    act.changed.add(changed)
    act.ids.append(place)
    return place


def _rename(act: Act, kind: str, place: int, label: str, name: str | None) -> None:
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


def _note_same_name(
    found: Findings, act: Act, kind: str, label: str, name: str, *, but: int | None = None
) -> None:
    query = sa.select(*t.place.c["id", "name"]).where(t.place.c.kind == kind)
    for row in act.connection.execute(query):
        if row.id != but and row.name.casefold() == name.casefold():
            found.add(AlreadyThere(field=label, value=name, owner=f"{KINDS[kind]} lain"))


def _note_same_institution(
    found: Findings, act: Act, name: str, regency: str, *, but: int | None = None
) -> None:
    """Two churches may bear one name in two regencies; in one regency they would be mixed up."""
    for other in institutions(act.connection, archived=True):
        same = other.name.casefold() == name.casefold() and other.regency.casefold() == regency.casefold()
        if same and other.place != but:
            where = f" di {other.regency}" if other.regency else ""
            owner = f"{other.class_name.lower()} lain{where}"
            found.add(AlreadyThere(field="Nama lembaga", value=name, owner=owner))


def _held_items(connection: sa.Connection, place: int) -> tuple[str, ...]:
    query = (
        sa.select(t.item.c.name)
        .distinct()
        .join_from(t.holding, t.item, t.holding.c.item == t.item.c.id)
        .where(t.holding.c.place == place)
        .order_by(t.item.c.name)
    )
    return tuple(connection.execute(query).scalars())


def _tidied(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tidy(value) if isinstance(value, str) else value for name, value in fields.items()}


def _with_place(table: sa.Table) -> sa.Select[*tuple[Any, ...]]:
    kept = [column for column in table.columns if column.name != "digest"]
    return sa.select(*kept, t.place.c.name, t.place.c.archived).join_from(
        table, t.place, table.c.place == t.place.c.id
    )


def _shown(query: sa.Select[*tuple[Any, ...]], *, archived: bool) -> sa.Select[*tuple[Any, ...]]:
    return query if archived else query.where(t.place.c.archived == 0)


def _vendor(row: Mapping[Any, Any]) -> Vendor:
    return Vendor(**{**row, "archived": bool(row["archived"])})


def _institution(row: Mapping[Any, Any]) -> Institution:
    values = {name: value for name, value in row.items() if name != "class"}
    return Institution(**{**values, "archived": bool(row["archived"]), "class_": row["class"]})
