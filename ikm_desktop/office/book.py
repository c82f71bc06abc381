"""`Office`: one open book with its clock and its clerk. Everything that reads or acts is handed this."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from threading import get_ident
from typing import TYPE_CHECKING, Self

import sqlalchemy as sa

from ikm_desktop.errors import BookMissing, IkmError
from ikm_desktop.office import tables as t
from ikm_desktop.office.acts import Act
from ikm_desktop.office.clock import Clock, RunningClock, SystemClock, at
from ikm_desktop.office.settings import BookMode, Clerk, load
from ikm_desktop.storage import anchor, chain, engine, faults
from ikm_desktop.storage.folder import DataFolder
from ikm_desktop.storage.lock import BookLock
from ikm_desktop.storage.network import refuse_network
from ikm_desktop.storage.restore import finish_restore
from ikm_desktop.storage.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ikm_desktop.storage.soundness import Check

_LAST_MOMENT = sa.select(t.act.c.entered_at).order_by(t.act.c.entry.desc()).limit(1)
_LAST_ACT = sa.select(t.act.c.entry, t.act.c.hash).order_by(t.act.c.entry.desc()).limit(1)


class Office:
    """One open book: the folder, its database, the clock and who is at work.

    Reading goes through `reading()`, every change through `act()`. Closing it frees the file.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock | None = None,
        actor: str = "",
        read_only: bool = False,
        durable: bool = True,
    ) -> None:
        """Open the book in a folder.

        clock: the computer's when None, or the one a sample book lives by; actor: the clerk's name written
        on each act (the one in the settings when empty); durable: False leaves out the waits for the disk,
        for throw-away books of tests.
        Raises BookMissing, NotABook, NewerBook and other faults of the environment.
        """
        self.folder = folder
        self.lock: BookLock | None = None
        self._under_way: tuple[int, Act] | None = None
        self._corrects: int | None = None
        self.path = folder / engine.BOOK_NAME
        self.actor = actor
        self.read_only = read_only
        with faults.translated(self.path):
            self.engine = engine.open_engine(self.path, read_only=read_only, durable=durable)
        try:
            self._settle_in(clock)
        except IkmError:
            self.close()
            raise

    @property
    def drafts(self) -> Path:
        """The folder for what forms hold before they are saved."""
        return DataFolder(self.folder).drafts

    def close(self) -> None:
        """Let go of the file and of the lock."""
        self.engine.dispose()
        if self.lock is not None:
            self.lock.release()
            self.lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _settle_in(self, clock: Clock | None) -> None:
        """Take the clerk's name and the clock from the book: a sample book lives on a day of its own."""
        with self.reading() as connection:
            mode, clerk = load(connection, BookMode), load(connection, Clerk)
            last = connection.execute(_LAST_MOMENT).scalar()
        self.actor = self.actor or clerk.name
        self.clock: Clock = clock or SystemClock()
        if clock is None and mode.lives_on is not None:
            start = at(mode.lives_on)
            self.clock = RunningClock(max(start, datetime.fromisoformat(last)) if last else start)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the book throughout; results are fetched whole."""
        with (
            faults.translated(self.path),
            self.engine.connect().execution_options(readonly=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def act(self, kind: str) -> Iterator[Act]:
        """Run one act: all that happens inside is written with its row in the chain, or nothing is.

        kind: the act's name in the log. After the commit the anchor beside the book is renewed. Inside
        `one_act` it joins the act under way.
        """
        if self._under_way is not None and self._under_way[0] == get_ident():
            yield self._under_way[1]
            return
        with faults.translated(self.path):
            with self.engine.begin() as connection:
                last = connection.execute(_LAST_ACT).first()
                entry, prev = (last.entry + 1, last.hash) if last else (1, chain.GENESIS)
                now = self.clock.now()
                actor = self.actor or load(connection, Clerk).name
                act = Act(connection, entry, kind, now, actor, prev, self._corrects)
                yield act
                sealed = act.seal()
            anchor.write_anchor(self.folder, entry, sealed)

    @contextmanager
    def correcting(self, voucher: int | None) -> Iterator[None]:
        """Let vouchers that are posted inside say which one they stand for; None: they are new.

        Inside `one_act` this holds for the act under way while it lasts.
        """
        under_way = None
        if self._under_way is not None and self._under_way[0] == get_ident():
            under_way = self._under_way[1]
        before, self._corrects = self._corrects, voucher
        stood_for = None
        if under_way is not None:
            stood_for, under_way.corrects = under_way.corrects, voucher
        try:
            yield
        finally:
            self._corrects = before
            if under_way is not None:
                under_way.corrects = stood_for

    @contextmanager
    def one_act(self, kind: str) -> Iterator[Act]:
        """Run several acts as one: each that this thread begins inside joins it; all are written or none."""
        with self.act(kind) as act:
            before, self._under_way = self._under_way, (get_ident(), act)
            try:
                yield act
            finally:
                self._under_way = before


def create(folder: Path, *, clock: Clock | None = None, actor: str = "", durable: bool = True) -> Office:
    """Make a new, empty book in a folder (made if missing) and open it.

    Raises BookExists when the folder holds one.
    """
    path = folder / engine.BOOK_NAME
    with faults.translated(path):
        folder.mkdir(parents=True, exist_ok=True)
        engine.create_book(path)
    return Office(folder, clock=clock, actor=actor, durable=durable)


def at_work(
    folder: Path, *, read_only: bool = False, new: bool = False, check: Check | None = None
) -> Office:
    """Open the book as the window and the command line do: locked, whole, of this version, writable.

    read_only: look only; no lock is taken and nothing is repaired. new: make the book first. check: the
    full self-check, which a book brought up from an earlier version must pass. A restore that was cut
    short is finished first.
    Raises BookInUse (somebody else has it open), BookMissing, BookExists, NetworkFolder, NewerBook,
    UpgradeFault, ReadOnly, …
    """
    refuse_network(folder)
    if read_only:
        return Office(folder, read_only=True)
    if new:
        with faults.translated(folder):
            DataFolder(folder).make()
    elif not folder.is_dir():
        raise BookMissing(path=str(folder))
    lock = BookLock(folder)
    lock.acquire()
    try:
        finish_restore(folder)
        office = create(folder) if new else _opened(folder, check)
    except BaseException:
        lock.release()
        raise
    office.lock = lock
    return office


def _opened(folder: Path, check: Check | None) -> Office:
    """Bring the book to this version's format, see that it can be written, and open it."""
    path = folder / engine.BOOK_NAME
    upgrade(path, check=check)
    engine.try_a_write(path)
    return Office(folder)
