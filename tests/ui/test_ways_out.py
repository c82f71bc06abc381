"""Every refusal of the journal, brought about in the window: its sentence, and every button it offers.

Each story makes a refusal as a clerk comes to it, presses all its ways out and sees where they lead; a
draft left on the way still stands and can be saved in the end. Where no page lets the clerk make the mistake,
a page is handed the act that makes it. The table is held against all refusals there are: a new one needs a
story.
"""

from __future__ import annotations

import inspect
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import ikm_desktop.errors as e
from ikm_desktop.amounts import PIECE
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.receiving import prepare_delivery, receive_products
from ikm_desktop.errors import names
from ikm_desktop.goods import reversal, vouchers
from ikm_desktop.goods.count_sheet import open_count
from ikm_desktop.goods.counts import post_count
from ikm_desktop.goods.periods import close_period, reopen_period
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.selfcheck import check
from ikm_desktop.goods.waste import WasteLine, write_off
from ikm_desktop.office.acts import Done
from ikm_desktop.papers.gaps import explain_gap
from ikm_desktop.papers.numbers import BLANK
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.supply.handover import prepare_handover
from tests.factories import persons, things, training
from tests.scenarios.desk import DAY, OFFICER, Desk
from ui.buyback.payment_page import PaymentPage
from ui.buyback.tab import BuybackActs
from ui.common.lines_page import LinesPage
from ui.common.list_acts import ListActs
from ui.common.list_page import ListPage
from ui.common.messages import MessageBar
from ui.common.preview import PaperPreview
from ui.common.reason import ConfirmDialog, ReasonDialog
from ui.common.reverse_page import ReversePage, open_reversal
from ui.common.signing import SignDialog
from ui.distribution.institution_page import InstitutionForm
from ui.goods.card_page import CardPage
from ui.goods.count_page import CountPage
from ui.goods.periods_page import PeriodsPage
from ui.goods.purchase_page import PurchasePage
from ui.main_window import MainWindow
from ui.theme.look import Look

_no = count(1)


class QuickDesk(Desk):
    """A desk whose book is checked by the stories' end, not after each act that prepares one."""

    def checked(self, done: Done) -> Done:
        """Return what was made."""
        return done


class Clerk:
    """Sits at the window over a small book; what a story needs it makes for itself."""

    def __init__(self, desk: Desk, window: MainWindow, qtbot: QtBot) -> None:
        self.desk, self.window, self.qtbot = desk, window, qtbot
        self.office = desk.office
        self.bar: MessageBar | None = None
        self.offered: set[str] = set()
        self.pressed: set[str] = set()

    # --- the book -----------------------------------------------------------------------------------

    def cloth(self, quantity: int = 10, *, ago: int = 9) -> int:
        """A new material by the piece, some of it in the store since so many days."""
        item = things.a_material(self.office, f"Kain {next(_no)} CONTOH", unit=PIECE)
        self.buy(item, quantity, ago=ago)
        return item

    def buy(self, item: int, quantity: int, *, ago: int) -> int:
        """Let more of an item come in."""
        return self.desk.buy((item, quantity, 100 * quantity), day=before(ago))

    def somebody(self) -> int:
        """Somebody of the batch who holds nothing."""
        from ikm_desktop.batches.roster import enrol

        person = persons.a_person(self.office, f"Orang {next(_no)} CONTOH")
        enrol(self.office, batch=self.desk.batch, people=[person], reason="cerita banyak")
        return persons.place_of(self.office, person)

    def written_off(self, item: int, quantity: int, *, ago: int) -> None:
        """Let some of an item be gone."""
        line = WasteLine(item, quantity, "rusak")
        write_off(self.office, place=self.desk.store, letter_date=before(ago), lines=[line])

    def received(self, delivered: int = 4) -> tuple[int, int, int]:
        """A receipt of products: its maker, its voucher, its line."""
        maker, mask = self.somebody(), things.a_product(self.office, f"Masker {next(_no)}", price=500)
        line = DeliveryLine(mask, delivered, delivered)
        voucher = receive_products(
            self.office, maker=maker, store=self.desk.store, batch=self.desk.batch, letter_date=DAY,
            receiver=OFFICER, lines=[line],
        ).vouchers[0]  # fmt: skip
        return maker, voucher, self.desk.lines(voucher)[0]

    # --- the window ---------------------------------------------------------------------------------

    def open(self, command: str) -> QWidget:
        """Go to a page as a menu does."""
        assert self.window.run(command)
        page = self.window.page
        assert page is not None
        self.bar = page.findChild(MessageBar)
        return page

    def lines_page(self, command: str) -> LinesPage:
        """Go to a page that moves goods of one party."""
        page = self.open(command)
        assert isinstance(page, LinesPage)
        return page

    def fill(self, command: str, party: int, item: int, quantity: str, *, ago: int = 0) -> LinesPage:
        """Type one line on such a page, and whatever reason it asks for."""
        page = self.lines_page(command)
        page.start_over()
        page.day.set_day(before(ago))
        page.party.choose([party, ""])
        for name in page.extra:
            if not page.text_of(name):
                page.fill_text(name, "rusak")
        page.rows.fields[str(item)].setText(quantity)
        return page

    def handing(self, party: int, item: int, quantity: str, *, ago: int = 0) -> LinesPage:
        """Type a handover to one person."""
        return self.fill("serah-satu", party, item, quantity, ago=ago)

    def refused(self, bar: MessageBar, *told: str) -> None:
        """See what is told, and remember what is offered."""
        assert all(text in bar.text() for text in told), bar.text()
        self.bar = bar
        keys = {way.key.partition(":")[0] for way in bar.refused.ways_out} if bar.refused else set()
        self.offered |= keys

    def press(self, label: str, answer: str | None = None) -> None:
        """Press a way out; answer: the reason for the dialog that it opens."""
        bar = self.bar
        assert bar is not None
        if bar.refused is not None:
            way = next(one for one in bar.refused.ways_out if one.label.startswith(label))
            self.pressed.add(way.key.partition(":")[0])
        if answer is not None:
            self.answer(answer)
        next(one for one in bar.findChildren(QPushButton) if one.text().startswith(label)).click()

    def answer(self, reason: str = "") -> None:
        """Go on from the next dialog, with a reason where it asks for one."""

        def go_on() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, ReasonDialog | ConfirmDialog | SignDialog)
            if isinstance(dialog, ReasonDialog):
                dialog.reason.setText(reason)
            dialog.go.click()

        QTimer.singleShot(0, go_on)

    def stands_in(self, field: QWidget) -> bool:
        """Whether the cursor is there."""
        focus = self.window.focusWidget()
        return focus is field or field.isAncestorOf(focus)

    def has_left(self, page: QWidget) -> None:
        """See that a page is done with: what was typed on it is in the book."""
        assert self.window.page is not page, self.bar.text() if self.bar else ""

    def wait_until_uncovered(self) -> None:
        """Wait until long work has ended."""
        self.qtbot.waitUntil(lambda: not self.window.curtain.is_busy, timeout=30_000)

    def wait_for_a_message(self, bar: MessageBar) -> None:
        """Wait until long work has said on a page what it found, and its cover is lifted."""
        self.qtbot.waitUntil(lambda: bool(bar.text()), timeout=30_000)
        self.wait_until_uncovered()

    def wait_until_left(self, page: QWidget) -> None:
        """Wait until another page stands there."""
        self.qtbot.waitUntil(lambda: self.window.page is not page, timeout=30_000)

    @property
    def shows_paper(self) -> bool:
        """Whether a paper is on screen: in the preview, or chosen in its list."""
        page = self.window.page
        return isinstance(page, PaperPreview) or (isinstance(page, ListPage) and page.current() is not None)

    def list_of(self, tab: str) -> ListActs:
        """Go to a tab's list, read anew."""
        page = self.window.go_to(tab)
        acts = page.findChild(ListActs)
        assert acts is not None
        acts.page.clear_filters()
        self.bar = acts.page.message
        return acts

    def context(self) -> object:
        """What a page is handed."""
        return self.list_of("penyerahan").context

    def reversing(self, voucher: int) -> ReversePage:
        """Open the page that reverses a voucher, with its reason."""
        acts = self.list_of("penyerahan")
        page = open_reversal(acts.context, "penyerahan", "Penyerahan Bahan", voucher)
        page.reason.setCurrentText("salah catat")
        return page

    def told_in_list(self, act: Callable[[], Done], *told: str) -> ListActs:
        """Let a list do an act that cannot be."""
        acts = self.list_of("penyerahan")
        assert acts.do(act, "") is None
        self.refused(acts.page.message, *told)
        return acts


def before(days: int) -> date:
    """So many days before today."""
    return DAY - timedelta(days=days)


@pytest.fixture(scope="module")
def room(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, MainWindow]]:
    """One small book and one window for all stories; each makes its own goods and people."""
    desk = QuickDesk(tmp_path_factory.mktemp("ways"))
    look = Look(qapp)
    look.set_mode("terang")
    window = MainWindow(desk.office, look)
    window.show()
    yield desk, window
    assert not check(desk.office)
    window.close()
    for one in (window, look):
        one.deleteLater()
        QCoreApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def clerk(room: tuple[Desk, MainWindow], qtbot: QtBot) -> Clerk:
    """Whoever sits there."""
    desk, window = room
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Clerk(desk, window, qtbot)


# --- the stories ----------------------------------------------------------------------------------------

Story = Callable[[Clerk], None]
STORIES: dict[Story, dict[type[e.Refusal], tuple[str, ...]]] = {}
"""By story, the refusals it brings about, and the ways it goes."""


def shows(refusal: type[e.Refusal], *ways: str) -> Callable[[Story], Story]:
    """Say what a story brings about."""

    def note(story: Story) -> Story:
        STORIES.setdefault(story, {})[refusal] = ways
        return story

    return note


@shows(e.NotEnough, "kurangi", "ganti-tanggal", "kartu", "sisipkan")
def what_a_later_paper_took(clerk: Clerk) -> None:
    """Less, another day, the card; in the end the handover goes in before the paper that took the cloth."""
    item, who = clerk.cloth(10), clerk.somebody()
    clerk.buy(item, 10, ago=2)
    clerk.written_off(item, 8, ago=1)
    page = clerk.handing(who, item, "5", ago=3)
    page.save()
    clerk.refused(page.message, "perlu 5 buah", "ada 2 buah", "dipakai")
    clerk.press("Kurangi jumlah")
    assert page.rows.fields[str(item)].text() == "2"
    page.rows.fields[str(item)].setText("5")
    page.save()
    clerk.refused(page.message)
    other = next(one for one in page.message.refused.ways_out if one.key.startswith("ganti"))  # type: ignore[union-attr]
    clerk.press(other.label)
    assert clerk.stands_in(page.day.line)
    assert page.day.day() == before(2)
    page.day.set_day(before(3))
    page.save()
    clerk.refused(page.message)
    clerk.press("Lihat kartu")
    assert isinstance(clerk.window.page, CardPage)
    page = clerk.lines_page("serah-satu")
    assert page.rows.fields[str(item)].text() == "5"
    page.save()
    clerk.refused(page.message)
    clerk.press("Sisipkan", answer="nota terselip")
    clerk.has_left(page)
    assert clerk.desk.on_hand(clerk.desk.store, item) == (12, 1200)


@shows(e.NotEnough, "ganti-tanggal")
def what_never_is_enough(clerk: Clerk) -> None:
    """Without a day on which there is enough, the cursor goes into the day as it stands."""
    item, who = clerk.cloth(3), clerk.somebody()
    page = clerk.handing(who, item, "5")
    page.save()
    clerk.refused(page.message, "perlu 5 buah", "ada 3 buah")
    clerk.press("Ganti tanggal")
    assert clerk.stands_in(page.day.line)
    assert page.day.day() == DAY
    clerk.offered -= {"kurangi", "kartu"}
    page.start_over()


@shows(e.Reserved, "lihat", "batalkan", "kurangi")
def what_another_letter_has(clerk: Clerk) -> None:
    """The letter is shown, less is taken, and at last the letter's number made void; then there is enough."""
    item, who, other = clerk.cloth(10), clerk.somebody(), clerk.somebody()
    page = clerk.handing(who, item, "5")
    clerk.desk.prepare({other: {item: 8}})
    page.save()
    clerk.refused(page.message, "tersedia 2 buah", "8 buah sudah disiapkan untuk")
    assert clerk.stands_in(page.rows.fields[str(item)])
    clerk.press("Kurangi jumlah")
    assert page.rows.fields[str(item)].text() == "2"
    page.rows.fields[str(item)].setText("5")
    page.save()
    clerk.refused(page.message)
    clerk.press("Lihat surat itu")
    assert isinstance(clerk.window.page, PaperPreview)
    page = clerk.lines_page("serah-satu")
    assert page.rows.fields[str(item)].text() == "5"
    page.save()
    clerk.refused(page.message)
    clerk.press("Batalkan nomor", answer="tidak jadi")
    page = clerk.lines_page("serah-satu")
    page.save()
    clerk.has_left(page)


@shows(e.PeriodClosed, "pakai-tanggal", "buka-periode")
def a_day_of_a_closed_period(clerk: Clerk) -> None:
    """The page of the periods opens; with the first open day the loss is booked."""
    item = clerk.cloth(10, ago=40)
    close_period(clerk.office, through=before(30))
    try:
        page = clerk.fill("penghapusan", clerk.desk.store, item, "1", ago=35)
        page.save()
        clerk.refused(page.message, "sudah ditutup pada")
        clerk.press("Buka periode")
        assert isinstance(clerk.window.page, PeriodsPage)
        page = clerk.lines_page("penghapusan")
        page.save()
        clerk.refused(page.message)
        clerk.press("Pakai ")
        assert page.day.day() == before(29)
        page.save()
        clerk.has_left(page)
    finally:
        reopen_period(clerk.office, reason="contoh")


@shows(e.CountedSince, "ganti-tanggal", "buka-opname")
def a_day_before_a_count(clerk: Clerk) -> None:
    """The day is gone to; then the count is opened and the loss booked before it."""
    item = clerk.cloth(10)
    sheet = open_count(clerk.office, place=clerk.desk.store, day=before(1))
    post_count(clerk.office, sheet=sheet.counting({item: 10}), counted_by=OFFICER)
    page = clerk.fill("penghapusan", clerk.desk.store, item, "1", ago=3)
    page.save()
    clerk.refused(page.message, "sudah dihitung")
    clerk.press("Ganti tanggal")
    assert clerk.stands_in(page.day.line)
    page.save()
    clerk.refused(page.message)
    clerk.press("Buka opname", answer="nota terselip")
    clerk.has_left(page)


@shows(e.SheetStale, "segarkan")
def a_sheet_that_the_book_left_behind(clerk: Clerk) -> None:
    """Segarkan copies the book's figure anew; what was counted stays and is booked."""
    item, who = clerk.cloth(10), clerk.somebody()
    clerk.desk.supply(who, {item: 4})
    page = clerk.open("opname")
    assert isinstance(page, CountPage)
    page.start_over()
    page.place.choose([who, ""])
    field = page.rows.first_field()
    assert field is not None
    field.setText("6")
    page.rows._rows[item].fields[1].setText("ditemukan")
    clerk.desk.supply(who, {item: 2})
    page.save()
    clerk.refused(page.message, "4 buah menjadi 6 buah")
    clerk.press("Segarkan")
    page.save()
    clerk.has_left(page)


@shows(e.Blocked, "balikkan", "buka")
def what_has_moved_on(clerk: Clerk) -> None:
    """The handover is shown; what can go is reversed."""
    item, who = clerk.cloth(1), clerk.somebody()
    bought = clerk.buy(item, 10, ago=2)
    clerk.desk.supply(who, {item: 5})
    page = clerk.reversing(bought)
    clerk.refused(page.message, "Hanya 6 buah dari 10 buah")
    clerk.press("Buka surat itu")
    assert clerk.shows_paper
    page = clerk.reversing(bought)
    clerk.refused(page.message)
    clerk.press("Balikkan 6 buah")
    page.save()
    clerk.has_left(page)


@shows(e.AlreadyReversed, "buka")
def what_somebody_reversed_meanwhile(clerk: Clerk) -> None:
    """The reversal is shown."""
    item = clerk.cloth(1)
    bought = clerk.buy(item, 3, ago=1)
    page = clerk.reversing(bought)
    clerk.desk.reverse(bought)
    page.save()
    clerk.refused(page.message, "sudah dibalik oleh")
    clerk.press("Buka surat itu")
    assert clerk.shows_paper


@shows(e.NotReversible, "buka")
def a_reversal_itself(clerk: Clerk) -> None:
    """It is shown instead."""
    undone = clerk.desk.reverse(clerk.buy(clerk.cloth(1), 3, ago=1))
    page = clerk.reversing(undone)
    clerk.refused(page.message, "tidak dapat dibalik")
    clerk.press("Buka surat itu")
    assert clerk.shows_paper


@shows(e.NotOnThisPaper, "buka")
def a_line_that_is_not_there(clerk: Clerk) -> None:
    """No page names one; an act that does is told with the paper."""
    bought = clerk.buy(clerk.cloth(1), 3, ago=1)
    act = lambda: reversal.reverse(clerk.office, voucher=bought, reason="salah", lines=[7])  # noqa: E731
    clerk.told_in_list(act, "Baris 7 tidak ada pada")
    clerk.press("Buka surat itu")
    assert clerk.shows_paper


@shows(e.LineTwice, "ubah")
def a_line_named_twice(clerk: Clerk) -> None:
    """No page names one; after an act that does, the list goes on with what can be signed."""
    bought = clerk.buy(clerk.cloth(1), 3, ago=1)
    act = lambda: reversal.reverse(clerk.office, voucher=bought, reason="salah", lines=[1, 1])  # noqa: E731
    acts = clerk.told_in_list(act, "dipilih dua kali")
    clerk.press("Ubah jumlah")
    assert acts.page.message.text() == ""


@shows(e.NothingChosen, "ke-isian")
def nothing_at_all(clerk: Clerk) -> None:
    """The first quantity is gone to."""
    item = clerk.cloth(4)
    page = clerk.fill("penghapusan", clerk.desk.store, item, "")
    page.save()
    clerk.refused(page.message, "Tidak ada yang dipilih")
    clerk.press("Ke isian itu")
    assert clerk.stands_in(page.rows)
    page.rows.fields[str(item)].setText("1")
    page.save()
    clerk.has_left(page)


@shows(e.Paid, "balikkan-kuitansi")
def a_receipt_that_is_paid(clerk: Clerk) -> None:
    """The payment is taken back first; then the receipt goes."""
    maker, voucher, line = clerk.received()
    clerk.desk.pay(maker, line)
    page = clerk.reversing(voucher)
    page.save()
    clerk.refused(page.message, "Sudah dibayar dengan", "Rp2.000")
    clerk.press("Balikkan kuitansi")
    payment = clerk.window.page
    assert isinstance(payment, ReversePage)
    assert payment.original.paid == 2000
    payment.reason.setCurrentText("salah orang")
    payment.save()
    page = clerk.reversing(voucher)
    page.save()
    clerk.has_left(page)


def _paying(clerk: Clerk, maker: int) -> PaymentPage:
    acts = clerk.list_of("pembelian")
    acts.page.reload()
    assert isinstance(acts, BuybackActs)
    assert acts.page.choose(lambda row: row.place == maker)
    page = acts.pay()
    page.start_over()
    for tick in page.lines._ticks:
        tick.setCheckState(Qt.CheckState.Checked)
    return page


@shows(e.Overpaid, "buka", "ubah")
def paid_meanwhile(clerk: Clerk) -> None:
    """The receipt is shown, or the rows are gone to."""
    maker, _, line = clerk.received()
    page = _paying(clerk, maker)
    clerk.desk.pay(maker, line)
    page.pay()
    clerk.refused(page.message, "dapat dibayar Rp0", "sudah dibayar dengan")
    clerk.press("Ubah jumlah")
    assert clerk.stands_in(page.lines)
    page.pay()
    clerk.refused(page.message)
    clerk.press("Buka surat itu")
    assert clerk.shows_paper


@shows(e.NotInspected, "periksa")
def goods_nobody_looked_at(clerk: Clerk) -> None:
    """Periksa sekarang shows the receipt in the panel, ready to be inspected."""
    maker, mask = clerk.somebody(), things.a_product(clerk.office, f"Masker {next(_no)}", price=500)
    done = prepare_delivery(
        clerk.office, maker=maker, store=clerk.desk.store, batch=clerk.desk.batch, letter_date=DAY,
        receiver=OFFICER, lines=[DeliveryLine(mask, 3, 0)],
    )  # fmt: skip
    page = _paying(clerk, maker)
    page.pay()
    clerk.refused(page.message, "belum diperiksa (UU 1/2004 Pasal 21)")
    clerk.press("Periksa sekarang")
    acts = clerk.window.go_to("pembelian").findChild(BuybackActs)
    assert acts is not None
    inspecting = acts.panel.inspecting
    assert inspecting is not None
    assert inspecting.prepared == done.prepared[0]
    assert acts.panel.save(), acts.page.message.text()


def _panel(clerk: Clerk, item: int = 0, *, held: int = 0) -> tuple[BuybackActs, int]:
    """The panel, ready for a maker who holds so much; a mask takes one of the material."""
    who, mask = clerk.somebody(), things.a_product(clerk.office, f"Masker {next(_no)}", price=500)
    if item:
        things.a_recipe(clerk.office, mask, {item: 1})
        clerk.desk.supply(who, {item: held})
    acts = clerk.list_of("pembelian")
    assert isinstance(acts, BuybackActs)
    acts.page.reload()
    acts.panel.read(())
    acts.panel.set_maker(next(one for one in acts.panel._makers if one.place == who), mask)
    return acts, who


def _complained(clerk: Clerk, acts: BuybackActs, *told: str) -> None:
    """Press save and see what is wrong with the form, with buttons though no act was tried."""
    assert not acts.panel.save()
    bar = acts.page.message
    assert all(text in bar.text() for text in told), bar.text()
    clerk.bar = bar


@shows(e.DoesNotAdd, "ubah")
def a_sum_that_is_wrong(clerk: Clerk) -> None:
    """The figures and the gap stand there; Ubah jumlah goes to them."""
    acts, _ = _panel(clerk)
    form = acts.panel.form
    form.delivered.setText("60")
    form.accepted.setText("50")
    form.rejected.setText("8")
    form.reason.setEditText("noda")
    _complained(clerk, acts, "Diserahkan 60 buah", "50 + ditolak 8 = 58", "Masih kurang 2 buah")
    clerk.press("Ubah jumlah")
    assert clerk.stands_in(form.delivered)
    form.accepted.setText("52")
    assert acts.panel.save(), acts.page.message.text()
    clerk.pressed.add("ubah")


@shows(e.OwnMaterial, "isi-alasan", "ubah")
def more_than_her_material_is_enough_for(clerk: Clerk) -> None:
    """It is asked whether it is her own; the reason is gone to, or the quantity."""
    acts, _ = _panel(clerk, clerk.cloth(10), held=3)
    form = acts.panel.form
    form.delivered.setText("5")
    form.accepted.setText("5")
    _complained(clerk, acts, "cukup untuk 3 buah", "2 buah dari bahan sendiri?")
    clerk.press("Ubah jumlah")
    assert clerk.stands_in(form.delivered)
    _complained(clerk, acts)
    clerk.press("Ya, isi alasan")
    assert clerk.stands_in(form.own)
    form.own.setText("dari sisa di rumah")
    assert acts.panel.save(), acts.page.message.text()
    clerk.pressed |= {"ubah", "isi-alasan"}


@shows(e.OwnMaterial, "isi-alasan", "ubah")
@shows(e.AgainstRecipe, "isi-alasan", "ubah")
def what_only_the_act_knows(clerk: Clerk) -> None:
    """Consumption is typed on no page: an act that does is told in the panel, which leads to its fields."""
    item = clerk.cloth(10)
    acts, who = _panel(clerk, item, held=3)
    mask, form = acts.panel.card.product.currentData(), acts.panel.form

    def act() -> Done:
        line = DeliveryLine(mask, 3, 3, materials={item: 5})
        return receive_products(
            clerk.office, maker=who, store=clerk.desk.store, batch=clerk.desk.batch, letter_date=DAY,
            receiver=OFFICER, lines=[line],
        )  # fmt: skip

    form.delivered.setText("4")
    for label, field in (("Ubah jumlah", form.delivered), ("Isi alasan", form.own)):
        assert not acts.panel.late.attempt(act, lambda _done: None)
        clerk.refused(acts.page.message, "menurut resep 3 buah, diisi 5 buah", "tinggal 3 buah")
        clerk.press(label)
        assert clerk.stands_in(field)
    acts.panel.set_maker(None)


@shows(e.ReasonMissing, "isi-alasan")
def a_reason_that_is_missing(clerk: Clerk) -> None:
    """Isi alasan goes to it, and then it is booked."""
    acts, _ = _panel(clerk)
    form = acts.panel.form
    form.delivered.setText("3")
    form.accepted.setText("2")
    form.rejected.setText("1")
    _complained(clerk, acts, "1 buah ditolak tanpa alasan")
    clerk.press("Isi alasan")
    assert clerk.stands_in(form.reason)
    form.reason.setEditText("noda")
    assert acts.panel.save(), acts.page.message.text()
    page = clerk.fill("penghapusan", clerk.desk.store, clerk.cloth(4), "1")
    page.fill_text(next(iter(page.extra)), "")
    page.save()
    clerk.refused(page.message, "tanpa alasan")
    clerk.press("Isi alasan")
    assert clerk.stands_in(next(iter(page.extra.values())))
    page.fill_text(next(iter(page.extra)), "tikus")
    page.save()
    clerk.has_left(page)


@shows(e.FieldMissing, "ke-isian")
def a_field_that_is_empty(clerk: Clerk) -> None:
    """The very field that is named is gone to; then the letter is made."""
    item, who = clerk.cloth(4), clerk.somebody()
    page = clerk.handing(who, item, "1")
    name = next(name for name in page.extra if name.startswith("Yang menyerahkan"))
    page.fill_text(name, "")
    page.save()
    clerk.refused(page.message, "wajib diisi")
    clerk.press("Ke isian itu")
    assert clerk.stands_in(page.extra[name])
    page.fill_text(name, OFFICER)
    page.save()
    clerk.has_left(page)


@shows(e.Negative, "ke-isian")
@shows(e.TooFine, "ke-isian")
@shows(e.TooBig, "ke-isian")
@shows(e.FieldInvalid, "ke-isian")
def figures_that_cannot_be(clerk: Clerk) -> None:
    """Below nought, finer than a piece, beyond the book, no figure at all: each leads to its field."""
    item = clerk.cloth(1)
    with clerk.office.reading() as connection:
        from ikm_desktop.goods.items import items_by_id

        name = items_by_id(connection, {item})[item].name
    page = clerk.open("terima-dari-penyedia")
    assert isinstance(page, PurchasePage)
    page.vendor.choose([clerk.desk.vendor, ""])
    page.number.setText("NOTA-9")
    row = page.rows.rows[0]
    row.fill([name, "2", "1000"])
    page.total.setText("1000")
    for field, text, told in (
        (row.value, "-5", "tidak boleh −5"),
        (row.quantity, "0,5", "lebih halus daripada satuan terkecil"),
        (row.quantity, "9999999999999", "terlalu besar"),
        (row.quantity, "banyak", "banyak"),
    ):
        right = field.text()
        field.setText(text)
        assert page.save() is None
        clerk.refused(page.message, told)
        clerk.press("Ke isian itu")
        assert clerk.stands_in(field), text
        field.setText(right)
    page.save()
    clerk.has_left(page)


@shows(e.WrongDay, "ganti-tanggal")
def signed_before_it_was_written(clerk: Clerk) -> None:
    """Ganti tanggal asks for the day once more, and the letter is signed."""
    item, who = clerk.cloth(4), clerk.somebody()
    prepared = clerk.desk.prepare({who: {item: 1}}).prepared[0]
    acts = clerk.list_of("penyerahan")
    acts.page.reload()
    assert acts.page.choose(lambda row: row.prepared == prepared)
    clerk.answer()
    acts.sign(before(3))
    clerk.refused(acts.page.message, "21-08-2020 tidak boleh sebelum 24-08-2020")
    clerk.answer()
    clerk.press("Ganti tanggal")
    assert acts.page.message.text() == ""
    assert clerk.desk.on_hand(who, item) == (1, 100)


@shows(e.WrongPlace, "ke-isian")
def a_place_of_another_kind(clerk: Clerk) -> None:
    """No page offers one: a page that is handed such an act goes to its first field."""
    item, who = clerk.cloth(4), clerk.somebody()
    page = clerk.handing(who, item, "1")
    act = lambda: prepare_handover(  # noqa: E731
        clerk.office, participant=clerk.desk.church, store=clerk.desk.store, batch=clerk.desk.batch,
        letter_date=DAY, lines=[GoodsLine(item, 1)], giver=OFFICER,
    )  # fmt: skip
    assert not page.late.attempt(act, lambda _done: None)
    clerk.refused(page.message, "bukan Peserta")
    clerk.press("Ke isian itu")
    assert clerk.stands_in(page)
    page.save()
    clerk.has_left(page)


@shows(e.WrongState, "buka")
def a_letter_that_was_made_void_meanwhile(clerk: Clerk) -> None:
    """The letter is shown."""
    item, who = clerk.cloth(4), clerk.somebody()
    prepared = clerk.desk.prepare({who: {item: 1}}).prepared[0]
    acts = clerk.list_of("penyerahan")
    acts.page.reload()
    assert acts.page.choose(lambda row: row.prepared == prepared)
    vouchers.void(clerk.office, prepared=[prepared], reason="tidak jadi")
    clerk.answer()
    acts.sign()
    clerk.refused(acts.page.message, "berstatus Dibatalkan")
    clerk.press("Buka surat itu")
    assert clerk.shows_paper


@shows(e.NumberTaken, "pakai-nomor", "buka", "ke-isian")
def a_number_another_letter_has(clerk: Clerk) -> None:
    """The field, the other letter, or the next free number, which is taken at once."""
    item, who = clerk.cloth(4), clerk.somebody()
    taken = clerk.desk.prepare({who: {item: 1}}).papers[0]
    done = prepare_handover(
        clerk.office, participant=who, store=clerk.desk.store, batch=clerk.desk.batch,
        letter_date=DAY, lines=[GoodsLine(item, 1)], giver=OFFICER, number=BLANK,
    )  # fmt: skip
    with clerk.office.reading() as connection:
        number = read_paper(connection, taken).sequence
    for label in ("Ke isian itu", "Buka surat itu", "Pakai "):
        page = clerk.list_of("penyerahan").context.show_paper(done.papers[0])
        page.number.fill_with(int(number or 0))
        clerk.refused(page.message, "sudah dipakai")
        clerk.press(label)
        if label == "Ke isian itu":
            assert clerk.stands_in(page.number.line)
        elif label == "Buka surat itu":
            clerk.has_left(page)
            assert clerk.shows_paper
    assert page.message.text() == "" or page.message.refused is None
    with clerk.office.reading() as connection:
        assert read_paper(connection, done.papers[0]).number


@shows(e.CannotClose, "ganti-tanggal", "buka", "periksa-buku")
def a_period_that_is_not_over(clerk: Clerk) -> None:
    """The day, the letter that waits, the check of a book that somebody changed by hand."""
    item, who = clerk.cloth(4), clerk.somebody()
    clerk.desk.prepare({who: {item: 1}}, day=before(8))
    was = _tamper(clerk.office.path, None)
    try:
        for label in ("Ganti tanggal", "Buka surat itu", "Periksa buku"):
            page = clerk.open("periode")
            assert isinstance(page, PeriodsPage)
            page.through.set_day(DAY)
            clerk.answer()
            page.close_it()
            clerk.wait_for_a_message(page.message)
            clerk.refused(page.message, "belum dapat ditutup", "belum ditandatangani", "1 selisih")
            clerk.press(label)
            clerk.wait_until_uncovered()
            if label == "Ganti tanggal":
                assert clerk.stands_in(page.through.line)
            elif label == "Buka surat itu":
                assert clerk.shows_paper
            else:
                clerk.wait_until_left(page)
    finally:
        _tamper(clerk.office.path, was)


def _tamper(book: Path, phone: str | None) -> str:
    """Change a person's name behind the program's back, and return what stood there."""
    with sqlite3.connect(book) as connection:
        was = connection.execute("SELECT name FROM participant WHERE id = 1").fetchone()[0]
        connection.execute("UPDATE participant SET name = ? WHERE id = 1", (phone or "Lain CONTOH",))
    connection.close()
    return str(was)


@shows(e.SecondKit, "isi-alasan", "ubah", "lihat")
def a_kit_once_more(clerk: Clerk) -> None:
    """The first letter is shown, the quantity or the reason gone to; with the reason it is given."""
    item, mask = clerk.cloth(10), things.a_product(clerk.office, f"Masker {next(_no)}", price=500)
    things.a_recipe(clerk.office, mask, {item: 2}, yields=1)
    batch = training.a_batch(clerk.office, f"Angkatan {next(_no)}", participants=1, product=mask)
    (person,) = training.people_in(clerk.office, batch)
    who = persons.place_of(clerk.office, person)
    clerk.desk.prepare({who: {item: 2}}, batch=batch)
    page = clerk.handing(who, item, "2")
    page.fill_text("Alasan diberi lagi", "")
    page.save()
    clerk.refused(page.message, "diberikan sekali lagi?", "sudah menerima")
    clerk.press("Ubah jumlah")
    assert clerk.stands_in(page.rows.fields[str(item)])
    page.save()
    clerk.refused(page.message)
    clerk.press("Lihat surat itu")
    assert clerk.shows_paper
    page = clerk.lines_page("serah-satu")
    page.save()
    clerk.refused(page.message)
    clerk.press("Isi alasan")
    assert clerk.stands_in(page.extra["Alasan diberi lagi"])
    page.fill_text("Alasan diberi lagi", "kain rusak")
    page.save()
    clerk.has_left(page)


@shows(e.AlreadyThere, "ke-isian")
def a_name_that_is_another_s(clerk: Clerk) -> None:
    """Whose it is; the name is gone to, and another one is saved."""
    page = InstitutionForm(clerk.window._context, None)
    clerk.window.show_page(page)
    page.name_line.setText("Majelis CONTOH")
    page.lines["regency"].setText("Kota Kupang")
    page.save()
    clerk.refused(page.message, "Majelis CONTOH sudah dipakai")
    page.leave_button.setFocus()
    clerk.press("Ke isian itu")
    assert clerk.stands_in(page.name_line)
    page.name_line.setText(f"Majelis {next(_no)} CONTOH")
    page.save()
    clerk.has_left(page)


@shows(e.NotFound, "ke-isian")
def what_the_book_does_not_have(clerk: Clerk) -> None:
    """No page names one: a page that is handed such an act goes to its first field."""
    item, who = clerk.cloth(4), clerk.somebody()
    page = clerk.handing(who, item, "1")
    act = lambda: prepare_handover(  # noqa: E731
        clerk.office, participant=who, store=clerk.desk.store, batch=clerk.desk.batch,
        letter_date=DAY, lines=[GoodsLine(9_999, 1)], giver=OFFICER,
    )  # fmt: skip
    assert not page.late.attempt(act, lambda _done: None)
    clerk.refused(page.message, "Barang 9999 tidak ada dalam buku")
    clerk.press("Ke isian itu")
    assert clerk.stands_in(page)
    page.save()
    clerk.has_left(page)


@shows(e.NumberJumps, "pakai-nomor")
def a_number_that_jumps(clerk: Clerk) -> None:
    """The one that was typed, or the one that follows: each is taken by its button."""
    item, who = clerk.cloth(4), clerk.somebody()
    last = _sequence(clerk, clerk.desk.prepare({who: {item: 1}}).papers[0])
    for number in (last + 1, last + 9):
        done = prepare_handover(
            clerk.office, participant=who, store=clerk.desk.store, batch=clerk.desk.batch,
            letter_date=DAY, lines=[GoodsLine(item, 1)], giver=OFFICER, number=BLANK,
        )  # fmt: skip
        page = clerk.list_of("penyerahan").context.show_paper(done.papers[0])
        page.number.line.setText(str(last + 9))
        page.number.fill_button.click()
        clerk.refused(page.message, "Nomor melompat dari", "Benar?")
        clerk.press(f"Pakai {number}")
        assert _sequence(clerk, done.papers[0]) == number
    explain_gap(
        clerk.office, series="SURAT", year=DAY.year, first=last + 2, last=last + 8, reason="terlompati"
    )


def _sequence(clerk: Clerk, paper: int) -> int:
    """The place of a paper in its register."""
    with clerk.office.reading() as connection:
        return int(read_paper(connection, paper).sequence or 0)


@shows(e.PaperSizeUnknown, "printer-lain", "kecilkan", "simpan-pdf")
def a_printer_without_the_sheet(clerk: Clerk) -> None:
    """The printers are gone to, the file is saved, and the page comes out smaller on A4."""
    item, who = clerk.cloth(4), clerk.somebody()
    paper = clerk.desk.prepare({who: {item: 1}}).papers[0]
    page = clerk.list_of("penyerahan").context.show_paper(paper)
    saved, printed = (clerk.office.folder / name for name in ("surat.pdf", "cetak.pdf"))

    def printer(_name: str) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFileName(str(printed))
        return made

    with pytest.MonkeyPatch.context() as patch:  # the computer has no printer
        patch.setattr("ui.papers.print_options.known_sheets", lambda _name: [(210.0, 297.0)])
        patch.setattr("ui.papers.printing.printer_called", printer)
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
        page.options.printer.addItem("Printer CONTOH")
        page.options.printer.setCurrentText("Printer CONTOH")
        for label in ("Pilih printer lain", "Simpan PDF", "Kecilkan ke A4"):
            page.print_paper()
            clerk.refused(page.message, "tidak mengenal kertas F4", "terpotong 33 mm")
            if label == "Kecilkan ke A4":
                with clerk.qtbot.waitSignal(page.printed, timeout=30_000):
                    clerk.press(label)
            else:
                clerk.press(label)
            assert label != "Pilih printer lain" or clerk.stands_in(page.options.printer)
    assert saved.read_bytes().startswith(b"%PDF")
    with PdfDocument(printed) as document:
        assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [210, 297]
    clerk.wait_until_uncovered()


# --- the table ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_ways_out(clerk: Clerk, story: Story) -> None:
    """The refusal comes, says what it should, and every button it offers leads where it says."""
    story(clerk)
    told = {way for ways in STORIES[story].values() for way in ways}
    assert clerk.offered - clerk.pressed == set(), "a button nobody pressed"
    assert clerk.pressed >= told


_KEYS = {name: value.key for name, value in vars(names).items() if isinstance(value, names.WayOut)}


def ways_in(refusal: type[e.Refusal]) -> set[str]:
    """The keys of all ways a refusal can offer, as its class says them."""
    found = {way.key for way in refusal.ways}
    own = inspect.getsource(refusal)
    found |= {key for name, key in _KEYS.items() if re.search(rf"\b{name}\b", own)}
    found |= {key.partition(":")[0].partition("{")[0] for key in re.findall(r'WayOut\(\s*f?"([^"]+)"', own)}
    return {key.partition(":")[0] for key in found}


def kinds(root: type[e.Refusal]) -> Iterator[type[e.Refusal]]:
    """All kinds of refusals of the journal."""
    for one in root.__subclasses__():
        yield one
        yield from kinds(one)


def journals() -> list[type[e.Refusal]]:
    """The refusals that are told one by one: those of the room of errors."""
    roots = (e.Several, e.FieldRefusal)
    named = {getattr(e, name) for name in e.__all__}
    return [one for one in kinds(e.Refusal) if one in named and one not in roots]


@pytest.mark.parametrize("refusal", journals(), ids=lambda one: one.__name__)
def test_every_refusal_has_a_story_for_each_of_its_ways(refusal: type[e.Refusal]) -> None:
    """A new refusal, or a new way of one, is seen in the window before it is released."""
    gone = {way for story in STORIES.values() for way in story.get(refusal, ())}
    assert ways_in(refusal) <= gone


def test_a_way_nobody_goes_is_noticed() -> None:
    """The table complains of a refusal with a way that has no story."""

    class Odd(e.Refusal):
        @property
        def ways_out(self) -> tuple[e.WayOut, ...]:
            return (e.LESS, e.WayOut("tempat-lain:7", "Pilih tempat lain"))

    assert ways_in(Odd) == {"kurangi", "tempat-lain"}
