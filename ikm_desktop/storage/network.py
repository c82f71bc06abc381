"""Folders that are no place for a book: network drives are refused, synchronised folders warned of.

SQLite's locks cannot be trusted over a network. A service that copies files away while the book is being
written takes half of it, and may put an older one back. Backups may lie in both.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path, PurePath

from ikm_desktop.errors import NetworkFolder

_NETWORK_TYPES = re.compile(r"nfs\d?|cifs|smb\w*|9p|fuse\..+|ncpfs|afs|ceph|davfs\d?|lustre")
_DRIVE_REMOTE = 4
_CLOUDS = (
    (re.compile(r"onedrive( -.*)?"), "OneDrive"),
    (re.compile(r"dropbox( \(.*\))?"), "Dropbox"),
    (re.compile(r"google ?drive|googledrive|my drive|drive saya"), "Google Drive"),
    (re.compile(r"icloud ?drive"), "iCloud"),
    (re.compile(r"nextcloud|owncloud"), "Nextcloud"),
    (re.compile(r"mega( ?sync)?|megasync downloads"), "MEGA"),
)


def refuse_network(folder: Path, mountinfo: str | None = None) -> None:
    """Raise NetworkFolder when the folder lies on another computer's disk.

    mountinfo: the mounts to judge by on Linux, the system's own when None.
    """
    if is_on_network(folder, mountinfo):
        raise NetworkFolder(path=str(folder))


def is_on_network(folder: Path, mountinfo: str | None = None) -> bool:
    """Return whether a folder (which need not exist yet) lies on another computer's disk."""
    real = os.path.realpath(folder)
    if sys.platform == "win32":
        return _windows_is_remote(real)
    return is_network_type(mount_type(real, _own_mounts() if mountinfo is None else mountinfo))


def _own_mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def is_network_type(name: str) -> bool:
    """Return whether a Linux file system of this type lies on another computer."""
    return _NETWORK_TYPES.fullmatch(name) is not None


def mount_type(path: str, mountinfo: str) -> str:
    """Return the type of the file system that holds a real path; empty when none is listed.

    mountinfo: the text of /proc/self/mountinfo (proc_pid_mountinfo(5)). The longest mount point decides,
    of two equal ones the later, which covers the earlier.
    """
    longest, found = -1, ""
    for line in mountinfo.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if not separator or len(fields) <= 4:  # noqa: PLR2004 - the mount point is the fifth
            continue
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields[4])
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= longest:
            longest, found = len(point), after.split(" ")[0]
    return found


def cloud_service(folder: PurePath) -> str | None:
    """Return the name of the service that seems to synchronise a folder; None when none shows.

    Such folders look local; only their names tell, so this is a warning and no refusal.
    """
    for part in folder.parts:
        for pattern, service in _CLOUDS:
            if pattern.fullmatch(part.strip().lower()):
                return service
    return None


if sys.platform == "win32":
    import ctypes

    def _windows_is_remote(real: str) -> bool:
        drive = os.path.splitdrive(real)[0]
        if drive.startswith("\\\\") and not drive.startswith("\\\\?\\"):
            return True
        if drive.upper().startswith("\\\\?\\UNC"):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE)
