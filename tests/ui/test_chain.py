"""The whole chain in the window, by keyboard alone, on an office that has nothing yet but its settings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.batches import batches
from ikm_desktop.batches.certificates import certificates_of
from ikm_desktop.batches.roster import roster
from ikm_desktop.buyback.lists import delivery_rows
from ikm_desktop.distribution.lists import DistributionRow, distribution_rows
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.goods.stock import stock_list
from ikm_desktop.office import book
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.reports.issuing import is_issued
from ikm_desktop.sample.office import make_sample
from ikm_desktop.supply.lists import handover_rows
from tests.ui.hands import Step, Story, Type, Until, play, press
from ui.batches.attendance_page import AttendancePage
from ui.batches.batch_page import BatchPage
from ui.batches.certificates_page import CertificatesPage
from ui.batches.certificates_preview import CertificatesPreview
from ui.buyback.batch_payment_page import BatchPaymentPage
from ui.common.list_page import ListPage
from ui.common.preview import PaperPreview
from ui.common.reverse_page import ReversePage
from ui.distribution.handover_page import HandoverPage
from ui.goods.purchase_page import PurchasePage
from ui.home.page import HomePage
from ui.main_window import MainWindow
from ui.participants.import_page import ImportPage
from ui.supply.kit_page import KitPage
from ui.theme.look import Look

pytestmark = pytest.mark.slow

LIST = Path(__file__).parents[1] / "participants" / "data" / "contoh_empat_angkatan.xlsx"
BOUGHT = (
    ("kain katun", "3x50 m", "3,75jt"),
    ("tali karet", "720 m", "720rb"),
    ("benang", "45", "450rb"),
    ("jarum", "21", "210rb"),
    ("plastik", "2100", "420rb"),
    ("label masker", "2100", "210rb"),
)


@pytest.fixture
def window(qtbot: QtBot, look: Look, tmp_path: Path) -> Iterator[MainWindow]:
    """The window of an office set up without people, as wide as the office's screen."""
    make_sample(tmp_path / "data", batches=0, durable=False)
    made = MainWindow(book.at_work(tmp_path / "data"), look)
    made.resize(1366, 689)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def _stands_at(window: MainWindow, page: ImportPage, step: int) -> bool:
    return page.step == step and not page.busy and not window.curtain.is_busy


class Clerk:
    """The clerk at one window: what she does, step by step, and what she then sees."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.office = window.office
        self.folder = folder

    def the_whole_chain(self) -> Story:
        """Eighty people to a reversal, then the self-check."""
        yield from self.import_the_list()
        yield from self.tell_of_the_first_batch()
        yield from self.receive_from_the_vendor()
        yield from self.hand_out_kits()
        yield from self.receive_products()
        yield from self.pay()
        yield from self.hand_over_to_an_institution()
        yield from self.note_attendance()
        yield from self.issue_certificates()
        yield from self.reverse_the_handover()
        yield from self.check_the_book()

    # --- ways -----------------------------------------------------------------------------------------

    def at(self, page: type) -> Until:
        """Wait for a page."""
        return Until(
            lambda: isinstance(self.window.page, page),
            f"{page.__name__}, not {type(self.window.page).__name__}",
        )

    def command(self, words: str) -> Story:
        """Find a command by Ctrl+K."""
        yield press("Ctrl+K")
        yield Type(words)
        yield press("Return")

    def said(self, text: str) -> Step:
        """Wait for the toast that tells it."""
        return Until(lambda: any(text in told for told in self.window.toast.said), f"the toast {text!r}")

    def save_file(self, name: str) -> Story:
        """Print where the computer has no printer: Enter, a name, Enter."""
        target = self.folder / name
        yield press("Return")
        yield Until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog), "the file dialog")
        yield Type(str(target))
        yield press("Return")
        yield Until(lambda: target.exists() and QApplication.activeModalWidget() is None, f"the file {name}")

    # --- what she does --------------------------------------------------------------------------------

    def import_the_list(self) -> Story:
        """One file with a sheet a batch: eighty people and four batches in one act."""
        yield from self.command("impor")
        yield self.at(ImportPage)
        page = self.window.page
        assert isinstance(page, ImportPage)
        yield press("Space")
        yield Type(str(LIST))
        yield press("Return")
        for step in (1, 2, 3):
            yield press("Ctrl+Return")
            yield Until(partial(_stands_at, self.window, page, step), f"step {step} of the import")
        yield press("Return")
        yield self.at(ListPage)
        with self.office.reading() as connection:
            filled = {one.name: len(roster(connection, one.id)) for one in batches(connection)}
        assert filled == {f"Angkatan {no}": 20 for no in ("I", "II", "III", "IV")}

    def tell_of_the_first_batch(self) -> Story:
        """Days, place and product of Angkatan I, from field to field by Enter."""
        yield press("Ctrl+3")
        yield self.at(ListPage)
        yield press("Down", "Up", "Return")
        yield self.at(BatchPage)
        yield press("Return", "Return", "Return")
        for text in ("3/8/2020", "7/8/2020", "Aula Dinas CONTOH", "Kupang"):
            yield Type(text)
            yield press("Return")
        yield press("Return")
        yield Type("Masker")
        yield press("Ctrl+S")
        yield self.at(ListPage)

    def receive_from_the_vendor(self) -> Story:
        """Six materials off one bill, whose total must be the paper's."""
        yield from self.command("terima dari penyedia")
        yield self.at(PurchasePage)
        yield Type("toko kain")
        yield press("Return", "Return")
        yield Type("SJ-77/2020")
        yield press("Return", "Return")
        for line in BOUGHT:
            for text in line:
                yield Type(text)
                yield press("Return")
        yield press("Alt+O")
        yield Type("5.760.000")
        yield press("Ctrl+S")
        yield self.at(ListPage)
        with self.office.reading() as connection:
            assert sum(row.value for row in stock_list(connection)) == 5_760_000

    def hand_out_kits(self) -> Story:
        """Nineteen kits, one of them smaller, and one who is absent; printed and signed."""
        yield from self.command("paket")
        yield self.at(KitPage)
        page = self.window.page
        assert isinstance(page, KitPage)
        yield Until(page.grid.hasFocus, "the cursor in the grid")
        yield press(*["Down"] * 12, "Space", "Up", "Up")
        yield Type("5")
        yield press("Return", "Ctrl+P")
        yield self.at(PaperPreview)
        yield from self.save_file("tanda-terima.pdf")
        yield press("Escape")
        yield self.at(ListPage)
        yield press("Ctrl+A", "Ctrl+T")
        yield Until(QApplication.activeModalWidget, "the dialog to sign")
        yield press("Return")
        yield self.said("19 serah terima ditandatangani")
        with self.office.reading() as connection:
            rows = [row for row in handover_rows(connection) if row.batch_name == "Angkatan I"]
        assert {row.status for row in rows} == {Status.SIGNED}
        assert len({row.paper for row in rows}) == 1
        assert sorted(row.value or 0 for row in rows)[:2] == [220_000, 270_000]

    def receive_products(self) -> Story:
        """Three makers, some pieces rejected; the next maker comes by herself."""
        yield press("Ctrl+5")
        yield self.at(ListPage)
        yield press("Ctrl+N")
        yield Type("martha novita")
        yield press("Return")
        yield from self.one_receipt("60", "2", "jahitan")
        yield from self.one_receipt("40", "0")
        yield from self.one_receipt("50", "1", "jahitan")
        with self.office.reading() as connection:
            rows = delivery_rows(connection)
        assert [(row.delivered, row.accepted, row.rejected) for row in reversed(rows)] == [
            (60, 58, 2),
            (40, 40, 0),
            (50, 49, 1),
        ]

    def one_receipt(self, delivered: str, rejected: str, reason: str = "") -> Story:
        """What one maker brings; accepted is what is left."""
        before = len(self.window.toast.said)
        yield Type(delivered)
        yield press("Return")
        yield Type(rejected)
        if reason:
            yield press("Return")
            yield Type(reason)
        yield press("Ctrl+Return")
        yield Until(lambda: len(self.window.toast.said) > before, "the receipt to be saved")

    def pay(self) -> Story:
        """All of the batch who have something to get: a kuitansi each and the list."""
        yield from self.command("daftar pembayaran")
        yield self.at(BatchPaymentPage)
        yield press("Ctrl+P")
        yield self.at(PaperPreview)
        preview = self.window.page
        assert isinstance(preview, PaperPreview)
        with self.office.reading() as connection:
            kinds = [read_paper(connection, paper).kind for paper in preview.papers]
            assert sorted(kinds) == ["KUI-UP", "KUI-UP", "KUI-UP", "NOM"]
            assert [row for row in delivery_rows(connection) if row.payable > 0] == []
        assert all(is_issued(self.office, paper=paper) for paper in preview.papers)
        yield press("Escape")

    def hand_over_to_an_institution(self) -> Story:
        """A hundred masks: prepared, printed, signed."""
        yield from self.command("salurkan ke satu")
        yield self.at(HandoverPage)
        yield Type("rumah sakit")
        yield press("Return")
        yield Type("100")
        yield press("Ctrl+P")
        yield self.at(PaperPreview)
        assert [row.status for row in self.handed_over()] == [Status.OUT]
        yield from self.save_file("bast.pdf")
        yield press("Escape")
        yield self.at(ListPage)
        yield press("Ctrl+T")
        yield Until(QApplication.activeModalWidget, "the dialog to sign")
        yield press("Return")
        yield self.said("1 serah terima ditandatangani")
        assert [(row.pieces, row.status) for row in self.handed_over()] == [(100, Status.SIGNED)]

    def handed_over(self) -> list[DistributionRow]:
        """Read the letters to institutions."""
        with self.office.reading() as connection:
            return list(distribution_rows(connection))

    def note_attendance(self) -> Story:
        """Everybody was there on all five days."""
        yield from self.command("kehadiran")
        yield self.at(AttendancePage)
        for _ in range(5):
            yield press("Shift+H", "Right")
        yield press("Ctrl+S")
        yield self.said("100 isian kehadiran disimpan")

    def issue_certificates(self) -> Story:
        """Twenty of them, numbered and shown as they print."""
        yield press("Ctrl+1")
        yield self.at(HomePage)
        yield from self.command("sertifikat")
        yield self.at(CertificatesPage)
        yield press("Ctrl+P")
        yield self.at(CertificatesPreview)
        preview = self.window.page
        assert isinstance(preview, CertificatesPreview)
        assert preview.document.pageCount() == 40
        with self.office.reading() as connection:
            first = batches(connection)[0]
            numbers = certificates_of(connection, first.id).values()
        assert sorted(numbers) == [f"{no:03}/SERT/DPP-IKM/VIII/2020" for no in range(1, 21)]
        yield press("Escape")

    def reverse_the_handover(self) -> Story:
        """The hundred masks come back, for a reason."""
        yield press("Ctrl+6")
        yield self.at(ListPage)
        yield press("Down", "Up", "Ctrl+B")
        yield self.at(ReversePage)
        yield Type("salah lembaga")
        yield press("Ctrl+S")
        yield self.at(ListPage)
        assert [row.status for row in self.handed_over()] == [Status.REVERSED]

    def check_the_book(self) -> Story:
        """Nothing is found."""
        yield from self.command("periksa buku")
        yield self.said("Buku diperiksa: tidak ada selisih")


def test_the_whole_chain_by_keyboard(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Import 80 → 4 batches → purchase → kits → products → payment → BAST → 20 certificates → reversal."""
    play(qtbot, window, Clerk(window, tmp_path).the_whole_chain())
    assert check(window.office) == ()


def test_hands_tell_what_they_waited_for(window: MainWindow, qtbot: QtBot) -> None:
    """A story that cannot go on fails where it stands, and says why."""

    def story() -> Story:
        yield press("Ctrl+2")
        yield Until(lambda: isinstance(window.page, HomePage), "Beranda by the wrong key")

    since = QDeadlineTimer(60_000)
    with pytest.raises(AssertionError, match="Beranda by the wrong key"):
        play(qtbot, window, story(), patience=200)
    assert not since.hasExpired()
