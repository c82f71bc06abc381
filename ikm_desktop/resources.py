"""Where the things that ship with the program lie: fonts, icons, regions, sample data, help."""

import sys
from pathlib import Path, PurePosixPath

_CHECKOUT = Path(__file__).resolve().parent.parent


def resource(path: str) -> Path:
    """Return where a shipped file or folder lies, in the checkout and in the bundle alike.

    path: below resources/, with forward slashes: "fonts/LiberationSans-Regular.ttf".
    Raises FileNotFoundError when the program was not unpacked whole, ValueError when the path would
    leave resources/.
    """
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path:
        msg = f"not a path below resources/: {path!r}"
        raise ValueError(msg)
    found = _root() / parts
    if not found.exists():
        msg = f"{found}: missing, though it ships with the program"
        raise FileNotFoundError(msg)
    return found


def _root() -> Path:
    """Return resources/ of this bundle, or of this checkout."""
    unpacked = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's start-up code alone
    home = _CHECKOUT if unpacked is None else Path(unpacked)
    return home / "resources"
