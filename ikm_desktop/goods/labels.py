"""How messages name vouchers and prepared papers: by number, else by kind, party and day."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

import sqlalchemy as sa

from ikm_desktop.errors import PaperRef
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.rows import paper_labels


def voucher_refs(connection: sa.Connection, vouchers: Collection[int]) -> dict[int, PaperRef]:
    """Return the name of each posted voucher: its paper's number, else the number of its basis letter."""
    if not vouchers:
        return {}
    rows = connection.execute(_VOUCHERS, {"vouchers": list(vouchers)}).all()
    labels = paper_labels(connection, vouchers=vouchers)
    refs = {}
    for row in rows:
        kind, number = labels.get(row.id, (KINDS[row.kind].screen, None))
        if number is None and row.details:
            number = json.loads(row.details).get("number") or None
        refs[row.id] = PaperRef(kind, number, row.letter_date, row.party or "", voucher=row.id)
    return refs


_PAPERS_OF = (
    sa.select(papers.paper.c.id)
    .join_from(papers.paper_subject, papers.paper, papers.paper.c.id == papers.paper_subject.c.paper)
    .where(papers.paper_subject.c.voucher == sa.bindparam("voucher"))
    .order_by(
        (papers.paper.c.state == "valid").desc(), papers.paper.c.number.is_not(None).desc(), papers.paper.c.id
    )
    .limit(1)
)


def kind_of(connection: sa.Connection, voucher: int) -> str | None:
    """Return the kind of a posted voucher, None where there is none."""
    return connection.execute(sa.select(t.voucher.c.kind).where(t.voucher.c.id == voucher)).scalar()


def paper_of(connection: sa.Connection, voucher: int) -> int | None:
    """Return the paper that pictures a posted voucher, the one its name is taken from; None without one."""
    return connection.execute(_PAPERS_OF, {"voucher": voucher}).scalar()


_v, _party = t.voucher, t.place
_VOUCHERS = (
    sa.select(_v.c.id, _v.c.kind, _v.c.letter_date, _v.c.details, _party.c.name.label("party"))
    .outerjoin(_party, _party.c.id == _v.c.counterpart)
    .where(_v.c.id.in_(sa.bindparam("vouchers", expanding=True)))
)


def prepared_refs(connection: sa.Connection, prepared: Collection[int]) -> dict[int, PaperRef]:
    """Return the name of each prepared (posted, void) paper."""
    if not prepared:
        return {}
    q, p = t.prepared, t.place
    rows = connection.execute(
        sa.select(q.c.id, q.c.kind, q.c.letter_date, p.c.name.label("party"))
        .outerjoin(p, p.c.id == sa.case((q.c.kind == "delivery", q.c.from_place), else_=q.c.to_place))
        .where(q.c.id.in_(prepared))
    ).all()
    labels = paper_labels(connection, prepared=prepared)
    refs = {}
    for row in rows:
        kind, number = labels.get(row.id, (KINDS[row.kind].screen, None))
        refs[row.id] = PaperRef(kind, number, row.letter_date, row.party or "", prepared=row.id)
    return refs


def each_paper_once(refs: Iterable[PaperRef]) -> tuple[PaperRef, ...]:
    """Return the papers with those of one number (a kit's list of twenty vouchers) named once."""
    seen: dict[object, PaperRef] = {}
    for ref in refs:
        seen.setdefault((ref.kind, ref.number) if ref.number else str(ref), ref)
    return tuple(seen.values())
