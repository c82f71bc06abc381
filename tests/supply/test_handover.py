"""Materials to one person, and kits to many: what the form says is what is pinned."""

from __future__ import annotations

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.batches.roster import roster
from ikm_desktop.errors import FieldMissing, LineTwice, Negative, NotEnough, NotFound, Refusal, SecondKit
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.reversal import reverse
from ikm_desktop.office.acts import Done
from ikm_desktop.office.listing import How, Query, Term
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.supply.handover import KitRow, prepare_handover, prepare_kit
from ikm_desktop.supply.handover_list import handover_list
from ikm_desktop.supply.lists import handover_lines, handover_rows
from tests.factories import things, training
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Ten for Rp1.000."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 10, 1000))
    return item


def _hand(desk: Desk, *lines: GoodsLine) -> Done:
    return desk.checked(
        prepare_handover(
            desk.office,
            participant=desk.ani,
            store=desk.store,
            letter_date=DAY,
            lines=lines,
            giver=OFFICER,
            batch=desk.batch,
        )
    )


def test_one_item_in_two_lines_is_handed_over_as_one(desk: Desk, cloth: int) -> None:
    """The list has one column an item; a negative line is refused, not set off."""
    desk.sign(_hand(desk, GoodsLine(cloth, 2), GoodsLine(cloth, 3)))
    assert desk.on_hand(desk.ani, cloth)[0] == 5
    for lines in ((5, -3), (-3, 5), (-3, -2)):
        with pytest.raises(Negative):
            _hand(desk, *(GoodsLine(cloth, many) for many in lines))


def test_everything_wrong_with_a_kit_is_told_at_once(desk: Desk, cloth: int) -> None:
    """Head, people and goods: a row with a wrong item is tried no further, the others are."""
    rows = [
        KitRow(desk.ani, {cloth: 8, 999: 1}),
        KitRow(desk.ani, {cloth: 1}),
        KitRow(desk.budi, {cloth: 8}),
    ]
    with pytest.raises(Refusal) as refused:
        prepare_kit(desk.office, batch=desk.batch, store=desk.store, letter_date=DAY, rows=rows, giver=" ")
    assert [type(reason) for reason in refused.value.reasons] == [
        FieldMissing,
        LineTwice,
        NotFound,
        NotEnough,
    ]


def test_who_gets_nothing_is_not_on_the_list(desk: Desk, cloth: int) -> None:
    """One paper, as many vouchers as there are receivers."""
    done = desk.prepare({desk.ani: {cloth: 0}, desk.budi: {cloth: 2}})
    assert (len(done.prepared), len(done.papers)) == (1, 1)


@pytest.mark.parametrize(
    ("each", "told"),
    [
        (3, "perlu 12 buah untuk 4 orang, ada 10 buah pada 24-08-2020: cukup untuk 3 orang, kurang 2 buah."),
        (11, "perlu 44 buah untuk 4 orang, ada 10 buah pada 24-08-2020: tidak cukup untuk satu orang pun"),
    ],
)
def test_what_a_kit_lacks_is_told_for_all_who_get_it(desk: Desk, cloth: int, each: int, told: str) -> None:
    """Once a material, with the whole need, not with what was left for whoever came last."""
    batch = training.a_batch(desk.office, "Angkatan II", participants=4)
    with desk.office.reading() as connection:
        places = [row.person.place for row in roster(connection, batch)]
    with pytest.raises(NotEnough) as refused:
        desk.prepare({place: {cloth: each} for place in places}, batch=batch)
    assert told in refused.value.sentence


# --- a second kit -----------------------------------------------------------------------------------


@pytest.fixture
def kit(desk: Desk) -> tuple[int, dict[int, int]]:
    """A batch for masks, and its kit: cloth and thread, of which there is plenty in store."""
    cloth, thread = (things.a_material(desk.office, name, unit=PIECE) for name in ("Kain", "Benang"))
    desk.buy((cloth, 100, 1000), (thread, 100, 1000))
    mask = things.a_product(desk.office, "Masker kain")
    things.a_recipe(desk.office, mask, {cloth: 7, thread: 2}, yields=100)
    return training.a_batch(desk.office, "Angkatan II", participants=1, product=mask), {cloth: 7, thread: 2}


def test_a_second_kit_asks_for_a_reason_and_keeps_it(desk: Desk, kit: tuple[int, dict[int, int]]) -> None:
    """Prepared or signed: what she has, since when and by which letter is told; the reason stands with it."""
    batch, each = kit
    first = desk.prepare({desk.ani: each}, batch=batch)
    for signed in (False, True):
        if signed:
            desk.sign(first)
        with pytest.raises(SecondKit) as refused:
            desk.prepare({desk.ani: each, desk.budi: each}, batch=batch)
        told = refused.value.sentence
        for word in ("Ani CONTOH sudah menerima Kain 7", "Benang 2", "24-08-2020", "Angkatan II"):
            assert word in told
        assert "Budi" not in told
        assert len(refused.value.papers) == 1
    rows = [KitRow(desk.ani, each, again="kain pertama rusak"), KitRow(desk.budi, each)]
    done = desk.checked(
        prepare_kit(desk.office, batch=batch, store=desk.store, letter_date=DAY, rows=rows, giver=OFFICER)
    )
    with desk.office.reading() as connection:
        paper = read_paper(connection, done.papers[0])
        listed = handover_list(connection, paper, version=1, draft=True)
    assert [field.value for field in listed.fields_left if field.label == "Diberi lagi"] == [
        "Ani CONTOH: kain pertama rusak"
    ]
    assert _reasons(desk) == {"Ani CONTOH": "kain pertama rusak"}
    desk.sign(done)
    assert _reasons(desk) == {"Ani CONTOH": "kain pertama rusak"}


def _reasons(desk: Desk) -> dict[str, str]:
    with desk.office.reading() as connection:
        found = {row.party: row.reason for row in handover_rows(connection) if row.reason}
        asked = Query(terms=(Term("reason", How.CONTAINS, ("rusak",)),))
        assert len(handover_lines(DAY).find(connection, asked)) == len(found)
    return found


def test_what_is_no_second_kit_asks_for_nothing(desk: Desk, kit: tuple[int, dict[int, int]]) -> None:
    """The rest of a kit, more of one material, and a kit after the first came back or was reversed."""
    batch, each = kit
    cloth, thread = each
    desk.sign(desk.prepare({desk.ani: {cloth: 4, thread: 1}}, batch=batch))
    rest = desk.sign(desk.prepare({desk.ani: {cloth: 3, thread: 1}}, batch=batch))[0]
    desk.sign(desk.prepare({desk.ani: {thread: 3}}, batch=batch))
    with pytest.raises(SecondKit):
        desk.prepare({desk.ani: {cloth: 1, thread: 1}}, batch=batch)
    desk.checked(reverse(desk.office, voucher=rest, reason="salah catat"))
    desk.back(desk.ani, (thread, 3))
    desk.prepare({desk.ani: {cloth: 3, thread: 1}}, batch=batch)
