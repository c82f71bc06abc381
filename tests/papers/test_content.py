"""The snapshot of a paper's content."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ikm_desktop.papers import content as c
from tests.papers import samples


@pytest.mark.parametrize("paper", samples.ALL.values(), ids=samples.ALL.keys())
def test_a_snapshot_reads_back_as_the_same_content(paper: c.Content) -> None:
    """JSON holds all that is printed: nothing is lost on the way and back."""
    assert c.content_from_json(type(paper), c.content_to_json(paper)) == paper


def test_equal_contents_give_equal_text() -> None:
    """The snapshot can be compared and hashed as text; one changed word changes it."""
    first, second = samples.handover(), samples.handover()
    assert c.content_to_json(first) == c.content_to_json(second)
    assert c.content_to_json(first) != c.content_to_json(replace(second, place="Soe"))


def test_an_older_snapshot_takes_the_defaults() -> None:
    """A field added later is filled with its default when an old snapshot is read."""
    text = '{"name":"RINI CONTOH","title":["Petugas"]}'
    assert c.content_from_json(c.Signer, text) == c.Signer(name="RINI CONTOH", title=("Petugas",))


def test_days_stand_as_iso_dates() -> None:
    """A day is "2020-08-31", and anything that has no place in a content is refused."""
    assert '"day":"2020-08-31"' in c.content_to_json(replace(samples.handover(), day=date(2020, 8, 31)))
    with pytest.raises(TypeError, match="no place"):
        c.content_to_json(replace(samples.handover(), place=3j))  # type: ignore[arg-type]
