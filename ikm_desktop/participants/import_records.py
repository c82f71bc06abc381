"""What saving a list takes and brings back: the clerk's choices, what became of each row, the refusals."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from ikm_desktop import words
from ikm_desktop.errors import Refusal, WayOut
from ikm_desktop.participants.person import PersonChanges

_TOLD = 10

Choose = Literal["all", "good"]
State = Literal["created", "same", "skipped", "held"]
STATES: dict[State, str] = {
    "created": "disimpan",
    "same": "orang yang sama",
    "skipped": "dilewati",
    "held": "ditahan",
}
"""What became of a row, with the words on screen."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the clerk chose for single rows, by their position (from 0) in `ReadList.rows`.

    corrected: values typed anew, by column of a person; same: who in the book it is; skipped: left out;
    different: not the person of the book she looks like.
    """

    corrected: Mapping[int, PersonChanges] = field(default_factory=dict)
    same: Mapping[int, int] = field(default_factory=dict)
    skipped: Collection[int] = ()
    different: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row: sheet and row as the file shows them, the person it is, and what was told."""

    sheet: str | None
    row: int
    name: str
    state: State
    participant: int | None
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportRun:
    """An import that was saved; withdrawn: whether it was taken back."""

    run: int
    entry: int
    file: str
    rows: tuple[RowResult, ...]
    withdrawn: bool

    def count(self, state: State) -> int:
        """Return how many rows came to this."""
        return sum(row.state == state for row in self.rows)

    @property
    def people(self) -> tuple[int, ...]:
        """Everybody the list named, in its order: those made and those known before."""
        return tuple(row.participant for row in self.rows if row.participant is not None)


@dataclass(kw_only=True, eq=False)
class RowsHeld(Refusal):
    """Rows that cannot be saved as they are, where all or none was asked for; nothing was saved.

    rows: the held ones; good: how many others there are.
    """

    rows: tuple[RowResult, ...]
    good: int

    @property
    def sentence(self) -> str:
        """Name each row with its reasons, ten at most."""
        shown = "; ".join(f"{_where(row)}: {', '.join(row.messages)}" for row in self.rows[:_TOLD])
        more = f"; dan {len(self.rows) - _TOLD} baris lain" if len(self.rows) > _TOLD else ""
        return f"Tidak ada yang disimpan. {shown[:1].upper()}{shown[1:]}{more}."

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Mend the first, or take the good ones."""
        first = self.rows[0]
        mend = WayOut(f"perbaiki-baris:{first.row}", f"Perbaiki baris {first.row}")
        if not self.good:
            return (mend,)
        return (mend, WayOut("ambil-baik", f"Ambil {words.number(self.good)} baris yang baik"))


@dataclass(kw_only=True, eq=False)
class CannotWithdraw(Refusal):
    """An import other things depend on by now; why: sentences in Indonesian."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("lihat-peserta", "Lihat peserta"),)
    why: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """List what depends on it."""
        return f"Impor ini tidak dapat ditarik kembali: {'; '.join(self.why)}."


def _where(row: RowResult) -> str:
    sheet = f"lembar {row.sheet} " if row.sheet else ""
    return f"{sheet}baris {row.row}"
