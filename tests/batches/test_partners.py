"""Partner IKM on a batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.batches import partners
from ikm_desktop.errors import AlreadyThere, FieldInvalid, FieldMissing, NotFound, Several
from tests.factories.books import a_book
from tests.factories.training import a_batch


def test_a_partner_may_have_several_roles(tmp_path: Path) -> None:
    """Host and trainer are two rows; the same role twice is refused; a partner can be taken off."""
    with a_book(tmp_path) as office:
        batch = a_batch(office)
        host = partners.add_partner(
            office, batch=batch, name="IKM Kelor CONTOH", role="tuan_rumah", contact="Ibu Rosa 0812"
        ).ids[0]
        partners.add_partner(office, batch=batch, name="IKM Kelor CONTOH", role="pelatih")
        with pytest.raises(AlreadyThere):
            partners.add_partner(office, batch=batch, name="ikm kelor contoh", role="pelatih")
        with office.reading() as connection:
            named = partners.partners(connection, batch)
            assert [(p.name, p.role, p.contact) for p in named] == [
                ("IKM Kelor CONTOH", "tuan_rumah", "Ibu Rosa 0812"),
                ("IKM Kelor CONTOH", "pelatih", ""),
            ]
        partners.remove_partner(office, partner=host)
        with pytest.raises(NotFound):
            partners.remove_partner(office, partner=host)
        with office.reading() as connection:
            assert [p.role for p in partners.partners(connection, batch)] == ["pelatih"]


def test_a_partner_has_a_name_and_a_known_role(tmp_path: Path) -> None:
    """Both are told at once."""
    with a_book(tmp_path) as office:
        batch = a_batch(office)
        with pytest.raises(Several) as refused:
            partners.add_partner(office, batch=batch, name="", role="bank")  # type: ignore[arg-type]  # a form's
        assert [type(r) for r in refused.value.reasons] == [FieldMissing, FieldInvalid]
