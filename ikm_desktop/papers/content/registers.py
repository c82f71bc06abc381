"""The register of letters as a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.papers.content.parts import Field, Head, Letterhead, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A line of the register; day: None for numbers no paper has; note: why void or passed over."""

    number: str
    day: date | None
    kind: str
    subject: str
    party: str
    state: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterSheet:
    """RS: register surat of a year, of one series or all, gaps among the numbers.

    count: papers, without the lines for numbers passed over; void, passed_over: how many lines of each.
    """

    head: Head
    letterhead: Letterhead
    subtitle: str
    rows: tuple[RegisterEntry, ...]
    count: int
    void: int
    passed_over: int
    right: Signer
    fields: tuple[Field, ...] = ()
    title: str = "REGISTER SURAT"
