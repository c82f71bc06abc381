"""The command `export`: the book's content as workbooks and CSV files."""

from __future__ import annotations

import argparse

from ikm_desktop.cli.output import GOOD, Output
from ikm_desktop.errors import FieldInvalid
from ikm_desktop.goods.selfcheck import check_connection
from ikm_desktop.office import book
from ikm_desktop.reports.export import MASKED, WITH_PERSONAL, export
from ikm_desktop.reports.export_tables import TOPICS


def export_book(arguments: argparse.Namespace, output: Output) -> int:
    """Write what was asked for, everything by default; NIK and accounts only when asked for by name.

    The book is opened to write: that something was taken out stands in its log.
    """
    wanted = [one.strip().lower() for one in arguments.only]
    known = [topic.key for topic in TOPICS]
    for one in wanted:
        if one not in known:
            raise FieldInvalid(field="Bagian", value=one, why=f"tidak dikenal; ada: {', '.join(known)}")
    with book.at_work(arguments.dir, check=check_connection) as office:
        made = export(office, arguments.out, topics=wanted, personal=arguments.personal)
    for file in made.files:
        output.say(str(file))
    output.say(f"{len(made.files)} berkas disimpan di {made.folder}, {_told(personal=made.personal)}.")
    output.answer(
        {
            "files": [file.name for file in made.files],
            "rows": made.rows,
            "personal": made.personal,
        }
    )
    return GOOD


def _told(*, personal: bool) -> str:
    return WITH_PERSONAL if personal else f"{MASKED} (--personal menyertakannya)"
