"""What Beranda shows, read from the book in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ikm_desktop import words
from ikm_desktop.batches.progress import BatchProgress, batch_progress
from ikm_desktop.distribution.lists import DistributionRow, distribution_rows
from ikm_desktop.goods.conservation import Conservation, MaterialBalance, ProductBalance, conservation
from ikm_desktop.goods.items import Item
from ikm_desktop.office.book import Office
from ikm_desktop.office.findings import Finding
from ikm_desktop.reports.backups import age_in_days
from ikm_desktop.reports.due import DueItem, due
from ikm_desktop.reports.first_steps import first_steps
from ui.common.drafts import DraftStore

_MATERIAL_PARTS = (
    ("in_store", "gudang", "neutral"),
    ("held", "di peserta", "info"),
    ("used_in_accepted", "jadi produk", "ok"),
    ("used_in_rejects", "ditolak", "err"),
    ("wasted", "susut", "warn"),
    ("returned_to_vendor", "kembali ke penyedia", "void"),
    ("given_out", "disalurkan", "ok"),
    ("lost", "selisih opname", "warn"),
)
_PRODUCT_PARTS = (
    ("in_store", "gudang", "neutral"),
    ("distributed", "disalurkan", "ok"),
    ("with_makers", "ditolak (di pembuat)", "err"),
    ("wasted", "susut", "warn"),
    ("returned_to_vendor", "kembali ke penyedia", "void"),
    ("lost", "selisih opname", "warn"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: how much, as it is written, what it is, the token of its colour."""

    quantity: int
    figure: str
    word: str
    token: str

    @property
    def text(self) -> str:
        """The figure with its word."""
        return f"{self.figure} {self.word}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One item's whole: the parts add up to it; equation: the same in words; name: of the item."""

    name: str
    equation: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that Beranda shows.

    bars: materials and products by turns, what is met first in the office first; unexplained: how many
    items do not come out at 0; regencies: pieces handed over by regency, most first.
    """

    due: tuple[DueItem, ...]
    bars: tuple[Bar, ...]
    unexplained: int
    progress: tuple[BatchProgress, ...]
    regencies: tuple[tuple[str, int], ...]
    given: str
    first_steps: tuple[DueItem, ...] = ()


def figures(office: Office, found: Sequence[Finding] = ()) -> Figures:
    """Read everything at one state of the book; found: what the self-check has found last."""
    today = office.clock.now().date()
    age = age_in_days(office, today)
    titles = [draft.name for draft in DraftStore(office.drafts).all()]
    with office.reading() as connection:
        balance = conservation(connection)
        given = [row for row in distribution_rows(connection) if row.net_pieces]
        return Figures(
            due=due(
                connection,
                today,
                backup_age_days=age,
                drafts=titles,
                unexplained=balance.unexplained,
                found=found,
            ),
            bars=bars(balance),
            unexplained=balance.unexplained,
            progress=batch_progress(connection),
            regencies=by_regency(given),
            given=_what_was_given(given),
            first_steps=first_steps(connection, balance),
        )


def bars(balance: Conservation) -> tuple[Bar, ...]:
    """Return a bar for each item: two materials, two products, then the others."""
    materials = [_bar(row, _MATERIAL_PARTS) for row in balance.materials]
    products = [_bar(row, _PRODUCT_PARTS) for row in balance.products]
    return (*materials[:2], *products[:2], *materials[2:], *products[2:])


def by_regency(rows: Iterable[DistributionRow]) -> tuple[tuple[str, int], ...]:
    """Return how many pieces went to each regency, most first."""
    sums: dict[str, int] = {}
    for row in rows:
        name = row.regency or "(belum diisi)"
        sums[name] = sums.get(name, 0) + row.net_pieces
    return tuple(sorted(sums.items(), key=lambda one: (-one[1], one[0])))


def _what_was_given(rows: Iterable[DistributionRow]) -> str:
    names = {item.heading: item for row in rows for item, _ in row.goods}
    if len(names) == 1:
        (item,) = names.values()
        return f"{item.heading}, {item.unit.symbol}"
    return "semua produk, dalam satuannya"


def _bar(row: MaterialBalance | ProductBalance, kinds: tuple[tuple[str, str, str], ...]) -> Bar:
    parts = tuple(
        Part(quantity, _figure(row.item, quantity), word, token)
        for name, word, token in kinds
        if (quantity := int(getattr(row, name)))
    )
    whole = row.item.ref.show(row.came_in)
    equation = f"{row.item.heading} {whole} = {' + '.join(part.text for part in parts) or '0'}"
    if row.unexplained:
        equation += f"; selisih {row.item.ref.show(row.unexplained)}"
    return Bar(row.item.name, equation, parts)


def _figure(item: Item, quantity: int) -> str:
    return words.scaled_number(quantity, item.unit.per, item.unit.decimals)
