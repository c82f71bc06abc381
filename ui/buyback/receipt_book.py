"""What the side panel's form becomes in the book: received at once, noted at the door, or inspected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.receiving import inspect, prepare_delivery, receive_products
from ikm_desktop.goods.places import main_store
from ikm_desktop.goods.waste import WasteLine
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.buyback.draft import Judged, ReceiptDraft


@dataclass(frozen=True, slots=True)
class Inspection:
    """A receipt noted at the door, what was found of its products, and what was spoiled beside them."""

    prepared: int
    lines: Sequence[DeliveryLine]
    waste: Sequence[WasteLine] = ()


def book(
    office: Office, draft: ReceiptDraft, judged: Judged, day: date | None, inspected: Inspection | None
) -> Done:
    """Do the act the form asks for. Raises what the act raises."""
    waste = draft.besides.waste_lines
    if inspected is not None:
        waste = (*inspected.waste, *waste)
        return inspect(office, prepared=inspected.prepared, lines=inspected.lines, waste=waste)
    with office.reading() as connection:
        store = main_store(connection)
    maker = None if draft.maker is None else draft.maker.place
    batch = None if draft.maker is None else draft.maker.batch
    lines = [] if judged.line is None else [judged.line]
    if draft.later:
        return prepare_delivery(
            office,
            maker=maker,
            store=store,
            batch=batch,
            letter_date=day,
            receiver=office.actor,
            lines=lines,
        )
    return receive_products(
        office,
        maker=maker,
        store=store,
        batch=batch,
        letter_date=day,
        receiver=office.actor,
        lines=lines,
        waste=waste,
    )
