"""Two programs on one book: the second is refused and told who; a dead holder stands in nobody's way."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from ikm_desktop.errors import BookInUse
from ikm_desktop.storage import processes
from ikm_desktop.storage.folder import DataFolder
from ikm_desktop.storage.lock import BookLock, Holder, break_lock, holder_of

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from ikm_desktop.storage.lock import BookLock
with BookLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def _other_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a program that holds the lock until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.stdin.close()
        process.wait()
        process.stdout.close()


def _write_lock(folder: Path, holder: Holder) -> Path:
    path = DataFolder(folder).lock
    path.write_bytes(holder.written())
    return path


def test_the_second_program_is_told_who_has_the_book(tmp_path: Path) -> None:
    """Computer, program, process and hour; once the first one closes, the second may."""
    with _other_program(tmp_path) as other:
        with pytest.raises(BookInUse) as found:
            BookLock(tmp_path).acquire()
        assert found.value.holder == processes.host_name()
        assert found.value.pid == other.pid
        assert found.value.program == processes.program_of(os.getpid())
        assert re.fullmatch(r"\d\d\.\d\d", found.value.since)
        assert f"Data sedang dibuka di komputer {found.value.holder}" in found.value.sentence
    with BookLock(tmp_path) as lock:
        assert lock.is_held
    assert list(tmp_path.iterdir()) == []


def test_two_windows_of_one_program_do_not_share_it(tmp_path: Path) -> None:
    """The same process is refused as well, and its own lock stays."""
    with BookLock(tmp_path):
        with pytest.raises(BookInUse):
            BookLock(tmp_path).acquire()
        assert holder_of(tmp_path) == Holder.this_process()
    assert holder_of(tmp_path) is None


def test_after_a_kill_the_next_start_gets_it_at_once(tmp_path: Path) -> None:
    """The file it leaves stops nobody."""
    with _other_program(tmp_path) as other:
        other.kill()
        other.wait()
        assert holder_of(tmp_path) == Holder(
            other.pid,
            processes.program_of(os.getpid()),
            processes.host_name(),
            processes.host_id(),
            processes.boot_id(),
        )
        with BookLock(tmp_path):
            assert holder_of(tmp_path) == Holder.this_process()


@pytest.mark.parametrize(
    "holder",
    [
        Holder(4242, "ikm-desktop", "PC-GUDANG", "9b1f", ""),
        Holder(4242, "ikm-desktop", "PC-GUDANG"),
        Holder(4242, "ikm-desktop", processes.host_name(), "id dari komputer lain", "x"),
    ],
)
def test_another_computers_lock_is_never_taken_for_its_age(tmp_path: Path, holder: Holder) -> None:
    """Years old and still refused, by name; a person may break it."""
    path = _write_lock(tmp_path, holder)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    with pytest.raises(BookInUse) as found:
        BookLock(tmp_path).acquire()
    assert (found.value.holder, found.value.pid) == (holder.host, 4242)
    assert found.value.since.startswith("13-09-2020 ")
    break_lock(tmp_path)
    with BookLock(tmp_path):
        pass


def test_a_living_program_of_this_computer_cannot_be_pushed_out(tmp_path: Path) -> None:
    """Breaking the lock is refused: the program can be closed instead."""
    with _other_program(tmp_path):
        with pytest.raises(BookInUse):
            break_lock(tmp_path)
        with pytest.raises(BookInUse):
            BookLock(tmp_path).acquire()


def test_a_lock_written_by_hand_holds_while_its_process_lives(tmp_path: Path) -> None:
    """Without the system's own lock the process number alone protects a living holder."""
    _write_lock(tmp_path, Holder.this_process())
    with pytest.raises(BookInUse):
        BookLock(tmp_path).acquire()


def _dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_number_given_to_another_program_is_no_holder(tmp_path: Path) -> None:
    """Dead, reused by a program of another name, or from before the computer was restarted."""
    here = Holder.this_process()
    for gone in (
        Holder(_dead_pid(), here.program, here.host, here.host_id, here.boot_id),
        Holder(here.pid, "lain", here.host, here.host_id, here.boot_id),
        Holder(here.pid, here.program, here.host, here.host_id, "sebelum dinyalakan lagi"),
        Holder(_dead_pid(), here.program, here.host),
    ):
        _write_lock(tmp_path, gone)
        with BookLock(tmp_path):
            assert holder_of(tmp_path) == here


def test_a_half_written_lock(tmp_path: Path) -> None:
    """Left empty by a kill or a power cut it stops nobody; while its maker lives it does."""
    path = DataFolder(tmp_path).lock
    path.write_bytes(b"")
    with BookLock(tmp_path):
        pass
    path.write_bytes(b"41")
    with path.open("r+b") as stream:
        fcntl = pytest.importorskip("fcntl", reason="Windows locks an open file by its being open")
        fcntl.flock(stream, fcntl.LOCK_EX)
        with pytest.raises(BookInUse):
            BookLock(tmp_path).acquire()
    with BookLock(tmp_path):
        pass


def test_giving_back_a_broken_lock_leaves_the_new_holder_alone(tmp_path: Path) -> None:
    """Someone deleted our file and another took its place: it stays theirs."""
    ours = BookLock(tmp_path)
    ours.acquire()
    ours.path.unlink()
    with BookLock(tmp_path):
        ours.release()
        assert holder_of(tmp_path) is not None


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Nothing to lock is a mistake of the program, no fault of the environment."""
    with pytest.raises(FileNotFoundError):
        BookLock(tmp_path / "tidak-ada").acquire()


def test_qt_and_we_respect_each_other(tmp_path: Path) -> None:
    """QLockFile refuses ours and reads the holder; we refuse QLockFile's; each frees for the other."""
    theirs = QLockFile(str(DataFolder(tmp_path).lock))
    theirs.setStaleLockTime(0)
    with BookLock(tmp_path):
        assert not theirs.tryLock(0)
        assert theirs.error() == QLockFile.LockError.LockFailedError
        told = theirs.getLockInfo()
        assert str(os.getpid()) in str(told)
        assert processes.host_name() in str(told)
        assert not theirs.removeStaleLockFile()
    assert theirs.tryLock(0)
    with pytest.raises(BookInUse) as found:
        BookLock(tmp_path).acquire()
    assert found.value.pid == os.getpid()
    assert holder_of(tmp_path) == Holder.this_process()
    with pytest.raises(BookInUse):
        break_lock(tmp_path)
    theirs.unlock()
    with BookLock(tmp_path):
        pass


def test_qt_takes_over_what_we_left_dead(tmp_path: Path) -> None:
    """After kill -9 of ours, QLockFile gets the lock at once."""
    with _other_program(tmp_path) as other:
        other.kill()
        other.wait()
        theirs = QLockFile(str(DataFolder(tmp_path).lock))
        theirs.setStaleLockTime(0)
        assert theirs.tryLock(0)
        theirs.unlock()
