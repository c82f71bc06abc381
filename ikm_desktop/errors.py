"""Every answer the office's rules can give other than "done", in three families.

* `Refusal`: the clerk can act on it. It carries its values, says in Indonesian what cannot be and why,
  and names the ways out. An act that finds several reasons raises `Several`, which holds them all.
* `Fault`: the environment's (disk full, damaged book, somebody else has the book open).
* `Notice`: not raised; an act that succeeded returns them for the clerk to read.

Anything else that is raised is a mistake of the program.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ikm_desktop import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class WayOut:
    """One thing the clerk can do next: `key` names the action, `label` is the button's text."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ItemRef:
    """An item as a message needs it: its id, its name and how its quantities are shown.

    per: smallest units in one shown unit (1000 for metres kept in mm); decimals: shown at least.
    """

    id: int
    name: str
    symbol: str = "buah"
    per: int = 1
    decimals: int = 0

    def show(self, quantity: int) -> str:
        """Return a quantity of smallest units as the clerk reads it, with its unit."""
        return f"{words.scaled_number(quantity, self.per, self.decimals)} {self.symbol}"


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place as a message needs it."""

    id: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class PaperRef:
    """A voucher or prepared paper as a message names it.

    kind: the word on screen ("BAST", "Penerimaan"); number: as printed, None when it has none;
    day: its letter date; party: who stands on the other side.
    """

    kind: str
    number: str | None
    day: date
    party: str = ""
    voucher: int | None = None
    prepared: int | None = None

    def __str__(self) -> str:
        """Return the shortest name that finds the paper again: its number, else its day and party."""
        if self.number:
            return f"{self.kind} {self.number}"
        party = f" {self.party}" if self.party else ""
        return f"{self.kind}{party} tanggal {words.short_date(self.day)}"


def _listed(papers: Sequence[PaperRef]) -> str:
    return ", ".join(str(paper) for paper in papers)


class IkmError(Exception):
    """The root of all that `ikm_desktop` raises on purpose."""


@dataclass(kw_only=True, eq=False)
class Refusal(IkmError):
    """An act that cannot be, with its reason; nothing was changed.

    line: the position (from 1) of the line of the act it speaks of, None for the act as a whole.
    """

    line: int | None = None
    ways: ClassVar[tuple[WayOut, ...]] = ()

    @property
    def sentence(self) -> str:
        """What cannot be and why, in Indonesian."""
        raise NotImplementedError

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """What the clerk can do next."""
        return self.ways

    @property
    def reasons(self) -> tuple[Refusal, ...]:
        """All single reasons; of a single refusal, itself."""
        return (self,)

    def __str__(self) -> str:
        """Return the sentence and the ways out on one line."""
        ways = "".join(f" [{way.label}]" for way in self.ways_out)
        return f"{self.sentence}{ways}"


@dataclass(kw_only=True, eq=False)
class Several(Refusal):
    """An act refused for more than one reason, all told at once."""

    parts: tuple[Refusal, ...]

    @property
    def sentence(self) -> str:
        """All sentences, one a line."""
        return "\n".join(part.sentence for part in self.parts)

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """The ways out of all reasons, each once."""
        return tuple(dict.fromkeys(way for part in self.parts for way in part.ways_out))

    @property
    def reasons(self) -> tuple[Refusal, ...]:
        """Every single reason in the order found."""
        return self.parts


def refuse(reasons: Sequence[Refusal]) -> None:
    """Raise the reasons collected: the one itself, or `Several`; do nothing when there is none."""
    if len(reasons) == 1:
        raise reasons[0]
    if reasons:
        raise Several(parts=tuple(reasons))


LESS = WayOut("kurangi", "Kurangi jumlah")
OTHER_DAY = WayOut("ganti-tanggal", "Ganti tanggal")
CARD = WayOut("kartu", "Lihat kartu")
INSERT = WayOut("sisipkan", "Sisipkan")
SEE = WayOut("lihat", "Lihat surat itu")
VOID = WayOut("batalkan", "Batalkan nomor")
CHANGE = WayOut("ubah", "Ubah jumlah")
REASON = WayOut("isi-alasan", "Isi alasan")
TO_FIELD = WayOut("ke-isian", "Ke isian itu")
OPEN = WayOut("buka", "Buka surat itu")
REOPEN = WayOut("buka-periode", "Buka periode")
OPEN_COUNT = WayOut("buka-opname", "Buka opname")
REFRESH = WayOut("segarkan", "Segarkan")
REVERSE_PAYMENT = WayOut("balikkan-kuitansi", "Balikkan kuitansi")
INSPECT = WayOut("periksa", "Periksa sekarang")
CORRECT = WayOut("perbaiki", "Perbaiki")


# --- goods: what there is -------------------------------------------------------------------------


@dataclass(kw_only=True, eq=False)
class NotEnough(Refusal):
    """The place does not hold that much on that day.

    needed, available: smallest units of the item; failing_day, failing_paper: where the running
    balance would first fall below zero; takers: papers that took what is missing, latest first;
    first_free_day: the first day on which enough lies there, None when never.
    """

    item: ItemRef
    place: PlaceRef
    day: date
    needed: int
    available: int
    failing_day: date | None = None
    failing_paper: PaperRef | None = None
    takers: tuple[PaperRef, ...] = ()
    first_free_day: date | None = None

    @property
    def sentence(self) -> str:
        """Name the item, what is needed, what is there, the day and who took it."""
        text = (
            f"{self.item.name} tidak cukup di {self.place.name}: perlu {self.item.show(self.needed)}, "
            f"ada {self.item.show(self.available)} pada {words.short_date(self.day)}"
        )
        if self.takers:
            text += f"; dipakai {_listed(self.takers)}"
        text += "."
        if self.failing_day is not None and self.failing_day != self.day:
            because = f" karena {self.failing_paper}" if self.failing_paper else ""
            text += f" Sisa akan kurang dari nol pada {words.short_date(self.failing_day)}{because}."
        return text

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Take less, another day (the first with enough, if there is one), the card, insert in order."""
        other = OTHER_DAY
        if self.first_free_day is not None:
            day = words.short_date(self.first_free_day)
            other = WayOut(f"ganti-tanggal:{self.first_free_day.isoformat()}", f"Pakai {day}")
        return (LESS, other, CARD, INSERT) if self.takers else (LESS, other, CARD)


@dataclass(kw_only=True, eq=False)
class Reserved(Refusal):
    """Enough lies there, but prepared papers have pinned it.

    needed, available: smallest units; papers: the prepared papers that pinned the rest.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (SEE, VOID, LESS)
    item: ItemRef
    place: PlaceRef
    day: date
    needed: int
    available: int
    reserved: int
    papers: tuple[PaperRef, ...]

    @property
    def sentence(self) -> str:
        """Name what is free, what is pinned and for whom."""
        return (
            f"{self.item.name} di {self.place.name}: perlu {self.item.show(self.needed)}, tersedia "
            f"{self.item.show(self.available)}; {self.item.show(self.reserved)} sudah disiapkan untuk "
            f"{_listed(self.papers)}."
        )


@dataclass(kw_only=True, eq=False)
class OwnMaterial(Refusal):
    """The maker does not hold what the product takes; the rest can only be her own, with a reason."""

    ways: ClassVar[tuple[WayOut, ...]] = (REASON, CHANGE)
    item: ItemRef
    maker: PlaceRef
    day: date
    needed: int
    held: int
    enough_for: int | None = None
    product: ItemRef | None = None

    @property
    def sentence(self) -> str:
        """Say what she holds, how far it goes, and ask about her own material."""
        text = (
            f"{self.item.name} yang dipegang {self.maker.name} pada {words.short_date(self.day)} tinggal "
            f"{self.item.show(self.held)}, diperlukan {self.item.show(self.needed)}."
        )
        if self.product is not None and self.enough_for is not None:
            text += f" Cukup untuk {self.product.show(self.enough_for)}."
        return f"{text} Apakah kekurangannya dari bahan sendiri?"


@dataclass(kw_only=True, eq=False)
class AgainstRecipe(Refusal):
    """The typed consumption differs from the recipe's proposal.

    proposal, typed: smallest units; allowed_with_reason: False where the office forbids it outright.
    """

    item: ItemRef
    proposal: int
    typed: int
    allowed_with_reason: bool = True

    @property
    def sentence(self) -> str:
        """Name both figures."""
        return (
            f"{self.item.name}: menurut resep {self.item.show(self.proposal)}, "
            f"diisi {self.item.show(self.typed)}."
        )

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """A reason where the office allows it; else only another figure."""
        return (REASON, CHANGE) if self.allowed_with_reason else (CHANGE,)


@dataclass(kw_only=True, eq=False)
class DoesNotAdd(Refusal):
    """Delivered is not accepted plus rejected."""

    ways: ClassVar[tuple[WayOut, ...]] = (CHANGE,)
    item: ItemRef
    delivered: int
    accepted: int
    rejected: int

    @property
    def sentence(self) -> str:
        """Show the sum and what is missing or too much."""
        total = self.accepted + self.rejected
        gap = self.delivered - total
        word = "Masih kurang" if gap > 0 else "Kelebihan"
        return (
            f"Diserahkan {self.item.show(self.delivered)}, tetapi diterima {self.accepted} + ditolak "
            f"{self.rejected} = {total}. {word} {self.item.show(abs(gap))}."
        )


# --- days, periods, counts ------------------------------------------------------------------------


@dataclass(kw_only=True, eq=False)
class PeriodClosed(Refusal):
    """The day lies in a closed period."""

    day: date
    through: date
    closed_on: date
    first_open_day: date

    @property
    def sentence(self) -> str:
        """Name the period, when it was closed and the first day that can be used."""
        return (
            f"Tanggal {words.short_date(self.day)} tidak dapat dipakai: pembukuan s.d. "
            f"{words.short_date(self.through)} sudah ditutup pada {words.short_date(self.closed_on)}. "
            f"Pakai tanggal sejak {words.short_date(self.first_open_day)}, atau buka kembali periode "
            "(tercatat di log)."
        )

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Use the first open day, or reopen."""
        day = self.first_open_day
        return (
            WayOut(f"pakai-tanggal:{day.isoformat()}", f"Pakai {words.short_date(day)}"),
            REOPEN,
        )


@dataclass(kw_only=True, eq=False)
class CountedSince(Refusal):
    """A posted count stands on a later day (or, for a reversal, corrected this stock since)."""

    ways: ClassVar[tuple[WayOut, ...]] = (OTHER_DAY, OPEN_COUNT)
    item: ItemRef
    place: PlaceRef
    day: date
    count: PaperRef

    @property
    def sentence(self) -> str:
        """Name the count that stands in the way."""
        return (
            f"{self.item.name} di {self.place.name} sudah dihitung {words.short_date(self.count.day)} "
            f"({self.count}); tanggal {words.short_date(self.day)} tidak dapat dipakai lagi."
        )


@dataclass(kw_only=True, eq=False)
class SheetStale(Refusal):
    """The book moved after the count sheet was opened.

    changes: item, the book figure on the sheet and today's, smallest units.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (REFRESH,)
    changes: tuple[tuple[ItemRef, int, int], ...]

    @property
    def sentence(self) -> str:
        """Name each item with the old and the new book figure."""
        parts = (f"{i.name} {i.show(old)} menjadi {i.show(new)}" for i, old, new in self.changes)
        return f"Buku berubah sesudah lembar hitung dibuka: {'; '.join(parts)}."


@dataclass(kw_only=True, eq=False)
class WrongDay(Refusal):
    """A day that contradicts another: before its letter, before the original, or in the future."""

    ways: ClassVar[tuple[WayOut, ...]] = (OTHER_DAY,)
    field: str
    day: date
    limit: date
    after: bool = False

    @property
    def sentence(self) -> str:
        """Name the day and the one it must not pass."""
        bound = "sesudah" if self.after else "sebelum"
        return (
            f"{self.field}: tanggal {words.short_date(self.day)} tidak boleh {bound} "
            f"{words.short_date(self.limit)}."
        )


@dataclass(kw_only=True, eq=False)
class CannotClose(Refusal):
    """A period that cannot be closed yet; why: what is still open, in Indonesian."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN,)
    through: date
    why: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """List all that is still open."""
        return f"Periode s.d. {words.short_date(self.through)} belum dapat ditutup: {'; '.join(self.why)}."


# --- vouchers -------------------------------------------------------------------------------------


@dataclass(kw_only=True, eq=False)
class Blocked(Refusal):
    """What shall be reversed has moved on, or a prepared paper has pinned it.

    possible, asked: smallest units of the line; papers: what stands in the way.
    """

    item: ItemRef
    possible: int
    asked: int
    papers: tuple[PaperRef, ...]

    @property
    def sentence(self) -> str:
        """Say how much can go and who has the rest."""
        return (
            f"Hanya {self.item.show(self.possible)} dari {self.item.show(self.asked)} {self.item.name} "
            f"dapat dibalik; {_listed(self.papers)} sudah memakainya atau disiapkan dengannya."
        )

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Reverse what can go, or open the papers in the way."""
        if self.possible:
            return (
                WayOut(f"balikkan:{self.possible}", f"Balikkan {self.item.show(self.possible)}"),
                OPEN,
            )
        return (OPEN,)


@dataclass(kw_only=True, eq=False)
class AlreadyReversed(Refusal):
    """Nothing of the line (or voucher) is left to reverse."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN,)
    voucher: PaperRef
    reversal: PaperRef

    @property
    def sentence(self) -> str:
        """Name the reversal."""
        where = f"Baris {self.line} {self.voucher}" if self.line else str(self.voucher)
        return f"{where} sudah dibalik oleh {self.reversal}."


@dataclass(kw_only=True, eq=False)
class NotReversible(Refusal):
    """A reversal is never reversed: the thing is entered again."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN,)
    voucher: PaperRef
    why: str = "pembalikan tidak dapat dibalik; catat ulang surat asalnya"

    @property
    def sentence(self) -> str:
        """Say why."""
        return f"{self.voucher} tidak dapat dibalik: {self.why}."


@dataclass(kw_only=True, eq=False)
class NotOnThisPaper(Refusal):
    """The line named does not stand on the paper named."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN,)
    voucher: PaperRef
    number: int

    @property
    def sentence(self) -> str:
        """Name the line and the paper."""
        return f"Baris {self.number} tidak ada pada {self.voucher}."


@dataclass(kw_only=True, eq=False)
class LineTwice(Refusal):
    """The same line was named twice in one act."""

    ways: ClassVar[tuple[WayOut, ...]] = (CHANGE,)
    voucher: PaperRef
    number: int

    @property
    def sentence(self) -> str:
        """Name the line."""
        return f"Baris {self.number} {self.voucher} dipilih dua kali."


@dataclass(kw_only=True, eq=False)
class NothingChosen(Refusal):
    """No line with a quantity is left."""

    ways: ClassVar[tuple[WayOut, ...]] = (TO_FIELD,)
    what: str = "Isi jumlah paling sedikit satu baris"

    @property
    def sentence(self) -> str:
        """Say that nothing was chosen and what to do."""
        return f"Tidak ada yang dipilih. {self.what}."


@dataclass(kw_only=True, eq=False)
class WrongState(Refusal):
    """The paper is not in the state the act needs; state, needed: words on screen."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN,)
    paper: PaperRef
    state: str
    needed: str

    @property
    def sentence(self) -> str:
        """Name the state it has and the one it needs."""
        return f"{self.paper} berstatus {self.state}; tindakan ini hanya untuk yang {self.needed}."


@dataclass(kw_only=True, eq=False)
class WrongPlace(Refusal):
    """A place of that kind cannot stand there."""

    ways: ClassVar[tuple[WayOut, ...]] = (TO_FIELD,)
    field: str
    place: str
    needed: str

    @property
    def sentence(self) -> str:
        """Name the field, the place and the kind needed."""
        return f"{self.field}: {self.place} bukan {self.needed}."


@dataclass(kw_only=True, eq=False)
class NumberTaken(Refusal):
    """The number already stands on another paper."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN, TO_FIELD)
    number: str
    paper: PaperRef | None = None
    next_free: int | None = None

    @property
    def sentence(self) -> str:
        """Name the number and the paper that has it."""
        where = f" {self.paper.kind} tanggal {words.short_date(self.paper.day)}" if self.paper else ""
        return f"Nomor {self.number} sudah dipakai{where}."

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Use the next free number, or open the paper that has it."""
        if self.next_free is None:
            return self.ways
        return (WayOut(f"pakai-nomor:{self.next_free}", f"Pakai {self.next_free}"), *self.ways)


# --- money ----------------------------------------------------------------------------------------


@dataclass(kw_only=True, eq=False)
class Paid(Refusal):
    """The receipt to be reversed is paid."""

    ways: ClassVar[tuple[WayOut, ...]] = (REVERSE_PAYMENT,)
    payments: tuple[PaperRef, ...]
    paid: int
    would_owe: int

    @property
    def sentence(self) -> str:
        """Name the payments and the amounts, whole rupiah."""
        return (
            f"Sudah dibayar dengan {_listed(self.payments)} ({words.rupiah(self.paid)}), sedangkan yang "
            f"terutang tinggal {words.rupiah(self.would_owe)}."
        )


@dataclass(kw_only=True, eq=False)
class Overpaid(Refusal):
    """More would be paid than is payable; payable, asked: whole rupiah, gross."""

    ways: ClassVar[tuple[WayOut, ...]] = (OPEN, CHANGE)
    voucher: PaperRef
    payable: int
    asked: int
    payments: tuple[PaperRef, ...]

    @property
    def sentence(self) -> str:
        """Name what can still be paid and the payments made before."""
        text = (
            f"{self.voucher}: dapat dibayar {words.rupiah(max(self.payable, 0))}, "
            f"diisi {words.rupiah(self.asked)}"
        )
        if self.payments:
            text += f"; sudah dibayar dengan {_listed(self.payments)}"
        return f"{text}."


@dataclass(kw_only=True, eq=False)
class NotInspected(Refusal):
    """No payment before the goods are received and inspected.

    Source: UU 1/2004 art. 21.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (INSPECT,)
    paper: PaperRef

    @property
    def sentence(self) -> str:
        """Name the receipt and the law."""
        return (
            f"Kuitansi belum dapat dibuat: {self.paper} belum diperiksa (UU 1/2004 Pasal 21). "
            "Periksa barangnya dahulu."
        )


# --- fields ---------------------------------------------------------------------------------------


@dataclass(kw_only=True, eq=False)
class FieldRefusal(Refusal):
    """The root of all refusals of one field; field: its label on screen."""

    ways: ClassVar[tuple[WayOut, ...]] = (TO_FIELD,)
    field: str


@dataclass(kw_only=True, eq=False)
class FieldMissing(FieldRefusal):
    """A field that must be filled is empty."""

    @property
    def sentence(self) -> str:
        """Name the field."""
        return f"{self.field} wajib diisi."


@dataclass(kw_only=True, eq=False)
class ReasonMissing(FieldRefusal):
    """A reason is needed here; field: of what."""

    ways: ClassVar[tuple[WayOut, ...]] = (REASON,)

    @property
    def sentence(self) -> str:
        """Name what needs the reason."""
        return f"{self.field} tanpa alasan: isi alasannya."


@dataclass(kw_only=True, eq=False)
class Negative(FieldRefusal):
    """A quantity or amount below zero (or zero where it must be positive)."""

    value: int

    @property
    def sentence(self) -> str:
        """Name the field and the value."""
        return f"{self.field} tidak boleh {words.number(self.value)}; isi angka yang lebih dari nol."


@dataclass(kw_only=True, eq=False)
class TooFine(FieldRefusal):
    """A quantity typed finer than the item's smallest unit; never rounded."""

    value: str
    smallest: str

    @property
    def sentence(self) -> str:
        """Name the value and the smallest unit."""
        return f"{self.field}: {self.value} lebih halus daripada satuan terkecil ({self.smallest})."


@dataclass(kw_only=True, eq=False)
class TooBig(FieldRefusal):
    """A figure beyond what the book can hold (10^12)."""

    value: int

    @property
    def sentence(self) -> str:
        """Name the value."""
        return f"{self.field}: {words.number(self.value)} terlalu besar (paling banyak 1.000.000.000.000)."


@dataclass(kw_only=True, eq=False)
class FieldInvalid(FieldRefusal):
    """A value that cannot be understood; why: in Indonesian."""

    value: str
    why: str

    @property
    def sentence(self) -> str:
        """Name the field, the value and why."""
        return f"{self.field}: {self.value} {self.why}."


@dataclass(kw_only=True, eq=False)
class NotFound(FieldRefusal):
    """The thing named is not in the book."""

    value: str

    @property
    def sentence(self) -> str:
        """Name the field and what was looked for."""
        return f"{self.field} {self.value} tidak ada dalam buku."


@dataclass(kw_only=True, eq=False)
class AlreadyThere(FieldRefusal):
    """The thing exists already; owner: whose it is."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("pakai-yang-ada", "Pakai yang ada"), TO_FIELD)
    value: str
    owner: str

    @property
    def sentence(self) -> str:
        """Name the value and its owner."""
        return f"{self.field} {self.value} sudah dipakai {self.owner}."


# --- the environment ------------------------------------------------------------------------------


@dataclass(kw_only=True, eq=False)
class Fault(IkmError):
    """Something outside the program stands in the way; the book is as it was before the act."""

    ways: ClassVar[tuple[WayOut, ...]] = ()
    path: str = ""

    @property
    def sentence(self) -> str:
        """What happened, in Indonesian."""
        raise NotImplementedError

    @property
    def ways_out(self) -> tuple[WayOut, ...]:
        """What can be done about it."""
        return self.ways

    def __str__(self) -> str:
        """Return the sentence and the ways out on one line."""
        ways = "".join(f" [{way.label}]" for way in self.ways_out)
        return f"{self.sentence}{ways}"


@dataclass(kw_only=True, eq=False)
class DiskFull(Fault):
    """No room on the disk; free_mb: what is left, whole MiB, None when it cannot be told."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("kosongkan", "Kosongkan tempat, lalu simpan lagi"),)
    free_mb: int | None = None

    @property
    def sentence(self) -> str:
        """Say that nothing was saved and how much room is left."""
        left = "" if self.free_mb is None else f" (sisa {self.free_mb} MB)"
        return f"Tidak tersimpan: tempat di disk {self.path} habis{left}. Isian Anda tetap ada."


@dataclass(kw_only=True, eq=False)
class WriteFault(Fault):
    """The disk refused to write."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("salin-buku", "Salin buku ke disk lain"),)
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Say that nothing was saved and advise to copy the book."""
        return (
            f"Tidak tersimpan: disk menolak menulis {self.path} ({self.detail}). Isian Anda tetap ada; "
            "salin buku ke disk lain."
        )


@dataclass(kw_only=True, eq=False)
class ReadOnly(Fault):
    """The book or its folder cannot be written."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("buka-lihat", "Buka untuk melihat"),)

    @property
    def sentence(self) -> str:
        """Name the folder."""
        return f"{self.path} hanya dapat dibaca; buku dapat dibuka untuk melihat saja."


@dataclass(kw_only=True, eq=False)
class BookBusy(Fault):
    """Another program is writing to the book at this moment."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("ulangi", "Coba lagi"),)

    @property
    def sentence(self) -> str:
        """Say that another program is writing."""
        return f"Buku {self.path} sedang ditulis program lain. Coba lagi sebentar lagi."


@dataclass(kw_only=True, eq=False)
class BookInUse(Fault):
    """Somebody else has the book open for writing.

    holder: the computer; pid: the process there; since: "HH.MM", empty when unknown.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (
        WayOut("buka-lihat", "Buka untuk melihat"),
        WayOut("tutup", "Tutup"),
    )
    holder: str
    program: str = ""
    pid: int | None = None
    since: str = ""

    @property
    def sentence(self) -> str:
        """Name who has it open, and since when."""
        since = f" sejak {self.since}" if self.since else ""
        by = f" ({self.program}, proses {self.pid})" if self.program and self.pid else ""
        return (
            f"Data sedang dibuka di komputer {self.holder}{by}{since}. Tutup di sana, "
            "atau buka di sini hanya untuk melihat."
        )


@dataclass(kw_only=True, eq=False)
class NotABook(Fault):
    """The file is not a book of this program."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("pilih-lain", "Pilih berkas lain"),)
    why: str = ""

    @property
    def sentence(self) -> str:
        """Name the file and why it is not a book."""
        why = f" ({self.why})" if self.why else ""
        return f"{self.path} bukan buku IKM{why}."


@dataclass(kw_only=True, eq=False)
class BookMissing(Fault):
    """There is no book in the folder."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("buku-baru", "Buat buku baru"),)

    @property
    def sentence(self) -> str:
        """Name the folder."""
        return f"Tidak ada buku di {self.path}."


@dataclass(kw_only=True, eq=False)
class BookExists(Fault):
    """A book stands where a new one was to be made."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("pilih-lain", "Pilih folder lain"),)

    @property
    def sentence(self) -> str:
        """Name the folder."""
        return f"Di {self.path} sudah ada buku; buku itu tidak ditimpa."


@dataclass(kw_only=True, eq=False)
class BookDamaged(Fault):
    """The book's file is damaged; it is never written again."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("pulihkan", "Pulihkan dari cadangan"),)
    detail: str = ""

    @property
    def sentence(self) -> str:
        """Say that the file is damaged and point to the newest backup."""
        detail = f": {self.detail}" if self.detail else ""
        return f"Buku {self.path} rusak{detail}. Jangan dipakai lagi; pulihkan cadangan terbaru yang baik."


@dataclass(kw_only=True, eq=False)
class PaperDamaged(Fault):
    """The bytes of an issued paper are not the ones that were issued."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("pulihkan", "Pulihkan dari cadangan"),)
    paper: PaperRef
    version: int

    @property
    def sentence(self) -> str:
        """Name the paper and its version."""
        return (
            f"{self.paper} versi {self.version} yang tersimpan tidak sama lagi dengan yang diterbitkan. "
            "Jangan dicetak; pulihkan cadangan terbaru yang baik."
        )


@dataclass(kw_only=True, eq=False)
class NewerBook(Fault):
    """The book was written by a later version of the program; found, known: its format numbers."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("perbarui", "Pasang versi terbaru"),)
    found: int
    known: int

    @property
    def sentence(self) -> str:
        """Name both formats."""
        return (
            f"Buku {self.path} dibuat versi yang lebih baru (format {self.found}, program ini mengenal "
            f"sampai {self.known}). Pasang IKM Desktop versi terbaru."
        )


@dataclass(kw_only=True, eq=False)
class UpgradeFault(Fault):
    """An older book could not be brought to this program's format; it is as it was.

    found, known: the book's and the program's format; why: the first thing the checks found.
    """

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("pulihkan", "Pulihkan dari cadangan"),)
    found: int
    known: int
    why: str

    @property
    def sentence(self) -> str:
        """Say that the old book is untouched and what stood in the way."""
        return (
            f"Buku {self.path} tidak dapat diperbarui dari format {self.found} ke {self.known}: {self.why}. "
            "Buku lama tidak berubah."
        )


@dataclass(kw_only=True, eq=False)
class NetworkFolder(Fault):
    """The folder lies on a network drive, where the book cannot be kept safely."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("pilih-lain", "Pilih folder di komputer ini"),)

    @property
    def sentence(self) -> str:
        """Name the folder."""
        return f"{self.path} ada di jaringan; buku harus di disk komputer ini (cadangan boleh di jaringan)."


@dataclass(kw_only=True, eq=False)
class BackupFault(Fault):
    """A backup that could not be made, read or trusted; why: in Indonesian; damaged: the file is bad."""

    ways: ClassVar[tuple[WayOut, ...]] = (WayOut("pilih-lain", "Pilih cadangan lain"),)
    why: str
    damaged: bool = False

    @property
    def sentence(self) -> str:
        """Name the file and why."""
        return f"Cadangan {self.path}: {self.why}."


# --- notices --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Notice:
    """Something an act that succeeded tells the clerk.

    code: FutureDay, LateEntry, NumberJump, TaxThreshold, BestBefore, …; text: Indonesian.
    """

    code: str
    text: str
    values: dict[str, object] = field(default_factory=dict)
