"""Apa ini?: what rule binds a field, in a sentence with its source."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

RULES = (
    (
        ("nik",),
        (
            "NIK berlaku seumur hidup, hanya milik satu orang, 16 angka: kode wilayah, tanggal lahir "
            "(untuk perempuan tanggal ditambah 40), dan nomor urut. Sumber: PP 37/2007."
        ),
    ),
    (
        ("meterai", "batas nilai"),
        (
            "Sejak 01-01-2021 surat yang menyatakan uang di atas Rp5.000.000 dikenai bea meterai Rp10.000. "
            "Sumber: UU 10/2020 Pasal 3 dan 5. Sebelumnya Rp3.000 dan Rp6.000 (PP 24/2000)."
        ),
    ),
    (
        ("tarif", "pajak", "bebas sampai"),
        (
            "Pembelian barang oleh bendahara pemerintah dipungut PPh Pasal 22 menurut tarif dan batas "
            "yang berlaku pada tanggal pembayarannya. Sumber: PMK 34/PMK.010/2017."
        ),
    ),
    (
        ("bayar", "dibayar", "kode anggaran"),
        "Barang dibayar sesudah diterima dan diperiksa, tidak sebelumnya. Sumber: UU 1/2004 Pasal 21.",
    ),
    (
        ("diperiksa", "diterima", "ditolak"),
        "Yang dibayar hanya barang yang sudah diterima dan lulus pemeriksaan. Sumber: UU 1/2004 Pasal 21.",
    ),
    (
        ("rekening", "bank"),
        (
            "Rekening adalah data keuangan pribadi: hanya ditampilkan bila diminta, dan itu tercatat. "
            "Sumber: UU 27/2022 Pasal 4."
        ),
    ),
    (
        ("masa simpan",),
        "Data pribadi dimusnahkan bila masa simpannya habis. Sumber: UU 27/2022 Pasal 16 dan 44.",
    ),
)
"""Words in the name of a field, and the rule that binds it."""


def rule_of(widget: QWidget | None) -> str:
    """Return the rule that binds a field, by its name; "" for one that no law binds."""
    while widget is not None:
        own = widget.whatsThis()
        if own:
            return own
        name = widget.accessibleName().lower()
        if name:
            return next((rule for keys, rule in RULES if any(_has(name, key) for key in keys)), "")
        widget = widget.parentWidget()
    return ""


def _has(name: str, key: str) -> bool:
    plain = "".join(sign if sign.isalnum() else " " for sign in name)
    return f" {key} " in f" {' '.join(plain.split())} "
