"""Which pages to print, as the clerk types them: "semua", "2", "1-3, 7"."""

from __future__ import annotations

import re

from ikm_desktop.errors import FieldInvalid

ALL = "semua"
FIELD = "Halaman"
_PART = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")


def read_pages(text: str, count: int) -> tuple[int, ...]:
    """Return the pages meant, from 1, each once and in order; nothing typed means all.

    count: how many the paper has. Raises FieldInvalid (not understood, or a page it does not have).
    """
    typed = text.strip()
    if typed.casefold() in {"", ALL}:
        return tuple(range(1, count + 1))
    found: set[int] = set()
    for part in filter(None, re.split(r"[,;]", typed)):
        match = _PART.fullmatch(part.strip())
        if match is None:
            raise FieldInvalid(
                field=FIELD, value=typed, why='tidak dimengerti; contoh: "semua", "2", "1-3,7"'
            )
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            raise FieldInvalid(field=FIELD, value=typed, why=f"surat ini {count} halaman")
        found |= set(range(first, last + 1))
    return tuple(sorted(found))
