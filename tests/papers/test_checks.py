"""What is told of a content before it is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums, unprintable_letters, unprintable_notices
from ikm_desktop.papers.fonts import printable, unprintable
from tests.papers import samples


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
