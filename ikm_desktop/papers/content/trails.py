"""Trails: where goods came from and went, as a flow and as a list of makers."""

from __future__ import annotations

from dataclasses import dataclass

from ikm_desktop.papers.content.parts import Head, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowBox:
    """A box of the flow; column: 0 … 4; quantity: what passes through it, which gives its height.

    short: how the quantity reads where the box is too low for its lines.
    """

    column: int
    title: str
    lines: tuple[str, ...]
    quantity: int
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRibbon:
    """What passes from one box (its index) to another of the next column; dark: the darker grey."""

    start: int
    end: int
    quantity: int
    dark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRow:
    """A maker on a trail; quantities in smallest units.

    nik: as printed (masked); lots: which of the material she used; material: of it what is in the goods
    followed, None where she used none; delivered, rejected, accepted: of her deliveries, None for goods
    nobody delivered; taken: of them, the goods followed; receipts: the kuitansi that paid them.
    """

    maker: str
    nik: str
    lots: str
    material: int | None
    delivered: int | None
    rejected: int | None
    accepted: int | None
    taken: int
    receipts: str


@dataclass(frozen=True, kw_only=True)
class TrailSheet:
    """LJ: lembar jejak of one handover, back to the materials, or of one maker, on to the institutions.

    heads: of the five columns of the flow; material: name of the one it begins with, with its unit; per,
    decimals: of the goods; material_per, material_decimals: of the material; totals: as the last row of the
    table; notes: other lots, the cost; statement: beneath.
    """

    head: Head
    office: str
    subtitle: str
    heads: tuple[str, ...]
    boxes: tuple[FlowBox, ...]
    ribbons: tuple[FlowRibbon, ...]
    rows: tuple[TrailRow, ...]
    material: str
    material_unit: str
    total: TrailRow
    right: Signer
    taken_head: str = "Masuk BAST Ini"
    goods: str = ""
    caption: str = ""
    notes: tuple[str, ...] = ()
    per: int = 1
    decimals: int = 0
    material_per: int = 1
    material_decimals: int = 0
    title: str = "LEMBAR JEJAK BARANG"
    statement: str = "Lembar ini disusun dari jurnal barang dan sama dengan buku pada saat dicetak."
