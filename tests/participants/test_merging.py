"""Two rows that are one person: what goes over, what stays, and undoing it."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ikm_desktop.amounts import PIECE
from ikm_desktop.batches import attendance, roster
from ikm_desktop.batches.closing import close_batch, frozen_roster, still_held
from ikm_desktop.batches.merging import merge, unmerge
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine, pay
from ikm_desktop.buyback.receiving import receive_products
from ikm_desktop.errors import (
    AlreadyThere,
    Blocked,
    FieldInvalid,
    NotFound,
    ReasonMissing,
    Refusal,
    Several,
)
from ikm_desktop.goods import balances, places, vouchers
from ikm_desktop.goods.changing import change_prepared
from ikm_desktop.goods.conservation import conservation
from ikm_desktop.goods.payments import all_accounts
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.office.book import Office
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.participants import people, search
from ikm_desktop.participants.import_records import CannotWithdraw
from ikm_desktop.participants.imports import import_list, withdraw_import
from ikm_desktop.participants.list_import.reading import read_pasted
from ikm_desktop.participants.merging import MergedAway, StillPrepared, merges
from ikm_desktop.supply.handover import prepare_handover
from ikm_desktop.supply.take_back import ReturnLine, take_back
from tests.factories.books import TODAY, a_book
from tests.factories.persons import a_complete_person, a_person, place_of
from tests.factories.stock import some_stock
from tests.factories.things import a_material, a_product, a_recipe
from tests.factories.training import FIRST_DAY, a_batch, all_present


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A book that is checked when it is closed."""
    with a_book(tmp_path) as book:
        yield book


def held(office: Office, person: int, item: int) -> int:
    """Return how much lies at a person's own place."""
    with office.reading() as connection:
        place = people.person_of(connection, person).place
        return balances.on_hand(connection, place=place, item=item, on=TODAY).quantity


def test_what_the_double_holds_goes_over_and_comes_back(office: Office) -> None:
    """One act: she points to the person kept, who holds all; the proof for both places is as before."""
    kept, double = a_person(office, "Maria Bria"), a_person(office, "Maria Y. Bria")
    cloth = a_material(office, "Kain katun")
    some_stock(office, place_of(office, kept), cloth, 1_000, value=500)
    some_stock(office, place_of(office, double), cloth, 3_000, value=1_501)
    done = merge(office, kept=kept, double=double)
    assert (held(office, kept, cloth), held(office, double, cloth)) == (4_000, 0)
    with office.reading() as connection:
        both = people.places_of(connection, kept)
        assert both == (place_of(office, kept), place_of(office, double))
        (row,) = conservation(connection, makers=both).materials
        assert row.unexplained == 0
        assert people.person_of(connection, double).merged_into == kept
        person = people.person_at(connection, both[1])
        assert person is not None
        assert person.id == kept
        assert [p.id for p in search.people(connection, show="all")] == [kept]
        (told,) = merges(connection, kept)
        assert (told.kept, told.double, told.undone, len(told.transfers)) == (kept, double, False, 1)
    unmerge(office, merge=done.ids[-1], reason="dua orang")
    assert (held(office, kept, cloth), held(office, double, cloth)) == (1_000, 3_000)
    with office.reading() as connection:
        assert people.person_of(connection, double).merged_into is None
        assert merges(connection)[0].undone
    with pytest.raises(FieldInvalid, match="sudah dipisahkan"):
        unmerge(office, merge=done.ids[-1], reason="lagi")


def test_goods_that_went_on_keep_a_merge_standing(office: Office) -> None:
    """The transfer cannot be reversed once she returned the material: refused, naming the paper."""
    kept, double = a_person(office), a_person(office)
    cloth = a_material(office, "Kain katun")
    some_stock(office, place_of(office, double), cloth, 3_000)
    done = merge(office, kept=kept, double=double)
    with office.reading() as connection:
        store = places.main_store(connection)
    take_back(
        office,
        participant=place_of(office, kept),
        store=store,
        letter_date=TODAY,
        lines=[ReturnLine(cloth, 1_000)],
        receiver="Petugas CONTOH",
    )
    with pytest.raises(Blocked):
        unmerge(office, merge=done.ids[-1], reason="dua orang")


def test_a_batchs_material_stays_the_batchs(office: Office) -> None:
    """What a batch's handover brought the double is still held for that batch, by the person kept."""
    cloth = a_material(office, "Kain katun")
    batch = a_batch(office)
    kept, double = a_person(office, "Maria"), a_person(office, "Marya")
    roster.enrol(office, batch=batch, people=[double])
    with office.reading() as connection:
        store = places.main_store(connection)
    some_stock(office, store, cloth, 9_000)
    paper = prepare_handover(
        office,
        participant=place_of(office, double),
        store=store,
        letter_date=TODAY,
        lines=[GoodsLine(cloth, 7_000)],
        giver="Petugas CONTOH",
        batch=batch,
    ).prepared
    with pytest.raises(StillPrepared, match="masih disiapkan"):
        merge(office, kept=kept, double=double)
    vouchers.sign(office, prepared=paper)
    some_stock(office, place_of(office, double), cloth, 50)
    done = merge(office, kept=kept, double=double)
    with office.reading() as connection:
        assert len(merges(connection)[0].transfers) == 2
        assert [(row.participant, row.quantity) for row in still_held(connection, batch)] == [(kept, 7_050)]
        (row,) = conservation(connection, batch=batch).materials
        assert (row.held, row.unexplained) == (7_000, 0)
    unmerge(office, merge=done.ids[-1], reason="dua orang")


def test_her_places_in_batches_follow_with_attendance(office: Office) -> None:
    """The kept person stands where the double stood, with her letters; separated, all is as before."""
    first, second = a_batch(office), a_batch(office)
    kept, double = a_person(office), a_person(office)
    roster.enrol(office, batch=first, people=[double])
    all_present(office, first)
    roster.enrol(office, batch=second, people=[kept])
    before = [_sheet(office, batch) for batch in (first, second)]
    done = merge(office, kept=kept, double=double)
    assert _sheet(office, first) == [(kept, "aktif", 5)]
    with office.reading() as connection:
        assert [name.batch for name in roster.batches_of(connection, [kept])[kept]] == [first, second]
    unmerge(office, merge=done.ids[-1], reason="dua orang")
    assert [_sheet(office, batch) for batch in (first, second)] == before


def test_two_rows_in_one_batch_become_one(office: Office) -> None:
    """The better state and the letters only the double has are the kept person's; undone, both are back."""
    batch = a_batch(office)
    kept, double = a_person(office), a_person(office)
    roster.enrol(office, batch=batch, people=[kept, double])
    days = [FIRST_DAY + timedelta(days=n) for n in range(5)]
    grid = {kept: dict.fromkeys(days[:2], "H"), double: dict.fromkeys(days[1:], "S")}
    attendance.mark_attendance(office, batch=batch, grid=grid)
    roster.drop_out(office, batch=batch, person=kept, reason="terdaftar dua kali")
    before = _sheet(office, batch)
    done = merge(office, kept=kept, double=double)
    assert _sheet(office, batch) == [(kept, "aktif", 2), (double, "keluar", 0)]
    with office.reading() as connection:
        sheet = attendance.attendance_sheet(connection, batch)
    assert list(sheet.rows[0].marks.values()) == ["H", "H", "S", "S", "S"]
    unmerge(office, merge=done.ids[-1], reason="dua orang")
    assert _sheet(office, batch) == before


def test_a_closed_batch_with_both_stays_as_it_was_closed(office: Office) -> None:
    """Its roster is proof; that it names both is told."""
    batch = a_batch(office)
    kept, double = a_person(office), a_person(office)
    roster.enrol(office, batch=batch, people=[kept, double])
    all_present(office, batch)
    close_batch(office, batch=batch)
    done = merge(office, kept=kept, double=double)
    assert [notice.code for notice in done.notices] == ["BothInClosedBatch"]
    assert _sheet(office, batch) == [(kept, "aktif", 5), (double, "aktif", 5)]
    unmerge(office, merge=done.ids[-1], reason="dua orang")


def test_fields_are_taken_and_given_back(office: Office) -> None:
    """What is chosen comes from the double; what the clerk wrote since is not undone."""
    kept = a_person(office, "Maria", nik="", phone="081200000001")
    double = a_complete_person(office, "Maria Bria")
    with office.reading() as connection:
        nik = people.person_of(connection, double).nik
    done = merge(office, kept=kept, double=double, take_fields=("name", "nik", "born", "phone"))
    with office.reading() as connection:
        person = people.person_of(connection, kept)
        assert (person.name, person.nik, person.born) == ("Maria Bria", nik, date(1985, 8, 17))
        assert places.place_ref(connection, person.place).name == "Maria Bria"
        assert people.owners_of_niks(connection, [nik])[nik].participant == kept
    people.change_person(office, person=kept, phone="081200000009")
    unmerge(office, merge=done.ids[-1], reason="dua orang")
    with office.reading() as connection:
        person = people.person_of(connection, kept)
        assert (person.name, person.nik, person.born, person.phone) == ("Maria", "", None, "081200000009")


def test_a_doubles_nik_is_the_kept_persons(office: Office) -> None:
    """A third person cannot have it; she herself may take it, and then the two cannot be separated."""
    kept, double = a_person(office, "Maria"), a_person(office, "Marya")
    with office.reading() as connection:
        nik = people.person_of(connection, double).nik
    done = merge(office, kept=kept, double=double)
    with pytest.raises(AlreadyThere, match="Maria"):
        a_person(office, nik=nik)
    people.change_person(office, person=kept, nik=nik)
    with pytest.raises(AlreadyThere, match="dipertahankan"):
        unmerge(office, merge=done.ids[-1], reason="dua orang")


def test_doubles_of_a_double_point_to_whom_is_kept_last(office: Office) -> None:
    """Three rows of one person; they are separated in the reverse order."""
    one, two, three = (a_person(office) for _ in range(3))
    first = merge(office, kept=two, double=three).ids[-1]
    second = merge(office, kept=one, double=two).ids[-1]
    with office.reading() as connection:
        assert len(people.places_of(connection, one)) == 3
    with pytest.raises(FieldInvalid, match=r"pisahkan .* dahulu"):
        unmerge(office, merge=first, reason="dua orang")
    unmerge(office, merge=second, reason="dua orang")
    with office.reading() as connection:
        assert people.person_of(connection, three).merged_into == two
    unmerge(office, merge=first, reason="dua orang")


def test_merges_that_build_on_one_another_are_undone_in_the_reverse_order(office: Office) -> None:
    """The same field, the same batch: undone first, the earlier one would leave another's data with her."""
    kept, one, two = (a_person(office, phone=f"08120000000{n}") for n in range(3))
    batch = a_batch(office, days=3)
    roster.enrol(office, batch=batch, people=[one, two])
    letters = {one: {FIRST_DAY: "H"}, two: {FIRST_DAY + timedelta(days=1): "S"}}
    attendance.mark_attendance(office, batch=batch, grid=letters)
    first = merge(office, kept=kept, double=one, take_fields=["phone"]).ids[-1]
    second = merge(office, kept=kept, double=two, take_fields=["phone"]).ids[-1]
    with pytest.raises(FieldInvalid, match=r"digabungkan sesudahnya .*; pisahkan"):
        unmerge(office, merge=first, reason="dua orang")
    unmerge(office, merge=second, reason="dua orang")
    unmerge(office, merge=first, reason="dua orang")
    with office.reading() as connection:
        assert people.person_of(connection, kept).phone == "081200000000"
        sheet = attendance.attendance_sheet(connection, batch)
    marks = {row.enrolled.person.id: {day: m for day, m in row.marks.items() if m} for row in sheet.rows}
    assert marks == letters


def test_an_import_whose_people_were_merged_is_not_taken_back(office: Office) -> None:
    """The merge is told once, though it stands in two tables."""
    rows = "Nama\tNIK\nAni CONTOH\t5371014107850009\nBudi CONTOH\t5371014107850010\n"
    run, kept, double = import_list(office, read_pasted(rows, today=TODAY)).ids
    merge(office, kept=kept, double=double)
    with pytest.raises(CannotWithdraw) as refused:
        withdraw_import(office, run)
    assert refused.value.why[1:] == ("1 baris penggabungan memakainya",)


def test_a_nik_somebody_was_entered_with_meanwhile_is_named(office: Office) -> None:
    """The person kept took the double's NIK; her own is a third's by now, so she cannot have it again."""
    kept, double = a_person(office), a_person(office)
    with office.reading() as connection:
        nik = people.person_of(connection, kept).nik
    done = merge(office, kept=kept, double=double, take_fields=["nik"])
    third = a_person(office, "Maria Bria", nik=nik)
    with pytest.raises(AlreadyThere, match="Maria Bria"):
        unmerge(office, merge=done.ids[-1], reason="dua orang")
    people.change_person(office, person=third, nik="")
    unmerge(office, merge=done.ids[-1], reason="dua orang")
    with office.reading() as connection:
        assert people.person_of(connection, kept).nik == nik


def test_a_batch_closed_with_the_person_kept_stays_as_it_was_closed(office: Office) -> None:
    """Only the double was in it; closed since, it names the person kept, which is told on parting."""
    kept, double = a_person(office), a_person(office)
    batch = a_batch(office)
    roster.enrol(office, batch=batch, people=[double])
    all_present(office, batch)
    done = merge(office, kept=kept, double=double)
    close_batch(office, batch=batch)
    (notice,) = unmerge(office, merge=done.ids[-1], reason="dua orang").notices
    assert notice.code == "ClosedAsOne"
    with office.reading() as connection:
        (enrolled,) = roster.roster(connection, batch)
        (frozen,) = frozen_roster(connection, batch)
    assert enrolled.person.id == frozen.participant == kept


def test_a_double_is_neither_archived_nor_brought_back(office: Office) -> None:
    """She stands for nobody; nor is anybody archived twice."""
    kept, double = a_person(office), a_person(office)
    merge(office, kept=kept, double=double)
    for archived in (True, False):
        with pytest.raises(FieldInvalid, match="sudah digabungkan"):
            people.archive_person(office, person=double, reason="x", archived=archived)
    people.archive_person(office, person=kept, reason="pindah")
    with pytest.raises(FieldInvalid, match="sudah diarsipkan"):
        people.archive_person(office, person=kept, reason="pindah")


def test_what_cannot_be_merged_is_told_at_once(office: Office) -> None:
    """Herself, a merged one, one put away, an unknown field; without a reason nothing is separated."""
    kept, double, third = (a_person(office) for _ in range(3))
    with pytest.raises(FieldInvalid, match="dirinya"):
        merge(office, kept=kept, double=kept)
    done = merge(office, kept=kept, double=double)
    people.archive_person(office, person=third, reason="pindah")
    with pytest.raises(Several) as refused:
        merge(office, kept=third, double=double, take_fields=("warna",))
    assert len(refused.value.reasons) == 3
    with pytest.raises(FieldInvalid, match="kembalikan dahulu"):
        merge(office, kept=third, double=kept)
    with pytest.raises(NotFound):
        merge(office, kept=kept, double=99)
    with pytest.raises(NotFound):
        unmerge(office, merge=99, reason="x")
    with pytest.raises(ReasonMissing):
        unmerge(office, merge=done.ids[-1], reason=" ")


def test_what_the_double_delivered_is_paid_as_the_kept_persons(office: Office) -> None:
    """Her name and tax number stand on the kuitansi; what was owed to the double is owed."""
    mask = a_product(office, "Masker", price=5_000)
    kept, double = a_person(office, "Maria Bria", npwp="012345678901000"), a_person(office, "Marija")
    with office.reading() as connection:
        store = places.main_store(connection)
    receive_products(
        office,
        maker=place_of(office, double),
        store=store,
        batch=None,
        letter_date=TODAY,
        receiver="Petugas CONTOH",
        lines=[DeliveryLine(mask, 10, 10, materials={})],
    )
    merge(office, kept=kept, double=double)
    with office.reading() as connection:
        (account,) = all_accounts(connection).values()
    paid = pay(office, payee=account.payee, letter_date=TODAY, lines=[PayLine(account.line)])
    with office.reading() as connection:
        assert read_paper(connection, paid.papers[0]).party == "Maria Bria"


def test_what_is_rounded_up_is_rounded_once_a_person(office: Office) -> None:
    """Three masks of ten from a roll: what the double made counts for the next, as if there had been one."""
    mask, roll = a_product(office, "Masker", price=5_000), a_material(office, "Benang", unit=PIECE)
    a_recipe(office, mask, {roll: 1}, yields=10)
    kept, double = a_person(office), a_person(office)
    some_stock(office, place_of(office, double), roll, 2)
    with office.reading() as connection:
        store = places.main_store(connection)

    def delivers(person: int) -> None:
        receive_products(
            office,
            maker=place_of(office, person),
            store=store,
            batch=None,
            letter_date=TODAY,
            receiver="Petugas CONTOH",
            lines=[DeliveryLine(mask, 3, 3)],
        )

    delivers(double)
    assert held(office, double, roll) == 1
    merge(office, kept=kept, double=double)
    delivers(kept)
    assert held(office, kept, roll) == 1


class PeopleMachine(RuleBasedStateMachine):
    """Four people who hold cloth, merged and separated in any order: what there is in all never changes."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.office = a_book(Path(self._folder.name))
        self.people = [a_person(self.office) for _ in range(4)]
        self.cloth = a_material(self.office)
        for no, person in enumerate(self.people, start=1):
            place = place_of(self.office, person)
            some_stock(self.office, place, self.cloth, no * 1_000, value=no * 37)
        self.own = self._held()

    def _held(self) -> list[int]:
        return [held(self.office, person, self.cloth) for person in self.people]

    @rule(pair=st.permutations(range(4)))
    def merge_two(self, pair: list[int]) -> None:
        """One becomes the other's double, unless one of them is a double already."""
        kept, double = (self.people[no] for no in pair[:2])
        with contextlib.suppress(Refusal):
            merge(self.office, kept=kept, double=double)

    @rule(data=st.data())
    def separate(self, data: st.DataObject) -> None:
        """Any merge that stands, newest or not, is taken back or refused."""
        with self.office.reading() as connection:
            standing = [one.id for one in merges(connection) if not one.undone]
        if standing:
            with contextlib.suppress(Refusal):
                unmerge(self.office, merge=data.draw(st.sampled_from(standing)), reason="dua orang")

    @invariant()
    def nothing_is_lost(self) -> None:
        """The sum stays; a double holds nothing; with nobody merged each holds her own."""
        now = self._held()
        assert sum(now) == sum(self.own)
        with self.office.reading() as connection:
            known = people.people_by_id(connection, self.people)
        doubles = [known[person].merged_into is not None for person in self.people]
        assert all(amount == 0 for amount, double in zip(now, doubles, strict=True) if double)
        if not any(doubles):
            assert now == self.own

    def teardown(self) -> None:
        """The whole book is sound at the end."""
        with self.office:
            pass
        self._folder.cleanup()


TestPeople = PeopleMachine.TestCase
TestPeople.settings = settings(max_examples=3, stateful_step_count=6, deadline=None)


def _sheet(office: Office, batch: int) -> list[tuple[int, str, int]]:
    """Return who is in a batch in which state, present on how many days."""
    with office.reading() as connection:
        sheet = attendance.attendance_sheet(connection, batch, roster.EVERYONE)
    return [(row.enrolled.person.id, row.enrolled.state, row.present) for row in sheet.rows]


def test_nothing_is_handed_to_a_double_any_more(office: Office) -> None:
    """A handover and a receipt in her name name the person kept, as the way out; changing a letter too."""
    kept, double = a_person(office, name="Ani Ua CONTOH"), a_person(office, name="Ani Ue CONTOH")
    cloth, mask = a_material(office, unit=PIECE), a_product(office, price=1000)
    batch, store = a_batch(office), _store(office)
    some_stock(office, store, cloth, 10)
    place, instead = place_of(office, double), place_of(office, kept)
    hand = partial(
        prepare_handover,
        office,
        store=store,
        letter_date=TODAY,
        lines=[GoodsLine(cloth, 1)],
        giver="Petugas CONTOH",
        batch=batch,
    )
    merge(office, kept=kept, double=double)
    with pytest.raises(MergedAway) as refused:
        hand(participant=place)
    assert "Ani Ua CONTOH" in refused.value.sentence
    assert [way.key for way in refused.value.ways_out] == [f"pakai-tempat:{instead}"]
    with pytest.raises(MergedAway):
        receive_products(
            office,
            maker=place,
            store=store,
            batch=batch,
            letter_date=TODAY,
            receiver="Petugas CONTOH",
            lines=[DeliveryLine(mask, 1, 1, materials={})],
        )
    made = hand(participant=instead)
    with pytest.raises(FieldInvalid, match="digabungkan"):
        change_prepared(office, prepared=made.prepared[0], target=place)


def _store(office: Office) -> int:
    with office.reading() as connection:
        return places.main_store(connection)
