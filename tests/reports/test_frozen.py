"""Every kind of paper that can be issued is frozen: whatever is renamed afterwards, its bytes stay."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from ikm_desktop.batches.batches import change_batch
from ikm_desktop.batches.certificates import issue_certificates
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine, pay
from ikm_desktop.buyback.payment_many import Payment, pay_many
from ikm_desktop.goods import count_sheet, counts, items, parties, places, prices, transfer, waste
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.profile import Profile, set_logo
from ikm_desktop.office.settings import Wording, load, save
from ikm_desktop.office.signatories import ROLES, add_signatory, change_signatory, signatories
from ikm_desktop.papers import furniture
from ikm_desktop.papers.archive import issued_bytes, issued_content
from ikm_desktop.papers.checks import check_sums
from ikm_desktop.papers.content import content_from_json
from ikm_desktop.papers.drawing import logo_and_photos, pdf_of
from ikm_desktop.papers.rows import papers_of, read_paper
from ikm_desktop.participants import people
from ikm_desktop.reports import issuing, sheets
from ikm_desktop.supply.vendor_return import VendorReturnLine, prepare_vendor_return
from tests.factories import things, training
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


class FullDesk(Desk):
    """A desk that has made one paper of every kind; the book is checked once, at the end."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        for role, title in ROLES.items():
            since = date(2020, 1, 1)
            add_signatory(self.office, role=role, name="PEJABAT CONTOH", title=title, valid_from=since)
        self.cloth = things.a_material(self.office, "Kain")
        self.mask = things.a_product(self.office, "Masker", price=5_000)
        self.taught = training.a_batch(self.office, participants=2)
        training.all_present(self.office, self.taught)
        self.papers = {paper: self.kind(paper) for paper in (*self._vouchers(), *self._sheets())}

    def checked(self, done: Any) -> Any:  # noqa: ANN401 -- as the desk's own
        """Let it pass."""
        return done

    def kind(self, paper: int) -> str:
        """Return the kind of a paper."""
        with self.office.reading() as connection:
            return read_paper(connection, paper).kind

    def paper(self, voucher: int) -> int:
        """Return the paper of a voucher."""
        with self.office.reading() as connection:
            return papers_of(connection, voucher=voucher)[0].id

    def _vouchers(self) -> list[int]:
        """Return the papers of what is done with goods and money."""
        bought = self.buy((self.cloth, 20_000, 200_000))
        kit = self.prepare({self.ani: {self.cloth: 5_000}, self.budi: {self.cloth: 5_000}})
        self.given = self.sign(kit)[0]
        back = self.back(self.ani, (self.cloth, 1_000))
        delivered = [
            self.receive(maker, DeliveryLine(self.mask, 10, 9, 1, reason="noda", materials={self.cloth: 700}))
            for maker in (self.ani, self.budi)
        ]
        alone = self.receive(self.ani, DeliveryLine(self.mask, 2, 2, materials={self.cloth: 100}))
        paid = self.pay(self.ani, *self.lines(alone))
        direct = self.receive(self.budi, DeliveryLine(self.mask, 2, 2, materials={self.cloth: 100}))
        from_the_state = pay(
            self.office, payee=self.budi, letter_date=DAY, lines=[PayLine(self.lines(direct)[0])], method="LS"
        )
        both = pay_many(
            self.office,
            batch=None,
            letter_date=DAY,
            payments=[
                Payment(maker, [PayLine(self.lines(one)[0])])
                for maker, one in zip((self.ani, self.budi), delivered, strict=True)
            ],
            one_receipt=True,
        )
        self.gift = self.give((self.mask, 5))
        returned = prepare_vendor_return(
            self.office,
            vendor=self.vendor,
            store=self.store,
            letter_date=DAY,
            lines=[VendorReturnLine(self.lines(bought)[0], 500, "cacat tenun")],
        )
        other = places.add_store(self.office, name="Gudang Dua").ids[0]
        moved = transfer.prepare_transfer(
            self.office, source=self.store, target=other, letter_date=DAY, lines=[GoodsLine(self.cloth, 100)]
        )
        lost = waste.write_off(
            self.office,
            place=self.store,
            letter_date=DAY,
            lines=[waste.WasteLine(self.cloth, 200, "dimakan rayap")],
        )
        wrong = self.reverse(self.give((self.mask, 1)))
        given = issue_certificates(self.office, batch=self.taught, letter_date=DAY)
        sheet = count_sheet.open_count(self.office, place=self.store, day=DAY)
        sheet = sheet.counting({self.cloth: 1_000}, reasons={self.cloth: "susut"})
        counted = counts.post_count(self.office, sheet=sheet, counted_by="PETUGAS CONTOH")
        letters = [self.paper(one) for one in (back, *delivered, paid, self.gift, wrong)]
        letters.append(sheets.handover_letter_of(self.office, voucher=bought))
        return [
            *letters,
            *(
                one
                for made in (kit, from_the_state, both, returned, moved, lost, given, counted)
                for one in made.papers
            ),
        ]

    def _sheets(self) -> list[int]:
        """Return the papers that ask the book."""
        office = self.office
        with office.reading() as connection:
            ani = people.person_at(connection, self.ani)
        assert ani is not None
        return [
            sheets.handover_letter_of(office, voucher=self.given),
            sheets.stock_card(office, item=self.cloth),
            sheets.goods_balance(office),
            sheets.count_sheet(office, place=self.store),
            sheets.trail_of_handover(office, voucher=self.gift),
            sheets.trail_of_maker(office, maker=ani.id),
            sheets.attendance(office, batch=self.taught, filled=True),
            sheets.participant_book(office, person=ani.id, batch=self.batch),
            sheets.payout_list(office, batch=self.taught, purpose="Uang transport", rate=110_000),
            sheets.recipient_list(office, voucher=self.gift),
            sheets.register_sheet(office),
        ]

    def rename_everything(self) -> None:
        """Change names, prices, addresses, officials, settings and the emblem, as years of work do."""
        office = self.office
        with office.reading() as connection:
            profile, officials = load(connection, Profile), signatories(connection)
            persons = connection.exec_driver_sql("SELECT id FROM participant").scalars().all()
            stores = connection.exec_driver_sql("SELECT id FROM place WHERE kind = 'store'").scalars().all()
        for person in persons:
            people.change_person(office, person=person, name=f"LAIN {person} CONTOH", address="Jalan Lain")
        parties.change_institution(office, institution=self.church, name="Lembaga LAIN", address="Jalan Lain")
        parties.change_vendor(office, vendor=self.vendor, name="Toko LAIN")
        for store in stores:
            places.rename_store(office, store=store, name=f"Gudang LAIN {store}")
        prices.set_price(office, item=self.mask, price=99_000, valid_from=date(2019, 1, 1))
        for item in (self.mask, self.cloth):
            items.change_item(office, item=item, name=f"Barang LAIN {item}", specification="LAIN")
        for batch in (self.batch, self.taught):
            change_batch(office, batch=batch, name=f"Angkatan LAIN {batch}", training="Pelatihan LAIN")
        for official in officials:
            change_signatory(office, signatory=official.id, name="ORANG LAIN CONTOH", title="Jabatan LAIN")
        save(office, profile.with_(office="DINAS LAIN", address="Jalan LAIN", city="Ende"))
        save(office, Wording(first_party="KESATU", values={"BAST-L": "tanpa nilai"}))
        logo = io.BytesIO()
        Image.new("RGB", (40, 50), "red").save(logo, "PNG")
        set_logo(office, content=logo.getvalue(), name="lain.png")


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> tuple[FullDesk, dict[int, bytes]]:
    """The desk with all its papers issued, then everything renamed; and the bytes as they were issued."""
    desk = FullDesk(tmp_path_factory.mktemp("beku"))
    issuing.issue(desk.office, papers=[one for one, kind in desk.papers.items() if kind != "SERT"])
    with desk.office.reading() as connection:
        first = {paper: issued_bytes(connection, paper) for paper in desk.papers}
    desk.rename_everything()
    return desk, first


def test_every_kind_that_can_be_issued_is_among_them(issued: tuple[FullDesk, dict[int, bytes]]) -> None:
    """A new kind must be made by the desk of these tests."""
    desk, _first = issued
    assert set(desk.papers.values()) == set(issuing.GATHERERS)


def test_p5_a_reprint_of_every_kind_equals_the_first_bytes(issued: tuple[FullDesk, dict[int, bytes]]) -> None:
    """From the archive as it was printed; drawn anew from its stored content the same page comes out.

    Its sums are right, those of certificates too, which are issued without being asked.
    """
    desk, first = issued
    assert check(desk.office) == ()
    for paper, kind in desk.papers.items():
        with desk.office.reading() as connection:
            assert issued_bytes(connection, paper) == first[paper]
            row = read_paper(connection, paper)
            now = issuing.GATHERERS[kind](connection, row, version=1, draft=False)
            content = content_from_json(type(now), issued_content(connection, paper))
            pictures = furniture.pictures(connection, logo_and_photos(content))
        assert content != now, kind
        assert check_sums(content) == (), kind
        assert pdf_of(content, pictures) == first[paper], kind
        assert "LAIN" not in pages.text_of(first[paper]).replace("LAINNYA", ""), kind


def test_every_kind_can_be_read_and_found(issued: tuple[FullDesk, dict[int, bytes]]) -> None:
    """Language, title in the window's bar, a bookmark to its first page, page numbers, embedded type."""
    desk, first = issued
    for paper, kind in desk.papers.items():
        with pikepdf.open(io.BytesIO(first[paper])) as pdf:
            assert str(pdf.Root.Lang) == "id-ID", kind
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle), kind
            assert str(pdf.docinfo["/Title"]), kind
            with pdf.open_outline() as outline:
                assert outline.root[0].title, kind
        assert pages.unembedded_fonts(first[paper]) == [], kind
        read = pages.read(first[paper])
        if kind == "SERT":  # its front and back are one leaf, and its form has no page numbers
            continue
        for at, page in enumerate(read, start=1):
            assert f"Halaman {at} dari {len(read)}" in " ".join(page.text.split()), kind


BY_WHO_WAS_THERE = frozenset({"PB"})
"""Kinds signed by whoever is typed as having taken the goods, whatever office she holds."""


def test_every_kind_is_signed_by_who_was_in_office(issued: tuple[FullDesk, dict[int, bytes]]) -> None:
    """Who took over a day later signs no earlier paper; of that day on she does, with Plt. and NIP 8 6 1 3.

    No block has a line "NIP" without a number.
    """
    desk, first = issued
    later = DAY + timedelta(days=1)
    for role, title in ROLES.items():
        add_signatory(
            desk.office,
            role=role,
            name="PENGGANTI CONTOH",
            title=title,
            valid_from=later,
            prefix="Plt.",
            nip="199909992025991001",
        )
    for paper, kind in desk.papers.items():
        with desk.office.reading() as connection:
            row = read_paper(connection, paper)
            then = issuing.GATHERERS[kind](connection, row, version=1, draft=False)
            now = issuing.GATHERERS[kind](connection, replace(row, letter_date=later), version=1, draft=False)
            pictures = furniture.pictures(connection, logo_and_photos(now))
        assert "PENGGANTI" not in pages.text_of(pdf_of(then, pictures)), kind
        assert not re.search(r"NIP(?! \d| *:)", pages.text_of(first[paper])), kind
        text = pages.text_of(pdf_of(now, pictures))
        signs = all(part in text for part in ("PENGGANTI CONTOH", "NIP 19990999 202599 1 001", "Plt."))
        assert signs == (kind not in BY_WHO_WAS_THERE), kind
