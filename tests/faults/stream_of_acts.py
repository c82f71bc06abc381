"""A stream of the office's own acts that tells each act as it returns; made to be killed.

`python -m tests.faults.stream_of_acts FOLDER` works on the book of a sample office until it is killed,
printing after each act "entry N". It loads no more than these acts need, since it is started over and over.
"""

from __future__ import annotations

import random
import sys
from datetime import date
from itertools import count
from pathlib import Path

from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution import handover as distribution
from ikm_desktop.errors import Refusal
from ikm_desktop.goods import reversal, vouchers
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.clock import SteppingClock, at
from ikm_desktop.supply import handover, purchase

TODAY = date(2020, 8, 28)
"""The day on which all of it happens."""


def tell(done: Done) -> Done:
    """Say that an act is done, at once and for sure."""
    _say(f"entry {done.entry}")
    return done


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def work(folder: Path) -> None:
    """Do acts of several kinds for ever."""
    dice = random.Random()
    with Office(folder, clock=SteppingClock(at(TODAY))) as office:
        with office.reading() as connection:
            read = connection.exec_driver_sql
            store, vendor, church, maker = (
                read(f"SELECT min(id) FROM place WHERE kind = '{kind}'").scalar_one()
                for kind in ("store", "vendor", "institution", "participant")
            )
            mask = read("SELECT min(id) FROM item WHERE kind = 'product'").scalar_one()
            materials = read(
                "SELECT item, quantity FROM recipe_line JOIN recipe r ON r.id = recipe WHERE r.product = ?",
                (mask,),
            ).all()
            batch = read("SELECT min(id) FROM batch").scalar_one()
        _say("ready")
        for turn in count():
            lines = [
                purchase.PurchaseLine(item, 3 * quantity, dice.randrange(1, 10**6))
                for item, quantity in materials
            ]
            tell(
                purchase.receive_purchase(
                    office,
                    vendor=vendor,
                    store=store,
                    letter_date=TODAY,
                    lines=lines,
                    paper=f"N{turn}",
                    receiver="X",
                )
            )
            kit = handover.KitRow(maker, dict(tuple(row) for row in materials))
            done = tell(
                handover.prepare_kit(
                    office, batch=batch, store=store, letter_date=TODAY, rows=[kit], giver="X"
                )
            )
            tell(vouchers.sign(office, prepared=done.prepared))
            product = DeliveryLine(mask, 50, 45, 5, reason="noda", own_reason="sisa")
            done = tell(
                receiving.receive_products(
                    office,
                    maker=maker,
                    store=store,
                    batch=batch,
                    letter_date=TODAY,
                    receiver="X",
                    lines=[product],
                )
            )
            given = tell(
                distribution.prepare_handover(
                    office,
                    institution=church,
                    store=store,
                    letter_date=TODAY,
                    lines=[GoodsLine(mask, 30)],
                    signer="X",
                )
            )
            tell(vouchers.sign(office, prepared=given.prepared))
            try:
                tell(reversal.reverse(office, voucher=done.vouchers[0], reason="salah", quantities={1: 10}))
            except Refusal:
                continue


if __name__ == "__main__":
    work(Path(sys.argv[1]))
