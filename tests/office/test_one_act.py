"""Several acts as one: all are written with one row in the chain, or none is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.errors import AlreadyThere
from ikm_desktop.goods import places
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.book import Office
from tests.factories import books


def test_acts_begun_inside_join_it(tmp_path: Path) -> None:
    """Two stores are one entry; one that cannot be leaves none of them, and afterwards acts stand alone."""
    with books.a_book(tmp_path / "data") as office:
        with office.one_act("two_stores") as act:
            first = places.add_store(office, name="Gudang II")
            second = places.add_store(office, name="Gudang III")
        assert (first.entry, second.entry) == (act.entry, act.entry)
        with pytest.raises(AlreadyThere):
            _two_stores(office, "Gudang IV", "Gudang II")
        assert places.add_store(office, name="Gudang IV").entry == act.entry + 1
        with office.reading() as connection:
            assert len(places.stores(connection)) == 4
        assert check(office) == ()


def _two_stores(office: Office, *names: str) -> None:
    with office.one_act("two_stores"):
        for name in names:
            places.add_store(office, name=name)
