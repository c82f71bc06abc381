"""What lies in the store and can be handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.goods.balances import available
from ikm_desktop.goods.items import Item, items
from ikm_desktop.goods.parties import Institution, institutions
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.stock import stock_list
from ikm_desktop.office.book import Office


@dataclass(frozen=True, slots=True)
class Free:
    """A product and how much of it a letter of the day could take, smallest units."""

    item: Item
    quantity: int

    @property
    def shown(self) -> str:
        """The quantity with its unit."""
        return self.item.ref.show(self.quantity)


def free_products(office: Office, day: date) -> list[Free]:
    """Return every product with what is free of it in the main store on a day."""
    with office.reading() as connection:
        store = main_store(connection)
        products = [item for item in items(connection) if item.kind == "product"]
        return [Free(item, available(connection, place=store, item=item.id, on=day)) for item in products]


def known_institutions(office: Office) -> tuple[Institution, ...]:
    """Return who can receive, by name."""
    with office.reading() as connection:
        return institutions(connection)


def store_of(office: Office) -> int:
    """Return the store that letters take from."""
    with office.reading() as connection:
        return main_store(connection)


def waiting_in_store(office: Office) -> str:
    """Say what of the products lies in the stores."""
    with office.reading() as connection:
        rows = [row for row in stock_list(connection) if row.item.kind == "product" and row.in_stores]
    parts = ", ".join(f"{row.item.heading} {row.item.ref.show(row.in_stores)}" for row in rows)
    return f"Di gudang ada {parts} siap disalurkan." if parts else ""
