"""Drafts: what an entry page holds before it is saved, kept on disk while one types.

A draft is a small file in the data folder, replaced whole or not at all: a power cut leaves the last one.
"""

from __future__ import annotations

import contextlib
import json
import os
import textwrap
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ikm_desktop.office.book import Office

CORRECTS = "memperbaiki"
"""Under this name a draft keeps the voucher it enters again."""

_ABOUT = 24
"""How many letters of a draft's name have room beside the buttons of its page."""

EVERY_MS = 2_000
"""How soon after a change the draft lies on disk."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a page held.

    page: the entry page's key; title: as the clerk knows it; at: when, ISO; is_open: the page was on screen
    when the program ended; values: what was typed; focus: where the cursor stood; about: whom or what it is
    of ("Angkatan II · 3 baris"), "" while nothing tells.
    """

    page: str
    title: str
    at: str
    is_open: bool
    values: dict[str, Any] = field(default_factory=dict)
    focus: list[Any] = field(default_factory=list)
    about: str = ""

    @property
    def name(self) -> str:
        """The title with what it is of, which tells it from others of its kind."""
        return f"{self.title} · {self.about}" if self.about and self.about not in self.title else self.title

    @property
    def time(self) -> str:
        """The time of day it was kept: "10.42"."""
        return f"{datetime.fromisoformat(self.at):%H.%M}"

    @property
    def begun(self) -> str:
        """What goes on, in the words of a page that took it up: "Maria CONTOH · 3 baris dari 10.42"."""
        return f"{textwrap.shorten(self.about or self.title, _ABOUT, placeholder='…')} dari {self.time}"

    @property
    def begun_by(self) -> str:
        """The same where a hint needs the room: of whom it is, and the time: "Angkatan II 10.42"."""
        whom = textwrap.shorten(self.about.partition(" · ")[0], _ABOUT, placeholder="…")
        return f"{whom} {self.time}".strip()


def correcting(voucher: int | None) -> dict[str, int]:
    """Return what a draft keeps of the voucher it enters again, nothing for something new."""
    return {} if voucher is None else {CORRECTS: voucher}


class DraftStore:
    """The drafts in a book's folder for them (`Office.drafts`), one a page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, draft: Draft) -> None:
        """Write a draft in place of the page's earlier one. Raises OSError when the disk cannot."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = self._path(draft.page).with_suffix(".baru")
        with aside.open("w", encoding="utf-8") as file:
            json.dump(asdict(draft), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._path(draft.page))

    def draft_of(self, page: str) -> Draft | None:
        """Return the page's draft, None without one that can be read."""
        try:
            values = json.loads(self._path(page).read_text(encoding="utf-8"))
            return Draft(**values)
        except (OSError, ValueError, TypeError):
            return None

    def forget(self, page: str) -> None:
        """Remove a page's draft: it was saved, or begun anew."""
        with contextlib.suppress(OSError):
            self._path(page).unlink(missing_ok=True)

    def all(self) -> list[Draft]:
        """Return every draft, newest first."""
        if not self.folder.is_dir():
            return []
        found = (self.draft_of(path.stem) for path in sorted(self.folder.glob("*.json")))
        return sorted((draft for draft in found if draft), key=lambda draft: draft.at, reverse=True)

    def open_at_the_end(self) -> Draft | None:
        """Return the newest draft whose page was on screen when the program ended."""
        return next((draft for draft in self.all() if draft.is_open), None)

    def _path(self, page: str) -> Path:
        return self.folder / f"{page}.json"


class DraftKeeper(QObject):
    """Keeps a page's draft: `touch` at every change, and within two seconds it lies on disk.

    gather: returns values and focus; about: whom or what the draft is of. `trouble` tells that the disk did
    not take it. In a book opened only to look at nothing is kept.
    """

    trouble = Signal(str)

    def __init__(
        self,
        office: Office,
        page: str,
        title: str,
        gather: Callable[[], tuple[dict[str, Any], list[Any]]],
        parent: QObject,
        about: Callable[[], str] = str,
    ) -> None:
        super().__init__(parent)
        self._about = about
        self.store = DraftStore(office.drafts)
        self._office = office
        self._page, self._title = page, title
        self._gather = gather
        self._is_over = office.read_only
        self._changed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def touch(self) -> None:
        """Note that something changed."""
        self._changed = True
        if not self._timer.isActive() and not self._is_over:
            self._timer.start()

    def keep(self, *, is_open: bool = True) -> None:
        """Write the draft now, if anything was changed since the page was opened."""
        self._timer.stop()
        if self._is_over or not self._changed:
            return
        values, focus = self._gather()
        at = self._office.clock.now().isoformat()
        try:
            about = self._about()
            self.store.keep(Draft(self._page, self._title, at, is_open, values, focus, about))
        except OSError as fault:
            self.trouble.emit(f"Konsep tidak tersimpan: {fault.strerror}. Simpan isian ini sekarang.")

    def found(self) -> Draft | None:
        """Return the draft that is there."""
        return None if self._office.read_only else self.store.draft_of(self._page)

    def resume(self) -> None:
        """Go on with the draft that was found: leaving the page keeps it."""
        self._changed = True

    def finish(self) -> None:
        """Remove the draft for good: the page was saved."""
        self._is_over = True
        self._timer.stop()
        self.store.forget(self._page)

    def start_over(self) -> None:
        """Remove the draft; what is typed from now on is another."""
        self._timer.stop()
        self._changed = False
        self.store.forget(self._page)
