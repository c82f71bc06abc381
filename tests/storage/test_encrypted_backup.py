"""Encrypted backups. Each use of a password costs a second or two on purpose, so these tests share files."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pyrage
import pytest

from ikm_desktop.errors import BackupFault
from ikm_desktop.storage import attachments
from ikm_desktop.storage.anchor import read_anchor
from ikm_desktop.storage.backup import backup
from ikm_desktop.storage.engine import BOOK_NAME, create_book
from ikm_desktop.storage.restore import restore
from ikm_desktop.storage.verify import BackupReport, verify
from tests.storage.some_acts import acts_of, add_acts

pytestmark = pytest.mark.slow

PASSWORD = "Kopi Kintamani 2020"
SCANS = (b"pindai BAST " * 500, b"foto warung " * 900)


@dataclass(frozen=True)
class Office:
    """A book with two scans and its encrypted backup, made over an older one that was not encrypted."""

    folder: Path
    names: list[str]
    target: Path
    report: BackupReport

    @property
    def beside(self) -> Path:
        """Where the scans of the backup lie."""
        return self.target.with_name(f"{self.target.name}.lampiran")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with its backup."""
    root = tmp_path_factory.mktemp("kantor")
    book = root / "data" / BOOK_NAME
    book.parent.mkdir()
    create_book(book)
    add_acts(book, 12)
    names = sorted(attachments.keep(book.parent, scan) for scan in SCANS)
    target = root / "stik" / "cadangan.age"
    target.parent.mkdir()
    backup(book, target)
    return Office(book.parent, names, target, backup(book, target, PASSWORD))


def test_nothing_stays_that_could_be_read(office: Office) -> None:
    """Book and scans are encrypted, and the unencrypted ones of the older backup are gone."""
    assert (office.report.entry, office.report.encrypted, office.report.attachments) == (12, True, 2)
    assert sorted(path.name for path in office.target.parent.iterdir()) == [
        "cadangan.age",
        "cadangan.age.lampiran",
    ]
    assert sorted(path.name for path in office.beside.rglob("*") if path.is_file()) == sorted(
        ["daftar.txt", "kunci.age", *(f"{name}.age" for name in office.names)]
    )
    for path in (office.target, *office.beside.rglob("*.age")):
        content = path.read_bytes()
        assert not any(secret in content for secret in (b"SQLite", b"Ketut", b"pindai", b"foto"))
    assert list((office.folder / "cadangan").iterdir()) == []


def test_it_opens_without_us(office: Office) -> None:
    """The file is an age file that holds the book; the key file opens each scan."""
    plain = pyrage.passphrase.decrypt(office.target.read_bytes(), PASSWORD)
    inside = sqlite3.connect(":memory:")
    inside.deserialize(plain)
    assert inside.execute("SELECT count(*), max(entry) FROM act").fetchone() == (12, 12)
    inside.close()
    key_file = (office.beside / "kunci.age").read_bytes()
    identity = pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(key_file, PASSWORD).decode().strip())
    found = {
        pyrage.decrypt((office.beside / name[:2] / f"{name}.age").read_bytes(), [identity])
        for name in office.names
    }
    assert found == set(SCANS)


def test_a_wrong_password_is_no_damage(office: Office) -> None:
    """Wrong and missing are told apart, and neither calls the file bad."""
    with pytest.raises(BackupFault, match="kata sandi salah") as wrong:
        verify(office.target, "Kopi Kintamani 2021")
    with pytest.raises(BackupFault, match="kata sandinya diperlukan") as missing:
        verify(office.target)
    assert not wrong.value.damaged
    assert not missing.value.damaged


def test_damage_is_not_taken_for_a_wrong_password(office: Office, tmp_path: Path) -> None:
    """A flipped byte, a cut, bytes behind, a torn beginning."""
    damaged = tmp_path / "rusak.age"
    content = office.target.read_bytes()
    middle = bytearray(content)
    middle[len(content) // 2] ^= 4
    for changed in (bytes(middle), content[:-1], content[:90], b"age-en", b"x" + content[1:], b""):
        damaged.write_bytes(changed)
        with pytest.raises(BackupFault) as found:
            verify(damaged, PASSWORD)
        assert found.value.damaged


def test_scans_are_encrypted_once(office: Office, tmp_path: Path) -> None:
    """The next backup adds what is new and leaves the others as they lie; a spoilt one is mended."""
    stick = tmp_path / "stik"
    shutil.copytree(office.target.parent, stick)
    shutil.copytree(office.folder, tmp_path / "data")
    beside = stick / "cadangan.age.lampiran"
    first, second = (beside / name[:2] / f"{name}.age" for name in office.names)
    before = first.read_bytes()
    spoilt = second.read_bytes()[:-1]
    second.write_bytes(spoilt)
    attachments.keep(tmp_path / "data", b"pindai ketiga")
    add_acts(tmp_path / "data" / BOOK_NAME, 1)
    report = backup(tmp_path / "data" / BOOK_NAME, stick / "cadangan.age", PASSWORD)
    assert (report.entry, report.attachments) == (13, 3)
    assert first.read_bytes() == before
    assert second.read_bytes() != spoilt


def test_it_becomes_a_book_again(office: Office, tmp_path: Path) -> None:
    """On another computer: the same acts, the scans, the anchor."""
    report = restore(office.target, tmp_path / "baru", password=PASSWORD)
    assert report == office.report
    assert acts_of(tmp_path / "baru" / BOOK_NAME) == list(range(1, 13))
    assert {attachments.read(tmp_path / "baru", name) for name in office.names} == set(SCANS)
    anchor = read_anchor(tmp_path / "baru")
    assert anchor is not None
    assert (anchor[0], anchor[1].hex()[:8]) == (12, office.report.mark)


def test_all_in_one_encrypted_file(office: Office, tmp_path: Path) -> None:
    """The pack's members are age files; it becomes a book again with its scans."""
    pack = tmp_path / "semua.zip"
    report = backup(office.folder / BOOK_NAME, pack, PASSWORD, whole=True)
    assert (report.entry, report.encrypted, report.whole, report.attachments) == (12, True, True, 2)
    with zipfile.ZipFile(pack) as opened:
        members = set(opened.namelist())
        assert opened.read("buku.ikm.age").startswith(b"age-encryption.org/v1")
    assert {name for name in members if not name.endswith(".age")} == {"BACA-SAYA.txt", "lampiran/daftar.txt"}
    assert restore(pack, tmp_path / "baru", password=PASSWORD) == report
    assert {attachments.read(tmp_path / "baru", name) for name in office.names} == set(SCANS)
