"""Who puts initials on a draft before it is signed: the officials between the desk and the highest signer.

Custom of the office (paraf): whoever stands below the signer has read the letter first. Who signs it herself
initials nothing. Only a draft has the column; what is issued never shows it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

import sqlalchemy as sa

from ikm_desktop.office.signatories import ROLES, signatory_on
from ikm_desktop.papers import content as c
from ikm_desktop.papers.rows import PaperRow

_RANKS: tuple[tuple[str, ...], ...] = (
    ("head", "kpa", "kpb"),
    ("ppk",),
    ("division_head",),
    ("treasurer", "receiver", "committee_head", "stock_officer"),
)
"""Roles from the top of the office down; those of one rank don't initial for each other."""

_INITIAL = ("stock_officer", "division_head", "ppk")
"""Who initials, the desk first, as a letter climbs."""

_NOT_SIGNED_BACK = frozenset({"KP", "LH", "NB", "BP", "RS", "SERT", "LJ"})
"""Kinds that no official answers for by hand before they go out: cards, proofs, books, certificates."""

_OF_MONEY_AND_PEOPLE = frozenset({"DH", "DT", "NOM", "KUI-UP", "KUI-LS"})
"""Kinds the officer of the store has no part in."""

_C = TypeVar("_C", bound=c.Content)


def with_initials(connection: sa.Connection, paper: PaperRow, content: _C, roles: Mapping[str, object]) -> _C:
    """Return a draft's content with the titles of those who initial it. roles: who signs the paper."""
    if paper.kind in _NOT_SIGNED_BACK or c.DRAFT not in content.head.marks:
        return content
    day = paper.letter_date
    signing = {one.name for role in roles if (one := signatory_on(connection, role, day)) is not None}
    no_part = {"stock_officer"} if paper.kind in _OF_MONEY_AND_PEOPLE else set()
    titles = tuple(
        ROLES[role]
        for role in _below(roles.keys())
        if role not in no_part
        and (one := signatory_on(connection, role, day)) is not None
        and one.name not in signing
    )
    return replace(content, head=replace(content.head, initials=titles))


def _below(signing: Collection[str]) -> list[str]:
    """Return the roles that initial below the highest of those who sign."""
    highest = next((rank for rank, names in enumerate(_RANKS) if set(names) & set(signing)), len(_RANKS))
    lower = {role for names in _RANKS[highest + 1 :] for role in names}
    return [role for role in _INITIAL if role in lower and role not in signing]
