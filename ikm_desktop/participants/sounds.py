"""How a name sounds: old and new spellings, doubled letters and titles make no difference.

Names in this province are written by whoever fills in the form: Djuliana and Yuliana, Soesana and Susana,
Fransisca and Fransiska, Theodorus and Teodorus are one name each. Source of the old letters: the spellings of
1901 (van Ophuijsen) and 1972 (Ejaan yang Disempurnakan): oe/u, dj/j, j/y, tj/c, sj/sy, nj/ny, ch/kh.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ikm_desktop import words

_TITLES = frozenset(
    "dr drs dra ir prof hj h kh tn ny sdr sdri bpk ibu bapak nn rm pdt br sr apt ns almh alm "
    "spd se sh st sp skm skep sag sth ssos sip skom mpd msi mm mh mkes amd ama ma bin binti".split()
)
_SAME = dict.fromkeys(("moh", "mohd", "muh", "mochamad", "mochammad", "mohamad", "mohammad"), "muhammad")
"""Words written in many ways that no letter explains."""
_NO_APOSTROPHES = dict.fromkeys(map(ord, "'`"))
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_WORDS = re.compile(r"[^\s,;/\-]+")
_STEPS = tuple(
    (re.compile(old), new)
    for old, new in (
        ("oe|ou", "u"),
        ("tj", "c"),
        ("ij(?![aeou])", "y"),
        ("dj|j", "y"),
        ("sch|sj|sy(?=[aeou])|sh", "s"),
        ("nj", "ny"),
        ("ch(?=[^aeiourly])", "h"),
        ("ch|kh|ck|q", "k"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("(?<=a)w(?![aeiouy])", "u"),
        ("ph|v|w", "f"),
        ("x", "ks"),
        ("z", "s"),
        ("h", ""),
        ("ee|ie", "i"),
        ("(?<=[bdfgklmnprst])y", "i"),
        ("ei|ai(?!.)|ay(?!.)", "e"),
        ("(?<=[aeou])i(?=[aeou])", "y"),
        ("(?<=i)y(?=[aeou])|(?<=[aeou])y(?![aeou])", ""),
        ("(?<=.)d(?!.)", "t"),
        ("(?<=.)b(?!.)", "p"),
        (r"(.)\1+", r"\1"),
    )
)
_NEAR = 84
"""Per cent of RapidFuzz's ratio of two sounds that still may be one name with a letter mistyped."""
_LONG_ENOUGH = 5
"""Letters below which one letter apart makes another name (Ani, Adi)."""


def letters_of(text: str) -> str:
    """Return a text in small letters without accents and apostrophes."""
    return words.folded(text).translate(_NO_APOSTROPHES)


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """Return how one word sounds, as letters; words that sound alike have the same."""
    bare = _NOT_LETTERS.sub("", letters_of(word))
    sound = _SAME.get(bare, bare)
    for pattern, new in _STEPS:
        sound = pattern.sub(new, sound)
    return sound


@lru_cache(maxsize=50_000)
def sounds_of(name: str) -> tuple[str, ...]:
    """Return how the words of a name sound, in alphabetical order, titles left out.

    A name that is nothing but titles keeps them.
    """
    found = [(word, sound_of(word)) for word in _WORDS.findall(name)]
    named = [
        sound for word, sound in found if sound and _NOT_LETTERS.sub("", letters_of(word)) not in _TITLES
    ]
    return tuple(sorted(named or [sound for _, sound in found if sound]))


def likeness(one: str, other: str) -> int:
    """Return how much two names sound like one, 0 … 100.

    100: the same words in any order. Each word of the shorter name must have its own in the longer: the same
    sound, an initial of it, or one letter apart in a long word; a word more or less takes something off.
    0 where a word of the shorter has none, or only initials agree.
    """
    return sounds_alike(sounds_of(one), sounds_of(other))


def sounds_alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return `likeness` of names whose sounds are known."""
    if one == other:
        return 100 if one else 0
    short, long = sorted((one, other), key=lambda sounds: (len(sounds), sounds))
    if not short:
        return 0
    left, found, whole = list(long), 0.0, 0
    for word in sorted(short, key=len, reverse=True):
        best, at = max(((_alike(word, there), no) for no, there in enumerate(left)), default=(0.0, -1))
        if not best:
            return 0
        whole += len(word) > 1 and len(left[at]) > 1
        found += best
        del left[at]
    if not whole or (len(short) == 1 and len(long) > 1):
        return 0
    return int(found * 100 / (len(short) + 0.25 * len(left)))


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.7 if one[:1] == other[:1] else 0.0
    if min(len(one), len(other)) < _LONG_ENOUGH:
        return 0.0
    from rapidfuzz import fuzz

    ratio = fuzz.ratio(one, other)
    return ratio / 100 if ratio >= _NEAR else 0.0
