"""Why an old book is not entered: every row that cannot be, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from ikm_desktop.errors import Refusal
from ikm_desktop.reports.old_book.sheets import RowFinding

_TOLD = 10


@dataclass(kw_only=True, eq=False)
class OldBookHeld(Refusal):
    """Rows that cannot be entered; nothing was written."""

    findings: tuple[RowFinding, ...]

    @property
    def sentence(self) -> str:
        """Name the rows, the first ones in full."""
        told = [one.sentence for one in self.findings[:_TOLD]]
        more = len(self.findings) - len(told)
        rest = [f"… dan {more} hal lain."] if more else []
        return "\n".join(["Tidak ada yang disimpan.", *told, *rest])


@dataclass(kw_only=True, eq=False)
class NotEntered(Refusal):
    """There is nothing of this act to be taken back."""

    @property
    def sentence(self) -> str:
        """Say so."""
        return "Buku lama itu tidak ada, atau sudah ditarik kembali."
