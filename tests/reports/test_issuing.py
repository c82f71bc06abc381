"""Issuing: a preview is a draft, what is issued is frozen, a correction is a version of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ikm_desktop.amounts import PIECE
from ikm_desktop.distribution.handover import prepare_handover
from ikm_desktop.errors import FieldInvalid, FieldMissing, NotFound, WrongState
from ikm_desktop.goods import items, parties, vouchers
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.office.acts import Kind
from ikm_desktop.office.signatories import ROLES, add_signatory
from ikm_desktop.papers.archive import issued_bytes, issued_content, issued_papers
from ikm_desktop.papers.content import Handover, content_from_json
from ikm_desktop.papers.numbers import BLANK, fill_number, open_paper
from ikm_desktop.reports.issuing import GATHERERS, can_be_drawn, issue, issue_in, preview
from tests.papers import pages
from tests.scenarios.desk import DAY, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own."""
    found = Desk(tmp_path)
    yield found
    found.office.close()


@pytest.fixture
def gift(desk: Desk) -> int:
    """A prepared letter to the church, not issued yet."""
    cloth = items.add_item(desk.office, kind="material", name="Kain katun", unit=PIECE).ids[0]
    desk.buy((cloth, 10, 1_000))
    return desk.prepare_gift((cloth, 4)).papers[0]


def test_a_preview_is_a_draft(desk: Desk, gift: int) -> None:
    """Marked DRAF, without number and return code; it stores nothing and follows the voucher."""
    before = desk.dump()
    text = pages.text_of(preview(desk.office, paper=gift))
    assert text.startswith("DRAF")
    assert "530/" not in text
    assert "4 buah" in text
    assert desk.dump() == before


def test_a_draft_has_room_for_initials_below_the_signer(desk: Desk, gift: int) -> None:
    """Who stands below the highest signer and does not sign initials the draft; what is issued shows none."""
    for role in ("head", "division_head", "stock_officer"):
        add_signatory(
            desk.office, role=role, name=f"{role} CONTOH", title=ROLES[role], valid_from=date(2020, 1, 1)
        )
    drawn = " ".join(pages.texts(preview(desk.office, paper=gift)))
    assert "Paraf Petugas Persediaan Kepala Bidang" in drawn
    issue(desk.office, papers=[gift])
    assert "Paraf" not in pages.text_of(preview(desk.office, paper=gift))


def test_issuing_stores_content_bytes_and_hash_in_one_act(desk: Desk, gift: int) -> None:
    """The stored PDF is what is previewed from now on; its hash and page count are its own."""
    done = issue(desk.office, papers=[gift])
    assert (done.papers, done.changed) == ((gift,), frozenset({Kind.PAPER}))
    with desk.office.reading() as connection:
        (found,) = issued_papers(connection)
        pdf = issued_bytes(connection, gift)
        content = content_from_json(Handover, issued_content(connection, gift))
    assert (found.version, found.entry, found.changed) == (1, done.entry, "")
    assert hashlib.sha256(pdf).digest() == found.sha256
    assert len(pages.texts(pdf)) == found.pages
    assert preview(desk.office, paper=gift) == pdf
    text = pages.text_of(pdf)
    assert content.head.number in text
    assert not text.startswith("DRAF")
    assert content.head.return_code.startswith(f"IKM1:BAST-L:{gift:06d}:")


def test_the_return_code_can_be_read_from_the_page(desk: Desk, gift: int) -> None:
    """Photographed at 200 dpi, the QR in the corner names the paper."""
    import zxingcpp

    issue(desk.office, papers=[gift])
    with desk.office.reading() as connection:
        content = content_from_json(Handover, issued_content(connection, gift))
    read = zxingcpp.read_barcodes(pages.rendered(preview(desk.office, paper=gift), 200))
    assert {code.text for code in read} == {content.head.return_code}


def test_a_correction_is_the_next_version_under_the_same_number(desk: Desk, gift: int) -> None:
    """It must say what changed; the first version keeps its bytes."""
    issue(desk.office, papers=[gift])
    with desk.office.reading() as connection:
        first = issued_bytes(connection, gift)
    with pytest.raises(FieldMissing, match="Yang berubah pada versi 2"):
        issue(desk.office, papers=[gift])
    parties.change_institution(desk.office, institution=desk.church, address="Jalan Baru 2")
    issue(desk.office, papers=[gift], changed="alamat lembaga")
    with desk.office.reading() as connection:
        versions = issued_papers(connection, paper=gift, all_versions=True)
        assert issued_bytes(connection, gift, 1) == first
        second = pages.text_of(issued_bytes(connection, gift))
    assert [(one.version, one.changed) for one in versions] == [(1, ""), (2, "alamat lembaga")]
    assert len({one.number for one in versions}) == 1
    assert "Jalan Baru 2" in second
    assert "versi 2" in second


def test_a_void_paper_is_never_issued(desk: Desk, gift: int) -> None:
    """Its preview says DIBATALKAN; issuing is refused."""
    with desk.office.reading() as connection:
        subject = connection.exec_driver_sql(f"SELECT prepared FROM paper_subject WHERE paper = {gift}")
        prepared = subject.scalar_one()
    vouchers.void(desk.office, prepared=[prepared], reason="salah lembaga")
    assert "DIBATALKAN" in pages.text_of(preview(desk.office, paper=gift))
    with pytest.raises(WrongState):
        issue(desk.office, papers=[gift])


def test_all_or_none(desk: Desk, gift: int) -> None:
    """One paper that is not there keeps the others from being issued."""
    before = desk.dump()
    with pytest.raises(NotFound):
        issue(desk.office, papers=[gift, 999])
    assert desk.dump() == before


def test_what_fails_after_issuing_leaves_nothing(desk: Desk, gift: int) -> None:
    """Bytes, content and hash belong to the act: when it fails later, they were never there."""
    before = desk.dump()

    def fails() -> None:
        with desk.office.act("issue") as act:
            issue_in(act, gift)
            raise RuntimeError("the printer's cable was pulled")

    with pytest.raises(RuntimeError, match="cable"):
        fails()
    assert desk.dump() == before
    assert check(desk.office) == ()
    issue(desk.office, papers=[gift])


def test_a_kind_that_cannot_be_drawn_yet(desk: Desk) -> None:
    """It is refused in words, not left blank."""
    with desk.office.act("open") as act:
        paper = open_paper(act, kind="LAIN", series="SURAT", letter_date=date(2020, 8, 24), subject="Stok").id
        act.done()
    assert not can_be_drawn("LAIN")
    assert all(can_be_drawn(kind) for kind in GATHERERS)
    with pytest.raises(FieldInvalid, match="belum dapat dicetak"):
        preview(desk.office, paper=paper)


def test_a_number_filled_later_is_not_burnt_in(desk: Desk) -> None:
    """A letter issued with room for its number keeps its bytes; the next version bears the number."""
    cloth = items.add_item(desk.office, kind="material", name="Benang", unit=PIECE).ids[0]
    desk.buy((cloth, 10, 1_000))
    paper = prepare_handover(
        desk.office,
        institution=desk.church,
        store=desk.store,
        letter_date=DAY,
        lines=[GoodsLine(cloth, 1)],
        signer="Penerima CONTOH",
        number=BLANK,
    ).papers[0]
    issue(desk.office, papers=[paper])
    first = preview(desk.office, paper=paper)
    assert "NOMOR: 530/ /DPP/VIII/2020" in pages.text_of(first)
    fill_number(desk.office, paper=paper, wanted=1)
    assert preview(desk.office, paper=paper) == first
    issue(desk.office, papers=[paper], changed="nomor")
    assert "NOMOR: 530/001/DPP/VIII/2020" in pages.text_of(preview(desk.office, paper=paper))
