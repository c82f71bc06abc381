"""The list on which a batch signs for its materials (Tanda Terima Bahan), read from its vouchers."""

from __future__ import annotations

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as batches
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.prepared import Prepared, prepared_papers
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import load
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.participants import tables as people


def handover_list(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.ReceiptList:
    """Return what the list says: who gets what, in the order prepared; void vouchers are left out."""
    vouchers = _vouchers(connection, paper.id)
    items = list(dict.fromkeys(line.item for voucher in vouchers for line in voucher.lines))
    known = items_by_id(connection, items)
    rows = _rows(connection, vouchers, items)
    named, place = _batch(connection, paper.batch)
    ppk = furniture.signer(connection, "ppk", paper.letter_date)
    officer = furniture.signer(connection, "stock_officer", paper.letter_date)
    city = load(connection, Profile).city
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
        right=c.Signer(
            dated=f"{city}, {words.long_date(paper.letter_date)}",
            title=(f"Yang menyerahkan, {officer.title[0]}", *officer.title[1:]),
            name=officer.name,
            rank=officer.rank,
            nip=officer.nip,
        ),
        fields_left=(
            c.Field(label="Kegiatan", value=named),
            c.Field(label="Sasaran", value=f"{words.counted(len(rows))} peserta"),
        ),
        fields_right=(
            c.Field(label="Tanggal", value=words.long_date(paper.letter_date)),
            c.Field(label="Tempat", value=place or city),
        ),
        subject=paper.party.partition(" (")[0],
    )


def _vouchers(connection: sa.Connection, paper: int) -> list[Prepared]:
    subject = papers.paper_subject.c
    ids = connection.execute(
        sa.select(subject.prepared)
        .where(subject.paper == paper, subject.prepared.is_not(None))
        .order_by(subject.no)
    ).scalars()
    return [voucher for voucher in prepared_papers(connection, list(ids)) if voucher.state != "void"]


def _rows(connection: sa.Connection, vouchers: list[Prepared], items: list[int]) -> tuple[c.ReceiptRow, ...]:
    p = people.participant.c
    found = {
        row.place: row
        for row in connection.execute(
            sa.select(p.place, p.name, p.nik).where(p.place.in_([voucher.target for voucher in vouchers]))
        ).all()
    }
    rows = []
    for voucher in vouchers:
        given = {line.item: line.quantity for line in voucher.lines}
        person = found[voucher.target]
        rows.append(
            c.ReceiptRow(
                name=person.name,
                nik=words.masked_nik(person.nik),
                quantities=tuple(given.get(item, 0) for item in items),
                day=voucher.letter_date,
            )
        )
    return tuple(rows)


def _batch(connection: sa.Connection, batch: int | None) -> tuple[str, str]:
    """Return the training with its batch as papers name it, and where it is held."""
    b = batches.batch.c
    row = connection.execute(sa.select(b.name, b.training, b.venue, b.city).where(b.id == batch)).first()
    if row is None:
        return "", ""
    return f"{row.training}, {row.name}", ", ".join(part for part in (row.venue, row.city) if part)
