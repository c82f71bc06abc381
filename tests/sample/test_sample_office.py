"""The CONTOH office: a story that holds together, on papers that can be shown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from ikm_desktop.goods.conservation import conservation
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.papers.archive import IssuedPaper, issued_bytes, issued_papers
from tests.factories.sample_office import the_sample
from tests.papers import pages


@pytest.fixture
def office() -> Iterator[Office]:
    """The sample office, only to be read."""
    with book.at_work(the_sample(), read_only=True) as found:
        yield found


def column(office: Office, question: str) -> list[object]:
    """Return the answers of the book, one a row."""
    with office.reading() as connection:
        return list(connection.exec_driver_sql(question).scalars())


def papers(office: Office, kind: str = "") -> list[tuple[IssuedPaper, bytes]]:
    """Return the issued papers (of a kind) with their bytes."""
    with office.reading() as connection:
        found = issued_papers(connection, kind=kind or None)
        return [(one, issued_bytes(connection, one.paper)) for one in found]


def test_the_book_is_sound(office: Office) -> None:
    """All twenty checks pass, and nothing of the goods is unexplained."""
    assert check(office) == ()
    with office.reading() as connection:
        found = conservation(connection)
    assert (len(found.materials), len(found.products)) == (16, 4)  # batch IV has not delivered yet
    assert found.unexplained == 0


def test_its_clock_stands_on_its_own_day(office: Office) -> None:
    """Today is the last day of its story, whatever the computer's calendar says."""
    assert office.clock.now().date() == date(2020, 8, 28)
    assert max(str(day) for day in column(office, "SELECT entered_on FROM act")) == "2020-08-28"


def test_the_office_works_on_weekdays(office: Office) -> None:
    """No act and no letter falls on a Saturday or Sunday."""
    days = {
        *column(office, "SELECT entered_on FROM act WHERE entry > 1"),
        *column(office, "SELECT letter_date FROM paper"),
        *column(office, "SELECT day FROM session"),
    }
    assert [day for day in sorted(map(str, days)) if date.fromisoformat(day).weekday() > 4] == []


def test_nobody_in_it_can_exist(office: Office) -> None:
    """Every person, official and institution says CONTOH; every NIK lies in district 99."""
    names = column(office, "SELECT name FROM participant UNION SELECT name FROM signatory")
    assert all("CONTOH" in str(name) for name in names)
    assert {str(nik)[4:6] for nik in column(office, "SELECT nik FROM participant")} == {"99"}
    institutions = column(office, "SELECT name FROM place WHERE id IN (SELECT place FROM institution)")
    assert all("CONTOH" in str(name) for name in institutions)


def test_the_whole_chain_is_in_it(office: Office) -> None:
    """Bought, handed out, taken back, received, paid, given away, voided, reversed; one letter unsigned."""
    kinds = set(column(office, "SELECT kind FROM voucher"))
    assert kinds == {"purchase", "supply", "return", "delivery", "payment", "distribution", "reversal"}
    states = Counter(column(office, "SELECT state FROM prepared WHERE kind = 'distribution'"))
    assert (states["void"], states["prepared"]) == (1, 1)
    assert set(column(office, "SELECT kind FROM paper JOIN issued ON issued.paper = paper.id")) == {
        "TTB",
        "BAST-L",
        "KUI-UP",
        "KUI-LS",
        "SERT",
    }
    assert "rejected" in column(office, "SELECT source FROM lot")


def test_an_assessed_batch_has_passed(office: Office) -> None:
    """Certificates of batch III say "telah lulus" and a predicate, those of I and II "telah mengikuti"."""
    for one, pdf in papers(office, "SERT"):
        text = pages.text_of(pdf)
        passed = "Angkatan III," in text
        assert ("telah lulus" in text) == passed
        assert ("telah mengikuti" in text) != passed
        assert bool(re.search(r"dengan predikat (Sangat )?Baik|Cukup", text)) == passed, one.file_name


_UNWANTED = re.compile(
    r"None|TODO|Lorem|null|undefined|[{}<]|\bNaN\b|\bNIP *[:.]?\s*$|\(\)|, ,|;;|(?<!\.)\.\.(?!\.)"
    r"|\b(?:the|and|of|from|Name|Date|Number|Page|Total|Signature)\b",
    re.MULTILINE,
)


@pytest.mark.slow
def test_every_paper_can_be_shown(office: Office) -> None:
    """On every page words stand apart, clear of edges and footer, marked CONTOH, Indonesian, none missing."""
    shown = papers(office)
    assert len(shown) > 90
    for one, pdf in shown:
        assert pages.unembedded_fonts(pdf) == [], one.file_name
        for page in pages.read(pdf):
            wrong = (
                [*pages.overlaps(page), *pages.outside(page, 20, 277)]
                if one.kind == "SERT"
                else pages.faults(page, footer=11.6 if one.kind == "TTB" else 12.6)
            )
            assert wrong == [], one.file_name
            assert "CONTOH" in page.text
            assert _UNWANTED.findall(page.text) == [], one.file_name


def test_the_search_for_unwanted_words_finds_them() -> None:
    """It would notice an empty NIP, a placeholder, a forgotten name and an English word."""
    for text in (
        "NIP :",
        "NIP\n",
        "Toko.. ",
        "kegiatan {kegiatan}",
        "Nama None",
        "Page 1",
        "Jalan 1, , Kupang",
        "()",
    ):
        assert _UNWANTED.search(text), text
    assert not _UNWANTED.search("NIP 19780099 200399 2 000, Rp1.000 … (dua) ......")


def test_kuitansi_stay_on_one_page(office: Office) -> None:
    """UP and LS always, also for six materials or two receipts."""
    for kind in ("KUI-UP", "KUI-LS"):
        assert {one.pages for one, _ in papers(office, kind)} == {1}


def test_a_list_leaves_out_who_was_absent(office: Office) -> None:
    """Batch II's list has nineteen rows: one was absent and nobody prints as zeros."""
    (text,) = [pages.text_of(pdf) for one, pdf in papers(office, "TTB") if "Angkatan-II-" in one.file_name]
    assert "19 (sembilan belas) peserta" in text
    assert "Lusia Goreti CONTOH" not in text
    assert "Tanda Terima Bahan Nomor: 530/002/DPP/VIII/2020, Angkatan II (lanjutan)" in text
