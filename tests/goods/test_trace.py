"""The trace, both ways: which roll is in which mask, and where it went."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.goods.runs import Run
from ikm_desktop.goods.trace import Trace, TraceNode, trace
from tests.factories import things
from tests.goods.some_history import STEPS, History, Step
from tests.scenarios.desk import Desk


class Chain:
    """Two rolls of cloth; Ani makes 10 masks of 5 + 5, Budi 5 of the second; the church gets 12 of 13."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cloth = things.a_material(desk.office, unit=PIECE)
        self.mask = things.a_product(desk.office, price=50)
        things.a_recipe(desk.office, self.mask, {self.cloth: 1})
        self.first_roll = desk.buy((self.cloth, 5, 500))
        self.second_roll = desk.buy((self.cloth, 20, 3000))
        desk.supply(desk.ani, {self.cloth: 10})
        desk.supply(desk.budi, {self.cloth: 5})
        self.of_ani = desk.receive(desk.ani, DeliveryLine(self.mask, 10, 8, 2, reason="jahitan lepas"))
        self.of_budi = desk.receive(desk.budi, DeliveryLine(self.mask, 5, 5))
        self.gift = desk.give((self.mask, 12))

    def lot_of(self, voucher: int, source: str) -> int:
        """Return the lot of a source that a voucher made."""
        with self.desk.office.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT lot.id FROM lot JOIN line ON line.id = lot.line WHERE voucher = ? AND source = ?",
                (voucher, source),
            )
            return int(rows.scalar_one())

    def trace(self, direction: str, **start: object) -> Trace:
        """Return a trace."""
        with self.desk.office.reading() as connection:
            return trace(connection, direction, **start)  # type: ignore[arg-type]


@pytest.fixture
def chain(desk: Desk) -> Chain:
    """The chain from two rolls to the church."""
    return Chain(desk)


def units(nodes: Iterable[TraceNode], **wanted: object) -> int:
    """Return how many units move in the nodes that have the wanted values."""
    return sum(
        node.quantity for node in nodes if all(getattr(node, name) == value for name, value in wanted.items())
    )


def test_back_from_a_handover_to_the_rolls(chain: Chain) -> None:
    """12 masks: 8 of Ani, 4 of Budi; in them, as a whole, Ani's 10 pieces of two rolls and Budi's 5."""
    found = chain.trace("back", voucher=chain.gift)
    assert units(found.nodes, voucher=chain.gift) == 12
    assert units(found.nodes, kind="delivery", from_name="Ani CONTOH", to_kind="store") == 8
    assert units(found.nodes, kind="delivery", from_name="Budi CONTOH", to_kind="store") == 4
    assert units(found.nodes, to_kind="used", from_name="Ani CONTOH") == 10
    assert units(found.nodes, to_kind="used", from_name="Budi CONTOH") == 5
    assert {(node.voucher, node.quantity) for node in found.sources} == {
        (chain.first_roll, 5),
        (chain.second_roll, 10),
    }
    assert {node.move for node in found.ends} == set(found.starts)


def test_back_from_one_mask_shows_its_way_and_what_is_in_it(chain: Chain) -> None:
    """Ani's third mask went from her to the store and on to the church; its line took both rolls."""
    lot = chain.lot_of(chain.of_ani, "accepted")
    found = chain.trace("back", run=Run(lot, 2, 1))
    way = [(node.from_kind, node.to_kind, node.quantity) for node in found.nodes if node.lot == lot]
    assert way == [("used", "participant", 1), ("participant", "store", 1), ("store", "institution", 1)]
    assert {node.voucher for node in found.sources} == {chain.first_roll, chain.second_roll}
    assert "Budi CONTOH" not in {node.from_name for node in found.nodes}


def test_forward_from_a_roll_to_the_church(chain: Chain) -> None:
    """The first roll went to Ani only: into all 10 of her masks, 8 of which the church has."""
    found = chain.trace("forward", lot=chain.lot_of(chain.first_roll, "purchase"))
    assert units(found.nodes, to_kind="used") == 5
    assert units(found.nodes, kind="delivery", from_kind="used") == 10
    assert units(found.nodes, to_kind="institution") == 8
    assert {(node.lot_source, node.to_kind) for node in found.ends} == {
        ("accepted", "institution"),
        ("rejected", "participant"),
    }


def test_forward_from_some_units_follows_these_only(chain: Chain) -> None:
    """Unit 12 of the second roll is with nobody but the store; unit 0 is in Ani's masks."""
    roll = chain.lot_of(chain.second_roll, "purchase")
    (resting,) = chain.trace("forward", run=Run(roll, 12, 1)).nodes
    assert (resting.to_kind, resting.quantity, resting.cost) == ("store", 1, 150)
    used = chain.trace("forward", run=Run(roll, 0, 1))
    assert units(used.nodes, lot=roll, to_kind="used") == 1
    assert units(used.nodes, to_kind="institution") == 8


def test_from_a_maker_to_all_who_received(chain: Chain) -> None:
    """What came to Budi: 5 pieces of cloth, his 5 masks, of which the church has 4."""
    found = chain.trace("forward", places=[chain.desk.budi])
    assert units(found.nodes, to_kind="institution") == 4
    assert {node.kind for node in found.nodes} == {"supply", "delivery", "distribution"}


def test_from_a_delivery_line_both_ways(chain: Chain) -> None:
    """Ani's line: back to two rolls, forward to the church."""
    (line,) = chain.desk.lines(chain.of_ani)
    back, forward = chain.trace("back", line=line), chain.trace("forward", line=line)
    assert {node.voucher for node in back.sources} == {chain.first_roll, chain.second_roll}
    assert units(forward.nodes, to_kind="institution") == 8
    assert {(node.delivered, node.accepted, node.rejected) for node in forward.sources} == {(10, 8, 2)}
    assert {(node.lot_source, node.lot_quantity, node.lot_price) for node in forward.sources} == {
        ("accepted", 8, 50),
        ("rejected", 2, 0),
    }


def test_from_an_institution_and_a_vendor(chain: Chain) -> None:
    """Back from the church to both rolls; forward from the vendor to the church."""
    back = chain.trace("back", places=[chain.desk.church])
    assert {node.voucher for node in back.sources} == {chain.first_roll, chain.second_roll}
    forward = chain.trace("forward", places=[chain.desk.vendor])
    assert units(forward.nodes, from_kind="vendor") == 25
    assert units(forward.nodes, to_kind="institution") == 12


def test_own_material_is_a_source(desk: Desk) -> None:
    """What a maker brings herself leads into her masks like cloth of ours."""
    cloth = things.a_material(desk.office, unit=PIECE)
    mask = things.a_product(desk.office, price=50)
    things.a_recipe(desk.office, mask, {cloth: 1})
    delivery = desk.receive(desk.ani, DeliveryLine(mask, 3, 3, own_reason="kain sendiri"))
    with desk.office.reading() as connection:
        found = trace(connection, "back", voucher=delivery)
    (source,) = found.sources
    assert (source.from_kind, source.quantity, source.cost) == ("own", 3, 0)


def test_reversed_pairs_are_grey(chain: Chain) -> None:
    """After the gift is reversed its moves and their reversals are grey, the rest is not."""
    reversal = chain.desk.reverse(chain.gift)
    found = chain.trace("forward", lot=chain.lot_of(chain.first_roll, "purchase"))
    grey = {node.voucher for node in found.nodes if node.is_grey}
    assert grey == {chain.gift, reversal}


def test_a_part_reversed_leaves_the_rest_black(chain: Chain) -> None:
    """3 of the 12 come back: 9 are still there, and the trace says so."""
    chain.desk.reverse(chain.gift, quantities={1: 3})
    found = chain.trace("back", voucher=chain.gift)
    gift = [node for node in found.nodes if node.voucher == chain.gift]
    assert sum(node.quantity - node.taken_back for node in gift) == 9
    assert not any(node.is_grey for node in gift if node.taken_back < node.quantity)


def test_a_trace_begins_with_one_thing(chain: Chain) -> None:
    """Nothing, or two things, to begin with is a mistake of the caller."""
    with pytest.raises(ValueError, match="exactly one"):
        chain.trace("back")
    with pytest.raises(ValueError, match="exactly one"):
        chain.trace("back", line=1, voucher=1)


@settings(max_examples=6)
@given(STEPS)
def test_both_ways_tell_the_same(steps: list[Step]) -> None:
    """What lies forward of each purchase is just what it lies back of; units are carried, never made up."""
    with TemporaryDirectory() as folder:
        history = History(Path(folder))
        history.try_all(steps)
        desk = history.desk
        with desk.office.reading() as connection:
            lots = connection.exec_driver_sql("SELECT id FROM lot WHERE source = 'purchase'").scalars().all()
            gifts = connection.exec_driver_sql("SELECT id FROM voucher WHERE kind = 'distribution'")
            forward = {
                (lot, node.voucher)
                for lot in lots
                for node in trace(connection, "forward", lot=lot).nodes
                if node.to_kind == "institution"
            }
            back = {
                (node.lot, gift)
                for gift in gifts.scalars().all()
                for node in _checked(trace(connection, "back", voucher=gift)).nodes
                if node.from_kind == "vendor"
            }
            assert forward == back
        desk.office.close()


def _checked(found: Trace) -> Trace:
    nodes = {node.move: node for node in found.nodes}
    for edge in found.edges:
        source, target = nodes[edge.source], nodes[edge.target]
        assert edge.quantity <= source.quantity
        assert (source.lot != target.lot) == edge.made
        assert source.entry < target.entry or (source.entry == target.entry and edge.source < edge.target)
        if not edge.made:
            assert source.to_place == target.from_place
    return found
