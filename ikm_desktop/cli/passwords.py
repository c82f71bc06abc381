"""Where the password of a backup comes from: a file, the environment, or the terminal."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from ikm_desktop.errors import FieldInvalid

VARIABLE = "IKM_BACKUP_PASSWORD"


def password(from_file: Path | None, *, twice: bool) -> str | None:
    """Return the password, None when there is none and nobody can be asked.

    from_file: its first line counts; else the environment's IKM_BACKUP_PASSWORD; else the terminal is asked
    (twice: a new password is typed again, until both are the same). Raises OSError for a file that cannot
    be read, FieldInvalid for one without a password.
    """
    if from_file is not None:
        return _first_line(from_file)
    if os.environ.get(VARIABLE):
        return os.environ[VARIABLE]
    if not sys.stdin.isatty():
        return None
    while True:
        typed = getpass.getpass("Sandi cadangan (kosong = tanpa sandi): ")
        if not typed or not twice or typed == getpass.getpass("Ketik sekali lagi: "):
            return typed or None
        print("Kedua sandi tidak sama.", file=sys.stderr)


def _first_line(file: Path) -> str:
    line = file.read_bytes().split(b"\n", 1)[0].rstrip(b"\r")
    try:
        secret = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FieldInvalid(field="Berkas sandi", value=str(file), why="bukan teks UTF-8") from None
    if not secret:  # a backup that was to be encrypted must not become one that is not
        raise FieldInvalid(field="Berkas sandi", value=str(file), why="baris pertamanya kosong")
    return secret
