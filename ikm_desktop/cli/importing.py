"""The command `import`: a list is read, its findings are told by row, and what is good is saved."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path

from ikm_desktop.cli.output import FINDINGS, GOOD, Output
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.office.clock import SystemClock
from ikm_desktop.participants.import_records import RowsHeld
from ikm_desktop.participants.imports import import_list, import_run
from ikm_desktop.participants.list_import.reading import read_file
from ikm_desktop.participants.list_import.records import KnownPerson, ReadList
from ikm_desktop.participants.people import owners_of_niks
from ikm_desktop.storage import engine


def import_people(arguments: argparse.Namespace, output: Output) -> int:
    """Read a list and save it, all or nothing unless the good rows were asked for.

    A folder without a book gets a new one. Returns 1 when rows are held.
    """
    folder: Path = arguments.dir
    new = not (folder / engine.BOOK_NAME).exists()
    if new:
        found = read_file(arguments.file, today=SystemClock().now().date())
        if arguments.dry_run:
            return _told(found, output)
    with book.at_work(folder, read_only=arguments.dry_run, new=new) as office:
        if new:
            set_up(office)
        found = read_file(arguments.file, today=office.clock.now().date(), known=_Known(office))
        if arguments.dry_run:
            return _told(found, output)
        sha256 = hashlib.sha256(arguments.file.read_bytes()).hexdigest()
        return _saved(office, found, sha256, output, good=arguments.good)


class _Known:
    """Answers which NIKs of a list the book has already."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def __call__(self, niks: Collection[str]) -> Mapping[str, KnownPerson]:
        with self._office.reading() as connection:
            owners = owners_of_niks(connection, niks)
        return {nik: KnownPerson(owner.participant, owner.name) for nik, owner in owners.items()}


def _told(found: ReadList, output: Output) -> int:
    """Tell what was read; 1 when rows are held."""
    _tell_findings(found, output)
    output.say(
        f"{len(found.rows)} orang terbaca, {len(found.held)} baris ditahan, "
        f"{len(found.skipped)} baris bukan orang. Tidak ada yang disimpan."
    )
    output.answer(found.as_json())
    return FINDINGS if found.held else GOOD


def _saved(office: Office, found: ReadList, sha256: str, output: Output, *, good: bool) -> int:
    """Save what was read and tell what became of it."""
    _tell_findings(found, output)
    try:
        done = import_list(office, found, choose="good" if good else "all", sha256=sha256)
    except RowsHeld as held:
        output.say(str(held))
        output.answer(found.as_json() | {"saved": None})
        return FINDINGS
    with office.reading() as connection:
        run = import_run(connection, done.ids[0])
    counts = {state: run.count(state) for state in ("created", "same", "skipped", "held")}
    output.say(
        f"{counts['created']} orang disimpan, {counts['same']} sudah ada, {counts['skipped']} dilewati, "
        f"{counts['held']} ditahan."
    )
    output.answer(found.as_json() | {"saved": counts})
    return FINDINGS if counts["held"] else GOOD


def _tell_findings(found: ReadList, output: Output) -> None:
    for row in found.rows:
        where = f"{row.sheet} baris {row.row}" if row.sheet else f"Baris {row.row}"
        for finding in row.findings:
            output.say(f"{where}, {finding.field}: {finding.message}")
