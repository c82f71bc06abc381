"""Receiving products of a whole batch in one act: a receipt for each maker, one letter for each product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ikm_desktop.batches.batches import check_batch
from ikm_desktop.buyback.delivery import DeliveryLine, Receipt
from ikm_desktop.buyback.receiving import judge_lines, open_inspection_letter, post_receipt
from ikm_desktop.errors import NothingChosen
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.posting import check_places, finish, needed
from ikm_desktop.goods.waste import WasteLine, gather_waste
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.numbers import NEXT
from ikm_desktop.participants.merging import note_merged


@dataclass(frozen=True, slots=True)
class MakersLine:
    """What one maker (her place) delivers of one product; waste: what was spoiled at hers beside it."""

    maker: int
    line: DeliveryLine
    waste: Sequence[WasteLine] = ()


def receive_from_many(
    office: Office,
    *,
    batch: int | None,
    store: int | None,
    letter_date: date | None,
    receiver: str,
    deliveries: Sequence[MakersLine],
    day: date | None = None,
) -> Done:
    """Receive products of many makers that are inspected at once; the accepted ones are bought.

    A voucher for each delivery, one more for what was spoiled beside it, and for each product one letter over
    all its makers, with the next number.
    A delivery of nothing is left out; all or nothing. day: the book day, the letter's unless given.
    Raises, all at once, what `receive_products` raises; of a reason `line` is the delivery's position and
    `whose` its maker's name.
    """
    with office.act("receive_from_many") as act:
        found = Findings()
        needed(found, "Tanggal", letter_date)
        who = found.filled("Yang memeriksa dan menerima", receiver)
        stores = check_places(act, found, [("Gudang", store, "store")])
        named = check_batch(act.connection, found, batch)
        chosen = [(no, one) for no, one in enumerate(deliveries, start=1) if _is_something(one.line)]
        if not chosen:
            found.add(NothingChosen(what="Isi jumlah yang diserahkan paling sedikit satu pembuat"))
        if not stores or store is None or letter_date is None:
            for no, one in chosen:
                form = Findings()
                judge_lines(act, form, [one.line])
                found.gather(form.reasons, no, "")
            found.refuse()
            return act.done()
        journal = Journal(act)
        of_product: dict[int, list[int]] = {}
        for no, one in chosen:
            mine = Findings()
            places = check_places(act, mine, [("Pembuat", one.maker, "participant")])
            note_merged(act.connection, mine, [("Pembuat", one.maker)])
            if places:
                receipt = Receipt(places[one.maker], stores[store], batch, day or letter_date)
                voucher = post_receipt(journal, mine, receipt, letter_date, who, [one.line])
                of_product.setdefault(one.line.product, []).append(voucher)
                if any(line.quantity for line in one.waste):
                    gather_waste(
                        journal,
                        mine,
                        receipt.maker,
                        one.waste,
                        letter_date=letter_date,
                        day=receipt.day,
                        batch=batch,
                    )
            found.gather(mine.reasons, no, places[one.maker].name if places else "")
        found.refuse()
        finish(journal, day or letter_date)
        for vouchers in of_product.values():
            of_batch = f"{named.name} " if named else ""
            open_inspection_letter(
                act,
                letter_date,
                NEXT,
                party=f"{of_batch}({len(vouchers)} orang)",
                batch=batch,
                vouchers=vouchers,
            )
        return act.done()


def _is_something(line: DeliveryLine) -> bool:
    return bool(line.delivered or line.accepted or line.rejected)
