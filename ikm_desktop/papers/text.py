"""Running text: broken into lines that fit, with bold words and spaces that do not break.

There is no markup language in here, so that a name like "<b>" or "A & B" is only letters. The one sign a
sentence may carry is ** around bold words, and only where `emphasised` is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ikm_desktop.papers.fonts import BOLD, NO_BREAK, SANS, printable, width
from ikm_desktop.words import MONTHS

_BOLD = re.compile(r"(?<!\*)\*\*(?!\*)(.+?)(?<!\*)\*\*(?!\*)")
_AFTER_MONTH = "|".join(f"(?<={month})" for month in MONTHS)
_TIED = re.compile(
    r"  +|"  # the room for the hand in a blank number
    r"\bPIHAK (?=[A-Z])|\b[Nn]omor:? (?=[\d/])|\b(?:Pasal|Angkatan) (?=[\dIVX])"
    r"|(?<=\d) (?=(?:buah|botol|kemasan|lembar|orang|JP|kg|ml|g|m|l)\b)"
    rf"|(?<=\d) (?=(?:{'|'.join(MONTHS)})\b)|(?:{_AFTER_MONTH}) (?=\d{{4}}\b)"
)


@lru_cache(maxsize=2048)
def tied(text: str) -> str:
    """Return the text with no-break spaces in "PIHAK KEDUA", "80 buah", "Nomor: 1", "7 Agustus"."""
    return _TIED.sub(lambda match: match.group().replace(" ", NO_BREAK), text)


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one typeface."""

    text: str
    font: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its pieces with their spaces, its natural width in mm, its spaces counted.

    last: the text ends with it.
    """

    pieces: tuple[Piece, ...]
    width: float
    gaps: int
    last: bool

    @property
    def text(self) -> str:
        """The letters of the line, whatever their typeface."""
        return "".join(piece.text for piece in self.pieces)


def _line(words: Sequence[tuple[Piece, ...]], wide: float, *, last: bool) -> Line:
    """Join words into a line of as few pieces as their typefaces allow."""
    found: list[tuple[str, str]] = []
    for i, word in enumerate(words):
        for j, piece in enumerate(word):
            text = (" " if i and not j else "") + piece.text
            if found and found[-1][1] == piece.font:
                found[-1] = (found[-1][0] + text, piece.font)
            else:
                found.append((text, piece.font))
    # A no-break space is drawn as a space and grows with the others where a line is justified.
    gaps = sum(text.count(" ") + text.count(NO_BREAK) for text, _font in found)
    return Line(tuple(Piece(*part) for part in found), wide, gaps, last)


def plain(text: str, font: str = SANS) -> tuple[Piece, ...]:
    """Return text of one typeface as pieces; line breaks stay."""
    return (Piece(text, font),)


def emphasised(text: str, font: str = SANS, bold: str = BOLD) -> tuple[Piece, ...]:
    """Return a sentence as pieces, words between ** in bold; other stars (a masked NIK) are letters."""
    parts = _BOLD.split(text)
    return tuple(Piece(part, bold if i % 2 else font) for i, part in enumerate(parts) if part)


def broken(pieces: tuple[Piece, ...], size: float, room: float, indent: float = 0) -> list[Line]:
    """Break pieces into lines no wider than the room.

    size: points; room and indent (of the first line): mm. Typed line breaks are kept. A word wider than the
    room is cut between letters rather than printed outside.
    """
    return list(_broken(pieces, size, room, indent))


@lru_cache(maxsize=4096)
def _broken(pieces: tuple[Piece, ...], size: float, room: float, indent: float) -> tuple[Line, ...]:
    lines: list[Line] = []
    for paragraph in _paragraphs(pieces):
        lines += _lines(paragraph, size, room, indent if not lines else 0)
    return tuple(lines)


def _paragraphs(pieces: tuple[Piece, ...]) -> Iterator[list[tuple[Piece, ...]]]:
    words: list[tuple[Piece, ...]] = []
    current: list[Piece] = []
    for piece in pieces:
        for part in re.split(r"([ \t\n])", piece.text.replace("\r", "")):
            if part in {" ", "\t", "\n"}:
                if current:
                    words.append(tuple(current))
                    current = []
                if part == "\n":
                    yield words
                    words = []
            elif clean := printable(part, piece.font):
                current.append(Piece(clean, piece.font))
    if current:
        words.append(tuple(current))
    yield words


def _lines(words: list[tuple[Piece, ...]], size: float, room: float, indent: float) -> Iterator[Line]:
    space = width(" ", SANS, size)
    line: list[tuple[Piece, ...]] = []
    wide = indent
    for whole in words:
        for word in _cut(whole, size, room):
            long = _word_width(word, size)
            if line and wide + space + long > room:
                yield _line(line, wide, last=False)
                line, wide = [], 0.0
            wide += long + (space if line else 0)
            line.append(word)
    yield _line(line, wide, last=True)


def _word_width(word: tuple[Piece, ...], size: float) -> float:
    return sum(width(piece.text, piece.font, size) for piece in word)


def _cut(word: tuple[Piece, ...], size: float, room: float) -> Iterator[tuple[Piece, ...]]:
    if _word_width(word, size) <= room:
        yield word
        return
    for piece in word:
        rest = piece.text
        while rest:
            n = len(rest)
            while n > 1 and width(rest[:n], piece.font, size) > room:
                n -= 1
            yield (Piece(rest[:n], piece.font),)
            rest = rest[n:]
