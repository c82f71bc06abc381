"""A book with vouchers and prepared ones as bare rows, which is all that papers know of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import sqlalchemy as sa

from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.office.clock import SteppingClock, at
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper
from ikm_desktop.papers.rows import PaperRow, read_paper
from ikm_desktop.storage.engine import connect

AUGUST = date(2020, 8, 24)


def a_book(folder: Path) -> Office:
    """An empty book whose clock stands on 24 August 2020."""
    return book.create(folder, clock=SteppingClock(at(AUGUST)), actor="Rini CONTOH", durable=False)


def a_paper(
    office: Office,
    wanted: WantedNumber = NEXT,
    *,
    kind: str = "BAST-L",
    series: str | None = "SURAT",
    day: date = AUGUST,
    party: str = "Majelis Jemaat CONTOH",
    batch: int | None = None,
    vouchers: Iterable[int] = (),
    prepared: Iterable[int] = (),
    enrolment: int | None = None,
) -> PaperRow:
    """Open a paper in an act of its own and return its row."""
    with office.act("coba") as act:
        return open_paper(
            act,
            kind=kind,
            series=series,
            letter_date=day,
            subject="Masker kain",
            party=party,
            batch=batch,
            wanted=wanted,
            vouchers=vouchers,
            prepared=prepared,
            enrolment=enrolment,
        )


def paper(office: Office, paper_id: int) -> PaperRow:
    """Read a paper's row."""
    with office.reading() as connection:
        return read_paper(connection, paper_id)


def add_vouchers(office: Office, *ids: int) -> None:
    """Write posted vouchers of the given ids."""
    with office.act("coba") as act:
        for one in ids:
            act.connection.execute(
                sa.text(
                    "INSERT INTO voucher (id, entry, kind, letter_date, day) "
                    "VALUES (:id, :entry, 'supply', '2020-08-24', '2020-08-24')"
                ),
                {"id": one, "entry": act.entry},
            )


def add_prepared(office: Office, *ids: int) -> None:
    """Write prepared vouchers of the given ids."""
    with office.act("coba") as act:
        for one in ids:
            act.connection.execute(
                sa.text(
                    "INSERT INTO prepared (id, entry, kind, letter_date, state, body) "
                    "VALUES (:id, :entry, 'supply', '2020-08-24', 'prepared', '{}')"
                ),
                {"id": one, "entry": act.entry},
            )


def spoil(office: Office, *statements: str) -> None:
    """Change the file behind the program's back: triggers and unique indexes are taken off first."""
    office.engine.dispose()
    connection = connect(office.path)
    names = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type = 'trigger' OR sql LIKE 'CREATE UNIQUE INDEX%'"
    ).fetchall()
    for kind, name in names:
        connection.execute(f"DROP {kind} {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()
