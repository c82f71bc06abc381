"""What waits for the clerk, by the acts that leave something open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ikm_desktop.batches import attendance, batches, certificates, closing
from ikm_desktop.buyback import receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution.onward import OnwardLine, report_onward
from ikm_desktop.goods import places, vouchers
from ikm_desktop.goods.periods import close_period
from ikm_desktop.office.findings import Finding
from ikm_desktop.office.settings import Rules, save
from ikm_desktop.papers import gaps
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.participants import doubles
from ikm_desktop.reports import issuing
from ikm_desktop.reports.due import CHECK, DueItem, Target, due
from ikm_desktop.supply import handover
from tests.factories import persons, stock, things, training
from tests.scenarios.desk import DAY, OFFICER, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A fresh desk, with 10 m of cloth in store."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


@pytest.fixture
def cloth(desk: Desk) -> int:
    """10 m of cloth for Rp100.000 in store since 1 August."""
    item = things.a_material(desk.office, "Kain katun")
    desk.buy((item, 10_000, 100_000), day=date(2020, 8, 1))
    return item


def items(desk: Desk, *, today: date = DAY, backup: int | None = None) -> dict[str, DueItem]:
    """Read what is due, by key, worst first."""
    with desk.office.reading() as connection:
        return {item.key: item for item in due(connection, today, backup_age_days=backup)}


def told(item: DueItem) -> tuple[str, str, str]:
    """Return how a matter reads: title, detail, severity."""
    return item.title, item.detail, item.severity


def test_nothing_is_due_in_a_quiet_office(desk: Desk) -> None:
    """Nor with a backup of today."""
    assert items(desk) == {}
    assert items(desk, backup=0) == {}


def test_unsigned_handovers(desk: Desk, cloth: int) -> None:
    """How many, and the oldest with its age and number; gone once they are signed."""
    done = desk.prepare({desk.ani: {cloth: 1_000}, desk.budi: {cloth: 1_000}}, day=DAY - timedelta(days=9))
    found = items(desk)
    assert list(found) == ["supply-unsigned"]
    assert told(found["supply-unsigned"]) == (
        "2 serah terima bahan belum ditandatangani",
        "tertua 9 hari: Tanda terima bahan 530/001/DPP/VIII/2020",
        "warn",
    )
    assert (found["supply-unsigned"].target.tab, found["supply-unsigned"].target.words) == (
        "supply",
        "Disiapkan",
    )
    desk.sign(done)
    assert items(desk) == {}


def test_printed_but_not_back_for_a_week(desk: Desk, cloth: int) -> None:
    """Six days are patience; from the seventh it is a matter of its own, counted by paper."""
    done = desk.prepare({desk.ani: {cloth: 1_000}, desk.budi: {cloth: 1_000}})
    issuing.issue(desk.office, papers=done.papers)
    assert list(items(desk, today=DAY + timedelta(days=6))) == ["supply-unsigned"]
    found = items(desk, today=DAY + timedelta(days=7))
    assert list(found) == ["supply-not-back"]
    assert told(found["supply-not-back"]) == (
        "1 surat serah terima bahan dicetak dan belum kembali",
        "terlama 7 hari: Tanda terima bahan 530/001/DPP/VIII/2020",
        "err",
    )


def test_gifts_that_wait_are_told_apart(desk: Desk) -> None:
    """They lie in another tab."""
    mask = things.a_product(desk.office, "Masker")
    stock.some_stock(desk.office, desk.store, mask, 100)
    desk.prepare_gift((mask, 10))
    found = items(desk)
    assert told(found["distribution-unsigned"]) == (
        "1 penyaluran belum ditandatangani",
        "tertua hari ini: BAST 530/001/DPP/VIII/2020",
        "warn",
    )
    assert found["distribution-unsigned"].target.tab == "distribution"


def test_receipts_to_inspect_and_to_pay(desk: Desk) -> None:
    """First the one, then the other; paid is done."""
    mask = things.a_product(desk.office, "Masker", price=5_000)
    done = receiving.prepare_delivery(
        desk.office,
        maker=desk.ani,
        store=desk.store,
        batch=desk.batch,
        letter_date=DAY,
        receiver=OFFICER,
        lines=[DeliveryLine(mask, 60, 60)],
    )
    assert told(items(desk)["not-inspected"]) == (
        "1 penerimaan belum diperiksa",
        "tertua hari ini: Ani CONTOH",
        "warn",
    )
    [voucher] = receiving.inspect(desk.office, prepared=done.prepared[0]).vouchers
    other = desk.receive(desk.budi, DeliveryLine(mask, 10, 10))
    assert list(items(desk)) == ["not-paid"]
    assert told(items(desk)["not-paid"]) == (
        "2 penerimaan belum dibayar",
        "Rp350.000 · 2 pembuat · barang sudah diperiksa",
        "warn",
    )
    desk.pay(desk.ani, *desk.lines(voucher))
    desk.pay(desk.budi, *desk.lines(other))
    assert items(desk) == {}


def test_a_batch_ready_to_certify(desk: Desk) -> None:
    """Once all its days are filled in: how many may, who may not and why; issued ones are out of it."""
    batch = training.a_batch(desk.office, "Angkatan II", participants=3)
    last = training.people_in(desk.office, batch)[2]
    days = [training.FIRST_DAY + timedelta(days=n) for n in range(5)]
    present = {person: dict.fromkeys(days[:4], "H") for person in training.people_in(desk.office, batch)}
    attendance.mark_attendance(desk.office, batch=batch, grid=present)
    assert "certificates" not in items(desk, today=days[-1])
    training.all_present(desk.office, batch)
    attendance.mark_attendance(desk.office, batch=batch, grid={last: dict.fromkeys(days[3:], "A")})
    assert "certificates" in items(desk, today=days[-1])
    found = items(desk)["certificates"]
    with desk.office.reading() as connection:
        name = connection.exec_driver_sql("SELECT name FROM participant WHERE id = ?", (last,)).scalar_one()
    assert told(found) == (
        "Angkatan II siap disertifikatkan",
        f"2 memenuhi syarat, 1 belum ({name}: kehadiran 3 dari 5 hari (60 %), kurang 1 hari)",
        "info",
    )
    assert (found.target.tab, found.target.words, found.target.batch) == ("batches", "Angkatan II", batch)
    certificates.issue_certificates(desk.office, batch=batch, letter_date=DAY)
    assert "certificates" not in items(desk)


def test_material_of_a_closed_batch(desk: Desk, cloth: int) -> None:
    """Where the office lets a batch be closed all the same, it stays on the list until it comes back."""
    save(desk.office, Rules(still_held_matters=False))
    batch = training.a_batch(desk.office, "Angkatan II", participants=1)
    place = persons.place_of(desk.office, training.people_in(desk.office, batch)[0])
    desk.sign(desk.prepare({place: {cloth: 1_500}}, batch=batch))
    assert "still-held" not in items(desk)
    closing.close_batch(desk.office, batch=batch)
    found = items(desk)["still-held"]
    assert (found.title, found.severity) == (
        "1 orang masih memegang bahan Angkatan II yang sudah ditutup",
        "err",
    )
    assert found.detail.endswith("Kain katun 1,50 m")
    desk.back(place, (cloth, 1_500))
    assert items(desk) == {}


def test_material_short_for_the_next_batch(desk: Desk, cloth: int) -> None:
    """Of the batch that waits for its kit: what it needs beside what is there."""
    mask = things.a_product(desk.office, "Masker")
    things.a_recipe(desk.office, mask, {cloth: 7_000}, yields=100)
    batch = training.a_batch(desk.office, "Angkatan III", participants=2, product=mask)
    found = items(desk)["short"]
    assert told(found) == (
        "Kain katun kurang 4,00 m untuk Angkatan III",
        "perlu 14,00 m · tersedia 10,00 m",
        "err",
    )
    assert found.target.batch == batch
    elastic = things.a_material(desk.office, "Tali karet")
    things.a_recipe(desk.office, mask, {cloth: 7_000, elastic: 35_000}, yields=100)
    assert told(items(desk)["short"])[:2] == (
        "2 bahan kurang untuk Angkatan III",
        "Kain katun kurang 4,00 m; Tali karet kurang 70,00 m",
    )
    desk.buy((cloth, 4_000, 1), (elastic, 70_000, 1))
    assert "short" not in items(desk)


def test_a_batch_without_a_product_is_short_of_nothing(desk: Desk) -> None:
    """No recipe, no need; without a store there is nothing to be short of either."""
    training.a_batch(desk.office, participants=2)
    batches.add_batch(desk.office, name="Angkatan X", training="Pelatihan CONTOH")
    assert "short" not in items(desk)
    places.archive_place(desk.office, place=desk.store)
    assert "short" not in items(desk)


def test_people_who_may_be_one(desk: Desk) -> None:
    """Pairs are told together, with the way to their list; found to be two, they are no matter any more."""
    for name in ("Maria Bria", "Marija Brija"):
        persons.a_person(desk.office, name, nik="", born=DAY.replace(year=1985))
    assert told(items(desk)["doubles"]) == ("1 pasangan peserta mungkin satu orang", "Maria Bria", "info")
    assert items(desk)["doubles"].target.chip == "Mungkin ganda"
    with desk.office.reading() as connection:
        (pair,) = doubles.suspected_pairs(connection)
    doubles.not_the_same(desk.office, first=pair.first, second=pair.second)
    assert "doubles" not in items(desk)


@pytest.mark.usefixtures("cloth")
def test_the_report_of_a_quarter(desk: Desk) -> None:
    """From the day after a quarter with goods in it until it is closed; then the next, when it is over."""
    assert "quarter" not in items(desk, today=date(2020, 9, 30))
    assert told(items(desk, today=date(2020, 10, 3))["quarter"]) == (
        "Laporan Triwulan III 2020 waktunya dibuat",
        "lewat 3 hari · buku belum ditutup s.d. 30-09-2020",
        "warn",
    )
    desk.today(date(2020, 10, 3))
    close_period(desk.office, through=date(2020, 9, 30))
    assert "quarter" not in items(desk, today=date(2020, 10, 3))
    assert "Triwulan IV 2020" in items(desk, today=date(2021, 1, 1))["quarter"].title


def test_a_balance_that_does_not_come_out(desk: Desk) -> None:
    """Told first, in red, with the way to the self-check."""
    with desk.office.reading() as connection:
        (item,) = due(connection, DAY, unexplained=2)
    assert told(item)[::2] == ("Neraca 2 barang tidak cocok", "err")
    assert item.target == Target(CHECK)


def test_what_the_self_check_found(desk: Desk) -> None:
    """One line for all of it, two named; it stands for a balance that does not come out as well."""
    found = [Finding(18, f"Baris peserta {no} diubah di luar program.") for no in (1, 2, 3)]
    with desk.office.reading() as connection:
        (item,) = due(connection, DAY, unexplained=2, found=found)
    assert told(item) == (
        "3 hal dalam buku tidak cocok",
        "Baris peserta 1 diubah di luar program; Baris peserta 2 diubah di luar program; +1",
        "err",
    )
    assert item.target == Target(CHECK)


def test_numbers_passed_over(desk: Desk, cloth: int) -> None:
    """Until they are explained."""
    desk.supply(desk.ani, {cloth: 100})
    done = handover.prepare_kit(
        desk.office,
        batch=desk.batch,
        store=desk.store,
        letter_date=DAY,
        rows=[handover.KitRow(desk.ani, {cloth: 100})],
        giver=OFFICER,
        number=4,
    )
    vouchers.sign(desk.office, prepared=done.prepared)
    assert told(items(desk)["gaps"]) == (
        "2 nomor surat terlewati tanpa penjelasan",
        "Surat dan berita acara 2020: 2 s.d. 3",
        "warn",
    )
    gaps.explain_gap(desk.office, series=LETTERS, year=2020, first=2, last=3, reason="dipakai bidang lain")
    assert items(desk) == {}


@pytest.mark.parametrize(("age", "severity"), [(1, "warn"), (6, "warn"), (7, "err"), (400, "err")])
def test_an_old_backup(desk: Desk, age: int, severity: str) -> None:
    """A day warns, a week is red."""
    found = items(desk, backup=age)["backup"]
    assert (found.title, found.severity) == (f"Cadangan terakhir {age} hari lalu", severity)


def test_the_worst_comes_first(desk: Desk, cloth: int) -> None:
    """Red before yellow before blue, whatever the order they are found in."""
    batch = training.a_batch(desk.office, participants=1)
    training.all_present(desk.office, batch)
    desk.prepare({desk.ani: {cloth: 1_000}})
    found = items(desk, backup=8)
    assert [item.severity for item in found.values()] == ["err", "warn", "info"]
    assert list(found) == ["backup", "supply-unsigned", "certificates"]


def test_an_overdue_report(desk: Desk) -> None:
    """After the days the letter's clause gives; gone once all is reported."""
    masks = things.a_product(desk.office)
    stock.some_stock(desk.office, desk.store, masks, 50, value=1, day=DAY)
    letter = desk.give((masks, 50))
    assert items(desk, today=DAY + timedelta(days=30)) == {}
    found = items(desk, today=DAY + timedelta(days=31))["not-reported"]
    assert told(found) == (
        "1 penyaluran belum dilaporkan lembaganya",
        "lewat 30 hari · tertua 31 hari: Majelis CONTOH",
        "warn",
    )
    assert (found.target.tab, found.target.chip) == ("distribution", "Belum ada laporan")
    (line,) = desk.lines(letter)
    lines = [OnwardLine(line, 50, "Umat")]
    report_onward(desk.office, voucher=letter, letter_date=DAY, lines=lines)
    assert items(desk, today=DAY + timedelta(days=31)) == {}
