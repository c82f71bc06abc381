"""What a paper that pictures no voucher asks of the book: an item, a place, a batch, some days.

The question stands with the paper's row as JSON; the same question is the same text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from ikm_desktop.papers.rows import PaperRow

Value = int | str | bool | date | tuple[int, ...] | tuple[str, ...] | None


def question(**values: Value) -> str:
    """Write a question; what is None or empty is left out."""
    kept = {name: value for name, value in values.items() if value not in (None, "", (), False)}
    return json.dumps(kept, default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Question:
    """A paper's question, read back."""

    values: dict[str, Any]

    def number(self, name: str) -> int | None:
        """Return an id or count, None where the paper asks for none."""
        value = self.values.get(name)
        return None if value is None else int(value)

    def text(self, name: str) -> str:
        """Return a word, "" where there is none."""
        return str(self.values.get(name, ""))

    def day(self, name: str) -> date | None:
        """Return a day, None where the paper asks for none."""
        value = self.values.get(name)
        return None if value is None else date.fromisoformat(value)

    def numbers(self, name: str) -> tuple[int, ...]:
        """Return ids, () where there are none."""
        return tuple(int(value) for value in self.values.get(name, ()))

    def is_set(self, name: str) -> bool:
        """Tell whether a choice was made."""
        return bool(self.values.get(name))


def asked_by(paper: PaperRow) -> Question:
    """Return what a paper asks of the book."""
    return Question(json.loads(paper.asked or "{}"))
