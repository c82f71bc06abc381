"""Where the password of a backup comes from: a file, the environment, or the terminal."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

VARIABLE = "IKM_BACKUP_PASSWORD"


def password(from_file: Path | None, *, twice: bool) -> str | None:
    """Return the password, None when there is none and nobody can be asked.

    from_file: its first line counts; else the environment's IKM_BACKUP_PASSWORD; else the terminal is asked
    (twice: a new password is typed again, until both are the same). Raises OSError for a file that cannot
    be read.
    """
    if from_file is not None:
        return from_file.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r") or None
    if os.environ.get(VARIABLE):
        return os.environ[VARIABLE]
    if not sys.stdin.isatty():
        return None
    while True:
        typed = getpass.getpass("Sandi cadangan (kosong = tanpa sandi): ")
        if not typed or not twice or typed == getpass.getpass("Ketik sekali lagi: "):
            return typed or None
        print("Kedua sandi tidak sama.", file=sys.stderr)
