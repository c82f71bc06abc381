"""A long day of signals does not end the program."""

from __future__ import annotations

import subprocess
import sys

_DAY = """
from PySide6.QtCore import QCoreApplication, QObject, Signal
from ui.singletons import keep_singletons

class Bell(QObject):
    rung = Signal(object)

keep_singletons()
application = QCoreApplication([])
bell = Bell()
bell.rung.connect(lambda _: None)
for _ in range(50_000):
    bell.rung.emit(None)
print("still here")
"""


def test_fifty_thousand_signals_leave_the_program_alive() -> None:
    """Four times what used up True on Python 3.11 (PySide6 6.12.0)."""
    told = subprocess.run([sys.executable, "-c", _DAY], capture_output=True, text=True, check=True)
    assert told.stdout == "still here\n"
