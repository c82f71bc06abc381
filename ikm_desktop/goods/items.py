"""Items: the materials and products the office keeps books of, each with its unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import sqlalchemy as sa

from ikm_desktop.amounts import Unit
from ikm_desktop.errors import AlreadyThere, FieldRefusal, ItemRef, NotFound
from ikm_desktop.goods import tables as t
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.fields import Findings, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Unpack

    from ikm_desktop.office.book import Office

ItemKind = Literal["material", "product"]
KINDS: dict[str, str] = {"material": "Bahan", "product": "Produk"}
"""The kinds of items, with their names on screen."""


@dataclass(frozen=True, slots=True)
class Item:
    """A material or product.

    code: the office's goods code; specification: as papers print it; reorder_level: smallest units, below
    which stock counts as short (0 = never); shelf_life_days: from making to the best-before date; pack:
    smallest units in the pack it is bought in, 0 when it is bought loose; pack_name: its word ("gulungan").
    """

    id: int
    kind: ItemKind
    name: str
    unit: Unit
    code: str
    short_name: str
    specification: str
    reorder_level: int
    shelf_life_days: int | None
    archived: bool
    pack: int = 0
    pack_name: str = ""

    @property
    def ref(self) -> ItemRef:
        """The item as messages and papers name it."""
        return self.unit.ref(self.id, self.name)

    @property
    def heading(self) -> str:
        """The name for a narrow column."""
        return self.short_name or self.name


class ItemFields(TypedDict, total=False):
    """What may be told of an item besides kind, name and unit."""

    code: str
    short_name: str
    specification: str
    reorder_level: int
    shelf_life_days: int | None
    pack: int
    pack_name: str


@dataclass(kw_only=True, eq=False)
class UnitInUse(FieldRefusal):
    """The smallest unit of an item with entries cannot change: every figure of it would mean another."""

    item: str

    @property
    def sentence(self) -> str:
        """Name the item and why."""
        return f"Satuan {self.item} tidak dapat diubah lagi: sudah ada catatan dengan satuan itu."


def add_item(office: Office, *, kind: ItemKind, name: str, unit: Unit, **fields: Unpack[ItemFields]) -> Done:
    """Add a material or product. Raises FieldMissing, FieldInvalid, Negative, AlreadyThere.

    Its id is in `Done.ids`.
    """
    with office.act("add_item") as act:
        add_item_in(act, kind=kind, name=name, unit=unit, **fields)
        return act.done()


def add_item_in(act: Act, *, kind: ItemKind, name: str, unit: Unit, **fields: Unpack[ItemFields]) -> int:
    """Add an item within an act and return its id."""
    found = Findings()
    kept = _checked_name(found, act, name)
    found.chosen("Jenis barang", kind, KINDS)
    values = _checked_fields(found, fields)
    units = _unit_values(found, unit)
    found.refuse()
    item = act.insert(t.item, {"kind": kind, "name": kept, **units, **values})
    act.changed.add(Kind.ITEM)
    act.ids.append(item)
    return item


def change_item(
    office: Office,
    *,
    item: int,
    name: str | None = None,
    unit: Unit | None = None,
    **fields: Unpack[ItemFields],
) -> Done:
    """Change an item; what is not named stays. Raises as `add_item`, and UnitInUse."""
    with office.act("change_item") as act:
        before = item_of(act.connection, item)
        found = Findings()
        values = _checked_fields(found, fields)
        if name is not None:
            values["name"] = _checked_name(found, act, name, but=item)
        if unit is not None:
            values |= _unit_values(found, unit)
            other = (unit.per, unit.smallest) != (before.unit.per, before.unit.smallest)
            if other and _is_used(act.connection, item):
                found.add(UnitInUse(field="Satuan", item=before.name))
        found.refuse()
        act.update(t.item, item, values)
        act.changed.add(Kind.ITEM)
        return act.done()


def archive_item(office: Office, *, item: int, archived: bool = True) -> Done:
    """Put an item away, or bring it back; its entries stay. Raises NotFound."""
    with office.act("archive_item" if archived else "restore_item") as act:
        item_of(act.connection, item)
        act.update(t.item, item, {"archived": int(archived)})
        act.changed.add(Kind.ITEM)
        return act.done()


def item_of(connection: sa.Connection, item: int) -> Item:
    """Return one item. Raises NotFound."""
    found = items_by_id(connection, [item])
    if item not in found:
        raise NotFound(field="Barang", value=str(item))
    return found[item]


def item_ref(connection: sa.Connection, item: int) -> ItemRef:
    """Return an item as messages name it. Raises NotFound."""
    return item_of(connection, item).ref


def items_by_id(connection: sa.Connection, items: Iterable[int]) -> dict[int, Item]:
    """Return several items by id in one statement; unknown ids are left out."""
    rows = connection.execute(_BY_ID, {"items": list(set(items))}).mappings()
    return {row["id"]: _item(row) for row in rows}


_BY_ID = sa.select(t.item).where(t.item.c.id.in_(sa.bindparam("items", expanding=True)))


def items(
    connection: sa.Connection, *, kind: ItemKind | None = None, archived: bool = False
) -> tuple[Item, ...]:
    """Return the items in the order they were made, of one kind or all; archived: also those put away."""
    return tuple(_item(row) for row in connection.execute(_query_of(kind, archived=archived)).mappings())


@cache
def _query_of(kind: ItemKind | None, *, archived: bool) -> sa.Select[*tuple[Any, ...]]:
    query = sa.select(t.item).order_by(t.item.c.id)
    if kind is not None:
        query = query.where(t.item.c.kind == kind)
    return query if archived else query.where(t.item.c.archived == 0)


def _item(row: Mapping[Any, Any]) -> Item:
    return Item(
        id=row["id"],
        kind=row["kind"],
        name=row["name"],
        unit=Unit(row["unit"], row["per"], row["smallest"], row["decimals"]),
        code=row["code"],
        short_name=row["short_name"],
        specification=row["specification"],
        reorder_level=row["reorder_level"],
        shelf_life_days=row["shelf_life_days"],
        archived=bool(row["archived"]),
        pack=row["pack"],
        pack_name=row["pack_name"],
    )


def _checked_name(found: Findings, act: Act, name: str, *, but: int | None = None) -> str:
    kept = found.filled("Nama barang", name)
    for other in items(act.connection, archived=True):
        if other.id != but and other.name.casefold() == kept.casefold():
            found.add(
                AlreadyThere(field="Nama barang", value=kept, owner=KINDS[other.kind].lower() + " lain")
            )
    return kept


def _checked_fields(found: Findings, fields: ItemFields) -> dict[str, Any]:
    found.counted("Batas persediaan", fields.get("reorder_level", 0))
    found.counted("Isi kemasan beli", fields.get("pack", 0))
    days = fields.get("shelf_life_days")
    if days is not None:
        found.counted("Masa simpan (hari)", days, least=1)
    return {name: tidy(value) if isinstance(value, str) else value for name, value in fields.items()}


def _unit_values(found: Findings, unit: Unit) -> dict[str, Any]:
    found.filled("Satuan", unit.symbol)
    found.filled("Satuan terkecil", unit.smallest)
    found.counted("Isi satuan", unit.per, least=1)
    return {"unit": unit.symbol, "per": unit.per, "smallest": unit.smallest, "decimals": unit.decimals}


def _is_used(connection: sa.Connection, item: int) -> bool:
    """Whether any figure in the book is counted in the item's smallest unit."""
    in_recipe = sa.or_(t.recipe_line.c.item == item, t.recipe.c.product == item)
    places = (
        sa.exists().where(t.line.c.item == item),
        sa.exists().where(t.recipe_line.c.recipe == t.recipe.c.id, in_recipe),
        sa.exists().where(t.price.c.item == item),
        # A prepared voucher's body names its items in JSON; its presence is enough to be careful.
        sa.exists().where(t.prepared.c.state == "prepared"),
    )
    return bool(connection.execute(sa.select(sa.or_(*places))).scalar())
