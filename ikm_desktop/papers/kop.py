"""The kop: who writes, on the first page of a letter. Full for short letters, compact for lists."""

from __future__ import annotations

from dataclasses import dataclass

from ikm_desktop.papers import fonts
from ikm_desktop.papers.content import Letterhead
from ikm_desktop.papers.document import Document
from ikm_desktop.papers.emblem import draw_emblem
from ikm_desktop.papers.fonts import BOLD, SANS
from ikm_desktop.papers.sheet import Sheet


@dataclass(frozen=True, slots=True)
class KopStyle:
    """Measures of a kop.

    emblem: mm; each line: size in points and baseline below the kop's top in mm; rule: below the top;
    top: below the sheet's edge.
    """

    emblem: tuple[float, float]
    government: tuple[float, float]
    office: tuple[float, float]
    address: tuple[float, float]
    contact: tuple[float, float]
    rule: float
    top: float


NUMBER_DROP = 6.0
"""From the title's baseline to that of its number, in mm."""

FULL = KopStyle((18, 22), (12, 5.2), (16, 12.4), (8.5, 17.2), (8.5, 21), 24.2, 14)
COMPACT = KopStyle((14, 17), (10.5, 4.2), (14, 9.8), (8, 13.6), (8, 16.7), 19.2, 12)


def draw_kop(document: Document, sheet: Sheet, letterhead: Letterhead, style: KopStyle) -> float:
    """Draw the kop at the top of the type area; return the y of its thick rule in mm.

    The lines stand centred in what the emblem leaves, also where there is no emblem; a line that is too long
    is set smaller.
    """
    form = sheet.form
    wide, high = style.emblem
    start = form.left + wide + 1.5
    middle, room = (start + form.right_edge) / 2, form.right_edge - start
    draw_emblem(document, sheet, letterhead.logo, (form.left + 0.5, style.top, wide, high))
    for text, font, (size, drop) in (
        (letterhead.government, SANS, style.government),
        (letterhead.office, BOLD, style.office),
        (letterhead.address, SANS, style.address),
        (letterhead.contact, SANS, style.contact),
    ):
        fits = fonts.fitted(text, font, size, room)
        sheet.centred(middle, style.top + drop, text, fits, font)
    rule = style.top + style.rule
    sheet.rule(form.left, rule, form.right_edge, 1.8)
    sheet.rule(form.left, rule + 0.95, form.right_edge, 0.5)
    return rule


def draw_title(sheet: Sheet, y: float, title: str, number: str = "") -> float:
    """Draw the title centred at baseline y, underlined when a number follows; return the last baseline.

    number: as printed, "" for none; its line begins with "NOMOR:".
    """
    form = sheet.form
    middle = form.left + form.area / 2
    size = fonts.fitted(title, BOLD, 13, form.area)
    sheet.centred(middle, y, title, size, BOLD)
    if not number:
        return y
    half = fonts.width(fonts.printable(title, BOLD), BOLD, size) / 2
    sheet.rule(middle - half, y + 1.1, middle + half, 0.7)
    sheet.centred(middle, y + NUMBER_DROP, f"NOMOR: {number}", 10.5)
    return y + NUMBER_DROP
