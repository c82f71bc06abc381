"""Behind every figure of the proof stand the lines that add up to it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from hypothesis import given, settings

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.goods.conservation import MaterialBalance, ProductBalance, conservation
from ikm_desktop.goods.neraca import term_lines, terms_for, vouchers_behind
from tests.factories import things
from tests.goods.some_history import STEPS, History, Step
from tests.scenarios.desk import DAY, Desk


@settings(max_examples=2)
@given(STEPS)
def test_the_lines_behind_a_figure_add_up_to_it(steps: list[Step]) -> None:
    """Of every term, for the office, a batch and a maker, now and on a past day, after any history."""
    with TemporaryDirectory() as folder:
        history = History(Path(folder))
        history.try_all(steps)
        desk = history.desk
        with desk.office.reading() as connection:
            for on in (None, history.days()[len(history.days()) // 2]):
                for batch, makers in ((None, ()), (desk.batch, ()), (None, (desk.ani,))):
                    found = conservation(connection, on=on, batch=batch, makers=makers)
                    rows: list[MaterialBalance | ProductBalance] = [*found.materials, *found.products]
                    for row in rows:
                        behind = vouchers_behind(connection, row.item, on=on, batch=batch, makers=makers)
                        for term in terms_for(row.item):
                            assert sum(behind[term.name].values()) == getattr(row, term.name), term
        desk.office.close()


@pytest.fixture
def made(desk: Desk) -> tuple[int, int]:
    """Cloth of which 10 m were bought; ten masks of 50 cm each were delivered, two of them rejected."""
    cloth, mask = things.a_material(desk.office, "Kain"), things.a_product(desk.office, "Masker", price=500)
    things.a_recipe(desk.office, mask, {cloth: 500})
    desk.buy((cloth, 10_000, 100_000))
    desk.supply(desk.ani, {cloth: 5_000})
    desk.receive(desk.ani, DeliveryLine(mask, 10, 8, 2, reason="jahitan lepas"))
    return cloth, mask


def test_a_figure_opens_its_papers(desk: Desk, made: tuple[int, int]) -> None:
    """What a delivery took is told apart by what became of it; a line names paper, day and party."""
    cloth, _ = made
    with desk.office.reading() as connection:
        (row,) = conservation(connection).materials
        accepted = term_lines(connection, row.item, "used_in_accepted")
        rejected = term_lines(connection, row.item, "used_in_rejects")
        store = term_lines(connection, row.item, "in_store")
    assert row.item.id == cloth
    assert [line.quantity for line in (*accepted, *rejected)] == [4_000, 1_000]
    assert (accepted[0].party, accepted[0].day) == ("Ani CONTOH", DAY)
    assert [line.quantity for line in store] == [10_000, -5_000]
    assert [line.kind for line in store] == ["Terima dari penyedia", "Serahkan bahan"]


def test_what_was_reversed_is_behind_no_figure(desk: Desk, made: tuple[int, int]) -> None:
    """A purchase taken back is neither bought nor returned."""
    cloth, _ = made
    voucher = desk.buy((cloth, 700, 7_000))
    desk.reverse(voucher)
    with desk.office.reading() as connection:
        (row,) = conservation(connection).materials
        assert voucher not in {line.voucher for line in term_lines(connection, row.item, "bought")}
        assert term_lines(connection, row.item, "returned_to_vendor") == ()


@pytest.mark.parametrize("whose", ["batch", "maker"])
def test_one_makers_proof_is_found_by_indexes(desk: Desk, made: tuple[int, int], whose: str) -> None:
    """No statement goes through all moves, however many there are; that of the office does."""
    del made

    def scanned(**scope: object) -> list[str]:
        with desk.office.reading() as connection:
            asked: list[tuple[str, object]] = []

            def note(_c: object, _cursor: object, statement: str, values: object, *_more: object) -> None:
                asked.append((statement, values))

            sa.event.listen(connection, "before_cursor_execute", note)
            conservation(connection, **scope)  # type: ignore[arg-type]
            sa.event.remove(connection, "before_cursor_execute", note)
            steps = [
                row[3]
                for statement, values in asked
                for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
            ]
        return [step for step in steps if step.startswith(("SCAN original", "SCAN came", "SCAN touched"))]

    assert scanned()
    assert scanned(**({"batch": desk.batch} if whose == "batch" else {"makers": (desk.ani,)})) == []
