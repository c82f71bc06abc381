"""The list of batches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ikm_desktop.batches.batch_lines import BatchLine, batch_lines
from ikm_desktop.batches.batches import STATES
from ikm_desktop.office.listing import SortKey
from ui.common.listing import Column, Listing, counted, summed


def batches_listing(today: date) -> Listing[BatchLine]:
    """Return the list of the tab Angkatan as it stands on a day."""

    def state(row: BatchLine) -> str:
        return STATES[row.batch.state_on(today)]

    return Listing(
        name="angkatan",
        title="Daftar angkatan",
        lines=batch_lines(today),
        columns=(
            Column("Nama", lambda row: row.batch.name, width=92, field="made"),
            Column("Pelatihan", lambda row: row.batch.training, width=150, field="training", grows=True),
            Column("Tanggal", lambda row: row.batch.days_text, width=150, field="starts_on", grows=True),
            Column("Tempat", lambda row: row.batch.venue, width=96, field="venue", grows=True),
            Column("Peserta", _people, number=True, width=70, field="active"),
            Column("Hadir", _attendance, number=True, width=62, field="percent"),
            Column("Bahan", _share("supplied"), number=True, width=62, field="supplied"),
            Column("Produk", _share("delivered"), number=True, width=66, field="delivered"),
            Column("Sertifikat", _certificates, number=True, width=80, field="certified"),
            Column("Status", state, pill=True, width=126, field="state"),
            Column("Dibayar", _share("paid"), number=True, width=72, field="paid", extra=True),
            Column("Kota", lambda row: row.batch.city, width=100, field="city", extra=True),
            Column("Menunggu", lambda row: str(row.row.waiting or "–"), number=True, width=80, extra=True),
            Column("Keluar", lambda row: str(row.row.left or "–"), number=True, width=70, extra=True),
            Column("Kode rekening", lambda row: row.batch.account, width=120, extra=True),
        ),
        key=lambda row: row.batch.id,
        heading=lambda row: row.batch.name,
        details=lambda row: (
            ("Pelatihan", row.batch.training),
            ("", row.batch.subtitle),
            ("Tanggal", row.batch.days_text),
            ("Tempat", ", ".join(part for part in (row.batch.venue, row.batch.city) if part)),
            ("Peserta", f"{row.row.active} aktif, {row.row.waiting} menunggu, {row.row.left} keluar"),
            ("Kehadiran", _attendance(row)),
            ("Sudah menerima bahan", _share("supplied")(row)),
            ("Sudah menyerahkan produk", _share("delivered")(row)),
            ("Sudah dibayar", _share("paid")(row)),
            ("Sertifikat", row.progress.certificates),
        ),
        empty="Belum ada angkatan. Buat Angkatan I: nama, tanggal, 20 tempat.",
        totals=_totals,
        sort=(SortKey("made"),),
    )


def _people(row: BatchLine) -> str:
    return f"{row.row.active}/{row.batch.capacity}"


def _attendance(row: BatchLine) -> str:
    percent = row.row.attendance_percent
    return "–" if percent is None else f"{percent} %"


def _share(name: str) -> Callable[[BatchLine], str]:
    """Return how many of a batch's people have come so far, in words."""

    def text(row: BatchLine) -> str:
        count = getattr(row.progress, name)
        return f"{count}/{row.row.active}" if count else "–"

    return text


def _certificates(row: BatchLine) -> str:
    return row.progress.certificates


def _totals(sums: Sequence[Mapping[str, Any]]) -> str:
    return f"{counted(sums)} angkatan · {summed(sums, 'active')} peserta aktif"
