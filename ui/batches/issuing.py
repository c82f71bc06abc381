"""Issuing certificates off the window's thread: what was ordered, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ikm_desktop.batches.certificate_files import save_certificates
from ikm_desktop.batches.certificates import certificates_file, issue_certificates
from ikm_desktop.office.book import Office
from ui.batches.certificate_rows import first_number


@dataclass(frozen=True, slots=True)
class Order:
    """What the clerk ordered; nobody in `people`: only what was issued before is wanted."""

    office: Office
    batch: int
    day: date | None
    people: tuple[int, ...]
    reasons: Mapping[int, str]
    first: str

    def joined(self) -> bytes:
        """Issue, and return all certificates of the batch in one file."""
        self._issue()
        with self.office.reading() as connection:
            return certificates_file(connection, self.batch)

    def saved(self, folder: Path) -> tuple[Path, ...]:
        """Issue, and write every original of the batch into a folder."""
        self._issue()
        return save_certificates(self.office, batch=self.batch, folder=folder)

    def _issue(self) -> None:
        if self.people:
            issue_certificates(
                self.office,
                batch=self.batch,
                letter_date=self.day,
                people=self.people,
                exceptions=self.reasons,
                first_number=first_number(self.first),
            )
