"""The trail says where the goods of a handover came from, and where a maker's went: as the journal does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.distribution import take_back
from ikm_desktop.errors import NothingChosen
from ikm_desktop.papers import content as c
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.participants import people
from ikm_desktop.reports import issuing, sheets
from tests.factories import things
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


class TrailDesk(Desk):
    """Two rolls; Ani sews of both, Budi of the second; two handovers, and some of the first come back."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cloth = things.a_material(self.office, "Kain katun")
        self.mask = things.a_product(self.office, "Masker", price=5_000)
        self.buy((self.cloth, 6_000, 60_000), (self.cloth, 10_000, 200_000))
        self.supply(self.ani, {self.cloth: 8_000})
        self.supply(self.budi, {self.cloth: 4_000})
        for maker, delivered, rejected in ((self.ani, 8, 1), (self.budi, 4, 0)):
            line = DeliveryLine(
                self.mask,
                delivered,
                delivered - rejected,
                rejected,
                reason="noda" if rejected else "",
                materials={self.cloth: delivered * 1_000},
            )
            self.made = self.receive(maker, line)
            self.pay(maker, *self.lines(self.made))
        self.first, self.second = self.give((self.mask, 5)), self.give((self.mask, 4))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> TrailDesk:
    """The desk of these tests."""
    return TrailDesk(tmp_path_factory.mktemp("jejak"))


def _printed(desk: Desk, paper: int) -> c.TrailSheet:
    with desk.office.reading() as connection:
        content = issuing.GATHERERS["LJ"](connection, read_paper(connection, paper), version=1, draft=False)
    assert isinstance(content, c.TrailSheet)
    assert check_sums(content) == ()
    return content


def test_a_handover_goes_back_to_makers_and_rolls(desk: TrailDesk) -> None:
    """The second handover took Ani's last two and two of Budi's; cloth lies in them in equal parts."""
    printed = _printed(desk, sheets.trail_of_handover(desk.office, voucher=desk.second))
    rows = [(r.maker, r.lots, r.material, r.delivered, r.rejected, r.taken) for r in printed.rows]
    assert rows == [
        ("Ani CONTOH", "L-01 (6,00 m) + L-02 (2,00 m)", 2_000, 8, 1, 2),
        ("Budi CONTOH", "L-02 (4,00 m)", 2_000, 4, 0, 2),
    ]
    assert [(b.column, b.quantity) for b in printed.boxes if b.column in {3, 4}] == [(3, 4), (4, 4)]
    assert printed.total.taken == 4
    assert printed.caption.endswith("Abu-abu muda: lot L-01; abu-abu tua: lot L-02.")
    with desk.office.reading() as connection:
        cost = connection.exec_driver_sql(
            "SELECT sum(cost) FROM move WHERE voucher = ?", (desk.second,)
        ).scalar_one()
    assert f"Rp{cost:,}".replace(",", ".") in printed.notes[0]
    assert "pembelian kembali Rp20.000,00" in printed.notes[0]
    assert all(row.receipts for row in printed.rows)


def test_a_maker_goes_on_to_the_institutions(desk: TrailDesk) -> None:
    """Ani's seven went out on two handovers; what came back is not with the institution any more."""
    with desk.office.reading() as connection:
        ani = people.person_at(connection, desk.ani)
    assert ani is not None
    paper = sheets.trail_of_maker(desk.office, maker=ani.id)
    printed = _printed(desk, paper)
    assert [(row.maker, row.taken) for row in printed.rows] == [("Ani CONTOH", 7)]
    outs = sorted(box.quantity for box in printed.boxes if box.column == 3)
    assert outs == [2, 5]
    take_back.take_back(
        desk.office,
        institution=desk.church,
        letter_date=DAY,
        lines=[take_back.TakenBackLine(desk.lines(desk.first)[0], 3, "berlebih")],
        store=desk.store,
        receiver="Petugas CONTOH",
    )
    assert [row.taken for row in _printed(desk, paper).rows] == [4]
    assert "Lebar aliran" in pages.text_of(issuing.preview(desk.office, paper=paper))


def test_nothing_handed_over_has_no_trail(desk: TrailDesk) -> None:
    """It is said, not drawn empty."""
    person = people.add_person(desk.office, name="Baru CONTOH").ids[0]
    with pytest.raises(NothingChosen, match="belum ada yang diserahkan"):
        issuing.preview(desk.office, paper=sheets.trail_of_maker(desk.office, maker=person))


def test_the_public_signs_under_the_letter(desk: TrailDesk) -> None:
    """So many rows for the hand, the one product in each; the letter and its goods stand above."""
    paper = sheets.recipient_list(desk.office, voucher=desk.second, rows=7)
    with desk.office.reading() as connection:
        content = issuing.GATHERERS["DM"](connection, read_paper(connection, paper), version=1, draft=False)
    assert isinstance(content, c.RecipientList)
    assert [row.product for row in content.rows] == ["Masker"] * 7
    assert content.total == "4 buah Masker"
    assert "Nomor: 530/" in content.basis
    assert "DAFTAR PENERIMA BARANG" in pages.text_of(issuing.preview(desk.office, paper=paper))
