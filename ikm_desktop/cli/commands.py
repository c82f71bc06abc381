"""The commands: each takes its arguments and returns its exit code."""

from __future__ import annotations

import argparse

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.batches import batches
from ikm_desktop.cli.output import FINDINGS, GOOD, IMPOSSIBLE, Output, complain
from ikm_desktop.cli.passwords import password
from ikm_desktop.errors import BackupFault, BookDamaged, NotFound
from ikm_desktop.goods.selfcheck import check, check_connection
from ikm_desktop.office import book
from ikm_desktop.office.findings import Finding
from ikm_desktop.papers.archive import issued_bytes, issued_papers
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
    try:
        with book.Office(arguments.dir, read_only=True) as office:
            found = check(office)
    except BookDamaged as damage:
        found = (Finding(20, damage.sentence),)
    for finding in found:
        output.say(f"[{finding.code}] {finding.sentence}")
    if found:
        output.say(f"{len(found)} hal tidak cocok.")
    else:
        output.say("Buku cocok: tidak ada yang perlu dijelaskan.")
    output.answer({"findings": list(found)})
    return FINDINGS if found else GOOD


def papers(arguments: argparse.Namespace, output: Output) -> int:
    """Write the issued papers as PDF files, exactly as they were issued."""
    if arguments.kind is not None and arguments.kind not in KINDS:
        raise NotFound(field="Jenis surat", value=f"{arguments.kind} (ada: {', '.join(KINDS)})")
    arguments.out.mkdir(parents=True, exist_ok=True)
    written: list[dict[str, object]] = []
    with book.Office(arguments.dir, read_only=True) as office, office.reading() as connection:
        batch = None if arguments.batch is None else _batch(connection, arguments.batch)
        for paper in issued_papers(connection, batch=batch, kind=arguments.kind):
            target = arguments.out / paper.file_name
            target.write_bytes(issued_bytes(connection, paper.paper))
            written.append({"file": paper.file_name, "kind": paper.kind, "number": paper.number})
            output.say(str(target))
    output.say(f"{len(written)} surat disimpan di {arguments.out}.")
    output.answer({"papers": written})
    return GOOD


def _batch(connection: sa.Connection, text: str) -> int:
    """Return the batch meant by a number (2), a Roman one (II) or a name (Angkatan II)."""
    wanted = text.strip().casefold()
    numeral = words.roman(int(wanted)).casefold() if wanted.isdigit() and int(wanted) else wanted
    for one in batches(connection):
        name = one.name.casefold()
        if wanted == name or numeral == name.removeprefix("angkatan").strip():
            return one.id
    raise NotFound(field="Angkatan", value=text)


def backup(arguments: argparse.Namespace, output: Output) -> int:
    """Write a backup, checked in full and read again before it counts."""
    from ikm_desktop.storage.backup import backup as write

    secret = password(arguments.password_file, twice=True)
    report = write(
        arguments.dir / engine.BOOK_NAME, arguments.file, secret, check=self_check, whole=arguments.whole
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
        report = examine(arguments.file, secret, check=self_check)
    except BackupFault as fault:
        complain(str(fault))
        output.answer({"damaged": fault.damaged, "why": fault.why})
        return FINDINGS if fault.damaged else IMPOSSIBLE
    output.say(f"Cadangan {report.path} baik: tindakan terakhir {report.entry} ({report.mark}).")
    output.answer(report)
    return GOOD


def restore(arguments: argparse.Namespace, output: Output) -> int:
    """Put a checked backup in place of the book, or into an empty folder."""
    from ikm_desktop.storage.restore import restore as put_back

    secret = password(arguments.password_file, twice=False)
    report = put_back(
        arguments.file, arguments.dir, replace=arguments.replace, password=secret, check=self_check
    )
    output.say(f"Buku di {arguments.dir} dipulihkan: tindakan terakhir {report.entry} ({report.mark}).")
    output.answer(report)
    return GOOD


def self_check(connection: sa.Connection) -> list[str]:
    """Return the sentences of the full self-check, for backups."""
    found: tuple[Finding, ...] = check_connection(connection)
    return [finding.sentence for finding in found]
