"""Account codes by year."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.errors import AlreadyThere, FieldMissing, Negative, NotFound, Several
from ikm_desktop.office import accounts
from tests.factories.books import a_book


def test_a_code_stands_once_a_year(tmp_path: Path) -> None:
    """The same code in another year is another budget line."""
    with a_book(tmp_path) as office:
        first = accounts.add_account(
            office, year=2020, code="526311", name="Belanja barang untuk diserahkan", ceiling=250_000_000
        ).ids[0]
        accounts.add_account(office, year=2021, code="526311", name="Belanja barang")
        with pytest.raises(AlreadyThere, match="Belanja barang untuk diserahkan"):
            accounts.add_account(office, year=2020, code=" 526311", name="Lain")
        with office.reading() as connection:
            assert accounts.accounts(connection, 2020) == (
                accounts.Account(first, 2020, "526311", "Belanja barang untuk diserahkan", 250_000_000),
            )
            assert len(accounts.accounts(connection)) == 2
            assert accounts.account_of(connection, 2020, "521211") is None


def test_a_revised_budget_changes_the_ceiling(tmp_path: Path) -> None:
    """What is not named stays; a code that is taken is refused."""
    with a_book(tmp_path) as office:
        first = accounts.add_account(office, year=2020, code="526311", name="Barang", ceiling=1).ids[0]
        accounts.add_account(office, year=2020, code="521211", name="Bahan")
        accounts.change_account(office, account=first, ceiling=300_000_000)
        with pytest.raises(AlreadyThere):
            accounts.change_account(office, account=first, code="521211")
        with pytest.raises(NotFound):
            accounts.change_account(office, account=9, ceiling=1)
        with office.reading() as connection:
            assert accounts.account_by_id(connection, first) == accounts.Account(
                first, 2020, "526311", "Barang", 300_000_000
            )


def test_all_faults_of_an_account_are_told_at_once(tmp_path: Path) -> None:
    """Code, name and ceiling."""
    with a_book(tmp_path) as office, pytest.raises(Several) as refused:
        accounts.add_account(office, year=2020, code="", name="", ceiling=-1)
    assert [type(r) for r in refused.value.reasons] == [FieldMissing, FieldMissing, Negative]
