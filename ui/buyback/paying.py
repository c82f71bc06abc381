"""What a payment comes to: the lines ticked, the tax withheld of them, what is handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ikm_desktop import words
from ikm_desktop.batches.batches import batches
from ikm_desktop.batches.lists import person_rows
from ikm_desktop.buyback.lists import DeliveryRow
from ikm_desktop.goods.listed import Status
from ikm_desktop.office.book import Office
from ikm_desktop.office.tax import tax_rule_on


@dataclass(frozen=True, slots=True)
class Payee:
    """Somebody to whom something is owed: her place and name."""

    place: int
    name: str


@dataclass(frozen=True, slots=True)
class Sums:
    """Whole rupiah; tax is None while no rule is known for the day."""

    gross: int
    tax: int | None

    @property
    def net(self) -> int:
        """What is handed over."""
        return self.gross - (self.tax or 0)

    @property
    def in_words(self) -> str:
        """The gross amount as the kuitansi spells it."""
        return words.rupiah_in_words_title(self.gross)


def payees(rows: Iterable[DeliveryRow]) -> list[Payee]:
    """Return who can be paid something, by name."""
    found = {row.place: row.maker for row in rows if row.place is not None and _waits(row)}
    return sorted((Payee(place, name) for place, name in found.items()), key=lambda one: one.name)


def rows_to_pay(rows: Iterable[DeliveryRow], payee: int) -> list[DeliveryRow]:
    """Return what waits to be paid to somebody, inspected or not, the oldest first."""
    return sorted(
        (row for row in rows if row.place == payee and _waits(row)), key=lambda row: row.letter_date
    )


def _waits(row: DeliveryRow) -> bool:
    return row.payable > 0 or row.status == Status.NOT_INSPECTED


def npwp_of(office: Office, place: int) -> str:
    """Return a maker's NPWP, empty when none is known."""
    with office.reading() as connection:
        return next((row.person.npwp for row in person_rows(connection) if row.person.place == place), "")


def account_of(office: Office, rows: Sequence[DeliveryRow]) -> str:
    """Return the budget code of the batch that the rows belong to, empty when they are of several."""
    of = {row.batch for row in rows}
    with office.reading() as connection:
        known = {batch.id: batch.account for batch in batches(connection)}
    return known.get(next(iter(of)) or 0, "") if len(of) == 1 else ""


def sums(office: Office, rows: Iterable[DeliveryRow], tax: str, day: date | None, npwp: str) -> Sums:
    """Return what paying these rows whole comes to, with a tax of this kind on a day."""
    gross = sum(max(row.payable, 0) for row in rows)
    if day is None:
        return Sums(gross, None)
    with office.reading() as connection:
        rule = tax_rule_on(connection, tax, day)
    return Sums(gross, None if rule is None else rule.due(gross, has_npwp=bool(npwp)))


@dataclass(frozen=True, slots=True)
class BatchToPay:
    """A batch of which something waits to be paid; batch: None for receipts outside of any."""

    batch: int | None
    text: str


def batches_to_pay(rows: Iterable[DeliveryRow]) -> list[BatchToPay]:
    """Return the batches with something to pay, the one owed most first."""
    owed: dict[int | None, int] = {}
    names: dict[int | None, str] = {}
    people: dict[int | None, set[int | None]] = {}
    for row in rows:
        if row.payable > 0:
            owed[row.batch] = owed.get(row.batch, 0) + row.payable
            names[row.batch] = row.batch_name or "Tanpa angkatan"
            people.setdefault(row.batch, set()).add(row.place)
    order = sorted(owed, key=lambda batch: -owed[batch])
    return [
        BatchToPay(batch, f"{names[batch]} · {len(people[batch])} orang · {words.rupiah(owed[batch])}")
        for batch in order
    ]


def rows_of_batch(rows: Iterable[DeliveryRow], batch: int | None) -> list[DeliveryRow]:
    """Return what waits to be paid of a batch, inspected or not, by name and the oldest first."""
    mine = (row for row in rows if row.batch == batch and _waits(row))
    return sorted(mine, key=lambda row: (row.maker, row.letter_date))


def sums_of_many(office: Office, rows: Sequence[DeliveryRow], tax: str, day: date | None) -> Sums:
    """Return what paying these rows comes to, each person taxed by herself."""
    gross: dict[int | None, int] = {}
    for row in rows:
        gross[row.place] = gross.get(row.place, 0) + max(row.payable, 0)
    if day is None:
        return Sums(sum(gross.values()), None)
    with office.reading() as connection:
        rule = tax_rule_on(connection, tax, day)
        npwp = {row.person.place: row.person.npwp for row in person_rows(connection)} if rule else {}
    if rule is None:
        return Sums(sum(gross.values()), None)
    due = sum(rule.due(amount, has_npwp=bool(npwp.get(place or 0))) for place, amount in gross.items())
    return Sums(sum(gross.values()), due)
