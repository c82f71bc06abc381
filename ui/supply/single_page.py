"""The entry page "Serahkan ke satu orang": materials to one participant; who missed the kit gets it later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt

from ikm_desktop.errors import Fault, Refusal, SecondKit
from ikm_desktop.goods.items import items
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.stock import available_at
from ikm_desktop.office.acts import Done
from ikm_desktop.supply.handover import prepare_handover
from ikm_desktop.supply.kit import KitProposal, kit_proposal
from ui.common.labels import button
from ui.common.lines_page import LinesPage, form_layout
from ui.common.newcomer import NewcomerForm
from ui.common.people_offered import people_offered
from ui.common.quantity_rows import Heads, QuantityLine

PAGE = "serah-satu"
_GIVER = "Yang menyerahkan"
_AGAIN = "Alasan diberi lagi"


class SinglePage(LinesPage):
    """Hands over. Who has not got her batch's kit yet (she was absent) gets it proposed: *susulan*."""

    came_from = "Penyerahan Bahan"
    title_text = "Serahkan ke satu orang"
    key = PAGE
    offers = "supply"
    heads = Heads("Bahan", "Bebas di gudang", "Diserahkan", "Sisa di gudang")
    empty = "Pilih peserta; bahan yang ada di gudang muncul di sini."
    after = (
        "Satu serah terima berstatus Disiapkan dan satu Tanda Terima Bahan. Bahan keluar dari buku gudang "
        "saat ditandatangani; sampai itu masih dapat dibatalkan."
    )

    def parties(self) -> Sequence[tuple[str, int]]:
        """Return the people in a batch; those who missed a kit are told under their name."""
        people = people_offered(self.context.office)
        self._people = {one.place: one for one in people if one.batch is not None}
        return [(one.entry, one.place) for one in self._people.values()]

    def describe(self, party: int) -> str:
        """Return who she is, what she holds, and whether she still waits for her kit."""
        kit = self._kit(party, self.day.day() or self.today)
        missed = kit is not None and self._misses(kit, party)
        return self._people[party].caption + (
            "\nBelum menerima paket: diisikan sebagai susulan." if missed else ""
        )

    def lines(self, party: int, day: date) -> Sequence[QuantityLine]:
        """Return the materials in store; the kit's quantities proposed where she has not got it."""
        kit = self._kit(party, day)
        each = {} if kit is None else kit.quantities
        with self.context.office.reading() as connection:
            there = available_at(connection, self.store.currentData() or 0, day)
            known = [item for item in items(connection) if item.kind == "material"]
        proposed = each if kit is not None and self._misses(kit, party) else {}
        shown = [item for item in known if there.get(item.id, 0) > 0 or item.id in each]
        return [
            QuantityLine(
                key=str(item.id),
                item=item,
                there=there.get(item.id, 0),
                name=item.name,
                proposed=proposed.get(item.id, 0),
            )
            for item in sorted(shown, key=lambda item: item.id not in each)
        ]

    def _kit(self, party: int, day: date) -> KitProposal | None:
        batch = self._people[party].batch
        if batch is None or not self.store.count():
            return None
        with self.context.office.reading() as connection:
            return kit_proposal(connection, batch=batch, day=day, store=self.store.currentData())

    @staticmethod
    def _misses(kit: KitProposal, party: int) -> bool:
        return any(one.place == party and "sudah" not in one.note for one in kit.people)

    def make_more(self) -> None:
        """Ask who hands over, and offer the kit."""
        form = self._giving = form_layout()
        self.card("Yang menyerahkan", self.right).addLayout(form)
        self.add_officer(form, "&Nama", _GIVER)
        self.again = self.add_text(form, "Ala&san diberi lagi", _AGAIN)
        self.again.setPlaceholderText("Mengapa menerima paket sekali lagi")
        form.setRowVisible(self.again, False)
        self._offer_newcomer()
        self.kit_button = button("Isi menurut &paket", self.context.look, icon_name="package")
        self.kit_button.clicked.connect(self._fill_kit)
        self.lines_card.addWidget(self.kit_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_newcomer(self) -> None:
        """Let somebody who is on no list yet be entered in place."""
        self.party.offer_new("Peserta")
        self.newcomer = NewcomerForm(self.context.office, self.context.look)
        self.party_card.addWidget(self.newcomer)
        self.party.new_wanted.connect(self.newcomer.open_with)
        self.newcomer.made.connect(lambda place, _name: self.take_party(place))

    def picked(self, party: int) -> None:
        """Ask why she gets a kit once more, where she has hers."""
        kit = self._kit(party, self.day.day() or self.today)
        has_hers = kit is not None and any(one.place == party and "sudah" in one.note for one in kit.people)
        self._giving.setRowVisible(self.again, has_hers)

    def refuse(self, refused: Refusal | Fault) -> None:
        """Tell why it cannot be; why she gets a kit once more is asked for where it was not yet."""
        if isinstance(refused, Refusal) and any(isinstance(one, SecondKit) for one in refused.reasons):
            self._giving.setRowVisible(self.again, True)
        super().refuse(refused)

    def _fill_kit(self) -> None:
        """Type the kit's quantities."""
        party, day = self.party.value, self.day.day()
        kit = None if party is None or day is None else self._kit(party, day)
        if kit is None or kit.missing:
            self.context.say(kit.missing if kit is not None else "Pilih peserta dahulu.")
            return
        self.rows.fill({str(item): quantity for item, quantity in kit.quantities.items()})

    def post(self, party: int | None, day: date | None, chosen: Sequence[tuple[QuantityLine, int]]) -> Done:
        """Prepare the handover."""
        return prepare_handover(
            self.context.office,
            participant=party,
            store=self.store.currentData(),
            letter_date=day,
            lines=[GoodsLine(line.item.id, quantity) for line, quantity in chosen],
            giver=self.text_of(_GIVER),
            again=self.text_of(_AGAIN),
            batch=None if party is None else self._people[party].batch,
        )
