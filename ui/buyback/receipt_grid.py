"""A batch's deliveries as one grid: most possible, delivered, accepted, rejected, and one reason a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt

from ikm_desktop.buyback.balance import MakerBalance
from ikm_desktop.buyback.delivery import DeliveryLine, judge_form
from ikm_desktop.goods.waste import WasteLine
from ikm_desktop.office.fields import Findings
from ui.buyback.makers import Maker
from ui.buyback.receipt_extras import Besides
from ui.common.grid import BatchGrid
from ui.common.grid_model import FIRST, TAKES, Edit, GridColumn, GridLine, GridModel
from ui.theme.look import Look

MOST, DELIVERED, ACCEPTED, REJECTED = range(4)
_TITLES = ("Paling banyak", "Diserahkan", "Diterima", "Ditolak")


class ReceiptModel(GridModel):
    """The rows. Accepted follows delivered − rejected until somebody types it."""

    note_title = "Alasan"
    is_late = False
    """Whether the day lies back: then others may give way to what is too much."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.balances: dict[int, MakerBalance] = {}
        self.besides: Callable[[int], Besides] = lambda _place: Besides()
        """What the row of a maker (her place) says besides its figures."""

        self.wrong_besides: Callable[[int], list[str]] = lambda _place: []

    def show_makers(self, makers: Sequence[Maker], balances: Sequence[MakerBalance]) -> None:
        """Show these makers with what they hold; what was typed before is gone."""
        self.balances = {maker.place: balance for maker, balance in zip(makers, balances, strict=True)}
        unit = balances[0].product.unit if balances else None
        columns = [
            GridColumn(at, title, unit, fixed=at == MOST, blank=at != MOST)
            for at, title in enumerate(_TITLES)
            if unit is not None
        ]
        lines = [
            GridLine(
                key=maker.place,
                no=maker.no,
                name=maker.name,
                takes=True,
                note="",
                cells=[balance.most or 0, 0, 0, 0],
                proposed=(balance.most or 0, 0, 0, 0),
                tip=maker.caption,
            )
            for maker, balance in zip(makers, balances, strict=True)
        ]
        self.fill(columns, lines)

    def change(self, edits: Iterable[Edit], what: str) -> None:
        """Change cells, and let accepted follow in their rows."""
        edits = list(edits)
        super().change(edits, what)
        typed = {(edit.row, edit.column) for edit in edits}
        follow = []
        for row in sorted({edit.row for edit in edits if edit.column - FIRST in {DELIVERED, REJECTED}}):
            cells = self.lines[row].cells
            delivered, rejected = cells[DELIVERED], cells[REJECTED]
            if (row, FIRST + ACCEPTED) in typed or isinstance(delivered, str) or isinstance(rejected, str):
                continue
            follow.append(Edit(row, FIRST + ACCEPTED, max(delivered - rejected, 0)))
        super().change(follow, what)

    def fill_most(self) -> None:
        """Let everybody of whom nothing is typed deliver the most she can."""
        empty = [row for row, line in enumerate(self.lines) if not line.cells[DELIVERED]]
        self.change([Edit(row, FIRST + DELIVERED, self.lines[row].cells[MOST]) for row in empty], "isi")

    def line_of(self, row: int) -> DeliveryLine | None:
        """Return what a row says, None where nothing is typed or a cell cannot be read."""
        line = self.lines[row]
        delivered, accepted, rejected = line.cells[DELIVERED:]
        if isinstance(delivered, str) or isinstance(accepted, str) or isinstance(rejected, str):
            return None
        if not (delivered or accepted or rejected):
            return None
        said = self.besides(line.key)
        return DeliveryLine(
            self.balances[line.key].product.id,
            delivered,
            accepted,
            rejected,
            reason=line.note if rejected else "",
            own_reason=line.note if self._is_over(row) else "",
            again=said.again,
            materials=said.repair if said.again else None,
            offcuts=said.offcuts,
            offcuts_to_store=said.to_store,
        )

    def waste_of(self, row: int) -> tuple[WasteLine, ...]:
        """Return what was spoiled at the maker of a row."""
        return self.besides(self.lines[row].key).waste_lines

    def tell_besides(self) -> None:
        """Show anew which rows say something besides."""
        if self.lines:
            column = self.note_column
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, column))

    def wrong_with(self, row: int) -> list[str]:
        """Return what is wrong with a row by itself, as sentences without her name."""
        line, place = self.line_of(row), self.lines[row].key
        if line is None:
            told = [
                problem.sentence
                for at, column in enumerate(self.columns)
                if (problem := column.problem(self.lines[row].cells[at])) is not None
            ]
            if not told and self.besides(place).is_something:
                told.append(
                    f"{self.besides(place).told} tanpa jumlah yang diserahkan: isi, atau kosongkan (F7)."
                )
            return told
        ref = self.balances[place].product.ref
        found = Findings()
        judge_form(found, self.lines[row].no, line, ref, line.items)
        told = [reason.sentence for reason in found.reasons] + self.wrong_besides(place)
        held = self.besides(place).held
        if line.again and line.delivered > held and not self.is_late:
            told.append(
                f"perbaikan {ref.show(line.delivered)}, padahal yang masih ada padanya {ref.show(held)}."
            )
        if self._is_over(row) and not line.own_reason.strip():
            most = self.balances[self.lines[row].key].most or 0
            told.append(
                f"bahannya cukup untuk {ref.show(most)}, diisi {ref.show(line.delivered)}. "
                "Bila dari bahan sendiri, isi alasannya."
            )
        return told

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows; what a row says besides stands with its remark."""
        text = super().text(row, column)
        if column != self.note_column:
            return text
        told = self.besides(self.lines[row].key).told
        return " · ".join(part for part in (text, told) if part)

    def _is_over(self, row: int) -> bool:
        if self.besides(self.lines[row].key).again:
            return False
        delivered = self.lines[row].cells[DELIVERED]
        most = self.balances[self.lines[row].key].most
        return isinstance(delivered, int) and most is not None and delivered > most

    def _stands_out(self, row: int, column: int) -> bool:
        if not FIRST + DELIVERED <= column < self.note_column:
            return False
        at = column - FIRST
        if isinstance(self.lines[row].cells[at], str):
            return True
        line = self.line_of(row)
        if line is None:
            return False
        if at == DELIVERED:
            return self._is_over(row)
        return at == REJECTED and line.delivered != line.accepted + line.rejected

    def _tip(self, row: int, column: int) -> str:
        if self._stands_out(row, column):
            return " ".join(self.wrong_with(row))
        return super()._tip(row, column)


class ReceiptGrid(BatchGrid):
    """The grid; as a part of a form its state is what is typed, by place."""

    def __init__(self, look: Look) -> None:
        self.model_of_receipts = ReceiptModel(look)
        super().__init__(look, None, self.model_of_receipts)
        self.setAccessibleName("Penerimaan satu angkatan")
        self.setColumnHidden(TAKES, True)

    def fit(self) -> None:
        """Give the columns their room; nobody is ticked here."""
        super().fit()
        self.setColumnHidden(TAKES, True)

    def kept(self) -> dict[str, list[Any]]:
        """Return the three quantities and the reason of each row in which something is typed."""
        return {
            str(line.key): [*line.cells[DELIVERED:], line.note]
            for line in self.grid.lines
            if any(line.cells[DELIVERED:]) or line.note
        }

    def restore(self, kept: Any) -> None:  # noqa: ANN401 - as `kept` gave it
        """Type what a draft held; who is no longer in the batch is left out."""
        held: dict[str, list[Any]] = kept if isinstance(kept, dict) else {}
        edits = []
        for row, line in enumerate(self.grid.lines):
            typed = held.get(str(line.key), [0, 0, 0, ""])
            edits += [Edit(row, FIRST + DELIVERED + at, cell) for at, cell in enumerate(typed[:3])]
            edits.append(Edit(row, self.grid.note_column, str(typed[3])))
        self.grid.put(edits)

    def spot(self) -> list[Any]:
        """Return row and column of the cursor."""
        return [self.currentIndex().row(), self.currentIndex().column()]

    def go_to_spot(self, spot: list[Any]) -> None:
        """Put the cursor into a cell."""
        self.go_to(*(int(one) for one in spot[:2]))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
