"""The entry page "Kembali ke penyedia": purchased goods go back to who sold them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop.goods.parties import vendors
from ikm_desktop.office.acts import Done
from ikm_desktop.supply.returnable import bought_in_store
from ikm_desktop.supply.vendor_return import VendorReturnLine, prepare_vendor_return
from ui.common.lines_page import LinesPage, form_layout
from ui.common.quantity_rows import Heads, QuantityLine

PAGE = "kembali-ke-penyedia"
REASONS = ("cacat", "tidak sesuai pesanan", "kelebihan kiriman", "rusak di perjalanan")
_REASON = "Alasan"


class VendorReturnPage(LinesPage):
    """Prepares the letter; a line for each purchase line of which something still lies in the store."""

    came_from = "Penyerahan Bahan"
    title_text = "Kembali ke penyedia"
    key = PAGE
    party_label = "&Penyedia"
    party_name = "Penyedia"
    heads = Heads("Barang", "Masih di gudang", "Kembali", "Sisa")
    empty = "Pilih penyedia; barang darinya yang masih ada di gudang muncul di sini."
    after = (
        "Barang disisihkan untuk surat ini dan keluar dari buku saat surat ditandatangani. Yang sudah "
        "dibayar diperhitungkan dengan penyedia di luar program."
    )

    def parties(self) -> Sequence[tuple[str, int]]:
        """Return the vendors by name."""
        with self.context.office.reading() as connection:
            return [(vendor.name, vendor.place) for vendor in vendors(connection)]

    def lines(self, party: int, day: date) -> Sequence[QuantityLine]:
        """Return what he sold and is still here."""
        with self.context.office.reading() as connection:
            there = bought_in_store(connection, party, self.store.currentData() or 0, day)
        return [
            QuantityLine(str(one.line), one.item, one.quantity, one.item.name, f"dari {one.paper}")
            for one in there
        ]

    def make_more(self) -> None:
        """Ask why."""
        form = form_layout()
        self.card("Mengapa", self.right).addLayout(form)
        self.add_reason(form, "&Alasan", REASONS, _REASON)

    def post(self, party: int | None, day: date | None, chosen: Sequence[tuple[QuantityLine, int]]) -> Done:
        """Prepare the letter."""
        return prepare_vendor_return(
            self.context.office,
            vendor=party,
            store=self.store.currentData(),
            letter_date=day,
            lines=[
                VendorReturnLine(int(line.key), quantity, self.text_of(_REASON)) for line, quantity in chosen
            ],
        )
