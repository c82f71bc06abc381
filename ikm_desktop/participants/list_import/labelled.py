"""People sent as a message, a line a value: "Nama: Maria", "NIK: 53…", "TTL: …", a block for each person."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Value
from ikm_desktop.participants.list_import.headings import field_of

_LABELLED = re.compile(r"\s*(?:\d{1,3}[.)]\s*|[-•*]\s*)?([^:=\d][^:=]{0,39}?)\s*[:=]\s*(.*\S)?\s*")
_LEAST_SHARE = 0.6  # of the filled lines
_LEAST_LABELS = 2


def table_of_blocks(lines: Sequence[str]) -> list[list[Value]] | None:
    """Return blocks of labelled lines as a table, None when the lines are something else.

    The headings stand in its first row, each person in the row of her last line; a block begins where a label
    comes again.
    """
    read = [_read(line) for line in lines]
    told = [one for one in read if one is not None]
    headings: dict[Field, str] = {}
    for field, label, _ in told:
        headings.setdefault(field, label)
    filled = sum(bool(line.strip()) for line in lines)
    if Field.NAME not in headings or len(headings) < _LEAST_LABELS or len(told) < _LEAST_SHARE * filled:
        return None
    blocks: list[tuple[int, dict[Field, str]]] = []
    for row, one in enumerate(read):
        if one is None:
            continue
        field, _, value = one
        begins = not blocks or (field in blocks[-1][1] and field is not Field.OTHER)
        values = {} if begins else blocks.pop()[1]
        blocks.append((row, {**values, field: value}))
    # What has no label stands beyond the last column, so that it is told as left out.
    beyond = [""] * len(headings)
    rows: list[list[Value]] = [
        [*beyond, line] if one is None and line.strip() else [] for line, one in zip(lines, read, strict=True)
    ]
    rows[0] = list(headings.values())
    for last, values in blocks:
        if last > 0:
            rows[last] = [values.get(field, "") for field in headings]
    return rows


def _read(line: str) -> tuple[Field, str, str] | None:
    """Return what a line's label means, the label and the value, where the label is a heading lists have."""
    found = _LABELLED.fullmatch(line)
    field = field_of(found[1]) if found is not None else None
    return (field, found[1], found[2] or "") if found is not None and field is not None else None
