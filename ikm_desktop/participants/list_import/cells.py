"""Reading one cell of a person: what it means, and a finding where its meaning was inferred or repaired."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from rapidfuzz import fuzz, process

from ikm_desktop.participants.identifiers import bare_digits
from ikm_desktop.participants.list_import.cell_text import text_of
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.grid import Value
from ikm_desktop.participants.list_import.records import Draft
from ikm_desktop.participants.names import print_business, print_person, print_place
from ikm_desktop.participants.nik import LENGTH, Nik, NikError, calendar_day, parse_nik
from ikm_desktop.participants.phones import read_phone
from ikm_desktop.participants.regions import (
    MatchKind,
    Region,
    RegionKind,
    RegionMatch,
    is_known,
    match_regency,
)

_PLACEHOLDERS = re.compile(
    r"[-–—_.?x*/0\s]+|n/?a|#n/a|#ref!|#value!|#+|null|none|nihil|kosong|hilang|menyusul|tanpa (?:nik|hp|ktp)"
    r"|(?:e-?)?ktp (?:nya )?(?:hilang|rusak|lama|belum (?:ada|jadi)|tertinggal|mati)"
    r"|(?:tidak|tdk|tak|belum|blm|blom)"
    r"(?: (?:ada|di)\w*| (?:punya|mempunyai|memiliki|lengkap|jelas|jadi|tahu|rekam|bisa)\b.*| e-?ktp.*)?"
    r"|(?:dalam |masih |sedang )?proses",
    re.IGNORECASE,
)
_DITTO = re.compile(
    r"\(?-?\s?(?:s[./]?\s?d[./]?\s?a|idem|ditto|sama|do)[.*]*\s?-?\)?|id\.?"
    r"|sama (?:(?:dengan|dgn|dg|di|spt|seperti|s/d) ?)?(?:yg |yang )?(?:di ?)?atas(?:nya)?"
    r"|[-–—.\s]*(?:[\"“”″〃]|[\"'“”′]{2}|,,|[\"“]\s[\"”]|//)[-–—.\s]*|[=↓⇓^|]",
    re.IGNORECASE,
)
_PLACEHOLDER_STARTS = frozenset("-–—_.?*/0#xXnNkKhHmMsSdDbBtTeE")
_DITTO_STARTS = frozenset("sSiIdD-–—.\"“”″〃'’′,/(=↓⇓^|")
LONGEST_MARK = 24  # characters of "sama dengan di atasnya"
_SEQUENCES = ("1234567890123456", "0123456789012345", "9999999999999999")
_NO_SERIAL = "0000"
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8"})
_NIK_PREFIX = re.compile(r"^(?:no\.?\s*)?(?:nik|e?-?ktp)\b[\s.:]*(?=\d)", re.IGNORECASE)
_NIK_INSIDE = re.compile(r"(?<!\d)\d{16}(?!\d)", re.ASCII)
_LEADING_COUNT = re.compile(r"^\d{1,3}\s*[.)]\s*(?=\D)")
_SEXES = {
    **dict.fromkeys(
        ("l", "lk", "lk2", "laki", "laki2", "lakilaki", "pria", "m", "male", "cowok", "bapak"), "L"
    ),
    **dict.fromkeys(("p", "pr", "prp", "perempuan", "wanita", "w", "f", "female", "cewek", "ibu"), "P"),
}
_LONG_SEXES = [word for word in _SEXES if len(word) > len("laki2")]
_SIMILAR = 80  # per cent of RapidFuzz's ratio
_LETTERS = frozenset("LP")
_CODED_SEXES = {"1": "L", "2": "P"}  # as in census forms
_NOT_TICKED = frozenset(("", "-", "–", "—", "0", "FALSE", "/", "\\"))
_CROSSES = frozenset(("x", "X", "×", "✗", "✘", "☐", "tidak", "tdk", "bukan"))  # beside a tick, they deny
_RT_RW = re.compile(
    r"\bRT\s*[./]?\s*RW\.?\s*:?\s*(\d{1,3})\s*/\s*(\d{1,3})"
    r"|\bRT\.?\s*:?\s*(\d{1,3})\s*[,/]?\s*RW\.?\s*:?\s*(\d{1,3})",
    re.IGNORECASE,
)
MOBILE = re.compile(r"0?8\d{8,11}")
_LEAST_DIGITS = 12  # letters among so many digits are taken for misread digits


def is_placeholder(text: str) -> bool:
    """Tell whether a text only stands where something is missing: "-", "0", "belum ada"."""
    return text[:1] in _PLACEHOLDER_STARTS and _PLACEHOLDERS.fullmatch(text) is not None


def is_ditto(text: str) -> bool:
    """Tell whether a text means "as in the line above": sda, idem, a pair of quotes."""
    return len(text) <= LONGEST_MARK and text[:1] in _DITTO_STARTS and _DITTO.fullmatch(text) is not None


def read_name(draft: Draft, value: Value) -> None:
    """Read the name; a running number in front of it is form only."""
    text = text_of(value)
    name = print_person(_LEADING_COUNT.sub("", text) if text[:1].isdigit() else text)
    if not name[:1].isalpha() and not any(char.isalpha() for char in name):
        draft.values["name"] = ""
        draft.find("name_empty", "name", text, "nama belum diisi", held=True)
        return
    draft.values["name"] = name


def read_nik(draft: Draft, value: Value) -> Nik | None:
    """Read the NIK; return it, and also a damaged one as far as its digits of birth and sex are whole."""
    if type(value) is str and is_ordinary_nik(value):
        draft.values["nik"] = value
        return Nik(value)
    text = text_of(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _numeric_nik(draft, text)
    reading = parse_nik(_NIK_PREFIX.sub("", text) if not text[:1].isdigit() else text)
    if reading.nik is None:
        return _odd_nik(draft, text, reading.error or NikError.INVALID, reading.digits)
    if reading.digits in _SEQUENCES:
        return _refused_nik(draft, text, NikError.PLACEHOLDER)
    if reading.nik.serial == _NO_SERIAL:
        # No register gives out 0000; a number cell that lost its last digits does.
        return _refused_nik(draft, text, NikError.DAMAGED, reading.nik)
    draft.values["nik"] = reading.digits
    return reading.nik


def is_ordinary_nik(text: str) -> bool:
    """Tell the writing that nothing has to be asked about; almost every cell has it."""
    return (
        len(text) == LENGTH
        and text.isascii()
        and text.isdigit()
        and text[12:] != _NO_SERIAL
        and text not in _SEQUENCES
        and text.count(text[0]) < LENGTH
    )


def _numeric_nik(draft: Draft, text: str) -> Nik | None:
    """A number that was typed as a number: Excel kept 15 of its digits, so the sixteenth is lost for sure."""
    if len(text) == LENGTH and text.isdigit():
        return _refused_nik(draft, text, NikError.DAMAGED, Nik(text))
    if is_placeholder(text) or len(set(text)) == 1:
        return _refused_nik(draft, text, NikError.PLACEHOLDER)
    return _refused_nik(draft, text, NikError.DAMAGED if len(text) > LENGTH else NikError.LENGTH)


def _odd_nik(draft: Draft, text: str, error: NikError, digits: str) -> Nik | None:
    if text and error is not NikError.DAMAGED and is_placeholder(text):
        return _refused_nik(draft, text, NikError.PLACEHOLDER)
    if error is NikError.INVALID:
        inside = _NIK_INSIDE.findall(text)
        if len(inside) == 1:
            draft.values["nik"] = inside[0]
            draft.find("nik_extra_text", "nik", text, "teks lain di sel NIK diabaikan")
            return Nik(inside[0])
        mended = digits.translate(_LOOKALIKES)
        count = sum(map(str.isdigit, digits))
        enough = count >= _LEAST_DIGITS or (count >= LENGTH // 2 and _is_plausible(mended))
        if enough and len(mended) == LENGTH and mended.isdigit():
            draft.values["nik"] = mended
            draft.find("nik_letters", "nik", text, "huruf di antara angka NIK dibaca sebagai angka")
            return Nik(mended)
        if enough and mended.isdigit():
            error = NikError.LENGTH
    return _refused_nik(draft, text, error, Nik(digits) if error is NikError.DAMAGED else None)


def _is_plausible(digits: str) -> bool:
    """Tell digits that speak of a known province and a day: more of them may have been typed as letters."""
    if len(digits) != LENGTH or not digits.isdigit():
        return False
    nik = Nik(digits)
    return is_known(digits[:2]) and calendar_day(nik.birth_day, nik.birth_month, 2000) is not None


def _refused_nik(draft: Draft, text: str, error: NikError, hint: Nik | None = None) -> Nik | None:
    """Leave the NIK empty and tell why: she is saved without it, and it is typed from her card later."""
    draft.values["nik"] = ""
    found = f" (terbaca {len(bare_digits(text))} angka)" if error is NikError.LENGTH else ""
    draft.find(f"nik_{error.value}", "nik", text, error.text + found)
    return hint if hint is not None and len(hint.digits) == LENGTH and hint.digits.isdigit() else None


def read_sex(draft: Draft, text: str) -> None:
    """Read L or P from a letter, a word or a census code."""
    if text in _LETTERS:
        draft.values["sex"] = text
        return
    key = re.sub(r"[^a-z0-9]", "", text.lower().replace("²", "2"))
    draft.values["sex"] = _SEXES.get(key, "")
    if draft.values["sex"]:
        return
    if key in _CODED_SEXES:
        draft.values["sex"] = _CODED_SEXES[key]
        draft.find("sex_coded", "sex", text, "kode 1/2 dibaca sebagai L/P")
    elif not text or is_placeholder(text):
        draft.find("sex_empty", "sex", text, "jenis kelamin belum diisi")
    elif near := process.extractOne(key, _LONG_SEXES, scorer=fuzz.ratio, score_cutoff=_SIMILAR):
        draft.values["sex"] = _SEXES[near[0]]
        draft.find("sex_spelling", "sex", text, "ejaan jenis kelamin diperbaiki")
    else:
        draft.find("sex_invalid", "sex", text, "jenis kelamin harus L atau P")


def read_ticks(draft: Draft, male: Value, female: Value) -> None:
    """Read L or P from two columns of which one is ticked."""
    ticks = (text_of(male), text_of(female))
    is_male, is_female = (tick not in _NOT_TICKED for tick in ticks)
    if is_male and is_female and _CROSSES & set(ticks):
        is_male, is_female = (tick not in _CROSSES for tick in ticks)
    draft.values["sex"] = {(True, False): "L", (False, True): "P"}.get((is_male, is_female), "")
    if not is_male and not is_female:
        draft.find("sex_empty", "sex", "", "kolom L dan P dua-duanya kosong")
    elif is_male and is_female:
        draft.find("sex_invalid", "sex", " / ".join(ticks), "kolom L dan P dua-duanya terisi")


def read_telephone(draft: Draft, value: Value) -> None:
    """Read a telephone number; a lost leading zero is form only."""
    text = text_of(value)
    if text.isascii() and text.isdigit() and MOBILE.fullmatch(text):
        draft.values["phone"] = text if text[0] == "0" else f"0{text}"
        return
    draft.values["phone"] = ""
    if not text:
        return
    if is_placeholder(text):
        draft.find("phone_placeholder", "phone", text, "belum ada nomor telepon")
        return
    reading = read_phone(text)
    draft.values["phone"] = reading.digits
    if reading.problem is not None:
        draft.find(f"phone_{reading.problem.value}", "phone", text, reading.problem.text)


def read_regency(draft: Draft, text: str, nik: Nik | None, *, only_regencies: bool) -> None:
    """Read a regency or city; "Kupang" alone is settled by where the NIK was registered, and told."""
    match = match_regency(text, RegionKind.REGENCY if only_regencies else None)
    if match.kind is MatchKind.AMBIGUOUS:
        _settle_regency(draft, text, match, nik)
        return
    _set_regency(draft, match.region, text)
    if match.kind is MatchKind.SPELLING:
        draft.find("regency_spelling", "regency", text, "ejaan kabupaten/kota diperbaiki")
    elif match.kind is MatchKind.UNKNOWN:
        draft.find("regency_unknown", "regency", text, "kabupaten/kota tidak dikenal")


def _set_regency(draft: Draft, region: Region | None, text: str) -> None:
    draft.values["regency"] = str(region) if region else print_place(text)
    draft.values["regency_code"] = region.code if region else ""


def _settle_regency(draft: Draft, text: str, match: RegionMatch, nik: Nik | None) -> None:
    registered = [place for place in match.candidates if nik is not None and place.code == nik.regency_code]
    _set_regency(draft, registered[0] if registered else None, text)
    names = " atau ".join(map(str, match.candidates))
    how = "dipilih menurut NIK" if registered else "pilih salah satu"
    draft.find("regency_ambiguous", "regency", text, f"dapat berarti {names}; {how}")


class PlainColumn(NamedTuple):
    """How a column of plain text is read: key and label of its field, its writing, whether "-" is told."""

    key: str
    label: str
    written: Callable[[str], str] | None
    told: bool


def plain_column(field: Field) -> PlainColumn:
    """Return how a field of plain text is read."""
    return PlainColumn(field.value, field.label.lower(), _WRITTEN.get(field), field in _TOLD_PLACEHOLDERS)


def read_plain(draft: Draft, column: PlainColumn, text: str) -> None:
    """Read a text as it stands, in the letter case of print where it is a name."""
    draft.values[column.key] = column.written(text) if column.written and text else text
    if column.told and 0 < len(text) <= LONGEST_MARK and is_placeholder(text):
        draft.values[column.key] = ""
        draft.find(f"{column.key}_placeholder", column.key, text, f"{column.label} belum ada")


def split_address(draft: Draft) -> None:
    """Take RT and RW, which have a field of their own, out of an address: "RT/RW 003/008", "RT 3 RW 8"."""
    found = _RT_RW.search(draft.values.get("address", ""))
    if found:
        draft.values["rt_rw"] = f"{found[1] or found[3]}/{found[2] or found[4]}"
        address = draft.values["address"]
        kept = f"{address[: found.start()].rstrip(' ,')} {address[found.end() :].lstrip(' ,')}"
        draft.values["address"] = kept.strip()


def _account_digits(text: str) -> str:
    return re.sub(r"[\s.\-]", "", text)


_WRITTEN: dict[Field, Callable[[str], str]] = {
    Field.PLACE: print_place,
    Field.BUSINESS: print_business,
    Field.HOLDER: print_person,
    Field.ACCOUNT: _account_digits,
    Field.NPWP: _account_digits,
    Field.NIB: _account_digits,
}
_TOLD_PLACEHOLDERS = frozenset((Field.PLACE, Field.BUSINESS))
