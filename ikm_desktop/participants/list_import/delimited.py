"""Text files and pasted rows: encoding, the mark between the columns, quotes."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice

from ikm_desktop.participants.list_import.grid import Grid
from ikm_desktop.participants.list_import.guard import MOST_CELLS, MOST_ROWS
from ikm_desktop.participants.list_import.labelled import table_of_blocks
from ikm_desktop.participants.list_import.refusals import FileDamaged, FileEmpty, TooManyRows

_MARKS = ";\t,|"
_SAMPLE_LINES = 80
_LEAST_SHARE = 0.3  # of the lines that a mark must cut alike; a comma in a title line is none
_LINE_SHOWN = 4000  # characters of a line that are enough to find the mark
_MOST_LINES = 10 * MOST_ROWS  # most of them blank
_MOST_ROWS_OF_BLOCKS = 5_000  # lines of messages: some five hundred people
_SWALLOWED = 20  # line ends inside one field: an unclosed quote, not an address
_WIDE_GAP = re.compile(r"\t|\s{2,}")
_DASH_GAP = re.compile(r"\t|\s{2,}|\s+[-–—/]\s+")  # "1. Maria Bria - 53… - 0812…", as in a chat
_SEP_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
# Excel puts quotes around a pasted cell only when it has a line end in it; a lone quote is a ditto mark.
_PASTED_CELL = re.compile(r'"((?:[^"\t]|"")*)"(?=\t|\n|\Z)|([^\t\n]*)')
_FORMULA_TEXT = re.compile(r'="(.*)"')


def decode(content: bytes, file: str) -> str:
    """Return the text of a file: by its mark, as UTF-8, as UTF-16 without a mark, or as Windows wrote it.

    Raises FileDamaged when it is none of them.
    """
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileDamaged(file=file, detail="pengodean hurufnya tidak dikenal")


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\x00" in content[:200]:
        return ("utf-16-le", "utf-16-be") if content[1:2] == b"\x00" else ("utf-16-be", "utf-16-le")
    return ("utf-8-sig", "cp1252")


def grid_of_file(content: bytes, file: str) -> Grid:
    """Return the rows of a text file; row 0 is its first line (Excel does not show a "sep=;" line).

    Raises FileDamaged, FileEmpty, TooManyRows.
    """
    text = _with_plain_ends(decode(content, file).rstrip("\x1a\x00"))
    if not text.strip():
        raise FileEmpty(file=file)
    first, _, rest = text.partition("\n")
    declared = _SEP_LINE.fullmatch(first)
    mark = declared[1] if declared else delimiter_of(text)
    text = rest if declared else text
    _bound(text, mark, file)
    if mark == "\t":
        return Grid(None, _tabbed(text))
    return Grid(None, [[_bare(cell) for cell in row] for row in _separated(text, mark)])


def grid_of_pasted(text: str) -> Grid:
    """Return the rows of pasted text; row 0 is its first line.

    Raises FileEmpty, TooManyRows.
    """
    text = _with_plain_ends(text)
    if not text.strip():
        raise FileEmpty
    blocks = table_of_blocks(text.split("\n")) if text.count("\n") <= _MOST_ROWS_OF_BLOCKS else None
    if blocks is not None:
        return Grid(None, blocks)
    mark = "\t" if "\t" in text else delimiter_of(text)
    _bound(text, mark, "")
    if mark == "\t":
        return Grid(None, _tabbed(text))
    if mark:
        return Grid(None, [[_bare(cell) for cell in row] for row in _separated(text, mark)])
    lines = [line.strip() for line in text.split("\n")]
    dashed = sum(len(_DASH_GAP.findall(line)) > 1 for line in lines)
    gap = _DASH_GAP if dashed * 2 > sum(map(bool, lines)) else _WIDE_GAP
    return Grid(None, [gap.split(line) for line in lines])


def _with_plain_ends(text: str) -> str:
    """Return a text whose lines all end the one way, as Windows, old Macs and message programs differ."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def delimiter_of(text: str) -> str:
    """Return the mark that gives most lines the same number of columns, "" when there is one column only."""
    lines = [line[:_LINE_SHOWN] for line in islice(filter(str.strip, io.StringIO(text)), _SAMPLE_LINES)]
    best = ("", 0, 1)
    for mark in _MARKS:
        # Line by line: an unclosed quote must not draw the lines below it into its own.
        widths = Counter(len(next(csv.reader([line], delimiter=mark))) for line in lines if mark in line)
        if not widths:
            continue
        width, rows = max(widths.items(), key=lambda item: (item[1], item[0]))
        if rows >= _LEAST_SHARE * len(lines) and (rows, width) > best[1:]:
            best = (mark, rows, width)
    return best[0]


def _separated(text: str, mark: str) -> list[list[str]]:
    """Return the rows of text with a mark; an unclosed quote is taken for a letter, not for a quote."""
    if not mark:
        return [[line] for line in text.splitlines()]
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        rows = []
    if rows and not any(cell.count("\n") > _SWALLOWED for row in rows for cell in row if "\n" in cell):
        return rows
    return [line.split(mark) for line in text.splitlines()]


def _tabbed(text: str) -> list[list[str]]:
    if '"' not in text:
        return [line.split("\t") for line in text.split("\n")]
    rows: list[list[str]] = [[]]
    position = 0
    while position <= len(text):
        found = _PASTED_CELL.match(text, position)
        if found is None:
            break
        quoted = found[1]
        if quoted is None:
            rows[-1].append(found[2])
        else:  # a pair of quotes with a blank between them is a ditto mark
            rows[-1].append(found[0] if quoted.isspace() else quoted.replace('""', '"'))
        position = found.end()
        if text[position : position + 1] == "\n":
            rows.append([])
        position += 1
    return rows


def _bare(cell: str) -> str:
    """Return a cell without the formula that keeps its zeros: ="0812" is 0812."""
    found = _FORMULA_TEXT.fullmatch(cell) if cell.startswith('="') else None
    return found[1] if found else cell


def _bound(text: str, mark: str, file: str) -> None:
    """Refuse text of more cells than are ever read, before it is cut into them."""
    lines = text.count("\n")
    if lines > _MOST_LINES:
        raise TooManyRows(file=file, found=lines, limit=MOST_ROWS, unit="baris")
    cells = lines + (text.count(mark) if mark else 0)
    if cells > MOST_CELLS:
        raise TooManyRows(file=file, found=cells, limit=MOST_CELLS)
