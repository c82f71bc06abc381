"""The treasurer's lists as files: the bank's transfer file and the month's tax, each logged as an export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ikm_desktop import words
from ikm_desktop.buyback.treasurer import (
    PERSONAL,
    Transfer,
    TransferFile,
    Withheld,
    missing_accounts,
    tax_by_month,
    transfers,
    withheld,
)
from ikm_desktop.errors import FieldInvalid, NothingChosen
from ikm_desktop.office.settings import load
from ikm_desktop.office.tax import KINDS
from ikm_desktop.reports.export import log_export
from ikm_desktop.reports.workbook import Cell, Head, Holds, Table, write_csv, write_workbook
from ikm_desktop.storage import faults

if TYPE_CHECKING:
    from ikm_desktop.office.book import Office

_HOLDS = {"amount": Holds.FIGURE, "account": Holds.CODE, "nik": Holds.CODE, "number": Holds.CODE}
_MOST_NAMED = 5
_TAX = (
    *(Head("Tanggal", 12, Holds.DAY), Head("Jenis pajak", 20), Head("Nomor kuitansi", 22, Holds.CODE)),
    *(Head("Nama", 28), Head("NIK", 20, Holds.CODE), Head("NPWP", 20, Holds.CODE)),
    *(Head("Dasar (Rp)", 14, Holds.FIGURE), Head("Pajak (Rp)", 14, Holds.FIGURE)),
    Head("Neto (Rp)", 14, Holds.FIGURE),
)

_MONTHS = (
    *(Head("Bulan", 12), Head("Tahun", 8), Head("Jenis pajak", 20), Head("Pembayaran", 12, Holds.FIGURE)),
    *(Head("Dasar (Rp)", 16, Holds.FIGURE), Head("Pajak (Rp)", 16, Holds.FIGURE)),
)


def save_transfer_file(office: Office, path: Path, *, paper: int, bank: str) -> int:
    """Write a payment list as its bank wants it, log it, and return its sum in whole rupiah.

    bank: the part of the setting `TransferFile`. The sum is the net sum of the list.
    Raises NothingChosen (all was reversed), FieldInvalid (somebody has no account), DiskFull, WriteFault.
    """
    with office.reading() as connection:
        rows = transfers(connection, paper)
        form = load(connection, TransferFile, bank)
    if not rows:
        raise NothingChosen(what="Semua pembayaran di daftar ini sudah dibalik")
    without = missing_accounts(rows)
    if without:
        named = ", ".join(without[:_MOST_NAMED]) + (" …" if len(without) > _MOST_NAMED else "")
        raise FieldInvalid(field="Nomor rekening", value=named, why="belum ada")
    heads = tuple(
        Head(title, 24, _HOLDS.get(column, Holds.TEXT))
        for column, title in zip(form.columns, form.headings, strict=True)
    )
    lines = [[_cell(row, column, form) for column in form.columns] for row in rows]
    total = sum(row.amount for row in rows)
    table = Table("Transfer", f"Transfer {bank}", heads, lines, f"Jumlah {words.rupiah(total)}", len(rows))
    log_export(office, f"Berkas transfer {bank}", personal=any(one in PERSONAL for one in form.columns))
    _write(path, table, as_csv=form.as_csv)
    return total


def _cell(row: Transfer, column: str, form: TransferFile) -> Cell:
    if column == "note":
        return form.note
    value: Cell = getattr(row, column)
    return value


def save_tax_list(office: Office, path: Path, *, first: date, last: date, kind: str = "") -> int:
    """Write the tax withheld in these days as a workbook, log it, and return its sum, whole rupiah.

    A second sheet has the sums by month and kind, as they are paid in and reported. kind: a code of the tax
    kinds, "" for all. Raises NothingChosen when nothing was withheld, DiskFull, WriteFault.
    """
    with office.reading() as connection:
        rows = withheld(connection, first=first, last=last, kind=kind)
    if not rows:
        raise NothingChosen(what="Tidak ada pajak yang dipungut pada masa itu")
    told = f"{words.short_date(first)} s.d. {words.short_date(last)}"
    told = f"{KINDS[kind]}, {told}" if kind else told
    total = sum(row.tax for row in rows)
    foot = f"Jumlah pajak {words.rupiah(total)}"
    log_export(office, f"Daftar pajak {told}", personal=True)
    months = [
        (words.month_name(one.month.month), str(one.month.year), one.kind, one.payments, one.base, one.tax)
        for one in tax_by_month(rows)
    ]
    _write(
        path,
        Table("Pajak", "Daftar pajak yang dipungut", _TAX, _lines(rows), told, len(rows), foot),
        Table("Per bulan dan jenis", "Pajak per bulan dan jenis", _MONTHS, months, told, len(months), foot),
    )
    return total


def _lines(rows: Sequence[Withheld]) -> list[tuple[Cell, ...]]:
    return [
        (row.day, row.kind, row.number, row.name, row.nik, row.npwp, row.base, row.tax, row.net)
        for row in rows
    ]


def _write(path: Path, *tables: Table, as_csv: bool = False) -> None:
    with faults.translated(path):
        if as_csv:
            write_csv(path, tables[0])
        else:
            write_workbook(path, tables)
