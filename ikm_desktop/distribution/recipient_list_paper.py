"""The list on which the public signs for what a coordinator was handed, under its BAST."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.parties import institution_of
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.asking import asked_by
from ikm_desktop.papers.rows import PaperRow


def recipient_list(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.RecipientList:
    """Return the list a paper asks for: of a handover (voucher), with so many rows for the hand.

    Where the letter has one product, it stands in each row already.
    """
    asked = asked_by(paper)
    voucher = asked.number("voucher") or 0
    row = connection.execute(sa.select(t.voucher).where(t.voucher.c.id == voucher)).one()
    ref = voucher_refs(connection, [voucher])[voucher]
    lines = connection.execute(
        sa.select(t.line.c.item, sa.func.sum(t.line.c.quantity).label("quantity"))
        .where(t.line.c.voucher == voucher)
        .group_by(t.line.c.item)
        .order_by(sa.func.min(t.line.c.no))
    ).all()
    known = items_by_id(connection, {line.item for line in lines})
    goods = [f"{known[line.item].ref.show(line.quantity)} {known[line.item].name}" for line in lines]
    institution = institution_of(connection, row.counterpart)
    number = f"Nomor: {ref.number} " if ref.number else ""
    product = known[lines[0].item].heading if len(lines) == 1 else ""
    officer = furniture.signer(connection, "stock_officer", paper.letter_date)
    head = furniture.head(connection, paper, version=version, draft=draft)
    return c.RecipientList(
        head=replace(head, number=ref.number or ""),
        letterhead=furniture.letterhead(connection),
        basis=f"Berita Acara Serah Terima {number}tanggal {words.long_date(ref.day)}, {institution.name}",
        total=", ".join(goods),
        rows=tuple(c.RecipientRow(product=product) for _ in range(asked.number("rows") or 0)),
        left=c.Signer(
            role="Koordinator,",
            title=tuple(filter(None, (institution.signer_title, institution.name))),
            name=institution.signer,
            stamp=True,
        ),
        right=replace(furniture.dated(connection, officer, paper.letter_date), rank=""),
    )
