"""The guard before a strange workbook: size, entries, checksums, document types, and how wide its sheets are.

A 4 kB workbook with one cell at XFD1048576 makes the reading library ask for more memory than there is and
abort the process. So the archive is walked first, without building anything: each part is unpacked against
its checksum, and each XML part is parsed for a document type and for the furthest cell that holds a value.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from ikm_desktop.participants.list_import.grid import Merged
from ikm_desktop.participants.list_import.hidden_rows import BOOK, RELATIONS, SHEETS, by_sheet, hidden_in

MOST_ENTRIES = 500
MOST_UNPACKED = 150_000_000  # bytes
MOST_CELLS = 2_000_000  # rows x columns of all sheets together
MOST_ROWS = 20_000  # filled rows of all sheets together
MOST_COLUMNS = 500  # the last one that is filled
MOST_LETTERS = 5_000_000  # of all cells of a sheet; 20,000 people have four millions
LONGEST_TEXT = 32_767  # characters; no spreadsheet takes more in a cell
MOST_TEXT = 400_000_000  # characters, if every text cell held the longest shared text
_MOST_KEPT = 1_000_000  # bytes of the part that names the sheets
_CHUNK = 1 << 16
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_PLACES = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"')
_FAR_CELL = re.compile(rb'<c r="(?![A-Z]\d{1,4}")')
_NEAR_CELLS = 26 * 9_999
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_UNUSUAL = (b"<!", b"\x00", b"&#")
_PREFIXED = re.compile(rb":(?:c|row|si|table)\b")
_ENCODED = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_BARE_CELL = re.compile(rb"<c[\t\r\n/>]|<row(?![^>]* r=\")")
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<", b" ", b"\n", b"\r", b"\t")


class Stop(Exception):
    """A reason not to open the file: the name of a refusal (see `refusals`) and its values.

    The child process sends it on; importing the refusals themselves would cost it half of its start.
    """

    def __init__(self, refusal: str, **values: str | int) -> None:
        super().__init__(refusal)
        self.refusal = refusal
        self.values = values


class Walked(NamedTuple):
    """What the library does not tell of an archive.

    merged: the merged cells of each sheet of an ods, in order; hidden: rows from 0, by the name of the sheet,
    of an ods by its place.
    """

    merged: list[list[Merged]]
    hidden: dict[str | int, frozenset[int]]


def check_archive(path: Path) -> Walked:
    """Walk an xlsx or ods archive and return when it is safe to hand to the library.

    Raises Stop: FileUnsafe, FileDamaged, FileEncrypted or TooManyRows.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive)
            measure = _Measure()
            for entry in archive.infolist():
                measure.read(entry.filename, _unpacked(archive, entry))
            measure.finish()
            return Walked(measure.merged, measure.hidden())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise Stop("FileDamaged", detail="isi arsipnya tidak utuh") from error
    except expat.ExpatError as error:
        raise Stop("FileDamaged", detail="isi lembarnya tidak tersusun benar") from error


def _check_directory(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Stop("FileUnsafe", why=f"berisi {len(entries)} bagian")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Stop("FileEncrypted")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Stop("FileUnsafe", why="isinya membengkak bila dibuka")
    names = {entry.filename.lower() for entry in entries}
    if len(names) < len(entries):
        # Which of two parts of one name counts differs from program to program.
        raise Stop("FileUnsafe", why="dua bagian bernama sama")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise Stop("FileUnsafe", why="dimampatkan dengan cara yang tidak lazim")


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part in pieces; the end of the stream has compared its checksum."""
    size = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > entry.file_size:
                raise Stop("FileUnsafe", why="isinya membengkak bila dibuka")
            yield chunk


class _Measure:
    """Adds up, over all parts, the rectangle each sheet will fill and the text it can hold."""

    def __init__(self) -> None:
        self.cells = 0
        self.text_cells = 0
        self.longest = 0
        self.merged: list[list[Merged]] = []
        self.hidden_ods: list[set[int]] = []
        self._hidden: dict[str, frozenset[int]] = {}  # by part
        self._kept: dict[str, bytes] = {}  # the parts that name the sheets

    def hidden(self) -> dict[str | int, frozenset[int]]:
        """Return the hidden rows of each sheet."""
        found: dict[str | int, frozenset[int]] = {
            place: frozenset(rows) for place, rows in enumerate(self.hidden_ods) if rows
        }
        if self._hidden:
            found.update(by_sheet(self._hidden, self._kept.get(BOOK, b""), self._kept.get(RELATIONS, b"")))
        return found

    def read(self, name: str, chunks: Iterator[bytes]) -> None:
        """Take one part; every part is unpacked whole, XML parts are parsed as well."""
        content = b"".join(chunks)  # unpacked whole for its checksum, and bounded by the directory
        if name.startswith(SHEETS):
            if rows := hidden_in(content):
                self._hidden[name] = rows
        elif name in {BOOK, RELATIONS} and len(content) <= _MOST_KEPT:
            self._kept[name] = content
        if content.startswith(_XML_STARTS) and not name.endswith(".vml") and not self._glance(content):
            _Part(self).parse(content)

    def _glance(self, content: bytes) -> bool:
        """Measure a plainly written part without parsing it; tell whether that was enough.

        Counts every cell, also the empty ones: when that is little, parsing would not find more. Anything
        that could be meant otherwise than it looks goes to the parser: another encoding, a declaration or
        comment, prefixed elements, cells without a place, repetitions.
        """
        if any(mark in content for mark in _UNUSUAL) or _ENCODED.search(content[:200]):
            return False
        if _PREFIXED.search(content):
            return False
        cells = content.count(b"<c ")
        if _BARE_CELL.search(content):
            return False
        if not self._is_near(content, cells) and not self._places_fit(content, cells):
            return False
        self.text_cells += content.count(b' t="s"')
        if b"<si>" in content:
            self.longest = max(self.longest, *map(len, content.split(b"</si>")))
        return True

    def _is_near(self, content: bytes, cells: int) -> bool:
        """Tell a sheet whose cells all lie within Z9999, as most do, and count it as full as that."""
        bound = _NEAR_CELLS if cells else 0
        if self.cells + bound > MOST_CELLS // 2:
            return False  # so many sheets are measured exactly
        if content.count(b'<c r="') != cells or _FAR_CELL.search(content):
            return False
        self.cells += bound
        return True

    def _places_fit(self, content: bytes, cells: int) -> bool:
        """Count the rectangle of a sheet's cells; tell whether it is in bounds and each has its place."""
        places = _PLACES.findall(content)
        if len(places) != cells:
            return False
        joined = b" ".join(places)
        rows = max(map(int, set(joined.translate(None, _LETTERS).split())), default=0)
        columns = max(map(_column_number, set(joined.translate(None, b"0123456789").split())), default=0)
        if rows * columns > MOST_CELLS - self.cells:
            return False
        self.cells += rows * columns
        return True

    def add(self, rows: int, columns: int) -> None:
        """Count one sheet."""
        self.cells += rows * columns
        if self.cells > MOST_CELLS:
            raise Stop("TooManyRows", found=self.cells, limit=MOST_CELLS)

    def finish(self) -> None:
        """Refuse text that a few letters in the file would multiply beyond all measure."""
        if self.text_cells * self.longest > MOST_TEXT:
            raise Stop("FileUnsafe", why="teksnya membengkak bila dibuka")


class _Part:
    """One XML part under the parser: document types are refused, cells with a value are measured.

    Cells without a value (a border drawn down to the last row) cost the library nothing and are not counted.
    """

    def __init__(self, measure: _Measure) -> None:
        self.measure = measure
        self.row = self.column = self.high = self.wide = 0
        self.row_repeat = 1
        self.pending: tuple[int, int] | None = None
        self.text = 0
        self.actions: dict[str, Callable[[dict[str, str]], None] | None] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start

    def parse(self, content: bytes) -> None:
        """Parse the part and count what was found."""
        self.parser.Parse(content, True)
        self._end_sheet({})

    def _refuse_doctype(self, *_: object) -> None:
        raise Stop("FileUnsafe", why="memuat definisi dokumen (DOCTYPE)")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name not in self.actions:
            self.actions[name] = self._action_of(name.rpartition(":")[2], name)
        action = self.actions[name]
        if action is not None:
            action(attributes)

    def _action_of(self, local: str, name: str) -> Callable[[dict[str, str]], None] | None:
        """Return what an element of a sheet, of the shared texts or of an ods document changes."""
        if local == "si":
            self.parser.CharacterDataHandler = self._add_text
        return {
            "row": self._next_row,
            "c": self._next_cell,
            "v": self._has_value,
            "is": self._has_value,
            "si": self._next_text,
            "table": self._next_ods_table if name != local else None,
            "table-row": self._next_ods_row,
            "table-cell": self._next_ods_cell,
            "covered-table-cell": self._next_ods_cell,
        }.get(local)

    def _next_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        self.row = int(number) if number.isdigit() else self.row + 1
        self.column = 0

    def _next_cell(self, attributes: dict[str, str]) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        if found is None:
            self.column += 1
        else:
            self.row, self.column = int(found[2]), _column_number(found[1].encode())
        self.pending = (self.row, self.column)
        self.measure.text_cells += attributes.get("t") == "s"

    def _has_value(self, _: dict[str, str]) -> None:
        if self.pending is not None:
            self.high, self.wide = max(self.high, self.pending[0]), max(self.wide, self.pending[1])
            self.pending = None

    def _next_text(self, _: dict[str, str]) -> None:
        self.text = 0

    def _add_text(self, piece: str) -> None:
        self.text += len(piece)
        self.measure.longest = max(self.measure.longest, self.text)

    def _next_ods_table(self, _: dict[str, str]) -> None:
        self._end_sheet({})
        self.measure.merged.append([])
        self.measure.hidden_ods.append(set())

    def _next_ods_row(self, attributes: dict[str, str]) -> None:
        self.row += self.row_repeat
        self.row_repeat = _number(attributes, "number-rows-repeated")
        shown = next((value for key, value in attributes.items() if key.endswith("visibility")), "visible")
        if shown != "visible" and self.row_repeat <= MOST_ROWS and self.measure.hidden_ods:
            self.measure.hidden_ods[-1].update(range(self.row - 1, self.row - 1 + self.row_repeat))
        self.column = 0

    def _next_ods_cell(self, attributes: dict[str, str]) -> None:
        down, across = (
            _number(attributes, "number-rows-spanned"),
            _number(attributes, "number-columns-spanned"),
        )
        if (down > 1 or across > 1) and self.measure.merged:
            top, left = self.row - 1, self.column
            self.measure.merged[-1].append((top, left, top + down - 1, left + across - 1))
        self.column += _number(attributes, "number-columns-repeated")
        if any(key.endswith("value-type") for key in attributes):
            self.high = max(self.high, self.row + self.row_repeat - 1)
            self.wide = max(self.wide, self.column)

    def _end_sheet(self, _: dict[str, str]) -> None:
        self.measure.add(self.high, self.wide)
        self.row = self.column = self.high = self.wide = 0
        self.row_repeat = 1


def _number(attributes: dict[str, str], name: str) -> int:
    """Return a repetition or span; what is not said is 1."""
    for key, value in attributes.items():
        if key.endswith(name) and value.isdigit():
            return int(value)
    return 1


def _column_number(letters: bytes) -> int:
    """Return the number of a column, A is 1."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column
