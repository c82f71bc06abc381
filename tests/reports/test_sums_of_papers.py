"""Whatever was bought, made, paid and given: sums on papers are those of the journal, asked in plain SQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine
from ikm_desktop.buyback.payment_many import Payment, pay_many
from ikm_desktop.office.settings import Wording, save
from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import papers_of, read_paper
from ikm_desktop.reports import issuing, sheets
from tests.factories import things
from tests.scenarios.desk import DAY, Desk


class BusyDesk(Desk):
    """A desk on which batch after batch is handed out, made, paid and given on; checked at the end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cloth = things.a_material(self.office, "Kain")
        self.mask = things.a_product(self.office, "Masker", price=5_001)
        save(self.office, Wording(values={"BAST-L": c.BOOK_COST}))

    def checked(self, done: Any) -> Any:  # noqa: ANN401 -- as the desk's own
        """Let it pass."""
        return done

    def says(self, paper: int) -> Any:  # noqa: ANN401 -- contents of many kinds
        """Return what a paper says; its own sums are right."""
        with self.office.reading() as connection:
            row = read_paper(connection, paper)
            content = issuing.GATHERERS[row.kind](connection, row, version=1, draft=False)
        assert check_sums(content) == ()
        return content

    def of(self, voucher: int) -> Any:  # noqa: ANN401
        """Return what the paper of a voucher says."""
        with self.office.reading() as connection:
            return self.says(papers_of(connection, voucher=voucher)[0].id)

    def asked(self, sql: str, *values: object) -> tuple[int, ...]:
        """Return the sums of a question in plain SQL."""
        with self.office.reading() as connection:
            row = connection.exec_driver_sql(sql, values).one()
        return tuple(value or 0 for value in row)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BusyDesk]:
    """The desk of this module; what one example leaves the next one finds, as in an office."""
    found = BusyDesk(tmp_path_factory.mktemp("jumlah"))
    yield found
    found.office.close()


# No shrinking: the desk grows from example to example, so that a smaller one would not be the same.
@settings(max_examples=4, deadline=None, phases=[Phase.generate])
@given(
    metres=st.integers(2_000, 50_000),
    value=st.integers(1, 9_999_999),
    kits=st.tuples(st.integers(1, 1_000), st.integers(1, 1_000)),
    pieces=st.tuples(st.integers(1, 40), st.integers(0, 9)),
    given_on=st.integers(1, 40),
)
def test_papers_say_what_the_journal_adds_up(
    desk: BusyDesk, metres: int, value: int, kits: tuple[int, int], pieces: tuple[int, int], given_on: int
) -> None:
    """List of materials, minutes, kuitansi, list of payments, letter, stock card and balance."""
    accepted, rejected = pieces
    bought = desk.buy((desk.cloth, metres, value))
    signed = desk.sign(desk.prepare({desk.ani: {desk.cloth: kits[0]}, desk.budi: {desk.cloth: kits[1]}}))
    listed = desk.of(signed[0])
    assert (listed.materials[0].total,) == desk.asked(
        "SELECT sum(quantity) FROM move WHERE voucher IN (?, ?)", *signed
    )
    deliveries = [
        desk.receive(
            maker,
            DeliveryLine(
                desk.mask,
                accepted + rejected,
                accepted,
                rejected,
                reason="noda" if rejected else "",
                materials={desk.cloth: kit},
            ),
        )
        for maker, kit in zip((desk.ani, desk.budi), kits, strict=True)
    ]
    for delivery in deliveries:
        minutes = desk.of(delivery)
        assert (minutes.accepted, minutes.rejected, minutes.value) == desk.asked(
            "SELECT sum(accepted), sum(rejected), sum(accepted * price) FROM line WHERE voucher = ?", delivery
        )
    paid = pay_many(
        desk.office,
        batch=None,
        letter_date=DAY,
        payments=[
            Payment(maker, [PayLine(desk.lines(delivery)[0])])
            for maker, delivery in zip((desk.ani, desk.budi), deliveries, strict=True)
        ],
        one_receipt=True,
        tax="pph22",
    )
    kuitansi, payments = (desk.says(paper) for paper in paid.papers)
    sums = desk.asked(
        "SELECT sum(gross), sum(tax), sum(net) FROM payment_line JOIN line ON line.id = payment_line.line "
        "WHERE voucher IN (?, ?)",
        *paid.vouchers,
    )
    assert (payments.gross, payments.tax, payments.net) == sums
    assert (kuitansi.amount, kuitansi.strip.tax, kuitansi.strip.net) == sums
    gift = desk.give((desk.mask, min(given_on, 2 * accepted)))
    assert (desk.of(gift).total,) == desk.asked("SELECT sum(cost) FROM move WHERE voucher = ?", gift)
    letter = desk.says(sheets.handover_letter_of(desk.office, voucher=bought))
    assert (letter.total,) == desk.asked("SELECT sum(cost) FROM move WHERE voucher = ?", bought)
    _check_stock(desk)


def _check_stock(desk: BusyDesk) -> None:
    """Hold the card of the store and the balance of everything against all moves so far."""
    card = desk.says(sheets.stock_card(desk.office, item=desk.cloth, place=desk.store))
    moved = desk.asked(
        "SELECT sum(quantity * (to_place = :1)), sum(quantity * (from_place = :1)), "
        "sum(cost * (to_place = :1)), sum(cost * (from_place = :1)) FROM move WHERE item = :2".replace(
            ":1", str(desk.store)
        ).replace(":2", str(desk.cloth))
    )
    assert (card.came, card.went, card.value_in, card.value_out) == moved
    last = card.rows[-1]
    assert (last.quantity, last.value) == (moved[0] - moved[1], moved[2] - moved[3])
    balance = desk.says(sheets.goods_balance(desk.office))
    terms = dict(zip(balance.materials.where, balance.materials.rows[0].where, strict=True))
    assert terms["Di Gudang"] == last.quantity
    assert (terms["Dipegang Peserta"],) == desk.asked(
        "SELECT sum(quantity) FROM holding JOIN place ON place.id = holding.place "
        "WHERE place.kind = 'participant' AND holding.item = ?",
        desk.cloth,
    )
    assert balance.unexplained == 0
