"""What a clerk does afterwards: counting, closing and reopening, reversing, correcting."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from ikm_desktop.errors import WrongDay
from ikm_desktop.goods import counts, periods, reversal
from ikm_desktop.goods.correction import VoucherDraft, correct
from ikm_desktop.goods.count_sheet import open_count, refresh_count
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.office.acts import Done
from tests.scenarios.clerk.several import Several
from tests.scenarios.clerk.world import back_days, choice
from tests.scenarios.ledger.counting import Tally
from tests.scenarios.ledger.rows import Doc, Line, Made

found = st.lists(st.sampled_from([0, 0, 1, 2, -1, -2, None, -9]), min_size=3, max_size=3)
"""By how much what is found differs from the book; None where nothing was counted."""


class Closing(Several):
    """Counts, periods, reversals."""

    def work_a_little(self) -> None:
        """Buy, hand out, receive, give away and pay, so that there is something to go wrong."""
        self.buy([(0, 9, 1000), (1, 7, 100), (0, 8, 333)], extra=50, back=4)
        for who in (2, 3):
            self.open_balance(0, who, 7, 100, back=3)
        self.prepare_kit([(0, 3), (1, 2)], [(0, 4), (1, 3)], 0, back=3)
        self.sign([1, 2], back=2)
        self.receive(0, [Made(3, 1, None)], back=1)
        self.receive(1, [Made(4, 0, None), Made(1, 1, None, own=True)], back=1)
        self.prepare_gift([(2, 3)], back=1)
        self.sign([1], back=1)
        self.pay([(4, 500)], back=1)
        self.buy([(0, 9, 1300), (1, 6, 90)], extra=0, back=1)
        self.open_balance(2, 0, 9, 999, back=1)
        self.prepare_gift([(2, 2), (0, 1)], back=0)
        self.receive_uninspected(0, Made(1, 1, None, own=True), back=0)
        self.count(3, back=1, found=[0, 1, None], value=None)

    # --- counts and periods -------------------------------------------------------------------------

    @rule(where=choice, also=st.none() | choice, back=back_days)
    def open_sheet(self, where: int, also: int | None, back: int) -> None:
        """Open a count's sheet and lay it aside; a further item may be found there."""
        day = self.day(back)
        place = (self.world.store, self.world.store, self.world.depot, *self.world.people)[where % 5]
        if day > self.today:
            with pytest.raises(WrongDay):
                open_count(self.office, place=place, day=day)
            return
        copied = self.model.open_sheet(place, day)
        sheet = open_count(self.office, place=place, day=day, items=[] if also is None else [self.item(also)])
        assert {line.item.id: line.book for line in sheet.lines if line.item.id in copied.book} == copied.book
        self.sheets = [*self.sheets[-2:], (sheet, copied)]

    @rule(where=choice, back=back_days, found=found, value=st.none() | st.integers(0, 300))
    def count(self, where: int, back: int, found: list[int | None], value: int | None) -> None:
        """Open a sheet and post it at once."""
        self.open_sheet(where, None, back)
        if back >= 0:
            self.post_sheet(-1, found, value, fresh=False, reasoned=True)

    @precondition(lambda self: self.sheets)
    @rule(
        pick=choice,
        found=found,
        value=st.none() | st.integers(0, 300),
        fresh=st.booleans(),
        reasoned=st.sampled_from([True, True, True, False]),
    )
    def post_sheet(
        self,
        pick: int,
        found: list[int | None],
        value: int | None,
        fresh: bool,  # noqa: FBT001 - drawn
        reasoned: bool,  # noqa: FBT001 - drawn
    ) -> None:
        """Post a sheet with what was counted, as it was opened or brought up to date."""
        sheet, copied = self.sheets[pick % len(self.sheets)]
        if fresh:
            sheet = refresh_count(self.office, sheet=sheet)
            copied = self.model.open_sheet(sheet.place.id, sheet.day)
        tallies = [
            Tally(line.item.id, None if more is None else max(line.book + more, 0), value, reasoned)
            for line, more in zip(sheet.lines, found, strict=False)
        ]
        filled = sheet.counting(
            {one.item: one.counted for one in tallies},
            reasons={one.item: "dihitung ulang" if reasoned else "" for one in tallies},
            values={one.item: value for one in tallies},
        )
        self.act(
            lambda: self.model.post_sheet(copied, tallies),
            lambda: counts.post_count(self.office, sheet=filled),
            sheet.day,
        )

    @rule(back=st.sampled_from([6, 9, 4, 12, 1, 0]), really=st.booleans())
    def close(self, back: int, really: bool) -> None:  # noqa: FBT001 - drawn
        """Close the books through a day, not too often."""
        if not really:
            return
        through = self.day(back)
        self.act(
            lambda: self.model.close(through, self.today),
            lambda: periods.close_period(self.office, through=through),
            self.today,
        )

    @precondition(lambda self: self.model.closed)
    @rule(really=st.booleans())
    def reopen(self, really: bool) -> None:  # noqa: FBT001 - drawn
        """Open the newest closed period again, sooner or later."""
        if not really:
            return
        self.act(
            self.model.reopen,
            lambda: periods.reopen_period(self.office, reason="nota tertinggal"),
            self.today,
        )

    # --- reversals ----------------------------------------------------------------------------------

    @precondition(lambda self: self.model.docs)
    @rule(pick=choice, own_day=st.booleans())
    def correct(self, pick: int, own_day: bool) -> None:  # noqa: FBT001 - drawn
        """Take a voucher back and get what was left of it as a draft."""
        doc = self.model.docs[-1 - pick % len(self.model.docs)]
        on = doc.day if own_day else None
        left = [self.model.left(line) for line in doc.lines if self.model.is_open(line)]
        drafts: list[VoucherDraft] = []

        def done() -> Done:
            made, draft = correct(self.office, voucher=doc.id, reason="salah catat", on=on)
            drafts.append(draft)
            return made

        self.act(
            lambda: self.model.reverse(doc, on, self.today, None),
            done,
            max(self.today, doc.day) if on is None else on,
            again=False,
        )
        for draft in drafts:
            assert (draft.kind, draft.day) == (doc.kind, doc.day if own_day else max(self.today, doc.day))
            if doc.kind == "delivery":
                assert [(line.accepted, line.rejected) for line in draft.lines] == left
            elif doc.kind != "payment":
                assert [line.quantity for line in draft.lines] == [quantity for quantity, _ in left]

    @precondition(lambda self: self.model.docs)
    @rule(
        pick=choice,
        parts=st.none()
        | st.dictionaries(
            st.integers(1, 3),
            st.none() | st.tuples(st.integers(0, 5), st.integers(0, 2)),
            min_size=1,
            max_size=3,
        ),
        back=st.none() | back_days,
    )
    def reverse(self, pick: int, parts: dict[int, tuple[int, int] | None] | None, back: int | None) -> None:
        """Take a voucher back: whole, some lines, parts of lines, pieces; today or on a day of choice."""
        doc = self.model.docs[-1 - pick % len(self.model.docs)]
        on = None if back is None else doc.day if back == 0 else self.day(back)
        asked, lines, quantities = self._asked(doc, parts)
        day = max(self.today, doc.day) if on is None else on
        self.act(
            lambda: self.model.reverse(doc, on, self.today, asked),
            lambda: reversal.reverse(
                self.office,
                voucher=doc.id,
                reason="salah catat",
                lines=lines,
                quantities=quantities,
                on=on,
            ),
            day,
        )

    @precondition(lambda self: self.open_lines())
    @rule(pick=choice, part=choice, rejected=st.booleans(), own_day=st.booleans())
    def reverse_a_part(self, pick: int, part: int, rejected: bool, own_day: bool) -> None:  # noqa: FBT001 - drawn
        """Take some of one line back, of what is left of it; today or as if never gone."""
        lines = self.open_lines()
        line = lines[-1 - pick % len(lines)]
        good, bad = self.model.left(line)
        delivered = line.doc.kind == "delivery"
        asked = (1 + part % good, bad if rejected and delivered else 0) if good else (0, bad)
        on = line.doc.day if own_day else None
        self.act(
            lambda: self.model.reverse(line.doc, on, self.today, {line.no: asked}),
            lambda: reversal.reverse(
                self.office,
                voucher=line.doc.id,
                reason="salah catat",
                quantities={line.no: Pieces(*asked) if delivered else asked[0]},
                on=on,
            ),
            max(self.today, line.doc.day) if on is None else on,
        )

    def open_lines(self) -> list[Line]:
        """Return the lines with goods of which something is left to reverse."""
        return [
            line
            for doc in self.model.docs
            if doc.kind not in {"reversal", "payment"}
            for line in doc.lines
            if self.model.left(line) != (0, 0)
        ]

    def _asked(
        self, doc: Doc, parts: dict[int, tuple[int, int] | None] | None
    ) -> tuple[dict[int, tuple[int, int]] | None, list[int] | None, dict[int, int | Pieces] | None]:
        """Return what is asked of each line: for the model, and as lines and quantities for the book."""
        if parts is None or doc.kind == "reversal":
            return None, None, None
        by_number = {line.no: line for line in doc.lines}
        asked: dict[int, tuple[int, int]] = {}
        quantities: dict[int, int | Pieces] = {}
        for no, typed in parts.items():
            line = by_number.get(no)
            whole = (0, 0) if line is None else self.model.left(line)
            if typed is None or typed == (0, 0) or doc.kind == "payment":
                asked[no] = whole
                continue
            asked[no] = typed if doc.kind == "delivery" else (max(typed[0], 1), 0)
            quantities[no] = Pieces(*asked[no]) if doc.kind == "delivery" else asked[no][0]
        return asked, list(parts), quantities
