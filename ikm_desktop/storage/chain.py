"""The hash chain over acts: what one link covers and how it is computed.

`hash = SHA256(prev ‖ rows)`. A row is its columns joined by `|` and ended by a newline; integers are
decimal, null is empty, text is NFC with backslash, `|` and newline each preceded by a backslash.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ChainValue = int | str | None

GENESIS = bytes(32)
"""The `prev` of the first act."""


def field_text(value: ChainValue) -> str:
    """Write one column as the chain reads it."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    text = value if value.isascii() else unicodedata.normalize("NFC", value)
    if "\\" in text or "|" in text or "\n" in text:
        text = text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\\n")
    return text


def row_text(values: Iterable[ChainValue]) -> str:
    """Write one row as the chain reads it, with its newline."""
    return "|".join(map(field_text, values)) + "\n"


def link(prev: bytes, rows: Iterable[Sequence[ChainValue]]) -> bytes:
    """Return the hash of an act from its predecessor's hash and its rows in their fixed order."""
    digest = hashlib.sha256(prev)
    digest.update("".join(map(row_text, rows)).encode())
    return digest.digest()
