"""A clerk's desk for scenarios: acts in a word or two, each followed by the book's full self-check."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ikm_desktop.batches import batches
from ikm_desktop.buyback import give_back, payment, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine
from ikm_desktop.distribution import handover as distribution
from ikm_desktop.goods import balances, reversal, vouchers
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.acts import Done
from ikm_desktop.supply import handover, purchase, take_back
from tests.factories import books, persons, things

if TYPE_CHECKING:
    from ikm_desktop.goods.reversal_units import Pieces

DAY = date(2020, 8, 24)
"""The day on which most scenarios happen."""

OFFICER = "Petugas CONTOH"


class Start(NamedTuple):
    """A book as every scenario begins with it, and what stands in it."""

    folder: Path
    store: int
    vendor: int
    church: int
    ani: int
    budi: int
    batch: int


@cache
def the_start() -> Start:
    """Make the book once; every desk works on a copy."""
    folder = Path(tempfile.mkdtemp(prefix="ikm-desk-")) / "data"
    with books.a_book(folder, today=DAY) as office:
        return Start(
            folder,
            store=things.the_store(office),
            vendor=things.a_vendor(office, "Toko CONTOH"),
            church=things.an_institution(office, "Majelis CONTOH"),
            ani=persons.place_of(office, persons.a_person(office, "Ani CONTOH")),
            budi=persons.place_of(office, persons.a_person(office, "Budi CONTOH")),
            batch=batches.add_batch(office, name="Angkatan I", training="Pelatihan CONTOH").ids[0],
        )


class Desk:
    """One office with a store, a vendor, an institution, and Ani and Budi in Angkatan I."""

    def __init__(self, folder: Path) -> None:
        start = the_start()
        shutil.copytree(start.folder, folder / "data")
        self.office = books.reopened(folder / "data", today=DAY)
        _, self.store, self.vendor, self.church, self.ani, self.budi, self.batch = start

    def checked(self, done: Done) -> Done:
        """Check the whole book after an act; it must find nothing."""
        assert [str(finding) for finding in check(self.office)] == []
        return done

    def today(self, day: date) -> None:
        """Let the clock stand at a day."""
        books.go_to(self.office, day)

    def buy(
        self, *lines: tuple[int, int, int], day: date = DAY, extra: int = 0, paper: str = "NOTA-1"
    ) -> int:
        """Receive (item, quantity, value) from the vendor and return the voucher."""
        done = purchase.receive_purchase(
            self.office,
            vendor=self.vendor,
            store=self.store,
            letter_date=day,
            lines=[purchase.PurchaseLine(*line) for line in lines],
            paper=paper,
            receiver=OFFICER,
            extra_cost=extra,
        )
        return self.checked(done).vouchers[0]

    def prepare(
        self, rows: Mapping[int, Mapping[int, int]], *, day: date = DAY, batch: int | None = None
    ) -> Done:
        """Prepare a kit: quantities by item, by participant."""
        return self.checked(
            handover.prepare_kit(
                self.office,
                batch=batch or self.batch,
                store=self.store,
                letter_date=day,
                rows=[handover.KitRow(place, quantities) for place, quantities in rows.items()],
                giver=OFFICER,
            )
        )

    def sign(self, done: Done, *, day: date | None = None) -> tuple[int, ...]:
        """Sign what was prepared and return the vouchers."""
        return self.checked(vouchers.sign(self.office, prepared=done.prepared, day=day)).vouchers

    def supply(self, place: int, quantities: Mapping[int, int], *, day: date = DAY) -> int:
        """Hand materials to one person, signed at once, and return the voucher."""
        return self.sign(self.prepare({place: quantities}, day=day), day=day)[0]

    def back(self, place: int, *lines: tuple[int, int], day: date = DAY) -> int:
        """Take materials back from a person and return the voucher."""
        done = take_back.take_back(
            self.office,
            participant=place,
            store=self.store,
            letter_date=day,
            lines=[take_back.ReturnLine(item, quantity) for item, quantity in lines],
            receiver=OFFICER,
        )
        return self.checked(done).vouchers[0]

    def receive(self, place: int, *lines: DeliveryLine, day: date = DAY) -> int:
        """Receive inspected products and return the voucher."""
        done = receiving.receive_products(
            self.office,
            maker=place,
            store=self.store,
            batch=self.batch,
            letter_date=day,
            receiver=OFFICER,
            lines=lines,
        )
        return self.checked(done).vouchers[0]

    def give_back(self, line: int, quantity: int, *, day: date = DAY) -> int:
        """Give accepted pieces back to their maker and return the voucher."""
        done = give_back.give_back(
            self.office, line=line, quantity=quantity, reason="jahitan lepas", letter_date=day
        )
        return self.checked(done).vouchers[0]

    def pay(self, place: int, *lines: int, gross: int | None = None, day: date = DAY) -> int:
        """Pay lines and return the voucher."""
        done = payment.pay(
            self.office, payee=place, letter_date=day, lines=[PayLine(line, gross) for line in lines]
        )
        return self.checked(done).vouchers[0]

    def prepare_gift(self, *lines: tuple[int, int], day: date = DAY) -> Done:
        """Prepare a handover to the church."""
        return self.checked(
            distribution.prepare_handover(
                self.office,
                institution=self.church,
                store=self.store,
                letter_date=day,
                lines=[GoodsLine(*line) for line in lines],
                signer="Penerima CONTOH",
            )
        )

    def give(self, *lines: tuple[int, int], day: date = DAY) -> int:
        """Hand goods over to the church, signed at once, and return the voucher."""
        return self.sign(self.prepare_gift(*lines, day=day), day=day)[0]

    def reverse(
        self,
        voucher: int,
        *,
        lines: Sequence[int] | None = None,
        quantities: Mapping[int, int | Pieces] | None = None,
        on: date | None = None,
    ) -> int:
        """Reverse a voucher (or a part) and return the reversal."""
        done = reversal.reverse(
            self.office, voucher=voucher, reason="salah catat", lines=lines, quantities=quantities, on=on
        )
        return self.checked(done).vouchers[0]

    def on_hand(self, place: int, item: int, *, on: date | None = None) -> tuple[int, int]:
        """Return quantity and value of an item at a place."""
        with self.office.reading() as connection:
            found = balances.on_hand(connection, place=place, item=item, on=on)
        return found.quantity, found.value

    def cost(self, voucher: int) -> int:
        """Return what a voucher's lines move, in whole rupiah."""
        with self.office.reading() as connection:
            rows = connection.exec_driver_sql("SELECT sum(value) FROM line WHERE voucher = ?", (voucher,))
            return int(rows.scalar_one())

    def lines(self, voucher: int) -> list[int]:
        """Return the ids of a voucher's lines."""
        with self.office.reading() as connection:
            rows = connection.exec_driver_sql("SELECT id FROM line WHERE voucher = ? ORDER BY no", (voucher,))
            return list(rows.scalars())

    def dump(self) -> list[tuple[object, ...]]:
        """Return every row of every table of the book."""
        with self.office.reading() as connection:
            names = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
            )
            return [
                (name, *row)
                for name in names.scalars().all()
                for row in connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY 1, 2").all()
            ]
