"""One content of every kind of paper and of each variant of it, with as many rows as asked."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ikm_desktop.papers import content as c
from ikm_desktop.papers.articles import in_articles
from tests.papers import people_sheets, records, samples, sheets

TALL, WIDE, CARD, BOOK = (215, 330), (330, 215), (297, 210), (148, 210)
"""Sheets, in mm."""


@dataclass(frozen=True)
class Shown:
    """A kind of paper as it is tried.

    made: with so many rows; head: of a column, on every page with rows; end: what the last page has beside
    its last rows; carries: what is summed from page to page, of a row; silent: fields its form has no place
    for, by class and name.
    """

    made: Callable[[int], c.Content]
    size: tuple[int, int]
    head: str = ""
    end: str = ""
    carries: Callable[[Any], int] | None = None
    silent: frozenset[str] = frozenset()


def _amount(row: c.GoodsRow) -> int:
    return row.amount or 0


def _value(row: c.RecordRow | c.CountRow) -> int:
    return row.value or 0


LISTS: dict[str, Shown] = {
    "BAST-L": Shown(samples.handover, TALL, "Uraian Barang", carries=_amount),
    "BAST-L tanpa nilai": Shown(
        lambda n: samples.handover(n, values=c.NO_VALUE, total=None), TALL, "Uraian Barang"
    ),
    "BAST-L dalam Pasal": Shown(
        lambda n: in_articles(samples.handover(n)),
        TALL,
        "Uraian Barang",
        carries=_amount,
        silent=frozenset({"Handover.clauses", "Handover.closing"}),
    ),
    "BAST-V": Shown(
        lambda n: samples.handover(n, contracted=True, basis="Berdasarkan SPK Nomor: 1/SPK/2020."),
        TALL,
        "Vol. Diterima",
        carries=_amount,
    ),
    "TTB": Shown(
        samples.receipt_list,
        WIDE,
        "Nama Peserta",
        "Peserta menyatakan",
        silent=frozenset({"ReceiptList.subject"}),
    ),
    "TTB seorang": Shown(
        records.receipt,
        TALL,
        "Uraian Barang",
        "Yang menerima,",
        silent=frozenset({"GoodsRecord.rows.note"}),
    ),
    "BAPH": Shown(records.written_off, TALL, "Uraian Barang", "Menyetujui:", carries=_value),
    "BAP": Shown(
        samples.inspection, TALL, "Nama Peserta", "Mengetahui:", carries=lambda row: int(row.delivered)
    ),
    "NOM": Shown(
        samples.payment_list, WIDE, "Harga Satuan", "Menyetujui:", carries=lambda row: int(row.quantity)
    ),
    "DT": Shown(people_sheets.payout_list, WIDE, "Tarif", "Menyetujui:", carries=lambda row: int(row.days)),
    "DM": Shown(people_sheets.recipient_list, TALL, "Tanda Tangan", "Koordinator,"),
    "DH": Shown(
        people_sheets.attendance_list,
        TALL,
        "Nama Peserta",
        "Keterangan ketidakhadiran",
        silent=frozenset({"AttendanceList.rows.business"}),
    ),
    "DH satu hari": Shown(
        lambda n: people_sheets.attendance_list(n, 1), TALL, "Usaha", "Keterangan ketidakhadiran"
    ),
    "DH terisi": Shown(
        lambda n: people_sheets.attendance_list(n, 4, filled=True),
        TALL,
        "Nama Peserta",
        "Keterangan ketidakhadiran",
        silent=frozenset({"AttendanceList.rows.business"}),
    ),
    "KP": Shown(
        sheets.stock_card, WIDE, "Asal / Penerima", "JUMLAH MUTASI", silent=frozenset({"StockCardSheet.unit"})
    ),
    "NB": Shown(sheets.goods_balance, WIDE, "Tidak Terjelaskan", "Hasil pemeriksaan buku"),
    "LJ": Shown(sheets.trail, WIDE, "Pembuat", "JUMLAH"),
    "BASO": Shown(sheets.count_minutes, TALL, "Nama Barang", "Menyetujui:", carries=_value),
    "LH": Shown(lambda n: sheets.count_minutes(n, by_hand=True), TALL, "Nama Barang", "Menyetujui:"),
    "RS": Shown(sheets.register_sheet, WIDE, "Perihal", "Jumlah surat"),
}
OTHERS: dict[str, Shown] = {
    "KUI-UP": Shown(lambda _n: samples.receipt_up(), TALL),
    "KUI-LS": Shown(lambda _n: samples.receipt_ls(), TALL),
    "SERT": Shown(
        samples.certificates,
        CARD,
        silent=frozenset({"Certificates.letterhead.address", "Certificates.letterhead.contact"}),
    ),
    "BP": Shown(
        people_sheets.participant_book,
        BOOK,
        silent=frozenset(
            {
                "ParticipantBook.letterhead.address",
                "ParticipantBook.letterhead.contact",
                "ParticipantBook.products.unit",
            }
        ),
    ),
}
KINDS = LISTS | OTHERS

_NAMES = ("name", "description", "maker", "party")


def marked(content: Any) -> tuple[Any, tuple[Any, ...]]:  # noqa: ANN401 -- lists of any kind
    """Return a list with "B001", "B002" … for the names in its rows, and these rows."""
    if isinstance(content, c.GoodsBalance):
        rows = _marked_rows(content.products.rows)
        products = dataclasses.replace(content.products, rows=rows)
        return dataclasses.replace(content, products=products), rows
    rows = _marked_rows(content.rows)
    return dataclasses.replace(content, rows=rows), rows


def _marked_rows(rows: tuple[Any, ...]) -> tuple[Any, ...]:
    if not rows:
        return rows
    name = next(name for name in _NAMES if hasattr(rows[0], name))
    return tuple(dataclasses.replace(row, **{name: f"B{i:03d}"}) for i, row in enumerate(rows))
