"""Reading many rows fast: for the few queries whose answers run into the ten thousands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

_HANDFUL = 200


def driver_rows(result: sa.CursorResult[*tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Give a result's rows as the driver has them (days as ISO texts), a few at a time, then close it.

    Row objects by the ten thousand keep the garbage collector busy for longer than the query takes.
    """
    for rows in driver_pages(result):
        yield from rows


def driver_pages(result: sa.CursorResult[*tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Give a result's rows as `driver_rows` does, by the page, for loops that count each step."""
    while rows := result.cursor.fetchmany(_HANDFUL):
        yield rows
    result.close()


day_of = lru_cache(maxsize=4096)(date.fromisoformat)
"""Return the day of an ISO text; the same few days come again and again."""
