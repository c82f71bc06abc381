"""How far the batches are, by the acts that carry them on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from ikm_desktop.batches import attendance, certificates, roster
from ikm_desktop.batches.progress import BatchProgress, batch_progress
from ikm_desktop.buyback.delivery import DeliveryLine
from tests.factories import persons, things, training
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose batch is a training of five days with three people."""
    found = Desk(tmp_path)
    found.batch = training.a_batch(found.office, "Angkatan II", participants=3)
    yield found
    found.office.close()


@pytest.fixture
def places(desk: Desk) -> list[int]:
    """The places of the batch's people, by number."""
    return [persons.place_of(desk.office, person) for person in training.people_in(desk.office, desk.batch)]


def progress(desk: Desk) -> BatchProgress:
    """Read the line of the desk's batch."""
    with desk.office.reading() as connection:
        return next(row for row in batch_progress(connection) if row.batch.id == desk.batch)


def test_a_batch_that_has_not_begun(desk: Desk) -> None:
    """Nothing but its people; an empty batch has its line too, in the order they were made."""
    row = progress(desk)
    assert (row.active, row.supplied, row.attendance_percent, row.delivered, row.paid) == (3, 0, None, 0, 0)
    assert row.certificates == "–"
    with desk.office.reading() as connection:
        assert [one.batch.name for one in batch_progress(connection)] == ["Angkatan I", "Angkatan II"]


def test_material_counts_once_signed_and_not_when_reversed(desk: Desk, places: list[int]) -> None:
    """Prepared is not yet supplied; two handovers to one person are one person."""
    cloth = things.a_material(desk.office, "Kain katun")
    desk.buy((cloth, 10_000, 100_000))
    done = desk.prepare({place: {cloth: 1_000} for place in places})
    assert progress(desk).supplied == 0
    signed = desk.sign(done)
    desk.supply(places[0], {cloth: 500})
    assert progress(desk).supplied == 3
    desk.reverse(signed[2], quantities={1: 400})
    assert progress(desk).supplied == 3
    desk.reverse(signed[2])
    assert progress(desk).supplied == 2


def test_makers_who_delivered_and_were_paid(desk: Desk, places: list[int]) -> None:
    """Paid is who has all of it; strangers to the batch don't count."""
    mask = things.a_product(desk.office, "Masker", price=5_000)
    first = desk.lines(desk.receive(places[0], DeliveryLine(mask, 10, 10)))
    desk.receive(places[1], DeliveryLine(mask, 10, 9, 1, reason="bocor"))
    desk.receive(desk.ani, DeliveryLine(mask, 10, 10))
    assert (progress(desk).delivered, progress(desk).paid) == (2, 0)
    desk.pay(places[0], *first, gross=20_000)
    assert progress(desk).paid == 0
    desk.pay(places[0], *first)
    assert progress(desk).paid == 1
    desk.receive(places[0], DeliveryLine(mask, 1, 1))
    assert progress(desk).paid == 0


def test_certificates_ready_then_issued(desk: Desk) -> None:
    """Ready are those who may, once all days are filled in; issued ones are counted of all."""
    one, two, three = training.people_in(desk.office, desk.batch)
    training.all_present(desk.office, desk.batch)
    days = [training.FIRST_DAY + timedelta(days=n) for n in range(5)]
    attendance.mark_attendance(desk.office, batch=desk.batch, grid={three: {days[4]: ""}})
    assert progress(desk).certificates == "2 siap"
    attendance.mark_attendance(desk.office, batch=desk.batch, grid={three: {days[3]: "A", days[4]: "A"}})
    row = progress(desk)
    assert (row.certificates, row.attendance_percent) == ("2 siap", 86)
    certificates.issue_certificates(desk.office, batch=desk.batch, letter_date=DAY, people=[one])
    assert progress(desk).certificates == "1 siap"
    certificates.issue_certificates(desk.office, batch=desk.batch, letter_date=DAY, people=[two])
    row = progress(desk)
    assert (row.certificates, row.certified, row.ready) == ("2/3", 2, 0)


def test_who_left_is_out_of_every_count(desk: Desk, places: list[int]) -> None:
    """Also with material in her hands."""
    cloth = things.a_material(desk.office, "Kain katun")
    desk.buy((cloth, 10_000, 100_000))
    desk.supply(places[0], {cloth: 1_000})
    person = training.people_in(desk.office, desk.batch)[0]
    roster.drop_out(desk.office, batch=desk.batch, person=person, reason="pindah")
    assert (progress(desk).active, progress(desk).supplied) == (2, 0)
