"""Commands: what the menus, the keys and Ctrl+K can do, each said once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the clerk can ask for.

    key: its name in tests and drafts; text: a verb, with & before its mnemonic; menu: where it stands;
    shortcut: as Qt reads it; words: what else it may be looked for as.
    """

    key: str
    text: str
    menu: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    words: str = ""

    @property
    def title(self) -> str:
        """The text without its mnemonic."""
        return self.text.replace("&", "")


MENUS = ("Berkas", "Ubah", "Tampilan", "Data", "Cetak", "Alat", "Bantuan")
