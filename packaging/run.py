"""Start the program, once setup.py has made it ready: what `make run` does.

On a screen the window opens. Where there is none, the sample office is made anew in build/contoh and
checked, and its issued papers are written beside it as PDF files, and listed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
SAMPLE = Path("build/contoh")
DATA = SAMPLE / "data"
PAPERS = SAMPLE / "surat"

NO_SCREEN = f"""\
Tidak ada layar di sini (DISPLAY kosong), jadi jendela program tidak dapat dibuka.
Untuk melihatnya, jalankan `make run` di desktop komputer ini, atau masuk dengan `ssh -X`.

Membuat kantor CONTOH di {DATA} dan surat-suratnya di {PAPERS} ..."""


def main() -> int:
    """Open the window, or show what can be seen without; return the exit code of the step that fails."""
    os.chdir(CHECKOUT)
    if has_screen():
        return program()
    print(NO_SCREEN, flush=True)
    shutil.rmtree(SAMPLE, ignore_errors=True)
    sample, check = ["sample", str(DATA)], ["check", str(DATA)]
    papers = ["papers", str(DATA), "--out", str(PAPERS)]
    return program(*sample) or program(*check) or program(*papers)


def program(*words: str) -> int:
    """Run the program with these words and return its exit code."""
    return subprocess.run([sys.executable, "-m", "ikm_desktop", *words], check=False).returncode


def has_screen() -> bool:
    """Tell whether a window could be opened here."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform in {"win32", "darwin"} or bool(named)


if __name__ == "__main__":
    sys.exit(main())
