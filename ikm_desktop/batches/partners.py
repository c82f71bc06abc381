"""Partner IKM of a batch: who hosts, trains or makes together with the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import sqlalchemy as sa

from ikm_desktop.batches import tables as t
from ikm_desktop.batches.batches import open_batch
from ikm_desktop.errors import AlreadyThere, NotFound
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

Role = Literal["tuan_rumah", "pelatih", "pembuat"]
ROLES: dict[Role, str] = {"tuan_rumah": "Tuan rumah", "pelatih": "Pelatih", "pembuat": "Pembuat"}
"""What a partner does, with the words on screen and in reports."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner IKM and its role on a batch; contact: a person and telephone, as typed."""

    id: int
    batch: int
    name: str
    role: Role
    contact: str


def add_partner(office: Office, *, batch: int, name: str, role: Role, contact: str = "") -> Done:
    """Name a partner on a batch. Raises BatchClosed, FieldMissing, FieldInvalid, AlreadyThere."""
    with office.act("add_partner") as act:
        add_partner_in(act, batch=batch, name=name, role=role, contact=contact)
        return act.done()


def add_partner_in(act: Act, *, batch: int, name: str, role: Role, contact: str = "") -> int:
    """Name a partner within an act and return the row's id."""
    open_batch(act, batch)
    found = Findings()
    kept = found.filled("Nama IKM mitra", name)
    found.chosen("Peran mitra", role, ROLES)
    for other in partners(act.connection, batch):
        if other.name.casefold() == kept.casefold() and other.role == role:
            found.add(AlreadyThere(field="IKM mitra", value=kept, owner=f"peran {ROLES[role].lower()}"))
    found.refuse()
    row = act.insert(t.partner, {"batch": batch, "name": kept, "role": role, "contact": tidy(contact)})
    act.changed.add(Kind.BATCH)
    act.ids.append(row)
    return row


def remove_partner(office: Office, *, partner: int) -> Done:
    """Take a partner off a batch that is not closed; papers issued keep the name. Raises NotFound."""
    with office.act("remove_partner") as act:
        row = act.connection.execute(_rows().where(t.partner.c.id == partner)).first()
        if row is None:
            raise NotFound(field="IKM mitra", value=str(partner))
        open_batch(act, row.batch)
        act.connection.execute(t.partner.delete().where(t.partner.c.id == partner))
        act.log("partner", partner, "", f"{row.name} ({row.role})", None)
        act.changed.add(Kind.BATCH)
        return act.done()


def partners(connection: sa.Connection, batch: int) -> tuple[Partner, ...]:
    """Return the partners of a batch in the order they were named."""
    query = _rows().where(t.partner.c.batch == batch).order_by(t.partner.c.id)
    return tuple(
        Partner(row.id, row.batch, row.name, row.role, row.contact) for row in connection.execute(query)
    )


def _rows() -> sa.Select[*tuple[Any, ...]]:
    return sa.select(t.partner)
