"""What is known of handed-over goods since: how much came back, how much was reported as handed on.

What an institution reported stands: no more of a letter's line may come back, or be reversed, than it kept
and did not report. As with goods that moved on, what depends on a voucher is taken back first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from ikm_desktop.errors import LESS, Blocked, PaperRef, WayOut, listed
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import item_ref
from ikm_desktop.goods.labels import each_paper_once, voucher_refs

OPEN_REPORT = WayOut("buka-laporan", "Buka laporannya")


@dataclass(kw_only=True, eq=False)
class ReportedOnward(Blocked):
    """More shall come back than was not reported as handed on.

    letter: the handover; taken_back: it comes back to the store, it is not reversed.
    """

    letter: PaperRef
    taken_back: bool = False

    @property
    def sentence(self) -> str:
        """Say how much can come back, and name the reports."""
        how = "kembali" if self.taken_back else "dibalik"
        return (
            f"Hanya {self.item.show(self.possible)} dari {self.item.show(self.asked)} {self.item.name} dapat "
            f"{how}; selebihnya sudah dilaporkan diteruskan: {listed(self.papers)}."
        )

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Let less come back, or open the reports, where one can be reversed."""
        less = (
            LESS
            if self.taken_back
            else WayOut(f"balikkan:{self.possible}", f"Balikkan {self.item.show(self.possible)}")
        )
        return (less, OPEN_REPORT) if self.possible else (OPEN_REPORT,)


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a handover line, smallest units; reports: the vouchers that tell of it and stand."""

    back: int = 0
    reported: int = 0
    reports: tuple[int, ...] = ()


_later, _undone = t.line.alias("later"), t.line.alias("undone")
_SINCE = (
    sa.select(
        _later.c.refers,
        _later.c.voucher,
        t.voucher.c.kind,
        (
            _later.c.quantity
            - sa.select(sa.func.coalesce(sa.func.sum(_undone.c.quantity), 0))
            .where(_undone.c.refers == _later.c.id)
            .scalar_subquery()
        ).label("standing"),
    )
    .join_from(_later, t.voucher, t.voucher.c.id == _later.c.voucher)
    .where(
        _later.c.refers.in_(sa.bindparam("lines", expanding=True)),
        t.voucher.c.kind.in_(("reversal", "recipient_return", "onward_report")),
    )
    .order_by(_later.c.voucher)
)


def since_given(connection: sa.Connection, lines: Collection[int]) -> dict[int, Since]:
    """Return what became of some handover lines, by id; of nothing an empty one, in one statement."""
    back: defaultdict[int, int] = defaultdict(int)
    reported: defaultdict[int, int] = defaultdict(int)
    reports: defaultdict[int, list[int]] = defaultdict(list)
    for row in connection.execute(_SINCE, {"lines": list(lines)}).all():
        if row.kind != "onward_report":
            back[row.refers] += row.standing
        elif row.standing:
            reported[row.refers] += row.standing
            reports[row.refers].append(row.voucher)
    return {line: Since(back[line], reported[line], tuple(dict.fromkeys(reports[line]))) for line in lines}


@dataclass(frozen=True, slots=True)
class ComesBack:
    """Part of a handover line (its id) that shall come back; no: as the act's refusals count its lines."""

    line: int
    no: int
    item: int
    given: int
    asked: int


def why_not_back(
    connection: sa.Connection, letters: Mapping[int, int], wanted: Collection[ComesBack], *, taken_back: bool
) -> list[ReportedOnward]:
    """Return a refusal for each line of which more shall come back than is not reported.

    letters: the voucher of each line.
    """
    since = since_given(connection, [one.line for one in wanted])
    reasons = []
    for one in wanted:
        known = since[one.line]
        possible = max(one.given - known.back - known.reported, 0)
        if not known.reports or one.asked <= possible:
            continue
        refs = voucher_refs(connection, {*known.reports, letters[one.line]})
        reasons.append(
            ReportedOnward(
                line=one.no,
                item=item_ref(connection, one.item),
                possible=possible,
                asked=one.asked,
                papers=each_paper_once(refs[report] for report in known.reports),
                letter=refs[letters[one.line]],
                taken_back=taken_back,
            )
        )
    return reasons
