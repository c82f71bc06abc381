"""Refusals about vouchers and papers: reversal, states, lines, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ikm_desktop import words
from ikm_desktop.errors.names import CHANGE, OPEN, TO_FIELD, ItemRef, PaperRef, WayOut, listed
from ikm_desktop.errors.refusal import Refusal


@dataclass(kw_only=True, eq=False)
class Blocked(Refusal):
    """What shall be reversed has moved on, or a prepared paper has pinned it.

    possible, asked: smallest units of the line; papers: what stands in the way.
    """

    item: ItemRef
    possible: int
    asked: int
    papers: tuple[PaperRef, ...]

    @property
    def sentence(self) -> str:
        """Say how much can go and who has the rest."""
        return (
            f"Hanya {self.item.show(self.possible)} dari {self.item.show(self.asked)} {self.item.name} "
            f"dapat dibalik; {listed(self.papers)} sudah memakainya atau disiapkan dengannya."
        )

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Reverse what can go, or open the papers in the way."""
        if self.possible:
            return (
                WayOut(f"balikkan:{self.possible}", f"Balikkan {self.item.show(self.possible)}"),
                OPEN,
            )
        return (OPEN,)


@dataclass(kw_only=True, eq=False)
class AlreadyReversed(Refusal):
    """Nothing of the line (or voucher) is left to reverse."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN,)
    voucher: PaperRef
    reversal: PaperRef

    @property
    def sentence(self) -> str:
        """Name the reversal."""
        where = f"Baris {self.line} {self.voucher}" if self.line else str(self.voucher)
        return f"{where} sudah dibalik oleh {self.reversal}."


@dataclass(kw_only=True, eq=False)
class NotReversible(Refusal):
    """A reversal is never reversed: the thing is entered again."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN,)
    voucher: PaperRef
    why: str = "pembalikan tidak dapat dibalik; catat ulang surat asalnya"

    @property
    def sentence(self) -> str:
        """Say why."""
        return f"{self.voucher} tidak dapat dibalik: {self.why}."


@dataclass(kw_only=True, eq=False)
class NotOnThisPaper(Refusal):
    """The line named does not stand on the paper named."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN,)
    voucher: PaperRef
    number: int

    @property
    def sentence(self) -> str:
        """Name the line and the paper."""
        return f"Baris {self.number} tidak ada pada {self.voucher}."


@dataclass(kw_only=True, eq=False)
class LineTwice(Refusal):
    """The same line was named twice in one act."""

    ways: ClassVar[tuple[WayOut, ...]] = (CHANGE,)
    voucher: PaperRef
    number: int

    @property
    def sentence(self) -> str:
        """Name the line."""
        return f"Baris {self.number} {self.voucher} dipilih dua kali."


@dataclass(kw_only=True, eq=False)
class NothingChosen(Refusal):
    """No line with a quantity is left."""

    ways: ClassVar[tuple[WayOut, ...]] = (TO_FIELD,)
    what: str = "Isi jumlah paling sedikit satu baris"

    @property
    def sentence(self) -> str:
        """Say that nothing was chosen and what to do."""
        return f"Tidak ada yang dipilih. {self.what}."


@dataclass(kw_only=True, eq=False)
class WrongState(Refusal):
    """The paper is not in the state the act needs; state, needed: words on screen."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN,)
    paper: PaperRef
    state: str
    needed: str

    @property
    def sentence(self) -> str:
        """Name the state it has and the one it needs."""
        return f"{self.paper} berstatus {self.state}; tindakan ini hanya untuk yang {self.needed}."


@dataclass(kw_only=True, eq=False)
class WrongPlace(Refusal):
    """A place of that kind cannot stand there."""

    ways: ClassVar[tuple[WayOut, ...]] = (TO_FIELD,)
    field: str
    place: str
    needed: str

    @property
    def sentence(self) -> str:
        """Name the field, the place and the kind needed."""
        return f"{self.field}: {self.place} bukan {self.needed}."


@dataclass(kw_only=True, eq=False)
class NumberTaken(Refusal):
    """The number already stands on another paper."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN, TO_FIELD)
    number: str
    paper: PaperRef | None = None
    next_free: int | None = None

    @property
    def sentence(self) -> str:
        """Name the number and the paper that has it."""
        where = f" {self.paper.kind} tanggal {words.short_date(self.paper.day)}" if self.paper else ""
        return f"Nomor {self.number} sudah dipakai{where}."

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Use the next free number, or open the paper that has it."""
        if self.next_free is None:
            return self.ways
        return (WayOut(f"pakai-nomor:{self.next_free}", f"Pakai {self.next_free}"), *self.ways)
