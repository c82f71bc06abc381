"""The list of batches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop.batches.batches import STATES
from ikm_desktop.batches.lists import BatchRow, batch_rows
from ikm_desktop.office.book import Office
from ui.common.listing import Chip, Column, Listing


def batches_listing(today: date) -> Listing[BatchRow]:
    """Return the list of the tab Angkatan as it stands on a day."""

    def state(row: BatchRow) -> str:
        return STATES[row.batch.state_on(today)]

    return Listing(
        rows=_rows,
        columns=(
            Column("Nama", lambda row: row.batch.name, lambda row: row.batch.id, width=100),
            Column("Pelatihan", lambda row: row.batch.training, width=225),
            Column("Tanggal", lambda row: row.batch.days_text, lambda row: row.batch.starts_on, width=160),
            Column("Tempat", lambda row: row.batch.venue, width=160),
            Column(
                "Peserta",
                lambda row: f"{row.active}/{row.batch.capacity}",
                lambda row: row.active,
                number=True,
                width=80,
            ),
            Column("Hadir", _attendance, lambda row: row.attendance_percent, number=True, width=66),
            Column("Status", state, pill=True, width=126),
        ),
        words=lambda row: f"{row.batch.name} {row.batch.training} {row.batch.venue} {row.batch.city}",
        key=lambda row: row.batch.id,
        heading=lambda row: row.batch.name,
        details=lambda row: (
            ("Pelatihan", row.batch.training),
            ("", row.batch.subtitle),
            ("Tanggal", row.batch.days_text),
            ("Tempat", ", ".join(part for part in (row.batch.venue, row.batch.city) if part)),
            ("Peserta", f"{row.active} aktif, {row.waiting} menunggu, {row.left} keluar"),
            ("Kehadiran", _attendance(row)),
        ),
        empty="Belum ada angkatan. Buat Angkatan I: nama, tanggal, 20 tempat.",
        chips=tuple(
            Chip(word, lambda row, word=word: state(row) == word)  # type: ignore[misc]
            for word in ("Berjalan", "Akan datang", "Selesai", "Ditutup")
        ),
        totals=lambda rows: f"{len(rows)} angkatan · {sum(row.active for row in rows)} peserta aktif",
    )


def _rows(office: Office) -> Sequence[BatchRow]:
    with office.reading() as connection:
        return batch_rows(connection)


def _attendance(row: BatchRow) -> str:
    return "–" if row.attendance_percent is None else f"{row.attendance_percent} %"
