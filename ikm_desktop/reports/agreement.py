"""Whether papers agree with the journal and with each other, before one of them is issued.

A kuitansi, the list of payments over it, the minutes they rest on and price × accepted in the journal say the
same rupiah. What differs is named, and the paper stays a draft until it agrees.
Source: what inspectors cross-foot first (UU 1/2004 art. 21: received before paid).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import NotFound, PaperRef, Refusal, WayOut
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.payments import PIECES_BOUGHT, accounts
from ikm_desktop.goods.runs import amount
from ikm_desktop.papers import archive
from ikm_desktop.papers import content as c
from ikm_desktop.papers import tables as p
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import PaperRow, read_paper

RECEIPTS = ("KUI-UP", "KUI-LS")
_MONEY = (*RECEIPTS, "NOM")


@dataclass(kw_only=True, eq=False)
class PapersDisagree(Refusal):
    """Figures that must be one differ; the paper stays a draft until they agree."""

    ways: ClassVar[tuple[WayOut, ...]] = ()
    paper: PaperRef
    disagreements: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Name the paper and what differs."""
        return f"{self.paper} belum dapat terbit, angkanya tidak sama: {'; '.join(self.disagreements)}."


def disagreements(connection: sa.Connection, paper: PaperRow, content: c.Content) -> tuple[str, ...]:
    """Return what differs between a paper about to be issued, the journal and papers of the same goods.

    One line each, with both figures and the papers' names; nothing when all agree.
    """
    found = list(check_sums(content))
    if isinstance(content, c.Receipt):
        found += _of_money(connection, paper, content.amount)
    elif isinstance(content, c.PaymentList):
        found += _of_money(connection, paper, content.gross)
    elif isinstance(content, c.Inspection):
        found += _of_inspection(connection, paper, content)
    return tuple(found)


# --- payments ---------------------------------------------------------------------------------------

_back = t.line.alias("back")
_BOOKED = (
    sa.select(t.line.c.voucher, sa.func.sum(t.payment_line.c.gross).label("gross"))
    .join_from(t.payment_line, t.line, t.line.c.id == t.payment_line.c.line)
    .where(
        t.line.c.voucher.in_(sa.bindparam("vouchers", expanding=True)),
        ~sa.exists().where(_back.c.refers == t.payment_line.c.line),
    )
    .group_by(t.line.c.voucher)
)
_PAID_LINES = (
    sa.select(t.payment_line.c.refers)
    .join(t.line, t.line.c.id == t.payment_line.c.line)
    .where(t.line.c.voucher.in_(sa.bindparam("vouchers", expanding=True)))
)


def _of_money(connection: sa.Connection, paper: PaperRow, shown: int) -> Iterator[str]:
    vouchers = _vouchers(connection, paper.id)
    booked = _booked(connection, vouchers)
    if shown != booked:
        yield f"surat ini {words.rupiah(shown)}, jurnal {words.rupiah(booked)}"
    lines = list(connection.execute(_PAID_LINES, {"vouchers": list(vouchers)}).scalars())
    for account in accounts(connection, lines).values():
        if account.paid > account.owed:
            yield (
                f"dibayar {words.rupiah(account.paid)} untuk barang seharga {words.rupiah(account.owed)} "
                "(harga kali jumlah diterima)"
            )
    yield from _of_others(connection, paper, vouchers, shown)
    yield from _of_minutes(connection, lines)


def _booked(connection: sa.Connection, vouchers: Collection[int]) -> int:
    """Return what the journal says these payments come to, without those that were reversed."""
    return sum(row.gross for row in connection.execute(_BOOKED, {"vouchers": list(vouchers)}))


def _vouchers(connection: sa.Connection, paper: int) -> frozenset[int]:
    subject = p.paper_subject.c
    query = sa.select(subject.voucher).where(subject.paper == paper, subject.voucher.is_not(None))
    return frozenset(connection.execute(query).scalars())


def _of_others(
    connection: sa.Connection, paper: PaperRow, vouchers: frozenset[int], shown: int
) -> Iterator[str]:
    """Compare with the other papers over the same payments: one kuitansi each, lists as their kuitansi."""
    others = _pictured(connection, vouchers, _MONEY, but=paper.id)
    if paper.kind not in RECEIPTS:
        yield from _of_list(connection, paper.id, shown, {})
        return
    for other in others:
        if _kind(connection, other) in RECEIPTS:
            yield f"{_named(connection, other)} sudah memuat pembayaran yang sama"
        else:
            yield from _of_list(connection, other, _amount(connection, other), {paper.id: shown})


def _of_list(connection: sa.Connection, listed: int, gross: int, new: dict[int, int]) -> Iterator[str]:
    """Compare a list with the kuitansi over its payments, where they cover all of them.

    new: what papers about to be issued say, by id.
    """
    vouchers = _vouchers(connection, listed)
    receipts = [
        one
        for one in {*_pictured(connection, vouchers, RECEIPTS), *new}
        if _vouchers(connection, one) <= vouchers
    ]
    covered = frozenset[int]().union(*(_vouchers(connection, one) for one in receipts))
    if covered != vouchers:
        return
    paid = sum(new.get(one, _amount(connection, one)) for one in receipts)
    if paid != gross:
        names = ", ".join(_named(connection, one) for one in sorted(receipts))
        yield (
            f"{_named(connection, listed)} {words.rupiah(gross)}, kuitansinya {words.rupiah(paid)} ({names})"
        )


def _pictured(
    connection: sa.Connection, vouchers: Collection[int], kinds: Collection[str], but: int | None = None
) -> list[int]:
    """Return the valid papers of these kinds that picture some of the vouchers."""
    subject, paper = p.paper_subject.c, p.paper.c
    query = (
        sa.select(paper.id)
        .distinct()
        .join(p.paper_subject, subject.paper == paper.id)
        .where(subject.voucher.in_(list(vouchers)), paper.kind.in_(list(kinds)), paper.state == "valid")
        .order_by(paper.id)
    )
    return [one for one in connection.execute(query).scalars() if one != but]


def _amount(connection: sa.Connection, paper: int) -> int:
    """Return the gross a paper says: as it was issued, while it is a draft as the journal has it."""
    said = _issued(connection, paper)
    if said is None:
        return _booked(connection, _vouchers(connection, paper))
    return int(said.get("gross", said.get("amount", 0)))


def _issued(connection: sa.Connection, paper: int) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(archive.issued_content(connection, paper))
    except NotFound:
        return None
    return found


def _kind(connection: sa.Connection, paper: int) -> str:
    return read_paper(connection, paper).kind


def _named(connection: sa.Connection, paper: int) -> str:
    return str(read_paper(connection, paper).ref())


# --- minutes ----------------------------------------------------------------------------------------

_ACCEPTED = (
    sa.select(t.line.c.accepted, PIECES_BOUGHT.label("bought"), t.line.c.price, t.item.c.per)
    .join(t.item, t.item.c.id == t.line.c.item)
    .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
    .where(t.voucher.c.kind == "delivery", t.line.c.voucher.in_(sa.bindparam("vouchers", expanding=True)))
)


def _accepted(connection: sa.Connection, minutes: int) -> tuple[int, int]:
    """Return what the journal says the deliveries of minutes brought: pieces accepted, and their price.

    Pieces that were bought before and come back from repair have none. What a reversal took back later has a
    paper of its own; the minutes keep what was found that day.
    """
    rows = connection.execute(_ACCEPTED, {"vouchers": list(_vouchers(connection, minutes))}).all()
    worth = sum(amount(row.price or 0, row.bought or 0, row.per) for row in rows)
    return sum(row.accepted or 0 for row in rows), worth


def _of_inspection(connection: sa.Connection, paper: PaperRow, content: c.Inspection) -> Iterator[str]:
    accepted, worth = _accepted(connection, paper.id)
    if content.accepted != accepted:
        yield f"diterima {content.accepted}, jurnal {accepted}"
    if content.value is not None and content.value != worth:
        yield f"nilai {words.rupiah(content.value)}, harga kali jumlah diterima {words.rupiah(worth)}"


def _of_minutes(connection: sa.Connection, lines: Collection[int]) -> Iterator[str]:
    """Compare the issued minutes that payments rest on with the journal."""
    origin = sa.select(t.line.c.voucher).where(t.line.c.id.in_(list(lines)))
    for minutes in _pictured(connection, set(connection.execute(origin).scalars()), ("BAP",)):
        said = _issued(connection, minutes)
        accepted, _worth = _accepted(connection, minutes)
        if said is not None and said.get("accepted") != accepted:
            named = _named(connection, minutes)
            yield f"{named} menyebut diterima {said.get('accepted')}, jurnal {accepted}"
