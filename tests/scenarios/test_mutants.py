"""The machine notices: a copy of the program without one of its rules does not survive it.

The named rules every time; with `IKM_FAULTS=long` further ones, too.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.scenarios.broken_rules import FURTHER, NAMED, ROOT, Broken, survives

FULL = os.environ.get("IKM_FAULTS") == "long"


@pytest.mark.parametrize("one", NAMED + FURTHER, ids=str)
def test_a_rule_stands_where_it_is_taken_out(one: Broken) -> None:
    """Each is one place of the program, so that taking it out takes out that rule alone."""
    text = (ROOT / "ikm_desktop" / one.module).read_text(encoding="utf-8")
    assert text.count(one.sound) == 1


@pytest.mark.slow
@pytest.mark.parametrize("one", NAMED + FURTHER if FULL else NAMED, ids=str)
def test_a_broken_rule_does_not_survive(tmp_path: Path, one: Broken) -> None:
    """The machine fails on it within its short walks."""
    assert survives(one, tmp_path) == ""
