"""Refusals about what there is: not enough, reserved, against the recipe, sums that do not add."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ikm_desktop import words
from ikm_desktop.errors.names import (
    CARD,
    CHANGE,
    INSERT,
    LESS,
    OTHER_DAY,
    REASON,
    SEE,
    VOID,
    ItemRef,
    PaperRef,
    PlaceRef,
    WayOut,
    listed,
)
from ikm_desktop.errors.refusal import Refusal


def _for_people(people: int) -> str:
    return f" untuk {people} orang" if people else ""


def _enough_for(short: NotEnough | Reserved) -> str:
    """Say for how many of a kit's receivers it is enough, and what is missing for all."""
    if not short.people:
        return ""
    missing = short.item.show(max(short.needed - short.available, 0))
    whom = f"cukup untuk {short.served} orang" if short.served else "tidak cukup untuk satu orang pun"
    return f": {whom}, kurang {missing}"


@dataclass(kw_only=True, eq=False)
class NotEnough(Refusal):
    """The place does not hold that much on that day.

    needed, available: smallest units of the item; failing_day, failing_paper: where the running
    balance would first fall below zero; takers: papers that took what is missing, latest first;
    taken_later: some of them on a later day, so that this one could still be put before them; people,
    served: how many are to get it, where it is a kit, and for how many of them it is enough;
    first_free_day: the first day on which enough lies there, None when never.
    """

    item: ItemRef
    place: PlaceRef
    day: date
    needed: int
    available: int
    failing_day: date | None = None
    failing_paper: PaperRef | None = None
    takers: tuple[PaperRef, ...] = ()
    taken_later: bool = False
    first_free_day: date | None = None
    people: int = 0
    served: int = 0

    @property
    def sentence(self) -> str:
        """Name the item, what is needed, what is there, the day and who took it."""
        text = (
            f"{self.item.name} tidak cukup di {self.place.name}: perlu {self.item.show(self.needed)}"
            f"{_for_people(self.people)}, ada {self.item.show(self.available)} pada "
            f"{words.short_date(self.day)}{_enough_for(self)}"
        )
        if self.takers:
            text += f"; dipakai {listed(self.takers)}"
        text += "."
        if self.failing_day is not None and self.failing_day != self.day:
            because = f" karena {self.failing_paper}" if self.failing_paper else ""
            text += f" Sisa akan kurang dari nol pada {words.short_date(self.failing_day)}{because}."
        return text

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Take less, another day (the first with enough, if there is one), the card, insert in order."""
        other = OTHER_DAY
        if self.first_free_day is not None:
            day = words.short_date(self.first_free_day)
            other = WayOut(f"ganti-tanggal:{self.first_free_day.isoformat()}", f"Pakai {day}")
        return (LESS, other, CARD, INSERT) if self.taken_later else (LESS, other, CARD)


@dataclass(kw_only=True, eq=False)
class Reserved(Refusal):
    """Enough lies there, but prepared papers have pinned it.

    needed, available: smallest units; papers: the prepared papers that pinned the rest; people, served: as
    of `NotEnough`.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (SEE, VOID, LESS)
    item: ItemRef
    place: PlaceRef
    day: date
    needed: int
    available: int
    reserved: int
    papers: tuple[PaperRef, ...]
    people: int = 0
    served: int = 0

    @property
    def sentence(self) -> str:
        """Name what is free, what is pinned and for whom."""
        return (
            f"{self.item.name} di {self.place.name}: perlu {self.item.show(self.needed)}"
            f"{_for_people(self.people)}, tersedia "
            f"{self.item.show(self.available)}{_enough_for(self)}; {self.item.show(self.reserved)} "
            f"sudah disiapkan untuk {listed(self.papers)}."
        )


@dataclass(kw_only=True, eq=False)
class OwnMaterial(Refusal):
    """The maker does not hold what the product takes; the rest can only be her own, with a reason."""

    ways: ClassVar[tuple[WayOut, ...]] = (REASON, CHANGE)
    item: ItemRef
    maker: PlaceRef
    day: date
    needed: int
    held: int
    enough_for: int | None = None
    product: ItemRef | None = None

    @property
    def sentence(self) -> str:
        """Say what she holds, how far it goes, and ask about her own material."""
        text = (
            f"{self.item.name} yang dipegang {self.maker.name} pada {words.short_date(self.day)} tinggal "
            f"{self.item.show(self.held)}, diperlukan {self.item.show(self.needed)}."
        )
        if self.product is not None and self.enough_for is not None:
            text += f" Cukup untuk {self.product.show(self.enough_for)}."
        return f"{text} Apakah kekurangannya dari bahan sendiri?"


@dataclass(kw_only=True, eq=False)
class AgainstRecipe(Refusal):
    """The typed consumption differs from the recipe's proposal.

    proposal, typed: smallest units; allowed_with_reason: False where the office forbids it outright.
    """

    item: ItemRef
    proposal: int
    typed: int
    allowed_with_reason: bool = True

    @property
    def sentence(self) -> str:
        """Name both figures."""
        return (
            f"{self.item.name}: menurut resep {self.item.show(self.proposal)}, "
            f"diisi {self.item.show(self.typed)}."
        )

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """A reason where the office allows it; else only another figure."""
        return (REASON, CHANGE) if self.allowed_with_reason else (CHANGE,)


@dataclass(kw_only=True, eq=False)
class DoesNotAdd(Refusal):
    """Delivered is not accepted plus rejected."""

    ways: ClassVar[tuple[WayOut, ...]] = (CHANGE,)
    item: ItemRef
    delivered: int
    accepted: int
    rejected: int

    @property
    def sentence(self) -> str:
        """Show the sum and what is missing or too much."""
        total = self.accepted + self.rejected
        gap = self.delivered - total
        word = "Masih kurang" if gap > 0 else "Kelebihan"
        return (
            f"Diserahkan {self.item.show(self.delivered)}, tetapi diterima {self.accepted} + ditolak "
            f"{self.rejected} = {total}. {word} {self.item.show(abs(gap))}."
        )


_NAMED_PEOPLE, _NAMED_GOODS = 3, 2


@dataclass(frozen=True, slots=True)
class HasKit:
    """Somebody who has a whole kit of the batch: what she got (smallest units), and by which letters."""

    person: PlaceRef
    got: tuple[tuple[ItemRef, int], ...]
    papers: tuple[PaperRef, ...]

    def __str__(self) -> str:
        """Name her, the goods, the letters and their days."""
        goods = ", ".join(f"{item.name} {item.show(quantity)}" for item, quantity in self.got[:_NAMED_GOODS])
        goods += f", +{len(self.got) - _NAMED_GOODS} bahan" if self.got[_NAMED_GOODS:] else ""
        letters = ", ".join(
            f"{paper} tanggal {words.short_date(paper.day)}" if paper.number else str(paper)
            for paper in self.papers
        )
        return f"{self.person.name} sudah menerima {goods} ({letters})"


@dataclass(kw_only=True, eq=False)
class SecondKit(Refusal):
    """People of a batch who have its whole kit would get more than one; only with a reason for each."""

    ways: ClassVar[tuple[WayOut, ...]] = (REASON, CHANGE, SEE)
    batch: str
    people: tuple[HasKit, ...]
    papers: tuple[PaperRef, ...] = ()

    @property
    def sentence(self) -> str:
        """Say who has what since when, and ask why once more."""
        told = "; ".join(str(one) for one in self.people[:_NAMED_PEOPLE])
        more = len(self.people) - _NAMED_PEOPLE
        others = f"; dan {more} orang lain" if more > 0 else ""
        return f"Paket {self.batch} diberikan sekali lagi? {told}{others}. Isi alasannya bila memang benar."
