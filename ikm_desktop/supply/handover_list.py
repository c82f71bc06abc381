"""The list on which a batch signs for its materials (Tanda Terima Bahan), read from its vouchers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.batches import Batch, batch_of
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.pictured import prepared_in_force
from ikm_desktop.goods.prepared import Prepared, prepared_papers
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import load
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.participants import tables as people
from ikm_desktop.participants.person import THUMB

_GIVES = "Yang menyerahkan"


def handover_list(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.ReceiptList:
    """Return what the list says: who gets what, in the order prepared.

    Void vouchers are left out, unless the whole list is void; a copy stands in its original's place.
    """
    vouchers = _vouchers(connection, paper)
    items = list(dict.fromkeys(line.item for voucher in vouchers for line in voucher.lines))
    known = items_by_id(connection, items)
    rows = _rows(connection, vouchers, items)
    batch = None if paper.batch is None else batch_of(connection, paper.batch)
    ppk = furniture.signer(connection, "ppk", paper.letter_date)
    left, right = _fields(connection, paper, batch, len(rows))
    left += _given_again(vouchers, [row.name for row in rows])
    return c.ReceiptList(
        head=furniture.head(connection, paper, version=version, draft=draft),
        letterhead=furniture.letterhead(connection),
        materials=tuple(
            c.MaterialColumn(
                name=known[item].heading,
                unit=known[item].unit.symbol,
                per=known[item].unit.per,
                decimals=known[item].unit.decimals,
                total=sum(row.quantities[column] for row in rows),
            )
            for column, item in enumerate(items)
        ),
        rows=rows,
        left=c.Signer(role="Mengetahui:", title=ppk.title, name=ppk.name, rank=ppk.rank, nip=ppk.nip),
        right=_giver(connection, paper, vouchers),
        fields_left=left,
        fields_right=right,
        subject=batch.name if batch else "",
    )


def _vouchers(connection: sa.Connection, paper: PaperRow) -> list[Prepared]:
    found = prepared_papers(connection, prepared_in_force(connection, paper.id))
    return [voucher for voucher in found if paper.is_void or voucher.state != "void"]


def _rows(
    connection: sa.Connection, vouchers: Sequence[Prepared], items: Sequence[int]
) -> tuple[c.ReceiptRow, ...]:
    p = people.participant.c
    found = {
        row.place: row
        for row in connection.execute(
            sa.select(p.place, p.name, p.nik, p.signs).where(
                p.place.in_([voucher.target for voucher in vouchers])
            )
        ).all()
    }
    rows = []
    for voucher in vouchers:
        given: Counter[int] = Counter()
        for line in voucher.lines:
            given[line.item] += line.quantity
        person = found[voucher.target]
        rows.append(
            c.ReceiptRow(
                name=person.name,
                nik=words.masked_nik(person.nik),
                quantities=tuple(given[item] for item in items),
                day=voucher.letter_date,
                thumb=person.signs == THUMB,
            )
        )
    return tuple(rows)


def _fields(
    connection: sa.Connection, paper: PaperRow, batch: Batch | None, count: int
) -> tuple[tuple[c.Field, ...], tuple[c.Field, ...]]:
    """Return the lines above the table, left and right; what is not known has none."""
    left = [c.Field(label="Kegiatan", value=f"{batch.training}, {batch.name}")] if batch else []
    left.append(c.Field(label="Sasaran", value=f"{words.counted(count)} peserta"))
    held = ", ".join(part for part in (batch.venue, batch.city) if part) if batch else ""
    right = (
        c.Field(label="Tanggal", value=words.long_date(paper.letter_date)),
        c.Field(label="Tempat", value=held or load(connection, Profile).city),
    )
    return tuple(left), right


def _given_again(vouchers: Sequence[Prepared], names: Sequence[str]) -> tuple[c.Field, ...]:
    """Return why somebody gets a second kit, in a line of its own; nothing where nobody does."""
    told = [
        f"{name}: {voucher.details['again']}"
        for name, voucher in zip(names, vouchers, strict=True)
        if voucher.details.get("again")
    ]
    return (c.Field(label="Diberi lagi", value="; ".join(told)),) if told else ()


def _giver(connection: sa.Connection, paper: PaperRow, vouchers: Sequence[Prepared]) -> c.Signer:
    """Return the block of who hands over: whoever was named, else the officer in charge of the store."""
    named = next((str(voucher.details["giver"]) for voucher in vouchers if voucher.details.get("giver")), "")
    officer = furniture.signer(connection, "stock_officer", paper.letter_date)
    if named and named != officer.name:
        block = c.Signer(title=(_GIVES,), name=named)
    else:
        title = (f"{_GIVES}, {officer.title[0]}", *officer.title[1:])
        block = c.Signer(title=title, name=officer.name, rank=officer.rank, nip=officer.nip)
    return furniture.dated(connection, block, paper.letter_date)
