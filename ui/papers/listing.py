"""The register of papers as a list."""

from __future__ import annotations

from collections.abc import Sequence

from ikm_desktop import words
from ikm_desktop.office.book import Office
from ikm_desktop.papers.register import GapRow, RegisterRow, register
from ui.common.listing import Chip, Column, Listing

Entry = RegisterRow | GapRow


def register_listing(year: int) -> Listing[Entry]:
    """Return the list of the tab Surat & Laporan for a year."""

    def rows(office: Office) -> Sequence[Entry]:
        with office.reading() as connection:
            return register(connection, year=year)

    return Listing(
        rows=rows,
        columns=(
            Column("Tanggal", _day, lambda row: _paper(row, "letter_date"), width=92),
            Column("Nomor", _number, width=160),
            Column(
                "Jenis", lambda row: row.kind if isinstance(row, RegisterRow) else "Celah nomor", width=125
            ),
            Column("Perihal", lambda row: str(_paper(row, "subject") or ""), width=150),
            Column("Pihak", lambda row: str(_paper(row, "party") or ""), width=125),
            Column(
                "Versi",
                lambda row: str(row.versions) if isinstance(row, RegisterRow) and row.versions else "–",
                number=True,
                width=50,
            ),
            Column(
                "Dicetak",
                lambda row: f"{row.printed}×" if isinstance(row, RegisterRow) and row.printed else "–",
                number=True,
                width=60,
            ),
            Column("Status", _state, pill=True, width=140),
        ),
        words=_words,
        key=lambda row: (
            row.paper.id if isinstance(row, RegisterRow) else (row.gap.series, row.gap.year, row.gap.first)
        ),
        heading=lambda row: f"{row.kind} {_number(row)}" if isinstance(row, RegisterRow) else "Celah nomor",
        details=_details,
        empty="Belum ada surat. Surat muncul di sini sendiri saat dibuat.",
        chips=(
            Chip("Konsep", lambda row: _state(row) == "Konsep"),
            Chip("Terbit", lambda row: _state(row) == "Terbit"),
            Chip("Dibatalkan", lambda row: _state(row) == "Dibatalkan"),
            Chip("Celah nomor", lambda row: isinstance(row, GapRow)),
        ),
        paper=lambda row: row.paper.id if isinstance(row, RegisterRow) else None,
        totals=lambda found: f"{len(found)} baris",
        sort_column=0,
        descending=True,
    )


def _words(row: Entry) -> str:
    if isinstance(row, GapRow):
        return f"celah {_number(row)}"
    return f"{row.kind} {row.paper.kind} {_number(row)} {row.paper.subject} {row.paper.party}"


def _paper(row: Entry, name: str) -> object:
    return getattr(row.paper, name) if isinstance(row, RegisterRow) else None


def _day(row: Entry) -> str:
    return words.short_date(row.paper.letter_date) if isinstance(row, RegisterRow) else ""


def _number(row: Entry) -> str:
    if isinstance(row, RegisterRow):
        return row.paper.number_text
    return str(row.gap.first) if row.gap.first == row.gap.last else f"{row.gap.first} s.d. {row.gap.last}"


def _state(row: Entry) -> str:
    if isinstance(row, GapRow):
        return "Kurang" if row.explained_on is None else ""
    if row.paper.is_void:
        return "Dibatalkan"
    return "Terbit" if row.versions else "Konsep"


def _details(row: Entry) -> Sequence[tuple[str, str]]:
    if isinstance(row, GapRow):
        return (("Nomor", _number(row)), ("Penjelasan", row.gap.reason or "belum dijelaskan"))
    issued = words.short_date(row.issued_on) if row.issued_on else "belum terbit"
    return (
        ("Tanggal", _day(row)),
        ("Perihal", row.paper.subject),
        ("Pihak", row.paper.party),
        ("Dibuat oleh", f"{row.entered_by}, {words.short_date(row.entered_on)}"),
        ("Terbit", issued),
        ("Alasan batal", row.paper.reason or ""),
    )
