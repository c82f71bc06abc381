"""A trace as it is read: both ways, reversed pairs grey, what is particular said in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.goods.trails import Start, Step, starts, trail
from tests.factories import things
from tests.goods.some_history import QuietDesk
from tests.scenarios.desk import Desk


class Made:
    """Two rolls, masks of Ani from both with one reject and some own thread, and a letter to the church."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.cloth = things.a_material(desk.office, "Kain")
        self.thread = things.a_material(desk.office, "Benang")
        self.mask = things.a_product(desk.office, "Masker", price=500)
        things.a_recipe(desk.office, self.mask, {self.cloth: 500, self.thread: 10})
        desk.buy((self.cloth, 4_000, 40_000), paper="NOTA-1")
        desk.buy((self.cloth, 4_000, 44_000), (self.thread, 95, 950), paper="NOTA-2")
        self.kit = desk.supply(desk.ani, {self.cloth: 5_000, self.thread: 95})
        line = DeliveryLine(self.mask, 10, 9, 1, reason="jahitan lepas", own_reason="benang sendiri")
        self.delivery = desk.receive(desk.ani, line)
        self.letter = desk.give((self.mask, 6))

    def steps(self, start: Start, direction: str) -> list[Step]:
        """Read a trail."""
        with self.desk.office.reading() as connection:
            found = trail(connection, start, direction)  # type: ignore[arg-type]
        assert found.more == 0
        return list(found.steps)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The history above, which nothing changes."""
    desk = QuietDesk(tmp_path_factory.mktemp("jejak"))
    yield Made(desk)
    desk.office.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Made]:
    """The same, to go on with."""
    desk = QuietDesk(tmp_path)
    yield Made(desk)
    desk.office.close()


def test_from_a_letter_back_to_the_rolls(made: Made) -> None:
    """The letter, who sewed, what it took, and where each came from; own material is said."""
    steps = made.steps(Start("", voucher=made.letter), "back")
    assert (steps[0].depth, steps[0].shown) == (0, "6 buah")
    sources = {
        (step.node.from_kind, step.item.name) for step in steps if step.node.from_kind in ("vendor", "own")
    }
    assert sources == {("vendor", "Kain"), ("vendor", "Benang"), ("own", "Benang")}
    assert [step.remark for step in steps if step.node.from_kind == "own"] == ["bahan sendiri"]
    assert all(after.depth <= before.depth + 1 for before, after in pairwise(steps))


def test_from_a_roll_forward_to_the_church(made: Made) -> None:
    """Store, maker, product: accepted ones at the church, the reject with her and named so."""
    with made.desk.office.reading() as connection:
        lot = next(start for start in starts(connection) if start.lot == 1)
    steps = made.steps(lot, "forward")
    assert any(step.node.to_kind == "institution" for step in steps)
    assert {step.remark for step in steps if step.node.lot_source == "rejected"} == {"ditolak"}


def test_a_reversed_pair_is_grey(own: Made) -> None:
    """Both stand there, neither counts as an end; a part is told as a part."""
    own.desk.reverse(own.letter)
    steps = own.steps(Start("", voucher=own.letter), "forward")
    assert [step.grey for step in steps] == [True, True]
    assert [step.remark for step in steps] == ["dibalik", "membalikkan"]


def test_each_move_is_followed_once(own: Made) -> None:
    """What two products share stands with all that leads to it once, then as a reference."""
    own.desk.receive(own.desk.ani, DeliveryLine(own.mask, 1, 1, 0, own_reason="benang sendiri"))
    steps = own.steps(Start("", place=own.desk.ani), "back")
    firsts = [step.node.move for step in steps if not step.again]
    assert len(firsts) == len(set(firsts))
    assert all(following.depth <= step.depth for step, following in pairwise(steps) if step.again)


def test_what_a_trace_can_begin_with(made: Made) -> None:
    """People, institutions, vendors, lots and papers, each by its name."""
    with made.desk.office.reading() as connection:
        names = [start.name for start in starts(connection)]
    assert "Peserta: Ani CONTOH" in names
    assert "Lembaga: Majelis CONTOH" in names
    assert any(name.startswith("Lot 1: Kain 4,00 m, 24-08-2020, Toko CONTOH") for name in names)
    assert any(name.startswith("BAST 530/") for name in names)
