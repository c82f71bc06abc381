"""For how long a person's data are kept: a setting of the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ikm_desktop.office.settings import Group

if TYPE_CHECKING:
    from ikm_desktop.office.fields import Findings


@dataclass(frozen=True, kw_only=True)
class Retention(Group):
    """years: whole years after the last thing done with a person, before what is personal of her may go.

    The office's own decision by its archive schedule (JRA); ten years are usual for proof of payments.
    Source: UU 27/2022 art. 16 (2) g and 44 (data are destroyed when their time is over).
    """

    key = "retention"
    years: int = 10

    def check(self, found: Findings) -> None:
        """At least a year."""
        found.counted("Masa simpan data pribadi (tahun)", self.years, least=1)
