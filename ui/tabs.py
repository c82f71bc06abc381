"""The eight tabs in their order."""

from __future__ import annotations

from ui.batches.tab import BATCHES
from ui.buyback.tab import BUYBACK
from ui.common.tab import Tab
from ui.distribution.tab import DISTRIBUTION
from ui.goods.tab import STOCK
from ui.home.tab import HOME
from ui.papers.tab import PAPERS
from ui.participants.tab import PEOPLE
from ui.supply.tab import SUPPLY

TABS: tuple[Tab, ...] = (HOME, PEOPLE, BATCHES, SUPPLY, BUYBACK, DISTRIBUTION, STOCK, PAPERS)
