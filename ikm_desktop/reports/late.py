"""Late entries of every area: Sisipkan and Buka opname, with the papers that are issued anew.

The rooms below say how their vouchers are copied; here all of them are known, and how papers are issued.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from ikm_desktop.buyback.copying import copy_delivery
from ikm_desktop.distribution.take_back import TakenBackLine, post_taken_back
from ikm_desktop.errors import PaperRef
from ikm_desktop.goods import insertion
from ikm_desktop.goods.copies import Copier
from ikm_desktop.goods.giving_way import Gone
from ikm_desktop.goods.insertion import Inserted, Late
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.reports.issuing import issue_in


def what_gives_way(office: Office, late: Late) -> tuple[PaperRef, ...]:
    """Return the papers that would give way to a late entry; nothing is written.

    Raises what the late entry raises where no giving way helps.
    """
    return insertion.rehearse(office, late, COPIERS)


def enter_late(office: Office, late: Late) -> tuple[Done, Inserted]:
    """Enter late in one act: what is in the way is reversed on its own day and posted once more after it.

    The copies keep their numbers; papers that were issued get their next version.
    Raises ReasonMissing; what the late entry raises where no giving way helps; Blocked, Paid, PeriodClosed,
    NotReversible where something cannot give way.
    """
    return insertion.enter_late(office, late, COPIERS, issue_in)


def _copy_taken_back(act: Act, gone: Gone, lines: Mapping[int, int]) -> int:
    """Take back from an institution anew; where the handover was copied too, from its copy."""
    row = gone.row
    details = json.loads(row.details or "{}")
    return post_taken_back(
        act,
        institution=row.counterpart,
        store=row.store,
        letter_date=row.letter_date,
        lines=[
            TakenBackLine(
                lines.get(line.row.refers, line.row.refers), line.left.accepted, line.row.reason or ""
            )
            for line in gone.lines
        ],
        receiver=str(details.get("receiver", "")),
        day=row.day,
    )


COPIERS: dict[str, Copier] = {"delivery": copy_delivery, "recipient_return": _copy_taken_back}
"""How vouchers are copied that the goods room does not know from within."""
