"""Paying many people in one act: a kuitansi each and one list of the payments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ikm_desktop import words
from ikm_desktop.batches.batches import check_batch
from ikm_desktop.buyback.payment import Method, PayLine, open_receipt, pay_in
from ikm_desktop.errors import NothingChosen, Refusal
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.posting import needed
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.office.tax import TaxKind
from ikm_desktop.papers.numbers import NEXT, open_paper
from ikm_desktop.papers.rows import number_of


@dataclass(frozen=True, slots=True)
class Payment:
    """What one person (her place) is paid; receipts: prepared deliveries ticked whole, as in `pay`."""

    payee: int
    lines: Sequence[PayLine] = ()
    receipts: Sequence[int] = ()


def pay_many(
    office: Office,
    *,
    batch: int | None,
    letter_date: date | None,
    payments: Sequence[Payment],
    tax: TaxKind = "none",
    method: Method = "UP",
    account: str = "",
    one_receipt: bool = False,
) -> Done:
    """Pay many people: a voucher and a kuitansi with its own number each, and one list over all of them.

    batch: named on the list, None where they are of several; one_receipt: one kuitansi stands over the whole
    list instead, never both for one payment. All or nothing; the list is the last of `Done.papers` and bears
    the numbers of its first and last kuitansi.
    Raises, all at once, what `pay` raises for each; `line` of a reason is the payment's position, `whose` the
    name of who was to be paid.
    """
    with office.act("pay_many") as act:
        found = Findings()
        needed(found, "Tanggal", letter_date)
        named = check_batch(act.connection, found, batch, may_be_closed=True)
        if not payments:
            found.add(NothingChosen(what="Pilih paling sedikit satu penerimaan yang dibayar"))
        if letter_date is None:
            found.refuse()
            return act.done()
        total = 0
        for no, one in enumerate(payments, start=1):
            try:
                total += pay_in(
                    act,
                    payee=one.payee,
                    letter_date=letter_date,
                    lines=one.lines,
                    receipts=one.receipts,
                    tax=tax,
                    method=method,
                    account=account,
                    receipt=not one_receipt,
                )
            except Refusal as refused:
                whose = place_refs(act.connection, [one.payee]).get(one.payee)
                found.gather(refused.reasons, no, whose.name if whose else "")
        found.refuse()
        act.notices[:] = {notice.text: notice for notice in act.notices}.values()
        people = f"{words.counted(len(payments))} orang"
        if one_receipt:
            open_receipt(
                act,
                method,
                letter_date,
                total=total,
                party=people,
                batch=batch,
                wanted=NEXT,
                vouchers=tuple(act.vouchers),
            )
        open_paper(
            act,
            kind="NOM",
            series=None,
            letter_date=letter_date,
            subject=f"Daftar pembayaran {people}",
            party=named.name if named else "",
            batch=batch,
            wanted=_numbers(act),
            vouchers=tuple(act.vouchers),
        )
        return act.done()


def _numbers(act: Act) -> str:
    """Return the numbers of the kuitansi the list stands over: "007/KUI s.d. 026/KUI"."""
    numbers = [number_of(act.connection, voucher=voucher) or "" for voucher in act.vouchers]
    first, last = numbers[0], numbers[-1]
    return first if first == last else f"{first} s.d. {last}"
