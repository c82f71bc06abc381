"""The colours by their meaning, for light and dark; sizes and spacing in pixels at 100 %."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme's colours as #RRGGBB; `x_bg` is what text of colour `x` stands on as a pill."""

    bg: str
    surface: str
    alt: str
    text: str
    muted: str
    primary: str
    on_primary: str
    sel: str
    focus: str
    edge: str
    hairline: str
    ok: str
    ok_bg: str
    info: str
    info_bg: str
    warn: str
    warn_bg: str
    err: str
    err_bg: str
    void: str
    void_bg: str
    neutral: str
    neutral_bg: str


LIGHT = Tokens(
    bg="#F4F6F5",
    surface="#FFFFFF",
    alt="#F7F9F8",
    text="#1B2421",
    muted="#55625D",
    primary="#0B6B57",
    on_primary="#FFFFFF",
    sel="#D5ECE5",
    focus="#1D5FD0",
    edge="#7B8883",
    hairline="#D3DBD7",
    ok="#1B6E3C",
    ok_bg="#E3F4E9",
    info="#1F5FA8",
    info_bg="#E4EFFB",
    warn="#8A5300",
    warn_bg="#FDF0D5",
    err="#B3261E",
    err_bg="#FCE8E6",
    void="#6B3FA0",
    void_bg="#F0E8FA",
    neutral="#4C5854",
    neutral_bg="#E8ECEA",
)

DARK = Tokens(
    bg="#161B1A",
    surface="#1E2523",
    alt="#232B29",
    text="#E6ECE9",
    muted="#A6B4AE",
    primary="#5CC8AE",
    on_primary="#06231C",
    sel="#24493F",
    focus="#8AB4FF",
    edge="#75837D",
    hairline="#3A4642",
    ok="#7FD99C",
    ok_bg="#1B3526",
    info="#8FC1F7",
    info_bg="#1B3048",
    warn="#F2BE63",
    warn_bg="#3D2E10",
    err="#FF9A90",
    err_bg="#46201D",
    void="#CBA8F2",
    void_bg="#362548",
    neutral="#C0CAC6",
    neutral_bg="#303937",
)

NOTE, BODY, SECTION, TITLE, FIGURE = 12, 13, 15, 18, 24
"""Type sizes in px at 100 %."""

GAP = 8
"""The step of all spacing: 4, 8, 12, 16, 24."""

ROW_HEIGHT = 28
GRID_ROW_HEIGHT = 22
CONTROL_HEIGHT = 30


@dataclass(frozen=True, slots=True)
class Pair:
    """Text (or an edge) on a ground, with the least contrast it must have."""

    name: str
    ink: str
    ground: str
    least: float


def pairs(tokens: Tokens) -> list[Pair]:
    """Return every pair the window uses: text at 4.5 or more, edges and focus at 3 or more."""
    text = [
        ("text on surface", tokens.text, tokens.surface),
        ("text on bg", tokens.text, tokens.bg),
        ("text on alt", tokens.text, tokens.alt),
        ("muted on surface", tokens.muted, tokens.surface),
        ("muted on sel", tokens.muted, tokens.sel),
        ("muted on bg", tokens.muted, tokens.bg),
        ("on_primary on primary", tokens.on_primary, tokens.primary),
        ("primary on surface", tokens.primary, tokens.surface),
        ("text on sel", tokens.text, tokens.sel),
        ("text on err_bg", tokens.text, tokens.err_bg),
        ("muted on err_bg", tokens.muted, tokens.err_bg),
    ]
    text += [
        (f"{name} on {name}_bg", getattr(tokens, name), getattr(tokens, f"{name}_bg"))
        for name in ("ok", "info", "warn", "err", "void", "neutral")
    ]
    edges = [
        ("edge on surface", tokens.edge, tokens.surface),
        ("edge on bg", tokens.edge, tokens.bg),
        ("focus on surface", tokens.focus, tokens.surface),
        ("focus on sel", tokens.focus, tokens.sel),
        ("focus on err_bg", tokens.focus, tokens.err_bg),
    ]
    return [Pair(*one, 4.5) for one in text] + [Pair(*one, 3.0) for one in edges]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 … 21. Source: WCAG 2.2, 1.4.3."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
