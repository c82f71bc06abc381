"""The kinds of vouchers: their names on screen and between which kinds of places their goods move."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VoucherKind:
    """One kind of voucher.

    screen: its word on screen; sources, targets: kinds of places its goods come from and go to
    (in pairs of the same index where there are several legs); prepared: whether its units are pinned
    first and posted when the letter is signed.
    """

    code: str
    screen: str
    legs: tuple[tuple[str, str], ...]
    prepared: bool = False


KINDS = {
    kind.code: kind
    for kind in (
        VoucherKind("opening", "Saldo awal", (("opening", "store"), ("opening", "participant"))),
        VoucherKind("purchase", "Terima dari penyedia", (("vendor", "store"),)),
        VoucherKind("vendor_return", "Kembali ke penyedia", (("store", "vendor"),), prepared=True),
        VoucherKind(
            "transfer", "Pindah gudang", (("store", "store"), ("participant", "participant")), prepared=True
        ),
        VoucherKind("supply", "Serahkan bahan", (("store", "participant"),), prepared=True),
        VoucherKind("return", "Pengembalian", (("participant", "store"),)),
        VoucherKind("waste", "Rusak", (("participant", "wasted"), ("store", "wasted"))),
        VoucherKind("write_off", "Penghapusan", (("participant", "wasted"), ("store", "wasted"))),
        VoucherKind(
            "delivery",
            "Terima produk",
            (
                ("participant", "used"),
                ("own", "used"),
                ("used", "participant"),
                ("participant", "store"),
                ("used", "store"),
            ),
            prepared=True,
        ),
        VoucherKind("give_back", "Kembalikan ke pembuat", (("store", "participant"),)),
        VoucherKind("distribution", "Salurkan", (("store", "institution"),), prepared=True),
        VoucherKind("recipient_return", "Kembali dari lembaga", (("institution", "store"),)),
        VoucherKind(
            "count",
            "Stock opname",
            (
                ("store", "difference"),
                ("participant", "difference"),
                ("difference", "store"),
                ("difference", "participant"),
            ),
        ),
        VoucherKind("payment", "Bayar", ()),
        VoucherKind("onward_report", "Laporan penyaluran", ()),
        VoucherKind("reversal", "Balikkan", ()),
    )
}

PLACE_NAMES = {
    "store": "Gudang",
    "participant": "Peserta",
    "institution": "Lembaga",
    "vendor": "Penyedia",
    "opening": "Saldo awal",
    "own": "Bahan sendiri",
    "used": "Terpakai",
    "wasted": "Rusak/dihapus",
    "difference": "Selisih",
}
"""Kinds of places as the screen calls them."""

STATE_NAMES = {"prepared": "Disiapkan", "posted": "Ditandatangani", "void": "Dibatalkan"}
"""States of prepared papers as the screen calls them."""
