"""Looking at finished pages: words with their boxes, rendered pictures, and checks of PAPERS §4.

Each check returns what is wrong, in words; nothing when the page is good.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

POINT = 25.4 / 72
LARGEST_WORD = 60
"""Larger letters (points) are the mark across the page, under everything."""

EDGE = 8.0


@dataclass(frozen=True)
class Word:
    """A printed word: its box in mm from the upper left corner, its size in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True)
class Page:
    """A page as read back: size in mm, its words in drawing order, its text."""

    width: float
    height: float
    words: tuple[Word, ...]
    text: str


def read(pdf: bytes, most: int = 1000) -> list[Page]:
    """Read the pages of a file; of more than `most` only the first ones and the last."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        count = len(document)
        wanted = range(count) if count <= most else (*range(most - 1), count - 1)
        return [_page(document[i]) for i in wanted]
    finally:
        document.close()


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page, white space made single; much faster than reading its words."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = [document[i].get_textpage().get_text_range() for i in range(len(document))]
    finally:
        document.close()
    return [" ".join(text.replace("\xa0", " ").split()) for text in found]


def text_of(pdf: bytes) -> str:
    """Return the text of all pages, white space made single."""
    return " ".join(texts(pdf))


def rendered(pdf: bytes, dpi: int, page: int = 0) -> Image.Image:
    """Render a page in grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()
    assert isinstance(picture, Image.Image)
    return picture.convert("L")


def _page(page: Any) -> Page:  # noqa: ANN401 -- pypdfium2 ships no types
    width, height = (size * POINT for size in page.get_size())
    textpage = page.get_textpage()
    words: list[Word] = []
    current: list[tuple[str, tuple[float, ...], float]] = []
    for i in range(textpage.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(textpage.raw, i))
        if letter.isspace() or raw.FPDFText_IsGenerated(textpage.raw, i) == 1:
            _finish(words, current, height)
            continue
        box = textpage.get_charbox(i)
        size = raw.FPDFText_GetFontSize(textpage.raw, i)
        if current and _jumps(current[-1][1], box, size):
            _finish(words, current, height)
        current.append((letter, box, size))
    _finish(words, current, height)
    text = textpage.get_text_range().replace("\xa0", " ")
    return Page(width, height, tuple(words), text)


def _jumps(before: tuple[float, ...], box: tuple[float, ...], size: float) -> bool:
    """Tell whether a letter lies elsewhere than right after the one before: another cell, another line."""
    return abs(box[1] - before[1]) > size * 0.8 or not -0.2 < (box[0] - before[2]) / size < 0.6


def _finish(words: list[Word], letters: list[tuple[str, tuple[float, ...], float]], height: float) -> None:
    if letters and letters[0][2] <= LARGEST_WORD:
        boxes = [box for _letter, box, _size in letters]
        words.append(
            Word(
                "".join(letter for letter, _box, _size in letters),
                min(b[0] for b in boxes) * POINT,
                height - max(b[3] for b in boxes) * POINT,
                max(b[2] for b in boxes) * POINT,
                height - min(b[1] for b in boxes) * POINT,
                letters[0][2],
            )
        )
    letters.clear()


# Checks


def overlaps(page: Page) -> list[str]:
    """Return the pairs of words that lie over each other."""
    found = []
    ordered = sorted(page.words, key=lambda word: word.top)
    for i, one in enumerate(ordered):
        for other in ordered[i + 1 :]:
            if other.top >= one.bottom - 0.1:
                if other.top > one.bottom + 20:
                    break
                continue
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.bottom, other.bottom) - max(one.top, other.top)
            if wide > 0.1 and high > 0.1:
                found.append(f"{one.text!r} over {other.text!r}")
    return found


def at_the_edge(page: Page) -> list[str]:
    """Return the words within 8 mm of an edge."""
    return [
        word.text
        for word in page.words
        if word.left < EDGE
        or word.top < EDGE
        or word.right > page.width - EDGE
        or word.bottom > page.height - EDGE + 0.8  # letters below the footer's baseline
    ]


def under_the_footer(page: Page, footer: float, *, code: bool) -> list[str]:
    """Return the words of the body that reach into the footer, or into the return QR and its margin.

    footer: height of the footer's rule above the lower edge in mm; code: whether the page bears a QR.
    """
    rule = page.height - footer
    corner = (page.width - 26.2, page.height - 26.2)
    found = []
    for word in page.words:
        if word.size < 7.6 and word.bottom > rule:  # the footer itself
            continue
        in_corner = code and word.right > corner[0] and word.bottom > corner[1]
        if word.bottom > rule - 0.5 or in_corner:
            found.append(word.text)
    return found


def outside(page: Page, left: float, right: float) -> list[str]:
    """Return the words that leave the type area sideways (mm)."""
    return [w.text for w in page.words if w.left < left - 0.3 or w.right > right + 0.3]


def faults(page: Page, *, footer: float = 12.6, code: bool = True) -> list[str]:
    """Return all that is wrong with a page."""
    return [*overlaps(page), *at_the_edge(page), *under_the_footer(page, footer, code=code)]


def unembedded_fonts(pdf: bytes) -> list[str]:
    """Return the fonts that a reader would have to replace by its own."""
    import pikepdf

    found = []
    with pikepdf.open(BytesIO(pdf)) as opened:
        for thing in opened.objects:
            if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
                continue
            descriptor = thing.get("/FontDescriptor")
            if descriptor is None or "/FontFile2" not in descriptor:
                found.append(str(thing.get("/BaseFont")))
    return found


# Pictures


def differences(one: Image.Image, other: Image.Image, *, tolerance: int = 40) -> float:
    """Return the share of pixels that differ by more than the tolerance, 1.0 when the sizes differ."""
    if one.size != other.size:
        return 1.0
    difference = ImageChops.difference(one.convert("L"), other.convert("L"))
    counts = difference.histogram()
    return sum(counts[tolerance + 1 :]) / (one.size[0] * one.size[1])
