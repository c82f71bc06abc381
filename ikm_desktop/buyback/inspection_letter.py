"""The minutes of inspection and receipt of products, read from the deliveries they picture.

Source: UU 1/2004 art. 21 (goods are received before they are paid); the form is customary.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import tables as batches
from ikm_desktop.errors import NotInspected
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, item_of
from ikm_desktop.goods.payments import PIECES_BOUGHT
from ikm_desktop.goods.pictured import replaced_vouchers
from ikm_desktop.goods.runs import amount
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import Wording, load
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.rows import PaperRow


def inspection_letter(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.Inspection:
    """Return what the minutes say: a row for each maker, with why pieces were rejected.

    Raises NotInspected while the delivery is only received.
    """
    lines = _lines(connection, paper.id)
    if not lines:
        raise NotInspected(paper=paper.ref())
    item = item_of(connection, lines[0].item)
    day = paper.letter_date
    rejected = sum(line.rejected for line in lines)
    copies = load(connection, Wording).copies
    return c.Inspection(
        head=furniture.head(connection, paper, version=version, draft=draft),
        letterhead=furniture.letterhead(connection),
        day=day,
        place=load(connection, Profile).city,
        training=_training(connection, paper.batch),
        product=_product(item),
        rows=tuple(
            c.InspectionRow(
                name=line.maker,
                delivered=line.delivered,
                accepted=line.accepted,
                rejected=line.rejected,
                reasons=_reasons(line, item),
            )
            for line in lines
        ),
        delivered=sum(line.delivered for line in lines),
        accepted=sum(line.accepted for line in lines),
        rejected=rejected,
        value=sum(amount(line.price or 0, line.bought, item.unit.per) for line in lines),
        left=_as(furniture.signer(connection, "ppk", day), "Mengetahui:"),
        right=_as(furniture.signer(connection, "receiver", day), "Yang memeriksa dan menerima,"),
        unit=item.unit.symbol,
        per=item.unit.per,
        decimals=item.unit.decimals,
        repaired=_repaired(connection, paper.id),
        closing=(
            "Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap "
            f"{words.counted(copies)} untuk dipergunakan sebagaimana mestinya."
        ),
    )


def _lines(connection: sa.Connection, paper: int) -> Sequence[sa.Row[*tuple[Any, ...]]]:
    subject, voucher = papers.paper_subject.c, t.voucher.c
    return connection.execute(
        sa.select(
            t.place.c.name.label("maker"),
            t.line.c.item,
            t.line.c.delivered,
            t.line.c.accepted,
            t.line.c.rejected,
            t.line.c.reason,
            t.line.c.price,
            PIECES_BOUGHT.label("bought"),
        )
        .join_from(papers.paper_subject, t.voucher, voucher.id == subject.voucher)
        .join(t.line, t.line.c.voucher == voucher.id)
        .join(t.place, t.place.c.id == voucher.counterpart)
        .where(subject.paper == paper, voucher.id.not_in(replaced_vouchers(connection, paper)))
        .order_by(subject.no, t.line.c.no)
    ).all()


_first = t.line.alias("first")
_OLD = (
    sa.select(papers.paper.c.number, papers.paper.c.letter_date)
    .distinct()
    .join_from(papers.paper_subject, t.move, t.move.c.voucher == papers.paper_subject.c.voucher)
    .join(t.item, sa.and_(t.item.c.id == t.move.c.item, t.item.c.kind == "product"))
    .join(t.lot, t.lot.c.id == t.move.c.lot)
    .join(_first, sa.and_(_first.c.id == t.lot.c.line, _first.c.voucher != t.move.c.voucher))
    .join(_named := papers.paper_subject.alias("named"), _named.c.voucher == _first.c.voucher)
    .join(papers.paper, papers.paper.c.id == _named.c.paper)
    .where(
        papers.paper_subject.c.paper == sa.bindparam("paper"),
        papers.paper.c.id != papers.paper_subject.c.paper,
        papers.paper.c.kind == "BAP",
        papers.paper.c.state == "valid",
    )
    .order_by(papers.paper.c.letter_date, papers.paper.c.number)
)


def _repaired(connection: sa.Connection, paper: int) -> str:
    """Return which minutes the pieces stood in before they were repaired, "" where none were."""
    rows = connection.execute(_OLD, {"paper": paper}).all()
    named = [
        f"{f'Nomor: {row.number} ' if row.number else ''}tanggal {words.long_date(row.letter_date)}"
        for row in rows
    ]
    if not named:
        return ""
    return f"Barang ini hasil perbaikan dari yang diperiksa dengan Berita Acara {', '.join(named)}."


def _reasons(line: sa.Row[*tuple[Any, ...]], item: Item) -> str:
    """Return the reason with the pieces it stands for, as the form wants it."""
    if not line.rejected:
        return ""
    reason = str(line.reason or "")
    pieces = words.scaled_number(line.rejected, item.unit.per, item.unit.decimals)
    return f"{reason[:1].upper()}{reason[1:]} {pieces}"


def _product(item: Item) -> str:
    parts = (item.name, item.specification) if item.specification else (item.name,)
    return ", ".join(part[:1].lower() + part[1:] for part in parts)


def _training(connection: sa.Connection, batch: int | None) -> str:
    b = batches.batch.c
    row = connection.execute(sa.select(b.training, b.name).where(b.id == batch)).first()
    return "" if row is None else f"{row.training} {row.name}"


def _as(signer: c.Signer, role: str) -> c.Signer:
    return c.Signer(role=role, title=signer.title, name=signer.name, rank=signer.rank, nip=signer.nip)
