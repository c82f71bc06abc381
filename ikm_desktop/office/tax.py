"""Tax on what the office buys: rates by kind and date, editable, never constants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid
from ikm_desktop.office import tables as t
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ikm_desktop.office.book import Office

TaxKind = Literal["none", "pph22", "final", "pph21"]
KINDS: dict[str, str] = {
    "none": "Tidak dipungut",
    "pph22": "PPh Pasal 22",
    "final": "PPh final UMKM",
    "pph21": "PPh Pasal 21",
}
"""The kinds a payment may choose, with their names on screen."""

WHOLE = 10_000
"""Rates are whole numbers of 1/10.000: 150 is 1,5 %."""


@dataclass(frozen=True, slots=True)
class TaxRule:
    """A kind's rule from a day on.

    rate: 1/10.000; free_up_to: whole rupiah, a base up to it is free unless the sale was split;
    doubled_without_npwp: twice the rate for who has no NPWP; needs_letter: only with the number of a
    Surat Keterangan; source: the rule of law.
    """

    id: int
    kind: TaxKind
    name: str
    valid_from: date
    rate: int
    free_up_to: int
    doubled_without_npwp: bool
    needs_letter: bool
    source: str

    def rate_for(self, *, has_npwp: bool) -> int:
        """Return the rate in 1/10.000 for a person with or without NPWP."""
        return 2 * self.rate if self.doubled_without_npwp and not has_npwp else self.rate

    def due(self, base: int, *, has_npwp: bool, split: bool = False) -> int:
        """Return the tax on a base, whole rupiah, rounded down.

        split: the payment is a part of a larger sale, so the limit does not free it.
        """
        if base <= self.free_up_to and not split:
            return 0
        return base * self.rate_for(has_npwp=has_npwp) // WHOLE


NEW_BOOK: tuple[dict[str, Any], ...] = (
    {"kind": "none", "name": "Tidak dipungut", "valid_from": date(2018, 1, 1), "rate": 0, "source": ""},
    {
        "kind": "pph22",
        "name": "PPh Pasal 22",
        "valid_from": date(2018, 1, 1),
        "rate": 150,
        "free_up_to": 2_000_000,
        "doubled_without_npwp": 1,
        "source": "PMK 34/PMK.010/2017",
    },
    {
        "kind": "final",
        "name": "PPh final 0,5%",
        "valid_from": date(2018, 7, 1),
        "rate": 50,
        "needs_letter": 1,
        "source": "PP 23/2018",
    },
    {
        "kind": "pph21",
        "name": "PPh Pasal 21",
        "valid_from": date(2018, 1, 1),
        "rate": 250,
        "source": "5 % dari 50 % penghasilan bruto bukan pegawai (kebiasaan; sesuaikan)",
    },
)


"""The rules of a new book."""


def seed_defaults_in(act: Act) -> None:
    """Give a new book the rules in force; kinds that have a row already are left alone."""
    standing = set(act.connection.execute(sa.select(t.tax_rule.c.kind)).scalars())
    for rule in NEW_BOOK:
        if rule["kind"] not in standing:
            act.insert(t.tax_rule, rule)


def set_tax_rule(
    office: Office,
    *,
    kind: TaxKind,
    name: str,
    valid_from: date,
    rate: int,
    free_up_to: int = 0,
    doubled_without_npwp: bool = False,
    needs_letter: bool = False,
    source: str = "",
) -> Done:
    """Set a kind's rule from a day on; a rule of that very day is replaced.

    rate: 1/10.000. Payments made before keep what they booked. Raises FieldMissing, FieldInvalid, Negative.
    """
    with office.act("set_tax_rule") as act:
        found = Findings()
        found.chosen("Jenis pajak", kind, KINDS)
        if not 0 <= rate <= WHOLE:
            found.add(FieldInvalid(field="Tarif", value=str(rate), why="bukan 0 sampai 100 persen"))
        values = {
            "name": found.filled("Nama pajak", name),
            "rate": rate,
            "free_up_to": found.counted("Bebas sampai dengan", free_up_to),
            "doubled_without_npwp": int(doubled_without_npwp),
            "needs_letter": int(needs_letter),
            "source": tidy(source),
        }
        found.refuse()
        _write(act, kind, valid_from, values)
        return act.done()


def _write(act: Act, kind: TaxKind, valid_from: date, values: Mapping[str, Any]) -> None:
    key = {"kind": kind, "valid_from": valid_from}
    standing = act.connection.execute(sa.select(t.tax_rule.c.id).filter_by(**key)).scalar()
    if standing is None:
        standing = act.insert(t.tax_rule, {**key, **values})
    else:
        act.update(t.tax_rule, standing, values)
    act.changed.add(Kind.SETTING)
    act.ids.append(standing)


def tax_rule_on(connection: sa.Connection, kind: str, day: date) -> TaxRule | None:
    """Return a kind's rule valid on a day, None when the book knows none yet."""
    query = (
        sa.select(t.tax_rule)
        .where(t.tax_rule.c.kind == kind, t.tax_rule.c.valid_from <= day)
        .order_by(t.tax_rule.c.valid_from.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else _rule(row)


def tax_rules(connection: sa.Connection) -> tuple[TaxRule, ...]:
    """Return all rules, newest first within a kind."""
    query = sa.select(t.tax_rule).order_by(t.tax_rule.c.kind, t.tax_rule.c.valid_from.desc())
    return tuple(_rule(row) for row in connection.execute(query))


def tax_rule_by_id(connection: sa.Connection, rule: int) -> TaxRule | None:
    """Return the rule a payment names, None for an unknown id."""
    row = connection.execute(sa.select(t.tax_rule).where(t.tax_rule.c.id == rule)).first()
    return None if row is None else _rule(row)


def _rule(row: sa.Row[*tuple[Any, ...]]) -> TaxRule:
    return TaxRule(
        row.id,
        row.kind,
        row.name,
        row.valid_from,
        row.rate,
        row.free_up_to,
        bool(row.doubled_without_npwp),
        bool(row.needs_letter),
        row.source,
    )
