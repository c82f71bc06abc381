"""Taking the book's content out as workbooks and CSV files, so that it can be used without this program.

Each export is an act: the log tells who took what, and whether NIK and accounts were in it (UU 27/2022).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ikm_desktop.errors import NothingChosen, ReadOnly, stopping
from ikm_desktop.reports.export_tables import TOPICS, Asked, Topic
from ikm_desktop.reports.workbook import write_workbook
from ikm_desktop.storage import disk, faults

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

WITH_PERSONAL, MASKED = "dengan NIK dan rekening lengkap", "NIK dan rekening disamarkan"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the files in their order, rows by the name of each table, whether unmasked."""

    folder: Path
    files: tuple[Path, ...]
    rows: dict[str, int]
    personal: bool


def export(office: Office, folder: Path, *, topics: Collection[str] = (), personal: bool = False) -> Exported:
    """Write a workbook for each topic and a CSV file for each of its tables into a folder, and log it.

    topics: keys of TOPICS, all of them when none is named; personal: NIK, NPWP and accounts in full, else
    masked. Files of the same names in the folder are replaced; all come at once, after the log. Raises
    NothingChosen, ReadOnly (a book that is only looked at logs nothing), DiskFull, WriteFault, Stopped.
    """
    chosen = [topic for topic in TOPICS if not topics or topic.key in topics]
    if not chosen:
        raise NothingChosen(what="Belum ada yang dipilih untuk diekspor")
    if office.read_only:
        raise ReadOnly(path=str(office.path))
    with faults.translated(folder):
        folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".ekspor-", dir=folder))
        try:
            rows = _write(office, fresh, chosen, personal=personal)
            _log(office, chosen, personal=personal)
            files = tuple(_moved(path, folder) for path in sorted(fresh.iterdir()))
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return Exported(folder, files, rows, personal)


def log_export(office: Office, what: str, *, personal: bool) -> None:
    """Note in the log that something of the book was taken out; what: in words."""
    with office.act("export") as act:
        act.log("export", 0, what, None, WITH_PERSONAL if personal else MASKED)


def _write(office: Office, folder: Path, chosen: Collection[Topic], *, personal: bool) -> dict[str, int]:
    """Write the files from one state of the book, and return the rows of each table."""
    rows: dict[str, int] = {}
    today = office.clock.now().date()
    with office.reading() as connection:
        for no, topic in enumerate(chosen):
            stopping.step(topic.title, no, len(chosen))
            asked = Asked(connection, today, personal)
            tables = topic.tables(asked)
            copies = [folder / f"{_file_name(topic, table.name)}.csv" for table in tables]
            counts = write_workbook(folder / f"{topic.key}.xlsx", tables, copies)
            rows |= {table.name: count for table, count in zip(tables, counts, strict=True)}
    return rows


def _file_name(topic: Topic, table: str) -> str:
    of_table = "-".join(table.lower().replace("/", " ").split())
    return of_table if of_table.startswith(topic.key) or of_table == topic.key else f"{topic.key}-{of_table}"


def _log(office: Office, chosen: Collection[Topic], *, personal: bool) -> None:
    shown = personal and any(topic.personal for topic in chosen)
    log_export(office, ", ".join(topic.title for topic in chosen), personal=shown)


def _moved(path: Path, folder: Path) -> Path:
    target = folder / path.name
    disk.put_in_place(path, target)
    return target
