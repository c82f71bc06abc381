"""Refusals about days: closed periods, counts that stand later, days that contradict others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ikm_desktop import words
from ikm_desktop.errors.names import (
    CHECK_BOOK,
    OPEN,
    OPEN_COUNT,
    OTHER_DAY,
    REFRESH,
    REOPEN,
    ItemRef,
    PaperRef,
    PlaceRef,
    WayOut,
)
from ikm_desktop.errors.refusal import Refusal


@dataclass(kw_only=True, eq=False)
class PeriodClosed(Refusal):
    """The day lies in a closed period."""

    day: date
    through: date
    closed_on: date
    first_open_day: date

    @property
    def sentence(self) -> str:
        """Name the day, its period, when it was closed and the first day that can be used."""
        return (
            f"Tanggal {words.short_date(self.day)} tidak dapat dipakai: {self.period} sudah ditutup pada "
            f"{words.short_date(self.closed_on)}. Pakai tanggal sejak "
            f"{words.short_date(self.first_open_day)}, atau buka kembali periode (tercatat di log)."
        )

    @property
    def period(self) -> str:
        """The quarter of the day where all of it is closed, else the books through their last closed day."""
        last_month = (self.day.month + 2) // 3 * 3
        next_quarter = date(self.day.year + last_month // 12, last_month % 12 + 1, 1)
        if (next_quarter - self.through).days <= 1:
            return words.quarter_name(self.day)
        return f"pembukuan s.d. {words.short_date(self.through)}"

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Use the first open day, or reopen."""
        day = self.first_open_day
        return (
            WayOut(f"pakai-tanggal:{day.isoformat()}", f"Pakai {words.short_date(day)}"),
            REOPEN,
        )


@dataclass(kw_only=True, eq=False)
class CountedSince(Refusal):
    """A posted count stands on a later day.

    corrected: what shall be reversed was corrected by it already, for it had a difference.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (OTHER_DAY, OPEN_COUNT)
    item: ItemRef
    place: PlaceRef
    day: date
    count: PaperRef
    corrected: bool = False

    @property
    def sentence(self) -> str:
        """Name the count that stands in the way."""
        counted = (
            f"{self.item.name} di {self.place.name} sudah dihitung {words.short_date(self.count.day)} "
            f"({self.count})"
        )
        if self.corrected:
            return f"{counted} dengan selisih: opname itu sudah membetulkan sisanya."
        return f"{counted}; tanggal {words.short_date(self.day)} tidak dapat dipakai lagi."


@dataclass(kw_only=True, eq=False)
class SheetStale(Refusal):
    """The book moved after the count sheet was opened.

    changes: item, the book figure on the sheet and today's, smallest units.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (REFRESH,)
    changes: tuple[tuple[ItemRef, int, int], ...]

    @property
    def sentence(self) -> str:
        """Name each item with the old and the new book figure."""
        parts = (f"{i.name} {i.show(old)} menjadi {i.show(new)}" for i, old, new in self.changes)
        return f"Buku berubah sesudah lembar hitung dibuka: {'; '.join(parts)}."


@dataclass(kw_only=True, eq=False)
class WrongDay(Refusal):
    """A day that contradicts another: before its letter, before the original, or in the future."""

    ways: ClassVar[tuple[WayOut, ...]] = (OTHER_DAY,)
    field: str
    day: date
    limit: date
    after: bool = False

    @property
    def sentence(self) -> str:
        """Name the day and the one it must not pass."""
        bound = "sesudah" if self.after else "sebelum"
        return (
            f"{self.field}: tanggal {words.short_date(self.day)} tidak boleh {bound} "
            f"{words.short_date(self.limit)}."
        )


@dataclass(kw_only=True, eq=False)
class CannotClose(Refusal):
    """A period that cannot be closed yet.

    why: what is still open, in Indonesian; another_day: the day itself cannot be taken; papers: those that
    wait, oldest first; unsound: the self-check found something.
    """

    through: date
    why: tuple[str, ...]
    another_day: bool = False
    papers: tuple[PaperRef, ...] = ()
    unsound: bool = False

    @property
    def sentence(self) -> str:
        """List all that is still open."""
        return f"Periode s.d. {words.short_date(self.through)} belum dapat ditutup: {'; '.join(self.why)}."

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Another day, the first paper that waits, the check of the book: what helps against each reason."""
        ways = ((OTHER_DAY, self.another_day), (OPEN, bool(self.papers)), (CHECK_BOOK, self.unsound))
        return tuple(way for way, helps in ways if helps)
