"""Names of people, places and businesses as they are printed: letter case, apostrophes, titles."""

from __future__ import annotations

import re

# Titles whose usual writing letter case alone does not give back: "DRA." is "Dra.", "S.PD" is "S.Pd".
_BEFORE_NAME = "Dr Drs Dra Ir Prof Hj H KH Tn Ny Sdr Sdri Rm Pdt Br Sr Apt Ns"
_AFTER_NAME = (
    "SPd SPdI SPdK SPdSD SE SH SHut SAg STh SFil SSos SIP SIKom SKom ST STr STP SP SPt SPi SSi SSn SS SKep "
    "SFarm SKed SKM SST SGz SPsi SAk SAP SDs SArs MPd MSi MM MH MHum MKes MKom MT ME MSc MA MAP MAk MTh MAg "
    "MP MSn MKn MBA PhD AMd AMdKeb AMdKep AMdKom AMdPar AMa AMaPd Pr"
)
_PREFIXES = {title.lower(): title for title in _BEFORE_NAME.split()}
_SUFFIXES = {title.lower(): title for title in _AFTER_NAME.split()}
_ABBREVIATIONS = "UD CV PT PD TB KUB KUD KWT KSU UKM IKM UMKM UPPKS PKK LKP BUMDES UMK KSP NTT TTS TTU SBD"
_APOSTROPHES = str.maketrans({**dict.fromkeys("’‘`´ʼʻ′＇", "'"), **dict.fromkeys("‐‑‒−", "-")})
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202c\xad"))
_WORD = re.compile(r"[^\s,;/]+")
_NOT_LETTERS = re.compile(r"\W+")
_INNER_DOT = re.compile(r"\w\.\w")
_SECOND_CAPITAL = re.compile(r"^([DOL]')([a-z])(?=[a-z])")
_HYPHEN = re.compile(r"([-–])")
_ORDINALS = frozenset(("II", "III", "IV"))
_VOWEL = re.compile(r"[AEIOU]")
_ROMAN = re.compile(r"[IVX]{2,5}")


def tidy(text: str) -> str:
    """Return a text with single blanks, plain apostrophes and hyphens, and nothing invisible in it."""
    if not text.isascii() or "`" in text:
        text = text.translate(_INVISIBLE).translate(_APOSTROPHES)
    return " ".join(text.split())


def person_name(text: str) -> str:
    """Return a person's name in the letter case of print; a name in mixed case is kept as written.

    Titles stay and take their usual writing: "DRA. MARIA BRIA, S.PD" is "Dra. Maria Bria, S.Pd".
    """
    return print_person(tidy(text))


def print_person(text: str) -> str:
    """Return what `person_name` does, of a text that is tidy already."""
    name = text.strip(" ,;")
    # Most names: no title, no apostrophe, not the third of that name.
    if name.replace(" ", "").isalpha() and not name.upper().endswith((" II", " III", " IV")):
        return name.title() if name.isupper() or name.islower() else name
    before, comma, after = name.partition(",")
    if _is_one_case(before):
        before = _WORD.sub(lambda found: _name_word(found[0]), before)
    if after.isupper() or after.islower():
        after = _WORD.sub(lambda found: _suffix(found[0]) or _cased(found[0]), after)
    return before + comma + after


def _is_one_case(name: str) -> bool:
    """Tell whether a name is written in capitals, or in small letters, its titles apart."""
    plain = " ".join(word for word in name.split() if not _INNER_DOT.search(word) and not _prefix(word))
    return plain.isupper() or plain.islower()


def _name_word(word: str) -> str:
    if word.upper() in _ORDINALS:
        return word.upper()
    title = _prefix(word) or (_suffix(word) if _INNER_DOT.search(word) else None)
    return title or ".".join(map(_cased, word.split(".")))


def _prefix(word: str) -> str | None:
    """Return a title that stands before a name in its usual writing: with its dot, or a known bare form."""
    if "." not in word and len(word) < len("Drs"):
        return None
    return _written(word, _PREFIXES)


def _suffix(word: str) -> str | None:
    return _written(word, _SUFFIXES)


def _written(word: str, titles: dict[str, str]) -> str | None:
    """Return the title's letters with the dots the word was written with."""
    title = titles.get(_NOT_LETTERS.sub("", word).lower())
    if title is None:
        return None
    letters = iter(title)
    return "".join(next(letters) if char.isalnum() else char for char in word)


def _cased(word: str) -> str:
    """Capitalise a word and its parts after a hyphen: "SO'E" is "So'e", "D'ORNAY" is "D'Ornay"."""
    parts = [part.capitalize() for part in _HYPHEN.split(word)]
    return "".join(_SECOND_CAPITAL.sub(lambda found: found[1] + found[2].upper(), p) for p in parts)


def place_name(text: str) -> str:
    """Return a place's name in the letter case of print: "SO'E" is "So'e"; mixed case is kept."""
    return print_place(tidy(text))


def print_place(text: str) -> str:
    """Return what `place_name` does, of a text that is tidy already."""
    name = text.strip(" ,;:/-.")
    if name.isupper() or name.islower():
        return _WORD.sub(lambda found: _cased(found[0]), name)
    return name


def business_name(text: str) -> str:
    """Return a business's name; one in capitals is set in print case, abbreviations kept ("UD Klau")."""
    return print_business(tidy(text))


def print_business(name: str) -> str:
    """Return what `business_name` does, of a text that is tidy already."""
    if not name.isupper() or " " not in name:
        return name
    return _WORD.sub(lambda found: _business_word(found[0]), name)


def _business_word(word: str) -> str:
    bare = word.strip(".()\"'")
    kept = bare in _ABBREVIATIONS.split() or not _VOWEL.search(bare) or _ROMAN.fullmatch(bare)
    return word if kept else _cased(word)
