"""What lies in the store and can be handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ikm_desktop.distribution.plan import Free, plan_basis
from ikm_desktop.goods.parties import Institution, institutions
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.stock import stock_list
from ikm_desktop.office.book import Office

__all__ = ["Free", "free_products", "known_institutions", "store_of", "waiting_in_store"]


def free_products(office: Office, day: date) -> Sequence[Free]:
    """Return every product with what is free of it in the main store on a day."""
    with office.reading() as connection:
        return plan_basis(connection, day).products


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
