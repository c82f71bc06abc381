"""Recipes: versions by date, and what they say a number of pieces takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ikm_desktop.errors import FieldInvalid, Negative, NotFound, NothingChosen, Several
from ikm_desktop.goods import recipes
from ikm_desktop.goods.recipes import Recipe, RecipeLine
from tests.factories.books import a_book
from tests.factories.things import a_material, a_product, a_recipe


def test_the_version_of_a_day(tmp_path: Path) -> None:
    """The version valid from the latest day counts; on one day the newest."""
    with a_book(tmp_path) as office:
        cloth, mask = a_material(office), a_product(office)
        first = a_recipe(office, mask, {cloth: 7_000}, yields=100, since=date(2020, 8, 1))
        second = a_recipe(office, mask, {cloth: 7_200}, yields=100, since=date(2020, 9, 1))
        third = a_recipe(office, mask, {cloth: 7_100}, yields=100, since=date(2020, 9, 1))
        with office.reading() as connection:
            assert recipes.recipe_on(connection, mask, date(2020, 7, 31)) is None
            valid = recipes.recipe_on(connection, mask, date(2020, 8, 31))
            later = recipes.recipe_on(connection, mask, date(2020, 9, 1))
            assert valid is not None
            assert later is not None
            assert (valid.id, later.id) == (first, third)
            assert valid == Recipe(
                first, mask, 1, "", 100, date(2020, 8, 1), "tanya", (RecipeLine(cloth, 7_000),)
            )
            assert [r.id for r in recipes.recipes(connection, product=mask)] == [third, second, first]


def test_materials_and_offcuts_are_told_apart(tmp_path: Path) -> None:
    """Lines keep their order; what comes out is no material. The mode can change, the lines never."""
    with a_book(tmp_path) as office:
        cloth, elastic, rag, mask = (
            a_material(office),
            a_material(office),
            a_material(office),
            a_product(office),
        )
        made = a_recipe(office, mask, {elastic: 35_000, cloth: 7_000}, yields=100, offcuts={rag: 300})
        recipes.set_recipe_mode(office, recipe=made, mode="larang")
        with office.reading() as connection:
            recipe = recipes.recipe_of(connection, made)
            assert recipe.materials == (RecipeLine(elastic, 35_000), RecipeLine(cloth, 7_000))
            assert recipe.offcuts == (RecipeLine(rag, 300, offcut=True),)
            assert recipe.mode == "larang"
            assert recipe.need(recipe.offcuts[0], 50) == 150
            assert recipe.need(recipe.offcuts[0], 1) == 3
            with pytest.raises(NotFound, match="Resep 99"):
                recipes.recipe_of(connection, 99)


def test_all_faults_of_a_recipe_are_told_at_once(tmp_path: Path) -> None:
    """An item twice, a zero, the product itself, an unknown item, nothing made."""
    with a_book(tmp_path) as office:
        cloth, mask = a_material(office), a_product(office)
        with pytest.raises(Several) as refused:
            recipes.add_recipe(
                office,
                product=mask,
                yields=0,
                lines=[RecipeLine(cloth, 1), RecipeLine(cloth, 0), RecipeLine(mask, 1), RecipeLine(99, 1)],
                valid_from=date(2020, 8, 1),
            )
        kinds = [type(reason) for reason in refused.value.reasons]
        assert kinds == [Negative, Negative, FieldInvalid, FieldInvalid, NotFound]
        with pytest.raises(NothingChosen):
            a_recipe(office, mask, {}, offcuts={cloth: 1})
        with pytest.raises(FieldInvalid, match="bukan produk"):
            a_recipe(office, cloth, {a_material(office): 1})
        with office.reading() as connection:
            assert recipes.recipes(connection) == ()


def _one_line(quantity: int, yields: int) -> tuple[Recipe, RecipeLine]:
    line = RecipeLine(2, quantity)
    return Recipe(1, 1, 1, "", yields, date(2020, 8, 1), "tanya", (line,)), line


def test_proposals_round_up_once_a_maker() -> None:
    """7 m for 100 masks: three at a time take 210 mm; 10 of 3 for 1 each visit takes 4, 3, 3."""
    recipe, line = _one_line(7_000, 100)
    assert recipe.proposal(line, 0, 3) == 210
    recipe, line = _one_line(10, 3)
    assert [recipe.proposal(line, before, 1) for before in (0, 1, 2)] == [4, 3, 3]


@given(
    quantity=st.integers(1, 10_000),
    yields=st.integers(1, 500),
    held=st.integers(0, 100_000),
    before=st.integers(0, 1_000),
)
def test_enough_for_is_the_most_the_proposal_allows(
    quantity: int, yields: int, held: int, before: int
) -> None:
    """The pieces it names take no more than is held, and one more would."""
    recipe, line = _one_line(quantity, yields)
    most = recipe.enough_for(line, held, before)
    assert recipe.proposal(line, before, most) <= held
    assert recipe.proposal(line, before, most + 1) > held


def test_offcuts_are_rounded_down() -> None:
    """7 for every 3 pieces: 5 pieces leave 11, not 11,67."""
    recipe, line = _one_line(7, 3)
    need = recipe.need(replace(line, offcut=True), 5)
    assert (need, type(need)) == (11, int)
