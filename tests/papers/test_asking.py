"""What a paper asks of the book is one text for one question, and reads back as it was asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ikm_desktop.papers.asking import asked_by, question
from ikm_desktop.papers.rows import PaperRow

_PAPER = PaperRow(
    id=1,
    entry=1,
    kind="KP",
    series=None,
    year=None,
    sequence=None,
    number=None,
    number_text="",
    letter_date=date(2020, 8, 24),
    subject="",
    party="",
    batch=None,
    state="valid",
    reason=None,
    ended=None,
)


def test_a_question_reads_back_as_asked() -> None:
    """Ids, days, words, choices; what was not asked is None, empty or not set."""
    text = question(item=7, first_day=date(2020, 8, 1), makers=(3, 4), whose="Ma’rifah", filled=True)
    asked = asked_by(replace(_PAPER, asked=text))
    assert (asked.number("item"), asked.day("first_day")) == (7, date(2020, 8, 1))
    assert (asked.numbers("makers"), asked.text("whose"), asked.is_set("filled")) == (
        (3, 4),
        "Ma’rifah",
        True,
    )
    nothing = asked_by(_PAPER)
    assert (nothing.number("item"), nothing.day("first_day"), nothing.numbers("makers")) == (None, None, ())
    assert (nothing.text("whose"), nothing.is_set("filled")) == ("", False)


def test_the_same_question_is_the_same_text() -> None:
    """In whatever order it is asked; nothing and not asked are the same."""
    assert question(item=7, place=2) == question(place=2, item=7)
    assert question(item=7, place=None, filled=False) == question(item=7)
    assert question(item=7) != question(item=8)
