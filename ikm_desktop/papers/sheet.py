"""One page to draw on: millimetres from the upper left corner, baselines, rules and boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ikm_desktop.papers import fonts
from ikm_desktop.papers.fonts import SANS
from ikm_desktop.papers.text import Line, Piece, broken, plain

POINT = 1 / mm
"""A point in mm."""

BODY = 11.0
LEADING = 14.7 * POINT
INNER = 0.35
"""Grey (0 black, 1 white) of inner lines: 65 % black."""


@dataclass(frozen=True, slots=True)
class Format:
    """A sheet size with its margins, in mm; footer: height of the footer's text above the lower edge."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    footer: float = 9.0

    @property
    def area(self) -> float:
        """Width of the type area in mm."""
        return self.width - self.left - self.right

    @property
    def right_edge(self) -> float:
        """Where the type area ends on the right, in mm from the left."""
        return self.width - self.right


F4 = Format(215, 330, 25, 20, 14, 25)
F4_WIDE = Format(330, 215, 15, 15, 12, 14, footer=8)
A4_WIDE = Format(297, 210, 24, 24, 18, 18)
A5 = Format(148, 210, 14, 12, 14, 12)


class Sheet:
    """The canvas of one page, in mm from the upper left; y of text is its baseline, sizes are points."""

    def __init__(self, canvas: Canvas, form: Format) -> None:
        self.canvas = canvas
        self.form = form

    def _y(self, y: float) -> float:
        return (self.form.height - y) * mm

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = BODY,
        font: str = SANS,
        *,
        grey: float = 0,
        spacing: float = 0,
    ) -> None:
        """Draw text from x to the right. spacing: extra points after each letter."""
        self._draw(x, y, fonts.printable(text, font), size=size, font=font, grey=grey, spacing=spacing)

    def centred(
        self,
        x: float,
        y: float,
        text: str,
        size: float = BODY,
        font: str = SANS,
        *,
        grey: float = 0,
        spacing: float = 0,
        colour: tuple[float, float, float] | None = None,
    ) -> None:
        """Draw text with its middle at x. colour: red, green, blue (0 … 1) instead of a grey."""
        clean = fonts.printable(text, font)
        wide = fonts.width(clean, font, size) + spacing * POINT * max(len(clean) - 1, 0)
        self._draw(x - wide / 2, y, clean, size=size, font=font, grey=grey, spacing=spacing, colour=colour)

    def ending(
        self, x: float, y: float, text: str, size: float = BODY, font: str = SANS, *, grey: float = 0
    ) -> None:
        """Draw text that ends at x."""
        clean = fonts.printable(text, font)
        start = x - fonts.width(clean, font, size)
        self._draw(start, y, clean, size=size, font=font, grey=grey, spacing=0)

    def _draw(
        self,
        x: float,
        y: float,
        clean: str,
        *,
        size: float,
        font: str,
        grey: float,
        spacing: float,
        colour: tuple[float, float, float] | None = None,
    ) -> None:
        if not clean:
            return
        canvas = self.canvas
        fonts.face(font)
        canvas.setFont(font, size)
        if colour is None:
            canvas.setFillGray(grey)
        else:
            canvas.setFillColorRGB(*colour)
        canvas.drawString(x * mm, self._y(y), clean, charSpace=spacing)

    def line(self, x: float, y: float, line: Line, size: float, *, room: float | None = None) -> None:
        """Draw a broken line at x; with a room it is justified to it, unless the text ends with it."""
        runs = line.runs()
        # A no-break space is drawn as a space and grows with the others.
        gaps = sum(run.text.count(" ") + run.text.count(fonts.NO_BREAK) for run in runs)
        extra = 0.0
        if room is not None and not line.last and gaps:
            extra = (room - line.width) / gaps * mm
        if not runs:
            return
        pen = self.canvas.beginText(x * mm, self._y(y))
        self.canvas.setFillGray(0)
        pen.setFillGray(0)
        pen.setWordSpace(extra)
        for run in runs:
            fonts.face(run.font)
            pen.setFont(run.font, size)
            pen.textOut(run.text)
        if extra:
            pen.setWordSpace(0)
        self.canvas.drawText(pen)

    def paragraph(
        self,
        x: float,
        y: float,
        lines: Sequence[Line],
        size: float = BODY,
        *,
        leading: float = LEADING,
        room: float | None = None,
        indent: float = 0,
    ) -> float:
        """Draw broken lines, the first baseline at y; return the last baseline.

        room: justify to this width (mm); indent: of the first line, as it was broken with.
        """
        for i, line in enumerate(lines):
            shift = indent if i == 0 else 0.0
            self.line(x + shift, y + i * leading, line, size, room=room)
        return y + max(len(lines) - 1, 0) * leading

    def wrapped(
        self,
        x: float,
        y: float,
        text: str | tuple[Piece, ...],
        room: float,
        size: float = BODY,
        *,
        leading: float = LEADING,
        justify: bool = False,
    ) -> float:
        """Break text to the room and draw it from baseline y; return the last baseline."""
        pieces = plain(text) if isinstance(text, str) else text
        lines = broken(pieces, size, room)
        return self.paragraph(x, y, lines, size, leading=leading, room=room if justify else None)

    def rule(
        self,
        x: float,
        y: float,
        end: float,
        weight: float = 0.5,
        grey: float = 0,
        *,
        colour: tuple[float, float, float] | None = None,
    ) -> None:
        """Draw a horizontal rule from x to end. weight: points; colour: instead of a grey."""
        if colour is None:
            self.lines([(x, y, end, y)], weight, grey)
            return
        self.canvas.setLineWidth(weight)
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.line(x * mm, self._y(y), end * mm, self._y(y))

    def dotted(self, x: float, y: float, end: float) -> None:
        """Draw the dotted line somebody signs on."""
        self.canvas.setDash([0.6, 1.2])
        self.rule(x, y, end, 0.4)
        self.canvas.setDash([])

    def lines(
        self, ends: Sequence[tuple[float, float, float, float]], weight: float, grey: float = 0
    ) -> None:
        """Draw straight lines (x, y, x, y) in one stroke."""
        self.canvas.setLineWidth(weight)
        self.canvas.setStrokeGray(grey)
        self.canvas.lines([(a * mm, self._y(b), c * mm, self._y(d)) for a, b, c, d in ends])

    def box(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        *,
        weight: float = 0,
        fill: float | None = None,
        grey: float = 0,
    ) -> None:
        """Draw a box from its upper left corner. fill: grey inside (0 black, 1 white); weight: points."""
        if fill is not None:
            self.canvas.setFillGray(fill)
        self.canvas.setStrokeGray(grey)
        self.canvas.setLineWidth(weight)
        self.canvas.rect(
            x * mm,
            self._y(y + high),
            wide * mm,
            high * mm,
            stroke=int(weight > 0),
            fill=int(fill is not None),
        )
