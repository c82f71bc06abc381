"""Set-up says what is missing before it does anything, and is over at once the second time."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make and apt-get are not on Windows")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a small checkout with the set-up scripts, that needs nothing; blanks in its path."""
    checkout = tmp_path / "meja kerja" / "ikm desktop"
    (checkout / "ikm_desktop").mkdir(parents=True)
    (checkout / "ikm_desktop" / "__main__.py").write_text(
        "import sys\nprint('mulai', sys.argv[1:])\n", "utf-8"
    )
    (checkout / "packaging").mkdir()
    for script in ("setup.sh", "setup.py"):
        shutil.copy(CHECKOUT / "packaging" / script, checkout / "packaging" / script)
    (checkout / "packaging" / "system.txt").write_text("", "utf-8")
    (checkout / "requirements.lock").write_text("# nothing\n", "utf-8")
    return checkout


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder to be the whole PATH: the shell's own tools, and this Python as python3."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("dirname", "readlink", "sh"):
        (folder / name).symlink_to(shutil.which(name) or name)
    (folder / "python3").symlink_to(sys.executable)
    return folder


def set_up(checkout: Path, programs: Path, need: str = "run") -> subprocess.CompletedProcess[str]:
    """Run the set-up as make does."""
    return subprocess.run(
        [programs / "sh", checkout / "packaging" / "setup.sh", need],
        env={"PATH": str(programs), "HOME": str(programs.parent), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_the_system_lacks_is_one_line_to_type(checkout: Path, programs: Path) -> None:
    """Where nothing can be installed, set-up exits 2 with the line, and has made nothing."""
    (checkout / "packaging" / "system.txt").write_text(
        "# a remark\n"
        "run   library  libno-such-thing.so.9  libnosuch9\n"
        "run   library  libc.so.6              libc6\n"
        "run   file     /no/such/file          nosuch-data\n"
        "test  program  no-such-program        nosuch-program\n",
        "utf-8",
    )
    told = set_up(checkout, programs)
    assert told.returncode == 2
    assert told.stdout == ""
    line = told.stderr.splitlines()[-1]
    assert line.startswith("    sudo apt-get update && sudo apt-get install")
    assert line.endswith(" libnosuch9 nosuch-data")
    assert not (checkout / ".venv").exists()
    told = set_up(checkout, programs, "test")
    assert told.stderr.splitlines()[-1].endswith(" libnosuch9 nosuch-data nosuch-program")


def test_an_old_python_is_refused(checkout: Path, programs: Path) -> None:
    """Where every Python is too old, set-up exits 2 and says which is needed."""
    (programs / "python3").unlink()
    for name in ("python3", "python3.11"):
        (programs / name).write_text("#!/bin/sh\nexit 1\n", "utf-8")
        (programs / name).chmod(0o755)
    told = set_up(checkout, programs)
    assert told.returncode == 2
    assert "Python 3.11" in told.stderr


def test_a_newer_python_beside_an_old_one_is_found(checkout: Path, programs: Path) -> None:
    """python3 may be too old when python3.12 is there."""
    (programs / "python3").rename(programs / "python3.12")
    (programs / "python3").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (programs / "python3").chmod(0o755)
    (checkout / "packaging" / "system.txt").write_text("run file /no/such nosuch\n", "utf-8")
    assert "nosuch" in set_up(checkout, programs).stderr


@pytest.mark.slow
def test_the_second_set_up_does_nothing(checkout: Path, programs: Path) -> None:
    """The first makes .venv, the second is silent; a changed lock makes it anew."""
    first = set_up(checkout, programs)
    assert first.returncode == 0, first.stderr
    assert "Menyiapkan .venv" in first.stdout
    made = (checkout / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    second = set_up(checkout, programs)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert (checkout / ".venv" / "pyvenv.cfg").stat().st_mtime_ns == made
    runs_from_anywhere(checkout)
    (checkout / "requirements.lock").write_text("# something else\n", "utf-8")
    # Refused where it would begin: a second environment takes long and tells nothing new.
    (checkout / ".venv" / "pyvenv.cfg").unlink()
    assert "Menyiapkan .venv" in set_up(checkout, programs).stdout


def runs_from_anywhere(checkout: Path) -> None:
    """The program starts by its own name, from another folder, also through a link."""
    link = checkout.parent / "ikm"
    link.symlink_to(checkout / ".venv" / "bin" / "ikm-desktop")
    started = subprocess.run(
        [link, "periksa", "dua kata"], cwd="/", capture_output=True, text=True, check=True
    )
    assert started.stdout == "mulai ['periksa', 'dua kata']\n"


def test_a_folder_that_set_up_did_not_make_is_left_alone(checkout: Path, programs: Path) -> None:
    """A .venv that is no environment is refused, not deleted."""
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "catatan.txt").write_text("penting", "utf-8")
    told = set_up(checkout, programs)
    assert told.returncode == 2
    assert "bukan lingkungan Python" in told.stderr
    assert (checkout / ".venv" / "catatan.txt").read_text("utf-8") == "penting"
    assert [left.name for left in (checkout / ".venv").iterdir()] == ["catatan.txt"]
