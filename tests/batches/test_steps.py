"""The seven steps of the batches of the CONTOH office, and of one that has only just begun."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from ikm_desktop.batches.batches import change_batch
from ikm_desktop.batches.closing import CannotCloseBatch, close_batch
from ikm_desktop.batches.roster import drop_out, enrol
from ikm_desktop.batches.steps import Step, batch_steps, not_paid
from ikm_desktop.office import book
from ikm_desktop.participants.people import change_person
from tests.factories.books import a_book
from tests.factories.persons import a_person
from tests.factories.sample_office import the_sample
from tests.factories.training import a_batch, people_in

TODAY = date(2020, 8, 24)
KEYS = ["peserta", "bahan", "kehadiran", "produk", "bayar", "sertifikat", "berkas"]


@pytest.fixture(scope="module")
def connection() -> Iterator[sa.Connection]:
    """The sample book, only read."""
    with book.at_work(the_sample(), read_only=True) as office, office.reading() as reading:
        yield reading


def steps_of(connection: sa.Connection, batch: int) -> dict[str, Step]:
    """Return the steps by key."""
    found = batch_steps(connection, batch, TODAY)
    assert [one.key for one in found] == KEYS
    return {one.key: one for one in found}


def test_every_step_tells_its_figures_and_who_is_missing(connection: sa.Connection) -> None:
    """Angkatan II: all have come, one got no kit, three are not paid, one has no certificate."""
    steps = steps_of(connection, 2)
    assert steps["peserta"].state == "done"
    assert steps["bahan"].figures == "19 dari 20 menerima"
    assert steps["bahan"].missing[0].why == "belum menerima bahan"
    assert "belum kembali bahan" in steps["bahan"].summary
    assert steps["kehadiran"].figures == "94 % hadir · 19 dari 20 memenuhi"
    assert steps["bayar"].summary == "3 belum dibayar"
    assert steps["bayar"].missing[0].why.startswith("belum dibayar Rp")
    assert steps["sertifikat"].figures == "19 dari 20 terbit"
    assert [one.act for one in steps["bahan"].lacks] == ["Serahkan paket", "Kembalikan bahan"]
    assert "19 sertifikat belum dicetak" in steps["sertifikat"].summary
    assert ("Daftar hadir", "belum ada") in [(one.name, one.why) for one in steps["berkas"].missing]


def test_what_is_only_prepared_is_told_apart(connection: sa.Connection) -> None:
    """Angkatan IV: nineteen kits are prepared, nobody has hers; eighteen may have their certificates."""
    steps = steps_of(connection, 4)
    assert steps["bahan"].figures == "0 dari 20 menerima · 19 disiapkan"
    assert steps["produk"].state == "waiting"
    assert (steps["sertifikat"].state, steps["sertifikat"].summary) == ("needed", "18 siap sertifikat")


def test_who_is_not_paid_keeps_a_batch_open(tmp_path: Path, connection: sa.Connection) -> None:
    """The check names her with the amount; a batch nobody delivered to has nobody to pay."""
    assert len(not_paid(connection, 2)) == 3
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=1)
        with office.reading() as reading:
            assert not_paid(reading, batch) == ()
        with pytest.raises(CannotCloseBatch, match="CONTOH belum dibayar"):
            close_batch(office, batch=batch, checks=(lambda *_: ("CONTOH belum dibayar",),))


def test_an_empty_batch_says_what_comes_first(tmp_path: Path) -> None:
    """People are missing, then their NIK, the product, the days not filled in."""
    with a_book(tmp_path) as office:
        batch = a_batch(office)
        with office.reading() as reading:
            steps = steps_of(reading, batch)
        assert (steps["peserta"].state, steps["peserta"].summary) == ("needed", "belum ada peserta")
        other = a_batch(office, participants=2)
        change_person(office, person=people_in(office, other)[0], nik="")
        with office.reading() as reading:
            steps = steps_of(reading, other)
        assert steps["peserta"].summary == "1 tanpa NIK"
        assert (steps["bahan"].act, steps["bahan"].summary) == ("Tetapkan produk", "produk belum ditetapkan")
        assert [one.why for one in steps["kehadiran"].missing] == ["kehadiran 5 hari belum diisi"] * 2


def test_who_waits_is_missing_once_there_is_a_place(tmp_path: Path) -> None:
    """A full batch tells only that she waits; with a place free she is named."""
    with a_book(tmp_path) as office:
        batch = a_batch(office, participants=2)
        change_batch(office, batch=batch, capacity=2)
        enrol(office, batch=batch, people=[a_person(office, "Nona CONTOH")], waiting=True)
        with office.reading() as reading:
            assert steps_of(reading, batch)["peserta"].summary == ""
        drop_out(office, batch=batch, person=people_in(office, batch)[0], reason="sakit")
        with office.reading() as reading:
            step = steps_of(reading, batch)["peserta"]
        assert step.summary == "1 menunggu, tempatnya ada"
        assert [(one.name, one.why) for one in step.missing] == [("Nona CONTOH", "menunggu tempat")]
