"""What printing and numbering ask of the clerk before they go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ikm_desktop.errors.names import WayOut
from ikm_desktop.errors.refusal import Refusal

OTHER_PRINTER = WayOut("printer-lain", "Pilih printer lain")
SHRINK = WayOut("kecilkan", "Kecilkan ke A4")
SAVE_PDF = WayOut("simpan-pdf", "Simpan PDF")


@dataclass(kw_only=True, eq=False)
class PaperSizeUnknown(Refusal):
    """The printer has no sheet of the paper's size.

    size: as the clerk calls it ("F4"); cut_mm: how much of the lower edge its largest sheet would lose;
    shrinks: whether A4 can take it made smaller.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (OTHER_PRINTER, SHRINK, SAVE_PDF)
    size: str
    cut_mm: int
    shrinks: bool = True

    @property
    def sentence(self) -> str:
        """Name the size and what would be cut off."""
        cut = f" Bagian bawah surat akan terpotong {self.cut_mm} mm." if self.cut_mm > 0 else ""
        return f"Printer ini tidak mengenal kertas {self.size}.{cut}"

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Another printer, A4 where that helps, or a file."""
        return tuple(way for way in self.ways if self.shrinks or way is not SHRINK)


@dataclass(kw_only=True, eq=False)
class NumberJumps(Refusal):
    """A typed number does not follow the register's last one; the clerk may mean it.

    typed, highest: places in the register.
    """

    typed: int
    highest: int

    @property
    def sentence(self) -> str:
        """Ask whether the jump is meant."""
        return f"Nomor melompat dari {self.highest} ke {self.typed}. Benar?"

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Take the typed number, or the one that follows."""
        return (
            WayOut(f"pakai-nomor:{self.typed}", f"Pakai {self.typed}"),
            WayOut(f"pakai-nomor:{self.highest + 1}", f"Pakai {self.highest + 1}"),
        )
