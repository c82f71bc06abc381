"""Signature blocks, witnesses and the room for the meterai.

Blocks of one row share the baseline of their names; between title and name stay 3 cm for stamp and hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ikm_desktop import words
from ikm_desktop.papers import fonts
from ikm_desktop.papers.content import Signer, Witness
from ikm_desktop.papers.flow import Block
from ikm_desktop.papers.fonts import BOLD, ITALIC
from ikm_desktop.papers.sheet import BODY, Sheet
from ikm_desktop.papers.text import broken, plain
from ikm_desktop.papers.thumb import THUMB_BOX, draw_thumb

TITLE_ROOM = 82.0
"""Office titles wider than this (mm) break at a word."""

WITNESS_ROOM = 74.0
"""Names and offices of witnesses wider than this (mm) break at a word."""

METERAI = (32.0, 24.0)
"""Width and height in mm of the box that stands for the stamp duty; customary."""


@dataclass(frozen=True, slots=True)
class SignatureStyle:
    """Measures of a row of blocks: size in points; leading, title to name, and widest line in mm."""

    size: float = BODY
    leading: float = 5.0
    drop: float = 34.5
    room: float = TITLE_ROOM


def signatures(
    signers: Sequence[tuple[float, Signer]], *, lead: float, style: SignatureStyle | None = None
) -> Block:
    """Return a row of signature blocks, each with the x of its centre, as one block.

    A shorter title is padded with empty lines between its role and its office title.
    """
    style = style or SignatureStyle()
    tops = [_top_lines(signer, style) for _x, signer in signers]
    count = max(len(before) + len(title) for before, title in tops)
    feet = [_foot_lines(signer, style) for _x, signer in signers]
    names = [_name_lines(signer, style) for _x, signer in signers]
    below = max((len(name) - 1 + len(foot)) * style.leading for name, foot in zip(names, feet, strict=True))
    name_drop = (count - 1) * style.leading + style.drop

    def draw(sheet: Sheet, y: float) -> None:
        for i, (x, signer) in enumerate(signers):
            before, title = tops[i]
            pad = [""] * (count - len(before) - len(title))
            for k, text in enumerate([*before, *pad, *title]):
                sheet.centred(x, y + k * style.leading, text, style.size)
            last = y + (count - 1) * style.leading
            _draw_stamps(sheet, x, last, signer)
            _draw_name(sheet, (x, y + name_drop), names[i], feet[i], style)

    return Block(lead, name_drop + below, draw)


def witnesses(people: Sequence[Witness], x: float, *, lead: float, step: float = 13.0) -> Block:
    """Return "Saksi-saksi:" with name, office and a dotted line for each, as one block. x, step: mm."""
    names = [broken(plain(person.name), BODY, WITNESS_ROOM) for person in people]
    offices = [broken(plain(person.office), 9.5, WITNESS_ROOM) for person in people]
    heights = [
        max(step, (len(name) - 1) * 4.7 + 4.7 + (len(office) - 1) * 4.0 + 8.3)
        for name, office in zip(names, offices, strict=True)
    ]

    def draw(sheet: Sheet, y: float) -> None:
        sheet.text(x, y, "Saksi-saksi:")
        y += 9
        for i, high in enumerate(heights):
            sheet.text(x, y, f"{i + 1}.")
            last = sheet.paragraph(x + 6, y, names[i], BODY, leading=4.7)
            sheet.paragraph(x + 6, last + 4.7, offices[i], 9.5, leading=4.0)
            sheet.text(110, y, f"{i + 1}.")
            sheet.dotted(116, y + 0.8, 178)
            y += high

    return Block(lead, 9 + sum(heights) - 8.3, draw)


def draw_meterai(sheet: Sheet, x: float, y: float, rate: int) -> None:
    """Draw the dotted box for the stamp duty, its upper left corner at (x, y). rate: whole rupiah."""
    wide, high = METERAI
    sheet.canvas.setDash([0.8, 1.6])
    sheet.box(x, y, wide, high, weight=0.7)
    sheet.canvas.setDash([])
    sheet.centred(x + wide / 2, y + high / 2 - 1, "Meterai", 8, grey=0.35)
    sheet.centred(x + wide / 2, y + high / 2 + 3, words.rupiah(rate), 8, grey=0.35)


def _top_lines(signer: Signer, style: SignatureStyle) -> tuple[list[str], list[str]]:
    before = [text for text in (signer.dated, signer.role) if text]
    title = [line for text in signer.title for line in _wrapped(text, style)]
    last = title or before
    if last and not last[-1].endswith((",", ":", ".")):
        last[-1] += ","
    return [line for text in before for line in _wrapped(text, style)], title


def _wrapped(text: str, style: SignatureStyle) -> list[str]:
    lines = broken(plain(text), style.size, style.room)
    return [line.text for line in lines]


def _name_lines(signer: Signer, style: SignatureStyle) -> list[str]:
    lines = broken(plain(signer.name, BOLD), style.size, style.room)
    return [line.text for line in lines]


def _foot_lines(signer: Signer, style: SignatureStyle) -> list[str]:
    nip = f"NIP {words.nip(signer.nip)}" if signer.nip else ""
    feet = [text for text in (signer.rank, nip, signer.identity) if text]
    return [line for text in feet for line in _wrapped(text, style)]


def _draw_name(
    sheet: Sheet,
    at: tuple[float, float],
    name: Sequence[str],
    foot: Sequence[str],
    style: SignatureStyle,
) -> None:
    x, y = at
    if not any(name):  # nobody is named: a line for the hand
        sheet.dotted(x - 27, y + 0.08 * style.size, x + 27)
    for text in filter(None, name):
        sheet.centred(x, y, text, style.size, BOLD)
        half = fonts.width(fonts.printable(text, BOLD), BOLD, style.size) / 2
        sheet.rule(x - half, y + 0.08 * style.size, x + half, 0.5)
        y += style.leading
    y += 0.0 if any(name) else style.leading
    for text in foot:
        sheet.centred(x, y, text, style.size - 0.5)
        y += style.leading


def _draw_stamps(sheet: Sheet, x: float, title: float, signer: Signer) -> None:
    """Draw what stands between title and name: the meterai's box, or where the stamp goes."""
    if signer.meterai:
        draw_meterai(sheet, x - 52, title + 3.4, signer.meterai)
    if signer.thumb:
        draw_thumb(sheet, x - THUMB_BOX[0] / 2, title + 7)
    if signer.stamp:
        sheet.centred(x - 19, title + 16, "(stempel lembaga)", 7.5, ITALIC, grey=0.5)
