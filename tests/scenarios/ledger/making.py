"""Products: what their makers use up, what is bought, what comes back mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tests.scenarios.ledger.letters import Letters
from tests.scenarios.ledger.rows import (
    Commit,
    Doc,
    Ids,
    Line,
    Made,
    Reason,
    Recipe,
    Refused,
    Unit,
    recipe_need,
)


class Making(Letters):
    """Deliveries."""

    # --- products -----------------------------------------------------------------------------------

    def price_on(self, day: date) -> int:
        """Return what a piece costs on a day."""
        return self.prices[max(since for since in self.prices if since <= day)]

    def recipe_on(self, day: date) -> Recipe:
        """Return the recipe of a day: of those from the same day on the one added last."""
        valid = [recipe for recipe in self.recipes if recipe.since <= day]
        return max(enumerate(valid), key=lambda one: (one[1].since, one[0]))[1]

    def delivered_before(self, maker: int, recipe: Recipe) -> int:
        """Return how many pieces a maker delivered by a recipe that stand unreversed."""
        return sum(
            line.quantity - line.back - line.back_rejected
            for line in self.lines_of("delivery")
            if line.doc.party == maker and line.recipe is recipe
        )

    def deliver(
        self,
        maker: int,
        store: int,
        day: date,
        made: Sequence[Made],
        spoiled: Sequence[tuple[int, int]] = (),
    ) -> Commit:
        """Use up what the maker holds, buy what is accepted, leave her the rejects.

        spoiled: items and quantities of hers that are waste, in the same act.
        """
        kept = [one for one in made if one.delivered]
        recipe, taken = self.recipe_on(day), set[Unit]()
        before = self.delivered_before(maker, recipe)
        reasons: list[Reason] = [] if kept else [("NothingChosen",)]
        touched = {(place, self.product) for place in (store, maker)} if kept else set()
        touched |= {(maker, item) for one in kept for item in self._materials_of(one, recipe)}
        touched |= {(store if one.cut_to_store else maker, item) for one in kept for item in one.cut}
        reasons += self.guard(day, touched)
        drawn: list[dict[int, tuple[list[Unit], int]]] = []
        for one in kept:
            needs = self._needs(one, recipe, before)
            try:
                drawn.append(self._draw(maker, day, needs, taken, one))
                before += one.delivered
            except Refused as refused:
                reasons += refused.reasons
        wasted, more = self._spoiled(maker, day, [one for one in spoiled if one[1]], taken)
        if reasons + more:
            raise Refused(reasons + more)

        def commit(ids: Ids) -> None:
            doc = Doc(ids.voucher(), "delivery", day, store, maker)
            for no, (one, parts) in enumerate(zip(kept, drawn, strict=True), 1):
                made_by = one.booked.recipe if one.booked else recipe
                doc.lines.append(self._make(doc, no, one, parts, made_by))
            self.docs.append(doc)
            if wasted:
                self._throw_away(ids.voucher(), day, maker, wasted)

        return commit

    def _spoiled(
        self, maker: int, day: date, lines: Sequence[tuple[int, int]], taken: set[Unit]
    ) -> tuple[list[tuple[int, list[Unit]]], list[Reason]]:
        if not lines:
            return [], []
        reasons = self.guard(day, {(maker, item) for item, _ in lines})
        found = [
            (item, self.try_take(reasons, (maker, item, day), quantity, taken)) for item, quantity in lines
        ]
        return found, reasons

    def _throw_away(
        self, number: int, day: date, maker: int, wasted: Sequence[tuple[int, list[Unit]]]
    ) -> None:
        doc = Doc(number, "waste", day, maker, target=self.fixed["wasted"])
        for no, (item, units) in enumerate(wasted, 1):
            doc.lines.append(self.carried(doc, no, item, len(units), units, self.fixed["wasted"]))
        self.docs.append(doc)

    def mend(self, maker: int, store: int, day: date, one: Made) -> Commit:
        """Take pieces she held: bought now with what repair cost, or back as they are if bought before."""
        if not one.delivered:
            raise Refused([("NothingChosen",), *self.guard(day, ())])
        typed = one.materials or {}
        touched = {(place, self.product) for place in (store, maker)} | {(maker, item) for item in typed}
        reasons, taken = self.guard(day, touched), set[Unit]()
        parts: dict[int, tuple[list[Unit], int]] = {}
        needs = {item: quantity for item, quantity in typed.items() if quantity}
        try:
            parts = self._draw(maker, day, needs, taken, one)
        except Refused as refused:
            reasons += refused.reasons
        held = self.try_take(reasons, (maker, self.product, day), one.delivered, taken)
        if reasons:
            raise Refused(reasons)

        return lambda ids: self._book_mended(
            ids, Doc(ids.voucher(), "delivery", day, store, maker), one, held, parts
        )

    def _book_mended(
        self,
        ids: Ids,
        doc: Doc,
        one: Made,
        held: Sequence[Unit],
        parts: Mapping[int, tuple[list[Unit], int]],
    ) -> None:
        pieces = list(held[: one.accepted])
        price = one.booked.price if one.booked else self.price_on(doc.day)
        line = Line(doc, 1, self.product, one.delivered, price=price, again=True, mended=pieces)
        line.good, line.bad = one.accepted, one.rejected
        line.own = any(missing for _, missing in parts.values())
        doc.lines.append(line)
        self.docs.append(doc)
        new = [unit for unit in pieces if not unit.lot.bought]
        wasted = [(item, units) for item, (units, _) in parts.items() if units]
        if new:
            self._consume(line, parts)
            for unit in new:
                unit.go(line, self.fixed["used"], doc.day)
            cost = sum(unit.cost for units in line.consumed.values() for unit in units)
            self._buy(line, len(new), cost + sum(unit.cost for unit in new))
        elif wasted:
            self._throw_away(ids.voucher(), doc.day, doc.party or 0, wasted)
        for unit in pieces:
            if unit.lot.bought:
                unit.go(line, doc.store or 0, doc.day)

    @staticmethod
    def _materials_of(one: Made, recipe: Recipe) -> Mapping[int, int]:
        """Return the materials that a line speaks of: those typed, else the recipe's."""
        return recipe.materials if one.materials is None else one.materials

    @staticmethod
    def _needs(one: Made, recipe: Recipe, before: int) -> dict[int, int]:
        if one.materials is not None:
            return {item: quantity for item, quantity in one.materials.items() if quantity}
        needs = {
            item: recipe_need(quantity, before + one.delivered, recipe.yields)
            - recipe_need(quantity, before, recipe.yields)
            for item, quantity in recipe.materials.items()
        }
        return {item: quantity for item, quantity in needs.items() if quantity}

    def _draw(
        self, maker: int, day: date, needs: Mapping[int, int], taken: set[Unit], one: Made
    ) -> dict[int, tuple[list[Unit], int]]:
        reasons: list[Reason] = []
        found: dict[int, tuple[list[Unit], int]] = {}
        for item, needed in needs.items():
            hers = one.booked.hers.get(item, 0) if one.booked else 0
            quantity = needed - hers
            held = [
                unit
                for unit in sorted(self.units, key=lambda unit: unit.rank)
                if unit.place == maker and unit.lot.item == item and unit not in taken
                if unit.since and unit.since <= day
            ]
            if len(held) < quantity and (one.booked or not one.own):
                reasons.append(("OwnMaterial", maker, item, day, quantity, len(held)))
            found[item] = (held[:quantity], hers + max(quantity - len(held), 0))
        if reasons:
            raise Refused(reasons)
        taken.update(unit for units, _ in found.values() for unit in units)
        return found

    def _make(
        self,
        doc: Doc,
        no: int,
        one: Made,
        parts: Mapping[int, tuple[list[Unit], int]],
        recipe: Recipe | None,
    ) -> Line:
        price = one.booked.price if one.booked else self.price_on(doc.day)
        line = Line(doc, no, self.product, one.delivered, price=price, recipe=recipe)
        line.good, line.bad = one.accepted, one.rejected
        line.own = any(missing for _, missing in parts.values())
        self._consume(line, parts)
        cost = sum(unit.cost for units in line.consumed.values() for unit in units)
        good = cost * one.accepted // one.delivered
        if one.accepted:
            self._buy(line, one.accepted, good)
        if one.rejected:
            used, maker = self.fixed["used"], doc.party or 0
            line.rejected = self.create(self.product, doc.day, one.rejected, cost - good, used, maker)
            for unit in line.rejected:
                unit.go(line, maker, doc.day)
        for item, quantity in one.cut.items():
            line.cut += self.create(item, doc.day, quantity, 0, self.fixed["used"], doc.party)
        for unit in line.cut:
            unit.go(line, (doc.store if one.cut_to_store else doc.party) or 0, doc.day)
        return line

    def _consume(self, line: Line, parts: Mapping[int, tuple[list[Unit], int]]) -> None:
        for item, (held, missing) in parts.items():
            units = list(held)
            if missing:
                units += self.create(item, line.doc.day, missing, 0, self.fixed["own"])
            for unit in units:
                unit.go(line, self.fixed["used"], line.doc.day)
            line.consumed[item] = units

    def _buy(self, line: Line, pieces: int, cost: int) -> None:
        """Let pieces come into being and through their maker into the store, bought."""
        day, maker, store = line.doc.day, line.doc.party, line.doc.store
        assert maker is not None
        assert store is not None
        value, used = cost + pieces * line.price, self.fixed["used"]
        line.accepted = self.create(self.product, day, pieces, value, used, maker, bought=True)
        for unit in line.accepted:
            unit.go(line, maker, day)
            unit.go(line, store, day)
