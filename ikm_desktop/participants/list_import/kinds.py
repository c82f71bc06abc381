"""What a file really is, told by its content; the name only helps to say what is wrong."""

from __future__ import annotations

import errno
import stat
import zipfile
from enum import StrEnum
from pathlib import Path

from ikm_desktop.participants.list_import.refusals import (
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileTooBig,
    FileUnreachable,
    WrongContent,
)

LARGEST = 20_000_000  # bytes; a list of 10,000 people has one million


class FileKind(StrEnum):
    """The kinds of file that are read."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    TEXT = "text"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", "dokumen PDF"),
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"GIF8", "gambar GIF"),
    (b"{\\rtf", "dokumen RTF"),
    (b"\x1f\x8b", "arsip gzip"),
    (b"7z\xbc\xaf", "arsip 7z"),
    (b"Rar!", "arsip RAR"),
    (b"MZ", "program Windows"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "basis data SQLite"),
    (b"age-encryption.org", "cadangan terenkripsi"),
)
_MARKUP = (
    (b"<!doctype", "halaman web (HTML)"),
    (b"<html", "halaman web (HTML)"),
    (b"<table", "halaman web (HTML)"),
    (b"<?xml", "dokumen XML"),
    (b"mime-version", "halaman web (MHTML)"),
)
_ZIPPED = (
    ("word/", "dokumen Word"),
    ("ppt/", "presentasi PowerPoint"),
    ("xl/workbook.bin", "buku kerja biner (.xlsb)"),
)
_ODF = {
    "application/vnd.oasis.opendocument.text": "dokumen teks LibreOffice",
    "application/vnd.oasis.opendocument.presentation": "presentasi LibreOffice",
}
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_WHY = {
    errno.ELOOP: "tautannya berputar",
    errno.EACCES: "tidak boleh dibaca",
    errno.EPERM: "tidak boleh dibaca",
    errno.EIO: "medianya rusak",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1a")
_ZIP_NAMES = {".xlsx", ".xlsm", ".ods"}


def bytes_of(path: Path) -> bytes:
    """Return a file's content after the first look at its size.

    Raises FileUnreachable, FileEmpty, FileTooBig.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise FileUnreachable(file=path.name, why="bukan berkas biasa")
        if about.st_size > LARGEST:
            raise FileTooBig(file=path.name, size=about.st_size, limit=LARGEST)
        with path.open("rb") as stream:
            content = stream.read(LARGEST)
    except FileNotFoundError as error:
        raise FileUnreachable(file=path.name) from error
    except OSError as error:
        raise FileUnreachable(file=path.name, why=_WHY.get(error.errno or 0, "ditolak sistem")) from error
    if not content:
        raise FileEmpty(file=path.name)
    return content


def kind_of(path: Path, content: bytes) -> FileKind:
    """Return what the content is.

    Raises WrongContent, FileEncrypted, FileDamaged when it is nothing that can be read.
    """
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path)
    if content.startswith(_OLE):
        return _ole_kind(path.name, content)
    for start, meaning in _FOREIGN:
        if content.startswith(start):
            raise WrongContent(file=path.name, content=meaning)
    return _text_kind(path, content)


def _zip_kind(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype")[:100].decode("ascii") if "mimetype" in names else ""
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise FileDamaged(file=path.name, detail="isi arsipnya tidak utuh") from error
    if kind == _ODS:
        return FileKind.ODS
    if kind in _ODF:
        raise WrongContent(file=path.name, content=_ODF[kind])
    for start, meaning in _ZIPPED:
        if any(name.startswith(start) for name in names):
            raise WrongContent(file=path.name, content=meaning)
    if any(name.startswith("xl/") for name in names):
        return FileKind.XLSX
    raise WrongContent(file=path.name, content="arsip ZIP")


def _ole_kind(file: str, content: bytes) -> FileKind:
    """Tell Office's old container apart by the names of the streams in it."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        raise FileEncrypted(file=file)
    if holds("Workbook") or holds("Book"):
        return FileKind.XLS
    raise WrongContent(file=file, content="dokumen Word lama" if holds("WordDocument") else "dokumen lain")


def _text_kind(path: Path, content: bytes) -> FileKind:
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, meaning in _MARKUP:
        if head.startswith(start):
            raise WrongContent(file=path.name, content=meaning)
    sample = content[:65536]
    wide = sample.startswith((b"\xff\xfe", b"\xfe\xff")) or _alternates(sample)
    controls = sum(byte < ord(" ") and byte not in _TEXT_CONTROLS for byte in sample)
    if controls and not wide:
        raise WrongContent(file=path.name, content="bukan teks dan bukan buku kerja")
    if path.suffix.lower() in _ZIP_NAMES:
        raise WrongContent(file=path.name, content=f"teks biasa, padahal namanya {path.suffix.lower()}")
    return FileKind.TEXT


def _alternates(sample: bytes) -> bool:
    """Tell UTF-16 without a mark: nearly every second byte of western text is zero."""
    half = len(sample) // 2
    return max(sample[0::2].count(0), sample[1::2].count(0)) > half * 0.8
