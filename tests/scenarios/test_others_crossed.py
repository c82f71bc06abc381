"""Rules that meet: repair and payment, merging and giving back, several faults on one form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.batches import batches, merging, planning, progress, roster
from ikm_desktop.buyback import lists, payment, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.inspection_letter import inspection_letter
from ikm_desktop.buyback.list_lines import delivery_lines
from ikm_desktop.buyback.receiving_many import MakersLine, receive_from_many
from ikm_desktop.distribution import onward
from ikm_desktop.distribution.handed import handed
from ikm_desktop.distribution.list_lines import distribution_lines
from ikm_desktop.distribution.lists import distribution_rows
from ikm_desktop.distribution.onward import MoreThanKept
from ikm_desktop.errors import (
    Blocked,
    DoesNotAdd,
    FieldInvalid,
    FieldMissing,
    Negative,
    NotEnough,
    NotFound,
    NotReversible,
    Paid,
    ReasonMissing,
    SecondKit,
)
from ikm_desktop.goods import changing, places, waste
from ikm_desktop.goods.conservation import conservation
from ikm_desktop.goods.insertion import Late
from ikm_desktop.goods.neraca import term_lines
from ikm_desktop.goods.opening import OpeningLine, open_balances
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.reported import ReportedOnward
from ikm_desktop.goods.reversal_units import Pieces
from ikm_desktop.office.acts import Done
from ikm_desktop.office.listing import How, Query, Term
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.participants import people
from ikm_desktop.participants.merging import MergedAway
from ikm_desktop.reports import late
from ikm_desktop.supply import vendor_return
from ikm_desktop.supply.lists import handover_lines
from tests.factories import persons, things
from tests.factories.stock import some_stock
from tests.scenarios.desk import DAY, OFFICER, Desk
from tests.scenarios.others import (
    costs,
    day,
    from_church,
    prepare_move,
    prepare_to_vendor,
    refused,
    report,
    the_reason,
    void,
)
from tests.scenarios.quick import quick_desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk; at the end its whole book must be sound."""
    yield from quick_desk(tmp_path)


@pytest.fixture
def cloth(desk: Desk) -> int:
    """Cloth by the piece, 50 for Rp5.003 since the 1st."""
    item = things.a_material(desk.office, "Kain", unit=PIECE)
    desk.buy((item, 50, 5003), day=day(1))
    return item


def rows(desk: Desk) -> dict[int | None, lists.DeliveryRow]:
    """The list of deliveries by their line."""
    with desk.office.reading() as connection:
        return {row.line: row for row in lists.delivery_rows(connection)}


def how_many_are_paid(desk: Desk) -> int:
    """The people of the batch to whom nothing is owed any more."""
    with desk.office.reading() as connection:
        return progress.batch_progress(connection)[0].paid


def a_double(desk: Desk) -> tuple[int, int]:
    """Somebody entered twice: her second record and its place."""
    double = persons.a_person(desk.office, "Any CONTOH", nik="")
    return double, persons.place_of(desk.office, double)


def merge_into_ani(desk: Desk, double: int) -> None:
    """Find out that she is Ani."""
    with desk.office.reading() as connection:
        kept = people.person_at(connection, desk.ani)
    assert kept is not None
    merging.merge(desk.office, kept=kept.id, double=double)


# --- repair and money -------------------------------------------------------------------------------


def test_pieces_bought_before_are_owed_once_everywhere(desk: Desk, cloth: int, mask: int) -> None:
    """5 bought, 2 given back; 2 old and 2 rejects delivered again: list, filter, minutes say Rp1.000."""
    desk.supply(desk.ani, {cloth: 20}, day=day(2))
    first = desk.receive(desk.ani, DeliveryLine(mask, 8, 5, 3, reason="noda"), day=day(3))
    desk.give_back(desk.lines(first)[0], 2, day=day(4))
    done = receiving.receive_products(
        desk.office,
        maker=desk.ani,
        store=desk.store,
        batch=desk.batch,
        letter_date=day(5),
        receiver=OFFICER,
        lines=[DeliveryLine(mask, 4, 4, again=True)],
    )
    (again,) = done.vouchers
    (line,) = desk.lines(again)
    assert (rows(desk)[line].value, rows(desk)[line].payable) == (1000, 1000)
    lines = delivery_lines()
    with desk.office.reading() as connection:
        for field in ("value", "payable"):
            query = Query(terms=(Term(field, How.BETWEEN, (1000, 1000)),))
            assert list(lines.find(connection, query)) == [2 * line]
        paper = read_paper(connection, done.papers[0])
        said = inspection_letter(connection, paper, version=1, draft=True)
    assert (said.accepted, said.value) == (4, 1000)
    desk.pay(desk.ani, line)
    reason = the_reason(desk, Paid, lambda: desk.reverse(again))
    assert (reason.paid, reason.would_owe) == (1000, 0)


def test_what_was_overpaid_settles_nothing_else(desk: Desk, cloth: int, mask: int) -> None:
    """Paid and all given back, beside a receipt that is not paid: the second one is still owed."""
    with desk.office.reading() as connection:
        ani = people.person_at(connection, desk.ani)
    assert ani is not None
    roster.enrol(desk.office, batch=desk.batch, people=[ani.id])
    desk.supply(desk.ani, {cloth: 20}, day=day(2))
    paid, unpaid = (
        desk.lines(desk.receive(desk.ani, DeliveryLine(mask, 5, 5), day=day(3)))[0] for _ in range(2)
    )
    desk.pay(desk.ani, paid, day=day(3))
    desk.give_back(paid, 5, day=day(4))
    assert (rows(desk)[paid].payable, rows(desk)[unpaid].payable) == (-2500, 2500)
    assert how_many_are_paid(desk) == 0
    desk.pay(desk.ani, unpaid)
    assert how_many_are_paid(desk) == 1


# --- doubles ----------------------------------------------------------------------------------------


def test_a_doubles_pieces_go_back_to_the_person_kept(desk: Desk, cloth: int, mask: int) -> None:
    """5 bought of the double, merged, 2 given back: Ani holds them, and delivers them again unpriced."""
    double, place = a_double(desk)
    desk.supply(place, {cloth: 5}, day=day(2))
    (line,) = desk.lines(desk.receive(place, DeliveryLine(mask, 5, 5), day=day(3)))
    merge_into_ani(desk, double)
    desk.give_back(line, 2)
    assert (desk.on_hand(place, mask)[0], desk.on_hand(desk.ani, mask)[0]) == (0, 2)
    assert rows(desk)[line].payable == 1500
    again = desk.receive(desk.ani, DeliveryLine(mask, 2, 2, again=True))
    assert costs(desk, again) == [0]
    assert rows(desk)[line].payable == 2500


def test_nothing_new_comes_to_a_double(desk: Desk, cloth: int, mask: int) -> None:
    """Neither an opening balance nor a batch's receipt: each says whose name to take."""
    double, place = a_double(desk)
    merge_into_ani(desk, double)
    lines = [OpeningLine(desk.ani, cloth, 1, 1), OpeningLine(place, cloth, 3, 3)]
    gone = the_reason(desk, FieldInvalid, lambda: open_balances(desk.office, day=DAY, lines=lines))
    assert (gone.line, gone.value) == (2, "Any CONTOH")
    merged = the_reason(
        desk,
        MergedAway,
        lambda: receive_from_many(
            desk.office,
            batch=desk.batch,
            store=desk.store,
            letter_date=DAY,
            receiver=OFFICER,
            deliveries=[MakersLine(place, DeliveryLine(mask, 1, 1, own_reason="sisa"))],
        ),
    )
    assert (merged.kept, merged.place) == ("Ani CONTOH", desk.ani)


def test_a_yield_counts_people_whose_pieces_stand(desk: Desk, cloth: int, mask: int) -> None:
    """Ani, her double and Budi deliver, Budi's is taken back: one person made 7, 6 of them good."""
    double, place = a_double(desk)
    for who in (desk.ani, place, desk.budi):
        desk.supply(who, {cloth: 5}, day=day(2))
    desk.receive(desk.ani, DeliveryLine(mask, 4, 3, 1, reason="noda"), day=day(3))
    desk.receive(place, DeliveryLine(mask, 3, 3), day=day(3))
    desk.reverse(desk.receive(desk.budi, DeliveryLine(mask, 5, 5), day=day(3)))
    merge_into_ani(desk, double)
    with desk.office.reading() as connection:
        (found,) = planning.yields(connection)
    assert (found.makers, found.delivered, found.accepted, found.rejected) == (1, 7, 6, 1)


# --- faults of a form -------------------------------------------------------------------------------


def test_a_line_without_its_reason_is_not_tried_on_the_book(desk: Desk, cloth: int) -> None:
    """Waste and a return to the vendor: of 60 without a reason only that is told, of 60 with one the 50."""
    lines = [waste.WasteLine(cloth, 60, " "), waste.WasteLine(cloth, 60, "basah")]
    told = refused(
        desk, lambda: waste.record_waste(desk.office, place=desk.store, letter_date=DAY, lines=lines)
    )
    assert [(type(one), one.line) for one in told] == [(ReasonMissing, 1), (NotEnough, 2)]
    with desk.office.reading() as connection:
        bought = connection.exec_driver_sql("SELECT id FROM line").scalar_one()

    def to_vendor(*back: tuple[int, int, str]) -> Done:
        return vendor_return.prepare_vendor_return(
            desk.office,
            vendor=desk.vendor,
            store=desk.store,
            letter_date=DAY,
            lines=[vendor_return.VendorReturnLine(*one) for one in back],
        )

    told = refused(desk, lambda: to_vendor((bought, 60, ""), (9999, 1, "cacat"), (bought, 51, "cacat")))
    assert [(type(one), one.line) for one in told] == [(ReasonMissing, 1), (NotFound, 2), (NotEnough, 3)]
    (letter,) = prepare_to_vendor(desk, (bought, 5)).prepared
    changed = [GoodsLine(cloth, 60, "", bought), GoodsLine(cloth, 52, "cacat", bought)]
    told = refused(desk, lambda: changing.change_prepared(desk.office, prepared=letter, lines=changed))
    assert [(type(one), one.line) for one in told] == [(ReasonMissing, 1), (NotEnough, 2)]


def test_a_refusal_names_the_line_as_it_was_typed(desk: Desk, cloth: int) -> None:
    """An unknown item above what is short: the short one is still the second line of a letter."""
    lines = [GoodsLine(9999, 1), GoodsLine(cloth, 51)]
    letter = desk.prepare_gift((cloth, 1)).prepared[0]
    moved = prepare_move(desk, things.a_store(desk.office), cloth, 1).prepared[0]
    for act in (
        lambda: desk.prepare_gift((9999, 1), (cloth, 51)),
        lambda: changing.change_prepared(desk.office, prepared=letter, lines=lines),
        lambda: changing.change_prepared(desk.office, prepared=moved, lines=lines),
    ):
        assert [(type(one), one.line) for one in refused(desk, act)] == [(NotFound, 1), (NotEnough, 2)]


def test_without_a_date_the_form_is_judged_all_the_same(desk: Desk, mask: int) -> None:
    """A batch's receipt and a kuitansi without a date: what is wrong with their lines is told too."""
    told = refused(
        desk,
        lambda: receive_from_many(
            desk.office,
            batch=desk.batch,
            store=desk.store,
            letter_date=None,
            receiver=OFFICER,
            deliveries=[MakersLine(desk.ani, DeliveryLine(mask, 5, 4))],
        ),
    )
    assert [type(one) for one in told] == [FieldMissing, DoesNotAdd]
    told = refused(
        desk,
        lambda: payment.pay(
            desk.office, payee=desk.ani, letter_date=None, lines=[payment.PayLine(1, gross=-1)]
        ),
    )
    assert [type(one) for one in told] == [FieldMissing, Negative]


def test_a_report_without_its_receiver_is_not_added_up(desk: Desk, cloth: int) -> None:
    """3 given: 9 to nobody and 4 to the choir: the first lacks its receiver, the second is one too many."""
    gift = desk.give((cloth, 3))
    (line,) = desk.lines(gift)
    lines = [onward.OnwardLine(line, 9, " "), onward.OnwardLine(line, 4, "paduan suara")]
    told = refused(
        desk, lambda: onward.report_onward(desk.office, voucher=gift, letter_date=DAY, lines=lines)
    )
    assert [type(one) for one in told] == [FieldMissing, MoreThanKept]
    assert isinstance(told[1], MoreThanKept)
    assert (told[1].asked, told[1].left) == (4, 3)


def test_a_doubles_kit_is_hers(desk: Desk, cloth: int, mask: int) -> None:
    """The double got the batch's kit, merged: a second one for Ani is asked about, till hers came back."""
    batches.change_batch(desk.office, batch=desk.batch, product=mask)
    double, place = a_double(desk)
    desk.supply(place, {cloth: 2}, day=day(2))
    merge_into_ani(desk, double)
    asked = the_reason(desk, SecondKit, lambda: desk.prepare({desk.ani: {cloth: 1}}))
    assert [(one.person.id, one.got[0][1]) for one in asked.people] == [(desk.ani, 2)]
    desk.back(desk.ani, (cloth, 2))
    desk.supply(desk.ani, {cloth: 1})


def test_what_came_back_is_out_of_a_letters_value(desk: Desk, cloth: int) -> None:
    """10 given, 3 come back, 1 of that undone, 2 reversed: the list says what the church keeps, at cost."""
    gift = desk.give((cloth, 10), day=day(3))
    (line,) = desk.lines(gift)
    back = from_church(desk, line, 3, on=day(5))
    desk.reverse(back, quantities={1: 1})
    desk.reverse(gift, quantities={1: 2})
    with desk.office.reading() as connection:
        (row,) = distribution_rows(connection)
        (sums,) = distribution_lines().sums(connection, Query())
    assert (row.net_pieces, row.net_value) == desk.on_hand(desk.church, cloth) == (6, 600)
    assert (sums["pieces"], sums["value"]) == (6, 600)


# --- lines that feed each other ---------------------------------------------------------------------


def test_rejects_repaired_on_the_same_form_go_back_whole(desk: Desk, cloth: int, mask: int) -> None:
    """5 = 3 + 2, one of the 2 delivered again below: all goes back at once, the first line not alone."""
    desk.supply(desk.ani, {cloth: 8}, day=day(2))
    lines = DeliveryLine(mask, 5, 3, 2, reason="noda"), DeliveryLine(mask, 1, 1, again=True)
    receipt = desk.receive(desk.ani, *lines, day=day(3))
    blocked = the_reason(desk, Blocked, lambda: desk.reverse(receipt, lines=[1]))
    assert (blocked.possible, blocked.asked) == (1, 2)
    desk.reverse(receipt, quantities={1: Pieces(0, 1)})
    back = desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth) == (8, 5003 * 8 // 50)
    assert desk.on_hand(desk.store, mask) == desk.on_hand(desk.ani, mask) == (0, 0)
    the_reason(desk, NotReversible, lambda: desk.reverse(back))


def test_off_cuts_used_on_the_same_form_go_back_whole(desk: Desk, cloth: int, mask: int) -> None:
    """Fans made of the masks' own off-cuts: taken back in part, then whole, nothing is left of them."""
    scrap = things.a_material(desk.office, "Perca", unit=PIECE)
    fan = things.a_product(desk.office, "Kipas", price=10)
    things.a_recipe(desk.office, fan, {scrap: 2})
    desk.supply(desk.ani, {cloth: 8}, day=day(2))
    lines = DeliveryLine(mask, 5, 5, offcuts={scrap: 7}), DeliveryLine(fan, 3, 3)
    receipt = desk.receive(desk.ani, *lines, day=day(3))
    desk.reverse(receipt, quantities={1: 1, 2: 1})
    assert (desk.on_hand(desk.ani, scrap)[0], desk.on_hand(desk.store, fan)[0]) == (2, 2)
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, cloth) == (8, 5003 * 8 // 50)
    assert desk.on_hand(desk.ani, scrap) == desk.on_hand(desk.store, fan) == (0, 0)


def test_a_form_that_feeds_itself_gives_way(desk: Desk, cloth: int, mask: int) -> None:
    """3 cloths are handed out late that 40 masks took: the form with its repaired rejects comes back."""
    desk.buy((cloth, 9, 1800), day=day(3))
    desk.supply(desk.ani, {cloth: 50}, day=day(4))
    lines = DeliveryLine(mask, 40, 38, 2, reason="noda"), DeliveryLine(mask, 2, 2, again=True)
    desk.receive(desk.ani, *lines, day=day(5))
    late.enter_late(
        desk.office, Late(lambda: desk.supply(desk.budi, {cloth: 3}, day=day(2)), "nota terselip")
    )
    assert desk.on_hand(desk.budi, cloth) == (3, 5003 * 3 // 50)
    assert (desk.on_hand(desk.store, mask)[0], desk.on_hand(desk.ani, mask)[0]) == (40, 0)
    assert desk.on_hand(desk.ani, cloth)[0] == 10


def test_the_largest_lot_is_found_by_its_value(desk: Desk) -> None:
    """A pinned third of a lot of nearly 10¹² for nearly Rp10¹²: the list is filtered by its exact cost."""
    cloth = things.a_material(desk.office, unit=PIECE)
    desk.buy((cloth, 999_999_999_989, 999_999_999_961), day=day(1))
    (letter,) = desk.prepare({desk.budi: {cloth: 333_333_333_333}}).prepared
    cost = 999_999_999_961 * 333_333_333_333 // 999_999_999_989
    query = Query(terms=(Term("value", How.BETWEEN, (cost, cost)),))
    with desk.office.reading() as connection:
        assert list(handover_lines(DAY).find(connection, query)) == [2 * letter + 1]


# --- what is put away, what is offered --------------------------------------------------------------


def test_what_is_put_away_takes_nothing_new(desk: Desk, cloth: int) -> None:
    """A store, a church, a vendor, a person: not while a letter waits; then no goods come to or from them."""
    depot = things.a_store(desk.office, "Gudang II")
    church, vendor = things.an_institution(desk.office), things.a_vendor(desk.office)
    letter = prepare_move(desk, depot, cloth, 1)
    waits = the_reason(desk, FieldInvalid, lambda: places.archive_place(desk.office, place=depot))
    assert "530/001/DPP/VIII/2020" in waits.sentence
    void(desk, letter)
    for place in (depot, church, vendor):
        places.archive_place(desk.office, place=place)
    with desk.office.reading() as connection:
        budi = people.person_at(connection, desk.budi)
    assert budi is not None
    people.archive_person(desk.office, person=budi.id, reason="pindah")
    kit = the_reason(desk, FieldInvalid, lambda: desk.prepare({desk.ani: {cloth: 1}, desk.budi: {cloth: 1}}))
    assert (kit.line, kit.value) == (2, "Budi CONTOH")
    the_reason(desk, FieldInvalid, lambda: prepare_move(desk, depot, cloth, 1))
    known = desk.church, desk.vendor, desk.store
    desk.church, desk.vendor, desk.store = church, vendor, depot
    told = refused(desk, lambda: desk.prepare_gift((cloth, 1)))
    assert [type(one) for one in told] == [FieldInvalid, FieldInvalid]
    told = refused(desk, lambda: desk.buy((cloth, 1, 1)))
    assert [type(one) for one in told] == [FieldInvalid, FieldInvalid]
    desk.church, desk.vendor, desk.store = known


def test_what_is_reported_is_not_offered_to_come_back(desk: Desk, cloth: int) -> None:
    """5 given, 2 back, 2 reported: 1 is offered and taken, none is left to offer."""
    (line,) = desk.lines(desk.give((cloth, 5), day=day(3)))
    from_church(desk, line, 2, on=day(4))
    with desk.office.reading() as connection:
        letter = connection.exec_driver_sql("SELECT voucher FROM line WHERE id = ?", (line,)).scalar_one()
    report(desk, letter, line, 2, on=day(5))
    for offered in ([(line, 1)], []):
        with desk.office.reading() as connection:
            found = handed(connection, desk.church, DAY)
        assert [(one.line, one.quantity) for one in found] == offered
        for one in found:
            the_reason(desk, ReportedOnward, lambda: from_church(desk, line, 2))
            from_church(desk, one.line, one.quantity)


def test_a_product_of_her_own_in_another_one_is_explained(desk: Desk, mask: int) -> None:
    """A parcel takes 2 masks: 1 the office gave her, 1 her own; made less used again, nothing unexplained."""
    parcel = things.a_product(desk.office, "Paket", price=900)
    things.a_recipe(desk.office, parcel, {mask: 2})
    some_stock(desk.office, desk.ani, mask, 1, value=600, day=day(1))
    receipt = desk.receive(desk.ani, DeliveryLine(parcel, 1, 1, own_reason="sisa di rumah"), day=day(3))
    with desk.office.reading() as connection:
        found = {row.item.id: row for row in conservation(connection).products}
        behind = {one.kind: one.quantity for one in term_lines(connection, found[mask].item, "made")}
    assert (found[mask].made, found[mask].opening, found[mask].unexplained) == (-1, 1, 0)
    assert behind == {"Terima produk": -1}
    assert (found[parcel].made, found[parcel].in_store, found[parcel].unexplained) == (1, 1, 0)
    desk.reverse(receipt)
    assert desk.on_hand(desk.ani, mask) == (1, 600)
