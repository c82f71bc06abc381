"""Why a file cannot be read as a list: each reason its own refusal, with the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ikm_desktop.errors import Refusal, WayOut
from ikm_desktop.words import number

_OTHER_FILE = WayOut("pilih-lain", "Pilih berkas lain")
_SAVE_AS_XLSX = WayOut("simpan-xlsx", "Buka di Excel, lalu simpan sebagai .xlsx")
_PASTE = WayOut("tempel", "Salin barisnya, lalu tempel")
_MEGABYTE = 1_000_000


@dataclass(kw_only=True, eq=False)
class ListRefusal(Refusal):
    """The root of all refusals of a list; file: its name, empty for pasted text."""

    ways: ClassVar[tuple[WayOut, ...]] = (_OTHER_FILE,)
    file: str = ""

    @property
    def named(self) -> str:
        """The file as a sentence begins with it."""
        return f"Berkas {self.file}" if self.file else "Teks yang ditempel"


@dataclass(kw_only=True, eq=False)
class FileUnreachable(ListRefusal):
    """There is no such file, or it may not be read; why: in Indonesian."""

    why: str = "tidak ada"

    @property
    def sentence(self) -> str:
        """Name the file and why it cannot be opened."""
        return f"{self.named} tidak dapat dibuka: {self.why}."


@dataclass(kw_only=True, eq=False)
class FileEmpty(ListRefusal):
    """The file holds nothing at all."""

    @property
    def sentence(self) -> str:
        """Name the file."""
        return f"{self.named} kosong."


@dataclass(kw_only=True, eq=False)
class FileTooBig(ListRefusal):
    """The file is larger than any list of people; size, limit: bytes."""

    ways: ClassVar[tuple[WayOut, ...]] = (_PASTE, _OTHER_FILE)
    size: int
    limit: int

    @property
    def sentence(self) -> str:
        """Name the size and the limit."""
        size, limit = (number(round(value / _MEGABYTE)) for value in (self.size, self.limit))
        return f"{self.named} terlalu besar ({size} MB; paling banyak {limit} MB)."


@dataclass(kw_only=True, eq=False)
class TooManyRows(ListRefusal):
    """The list has more cells or rows than are read at once; found, limit: counted in `unit` (Indonesian)."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("bagi", "Bagi menjadi beberapa berkas"), _PASTE)
    found: int
    limit: int
    unit: str = "sel"

    @property
    def sentence(self) -> str:
        """Name how many there are and how many are read."""
        way = "Hapus baris dan kolom kosong yang jauh di luar tabel."
        if self.unit in {"baris", "huruf"}:
            way = "Bagi menjadi beberapa berkas."
        return (
            f"{self.named} terlalu luas: {number(self.found)} {self.unit}, paling banyak "
            f"{number(self.limit)}. {way}"
        )


@dataclass(kw_only=True, eq=False)
class WrongContent(ListRefusal):
    """The file is something else than a list; content: what it is, in Indonesian."""

    ways: ClassVar[tuple[WayOut, ...]] = (_SAVE_AS_XLSX, _OTHER_FILE)
    content: str

    @property
    def sentence(self) -> str:
        """Name what the file really is."""
        return f"{self.named} bukan daftar yang dapat dibaca: isinya {self.content}."


@dataclass(kw_only=True, eq=False)
class FileEncrypted(ListRefusal):
    """The file is locked with a password."""

    ways: ClassVar[tuple[WayOut, ...]] = (
        WayOut("buka-sandi", "Buka di Excel, hapus kata sandinya, lalu simpan"),
        _OTHER_FILE,
    )

    @property
    def sentence(self) -> str:
        """Say that a password protects the file."""
        return f"{self.named} dikunci dengan kata sandi."


@dataclass(kw_only=True, eq=False)
class FileDamaged(ListRefusal):
    """The file is cut off or damaged; detail: what was noticed, in Indonesian."""

    ways: ClassVar[tuple[WayOut, ...]] = (_SAVE_AS_XLSX, _OTHER_FILE)
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Say that the file is damaged, and where it shows."""
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.named} rusak atau terpotong{detail}. Minta salinan yang utuh."


@dataclass(kw_only=True, eq=False)
class FileUnsafe(ListRefusal):
    """The file is built in a way no honest list is; why: in Indonesian."""

    why: str

    @property
    def sentence(self) -> str:
        """Say that the file was not opened, and why."""
        return f"{self.named} tidak dibuka karena mencurigakan: {self.why}."


@dataclass(kw_only=True, eq=False)
class ReadingTooLong(ListRefusal):
    """Reading did not end in time and was stopped; seconds: how long it was given."""

    ways: ClassVar[tuple[WayOut, ...]] = (_PASTE, _OTHER_FILE)
    seconds: int

    @property
    def sentence(self) -> str:
        """Say that reading was stopped."""
        return f"{self.named} tidak selesai dibaca dalam {self.seconds} detik, jadi dihentikan."


@dataclass(kw_only=True, eq=False)
class NotAList(ListRefusal):
    """The file can be read, but no table of people stands in it."""

    ways: ClassVar[tuple[WayOut, ...]] = (_PASTE, _OTHER_FILE)

    @property
    def sentence(self) -> str:
        """Say what a list needs."""
        return f"{self.named} tidak memuat daftar orang: tidak ada kolom nama atau NIK."
