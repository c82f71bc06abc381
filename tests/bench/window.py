"""From the start of a process to the window, and to its first list, beside a bare window (G13)."""

from __future__ import annotations

import shutil
from pathlib import Path
from statistics import median

from tests.bench import start
from tests.bench.figures import Figure

_BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.show()
application.processEvents()
print(time.process_time())
"""
_OURS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from ui.app import make_application
from ui.theme.look import Look
application = make_application(sys.argv)
look = Look(application)
from ui.opening import start
times = []
window = start(Path({folder!r}), look)
window.painted.connect(lambda: times.append(time.process_time()))
window.go_to({tab!r})
loop = QEventLoop()
window.taken.connect(loop.quit)
QTimer.singleShot(60_000, loop.quit)
loop.exec()
application.processEvents()
print(times[0], time.process_time())
window.close()
"""
ROUNDS = 7


def measure(folder: Path, size: int, tab: str = "peserta") -> list[Figure]:
    """Return the CPU time until the window is painted, and until a tab's list stands in it.

    The tab is asked for before the book is open, as by a key pressed at once. On a copy, since it locks.
    """
    copy = folder.with_name("window")
    shutil.copytree(folder, copy)
    ours = _OURS.format(folder=str(copy), tab=tab)
    runs = [_times(_BARE) + _times(ours) for _ in range(ROUNDS + 1)][1:]
    bare, shown, usable = (median(run[n] for run in runs) * 1000 for n in range(3))
    return [
        Figure(f"G13 window shown / bare window, b={size}", shown, "ms CPU", bare, 2.0),
        Figure(f"G13 list of participants usable / bare window, b={size}", usable, "ms CPU", bare, 4.0),
    ]


def _times(code: str) -> list[float]:
    """Return what a process says of its CPU time, in seconds."""
    _, said = start.cpu(code, QT_QPA_PLATFORM="offscreen")
    return [float(word) for word in said.split()]
