"""The entry page Pengembalian: materials come back from a participant; all she holds is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop.office.acts import Done
from ikm_desktop.supply.returnable import held_for_return
from ikm_desktop.supply.take_back import ReturnLine, take_back
from ui.common.lines_page import LinesPage, form_layout
from ui.common.people_offered import people_offered
from ui.common.quantity_rows import Heads, QuantityLine

PAGE = "pengembalian"
_RECEIVER = "Yang menerima"


class ReturnPage(LinesPage):
    """Takes back; a line for each item and the handover that gave it, as far as that is known."""

    came_from = "Penyerahan Bahan"
    title_text = "Pengembalian bahan"
    key = PAGE
    heads = Heads("Bahan", "Dipegang", "Kembali", "Sisa di peserta")
    empty = "Pilih peserta; semua bahan yang masih dipegangnya diisikan di sini."
    after = (
        "Bahan kembali ke gudang hari itu juga, dengan harga perolehan semula; surat pengembalian mendapat "
        "nomor. Sesudah itu tidak dapat diubah, hanya dibalik."
    )

    def parties(self) -> Sequence[tuple[str, int]]:
        """Return the people, those who hold materials first."""
        self._people = {one.place: one for one in people_offered(self.context.office, holders_first=True)}
        return [(one.entry, one.place) for one in self._people.values()]

    def describe(self, party: int) -> str:
        """Return who she is and what she holds."""
        return self._people[party].caption

    def lines(self, party: int, day: date) -> Sequence[QuantityLine]:
        """Return what she holds, all of the materials proposed; her rejected pieces stay with her."""
        with self.context.office.reading() as connection:
            held = held_for_return(connection, party, day)
        return [
            QuantityLine(
                key=f"{one.item.id}:{one.line or ''}",
                item=one.item,
                there=one.quantity,
                name=one.item.name,
                note=f"dari {one.paper.number or one.paper}" if one.paper else "",
                proposed=one.quantity if one.item.kind == "material" else 0,
            )
            for one in held
        ]

    def make_more(self) -> None:
        """Ask who receives."""
        form = form_layout()
        self.card("Yang menerima di gudang", self.right).addLayout(form)
        self.add_officer(form, "&Nama", _RECEIVER)

    def post(self, party: int | None, day: date | None, chosen: Sequence[tuple[QuantityLine, int]]) -> Done:
        """Take the goods back."""
        return take_back(
            self.context.office,
            participant=party,
            store=self.store.currentData(),
            letter_date=day,
            lines=[_line(line, quantity) for line, quantity in chosen],
            receiver=self.text_of(_RECEIVER),
            batch=None if party is None else self._people[party].batch,
        )


def _line(line: QuantityLine, quantity: int) -> ReturnLine:
    item, _, handover = line.key.partition(":")
    return ReturnLine(int(item), quantity, int(handover) if handover else None)
