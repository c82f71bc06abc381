"""The arguments of the command line, with help in Indonesian."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import NoReturn

_TEXTS = {
    "usage: ": "pemakaian: ",
    "positional arguments": "perintah dan berkas",
    "options": "pilihan",
    "show this help message and exit": "tampilkan bantuan ini",
    "the following arguments are required: %s": "belum diisi: %s",
    "unrecognized arguments: %s": "tidak dikenal: %s",
    "expected one argument": "perlu satu nilai",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r tidak dikenal (pilih: %(choices)s)",
    "invalid %(type)s value: %(value)r": "nilai %(value)r tidak dapat dibaca",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
}


def _indonesian(text: str) -> str:
    return _TEXTS.get(text, text)


class Parser(argparse.ArgumentParser):
    """A parser whose own words are Indonesian and whose complaints end with exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the arguments and how to get help, and leave with 2."""
        self.exit(2, f"{self.prog}: {message}\nKetik '{self.prog} --help' untuk bantuan.\n")


def day(text: str) -> date:
    """Read a day as 2020-08-28 or 28-08-2020."""
    parts = text.split("-")
    if len(parts) == 3 and len(parts[0]) <= 2:  # noqa: PLR2004 - day, month, year
        parts.reverse()
    return date(*(int(part) for part in parts))


def count(text: str) -> int:
    """Read a whole number from 0 on."""
    value = int(text)
    if value < 0:
        raise ValueError(text)
    return value


def folder(text: str) -> Path:
    """Read the name of a folder, which need not be there yet; a file is refused."""
    # Path.is_file raises for a name that is too long or in a folder that is closed to us.
    if os.path.isfile(text):  # noqa: PTH113
        raise argparse.ArgumentTypeError(f"{text} adalah berkas, bukan folder")
    return Path(text)


def parser() -> Parser:
    """Return the parser of all commands."""
    # argparse looks its own words up through this name when it prints them.
    argparse._ = _indonesian  # type: ignore[attr-defined]
    root = Parser(
        prog="ikm-desktop",
        description=(
            "IKM Desktop: buku barang, surat, dan sertifikat kegiatan IKM. Tanpa perintah: membuka jendela."
        ),
    )
    root.add_argument("--data", type=folder, metavar="DIR", help="folder data (bawaan: folder data pengguna)")
    commands = root.add_subparsers(dest="command", metavar="PERINTAH", parser_class=Parser)
    _sample(commands)
    _check(commands)
    _papers(commands)
    _import(commands)
    _export(commands)
    _backup(commands)
    _verify(commands)
    _restore(commands)
    return root


Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse names it nowhere else


def _sample(commands: Commands[Parser]) -> None:
    command = commands.add_parser("sample", help="buat kantor CONTOH dengan seluruh rangkaian kegiatan")
    command.add_argument("dir", type=folder, metavar="DIR", help="folder data baru")
    command.add_argument(
        "--batches", type=count, default=4, metavar="N", help="banyaknya angkatan (bawaan 4; 0 = tanpa orang)"
    )
    command.add_argument(
        "--seed", type=int, default=1, metavar="S", help="angka awal: angka sama, isi sama (bawaan 1)"
    )
    command.add_argument("--on", type=day, metavar="TANGGAL", help="hari buku contoh (bawaan 28-08-2020)")
    _json(command)


def _check(commands: Commands[Parser]) -> None:
    command = commands.add_parser("check", help="periksa buku seluruhnya; keluar 1 bila ada yang tidak cocok")
    command.add_argument("dir", type=folder, metavar="DIR", help="folder data")
    _json(command)


def _papers(commands: Commands[Parser]) -> None:
    command = commands.add_parser("papers", help="simpan surat yang sudah terbit sebagai berkas PDF")
    command.add_argument("dir", type=folder, metavar="DIR", help="folder data")
    command.add_argument("--out", type=folder, required=True, metavar="FOLDER", help="folder tujuan")
    command.add_argument("--batch", metavar="N", help="hanya angkatan ini (nomor atau nama)")
    command.add_argument("--kind", metavar="K", help="hanya jenis ini: SERT, BAST-L, TTB, KUI-UP, KUI-LS …")
    _json(command)


def _import(commands: Commands[Parser]) -> None:
    command = commands.add_parser("import", help="impor daftar orang (xlsx, xls, ods, csv)")
    command.add_argument("dir", type=folder, metavar="DIR", help="folder data (dibuat bila belum ada buku)")
    command.add_argument("file", type=Path, metavar="BERKAS", help="daftar yang diimpor")
    into = command.add_mutually_exclusive_group()
    into.add_argument("--batch", metavar="N", help="masukkan ke angkatan ini (nomor atau nama)")
    into.add_argument(
        "--named-batches", action="store_true", help="masukkan tiap orang ke angkatan menurut daftar"
    )
    command.add_argument(
        "--training", default="", metavar="NAMA", help="nama pelatihan angkatan yang belum ada di buku"
    )
    command.add_argument("--reason", default="", metavar="ALASAN", help="alasan melebihi kapasitas angkatan")
    command.add_argument("--dry-run", action="store_true", help="hanya periksa, tidak menyimpan")
    command.add_argument("--good", action="store_true", help="ambil baris yang baik bila ada yang ditahan")
    _json(command)


def _export(commands: Commands[Parser]) -> None:
    command = commands.add_parser("export", help="ekspor isi buku sebagai Excel dan CSV")
    command.add_argument("dir", type=folder, metavar="DIR", help="folder data")
    command.add_argument("--out", type=folder, required=True, metavar="FOLDER", help="folder tujuan")
    command.add_argument(
        "--only", action="append", default=[], metavar="BAGIAN", help="hanya bagian ini: peserta, saldo …"
    )
    command.add_argument(
        "--personal", action="store_true", help="sertakan NIK dan rekening lengkap (bawaan: disamarkan)"
    )
    _json(command)


def _backup(commands: Commands[Parser]) -> None:
    command = commands.add_parser("backup", help="buat cadangan yang diperiksa (terenkripsi bila ada sandi)")
    command.add_argument("dir", type=folder, metavar="DIR", help="folder data")
    command.add_argument("file", type=Path, metavar="BERKAS", help="berkas cadangan, atau folder tujuannya")
    command.add_argument("--whole", action="store_true", help="lampiran ikut di dalam berkas yang sama")
    _password(command)
    _json(command)


def _verify(commands: Commands[Parser]) -> None:
    command = commands.add_parser("verify", help="periksa cadangan: 0 baik, 1 rusak, 2 tidak dapat diperiksa")
    command.add_argument("file", type=Path, metavar="BERKAS", help="berkas cadangan")
    _password(command)
    _json(command)


def _restore(commands: Commands[Parser]) -> None:
    command = commands.add_parser("restore", help="pulihkan cadangan ke folder data")
    command.add_argument("file", type=Path, metavar="BERKAS", help="berkas cadangan")
    command.add_argument("dir", type=folder, metavar="DIR", help="folder data")
    command.add_argument("--replace", action="store_true", help="gantikan buku yang ada di folder itu")
    _password(command)
    _json(command)


def _json(command: Parser) -> None:
    command.add_argument("--json", action="store_true", help="hasil sebagai JSON pada keluaran baku")


def _password(command: Parser) -> None:
    command.add_argument(
        "--password-file", type=Path, metavar="BERKAS", help="berkas berisi sandi (baris pertama)"
    )
