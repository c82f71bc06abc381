"""Birth dates as one types them."""

from __future__ import annotations

from datetime import date

from ikm_desktop.participants.person import LABELS
from ui.common.fields import read_day

_CENTURY = 100


def read_birth(text: str, today: date) -> date:
    """Read a birth date as `read_day` reads days; of two digits of a year, those of the last hundred years.

    Raises FieldMissing, FieldInvalid.
    """
    day = read_day(text, LABELS["born"], today)
    if day > today and not text.strip().endswith(str(day.year)):
        return day.replace(year=day.year - _CENTURY)
    return day
