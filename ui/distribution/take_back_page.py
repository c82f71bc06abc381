"""The entry page "Kembali dari lembaga": products an institution was handed come back into the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop.distribution.handed import handed
from ikm_desktop.distribution.take_back import TakenBackLine, take_back
from ikm_desktop.office.acts import Done
from ui.common.lines_page import LinesPage, form_layout
from ui.common.quantity_rows import Heads, QuantityLine
from ui.distribution import free

PAGE = "kembali-dari-lembaga"
REASONS = ("tidak terpakai", "cacat", "salah kirim", "kelebihan")
_RECEIVER, _REASON = "Yang menerima", "Alasan"


class TakeBackPage(LinesPage):
    """Takes back; a line for each line of its letters of which something still lies there."""

    came_from = "Penyaluran"
    title_text = "Kembali dari lembaga"
    key = PAGE
    party_label = "&Lembaga"
    party_name = "Lembaga"
    party_title = "Dari siapa"
    heads = Heads("Produk", "Masih di lembaga", "Kembali", "Sisa di lembaga")
    empty = "Pilih lembaga; produk yang diterimanya dan belum kembali muncul di sini."
    after = (
        "Produk masuk gudang lagi hari itu juga, dengan harga saat keluar. Sesudah itu tidak dapat diubah, "
        "hanya dibalik."
    )
    prints = False

    def parties(self) -> Sequence[tuple[str, int]]:
        """Return the institutions by name."""
        self._known = {one.place: one for one in free.known_institutions(self.context.office)}
        return [
            (" · ".join(part for part in (one.name, one.regency) if part), one.place)
            for one in self._known.values()
        ]

    def describe(self, party: int) -> str:
        """Return class and address."""
        one = self._known[party]
        return " · ".join(part for part in (one.class_name, one.address) if part)

    def lines(self, party: int, day: date) -> Sequence[QuantityLine]:
        """Return what lies there, by letter."""
        with self.context.office.reading() as connection:
            there = handed(connection, party, day)
        return [
            QuantityLine(
                str(one.line), one.item, one.quantity, one.item.name, f"dari {one.paper.number or one.paper}"
            )
            for one in there
        ]

    def make_more(self) -> None:
        """Ask why, and who receives."""
        form = form_layout()
        self.card("Mengapa dan siapa", self.right).addLayout(form)
        self.add_reason(form, "&Alasan", REASONS, _REASON)
        self.add_officer(form, "&Yang menerima", _RECEIVER)

    def post(self, party: int | None, day: date | None, chosen: Sequence[tuple[QuantityLine, int]]) -> Done:
        """Take the products back."""
        return take_back(
            self.context.office,
            institution=party,
            store=self.store.currentData(),
            letter_date=day,
            lines=[
                TakenBackLine(int(line.key), quantity, self.text_of(_REASON)) for line, quantity in chosen
            ],
            receiver=self.text_of(_RECEIVER),
        )
