"""`Finding`: one difference the self-check found in the book, told so that the clerk finds the place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between the book and its own rules.

    code: number of the check that complains (1 … 20); sentence: what is wrong, in Indonesian, with all
    names in it; place, item: their names; day: the book day concerned; voucher: its id; paper: how the
    voucher or paper is called (number, else kind, party and day). What does not apply is None.
    """

    code: int
    sentence: str
    place: str | None = None
    item: str | None = None
    day: date | None = None
    voucher: int | None = None
    paper: str | None = None

    def __str__(self) -> str:
        """Return the sentence."""
        return self.sentence
