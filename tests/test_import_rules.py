"""The import contracts of pyproject.toml hold, and each complains when it is broken."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
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
    return plant(tmp_path)


def plant(tree: Path) -> Path:
    """Put all rooms, empty, and the project's own contracts into a folder."""
    for room in ROOMS:
        write(tree, f"ikm_desktop/{room}.py", "")
    write(tree, "ikm_desktop/__init__.py", "")
    write(tree, "ui/__init__.py", "")
    write(tree, "pyproject.toml", (CHECKOUT / "pyproject.toml").read_text("utf-8"))
    return tree


def write(tree: Path, path: str, text: str) -> None:
    """Put a file into the tree."""
    (tree / path).parent.mkdir(parents=True, exist_ok=True)
    (tree / path).write_text(text, "utf-8")


def lint(tree: Path, contract: str | None = None) -> tuple[bool, str]:
    """Return whether the contracts (or one of them) hold in a tree, and what the checker says."""
    (checked,) = lint_all([(tree, contract)])
    return checked


LINT = """
import contextlib, io, json, os, sys
from importlinter import cli
from importlinter.application import output
checked = []
for tree, contract in json.load(sys.stdin):
    os.chdir(tree)
    said, before = io.StringIO(), list(sys.path)
    output.console.file = said
    with contextlib.redirect_stdout(said):
        only = (contract,) if contract else ()
        code = cli.lint_imports(limit_to_contracts=only, no_cache=True, no_logo=True)
    sys.path[:] = before
    checked.append((code == 0, said.getvalue()))
json.dump(checked, sys.stdout)
"""
"""Checks one tree after the other in one process: the checker takes longer to load than to look."""


def lint_all(trees: Sequence[tuple[Path, str | None]]) -> list[tuple[bool, str]]:
    """Check several trees, each by all contracts or by one, and return for each what `lint` does."""
    checked = subprocess.run(
        [sys.executable, "-c", LINT],
        input=json.dumps([(str(tree), contract) for tree, contract in trees]),
        env={"COLUMNS": "200", "PATH": "", "SYSTEMROOT": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return [(holds, said) for holds, said in json.loads(checked.stdout)]


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


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], tuple[bool, str]]:
    """What the checker says of each forbidden import, each alone in a tree of its own."""
    trees = [plant(tmp_path_factory.mktemp("pohon")) for _ in BROKEN]
    for tree, (_, importer, imported) in zip(trees, BROKEN, strict=True):
        grow(tree, {importer: (imported,)})
    contracts = [contract for contract, _, _ in BROKEN]
    return dict(zip(BROKEN, lint_all(list(zip(trees, contracts, strict=True))), strict=True))


@pytest.mark.parametrize("broken", BROKEN, ids="-".join)
def test_a_forbidden_import_is_named(
    told: dict[tuple[str, str, str], tuple[bool, str]], broken: tuple[str, str, str]
) -> None:
    """The contract breaks and names who imports what."""
    _, importer, imported = broken
    holds, said = told[broken]
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
