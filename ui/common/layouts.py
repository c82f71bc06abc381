"""How somebody likes a list: columns, their order and widths, sorting, filters, height of rows.

It lies with what else the window remembers, beside the book and not in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from ikm_desktop.office.listing import How, SortKey, Term, Value

NAME = "tampilan.ini"
_DENSITY = "daftar-rapat"


@dataclass(frozen=True, slots=True)
class Layout:
    """One list's layout: headings of the columns shown, from left to right; widths in px by heading.

    chip: the ready filter that is pressed; terms: the clerk's own; words: what stands in the search line.
    """

    columns: tuple[str, ...]
    widths: dict[str, int] = field(default_factory=dict)
    sort: tuple[SortKey, ...] = ()
    chip: str = ""
    terms: tuple[Term, ...] = ()
    words: str = ""


class Layouts:
    """The layouts kept in the data folder; keeps: False only reads (a book opened to be looked at)."""

    def __init__(self, folder: Path, *, keeps: bool = True) -> None:
        self._keeps = keeps
        self._kept = QSettings(str(folder / NAME), QSettings.Format.IniFormat)

    def of(self, name: str) -> Layout | None:
        """Return a list's layout, None when none is kept or it cannot be read."""
        try:
            return _layout(json.loads(str(self._kept.value(f"daftar/{name}", ""))))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def keep(self, name: str, layout: Layout) -> None:
        """Keep a list's layout; without a name there is nothing to keep it under."""
        if name:
            self._write(f"daftar/{name}", json.dumps(asdict(layout), default=_plain))

    def forget(self, name: str) -> None:
        """Forget a list's layout."""
        if self._keeps:
            self._kept.remove(f"daftar/{name}")

    @property
    def density(self) -> str:
        """The word for the height of rows, the same in all lists."""
        return str(self._kept.value(_DENSITY, "Normal"))

    def keep_density(self, word: str) -> None:
        """Keep the height of rows."""
        self._write(_DENSITY, word)

    def _write(self, key: str, value: str) -> None:
        if self._keeps:
            self._kept.setValue(key, value)
            self._kept.sync()


_DAY = "hari"


def _plain(value: object) -> object:
    """Return what JSON has no word for: a way of comparing, a day. Raises TypeError for anything else."""
    if isinstance(value, How):
        return value.name
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    raise TypeError(value)


def _layout(kept: dict[str, Any]) -> Layout:
    return Layout(
        columns=tuple(map(str, kept["columns"])),
        widths={str(title): int(width) for title, width in kept["widths"].items()},
        sort=tuple(SortKey(str(key["field"]), bool(key["descending"])) for key in kept["sort"]),
        chip=str(kept["chip"]),
        terms=tuple(map(_term, kept.get("terms", ()))),
        words=str(kept.get("words", "")),
    )


def _term(kept: Mapping[str, Any]) -> Term:
    return Term(str(kept["field"]), How[kept["how"]], tuple(map(_value, kept["values"])))


def _value(kept: Any) -> Value:  # noqa: ANN401 - whatever JSON holds
    if isinstance(kept, dict):
        return date.fromisoformat(kept[_DAY])
    return kept if isinstance(kept, str | int) else None
