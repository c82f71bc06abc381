"""The CONTOH office of four batches: made once in a process, and copied for whoever wants to change it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from ikm_desktop.sample.office import make_sample


def a_sample(folder: Path) -> Path:
    """Copy the sample office into a folder that is not there yet, and return the folder."""
    shutil.copytree(the_sample(), folder)
    return folder


@cache
def the_sample() -> Path:
    """Return the data folder of the sample office; nobody may change it."""
    above = Path(tempfile.mkdtemp(prefix="ikm-contoh-"))
    atexit.register(shutil.rmtree, above, ignore_errors=True)
    make_sample(above / "data", durable=False)
    return above / "data"
