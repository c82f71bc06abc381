"""What the commands print: sentences for people, or JSON alone."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

GOOD, FINDINGS, IMPOSSIBLE = 0, 1, 2
"""The exit codes of all commands."""


class Output:
    """Where a command's answer goes; with JSON, sentences go to standard error."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    def say(self, text: str) -> None:
        """Print a sentence for whoever typed the command."""
        print(text, file=sys.stderr if self._as_json else sys.stdout)

    def answer(self, value: object) -> None:
        """Print the answer for another program, where JSON was asked for."""
        if self._as_json:
            print(json.dumps(value, ensure_ascii=False, indent=1, default=_plain))


def complain(text: str) -> None:
    """Print why something cannot be done."""
    print(text, file=sys.stderr)


def _plain(value: Any) -> Any:  # noqa: ANN401 - what json hands over
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    raise TypeError(type(value).__name__)
