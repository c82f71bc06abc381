"""Odd things a clerk does with batches and people: each is told, refused, or counted right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ikm_desktop.batches import attendance, batches, certificates, closing, marks, roster, sessions
from ikm_desktop.batches.batches import BatchClosed, DaysOutside
from ikm_desktop.batches.merging import merge, unmerge
from ikm_desktop.batches.noting import note_attendance
from ikm_desktop.batches.open_matters import CannotPutAway, put_away
from ikm_desktop.batches.progress import batch_progress
from ikm_desktop.batches.sessions import DayHasAttendance, Lesson
from ikm_desktop.batches.steps import batch_steps, not_paid
from ikm_desktop.batches.transferring import transfer
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.receiving import receive_products
from ikm_desktop.errors import AlreadyThere, FieldInvalid, WrongDay
from ikm_desktop.goods.items import archive_item
from ikm_desktop.goods.vouchers import sign, void
from ikm_desktop.office.book import Office
from ikm_desktop.supply.handover import KitRow, prepare_kit
from tests.factories.books import TODAY, a_book
from tests.factories.persons import a_person, place_of
from tests.factories.stock import some_stock
from tests.factories.things import a_material, a_product, a_recipe, the_store
from tests.factories.training import FIRST_DAY, a_batch, all_present, people_in

LAST_DAY = FIRST_DAY + timedelta(days=4)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new book, checked in full when it is closed."""
    with a_book(tmp_path) as found:
        yield found


def state(office: Office, batch: int, person: int) -> tuple[str, date | None]:
    """Return what somebody is in a batch, and since when she is gone."""
    with office.reading() as connection:
        row = roster.enrolled(connection, batch, person)
        return row.state, row.left_on


def prepared_kit(office: Office, batch: int, person: int) -> int:
    """Prepare seven metres for somebody of a batch and return the prepared paper."""
    cloth = a_material(office)
    some_stock(office, the_store(office), cloth, 7_000)
    kit = prepare_kit(
        office,
        batch=batch,
        store=the_store(office),
        letter_date=TODAY,
        rows=[KitRow(place_of(office, person), {cloth: 7_000})],
        giver="Petugas CONTOH",
    )
    return kit.prepared[0]


# --- days and places --------------------------------------------------------------------------------


def test_new_days_keep_what_was_attended(office: Office) -> None:
    """A day with letters stays inside; planned days that fall out are told; other changes are not asked."""
    batch = a_batch(office, participants=1)
    (told,) = batches.change_batch(office, batch=batch, ends_on=LAST_DAY - timedelta(days=1)).notices
    assert "14-08-2020" in told.text
    batches.change_batch(office, batch=batch, ends_on=LAST_DAY)
    all_present(office, batch)
    with pytest.raises(DaysOutside, match="Tanggal mulai: 10-08-2020 harus tetap di dalamnya"):
        batches.change_batch(office, batch=batch, starts_on=FIRST_DAY + timedelta(days=1))
    assert not batches.change_batch(office, batch=batch, ends_on=LAST_DAY + timedelta(days=1)).notices


def test_a_plan_cannot_be_emptied_under_its_attendance(office: Office) -> None:
    """Where the batch has no days of its own, its plan alone has them."""
    batch = batches.add_batch(office, name="Angkatan X", training="Menenun").ids[0]
    roster.enrol(office, batch=batch, people=[a_person(office)])
    sessions.plan_sessions(office, batch=batch, lessons=[Lesson(FIRST_DAY, "Menenun", 8)])
    all_present(office, batch)
    with pytest.raises(DayHasAttendance):
        sessions.plan_sessions(office, batch=batch, lessons=[])


def test_places_are_not_taken_from_under_people(office: Office) -> None:
    """Fewer than there are people is refused; a batch over its places may still change otherwise."""
    batch = a_batch(office, participants=3)
    with pytest.raises(FieldInvalid, match="kurang dari 3 peserta aktifnya"):
        batches.change_batch(office, batch=batch, capacity=2)
    batches.change_batch(office, batch=batch, capacity=3)
    roster.enrol(office, batch=batch, people=[a_person(office)], reason="titipan desa CONTOH")
    batches.change_batch(office, batch=batch, capacity=3, venue="Balai desa")


def test_nobody_attends_after_she_left(office: Office) -> None:
    """Her last day can still be noted, and what was noted before can be mended."""
    batch = a_batch(office, participants=1)
    (person,) = people_in(office, batch)
    roster.drop_out(office, batch=batch, person=person, reason="sakit", on=FIRST_DAY)
    attendance.mark_attendance(office, batch=batch, grid={person: {FIRST_DAY: "H"}})
    with pytest.raises(FieldInvalid, match="sudah keluar pada 10-08-2020"):
        attendance.mark_attendance(office, batch=batch, grid={person: {LAST_DAY: "H"}})


# --- leaving with papers, and the archive -----------------------------------------------------------


def test_who_does_not_come_leaves_before_the_training(office: Office) -> None:
    """Today, before it has begun, or entered later with the day she said so; the day is kept."""
    batch = a_batch(office, participants=2, starts_on=TODAY + timedelta(days=7))
    one, two = people_in(office, batch)
    roster.drop_out(office, batch=batch, person=one, reason="batal", on=TODAY)
    roster.drop_out(office, batch=batch, person=two, reason="batal", on=TODAY - timedelta(days=3))
    assert state(office, batch, one) == ("keluar", TODAY)
    assert state(office, batch, two) == ("keluar", TODAY - timedelta(days=3))


def test_nobody_left_before_she_was_there(office: Office) -> None:
    """The days are named; with their letters taken away, or a later day, she leaves."""
    batch = a_batch(office, participants=2)
    all_present(office, batch)
    one, two = people_in(office, batch)
    day = LAST_DAY - timedelta(days=2)
    with pytest.raises(FieldInvalid, match="sebelum kehadirannya pada 13-08-2020, 14-08-2020"):
        roster.drop_out(office, batch=batch, person=one, reason="sakit", on=day)
    with pytest.raises(FieldInvalid, match="kehadirannya"):
        transfer(office, person=one, source=batch, target=a_batch(office), reason="pindah", on=day)
    grid = {one: dict.fromkeys((LAST_DAY, LAST_DAY - timedelta(days=1)), "")}
    attendance.mark_attendance(office, batch=batch, grid=grid)
    roster.drop_out(office, batch=batch, person=one, reason="sakit", on=day)
    roster.drop_out(office, batch=batch, person=two, reason="sakit", on=LAST_DAY)


def test_who_waits_has_neither_attendance_nor_marks(office: Office) -> None:
    """Both are refused by her name; what was noted while she was in it can be taken away."""
    batch = a_batch(office, participants=1, assessed=True)
    waits = a_person(office, name="Menunggu CONTOH")
    roster.enrol(office, batch=batch, people=[waits], waiting=True)
    with pytest.raises(FieldInvalid, match="Menunggu CONTOH masih menunggu tempat"):
        attendance.mark_attendance(office, batch=batch, grid={waits: {FIRST_DAY: "H"}})
    with pytest.raises(FieldInvalid, match="masih menunggu tempat"):
        marks.set_marks(office, batch=batch, marks={waits: 80})
    attendance.mark_attendance(office, batch=batch, grid={waits: {FIRST_DAY: ""}})


def test_what_is_closed_unfinished_is_told(office: Office) -> None:
    """Blank attendance and who waits; the same days in another batch are told when somebody is put in."""
    batch = a_batch(office, participants=2)
    roster.enrol(office, batch=batch, people=[a_person(office)], waiting=True)
    person = people_in(office, batch)[0]
    (told,) = roster.enrol(office, batch=a_batch(office), people=[person]).notices
    assert told.text.endswith("pada tanggal yang sama.")
    (told,) = roster.enrol(
        office,
        batch=a_batch(office, starts_on=TODAY + timedelta(days=30)),
        people=people_in(office, batch)[1:],
    ).notices
    assert "tanggal yang sama" not in told.text
    (told,) = closing.close_batch(office, batch=batch).notices
    assert (
        told.text == "Dibekukan apa adanya: kehadiran 2 orang belum lengkap; 1 orang masih menunggu tempat."
    )


def test_who_leaves_with_a_certificate_is_told(office: Office) -> None:
    """Its number; it stays valid."""
    batch = a_batch(office, participants=1)
    all_present(office, batch)
    (person,) = people_in(office, batch)
    certificates.issue_certificates(office, batch=batch, letter_date=TODAY)
    (told,) = roster.drop_out(office, batch=batch, person=person, reason="pindah kota").notices
    assert told.text.startswith("Sertifikat ")
    assert "tetap berlaku" in told.text


def test_a_product_put_away_is_kept_and_not_chosen_anew(office: Office) -> None:
    """The batch that makes it goes on; another does not begin with it."""
    product = a_product(office)
    batch = a_batch(office, product=product)
    archive_item(office, item=product)
    batches.change_batch(office, batch=batch, venue="Balai CONTOH", product=product)
    with pytest.raises(FieldInvalid, match="sudah diarsipkan"):
        batches.change_batch(office, batch=a_batch(office), product=product)


def test_who_leaves_with_prepared_papers_is_told(office: Office) -> None:
    """Leaving and transferring name the paper; the batch she left stays open until it is dealt with."""
    source, target = a_batch(office, participants=2), a_batch(office)
    one, two = people_in(office, source)
    papers = [prepared_kit(office, source, person) for person in (one, two)]
    for told in (
        roster.drop_out(office, batch=source, person=one, reason="sakit").notices,
        transfer(office, person=two, source=source, target=target, reason="pindah").notices,
    ):
        assert [notice.code for notice in told] == ["StillPrepared"]
        assert "masih disiapkan untuk" in told[0].text
    with pytest.raises(closing.CannotCloseBatch, match="2 surat disiapkan"):
        closing.close_batch(office, batch=source)
    for paper in papers:
        void(office, prepared=[paper], reason="pindah")
    closing.close_batch(office, batch=source)


def test_who_is_still_needed_is_not_put_away(office: Office) -> None:
    """An open batch and prepared papers are named at once; afterwards she goes into the archive."""
    batch = a_batch(office, "Angkatan II", participants=1)
    (person,) = people_in(office, batch)
    paper = prepared_kit(office, batch, person)
    with pytest.raises(CannotPutAway, match=r"masih peserta Angkatan II; .*masih disiapkan"):
        put_away(office, person=person, reason="pindah rumah")
    void(office, prepared=[paper], reason="batal")
    roster.drop_out(office, batch=batch, person=person, reason="pindah")
    put_away(office, person=person, reason="pindah rumah")
    with pytest.raises(FieldInvalid, match="sudah diarsipkan"):
        roster.enrol(office, batch=batch, people=[person])


# --- doubles ----------------------------------------------------------------------------------------


def test_a_doubles_goods_and_money_count_for_the_person_kept(office: Office) -> None:
    """What the double received and delivered stands in the steps; what she is owed keeps the batch open."""
    mask = a_product(office, "Masker", price=5_000)
    batch = a_batch(office, product=mask)
    kept, double = a_person(office, "Maria CONTOH"), a_person(office, "Marya CONTOH")
    roster.enrol(office, batch=batch, people=[double])
    cloth = a_material(office, "Kain")
    a_recipe(office, mask, {cloth: 70})
    some_stock(office, the_store(office), cloth, 7_000)
    kit = prepare_kit(
        office,
        batch=batch,
        store=the_store(office),
        letter_date=TODAY,
        rows=[KitRow(place_of(office, double), {cloth: 7_000})],
        giver="Petugas CONTOH",
    )
    sign(office, prepared=kit.prepared)
    receive_products(
        office,
        maker=place_of(office, double),
        store=the_store(office),
        letter_date=TODAY,
        lines=[DeliveryLine(mask, 100, 100, 0)],
        receiver="Petugas CONTOH",
        batch=batch,
    )
    done = merge(office, kept=kept, double=double)
    with office.reading() as connection:
        steps = {one.key: one for one in batch_steps(connection, batch, TODAY)}
        assert [steps[key].missing for key in ("bahan", "produk")] == [(), ()]
        assert not_paid(connection, batch) == ("Maria CONTOH belum dibayar Rp500.000",)
        (row,) = batch_progress(connection)
        assert (row.supplied, row.delivered, row.paid) == (1, 1, 0)
    with pytest.raises(closing.CannotCloseBatch, match=r"belum dibayar Rp500\.000"):
        closing.close_batch(office, batch=batch, checks=(not_paid,))
    unmerge(office, merge=done.ids[-1], reason="dua orang")
    with office.reading() as connection:
        assert not_paid(connection, batch) == ("Marya CONTOH belum dibayar Rp500.000",)


def test_who_came_back_as_a_double_is_in_the_batch_again(office: Office) -> None:
    """The person kept had left: she is active without a day of leaving; apart, both stand as before."""
    batch = a_batch(office, participants=2)
    kept, double = people_in(office, batch)
    roster.drop_out(office, batch=batch, person=kept, reason="sakit", on=LAST_DAY)
    done = merge(office, kept=kept, double=double)
    assert state(office, batch, kept) == ("aktif", None)
    attendance.mark_attendance(office, batch=batch, grid={kept: {LAST_DAY: "H"}})
    unmerge(office, merge=done.ids[-1], reason="dua orang")
    assert state(office, batch, kept) == ("keluar", LAST_DAY)
    assert state(office, batch, double) == ("aktif", None)


def test_one_person_gets_one_certificate_of_a_batch(office: Office) -> None:
    """The double's counts for the person kept, also when she is asked for by name."""
    batch = a_batch(office, participants=2)
    kept, double = people_in(office, batch)
    all_present(office, batch)
    certificates.issue_certificates(office, batch=batch, letter_date=TODAY, people=[double])
    merge(office, kept=kept, double=double)
    with office.reading() as connection:
        (row,) = batch_progress(connection)
        assert (row.active, row.certified, row.ready) == (1, 1, 0)
    with pytest.raises(AlreadyThere):
        certificates.issue_certificates(office, batch=batch, letter_date=TODAY, people=[kept])


# --- closing again ----------------------------------------------------------------------------------


def test_each_close_has_its_own_roster(office: Office) -> None:
    """Reopened and closed again, the roster is the new one; the log keeps the one before."""
    batch = a_batch(office, participants=2, assessed=True)
    one, _ = people_in(office, batch)
    closing.close_batch(office, batch=batch, on=LAST_DAY)
    with pytest.raises(BatchClosed):
        transfer(office, person=one, source=batch, target=a_batch(office), reason="pindah")
    closing.reopen_batch(office, batch=batch, reason="lupa nilai")
    marks.set_marks(office, batch=batch, marks={one: 88})
    roster.drop_out(office, batch=batch, person=people_in(office, batch)[1], reason="sakit")
    closing.close_batch(office, batch=batch)
    with office.reading() as connection:
        kept = closing.frozen_roster(connection, batch)
        assert [(row.state, row.score) for row in kept] == [("aktif", 88), ("keluar", None)]


def test_a_batch_closed_since_a_merge_stays_as_it_was_closed(office: Office) -> None:
    """Apart again, the two stand in it as the roster was frozen, and that is told."""
    batch = a_batch(office, participants=2)
    kept, double = people_in(office, batch)
    done = merge(office, kept=kept, double=double)
    closing.close_batch(office, batch=batch, on=LAST_DAY)
    (told,) = unmerge(office, merge=done.ids[-1], reason="dua orang").notices
    assert told.code == "ClosedAsOne"
    with office.reading() as connection:
        standing = [(row.no, row.state) for row in roster.roster(connection, batch, roster.EVERYONE)]
        assert standing == [(row.no, row.state) for row in closing.frozen_roster(connection, batch)]


# --- certificates -----------------------------------------------------------------------------------


def test_a_certificate_is_not_older_than_its_training(office: Office) -> None:
    """Its day is the last one of the training at the earliest."""
    batch = a_batch(office, participants=1)
    all_present(office, batch)
    with pytest.raises(WrongDay, match="tidak boleh sebelum 14-08-2020"):
        certificates.issue_certificates(office, batch=batch, letter_date=LAST_DAY - timedelta(days=1))
    certificates.issue_certificates(office, batch=batch, letter_date=LAST_DAY)


def test_certificates_that_keep_the_old_plan_are_told(office: Office) -> None:
    """Of the plan and of what they say of the batch; not of its places, which they do not name."""
    batch = a_batch(office, participants=1)
    all_present(office, batch)
    with office.reading() as connection:
        plan = sessions.sessions(connection, batch)
    assert not sessions.plan_sessions(office, batch=batch, lessons=[*plan, *plan[:1]]).notices
    certificates.issue_certificates(office, batch=batch, letter_date=TODAY)
    assert not batches.change_batch(office, batch=batch, capacity=21).notices
    (told,) = sessions.plan_sessions(office, batch=batch, lessons=plan).notices
    assert told.text.startswith("1 sertifikat sudah terbit dan tetap memuat jadwal")
    (told,) = batches.change_batch(office, batch=batch, training="Masker Kain").notices
    assert "tetap memuat data angkatan" in told.text


def test_who_has_a_certificate_and_loses_her_claim_is_told(office: Office) -> None:
    """Once, when the letters that take it away are noted; not who was certified with a reason."""
    batch = a_batch(office, participants=2)
    one, two = people_in(office, batch)
    days = [FIRST_DAY + timedelta(days=n) for n in range(5)]
    attendance.mark_attendance(office, batch=batch, grid={one: dict.fromkeys(days, "H")})
    certificates.issue_certificates(
        office, batch=batch, letter_date=TODAY, people=[one, two], exceptions={two: "tamu"}
    )
    grid = {person: {LAST_DAY: "A", FIRST_DAY: "A"} for person in (one, two)}
    (told,) = note_attendance(office, batch=batch, grid=grid).notices
    assert "sudah menerima sertifikat" in told.text
    assert told.values == {"participant": one}
    assert not note_attendance(office, batch=batch, grid=grid).notices
