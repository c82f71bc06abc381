"""How messages name things: items with their units, places, papers; and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ikm_desktop import words


@dataclass(frozen=True, slots=True)
class WayOut:
    """One thing the clerk can do next: `key` names the action, `label` is the button's text."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ItemRef:
    """An item as a message needs it: its id, its name and how its quantities are shown.

    per: smallest units in one shown unit (1000 for metres kept in mm); decimals: shown at least.
    """

    id: int
    name: str
    symbol: str = "buah"
    per: int = 1
    decimals: int = 0

    def show(self, quantity: int) -> str:
        """Return a quantity of smallest units as the clerk reads it, with its unit."""
        return f"{words.scaled_number(quantity, self.per, self.decimals)} {self.symbol}"


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place as a message needs it; archived: whether it was put away."""

    id: int
    kind: str
    name: str
    archived: bool = False


@dataclass(frozen=True, slots=True)
class PaperRef:
    """A voucher or prepared paper as a message names it.

    kind: the word on screen ("BAST", "Penerimaan"); number: as printed, None when it has none;
    day: its letter date; party: who stands on the other side.
    """

    kind: str
    number: str | None
    day: date
    party: str = ""
    voucher: int | None = None
    prepared: int | None = None

    def __str__(self) -> str:
        """Return the shortest name that finds the paper again: its number, else its day and party."""
        if self.number:
            return f"{self.kind} {self.number}"
        party = f" {self.party}" if self.party else ""
        return f"{self.kind}{party} tanggal {words.short_date(self.day)}"


def listed(papers: Sequence[PaperRef]) -> str:
    """Return several papers in one line."""
    return ", ".join(str(paper) for paper in papers)


LESS = WayOut("kurangi", "Kurangi jumlah")
OTHER_DAY = WayOut("ganti-tanggal", "Ganti tanggal")
CARD = WayOut("kartu", "Lihat kartu")
INSERT = WayOut("sisipkan", "Sisipkan")
SEE = WayOut("lihat", "Lihat surat itu")
VOID = WayOut("batalkan", "Batalkan nomor")
CHANGE = WayOut("ubah", "Ubah jumlah")
REASON = WayOut("isi-alasan", "Isi alasan")
TO_FIELD = WayOut("ke-isian", "Ke isian itu")
OPEN = WayOut("buka", "Buka surat itu")
REOPEN = WayOut("buka-periode", "Buka periode")
OPEN_COUNT = WayOut("buka-opname", "Buka opname")
CHECK_BOOK = WayOut("periksa-buku", "Periksa buku")
REFRESH = WayOut("segarkan", "Segarkan")
REVERSE_PAYMENT = WayOut("balikkan-kuitansi", "Balikkan kuitansi")
INSPECT = WayOut("periksa", "Periksa sekarang")
CORRECT = WayOut("perbaiki", "Perbaiki")
