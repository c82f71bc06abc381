"""Products delivered by their makers: what one line of a receipt says, and what it does to the journal.

delivered = accepted + rejected. The accepted pieces are bought into the store, the rejected stay with
their maker; the materials both took are drawn first in first out from what she holds.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from ikm_desktop.errors import (
    DoesNotAdd,
    FieldInvalid,
    ItemRef,
    NotFound,
    PlaceRef,
    ReasonMissing,
)
from ikm_desktop.goods import tables as t
from ikm_desktop.office.fields import Findings
from ikm_desktop.participants import tables as people


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """What a maker delivers of one product.

    delivered, accepted, rejected: smallest units; reason: of the rejection; price: whole rupiah for one
    shown unit (the price list's by default; another one needs `price_reason`); materials: smallest units
    by item (the recipe's proposal by default; others need `recipe_reason` where the recipe asks);
    own_reason: why part of it is her own material; again: pieces that were rejected or given back and are
    delivered again (perbaikan): no recipe is asked, `materials` are those of the repair; offcuts: what came
    out besides, smallest units by item, to the maker or into the store, at value 0.
    """

    product: int
    delivered: int
    accepted: int
    rejected: int = 0
    reason: str = ""
    grade: str = ""
    price: int | None = None
    price_reason: str = ""
    materials: Mapping[int, int] | None = None
    recipe_reason: str = ""
    own_reason: str = ""
    again: bool = False
    offcuts: Mapping[int, int] = field(default_factory=dict)
    offcuts_to_store: bool = False

    def as_text(self) -> dict[str, Any]:
        """Return the line as a prepared receipt keeps it until it is inspected."""
        materials = None if self.materials is None else sorted(self.materials.items())
        text = {name: getattr(self, name) for name in self.__slots__} | {"materials": materials}
        return text | {"offcuts": sorted(self.offcuts.items())}

    @property
    def items(self) -> set[int]:
        """The items the line names."""
        return {self.product, *(self.materials or {}), *self.offcuts}

    def told_reasons(self) -> dict[str, str]:
        """Return the reasons typed for price, materials and her own, as the voucher keeps them."""
        reasons = {
            "price": self.price_reason.strip(),
            "recipe": self.recipe_reason.strip() if self.materials is not None else "",
            "own": self.own_reason.strip(),
        }
        return {name: text for name, text in reasons.items() if text}


@dataclass(frozen=True, slots=True)
class Receipt:
    """Who delivers into which store, for which batch, on which book day."""

    maker: PlaceRef
    store: PlaceRef
    batch: int | None
    day: date


def judge_form(found: Findings, no: int, line: DeliveryLine, item: ItemRef, known: Container[int]) -> bool:
    """Note what is wrong with a line by itself; return whether it can be tried on the book.

    known: the items the book has of those the line names.
    """
    before = len(found.reasons)
    found.counted(f"Diserahkan baris {no}", line.delivered, least=1, line=no)
    found.counted(f"Diterima baris {no}", line.accepted, line=no)
    found.counted(f"Ditolak baris {no}", line.rejected, line=no)
    if len(found.reasons) == before and line.delivered != line.accepted + line.rejected:
        found.add(
            DoesNotAdd(
                line=no,
                item=item,
                delivered=line.delivered,
                accepted=line.accepted,
                rejected=line.rejected,
            )
        )
    if line.rejected > 0 and not line.reason.strip():
        found.add(ReasonMissing(line=no, field=f"{item.show(line.rejected)} ditolak"))
    if line.price is not None:
        found.counted(f"Harga baris {no}", line.price, line=no)
    for material, quantity in (line.materials or {}).items():
        found.counted(f"Bahan {material} baris {no}", quantity, line=no)
        if material not in known:
            found.add(NotFound(line=no, field="Bahan", value=str(material)))
        elif material == line.product:
            found.add(FieldInvalid(line=no, field="Bahan", value=item.name, why="adalah produknya sendiri"))
    for offcut, quantity in line.offcuts.items():
        found.counted(f"Sisa potongan {offcut} baris {no}", quantity, line=no)
        if offcut not in known:
            found.add(NotFound(line=no, field="Sisa potongan", value=str(offcut)))
        elif offcut == line.product:
            why = "adalah produknya sendiri"
            found.add(FieldInvalid(line=no, field="Sisa potongan", value=item.name, why=why))
    return len(found.reasons) == before


_back, _undoing = t.line.alias("back"), t.voucher.alias("undoing")
_undone = (
    sa.select(sa.func.coalesce(sa.func.sum(_back.c.delivered), 0))
    .join(_undoing, _undoing.c.id == _back.c.voucher)
    .where(_back.c.refers == t.line.c.id, _undoing.c.kind == "reversal")
    .scalar_subquery()
)


_p, _at = people.participant.c, people.participant.alias("at")
_root = (
    sa.select(sa.func.coalesce(_at.c.merged_into, _at.c.id))
    .where(_at.c.place == sa.bindparam("maker"))
    .scalar_subquery()
)
HER_PLACES = sa.union_all(
    sa.select(_p.place).where(_p.id == _root), sa.select(_p.place).where(_p.merged_into == _root)
)
"""A maker's own place and those of her doubles: what is rounded up is rounded once a person."""

_DELIVERED_BEFORE = (
    sa.select(sa.func.coalesce(sa.func.sum(t.line.c.delivered - _undone), 0))
    .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
    .where(
        t.voucher.c.kind == "delivery",
        t.voucher.c.counterpart.in_(HER_PLACES),
        t.voucher.c.batch.is_not_distinct_from(sa.bindparam("batch", type_=sa.Integer)),
        t.line.c.item == sa.bindparam("product"),
        t.line.c.recipe == sa.bindparam("recipe"),
        t.line.c.again == 0,
    )
)


def delivered_before(
    connection: sa.Connection, *, product: int, maker: int, batch: int | None, recipe: int
) -> int:
    """Return how many pieces a maker delivered before under a recipe's version, repaired ones not counted."""
    values = {"product": product, "maker": maker, "batch": batch, "recipe": recipe}
    return int(connection.execute(_DELIVERED_BEFORE, values).scalar_one())
