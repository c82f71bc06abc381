"""What the list of the tab Penyaluran can be asked: its fields, chips and totals, and their SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ikm_desktop.distribution.lists import (
    KINDS,
    NO_REPORT,
    PART_REPORTED,
    REPORTED,
    DistributionRow,
    distribution_rows,
)
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.listed import UNSIGNED, Status
from ikm_desktop.goods.listed_sql import posted_columns, voucher_parts, waiting_columns
from ikm_desktop.goods.parties import CLASSES
from ikm_desktop.office.listing import Chip, Field, Holds, How, Sum, Term
from ikm_desktop.office.listing_sql import Part, SqlLines
from ikm_desktop.papers.patterns import without_blank

FIELDS: tuple[Field[DistributionRow], ...] = (
    Field("letter_date", "Tanggal", Holds.DAY, lambda row: row.letter_date),
    Field("number", "Nomor BAST", Holds.TEXT, lambda row: without_blank(row.number)),
    Field("party", "Penerima", Holds.TEXT, lambda row: row.institution),
    Field("class_name", "Golongan", Holds.WORD, lambda row: row.class_name, tuple(CLASSES.values())),
    Field("regency", "Kab/Kota", Holds.TEXT, lambda row: row.regency),
    Field("goods", "Produk", Holds.TEXT, lambda row: row.products),
    Field("quantity", "Jumlah", Holds.NUMBER, lambda row: row.pieces),
    Field("net_pieces", "", Holds.NUMBER, lambda row: row.net_pieces),
    Field("value", "Nilai", Holds.MONEY, lambda row: row.value),
    Field("net_value", "", Holds.MONEY, lambda row: row.net_value),
    Field(
        "status",
        "Status",
        Holds.WORD,
        lambda row: row.status.value,
        tuple(one.value for one in Status if one not in {Status.NOT_INSPECTED, Status.PAID}),
    ),
    Field("reported", "Dilaporkan", Holds.NUMBER, lambda row: row.reported),
    Field("report", "Laporan", Holds.WORD, lambda row: row.report, (NO_REPORT, PART_REPORTED, REPORTED)),
    Field("out_since", "Dicetak sejak", Holds.DAY, lambda row: row.out_since),
    Field("signed_on", "Tanggal buku", Holds.DAY, lambda row: row.signed_on),
    Field("reason", "Keterangan", Holds.TEXT, lambda row: row.reason),
    Field("unit", "", Holds.TEXT, lambda row: row.unit),
)
"""What the list can be sorted and filtered by."""

_IS_UNSIGNED = (Term("status", How.IS, tuple(one.value for one in UNSIGNED)),)
_given, _later, _back = t.line.alias("given"), t.line.alias("later"), t.line.alias("back")
_told_in, _posted = t.voucher.alias("told_in"), t.voucher.c


def distribution_lines() -> SqlLines[DistributionRow]:
    """Return the list."""
    return SqlLines(
        parts=_parts,
        all_fields=FIELDS,
        search=("number", "party", "class_name", "regency", "goods", "status", "reason"),
        page=distribution_rows,
        key_of=lambda row: row.key,
        order=(("letter_date", True), ("entry", True), ("key", False)),
        chips=(
            *(
                Chip(name.split(" dan ")[0], (Term("class_name", How.IS, (name,)),))
                for name in CLASSES.values()
            ),
            Chip("Belum ditandatangani", _IS_UNSIGNED),
            Chip("Belum ada laporan", (Term("report", How.IS, (NO_REPORT, PART_REPORTED)),)),
        ),
        figures=(
            Sum("pieces", "net_pieces"),
            Sum("value", "net_value"),
            Sum("unsigned", terms=_IS_UNSIGNED),
        ),
        group="unit",
    )


def _parts() -> Sequence[Part]:
    posted, waiting = posted_columns(), waiting_columns()
    reported, back = _told("onward_report", whole=True), _told("recipient_return") - _returns_undone()
    value_back = _told("recipient_return", _later.c.value) - _returns_undone(_back.c.value)
    kept = posted["quantity"] - posted["undone_quantity"] - back
    report = sa.case(
        (sa.and_(kept == 0, reported == 0), ""),
        (reported == 0, NO_REPORT),
        (reported >= kept, REPORTED),
        else_=PART_REPORTED,
    )
    no: sa.ColumnElement[int] = sa.literal_column("0")
    return voucher_parts(
        KINDS,
        posted={
            **_institution(posted["place"]),
            "net_pieces": kept,
            "net_value": posted["net_value"] - value_back,
            "reported": reported,
            "report": report,
        },
        waiting={
            **_institution(waiting["place"]),
            "net_pieces": no,
            "net_value": no,
            "reported": no,
            "report": sa.literal(""),
        },
    )


def _institution(place: sa.ColumnElement[Any]) -> dict[str, sa.ColumnElement[Any]]:
    one = t.institution.alias("listed_institution")

    def of(what: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
        return sa.func.coalesce(sa.select(what).where(one.c.place == place).scalar_subquery(), "")

    return {
        "class_name": of(sa.case(CLASSES, value=one.c["class"], else_="")),
        "regency": of(one.c.regency),
    }


def _told(
    kind: str, what: sa.ColumnElement[int] = _later.c.quantity, *, whole: bool = False
) -> sa.ColumnElement[int]:
    """Return what was told of a voucher by later ones of a kind; whole: only those not reversed."""
    told = (
        sa.select(sa.func.coalesce(sa.func.sum(what), 0))
        .join_from(_given, _later, _later.c.refers == _given.c.id)
        .join(_told_in, _told_in.c.id == _later.c.voucher)
        .where(_given.c.voucher == _posted.id, _told_in.c.kind == kind)
    )
    if whole:
        told = told.where(~sa.exists().where(_back.c.refers == _later.c.id))
    return told.correlate(t.voucher).scalar_subquery()


def _returns_undone(what: sa.ColumnElement[int] = _back.c.quantity) -> sa.ColumnElement[int]:
    return (
        sa.select(sa.func.coalesce(sa.func.sum(what), 0))
        .join_from(_given, _later, _later.c.refers == _given.c.id)
        .join(_told_in, _told_in.c.id == _later.c.voucher)
        .join(_back, _back.c.refers == _later.c.id)
        .where(_given.c.voucher == _posted.id, _told_in.c.kind == "recipient_return")
        .correlate(t.voucher)
        .scalar_subquery()
    )
