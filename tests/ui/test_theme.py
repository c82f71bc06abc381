"""The colours: every pair the window uses can be read, in light and dark."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ui.theme.status import PILLS
from ui.theme.tokens import DARK, LIGHT, Tokens, contrast, pairs


def _too_weak(tokens: Tokens) -> list[str]:
    return [
        f"{pair.name}: {contrast(pair.ink, pair.ground):.2f}"
        for pair in pairs(tokens)
        if contrast(pair.ink, pair.ground) < pair.least
    ]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_can_be_read(tokens: Tokens) -> None:
    """Text has a contrast of 4.5 or more, edges and focus 3 or more."""
    assert _too_weak(tokens) == []


def test_a_weak_pair_is_named() -> None:
    """The check complains: grey on white is too weak."""
    assert _too_weak(replace(LIGHT, muted="#AAAAAA"))[0].startswith("muted on surface")


def test_contrast_is_the_standard_one() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)


def test_every_pill_has_its_colours_and_icon() -> None:
    """Each state names a token with a ground, and an icon of the set."""
    from ikm_desktop.resources import resource

    for pill in PILLS.values():
        assert pill.ink(LIGHT).startswith("#")
        assert pill.ground(DARK).startswith("#")
        assert resource(f"icons/{pill.icon}.svg").is_file()
