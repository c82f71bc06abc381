"""The workbook offices fill in for a new list of people: a head the list import knows, cells that keep a NIK.

The example stands in the words a cell shows when it is chosen, so that it is never taken for somebody.
"""

from __future__ import annotations

from dataclasses import replace

from ikm_desktop.reports.export_tables import person_heads
from ikm_desktop.reports.workbook import Table, workbook_bytes

_ASKED: dict[str, tuple[str, str]] = {
    "name": ("nama lengkap seperti di KTP", "Maria CONTOH"),
    "nik": ("16 angka; kolomnya sudah berformat teks supaya tidak dibulatkan Excel", "5371014503850001"),
    "sex": ("L atau P", "P"),
    "birth_place": ("kota atau kabupaten", "Kupang"),
    "born": ("tanggal-bulan-tahun", "05-03-1985"),
    "address": ("jalan dan nomor", "Jalan Contoh Nomor 1"),
    "rt_rw": ("RT/RW", "001/002"),
    "village": ("kelurahan atau desa", "Oesapa"),
    "district": ("kecamatan", "Kelapa Lima"),
    "regency": ("dengan kata Kota atau Kabupaten", "Kota Kupang"),
    "phone": ("nomor telepon seluler", "081200000001"),
    "education": ("pendidikan terakhir", "SMA"),
    "business": ("nama usaha", "Usaha Jahit CONTOH"),
    "product": ("yang dibuat", "Masker kain"),
    "kbli": ("lima angka", "14131"),
    "nib": ("nomor induk berusaha, bila ada", ""),
    "npwp": ("bila ada", ""),
    "bank": ("untuk pembayaran", "Bank Contoh"),
    "bank_account": ("nomor rekening", "0009000001"),
    "bank_holder": ("nama pada rekening", "Maria CONTOH"),
}


def list_template() -> bytes:
    """Return the workbook: the head over empty rows; each cell says how it is filled in, with an example."""
    heads = tuple(
        replace(head, tip=f"{how[:1].upper()}{how[1:]}.{f' CONTOH: {example}' if example else ''}")
        for head, (how, example) in zip(person_heads(tuple(_ASKED)), _ASKED.values(), strict=True)
    )
    told = (
        "Isi satu orang satu baris. Hanya Nama yang wajib; yang belum diketahui dikosongkan, jangan diisi 0 "
        "atau tanda hubung. Pilih sebuah sel untuk melihat cara mengisinya dan contohnya."
    )
    return workbook_bytes([Table("Daftar peserta", "Daftar peserta", heads, (), told)])
