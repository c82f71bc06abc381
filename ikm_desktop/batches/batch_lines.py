"""What the list of the tab Angkatan can be asked; there are never so many that SQL had to sort them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ikm_desktop.batches.batches import STATES, Batch
from ikm_desktop.batches.lists import BatchRow, batch_rows
from ikm_desktop.batches.progress import BatchProgress, batch_progress
from ikm_desktop.office.listing import Chip, Field, Holds, How, ShortLines, Sum, Term

if TYPE_CHECKING:
    import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A batch in the list: its counts, and how far it is."""

    row: BatchRow
    progress: BatchProgress

    @property
    def batch(self) -> Batch:
        """The batch."""
        return self.row.batch


def batch_list(connection: sa.Connection) -> tuple[BatchLine, ...]:
    """Return all batches in the order they were made."""
    return tuple(
        BatchLine(row, progress)
        for row, progress in zip(batch_rows(connection), batch_progress(connection), strict=True)
    )


def batch_lines(today: date) -> ShortLines[BatchLine]:
    """Return the list as it stands on a day."""

    def state(line: BatchLine) -> str:
        return STATES[line.batch.state_on(today)]

    fields: tuple[Field[BatchLine], ...] = (
        Field("made", "", Holds.NUMBER, lambda line: line.batch.id),
        Field("name", "Nama", Holds.TEXT, lambda line: line.batch.name),
        Field("training", "Pelatihan", Holds.TEXT, lambda line: line.batch.training),
        Field("starts_on", "Mulai", Holds.DAY, lambda line: line.batch.starts_on),
        Field("ends_on", "Selesai", Holds.DAY, lambda line: line.batch.ends_on),
        Field("venue", "Tempat", Holds.TEXT, lambda line: line.batch.venue),
        Field("city", "Kota", Holds.TEXT, lambda line: line.batch.city),
        Field("active", "Peserta", Holds.NUMBER, lambda line: line.row.active),
        Field("percent", "Hadir %", Holds.NUMBER, lambda line: line.row.attendance_percent),
        Field("supplied", "Sudah menerima bahan", Holds.NUMBER, lambda line: line.progress.supplied),
        Field("delivered", "Sudah menyerahkan produk", Holds.NUMBER, lambda line: line.progress.delivered),
        Field("paid", "Sudah dibayar", Holds.NUMBER, lambda line: line.progress.paid),
        Field("certified", "Bersertifikat", Holds.NUMBER, lambda line: line.progress.certified),
        Field("ready", "Siap sertifikat", Holds.NUMBER, lambda line: line.progress.ready),
        Field("state", "Status", Holds.WORD, state, tuple(STATES.values())),
    )
    return ShortLines(
        all_rows=batch_list,
        all_fields=fields,
        search=("name", "training", "venue", "city"),
        identity=lambda line: line.batch.id,
        chips=(
            *(Chip(STATES[one], (Term("state", How.IS, (STATES[one],)),)) for one in ("running", "upcoming")),
            *(Chip(STATES[one], (Term("state", How.IS, (STATES[one],)),)) for one in ("ended", "closed")),
            Chip("Siap sertifikat", (Term("ready", How.BETWEEN, (1, None)),)),
        ),
        figures=(Sum("active", "active"),),
    )
