"""The first act of a new book: what every office's book holds before anything is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikm_desktop.goods import places
from ikm_desktop.office import stamp_duty, tax
from ikm_desktop.office.acts import Act, Done, Kind

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office


def set_up(office: Office, *, store: str = "Gudang Utama") -> Done:
    """Give a new book its fixed places, the rates in force and its first store.

    Done again, it changes nothing. The store's place is the only id in `Done.ids`.
    """
    with office.act("set_up") as act:
        set_up_in(act, store=store)
        return act.done()


def set_up_in(act: Act, *, store: str = "Gudang Utama") -> int:
    """Set up a new book within an act and return the place of its first store."""
    places.make_fixed_places_in(act)
    tax.seed_defaults_in(act)
    stamp_duty.seed_defaults_in(act)
    act.changed.update({Kind.SETTING, Kind.STOCK})
    standing = places.stores(act.connection, archived=True)
    return standing[0].place if standing else places.add_store_in(act, name=store)
