"""What the second account of the goods is made of: vouchers, lines, lots, and each unit by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

Reason = tuple[object, ...]
"""A refusal: its name and its key figures."""

Wish = tuple[int, int] | tuple[int, int, Callable[["Unit"], bool]]
"""Item, quantity, and where only some will do, which units."""

Commit = Callable[["Ids"], None]
"""What an act that may be does to the model; it is told the ids the book gave."""


class Ids:
    """The ids that an act of the book gave, in written order."""

    def __init__(self, vouchers: Iterable[int] = (), papers: Iterable[int] = ()) -> None:
        self._vouchers, self._papers = iter(vouchers), iter(papers)

    def voucher(self) -> int:
        """Return the id of the next voucher."""
        return next(self._vouchers)

    def paper(self) -> int:
        """Return the id of the next prepared paper."""
        return next(self._papers)

    def vouchers_left(self) -> list[int]:
        """Return the vouchers that nothing was told of."""
        return list(self._vouchers)


class Refused(Exception):
    """The model says that an act cannot be, and why."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        super().__init__(*reasons)
        self.reasons = list(reasons)


@dataclass(eq=False, repr=False)
class Doc:
    """A posted voucher; letter: the one that was signed; target: of straight moves, where the goods went."""

    id: int
    kind: str
    day: date
    store: int | None = None
    party: int | None = None
    lines: list[Line] = field(default_factory=list)
    letter: Letter | None = None
    target: int = 0


@dataclass(eq=False, repr=False)
class Line:
    """A line: the units it moved, in the order of taking; what a delivery made and consumed.

    good, bad: of a delivery, pieces accepted and rejected; mended: those she had held before; back,
    back_rejected: reversed before; undone: reversed as a whole. paid: of each payment's line that pays this
    one. of: the line it is tied to, fits: the units it may take; own: some material was the maker's; cut: its
    off-cuts; counted: what a count found; recipe: the one it was made by.
    """

    doc: Doc
    no: int
    item: int | None = None
    quantity: int = 0
    units: list[Unit] = field(default_factory=list)
    accepted: list[Unit] = field(default_factory=list)
    rejected: list[Unit] = field(default_factory=list)
    consumed: dict[int, list[Unit]] = field(default_factory=dict)
    price: int = 0
    value: int = 0
    good: int = 0
    bad: int = 0
    again: bool = False
    mended: list[Unit] = field(default_factory=list)
    back: int = 0
    back_rejected: int = 0
    undone: bool = False
    pays: tuple[Line, int] | None = None
    paid: list[Line] = field(default_factory=list)
    of: Line | None = None
    fits: Callable[[Unit], bool] | None = None
    own: bool = False
    cut: list[Unit] = field(default_factory=list)
    counted: int = 0
    recipe: Recipe | None = None


@dataclass(eq=False, repr=False)
class Lot:
    """Goods that came in together; number: in order of arrival in the book, from 1.

    bought: products that were accepted from their maker.
    """

    number: int
    item: int
    day: date
    quantity: int
    value: int
    source: int
    maker: int | None = None
    bought: bool = False


@dataclass(eq=False, repr=False)
class Step:
    """A unit's way from one place to another; before: since when it lay at the first."""

    line: Line | None
    origin: int
    target: int
    day: date
    before: date | None


@dataclass(eq=False, repr=False)
class Unit:
    """One smallest unit of a lot: where it lies, since when, all its steps, and those not taken back."""

    lot: Lot
    no: int
    place: int
    since: date | None = None
    steps: list[Step] = field(default_factory=list)
    live: list[Step] = field(default_factory=list)
    pin: Letter | None = None

    @property
    def cost(self) -> int:
        """What the unit costs, whole rupiah: the lot's value, shared by counting up to each unit."""
        value, quantity = self.lot.value, self.lot.quantity
        return value * (self.no + 1) // quantity - value * self.no // quantity

    @property
    def rank(self) -> tuple[date, int, int]:
        """Oldest lot first, wherever it went in between."""
        return (self.lot.day, self.lot.number, self.no)

    def go(self, line: Line, target: int, day: date) -> None:
        """Move on a day."""
        step = Step(line, self.place, target, day, self.since)
        self.steps.append(step)
        self.live.append(step)
        self.place, self.since = target, day

    def undo(self, day: date) -> None:
        """Go back the way of the last step; on its own day, as if never gone."""
        step = self.live.pop()
        self.steps.append(Step(None, step.target, step.origin, day, None))
        self.place = step.origin
        self.since = step.before if day == step.day else day


@dataclass(eq=False, repr=False)
class Letter:
    """A prepared paper with the units it pinned, by line."""

    id: int
    kind: str
    day: date
    store: int
    party: int
    lines: list[Wish]
    units: list[list[Unit]] = field(default_factory=list)
    state: str = "prepared"
    body: object = None
    list: int = 0


@dataclass(frozen=True, eq=False)
class Recipe:
    """A version of the recipe, from a day on: what a number of pieces takes."""

    since: date
    materials: Mapping[int, int]
    yields: int


@dataclass(frozen=True)
class Booked:
    """How a line was booked that is done once more: price and recipe stay, and what of it was hers."""

    price: int
    recipe: Recipe | None
    hers: Mapping[int, int]


@dataclass(frozen=True)
class Made:
    """A delivery line as typed; materials: None for the recipe's proposal; cut: off-cuts by item."""

    accepted: int
    rejected: int
    materials: Mapping[int, int] | None = None
    own: bool = False
    cut: Mapping[int, int] = field(default_factory=dict)
    cut_to_store: bool = False
    booked: Booked | None = None

    @property
    def delivered(self) -> int:
        """All pieces."""
        return self.accepted + self.rejected


def recipe_need(quantity: int, pieces: int, yields: int) -> int:
    """Return what a number of pieces takes of a material, rounded up."""
    whole, rest = divmod(quantity * pieces, yields)
    return whole + (1 if rest else 0)
