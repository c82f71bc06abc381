"""The embedded typefaces of the papers: names, measures, and what they cannot print.

Liberation Sans (widths of Arial) for everything; IKM Bonum (widths of Bookman) for the titles and names of
certificates and covers. Text of any origin passes `printable` before it is measured or drawn.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Container, Iterable
from functools import cache, lru_cache
from typing import Any

from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ikm_desktop.resources import resource

SANS = "IKM-Sans"
BOLD = "IKM-Sans-Bold"
ITALIC = "IKM-Sans-Italic"
BOLD_ITALIC = "IKM-Sans-BoldItalic"
BONUM = "IKM-Bonum-Bold"
BONUM_ITALIC = "IKM-Bonum-Italic"

NO_BREAK = "\N{NO-BREAK SPACE}"
UNKNOWN = "?"
LARGE_STREAM = 2048
"""Streams of more bytes are remembered with their compressed form."""

_FILES = {
    SANS: "LiberationSans-Regular.ttf",
    BOLD: "LiberationSans-Bold.ttf",
    ITALIC: "LiberationSans-Italic.ttf",
    BOLD_ITALIC: "LiberationSans-BoldItalic.ttf",
    BONUM: "IKMBonum-Bold.ttf",
    BONUM_ITALIC: "IKMBonum-Italic.ttf",
}
_STAND_INS = {BONUM: BOLD, BONUM_ITALIC: ITALIC}


class _RememberingCompression(pdfdoc.PDFStreamFilterZCompress):
    """Compression that knows large streams again: the same face and frame stand in every paper."""

    def encode(self, text: str | bytes) -> bytes:
        data = text.encode() if isinstance(text, str) else text
        return _compressed(data) if len(data) > LARGE_STREAM else zlib.compress(data)


@lru_cache(maxsize=64)
def _compressed(data: bytes) -> bytes:
    return zlib.compress(data)


@cache
def _set_up() -> None:
    """Set ReportLab up once for all papers."""
    # Base-85 makes every file a quarter larger, for the sake of seven-bit channels that nobody has.
    rl_config.useA85 = 0
    library: Any = pdfdoc
    library.PDFZCompress = _RememberingCompression()


class _Face(TTFont):
    """A typeface that does nothing twice.

    Cutting it down to the letters used takes a third of a paper's time, and two papers need nearly always
    the same letters. ASCII stands in the first subset of every file as it is.
    """

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        cut = lru_cache(maxsize=16)(self.face.makeSubset)
        parsed: Any = self.face
        parsed.makeSubset = lambda subset: cut(tuple(subset))

    def splitString(self, text: Any, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802, ANN401
        """Return the text's codes by subset."""
        if isinstance(text, str) and text.isascii() and doc in self.state:
            return [(0, text.encode())]
        return super().splitString(text, doc, encoding)


@cache
def face(name: str) -> TTFont:
    """Return a typeface by its name here, registered with ReportLab on first use."""
    _set_up()
    font = _Face(name, str(resource(f"fonts/{_FILES[name]}")))
    pdfmetrics.registerFont(font)
    return font


@lru_cache(maxsize=8192)
def printable(text: str, font: str = SANS) -> str:
    """Return the text as the typeface can print it.

    Composed (NFC), invisible characters dropped, each line break, tab and wide space a space, each character
    without a glyph a "?", and each letter of a script that runs to the left, since it would stand the wrong
    way round; what was replaced is told by `unprintable`.
    """
    glyphs = face(font).face.charToGlyph
    spaced = unicodedata.normalize("NFC", text).translate({9: " ", 10: " ", 13: None})
    return "".join(_as_printed(c, glyphs) for c in spaced if not _is_invisible(c))


def _is_invisible(character: str) -> bool:
    """Tell whether a character only steers others: controls, directions, joiners, variants of an emoji."""
    return unicodedata.category(character) in {"Cc", "Cf"} or "\ufe00" <= character <= "\ufe0f"


def _as_printed(character: str, glyphs: Container[int]) -> str:
    if unicodedata.bidirectional(character) in {"R", "AL"}:
        return UNKNOWN
    if ord(character) in glyphs:
        return character
    return " " if unicodedata.category(character).startswith("Z") else UNKNOWN


def unprintable(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the characters of the texts that papers print as "?", each once, in order."""
    glyphs = face(SANS).face.charToGlyph
    # Each character is looked up once: a paper has many letters, but few different ones.
    used = dict.fromkeys("".join(unicodedata.normalize("NFC", text) for text in texts))
    return tuple(c for c in used if not _is_invisible(c) and c != UNKNOWN == _as_printed(c, glyphs))


@lru_cache(maxsize=2048)
def able(font: str, text: str) -> str:
    """Return the typeface itself, or its sans stand-in when it lacks a letter of the text.

    Bonum has no Ɓ ɗ ʼ of Rote and Sabu; a whole name in another face reads better than one letter of it.
    """
    glyphs = face(font).face.charToGlyph
    whole = all(ord(c) in glyphs for c in unicodedata.normalize("NFC", text))
    return font if whole else _STAND_INS.get(font, font)


def width(text: str, font: str, size: float) -> float:
    """Measure printable text in mm. size: in points."""
    return float(face(font).stringWidth(text, size)) / mm


def fitted(text: str, font: str, largest: float, room: float) -> float:
    """Return the size in points at which the text fits the room in mm, at most the largest."""
    wide = width(printable(text, font), font, largest)
    return largest if wide <= room else largest * room / wide
