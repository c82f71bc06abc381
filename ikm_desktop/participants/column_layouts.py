"""Columns the clerk put right once, remembered for every list laid out the same way.

A layout is its headings in their order (of a column without one, what its content was taken for). It is
remembered when a list read with corrected columns has been imported, until the clerk lets it be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ikm_desktop.office.fields import Findings
from ikm_desktop.office.settings import Group, forget_in, load, parts, save_in
from ikm_desktop.participants.list_import.fields import Field
from ikm_desktop.participants.list_import.headings import field_of
from ikm_desktop.participants.list_import.reading import Chosen
from ikm_desktop.participants.list_import.records import ReadList

if TYPE_CHECKING:
    import sqlalchemy as sa

    from ikm_desktop.office.acts import Done
    from ikm_desktop.office.book import Office


@dataclass(frozen=True, kw_only=True)
class ColumnLayout(Group):
    """What the columns of one layout hold, as the clerk said; kept by the layout's mark.

    headings: as they read, for the log; columns: the key of a `Field` by the column's number from 0.
    """

    key = "import_columns"
    headings: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    def check(self, found: Findings) -> None:
        """Every column holds something the reading knows."""
        known = {one.value: one.label for one in Field}
        for one in self.columns.values():
            found.chosen("Kolom", one, known)

    @property
    def chosen(self) -> dict[int, Field]:
        """The columns as the reading takes them."""
        return {int(column): Field(one) for column, one in self.columns.items()}


def remember_columns(office: Office, read: ReadList, chosen: Chosen) -> Done:
    """Remember the columns chosen for the sheets of a list, for lists with the same headings.

    read: the list as the program had read it, with the marks of its layouts.
    """
    with office.act("remember_columns") as act:
        for sheet in read.sheets:
            if sheet.layout and sheet.name in chosen:
                columns = {str(column): one.value for column, one in chosen[sheet.name].items()}
                headings = tuple(column.heading for column in sheet.columns)
                save_in(act, ColumnLayout(headings=headings, columns=columns), sheet.layout)
        return act.done()


@dataclass(frozen=True, slots=True)
class RememberedLayout:
    """A layout that is remembered: its mark, its headings, and what was put right ("Usaha → Produk")."""

    mark: str
    headings: tuple[str, ...]
    put_right: tuple[str, ...]


def remembered_layouts(connection: sa.Connection) -> tuple[RememberedLayout, ...]:
    """Return all layouts that are remembered, by their headings."""
    kept = [(mark, load(connection, ColumnLayout, mark)) for mark in parts(connection, ColumnLayout)]
    found = (RememberedLayout(mark, one.headings, tuple(_put_right(one))) for mark, one in kept)
    return tuple(sorted(found, key=lambda one: (one.headings, one.mark)))


def _put_right(layout: ColumnLayout) -> Iterator[str]:
    """Yield the columns that are not read as their heading says."""
    for heading, (_, chosen) in zip(layout.headings, sorted(layout.chosen.items()), strict=False):
        if (field_of(heading) or Field.OTHER) is not chosen:
            yield f"{heading or '(tanpa judul)'} → {chosen.label}"


def forget_layout(office: Office, mark: str) -> Done:
    """Forget a layout: the next list laid out so is read as the program recognises it; logged.

    Raises NotFound, ReadOnly.
    """
    with office.act("forget_columns") as act:
        forget_in(act, ColumnLayout, mark)
        return act.done()


def read_as_remembered(connection: sa.Connection, read: Callable[[Chosen | None], ReadList]) -> ReadList:
    """Read a list, and again where columns of its layout were put right before.

    read: reads the list with chosen columns, None: as recognised. Sheets read by what is remembered say so
    (`SheetRead.remembered`). Raises what `read` raises.
    """
    found = read(None)
    layouts = {
        sheet.name: load(connection, ColumnLayout, sheet.layout) for sheet in found.sheets if sheet.layout
    }
    chosen = {name: layout.chosen for name, layout in layouts.items() if layout.columns}
    if not chosen:
        return found
    again = read(chosen)
    marks = {sheet.name: sheet.layout for sheet in found.sheets}
    sheets = tuple(
        replace(sheet, layout=marks[sheet.name], remembered=sheet.name in chosen) for sheet in again.sheets
    )
    return replace(again, sheets=sheets)
