"""States as pills: word, icon and colour together, since colour never speaks alone."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Pill:
    """How a state looks: icon of the set, and the token its colours come from."""

    word: str
    icon: str
    token: str

    def ink(self, tokens: Tokens) -> str:
        """The colour of word and icon."""
        return str(getattr(tokens, self.token))

    def ground(self, tokens: Tokens) -> str:
        """The colour beneath."""
        return str(getattr(tokens, f"{self.token}_bg"))


PILLS = {
    pill.word: pill
    for pill in (
        Pill("Konsep", "file-pen", "neutral"),
        Pill("Belum diperiksa", "search", "warn"),
        Pill("Disiapkan", "pencil", "warn"),
        Pill("Belum kembali", "printer", "info"),
        Pill("Ditandatangani", "circle-check", "ok"),
        Pill("Dibayar", "banknote", "ok"),
        Pill("Dibalik", "undo-2", "void"),
        Pill("Dibalik sebagian", "undo-2", "void"),
        Pill("Dibatalkan", "ban", "neutral"),
        Pill("Tidak cocok", "circle-alert", "err"),
        Pill("Kurang", "circle-alert", "err"),
        Pill("Terbit", "circle-check", "ok"),
        Pill("Konsep surat", "file-pen", "neutral"),
        Pill("Berjalan", "clock", "info"),
        Pill("Akan datang", "calendar", "neutral"),
        Pill("Selesai", "circle-check", "ok"),
        Pill("Ditutup", "circle-check", "neutral"),
    )
}
