"""Letters that came to grief between two programs: "Maâ€™u" was "Ma’u", "Ma&#39;u" was "Ma'u"."""

from __future__ import annotations

import html
import re

# UTF-8 that was read as Windows-1252: a leading letter and the signs that bytes 80-BF stand for.
_TRAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MISREAD = re.compile(rf"[\xc2-\xdf][{_TRAIL}]|[\xe0-\xef][{_TRAIL}]{{2}}|[\xf0-\xf4][{_TRAIL}]{{3}}")
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|amp|quot|apos|lsquo|rsquo|nbsp);", re.IGNORECASE)
_LOST = re.compile(r"\ufffd|(?<=[A-Za-z])\?(?=[A-Za-z])")


def mended(text: str) -> str:
    """Return a text with its misread letters as they were meant; a text without such is returned as it is."""
    if not text.isascii():
        text = _MISREAD.sub(lambda found: _as_meant(found[0]), text)
    return html.unescape(text) if "&" in text and _ENTITY.search(text) else text


def has_lost_letters(text: str) -> bool:
    """Tell whether a letter is gone for good: a sign in its place tells only that there was one."""
    return _LOST.search(text) is not None


def _as_meant(text: str) -> str:
    try:
        return b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeDecodeError:
        return text


def _byte(letter: str) -> bytes:
    """Return the byte a letter was read from; Windows-1252 leaves five bytes without a letter."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
