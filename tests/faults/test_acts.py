"""Killing the program in the middle of the office's own acts."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.book import Office
from ikm_desktop.sample.office import make_sample
from tests.faults.stream_of_acts import TODAY

KILLS = 200 if os.environ.get("IKM_FAULTS") == "long" else 12
STREAM = [sys.executable, "-m", "tests.faults.stream_of_acts"]


@pytest.mark.faults
def test_no_act_that_returned_is_lost_and_none_is_half_there(tmp_path: Path) -> None:
    """Kill -9 at random moments of a stream of acts: what was told is there, the book is whole each time."""
    folder, dice = tmp_path / "data", random.Random(11)
    make_sample(folder, batches=1, today=TODAY, durable=False)
    last = 0
    for _ in range(KILLS):
        before = last
        told = _last_told_before_the_kill(folder, dice.uniform(0.01, 0.4))
        with Office(folder) as office:
            assert [str(finding) for finding in check(office)] == []
            with office.reading() as connection:
                last = connection.exec_driver_sql("SELECT max(entry) FROM act").scalar_one()
        # The act under way may have been stored without having been told; no more than that one.
        assert told <= last
        assert not before or last <= max(told, before) + 1
    shutil.rmtree(folder)


def _last_told_before_the_kill(folder: Path, seconds: float) -> int:
    """Let the stream work for a while after it is ready, kill it, and return the last entry it told."""
    with subprocess.Popen([*STREAM, str(folder)], stdout=subprocess.PIPE, text=True) as stream:
        assert stream.stdout is not None
        assert stream.stdout.readline() == "ready\n"
        time.sleep(seconds)  # the moment of the kill is what is drawn by chance
        stream.kill()
        told = [line.split()[1] for line in stream.stdout if line.startswith("entry")]
    return max((int(entry) for entry in told), default=0)
