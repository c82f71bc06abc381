"""Quantities as delivery notes have them: "3x50 m", "3 gulungan x 50 m", "12 kg", "2x40+5"."""

from __future__ import annotations

import re

from ikm_desktop.amounts import Unit

_BUNDLE = re.compile(r"(\d+)\s*[^\W\d]*\s*[x×*]\s*(.+)", re.IGNORECASE)


def read_bundles(text: str, unit: Unit, field: str) -> int:
    """Read a quantity that may be so many bundles of the same size, as smallest units.

    Raises what `Unit.read` raises.
    """
    return sum(_part(part, unit, field) for part in text.split("+"))


def _part(text: str, unit: Unit, field: str) -> int:
    bundle = _BUNDLE.fullmatch(text.strip())
    if bundle is None:
        return unit.read(text, field)
    return int(bundle[1]) * unit.read(bundle[2], field)
