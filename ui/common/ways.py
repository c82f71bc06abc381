"""The ways out of a refusal as buttons that go there: another day, less, the card, the paper in the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from ikm_desktop.errors import Fault, PaperRef, Refusal
from ikm_desktop.goods.whereabouts import Whereabouts, whereabouts
from ikm_desktop.reports.issuing import can_be_drawn
from ui.common.fields import DateField
from ui.common.list_page import ListPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.common.late_entry import LateEntry
    from ui.common.messages import MessageBar
    from ui.common.tab import TabContext

TABS = {
    "supply": "penyerahan",
    "return": "penyerahan",
    "purchase": "penyerahan",
    "vendor_return": "penyerahan",
    "delivery": "pembelian",
    "payment": "pembelian",
    "give_back": "pembelian",
    "distribution": "penyaluran",
    "recipient_return": "penyaluran",
    "onward_report": "penyaluran",
}
"""The key of the tab that lists a kind of voucher; the others are found in the register."""

STOCK, PAPERS = "persediaan", "surat"


class Fields(Protocol):
    """What a page does itself on the way out."""

    def go_to_first(self) -> None:
        """Put the cursor into the first field that is wrong or empty."""

    def lessen(self) -> None:
        """Lessen what is too much."""

    def go_to_reason(self) -> None:
        """Put the cursor where a reason is typed."""

    def take_party(self, place: int) -> None:
        """Take somebody else: the person kept of two rows that were one."""


class WaysOut(QObject):
    """Tells a refusal in a page's message bar and leads on from its buttons.

    day: the field another day goes into; late: lets what is in the way of a late entry give way. What leads
    elsewhere leaves the page's draft as it is.
    """

    def __init__(self, context: TabContext, message: MessageBar, page: QObject) -> None:
        super().__init__(page)
        self._context = context
        self._message = message
        self._page: Fields = page  # type: ignore[assignment]
        self.day: DateField | None = None
        self.refusal: Refusal | None = None
        self.late: LateEntry | None = None
        message.way_chosen.connect(self.go)

    def refuse(self, refused: Refusal | Fault) -> None:
        """Tell why something cannot be."""
        self.refusal = refused if isinstance(refused, Refusal) else None
        self._message.refuse(refused)

    def go(self, key: str) -> None:
        """Go where a way out leads."""
        name, _, value = key.partition(":")
        if name in {"ganti-tanggal", "pakai-tanggal"}:
            self._another_day(value)
        elif name == "kurangi":
            self._message.clear()
            self._page.lessen()
        elif name in {"ubah", "ke-isian"}:
            self._message.clear()
            self._page.go_to_first()
        elif name == "isi-alasan":
            self._message.clear()
            self._page.go_to_reason()
        elif name == "pakai-tempat":
            self._message.clear()
            self._page.take_party(int(value))
        elif self.late is None or not self.late.push_aside(name):
            leave(self._context, name, self.refusal)

    def _another_day(self, value: str) -> None:
        self._message.clear()
        if self.day is None:
            return
        if value:
            self.day.set_day(date.fromisoformat(value))
        self.day.line.setFocus()
        self.day.line.selectAll()


def leave(context: TabContext, name: str, refusal: Refusal | None) -> None:
    """Go to another page: the stock card, a paper, the payment to be reversed, the inspection, a period."""
    papers = papers_of(refusal)
    if name == "kartu":
        item = next(iter(values_of(refusal, "item")), None)
        context.go_to(STOCK, getattr(item, "name", ""))
        context.run("kartu")
    elif name == "buka-angkatan":
        open_batch_of(context, refusal)
    elif name in {"lihat", "buka"} and papers:
        show_paper(context, papers[0])
    elif name == "balikkan-kuitansi" and papers and papers[0].voucher is not None:
        from ui.common.reverse_page import open_reversal

        context.go_to(TABS["payment"])
        open_reversal(context, TABS["payment"], "Pembelian Kembali", papers[0].voucher)
    elif name == "buka-laporan":
        for letter in values_of(refusal, "letter")[:1]:
            if isinstance(letter, PaperRef):
                choose_paper(context, letter, then="report")
    elif name in _ACTS and papers:
        choose_paper(context, papers[0], then=_ACTS[name])
    elif name in _COMMANDS and not context.run(_COMMANDS[name]):
        context.say("Halaman itu belum ada di program ini.")


def open_batch_of(context: TabContext, refusal: Refusal | None) -> None:
    """Open the page of the closed batch that a refusal names, where it can be opened again."""
    closed = next((one for one in values_of(refusal, "id") if isinstance(one, int)), None)
    page = context.go_to("angkatan")
    if isinstance(page, ListPage) and closed is not None:
        page.clear_filters()
        if page.choose(lambda row: row.batch.id == closed):
            page.opened.emit(page.current())


ACTS = "tindakan"
"""The object name of what acts on a list page."""

_ACTS = {"batalkan": "void", "periksa": "inspect"}
"""What is done with the paper once it is chosen in its list, by the way out that leads there."""

_COMMANDS = {"buka-periode": "periode", "buka-opname": "opname"}
"""Commands of other rooms, by the way out that leads to them."""


def show_paper(context: TabContext, ref: PaperRef) -> None:
    """Show a paper in the preview where it can be drawn, else in its list."""
    found = _whereabouts(context, ref)
    if found is not None and found.paper is not None and can_be_drawn(found.paper_kind):
        context.show_paper(found.paper)
    else:
        choose_paper(context, ref)


def choose_paper(context: TabContext, ref: PaperRef, then: str = "") -> bool:
    """Show a paper in the list of its tab, chosen; tell whether it was found there. then: an act on it."""
    found = _whereabouts(context, ref)
    kind = "" if found is None else found.kind
    page = context.go_to(TABS.get(kind, PAPERS), "" if kind in TABS else ref.number or ref.party)
    if not isinstance(page, ListPage) or kind not in TABS:
        return False
    page.clear_filters()
    is_there = page.choose(
        lambda row: (
            (ref.voucher is not None and getattr(row, "voucher", None) == ref.voucher)
            or (ref.prepared is not None and getattr(row, "prepared", None) == ref.prepared)
        )
    )
    if not is_there:
        context.say(f"{ref} tidak ada pada daftar ini.")
    acts = page.findChild(QObject, ACTS)
    if is_there and then and acts is not None:
        getattr(acts, then)()
    return is_there


def _whereabouts(context: TabContext, ref: PaperRef) -> Whereabouts | None:
    with context.office.reading() as connection:
        return whereabouts(connection, voucher=ref.voucher, prepared=ref.prepared)


def papers_of(refusal: Refusal | Fault | None) -> list[PaperRef]:
    """Return the papers that a refusal names, those with a number first."""
    found: list[PaperRef] = []
    for reason in refusal.reasons if isinstance(refusal, Refusal) else ():
        for value in vars(reason).values():
            several: Iterable[object] = value if isinstance(value, tuple) else (value,)
            found += [one for one in several if isinstance(one, PaperRef)]
    return sorted(dict.fromkeys(found), key=lambda paper: paper.number is None)


def values_of(refusal: Refusal | None, name: str) -> list[object]:
    """Return what the reasons of a refusal carry under a name."""
    reasons = refusal.reasons if refusal is not None else ()
    return [getattr(reason, name) for reason in reasons if hasattr(reason, name)]
