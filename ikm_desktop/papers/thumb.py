"""Room for a thumbprint, for those who cannot write their name."""

from __future__ import annotations

from ikm_desktop.papers.sheet import Sheet

THUMB_BOX = (14.0, 16.0)
"""Width and height of the box in mm; customary."""


def draw_thumb(sheet: Sheet, x: float, y: float) -> None:
    """Draw the dashed box for a thumbprint, its upper left corner at (x, y) mm."""
    wide, high = THUMB_BOX
    sheet.canvas.setDash([1, 1.5])
    sheet.box(x, y, wide, high, weight=0.5, grey=0.4)
    sheet.canvas.setDash([])
    sheet.centred(x + wide / 2, y + high - 1.4, "cap jempol", 5.5, grey=0.45)
