"""Who signs for the office: names and titles by role and date of validity."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, NotFound
from ikm_desktop.office import tables as t
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from typing import Unpack

    from ikm_desktop.office.book import Office

ROLES: dict[str, str] = {
    "head": "Kepala Dinas",
    "kpa": "Kuasa Pengguna Anggaran",
    "kpb": "Kuasa Pengguna Barang",
    "ppk": "Pejabat Pembuat Komitmen",
    "treasurer": "Bendahara Pengeluaran",
    "stock_officer": "Petugas Persediaan",
    "receiver": "Pejabat Penerima Barang",
    "division_head": "Kepala Bidang",
    "committee_head": "Ketua Panitia",
    "witness": "Saksi",
}
"""What somebody signs as, with its name on screen; the title printed is typed with each signatory."""

_STANDS_IN: dict[str, str] = {"kpa": "head", "kpb": "head"}
"""The head of the office acts in these roles unless somebody else is named (dekonsentrasi)."""

PREFIXES = ("", "a.n.", "u.b.", "Plt.", "Plh.")

_NIP = re.compile(r"\d{18}")


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs as `role` from a day through another (None: until further notice).

    title: as printed, lines parted by newlines; nip: 18 digits or empty.
    """

    id: int
    role: str
    prefix: str
    title: str
    name: str
    rank: str
    nip: str
    address: str
    valid_from: date
    valid_through: date | None

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title as it stands above the signature, with a.n., u.b., Plt. or Plh. before it."""
        first, *rest = self.title.split("\n")
        return (f"{self.prefix} {first}".strip(), *rest)


class SignatoryFields(TypedDict, total=False):
    """What may be told of a signatory besides role, name, title and first day."""

    prefix: str
    rank: str
    nip: str
    address: str
    valid_through: date | None


class SignatoryChanges(SignatoryFields, total=False):
    """What may be changed of a signatory; papers issued before keep what they say."""

    name: str
    title: str
    valid_from: date


def add_signatory(
    office: Office, *, role: str, name: str, title: str, valid_from: date, **fields: Unpack[SignatoryFields]
) -> Done:
    """Add who signs in a role from a day on; whoever signed before stays known for earlier days.

    Raises FieldMissing, FieldInvalid (role, prefix, NIP), WrongDay. The row's id is in `Done.ids`.
    """
    with office.act("add_signatory") as act:
        add_signatory_in(act, role=role, name=name, title=title, valid_from=valid_from, **fields)
        return act.done()


def add_signatory_in(
    act: Act, *, role: str, name: str, title: str, valid_from: date, **fields: Unpack[SignatoryFields]
) -> int:
    """Add a signatory within an act and return the row's id."""
    found = Findings()
    found.chosen("Jabatan penanda tangan", role, ROLES)
    empty = {"prefix": "", "rank": "", "nip": "", "address": "", "valid_through": None}
    values = _checked(found, {**empty, "name": name, "title": title, "valid_from": valid_from, **fields})
    found.refuse()
    row = act.insert(t.signatory, {"role": role, **values})
    act.changed.add(Kind.SETTING)
    act.ids.append(row)
    return row


def change_signatory(office: Office, *, signatory: int, **changes: Unpack[SignatoryChanges]) -> Done:
    """Correct a signatory or end the validity; what is not named stays. Raises as `add_signatory`."""
    with office.act("change_signatory") as act:
        row = act.connection.execute(_rows().where(t.signatory.c.id == signatory)).mappings().first()
        if row is None:
            raise NotFound(field="Penanda tangan", value=str(signatory))
        found = Findings()
        values = _checked(found, {**row, **changes})
        found.refuse()
        act.update(t.signatory, signatory, {name: values[name] for name in changes})
        act.changed.add(Kind.SETTING)
        return act.done()


@dataclass(frozen=True, slots=True)
class _Choice:
    """Who shall sign whatever the dates say, by role; asked: the roles a paper asked for, with its day."""

    chosen: Mapping[str, int]
    asked: dict[str, date]


_CHOICE: ContextVar[_Choice | None] = ContextVar("chosen_signatories", default=None)


@contextmanager
def choosing(chosen: Mapping[str, int]) -> Iterator[Mapping[str, date]]:
    """Let the chosen sign in their roles within this block, as for a preview; nothing is written.

    chosen: ids of signatories by role. Gives the roles that were asked for inside, each with its day.
    """
    choice = _Choice(chosen, {})
    token = _CHOICE.set(choice)
    try:
        yield choice.asked
    finally:
        _CHOICE.reset(token)


def signatory_on(connection: sa.Connection, role: str, day: date) -> Signatory | None:
    """Return who signs in a role on a day: of those valid, the one appointed last.

    A Plt. or Plh. with a first and a last day so stands in and makes room again. The head of the office
    signs as KPA and Kuasa Pengguna Barang unless somebody is named for it. Inside `choosing` the chosen one.
    """
    choice = _CHOICE.get()
    if choice is not None:
        choice.asked.setdefault(role, day)
        if role in choice.chosen:
            return signatory_of(connection, choice.chosen[role])
    return next(iter(signatories_on(connection, role, day)), None)


def signatories_on(connection: sa.Connection, role: str, day: date) -> tuple[Signatory, ...]:
    """Return all who may sign in a role on a day, the one appointed last first."""
    valid = (
        t.signatory.c.valid_from <= day,
        sa.or_(t.signatory.c.valid_through.is_(None), t.signatory.c.valid_through >= day),
    )
    query = _rows().where(t.signatory.c.role == role, *valid)
    query = query.order_by(t.signatory.c.valid_from.desc(), t.signatory.c.id.desc())
    found = tuple(Signatory(**row) for row in connection.execute(query).mappings())
    return found or (signatories_on(connection, _STANDS_IN[role], day) if role in _STANDS_IN else ())


def signatory_of(connection: sa.Connection, signatory: int) -> Signatory:
    """Return a signatory by the row's id. Raises NotFound."""
    row = connection.execute(_rows().where(t.signatory.c.id == signatory)).mappings().first()
    if row is None:
        raise NotFound(field="Penanda tangan", value=str(signatory))
    return Signatory(**row)


def signatories(connection: sa.Connection, *, role: str | None = None) -> tuple[Signatory, ...]:
    """Return all signatories, or those of a role, newest first within a role."""
    query = _rows().order_by(t.signatory.c.role, t.signatory.c.valid_from.desc(), t.signatory.c.id.desc())
    if role is not None:
        query = query.where(t.signatory.c.role == role)
    return tuple(Signatory(**row) for row in connection.execute(query).mappings())


def _rows() -> sa.Select[*tuple[Any, ...]]:
    return sa.select(*(column for column in t.signatory.columns if column.name != "digest"))


def _checked(found: Findings, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as kept; what is wrong with them is noted."""
    nip = re.sub(r"[\s.]", "", values["nip"])
    if nip and not _NIP.fullmatch(nip):
        found.add(FieldInvalid(field="NIP", value=values["nip"], why="harus 18 angka"))
    found.chosen("Sebutan di depan jabatan", values["prefix"], PREFIXES)
    found.in_order("Berlaku sampai", values["valid_from"], values["valid_through"])
    lines = [tidy(line) for line in values["title"].splitlines()]
    return {
        "prefix": values["prefix"],
        "title": found.filled("Jabatan pada surat", "\n".join(line for line in lines if line)),
        "name": found.filled("Nama penanda tangan", values["name"]),
        "rank": tidy(values["rank"]),
        "nip": nip,
        "address": tidy(values["address"]),
        "valid_from": values["valid_from"],
        "valid_through": values["valid_through"],
    }
