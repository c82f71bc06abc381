"""Backups: what is written is what the book held, and every damage to it is noticed."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import BackupFault, BookDamaged, BookMissing, NewerBook
from ikm_desktop.storage import attachments
from ikm_desktop.storage.backup import backup
from ikm_desktop.storage.engine import connect
from ikm_desktop.storage.verify import BackupReport, verify
from tests.storage.some_acts import add_acts, add_acts_to


def _no_findings(_connection: sa.Connection) -> list[str]:
    return []


def _one_finding(connection: sa.Connection) -> list[str]:
    count = connection.exec_driver_sql("SELECT count(*) FROM act").scalar()
    return [f"Gudang: Kain katun berbeda sesudah {count} akta"]


def _leavings(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if "sementara" in path.name or "baru" in path.name)


def test_a_plain_backup_is_a_book_anyone_can_open(book: Path, tmp_path: Path) -> None:
    """The report tells the last act; SQLite opens the file as it is; nothing else stays behind."""
    entry, digest = add_acts(book, 1)
    target = tmp_path / "cadangan.ikm"
    report = backup(book, target, check=_no_findings)
    assert report == BackupReport(
        path=target,
        entry=entry,
        mark=digest.hex()[:8],
        size=target.stat().st_size,
        sha256=hashlib.sha256(target.read_bytes()).hexdigest(),
        encrypted=False,
        whole=False,
        attachments=0,
    )
    assert verify(target) == report
    opened = sqlite3.connect(target)
    assert opened.execute("SELECT count(*) FROM act").fetchone() == (13,)
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    opened.close()
    assert _leavings(tmp_path) == []
    assert not (tmp_path / "cadangan.ikm.lampiran").exists()


def test_the_book_may_be_open_and_at_work(book: Path, tmp_path: Path) -> None:
    """A half-done act of another connection is not in the backup, and goes on undisturbed."""
    writer = connect(book)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO setting VALUES ('setengah', 'jadi')")
    report = backup(book, tmp_path / "cadangan.ikm")
    writer.execute("ROLLBACK")
    add_acts_to(writer, 1)
    writer.close()
    assert report.entry == 12


def test_all_in_one_file(book: Path, tmp_path: Path) -> None:
    """One zip file that stock tools open, scans inside, nothing beside it."""
    name = attachments.keep(book.parent, b"pindai BAST " * 500)
    target = tmp_path / "semua.zip"
    report = backup(book, target, whole=True, check=_no_findings)
    assert (report.entry, report.attachments, report.whole) == (12, 1, True)
    assert verify(target, check=_no_findings) == report
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "semua.zip"]
    with zipfile.ZipFile(target) as pack:
        assert pack.testzip() is None
        assert {"buku.ikm", f"lampiran/{name[:2]}/{name}", "BACA-SAYA.txt"} < set(pack.namelist())


def test_every_flipped_byte_of_a_plain_backup_is_noticed(book: Path, tmp_path: Path) -> None:
    """SQLite's own check sees half of them; the seal sees all, and all cuts."""
    attachments.keep(book.parent, b"pindai")
    target, pack, damaged = tmp_path / "baik.ikm", tmp_path / "baik.zip", tmp_path / "rusak"
    backup(book, target)
    backup(book, pack, whole=True)
    chance = random.Random(19)
    long = os.environ.get("IKM_FAULTS") == "long"
    for source in (target, pack):
        content = source.read_bytes()
        spots = [*range(40), *range(len(content) - 80, len(content))]
        spots += [chance.randrange(len(content)) for _ in range(400 if long else 60)]
        for spot in spots:
            changed = bytearray(content)
            changed[spot] ^= 1 << chance.randrange(8)
            damaged.write_bytes(changed)
            with pytest.raises(BackupFault) as found:
                verify(damaged)
            assert found.value.damaged, spot
        for length in (0, 1, 50, 99, 100, 4096, len(content) // 2, len(content) - 1, len(content) - 77):
            damaged.write_bytes(content[:length])
            with pytest.raises(BackupFault) as found:
                verify(damaged)
            assert found.value.damaged, length


def test_damage_to_what_lies_beside_is_noticed(book: Path, tmp_path: Path) -> None:
    """The list cut or gone, a scan changed: each is damage."""
    attachments.keep(book.parent, b"pindai satu")
    name = attachments.keep(book.parent, b"pindai dua")
    target = tmp_path / "cadangan.ikm"
    backup(book, target)
    beside = tmp_path / "cadangan.ikm.lampiran"
    whole = (beside / "daftar.txt").read_bytes()
    for spoil in (
        lambda: (beside / "daftar.txt").write_bytes(whole[65:]),
        (beside / "daftar.txt").unlink,
        lambda: (beside / name[:2] / name).write_bytes(b"pindai dub"),
        (beside / name[:2] / name).unlink,
    ):
        spoil()
        with pytest.raises(BackupFault) as found:
            verify(target)
        assert found.value.damaged
        backup(book, target)  # mends it
        assert verify(target).attachments == 2


def test_a_damaged_scan_is_told_and_stops_nothing(book: Path, tmp_path: Path) -> None:
    """The book is backed up all the same; the report names what could not be."""
    name = attachments.keep(book.parent, b"pindai satu")
    attachments.path_of(book.parent, name).write_bytes(b"pindai sat")
    report = backup(book, tmp_path / "cadangan.ikm")
    assert report.skipped == (name,)
    assert report.attachments == 0


def test_a_book_that_is_not_sound_gives_no_backup(book: Path, tmp_path: Path) -> None:
    """The self-check or the file says no: the older backup stays as it was."""
    target = tmp_path / "cadangan.ikm"
    backup(book, target)
    before = target.read_bytes()
    with pytest.raises(BookDamaged, match="Kain katun berbeda sesudah 12 akta"):
        backup(book, target, check=_one_finding)
    connection = connect(book)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("INSERT INTO recipe_line (recipe, no, item, quantity) VALUES (77, 1, 88, 5)")
    connection.close()
    with pytest.raises(BookDamaged, match="recipe_line menunjuk ke"):
        backup(book, target)
    assert target.read_bytes() == before
    assert _leavings(tmp_path) == []


def test_the_check_also_decides_when_verifying(book: Path, tmp_path: Path) -> None:
    """A finding in the book inside is damage, named."""
    target = tmp_path / "cadangan.ikm"
    backup(book, target)
    with pytest.raises(BackupFault, match="Kain katun berbeda") as found:
        verify(target, check=_one_finding)
    assert found.value.damaged


def test_a_folder_gets_a_file_named_after_the_last_act(book: Path, tmp_path: Path) -> None:
    """Number and mark in the name: the anchor that no forged book can match."""
    entry, digest = add_acts(book, 1)
    stick = tmp_path / "FLASHDISK"
    stick.mkdir()
    report = backup(book, stick)
    assert report.path == stick / f"ikm-2020-08-24-akta{entry}-{digest.hex()[:8]}.ikm"
    assert backup(book, stick, whole=True).path.suffix == ".zip"


def test_nothing_but_a_backup_is_ever_replaced(book: Path, tmp_path: Path) -> None:
    """A letter, the book itself, a plain copy of a book, a folder that is not there."""
    letter = tmp_path / "surat.pdf"
    letter.write_bytes(b"%PDF-1.7 surat")
    copy = tmp_path / "salinan.ikm"
    shutil.copyfile(book, copy)
    before = copy.read_bytes()
    for target in (
        letter,
        copy,
        book,
        book.with_name("buku.ikm-journal"),
        book.with_name("buku.ikm.lock"),
        tmp_path / "stik tidak terpasang" / "cadangan.ikm",
    ):
        with pytest.raises(BackupFault) as found:
            backup(book, target)
        assert not found.value.damaged
    assert letter.read_bytes() == b"%PDF-1.7 surat"
    assert copy.read_bytes() == book.read_bytes() == before
    empty = tmp_path / "dipilih di jendela.ikm"
    empty.touch()
    assert backup(book, empty).size > 0


def test_what_cannot_be_told(book: Path, tmp_path: Path) -> None:
    """No file, a folder, a live book with half an act beside it: not "damaged"."""
    with pytest.raises(BackupFault, match="berkas tidak ada") as missing:
        verify(tmp_path / "tidak-ada.ikm")
    with pytest.raises(BackupFault, match="tidak dapat dibaca") as folder:
        verify(tmp_path)
    book.with_name("buku.ikm-journal").write_bytes(b"\xd9\xd5\x05\xf9 setengah akta")
    with pytest.raises(BackupFault, match="sedang dipakai") as live:
        verify(book)
    assert not any(found.value.damaged for found in (missing, folder, live))
    with pytest.raises(BookMissing):
        backup(tmp_path / "tidak-ada" / "buku.ikm", tmp_path / "cadangan.ikm")


def test_a_plain_copy_of_a_book_can_be_verified_too(book: Path, tmp_path: Path) -> None:
    """Somebody copied the closed book by hand: it has no seal, but it is whole."""
    copy = tmp_path / "salinan.ikm"
    shutil.copyfile(book, copy)
    assert verify(copy).entry == 12
    with copy.open("r+b") as stream:
        stream.truncate(copy.stat().st_size - 4096)
    with pytest.raises(BackupFault) as found:
        verify(copy)
    assert found.value.damaged


def test_another_programs_file_and_a_later_versions(book: Path, tmp_path: Path) -> None:
    """A database of something else is no good backup; a newer one names both formats."""
    other = tmp_path / "lain.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(BackupFault) as found:
        verify(other)
    assert found.value.damaged
    connection = connect(book)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(NewerBook):
        verify(book)
    with pytest.raises(NewerBook):
        backup(book, tmp_path / "cadangan.ikm")


def test_cancelling_leaves_nothing(book: Path, tmp_path: Path) -> None:
    """Whatever moment the clerk cancels at, the older backup stays and nothing lies about."""
    attachments.keep(book.parent, b"pindai satu")
    target = tmp_path / "cadangan.ikm"
    backup(book, target)
    before = target.read_bytes()
    add_acts(book, 1)
    told: list[str] = []

    def note(what: str, _done: int, _total: int) -> None:
        told.append(what)

    backup(book, tmp_path / "lain.ikm", progress=note)
    assert {"Menyalin buku", "Memeriksa buku", "Menyalin lampiran", "Memeriksa cadangan"} <= set(told)
    for stop in range(len(told)):
        left = [stop]

        def cancel(_what: str, _done: int, _total: int, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            backup(book, target, progress=cancel)
        assert target.read_bytes() == before
        assert _leavings(tmp_path) == []
    assert verify(target).entry == 12


def test_a_disk_that_gives_back_something_else(book: Path, tmp_path: Path) -> None:
    """What is read again must be this book, not just some sound backup: the older one stays."""
    target = tmp_path / "cadangan.ikm"
    backup(book, target)
    before = target.read_bytes()
    add_acts(book, 1)

    def lose_the_write(what: str, _done: int, _total: int) -> None:
        if what == "Memeriksa cadangan":
            shutil.copyfile(target, tmp_path / ".cadangan.ikm.baru")

    with pytest.raises(BackupFault, match="tidak sama dengan buku"):
        backup(book, target, progress=lose_the_write)
    assert target.read_bytes() == before
    assert _leavings(tmp_path) == []


def test_what_a_killed_backup_left_is_cleared(book: Path, tmp_path: Path) -> None:
    """The unencrypted copy of a process that is gone does not lie about for ever; a living one's stays."""
    left = book.parent / "cadangan" / ".sementara-4000000-x"
    alive = book.parent / "cadangan" / f".sementara-{os.getpid()}-x"
    for folder in (left, alive):
        folder.mkdir(parents=True)
        (folder / "buku.ikm").write_bytes(b"nama dan NIK")
    backup(book, tmp_path / "cadangan.ikm")
    assert not left.exists()
    assert alive.exists()
