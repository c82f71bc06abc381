"""The pattern of a number read from an example letter: "530/123/DPP/VIII/2020"."""

from __future__ import annotations

import re

from ikm_desktop import words
from ikm_desktop.papers.patterns import Pattern

_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = frozenset(words.roman(month) for month in range(1, 13))


def pattern_of(example: str) -> Pattern:
    """Return the pattern of which the example is a number; what is not recognised stays as it stands.

    Of two figures the first is the code and the second the running number; leading zeros keep their width.
    """
    parts = [part.strip() for part in example.strip().split("/")]
    figures = [at for at, part in enumerate(parts) if part.isdecimal() and not _YEAR.fullmatch(part)]
    urut = figures[1] if len(figures) > 1 else figures[0] if figures else -1
    key = unit = ""
    made = []
    for at, part in enumerate(parts):
        if at == urut:
            made.append(f"{{urut:0{len(part)}}}" if part.startswith("0") and len(part) > 1 else "{urut}")
        elif at in figures[:1]:
            key = part
            made.append("{kode}")
        elif _YEAR.fullmatch(part):
            made.append("{tahun}")
        elif part in _ROMAN:
            made.append("{romawi}")
        elif not unit and part.isalpha():
            unit = part
            made.append("{unit}")
        else:
            made.append(part)
    return Pattern("/".join(made), key, unit)
