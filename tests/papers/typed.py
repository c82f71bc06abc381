"""Contents whose every typed text is one and the same, to see what it does wherever a clerk may type it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from ikm_desktop.papers import content as c

NOT_TYPED: dict[type, frozenset[str]] = {
    c.Head: frozenset({"kind", "marks", "return_code", "initials"}),
    c.Letterhead: frozenset({"logo"}),
    c.Signer: frozenset({"nip", "role"}),
    c.Party: frozenset({"label", "acting"}),
    c.Field: frozenset({"label"}),
    c.GoodsRow: frozenset({"quantity", "contracted"}),
    c.Handover: frozenset({"values", "title", "opening", "operative"}),
    c.Article: frozenset({"title"}),
    c.RecipientRow: frozenset({"quantity"}),
    c.RecipientList: frozenset({"title"}),
    c.ReceiptRow: frozenset({"nik"}),
    c.ReceiptList: frozenset({"title", "group"}),
    c.Inspection: frozenset({"title"}),
    c.Receipt: frozenset({"form", "title", "received"}),
    c.TaxStrip: frozenset({"label"}),
    c.PaymentRow: frozenset({"nik"}),
    c.PayoutRow: frozenset({"nik"}),
    c.Attendant: frozenset({"sex", "marks"}),
    c.AttendanceList: frozenset({"title", "note"}),
    c.BookEntry: frozenset({"what"}),
    c.ParticipantBook: frozenset({"photo", "rules", "title"}),
    c.GoodsRecord: frozenset({"title", "note_head"}),
    c.RegisterEntry: frozenset({"kind", "state"}),
    c.RegisterSheet: frozenset({"title"}),
    c.CountMinutes: frozenset({"title"}),
    c.StockCardSheet: frozenset({"title", "note"}),
    c.BalanceTable: frozenset({"goods", "came", "where"}),
    c.GoodsBalance: frozenset({"title"}),
    c.FlowBox: frozenset({"short"}),
    c.TrailRow: frozenset({"nik"}),
    c.TrailSheet: frozenset({"heads", "taken_head", "title", "statement"}),
    c.Holder: frozenset({"nik", "photo"}),
    c.Certificates: frozenset({"outcome"}),
    c.PaymentList: frozenset({"title", "fund"}),
}
"""What comes from the program itself or from a short list: codes, labels, masked numbers, heads."""


def everywhere(content: Any, text: str) -> Any:  # noqa: ANN401 -- walks any content
    """Return the content with the text in each field that somebody types; what is empty stays empty."""
    kept = NOT_TYPED.get(type(content), frozenset())
    changes = {}
    for field in dataclasses.fields(content):
        value = getattr(content, field.name)
        if field.name not in kept:
            changes[field.name] = _typed(value, text)
    return dataclasses.replace(content, **changes)


def _typed(value: Any, text: str) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return text if value else value
    if isinstance(value, tuple):
        return tuple(_typed(part, text) for part in value)
    return everywhere(value, text) if dataclasses.is_dataclass(value) else value


def told_apart(content: Any) -> tuple[Any, dict[str, str]]:  # noqa: ANN401
    """Return the content with another text of odd signs in each typed field, and each field by its text."""
    fields: dict[str, str] = {}

    def text_of(path: str) -> str:
        text = f"&<{len(fields)}>Ɓ'"
        fields[text] = path
        return text

    return _apart(content, type(content).__name__, text_of), fields


def _apart(value: Any, path: str, text_of: Callable[[str], str]) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return text_of(path) if value else value
    if isinstance(value, tuple):
        return tuple(_apart(part, path, text_of) for part in value)
    if not dataclasses.is_dataclass(value):
        return value
    kept = NOT_TYPED.get(type(value), frozenset())
    changes = {
        field.name: _apart(getattr(value, field.name), f"{path}.{field.name}", text_of)
        for field in dataclasses.fields(value)
        if field.name not in kept
    }
    return dataclasses.replace(value, **changes)  # type: ignore[type-var]
