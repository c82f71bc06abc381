"""Who stands on the other side: vendors who sell, institutions of four classes that receive.

Each is a place where goods can come from or lie; here stands what papers say of it beyond its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import sqlalchemy as sa

from ikm_desktop.errors import AlreadyThere, FieldInvalid, NotFound, Notice
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.places import add_named_in, add_place_in, rename_in, shown
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from ikm_desktop.office.book import Office

InstitutionClass = Literal["gugus_tugas", "keagamaan", "medis", "masyarakat"]

CLASSES: dict[str, str] = {
    "gugus_tugas": "Gugus tugas",
    "keagamaan": "Lembaga keagamaan",
    "medis": "Tenaga medis dan faskes",
    "masyarakat": "Masyarakat",
}
"""The four classes of recipients, with their names on screen and in reports."""


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
    """Who receives products.

    class_: one of CLASSES; contact: whom to call; members: weighs a share by heads; quota: the most of each
    product it is to get in a cycle, in shown units (pieces, bottles), 0 for none set.
    """

    place: int
    name: str
    archived: bool
    class_: InstitutionClass
    address: str
    regency: str
    phone: str
    contact: str
    signer: str
    signer_title: str
    signer_nip: str
    signer_nik: str
    members: int
    quota: int

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
    contact: str
    signer: str
    signer_title: str
    signer_nip: str
    signer_nik: str
    members: int
    quota: int


# --- making and changing ----------------------------------------------------------------------------


def add_vendor(office: Office, *, name: str, **fields: Unpack[VendorFields]) -> Done:
    """Add a vendor. Raises FieldMissing, FieldInvalid (NPWP), AlreadyThere.

    The id of its place is in `Done.ids`; who has the same NPWP or account is told in `Done.notices`.
    """
    with office.act("add_vendor") as act:
        add_vendor_in(act, name=name, **fields)
        return act.done()


def add_vendor_in(act: Act, *, name: str, **fields: Unpack[VendorFields]) -> int:
    """Add a vendor within an act and return its place."""
    found = Findings()
    values = _tidied(found, fields)
    found.filled("Nama penyedia", name)
    found.refuse()
    place = add_named_in(act, "vendor", "Nama penyedia", name, Kind.INSTITUTION)
    act.insert(t.vendor, {"place": place, **values})
    _tell_same_numbers(act, place, values)
    return place


def add_institution(office: Office, *, name: str, class_: str, **fields: Unpack[InstitutionFields]) -> Done:
    """Add an institution of one of the four classes.

    Raises FieldMissing, FieldInvalid (unknown class, a NIP or NIK that cannot be one), AlreadyThere (the
    same name in the same regency).
    The id of its place is in `Done.ids`.
    """
    with office.act("add_institution") as act:
        add_institution_in(act, name=name, class_=class_, **fields)
        return act.done()


def add_institution_in(act: Act, *, name: str, class_: str, **fields: Unpack[InstitutionFields]) -> int:
    """Add an institution within an act and return its place."""
    found = Findings()
    values = _tidied(found, fields)
    kept = found.filled("Nama lembaga", name)
    found.chosen("Golongan", class_, CLASSES)
    _note_counts(found, fields)
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
    """Change a vendor's name or fields; what is not named stays. Raises and tells as `add_vendor`."""
    with office.act("change_vendor") as act:
        found = Findings()
        values = _tidied(found, fields)
        found.refuse()
        rename_in(act, "vendor", vendor, "Nama penyedia", name)
        act.update(t.vendor, vendor, values)
        _tell_same_numbers(act, vendor, values)
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
        found = Findings()
        values = _tidied(found, fields)
        if class_ is not None:
            values["class"] = found.chosen("Golongan", class_, CLASSES)
        _note_counts(found, fields)
        before = institution_of(act.connection, institution)
        kept = before.name if name is None else found.filled("Nama lembaga", name)
        _note_same_institution(found, act, kept, values.get("regency", before.regency), but=institution)
        found.refuse()
        act.update(t.place, institution, {"name": kept})
        act.update(t.institution, institution, values)
        act.changed.add(Kind.INSTITUTION)
        return act.done()


def reveal_number(office: Office, *, party: int, field: Literal["signer_nik", "bank_account", "npwp"]) -> str:
    """Return the NIK of an institution's signer, a vendor's account or NPWP in full; it is logged.

    Source: UU 27/2022 art. 31 (a record of all processing of personal data). Raises NotFound.
    """
    with office.act("reveal") as act:
        if field == "signer_nik":
            table, number = t.institution, institution_of(act.connection, party).signer_nik
        else:
            vendor = vendor_of(act.connection, party)
            table, number = t.vendor, vendor.npwp if field == "npwp" else vendor.bank_account
        act.log(table.name, party, field, None, "dilihat")
    return number


# --- reading ----------------------------------------------------------------------------------------


def vendors(connection: sa.Connection, *, archived: bool = False) -> tuple[Vendor, ...]:
    """Return the vendors by name; archived: also those put away."""
    query = shown(_with_place(t.vendor), archived=archived).order_by(t.place.c.name)
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
    query = shown(_with_place(t.institution), archived=archived).order_by(t.place.c.name)
    if class_ is not None:
        query = query.where(t.institution.c["class"] == class_)
    return tuple(_institution(row) for row in connection.execute(query).mappings())


def similar_names(
    connection: sa.Connection, kind: Literal["institution", "vendor"], name: str, *, but: int | None = None
) -> tuple[str, ...]:
    """Return the names of its kind that may mean the same, most alike first, those put away too.

    but: its own place. Names are compared word by word in any order, without regard to case.
    """
    if not tidy(name):
        return ()
    from rapidfuzz import fuzz, process, utils  # only forms need it, and it is slow to load

    rows = connection.execute(sa.select(*t.place.c["id", "name"]).where(t.place.c.kind == kind)).all()
    known = {row.id: row.name for row in rows if row.id != but}
    found = process.extract(
        tidy(name),
        known,
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
        score_cutoff=_ALIKE,
        limit=5,
    )
    return tuple(match for match, _, _ in found)


_ALIKE = 82
"""How alike two names are that may mean the same, of 100 (tried on the names of churches and shops)."""


def institution_of(connection: sa.Connection, place: int) -> Institution:
    """Return one institution. Raises NotFound."""
    query = _with_place(t.institution).where(t.institution.c.place == place)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound(field="Lembaga", value=str(place))
    return _institution(row)


# --- inside -----------------------------------------------------------------------------------------


def _tell_same_numbers(act: Act, place: int, values: Mapping[str, Any]) -> None:
    """Note vendors with the same NPWP or account: most likely the same shop under two names."""
    for name, told in (("npwp", "NPWP"), ("bank_account", "Nomor rekening")):
        if not values.get(name):
            continue
        others = [
            one.name
            for one in vendors(act.connection, archived=True)
            if one.place != place and getattr(one, name) == values[name]
        ]
        if others:
            text = f"{told} ini juga milik {' dan '.join(others)}: mungkin penyedia yang sama."
            act.notices.append(Notice("SameVendor", text, {"vendor": place}))


def _note_counts(found: Findings, fields: InstitutionFields) -> None:
    found.counted("Jumlah anggota", fields.get("members", 0))
    found.counted("Jatah per siklus", fields.get("quota", 0))


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


_NUMBERS: dict[str, tuple[str, tuple[int, ...]]] = {
    "npwp": ("NPWP", (15, 16)),
    "signer_nip": ("NIP penanda tangan", (18,)),
    "signer_nik": ("NIK penanda tangan", (16,)),
}
"""Numbers that are kept as bare digits: label and how many there may be; empty where there is none."""

_MARKS = re.compile(r"[\s.\-]+")


def _tidied(found: Findings, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as they are kept; a number that cannot be one is noted."""
    values = {name: tidy(value) if isinstance(value, str) else value for name, value in fields.items()}
    for name, (label, lengths) in _NUMBERS.items():
        typed = values.get(name)
        if not typed:
            continue
        values[name] = bare = _MARKS.sub("", typed)
        if not (bare.isascii() and bare.isdigit() and len(bare) in lengths):
            why = f"bukan {' atau '.join(map(str, lengths))} angka"
            found.add(FieldInvalid(field=label, value=typed, why=why))
    return values


def _with_place(table: sa.Table) -> sa.Select[*tuple[Any, ...]]:
    kept = [column for column in table.columns if column.name != "digest"]
    return sa.select(*kept, t.place.c.name, t.place.c.archived).join_from(
        table, t.place, table.c.place == t.place.c.id
    )


def _vendor(row: Mapping[Any, Any]) -> Vendor:
    return Vendor(**{**row, "archived": bool(row["archived"])})


def _institution(row: Mapping[Any, Any]) -> Institution:
    values = {name: value for name, value in row.items() if name != "class"}
    return Institution(**{**values, "archived": bool(row["archived"]), "class_": row["class"]})
