"""The roster: places, numbers, who waits, who left."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.batches import roster
from ikm_desktop.errors import (
    AlreadyThere,
    FieldInvalid,
    NotFound,
    NothingChosen,
    ReasonMissing,
    Several,
)
from ikm_desktop.participants import people
from tests.factories.books import a_book
from tests.factories.persons import a_nik, a_person, place_of
from tests.factories.stock import some_stock
from tests.factories.things import a_material, a_product
from tests.factories.training import a_batch, people_in


def test_people_are_numbered_in_the_order_given(tmp_path: Path) -> None:
    """Later ones go on with the next number."""
    with a_book(tmp_path) as office:
        batch = a_batch(office)
        budi, ani, cita = (a_person(office, name) for name in ("Budi", "Ani", "Cita"))
        roster.enrol(office, batch=batch, people=[budi, ani])
        done = roster.enrol(office, batch=batch, people=[cita])
        with office.reading() as connection:
            rows = roster.roster(connection, batch)
            assert [(row.no, row.person.name) for row in rows] == [(1, "Budi"), (2, "Ani"), (3, "Cita")]
            assert roster.enrolments_by_id(connection, done.ids)[done.ids[0]].person.id == cita


def test_the_twenty_first_needs_a_reason(tmp_path: Path) -> None:
    """Twenty places are filled without asking; one more is refused without a reason and taken with one."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, "Angkatan II", participants=20)
        one_more = a_person(office)
        with pytest.raises(roster.OverCapacity, match=r"Angkatan II punya 20 tempat; .* 21 orang"):
            roster.enrol(office, batch=batch, people=[one_more], reason="  ")
        roster.enrol(office, batch=batch, people=[one_more], reason="usul camat")
        with office.reading() as connection:
            row = roster.enrolled(connection, batch, one_more)
            assert (row.no, row.reason, row.state) == (21, "usul camat", "aktif")


def test_who_waits_takes_no_place(tmp_path: Path) -> None:
    """On the waiting list beyond the places; made active when somebody leaves, under the old number."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=20)
        waits = a_person(office, "Menunggu")
        roster.enrol(office, batch=batch, people=[waits], waiting=True)
        with pytest.raises(AlreadyThere):
            roster.enrol(office, batch=batch, people=[waits], waiting=True)
        with pytest.raises(roster.OverCapacity):
            roster.enrol(office, batch=batch, people=[waits])
        leaves = people_in(office, batch)[0]
        roster.drop_out(office, batch=batch, person=leaves, reason="sakit")
        roster.enrol(office, batch=batch, people=[waits])
        with office.reading() as connection:
            assert roster.enrolled(connection, batch, waits).no == 21
            assert len(roster.roster(connection, batch)) == 20
            left = roster.enrolled(connection, batch, leaves)
            assert (left.state, left.reason, left.no) == ("keluar", "sakit", 1)
            assert len(roster.roster(connection, batch, roster.EVERYONE)) == 21


def test_all_faults_of_an_enrolment_are_told_at_once(tmp_path: Path) -> None:
    """Unknown, put away, already in, named twice: nobody is enrolled then."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=1)
        gone, twice = a_person(office, "Pergi"), a_person(office, "Dua Kali")
        people.archive_person(office, person=gone, reason="pindah")
        with pytest.raises(Several) as refused:
            roster.enrol(office, batch=batch, people=[99, gone, people_in(office, batch)[0], twice, twice])
        kinds = [type(reason) for reason in refused.value.reasons]
        assert kinds == [NotFound, FieldInvalid, AlreadyThere, FieldInvalid]
        with pytest.raises(NothingChosen):
            roster.enrol(office, batch=batch, people=[])
        assert len(people_in(office, batch)) == 1


def test_being_in_another_batch_is_told(tmp_path: Path) -> None:
    """It is allowed: the clerk is told which."""
    with a_book(tmp_path) as office:
        first, second = a_batch(office, "Angkatan I"), a_batch(office, "Angkatan II")
        ani = a_person(office, "Ani")
        assert roster.enrol(office, batch=first, people=[ani]).notices == ()
        told = roster.enrol(office, batch=second, people=[ani]).notices
        assert [notice.text for notice in told] == ["Ani juga peserta Angkatan I pada tanggal yang sama."]
        with office.reading() as connection:
            named = roster.batches_of(connection, [ani])[ani]
            assert [(b.name, b.no) for b in named] == [("Angkatan I", 1), ("Angkatan II", 1)]
            assert roster.batches_of(connection, []) == {}
            assert roster.batches_of(connection).keys() == {ani}


def test_leaving_with_material_is_told(tmp_path: Path) -> None:
    """Who leaves without a reason is refused; material held is named, her rejects are not."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=1)
        ani = people_in(office, batch)[0]
        cloth, mask = a_material(office, "Kain katun"), a_product(office, "Masker")
        some_stock(office, place_of(office, ani), cloth, 3_000)
        some_stock(office, place_of(office, ani), mask, 2)
        with pytest.raises(ReasonMissing):
            roster.drop_out(office, batch=batch, person=ani, reason="")
        (notice,) = roster.drop_out(office, batch=batch, person=ani, reason="pindah").notices
        assert "masih memegang Kain katun;" in notice.text
        with pytest.raises(NotFound):
            roster.drop_out(office, batch=batch, person=99, reason="x")


def test_the_roster_is_numbered_anew(tmp_path: Path) -> None:
    """In the order given; everybody must be in it once."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=3)
        one, two, three = people_in(office, batch)
        roster.renumber(office, batch=batch, people=[three, one, two])
        assert people_in(office, batch) == [three, one, two]
        for wrong in ([one, two], [one, two, two], [one, two, three, 99]):
            with pytest.raises(FieldInvalid):
                roster.renumber(office, batch=batch, people=wrong)


def test_p16_a_known_nik_names_its_person_and_batch(tmp_path: Path) -> None:
    """Who reads a list is told whose the NIK is: "Maria CONTOH, Angkatan I"."""
    with a_book(tmp_path) as office:
        nik = a_nik()
        maria = a_person(office, "Maria CONTOH", nik=nik)
        roster.enrol(office, batch=a_batch(office, "Angkatan I"), people=[maria])
        with office.reading() as connection:
            known = roster.known_people(connection, {nik, a_nik()})
            assert known.keys() == {nik}
            assert (known[nik].id, known[nik].label) == (maria, "Maria CONTOH, Angkatan I")
