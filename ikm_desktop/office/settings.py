"""What the office decides for itself: typed values kept in the book, each change logged.

A group of settings is a frozen dataclass with a default for every field, so that a book that has saved
nothing yet, or was written by an earlier version, still reads. Nothing here is a constant of the program.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, FieldMissing, NotFound
from ikm_desktop.office import tables as t
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office


@dataclass(frozen=True, kw_only=True)
class Group:
    """The root of all groups of settings; `key` is the row's name in the book."""

    key: ClassVar[str]

    def check(self, found: Findings) -> None:
        """Note what is wrong with the values; a group without rules takes everything."""

    def with_(self, **values: object) -> Self:
        """Return the group with some fields changed."""
        return replace(self, **values)


G = TypeVar("G", bound=Group)
_HUNDRED = 100


@dataclass(frozen=True, kw_only=True)
class Clerk(Group):
    """Who is at work: written on every act."""

    key = "clerk"
    name: str = ""

    def check(self, found: Findings) -> None:
        """The name is needed: it stands on every act."""
        found.filled("Nama petugas", self.name)


@dataclass(frozen=True, kw_only=True)
class Rules(Group):
    """The office's own rules of the programme.

    attendance_percent: least share of days for a certificate; capacity: people in a batch without a
    reason; minutes_per_hour: of one jam pelajaran; youngest, oldest: working age in whole years;
    still_held_matters: a batch is not closed while somebody holds material of it; pass_score: least score
    to pass an assessed training, 0 … 100; predicates: each with the least score it is given from;
    blind_count: count sheets hide the book's figure.
    """

    key = "rules"
    attendance_percent: int = 80
    capacity: int = 20
    minutes_per_hour: int = 45
    youngest: int = 15
    oldest: int = 90
    still_held_matters: bool = True
    pass_score: int = 60
    predicates: Mapping[str, int] = field(
        default_factory=lambda: {"Sangat Baik": 90, "Baik": 75, "Cukup": 60}
    )
    blind_count: bool = False

    def check(self, found: Findings) -> None:
        """Percentages lie between 0 and 100, ages rise, a batch has a place."""
        self._note_beyond_100(found, "Syarat kehadiran", self.attendance_percent)
        self._note_beyond_100(found, "Nilai lulus", self.pass_score)
        for predicate, least in self.predicates.items():
            self._note_beyond_100(found, f"Predikat {predicate}", least)
        found.counted("Kapasitas angkatan", self.capacity, least=1)
        found.counted("Menit per jam pelajaran", self.minutes_per_hour, least=1)
        if not 0 <= self.youngest <= self.oldest:
            value = f"{self.youngest}–{self.oldest}"
            found.add(FieldInvalid(field="Usia kerja", value=value, why="tidak berurutan"))

    @staticmethod
    def _note_beyond_100(found: Findings, label: str, value: int) -> None:
        if not 0 <= value <= _HUNDRED:
            found.add(FieldInvalid(field=label, value=str(value), why="bukan 0 sampai 100"))


@dataclass(frozen=True, kw_only=True)
class Wording(Group):
    """Words and choices of the papers.

    first_party, second_party: after "PIHAK"; copies: rangkap; report_days: until the report of onward
    distribution is due; clauses: sentences by kind of paper (PAPERS code; a kind without an entry takes the
    paper's own), words between ** are bold; values: "harga beli", "harga pokok" or "tanpa nilai" by kind;
    left_margin_mm: of papers in F4 portrait, 25 … 30; in_articles: letters of handover in Pasal form;
    nik_on_certificates: masked, or not at all.
    """

    key = "wording"
    first_party: str = "PERTAMA"
    second_party: str = "KEDUA"
    copies: int = 2
    report_days: int = 30
    clauses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    left_margin_mm: int = 25
    in_articles: bool = False
    nik_on_certificates: bool = True

    def check(self, found: Findings) -> None:
        """Both parties have a name, counts are positive, the margin can be bound and printed."""
        found.filled("Sebutan pihak pertama", self.first_party)
        found.filled("Sebutan pihak kedua", self.second_party)
        found.counted("Rangkap", self.copies, least=1)
        found.counted("Batas laporan (hari)", self.report_days, least=1)
        if not 15 <= self.left_margin_mm <= 40:  # noqa: PLR2004 - mm; beyond, the tables leave the sheet
            value = f"{self.left_margin_mm} mm"
            found.add(FieldInvalid(field="Batas kiri", value=value, why="di luar 15 sampai 40 mm"))


@dataclass(frozen=True, kw_only=True)
class BookMode(Group):
    """What kind of book this is.

    sample: every screen and paper says CONTOH; practice: LATIHAN; lives_on: the day the book's own clock
    starts at each time it is opened (a sample book lives on its own day), None = the computer's clock.
    """

    key = "mode"
    sample: bool = False
    practice: bool = False
    lives_on: date | None = None


# --- reading and saving -----------------------------------------------------------------------------


_SUPPOSED: ContextVar[Mapping[type[Group], Group] | None] = ContextVar("supposed_settings", default=None)


@contextmanager
def supposing(*groups: Group) -> Iterator[None]:
    """Let `load` return these groups within this block, as for a preview; nothing is written."""
    token = _SUPPOSED.set({type(group): group for group in groups})
    try:
        yield
    finally:
        _SUPPOSED.reset(token)


def load(connection: sa.Connection, group: type[G], part: str = "") -> G:
    """Return a group of settings as saved, with defaults for what was not.

    part: which of several, for groups kept by year. Inside `supposing` what is supposed.
    """
    supposed = (_SUPPOSED.get() or {}).get(group)
    if not part and isinstance(supposed, group):
        return supposed
    query = sa.select(t.setting.c.value).where(t.setting.c.name == _name(group, part))
    saved = connection.execute(query).scalar()
    return group() if saved is None else from_plain(group, json.loads(saved))


def save(office: Office, settings: Group, part: str = "") -> Done:
    """Save a group of settings; each changed field is logged with its old and new value.

    Raises what its `check` notes, all at once.
    """
    with office.act("save_settings") as act:
        save_in(act, settings, part)
        return act.done()


def save_in(act: Act, settings: Group, part: str = "") -> None:
    """Save a group of settings within an act."""
    found = Findings()
    settings.check(found)
    found.refuse()
    name = _name(type(settings), part)
    before = plain_values(load(act.connection, type(settings), part))
    after = plain_values(settings)
    standing = act.connection.execute(sa.select(t.setting.c.name).where(t.setting.c.name == name)).first()
    values = {"name": name, "value": json.dumps(after, ensure_ascii=False, sort_keys=True)}
    if standing is None:
        act.connection.execute(t.setting.insert(), values)
    else:
        act.connection.execute(t.setting.update().where(t.setting.c.name == name), {"value": values["value"]})
    for key, value in after.items():
        if before.get(key) != value:
            act.log("setting", 0, f"{name}.{key}", _shown(before.get(key)), _shown(value))
    act.changed.add(Kind.SETTING)


def forget_in(act: Act, group: type[Group], part: str) -> None:
    """Remove one of the groups kept in several, within an act; each value it had is logged.

    Raises NotFound when there is none.
    """
    name = _name(group, part)
    if part not in parts(act.connection, group):
        raise NotFound(field="Pengaturan", value=part)
    for key, value in plain_values(load(act.connection, group, part)).items():
        if value:
            act.log("setting", 0, f"{name}.{key}", _shown(value), None)
    act.connection.execute(t.setting.delete().where(t.setting.c.name == name))
    act.changed.add(Kind.SETTING)


def set_clerk(office: Office, name: str) -> Done:
    """Save who is at work, at the first run or when another clerk takes over. Raises FieldMissing."""
    kept = name.strip()
    if not kept:
        raise FieldMissing(field="Nama petugas")
    office.actor = kept
    return save(office, Clerk(name=kept))


def parts(connection: sa.Connection, group: type[Group]) -> tuple[str, ...]:
    """Return the parts saved of a group kept in several, in order."""
    prefix = f"{group.key}."
    names = connection.execute(
        sa.select(t.setting.c.name).where(t.setting.c.name.startswith(prefix, autoescape=True))
    ).scalars()
    return tuple(sorted(name.removeprefix(prefix) for name in names))


def _name(group: type[Group], part: str) -> str:
    return f"{group.key}.{part}" if part else group.key


def plain_values(settings: Group) -> dict[str, Any]:
    """Return the fields as JSON has them: days as ISO text, tuples as lists."""
    values: dict[str, Any] = json.loads(json.dumps(asdict(settings), default=_iso))
    return values


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a setting")


def _shown(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def from_plain(group: type[G], saved: dict[str, Any]) -> G:
    """Return a group from the fields that `plain_values` gave, with defaults for what is not among them."""
    hints = typing.get_type_hints(group)
    known = {f.name for f in fields(group)}
    return group(**{name: _built(hints[name], value) for name, value in saved.items() if name in known})


def _built(hint: Any, value: Any) -> Any:  # noqa: ANN401 - walks type hints
    if value is None or is_dataclass(hint):
        return value
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        return _built(next(a for a in typing.get_args(hint) if a is not types.NoneType), value)
    if origin is tuple:
        return tuple(value)
    if origin is Mapping:
        _, inner = typing.get_args(hint)
        return {name: _built(inner, part) for name, part in value.items()}
    return date.fromisoformat(value) if hint is date else value
