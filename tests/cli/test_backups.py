"""`backup`, `verify`, `restore`: there and back, with and without a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_line import Shell, started


def test_there_and_back_without_a_password(shell: Shell, office: Path, tmp_path: Path) -> None:
    """The backup says that it is readable by anybody; what comes back is a book that passes every check."""
    made = shell("backup", office, tmp_path / "cadangan.ikm")
    assert made.code == 0
    assert "TANPA SANDI: siapa pun yang memegang berkas ini dapat membacanya" in made.out
    verified = shell("verify", tmp_path / "cadangan.ikm")
    assert verified.code == 0
    assert verified.out.startswith(f"Cadangan {tmp_path / 'cadangan.ikm'} baik: tindakan terakhir ")
    assert shell("restore", tmp_path / "cadangan.ikm", tmp_path / "lain").code == 0
    assert shell("check", tmp_path / "lain").out == "Buku cocok: tidak ada yang perlu dijelaskan.\n"


@pytest.mark.slow
def test_there_and_back_with_a_password(shell: Shell, office: Path, tmp_path: Path) -> None:
    """As programs: the password comes from the environment or the first line of a file; a wrong one is 2."""
    backup = tmp_path / "cadangan.ikm.age"
    secret = tmp_path / "sandi.txt"
    secret.write_text("kupang 2020\nbaris kedua tidak dibaca\n")
    made = started("backup", office, backup, "--json", IKM_BACKUP_PASSWORD="kupang 2020")
    assert (made.code, made.json["encrypted"]) == (0, True)
    assert b"SQLite format 3" not in backup.read_bytes()
    for environment in ({"IKM_BACKUP_PASSWORD": "salah"}, {}):
        refused = started("verify", backup, **environment)  # nothing is known of it: 2, and no damage
        assert (refused.code, refused.out) == (2, "")
        assert "sandi" in refused.reason
    assert started("restore", backup, tmp_path / "lain", "--password-file", secret).code == 0
    assert shell("check", tmp_path / "lain").code == 0


def test_a_damaged_backup_is_told(shell: Shell, office: Path, tmp_path: Path) -> None:
    """Bytes overwritten in a backup: verify ends with 1, restore with 2 and leaves no book."""
    backup = tmp_path / "cadangan.ikm"
    shell("backup", office, backup)
    with backup.open("r+b") as file:
        file.seek(40_000)
        file.write(b"\xa5" * 9000)
    ran = shell("verify", backup, "--json")
    assert (ran.code, ran.json["damaged"]) == (1, True)
    assert shell("restore", backup, tmp_path / "lain").code == 2
    assert not (tmp_path / "lain" / "buku.ikm").exists()


def test_a_book_is_replaced_only_when_asked(shell: Shell, office: Path, tmp_path: Path) -> None:
    """A folder that holds a book is left alone without --replace; with it the old book is kept aside."""
    shell("backup", office, tmp_path / "cadangan.ikm")
    before = (office / "buku.ikm").read_bytes()
    ran = shell("restore", tmp_path / "cadangan.ikm", office)
    assert ran.code == 2
    assert ran.reason == (
        f"Di {office} sudah ada buku; buku itu tidak ditimpa. Untuk menggantikannya, tambahkan --replace."
    )
    assert (office / "buku.ikm").read_bytes() == before
    assert shell("restore", tmp_path / "cadangan.ikm", office, "--replace").code == 0
    assert shell("check", office).code == 0
    assert [kept.read_bytes() for kept in (office / "cadangan").rglob("*.ikm")] == [before]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00sandi\n", b"\nbaris kedua\n"])
def test_a_password_file_without_a_password(
    shell: Shell, office: Path, tmp_path: Path, content: bytes
) -> None:
    """A backup that was to be encrypted never becomes one that is not."""
    (tmp_path / "sandi").write_bytes(content)
    ran = shell("backup", office, tmp_path / "c.ikm", "--password-file", tmp_path / "sandi")
    assert (ran.code, ran.out) == (2, "")
    assert "Berkas sandi" in ran.reason
    assert not (tmp_path / "c.ikm").exists()


@pytest.mark.parametrize("command", ["verify", "restore"])
def test_a_backup_that_is_not_there(shell: Shell, tmp_path: Path, command: str) -> None:
    """A missing file ends with 2."""
    words = [command, tmp_path / "tidak-ada.ikm"] + ([tmp_path / "x"] if command == "restore" else [])
    ran = shell(*words)
    assert (ran.code, ran.reason) == (2, f"Cadangan {tmp_path / 'tidak-ada.ikm'}: berkas tidak ada.")


def test_a_backup_into_a_folder_gets_a_name(shell: Shell, office: Path, tmp_path: Path) -> None:
    """Given a folder, the file's name tells the last act."""
    target = tmp_path / "stik"
    target.mkdir()
    answer = shell("backup", office, target, "--json").json
    (file,) = target.iterdir()
    assert answer["path"] == str(file)
    assert file.name.startswith("ikm-2020-08-28-akta")
