"""Birth dates of a whole table: which order its days and months stand in can only be told together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.participants.dates import DateProblem, DateReading, Order, read_birth_date
from ikm_desktop.participants.list_import.birth import split_birth
from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.cells import is_placeholder
from ikm_desktop.participants.list_import.grid import Value
from ikm_desktop.participants.list_import.records import Draft
from ikm_desktop.participants.nik import Nik
from ikm_desktop.participants.regions import is_known

_FIRST_DIGITS = frozenset("123456789")
_SWAPPED = "hari dan bulan tertukar"
_CENTURY = "tahun dua angka: abadnya tidak pasti; periksa dengan KTP"
_OTHER_BIRTH = "tanggal lahir dalam NIK lain dari kolom tanggal lahir"
_OTHER_SEX = "jenis kelamin dalam NIK lain dari kolom L/P"


@dataclass(slots=True)
class Birth:
    """A birth cell on its way: the draft it belongs to, the cell as shown, its reading, the NIK beside it."""

    draft: Draft
    before: str
    reading: DateReading
    nik: Nik | None


def read_birth(draft: Draft, value: Value, nik: Nik | None, today: date, *, with_place: bool) -> Birth:
    """Read a birth cell; with_place: the place stands before the date in the same cell, and is set here."""
    if with_place and isinstance(value, str):
        place, written = split_birth(text_of(value))
        draft.values["place"] = place
        return Birth(draft, text_of(value), _read_date(written, today), nik)
    return Birth(draft, text_of(value), _read_date(value, today), nik)


def _read_date(value: Value, today: date) -> DateReading:
    if isinstance(value, str) and value[:1] not in _FIRST_DIGITS and is_placeholder(value.strip()):
        return DateReading(None, problem=DateProblem.EMPTY)
    return read_birth_date(value, today)


def settle(births: list[Birth], *, day_first: bool) -> None:
    """Decide the order of day and month in each cell of a table, set the dates and note what was inferred.

    A NIK decides alone. Without one, a date that can only be month first shows that others in the column
    may be so; if no date shows the contrary they are read so, else they are told as uncertain.
    day_first: a date that is not among these has shown the contrary.
    """
    orders = [birth.reading.order for birth in births if birth.reading.day]
    exchanged = Order.MONTH_FIRST in orders or any(_nik_says_other(birth) for birth in births)
    sure_day_first = day_first or any(_day_first_for_sure(birth) for birth in births)
    for birth in births:
        _settle_one(birth, exchanged=exchanged, sure_day_first=sure_day_first)


def _nik_says_other(birth: Birth) -> bool:
    other = birth.reading.other
    return other is not None and birth.nik is not None and birth.nik.tells(other)


def _day_first_for_sure(birth: Birth) -> bool:
    """Tell whether a date in numbers can only be meant day first."""
    reading = birth.reading
    if reading.order is Order.DAY_FIRST:
        return birth.nik is not None and reading.day is not None and birth.nik.tells(reading.day)
    return reading.order is Order.DAY_ONLY


def _settle_one(birth: Birth, *, exchanged: bool, sure_day_first: bool) -> None:
    draft, reading = birth.draft, birth.reading
    draft.born = reading.day
    if reading.problem is not None:
        # A day that no calendar has is a slip of the pen: the row waits until it is typed again.
        held = reading.problem is DateProblem.INVALID
        code = f"birth_date_{reading.problem.value}"
        draft.find(code, "born", birth.before, reading.problem.text, held=held)
        return
    if _nik_says_other(birth):
        draft.born = reading.other
        draft.find("birth_date_swapped", "born", birth.before, f"{_SWAPPED} (menurut NIK)")
    elif reading.order is Order.MONTH_FIRST:
        draft.find("birth_date_swapped", "born", birth.before, _SWAPPED)
    elif exchanged and reading.other and not _nik_agrees(birth):
        _settle_doubtful(birth, sure_day_first=sure_day_first)
    if reading.misspelt:
        draft.find("birth_date_spelling", "born", birth.before, "ejaan nama bulan diperbaiki")
    if reading.beside:
        draft.find("birth_date_extra_text", "born", birth.before, "teks lain di sel tanggal lahir diabaikan")
    if reading.no_age and draft.born is not None:
        draft.find("birth_date_century", "born", birth.before, _CENTURY)


def _settle_doubtful(birth: Birth, *, sure_day_first: bool) -> None:
    if sure_day_first or birth.reading.order is Order.CELL:
        message = "hari dan bulan mungkin tertukar; periksa dengan KTP"
        birth.draft.find("birth_date_ambiguous", "born", birth.before, message)
        return
    birth.draft.born = birth.reading.other
    birth.draft.find(
        "birth_date_swapped", "born", birth.before, f"{_SWAPPED} seperti tanggal lain di kolom ini"
    )


def _nik_agrees(birth: Birth) -> bool:
    return birth.nik is not None and birth.draft.born is not None and birth.nik.tells(birth.draft.born)


def compare_with_nik(draft: Draft, nik: Nik, today: date) -> None:
    """Note where a good NIK contradicts the cells beside it; it may still be right, so nobody is held."""
    born = draft.born
    if born is None or not nik.tells(born):
        if nik.born(today) is None:
            draft.find("nik_birth_invalid", "nik", nik.digits, "angka tanggal lahir dalam NIK bukan tanggal")
        elif born is not None:
            draft.find("nik_birth_mismatch", "nik", nik.digits, _OTHER_BIRTH)
    sex = draft.values.get("sex")
    if sex and sex != nik.sex:
        draft.find("nik_sex_mismatch", "nik", nik.digits, _OTHER_SEX)
    if not is_known(nik.digits[:2]):
        draft.find("nik_region_unknown", "nik", nik.digits, "kode wilayah dalam NIK tidak dikenal")
