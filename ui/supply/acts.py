"""What is done with papers in the list: sign, void, reverse; a refusal is told with its ways out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ikm_desktop import words
from ikm_desktop.errors import Blocked, Fault, IkmError, PaperRef, Refusal
from ikm_desktop.goods import reversal, vouchers
from ikm_desktop.office.acts import Done
from ikm_desktop.supply.lists import HandoverRow
from ui.common.list_page import ListPage
from ui.common.reason import ReasonDialog
from ui.common.tab import TabContext
from ui.supply.listing import UNSIGNED
from ui.supply.signing import SignDialog


class PaperActs:
    """The acts on the chosen rows of one list page; refusals stand in the page's message bar."""

    def __init__(self, context: TabContext, page: ListPage) -> None:
        self._context = context
        self._page = page
        self._refusal: Refusal | None = None
        self._reason = ""
        self._reversing: HandoverRow | None = None
        page.message.way_chosen.connect(self._go)

    def sign(self) -> None:
        """Sign the chosen rows that wait for it, on a day the clerk may change."""
        rows = self._chosen_unsigned("ditandatangani")
        if rows:
            value = sum(row.value or 0 for row in rows)
            today = self._context.office.clock.now().date()
            day = SignDialog.ask(self._page, len(rows), value, today)
            if day is not None:
                numbers = [row.prepared for row in rows if row.prepared is not None]
                self._do(
                    lambda: vouchers.sign(self._context.office, prepared=numbers, day=day),
                    f"{len(rows)} serah terima ditandatangani per {words.short_date(day)}.",
                )

    def void(self) -> None:
        """Void the chosen rows that are not signed yet, for a reason."""
        rows = self._chosen_unsigned("dibatalkan")
        if not rows:
            return
        question = (
            f"Batalkan {len(rows)} serah terima yang belum ditandatangani? Bahannya bebas lagi; nomor surat "
            "tetap tercatat sebagai dibatalkan bila tidak ada lagi yang memakainya."
        )
        verb = f"Batalkan {len(rows)}"
        reason = ReasonDialog.ask(self._page, "Batalkan nomor", question, verb)
        if reason is not None:
            numbers = [row.prepared for row in rows if row.prepared is not None]
            self._do(
                lambda: vouchers.void(self._context.office, prepared=numbers, reason=reason),
                f"{len(rows)} serah terima dibatalkan.",
            )

    def reverse(self) -> None:
        """Reverse the first chosen row by a counter-entry, for a reason."""
        row = self._page.current()
        if row is None or row.voucher is None:
            self._hint("Pilih satu baris yang sudah ditandatangani; yang belum dapat dibatalkan nomornya.")
            return
        question = (
            f"Balikkan {row.label or row.kind_word} ({row.party}, {words.short_date(row.letter_date)})? "
            "Surat asal tetap ada; surat pembalikan dengan nomor sendiri mengembalikan barangnya."
        )
        reason = ReasonDialog.ask(self._page, "Balikkan", question, "Balikkan")
        if reason is not None:
            self._reversing, self._reason = row, reason
            self._reverse(None)

    def preview(self) -> None:
        """Open the paper of the first chosen row."""
        row = self._page.current()
        if row is None:
            self._hint("Pilih satu baris dahulu.")
        elif row.paper is None:
            self._hint(f"{row.kind_word} ini tidak mempunyai surat dari program.")
        else:
            self._context.show_paper(row.paper)

    def _reverse(self, quantities: dict[int, int] | None) -> None:
        row, reason = self._reversing, self._reason
        if row is None or row.voucher is None:
            return
        voucher = row.voucher
        self._do(
            lambda: reversal.reverse(
                self._context.office, voucher=voucher, reason=reason, quantities=quantities
            ),
            f"{row.label or row.kind_word} dibalik.",
        )

    def _chosen_unsigned(self, done: str) -> list[HandoverRow]:
        rows = [row for row in self._page.table.chosen() if row.status in UNSIGNED]
        if not rows:
            self._hint(f"Pilih baris yang belum ditandatangani; hanya itu yang dapat {done}.")
        return rows

    def _do(self, act: Callable[[], Done], said: str) -> None:
        try:
            done = act()
        except (Refusal, Fault) as refused:
            self._refusal = refused if isinstance(refused, Refusal) else None
            self._page.message.refuse(refused)
            return
        self._page.message.clear()
        self._page.reload()
        self._page.message.tell(done.notices)
        self._context.say(said)

    def _hint(self, text: str) -> None:
        self._context.say(text)

    # --- ways out -----------------------------------------------------------------------------------

    def _go(self, key: str) -> None:
        """Go where a way out leads."""
        name, _, value = key.partition(":")
        if name == "balikkan":
            self._reverse(_possible(self._refusal, int(value)))
        elif name in {"ganti-tanggal", "pakai-tanggal"}:
            self.sign()
        elif name == "isi-alasan":
            self._page.message.clear()
            (self.void if self._reversing is None else self.reverse)()
        elif name in {"buka", "lihat", "batalkan", "kartu"}:
            self._open(name)

    def _open(self, name: str) -> None:
        item = next(iter(_values(self._refusal, "item")), None)
        if name == "kartu" and item is not None:
            self._context.go_to("persediaan", item.name)  # type: ignore[attr-defined]
            return
        papers = papers_of(self._refusal)
        if papers:
            self._context.go_to("surat", papers[0].number or papers[0].party)


def papers_of(refusal: IkmError | None) -> list[PaperRef]:
    """Return the papers that a refusal names, those with a number first."""
    found: list[PaperRef] = []
    for reason in refusal.reasons if isinstance(refusal, Refusal) else ():
        for value in vars(reason).values():
            several: Sequence[object] = value if isinstance(value, tuple) else (value,)
            found += [one for one in several if isinstance(one, PaperRef)]
    return sorted(dict.fromkeys(found), key=lambda paper: paper.number is None)


def _values(refusal: Refusal | None, name: str) -> list[object]:
    reasons = refusal.reasons if refusal is not None else ()
    return [getattr(reason, name) for reason in reasons if hasattr(reason, name)]


def _possible(refusal: Refusal | None, quantity: int) -> dict[int, int]:
    """Return the blocked lines of which just this much (smallest units) can still be reversed."""
    reasons = refusal.reasons if refusal is not None else ()
    return {
        reason.line: reason.possible
        for reason in reasons
        if isinstance(reason, Blocked) and reason.line is not None and reason.possible == quantity
    }
