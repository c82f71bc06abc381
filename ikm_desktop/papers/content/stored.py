"""Contents as the text that is stored with a paper, and back."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import date
from typing import Any, TypeVar

_T = TypeVar("_T")


def content_to_json(content: Any) -> str:  # noqa: ANN401 -- any frozen content, also one of another room
    """Write a content as JSON: keys sorted, days as ISO dates, so that equal contents give equal text."""
    return json.dumps(
        dataclasses.asdict(content),
        default=_plain,
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a content")


def content_from_json(kind: type[_T], text: str) -> _T:
    """Read back what `content_to_json` wrote, as the given content class.

    Fields that are missing take their defaults, so that a snapshot of an earlier version still reads.
    """
    value = _built(kind, json.loads(text))
    if not isinstance(value, kind):
        raise TypeError(f"the text holds no {kind.__name__}")
    return value


def _built(hint: Any, value: Any) -> Any:  # noqa: ANN401 -- walks type hints
    if value is None:
        return None
    if dataclasses.is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return typing.cast("type", hint)(**{key: _built(hints[key], part) for key, part in value.items()})
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_built(inner, part) for part in value)
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return _built(next(a for a in typing.get_args(hint) if a is not types.NoneType), value)
    return date.fromisoformat(value) if hint is date else value
