"""Row digests: what tells that a person, a price or a paper was changed behind the program's back.

SQLite has no checksums, so a byte changed on the disk can read back as another name. The chain covers
the journal; rows that may be edited carry a digest of their own columns instead.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop.storage.chain import row_text

if TYPE_CHECKING:
    from collections.abc import Mapping

UNCOVERED = {"digest", "pdf", "content"}
"""Columns a digest leaves out: itself, and contents that have a hash of their own."""


def digest_of(table: sa.Table, values: Mapping[str, Any]) -> bytes:
    """Return the digest of a whole row; values: every column of the table by name."""
    row = [_plain(values[name]) for name in _covered(table)]
    return hashlib.sha256(f"{table.name}|{row_text(row)}".encode()).digest()[:16]


@cache
def _covered(table: sa.Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.name not in UNCOVERED)


def _plain(value: Any) -> int | str | None:  # noqa: ANN401 - any column type
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value  # type: ignore[no-any-return]  # ints, texts and null are all that STRICT tables hold
