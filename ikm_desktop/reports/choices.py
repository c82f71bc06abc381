"""What may be chosen for a draft before it is issued: who signs, how goods are valued, the stamp duty.

The choice is made on the preview and takes effect with the issued version, whose content keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import sqlalchemy as sa

from ikm_desktop.office.settings import Wording, load, supposing
from ikm_desktop.office.signatories import ROLES, Signatory, choosing, signatories_on
from ikm_desktop.office.stamp_duty import stamp_duties
from ikm_desktop.papers import content as c
from ikm_desktop.papers.rows import PaperRow

VALUED_KINDS = frozenset({"BAST-L"})
"""Kinds of papers that show their goods at a price that can be chosen."""

HANDOVER_KINDS = frozenset({"BAST-L", "BAST-V", "BAST-P"})
"""Kinds of papers that can be written in articles (Pasal) too."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the clerk chose for one paper.

    signers: ids of signatories by role; values: one of `content.VALUES`, "" as the office has it;
    in_articles: whether in Pasal form, None as the office has it; stamp: the meterai of a kuitansi in whole
    rupiah, 0 for none, None as the table of its date has it.
    """

    signers: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    values: str = ""
    in_articles: bool | None = None
    stamp: int | None = None


NO_CHOICE = Choices()


@dataclass(frozen=True, slots=True)
class RoleOffer:
    """A role that signs the paper: its name on screen, who may sign on the letter's date, the usual first."""

    role: str
    name: str
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen for a draft.

    values: () where it shows none, else the usual one first; in_articles: whether the usual form is that
    of Pasal, None where the paper has one form only; stamps: of a kuitansi, in whole rupiah, that of its date
    first and 0 for none; () where the paper has no stamp.
    """

    roles: tuple[RoleOffer, ...]
    values: tuple[str, ...] = ()
    in_articles: bool | None = None
    stamps: tuple[int, ...] = ()


@contextmanager
def in_force(connection: sa.Connection, paper: PaperRow, choices: Choices) -> Iterator[dict[str, object]]:
    """Let what is read within this block follow the choices; gives the roles asked for, with their day."""
    wording = load(connection, Wording)
    if choices.values:
        wording = wording.with_(values={**wording.values, paper.kind: choices.values})
    if choices.in_articles is not None:
        wording = wording.with_(in_articles=choices.in_articles)
    asked: dict[str, object] = {}
    with supposing(wording), choosing(choices.signers) as roles:
        yield asked
        asked.update(roles)


def as_chosen(content: c.Content, choices: Choices) -> c.Content:
    """Return a content with the stamp duty that was chosen; without the box a firm's stamp has its place."""
    if choices.stamp is None or not isinstance(content, c.Receipt):
        return content
    signer = content.recipient
    stamped = replace(signer, meterai=choices.stamp, stamp=bool(signer.title) and not choices.stamp)
    return replace(content, recipient=stamped)


def offer_of(
    connection: sa.Connection, paper: PaperRow, roles: Mapping[str, object], content: c.Content
) -> Offer:
    """Return what can be chosen of the roles a draft asked for, and of what it says."""
    offered = tuple(
        RoleOffer(role, ROLES[role], signatories_on(connection, role, paper.letter_date))
        for role in roles
        if role in ROLES
    )
    values: tuple[str, ...] = ()
    if paper.kind in VALUED_KINDS:
        usual = load(connection, Wording).values.get(paper.kind, c.PURCHASE_PRICE)
        values = (usual, *(one for one in c.VALUES if one != usual))
    form = load(connection, Wording).in_articles if paper.kind in HANDOVER_KINDS else None
    stamps: tuple[int, ...] = ()
    if isinstance(content, c.Receipt):
        rates = sorted({rate.amount for rate in stamp_duties(connection)})
        stamps = tuple(dict.fromkeys((content.recipient.meterai, 0, *rates)))
    return Offer(offered, values, form, stamps)
