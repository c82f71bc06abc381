"""Finding the headings of a table: in one row, two or three, merged or not, anywhere in the sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Grid, Value
from ikm_desktop.participants.list_import.headings import LONGEST, field_of, field_under, normal

MOST_HEADER_ROWS = 3
_MOST_FAILED = 100  # lines that looked like headings and were none; then nothing more is expected
_SEARCHED_AHEAD = 2  # rows below a possible header in which a better one may begin
_ANYTHING = frozenset((Field.NUMBER, Field.NAME, Field.OTHER, Field.PRODUCT, Field.BATCH))
_NOT_PEOPLE = re.compile(  # goods have names too, and so have the officials under the list
    r"\b(?:satuan|harga|volume|spesifikasi|stok|merk|qty|anggaran|jabatan|nip|instansi|pangkat)\b",
    re.IGNORECASE,
)
_LEAST_STRANGE = 3  # headings of which only the name's is understood
_DATE_PARTS = (
    (Field.BORN, {"tgl", "tanggal", "hari", "day"}),
    (Field.BIRTH_MONTH, {"bln", "bulan", "month"}),
    (Field.BIRTH_YEAR, {"thn", "tahun", "year"}),
)
NAMES_OF_NAMES = {"nama", "nama lengkap", "nama peserta", "name"}
_DATA_DIGITS = re.compile(r"\d{5}")
_FIRST_LETTERS = frozenset("nNpPfF \n\t\xa0")
_MAYBE_HEADING = re.compile(
    r"\s*(?:n\s*a\s*m\s*a|nm\b|n\s*[.]?\s*i\s*[.]?\s*k\b|name|no(?:mor|[.])?\s*(?:e-?)?(?:ktp|nik)|peserta\b|participant"
    r"|full\s*name|national id)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of one table.

    first, last: its rows; fields: what each column holds, by column; texts: the heading as it reads.
    spans: for a column under a heading merged sideways, the columns the heading covers.
    """

    first: int
    last: int
    fields: dict[int, Field]
    texts: dict[int, str]
    spans: dict[int, tuple[int, ...]]

    @property
    def tells_of_people(self) -> bool:
        """Tell a list of participants from one of goods, with units and prices, and from one of officials."""
        personal = set(self.fields.values()) - _ANYTHING
        return bool(personal) or not any(map(_NOT_PEOPLE.search, self.texts.values()))

    @property
    def score(self) -> int:
        """How many different things the headings announce."""
        known = set(self.fields.values()) - {Field.OTHER}
        return len(known) if known & {Field.NAME, Field.NIK} else 0


def find_header(grid: Grid, start: int, end: int) -> Header | None:
    """Return the first header whose rows lie from `start` and before `end`; None when there is none.

    A header announces a name or a NIK and at least one more thing, or stands alone in its row.
    """
    failed = 0
    for row in range(start, end):
        if not _may_head(grid.rows[row]) or not is_heading_row(grid.rows[row]):
            continue
        # The name may stand in the second row of a header whose first row names groups.
        first = max(start, row - _SEARCHED_AHEAD)
        found = [
            header
            for top in range(first, row + 1)
            for height in range(row - top + 1, MOST_HEADER_ROWS + 1)
            if (header := _header(grid, top, height)) is not None
        ]
        best = max(found, key=lambda header: (header.score, header.first, -header.last), default=None)
        if best is not None and (best.score > 1 or _stands_alone(grid.rows[row])):
            return best
        failed += 1
        if failed > _MOST_FAILED:
            return None
    return None


def _may_head(row: Sequence[Value]) -> bool:
    """Tell quickly the rows, nearly all, that cannot be a header: none of their cells begins like one."""
    for value in row:
        if (
            type(value) is str
            and len(value) > 1
            and value[0] in _FIRST_LETTERS
            and _MAYBE_HEADING.match(value)
        ):
            return True
    return False


def _stands_alone(row: Sequence[Value]) -> bool:
    """Tell a list of bare names: one heading and nothing beside it, or headings that tell nothing."""
    filled = [text_of(value) for value in row if value not in ("", None)]
    return field_of(filled[0]) is Field.NAME if len(filled) == 1 else _is_named(row)


def _header(grid: Grid, top: int, height: int) -> Header | None:
    bottom = top + height - 1
    if bottom >= len(grid.rows) or not all(
        is_heading_row(grid.rows[row]) for row in range(top + 1, bottom + 1)
    ):
        return None
    if not is_heading_row(grid.rows[top]) and not (height > 1 and _names_groups(grid, top)):
        return None
    stacks, spans = _stacks(grid, top, bottom)
    fields: dict[int, Field] = {}
    for column, stack in stacks.items():
        field = field_under(stack[:-1], stack[-1])
        if field is not None:
            fields[column] = field
    texts = {column: " ".join(filter(None, stack)) for column, stack in stacks.items()}
    return Header(top, bottom, _paired(_with_date_parts(fields, texts)), texts, spans)


def _with_date_parts(fields: dict[int, Field], texts: dict[int, str]) -> dict[int, Field]:
    """Take three columns side by side that are called day, month and year for the parts of the birth date."""
    for column in texts:
        three = tuple(normal(texts.get(column + step, "")) for step in range(len(_DATE_PARTS)))
        if all(word in words for word, (_, words) in zip(three, _DATE_PARTS, strict=True)):
            parts = {column + step: part for step, (part, _) in enumerate(_DATE_PARTS)}
            return {**fields, **parts}
    return fields


def _names_groups(grid: Grid, row: int) -> bool:
    """Tell a row of several headings of which one is merged sideways: "DATA PESERTA", "DATA USAHA"."""
    texts = [value for value in grid.rows[row] if value not in ("", None)]
    merged = any(top == bottom == row and right > left for top, left, bottom, right in grid.merged)
    return merged and len(texts) > 1 and all(map(_is_short_text, texts))


def _is_short_text(value: Value) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and _DATA_DIGITS.search(value) is None


def _paired(fields: dict[int, Field]) -> dict[int, Field]:
    """Drop a lone "L" or "P": only both together are tick columns."""
    found = set(fields.values())
    if {Field.SEX_MALE, Field.SEX_FEMALE} <= found:
        return fields
    lone = {Field.SEX_MALE, Field.SEX_FEMALE}
    return {column: field for column, field in fields.items() if field not in lone}


def is_heading_row(row: Sequence[Value]) -> bool:
    """Tell whether a row can hold headings: short texts without long numbers, at least one of them known."""
    texts = [value for value in row if value not in ("", None)]
    if not all(map(_is_short_text, texts)):
        return False
    filled = len(texts)
    known = sum(_is_known_heading(str(value)) for value in texts)
    return known * 2 >= filled > 0 or (filled >= _LEAST_STRANGE and _is_named(row))


def _is_known_heading(text: str) -> bool:
    return field_of(text.strip()) is not None or field_under(("jenis kelamin lahir",), text) is not None


def _is_named(row: Sequence[Value]) -> bool:
    """Tell whether one of the texts is the heading of the names, whatever strange ones stand beside it."""
    return any(isinstance(value, str) and normal(value) in NAMES_OF_NAMES for value in row)


def _stacks(
    grid: Grid, top: int, bottom: int
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[int, ...]]]:
    """Return the headings of each column from top to bottom; a merged heading counts for all it covers."""
    width = max(len(grid.rows[row]) for row in range(top, bottom + 1))
    lines = [_texts(grid.rows[row], width) for row in range(top, bottom + 1)]
    spans: dict[int, tuple[int, ...]] = {}
    covered = [(m[0] - top, m[1], m[3]) for m in grid.merged if top <= m[0] <= bottom and m[3] > m[1]]
    for line, first, last in covered:
        columns = range(first, min(last, width - 1) + 1)
        for column in columns:
            spans[column] = tuple(columns)
            if not lines[line][column]:
                lines[line][column] = lines[line][first]
    if not grid.merged:
        _spread(lines)
    return {
        column: _without_repeats([line[column] for line in lines])
        for column in range(width)
        if any(line[column] for line in lines)
    }, spans


def _texts(row: Sequence[Value], width: int) -> list[str]:
    return [text_of(value) for value in row] + [""] * (width - len(row))


def _spread(lines: list[list[str]]) -> None:
    """Where merging is not recorded, let a heading reach over the blanks to its right that have one below."""
    for line, below in pairwise(lines):
        for column in range(1, len(line)):
            if not line[column] and below[column] and below[column - 1]:
                line[column] = line[column - 1]


def _without_repeats(stack: list[str]) -> tuple[str, ...]:
    """Return the texts of a column, the blanks left by merging downwards dropped."""
    texts = [text for text in stack if text]
    return tuple(text for place, text in enumerate(texts) if place == 0 or text != texts[place - 1])
