"""Kills real processes in the middle of their work, at a chosen step or a chosen moment.

Run as a program, since it forks and a test runner has threads:
`python -m tests.faults.killing CAMPAIGN FOLDER short|long` prints its counts as JSON; a broken promise
ends it with a traceback.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from ikm_desktop.storage import steps
from ikm_desktop.storage.anchor import read_anchor
from ikm_desktop.storage.attachments import keep, names_in
from ikm_desktop.storage.backup import backup
from ikm_desktop.storage.engine import connect, create_book, look_at_header
from ikm_desktop.storage.lock import BookLock
from ikm_desktop.storage.restore import finish_restore, restore
from ikm_desktop.storage.upgrade import upgrade
from ikm_desktop.storage.verify import verify
from tests.storage.some_acts import acts_of, add_acts, add_acts_to

_STEPS = {
    "open",
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.truncate",
    "sqlite3.connect",
}
SECOND_FORMAT = "CREATE TABLE visit (id INTEGER PRIMARY KEY, day TEXT NOT NULL) STRICT;"


def killed_at_step(work: Callable[[], None], step: int) -> bool:
    """Run work in a process that is killed just before its n-th step on files; return whether it was."""

    def dying() -> None:
        left = [step]

        def hook(event: str, _arguments: object) -> None:
            if event in _STEPS:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        work()

    return _killed(dying)


def killed_after(work: Callable[[], None], seconds: float) -> bool:
    """Run work in a process that the system ends after a time; return whether it came to that."""

    def dying() -> None:
        signal.setitimer(signal.ITIMER_REAL, seconds)  # nobody catches SIGALRM: it kills
        work()

    return _killed(dying)


def _killed(work: Callable[[], None]) -> bool:
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            if code:
                traceback.print_exc()
            os._exit(code)
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the work itself failed"
    return False


def _took(work: Callable[[], None]) -> float:
    start = time.monotonic()
    assert not _killed(work)
    return time.monotonic() - start


def _every_step_and_moment(
    prepare: Callable[[], None], work: Callable[[], None], check: Callable[[], str], moments: int
) -> Counter[str]:
    """Kill at every step on files, then at random moments; count what each check finds."""
    found: Counter[str] = Counter()
    step = 1
    while True:
        prepare()
        if not killed_at_step(work, step):
            break
        found[check()] += 1
        found["kills"] += 1
        step += 1
    prepare()
    whole = _took(work)
    chance = random.Random(7)
    wanted = found["kills"] + moments
    while found["kills"] < wanted:
        prepare()
        if killed_after(work, chance.uniform(0.0005, whole)):
            found["kills"] += 1
        else:  # it was quicker than the first time
            whole *= 0.95
        found[check()] += 1
    return found


def _fresh(folder: Path, source: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder)


def _office(folder: Path, acts: int) -> Path:
    book = folder / "buku.ikm"
    folder.mkdir(parents=True)
    create_book(book)
    add_acts(book, acts)
    return book


def acts(root: Path, *, long: bool) -> Counter[str]:
    """Kill while acts are committed: none that was acknowledged is lost, none is half there."""
    book = _office(root / "data", 1)
    chance = random.Random(3)
    found: Counter[str] = Counter()
    acknowledged = 1
    while found["kills"] < (200 if long else 12):
        reading, writing = os.pipe()

        def work(writing: int = writing) -> None:
            connection = connect(book)
            connection.execute("PRAGMA cache_size=2")  # spills into the file before the commit
            while True:
                entry, _ = add_acts_to(connection, 1)
                os.write(writing, f"{entry}\n".encode())

        assert killed_after(work, chance.uniform(0.002, 0.03))
        os.close(writing)
        with os.fdopen(reading) as stream:
            acknowledged = max([acknowledged, *map(int, stream.read().split())])
        journal = book.with_name("buku.ikm-journal")
        found["hot journals"] += journal.exists() and journal.stat().st_size > 0
        last = len(acts_of(book))
        assert acknowledged <= last <= acknowledged + 1, (acknowledged, last)
        found["stored, not yet acknowledged"] += last - acknowledged
        acknowledged = last
        found["kills"] += 1
    found["acts"] = acknowledged
    return found


def upgrades(root: Path, *, long: bool) -> Counter[str]:
    """Kill while a book is upgraded: the old format or the new one, all acts there, and it can go on."""
    source, folder = root / "asal", root / "data"
    _office(source, 40)
    book = folder / "buku.ikm"
    all_steps = [*steps.steps(), SECOND_FORMAT]

    def work() -> None:
        upgrade(book, all_steps=all_steps)

    def check() -> str:
        found = look_at_header(book, known=2)
        assert len(acts_of(book)) == 40
        upgrade(book, all_steps=all_steps)
        assert look_at_header(book, known=2) == 2
        assert len(acts_of(book)) == 40
        kept = sorted(path.name for path in folder.iterdir() if path.name != "buku.ikm-journal")
        assert kept == ["buku.ikm", "buku.ikm.before-v2"], kept
        return "old" if found == 1 else "new"

    return _every_step_and_moment(lambda: _fresh(folder, source), work, check, 60 if long else 6)


def backups(root: Path, *, long: bool) -> Counter[str]:
    """Kill while a backup is written: the older one or the new one, good, and the book untouched."""
    source, folder = root / "asal", root / "data"
    book, target = folder / "buku.ikm", folder / "stik" / "cadangan.ikm"
    made = _office(source, 40)
    (source / "stik").mkdir()
    keep(source, b"pindai satu")
    backup(made, source / "stik" / "cadangan.ikm")
    add_acts(made, 1)
    keep(source, b"pindai dua")

    def work() -> None:
        backup(book, target)

    def check() -> str:
        report = verify(target)
        assert report.entry in (40, 41)
        assert len(acts_of(book)) == 41
        again = backup(book, target)
        assert (again.entry, again.attachments) == (41, 2)
        left = [path.name for path in folder.rglob(".*")]
        assert left == [], left
        return "old" if report.entry == 40 else "new"

    return _every_step_and_moment(lambda: _fresh(folder, source), work, check, 60 if long else 6)


def restores(root: Path, *, long: bool) -> Counter[str]:
    """Kill while a backup is restored over a book: the old one whole or the new one whole."""
    source, folder = root / "asal", root / "data"
    book, target = folder / "buku.ikm", root / "cadangan.zip"
    made = _office(source, 40)
    keep(source, b"pindai satu")
    backup(made, target, whole=True)
    add_acts(made, 7)

    def work() -> None:
        restore(target, folder, replace=True)

    def check() -> str:
        with BookLock(folder):
            finish_restore(folder)
            last = len(acts_of(book))
            assert last in (40, 47), last
            anchor = read_anchor(folder)
            assert anchor is None or anchor[0] == last
            assert not finish_restore(folder)
        kept = list((folder / "cadangan").glob("sebelum-dipulihkan-*"))
        assert len(kept) == (last == 40)
        if last == 40:
            assert len(acts_of(kept[0] / "buku.ikm")) == 47
            assert len(list(names_in(folder))) == 1
        rest = {path.name for path in folder.iterdir()} - {"buku.ikm-journal"}
        assert rest <= {"buku.ikm", "cadangan", "konsep", "lampiran", "log"}, rest
        return "old" if last == 47 else "new"

    return _every_step_and_moment(lambda: _fresh(folder, source), work, check, 60 if long else 6)


CAMPAIGNS = {"acts": acts, "upgrades": upgrades, "backups": backups, "restores": restores}

if __name__ == "__main__":
    campaign, root, length = sys.argv[1:]
    counts = CAMPAIGNS[campaign](Path(root), long=length == "long")
    sys.stdout.write(json.dumps(counts))
