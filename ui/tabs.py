"""The eight tabs in their order, and where their rooms are: a room is loaded when it is first needed."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.common.tab import Tab


@dataclass(frozen=True, slots=True)
class TabPlace:
    """What the frame shows of a tab before its room is loaded; module and name: where the `Tab` is."""

    key: str
    title: str
    icon: str
    module: str
    name: str

    @property
    def is_loaded(self) -> bool:
        """Whether the room was needed already."""
        return self.module in sys.modules

    def load(self) -> Tab:
        """Return the tab, its room loaded with all that it needs of the areas."""
        tab: Tab = getattr(import_module(self.module), self.name)
        return tab


TABS: tuple[TabPlace, ...] = (
    TabPlace("beranda", "Beranda", "house", "ui.home.tab", "HOME"),
    TabPlace("peserta", "Peserta", "users", "ui.participants.tab", "PEOPLE"),
    TabPlace("angkatan", "Angkatan", "graduation-cap", "ui.batches.tab", "BATCHES"),
    TabPlace("penyerahan", "Penyerahan Bahan", "package", "ui.supply.tab", "SUPPLY"),
    TabPlace("pembelian", "Pembelian Kembali", "shopping-cart", "ui.buyback.tab", "BUYBACK"),
    TabPlace("penyaluran", "Penyaluran", "truck", "ui.distribution.tab", "DISTRIBUTION"),
    TabPlace("persediaan", "Persediaan", "clipboard-list", "ui.goods.tab", "STOCK"),
    TabPlace("surat", "Surat && Laporan", "file-text", "ui.papers.tab", "PAPERS"),
)
