"""Checks 18 and 20: rows changed behind the program's back, and the file itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from ikm_desktop.goods.selfcheck.names import Names
from ikm_desktop.goods.selfcheck.reading import DAMAGE, UNREADABLE, Reader, Unreadable, why
from ikm_desktop.goods.selfcheck.words import TABLE_NAMES
from ikm_desktop.office.findings import Finding
from ikm_desktop.papers.check import check_archive, check_numbers
from ikm_desktop.papers.scans import check_scans
from ikm_desktop.storage import integrity
from ikm_desktop.storage.digests import UNCOVERED, digest_of
from ikm_desktop.storage.soundness import schema_faults

_NAMED = 5
"""How many altered tables and triggers a finding names."""


def row_digests_match(reader: Reader, names: Names) -> list[Finding]:
    """18: each person, item, price, account, paper, … reads as the program wrote it.

    Every table with a digest column is looked at, and the bytes of issued papers.
    """
    found = []
    for table in reader.attempt(lambda: _with_digests(reader.connection), subject="sqlite_master"):
        with suppress(Unreadable):  # told already; the other tables are looked at all the same
            found += _wrong_rows(reader, table, names)
    return found + _of_papers(reader, 18, "Surat terbit tidak dapat diperiksa", check_archive)


def _with_digests(connection: sa.Connection) -> list[sa.Table]:
    """Return the tables that have a digest column, as the book itself declares them.

    Not as the rooms do: those above this one may not be loaded, and people live there.
    """
    columns = connection.exec_driver_sql(
        "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c "
        "WHERE m.type = 'table' ORDER BY m.name, c.cid"
    )
    names: dict[str, list[str]] = {}
    for table, column in columns:
        names.setdefault(table, []).append(column)
    return [_declared(table, tuple(own)) for table, own in names.items() if "digest" in own]


@cache
def _declared(name: str, columns: tuple[str, ...]) -> sa.Table:
    """Declare a table once: building it takes longer than checking the rows of a small book."""
    return sa.Table(name, sa.MetaData(), *map(sa.Column, columns))


def _wrong_rows(reader: Reader, table: sa.Table, names: Names) -> list[Finding]:
    covered = [column.name for column in table.columns if column.name not in UNCOVERED]
    picked = ", ".join(f'"{name}"' for name in [*covered, "digest"])
    rows = reader.rows(f'SELECT {picked} FROM "{table.name}"', subject=table.name)  # noqa: S608 - names of our own tables
    found = []
    for *values, digest in rows:
        row = dict(zip(covered, map(_plain, values), strict=True))
        if digest_of(table, row) != digest:
            found.append(_of_row(table, row, names))
    return found


def _plain(value: Any) -> int | str | bytes | None:  # noqa: ANN401 - what a damaged row holds
    return value if value is None or isinstance(value, int | str | bytes) else str(value)


def _of_row(table: sa.Table, row: dict[str, Any], names: Names) -> Finding:
    """Name a changed row: a person by name, other rows by what the screen lists them under."""
    label = TABLE_NAMES.get(table.name, table.name).capitalize()
    said = [str(row[name]) for name in ("name", "number", "code", "series") if row.get(name)][:1]
    place, item, person, paper = (_id(row, table, name) for name in ("place", "item", "participant", "paper"))
    # A place bears the name its person, vendor or institution was entered under, so one of both is left.
    said += [names.place(place), names.person_at(place) or ""] if place else []
    said += [names.item(item)] if item else []
    said += [names.person(person)] if person else []
    letter = names.paper(paper) if paper else None
    said += [letter] if letter else []
    key = next(iter(row.values()))
    who = ", ".join(dict.fromkeys(filter(None, said))) or f"nomor {key}"
    return Finding(
        18,
        f"{label} {who} diubah di luar program.",
        place=names.place(place) if place else None,
        item=names.item(item) if item else None,
        paper=letter,
    )


def _id(row: dict[str, Any], table: sa.Table, name: str) -> int | None:
    """Return the id of what a row is, or refers to, of one kind; None where it has none."""
    value = row.get("id") if table.name == name else row.get(name)
    return value if isinstance(value, int) else None


def papers_have_their_numbers(reader: Reader) -> list[Finding]:
    """15: numbers are unique, and gaps are explained."""
    return _of_papers(reader, 15, "Register surat tidak dapat diperiksa", check_numbers)


def scans_are_there(reader: Reader, folder: Path | None) -> list[Finding]:
    """20: each scan of a paper lies beside the book as it was put there; folder: None looks at no files."""
    if folder is None:
        return []
    instead = "Pindaian surat tidak dapat diperiksa"
    return _of_papers(reader, DAMAGE, instead, lambda connection: check_scans(connection, folder, DAMAGE))


def _of_papers(
    reader: Reader, code: int, instead: str, look: Callable[[sa.Connection], list[Finding]]
) -> list[Finding]:
    """Let the papers room look at its tables; damage that keeps it from reading them is told."""
    try:
        return look(reader.connection)
    except (*UNREADABLE, ValueError, TypeError, LookupError) as said:
        return [Finding(code, f"{instead} ({why(said)}).")]


def file_is_sound(reader: Reader, names: Names) -> list[Finding]:
    """20: SQLite finds the file's pages, indexes, types and CHECKs in order, and every reference leads on.

    Its tables and triggers are those of a new book: without them nothing would keep posted rows as they are.
    """
    try:
        structure = integrity.structure_faults(reader.connection)
        broken = integrity.broken_references(reader.connection)
        altered = schema_faults(reader.connection)
    except (*UNREADABLE, sqlite3.Error) as said:
        return [Finding(DAMAGE, f"Berkas buku rusak ({why(said)}).")]
    found = [Finding(DAMAGE, f"Berkas buku rusak ({line}).") for line in structure]
    if altered:
        named = ", ".join(altered[:_NAMED])
        more = f" dan {len(altered) - _NAMED} lagi" if len(altered) > _NAMED else ""
        text = f"Susunan atau pengaman buku diubah di luar program ({named}{more})."
        found.append(Finding(DAMAGE, text))
    for table, row, parent in broken:
        voucher = None if row is None else names.voucher_of_row(table, row)
        text = (
            f"Satu baris {TABLE_NAMES.get(table, table)} menunjuk ke {TABLE_NAMES.get(parent, parent)} "
            "yang tidak ada"
        )
        owner = names.subjects_astray if table == "paper_subject" else names.row(table, row or 0)
        if owner:
            text = f"{text}: {owner}"
        found.append(names.finding(DAMAGE, text, voucher=voucher))
    return found
