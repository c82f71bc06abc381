"""What the treasurer takes out: the file for a bank transfer, and the tax withheld in a month.

Both are read from the payments as they were booked; payments that were reversed are left out.
Sources: transfer of what LS and UP payments owe (PMK 190/PMK.05/2012); tax is paid in and reported by kind
for each month (PMK 242/PMK.03/2014).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ikm_desktop.buyback.paid_lines import PaidLine, paid_lines, pictured_payments
from ikm_desktop.errors import FieldInvalid
from ikm_desktop.goods import tables as t
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.settings import Group, forget_in, parts
from ikm_desktop.office.tax import KINDS, tax_rule_by_id
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.kinds import word_of
from ikm_desktop.papers.rows import paper_labels
from ikm_desktop.participants import tables as people
from ikm_desktop.words import folded

if TYPE_CHECKING:
    from ikm_desktop.office.acts import Done
    from ikm_desktop.office.book import Office

COLUMNS: dict[str, str] = {
    "account": "Nomor rekening",
    "holder": "Nama pemilik rekening",
    "bank": "Bank",
    "amount": "Jumlah (Rp)",
    "note": "Keterangan",
    "name": "Nama penerima",
    "nik": "NIK",
    "number": "Nomor kuitansi",
}
"""What a bank's file may hold, with its usual headings."""

LIST, RECEIPTS = "NOM", ("KUI-UP", "KUI-LS")
"""The kinds of papers a transfer is made from."""

PERSONAL = ("account", "holder", "nik")
"""The columns that are personal data."""


@dataclass(frozen=True, kw_only=True)
class TransferFile(Group):
    """How a bank wants its file, set once a bank (its name is the part of the setting).

    columns: keys of COLUMNS in the bank's order; titles: headings in the same order, () for the usual ones;
    as_csv: a CSV file instead of a workbook; note: what stands in Keterangan.
    """

    key = "transfer"
    columns: tuple[str, ...] = ("account", "holder", "amount", "note")
    titles: tuple[str, ...] = ()
    as_csv: bool = False
    note: str = "Pembelian kembali hasil produksi IKM"

    def check(self, found: Findings) -> None:
        """Columns are known, each once; account and amount are among them; every title has its column."""
        for column in self.columns:
            found.chosen("Kolom", column, COLUMNS)
        if len(set(self.columns)) < len(self.columns):
            found.add(FieldInvalid(field="Kolom", value=", ".join(self.columns), why="disebut dua kali"))
        if not {"account", "amount"} <= set(self.columns):
            found.add(
                FieldInvalid(field="Kolom", value=", ".join(self.columns), why="tanpa rekening atau jumlah")
            )
        if self.titles and len(self.titles) != len(self.columns):
            found.add(
                FieldInvalid(field="Judul kolom", value=", ".join(self.titles), why="tidak sebanyak kolomnya")
            )

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the file."""
        return self.titles or tuple(COLUMNS.get(column, column) for column in self.columns)

    @property
    def as_typed(self) -> str:
        """The columns as they are typed: "Nomor rekening; NOMINAL = Jumlah (Rp)"."""
        pairs = zip(self.headings, (COLUMNS.get(column, column) for column in self.columns), strict=True)
        return "; ".join(own if title == own else f"{title} = {own}" for title, own in pairs)

    def with_typed(self, text: str) -> TransferFile:
        """Return the form with the columns that were typed; a word nobody knows is noted by `check`."""
        keys = {folded(title): key for key, title in COLUMNS.items()}
        columns, titles = [], []
        for part in filter(None, (one.strip() for one in text.split(";"))):
            title, found, own = (one.strip() for one in part.rpartition("="))
            columns.append(keys.get(folded(own), own))
            titles.append(title if found else COLUMNS.get(columns[-1], own))
        return self.with_(columns=tuple(columns), titles=tuple(titles))


def known_bank(connection: sa.Connection, typed: str) -> str:
    """Return a bank's name as it was set once ("bank ntt" is Bank NTT), as typed where it is new."""
    named = {folded(bank): bank for bank in parts(connection, TransferFile)}
    return named.get(folded(typed.strip()), typed.strip())


def forget_bank(office: Office, bank: str) -> Done:
    """Forget how a bank wants its file; files written before stay. Logged. Raises NotFound, ReadOnly."""
    with office.act("forget_bank") as act:
        forget_in(act, TransferFile, bank)
        return act.done()


@dataclass(frozen=True, slots=True)
class Payable:
    """A payment list (daftar nominatif), or a kuitansi no list stands over; people and net sum, what stands.

    word: the kind of paper as screens call it; party: whom it is for.
    """

    paper: int
    day: date
    word: str
    number: str
    party: str
    people: int
    net: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """What one person gets by a payment list: net, whole rupiah, of all her payments on it."""

    place: int
    name: str
    nik: str
    bank: str
    account: str
    holder: str
    number: str
    amount: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """Tax withheld by one payment: base (gross) and tax in whole rupiah; kind: as screens call it."""

    day: date
    kind: str
    number: str
    name: str
    nik: str
    npwp: str
    base: int
    tax: int
    net: int


# --- transfers --------------------------------------------------------------------------------------


def transferable(connection: sa.Connection) -> tuple[Payable, ...]:
    """Return the payment lists, and the kuitansi that are on none, with payments that stand; newest first."""
    paper, subject = papers.paper.c, papers.paper_subject.c
    on_a_list = (
        sa.select(subject.voucher)
        .join_from(papers.paper_subject, papers.paper, paper.id == subject.paper)
        .where(paper.kind == LIST, paper.state == "valid", subject.voucher.is_not(None))
    )
    alone = sa.exists().where(subject.paper == paper.id, subject.voucher.not_in(on_a_list))
    query = (
        sa.select(paper.id, paper.letter_date, paper.kind, paper.number, paper.party)
        .where(paper.state == "valid", sa.or_(paper.kind == LIST, sa.and_(paper.kind.in_(RECEIPTS), alone)))
        .order_by(paper.letter_date.desc(), paper.id.desc())
    )
    rows = connection.execute(query).all()
    pictured = sa.select(subject.paper, subject.voucher).where(subject.paper.in_([row.id for row in rows]))
    of_paper: defaultdict[int, list[int]] = defaultdict(list)
    for paper_id, voucher in connection.execute(pictured.where(subject.voucher.is_not(None))):
        of_paper[paper_id].append(voucher)
    standing = _standing(connection, {one for vouchers in of_paper.values() for one in vouchers})
    paid: defaultdict[int, list[PaidLine]] = defaultdict(list)
    for line in paid_lines(connection, standing):
        paid[line.payment].append(line)
    found = []
    for row in rows:
        lines = [line for one in of_paper[row.id] for line in paid[one]]
        if lines:
            about = (row.letter_date, word_of(row.kind), row.number or "", row.party)
            net = sum(line.gross - line.tax for line in lines)
            found.append(Payable(row.id, *about, len({line.payee for line in lines}), net))
    return tuple(found)


def transfers(connection: sa.Connection, paper: int) -> tuple[Transfer, ...]:
    """Return a row a person of a payment list, in its order; payments reversed since are left out."""
    vouchers = [row.id for row in pictured_payments(connection, paper)]
    standing = _standing(connection, vouchers)
    lines = paid_lines(connection, standing)
    payees = _payees(connection, {line.payee for line in lines})
    labels = paper_labels(connection, vouchers=standing)
    sums: defaultdict[int, int] = defaultdict(int)
    numbers: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for line in lines:
        sums[line.payee] += line.gross - line.tax
        numbers[line.payee][labels.get(line.payment, ("", ""))[1] or ""] = None
    return tuple(
        Transfer(
            place,
            *(payees[place].name, payees[place].nik, payees[place].bank, payees[place].bank_account),
            *(payees[place].bank_holder or payees[place].name, ", ".join(filter(None, numbers[place]))),
            amount,
        )
        for place, amount in sums.items()
    )


def missing_accounts(rows: Sequence[Transfer]) -> tuple[str, ...]:
    """Return who has no account: a file with them would be sent back."""
    return tuple(row.name for row in rows if not row.account)


# --- tax --------------------------------------------------------------------------------------------


def withheld(connection: sa.Connection, *, first: date, last: date, kind: str = "") -> tuple[Withheld, ...]:
    """Return the tax of payments made in these days, by kind, day and number; what bore none is left out.

    kind: a code of the tax kinds, "" for all.
    """
    query = sa.select(t.voucher.c.id, t.voucher.c.day).where(
        t.voucher.c.kind == "payment", t.voucher.c.day.between(first, last)
    )
    days = {row.id: row.day for row in connection.execute(query)}
    standing = _standing(connection, days)
    lines = [line for line in paid_lines(connection, standing) if line.tax]
    rules = {row: tax_rule_by_id(connection, row) for row in {line.tax_row for line in lines}}
    kinds = {row: rule.kind for row, rule in rules.items() if rule is not None}
    payees = _payees(connection, {line.payee for line in lines})
    labels = paper_labels(connection, vouchers=standing)
    by_payment: defaultdict[tuple[int, str], list[PaidLine]] = defaultdict(list)
    for line in lines:
        by_payment[line.payment, kinds.get(line.tax_row, "none")].append(line)
    found = []
    for (payment, of_kind), paid in by_payment.items():
        who, base, tax = payees[paid[0].payee], sum(one.gross for one in paid), sum(one.tax for one in paid)
        if not kind or of_kind == kind:
            number = labels.get(payment, ("", ""))[1] or ""
            about = (KINDS[of_kind], number, who.name, who.nik, who.npwp)
            found.append(Withheld(days[payment], *about, base, tax, base - tax))
    return tuple(sorted(found, key=lambda one: (one.kind, one.day, one.number)))


@dataclass(frozen=True, slots=True)
class TaxOfMonth:
    """What was withheld of one kind in one month; payments: how many; base, tax: whole rupiah."""

    month: date
    kind: str
    payments: int
    base: int
    tax: int


def tax_by_month(rows: Sequence[Withheld]) -> tuple[TaxOfMonth, ...]:
    """Return the sums by month and kind, as they are paid in; month: its first day."""
    sums: defaultdict[tuple[date, str], list[Withheld]] = defaultdict(list)
    for row in rows:
        sums[row.day.replace(day=1), row.kind].append(row)
    return tuple(
        TaxOfMonth(month, kind, len(of), sum(one.base for one in of), sum(one.tax for one in of))
        for (month, kind), of in sorted(sums.items())
    )


# --- inside -----------------------------------------------------------------------------------------


def _standing(connection: sa.Connection, payments: Collection[int]) -> list[int]:
    """Return the payments nobody reversed."""
    back = t.voucher.alias("back")
    query = (
        sa.select(t.voucher.c.id)
        .where(t.voucher.c.id.in_(list(payments)), ~sa.exists().where(back.c.reverses == t.voucher.c.id))
        .order_by(t.voucher.c.id)
    )
    return list(connection.execute(query).scalars())


def _payees(connection: sa.Connection, places: Collection[int]) -> dict[int, Any]:
    """Return names and accounts of who was paid, participants and vendors."""
    p, v = people.participant.c, t.vendor.c
    person = sa.select(p.place, p.name, p.nik, p.npwp, p.bank, p.bank_account, p.bank_holder)
    vendor = (
        sa.select(v.place, t.place.c.name, sa.literal("").label("nik"), v.npwp)
        .add_columns(v.bank, v.bank_account, v.bank_holder)
        .join_from(t.vendor, t.place, t.place.c.id == v.place)
    )
    asked = (person.where(p.place.in_(list(places))), vendor.where(v.place.in_(list(places))))
    return {row.place: row for query in asked for row in connection.execute(query)}
