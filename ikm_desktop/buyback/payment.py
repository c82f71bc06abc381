"""Paying for bought products and purchases: what is owed, the tax withheld, the kuitansi's number.

No payment before the goods are received and inspected. Source: UU 1/2004 art. 21.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.buyback.delivery import HER_PLACES
from ikm_desktop.errors import (
    FieldInvalid,
    FieldMissing,
    LineTwice,
    NotFound,
    NothingChosen,
    Notice,
    NotInspected,
    Overpaid,
    Refusal,
    WrongDay,
)
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.labels import each_paper_once, prepared_refs, voucher_refs
from ikm_desktop.goods.payments import Account, accounts, lines_by_voucher
from ikm_desktop.goods.places import place_ref
from ikm_desktop.goods.posting import check_day, finish, needed
from ikm_desktop.goods.prepared import prepared_papers
from ikm_desktop.goods.runs import share_out
from ikm_desktop.office.acts import Act, Done, Kind
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.tax import TaxKind, TaxRule, tax_rule_on
from ikm_desktop.papers.kinds import RECEIPTS_LS, RECEIPTS_UP
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.participants.people import person_at

Method = Literal["UP", "LS"]


@dataclass(frozen=True, slots=True)
class PayLine:
    """What is paid of a delivery or purchase line: its id, and gross in whole rupiah (all by default)."""

    line: int
    gross: int | None = None


@dataclass(frozen=True, slots=True)
class _Payee:
    """Who is paid, as far as tax goes."""

    name: str
    npwp: str
    letter: str


def pay(
    office: Office,
    *,
    payee: int | None,
    letter_date: date | None,
    lines: Sequence[PayLine] = (),
    receipts: Sequence[int] = (),
    tax: TaxKind = "none",
    split: bool = False,
    method: Method = "UP",
    account: str = "",
    number: WantedNumber = NEXT,
) -> Done:
    """Pay lines of one person or vendor with one kuitansi.

    payee: the place; receipts: prepared deliveries ticked whole (refused while not inspected); tax: its
    kind; split: the sale was split, so the tax-free limit does not apply; account: the budget code (MAK).
    Raises, all at once, FieldMissing, NotFound, NothingChosen, LineTwice, FieldInvalid, Negative,
    NotInspected, Overpaid, PeriodClosed, NumberTaken.
    """
    with office.act("pay") as act:
        pay_in(
            act,
            payee=payee,
            letter_date=letter_date,
            lines=lines,
            receipts=receipts,
            tax=tax,
            split=split,
            method=method,
            account=account,
            number=number,
        )
        return act.done()


def pay_in(
    act: Act,
    *,
    payee: int | None,
    letter_date: date | None,
    lines: Sequence[PayLine] = (),
    receipts: Sequence[int] = (),
    tax: TaxKind = "none",
    split: bool = False,
    method: Method = "UP",
    account: str = "",
    number: WantedNumber = NEXT,
    receipt: bool = True,
) -> int:
    """Pay within an act and return the gross, whole rupiah; receipt: with a kuitansi of its own."""
    found = Findings()
    needed(found, "Tanggal", letter_date)
    needed(found, "Penerima uang", payee)
    chosen = [*lines, *_lines_of_receipts(act, found, receipts)]
    if not chosen and not found.reasons:
        found.add(NothingChosen(what="Pilih penerimaan yang dibayar"))
    if payee is None or letter_date is None:
        for no, line in enumerate(lines, start=1):
            if line.gross is not None:
                found.counted(f"Jumlah baris {no}", line.gross, least=1, line=no)
        found.refuse()
        return 0
    standing = accounts(act.connection, [line.line for line in chosen])
    gross = _gross(act, found, chosen, standing, payee)
    who = _payee(act.connection, payee)
    rule = _rule(act, found, tax, letter_date, who)
    check_day(act, found, letter_date, ())
    found.reasons += _received_before(act.connection, standing, letter_date)
    found.refuse()
    if rule is None:
        return 0
    total = sum(gross.values())
    due = rule.due(total, has_npwp=bool(who.npwp), split=split)
    _warn_of_threshold(act, rule, payee, who.name, letter_date, standing, gross, due)
    voucher = _write(
        act, payee, letter_date, gross, standing, rule, due, {"method": method, "account": account}
    )
    if receipt:
        open_receipt(
            act,
            method,
            letter_date,
            total=total,
            party=who.name,
            batch=_batch(standing),
            wanted=number,
            vouchers=(voucher,),
        )
    return total


def open_receipt(
    act: Act,
    method: Method,
    letter_date: date,
    *,
    total: int,
    party: str,
    batch: int | None,
    wanted: WantedNumber,
    vouchers: Sequence[int],
) -> PaperRow:
    """Open the kuitansi over payments; total: their gross, whole rupiah."""
    return open_paper(
        act,
        kind=f"KUI-{method}",
        series=RECEIPTS_UP if method == "UP" else RECEIPTS_LS,
        letter_date=letter_date,
        subject=f"Pembayaran {words.rupiah(total)}",
        party=party,
        batch=batch,
        wanted=wanted,
        vouchers=vouchers,
    )


def _lines_of_receipts(act: Act, found: Findings, receipts: Sequence[int]) -> list[PayLine]:
    """Return the lines of ticked receipts; note those that are not inspected."""
    papers = [paper for paper in prepared_papers(act.connection, receipts) if paper.kind == "delivery"]
    known = {paper.id for paper in papers}
    for receipt in receipts:
        if receipt not in known:
            found.add(NotFound(field="Penerimaan", value=str(receipt)))
    refs = prepared_refs(act.connection, [paper.id for paper in papers])
    for paper in papers:
        if paper.state != "posted":
            found.add(NotInspected(paper=refs[paper.id]))
    posted = sa.select(t.prepared.c.voucher).where(
        t.prepared.c.id.in_(receipts), t.prepared.c.state == "posted"
    )
    vouchers = list(act.connection.execute(posted).scalars())
    by_voucher = lines_by_voucher(act.connection, vouchers)
    return [PayLine(line) for voucher in vouchers for line in by_voucher.get(voucher, [])]


def _gross(
    act: Act, found: Findings, chosen: Sequence[PayLine], standing: Mapping[int, Account], payee: int
) -> dict[int, int]:
    """Return what is paid of each line; note what cannot be."""
    gross: dict[int, int] = {}
    # What her doubles delivered is hers.
    hers = {payee, *act.connection.execute(HER_PLACES, {"maker": payee}).scalars()}
    refs = voucher_refs(act.connection, {one.voucher for one in standing.values()})
    for no, line in enumerate(chosen, start=1):
        account = standing.get(line.line)
        if account is None:
            found.add(NotFound(line=no, field="Baris penerimaan", value=str(line.line)))
            continue
        ref = refs[account.voucher]
        if line.line in gross:
            found.add(LineTwice(line=no, voucher=ref, number=no))
            continue
        if account.payee not in hers:
            name = place_ref(act.connection, payee).name
            found.add(FieldInvalid(line=no, field="Penerima uang", value=name, why=f"bukan pihak {ref}"))
        asked = account.payable if line.gross is None else line.gross
        gross[line.line] = asked
        noted = len(found.reasons)
        if line.gross is not None:
            found.counted(f"Jumlah baris {no}", asked, least=1, line=no)
        if len(found.reasons) > noted:
            continue
        if asked > account.payable or asked < 1:
            papers = each_paper_once(voucher_refs(act.connection, account.payments).values())
            found.add(Overpaid(line=no, voucher=ref, payable=account.payable, asked=asked, payments=papers))
    return gross


def _received_before(connection: sa.Connection, standing: Mapping[int, Account], day: date) -> list[Refusal]:
    """Return why a payment cannot bear a date before its goods were inspected. Source: UU 1/2004 art. 21."""
    goods = {one.voucher for one in standing.values()}
    last = connection.execute(
        sa.select(sa.func.max(t.voucher.c.day)).where(t.voucher.c.id.in_(goods))
    ).scalar()
    if last is None or last <= day:
        return []
    return [WrongDay(field="Pembayaran sebelum barang diterima (UU 1/2004 Pasal 21)", day=day, limit=last)]


def _payee(connection: sa.Connection, payee: int) -> _Payee:
    person = person_at(connection, payee)
    if person is not None:
        return _Payee(person.name, person.npwp, person.umkm_letter)
    name = place_ref(connection, payee).name
    npwp = connection.execute(sa.select(t.vendor.c.npwp).where(t.vendor.c.place == payee)).scalar()
    return _Payee(name, npwp or "", "")


def _rule(act: Act, found: Findings, tax: TaxKind, day: date, who: _Payee) -> TaxRule | None:
    rule = tax_rule_on(act.connection, tax, day)
    if rule is None:
        why = f"tidak berlaku pada {words.short_date(day)}"
        found.add(FieldInvalid(field="Pajak", value=tax, why=why))
    elif rule.needs_letter and not who.letter:
        found.add(FieldMissing(field=f"Nomor Surat Keterangan {who.name} untuk {rule.name}"))
    return rule


_origin, _origin_line, _back = t.voucher.alias("origin"), t.line.alias("origin_line"), t.line.alias("back")
_PAID_BEFORE = (
    sa.select(t.payment_line.c.gross, t.voucher.c.letter_date, _origin.c.batch)
    .join(t.line, t.line.c.id == t.payment_line.c.line)
    .join(t.voucher, t.voucher.c.id == t.line.c.voucher)
    .join(_origin_line, _origin_line.c.id == t.payment_line.c.refers)
    .join(_origin, _origin.c.id == _origin_line.c.voucher)
    .where(
        t.voucher.c.kind == "payment",
        (t.voucher.c.counterpart == sa.bindparam("maker")) | t.voucher.c.counterpart.in_(HER_PLACES),
        ~sa.exists().where(_back.c.refers == t.line.c.id),
    )
)


def _warn_of_threshold(
    act: Act,
    rule: TaxRule,
    payee: int,
    name: str,
    day: date,
    standing: Mapping[int, Account],
    gross: Mapping[int, int],
    due: int,
) -> None:
    """Warn when what one person got on a day, or for a batch, adds up above the tax-free limit.

    Where no tax was chosen the limit is that of PPh 22, the tax on what the office buys.
    """
    if rule.kind == "none":
        rule = tax_rule_on(act.connection, "pph22", day) or rule
    if due or not rule.free_up_to:
        return
    before = act.connection.execute(_PAID_BEFORE, {"maker": payee}).all()
    sums = [sum(gross.values()) + sum(row.gross for row in before if row.letter_date == day)]
    for batch in {account.batch for account in standing.values()} - {None}:
        paid_now = sum(paid for line, paid in gross.items() if standing[line].batch == batch)
        sums.append(paid_now + sum(row.gross for row in before if row.batch == batch))
    largest = max(sums)
    if largest > rule.free_up_to:
        text = (
            f"Pembayaran kepada {name} berjumlah {words.rupiah(largest)}, di atas batas "
            f"{words.rupiah(rule.free_up_to)} {rule.name}. Periksa apakah pajaknya harus dipungut."
        )
        act.notices.append(Notice("TaxThreshold", text, {"sum": largest, "limit": rule.free_up_to}))


def _batch(standing: Mapping[int, Account]) -> int | None:
    batches = {account.batch for account in standing.values()}
    return batches.pop() if len(batches) == 1 else None


def _write(
    act: Act,
    payee: int,
    day: date,
    gross: Mapping[int, int],
    standing: Mapping[int, Account],
    rule: TaxRule,
    due: int,
    details: Mapping[str, str],
) -> int:
    journal = Journal(act)
    voucher = journal.voucher(
        "payment",
        letter_date=day,
        day=day,
        counterpart=payee,
        batch=_batch(standing),
        details={name: text for name, text in details.items() if text},
    )
    taxes = share_out(due, list(gross.values()))
    for no, ((refers, amount), tax) in enumerate(zip(gross.items(), taxes, strict=True), start=1):
        line = journal.line(voucher, no, None, None, refers=refers)
        journal.payment_line(line, gross=amount, tax=tax, tax_row=rule.id, refers=refers)
    finish(journal, day)
    act.changed = (act.changed - {Kind.STOCK}) | {Kind.PAYMENT}
    return voucher.id
