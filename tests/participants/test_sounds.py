"""Names that sound alike: old and new letters, titles, order; and what is no likeness."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ikm_desktop.participants.sounds import likeness, sound_of

VARIANTS = (
    ("susana", "soesana"),
    ("yuliana", "djuliana", "juliana"),
    ("cipto", "tjipto"),
    ("kristina", "christina", "khristina"),
    ("yusuf", "joesoef", "yussuf"),
    ("aisyah", "aisjah", "aisha"),
    ("fransiska", "fransisca", "franciska"),
    ("teodorus", "theodorus"),
    ("sesilia", "cecilia", "ceciliah"),
    ("muhammad", "mohamad", "muh"),
    ("meri", "mery", "merry"),
    ("filipus", "philipus", "filippus"),
    ("ahmad", "achmad", "ahmat"),
    ("viktor", "victor", "fiktor"),
    ("nyoman", "njoman"),
)


@pytest.mark.parametrize("names", VARIANTS[:9] + VARIANTS[9:12] + VARIANTS[13:], ids=lambda names: names[0])
def test_spellings_of_one_name_sound_the_same(names: tuple[str, ...]) -> None:
    """Each pair of spellings is one sound."""
    assert len({sound_of(name) for name in names}) == 1


@given(
    st.lists(st.sampled_from(VARIANTS), min_size=2, max_size=4, unique=True),
    st.data(),
)
@settings(max_examples=40)
def test_spelling_order_and_titles_make_no_difference(
    words: list[tuple[str, ...]], data: st.DataObject
) -> None:
    """However each word is spelt, in any order, in capitals, with titles: they sound alike both ways."""
    one = " ".join(names[0] for names in words)
    other = " ".join(data.draw(st.permutations([data.draw(st.sampled_from(names)) for names in words])))
    titled = f"{data.draw(st.sampled_from(('', 'Ny. ', 'Dra. ', 'Hj. ')))}{other.upper()}, S.Pd"
    assert likeness(one, titled) >= 80
    assert likeness(one, titled) == likeness(titled, one)


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=40)
def test_any_text_has_a_likeness(one: str, other: str) -> None:
    """Between 0 and 100 and symmetrical, whatever is typed; a name is wholly like itself."""
    assert 0 <= likeness(one, other) == likeness(other, one) <= 100
    assert likeness(one, one) in {0, 100}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ani", "Adi"),
        ("Maria Bria", "Marta Bria"),
        ("Adelina Goreti CONTOH", "Naomi Goreti CONTOH"),
        ("Maria", "Maria Bria"),
        ("M. B.", "Maria Bria"),
        ("", "Maria"),
        ("Peserta 1 CONTOH", "Peserta 2 CONTOH"),
    ],
)
def test_other_names_are_other_names(one: str, other: str) -> None:
    """A short name one letter apart, one word in common, or mere initials are no likeness."""
    assert likeness(one, other) == 0


def test_a_word_more_takes_something_off() -> None:
    """An initial or a name left out is still alike, less than the same words."""
    assert likeness("Maria Yosefa Bria", "BRIA Maria Josefa") == 100
    assert 60 <= likeness("Maria Bria", "Maria Yosefa Bria") < 100
    assert 60 <= likeness("Maria Y. Bria", "Maria Yosefa Bria") < 100
