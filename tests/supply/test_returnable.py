"""What can come back: by the handover that gave it, by the purchase it came with, never what is pinned."""

from __future__ import annotations

from ikm_desktop.amounts import PIECE
from ikm_desktop.goods.whereabouts import whereabouts
from ikm_desktop.supply.returnable import bought_in_store, held_for_return
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


def test_she_returns_by_handover(desk: Desk) -> None:
    """Two handovers of one item stand apart with their papers; what came back is no longer there."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((cloth, 20, 2000))
    first, second = desk.supply(desk.ani, {cloth: 5}), desk.supply(desk.ani, {cloth: 3})
    desk.back(desk.ani, (cloth, 2))
    with desk.office.reading() as connection:
        held = held_for_return(connection, desk.ani, DAY)
    assert [(one.line, one.quantity) for one in held] == [
        (desk.lines(first)[0], 3),
        (desk.lines(second)[0], 3),
    ]
    assert [one.paper.voucher if one.paper else None for one in held] == [first, second]


def test_a_vendor_gets_back_only_what_he_sold_and_is_here(desk: Desk) -> None:
    """Handed out and pinned units are left out, another vendor's goods as well."""
    cloth = things.a_material(desk.office, "Kain", unit=PIECE)
    bought = desk.buy((cloth, 20, 2000))
    desk.supply(desk.ani, {cloth: 5})
    waiting = desk.prepare({desk.budi: {cloth: 4}})
    other = things.a_vendor(desk.office, "Toko lain CONTOH")
    with desk.office.reading() as connection:
        there = bought_in_store(connection, desk.vendor, desk.store, DAY)
        assert bought_in_store(connection, other, desk.store, DAY) == ()
        found = whereabouts(connection, prepared=waiting.prepared[0])
        assert whereabouts(connection, voucher=999) is None
    assert [(one.line, one.quantity) for one in there] == [(desk.lines(bought)[0], 11)]
    assert found is not None
    assert (found.kind, found.paper, found.paper_kind) == ("supply", waiting.papers[0], "TTB")
