"""Training batches (angkatan): what is trained, when and where, and for which product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypedDict

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as t
from ikm_desktop.batches.certified import tell_certified
from ikm_desktop.errors import (
    AlreadyThere,
    FieldInvalid,
    FieldRefusal,
    NotFound,
    Notice,
    Refusal,
    WayOut,
)
from ikm_desktop.goods.items import item_of
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy
from ikm_desktop.office.settings import Rules, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Unpack

    from ikm_desktop.office.book import Office

State = Literal["upcoming", "running", "ended", "closed"]
STATES: dict[State, str] = {
    "upcoming": "Akan datang",
    "running": "Berjalan",
    "ended": "Selesai",
    "closed": "Ditutup",
}
"""What a batch is on a day, with the words on screen."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A training batch.

    training, subtitle: as certificates print them; capacity: people without a reason; product: the item
    it is trained for; account: code of the MAK; assessed: certificates say "telah lulus".
    """

    id: int
    name: str
    training: str
    subtitle: str
    starts_on: date | None
    ends_on: date | None
    venue: str
    city: str
    capacity: int
    product: int | None
    account: str
    assessed: bool
    closed_on: date | None

    def state_on(self, day: date) -> State:
        """Return what the batch is on a day; without a first day it is still to come."""
        if self.closed_on is not None:
            return "closed"
        if self.starts_on is None or day < self.starts_on:
            return "upcoming"
        return "ended" if self.ends_on is not None and day > self.ends_on else "running"

    @property
    def days_text(self) -> str:
        """The days as fields print them ("3 s.d. 7 Agustus 2020"); empty while unknown."""
        if self.starts_on is None:
            return ""
        return words.date_range(self.starts_on, self.ends_on or self.starts_on)


class BatchFields(TypedDict, total=False):
    """What may be told of a batch besides its name and training."""

    subtitle: str
    starts_on: date | None
    ends_on: date | None
    venue: str
    city: str
    capacity: int
    product: int | None
    account: str
    assessed: bool


class BatchChanges(BatchFields, total=False):
    """What may be changed of a batch."""

    name: str
    training: str


@dataclass(kw_only=True, eq=False)
class BatchClosed(Refusal):
    """A closed batch changes no more; id: the batch, to go there."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("buka-angkatan", "Buka kembali angkatan"),)
    batch: str
    closed_on: date
    id: int = 0

    @property
    def sentence(self) -> str:
        """Name the batch and when it was closed."""
        return f"{self.batch} sudah ditutup pada {words.short_date(self.closed_on)} dan tidak berubah lagi."


@dataclass(kw_only=True, eq=False)
class DaysOutside(FieldRefusal):
    """Days on which somebody's attendance is noted cannot be left out of a batch; batch: to go there."""

    days: tuple[date, ...]
    batch: int

    @property
    def sentence(self) -> str:
        """Name the days."""
        days = ", ".join(words.short_date(day) for day in self.days)
        return f"{self.field}: {days} harus tetap di dalamnya, karena kehadiran hari itu sudah dicatat."


def add_batch(office: Office, *, name: str, training: str, **fields: Unpack[BatchFields]) -> Done:
    """Add a batch; without a capacity it takes the office's rule.

    Raises FieldMissing, WrongDay (last day before the first), Negative, AlreadyThere (the name in the same
    year), FieldInvalid (not a product, or one put away). Its id is in `Done.ids`.
    """
    with office.act("add_batch") as act:
        add_batch_in(act, name=name, training=training, **fields)
        return act.done()


def add_batch_in(act: Act, *, name: str, training: str, **fields: Unpack[BatchFields]) -> int:
    """Add a batch within an act and return its id."""
    capacity = load(act.connection, Rules).capacity
    found = Findings()
    values = _checked(
        found, act, {**_EMPTY, "capacity": capacity, "name": name, "training": training, **fields}
    )
    found.refuse()
    batch = act.insert(t.batch, values)
    act.changed.add(Kind.BATCH)
    act.ids.append(batch)
    return batch


def change_batch(office: Office, *, batch: int, **changes: Unpack[BatchChanges]) -> Done:
    """Change a batch that is not closed; what is not named stays.

    Told in `Done.notices` are days of its plan that lie outside then, and certificates issued before.
    Raises as `add_batch`, and BatchClosed, FieldInvalid (fewer places than people), DaysOutside (attendance
    is noted on days it would leave out).
    """
    with office.act("change_batch") as act:
        before = open_batch(act, batch)
        found = Findings()
        standing = {name: getattr(before, name) for name in (*_EMPTY, "name", "training", "capacity")}
        values = _checked(found, act, {**standing, **changes}, but=batch, made=before.product)
        _check_places(found, act, before, values["capacity"])
        outside = _days_outside(act.connection, before, values["starts_on"], values["ends_on"])
        if outside["attendance"]:
            first = values["starts_on"]
            is_first = first is not None and outside["attendance"][0] < first
            field = "Tanggal mulai" if is_first else "Tanggal selesai"
            found.add(DaysOutside(field=field, days=outside["attendance"], batch=batch))
        found.refuse()
        if outside["session"]:
            days = ", ".join(words.short_date(day) for day in outside["session"])
            text = f"Jadwal masih memuat hari di luar tanggal angkatan ({days}); ubah jadwalnya."
            act.notices.append(Notice("PlanOutside", text, {"batch": batch}))
        act.update(t.batch, batch, {name: values[name] for name in changes})
        if any(getattr(before, name) != values[name] for name in _ON_CERTIFICATES):
            tell_certified(act, batch, "data angkatan")
        act.changed.add(Kind.BATCH)
        return act.done()


_ON_CERTIFICATES = ("training", "subtitle", "starts_on", "ends_on", "city")


def _check_places(found: Findings, act: Act, before: Batch, capacity: object) -> None:
    """Note fewer places than there are people, where places are taken away."""
    e = t.enrolment.c
    query = sa.select(sa.func.count()).where(e.batch == before.id, e.state == "aktif")
    active = act.connection.execute(query).scalar_one()
    if isinstance(capacity, int) and 0 < capacity < min(before.capacity, active):
        why = f"kurang dari {active} peserta aktifnya"
        found.add(FieldInvalid(field="Kapasitas", value=str(capacity), why=why))


def _days_outside(
    connection: sa.Connection, batch: Batch, first: date | None, last: date | None
) -> dict[str, tuple[date, ...]]:
    """Return the days of plan and attendance that new days of a batch would leave out, by table."""
    if (first, last) == (batch.starts_on, batch.ends_on):
        return {"session": (), "attendance": ()}
    found = {}
    for table in (t.session, t.attendance):
        days = connection.execute(
            sa.select(table.c.day).where(table.c.batch == batch.id).distinct()
        ).scalars()
        found[table.name] = tuple(
            sorted(
                day
                for day in days
                if (first is not None and day < first) or (last is not None and day > last)
            )
        )
    return found


def open_batch(act: Act, batch: int) -> Batch:
    """Return a batch that an act is about to change. Raises NotFound, BatchClosed."""
    found = batch_of(act.connection, batch)
    if found.closed_on is not None:
        raise BatchClosed(batch=found.name, closed_on=found.closed_on, id=found.id)
    return found


def batch_of(connection: sa.Connection, batch: int) -> Batch:
    """Return one batch. Raises NotFound."""
    found = batches_by_id(connection, [batch])
    if batch not in found:
        raise NotFound(field="Angkatan", value=str(batch))
    return found[batch]


def check_batch(
    connection: sa.Connection, found: Findings, batch: int | None, *, may_be_closed: bool = False
) -> Batch | None:
    """Return a batch that an act names, None where it names none; one not in the book is noted.

    A closed one is noted too; may_be_closed: not where the act only settles what is left of the batch.
    """
    if batch is None:
        return None
    row = batches_by_id(connection, [batch]).get(batch)
    if row is None:
        found.add(NotFound(field="Angkatan", value=str(batch)))
    elif row.closed_on is not None and not may_be_closed:
        found.add(BatchClosed(batch=row.name, closed_on=row.closed_on, id=row.id))
    return row


def batches_by_id(connection: sa.Connection, batches: Iterable[int]) -> dict[int, Batch]:
    """Return several batches by id in one statement; unknown ids are left out."""
    query = _rows().where(t.batch.c.id.in_(set(batches)))
    return {row["id"]: _batch(row) for row in connection.execute(query).mappings()}


def batches(connection: sa.Connection) -> tuple[Batch, ...]:
    """Return all batches in the order they were made."""
    return tuple(_batch(row) for row in connection.execute(_rows().order_by(t.batch.c.id)).mappings())


_EMPTY: dict[str, Any] = {
    "subtitle": "",
    "starts_on": None,
    "ends_on": None,
    "venue": "",
    "city": "",
    "product": None,
    "account": "",
    "assessed": False,
}


def _rows() -> sa.Select[*tuple[Any, ...]]:
    left_out = {"digest", "roster"}
    return sa.select(*(column for column in t.batch.columns if column.name not in left_out))


def _batch(row: Mapping[Any, Any]) -> Batch:
    return Batch(**{**row, "assessed": bool(row["assessed"])})


def _checked(
    found: Findings, act: Act, values: Mapping[str, Any], *, but: int | None = None, made: int | None = None
) -> dict[str, Any]:
    """Return the values as they are kept; made: the product the batch has, which may be put away by now."""
    kept: dict[str, Any] = {
        name: tidy(value) if isinstance(value, str) else value for name, value in values.items()
    }
    found.filled("Nama angkatan", kept["name"])
    found.filled("Nama pelatihan", kept["training"])
    found.counted("Kapasitas", kept["capacity"], least=1)
    found.in_order("Tanggal selesai", kept["starts_on"], kept["ends_on"])
    if kept["product"] is not None:
        product = item_of(act.connection, kept["product"])
        if product.kind != "product":
            found.add(FieldInvalid(field="Produk", value=product.name, why="bukan produk"))
        elif product.archived and kept["product"] != made:
            found.add(FieldInvalid(field="Produk", value=product.name, why="sudah diarsipkan"))
    _note_same_name(found, act, kept, but)
    return {**kept, "assessed": int(kept["assessed"])}


def _note_same_name(found: Findings, act: Act, kept: Mapping[str, Any], but: int | None) -> None:
    """One book holds all years: Angkatan I of another year is another batch."""
    year = kept["starts_on"].year if kept["starts_on"] else None
    for other in batches(act.connection):
        if other.id == but or other.name.casefold() != kept["name"].casefold():
            continue
        other_year = other.starts_on.year if other.starts_on else None
        if year is None or other_year is None or year == other_year:
            when = f" ({other_year})" if other_year else ""
            owner = f"pelatihan {other.training}{when}"
            found.add(AlreadyThere(field="Nama angkatan", value=kept["name"], owner=owner))
            return


def batch_named(batch: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """Return the SQL for the name of the batch a column holds, "" without one."""
    named = t.batch.alias("named_batch")
    return sa.func.coalesce(sa.select(named.c.name).where(named.c.id == batch).scalar_subquery(), "")
