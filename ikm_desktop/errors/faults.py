"""Faults of the environment: disk, lock, damaged and foreign files."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import ClassVar

from ikm_desktop.errors.names import PaperRef, WayOut
from ikm_desktop.errors.refusal import IkmError

AGAIN = WayOut("ulangi", "Coba lagi")
OTHER_FOLDER = WayOut("pilih-lain", "Pilih folder lain")
OTHER_BACKUP = WayOut("cadangan-lain", "Pilih cadangan lain")
OTHER_PLACE = WayOut("tempat-lain", "Pilih tempat lain")
TO_DISK = WayOut("kosongkan", "Buka disk itu")
COPY_BOOK = WayOut("salin-buku", "Salin buku ke disk lain")
LOOK_ONLY = WayOut("buka-lihat", "Buka untuk melihat")
RESTORE = WayOut("pulihkan", "Pulihkan dari cadangan")


@dataclass(kw_only=True, eq=False)
class Fault(IkmError):
    """Something outside the program stands in the way; the book is as it was before the act."""

    ways: ClassVar[tuple[WayOut, ...]] = ()
    path: str = ""

    @property
    def sentence(self) -> str:
        """What happened, in Indonesian."""
        raise NotImplementedError

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """What can be done about it."""
        return self.ways

    def __str__(self) -> str:
        """Return the sentence and the ways out on one line."""
        ways = "".join(f" [{way.label}]" for way in self.ways_out)
        return f"{self.sentence}{ways}"


@dataclass(kw_only=True, eq=False)
class DiskFull(Fault):
    """No room on the disk; free_mb: what is left, whole MiB, None when it cannot be told."""

    ways: ClassVar[tuple[WayOut, ...]] = (TO_DISK, AGAIN)
    free_mb: int | None = None

    @property
    def sentence(self) -> str:
        """Say that nothing was saved, how much room is left, and what helps."""
        left = "" if self.free_mb is None else f" (sisa {self.free_mb} MB)"
        return (
            f"Tidak tersimpan: tempat di disk {self.path} habis{left}. Isian Anda tetap ada; kosongkan "
            "tempat, lalu coba lagi."
        )


@dataclass(kw_only=True, eq=False)
class WriteFault(Fault):
    """The disk refused to write."""

    ways: ClassVar[tuple[WayOut, ...]] = (COPY_BOOK, AGAIN)
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Say that nothing was saved and advise to copy the book."""
        return (
            f"Tidak tersimpan: disk menolak menulis {self.path} ({self.detail}). Isian Anda tetap ada; "
            "salin buku ke disk lain."
        )


_NOT_WRITTEN = {
    errno.ENOSPC: "tempat di disk habis",
    errno.EDQUOT: "tempat di disk habis",
    errno.EACCES: "tempat itu tidak boleh ditulis, atau berkasnya sedang dibuka program lain",
    errno.EPERM: "tempat itu tidak boleh ditulis",
    errno.EROFS: "disk itu hanya dapat dibaca",
    errno.ENOENT: "foldernya tidak ada",
    errno.ENOTDIR: "foldernya tidak ada",
    errno.EISDIR: "nama itu nama sebuah folder",
}


@dataclass(kw_only=True, eq=False)
class FileNotWritten(Fault):
    """A file taken out of the program (PDF, workbook) has no place where it was to go; why: in Indonesian."""

    ways: ClassVar[tuple[WayOut, ...]] = (OTHER_PLACE,)
    why: str

    @classmethod
    def of(cls, path: object, trouble: OSError) -> FileNotWritten:
        """Return what the system said of a file, in the clerk's words."""
        return cls(path=str(path), why=_NOT_WRITTEN.get(trouble.errno or 0, "disk menolak menulis"))

    @property
    def sentence(self) -> str:
        """Name the file and why."""
        return f"Berkas {self.path} tidak tersimpan: {self.why}."


@dataclass(kw_only=True, eq=False)
class ReadOnly(Fault):
    """The book or its folder cannot be written."""

    ways: ClassVar[tuple[WayOut, ...]] = (LOOK_ONLY,)

    @property
    def sentence(self) -> str:
        """Name the folder."""
        return f"{self.path} hanya dapat dibaca; buku dapat dibuka untuk melihat saja."


@dataclass(kw_only=True, eq=False)
class BookBusy(Fault):
    """Another program is writing to the book at this moment."""

    ways: ClassVar[tuple[WayOut, ...]] = (AGAIN,)

    @property
    def sentence(self) -> str:
        """Say that another program is writing."""
        return f"Buku {self.path} sedang ditulis program lain. Coba lagi sebentar lagi."


@dataclass(kw_only=True, eq=False)
class BookInUse(Fault):
    """Somebody else has the book open for writing.

    holder: the computer; pid: the process there; since: "HH.MM", empty when unknown.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (LOOK_ONLY, WayOut("tutup", "Tutup"))
    holder: str
    program: str = ""
    pid: int | None = None
    since: str = ""

    @property
    def sentence(self) -> str:
        """Name who has it open, and since when."""
        since = f" sejak {self.since}" if self.since else ""
        by = f" ({self.program}, proses {self.pid})" if self.program and self.pid else ""
        return (
            f"Data sedang dibuka di komputer {self.holder}{by}{since}. Tutup di sana, "
            "atau buka di sini hanya untuk melihat."
        )


@dataclass(kw_only=True, eq=False)
class NotABook(Fault):
    """The file is not a book of this program."""

    ways: ClassVar[tuple[WayOut, ...]] = (OTHER_FOLDER, RESTORE)
    why: str = ""

    @property
    def sentence(self) -> str:
        """Name the file and why it is not a book."""
        why = f" ({self.why})" if self.why else ""
        return f"{self.path} bukan buku IKM{why}."


@dataclass(kw_only=True, eq=False)
class BookMissing(Fault):
    """There is no book in the folder."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("buku-baru", "Buat buku baru"),)

    @property
    def sentence(self) -> str:
        """Name the folder."""
        return f"Tidak ada buku di {self.path}."


@dataclass(kw_only=True, eq=False)
class BookExists(Fault):
    """A book stands where a new one was to be made."""

    ways: ClassVar[tuple[WayOut, ...]] = (OTHER_FOLDER,)

    @property
    def sentence(self) -> str:
        """Name the folder."""
        return f"Di {self.path} sudah ada buku; buku itu tidak ditimpa."


@dataclass(kw_only=True, eq=False)
class BookDamaged(Fault):
    """The book's file is damaged; it is never written again."""

    ways: ClassVar[tuple[WayOut, ...]] = (RESTORE,)
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Say that the file is damaged and point to the newest backup."""
        detail = f": {self.detail}" if self.detail else ""
        return f"Buku {self.path} rusak{detail}. Jangan dipakai lagi; pulihkan cadangan terbaru yang baik."


@dataclass(kw_only=True, eq=False)
class PaperDamaged(Fault):
    """The bytes of an issued paper are not the ones that were issued."""

    ways: ClassVar[tuple[WayOut, ...]] = (RESTORE,)
    paper: PaperRef
    version: int

    @property
    def sentence(self) -> str:
        """Name the paper and its version."""
        return (
            f"{self.paper} versi {self.version} yang tersimpan tidak sama lagi dengan yang diterbitkan. "
            "Jangan dicetak; pulihkan cadangan terbaru yang baik."
        )


@dataclass(kw_only=True, eq=False)
class NewerBook(Fault):
    """The book was written by a later version of the program; found, known: its format numbers."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("perbarui", "Pasang versi terbaru"),)
    found: int
    known: int

    @property
    def sentence(self) -> str:
        """Name both formats."""
        return (
            f"Buku {self.path} dibuat versi yang lebih baru (format {self.found}, program ini mengenal "
            f"sampai {self.known}). Pasang IKM Desktop versi terbaru."
        )


@dataclass(kw_only=True, eq=False)
class UpgradeFault(Fault):
    """An older book could not be brought to this program's format; it is as it was.

    found, known: the book's and the program's format; why: the first thing the checks found.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (RESTORE,)
    found: int
    known: int
    why: str

    @property
    def sentence(self) -> str:
        """Say that the old book is untouched and what stood in the way."""
        return (
            f"Buku {self.path} tidak dapat diperbarui dari format {self.found} ke {self.known}: {self.why}. "
            "Buku lama tidak berubah."
        )


@dataclass(kw_only=True, eq=False)
class NetworkFolder(Fault):
    """The folder lies on a network drive, where the book cannot be kept safely."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut(OTHER_FOLDER.key, "Pilih folder di komputer ini"),)

    @property
    def sentence(self) -> str:
        """Name the folder."""
        return f"{self.path} ada di jaringan; buku harus di disk komputer ini (cadangan boleh di jaringan)."


@dataclass(kw_only=True, eq=False)
class BackupFault(Fault):
    """A backup that could not be made, read or trusted; why: in Indonesian; damaged: the file is bad."""

    ways: ClassVar[tuple[WayOut, ...]] = (OTHER_BACKUP,)
    why: str
    damaged: bool = False

    @property
    def sentence(self) -> str:
        """Name the file and why."""
        return f"Cadangan {self.path}: {self.why}."


@dataclass(kw_only=True, eq=False)
class BackupTooBig(BackupFault):
    """A backup that has no room where it should go; short_mb: how much is missing, whole MB, rounded up."""

    ways: ClassVar[tuple[WayOut, ...]] = (
        OTHER_PLACE,
        WayOut("hapus-terlama", "Hapus cadangan terlama"),
    )
    why: str = ""
    short_mb: int

    @property
    def sentence(self) -> str:
        """Say what is missing, and that the book is safe."""
        return f"Cadangan tidak tersimpan di {self.path} – kurang {self.short_mb} MB. Data kerja aman."
