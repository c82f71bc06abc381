"""An item not yet known, entered in place on the page that receives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ikm_desktop.amounts import GRAM, KILOGRAM, LITRE, METRE, PIECE, Unit
from ikm_desktop.goods.items import Item, ItemKind, add_item
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.new_party import Ask, NewPartyForm
from ui.theme.look import Look

_KINDS = (("material", "Bahan"), ("product", "Produk"))
_WIDEST = 900


class NewItemForm(NewPartyForm):
    """Name, kind and unit. made: the id of the new item, with its name; line: that wants it, from 1."""

    def __init__(self, office: Office, look: Look, known: Sequence[Item]) -> None:
        self._office = office
        standard = (PIECE, METRE, KILOGRAM, GRAM, LITRE)
        self._units: dict[str, Unit] = {
            unit.symbol: unit for unit in (*standard, *(item.unit for item in known))
        }
        super().__init__(
            look,
            "barang",
            (
                Ask("name", "Nama"),
                Ask("kind", "Jenis", _KINDS),
                Ask("unit", "Satuan", [(symbol, symbol) for symbol in self._units]),
            ),
            self._add_item,
            lambda done: done.ids[0],
        )
        self.setMaximumWidth(_WIDEST)
        self.line = 1

    def open_for(self, line: int, name: str) -> None:
        """Show the form for a line, with a name typed already."""
        self.line = line
        self.open_with(name)

    def _add_item(self, texts: Mapping[str, str]) -> Done:
        kind: ItemKind = "product" if texts["kind"] == "product" else "material"
        return add_item(self._office, kind=kind, name=texts["name"], unit=self._units[texts["unit"]])
