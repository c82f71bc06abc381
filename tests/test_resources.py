"""Shipped files are found in the checkout and in the bundle."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ikm_desktop.resources import resource

CHECKOUT = Path(__file__).resolve().parent.parent


def test_a_checkout_finds_its_own_files() -> None:
    """In the checkout, resources/ stands beside the package."""
    assert resource("fonts") == CHECKOUT / "resources" / "fonts"


def test_the_working_folder_does_not_matter(tmp_path: Path) -> None:
    """A program started from another folder finds the same file."""
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from ikm_desktop.resources import resource; print(resource('fonts'))",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(asked.stdout.strip()) == CHECKOUT / "resources" / "fonts"


def test_a_bundle_finds_the_files_that_were_unpacked_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a bundle, resources/ lies in the folder that the start-up code names."""
    font = tmp_path / "resources" / "fonts" / "A.ttf"
    font.parent.mkdir(parents=True)
    font.write_bytes(b"font")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("fonts/A.ttf").read_bytes() == b"font"


def test_a_file_that_did_not_ship_is_named() -> None:
    """What is missing is said at once, with the path that was looked at."""
    with pytest.raises(FileNotFoundError, match=r"no-such\.ttf"):
        resource("fonts/no-such.ttf")


@pytest.mark.parametrize(
    "path", ["../pyproject.toml", "/etc/passwd", "fonts/../../LICENSE", r"C:\x", r"..\LICENSE"]
)
def test_no_path_leaves_the_folder(path: str) -> None:
    """Only what lies below resources/ is answered."""
    with pytest.raises(ValueError, match="not a path below"):
        resource(path)
