"""Account codes (MAK): copied from the year's budget, with their ceilings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop.errors import AlreadyThere, NotFound
from ikm_desktop.office import tables as t
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office


@dataclass(frozen=True, slots=True)
class Account:
    """A budget line of a year; ceiling: pagu, whole rupiah."""

    id: int
    year: int
    code: str
    name: str
    ceiling: int


def add_account(office: Office, *, year: int, code: str, name: str, ceiling: int = 0) -> Done:
    """Add an account code to a year's budget.

    code: free text as the budget writes it. Raises FieldMissing, Negative, AlreadyThere.
    """
    with office.act("add_account") as act:
        add_account_in(act, year=year, code=code, name=name, ceiling=ceiling)
        return act.done()


def add_account_in(act: Act, *, year: int, code: str, name: str, ceiling: int = 0) -> int:
    """Add an account code within an act and return the row's id."""
    found = Findings()
    values: dict[str, Any] = {
        "year": year,
        "code": found.filled("Kode akun", code),
        "name": found.filled("Nama akun", name),
        "ceiling": found.counted("Pagu", ceiling),
    }
    _note_same_code(found, act, year, values["code"])
    found.refuse()
    row = act.insert(t.account, values)
    act.changed.add(Kind.SETTING)
    act.ids.append(row)
    return row


def change_account(
    office: Office,
    *,
    account: int,
    code: str | None = None,
    name: str | None = None,
    ceiling: int | None = None,
) -> Done:
    """Correct an account (a revised budget changes ceilings); what is None stays. Raises as `add_account`."""
    with office.act("change_account") as act:
        before = account_by_id(act.connection, account)
        found = Findings()
        values: dict[str, Any] = {
            "code": before.code if code is None else found.filled("Kode akun", code),
            "name": before.name if name is None else found.filled("Nama akun", name),
            "ceiling": before.ceiling if ceiling is None else found.counted("Pagu", ceiling),
        }
        _note_same_code(found, act, before.year, values["code"], but=account)
        found.refuse()
        act.update(t.account, account, values)
        act.changed.add(Kind.SETTING)
        return act.done()


def accounts(connection: sa.Connection, year: int | None = None) -> tuple[Account, ...]:
    """Return the account codes of a year, or of all years, by year and code."""
    query = sa.select(t.account).order_by(t.account.c.year, t.account.c.code)
    if year is not None:
        query = query.where(t.account.c.year == year)
    return tuple(_account(row) for row in connection.execute(query))


def account_by_id(connection: sa.Connection, account: int) -> Account:
    """Return one account. Raises NotFound."""
    row = connection.execute(sa.select(t.account).where(t.account.c.id == account)).first()
    if row is None:
        raise NotFound(field="Akun", value=str(account))
    return _account(row)


def account_of(connection: sa.Connection, year: int, code: str) -> Account | None:
    """Return a year's account by its code, None when the budget has none."""
    query = sa.select(t.account).where(t.account.c.year == year, t.account.c.code == tidy(code))
    row = connection.execute(query).first()
    return None if row is None else _account(row)


def _account(row: sa.Row[*tuple[object, ...]]) -> Account:
    return Account(row.id, row.year, row.code, row.name, row.ceiling)


def _note_same_code(found: Findings, act: Act, year: int, code: str, *, but: int | None = None) -> None:
    standing = account_of(act.connection, year, code)
    if standing is not None and standing.id != but:
        found.add(AlreadyThere(field="Kode akun", value=code, owner=f"{standing.name} ({year})"))
