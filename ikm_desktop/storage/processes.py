"""Which computer this is, and which processes run on it, told the way QLockFile tells it."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

_STILL_ACTIVE = 259
_QUERY_LIMITED = 0x1000


def host_name() -> str:
    """Return the computer's name in the network."""
    return platform.node()


def host_id() -> str:
    """Return what identifies this installation of the system, empty when unknown."""
    if sys.platform == "win32":
        return _windows_machine_guid()
    for place in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            return Path(place).read_text(encoding="ascii").strip()
        except OSError:
            continue
    return ""


def boot_id() -> str:
    """Return what identifies this run of the system since it was switched on, empty when unknown."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return ""


def program_of(pid: int) -> str:
    """Return the name of the program a process runs, without folder; empty when unknown."""
    if sys.platform == "win32":
        return _windows_program(pid)
    try:
        name = Path(f"/proc/{pid}/exe").readlink().name
    except OSError:
        return ""
    return name.removesuffix(" (deleted)")


def is_running(pid: int) -> bool:
    """Return whether a process of this number lives on this computer."""
    if sys.platform == "win32":
        # os.kill(pid, 0) would end the process here.
        return _windows_is_running(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def _is_zombie(pid: int) -> bool:
    # A killed process whose parent has not asked for it yet still has a number.
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text(encoding="latin-1").rpartition(")")[2]
    except OSError:
        return False
    return after_name.split()[:1] == ["Z"]


if sys.platform == "win32":
    import ctypes
    import winreg

    def _windows_machine_guid() -> str:
        try:
            with winreg.OpenKey(
                winreg.HKEY_LOCAL_MACHINE,
                r"SOFTWARE\Microsoft\Cryptography",
                access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY,
            ) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""

    def _windows_is_running(pid: int) -> bool:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_QUERY_LIMITED, False, pid)
        if not handle:
            return False
        code = ctypes.c_ulong()
        told = kernel.GetExitCodeProcess(ctypes.c_void_p(handle), ctypes.byref(code))
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return bool(told) and code.value == _STILL_ACTIVE

    def _windows_program(pid: int) -> str:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_QUERY_LIMITED, False, pid)
        if not handle:
            return ""
        name = ctypes.create_unicode_buffer(32768)
        length = ctypes.c_ulong(len(name))
        told = kernel.QueryFullProcessImageNameW(ctypes.c_void_p(handle), 0, name, ctypes.byref(length))
        kernel.CloseHandle(ctypes.c_void_p(handle))
        return Path(name.value).stem if told else ""
