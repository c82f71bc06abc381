"""The list of handovers, returns, and what came from vendors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ikm_desktop import words
from ikm_desktop.goods.listed import UNSIGNED
from ikm_desktop.office.listing import SortKey
from ikm_desktop.supply.lists import HandoverRow, handover_lines
from ui.common.listing import Column, Listing, counted, summed

__all__ = ["UNSIGNED", "handovers_listing"]


def handovers_listing(today: date, newest_batch: str = "") -> Listing[HandoverRow]:
    """Return the list of the tab Penyerahan Bahan as it stands on a day.

    newest_batch: name of the batch that has a chip of its own, empty for none.
    """
    return Listing(
        name="penyerahan",
        title="Daftar penyerahan bahan",
        lines=handover_lines(today, newest_batch),
        columns=(
            Column("Tanggal", lambda row: words.short_date(row.letter_date), width=88, field="letter_date"),
            Column("Nomor", lambda row: row.number or "–", width=166, field="number"),
            Column("Penerima / Angkatan", _party, width=196, field="party", grows=True),
            Column("Ringkasan bahan", lambda row: row.summary, width=132, field="goods", grows=True),
            Column("Nilai", _value, number=True, width=96, field="value"),
            Column("Status", lambda row: row.status.value, pill=True, width=140, field="status"),
            Column("Surat kembali", lambda row: _back(row, today), width=104, field="out_since"),
            Column("Jenis", lambda row: row.kind_word, width=140, field="kind_word", extra=True),
            Column("Angkatan", lambda row: row.batch_name, width=110, field="batch_name", extra=True),
            Column("Surat", lambda row: row.paper_word, width=140, extra=True),
            Column("Tanggal buku", _signed, width=96, field="signed_on", extra=True),
            Column("Dibalik oleh", _reversed_by, width=140, extra=True),
            Column("Keterangan", lambda row: row.reason, width=160, field="reason", extra=True),
        ),
        key=lambda row: (row.voucher, row.prepared),
        heading=lambda row: row.party or row.kind_word,
        details=lambda row: _details(row, today),
        empty=(
            "Belum ada penyerahan. Terima bahan dari penyedia dahulu, lalu serahkan paket ke satu angkatan."
        ),
        paper=lambda row: row.paper,
        totals=_totals,
        sort=(SortKey("letter_date", descending=True),),
    )


def _party(row: HandoverRow) -> str:
    return f"{row.party} · {row.batch_name.removeprefix('Angkatan ')}" if row.batch_name else row.party


def _value(row: HandoverRow) -> str:
    return "–" if row.value is None else words.rupiah(row.value)


def _signed(row: HandoverRow) -> str:
    return words.short_date(row.signed_on) if row.signed_on else "–"


def _reversed_by(row: HandoverRow) -> str:
    return ", ".join(filter(None, row.reversed_by))


def _back(row: HandoverRow, today: date) -> str:
    days = row.days_out(today)
    if days is not None:
        return "dicetak hari ini" if days == 0 else f"belum, {days} hari"
    return words.short_date(row.signed_on) if row.signed_on and row.paper is not None else "–"


def _details(row: HandoverRow, today: date) -> Sequence[tuple[str, str]]:
    signed = words.long_date(row.signed_on) if row.signed_on else ""
    return (
        ("Jenis", row.kind_word),
        ("Surat", row.label),
        ("Tanggal surat", words.long_date(row.letter_date)),
        ("Ditandatangani", signed),
        ("Diterima oleh", row.received_by),
        ("Surat kembali", "" if row.signed_on else _back(row, today).strip("–")),
        ("Angkatan", row.batch_name),
        ("Bahan", _goods(row)),
        ("Nilai", "" if row.value is None else words.rupiah(row.value)),
        ("Dibalik oleh", _reversed_by(row)),
        ("Keterangan", row.reason),
    )


def _goods(row: HandoverRow) -> str:
    """Return the first materials, a line each, and how many more there are."""
    first, _, more = row.summary.partition(" · +")
    lines = first.replace(" · ", "\n")
    return f"{lines}\ndan {more} bahan lain" if more else lines


def _totals(sums: Sequence[Mapping[str, Any]]) -> str:
    unsigned, value = summed(sums, "unsigned"), words.rupiah(summed(sums, "value"))
    return f"{words.number(counted(sums))} baris · {unsigned} belum ditandatangani · nilai {value}"
