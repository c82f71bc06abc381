"""What a paper pictures: posted or prepared vouchers, or one enrolment (a certificate)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from ikm_desktop.office.acts import Act, Kind
from ikm_desktop.papers import tables as t


def write_subjects(
    act: Act,
    paper: int,
    *,
    vouchers: Iterable[int] = (),
    prepared: Iterable[int] = (),
    enrolment: int | None = None,
    after: int = 0,
) -> None:
    """Write what a paper pictures, numbered on from `after`."""
    rows = _subjects(vouchers=vouchers, prepared=prepared, enrolment=enrolment)
    _write(act, [{"paper": paper, "no": no, **row} for no, row in enumerate(rows, start=after + 1)])


def _subjects(
    *, vouchers: Iterable[int] = (), prepared: Iterable[int] = (), enrolment: int | None = None
) -> list[dict[str, int | None]]:
    rows: list[dict[str, int | None]] = [
        {"voucher": voucher, "prepared": None, "enrolment": None} for voucher in vouchers
    ]
    rows += [{"voucher": None, "prepared": one, "enrolment": None} for one in prepared]
    if enrolment is not None:
        rows.append({"voucher": None, "prepared": None, "enrolment": enrolment})
    return rows


_INSERT = t.paper_subject.insert()


def _write(act: Act, rows: list[dict[str, int | None]]) -> None:
    if rows:
        act.connection.execute(_INSERT, rows)


def add_subjects(act: Act, paper: int, *, vouchers: Iterable[int] = (), prepared: Iterable[int] = ()) -> None:
    """Let a paper picture more vouchers; those it pictures already stay."""
    subject = t.paper_subject.c
    last = act.connection.execute(sa.select(sa.func.max(subject.no)).where(subject.paper == paper)).scalar()
    rows = _subjects(vouchers=vouchers, prepared=prepared)
    start = (last or 0) + 1
    _write(act, [{"paper": paper, "no": no, **row} for no, row in enumerate(rows, start=start)])
    act.changed.add(Kind.PAPER)


def follow(act: Act, prepared: int, voucher: int) -> None:
    """Let the papers of a prepared voucher be found from the voucher it became when it was signed."""
    follow_all(act, {prepared: voucher})


_subject, _last = t.paper_subject.c, t.paper_subject.alias()
_PICTURED = (
    sa.select(
        _subject.paper,
        _subject.prepared,
        sa.select(sa.func.max(_last.c.no))
        .where(_last.c.paper == _subject.paper)
        .scalar_subquery()
        .label("last"),
    )
    .where(_subject.prepared.in_(sa.bindparam("prepared", expanding=True)))
    .order_by(_subject.paper, _subject.no)
)


def follow_all(act: Act, became: Mapping[int, int]) -> None:
    """As `follow`, for many at once: prepared voucher → voucher. The first subject rows stay."""
    found = act.connection.execute(_PICTURED, {"prepared": list(became)}).all()
    used: dict[int, int] = {}
    rows: list[dict[str, int | None]] = []
    for paper, prepared, last_no in found:
        no = used[paper] = used.get(paper, last_no) + 1
        rows.append(
            {"paper": paper, "no": no, "voucher": became[prepared], "prepared": None, "enrolment": None}
        )
    _write(act, rows)
    if rows:
        act.changed.add(Kind.PAPER)
