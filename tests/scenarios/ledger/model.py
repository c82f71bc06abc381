"""A second, simple account of the goods, against which the book is held.

Every unit is an object of its own with its path, its day and its pin; nothing of the program is used. Slow
and plain on purpose: each rule of the journal is one sentence here.
"""

from __future__ import annotations

from tests.scenarios.ledger.giving_way import GivingWay


class Model(GivingWay):
    """The office's goods and money as a list of units and a list of vouchers."""
