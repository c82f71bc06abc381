"""Refusals of single fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ikm_desktop import words
from ikm_desktop.errors.names import REASON, TO_FIELD, WayOut
from ikm_desktop.errors.refusal import Refusal


@dataclass(kw_only=True, eq=False)
class FieldRefusal(Refusal):
    """The root of all refusals of one field; field: its label on screen."""

    ways: ClassVar[tuple[WayOut, ...]] = (TO_FIELD,)
    field: str


@dataclass(kw_only=True, eq=False)
class FieldMissing(FieldRefusal):
    """A field that must be filled is empty."""

    @property
    def sentence(self) -> str:
        """Name the field."""
        return f"{self.field} wajib diisi."


@dataclass(kw_only=True, eq=False)
class ReasonMissing(FieldRefusal):
    """A reason is needed here; field: of what."""

    ways: ClassVar[tuple[WayOut, ...]] = (REASON,)

    @property
    def sentence(self) -> str:
        """Name what needs the reason."""
        return f"{self.field} tanpa alasan: isi alasannya."


@dataclass(kw_only=True, eq=False)
class Negative(FieldRefusal):
    """A quantity or amount below zero (or zero where it must be positive)."""

    value: int

    @property
    def sentence(self) -> str:
        """Name the field and the value."""
        return f"{self.field} tidak boleh {words.number(self.value)}; isi angka yang lebih dari nol."


@dataclass(kw_only=True, eq=False)
class TooFine(FieldRefusal):
    """A quantity typed finer than the item's smallest unit; never rounded."""

    value: str
    smallest: str

    @property
    def sentence(self) -> str:
        """Name the value and the smallest unit."""
        return f"{self.field}: {self.value} lebih halus daripada satuan terkecil ({self.smallest})."


@dataclass(kw_only=True, eq=False)
class TooBig(FieldRefusal):
    """A figure beyond what the book can hold (10^12)."""

    value: int

    @property
    def sentence(self) -> str:
        """Name the value."""
        return f"{self.field}: {words.number(self.value)} terlalu besar (paling banyak 1.000.000.000.000)."


@dataclass(kw_only=True, eq=False)
class FieldInvalid(FieldRefusal):
    """A value that cannot be understood; why: in Indonesian."""

    value: str
    why: str

    @property
    def sentence(self) -> str:
        """Name the field, the value and why."""
        return f"{self.field}: {self.value} {self.why}."


@dataclass(kw_only=True, eq=False)
class NotFound(FieldRefusal):
    """The thing named is not in the book."""

    value: str

    @property
    def sentence(self) -> str:
        """Name the field and what was looked for."""
        return f"{self.field} {self.value} tidak ada dalam buku."


@dataclass(kw_only=True, eq=False)
class AlreadyThere(FieldRefusal):
    """The thing exists already; owner: whose it is."""

    value: str
    owner: str

    @property
    def sentence(self) -> str:
        """Name the value and its owner."""
        return f"{self.field} {self.value} sudah dipakai {self.owner}."
