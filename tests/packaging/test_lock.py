"""The lock names every file by its hash and no place to take it from."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LOCK = (CHECKOUT / "requirements.lock").read_text("utf-8")


def test_every_library_is_fixed_by_version_and_hash() -> None:
    """Each entry is one exact version, followed by at least one SHA-256 and nothing else."""
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    loose = [entry for entry in entries if not is_fixed(entry)]
    assert entries
    assert loose == []


def is_fixed(entry: str) -> bool:
    """Tell whether an entry of the lock leaves no choice."""
    first, *hashes = entry.replace(" \\\n", "\n").splitlines()
    exact = re.fullmatch(r"[a-z0-9-]+==[\w.+]+( ; .+)?", first)
    return bool(exact and hashes) and all(
        re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}", line) for line in hashes
    )


def test_a_loose_entry_is_seen() -> None:
    """The check above complains about a range, a missing hash and a weak hash."""
    good = "pytest==9.2.0 \\\n    --hash=sha256:" + "a" * 64
    assert is_fixed(good)
    assert not is_fixed(good.replace("==", ">="))
    assert not is_fixed("pytest==9.2.0")
    assert not is_fixed("pytest==9.2.0 \\\n    --hash=md5:" + "a" * 32)


def test_the_lock_holds_what_was_asked_for() -> None:
    """Every name of requirements.in is in the lock, so `make lock` was not forgotten."""
    asked = set(names(r"^([\w-]+)", (CHECKOUT / "requirements.in").read_text("utf-8")))
    locked = set(names(r"^([\w-]+)==", LOCK))
    assert asked <= locked, asked - locked


def names(pattern: str, text: str) -> list[str]:
    """Return the libraries' names at the starts of lines, in the registry's spelling."""
    return [name.lower().replace("_", "-") for name in re.findall(pattern, text, re.MULTILINE)]


def test_the_lock_names_no_registry() -> None:
    """Each machine takes the files from the registry that it knows."""
    assert "://" not in LOCK
    assert "index" not in LOCK
