"""The door of the command line: which command runs, and how its refusals end."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from ikm_desktop.cli import commands
from ikm_desktop.cli.arguments import parser
from ikm_desktop.cli.importing import import_people
from ikm_desktop.cli.output import IMPOSSIBLE, Output, complain
from ikm_desktop.errors import IkmError

COMMANDS: dict[str, Callable[[argparse.Namespace, Output], int]] = {
    "sample": commands.sample,
    "check": commands.check_book,
    "papers": commands.papers,
    "import": import_people,
    "backup": commands.backup,
    "verify": commands.verify,
    "restore": commands.restore,
}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; `words` are those after the program's name."""
    arguments = parser().parse_args(words)
    if arguments.command is None:
        complain(
            "Jendela program menyusul pada versi berikutnya. Ketik 'ikm-desktop --help' untuk perintahnya."
        )
        return IMPOSSIBLE
    try:
        return COMMANDS[arguments.command](arguments, Output(as_json=arguments.json))
    except IkmError as refusal:
        complain(str(refusal))
    except OSError as trouble:
        complain(f"{trouble.filename or 'Berkas'}: {trouble.strerror or trouble}.")
    return IMPOSSIBLE


if __name__ == "__main__":
    sys.exit(main())
