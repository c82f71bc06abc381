"""Tax by kind and day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm_desktop.errors import FieldInvalid, FieldMissing, Negative, Several
from ikm_desktop.office import tax
from ikm_desktop.office.tax import TaxRule
from tests.factories.books import a_book

DAY = date(2020, 8, 24)


def _rule(kind: str, tmp_path: Path) -> TaxRule:
    with a_book(tmp_path) as office, office.reading() as connection:
        rule = tax.tax_rule_on(connection, kind, DAY)
        assert rule is not None
        return rule


@pytest.mark.parametrize(
    ("base", "has_npwp", "split", "due"),
    [
        (2_000_000, True, False, 0),
        (2_000_001, True, False, 30_000),
        (2_000_000, True, True, 30_000),
        (2_500_000, False, False, 75_000),
        (3_333_333, True, False, 49_999),
        (0, True, True, 0),
    ],
)
def test_pph22(tmp_path: Path, base: int, due: int, *, has_npwp: bool, split: bool) -> None:
    """1,5 %, free up to Rp2.000.000 unless split, double without NPWP, rounded down."""
    assert _rule("pph22", tmp_path).due(base, has_npwp=has_npwp, split=split) == due


@given(
    st.integers(0, 10**12),
    st.integers(0, 10_000),
    st.integers(0, 10**9),
    st.booleans(),
    st.booleans(),
)
def test_tax_is_a_part_rounded_down(base: int, rate: int, free: int, doubled: bool, has_npwp: bool) -> None:  # noqa: FBT001 - drawn
    """Nothing up to the limit unless split; above it, less than a rupiah below the exact part."""
    rule = TaxRule(1, "pph22", "x", DAY, rate, free, doubled, needs_letter=False, source="")
    times = 2 if doubled and not has_npwp else 1
    due = rule.due(base, has_npwp=has_npwp)
    assert due == (0 if base <= free else rule.due(base, has_npwp=has_npwp, split=True))
    assert 0 <= base * rate * times - rule.due(base, has_npwp=has_npwp, split=True) * 10_000 < 10_000


def test_final_tax_needs_the_letter(tmp_path: Path) -> None:
    """0,5 %, the same with and without NPWP, only with a Surat Keterangan."""
    rule = _rule("final", tmp_path)
    assert rule.needs_letter
    assert rule.due(290_000, has_npwp=False) == rule.due(290_000, has_npwp=True) == 1_450


def test_a_new_rate_counts_from_its_day(tmp_path: Path) -> None:
    """Earlier days keep the earlier rule; setting a day twice replaces it."""
    with a_book(tmp_path) as office:
        for rate in (175, 200):
            tax.set_tax_rule(
                office, kind="pph22", name="PPh Pasal 22", valid_from=date(2021, 1, 1), rate=rate
            )
        with office.reading() as connection:
            before, after = (
                tax.tax_rule_on(connection, "pph22", day) for day in (date(2020, 12, 31), date(2021, 1, 1))
            )
            assert before is not None
            assert after is not None
            assert (before.rate, after.rate) == (150, 200)
            assert tax.tax_rule_by_id(connection, after.id) == after
            assert tax.tax_rule_by_id(connection, 99) is None
            assert [rule.kind for rule in tax.tax_rules(connection)] == [
                "final",
                "none",
                "pph21",
                "pph22",
                "pph22",
            ]
            assert tax.tax_rule_on(connection, "pph22", date(2010, 1, 1)) is None


def test_all_faults_of_a_rule_are_told_at_once(tmp_path: Path) -> None:
    """Kind, rate, name and limit."""
    with a_book(tmp_path) as office, pytest.raises(Several) as refused:
        tax.set_tax_rule(
            office,
            kind="pajak",  # type: ignore[arg-type]  # what a form could hand in
            name="",
            valid_from=DAY,
            rate=10_001,
            free_up_to=-1,
        )
    assert [type(r) for r in refused.value.reasons] == [FieldInvalid, FieldInvalid, FieldMissing, Negative]
