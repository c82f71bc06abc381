"""One page to draw on: millimetres from the upper left corner, baselines, rules and boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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


Colour = float | tuple[float, float, float]
"""A grey (0 black, 1 white), or red, green and blue (0 … 1)."""


@dataclass(frozen=True, slots=True)
class _Text:
    """Letters waiting to be written: place in points (None goes on where the last ones ended)."""

    place: tuple[float, float] | None
    letters: str
    size: float
    font: str
    colour: Colour = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0


class Sheet:
    """The canvas of one page, in mm from the upper left; y of text is its baseline, sizes are points.

    Lines and boxes are drawn at once, text by `flush` in the order it came: over all of them, and in one go,
    which takes half the time of text drawn piece by piece.
    """

    def __init__(self, canvas: Canvas, form: Format) -> None:
        self.canvas = canvas
        self.form = form
        self._texts: list[_Text] = []

    def _y(self, y: float) -> float:
        return (self.form.height - y) * mm

    def flush(self) -> None:
        """Write all text that waits; called when a page or a shared part ends."""
        pen: Any = self.canvas.beginText()
        face: tuple[str, float] | None = None
        colour: Colour | None = None
        spacing = word_spacing = 0.0
        for text in self._texts:
            if text.colour != colour:
                colour = text.colour
                _dip(pen, colour)
            if (text.font, text.size) != face:
                face = (text.font, text.size)
                fonts.face(text.font)
                pen.setFont(*face)
            if text.spacing != spacing:
                spacing = text.spacing
                pen.setCharSpace(spacing)
            if text.word_spacing != word_spacing:
                word_spacing = text.word_spacing
                pen.setWordSpace(word_spacing)
            if text.place is not None:
                pen.setTextOrigin(*text.place)
            pen.textOut(text.letters)
        if self._texts:
            self.canvas.drawText(pen)
        self._texts.clear()

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
        clean = fonts.printable(text, font)
        self._write(x, y, clean, size=size, font=font, colour=grey, spacing=spacing)

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
        ink = grey if colour is None else colour
        self._write(x - wide / 2, y, clean, size=size, font=font, colour=ink, spacing=spacing)

    def ending(
        self, x: float, y: float, text: str, size: float = BODY, font: str = SANS, *, grey: float = 0
    ) -> None:
        """Draw text that ends at x."""
        clean = fonts.printable(text, font)
        start = x - fonts.width(clean, font, size)
        self._write(start, y, clean, size=size, font=font, colour=grey, spacing=0)

    def _write(
        self, x: float, y: float, clean: str, *, size: float, font: str, colour: Colour, spacing: float
    ) -> None:
        if clean:
            place = (x * mm, self._y(y))
            self._texts.append(_Text(place, clean, size, font, colour, spacing))

    def line(self, x: float, y: float, line: Line, size: float, *, room: float | None = None) -> None:
        """Draw a broken line at x; with a room it is justified to it, unless the text ends with it."""
        extra = 0.0
        if room is not None and not line.last and line.gaps:
            extra = (room - line.width) / line.gaps * mm
        place: tuple[float, float] | None = (x * mm, self._y(y))
        for piece in line.pieces:
            self._texts.append(_Text(place, piece.text, size, piece.font, word_spacing=extra))
            place = None

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


def _dip(pen: Any, colour: Colour) -> None:  # noqa: ANN401 -- a text object of ReportLab
    if isinstance(colour, tuple):
        pen.setFillColorRGB(*colour)
    else:
        pen.setFillGray(colour)
