"""Between a kit's proposal and the grid: what is shown, what was made different, what is handed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ikm_desktop.supply.handover import KitRow
from ikm_desktop.supply.kit import KitProposal
from ui.common.grid_model import GridColumn, GridLine, GridModel


def columns_of(proposal: KitProposal) -> list[GridColumn]:
    """Return a column for each material of the kit."""
    return [GridColumn(one.item.id, one.item.heading, one.item.unit) for one in proposal.items]


def lines_of(proposal: KitProposal) -> list[GridLine]:
    """Return a line for each person, with what everybody gets."""
    each = tuple(one.each for one in proposal.items)
    return [
        GridLine(
            key=person.place,
            no=person.no,
            name=person.name,
            takes=person.receives,
            note=person.note,
            cells=list(each),
            proposed=each,
            tip=person.masked_nik,
        )
        for person in proposal.people
    ]


def exceptions(grid: GridModel) -> dict[str, dict[str, Any]]:
    """Return by place what the clerk made different: takes, note, cells by item."""
    found = {}
    for line in grid.lines:
        one: dict[str, Any] = {}
        if line.takes != line.proposed_takes:
            one["takes"] = line.takes
        if line.note != line.proposed_note:
            one["note"] = line.note
        cells = {
            str(column.key): line.cells[at]
            for at, column in enumerate(grid.columns)
            if line.cells[at] != line.proposed[at]
        }
        if cells:
            one["cells"] = cells
        if one:
            found[str(line.key)] = one
    return found


def with_exceptions(
    lines: Sequence[GridLine], columns: Sequence[GridColumn], kept: dict[str, dict[str, Any]]
) -> list[GridLine]:
    """Return the lines with what was made different before; who is no longer on the list is left out."""
    for line in lines:
        one = kept.get(str(line.key), {})
        line.takes = bool(one.get("takes", line.takes))
        line.note = str(one.get("note", line.note))
        cells = one.get("cells", {})
        for at, column in enumerate(columns):
            line.cells[at] = cells.get(str(column.key), line.cells[at])
    return list(lines)


def kit_rows(grid: GridModel) -> list[KitRow]:
    """Return what each person taking part gets, in the order of the list.

    A remark that was typed is also why she gets a kit once more; the one proposed only says that she has one.
    """
    return [
        KitRow(
            line.key,
            {
                column.key: cell
                for column, cell in zip(grid.columns, line.cells, strict=True)
                if isinstance(cell, int) and cell
            },
            line.note,
            again=line.note if line.note != line.proposed_note else "",
        )
        for line in grid.lines
        if line.takes
    ]
