"""Telephone numbers in every usual writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm_desktop.participants.phones import PhoneProblem, PhoneReading, read_phone


@pytest.mark.parametrize(
    ("written", "digits", "problem"),
    [
        ("081338130028", "081338130028", None),
        ("81326320887", "081326320887", None),
        ("+62 813-2632-0887", "081326320887", None),
        ("6281326320887", "081326320887", None),
        ("(0380) 821234", "0380821234", None),
        ("HP. 0813 2632 0887", "081326320887", None),
        ("081326320887 / 085342288418", "081326320887", PhoneProblem.SEVERAL),
        ("081326320887 atau 0380-821234", "081326320887", PhoneProblem.SEVERAL),
        ("8.13E+10", "", PhoneProblem.DAMAGED),
        ("08132", "08132", PhoneProblem.LENGTH),
        ("tidak hafal", "", PhoneProblem.INVALID),
        ("0812abc45678", "", PhoneProblem.INVALID),
        ("081326320887 (WA)", "081326320887", None),
        ("WA: 081326320887", "081326320887", None),
        ("0813\u20112632\u20110887", "081326320887", None),
        ('"081326320887"', "081326320887", None),
        ("081326320887 / -", "081326320887", None),
        ("00 62 813 2632 0887", "081326320887", None),
        ("081326320887 085342288418", "081326320887", PhoneProblem.SEVERAL),
        ("081326320887\n085342288418", "081326320887", PhoneProblem.SEVERAL),
        ("081326320887 (suami)", "081326320887", PhoneProblem.EXTRA),
        ("O81326320887", "081326320887", PhoneProblem.LETTERS),
        ("08l32632O887", "081326320887", PhoneProblem.LETTERS),
        ("8,13E + 10", "", PhoneProblem.DAMAGED),
    ],
)
def test_a_number_is_what_one_dials(written: str, digits: str, problem: PhoneProblem | None) -> None:
    """The leading 0 comes back, marks go, and what is wrong is told."""
    assert read_phone(written) == PhoneReading(digits, problem)
    assert problem is None or problem.text


@given(
    number=st.from_regex(r"8[1-9][0-9]{7,9}", fullmatch=True), prefix=st.sampled_from(["", "0", "+62", "62"])
)
def test_every_prefix_means_the_same_number(number: str, prefix: str) -> None:
    """With 0, with the country's code and with neither it is one number."""
    assert read_phone(prefix + number) == PhoneReading(f"0{number}")


@given(text=st.text(max_size=30))
def test_reading_never_fails(text: str) -> None:
    """Any text gives digits or a problem."""
    reading = read_phone(text)
    assert reading.problem is not None or reading.digits.isdigit()
