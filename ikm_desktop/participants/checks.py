"""What may be written of a person: each field tidied and checked, all faults noted together.

What cannot be is a refusal; what merely looks odd is told and saved, since a birth that was registered
wrongly stays wrong for life.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ikm_desktop.errors import FieldInvalid, Notice, WrongDay
from ikm_desktop.office.settings import Rules, load
from ikm_desktop.participants import regions
from ikm_desktop.participants.identifiers import read_account, read_kbli, read_nib, read_npwp
from ikm_desktop.participants.names import tidy
from ikm_desktop.participants.nik import WORKING_AGE, NikError, age_on, nik_warnings, parse_nik
from ikm_desktop.participants.person import LABELS, THUMB
from ikm_desktop.participants.phones import PhoneProblem, read_phone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import sqlalchemy as sa

    from ikm_desktop.office.fields import Findings

_OLDEST_FOUNDING = 1800
_MOST = 100_000
_NOT_ONE_NUMBER = {
    PhoneProblem.SEVERAL: "lebih dari satu nomor",
    PhoneProblem.EXTRA: "ada teks lain di sampingnya",
    PhoneProblem.LETTERS: "ada huruf di antara angkanya",
}
_NUMBERS: dict[str, tuple[Callable[[str], str | None], str]] = {
    "nib": (read_nib, "harus 13 angka"),
    "npwp": (read_npwp, "harus 15 atau 16 angka"),
    "kbli": (read_kbli, "harus 5 angka"),
    "bank_account": (read_account, "harus 6 sampai 20 angka"),
}


def checked(found: Findings, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return the values of some fields as the book keeps them; what cannot be is noted.

    values: by the names of the table's columns; today: nobody is born, told or founds a business after it.
    """
    kept: dict[str, Any] = {}
    for name, value in values.items():
        kept[name] = tidy(value) if isinstance(value, str) else value
    if "name" in kept:
        kept["name"] = found.filled(LABELS["name"], kept["name"])
    _check_identity(found, kept, today)
    _check_numbers(found, kept)
    _check_counts(found, kept, today)
    if kept.get("regency"):
        kept["regency"] = regency_name(kept["regency"])
    return kept


def regency_name(text: str) -> str:
    """Return a regency or city as the list of regions writes it; what is not in the list as typed."""
    match = regions.match_regency(text)
    exact = match.kind is regions.MatchKind.EXACT and match.region is not None
    return str(match.region) if exact else text


def working_ages(connection: sa.Connection) -> range:
    """Return the ages at which one works by the office's rules, whole years; they decide a NIK's century."""
    rules = load(connection, Rules)
    return range(rules.youngest, rules.oldest + 1)


def notices_of(nik: str, born: date | None, sex: str, today: date, ages: range = WORKING_AGE) -> list[Notice]:
    """Return what looks odd about a NIK beside the birth date and sex that were typed."""
    reading = parse_nik(nik)
    if reading.nik is None:
        return []
    odd = nik_warnings(
        reading.nik,
        today=today,
        born=born,
        sex="L" if sex == "L" else "P" if sex == "P" else None,
        region_known=regions.is_known(reading.nik.regency_code),
        ages=ages,
    )
    return [Notice("NikOdd", f"Periksa NIK: {warning.text}.", {"warning": warning.value}) for warning in odd]


def odd(values: Mapping[str, Any], today: date, ages: range = WORKING_AGE) -> list[Notice]:
    """Return what looks odd among values that are saved all the same.

    A telephone too short or long to be dialled, a regency that is also a city, an age at which nobody works.
    """
    found = []
    phone, regency, born = (values.get(name) for name in ("phone", "regency", "born"))
    reading = read_phone(phone) if phone else None
    if reading is not None and reading.problem is PhoneProblem.LENGTH:
        found.append(Notice("PhoneOdd", f"Periksa telepon {phone}: {reading.problem.text}."))
    match = regions.match_regency(regency) if regency else None
    if match is not None and match.kind is regions.MatchKind.AMBIGUOUS:
        meant = " atau ".join(str(one) for one in match.candidates)
        found.append(Notice("RegencyUnclear", f"Periksa {LABELS['regency'].lower()}: {meant}?"))
    if isinstance(born, date) and (age := age_on(today, born)) not in ages:
        found.append(Notice("AgeOdd", f"Periksa tanggal lahir: umurnya {age} tahun."))
    return found


def _check_identity(found: Findings, kept: dict[str, Any], today: date) -> None:
    if kept.get("nik"):
        kept["nik"] = _nik(found, kept["nik"])
    if kept.get("phone"):
        kept["phone"] = _phone(found, kept["phone"])
    if "sex" in kept:
        found.chosen(LABELS["sex"], kept["sex"], ("", "L", "P"), "harus L atau P")
    if "signs" in kept:
        found.chosen(LABELS["signs"], kept["signs"], ("", THUMB), f'kosong atau "{THUMB}"')
    for name in ("born", "notice_on"):
        day = kept.get(name)
        if isinstance(day, date) and day > today:
            found.add(WrongDay(field=LABELS[name], day=day, limit=today, after=True))


def _nik(found: Findings, text: str) -> str:
    reading = parse_nik(text)
    if reading.nik is not None:
        return reading.nik.digits
    why = "bukan NIK; kosongkan bila belum ada"
    if reading.error is not None and reading.error is not NikError.PLACEHOLDER:
        why = reading.error.text.removeprefix("NIK ")
    found.add(FieldInvalid(field=LABELS["nik"], value=text, why=why))
    return text


def _phone(found: Findings, text: str) -> str:
    reading = read_phone(text)
    why = "bukan nomor telepon"
    if reading.digits:
        why = "" if reading.problem is None else _NOT_ONE_NUMBER.get(reading.problem, "")
    if why:
        found.add(FieldInvalid(field=LABELS["phone"], value=text, why=why))
        return text
    return reading.digits


def _check_numbers(found: Findings, kept: dict[str, Any]) -> None:
    for name, (read, why) in _NUMBERS.items():
        typed = kept.get(name)
        if not typed:
            continue
        digits = read(typed)
        if digits is None:
            found.add(FieldInvalid(field=LABELS[name], value=typed, why=why))
        else:
            kept[name] = digits


def _check_counts(found: Findings, kept: dict[str, Any], today: date) -> None:
    founded = kept.get("founded")
    if founded is not None and not _OLDEST_FOUNDING <= founded <= today.year:
        found.add(FieldInvalid(field=LABELS["founded"], value=str(founded), why="bukan tahun yang mungkin"))
    for name in ("workers", "machine_count"):
        count = kept.get(name)
        if count is not None and not 0 <= count <= _MOST:
            found.add(FieldInvalid(field=LABELS[name], value=str(count), why="bukan jumlah yang mungkin"))
