"""What a kit lacks, told once a material: for all who are to get it, not for whoever came last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ikm_desktop.errors import NotEnough, Refusal, Reserved
from ikm_desktop.goods.prepared import GoodsLine


def told_once(
    reasons: Sequence[Refusal], rows: Sequence[Sequence[GoodsLine]], available: Mapping[int, int]
) -> list[Refusal]:
    """Return the reasons with one for each material that is short, in the place of its first.

    rows: the lines of each receiver; available: what was free before this act, smallest units by item. What
    only one receiver asked for is told as it was.
    """
    wanted: dict[int, list[int]] = {}
    for line in (line for lines in rows for line in lines):
        wanted.setdefault(line.item, []).append(line.quantity)
    failed: dict[int, int] = {}
    for reason in reasons:
        if isinstance(reason, (NotEnough, Reserved)):
            failed[reason.item.id] = failed.get(reason.item.id, 0) + 1
    told: list[Refusal] = []
    seen: set[int] = set()
    for reason in reasons:
        several = isinstance(reason, (NotEnough, Reserved)) and len(wanted.get(reason.item.id, ())) > 1
        if not isinstance(reason, (NotEnough, Reserved)) or not several:
            told.append(reason)
        elif (item := reason.item.id) not in seen:
            seen.add(item)
            people = len(wanted[item])
            told.append(
                replace(
                    reason,
                    needed=sum(wanted[item]),
                    available=available.get(item, 0),
                    people=people,
                    served=people - failed[item],
                )
            )
    return told
