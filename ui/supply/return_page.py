"""The entry page Pengembalian: materials come back from a participant; all she holds is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from ikm_desktop.batches.batches import batch_of
from ikm_desktop.batches.closing import still_held
from ikm_desktop.office.acts import Done
from ikm_desktop.supply.returnable import held_for_return
from ikm_desktop.supply.take_back import ReturnLine, take_back
from ui.common.labels import button, label
from ui.common.lines_page import LinesPage, form_layout
from ui.common.people_offered import people_offered
from ui.common.quantity_rows import Heads, QuantityLine
from ui.common.tab import TabContext

PAGE = "pengembalian"
_RECEIVER = "Yang menerima"


class ReturnPage(LinesPage):
    """Takes back; a line for each item and the handover that gave it, as far as that is known.

    batch: offers those only who still hold what this batch was given, and proposes that alone. Such a page
    has a draft of its own.
    """

    came_from = "Penyerahan Bahan"
    title_text = "Pengembalian bahan"
    key = PAGE
    heads = Heads("Bahan", "Dipegang", "Kembali", "Sisa di peserta")
    empty = "Pilih peserta; semua bahan yang masih dipegangnya diisikan di sini."
    after = (
        "Bahan kembali ke gudang hari itu juga, dengan harga perolehan semula; surat pengembalian mendapat "
        "nomor. Sesudah itu tidak dapat diubah, hanya dibalik."
    )

    def __init__(self, context: TabContext, party: int | None = None, batch: int | None = None) -> None:
        self.of_batch = None
        if batch is not None:
            with context.office.reading() as connection:
                self.of_batch = batch_of(connection, batch)
            self.key = f"{PAGE}-{batch}"
            self.title_text = f"Pengembalian bahan · {self.of_batch.name}"
        super().__init__(context, party)

    def parties(self) -> Sequence[tuple[str, int]]:
        """Return the people, those who hold materials first; of a batch only who holds what it was given."""
        people = people_offered(self.context.office, holders_first=True)
        if self.of_batch is not None:
            with self.context.office.reading() as connection:
                holding = {one.place for one in still_held(connection, self.of_batch.id)}
            people = tuple(one for one in people if one.place in holding)
        self._people = {one.place: one for one in people}
        return [(one.entry, one.place) for one in people]

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
                proposed=one.quantity if one.item.kind == "material" and self._is_of_batch(one.batch) else 0,
            )
            for one in held
        ]

    def _is_of_batch(self, batch: int | None) -> bool:
        """Whether what came with a batch's handover (None: with none) is of those that are to come back."""
        return self.of_batch is None or batch in (None, self.of_batch.id)

    def make_more(self) -> None:
        """Ask who receives; of a batch tell how many still hold something, with the way to all people."""
        if self.of_batch is not None:
            count = self.party.count()
            told = f"{count} orang masih memegang bahan {self.of_batch.name}."
            self.left_to_do = label(told if count else f"Semua bahan {self.of_batch.name} sudah kembali.")
            self.all_button = button("Semua peserta", self.context.look, icon_name="users", role="link")
            self.all_button.setAccessibleName("Cari di antara semua peserta")
            self.all_button.clicked.connect(lambda: self.context.run(PAGE))
            row = QHBoxLayout()
            row.addWidget(self.left_to_do)
            row.addWidget(self.all_button)
            row.addStretch()
            self.party_card.addLayout(row)
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
            batch=self._batch_for(party),
        )

    def _batch_for(self, party: int | None) -> int | None:
        """Return the batch the return stands under: the one it was asked for, else her newest."""
        if self.of_batch is not None:
            return self.of_batch.id
        return None if party is None else self._people[party].batch


def _line(line: QuantityLine, quantity: int) -> ReturnLine:
    item, _, handover = line.key.partition(":")
    return ReturnLine(int(item), quantity, int(handover) if handover else None)
