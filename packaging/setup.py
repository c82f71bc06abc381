"""Make the program ready to run from this checkout: what the system lacks, then .venv from the lock.

`setup.py run` prepares what the program needs, `setup.py test` also what its tests need. Uses the
standard library only. Exits 0 when all is ready (at once when it was before), else 2, and says in
Indonesian what to do. IKM_VENV names another folder than .venv.
"""

from __future__ import annotations  # an old Python must get as far as the sentence that refuses it

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
LOCK = CHECKOUT / "requirements.lock"
NEEDS = CHECKOUT / "packaging" / "system.txt"
WINDOWS = sys.platform == "win32"
APT = ["apt-get", "install", "--yes", "--no-install-recommends"]
QUIET = ["-qq", "-o", "Dpkg::Use-Pty=0"]


def main(words: list[str]) -> int:
    """Prepare for "run" or "test" and return the exit code."""
    if words not in (["run"], ["test"]):
        return stop("Pakai: setup.py run | setup.py test")
    if sys.version_info < (3, 11):  # noqa: UP036  whoever starts this by hand may have an older one
        return stop("Perlu Python 3.11 atau yang lebih baru.")
    packages = [] if WINDOWS else missing_packages(words[0])
    if packages and not install_packages(packages):
        return 2
    venv = CHECKOUT / os.environ.get("IKM_VENV", ".venv")
    if not is_ready(venv):
        return make_venv(venv)
    return 0


def stop(*sentences: str) -> int:
    """Say why the set-up can't go on; return the exit code for that."""
    print(*sentences, sep="\n", file=sys.stderr)
    return 2


# What the system lacks.


def missing_packages(need: str) -> list[str]:
    """Return the Debian packages without which `need` (run or test) can't work, in the list's order."""
    rows = [line.split() for line in NEEDS.read_text("utf-8").splitlines()]
    wanted = [row for row in rows if row and row[0] in {"run", need}]
    return [package for _, kind, name, package in wanted if not is_there(kind, name)]


def is_there(kind: str, name: str) -> bool:
    """Tell whether the system has a file, a module of this Python, a program or a shared library."""
    if kind == "file":
        return Path(name).exists()
    if kind == "module":
        return importlib.util.find_spec(name) is not None
    if kind == "program":
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def install_packages(packages: list[str]) -> bool:
    """Install them by apt-get if that asks nobody; otherwise print the line to type and return False."""
    names = [venv_package() if name == "python3-venv" else name for name in packages]
    sudo = as_root()
    if shutil.which("apt-get") is None or sudo is None:
        stop(
            "Sistem ini belum punya semua yang diperlukan. Ketik satu baris ini, lalu ulangi perintah tadi:",
            "    sudo apt-get update && sudo " + " ".join([*APT, *names]),
        )
        return False
    print("Memasang paket sistem:", *names, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", *QUIET], [*APT, *QUIET, *names]):
        if subprocess.run([*sudo, *command], env=environment, check=False).returncode:
            stop("Paket sistem tidak dapat dipasang; sebabnya tertulis di atas.")
            return False
    return True


def venv_package() -> str:
    """Return Debian's package that lets this very Python make virtual environments."""
    return f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def as_root() -> list[str] | None:
    """Return the words before a command of the administrator; None if it would ask for a password."""
    if os.getuid() == 0:
        return []
    quiet = ["sudo", "-n"]
    if (
        shutil.which("sudo")
        and not subprocess.run([*quiet, "true"], capture_output=True, check=False).returncode
    ):
        return [*quiet, "DEBIAN_FRONTEND=noninteractive"]
    return None


# The virtual environment.


def is_ready(venv: Path) -> bool:
    """Tell whether the environment was made to its end from this lock by a Python like this one."""
    stamp = venv / "ready"
    return stamp.is_file() and stamp.read_text("ascii") == key() and interpreter(venv).exists()


def key() -> str:
    """Return what an environment is made from: the lock, this script and the version of Python."""
    made_from = hashlib.sha256(LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    return f"{made_from} {sys.implementation.cache_tag} {sys.platform}\n"


def interpreter(venv: Path) -> Path:
    """Return the environment's own Python."""
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def make_venv(venv: Path) -> int:
    """Make the environment anew from the lock; return the exit code."""
    print(f"Menyiapkan {venv.name} (sekali saja; perlu jaringan, kira-kira satu menit) ...", flush=True)
    if venv.exists() and not (venv / "pyvenv.cfg").exists():
        return stop(f"{venv} sudah ada tetapi bukan lingkungan Python. Pindahkan folder itu dahulu.")
    shutil.rmtree(venv, ignore_errors=True)
    python = str(interpreter(venv))
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    # Wheels only: nothing is built here, so nothing is fetched that the lock doesn't name.
    locked = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", str(LOCK)]
    for command in ([sys.executable, "-m", "venv", str(venv)], [python, *install, *locked]):
        if subprocess.run(command, cwd=CHECKOUT, check=False).returncode:
            return stop(
                "Pustaka tidak dapat dipasang; sebabnya tertulis di atas. "
                "Periksa jaringan, lalu ulangi perintah yang sama."
            )
    add_program(venv)
    (venv / "ready").write_text(key(), "ascii")
    print(f"{venv.name} siap.", flush=True)
    return 0


def add_program(venv: Path) -> None:
    """Let the environment find this checkout from any folder, and give it the word ikm-desktop."""
    python = interpreter(venv)
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    libraries = Path(subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip())
    # Relative, so that the checkout may be moved.
    (libraries / "ikm_desktop.pth").write_text(os.path.relpath(CHECKOUT, libraries) + "\n", "utf-8")
    if WINDOWS:
        launcher = python.with_name("ikm-desktop.cmd")
        launcher.write_text('@"%~dp0python.exe" -P -m ikm_desktop %*\n', "ascii")
    else:
        launcher = python.with_name("ikm-desktop")
        launcher.write_text(
            '#!/bin/sh\nexec "$(dirname -- "$(readlink -f -- "$0")")/python" -P -m ikm_desktop "$@"\n',
            "ascii",
        )
        launcher.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
