"""Small changes in the ledger's arithmetic, all of them, made on a copy of the program by mutmut.

`python -m tests.scenarios.small_changes [word …]` changes the functions of all modules below, or of those
with one of the words in their name, one at a time, and prints what the tests let pass. It works in a folder
of its own, which is thrown away. Which tests are asked stands in `pyproject.toml`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("ikm_desktop", "tests", "resources", "ui", "packaging")

FUNCTIONS = (
    *("goods.runs.*", "goods.recipes.x?Recipe?*", "distribution.shares.*", "office.tax.x?TaxRule*"),
    *("goods.standing.x__standing*", "goods.standing.x__cut*", "goods.standing.x?Standing*"),
    *("goods.reversal_units.x__until*", "goods.reversal_units.x__out_of_store*"),
    "goods.reversal_units.x__enough_from*",
    *("goods.shelf.x?Shelf?*", "goods.shelf.x?_Stack*", "goods.shelf.x__piece*", "goods.shelf.x__left*"),
    *("goods.conservation.x_in_rejects*", "goods.conservation.x__summed*", "goods.values.x_unabsorbed*"),
    *("goods.payments.x__account*", "distribution.quotas.x_cycle_of*"),
)
"""What is changed: arithmetic and choices, not the statements that ask the book."""


def main() -> int:
    """Change, and print mutmut's account; 1 where it could not be made."""
    words = sys.argv[1:]
    names = [f"ikm_desktop.{one}" for one in FUNCTIONS if not words or any(word in one for word in words)]
    with tempfile.TemporaryDirectory(prefix="ikm-mutants-") as folder:
        for part in PARTS:
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / part, Path(folder) / part, ignore=ignored)
        shutil.copy(ROOT / "pyproject.toml", folder)
        mutmut = [sys.executable, "-m", "mutmut"]
        env = os.environ | {"CI": "1", "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": folder}
        ran = subprocess.run(
            [*mutmut, "run", "--max-children", "1", *names], cwd=folder, env=env, check=False
        )
        told = subprocess.run([*mutmut, "results"], cwd=folder, env=env, check=True, capture_output=True)
    left = [line for line in told.stdout.decode().splitlines(keepends=True) if "not checked" not in line]
    sys.stdout.writelines(left)
    return ran.returncode


if __name__ == "__main__":
    sys.exit(main())
