"""The list of handovers, returns, and what came from vendors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop import words
from ikm_desktop.goods.listed import Status
from ikm_desktop.office.book import Office
from ikm_desktop.supply.lists import HandoverRow, handover_rows
from ui.common.listing import Chip, Column, Listing

UNSIGNED = (Status.PREPARED, Status.OUT)
"""Prepared or printed, and not signed yet."""


def handovers_listing(today: date, newest_batch: str = "") -> Listing[HandoverRow]:
    """Return the list of the tab Penyerahan Bahan as it stands on a day.

    newest_batch: name of the batch that has a chip of its own, empty for none.
    """
    return Listing(
        rows=_rows,
        columns=(
            Column(
                "Tanggal",
                lambda row: words.short_date(row.letter_date),
                lambda row: row.letter_date,
                width=88,
            ),
            Column("Nomor", lambda row: row.number or "–", width=166),
            Column("Penerima / Angkatan", _party, width=196),
            Column("Ringkasan bahan", lambda row: row.summary, width=132),
            Column("Nilai", _value, lambda row: row.value, number=True, width=96),
            Column("Status", lambda row: row.status.value, pill=True, width=140),
            Column("Surat kembali", lambda row: _back(row, today), lambda row: row.out_since, width=104),
        ),
        words=_words,
        key=lambda row: (row.voucher, row.prepared),
        heading=lambda row: row.party or row.kind_word,
        details=lambda row: _details(row, today),
        empty=(
            "Belum ada penyerahan. Terima bahan dari penyedia dahulu, lalu serahkan paket ke satu angkatan."
        ),
        chips=_chips(today, newest_batch),
        paper=lambda row: row.paper,
        totals=_totals,
        descending=True,
    )


def _rows(office: Office) -> Sequence[HandoverRow]:
    with office.reading() as connection:
        return handover_rows(connection)


def _chips(today: date, newest_batch: str) -> tuple[Chip[HandoverRow], ...]:
    chips: list[Chip[HandoverRow]] = [
        Chip("Disiapkan", lambda row: row.status == Status.PREPARED),
        Chip("Belum ditandatangani", lambda row: row.status in UNSIGNED),
        Chip("Bulan ini", lambda row: row.letter_date.replace(day=1) == today.replace(day=1)),
        Chip("Pengembalian", lambda row: row.kind == "return"),
        Chip("Dari penyedia", lambda row: row.kind == "purchase"),
    ]
    if newest_batch:
        chips.insert(3, Chip(newest_batch, lambda row: row.batch_name == newest_batch))
    return tuple(chips)


def _party(row: HandoverRow) -> str:
    return f"{row.party} · {row.batch_name.removeprefix('Angkatan ')}" if row.batch_name else row.party


def _value(row: HandoverRow) -> str:
    return "–" if row.value is None else words.rupiah(row.value)


def _back(row: HandoverRow, today: date) -> str:
    days = row.days_out(today)
    if days is not None:
        return "dicetak hari ini" if days == 0 else f"belum, {days} hari"
    return words.short_date(row.signed_on) if row.signed_on and row.paper is not None else "–"


def _words(row: HandoverRow) -> str:
    return f"{row.number} {row.kind_word} {row.party} {row.batch_name} {row.summary} {row.status}"


def _details(row: HandoverRow, today: date) -> Sequence[tuple[str, str]]:
    signed = words.long_date(row.signed_on) if row.signed_on else ""
    return (
        ("Jenis", row.kind_word),
        ("Surat", row.label),
        ("Tanggal surat", words.long_date(row.letter_date)),
        ("Ditandatangani", signed),
        ("Surat kembali", "" if row.signed_on else _back(row, today).strip("–")),
        ("Angkatan", row.batch_name),
        ("Bahan", row.summary.replace(" · ", "\n")),
        ("Nilai", "" if row.value is None else words.rupiah(row.value)),
        ("Dibalik oleh", ", ".join(filter(None, row.reversed_by))),
        ("Keterangan", row.reason),
    )


def _totals(rows: Sequence[HandoverRow]) -> str:
    unsigned = sum(row.status in UNSIGNED for row in rows)
    value = words.rupiah(sum(row.net_value for row in rows if row.status != Status.VOID))
    return f"{len(rows)} baris · {unsigned} belum ditandatangani · nilai {value}"
