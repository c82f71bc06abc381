"""`make run` opens the window; without a screen it shows a sample office and its papers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with the script in it, so that nothing is written into this checkout."""
    place = tmp_path / "meja kerja"
    (place / "packaging").mkdir(parents=True)
    shutil.copy(CHECKOUT / "packaging" / "run.py", place / "packaging" / "run.py")
    return place


def run(place: Path, program: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script on the program that lies in a folder, without a screen unless one is named."""
    clean = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    return subprocess.run(
        [sys.executable, place / "packaging" / "run.py"],
        env={**clean, "PYTHONPATH": str(program), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_papers_of_a_sound_sample_office_are_listed(place: Path) -> None:
    """Without a screen it says so, makes the office anew, and ends with the list of the papers."""
    for left in ("data/buku.ikm", "surat/usang.pdf"):
        (place / "build/contoh" / left).parent.mkdir(parents=True)
        (place / "build/contoh" / left).touch()
    shown = run(place, CHECKOUT)
    assert shown.returncode == 0, shown.stderr
    assert "Tidak ada layar" in shown.stdout
    assert "Buku cocok" in shown.stdout
    written = {path.relative_to(place).as_posix() for path in place.rglob("build/contoh/surat/*.pdf")}
    assert len(written) > 50
    assert written == {line for line in shown.stdout.splitlines() if line.endswith(".pdf")}
    assert f"{len(written)} surat" in shown.stdout.splitlines()[-1]


def a_program(folder: Path, code: int) -> Path:
    """Make a program that repeats its words and ends with an exit code."""
    (folder / "ikm_desktop").mkdir()
    (folder / "ikm_desktop" / "__init__.py").touch()
    (folder / "ikm_desktop" / "__main__.py").write_text(
        f"import sys\nprint(*sys.argv[1:], flush=True)\nsys.exit({code})\n", "utf-8"
    )
    return folder


def test_a_step_that_fails_ends_it(place: Path, tmp_path: Path) -> None:
    """Nothing is done after a step that could not be done, and its exit code is passed on."""
    shown = run(place, a_program(tmp_path, 2))
    assert shown.returncode == 2
    assert shown.stdout.splitlines()[-1].startswith("sample ")


def test_where_there_is_a_screen_the_program_starts_as_it_is(place: Path, tmp_path: Path) -> None:
    """The window is what the program opens without a command; its exit code is passed on."""
    shown = run(place, a_program(tmp_path, 5), DISPLAY=":7")
    assert (shown.stdout, shown.returncode) == ("\n", 5)
    assert not (place / "build").exists()
