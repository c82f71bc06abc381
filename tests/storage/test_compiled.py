"""What one book has been asked is at hand for the next."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import CacheStats

from ikm_desktop.storage.engine import create_book, open_engine

_ACTS = sa.table("act", sa.column("entry"))


def test_a_statement_is_put_into_sql_once_for_all_books(tmp_path: Path) -> None:
    """The second book opened finds the statement made, and each answers from its own file."""
    for name in ("satu", "dua"):
        create_book(tmp_path / name)
    asked = sa.select(sa.func.count(), sa.literal(1).label("only here")).select_from(_ACTS)
    with open_engine(tmp_path / "satu").connect() as first:
        assert first.execute(asked).context.cache_hit is CacheStats.CACHE_MISS
    with open_engine(tmp_path / "dua").connect() as second:
        found = second.execute(asked)
        assert found.context.cache_hit is CacheStats.CACHE_HIT
        assert str(second.exec_driver_sql("PRAGMA database_list").one()[2]).endswith("dua")
