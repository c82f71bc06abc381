"""Indonesian words and figures: dates, numbers, money, terbilang, identity numbers.

The one place where a value becomes text for paper and screen. Pure functions of plain values;
imports nothing of ours. Spelling follows the office's papers: "Jumat", "s.d.", thousands with a
dot, decimals with a comma, a minus that is U+2212 (a hyphen is lost beside a digit on a photocopy).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time
from functools import lru_cache

MINUS = "\N{MINUS SIGN}"

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

LARGEST_TERBILANG = 999_999_999_999_999
LARGEST_ROMAN = 3999

_ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES = ((1_000_000_000_000, "triliun"), (1_000_000_000, "miliar"), (1_000_000, "juta"))
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


# Dates


def day_name(day: date) -> str:
    """Name the day of the week: "Senin" … "Minggu"."""
    return DAYS[day.weekday()]


def month_name(month: int) -> str:
    """Name a month 1 … 12: "Agustus". Raises ValueError outside."""
    if not 1 <= month <= len(MONTHS):
        raise ValueError(f"month {month} is not in 1 … 12")
    return MONTHS[month - 1]


def month_year(day: date) -> str:
    """Write the month of a day: "Agustus 2020"."""
    return f"{month_name(day.month)} {day.year}"


def quarter_name(day: date) -> str:
    """Name the quarter of a day: "Triwulan III 2020"."""
    return f"Triwulan {roman((day.month + 2) // 3)} {day.year}"


def long_date(day: date) -> str:
    """Write a date as it stands in text: "24 Agustus 2020"."""
    return f"{day.day} {month_year(day)}"


def short_date(day: date) -> str:
    """Write a date as it stands in tables and brackets: "24-08-2020"."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def date_in_words(day: date) -> str:
    """Write a date as a berita acara opens: words in Title Case, then the short date in brackets.

    "Senin, tanggal Dua Puluh Empat, bulan Agustus, tahun Dua Ribu Dua Puluh (24-08-2020)".
    """
    return (
        f"{day_name(day)}, tanggal {terbilang_title(day.day)}, bulan {month_name(day.month)}, "
        f"tahun {terbilang_title(day.year)} ({short_date(day)})"
    )


def date_range(first: date, last: date) -> str:
    """Write a span of days as in a field: "3 s.d. 7 Agustus 2020"; a single day stands alone."""
    return _date_range(first, last, "s.d.")


def date_range_in_sentence(first: date, last: date) -> str:
    """Write a span of days as in a sentence: "3 sampai dengan 7 Agustus 2020"."""
    return _date_range(first, last, "sampai dengan")


def _date_range(first: date, last: date, until: str) -> str:
    if last < first:
        raise ValueError(f"the span ends on {last}, before it begins on {first}")
    if first == last:
        return long_date(last)
    if first.year != last.year:
        begin = long_date(first)
    elif first.month != last.month:
        begin = f"{first.day} {month_name(first.month)}"
    else:
        begin = str(first.day)
    return f"{begin} {until} {long_date(last)}"


def clock_time(moment: time, zone: str = "WITA") -> str:
    """Write a time of day with its zone: "09.00 WITA"."""
    return f"{moment.hour:02d}.{moment.minute:02d} {zone}"


# Figures


def number(value: int) -> str:
    """Write a whole number with dots between thousands: "1.234.567", "−5"."""
    sign = MINUS if value < 0 else ""
    return sign + f"{abs(value):,}".replace(",", ".")


def decimal_number(scaled: int, decimals: int) -> str:
    """Write a number given in units of its last decimal: (700, 2) is "7,00", (−50, 2) "−0,50".

    decimals: how many digits follow the comma, 0 or more; with 0 there is no comma.
    """
    if decimals < 0:
        raise ValueError(f"{decimals} decimals")
    if decimals == 0:
        return number(scaled)
    whole, part = divmod(abs(scaled), 10**decimals)
    sign = MINUS if scaled < 0 else ""
    return f"{sign}{number(whole)},{part:0{decimals}d}"


def scaled_number(value: int, per: int, decimals: int = 0) -> str:
    """Write a quantity of smallest units in its shown unit: (7000, 1000, 2) is "7,00".

    per: smallest units in one shown unit, a divisor of a power of ten (1, 10, 1000, …).
    decimals: shown at least; more only where the value needs them: (7005, 1000, 2) is "7,005".
    Raises ValueError where no finite decimal says it exactly (a third of a dozen).
    """
    for shown in range(decimals, decimals + 13):
        scaled, rest = divmod(abs(value) * 10**shown, per)
        if rest == 0:
            return decimal_number(-scaled if value < 0 else scaled, shown)
    raise ValueError(f"{value}/{per} has no finite decimal form")


def rupiah(amount: int) -> str:
    """Write whole rupiah for screen and short lines: "Rp1.234.567", "−Rp500"."""
    return (MINUS if amount < 0 else "") + "Rp" + number(abs(amount))


def rupiah_full(amount: int) -> str:
    """Write whole rupiah as in sentences and on a kuitansi: "Rp1.234.567,00"."""
    return rupiah(amount) + ",00"


def roman(value: int) -> str:
    """Write 1 … 3999 in Roman numerals, as letter numbers write the month: 8 is "VIII"."""
    if not 1 <= value <= LARGEST_ROMAN:
        raise ValueError(f"{value} has no Roman numeral")
    text = ""
    for size, letters in _ROMAN:
        times, value = divmod(value, size)
        text += letters * times
    return text


# Numbers in words


def terbilang(value: int) -> str:
    """Spell a whole number 0 … 999 999 999 999 999 in lower case: 1_001_000 is "satu juta seribu".

    A thousand by itself, or after larger parts, is "seribu"; a million is "satu juta".
    Raises ValueError outside the range.
    """
    if not 0 <= value <= LARGEST_TERBILANG:
        raise ValueError(f"{value} is not in 0 … {LARGEST_TERBILANG}")
    return " ".join(_spelled(value)) or _ONES[0]


def terbilang_title(value: int) -> str:
    """Spell a number in Title Case, as dates and kuitansi do: "Dua Puluh Empat"."""
    return terbilang(value).title()


def rupiah_in_words(amount: int) -> str:
    """Spell whole rupiah as in a sentence: "lima juta lima ratus delapan puluh ribu rupiah"."""
    return f"{terbilang(amount)} rupiah"


def rupiah_in_words_title(amount: int) -> str:
    """Spell whole rupiah as on a kuitansi: "Empat Ratus Ribu Rupiah"."""
    return rupiah_in_words(amount).title()


def counted(value: int) -> str:
    """Write a count with its words: "97 (sembilan puluh tujuh)"."""
    return f"{number(value)} ({terbilang(value)})"


def _spelled(value: int) -> list[str]:
    """Return the words of a number; none for zero."""
    words: list[str] = []
    for size, name in _SCALES:
        count, value = divmod(value, size)
        if count:
            words += [*_below_thousand(count), name]
    thousands, value = divmod(value, 1000)
    if thousands == 1:
        words.append("seribu")
    elif thousands:
        words += [*_below_thousand(thousands), "ribu"]
    return words + _below_thousand(value)


def _below_thousand(value: int) -> list[str]:
    """Return the words of 0 … 999; none for zero."""
    hundreds, rest = divmod(value, 100)
    if hundreds == 1:
        return ["seratus", *_below_hundred(rest)]
    if hundreds:
        return [_ONES[hundreds], "ratus", *_below_hundred(rest)]
    return _below_hundred(rest)


def _below_hundred(value: int) -> list[str]:
    """Return the words of 0 … 99; none for zero."""
    if value == 0:
        return []
    if value < len(_ONES):
        return [_ONES[value]]
    tens, ones = divmod(value, 10)
    if tens == 1:
        return [_ONES[ones], "belas"]
    return [_ONES[tens], "puluh", *_below_hundred(ones)]


# Identity numbers


def masked_nik(nik: str) -> str:
    """Hide the middle of a NIK: the first four and last two digits stay, "5371**********01".

    Anything of six characters or fewer is hidden whole; an empty text stays empty.
    Source: UU 27/2022 (personal data); the full NIK stands on payment papers only.
    """
    head, tail = nik[:4], nik[-2:]
    hidden = len(nik) - len(head) - len(tail)
    return head + "*" * hidden + tail if hidden > 0 else "*" * len(nik)


def nip(digits: str) -> str:
    """Group the 18 digits of an official's NIP 8 6 1 3; anything else is returned as typed."""
    bare = digits.replace(" ", "")
    parts = re.fullmatch(r"(\d{8})(\d{6})(\d)(\d{3})", bare)
    return " ".join(parts.groups()) if parts else digits


def npwp(digits: str) -> str:
    """Print a 15-digit NPWP as 99.999.999.9-999.999; the 16-digit form and others as typed."""
    parts = re.fullmatch(r"(\d{2})(\d{3})(\d{3})(\d)(\d{3})(\d{3})", digits)
    return "{}.{}.{}.{}-{}.{}".format(*parts.groups()) if parts else digits


def folded(text: str) -> str:
    """Return a text for comparing: small letters without accents, apostrophes made plain."""
    if text.isascii():
        return text.lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return plain.casefold().replace("’", "'").replace("‘", "'")


def has_all(text: str, wanted: str) -> bool:
    """Tell whether all words of a text occur in another, in any order; accents and case apart.

    A word without its apostrophe, and a telephone or NIK written as people do (`bare_number`), occur too.
    """
    where = folded(text)
    if "'" in where:
        where += "\n" + where.replace("'", "")
    plain, others = _wanted(wanted)
    return all(word in where for word in plain) and all(
        any(form in where for form in forms) for forms in others
    )


@lru_cache(maxsize=64)
def _wanted(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the words of a text, and apart from them those that may stand in another form."""
    plain, others = [], []
    for word in folded(text).split():
        bare = bare_number(word)
        if bare is None:
            plain.append(word)
        elif bare:
            others.append((word, bare))
    return tuple(plain), tuple(others)


def bare_number(word: str) -> str | None:
    """Return the digits that are kept of a number typed with marks or the country's code, else None.

    "+62813-9988" and "62813…" are "0813…", "53.71.01" is "537101"; "" where the code stands alone.
    """
    digits = _MARKS.sub("", word)
    if not _TYPED_NUMBER.fullmatch(word) or len(digits) + (word[0] == "+") < _A_NUMBER:
        return None
    if digits.startswith("62") and (word[0] == "+" or len(digits) >= _A_TELEPHONE):
        return f"0{digits[2:]}" if digits != "62" else ""
    return digits if digits != word else None


_TYPED_NUMBER = re.compile(r"\+?[\d().\-]+")
_MARKS = re.compile(r"\D")
_A_NUMBER, _A_TELEPHONE = 3, 10
"""Digits from which what is typed is taken for a number, and for one with the country's code."""
