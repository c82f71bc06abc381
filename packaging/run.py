"""Show the program, once setup.py has made it ready: what `make run` does.

Until the window is there, and wherever there is no screen: the sample office is made anew in
build/contoh and checked, and its issued papers are written beside it as PDF files, and listed.
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

NO_SCREEN = """\
Tidak ada layar di sini (DISPLAY kosong), jadi jendela program tidak dapat dibuka.
Untuk melihatnya, jalankan `make run` di desktop komputer ini, atau masuk dengan `ssh -X`.
"""
NO_WINDOW = """\
Jendela program menyusul pada versi berikutnya.
"""


def main() -> int:
    """Make the sample office, check it and write its papers; return the exit code of the step that fails."""
    os.chdir(CHECKOUT)
    print(NO_WINDOW if has_screen() else NO_SCREEN + NO_WINDOW)
    print(f"Membuat kantor CONTOH di {DATA} dan surat-suratnya di {PAPERS} ...", flush=True)
    shutil.rmtree(SAMPLE, ignore_errors=True)
    sample, check = ["sample", str(DATA)], ["check", str(DATA)]
    papers = ["papers", str(DATA), "--out", str(PAPERS)]
    for words in (sample, check, papers):
        code = subprocess.run([sys.executable, "-m", "ikm_desktop", *words], check=False).returncode
        if code:
            return code
    return 0


def has_screen() -> bool:
    """Tell whether a window could be opened here."""
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform in {"win32", "darwin"} or bool(named)


if __name__ == "__main__":
    sys.exit(main())
