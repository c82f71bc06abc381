"""The register of papers as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ikm_desktop import words
from ikm_desktop.office.listing import SortKey
from ikm_desktop.papers.register import GapRow, RegisterRow
from ikm_desktop.papers.register_lines import GAP, Entry, register_lines, state_of
from ui.common.listing import Column, Listing


def register_listing(today: date) -> Listing[Entry]:
    """Return the list of the tab Surat & Laporan as it stands on a day."""
    return Listing(
        name="surat",
        title="Daftar surat",
        lines=register_lines(today),
        columns=(
            Column("Tanggal", _day, width=88, field="letter_date"),
            Column("Nomor", _number, width=160, field="number"),
            Column("Jenis", _kind, width=120, field="kind"),
            Column(
                "Perihal", _of_paper(lambda row: row.paper.subject), width=120, field="subject", grows=True
            ),
            Column("Pihak", _of_paper(lambda row: row.paper.party), width=110, field="party", grows=True),
            Column("Versi", _count("versions"), number=True, width=50, field="versions"),
            Column("Dicetak", _count("printed", "×"), number=True, width=60, field="printed"),
            Column("Kembali", _of_paper(lambda row: _back(row, today)), width=92, field="out_since"),
            Column("Status", state_of, pill=True, width=140, field="state"),
            Column("Salinan", _count("copies", "×"), number=True, width=66, field="copies", extra=True),
            Column("Terbit", _of_paper(_issued), width=88, field="issued_on", extra=True),
            Column("Pindaian", _count("scans"), number=True, width=76, field="scans", extra=True),
            Column(
                "Dibuat oleh",
                _of_paper(lambda row: row.entered_by),
                width=130,
                field="opened_by",
                extra=True,
            ),
            Column("Alasan", _reason, width=150, field="reason", extra=True),
        ),
        key=lambda row: row.key,
        heading=lambda row: f"{row.kind} {_number(row)}" if isinstance(row, RegisterRow) else GAP,
        details=_details,
        empty="Belum ada surat. Surat muncul di sini sendiri saat dibuat.",
        paper=lambda row: row.paper.id if isinstance(row, RegisterRow) else None,
        sort=(SortKey("letter_date", descending=True),),
    )


def _of_paper(text: Callable[[RegisterRow], str]) -> Callable[[Entry], str]:
    """Return a column's text of papers; numbers passed over have none."""
    return lambda row: text(row) if isinstance(row, RegisterRow) else ""


def _count(name: str, after: str = "") -> Callable[[Entry], str]:
    def text(row: Entry) -> str:
        count = getattr(row, name, 0)
        return f"{count}{after}" if count else "–"

    return text


def _kind(row: Entry) -> str:
    return row.kind if isinstance(row, RegisterRow) else GAP


def _day(row: Entry) -> str:
    return words.short_date(row.paper.letter_date) if isinstance(row, RegisterRow) else ""


def _number(row: Entry) -> str:
    return row.paper.number_text if isinstance(row, RegisterRow) else row.gap.numbers


def _back(row: RegisterRow, today: date) -> str:
    days = row.days_out(today)
    if days is not None:
        return "dicetak hari ini" if days == 0 else f"belum, {days} hari"
    return "sudah" if row.is_signed else "–"


def _issued(row: RegisterRow) -> str:
    return words.short_date(row.issued_on) if row.issued_on else "–"


def _reason(row: Entry) -> str:
    return (row.paper.reason if isinstance(row, RegisterRow) else row.gap.reason) or ""


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
