"""The root of all refusals, how several are raised at once, and what notices are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from ikm_desktop.errors.names import WayOut


class IkmError(Exception):
    """The root of all that `ikm_desktop` raises on purpose."""


@dataclass(kw_only=True, eq=False)
class Refusal(IkmError):
    """An act that cannot be, with its reason; nothing was changed.

    line: the position (from 1) of the line of the act it speaks of, None for the act as a whole; whose: the
    person or paper of that line by name, where one act serves several of them.
    """

    line: int | None = None
    whose: str = ""
    ways: ClassVar[tuple[WayOut, ...]] = ()

    @property
    def sentence(self) -> str:
        """What cannot be and why, in Indonesian."""
        raise NotImplementedError

    @property
    def told(self) -> str:
        """The sentence as the clerk reads it: after the name of whom it speaks, unless it names her."""
        named = not self.whose or self.whose in self.sentence
        return self.sentence if named else f"{self.whose}: {self.sentence}"

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """What the clerk can do next."""
        return self.ways

    @property
    def reasons(self) -> tuple[Refusal, ...]:
        """All single reasons; of a single refusal, itself."""
        return (self,)

    def __str__(self) -> str:
        """Return the sentence and the ways out on one line."""
        ways = "".join(f" [{way.label}]" for way in self.ways_out)
        return f"{self.told}{ways}"


@dataclass(kw_only=True, eq=False)
class Several(Refusal):
    """An act refused for more than one reason, all told at once."""

    parts: tuple[Refusal, ...]

    @property
    def sentence(self) -> str:
        """All sentences, one a line."""
        return "\n".join(part.told for part in self.parts)

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """The ways out of all reasons, each once."""
        return tuple(dict.fromkeys(way for part in self.parts for way in part.ways_out))

    @property
    def reasons(self) -> tuple[Refusal, ...]:
        """Every single reason in the order found."""
        return self.parts


def refuse(reasons: Sequence[Refusal]) -> None:
    """Raise the reasons collected: the one itself, or `Several`; do nothing when there is none."""
    if len(reasons) == 1:
        raise reasons[0]
    if reasons:
        raise Several(parts=tuple(reasons))


@dataclass(frozen=True, slots=True)
class Notice:
    """Something an act that succeeded tells the clerk.

    code: FutureDay, LateEntry, NumberJump, TaxThreshold, BestBefore, …; text: Indonesian.
    """

    code: str
    text: str
    values: dict[str, object] = field(default_factory=dict)
