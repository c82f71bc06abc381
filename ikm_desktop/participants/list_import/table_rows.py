"""The people of one table: each cell read, ditto marks resolved, cells compared with each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop.participants.list_import.births import Birth, compare_with_nik, read_birth, settle
from ikm_desktop.participants.list_import.cells import (
    is_ditto,
    read_name,
    read_nik,
    read_plain,
    read_regency,
    read_sex,
    read_telephone,
    read_ticks,
)
from ikm_desktop.participants.list_import.columns import Table
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Grid, Value, text_of
from ikm_desktop.participants.list_import.lines import Line, LineKind
from ikm_desktop.participants.list_import.records import Draft
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
_LEAST_ROUNDED = 6  # NIKs; that so many end in 0 by chance happens once in a million lists


class TableReader:
    """Reads the lines of one table in order; `drafts` are the people so far."""

    def __init__(self, grid: Grid, table: Table, today: date) -> None:
        self.grid = grid
        self.columns = table.columns
        self.only_regencies = table.only_regencies
        self.today = today
        self.drafts: list[Draft] = []
        self._births: list[Birth] = []
        self._niks: list[tuple[Draft, Nik]] = []
        self._group: Region | None = None
        self._plain = [(field, self.columns[field]) for field in _PLAIN if field in self.columns]
        self._filled_down = _filled_down(grid, table)

    def read(self, lines: Sequence[Line]) -> list[Draft]:
        """Return the people among the lines."""
        for line in lines:
            if line.kind is LineKind.PERSON:
                self._read_person(line.row)
            elif line.kind is LineKind.GROUP:
                self._enter_group(line.row)
        settle(self._births, self.today)
        self._doubt_rounded_niks()
        for draft, nik in self._niks:
            if draft.values.get("nik"):
                compare_with_nik(draft, nik, self.today)
        return self.drafts

    def _at(self, row: int, column: int) -> Value:
        values = self.grid.rows[row]
        value = values[column] if column < len(values) else ""
        if value in ("", None) and (row, column) in self._filled_down:
            return self._filled_down[row, column]
        return value

    def _enter_group(self, row: int) -> None:
        """Remember the regency a group heading names."""
        texts = [text_of(value) for value in self.grid.rows[row] if isinstance(value, str)]
        for text in texts:
            match = match_regency(text)
            if match.kind is MatchKind.EXACT:
                self._group = match.region

    def _read_person(self, row: int) -> None:
        draft = Draft(row)
        columns = self.columns
        name, nik_cell = self._name_and_nik(row)
        if Field.NAME in columns:
            read_name(draft, name)
        nik = read_nik(draft, nik_cell) if nik_cell is not None else None
        if nik is not None:
            self._niks.append((draft, nik))
        self._read_sex(draft, row)
        for field, column in self._plain:
            read_plain(draft, field, self._text(draft, field, row, column))
        self._read_birth(draft, row, nik)
        self._read_regency(draft, row, nik)
        if Field.PHONE in columns:
            read_telephone(draft, self._at(row, columns[Field.PHONE]))
        self.drafts.append(draft)

    def _name_and_nik(self, row: int) -> tuple[Value, Value | None]:
        """Return the cells of name and NIK, taken apart where they share one; None: the list has no NIKs."""
        name = self._at(row, self.columns[Field.NAME]) if Field.NAME in self.columns else ""
        nik = self._at(row, self.columns[Field.NIK]) if Field.NIK in self.columns else None
        if not (isinstance(name, str) and any(char.isdigit() for char in name)):
            return name, nik
        words = [word.strip("()/,;:") for word in name.split()]
        inside = next((word for word in words if len(word) == LENGTH and word.isdigit()), None)
        if inside is None or nik not in ("", None, name):
            return name, nik
        kept = [word for word in name.split() if inside not in word and word.strip(".:/").upper() != "NIK"]
        return " ".join(kept).strip(" ()/,;:-"), inside

    def _read_sex(self, draft: Draft, row: int) -> None:
        columns = self.columns
        if Field.SEX in columns:
            read_sex(draft, self._text(draft, Field.SEX, row, columns[Field.SEX]))
        elif Field.SEX_MALE in columns and Field.SEX_FEMALE in columns:
            male, female = columns[Field.SEX_MALE], columns[Field.SEX_FEMALE]
            read_ticks(draft, self._at(row, male), self._at(row, female))

    def _read_birth(self, draft: Draft, row: int, nik: Nik | None) -> None:
        with_place = Field.BIRTH in self.columns
        column = self.columns.get(Field.BIRTH if with_place else Field.BORN)
        if column is None:
            return
        birth = read_birth(draft, self._at(row, column), nik, self.today, with_place=with_place)
        if with_place:
            read_plain(draft, Field.PLACE, draft.values.get("place", ""))
        self._births.append(birth)

    def _read_regency(self, draft: Draft, row: int, nik: Nik | None) -> None:
        column = self.columns.get(Field.REGENCY)
        text = "" if column is None else self._text(draft, Field.REGENCY, row, column)
        if text:
            read_regency(draft, text, nik, only_regencies=self.only_regencies)
        elif self._group is not None:
            draft.values |= {"regency": str(self._group), "regency_code": self._group.code}
            draft.find("ditto", "regency", "", "diambil dari judul kelompok di atasnya")

    def _text(self, draft: Draft, field: Field, row: int, column: int) -> str:
        """Return a cell's text; a ditto mark is replaced by what stands in the line above, and told."""
        value = self._at(row, column)
        text = value if type(value) is str and value.isalnum() else text_of(value)
        if len(text) > _LONGEST_DITTO or not is_ditto(text):
            return text
        above = self.drafts[-1].values.get(field.value, "") if self.drafts else ""
        if not above:
            draft.find("ditto_unresolved", field.value, text, "tanda sama, tetapi baris di atasnya kosong")
            return ""
        draft.values[field.value] = above
        draft.find("ditto", field.value, text, "sama dengan baris di atasnya")
        return above

    def _doubt_rounded_niks(self) -> None:
        """Where every NIK of a text list ends in 0, Excel had rounded them before the list was saved."""
        whole = [draft for draft, nik in self._niks if draft.values.get("nik") == nik.digits]
        if len(whole) < _LEAST_ROUNDED or any(not draft.values["nik"].endswith("0") for draft in whole):
            return
        for draft in whole:
            before = draft.values["nik"]
            draft.values["nik"] = ""
            message = "semua NIK di kolom ini berakhir 0: rusak oleh Excel; ketik ulang dari KTP"
            draft.find("nik_damaged_by_excel", "nik", before, message, held=True)


_LONGEST_DITTO = 24  # characters: "sama dengan di atasnya"


def _filled_down(grid: Grid, table: Table) -> dict[tuple[int, int], Value]:
    """Return the values of cells merged downwards, for every cell they cover: the sheet shows them there."""
    covered: dict[tuple[int, int], Value] = {}
    for top, left, bottom, right in grid.merged:
        if bottom == top or right != left or top < table.first or bottom >= table.end:
            continue
        value = grid.rows[top][left] if top < len(grid.rows) and left < len(grid.rows[top]) else ""
        covered |= {(row, left): value for row in range(top + 1, bottom + 1)}
    return covered
