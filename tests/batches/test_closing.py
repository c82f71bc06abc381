"""Closing a batch: what is open, what is frozen, what no longer changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.batches import (
    attendance,
    batches,
    closing,
    eligibility,
    frozen,
    marks,
    partners,
    roster,
    sessions,
)
from ikm_desktop.batches.batches import BatchClosed, check_batch
from ikm_desktop.errors import FieldInvalid, ReasonMissing, WrongDay
from ikm_desktop.goods.vouchers import sign
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.settings import Rules, save
from ikm_desktop.participants import people
from ikm_desktop.supply.handover import KitRow, prepare_kit
from ikm_desktop.supply.take_back import ReturnLine, take_back
from tests.factories.books import TODAY, a_book
from tests.factories.persons import a_person, place_of
from tests.factories.stock import some_stock
from tests.factories.things import a_material, a_product, the_store
from tests.factories.training import a_batch, all_present, people_in

END = date(2020, 8, 14)


def test_material_still_held_keeps_a_batch_open(tmp_path: Path) -> None:
    """Each person and material is named with the quantity; rejected products stay hers and do not matter."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, "Angkatan II", participants=2)
        one, two = people_in(office, batch)
        cloth, mask = a_material(office, "Kain katun"), a_product(office, "Masker")
        some_stock(office, place_of(office, two), cloth, 3_000)
        some_stock(office, place_of(office, two), cloth, 500)
        some_stock(office, place_of(office, one), mask, 2)
        stranger = a_person(office)
        some_stock(office, place_of(office, stranger), cloth, 1_000)
        with office.reading() as connection:
            (held,) = closing.still_held(connection, batch)
            assert (held.participant, held.item, held.quantity, held.shown) == (two, cloth, 3_500, "3,50 m")
        with pytest.raises(closing.CannotCloseBatch, match="masih memegang Kain katun 3,50 m"):
            closing.close_batch(office, batch=batch)
        save(office, Rules(still_held_matters=False))
        closing.close_batch(office, batch=batch)


def test_s2_who_left_and_returned_all_does_not_keep_it_open(tmp_path: Path) -> None:
    """Somebody drops out holding nothing: the batch can be closed, and the roster says who left."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=2)
        roster.drop_out(office, batch=batch, person=people_in(office, batch)[0], reason="sakit")
        closing.close_batch(office, batch=batch)
        with office.reading() as connection:
            kept = closing.frozen_roster(connection, batch)
            assert [(row.no, row.state, row.reason) for row in kept] == [
                (1, "keluar", "sakit"),
                (2, "aktif", ""),
            ]


def test_the_roster_is_frozen_as_it_was(tmp_path: Path) -> None:
    """A later change of a name leaves the closed batch's roster alone."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=1, assessed=True)
        all_present(office, batch)
        (person,) = people_in(office, batch)
        people.change_person(office, person=person, name="Ani", business="Usaha Ani", sex="P")
        marks.set_marks(office, batch=batch, marks={person: 91})
        closing.close_batch(office, batch=batch, on=END)
        people.change_person(office, person=person, name="Ani Baru")
        with office.reading() as connection:
            (row,) = closing.frozen_roster(connection, batch)
            assert (row.name, row.business, row.sex, row.participant) == ("Ani", "Usaha Ani", "P", person)
            assert (row.present, row.days, row.hours) == (5, 5, 40)
            assert (row.score, row.predicate, row.passed, row.may) == (91, "Sangat Baik", True, True)
            assert batches.batch_of(connection, batch).state_on(END) == "closed"


def test_other_rooms_hand_in_what_they_know(tmp_path: Path) -> None:
    """Every check's sentences are told at once."""
    with a_book(tmp_path) as office:
        batch = a_batch(office)
        with pytest.raises(closing.CannotCloseBatch) as refused:
            closing.close_batch(
                office,
                batch=batch,
                checks=[
                    lambda _, of: [f"2 kuitansi angkatan {of} belum dibayar"],
                    lambda _, __: ["laporan kurang"],
                ],
            )
        assert refused.value.why == (f"2 kuitansi angkatan {batch} belum dibayar", "laporan kurang")


def test_a_batch_is_closed_between_its_last_day_and_today(tmp_path: Path) -> None:
    """Neither before it ended nor ahead of time."""
    with a_book(tmp_path) as office:
        batch = a_batch(office)
        with pytest.raises(WrongDay, match="13-08-2020 tidak boleh sebelum 14-08-2020"):
            closing.close_batch(office, batch=batch, on=date(2020, 8, 13))
        with pytest.raises(WrongDay):
            closing.close_batch(office, batch=batch, on=date(2020, 9, 1))
        closing.close_batch(office, batch=batch, on=END)


CHANGES: dict[str, Callable[[Office, int, int], object]] = {
    "change": lambda office, batch, _: batches.change_batch(office, batch=batch, venue="Lain"),
    "enrol": lambda office, batch, _: roster.enrol(office, batch=batch, people=[a_person(office)]),
    "drop out": lambda office, batch, person: roster.drop_out(office, batch=batch, person=person, reason="x"),
    "renumber": lambda office, batch, person: roster.renumber(office, batch=batch, people=[person]),
    "plan": lambda office, batch, _: sessions.plan_sessions(office, batch=batch, lessons=[]),
    "attend": lambda office, batch, person: attendance.mark_attendance(
        office, batch=batch, grid={person: {END: "A"}}
    ),
    "mark": lambda office, batch, person: marks.set_marks(office, batch=batch, marks={person: 1}),
    "partner": lambda office, batch, _: partners.add_partner(office, batch=batch, name="X", role="pelatih"),
    "close": lambda office, batch, _: closing.close_batch(office, batch=batch),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_closed_batch_changes_no_more(tmp_path: Path, change: str) -> None:
    """Whatever is tried is refused with the day it was closed."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=1)
        (person,) = people_in(office, batch)
        closing.close_batch(office, batch=batch, on=END)
        with pytest.raises(BatchClosed, match="sudah ditutup pada 14-08-2020"):
            CHANGES[change](office, batch, person)


def test_reopening_needs_a_reason(tmp_path: Path) -> None:
    """Then it changes again; a batch that is open cannot be reopened."""
    with a_book(tmp_path) as office:
        batch = a_batch(office)
        with pytest.raises(FieldInvalid, match="tidak sedang ditutup"):
            closing.reopen_batch(office, batch=batch, reason="x")
        closing.close_batch(office, batch=batch)
        with pytest.raises(ReasonMissing):
            closing.reopen_batch(office, batch=batch, reason=" ")
        closing.reopen_batch(office, batch=batch, reason="nilai keliru")
        batches.change_batch(office, batch=batch, venue="Lain")
        with office.reading() as connection:
            assert closing.frozen_roster(connection, batch) == ()


def test_s2_what_a_kit_brought_is_returned_before_closing(tmp_path: Path) -> None:
    """Prepared: in the way; signed: she holds it; a part returned: the rest; all returned: closed.

    A second batch of the same person is not asked about what the first one's kit brought.
    """
    with a_book(tmp_path) as office:
        batch, other = a_batch(office, "Angkatan I", participants=1), a_batch(office, "Angkatan II")
        (ani,) = people_in(office, batch)
        roster.enrol(office, batch=other, people=[ani])
        cloth, store, place = a_material(office, "Kain katun"), the_store(office), place_of(office, ani)
        some_stock(office, store, cloth, 7_000)
        kit = prepare_kit(
            office,
            batch=batch,
            store=store,
            letter_date=TODAY,
            rows=[KitRow(place, {cloth: 7_000})],
            giver="Petugas CONTOH",
        )
        with pytest.raises(closing.CannotCloseBatch, match="1 surat disiapkan tetapi belum"):
            closing.close_batch(office, batch=batch)
        sign(office, prepared=kit.prepared)
        roster.drop_out(office, batch=batch, person=ani, reason="sakit")
        with pytest.raises(closing.CannotCloseBatch, match="masih memegang Kain katun 7,00 m"):
            closing.close_batch(office, batch=batch)
        closing.close_batch(office, batch=other)
        for quantity in (3_000, 4_000):
            with pytest.raises(closing.CannotCloseBatch):
                closing.close_batch(office, batch=batch)
            take_back(
                office,
                participant=place,
                store=store,
                letter_date=TODAY,
                lines=[ReturnLine(cloth, quantity)],
                receiver="Petugas CONTOH",
            )
        closing.close_batch(office, batch=batch)


def test_no_goods_move_for_a_closed_batch(tmp_path: Path) -> None:
    """An act that names it is refused with the way to reopen it; what only settles it is not."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=1)
        closing.close_batch(office, batch=batch)
        with office.reading() as connection:
            found = Findings()
            check_batch(connection, found, batch)
            check_batch(connection, found, batch, may_be_closed=True)
        (refusal,) = found.reasons
        assert isinstance(refusal, BatchClosed)
        assert refusal.id == batch
        assert "buka-angkatan" in [way.key for way in refusal.ways_out]


def test_a_closed_batch_is_judged_by_the_rule_of_its_close(tmp_path: Path) -> None:
    """A stricter rule changes nobody's standing in it, only in open ones; reopened, today's rule is told."""
    with a_book(tmp_path) as office:
        closed, still_open = (a_batch(office, participants=1, assessed=True) for _ in range(2))
        for batch in (closed, still_open):
            (person,) = people_in(office, batch)
            days = dict(zip((date(2020, 8, day) for day in range(10, 15)), "HHHHA", strict=True))
            attendance.mark_attendance(office, batch=batch, grid={person: days})
            marks.set_marks(office, batch=batch, marks={person: 70})
        closing.close_batch(office, batch=closed, on=END)
        save(office, Rules(attendance_percent=90, pass_score=75))
        with office.reading() as connection:
            assert [one.may for one in eligibility.eligibility(connection, closed)] == [True]
            assert [one.may for one in eligibility.eligibility(connection, still_open)] == [False]
            assert frozen.rules_of(connection, closed).attendance_percent == 80
        (told,) = closing.reopen_batch(office, batch=closed, reason="nilai keliru").notices
        assert "kehadiran 80 % menjadi 90 %; nilai lulus 60 menjadi 75" in told.text
        with office.reading() as connection:
            assert [one.may for one in eligibility.eligibility(connection, closed)] == [False]
        closing.close_batch(office, batch=closed, on=END)
        save(office, Rules())
        with office.reading() as connection:
            assert [row.may for row in closing.frozen_roster(connection, closed)] == [False]
            assert [one.may for one in eligibility.eligibility(connection, closed)] == [False]
            assert [one.may for one in eligibility.eligibility(connection, still_open)] == [True]
