"""How each printer takes our sheets: its offset, measured once with a ruler, and which sheets it knows.

Windows drivers often have no F4; their Folio of 8.5 x 13 inch (215.9 x 330.2 mm) is the same sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, PaperSizeUnknown
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.settings import Group, load, save

TENTHS = 10
"""Tenths of a millimetre in a millimetre: what a ruler tells and what is kept."""

_FARTHEST = 150
_SAME_MM = 1.5
_NARROWER_MM = 10
_NAMES = {(215, 330): "F4 215 × 330", (210, 297): "A4", (148, 210): "A5"}
_A4 = (210.0, 297.0)


@dataclass(frozen=True, kw_only=True)
class Printer(Group):
    """What is known of one printer; kept by its name.

    right, down: how far what it prints must be shifted, tenths of a millimetre; text_only: certificates go
    on pre-printed sheets, so that frame, emblem and kop are left out; turn_back: the back page upside down,
    for printers that turn the sheet over the short edge; stock_right, stock_down: how far the text moves to
    meet what such sheets bear already, tenths of a millimetre.
    """

    key = "printer"
    right: int = 0
    down: int = 0
    text_only: bool = False
    turn_back: bool = False
    stock_right: int = 0
    stock_down: int = 0

    def check(self, found: Findings) -> None:
        """No printer is off by more than 15 mm, and no text may leave its sheet."""
        for label, value in (
            ("Geser mendatar", self.right),
            ("Geser tegak", self.down),
            ("Teks sertifikat ke kanan", self.stock_right),
            ("Teks sertifikat ke bawah", self.stock_down),
        ):
            if abs(value) > _FARTHEST:
                why = "lebih dari 15 mm; ukur sekali lagi"
                found.add(
                    FieldInvalid(field=label, value=f"{value / TENTHS:g} mm".replace(".", ","), why=why)
                )


def printer_of(connection: sa.Connection, name: str) -> Printer:
    """Return what is known of a printer; one never measured has no offset."""
    return load(connection, Printer, _part(name))


def save_printer(office: Office, name: str, printer: Printer) -> Done:
    """Keep what was measured of a printer. Raises FieldInvalid."""
    return save(office, printer, _part(name))


def _part(name: str) -> str:
    return name.strip() or "tanpa nama"


def measured(right: int, down: int) -> tuple[int, int]:
    """Return the shift (right, down) that puts the ruler page's cross where it belongs.

    right, down: where the cross stands from the sheet's left and upper edge as measured, tenths of a
    millimetre; it should be `CROSS_MM` from both.
    """
    return CROSS_MM * TENTHS - right, CROSS_MM * TENTHS - down


CROSS_MM = 20
"""Where the ruler page draws its cross, from the left and from the upper edge."""


def sheet_name(width_mm: float, height_mm: float) -> str:
    """Return what the clerk calls a sheet, whichever way it lies: "F4 215 × 330"."""
    short, long = sorted((width_mm, height_mm))
    for (wide, high), name in _NAMES.items():
        if math.hypot(short - wide, long - high) < _SAME_MM:
            return name
    return f"{round(short)} × {round(long)} mm"


def refuse_unknown_sheet(width_mm: float, height_mm: float, known: Iterable[tuple[float, float]]) -> None:
    """Raise PaperSizeUnknown when a printer has no sheet of that size.

    known: the sizes the printer tells, in mm, either way round; a printer that tells none takes every size.
    """
    sheets = [(min(size), max(size)) for size in known]
    short, long = sorted((width_mm, height_mm))
    if not sheets or any(math.hypot(short - wide, long - high) < _SAME_MM for wide, high in sheets):
        return
    longest = max((high for wide, high in sheets if wide > short - _NARROWER_MM), default=_A4[1])
    cut = round(long - min(longest, long))
    has_a4 = any(math.hypot(_A4[0] - wide, _A4[1] - high) < _SAME_MM for wide, high in sheets)
    name = sheet_name(width_mm, height_mm).split(" ")[0]
    raise PaperSizeUnknown(size=name, cut_mm=cut, shrinks=has_a4 and name != "A4")
