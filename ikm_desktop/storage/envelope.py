"""What a backup is wrapped in: age where there is a password, a seal where there is none.

Encrypted files are plain age files (age-encryption.org/v1): any `age` opens them with the password, also
when this program is long gone. Files that are not encrypted end in a line with the SHA-256 of all before
it; SQLite and unzip read past it.
"""

from __future__ import annotations

import enum
import hashlib
from pathlib import Path
from typing import Protocol, Self

from ikm_desktop.errors import BackupFault
from ikm_desktop.storage import disk

_AGE = b"age-encryption.org/v1\n"
_SQLITE = b"SQLite format 3\x00"
_ZIP = b"PK\x03\x04"
_SEAL = b"\nIKM-SHA256 "
SEAL_BYTES = len(_SEAL) + 64

# The words of the age library that leave open whether the password is wrong. (A damaged salt says the
# same; nobody could tell the two apart.)
_PASSWORD_WORDS = "Decryption failed"  # noqa: S105 - a message, no password


class Kind(enum.Enum):
    """What a backup's file is."""

    BOOK = enum.auto()
    ENCRYPTED_BOOK = enum.auto()
    PACK = enum.auto()


def kind_of(path: Path) -> Kind | None:
    """Return what a file is by its first bytes; None when it is nothing of ours."""
    with path.open("rb") as stream:
        head = stream.read(len(_AGE))
    if head == _AGE:
        return Kind.ENCRYPTED_BOOK
    if head.startswith(_SQLITE):
        return Kind.BOOK
    return Kind.PACK if head.startswith(_ZIP) else None


def encrypt(content: bytes, password: str) -> bytes:
    """Encrypt with a password, as an age file. Takes a second on purpose: so does each guess."""
    from pyrage import passphrase

    return bytes(passphrase.encrypt(content, password))


def decrypt(content: bytes, password: str | None, path: Path) -> bytes:
    """Decrypt an age file made with a password; path: for the message.

    Raises BackupFault, `damaged` unless the password is missing or wrong.
    """
    import pyrage

    if not password:
        raise BackupFault(path=str(path), why="terenkripsi; kata sandinya diperlukan")
    try:
        return bytes(pyrage.passphrase.decrypt(content, password))
    except pyrage.DecryptError as said:
        if str(said) == _PASSWORD_WORDS:
            raise BackupFault(path=str(path), why="kata sandi salah") from said
        raise damaged(path, "isi terenkripsi berubah") from said


def damaged(path: Path, why: str) -> BackupFault:
    """Return the fault of a backup that is not what was written."""
    return BackupFault(path=str(path), why=f"rusak ({why})", damaged=True)


def seal_of(digest: bytes) -> bytes:
    """Return the line that ends a file which is not encrypted; digest: the SHA-256 of all before it."""
    return _SEAL + digest.hex().encode()


def is_sealed(path: Path) -> bool:
    """Return whether a file ends in a seal, right or not."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - SEAL_BYTES))
        return stream.read().startswith(_SEAL)


def sealed_length(path: Path) -> int | None:
    """Return the length of what a seal covers; None when the file has none.

    Raises BackupFault (damaged) when the seal does not fit what it covers.
    """
    length = path.stat().st_size - SEAL_BYTES
    if length < 0:
        return None
    with path.open("rb") as stream:
        stream.seek(length)
        seal = stream.read()
    if not seal.startswith(_SEAL):
        return None
    if seal != seal_of(disk.sha256_of(path, length)):
        raise damaged(path, "isi tidak cocok dengan segelnya")
    return length


def sealed_text(content: bytes) -> bytes:
    """Return a short content with its seal behind it."""
    return content + seal_of(hashlib.sha256(content).digest())


def unsealed_text(sealed: bytes, path: Path) -> bytes:
    """Return the content of a sealed text. Raises BackupFault (damaged)."""
    content = sealed[:-SEAL_BYTES]
    if sealed != sealed_text(content):
        raise damaged(path, "isi tidak cocok dengan segelnya")
    return content


class Wrapping(Protocol):
    """How the single scans of a backup are wrapped; suffix: what their names end in."""

    suffix: str

    def wrap(self, content: bytes) -> bytes:
        """Return what is written for a content."""
        ...

    def unwrap(self, content: bytes, path: Path) -> bytes:
        """Return the content of what was written. Raises BackupFault (damaged)."""
        ...


class Bare:
    """No wrapping: the scans as they are."""

    suffix = ""

    def wrap(self, content: bytes) -> bytes:
        """Return the content."""
        return content

    def unwrap(self, content: bytes, path: Path) -> bytes:
        """Return the content."""
        del path
        return content


class Key:
    """A key of its own for the scans, itself kept encrypted with the password.

    A password costs a second for each file, this key nothing. `age --decrypt --identity KEYFILE` opens
    the scans with the same password.
    """

    suffix = ".age"

    def __init__(self, secret: str) -> None:
        from pyrage import x25519

        self._identity = x25519.Identity.from_str(secret)

    @classmethod
    def new(cls) -> Self:
        """Return a fresh key."""
        from pyrage import x25519

        return cls(str(x25519.Identity.generate()))

    @classmethod
    def unlocked(cls, content: bytes, password: str | None, path: Path) -> Self:
        """Return the key kept in a key file. Raises BackupFault as `decrypt` does."""
        return cls(decrypt(content, password, path).decode().strip())

    def locked(self, password: str) -> bytes:
        """Return the key file: the key, encrypted with the password."""
        return encrypt(f"{self._identity}\n".encode(), password)

    def wrap(self, content: bytes) -> bytes:
        """Encrypt for this key."""
        import pyrage

        return bytes(pyrage.encrypt(content, [self._identity.to_public()]))

    def unwrap(self, content: bytes, path: Path) -> bytes:
        """Decrypt with this key. Raises BackupFault (damaged)."""
        import pyrage

        try:
            return bytes(pyrage.decrypt(content, [self._identity]))
        except pyrage.DecryptError as said:
            raise damaged(path, "isi terenkripsi berubah") from said


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of a content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
