"""The flow of a trail as it is gathered: boxes and ribbons, at most eight boxes in a column."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ikm_desktop import words
from ikm_desktop.goods.items import Item
from ikm_desktop.papers import content as c

MOST_BOXES = 8


@dataclass(slots=True)
class Picture:
    """Boxes and ribbons as they are met; what is too much for a column is taken together at the end."""

    item: Item
    boxes: dict[tuple[int, str], tuple[str, tuple[str, ...], int]] = field(default_factory=dict)
    ribbons: dict[tuple[int, str, str, bool], int] = field(default_factory=lambda: defaultdict(int))

    def box(self, column: int, key: str, title: str, lines: tuple[str, ...], quantity: int) -> None:
        """Add to a box what passes through it."""
        before = self.boxes.get((column, key), (title, lines, 0))
        self.boxes[column, key] = (title, lines, before[2] + quantity)

    def ribbon(self, column: int, start: str, end: str, quantity: int, *, dark: bool = False) -> None:
        """Add what passes from a box of a column to one of the next."""
        self.ribbons[column, start, end, dark] += quantity

    def drawn(self) -> tuple[tuple[c.FlowBox, ...], tuple[c.FlowRibbon, ...]]:
        """Return the boxes and the ribbons between them."""
        place: dict[tuple[int, str], int] = {}
        found: list[c.FlowBox] = []
        for column, others in enumerate(("lot", "pembuat", "surat", "BAST", "penerima")):
            keys = [key for at, key in self.boxes if at == column]
            large = keys
            if len(keys) > MOST_BOXES:
                by_size = sorted(keys, key=lambda key: -self.boxes[column, key][2])
                chosen = set(by_size[: MOST_BOXES - 1])
                large = [key for key in keys if key in chosen]
            for key in large:
                place[column, key] = len(found)
                title, lines, quantity = self.boxes[column, key]
                found.append(self._box(column, title, lines, quantity))
            rest = [key for key in keys if key not in large]
            if rest:
                place.update({(column, key): len(found) for key in rest})
                quantity = sum(self.boxes[column, key][2] for key in rest)
                found.append(self._box(column, f"{len(rest)} {others} lain", (), quantity))
        sums: dict[tuple[int, int, bool], int] = defaultdict(int)
        for (column, start, end, dark), quantity in self.ribbons.items():
            sums[place[column, start], place[column + 1, end], dark] += quantity
        ribbons = (
            c.FlowRibbon(start=a, end=b, quantity=quantity, dark=dark)
            for (a, b, dark), quantity in sums.items()
        )
        return tuple(found), tuple(ribbons)

    def _box(self, column: int, title: str, lines: tuple[str, ...], quantity: int) -> c.FlowBox:
        shown = words.scaled_number(quantity, self.item.unit.per, self.item.unit.decimals)
        short = f"{shown} {self.item.unit.symbol}"
        return c.FlowBox(column=column, title=title, lines=(*lines, short), quantity=quantity, short=short)
