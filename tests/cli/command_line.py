"""Running commands: within the test for the many small cases, as a program of its own for what matters."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ikm_desktop.cli.main import main

if TYPE_CHECKING:
    import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command answered: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - what JSON holds
        """Standard output read as JSON, which must be all of it."""
        return json.loads(self.out)

    @property
    def reason(self) -> str:
        """The one line on standard error."""
        (line,) = self.err.splitlines()
        return line


class Shell:
    """Runs commands in this process and catches what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object) -> Ran:
        """Run one command."""
        self._capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as left:  # how argparse ends
            code = int(left.code or 0)
        printed = self._capsys.readouterr()
        return Ran(code, printed.out, printed.err)


def started(*words: object, **environment: str) -> Ran:
    """Run one command as a program of its own, away from any terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "ikm_desktop", *map(str, words)],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
