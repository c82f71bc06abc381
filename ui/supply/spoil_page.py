"""The entry pages Rusak and Penghapusan: goods at a participant's or in a store spoiled or written off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.places import stores
from ikm_desktop.goods.stock import available_at
from ikm_desktop.goods.waste import WasteLine, record_waste, write_off
from ikm_desktop.office.acts import Done
from ui.common.lines_page import LinesPage, form_layout
from ui.common.people_offered import people_offered
from ui.common.quantity_rows import Heads, QuantityLine

WASTE, WRITE_OFF = "rusak", "penghapusan"
REASONS = ("salah potong", "sobek", "kotor", "kena air", "kedaluwarsa", "hilang")
_REASON = "Alasan"


class SpoilPage(LinesPage):
    """What both have in common: where the goods lie, how much of them, one reason."""

    came_from = "Penyerahan Bahan"
    party_label = "&Tempat"
    party_name = "Tempat"
    party_title = "Di mana"
    heads = Heads("Barang", "Ada", "Jumlah", "Sisa")
    empty = "Pilih gudang atau peserta; barang yang ada padanya muncul di sini."

    def parties(self) -> Sequence[tuple[str, int]]:
        """Return the stores and whoever holds something."""
        with self.context.office.reading() as connection:
            places = [(store.name, store.place) for store in stores(connection)]
        self._people = {
            one.place: one for one in people_offered(self.context.office, holders_first=True) if one.holds
        }
        return [*places, *((one.entry, one.place) for one in self._people.values())]

    def describe(self, party: int) -> str:
        """Return who she is; a store needs no words."""
        return self._people[party].caption if party in self._people else ""

    def lines(self, party: int, day: date) -> Sequence[QuantityLine]:
        """Return what lies there."""
        with self.context.office.reading() as connection:
            there = {
                item: quantity for item, quantity in available_at(connection, party, day).items() if quantity
            }
            known = items_by_id(connection, set(there))
        return [
            QuantityLine(str(item), known[item], quantity, known[item].name)
            for item, quantity in sorted(there.items(), key=lambda pair: known[pair[0]].name)
        ]

    def make_more(self) -> None:
        """Ask why; a store needs no other store."""
        form = form_layout()
        self.card("Mengapa", self.right).addLayout(form)
        self.add_reason(form, "&Alasan", REASONS, _REASON)

    def waste_lines(self, chosen: Sequence[tuple[QuantityLine, int]]) -> list[WasteLine]:
        """Return what was typed as the book takes it."""
        return [WasteLine(line.item.id, quantity, self.text_of(_REASON)) for line, quantity in chosen]


class WastePage(SpoilPage):
    """Books what was spoiled at work; it makes no letter."""

    title_text = "Catat barang rusak"
    key = WASTE
    prints = False
    after = (
        "Barang keluar dari buku sebagai Rusak; nilainya tidak masuk ke produk. Sesudah itu tidak dapat "
        "diubah, hanya dibalik."
    )

    def post(self, party: int | None, day: date | None, chosen: Sequence[tuple[QuantityLine, int]]) -> Done:
        """Book the waste."""
        person = self._people.get(party or 0)
        return record_waste(
            self.context.office,
            place=party,
            letter_date=day,
            lines=self.waste_lines(chosen),
            batch=None if person is None else person.batch,
        )


class WriteOffPage(SpoilPage):
    """Writes off by minutes with a number."""

    title_text = "Penghapusan barang"
    key = WRITE_OFF
    after = (
        "Barang keluar dari buku dengan berita acara penghapusan bernomor. Sesudah itu tidak dapat diubah, "
        "hanya dibalik."
    )

    def post(self, party: int | None, day: date | None, chosen: Sequence[tuple[QuantityLine, int]]) -> Done:
        """Write the goods off."""
        return write_off(self.context.office, place=party, letter_date=day, lines=self.waste_lines(chosen))
