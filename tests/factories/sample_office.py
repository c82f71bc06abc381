"""The CONTOH office of four batches: made once in a run of the tests, and copied by who changes it."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from ikm_desktop.sample.office import make_sample
from tests.factories import RUN


def a_sample(folder: Path) -> Path:
    """Copy the sample office into a folder that is not there yet, and return the folder."""
    shutil.copytree(the_sample(), folder)
    return folder


@cache
def the_sample() -> Path:
    """Return the data folder of the sample office; nobody may change it."""
    shared = os.environ.get(RUN)
    made = Path(shared or _a_folder_of_ours()) / "contoh"
    if not made.exists():
        fresh = Path(tempfile.mkdtemp(dir=made.parent))
        make_sample(fresh / "data", durable=False)
        with suppress(OSError):  # another worker was first; its sample is the same
            fresh.rename(made)
    return made / "data"


def _a_folder_of_ours() -> str:
    above = tempfile.mkdtemp(prefix="ikm-contoh-")
    atexit.register(shutil.rmtree, above, ignore_errors=True)
    return above
