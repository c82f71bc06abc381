"""The entry page "Salurkan ke satu lembaga": who, when, how much of what is free, who signs and witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop.distribution.handover import prepare_handover
from ikm_desktop.distribution.plan import Gift, plan_basis, to_think_over
from ikm_desktop.goods.items import items
from ikm_desktop.goods.parties import Institution
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.stock import available_at
from ikm_desktop.office.acts import Done
from ui.common.lines_page import LinesPage, form_layout
from ui.common.quantity_rows import Heads, QuantityLine
from ui.common.reason import ConfirmDialog
from ui.distribution import free
from ui.distribution.new_institution import NewInstitutionForm

PAGE = "salurkan"
SIGNER, SIGNER_TITLE, WHERE = "Penanda tangan", "Jabatan penanda tangan", "Tempat serah terima"
_WITNESSES = 2


class HandoverPage(LinesPage):
    """Prepares one letter."""

    came_from = "Penyaluran"
    title_text = "Salurkan ke satu lembaga"
    key = PAGE
    offers = "distribution"
    party_label = "&Lembaga"
    party_name = "Lembaga"
    party_title = "Kepada siapa"
    heads = Heads("Produk", "Bebas di gudang", "Jumlah", "Sisa")
    empty = "Pilih lembaga; produk yang bebas di gudang muncul di sini."
    after = (
        "Barang disisihkan untuk BAST ini dan keluar dari buku saat ditandatangani; sampai itu nomornya "
        "masih dapat dibatalkan."
    )

    def parties(self) -> Sequence[tuple[str, int]]:
        """Return who can receive, by name."""
        self._known = {one.place: one for one in free.known_institutions(self.context.office)}
        return [(_entry(one), one.place) for one in self._known.values()]

    def describe(self, party: int) -> str:
        """Return class, regency and address, and what it got in the cycle."""
        one = self._known[party]
        with self.context.office.reading() as connection:
            basis = plan_basis(connection, self.context.office.clock.now().date())
        parts = (one.class_name, one.regency, one.address, basis.told_of(one))
        return " · ".join(part for part in parts if part)

    def lines(self, party: int, day: date) -> Sequence[QuantityLine]:
        """Return the products with what is free of them in the store."""
        del party
        with self.context.office.reading() as connection:
            there = available_at(connection, self.store.currentData() or 0, day)
            known = [item for item in items(connection) if item.kind == "product"]
        return [QuantityLine(str(item.id), item, there.get(item.id, 0), item.name) for item in known]

    def make_more(self) -> None:
        """Ask who signs, where, and who witnesses."""
        form = form_layout()
        self.card("Yang menandatangani", self.right).addLayout(form)
        self.add_text(form, "&Nama", SIGNER, required=True)
        self.add_text(form, "&Jabatan", SIGNER_TITLE)
        self.add_text(form, "T&empat", WHERE)
        for no in range(1, _WITNESSES + 1):
            self.add_text(form, f"Saksi &{no}", f"Nama saksi {no}")
            self.add_text(form, "Jabatan", f"Jabatan saksi {no}")
        self.party.offer_new("Lembaga")
        self.new_party = NewInstitutionForm(self.context.office, self.context.look)
        self.party_card.addWidget(self.new_party)
        self.party.new_wanted.connect(self.new_party.open_with)
        self.new_party.made.connect(self._take_new)

    def _take_new(self, place: int, name: str) -> None:
        """Go on with the institution just added."""
        self.party.offer(self.parties())
        self.party.choose([place, name])
        (self.rows.first_field() or self.party).setFocus()

    def picked(self, party: int) -> None:
        """Fill in who signs for the institution."""
        one = self._known[party]
        for name, text in ((SIGNER, one.signer), (SIGNER_TITLE, one.signer_title)):
            self.fill_text(name, text)

    def is_thought_over(self, chosen: Sequence[tuple[QuantityLine, int]], day: date) -> bool:
        """Ask once where it is more than the quota, or units near or past their best-before date."""
        one = self._known.get(self.party.value or 0)
        if one is None:
            return True
        gift = Gift(one, tuple(GoodsLine(line.item.id, quantity) for line, quantity in chosen))
        with self.context.office.reading() as connection:
            basis = plan_basis(connection, day, store=self.store.currentData())
            asked = to_think_over(connection, basis, [gift], twice=False)
        return not asked or ConfirmDialog.ask(self, self.title_text, "\n".join(asked), "Tetap salurkan")

    def post(self, party: int | None, day: date | None, chosen: Sequence[tuple[QuantityLine, int]]) -> Done:
        """Prepare the letter."""
        witnesses = [
            (self.text_of(f"Nama saksi {no}"), self.text_of(f"Jabatan saksi {no}"))
            for no in range(1, _WITNESSES + 1)
        ]
        return prepare_handover(
            self.context.office,
            institution=party,
            store=self.store.currentData(),
            letter_date=day,
            lines=[GoodsLine(line.item.id, quantity) for line, quantity in chosen],
            signer=self.text_of(SIGNER),
            signer_title=self.text_of(SIGNER_TITLE),
            place=self.text_of(WHERE),
            witnesses=[pair for pair in witnesses if pair[0]],
        )


def _entry(institution: Institution) -> str:
    return " · ".join(part for part in (institution.name, institution.regency) if part)
