"""A handover letter in Pasal form: the same sentences, under their titles."""

from __future__ import annotations

from dataclasses import replace

from ikm_desktop.papers.content import Article, Handover

OBJECT = "Objek dan Jumlah"
CLOSING = "Penutup"
_TITLES = (
    (
        "Laporan dan Biaya",
        ("laporan", "dibiayai", "biaya"),
    ),
    ("Peralihan Hak dan Tanggung Jawab", ("hak dan tanggung jawab", "milik negara", "beralih")),
    ("Keadaan Barang", ("keadaan baik", "diperiksa", "rusak")),
    ("Penggantian", ("penggantian", "pengembalian uang")),
    ("Pembayaran", ("dibayar",)),
)
"""The titles by what a sentence of theirs says; any other sentence says how the goods are used."""

USE = "Pemanfaatan"
_ORDER = (
    "Keadaan Barang",
    "Peralihan Hak dan Tanggung Jawab",
    USE,
    "Penggantian",
    "Pembayaran",
    "Laporan dan Biaya",
)


def in_articles(letter: Handover) -> Handover:
    """Return a letter with its clauses put under Pasal 1 to 6; a Pasal without a sentence is left out.

    What goes back to a vendor and what is bought of a maker have one more: Penggantian, Pembayaran.
    """
    sentences: dict[str, list[str]] = {title: [] for title in _ORDER}
    for clause in letter.clauses:
        sentences[title_of(clause)].append(clause)
    operative = letter.operative.format(first=letter.first.label, second=letter.second.label)
    operative = operative.removeprefix("Dengan ini menyatakan bahwa ")
    articles = (
        Article(title=OBJECT, sentences=(operative,), goods=True),
        *(Article(title=title, sentences=tuple(found)) for title, found in sentences.items() if found),
        Article(title=CLOSING, sentences=(letter.closing,)),
    )
    return replace(letter, articles=articles)


def title_of(clause: str) -> str:
    """Return the title of the Pasal a sentence belongs to."""
    text = clause.casefold()
    return next((title for title, said in _TITLES if any(word in text for word in said)), USE)
