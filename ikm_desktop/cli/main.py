"""The door of the command line: which command runs, and how its refusals end."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Callable, Sequence

from ikm_desktop.cli import commands
from ikm_desktop.cli.arguments import parser
from ikm_desktop.cli.exporting import export_book
from ikm_desktop.cli.importing import import_people
from ikm_desktop.cli.output import IMPOSSIBLE, Output, complain
from ikm_desktop.errors import Fault, Refusal

COMMANDS: dict[str, Callable[[argparse.Namespace, Output], int]] = {
    "sample": commands.sample,
    "check": commands.check_book,
    "papers": commands.papers,
    "import": import_people,
    "export": export_book,
    "backup": commands.backup,
    "verify": commands.verify,
    "restore": commands.restore,
}


_SYSTEM = {
    errno.ENOENT: "tidak ada",
    errno.EACCES: "tidak boleh dibuka",
    errno.EPERM: "tidak boleh dibuka",
    errno.EROFS: "hanya dapat dibaca",
    errno.EEXIST: "sudah ada dan bukan folder",
    errno.ENOTDIR: "bukan folder",
    errno.EISDIR: "adalah folder, bukan berkas",
    errno.ENOSPC: "tidak muat: disk penuh",
    errno.ENAMETOOLONG: "bernama terlalu panjang",
}
"""What the system says, in Indonesian."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `words` are those after the program's name."""
    arguments = parser().parse_args(words)
    if arguments.command is None:
        complain("Belum ada perintah. Ketik 'ikm-desktop --help' untuk melihat semuanya.")
        return IMPOSSIBLE
    _speak(as_json=arguments.json)
    try:
        return COMMANDS[arguments.command](arguments, Output(as_json=arguments.json))
    except (Refusal, Fault) as refusal:
        complain(refusal.sentence)
    except BrokenPipeError:  # whoever reads wants no more (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as trouble:
        complain(f"{trouble.filename or 'Berkas'} {_SYSTEM.get(trouble.errno or 0, trouble.strerror)}.")
    except KeyboardInterrupt:
        complain("Dihentikan.")
    return IMPOSSIBLE


def _speak(*, as_json: bool) -> None:
    """Let no letter of a name stop the output: JSON is UTF-8, and what a terminal lacks becomes "?"."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if as_json else None, errors="replace")


if __name__ == "__main__":
    sys.exit(main())
