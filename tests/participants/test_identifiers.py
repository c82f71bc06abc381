"""NPWP, NIB, NIP, KBLI and accounts as people write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ikm_desktop.participants.identifiers import (
    bare_digits,
    read_account,
    read_kbli,
    read_nib,
    read_nip,
    read_npwp,
)


@pytest.mark.parametrize(
    ("read", "written", "digits"),
    [
        (read_npwp, "29.441.812.4-864.014", "294418124864014"),
        (read_npwp, "0294418124864014", "0294418124864014"),
        (read_npwp, "29.441.812.4-864", None),
        (read_npwp, "000000000000000", None),
        (read_nib, "1234 5678 90123", "1234567890123"),
        (read_nib, "123456789012", None),
        (read_nip, "NIP. 19650817 199003 1 001", "196508171990031001"),
        (read_nip, "19650817 199003 1 01", None),
        (read_kbli, "14131", "14131"),
        (read_kbli, "1413", None),
        (read_account, "0012.03-000456-7", "0012030004567"),
        (read_account, "belum ada", None),
        (read_account, "12345", None),
    ],
)
def test_marks_are_form_and_length_is_not(
    read: Callable[[str], str | None], written: str, digits: str | None
) -> None:
    """Dots, hyphens and blanks are dropped; a number of another length is none."""
    assert read(written) == digits


def test_bare_digits() -> None:
    """Only the digits stay."""
    assert bare_digits("No. 12-34 a5") == "12345"
