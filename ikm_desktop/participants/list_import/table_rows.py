"""The people of one table: each cell read, ditto marks resolved, cells compared with each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ikm_desktop.participants.list_import.batch_names import batch_in_column
from ikm_desktop.participants.list_import.births import Birth, compare_with_nik, read_birth, settle
from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.cells import (
    is_ditto,
    is_placeholder,
    plain_column,
    read_name,
    read_nik,
    read_plain,
    read_regency,
    read_sex,
    read_telephone,
    read_ticks,
    split_address,
)
from ikm_desktop.participants.list_import.columns import Table
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Grid, Value
from ikm_desktop.participants.list_import.letters import has_lost_letters, mended
from ikm_desktop.participants.list_import.lines import Line, LineKind
from ikm_desktop.participants.list_import.ordinary import OrdinaryReader
from ikm_desktop.participants.list_import.records import Draft, Finding
from ikm_desktop.participants.nik import LENGTH, Nik
from ikm_desktop.participants.regions import MatchKind, Region, match_regency

_PLAIN = (
    Field.PLACE,
    Field.BUSINESS,
    Field.ADDRESS,
    Field.RT_RW,
    Field.VILLAGE,
    Field.DISTRICT,
    Field.EDUCATION,
    Field.PRODUCT,
    Field.KBLI,
    Field.NIB,
    Field.NPWP,
    Field.BANK,
    Field.ACCOUNT,
    Field.HOLDER,
)
_PLACE = plain_column(Field.PLACE)
_NAMED = (Field.NAME, Field.PLACE, Field.BUSINESS, Field.BIRTH)
_LOST = "ada huruf yang rusak; bandingkan dengan KTP"
_LONG_NUMBER = re.compile(r"\d{16}")
_LEAST_ROUNDED = 6  # NIKs; that so many end in 0 by chance happens once in a million lists


class TableReader:
    """Reads the lines of one table in order; `drafts` are the people so far."""

    def __init__(self, grid: Grid, table: Table, today: date, *, careful: bool = False) -> None:
        """careful: read every row the long way."""
        self.grid = grid
        self.only_regencies = table.only_regencies
        self.today = today
        self.drafts: list[Draft] = []
        self._births: list[Birth] = []
        self._niks: list[tuple[Draft, Nik]] = []
        self._group: Region | None = None
        self._regencies: dict[Value, dict[str, str]] = {}  # cells already understood, without a finding
        self._filled_down = _filled_down(grid, table)
        self._width = max(table.columns.values(), default=0) + 1
        # Looked up once: an enumeration's member hashes slowly, and there may be ten thousand rows.
        column = table.columns.get
        self._name, self._nik = column(Field.NAME), column(Field.NIK)
        self._sex = column(Field.SEX)
        self._male, self._female = column(Field.SEX_MALE), column(Field.SEX_FEMALE)
        self._regency, self._phone = column(Field.REGENCY), column(Field.PHONE)
        self._shares_birth = Field.BIRTH in table.columns
        self._birth = column(Field.BIRTH if self._shares_birth else Field.BORN)
        parts = (Field.BIRTH_DAY, Field.BIRTH_MONTH, Field.BIRTH_YEAR)
        self._birth_parts = [table.columns[part] for part in parts if part in table.columns]
        self._batch = column(Field.BATCH)
        self._named = {table.columns[field]: field.value for field in _NAMED if field in table.columns}
        self._of_text = {table.columns[field]: field.value for field in _PLAIN if field in table.columns}
        self._of_text |= self._named
        self._splits_address = Field.ADDRESS in table.columns and Field.RT_RW not in table.columns
        self._plain = [
            (plain_column(field), table.columns[field]) for field in _PLAIN if field in table.columns
        ]
        self._day_first = False  # a date among the ordinary rows has shown that the day stands first
        ordinary = OrdinaryReader(table.columns, self._plain, self._regencies, today)
        self._ordinary = ordinary if ordinary.works and not careful else None

    def read(self, lines: Sequence[Line]) -> list[Draft]:
        """Return the people among the lines."""
        for line in lines:
            if line.kind is LineKind.PERSON:
                self.drafts.append(self._read_person(line.row))
            elif line.kind is LineKind.GROUP:
                self._enter_group(line.row)
        settle(self._births, day_first=self._day_first)
        self._doubt_rounded_niks()
        for draft, nik in self._niks:
            if draft.values["nik"]:
                compare_with_nik(draft, nik, self.today)
        return self.drafts

    def _enter_group(self, row: int) -> None:
        """Remember the regency a group heading names."""
        texts = [text_of(value) for value in self.grid.rows[row] if isinstance(value, str)]
        for text in texts:
            match = match_regency(text)
            if match.kind is MatchKind.EXACT:
                self._group = match.region

    def _cells_of(self, row: int) -> Sequence[Value]:
        """Return a row's cells, wide enough, with what a cell merged downwards shows there."""
        cells = self.grid.rows[row]
        if len(cells) < self._width:
            cells = [*cells, *[""] * (self._width - len(cells))]
        covered = self._filled_down.get(row)
        return [covered.get(column, cell) for column, cell in enumerate(cells)] if covered else cells

    def _read_person(self, row: int) -> Draft:
        cells = self._cells_of(row)
        ordinary = self._ordinary.read(cells) if self._ordinary is not None else None
        if ordinary is not None:
            self._day_first |= ordinary.day_first
            draft = Draft(row, ordinary.values, ordinary.born)
        else:
            draft = self._read_carefully(row, cells)
        if self._batch is not None:
            self._read_batch(draft, text_of(cells[self._batch]))
        return draft

    def _read_batch(self, draft: Draft, text: str) -> None:
        """Read the batch's name; what an empty cell means the title or the sheet may tell."""
        if not is_ditto(text):
            draft.batch = "" if is_placeholder(text) else batch_in_column(text)
        elif self.drafts and self.drafts[-1].batch:
            draft.batch = self.drafts[-1].batch
            message = f"sama dengan baris di atasnya: {draft.batch}"
            draft.findings.append(Finding("ditto", "batch", text, draft.batch, message))
        else:
            message = "tanda sama, tetapi baris di atasnya kosong"
            draft.findings.append(Finding("ditto_unresolved", "batch", text, None, message))

    def _with_letters_mended(self, cells: Sequence[Value]) -> tuple[Sequence[Value], dict[str, str]]:
        """Return the cells with misread letters as they were meant, and what stood there, by field."""
        broken: dict[str, str] = {}
        whole = list(cells)
        for column, key in self._of_text.items():
            text = cells[column]
            if isinstance(text, str) and (not text.isascii() or "&" in text):
                whole[column] = mended(text)
                if whole[column] != text:
                    broken["place" if key == "birth" else key] = text_of(text)
        return whole, broken

    def _tell_letters(self, draft: Draft, broken: dict[str, str], cells: Sequence[Value]) -> None:
        for key, before in broken.items():
            draft.find("letters_mended", key, before, "huruf yang rusak diperbaiki")
        for column, key in self._named.items():
            text = text_of(cells[column])
            if has_lost_letters(text):
                draft.find("letters_lost", "place" if key == "birth" else key, text, _LOST)

    def _read_carefully(self, row: int, cells: Sequence[Value]) -> Draft:
        draft = Draft(row)
        cells, broken = self._with_letters_mended(cells)
        name, nik_cell = self._name_and_nik(cells)
        if self._name is not None:
            read_name(draft, name)
        nik = None if nik_cell is None else read_nik(draft, nik_cell)
        if nik is not None:
            self._niks.append((draft, nik))
        self._read_sex(draft, cells)
        for reader, column in self._plain:
            read_plain(draft, reader, self._text(draft, reader.key, cells[column]))
        if self._birth is not None:
            self._read_birth(draft, cells[self._birth], nik)
        elif self._birth_parts:
            parts = [text_of(cells[column]) for column in self._birth_parts]
            self._read_birth(draft, " ".join(parts).strip(), nik)
        if self._splits_address:
            split_address(draft)
        self._read_regency(draft, cells, nik)
        if self._phone is not None:
            read_telephone(draft, cells[self._phone])
        self._tell_letters(draft, broken, cells)
        return draft

    def _name_and_nik(self, cells: Sequence[Value]) -> tuple[Value, Value | None]:
        """Return the cells of name and NIK, taken apart where they share one; None: the list has no NIKs."""
        name = "" if self._name is None else cells[self._name]
        nik = None if self._nik is None else cells[self._nik]
        if not isinstance(name, str) or _LONG_NUMBER.search(name) is None:
            return name, nik
        words = [word.strip("()/,;:") for word in name.split()]
        inside = next((word for word in words if len(word) == LENGTH and word.isdigit()), None)
        if inside is None or nik not in ("", None, name):
            return name, nik
        kept = [word for word in name.split() if inside not in word and word.strip(".:/").upper() != "NIK"]
        return " ".join(kept).strip(" ()/,;:-"), inside

    def _read_sex(self, draft: Draft, cells: Sequence[Value]) -> None:
        if self._sex is not None:
            value = cells[self._sex]
            read_sex(draft, value if value in ("L", "P") else self._text(draft, "sex", value))
        elif self._male is not None and self._female is not None:
            read_ticks(draft, cells[self._male], cells[self._female])

    def _read_birth(self, draft: Draft, cell: Value, nik: Nik | None) -> None:
        self._births.append(read_birth(draft, cell, nik, self.today, with_place=self._shares_birth))
        if self._shares_birth:
            read_plain(draft, _PLACE, draft.values.get("place", ""))

    def _read_regency(self, draft: Draft, cells: Sequence[Value], nik: Nik | None) -> None:
        cell = "" if self._regency is None else cells[self._regency]
        if cell in self._regencies:
            draft.values |= self._regencies[cell]
            return
        text = self._text(draft, "regency", cell)
        if text:
            before = len(draft.findings)
            read_regency(draft, text, nik, only_regencies=self.only_regencies)
            if len(draft.findings) == before and not is_ditto(text_of(cell)):
                self._regencies[cell] = {key: draft.values[key] for key in ("regency", "regency_code")}
        elif self._group is not None:
            draft.values |= {"regency": str(self._group), "regency_code": self._group.code}
            draft.find("ditto", "regency", "", "diambil dari judul kelompok di atasnya")

    def _text(self, draft: Draft, key: str, value: Value) -> str:
        """Return a cell's text; a ditto mark is replaced by what stands in the line above, and told."""
        text = text_of(value)
        if not is_ditto(text):
            return text
        above = self.drafts[-1].values.get(key, "") if self.drafts else ""
        if not above:
            draft.find("ditto_unresolved", key, text, "tanda sama, tetapi baris di atasnya kosong")
            return ""
        draft.values[key] = above
        draft.find("ditto", key, text, "sama dengan baris di atasnya")
        return above

    def _doubt_rounded_niks(self) -> None:
        """Where every NIK of a text list ends in 0, Excel had rounded them before the list was saved."""
        whole = [draft for draft in self.drafts if draft.values["nik"]]
        if len(whole) < _LEAST_ROUNDED or any(draft.values["nik"][-1] != "0" for draft in whole):
            return
        for draft in whole:
            before = draft.values["nik"]
            draft.values["nik"] = ""
            message = "semua NIK di kolom ini berakhir 0: rusak oleh Excel; ketik ulang dari KTP"
            draft.find("nik_damaged_by_excel", "nik", before, message)


def _filled_down(grid: Grid, table: Table) -> dict[int, dict[int, Value]]:
    """Return, by row and column, what cells merged downwards show in the rows below their first."""
    covered: dict[int, dict[int, Value]] = {}
    for top, left, bottom, right in grid.merged:
        if bottom == top or right != left or top < table.first or bottom >= table.end:
            continue
        value = grid.rows[top][left] if left < len(grid.rows[top]) else ""
        for row in range(top + 1, bottom + 1):
            covered.setdefault(row, {})[left] = value
    return covered
