"""The minutes of a stock count, read from the posted count; and the sheet on which one counts by hand.

Source: PP 27/2014 art. 85; the form in use.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.count_sheet import book_figures
from ikm_desktop.goods.counts import CountedLine, counted_lines
from ikm_desktop.goods.items import items
from ikm_desktop.goods.places import place_ref
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import Rules, Wording, load
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.asking import asked_by
from ikm_desktop.papers.rows import PaperRow

SHEET_TITLE = "LEMBAR PENCACAHAN FISIK PERSEDIAAN"


def count_minutes(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.CountMinutes:
    """Return what the minutes of a posted count say; reversed lines are left out."""
    vouchers = _vouchers(connection, paper)
    voucher = vouchers[0]
    details = json.loads(str(voucher.details or "{}"))
    lines = counted_lines(connection, [one.id for one in vouchers])
    order = list(dict.fromkeys(line.item.id for line in lines))
    standing = sorted((line for line in lines if not line.reversed), key=lambda one: order.index(one.item.id))
    rows = tuple(_row(line) for line in standing)
    profile = load(connection, Profile)
    counted_on = ""
    if voucher.day != paper.letter_date:
        counted_on = f" keadaan {words.long_date(voucher.day)}"
    place = place_ref(connection, voucher.counterpart)
    keeper = furniture.signer(connection, "stock_officer", paper.letter_date)
    kpb = furniture.acting(connection, "kpb", paper.letter_date, "Menyetujui:")
    return c.CountMinutes(
        head=furniture.head(connection, paper, version=version, draft=draft),
        letterhead=furniture.letterhead(connection),
        day=voucher.day,
        opening=(
            f"Pada hari ini, {words.date_in_words(paper.letter_date)}, bertempat di {place.name} "
            f"{profile.name} di {profile.city}, kami yang bertanda tangan di bawah ini telah melaksanakan "
            f"pencacahan fisik persediaan{counted_on}, berdasarkan kartu persediaan barang dan dicocokkan "
            "dengan keadaan fisik, dengan hasil sebagai berikut:"
        ),
        rows=rows,
        value=sum(row.value or 0 for row in rows),
        left=replace(kpb, rank=furniture.signer(connection, "kpb", paper.letter_date).rank),
        right=furniture.dated(connection, keeper, paper.letter_date),
        witnesses=tuple(c.Witness(name=name, office=office) for name, office in details.get("witnesses", ())),
        closing=(
            "Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap "
            f"{words.counted(load(connection, Wording).copies)} untuk dipergunakan sebagaimana mestinya."
        ),
    )


def _vouchers(connection: sa.Connection, paper: PaperRow) -> Sequence[sa.Row[*tuple[Any, ...]]]:
    """Return the count, and the counts of lines that were opened since and stand in their place."""
    subject = papers.paper_subject.c
    return connection.execute(
        sa.select(t.voucher)
        .join(papers.paper_subject, subject.voucher == t.voucher.c.id)
        .where(subject.paper == paper.id)
        .order_by(subject.no)
    ).all()


def _row(line: CountedLine) -> c.CountRow:
    unit = line.item.unit
    return c.CountRow(
        code=line.item.code,
        name=line.item.name,
        unit=unit.symbol,
        per=unit.per,
        decimals=unit.decimals,
        book=line.book,
        counted=line.counted,
        difference=line.difference,
        value=line.value,
        note=line.reason[:1].upper() + line.reason[1:],
    )


def count_sheet(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.CountMinutes:
    """Return the sheet for the hand a paper asks for: place; the book's figures show unless set blind."""
    asked = asked_by(paper)
    place = place_ref(connection, asked.number("place") or 0)
    book = book_figures(connection, place.id, paper.letter_date)
    blind = load(connection, Rules).blind_count
    known = [
        item
        for item in items(connection, archived=True)
        if book.get(item.id) or (item.id in book and not item.archived)
    ]
    keeper = furniture.signer(connection, "stock_officer", paper.letter_date)
    return c.CountMinutes(
        head=furniture.head(connection, paper, version=version, draft=draft, returns=False),
        letterhead=furniture.letterhead(connection),
        day=paper.letter_date,
        opening=f"Tempat: {place.name}. Keadaan akhir hari {words.long_date(paper.letter_date)}.",
        rows=tuple(
            c.CountRow(
                code=item.code,
                name=item.name,
                unit=item.unit.symbol,
                per=item.unit.per,
                decimals=item.unit.decimals,
                book=None if blind else book.get(item.id, 0),
            )
            for item in known
        ),
        left=c.Signer(role="Yang menghitung,", name=""),
        right=furniture.dated(connection, keeper, paper.letter_date),
        by_hand=True,
        title=SHEET_TITLE,
        statement=(
            "Tulis hasil hitung pada kolom Fisik, 0 bila tidak ada. Setiap selisih diberi keterangan. Baris "
            "yang kosong berarti tidak dihitung."
        ),
        closing="",
    )
