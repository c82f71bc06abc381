"""`export`: everything or a part of it as files, masked unless personal data is asked for by name."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command_line import Shell


def test_a_part_comes_out_masked(shell: Shell, office: Path, tmp_path: Path) -> None:
    """The files are named, with their rows; what was left out and how to have it is said."""
    out = tmp_path / "keluar"
    ran = shell("export", office, "--out", out, "--only", "peserta", "--only", "saldo")
    assert ran.code == 0
    assert "4 berkas disimpan" in ran.out
    assert "NIK dan rekening disamarkan (--personal menyertakannya)" in ran.out
    assert {file.name for file in out.iterdir()} == {
        *("peserta.csv", "peserta.xlsx", "saldo-per-tempat.csv", "saldo.xlsx")
    }
    told = shell("export", office, "--out", out, "--only", "peserta", "--personal", "--json").json
    assert told == {"files": ["peserta.csv", "peserta.xlsx"], "rows": {"Peserta": 80}, "personal": True}


def test_what_is_exported_can_be_imported(shell: Shell, office: Path, tmp_path: Path) -> None:
    """Into its own book: everybody is there already."""
    shell("export", office, "--out", tmp_path, "--only", "peserta", "--personal")
    ran = shell("import", office, tmp_path / "peserta.csv")
    assert ran.out.splitlines()[-1] == "0 orang disimpan, 80 sudah ada, 0 dilewati, 0 ditahan."


def test_what_cannot_be_exported(shell: Shell, office: Path, tmp_path: Path) -> None:
    """A part nobody knows, and a folder without a book, end with 2 and a reason; no folder is made."""
    unknown = shell("export", office, "--out", tmp_path / "keluar", "--only", "laba")
    assert unknown.code == 2
    assert unknown.reason.startswith("Bagian: laba tidak dikenal; ada: peserta, angkatan,")
    none = shell("export", tmp_path / "kosong", "--out", tmp_path / "keluar")
    assert none.code == 2
    assert not (tmp_path / "keluar").exists()
