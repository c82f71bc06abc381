"""The commands: each takes its arguments and returns its exit code."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.cli.naming import batch_named
from ikm_desktop.cli.output import FINDINGS, GOOD, IMPOSSIBLE, Output, complain
from ikm_desktop.cli.passwords import password
from ikm_desktop.errors import BackupFault, BookExists, FieldInvalid, PaperDamaged
from ikm_desktop.goods.selfcheck import check_connection, check_folder
from ikm_desktop.office import book
from ikm_desktop.papers.archive import IssuedPaper, issued_bytes, issued_papers
from ikm_desktop.papers.kinds import KINDS
from ikm_desktop.storage import engine


def sample(arguments: argparse.Namespace, output: Output) -> int:
    """Make a CONTOH office in an empty folder."""
    from ikm_desktop.sample.office import TODAY, make_sample

    today = arguments.on or TODAY
    make_sample(arguments.dir, batches=arguments.batches, seed=arguments.seed, today=today)
    output.say(
        f"Kantor CONTOH dibuat di {arguments.dir}: {arguments.batches} angkatan, hari buku "
        f"{words.long_date(today)}."
    )
    output.answer({"dir": arguments.dir, "batches": arguments.batches, "on": today})
    return GOOD


def check_book(arguments: argparse.Namespace, output: Output) -> int:
    """Check a book in full and name each difference."""
    found = check_folder(arguments.dir)
    for finding in found:
        output.say(f"[{finding.code}] {finding.sentence}")
    if found:
        output.say(f"{len(found)} hal tidak cocok.")
    else:
        output.say("Buku cocok: tidak ada yang perlu dijelaskan.")
    output.answer({"findings": list(found)})
    return FINDINGS if found else GOOD


def papers(arguments: argparse.Namespace, output: Output) -> int:
    """Write the issued papers as PDF files, exactly as they were issued.

    One whose bytes are no longer those that were issued is named and left out; 1 then.
    """
    kind = None if arguments.kind is None else arguments.kind.upper()
    if kind is not None and kind not in KINDS:
        known = ", ".join(KINDS)
        raise FieldInvalid(field="Jenis surat", value=arguments.kind, why=f"tidak dikenal; ada: {known}")
    with book.at_work(arguments.dir, read_only=True) as office, office.reading() as connection:
        batch = None if arguments.batch is None else batch_named(connection, arguments.batch)
        found = issued_papers(connection, batch=batch, kind=kind)
        arguments.out.mkdir(parents=True, exist_ok=True)
        damaged = [one for one in found if not _written(connection, one, arguments.out)]
    written = [one for one in found if one not in damaged]
    for paper in written:
        output.say(str(arguments.out / paper.file_name))
    for paper in damaged:
        output.say(f"{paper.file_name} tidak disimpan: isinya tidak sama lagi dengan yang diterbitkan.")
    output.say(f"{len(written)} surat disimpan di {arguments.out}.")
    output.answer({"papers": _told(written), "damaged": _told(damaged)})
    return FINDINGS if damaged else GOOD


def _written(connection: sa.Connection, paper: IssuedPaper, folder: Path) -> bool:
    """Write a paper's file; False when its bytes are damaged."""
    try:
        pdf = issued_bytes(connection, paper.paper)
    except PaperDamaged:
        return False
    (folder / paper.file_name).write_bytes(pdf)
    return True


def _told(found: Sequence[IssuedPaper]) -> list[dict[str, str | None]]:
    return [{"file": one.file_name, "kind": one.kind, "number": one.number} for one in found]


def backup(arguments: argparse.Namespace, output: Output) -> int:
    """Write a backup, checked in full and read again before it counts."""
    from ikm_desktop.storage.backup import backup as write

    secret = password(arguments.password_file, twice=True)
    report = write(
        arguments.dir / engine.BOOK_NAME,
        arguments.file,
        secret,
        check=check_connection,
        whole=arguments.whole,
    )
    locked = (
        "terenkripsi"
        if report.encrypted
        else "TANPA SANDI: siapa pun yang memegang berkas ini dapat membacanya"
    )
    last = f"tindakan terakhir {report.entry} ({report.mark})"
    output.say(f"Cadangan {report.path} dibuat dan diperiksa: {last}, {locked}.")
    for name in report.skipped:
        output.say(f"Lampiran {name} rusak dan tidak ikut dicadangkan.")
    output.answer(report)
    return GOOD


def verify(arguments: argparse.Namespace, output: Output) -> int:
    """Check a backup: 0 good, 1 damaged, 2 cannot be told."""
    from ikm_desktop.storage.verify import verify as examine

    secret = password(arguments.password_file, twice=False)
    try:
        report = examine(arguments.file, secret, check=check_connection)
    except BackupFault as fault:
        complain(fault.sentence)
        output.answer({"damaged": fault.damaged, "why": fault.why})
        return FINDINGS if fault.damaged else IMPOSSIBLE
    output.say(f"Cadangan {report.path} baik: tindakan terakhir {report.entry} ({report.mark}).")
    output.answer(report)
    return GOOD


def restore(arguments: argparse.Namespace, output: Output) -> int:
    """Put a checked backup in place of the book, or into an empty folder."""
    from ikm_desktop.storage.restore import restore as put_back

    secret = password(arguments.password_file, twice=False)
    try:
        report = put_back(
            arguments.file, arguments.dir, replace=arguments.replace, password=secret, check=check_connection
        )
    except BookExists as there:
        complain(f"{there.sentence} Untuk menggantikannya, tambahkan --replace.")
        return IMPOSSIBLE
    output.say(f"Buku di {arguments.dir} dipulihkan: tindakan terakhir {report.entry} ({report.mark}).")
    output.answer(report)
    return GOOD
