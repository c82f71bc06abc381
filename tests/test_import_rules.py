"""The import contracts of pyproject.toml hold, and each complains when it is broken."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
ROOMS = (
    "__main__ amounts batches buyback cli distribution errors goods office papers participants "
    "reports resources sample storage supply words"
).split()


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a checkout with all rooms in it, all empty, under the project's own contracts."""
    for room in ROOMS:
        write(tmp_path, f"ikm_desktop/{room}.py", "")
    write(tmp_path, "ikm_desktop/__init__.py", "")
    write(tmp_path, "ui/__init__.py", "")
    write(tmp_path, "pyproject.toml", (CHECKOUT / "pyproject.toml").read_text("utf-8"))
    return tmp_path


def write(tree: Path, path: str, text: str) -> None:
    """Put a file into the tree."""
    (tree / path).parent.mkdir(parents=True, exist_ok=True)
    (tree / path).write_text(text, "utf-8")


def lint(tree: Path, contract: str | None = None) -> tuple[bool, str]:
    """Return whether the contracts (or one of them) hold in a tree, and what the checker says."""
    words = ["--no-cache", "--no-logo", *([] if contract is None else ["--contract", contract])]
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()", *words],
        cwd=tree,
        env={"COLUMNS": "200", "PATH": "", "SYSTEMROOT": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return checked.returncode == 0, checked.stdout


def test_the_rooms_of_this_program_obey() -> None:
    """No module imports from a room that it must not know."""
    holds, said = lint(CHECKOUT)
    assert holds, said


ALLOWED = {
    "ikm_desktop.__main__": ("ikm_desktop.cli", "ui.app"),
    "ikm_desktop.batches": ("ikm_desktop.papers", "ikm_desktop.participants"),
    "ikm_desktop.cli": ("ikm_desktop.office", "ikm_desktop.reports", "ikm_desktop.sample"),
    "ikm_desktop.amounts": ("ikm_desktop.errors", "ikm_desktop.words"),
    "ikm_desktop.goods": ("ikm_desktop.papers", "ikm_desktop.office", "sqlalchemy"),
    "ikm_desktop.office": ("ikm_desktop.storage", "ikm_desktop.resources"),
    "ikm_desktop.participants": ("ikm_desktop.goods",),
    "ikm_desktop.storage": ("ikm_desktop.errors", "sqlite3"),
    "ikm_desktop.supply": ("ikm_desktop.batches", "ikm_desktop.goods"),
    "ui.app": ("PySide6.QtWidgets", "ikm_desktop.supply", "ikm_desktop.office"),
}


def test_what_the_table_allows_passes(tree: Path) -> None:
    """The contracts leave each room the imports that it may have."""
    grow(tree, ALLOWED)
    holds, said = lint(tree)
    assert holds, said


def grow(tree: Path, imports: Mapping[str, tuple[str, ...]]) -> None:
    """Write modules that import others: {importer: imported ones}."""
    for importer, imported in imports.items():
        path = importer.replace(".", "/")
        write(tree, f"{path}.py", "".join(f"import {module}\n" for module in imported))


BROKEN = [
    ("rooms", "ikm_desktop.storage", "ikm_desktop.office"),
    ("rooms", "ikm_desktop.office", "ikm_desktop.goods"),
    ("rooms", "ikm_desktop.papers", "ikm_desktop.goods"),
    ("rooms", "ikm_desktop.goods", "ikm_desktop.participants"),
    ("rooms", "ikm_desktop.participants", "ikm_desktop.batches"),
    ("rooms", "ikm_desktop.batches", "ikm_desktop.supply"),
    ("rooms", "ikm_desktop.supply", "ikm_desktop.buyback"),
    ("rooms", "ikm_desktop.buyback", "ikm_desktop.distribution"),
    ("rooms", "ikm_desktop.distribution", "ikm_desktop.supply"),
    ("rooms", "ikm_desktop.distribution", "ikm_desktop.reports"),
    ("rooms", "ikm_desktop.reports", "ikm_desktop.sample"),
    ("rooms", "ikm_desktop.sample", "ikm_desktop.cli"),
    ("rooms", "ikm_desktop.words", "ikm_desktop.errors"),
    ("rooms", "ikm_desktop.resources", "ikm_desktop.words"),
    ("rooms", "ikm_desktop.errors", "ikm_desktop.amounts"),
    ("rooms", "ikm_desktop.amounts", "ikm_desktop.storage"),
    ("persons-draw-nothing", "ikm_desktop.participants", "ikm_desktop.papers"),
    ("no-qt", "ikm_desktop.storage", "PySide6"),
    ("no-qt", "ikm_desktop.__main__", "PySide6"),
    ("no-qt", "ikm_desktop.goods", "shiboken6"),
    ("no-window", "ikm_desktop.cli", "ui"),
    ("no-window", "ikm_desktop.supply", "ui"),
    ("no-sql-in-ui", "ui.pages", "sqlalchemy"),
    ("no-sql-in-ui", "ui.pages", "sqlite3"),
    ("no-sql-in-ui", "ui.pages", "ikm_desktop.storage"),
]


@pytest.mark.parametrize(("contract", "importer", "imported"), BROKEN)
def test_a_forbidden_import_is_named(tree: Path, contract: str, importer: str, imported: str) -> None:
    """The contract breaks and names who imports what."""
    grow(tree, {importer: (imported,)})
    holds, said = lint(tree, contract)
    assert not holds
    assert f"{importer} -> {imported}" in said


def test_a_room_that_the_table_does_not_know_is_named(tree: Path) -> None:
    """A new room must be given its place before anything is built in it."""
    write(tree, "ikm_desktop/attic.py", "")
    holds, said = lint(tree, "rooms")
    assert not holds
    assert "attic" in said


def test_every_contract_is_seen_to_complain() -> None:
    """No contract stands in pyproject.toml that no test above breaks."""
    text = (CHECKOUT / "pyproject.toml").read_text("utf-8")
    ids = [line.split('"')[1] for line in text.splitlines() if line.startswith('id = "')]
    assert {contract for contract, _, _ in BROKEN} == set(ids)
