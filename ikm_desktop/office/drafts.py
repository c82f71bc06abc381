"""The drafts of forms beside the book, as far as the rules know them: small JSON files in `konsep/`.

The window writes and reads them; here they only go, when somebody's data go.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from ikm_desktop.storage.faults import translated


def forget_naming(folder: Path, *, titles: Collection[str], numbers: Collection[str]) -> None:
    """Remove the drafts whose title is one of these, or that hold one of these numbers anywhere.

    A name alone that stands inside a form is not enough: it may be another's. Raises faults of the disk.
    """
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        with translated(path):
            text = path.read_text(encoding="utf-8")
            if _names(text, titles, numbers):
                path.unlink(missing_ok=True)


def _names(text: str, titles: Collection[str], numbers: Collection[str]) -> bool:
    try:
        draft = json.loads(text)
    except ValueError:
        return False
    digits = ["".join(filter(str.isdigit, value)) for value in _texts(draft)]
    return draft.get("title") in titles or any(number in value for number in numbers for value in digits)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - anything a file may hold
    """Yield every text in what a file holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for one in value.values() for text in _texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))
