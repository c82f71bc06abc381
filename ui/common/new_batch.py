"""A batch not made yet, entered in place where one is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from ikm_desktop.batches.batches import add_batch, batches
from ikm_desktop.batches.copying import next_name
from ikm_desktop.goods.items import items
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.fields import read_day
from ui.common.new_at_end import ChoiceWithNew
from ui.common.new_party import Ask, NewPartyForm
from ui.theme.look import Look

_DAY = "Tanggal mulai"


class NewBatchForm(NewPartyForm):
    """Name, training, first day and product; the rest is filled in on the batch's own page.

    It is opened by "+ Angkatan baru…" at the end of `choice`, which then has the new batch chosen. as_text:
    the list keeps ids as texts.
    """

    def __init__(self, office: Office, look: Look, choice: ChoiceWithNew, *, as_text: bool = False) -> None:
        self._office = office
        with office.reading() as connection:
            made = [(str(one.id), one.heading) for one in items(connection) if one.kind == "product"]
        super().__init__(
            look,
            "angkatan",
            (
                Ask("name", "Nama"),
                Ask("training", "Pelatihan"),
                Ask("starts_on", _DAY),
                Ask("product", "Produk", [*made, ("", "belum ditetapkan")]),
            ),
            self._add_batch,
            lambda done: done.ids[0],
        )
        choice.offer_new("Angkatan")
        choice.wanted.connect(self._begin)
        self._choice, self._as_text = choice, as_text
        self.made.connect(self._take)

    def _begin(self) -> None:
        """Open with the next name, and the training of the newest batch."""
        with self._office.reading() as connection:
            name = next_name(connection)
            known = batches(connection)
        self.fill("training", known[-1].training if known else "")
        self.open_with(name)
        self.fields["training"].setFocus()

    def _take(self, batch: int, name: str) -> None:
        self._choice.put_in(name, str(batch) if self._as_text else batch)
        self._choice.setFocus()

    def _add_batch(self, texts: Mapping[str, str]) -> Done:
        today = self._office.clock.now().date()
        return add_batch(
            self._office,
            name=texts["name"],
            training=texts["training"],
            starts_on=read_day(texts["starts_on"], _DAY, today) if texts["starts_on"] else None,
            product=int(texts["product"]) if texts["product"] else None,
        )
