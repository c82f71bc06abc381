"""The parts of a backup as they are written: the book, the scans beside it, or all in one pack."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

from ikm_desktop.errors import BackupFault
from ikm_desktop.storage import attachments, contents, disk, envelope
from ikm_desktop.storage.contents import KEY, LIST, FolderShelf, PackShelf, Shelf
from ikm_desktop.storage.engine import BOOK_NAME
from ikm_desktop.storage.envelope import Bare, Key, Wrapping
from ikm_desktop.storage.verify import Progress

_READ_ME = """\
Cadangan IKM Desktop. Dibuka tanpa programnya:

buku.ikm      basis data SQLite
lampiran/     hasil pindai; nama berkas = SHA-256 isinya, daftar.txt = semuanya
*.age         terenkripsi (https://age-encryption.org): dengan kata sandi cadangan,
              age --decrypt --identity lampiran/kunci.age --output buku.ikm buku.ikm.age
"""


class Writer:
    """Writes the parts of one backup; names: the scans in it; skipped: damaged scans left out."""

    def __init__(self, folder: Path, password: str | None, tell: Progress) -> None:
        self.names: list[str] = []
        self.skipped: list[str] = []
        self._folder = folder
        self._password = password
        self._tell = tell
        self._new_scans: Path | None = None

    def write_book(self, copy: Path, fresh: Path, target: Path) -> None:
        """Write the book to one file and its scans into the folder beside the target."""
        if any(attachments.names_in(self._folder)) or contents.scans_beside(target).exists():
            shelf, wrapping = self._shelf_beside(target)
            self._write_scans(shelf, wrapping)
        if self._password:
            self._tell("Mengenkripsi buku", 0, 1)
            fresh.write_bytes(envelope.encrypt(copy.read_bytes(), self._password))
        else:
            shutil.copyfile(copy, fresh)
            _add_seal(fresh)

    def write_pack(self, copy: Path, fresh: Path, target: Path) -> None:
        """Write the book and its scans to one zip file, each member encrypted when there is a password.

        Single members, since an age file is made in memory: one around all would need the room of all.
        """
        del target
        wrapping: Wrapping = Key.new() if self._password else Bare()
        with zipfile.ZipFile(fresh, "w") as pack:
            pack.comment = bytes(envelope.SEAL_BYTES)
            shelf = PackShelf(pack, fresh)
            pack.writestr(zipfile.ZipInfo("BACA-SAYA.txt"), _READ_ME)
            if isinstance(wrapping, Key):
                shelf.write(KEY, wrapping.locked(self._password or ""))
            book = wrapping.wrap(copy.read_bytes())
            pack.writestr(zipfile.ZipInfo(BOOK_NAME + wrapping.suffix), book)
            self._write_scans(shelf, wrapping)
        # The comment that ends a zip file holds the seal.
        with fresh.open("r+b") as stream:
            stream.truncate(fresh.stat().st_size - envelope.SEAL_BYTES)
        _add_seal(fresh)

    def place_scans(self, target: Path) -> None:
        """Put scans that were all written anew in the place of those under another password."""
        if self._new_scans is None:
            return
        placed = contents.scans_beside(target)
        old = placed.with_name(f"{placed.name}.lama")
        shutil.rmtree(old, ignore_errors=True)
        if placed.exists():
            disk.move(placed, old)
        disk.move(self._new_scans, placed)
        shutil.rmtree(old, ignore_errors=True)

    def clear(self) -> None:
        """Take away what a backup that failed left."""
        if self._new_scans is not None:
            shutil.rmtree(self._new_scans, ignore_errors=True)

    def _shelf_beside(self, target: Path) -> tuple[Shelf, Wrapping]:
        """Return the folder beside the target, or a new one when its scans are wrapped otherwise."""
        shelf = FolderShelf(contents.scans_beside(target))
        if shelf.has(LIST) and shelf.has(KEY) == bool(self._password):
            if not self._password:
                return shelf, Bare()
            try:
                return shelf, Key.unlocked(shelf.read(KEY), self._password, shelf.root)
            except BackupFault:
                pass  # another password, or a damaged key: all anew
        self._new_scans = shelf.root.with_name(f"{shelf.root.name}.baru")
        shutil.rmtree(self._new_scans, ignore_errors=True)
        shelf = FolderShelf(self._new_scans)
        if not self._password:
            return shelf, Bare()
        key = Key.new()
        shelf.write(KEY, key.locked(self._password))
        return shelf, key

    def _write_scans(self, shelf: Shelf, wrapping: Wrapping) -> None:
        found = list(attachments.names_in(self._folder))
        for done, name in enumerate(found):
            self._tell("Menyalin lampiran", done, len(found))
            content = attachments.path_of(self._folder, name).read_bytes()
            if envelope.digest_of(content) != name:
                self.skipped.append(name)
                continue
            self.names.append(name)
            shelved = attachments.shelved(name) + wrapping.suffix
            if isinstance(shelf, PackShelf):  # read again when the pack is closed
                shelf.write(shelved, wrapping.wrap(content))
            elif not _is_there(shelf, shelved, wrapping, name):
                shelf.write(shelved, wrapping.wrap(content))
                if not _is_there(shelf, shelved, wrapping, name):
                    raise envelope.damaged(Path(shelved), "tidak sama dengan aslinya")
        shelf.write(LIST, contents.list_of(self.names))


def _is_there(shelf: Shelf, shelved: str, wrapping: Wrapping, name: str) -> bool:
    """Return whether a scan lies on the shelf and is what its name says."""
    try:
        content = wrapping.unwrap(shelf.read(shelved), Path(shelved))
    except BackupFault:
        return False
    return envelope.digest_of(content) == name


def _add_seal(path: Path) -> None:
    seal = envelope.seal_of(disk.sha256_of(path))
    with path.open("ab") as stream:
        stream.write(seal)
