"""What comes first in an office that has just begun: each step with the command that does it."""

from __future__ import annotations

import sqlalchemy as sa

from ikm_desktop.batches.batches import batches
from ikm_desktop.goods.conservation import Conservation
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import load
from ikm_desktop.participants.search import everybody
from ikm_desktop.reports.due import DueItem, Severity, Target


def first_steps(connection: sa.Connection, balance: Conservation) -> tuple[DueItem, ...]:
    """Return the steps in their order, those taken marked as such; none once batches and goods are there.

    The key of each is that of its command.
    """
    has_batches = bool(batches(connection))
    has_goods = any(row.came_in for row in balance.materials) or any(row.came_in for row in balance.products)
    if has_batches and has_goods:
        return ()
    has_kop = load(connection, Profile) != Profile()
    has_people = bool(everybody(connection))
    return (
        _step("pengaturan", "1. Kantor dan penanda tangan", "Kop, pejabat, dan pola nomor surat.", has_kop),
        _step("impor", "2. Peserta", "Impor daftar Excel kantor, atau ketik satu per satu.", has_people),
        _step("angkatan-baru", "3. Angkatan", "Nama, tanggal, tempat, lalu pesertanya.", has_batches),
        _step("terima-dari-penyedia", "4. Bahan", "Catat nota pertama dari penyedia: isi gudang.", has_goods),
        _step(
            "buku-lama",
            "Sudah berjalan sejak awal tahun?",
            "Saldo awal, nomor lama, dan yang sudah disalurkan dimasukkan dari satu buku kerja.",
            has_goods,
        ),
    )


_ACTIONS = {
    "pengaturan": "Isi kop",
    "impor": "Impor daftar",
    "angkatan-baru": "Buat angkatan",
    "terima-dari-penyedia": "Terima bahan",
    "buku-lama": "Saldo awal",
}


def _step(command: str, title: str, detail: str, done: bool) -> DueItem:  # noqa: FBT001 - a fact of the book
    severity: Severity = "ok" if done else "warn"
    said = f"Sudah. {detail}" if done else detail
    return DueItem(command, title, said, severity, _ACTIONS[command], Target(""))
