"""What SQLAlchemy makes of the program's statements, made once in its life and not once for each book.

A statement is put together in Python and turned into SQL text when it is first asked. That takes longer
than SQLite takes to answer it, and the self-check asks some forty. Kept by each engine, all of it would be
made anew for every book, backup and copy that is opened.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.util import LRUCache

if TYPE_CHECKING:
    from collections.abc import Callable

_URL = "sqlite+pysqlite://"
_KEPT = 1500
"""So many statements are kept, the last asked first; SQLAlchemy's own 500 are fewer than the program has."""

_statements: LRUCache[object, object] = LRUCache(_KEPT)


def engine_on(creator: Callable[[], Any], pool: type[sa.Pool], **options: object) -> sa.Engine:
    """Return an engine that knows every statement another engine of this process has asked.

    creator: makes a connection of the driver; pool: the kind of pool that keeps them; options: what
    SQLAlchemy calls execution options.
    """
    return sa.Engine(
        pool(creator, dialect=_dialect()),
        _dialect(),
        sa.make_url(_URL),
        # What a statement was given may be somebody's NIK; a fault's text ends in the log beside the book.
        hide_parameters=True,
        execution_options={**options, "compiled_cache": _statements},
    )


@cache
def _dialect() -> sa.Dialect:
    """Return the one dialect; kept statements are its own. It has looked at the driver, as each must."""
    first = sa.create_engine(_URL)
    with first.connect():
        pass
    first.dispose()
    return first.dialect
