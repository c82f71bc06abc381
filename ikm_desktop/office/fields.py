"""Checking what was typed, field by field, so that an act tells everything that is wrong at once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ikm_desktop import amounts
from ikm_desktop.errors import (
    FieldInvalid,
    FieldMissing,
    FieldRefusal,
    Negative,
    ReasonMissing,
    Refusal,
    TooBig,
    WrongDay,
    refuse,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from datetime import date

_SPACES = re.compile(r"[ \t\u00a0]+")
_LINE = re.compile(r" baris \d+")


def tidy(text: str) -> str:
    """Return a text as the book keeps it: composed letters, no spaces around it, single ones inside."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


@dataclass(slots=True)
class Findings:
    """What is wrong with an act's fields; each method returns the value to keep and notes what it finds."""

    reasons: list[Refusal] = field(default_factory=list)

    def add(self, reason: Refusal) -> None:
        """Note a reason found elsewhere."""
        self.reasons.append(reason)

    def filled(self, label: str, text: str) -> str:
        """Return the tidy text; an empty one is noted."""
        kept = tidy(text)
        if not kept:
            self.add(FieldMissing(field=label))
        return kept

    def reason(self, label: str, text: str) -> str:
        """Return the tidy reason; a missing one is noted. label: what it is the reason of."""
        kept = tidy(text)
        if not kept:
            self.add(ReasonMissing(field=label))
        return kept

    def chosen(self, label: str, value: str, known: Container[str], why: str = "tidak dikenal") -> str:
        """Return the value; one that is not among the known is noted."""
        if value not in known:
            self.add(FieldInvalid(field=label, value=value or "(kosong)", why=why))
        return value

    def counted(self, label: str, value: int, *, least: int = 0, line: int | None = None) -> int:
        """Return a quantity or amount; one below `least` (0 or 1) or beyond the book is noted.

        line: the position (from 1) of the act's line it stands on.
        """
        if value < least:
            self.add(Negative(line=line, field=label, value=value))
        if value > amounts.LARGEST:
            self.add(TooBig(line=line, field=label, value=value))
        return value

    def gather(self, part: Iterable[Refusal], line: int, whose: str) -> None:
        """Note what was found in a part of an act that serves several: of that line of the whole, by name.

        line: the part's position (from 1); whose: its person or paper, which the text names in place of a
        line of the part. What is of no line of a part and stands in the way of others in the same words (a
        closed period) is told once, of the whole.
        """
        for reason in part:
            same = next((one for one in self.reasons if one.sentence == reason.sentence), None)
            if reason.line is None and same is not None:
                same.line, same.whose = None, ""
                continue
            if isinstance(reason, FieldRefusal):
                reason.field = _LINE.sub("" if whose else f" baris {line}", reason.field)
            reason.line, reason.whose = line, whose
            self.add(reason)

    def in_order(self, label: str, first: date | None, last: date | None) -> None:
        """Note a last day that lies before the first; open ends are in order."""
        if first is not None and last is not None and last < first:
            self.add(WrongDay(field=label, day=last, limit=first))

    def refuse(self) -> None:
        """Raise all that was noted; do nothing when all is well."""
        refuse(self.reasons)
