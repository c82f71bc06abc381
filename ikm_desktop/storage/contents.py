"""A backup opened for reading: its book and its scans, whatever they are wrapped in.

Four forms: the book as it is with a seal behind it; the book as an age file; with both of these the scans
lie in a folder beside it, the file's name and `.lampiran`, with a list of them and, encrypted, the key;
or one zip file that packs the same names in one. BACA-SAYA.txt inside tells how to open it without us.
"""

from __future__ import annotations

import errno
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ikm_desktop.errors import BackupFault, NotABook
from ikm_desktop.storage import disk, engine, envelope
from ikm_desktop.storage.attachments import shelved
from ikm_desktop.storage.engine import BOOK_NAME
from ikm_desktop.storage.envelope import Bare, Key, Kind, Wrapping

LIST = "daftar.txt"
KEY = "kunci.age"
SCANS = "lampiran/"


class Shelf(Protocol):
    """Where the scans of a backup lie, by names like `ab/abcd…`."""

    def has(self, name: str) -> bool:
        """Return whether there is something of this name."""
        ...

    def read(self, name: str) -> bytes:
        """Return what lies there. Raises BackupFault (damaged) when nothing does."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Put something there, as a whole or not at all."""
        ...


@dataclass(frozen=True, slots=True)
class FolderShelf:
    """Scans in a folder beside the backup."""

    root: Path

    def has(self, name: str) -> bool:
        """Return whether the file is there."""
        return (self.root / name).is_file()

    def read(self, name: str) -> bytes:
        """Return the file's content."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            raise envelope.damaged(self.root, f"{name} tidak ada") from None

    def write(self, name: str, content: bytes) -> None:
        """Write the file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        disk.write_whole(path, content)


@dataclass(frozen=True, slots=True)
class PackShelf:
    """Scans inside a pack."""

    pack: zipfile.ZipFile
    path: Path

    def has(self, name: str) -> bool:
        """Return whether the pack holds this name."""
        return SCANS + name in self.pack.NameToInfo

    def read(self, name: str) -> bytes:
        """Return what the pack holds under this name."""
        return read_from(self.pack, SCANS + name, self.path)

    def write(self, name: str, content: bytes) -> None:
        """Add to the pack. Nothing is compressed: scans and age files are as small as they get."""
        self.pack.writestr(zipfile.ZipInfo(SCANS + name), content)


@dataclass(kw_only=True)
class Contents:
    """An open backup.

    book: the decrypted book, or the file itself; book_bytes: its length there; names: of the scans.
    """

    path: Path
    kind: Kind
    book: bytes | Path
    book_bytes: int
    encrypted: bool
    shelf: Shelf
    wrapping: Wrapping
    names: tuple[str, ...] = ()

    def book_sha256(self) -> str:
        """Return the SHA-256 of the book, in hexadecimal."""
        if isinstance(self.book, bytes):
            return envelope.digest_of(self.book)
        return disk.sha256_of(self.book, self.book_bytes).hex()

    def write_book(self, target: Path) -> None:
        """Write the book to a file."""
        if isinstance(self.book, bytes):
            target.write_bytes(self.book)
            return
        shutil.copyfile(self.book, target)
        with target.open("r+b") as stream:
            stream.truncate(self.book_bytes)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to the book inside; nothing decrypted is written to a disk.

        Raises BackupFault (damaged) when it is no book, NewerBook.
        """
        try:
            engine.format_of(self._header(), self.path)
        except NotABook as said:
            raise envelope.damaged(self.path, said.why or "bukan buku IKM") from said
        if isinstance(self.book, bytes):
            connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            connection.deserialize(self.book)
            connection.execute("PRAGMA trusted_schema=OFF")
        else:
            connection = engine.connect(self.book, "ro", resting=True)
        try:
            yield connection
        finally:
            connection.close()

    def scan(self, name: str) -> bytes:
        """Return a scan's content. Raises BackupFault (damaged) when it is not what its name says."""
        with _readable(self.path):
            wrapped = self.shelf.read(shelved(name) + self.wrapping.suffix)
        content = self.wrapping.unwrap(wrapped, self.path)
        if envelope.digest_of(content) != name:
            raise envelope.damaged(self.path, f"lampiran {name[:8]} berubah")
        return content

    def _header(self) -> bytes:
        if isinstance(self.book, bytes):
            return self.book[:100]
        with self.book.open("rb") as stream:
            return stream.read(100)


def scans_beside(path: Path) -> Path:
    """Return the folder beside a backup that holds its scans."""
    return path.with_name(f"{path.name}.lampiran")


@contextmanager
def opened(path: Path, password: str | None = None, *, with_scans: bool = True) -> Iterator[Contents]:
    """Open a backup.

    Raises BackupFault: `damaged` when the file is not what was written; not so when it is missing,
    unreadable, or the password is missing or wrong. with_scans: False looks at the file only.
    """
    with ExitStack() as stack:
        with _readable(path):
            contents = _open(path, password, stack, with_scans=with_scans)
        yield contents


def _open(path: Path, password: str | None, stack: ExitStack, *, with_scans: bool) -> Contents:
    match envelope.kind_of(path):
        case Kind.PACK:
            return _open_pack(path, password, stack)
        case Kind.BOOK:
            return _open_book(path, with_scans=with_scans)
        case Kind.ENCRYPTED_BOOK:
            return _open_encrypted(path, password, with_scans=with_scans)
        case None:
            raise envelope.damaged(path, "bukan cadangan IKM, atau awalnya berubah")


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as said:
        raise BackupFault(path=str(path), why="berkas tidak ada") from said
    except (IsADirectoryError, PermissionError) as said:
        raise BackupFault(path=str(path), why="tidak dapat dibaca") from said
    except OSError as said:
        if said.errno != errno.EIO:
            raise
        raise envelope.damaged(path, "disk tidak dapat membacanya") from said


def _open_book(path: Path, *, with_scans: bool) -> Contents:
    length = envelope.sealed_length(path)
    if length is None:
        length = _unsealed_length(path)
    shelf = FolderShelf(scans_beside(path))
    return Contents(
        path=path,
        kind=Kind.BOOK,
        book=path,
        book_bytes=length,
        encrypted=False,
        shelf=shelf,
        wrapping=Bare(),
        names=_names(shelf, path) if with_scans else (),
    )


def _unsealed_length(path: Path) -> int:
    """Return the length of a plain copy of a book, which has no seal but the size its header tells."""
    with path.open("rb") as stream:
        header = stream.read(100)
    size = path.stat().st_size
    page = int.from_bytes(header[16:18])
    page = 65536 if page == 1 else page
    if size != page * int.from_bytes(header[28:32]):
        raise envelope.damaged(path, "terpotong atau tanpa segel")
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists() and journal.stat().st_size:
        raise BackupFault(path=str(path), why="ini buku yang sedang dipakai, bukan cadangan")
    return size


def _open_encrypted(path: Path, password: str | None, *, with_scans: bool) -> Contents:
    book = envelope.decrypt(path.read_bytes(), password, path)
    shelf = FolderShelf(scans_beside(path))
    names = _names(shelf, path) if with_scans else ()
    wrapping: Wrapping = Bare()
    if names:
        wrapping = _key_beside(shelf, password)
    return Contents(
        path=path,
        kind=Kind.ENCRYPTED_BOOK,
        book=book,
        book_bytes=len(book),
        encrypted=True,
        shelf=shelf,
        wrapping=wrapping,
        names=names,
    )


def _key_beside(shelf: FolderShelf, password: str | None) -> Key:
    try:
        return Key.unlocked(shelf.read(KEY), password, shelf.root / KEY)
    except BackupFault as said:
        # The password has just opened the book, so it is right.
        raise envelope.damaged(shelf.root / KEY, "kunci lampiran berubah") from said


def _open_pack(path: Path, password: str | None, stack: ExitStack) -> Contents:
    # The seal first: what it covers is what was written, so reading the zip cannot fail on damage.
    if envelope.sealed_length(path) is None:
        raise envelope.damaged(path, "terpotong atau tanpa segel")
    pack = stack.enter_context(zipfile.ZipFile(path))
    shelf = PackShelf(pack, path)
    wrapping: Wrapping = Bare()
    if shelf.has(KEY):
        wrapping = Key.unlocked(shelf.read(KEY), password, path)
    book = wrapping.unwrap(read_from(pack, BOOK_NAME + wrapping.suffix, path), path)
    return Contents(
        path=path,
        kind=Kind.PACK,
        book=book,
        book_bytes=len(book),
        encrypted=bool(wrapping.suffix),
        shelf=shelf,
        wrapping=wrapping,
        names=_names(shelf, path),
    )


def read_from(pack: zipfile.ZipFile, name: str, path: Path) -> bytes:
    """Return what a pack holds under a name; path: for the message. Raises BackupFault (damaged)."""
    try:
        return pack.read(name)
    except KeyError:
        raise envelope.damaged(path, f"{name} tidak ada") from None


def _names(shelf: Shelf, path: Path) -> tuple[str, ...]:
    if not shelf.has(LIST):
        if isinstance(shelf, FolderShelf) and not shelf.root.exists():
            return ()
        raise envelope.damaged(path, "daftar lampiran tidak ada")
    return tuple(envelope.unsealed_text(shelf.read(LIST), path).decode().split())


def list_of(names: list[str]) -> bytes:
    """Return the list of scans as it is written, sealed."""
    return envelope.sealed_text("".join(f"{name}\n" for name in names).encode())
