"""What a delivery consumes: first in first out of what the maker holds, else her own with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ikm_desktop import amounts
from ikm_desktop.errors import ItemRef, OwnMaterial, PlaceRef, TooBig
from ikm_desktop.goods.items import item_ref
from ikm_desktop.goods.journal import Journal, Voucher
from ikm_desktop.goods.places import fixed_places
from ikm_desktop.goods.shelf import Piece
from ikm_desktop.goods.shortage import Wanted, shortage
from ikm_desktop.office.fields import Findings

EnoughFor = Callable[[int, int], int | None]
"""Given a material and how much of it she holds: for how many pieces it is enough, None if not known."""


@dataclass(frozen=True, slots=True)
class Need:
    """What one line needs: smallest units by material, why part of it may be her own, for which product.

    own: of a line posted once more, how much of each material was her own: no more is now, and no less,
    whatever she holds by now. None where what she does not hold is her own.
    """

    materials: Mapping[int, int]
    own_reason: str
    product: ItemRef
    enough_for: EnoughFor
    own: Mapping[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Of one material, the pieces taken from what she holds and how much is her own."""

    material: int
    pieces: tuple[Piece, ...]
    own: int


class Consumption:
    """Draws materials at one maker, each line after the one before."""

    def __init__(self, journal: Journal, found: Findings, maker: PlaceRef) -> None:
        self._journal = journal
        self._found = found
        self._maker = maker
        fixed = fixed_places(journal.connection)
        journal.know((maker, *fixed.values()))
        self.used, self._own, self.wasted = fixed["used"].id, fixed["own"].id, fixed["wasted"].id

    def missing(self, voucher: Voucher, no: int, need: Need) -> dict[int, int]:
        """Return by material how much of it is her own; note what has no reason or is pinned."""
        self._journal.shelf.read_ahead(self._maker.id, need.materials)
        found = {}
        for material, quantity in need.materials.items():
            own = (need.own or {}).get(material, 0)
            if quantity > 0:
                wanted = Wanted(self._maker.id, material, quantity - own, voucher.day, no)
                found[material] = own + self._missing(wanted, need)
        return found

    def _missing(self, wanted: Wanted, need: Need) -> int:
        if wanted.quantity > amounts.LARGEST:
            field = f"Bahan baris {wanted.line}"
            self._found.add(TooBig(line=wanted.line, field=field, value=wanted.quantity))
            return 0
        shelf = self._journal.shelf
        free = shelf.available(wanted.place, wanted.item, wanted.day)
        if free >= wanted.quantity:
            return 0
        held = shelf.there(wanted.place, wanted.item, wanted.day)
        if held < wanted.quantity and (need.own is not None or not need.own_reason.strip()):
            self._found.add(self._own_material(wanted, held, need))
            return 0
        taken = min(held, wanted.quantity)
        if free < taken:
            self._found.add(shortage(self._journal.connection, shelf, replace(wanted, quantity=taken)))
        return wanted.quantity - taken

    def _own_material(self, wanted: Wanted, held: int, need: Need) -> OwnMaterial:
        return OwnMaterial(
            line=wanted.line,
            item=item_ref(self._journal.connection, wanted.item),
            maker=self._maker,
            day=wanted.day,
            needed=wanted.quantity,
            held=held,
            enough_for=need.enough_for(wanted.item, held),
            product=need.product,
        )

    def draw(self, voucher: Voucher, need: Need, missing: Mapping[int, int]) -> list[Drawn]:
        """Take the materials of a line; what is missing is hers. Nothing may have been noted before."""
        return [
            Drawn(
                material,
                tuple(
                    self._journal.shelf.take(
                        self._maker.id, material, voucher.day, need.materials[material] - own
                    )
                    or ()
                ),
                own,
            )
            for material, own in missing.items()
        ]

    def consume(self, voucher: Voucher, line: int, drawn: Drawn) -> int:
        """Move a material into use, the missing part as the maker's own at value 0; return its cost."""
        cost = self._journal.carry(voucher, line, drawn.pieces, origin=self._maker.id, to=self.used)
        if drawn.own:
            lot = self._journal.lot(
                line,
                item=drawn.material,
                day=voucher.day,
                quantity=drawn.own,
                value=0,
                source="own",
                maker=self._maker.id,
            )
            self._journal.carry(voucher, line, [lot.piece()], origin=self._own, to=self.used)
        return cost
