"""Scans and photos beside the book, each a file named by the SHA-256 of its content.

The name is the proof: a file that is not what its name says is damaged, and the same scan is kept once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from ikm_desktop.errors import BookDamaged
from ikm_desktop.storage import disk
from ikm_desktop.storage.engine import FOLDER
from ikm_desktop.storage.faults import translated
from ikm_desktop.storage.folder import DataFolder

_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_name(text: str) -> bool:
    """Return whether a text is the name of an attachment: 64 lower-case hexadecimal digits."""
    return _SHA256.fullmatch(text) is not None


def shelved(name: str) -> str:
    """Return where an attachment lies below its folder: under the first two letters of its name."""
    return f"{name[:2]}/{name}"


def path_of(folder: Path, name: str) -> Path:
    """Return where a data folder keeps an attachment."""
    return DataFolder(folder).attachments / shelved(name)


def folder_of(connection: sa.Connection) -> Path:
    """Return the data folder of the book a connection reads."""
    folder: Path = connection.get_execution_options()[FOLDER]
    return folder


def forget(folder: Path, name: str) -> None:
    """Remove an attachment that nothing names any more; one that is not there is no fault."""
    path = path_of(folder, name)
    with translated(path):
        path.unlink(missing_ok=True)


def keep(folder: Path, content: bytes) -> str:
    """Keep a scan or photo in a data folder and return its name.

    Raises DiskFull and other faults; then nothing was kept.
    """
    name = hashlib.sha256(content).hexdigest()
    path = path_of(folder, name)
    with translated(path):
        if not path.exists() or disk.sha256_of(path).hex() != name:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            disk.write_whole(path, content)
    return name


def read(folder: Path, name: str) -> bytes:
    """Return an attachment's content. Raises BookDamaged when it is missing or not what it was."""
    path = path_of(folder, name)
    try:
        with translated(path):
            content = path.read_bytes()
    except FileNotFoundError:
        raise BookDamaged(path=str(path), detail="lampiran tidak ada") from None
    if hashlib.sha256(content).hexdigest() != name:
        raise BookDamaged(path=str(path), detail="lampiran berubah")
    return content


def names_in(folder: Path) -> Iterator[str]:
    """Return the names of all attachments of a data folder, in order."""
    for path in sorted(DataFolder(folder).attachments.glob("??/*")):
        if is_name(path.name):
            yield path.name
