"""A book in which every kind of thing has happened once, and ways to forge it.

The forger works on a copy with SQLite itself: triggers dropped, CHECKs ignored, and where he is careful the
hash chain recomputed, so that the check in question is the one that must find him.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ikm_desktop.batches import tables as batches
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.give_back import give_back
from ikm_desktop.buyback.payment import PayLine, pay
from ikm_desktop.buyback.receiving import prepare_delivery, receive_products
from ikm_desktop.distribution.handover import prepare_handover
from ikm_desktop.goods import selfcheck
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.opening import OpeningLine, open_balances
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.reversal import reverse
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.goods.vouchers import sign, void
from ikm_desktop.office.book import Office
from ikm_desktop.office.findings import Finding
from ikm_desktop.storage import chain
from ikm_desktop.storage.engine import BOOK_NAME
from ikm_desktop.supply.handover import KitRow, prepare_kit
from ikm_desktop.supply.purchase import PurchaseLine, receive_purchase
from ikm_desktop.supply.take_back import ReturnLine, take_back
from tests.factories import books, persons, things
from tests.goods.counted import a_count


@dataclass(frozen=True, slots=True)
class BookAtRest:
    """The folder of a finished book and the ids a test may want to forge: vouchers by what they are."""

    folder: Path
    vouchers: dict[str, int]
    prepared: dict[str, int]
    people: dict[str, int]
    items: dict[str, int]
    places: dict[str, int]


NAMES = ("Siti CONTOH", "Maria CONTOH", "Ketut CONTOH")


def a_book_at_rest(folder: Path) -> BookAtRest:
    """Make the book: purchase, kit, counts, deliveries, payment, handovers, reversals, all in August 2020."""
    with books.a_book(folder, today=date(2020, 8, 3)) as office:
        return _live(office)


def _live(office: Office) -> BookAtRest:
    vouchers: dict[str, int] = {}
    prepared: dict[str, int] = {}
    cloth, thread = things.a_material(office, "Kain katun"), things.a_material(office, "Benang")
    mask = things.a_product(office, "Masker kain", price=5000)
    things.a_recipe(office, mask, {cloth: 250, thread: 40})
    store, vendor = things.the_store(office), things.a_vendor(office, "Toko Tekstil CONTOH")
    mosque = things.an_institution(office, "Masjid Raya CONTOH")
    people = {name: persons.a_person(office, name) for name in NAMES}
    homes = {name: persons.place_of(office, person) for name, person in people.items()}
    siti, maria, ketut = (homes[name] for name in NAMES)
    batch = _a_batch(office, people)

    opening = [OpeningLine(store, cloth, 10_001, 100_000), OpeningLine(siti, thread, 500, 700)]
    vouchers["opening"] = open_balances(office, day=date(2020, 8, 3), lines=opening).vouchers[0]
    books.go_to(office, date(2020, 8, 4))
    bought = [PurchaseLine(cloth, 50_000, 1_234_567), PurchaseLine(thread, 9_000, 90_001)]
    vouchers["purchase"] = receive_purchase(
        office,
        vendor=vendor,
        store=store,
        letter_date=date(2020, 8, 4),
        lines=bought,
        paper="SJ-17",
        receiver="Petugas CONTOH",
        extra_cost=50,
    ).vouchers[0]
    vouchers["cotton"] = receive_purchase(
        office,
        vendor=vendor,
        store=store,
        letter_date=date(2020, 8, 4),
        lines=[PurchaseLine(cloth, 3_000, 10_000)],
        paper="SJ-18",
        receiver="Petugas CONTOH",
    ).vouchers[0]
    books.go_to(office, date(2020, 8, 5))
    kit = prepare_kit(
        office,
        batch=batch,
        store=store,
        letter_date=date(2020, 8, 5),
        rows=[KitRow(home, {cloth: 7_000, thread: 1_000}) for home in (siti, maria, ketut)],
        giver="Petugas CONTOH",
    )
    signed = sign(office, prepared=kit.prepared[:2])
    vouchers["supply"], vouchers["supply 2"] = signed.vouchers
    void(office, prepared=kit.prepared[2:], reason="tidak hadir")
    books.go_to(office, date(2020, 8, 6))
    sheet = {cloth: 10_001 + 53_000 - 14_000, thread: 6_990}
    vouchers["count"] = a_count(office, store, date(2020, 8, 6), sheet)
    books.go_to(office, date(2020, 8, 10))
    vouchers["delivery"] = _deliver(
        office, siti, store, batch, DeliveryLine(mask, 12, 10, 2, "jahitan lepas")
    )
    vouchers["delivery 2"] = _deliver(office, maria, store, batch, DeliveryLine(mask, 9, 9))
    books.go_to(office, date(2020, 8, 11))
    vouchers["return"] = take_back(
        office,
        participant=siti,
        store=store,
        letter_date=date(2020, 8, 11),
        lines=[ReturnLine(cloth, 1_000)],
        receiver="Petugas CONTOH",
        batch=batch,
    ).vouchers[0]
    vouchers["count 2"] = a_count(office, siti, date(2020, 8, 11), {thread: 1_030})
    vouchers["wrong count"] = a_count(office, maria, date(2020, 8, 11), {thread: 600})
    reverse(office, voucher=vouchers["wrong count"], reason="salah hitung")
    lines = _lines_of(office, vouchers["delivery"])
    vouchers["payment"] = pay(
        office, payee=siti, letter_date=date(2020, 8, 11), lines=[PayLine(lines[0], 30_000)]
    ).vouchers[0]
    books.go_to(office, date(2020, 8, 12))
    handover = prepare_handover(
        office,
        institution=mosque,
        store=store,
        letter_date=date(2020, 8, 12),
        lines=[GoodsLine(mask, 6)],
        signer="Imam CONTOH",
    )
    vouchers["distribution"] = sign(office, prepared=handover.prepared).vouchers[0]
    prepared["distribution"] = prepare_handover(
        office,
        institution=mosque,
        store=store,
        letter_date=date(2020, 8, 12),
        lines=[GoodsLine(mask, 3)],
        signer="Imam CONTOH",
    ).prepared[0]
    vouchers["give_back"] = give_back(
        office, line=lines[0], quantity=1, reason="cacat", letter_date=date(2020, 8, 12)
    ).vouchers[0]
    books.go_to(office, date(2020, 8, 13))
    vouchers["reversal"] = reverse(
        office,
        voucher=vouchers["delivery 2"],
        reason="salah hitung",
        quantities={1: Pieces(2)},
        on=date(2020, 8, 10),
    ).vouchers[0]
    vouchers["reversal 2"] = reverse(office, voucher=vouchers["cotton"], reason="surat orang lain").vouchers[
        0
    ]
    prepared["delivery"] = prepare_delivery(
        office,
        maker=maria,
        store=store,
        batch=batch,
        letter_date=date(2020, 8, 13),
        receiver="Petugas CONTOH",
        lines=[DeliveryLine(mask, 5, 5)],
    ).prepared[0]
    return BookAtRest(
        office.folder,
        vouchers,
        prepared,
        people,
        {"cloth": cloth, "thread": thread, "mask": mask},
        {"store": store, "vendor": vendor, "mosque": mosque, **homes},
    )


def _a_batch(office: Office, people: dict[str, int]) -> int:
    with office.act("add_batch") as act:
        batch = act.insert(batches.batch, {"name": "Angkatan I", "training": "Menjahit masker"})
        for no, person in enumerate(people.values(), start=1):
            act.insert(batches.enrolment, {"batch": batch, "participant": person, "no": no})
        return batch


def _deliver(office: Office, maker: int, store: int, batch: int, line: DeliveryLine) -> int:
    return receive_products(
        office,
        maker=maker,
        store=store,
        batch=batch,
        letter_date=date(2020, 8, 10),
        receiver="Petugas CONTOH",
        lines=[line],
    ).vouchers[0]


def _lines_of(office: Office, voucher: int) -> list[int]:
    with office.reading() as connection:
        return list(connection.execute(sa.select(t.line.c.id).where(t.line.c.voucher == voucher)).scalars())


# --- forging ----------------------------------------------------------------------------------------


def a_copy(book: BookAtRest, folder: Path) -> Path:
    """Copy the book with what lies beside it, and return the copy's folder."""
    shutil.copytree(book.folder, folder)
    return folder


@contextmanager
def forging(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open a book as a careful forger does: no CHECKs, no references, no triggers till he is done."""
    connection = sqlite3.connect(folder / BOOK_NAME, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA ignore_check_constraints=ON")
        connection.execute("PRAGMA writable_schema=ON")
        triggers = connection.execute("SELECT * FROM sqlite_master WHERE type = 'trigger'").fetchall()
        connection.execute("DELETE FROM sqlite_master WHERE type = 'trigger'")
        connection.execute("PRAGMA writable_schema=RESET")
        yield connection
        connection.execute("PRAGMA writable_schema=ON")
        connection.executemany("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", triggers)
        connection.execute("PRAGMA writable_schema=RESET")
    finally:
        connection.close()


def loosen(folder: Path) -> None:
    """Rewrite the schema so that its tables take any value in any column."""
    connection = sqlite3.connect(folder / BOOK_NAME, isolation_level=None)
    connection.execute("PRAGMA writable_schema=ON")
    sql = "replace(sql, ') STRICT', ')')"
    for type_ in ("INTEGER", "TEXT", "BLOB"):
        sql = f"replace({sql}, ' {type_} NOT NULL', ' {type_}')"
    connection.execute(f"UPDATE sqlite_master SET sql = {sql} WHERE sql LIKE '%) STRICT'")
    connection.close()


_CHAINED = (
    ("voucher", "r.entry = :e"),
    ("line", "r.voucher IN (SELECT id FROM voucher WHERE entry = :e)"),
    ("lot", "r.line IN (SELECT id FROM line WHERE voucher IN (SELECT id FROM voucher WHERE entry = :e))"),
    ("move", "r.entry = :e"),
    (
        "payment_line",
        "r.line IN (SELECT id FROM line WHERE voucher IN (SELECT id FROM voucher WHERE entry = :e))",
    ),
    (
        "count_line",
        "r.line IN (SELECT id FROM line WHERE voucher IN (SELECT id FROM voucher WHERE entry = :e))",
    ),
    ("period_event", "r.entry = :e"),
)


def seal_again(folder: Path) -> None:
    """Recompute the whole hash chain and the anchor, as a careful forger would."""
    with forging(folder) as connection:
        prev = chain.GENESIS
        entry = 0
        acts = connection.execute("SELECT entry, entered_at, entered_on, actor, kind FROM act ORDER BY entry")
        for own in acts.fetchall():
            entry = own[0]
            rows: list[tuple[Any, ...]] = [own]
            for table, condition in _CHAINED:
                rows += connection.execute(
                    f"SELECT r.* FROM {table} r WHERE {condition} ORDER BY 1", {"e": entry}
                ).fetchall()
            digest = chain.link(prev, rows)
            connection.execute("UPDATE act SET prev = ?, hash = ? WHERE entry = ?", (prev, digest, entry))
            prev = digest
    (folder / "log" / "jangkar").write_text(f"{entry} {prev.hex()}\n", encoding="ascii")


def findings(folder: Path, *, full: bool = True, read_only: bool = False) -> tuple[Finding, ...]:
    """Check the book in a folder and return what was found."""
    with Office(folder, read_only=read_only) as office:
        return selfcheck.check(office, full=full)
