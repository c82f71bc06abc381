"""The balance of materials and products as a paper: the proof of conservation, term by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.conservation import MaterialBalance, ProductBalance, conservation
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.asking import asked_by
from ikm_desktop.papers.rows import PaperRow


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of the equation: the balance's attribute, its head, whether it always has a column."""

    name: str
    label: str
    always: bool = False


_CAME = (
    _Term("opening", "Saldo Awal"),
    _Term("bought", "Dibeli"),
    _Term("supplied", "Diserahkan"),
    _Term("found", "Ditemukan"),
    _Term("own", "Bahan Sendiri"),
    _Term("offcuts", "Sisa Potong"),
)
_WHERE = (
    _Term("in_store", "Di Gudang"),
    _Term("held", "Dipegang Peserta", always=True),
    _Term("used", "Dipakai", always=True),
    _Term("wasted", "Terbuang", always=True),
    _Term("returned_to_vendor", "Dikembalikan ke Penyedia"),
    _Term("taken_back", "Dikembalikan ke Gudang"),
    _Term("lost", "Hilang"),
    _Term("given_out", "Diberikan"),
)
_OF_OFFICE = {"bought", "in_store", "returned_to_vendor"}
_OF_BATCH = {"supplied", "taken_back"}
"""Terms of materials that always have a column, for the whole office or for a batch and makers."""

_MADE = (
    _Term("opening", "Saldo Awal"),
    _Term("made", "Dibuat", always=True),
    _Term("bought", "Dibeli"),
    _Term("found", "Ditemukan"),
)
_PRODUCTS_ARE = (
    _Term("with_makers", "Pada Pembuat", always=True),
    _Term("in_store", "Di Gudang", always=True),
    _Term("distributed", "Disalurkan", always=True),
    _Term("wasted", "Dihapus", always=True),
    _Term("returned_to_vendor", "Dikembalikan ke Penyedia"),
    _Term("lost", "Hilang"),
)


def balance_sheet(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.GoodsBalance:
    """Return the balance a paper asks for: of a batch, of makers (places), or of all; on a day, or its own.

    The subject of the register is its second title. The state is that of the day the paper names, also where
    goods moved after it: a draft that waited, or an entry dated ahead.
    """
    asked = asked_by(paper)
    batch, makers = asked.number("batch"), asked.numbers("makers")
    on = asked.day("on")
    if on is None and _moved_after(connection, paper.letter_date):
        on = paper.letter_date
    found = conservation(connection, batch=batch, makers=makers, on=on)
    always = _OF_BATCH if batch or makers else _OF_OFFICE
    day = on or paper.letter_date
    whose = _whose(connection, makers, asked.text("whose"))
    keeper = furniture.dated(
        connection, furniture.signer(connection, "stock_officer", paper.letter_date), paper.letter_date
    )
    head = furniture.head(connection, paper, version=version, draft=draft, returns=False)
    return c.GoodsBalance(
        head=replace(head, number=words.month_year(day)),
        letterhead=furniture.letterhead(connection),
        subtitle=f"{whose}, keadaan sampai dengan {words.long_date(day)}",
        materials=balance_table("Bahan", found.materials, _CAME, _WHERE, always),
        products=balance_table("Produk", found.products, _MADE, _PRODUCTS_ARE, set()),
        unexplained=found.unexplained,
        left=furniture.acting(connection, "kpb", paper.letter_date, "Mengetahui:"),
        right=replace(keeper, rank=""),
    )


def _whose(connection: sa.Connection, makers: Sequence[int], batch: str) -> str:
    """Return whose goods these are: the first maker's name as it is now, and the batch's."""
    query = sa.select(t.place.c.name).where(t.place.c.id.in_(makers[:1]))
    names = [*connection.execute(query).scalars(), *([batch] if batch else [])]
    return ", ".join(names) or "Seluruh bahan dan produk"


def _moved_after(connection: sa.Connection, day: date) -> bool:
    return bool(connection.execute(sa.select(sa.exists().where(t.move.c.day > day))).scalar())


def balance_table(
    goods: str,
    rows: Sequence[MaterialBalance] | Sequence[ProductBalance],
    came: Sequence[_Term],
    where: Sequence[_Term],
    always: set[str],
) -> c.BalanceTable:
    """Return a table with a column for each term that occurs, or always stands."""
    came = _occurring(rows, came, always)
    where = _occurring(rows, where, always)
    return c.BalanceTable(
        goods=goods,
        came=tuple(term.label for term in came),
        where=tuple(term.label for term in where),
        rows=tuple(
            c.BalanceRow(
                name=row.item.name,
                unit=row.item.unit.symbol,
                per=row.item.unit.per,
                decimals=row.item.unit.decimals,
                came=tuple(getattr(row, term.name) for term in came),
                where=tuple(getattr(row, term.name) for term in where),
                total=row.accounted_for,
                unexplained=row.unexplained,
            )
            for row in rows
        ),
    )


def _occurring(
    rows: Sequence[MaterialBalance] | Sequence[ProductBalance], terms: Sequence[_Term], always: set[str]
) -> list[_Term]:
    return [
        term
        for term in terms
        if term.always or term.name in always or any(getattr(row, term.name) for row in rows)
    ]
