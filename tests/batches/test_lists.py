"""The lists of batches and people."""

from __future__ import annotations

from pathlib import Path

from ikm_desktop.batches import attendance, lists, roster
from tests.factories.books import a_book
from tests.factories.persons import a_person, place_of
from tests.factories.stock import some_stock
from tests.factories.things import a_material, a_product
from tests.factories.training import FIRST_DAY, a_batch, all_present, people_in


def test_batches_with_their_people_and_attendance(tmp_path: Path) -> None:
    """Places taken, who waits, who left; the share counts the active people only, none before any letter."""
    with a_book(tmp_path) as office:
        first, second = a_batch(office, participants=3), a_batch(office, participants=1)
        roster.enrol(office, batch=second, people=[a_person(office)], waiting=True)
        all_present(office, first)
        one, two, _ = people_in(office, first)
        attendance.mark_attendance(office, batch=first, grid={one: {FIRST_DAY: "A"}})
        roster.drop_out(office, batch=first, person=two, reason="pindah")
        with office.reading() as connection:
            rows = lists.batch_rows(connection)
        assert [(r.batch.id, r.active, r.waiting, r.left, r.attendance_percent) for r in rows] == [
            (first, 2, 0, 1, 90),
            (second, 1, 1, 0, None),
        ]


def test_people_with_their_batches_and_what_they_hold(tmp_path: Path) -> None:
    """Materials with their units, products left out; a batch, or none, can be asked for."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, "Angkatan I")
        ani, budi = a_person(office, "Ani"), a_person(office, "Budi")
        roster.enrol(office, batch=batch, people=[ani])
        cloth, mask = a_material(office, "Kain katun"), a_product(office, "Masker")
        some_stock(office, place_of(office, ani), cloth, 4_800)
        some_stock(office, place_of(office, ani), mask, 2)
        with office.reading() as connection:
            everybody = lists.person_rows(connection)
            assert [(r.person.name, [b.name for b in r.batches], r.holds) for r in everybody] == [
                ("Ani", ["Angkatan I"], ("Kain katun 4,80 m",)),
                ("Budi", [], ()),
            ]
            assert [r.person.id for r in lists.person_rows(connection, batch=batch)] == [ani]
            assert [r.person.id for r in lists.person_rows(connection, without_batch=True)] == [budi]
            assert [r.person.id for r in lists.person_rows(connection, words="budi")] == [budi]
        second = a_batch(office, "Angkatan II")
        roster.enrol(office, batch=second, people=[ani])
        for standing in ("Angkatan II", "Angkatan I"):
            with office.reading() as connection:
                (row,) = lists.person_rows(connection, ids=[ani])
            assert row.batch_now is not None
            assert row.batch_now.name == standing
            if standing == "Angkatan II":
                roster.drop_out(office, batch=second, person=ani, reason="pindah")
