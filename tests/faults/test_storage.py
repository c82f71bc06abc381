"""Kills, full and read-only disks, write errors: no act lost, none half there, everything told.

The short form runs with all tests; `make faults` runs the long one (IKM_FAULTS=long).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ikm_desktop.errors import BookDamaged, Fault, WriteFault
from ikm_desktop.storage import soundness
from ikm_desktop.storage.engine import connect, create_book, look_at_header
from ikm_desktop.storage.faults import translated
from tests.storage.some_acts import acts_of, add_acts

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="kills by signals, forks, mounts"),
]

ROOT = Path(__file__).parents[2]
LENGTH = "long" if os.environ.get("IKM_FAULTS") == "long" else "short"


def _run(*words: str) -> Any:  # noqa: ANN401 - the counts of a campaign
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a kill is the same there, only the waits for a disk are not."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name)


@pytest.mark.parametrize("campaign", ["upgrades", "backups", "restores"])
def test_killed_at_every_step(campaign: str, quick_folder: Path) -> None:
    """Kill -9 before each step on files and at random moments: old or new, never half."""
    counts = _run(sys.executable, "-m", "tests.faults.killing", campaign, str(quick_folder), LENGTH)
    assert counts["kills"] >= (60 if LENGTH == "long" else 15)
    assert counts["old"]
    assert counts["new"]


def test_killed_in_the_middle_of_acts(tmp_path: Path) -> None:
    """No act that was told as done is lost, no act is half there; hot journals were among the kills."""
    counts = _run(sys.executable, "-m", "tests.faults.killing", "acts", str(tmp_path), LENGTH)
    assert counts["kills"] >= 12
    assert counts["hot journals"]


def test_a_disk_that_is_full_and_one_that_is_read_only(tmp_path: Path) -> None:
    """Real file systems: each kind of work is refused with the right words and changes nothing."""
    command = ["unshare", "--map-root-user", "--mount"]
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], check=False).returncode:
        pytest.skip("this system lets nobody mount a small disk of his own")
    counts = _run(*command, sys.executable, "-m", "tests.faults.small_disk", str(tmp_path), LENGTH)
    assert sum(counts["full"].values()) >= (200 if LENGTH == "long" else 30)
    assert len(counts["read only"]) == 6


def test_write_errors_at_many_points(tmp_path: Path) -> None:
    """The disk refuses to write beyond some byte, of book or journal: undone, and it goes on afterwards."""
    import resource

    book = tmp_path / "buku.ikm"
    create_book(book)
    add_acts(book, 30)
    size = book.stat().st_size
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    points = 40 if LENGTH == "long" else 10
    met = 0
    for point in range(points):
        connection = connect(book)
        connection.execute("PRAGMA cache_size=5")
        limit = 600 + (size + 300_000) * point // points
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            with translated(book):
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("UPDATE setting SET value = value || 'z'")
                rows = [(f"baris {number}", "y" * 3000) for number in range(120)]
                connection.executemany("INSERT INTO setting VALUES (?, ?)", rows)
                connection.execute("COMMIT")
        except WriteFault:
            met += 1
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            connection.close()
        assert len(acts_of(book)) == 30, point
    assert met == points


def test_damage_is_always_a_finding_or_a_fault(tmp_path: Path) -> None:
    """Bytes, pages and cuts: never a traceback; all that SQLite can see is named.

    (What it cannot see, a changed letter inside a row, is the work of the chain and the row digests.)
    """
    book, damaged = tmp_path / "buku.ikm", tmp_path / "rusak" / "buku.ikm"
    damaged.parent.mkdir()
    create_book(book)
    add_acts(book, 200)
    whole = book.read_bytes()
    pages = len(whole) // 4096
    chance = random.Random(5)
    tries = 400 if LENGTH == "long" else 60
    for number in range(tries):
        changed = bytearray(whole)
        match number % 4:
            case 0:
                page = chance.randrange(pages)
                filling = bytes(4096) if chance.random() < 0.5 else chance.randbytes(4096)
                changed[page * 4096 : page * 4096 + 4096] = filling
                must_be_told = True
            case 1:
                del changed[chance.randrange(len(changed)) :]
                must_be_told = True
            case _:
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
                must_be_told = False
        damaged.write_bytes(changed)
        assert _told(damaged) or not must_be_told, number


def _told(book: Path) -> bool:
    try:
        look_at_header(book)
        with translated(book):
            connection = connect(book, "ro")
    except Fault:
        return True
    try:
        return bool(soundness.findings(connection))
    finally:
        connection.close()


def test_a_damaged_book_is_never_written(tmp_path: Path) -> None:
    """An act that meets damage is undone, and the file stays as it was found."""
    book = tmp_path / "buku.ikm"
    create_book(book)
    add_acts(book, 200)
    content = bytearray(book.read_bytes())
    for page in range(len(content) // 4096 // 2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 4096] = b"\xa5" * 4096
    book.write_bytes(content)
    with pytest.raises(BookDamaged), translated(book):
        add_acts(book, 5)
    assert book.read_bytes() == content
