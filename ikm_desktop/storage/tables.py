"""The base of all table declarations.

Rooms declare their tables over this metadata for queries only; the schema itself is made by the SQL
steps in `storage/schema/` (a test compares the two).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

metadata = sa.MetaData()


class Day(TypeDecorator[date]):
    """A calendar day, stored as ISO text (STRICT tables have no date type)."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Store as YYYY-MM-DD."""
        del dialect
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:  # noqa: ANN401 - signature of the base class
        """Read back as a date."""
        del dialect
        return None if value is None else date.fromisoformat(value)
