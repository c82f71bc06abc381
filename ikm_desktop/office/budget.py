"""Where the money comes from: fund, Satker and DIPA, by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ikm_desktop.office.settings import Group, load, parts, save

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ikm_desktop.office.acts import Done
    from ikm_desktop.office.book import Office


@dataclass(frozen=True, kw_only=True)
class Budget(Group):
    """The budget a year's papers name.

    source: "APBN" or "APBD"; fund: dekonsentrasi, tugas pembantuan, DAK nonfisik, …; satker: name and code
    of the work unit; activity: as the papers call the programme; region: code of the place in the budget.
    """

    key = "budget"
    source: str = "APBN"
    fund: str = "dana dekonsentrasi"
    satker_name: str = ""
    satker_code: str = ""
    dipa_number: str = ""
    dipa_date: date | None = None
    kppn: str = ""
    activity: str = ""
    region: str = ""


def budget_of(connection: sa.Connection, year: int) -> Budget:
    """Return the budget of a year: its own, else the last year's before it, else the first one known."""
    saved = [int(part) for part in parts(connection, Budget)]
    if not saved:
        return Budget()
    earlier = [known for known in saved if known <= year]
    return load(connection, Budget, str(max(earlier) if earlier else min(saved)))


def save_budget(office: Office, year: int, budget: Budget) -> Done:
    """Save the budget of a year."""
    return save(office, budget, str(year))
