"""Any random list of acts: the book and a simple independent account of it say the same (scenario V12).

After every act: who may do what (and with which figures it is refused), where each unit lies and since when,
what is pinned; every third time all balances and values, today's and those of two other days; every tenth
time, and at each end, the book's own full self-check. What is refused for want of goods that later papers
took, or for a count after it, is put in order (Sisipkan, Buka opname) by both; who gives way must be the
same, and every place has what it had but for the entry itself and what was counted. `IKM_FAULTS=long` does
all of it after every act, for long.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.scenarios.clerk.closing import Closing
from tests.scenarios.clerk.sitting import CAMPAIGN

RUNS, STEPS = {"long": (1500, 80), "mutant": (200, 30)}.get(CAMPAIGN, (60, 64))

PHASES = [Phase.generate, *([Phase.shrink] if CAMPAIGN in {"long", "shrink"} else [])]
"""A walk that fails is told as it was; the shortest one takes minutes: `IKM_FAULTS=shrink`."""


class Office2020(Closing):
    """A clerk who does anything at any time, beside a model that knows every unit."""


def walk() -> None:
    """Let the clerk walk as often as the campaign asks."""
    run_state_machine_as_test(
        Office2020,
        settings=settings(
            max_examples=RUNS,
            phases=PHASES,
            stateful_step_count=STEPS,
            report_multiple_bugs=False,
            derandomize="CI" in os.environ or CAMPAIGN == "mutant",
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.slow
def test_the_book_and_a_plain_account_of_it_agree() -> None:
    """Whatever is done, in whatever order: at least 50 walks and 2,000 acts each time."""
    walk()
    while not CAMPAIGN and Office2020.walked["acts"] < 2000:
        walk()
    assert CAMPAIGN or Office2020.walked["walks"] >= 50
