"""The data folder: what lies where, and where it lies when nobody chose."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ikm_desktop.storage import faults
from ikm_desktop.storage.engine import BOOK_NAME

APPLICATION = "IKM Desktop"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The names inside one data folder; the folder itself need not exist yet."""

    path: Path

    @property
    def book(self) -> Path:
        """The book."""
        return self.path / BOOK_NAME

    @property
    def lock(self) -> Path:
        """Who has the book open."""
        return self.path / f"{BOOK_NAME}.lock"

    @property
    def attachments(self) -> Path:
        """Scans and photos, each under its SHA-256."""
        return self.path / "lampiran"

    @property
    def backups(self) -> Path:
        """Backups on the same disk."""
        return self.path / "cadangan"

    @property
    def drafts(self) -> Path:
        """What a form holds before it is saved."""
        return self.path / "konsep"

    @property
    def logs(self) -> Path:
        """The program's log and the anchor."""
        return self.path / "log"

    def make(self) -> None:
        """Make the folder and those inside it, readable by their owner only: the book names people.

        Folders that exist stay as they are. Raises ReadOnly, DiskFull.
        """
        with faults.translated(self.path):
            if not self.path.exists():
                self.path.mkdir(mode=0o700, parents=True)
            for inner in (self.attachments, self.backups, self.drafts, self.logs):
                inner.mkdir(mode=0o700, exist_ok=True)


def default_folder() -> DataFolder:
    """Return the user's local data folder for this program (%LOCALAPPDATA% on Windows).

    Local, not roaming: a roaming profile is copied to a server at every log-out.
    """
    import platformdirs

    return DataFolder(Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)))
