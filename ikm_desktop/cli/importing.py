"""The command `import`: a list is read, its findings are told by row, and what is good is saved."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path

from ikm_desktop.batches.importing import import_into_batch, import_into_named_batches
from ikm_desktop.batches.roster import known_people
from ikm_desktop.cli.naming import batch_named
from ikm_desktop.cli.output import FINDINGS, GOOD, Output
from ikm_desktop.goods.selfcheck import check_connection
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.clock import SystemClock
from ikm_desktop.participants.column_layouts import read_as_remembered
from ikm_desktop.participants.import_records import Choose, RowsHeld
from ikm_desktop.participants.imports import import_list, import_run
from ikm_desktop.participants.list_import.batch_names import training_named
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.reading import Chosen, read_file
from ikm_desktop.participants.list_import.records import KnownPerson, ReadList
from ikm_desktop.storage import engine


def import_people(arguments: argparse.Namespace, output: Output) -> int:
    """Read a list and save it, all or nothing unless the good rows were asked for.

    A folder without a book gets a new one. Returns 1 when rows are held.
    """
    folder: Path = arguments.dir
    new = not (folder / engine.BOOK_NAME).exists()
    if new:
        # Read first, so that a file that is no list leaves no book behind.
        found = read_file(arguments.file, today=SystemClock().now().date())
        if arguments.dry_run:
            return _told(found, output)
    with book.at_work(folder, read_only=arguments.dry_run, new=new, check=check_connection) as office:
        if new:
            set_up(office)
        found = _read(office, arguments.file)
        if arguments.dry_run:
            return _told(found, output)
        return _saved(office, found, arguments, output)


def _read(office: Office, file: Path) -> ReadList:
    """Read a list with the columns the clerk put right before in one laid out the same way."""
    today = office.clock.now().date()

    def read(chosen: Chosen | None) -> ReadList:
        return read_file(file, today=today, known=partial(_known, office), chosen=chosen)

    with office.reading() as connection:
        return read_as_remembered(connection, read)


def _known(office: Office, niks: Collection[str]) -> Mapping[str, KnownPerson]:
    """Return who of a list the book has already."""
    with office.reading() as connection:
        return known_people(connection, niks)


def _told(found: ReadList, output: Output) -> int:
    """Tell what was read; 1 when rows are held."""
    _tell_findings(found, output)
    output.say(
        f"{len(found.rows)} orang terbaca, {len(found.held)} baris ditahan, "
        f"{len(found.skipped)} baris bukan orang. Tidak ada yang disimpan."
    )
    output.answer(found.as_json())
    return FINDINGS if found.held else GOOD


def _saved(office: Office, found: ReadList, arguments: argparse.Namespace, output: Output) -> int:
    """Save what was read and tell what became of it."""
    _tell_findings(found, output)
    try:
        done = _save(office, found, arguments)
    except RowsHeld as held:
        output.say(held.sentence)
        if held.good:
            output.say(f"Dengan --good, {held.good} baris yang baik disimpan dan yang lain dilewati.")
        output.answer(found.as_json() | {"saved": None})
        return FINDINGS
    with office.reading() as connection:
        run = import_run(connection, done.ids[0])
    for notice in done.notices:
        output.say(notice.text)
    counts = {state: run.count(state) for state in ("created", "same", "skipped", "held")}
    output.say(
        f"{counts['created']} orang disimpan, {counts['same']} sudah ada, {counts['skipped']} dilewati, "
        f"{counts['held']} ditahan."
    )
    output.answer(found.as_json() | {"saved": counts})
    return FINDINGS if counts["held"] else GOOD


def _save(office: Office, found: ReadList, arguments: argparse.Namespace) -> Done:
    """Save the list, into a batch where one was named, or each into the one the list names."""
    sha256 = hashlib.sha256(arguments.file.read_bytes()).hexdigest()
    choose: Choose = "good" if arguments.good else "all"
    if arguments.named_batches:
        titles = training_named(line.text for line in found.skipped)
        return import_into_named_batches(
            office,
            found,
            training=arguments.training or titles,
            choose=choose,
            sha256=sha256,
            reason=arguments.reason,
        )
    if arguments.batch is None:
        return import_list(office, found, choose=choose, sha256=sha256)
    with office.reading() as connection:
        batch = batch_named(connection, arguments.batch)
    return import_into_batch(
        office, found, batch=batch, choose=choose, sha256=sha256, reason=arguments.reason
    )


def _tell_findings(found: ReadList, output: Output) -> None:
    for row in found.rows:
        where = f"{row.sheet} baris {row.row}" if row.sheet else f"Baris {row.row}"
        for finding in row.findings:
            output.say(f"{where}, {Field(finding.field).label}: {finding.message}")
