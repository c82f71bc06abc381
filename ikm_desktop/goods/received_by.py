"""Who signed for the receiver of a paper, where it was not the one the paper names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KEY = "received_by"
"""Under this name the details of a voucher keep it."""


@dataclass(frozen=True, slots=True)
class ReceivedBy:
    """A person, and in what capacity she signed ("kuasa", "perwakilan"), "" where nothing was said."""

    name: str
    capacity: str = ""

    def __str__(self) -> str:
        """Return both as the clerk reads them."""
        return f"{self.name} ({self.capacity})" if self.capacity else self.name


def with_receiver(details: Mapping[str, Any], signed: ReceivedBy | None) -> dict[str, Any]:
    """Return the details of a voucher with who signed for its receiver; nothing is added without a name."""
    name = "" if signed is None else signed.name.strip()
    if signed is None or not name:
        return dict(details)
    return {**details, KEY: [name, signed.capacity.strip()]}


def received_by(details: Mapping[str, Any]) -> ReceivedBy | None:
    """Return who signed for the receiver, None where it was the one the paper names."""
    kept = details.get(KEY)
    return None if kept is None else ReceivedBy(*(str(part) for part in kept))
