"""What is told of a content before it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums, unprintable_letters, unprintable_notices
from ikm_desktop.papers.fonts import printable, unprintable
from tests.papers import samples
from tests.papers.every_kind import KINDS


@pytest.mark.parametrize("paper", samples.ALL.values(), ids=samples.ALL.keys())
def test_right_sums_are_not_remarked_on(paper: c.Content) -> None:
    """Every sample adds up."""
    assert check_sums(paper) == ()


def test_wrong_sums_are_told() -> None:
    """Each total that differs from its rows is named with both figures."""
    assert check_sums(samples.handover(total=1)) == ("JUMLAH: 1, baris berjumlah 5580000",)
    assert check_sums(samples.handover(total=None, values=c.NO_VALUE)) == ()
    paper = samples.receipt_list(2, 1)
    wrong = replace(paper, materials=(replace(paper.materials[0], total=5),))
    assert check_sums(wrong) == ("Kain katun: 5, baris berjumlah 14000",)
    short = replace(paper, rows=(replace(paper.rows[0], quantities=()),))
    assert check_sums(short) == ("Adelina Contoh: 0 jumlah untuk 1 bahan",)
    strip = c.TaxStrip(gross=10, tax=3, net=8)
    assert check_sums(samples.receipt_up(strip=strip)) == (
        "Jumlah bruto: 10, jumlah uang 400000",
        "Jumlah diterima: 8, bruto dikurangi pajak 7",
    )
    assert check_sums(samples.certificates(total_hours=39)) == (
        "Jumlah jam pelajaran: 39, mata pelatihan berjumlah 40",
    )


def test_a_letter_whose_price_times_quantity_is_another_amount_is_told() -> None:
    """Of each row, also where a quantity has thousands or decimals; what is no whole rupiah goes down."""

    def told(quantity: str, price: int | None, amount: int) -> tuple[str, ...]:
        row = replace(samples.goods(1)[0], quantity=quantity, unit_price=price, amount=amount)
        return check_sums(samples.handover(rows=(row,), total=amount))

    assert told("1.234", 5_000, 6_170_000) == ()
    assert told("7,005", 10_001, 70_057) == ()
    assert told("7,005", None, 70_058) == ()
    assert told("7,005", 10_001, 70_058) == ("Masker kain nonmedis dewasa: 70058, jumlah kali harga 70057",)


def test_wrong_payments_and_deliveries_are_told() -> None:
    """Each row's arithmetic and each total."""
    paper = samples.payment_list(1, gross=1)
    assert check_sums(paper) == ("Jumlah bruto: 1, baris berjumlah 485000",)
    row = replace(paper.rows[0], tax=5, unit_price=1)
    told = check_sums(replace(paper, gross=485_000, tax=5, rows=(row,)))
    assert told == (
        "Adelina Contoh: 485000, bruto dikurangi pajak 484995",
        "Adelina Contoh: 485000, jumlah kali harga 97",
    )
    delivery = samples.inspection(1)
    lost = replace(delivery, rows=(replace(delivery.rows[0], rejected=2),))
    assert check_sums(lost) == (
        "Adelina Contoh: 100, diterima dan ditolak 99",
        "Ditolak: 3, baris berjumlah 2",
    )


def test_letters_that_cannot_be_printed_are_told() -> None:
    """Found wherever they stand, in the order met."""
    paper = replace(samples.certificates(), holders=(samples.holder(name="漢 Contoh 字"),))
    assert unprintable_letters(paper) == ("漢", "字")
    assert unprintable_letters(samples.handover()) == ()


def test_what_steers_other_letters_is_left_out_and_what_has_no_glyph_is_told() -> None:
    """Joiners and directions vanish; emoji old and new, private signs and Hebrew are "?" and told."""
    text = "A\u200dB\ufe0f \u202ec\u202c\u3000d 😀\U0001fae8\ue000 אב"
    assert printable(text) == "AB c d ??? ??"
    assert unprintable([text]) == ("😀", "\U0001fae8", "\ue000", "א", "ב")
    assert unprintable_notices(samples.handover(place="Kupang")) == []
    (notice,) = unprintable_notices(samples.handover(place="Kupang 😀"))
    assert notice.text == (
        "Tidak ada dalam huruf surat dan tercetak sebagai tanda tanya: 😀. Perbaiki ejaannya."
    )


NO_SUMS = frozenset(
    {"meterai", "version", "per", "decimals", "material_per", "material_decimals"}
    | {"fiscal_year", "number", "start", "end"}
)
"""Figures that nothing on the page adds up: rates, units, years, which boxes a ribbon joins."""
OF_THE_JOURNAL = {
    "BAST-L tanpa nilai": {"rows.unit_price", "rows.amount"},
    "TTB seorang": {"rows.quantity", "rows.value"},
    "BAPH": {"rows.quantity"},
    "BAP": {"value"},
    "LH": {"rows.book"},
    "LJ": {"boxes.quantity", "ribbons.quantity"},
    "KUI-LS": {"amount"},
    "SERT": {"holders.attended", "holders.percent", "minutes_per_hour"},
}
"""Figures that stand once on the page, so that only the book (`reports.agreement`) can contradict them."""


@pytest.mark.parametrize("name", KINDS)
def test_one_more_in_any_figure_is_told(name: str) -> None:
    """Every sum of every kind: neither one more than its rows nor one more in a row is passed over."""
    paper: Any = KINDS[name].made(3)
    assert check_sums(paper) == ()
    missed = {
        named
        for path in _figures(paper)
        if not check_sums(_one_more(paper, path)) and path[-1] not in NO_SUMS
        for named in [".".join(part for part in path if isinstance(part, str))]
    }
    assert missed == OF_THE_JOURNAL.get(name, set())


Path = tuple[str | int, ...]


def _figures(value: Any, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401 -- walks any content
    """Return where whole numbers stand in a content; of rows only in the first."""
    if isinstance(value, int) and not isinstance(value, bool):
        yield path
    elif isinstance(value, tuple):
        for i, part in enumerate(value[:1] if value and is_dataclass(value[0]) else value):
            yield from _figures(part, (*path, i))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _figures(getattr(value, field.name), (*path, field.name))


def _one_more(value: Any, path: Path) -> Any:  # noqa: ANN401
    """Return the content with one more at a place."""
    if not path:
        return value + 1
    first, rest = path[0], path[1:]
    if isinstance(first, int):
        return (*value[:first], _one_more(value[first], rest), *value[first + 1 :])
    return replace(value, **{first: _one_more(getattr(value, first), rest)})
