"""The ways out of a refusal as buttons that go there: another day, less, the card, the paper in the way."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ikm_desktop.errors import AlreadyReversed, Fault, PaperRef, Refusal
from ikm_desktop.errors.faults import AGAIN, COPY_BOOK, OTHER_PLACE, TO_DISK
from ui.common.disks import show_disk
from ui.common.fields import DateField
from ui.common.list_output import save_workbook
from ui.common.list_page import ListPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ikm_desktop.goods.whereabouts import Whereabouts
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


class WaysOut(QObject):
    """Tells a refusal in a page's message bar and leads on from its buttons.

    page: may say itself what it does on the way: `go_to_first` (to what is wrong or empty), `lessen` (what is
    too much), `go_to_quantities`, `go_to_reason`, `take_party` (the person kept of two rows that were one),
    `last_done` or `save` (once more); without them the field the refusal names is gone to, else the first.
    day: the field another day goes into, the page's first by default; late: lets what is in the way of a
    late entry give way. What leads elsewhere leaves the page's draft as it is.
    """

    def __init__(self, context: TabContext, message: MessageBar, page: QObject) -> None:
        super().__init__(page)
        self._context = context
        self._message = message
        self._page: Any = page
        self.day: DateField | None = None
        self.late: LateEntry | None = None
        message.lead = self.go

    @property
    def refusal(self) -> Refusal | None:
        """What was refused last, None for a fault or nothing."""
        refused = self._message.refused
        return refused if isinstance(refused, Refusal) else None

    def refuse(self, refused: Refusal | Fault) -> None:
        """Tell why something cannot be."""
        self._message.refuse(refused)

    def go(self, key: str) -> None:
        """Go where a way out leads."""
        name, _, value = key.partition(":")
        refused, on_page = self._message.refused, _ON_PAGE.get(name)
        if name == AGAIN.key and self.late is not None and self.late.again(refused):
            return
        if on_page is not None:
            self._message.clear()
            on_page(self, value)
        elif self.late is None or not self.late.push_aside(name):
            leave(self._context, name, refused)

    def _another_day(self, value: str) -> None:
        days = self._area().findChildren(DateField)
        named = named_field(self._area(), self.refusal)
        of_refusal = next((day for day in days if day.line is named), None)
        field = of_refusal or self.day or next((day for day in days if day.isVisible()), None)
        if field is None:
            self._to_field(value)
            return
        if value:
            field.set_day(date.fromisoformat(value))
        _enter(field.line)

    def _to_field(self, _value: str) -> None:
        field = named_field(self._area(), self.refusal)
        if field is not None:
            _enter(field)
        else:
            self._ask_page("go_to_first")

    def _to_quantity(self, value: str) -> None:
        if hasattr(self._page, "go_to_quantities"):
            self._page.go_to_quantities()
        else:
            self._to_field(value)

    def _lessen(self, _value: str) -> None:
        self._ask_page("lessen", "go_to_first")

    def _to_reason(self, _value: str) -> None:
        self._ask_page("go_to_reason", "go_to_first")

    def _other_party(self, value: str) -> None:
        if hasattr(self._page, "take_party"):
            self._page.take_party(int(value))

    def _once_more(self, _value: str) -> None:
        again = getattr(self._page, "last_done", None)
        if again is not None:
            again()
        else:
            self._ask_page("save", "go_to_first")

    def _ask_page(self, *names: str) -> None:
        """Let the page do the first of these that it can; else go to its first field."""
        does = next((getattr(self._page, name) for name in names if hasattr(self._page, name)), None)
        if does is not None:
            does()
        elif fields := input_fields(self._area()):
            _enter(fields[0])

    def _area(self) -> QWidget:
        """Return the page the message stands on."""
        return self._message.parentWidget() or self._message


_ON_PAGE: dict[str, Callable[[WaysOut, str], None]] = {
    "ganti-tanggal": WaysOut._another_day,  # noqa: SLF001 - its own ways
    "pakai-tanggal": WaysOut._another_day,  # noqa: SLF001
    "kurangi": WaysOut._lessen,  # noqa: SLF001
    "ubah": WaysOut._to_quantity,  # noqa: SLF001
    "ke-isian": WaysOut._to_field,  # noqa: SLF001
    "isi-alasan": WaysOut._to_reason,  # noqa: SLF001
    "pakai-tempat": WaysOut._other_party,  # noqa: SLF001
    AGAIN.key: WaysOut._once_more,  # noqa: SLF001
    OTHER_PLACE.key: WaysOut._once_more,  # noqa: SLF001
    "pilih-lain": WaysOut._to_field,  # noqa: SLF001
}


def input_fields(area: QWidget) -> list[QWidget]:
    """Return the fields of a page that can be typed in now."""
    found = [*area.findChildren(QLineEdit), *area.findChildren(QComboBox)]
    return [one for one in found if one.isVisible() and one.isEnabled()]


def named_field(area: QWidget, refusal: Refusal | None) -> QWidget | None:
    """Return the field of a page that a refusal speaks of by its label, None where there is none."""
    for told in values_of(refusal, "field"):
        label = str(told).casefold()
        for field in input_fields(area):
            name = field.accessibleName().casefold().removesuffix(", wajib")
            if name and (label == name or label.startswith(f"{name} ")):
                return field
    return None


def _enter(field: QWidget) -> None:
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.selectAll()


def leave(context: TabContext, name: str, refused: Refusal | Fault | None) -> None:
    """Go to another page: the stock card, a paper, the payment to be reversed, the inspection, a period."""
    if isinstance(refused, Fault) and name == TO_DISK.key:
        show_disk(Path(refused.path))
        return
    if name == COPY_BOOK.key:
        from ui.settings.commands import open_backups

        open_backups(context).copy_elsewhere()
        return
    refusal = refused if isinstance(refused, Refusal) else None
    papers = papers_of(refusal)
    if name == "kartu":
        item = next(iter(values_of(refusal, "item")), None)
        context.go_to(STOCK, getattr(item, "name", ""))
        context.run("kartu")
    elif name == "buka-angkatan":
        open_batch_of(context, refusal)
    elif name == "buka-laporan":
        for letter in values_of(refusal, "letter")[:1]:
            if isinstance(letter, PaperRef):
                choose_paper(context, letter, then="report")
    elif name in _PAPER_WAYS and papers:
        _PAPER_WAYS[name](context, papers[0])
    elif name in _COMMANDS and not context.run(_COMMANDS[name]):
        context.say("Halaman itu belum ada di program ini.")


def lead_from_list(context: TabContext, page: ListPage, key: str) -> None:
    """Lead on from above a list: what could not be read or written is tried once more, else elsewhere."""
    name = key.partition(":")[0]
    if name == AGAIN.key:
        page.message.clear()
        page.reload()
    elif name == OTHER_PLACE.key:
        page.message.clear()
        save_workbook(page)
    else:
        leave(context, name, page.message.refused)


def open_batch_of(context: TabContext, refusal: Refusal | None) -> None:
    """Open the page of the closed batch that a refusal names, where it can be opened again."""
    closed = next((one for one in values_of(refusal, "id") if isinstance(one, int)), None)
    page = context.go_to("angkatan")
    if isinstance(page, ListPage) and closed is not None:
        page.clear_filters()
        if page.choose(lambda row: row.batch.id == closed):
            page.open_current()


ACTS = "tindakan"
"""The object name of what acts on a list page."""

_COMMANDS = {
    "buka-periode": "periode",
    "buka-opname": "opname",
    "periksa-buku": "periksa-buku",
    "buka-lihat": "buka-lihat",
    "pulihkan": "pulihkan",
}
"""Commands of other rooms, by the way out that leads to them."""


def show_paper(context: TabContext, ref: PaperRef) -> None:
    """Show a paper in the preview where it can be drawn, else in its list."""
    from ikm_desktop.reports.issuing import can_be_drawn

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
    if not isinstance(page, ListPage):
        return False
    if kind not in TABS:
        return page.choose(lambda row: str(getattr(getattr(row, "paper", None), "number", "")) == ref.number)
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


def reverse_payment(context: TabContext, ref: PaperRef) -> None:
    """Open the page that takes a payment back."""
    if ref.voucher is not None:
        from ui.common.reverse_page import open_reversal

        context.go_to(TABS["payment"])
        open_reversal(context, TABS["payment"], "Pembelian Kembali", ref.voucher)


_PAPER_WAYS: dict[str, Callable[[TabContext, PaperRef], object]] = {
    "lihat": show_paper,
    "buka": show_paper,
    "balikkan-kuitansi": reverse_payment,
    "batalkan": partial(choose_paper, then="void"),
    "periksa": partial(choose_paper, then="inspect"),
}
"""What is done with the first paper a refusal names, by the way out."""


def _whereabouts(context: TabContext, ref: PaperRef) -> Whereabouts | None:
    from ikm_desktop.goods.whereabouts import whereabouts

    with context.office.reading() as connection:
        return whereabouts(connection, voucher=ref.voucher, prepared=ref.prepared)


def papers_of(refusal: Refusal | Fault | None) -> list[PaperRef]:
    """Return the papers a refusal names, those with a number first; of what is reversed, the reversals."""
    found: list[PaperRef] = []
    undone = [one.reversal for one in getattr(refusal, "reasons", ()) if isinstance(one, AlreadyReversed)]
    if undone:
        return undone
    for reason in refusal.reasons if isinstance(refusal, Refusal) else ():
        for value in vars(reason).values():
            several: Iterable[object] = value if isinstance(value, tuple) else (value,)
            found += [one for one in several if isinstance(one, PaperRef)]
    return sorted(dict.fromkeys(found), key=lambda paper: paper.number is None)


def values_of(refusal: Refusal | None, name: str) -> list[object]:
    """Return what the reasons of a refusal carry under a name."""
    reasons = refusal.reasons if refusal is not None else ()
    return [getattr(reason, name) for reason in reasons if hasattr(reason, name)]
