"""Python 3.11's True, False and None, kept alive.

PySide6 6.12.0 gives back a reference it never took each time a signal is emitted (measured: one of True
an emission). Since Python 3.12 these three cannot die; on 3.11 the program would be ended by Python, with
"deallocating True or False", after some twelve thousand signals: in the middle of a working day.
"""

from __future__ import annotations

import ctypes
import sys

_FIRST_IMMORTAL = (3, 12)
_FOR_EVER = 1 << 40


def keep_singletons() -> None:
    """Give the three so many references that no number of emissions uses them up; once is enough."""
    if sys.version_info >= _FIRST_IMMORTAL or sys.getrefcount(True) > _FOR_EVER:
        return
    for one in (True, False, None):
        ctypes.c_ssize_t.from_address(id(one)).value += _FOR_EVER
