"""What each line of a table is: a person, or a title, a group heading, a total, a signature, a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from ikm_desktop.participants.list_import.birth import split_birth
from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.columns import Table
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Grid, Value
from ikm_desktop.participants.list_import.header import NAMES_OF_NAMES
from ikm_desktop.participants.list_import.headings import normal
from ikm_desktop.participants.nik import LENGTH
from ikm_desktop.participants.regions import MatchKind, match_regency


class LineKind(StrEnum):
    """What a line is; the value is the reason it is skipped, in Indonesian, as the clerk reads it."""

    PERSON = "orang"
    TITLE = "judul di atas tabel"
    HEADING = "judul kolom"
    COLUMN_NUMBERS = "nomor kolom"
    GROUP = "judul kelompok"
    TOTAL = "jumlah"
    SIGNATURE = "tanda tangan"
    NOTE = "catatan"
    NUMBER_ONLY = "baris bernomor tanpa isi"
    NO_TABLE = "bukan bagian dari daftar orang"


class Line(NamedTuple):
    """A line of the sheet that is not blank; row: from 0."""

    row: int
    kind: LineKind


_TOTAL = re.compile(r"(?:sub\s*|grand\s*)?(?:jumlah|jml|total)\b|rata[- ]rata\b", re.IGNORECASE)
_MONTH = r"(?:jan|feb|peb|mar|apr|mei|jun|jul|agu|agt|sep|okt|nov|nop|des)[a-z]*"
_SIGNATURE = re.compile(
    r"(?:mengetahui|menyetujui|mengesahkan|disetujui|diketahui|tertanda|dibuat oleh)\b"
    r"|yang (?:membuat|bertanda)\b|tim pelaksana\b|kuasa pengguna\b|penanggung ?jawab\b|a\.\s?n\."
    r"|(?:kepala|ketua|sekretaris|bendahara|panitia|pejabat|direktur|koordinator|fasilitator|petugas)\b"
    r"|(?:camat|lurah|bupati|gubernur|kasi|kabid|kasubag|pembina|penata|pengatur)\b"
    r"|(?:nip|ttd|pptk|ppk|kpa|pl[th])\b"
    rf"|[^\d,]{{2,40}},[\s.…_\d]*{_MONTH}[\s.…_]*\d{{4}}\s*$"
    r"|[^\d,]{2,40},[\s.…_]{3,}|\((?:[\s.…_]*|\s*[^\W\d_]{2}[^()]*\s[^()]+)\)\s*$|[.…_]{5,}",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:catatan|keterangan|ket|nb|sumber|dicetak|halaman)\b\s*[.:]|\*|demikian|halaman \d", re.IGNORECASE
)
_GROUP = re.compile(
    r"(?:angkatan|kelompok|gelombang|kelas|grup|group|batch|bagian|wilayah|kab(?:upaten)?|kota|kec(?:amatan)?|desa"
    r"|kel(?:urahan)?|lokasi|tahap|jenis|bidang|cadangan|peserta|sentra|daftar"
    r"|data|rekap(?:itulasi)?)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\d{1,4}[.)]?")
_BRACKETED = re.compile(r"\(?\d{1,2}\)?")
_SEX = re.compile(r"[lp]|lk|pr|laki.*|perempuan|pria|wanita", re.IGNORECASE)
_BLANKS = ("", None)


def lines_of(grid: Grid, table: Table) -> Iterator[Line]:
    """Yield what each filled line of a table is, from its first row to its end."""
    below = False  # under the total or the first signature: only a line that is surely a person counts
    waiting: list[int] = []  # lone texts: group headings if a person follows, else notes
    nik, name = table.columns.get(Field.NIK), table.columns.get(Field.NAME)
    for row in range(table.first, table.end):
        cells = grid.rows[row]
        if nik is not None and name is not None and _is_plainly_a_person(cells, nik, name):
            kind: LineKind | None = LineKind.PERSON
        else:
            kind = _kind(cells, table, below=below)
        if kind is None:
            continue
        if kind is LineKind.GROUP:
            waiting.append(row)
            continue
        if kind is LineKind.PERSON:
            below = False
        elif kind in (LineKind.TOTAL, LineKind.SIGNATURE):
            below = True
        group = LineKind.GROUP if kind is LineKind.PERSON else LineKind.NOTE
        yield from (Line(lone, group) for lone in waiting)
        waiting.clear()
        yield Line(row, kind)
    yield from (Line(lone, LineKind.SIGNATURE if below else LineKind.NOTE) for lone in waiting)


def _kind(row: Sequence[Value], table: Table, *, below: bool) -> LineKind | None:
    """Return what a line is, None when it is blank."""
    filled = [
        value
        for value in row[table.left : table.right]
        if value not in _BLANKS and (not isinstance(value, str) or text_of(value))
    ]
    if not filled:
        return None
    return _kind_of_odd(row, filled, table, below=below)


def _is_plainly_a_person(row: Sequence[Value], nik: int, name: int) -> bool:
    """Tell quickly the lines, most of them, that hold sixteen digits and a name."""
    if len(row) <= nik or len(row) <= name:
        return False
    digits, text = row[nik], row[name]
    return (
        type(digits) is str
        and len(digits) == LENGTH
        and digits.isdigit()
        and type(text) is str
        and text != ""
    )


def _kind_of_odd(row: Sequence[Value], filled: list[Value], table: Table, *, below: bool) -> LineKind:
    """Return what a line is that is not plainly a person's."""
    name = text_of(_at(row, table.columns.get(Field.NAME)))
    evidence = _evidence(row, table)
    if _numbers_columns(filled):
        return LineKind.COLUMN_NUMBERS
    if normal(name) in NAMES_OF_NAMES and evidence < _SURE:
        return LineKind.HEADING
    apart = _apart(filled, evidence)
    if apart is not None:
        return apart
    if not any(char.isalpha() for char in name):
        return _nameless(filled, evidence, table)
    return _named(filled, evidence, table, name, below=below)


def _apart(filled: list[Value], evidence: int) -> LineKind | None:
    """Recognise totals, signatures and notes by their first words."""
    if evidence >= _SURE:
        return None
    texts = [value.strip() for value in filled if isinstance(value, str)]
    if any(_TOTAL.match(text) for text in texts[:3]):
        return LineKind.TOTAL
    if any(_NOTE.match(text) for text in texts[:2]):
        return LineKind.NOTE
    return LineKind.SIGNATURE if any(_SIGNATURE.match(text) for text in texts) else None


def _nameless(filled: list[Value], evidence: int, table: Table) -> LineKind:
    if evidence >= _NAMELESS:
        return LineKind.PERSON
    if len(filled) == 1 and _COUNT.fullmatch(text_of(filled[0])) and Field.NUMBER in table.columns:
        return LineKind.NUMBER_ONLY
    return LineKind.GROUP if len(filled) == 1 else LineKind.NOTE


def _named(filled: list[Value], evidence: int, table: Table, name: str, *, below: bool) -> LineKind:
    if evidence >= (_SURE if below else 1):
        return LineKind.PERSON
    if below:
        return LineKind.SIGNATURE
    if len(filled) > 2:  # noqa: PLR2004 - more than a number and a text: somebody of whom little is known
        return LineKind.PERSON
    if Field.NUMBER in table.columns or name.endswith(":") or _GROUP.match(name) or _is_region(name):
        return LineKind.GROUP
    return LineKind.PERSON


_SURE = 2  # evidence that stands even under the signatures
_NAMELESS = 3  # evidence that makes a line without a name a person's


def _evidence(row: Sequence[Value], table: Table) -> int:
    """Count what speaks for a person: a NIK twice; number, birth, phone, sex, regency once each."""
    columns = table.columns
    nik = text_of(_at(row, columns.get(Field.NIK)))
    sex = text_of(_at(row, columns.get(Field.SEX)))
    ticks = [text_of(_at(row, columns.get(field))) for field in (Field.SEX_MALE, Field.SEX_FEMALE)]
    regency = text_of(_at(row, columns.get(Field.REGENCY)))
    return (
        _nik_evidence(nik)
        + bool(_COUNT.fullmatch(text_of(_at(row, columns.get(Field.NUMBER)))))
        + _has_birth(row, table)
        + (_digits(text_of(_at(row, columns.get(Field.PHONE)))) >= 8)  # noqa: PLR2004 - a telephone
        + bool(_SEX.fullmatch(sex) or any(len(tick) == 1 for tick in ticks))
        + bool(regency and _is_region(regency))
    )


def _nik_evidence(nik: str) -> int:
    if not nik or nik.upper().startswith("NIP"):
        return 0
    if _digits(nik) >= 10 or re.fullmatch(r"\d[.,]\d+E\+\d+", nik, re.IGNORECASE):  # noqa: PLR2004 - most of a NIK
        return 2
    return int(nik in {"-", "0", "--", "—", "–"})


def _has_birth(row: Sequence[Value], table: Table) -> bool:
    """Tell whether a birth date stands in the line, without reading it."""
    born = _at(row, table.columns.get(Field.BORN))
    if born not in _BLANKS and not isinstance(born, str):
        return True
    if _at(row, table.columns.get(Field.BIRTH_YEAR)) not in _BLANKS:
        return True
    birth = _at(row, table.columns.get(Field.BIRTH))
    text = birth if isinstance(birth, str) and birth else born
    return isinstance(text, str) and _digits(split_birth(text)[1]) >= 4  # noqa: PLR2004 - "1-5-85"


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _numbers_columns(filled: list[Value]) -> bool:
    """Tell the row that counts the columns, "1 2 3 …" or "(1) (2) (3) …"."""
    texts = [text_of(value) for value in filled]
    if len(texts) < 3 or not all(_BRACKETED.fullmatch(text) for text in texts):  # noqa: PLR2004 - fewer may be data
        return False
    numbers = [int(text.strip("()")) for text in texts]
    return numbers == sorted(set(numbers)) and numbers[-1] - numbers[0] <= 2 * len(numbers)


def _is_region(text: str) -> bool:
    return match_regency(text).kind in (MatchKind.EXACT, MatchKind.AMBIGUOUS)


def _at(row: Sequence[Value], column: int | None) -> Value:
    return row[column] if column is not None and column < len(row) else ""
