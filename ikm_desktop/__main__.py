"""`python -m ikm_desktop`: the window, or with a command the command line."""

from __future__ import annotations

import multiprocessing
import os
import sys

NO_SCREEN = 2


def main() -> int:
    """Run the command named, or open the window; return the exit code."""
    from ikm_desktop.cli.arguments import parser

    arguments = parser().parse_args()
    if arguments.command is not None:
        from ikm_desktop.cli.main import main as command_line

        return command_line()
    if not _has_screen():
        sys.stderr.write(
            "Tidak ada layar di sini, jadi jendela tidak dapat dibuka. "
            "Ketik 'ikm-desktop --help' untuk perintah yang jalan tanpa jendela.\n"
        )
        return NO_SCREEN
    from ikm_desktop.storage.folder import default_folder
    from ui.app import run

    return run(arguments.data or default_folder().path)


def _has_screen() -> bool:
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    multiprocessing.freeze_support()  # the bundle starts its child processes through this door
    sys.exit(main())
