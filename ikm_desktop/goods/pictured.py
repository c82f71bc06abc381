"""Which vouchers a paper still pictures: those whose copies stand on it too have given way to them."""

from __future__ import annotations

import sqlalchemy as sa

from ikm_desktop.goods import tables as t
from ikm_desktop.papers import tables as papers

_s, _v, _q = papers.paper_subject.c, t.voucher.c, t.prepared.c
_PREPARED = (
    sa.select(_q.id, _q.voucher, _v.corrects)
    .join_from(papers.paper_subject, t.prepared, _q.id == _s.prepared)
    .outerjoin(t.voucher, _v.id == _q.voucher)
    .where(_s.paper == sa.bindparam("paper"))
    .order_by(_s.no)
)
_REPLACED = (
    sa.select(_v.corrects)
    .join_from(papers.paper_subject, t.voucher, _v.id == _s.voucher)
    .where(_s.paper == sa.bindparam("paper"), _v.corrects.is_not(None), _v.kind != "count")
)


def replaced_vouchers(connection: sa.Connection, paper: int) -> frozenset[int]:
    """Return the vouchers of a paper for which a copy stands on it; of a count single lines do (reversed)."""
    return frozenset(connection.execute(_REPLACED, {"paper": paper}).scalars())


def prepared_in_force(connection: sa.Connection, paper: int) -> list[int]:
    """Return the prepared papers on a paper in its order, each copy in the place of what it stands for."""
    rows = connection.execute(_PREPARED, {"paper": paper}).all()
    copies = {row.corrects: row for row in rows if row.corrects is not None}
    found = []
    for row in rows:
        if row.corrects is not None and any(one.voucher == row.corrects for one in rows):
            continue
        last = row
        while last.voucher in copies:
            last = copies[last.voucher]
        found.append(last.id)
    return found
