"""A book that was set up elsewhere moves into its data folder: whole, or not at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from ikm_desktop.errors import BookExists
from ikm_desktop.storage import disk, faults
from ikm_desktop.storage.folder import DataFolder

if TYPE_CHECKING:
    from pathlib import Path


def move_in(source: Path, folder: Path) -> None:
    """Bring a closed book and all that lies beside it from another folder into its data folder.

    The book itself comes last and as one step: what was cut short begins anew, with no half book in the way.
    Raises BookExists, DiskFull, ReadOnly.
    """
    old, new = DataFolder(source), DataFolder(folder)
    if new.book.exists():
        raise BookExists(path=str(folder))
    new.make()
    with faults.translated(folder):
        for inner in (old.attachments, old.logs):
            if inner.is_dir():
                shutil.copytree(inner, folder / inner.name, dirs_exist_ok=True)
        fresh = new.book.with_name(f"{new.book.name}.baru")
        shutil.copyfile(old.book, fresh)
        disk.put_in_place(fresh, new.book)
