"""The entry page "Kembalikan ke pembuat": accepted pieces go from the store back to who made them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop.buyback.give_back import give_back_many
from ikm_desktop.buyback.in_store import accepted_in_store
from ikm_desktop.office.acts import Done
from ui.buyback.makers import makers
from ui.common.lines_page import LinesPage, form_layout
from ui.common.quantity_rows import Heads, QuantityLine

PAGE = "kembalikan-ke-pembuat"
REASONS = ("cacat", "perlu diperbaiki", "tidak sesuai contoh", "ukuran salah")
_REASON = "Alasan"


class GiveBackPage(LinesPage):
    """Gives back; a line for each delivery of hers of which something is still in the store."""

    came_from = "Pembelian Kembali"
    title_text = "Kembalikan ke pembuat"
    key = PAGE
    party_label = "&Pembuat"
    party_name = "Pembuat"
    heads = Heads("Produk", "Masih di gudang", "Kembali", "Sisa di gudang")
    empty = "Pilih pembuat; produknya yang masih di gudang muncul di sini."
    after = (
        "Produk kembali kepada pembuatnya dan tetap tercatat sudah dibeli; yang belum dibayar tidak dibayar "
        "selama produknya tidak ada. Sesudah diperbaiki terima lagi sebagai perbaikan."
    )
    prints = False

    def parties(self) -> Sequence[tuple[str, int]]:
        """Return the makers of whom something is in the store."""
        with self.context.office.reading() as connection:
            in_store = accepted_in_store(connection, self.store.currentData() or 0, self.today)
        there = {one.maker for one in in_store}
        self._makers = {one.place: one for one in makers(self.context.office, there) if one.place in there}
        return [(one.entry, one.place) for one in self._makers.values()]

    def describe(self, party: int) -> str:
        """Return who she is."""
        return self._makers[party].caption

    def lines(self, party: int, day: date) -> Sequence[QuantityLine]:
        """Return what of hers is in the store, by letter."""
        with self.context.office.reading() as connection:
            there = accepted_in_store(connection, self.store.currentData() or 0, day)
        return [
            QuantityLine(
                str(one.line),
                one.item,
                one.quantity,
                one.item.name,
                f"dari {one.paper.number or one.paper} · {'lunas' if one.is_paid else 'belum dibayar'}",
            )
            for one in there
            if one.maker == party
        ]

    def make_more(self) -> None:
        """Ask why."""
        form = form_layout()
        self.card("Mengapa", self.right).addLayout(form)
        self.add_reason(form, "&Alasan", REASONS, _REASON)

    def post(self, party: int | None, day: date | None, chosen: Sequence[tuple[QuantityLine, int]]) -> Done:
        """Give the pieces back."""
        del party
        return give_back_many(
            self.context.office,
            lines=[(int(line.key), quantity) for line, quantity in chosen],
            reason=self.text_of(_REASON),
            letter_date=day,
            store=self.store.currentData(),
        )
