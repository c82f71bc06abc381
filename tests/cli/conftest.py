"""A shell for commands, and a sample office to try them on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command_line import Shell
from tests.factories.sample_office import a_sample


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Commands within this process, with no backup password around."""
    monkeypatch.delenv("IKM_BACKUP_PASSWORD", raising=False)
    return Shell(capsys)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The data folder of a sample office that the test may change."""
    return a_sample(tmp_path / "kantor contoh")
