"""The self-check: twenty constraints a sound book fulfils; what breaks one is named with its voucher.

Each constraint is one function named after it that returns its findings. All of them read the book through
`Book`, which trusts nothing, so that a damaged or forged book gives findings and never an exception.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from ikm_desktop.errors import BookDamaged
from ikm_desktop.goods.selfcheck import figures, links, money, order, pins, rows, vouchers, walk
from ikm_desktop.goods.selfcheck.book import Book
from ikm_desktop.goods.selfcheck.names import Names
from ikm_desktop.goods.selfcheck.reading import DAMAGE, UNREADABLE, Reader, Unreadable, why
from ikm_desktop.goods.selfcheck.verified import last_verified, note_verified
from ikm_desktop.office.book import Office
from ikm_desktop.office.findings import Finding
from ikm_desktop.office.tables import act
from ikm_desktop.storage.anchor import read_anchor

Progress = Callable[[int, int], None]
"""Told after each step: how many are done, of how many."""

Step = Callable[[], list[Finding]]


def check(office: Office, *, full: bool = True, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Check an open book and return every difference, in the order of the constraints.

    full: all twenty; else what a start needs: the replay, the chain and the anchor (2, 16, 19) since the
    last verified act. A clean check is noted beside the anchor. progress: told after each step.
    """
    try:
        with office.engine.connect().execution_options(readonly=True) as connection, connection.begin():
            found = check_connection(connection, folder=office.folder, full=full, progress=progress)
            if not found and not office.read_only:
                _note(connection, office.folder)
    except UNREADABLE as said:
        return (Finding(DAMAGE, f"Berkas buku tidak dapat dibaca ({why(said)})."),)
    return found


def check_folder(
    folder: Path, *, full: bool = True, read_only: bool = False, progress: Progress | None = None
) -> tuple[Finding, ...]:
    """Check the book of a data folder; one too damaged to be opened is a finding as well.

    read_only: leave no trace; SQLite does not look at CHECKs then.
    Raises BookMissing, NotABook, NewerBook and other faults of the environment.
    """
    try:
        office = Office(folder, read_only=read_only)
    except BookDamaged as said:
        return (Finding(DAMAGE, said.sentence),)
    except UnicodeDecodeError as said:
        return (Finding(DAMAGE, f"Berkas buku tidak dapat dibaca ({why(said)})."),)
    with office:
        return check(office, full=full, progress=progress)


def check_connection(
    connection: sa.Connection,
    *,
    folder: Path | None = None,
    full: bool = True,
    progress: Progress | None = None,
) -> tuple[Finding, ...]:
    """Check the book behind a connection, as it stands in its transaction.

    folder: the data folder with the anchor; None for a book without one (a copy, a backup).
    """
    reader = Reader(connection)
    steps = list(_full(reader, folder) if full else _quick(reader, folder))
    found: list[Finding] = []
    with _collector_at_rest():
        for done, step in enumerate(steps, start=1):
            with suppress(Unreadable):  # noted by the reader
                found += step()
            if progress is not None:
                progress(done, len(steps))
    found += reader.findings
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.code))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let the garbage collector rest: it would walk every row in memory over and over (a third of the time).

    Nothing here makes cycles.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _full(reader: Reader, folder: Path | None) -> Iterator[Step]:
    book = Book(reader)
    names = Names(book)
    walked = cache(lambda: walk.walk(book))
    sums = cache(lambda: figures.balances(book))
    chain = cache(lambda: links.follow(reader))
    yield lambda: rows.file_is_sound(reader, names)
    yield lambda: walk.each_unit_at_one_place(walked(), book, names)
    yield lambda: walk.holdings_are_the_replay(walked(), book, names)
    yield lambda: figures.each_cost_is_the_runs(book, names)
    yield lambda: walk.days_rise_along_each_path(walked(), names)
    yield lambda: figures.no_balance_below_zero(sums(), names)
    yield lambda: figures.nothing_left_is_worth_nothing(sums(), names)
    yield lambda: vouchers.places_fit_the_kind(book, names)
    yield lambda: vouchers.lines_are_their_moves(book, names)
    yield lambda: vouchers.deliveries_add_up(book, names)
    yield lambda: vouchers.reversals_go_back(book, names)
    yield lambda: pins.pins_are_good(book, names)
    yield lambda: money.nothing_is_paid_twice(book, names)
    yield lambda: figures.both_balances_are_zero(book, walk.suspects(walked(), book), names)
    yield lambda: order.nothing_in_closed_time(book, names)
    yield lambda: order.book_and_difference_are_counted(book, names)
    yield lambda: rows.papers_have_their_numbers(reader)
    yield lambda: links.chain_holds(chain(), names)
    yield lambda: rows.row_digests_match(reader, names)
    yield lambda: rows.scans_are_there(reader, folder)
    yield lambda: _anchored(reader, folder, chain(), names)


def _quick(reader: Reader, folder: Path | None) -> Iterator[Step]:
    since = cache(lambda: last_verified(folder, reader) if folder else None)
    book = cache(lambda: Book(reader, (since() or (0, b""))[0]))
    chain = cache(lambda: links.follow(reader, since()))

    def replayed() -> list[Finding]:
        return walk.holdings_are_the_replay(walk.walk(book()), book(), Names(book()))

    yield replayed
    yield lambda: links.chain_holds(chain(), Names(book()))
    yield lambda: _anchored(reader, folder, chain(), Names(book()))


def _anchored(reader: Reader, folder: Path | None, chain: links.Chain, names: Names) -> list[Finding]:
    anchored = read_anchor(folder) if folder else None
    return links.anchored_act_is_there(reader, chain, anchored, names)


def _note(connection: sa.Connection, folder: Path) -> None:
    last = connection.execute(_LAST_ACT).first()
    if last is not None:
        note_verified(folder, (last.entry, last.hash))


_LAST_ACT = sa.select(act.c.entry, act.c.hash).order_by(act.c.entry.desc()).limit(1)
