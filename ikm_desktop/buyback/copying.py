"""Copies of deliveries that gave way to a late entry: same pieces, price and recipe, materials drawn anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ikm_desktop.buyback.delivery import DeliveryLine, Receipt
from ikm_desktop.buyback.delivery_posting import Booked, DeliveryPoster
from ikm_desktop.errors import PlaceRef
from ikm_desktop.goods.giving_way import Gone
from ikm_desktop.goods.items import items_by_id
from ikm_desktop.goods.journal import Journal
from ikm_desktop.goods.places import place_refs
from ikm_desktop.goods.posting import check_day, finish
from ikm_desktop.goods.reversal_units import ReversedLine
from ikm_desktop.office.acts import Act
from ikm_desktop.office.fields import Findings


def copy_delivery(act: Act, gone: Gone, _lines: Mapping[int, int]) -> int:
    """Post what was left of a delivery anew and return the voucher.

    As much of each material is her own as was when it was delivered, for that much has a reason.
    Raises OwnMaterial where she does not hold the rest any more, NotEnough, Reserved, CountedSince.
    """
    row = gone.row
    details: dict[str, Any] = json.loads(row.details or "{}")
    places = place_refs(act.connection, (row.counterpart, row.store))
    receipt = Receipt(places[row.counterpart], places[row.store], row.batch, row.day)
    lines = [_as_delivered(gone, line, details, receipt.store) for line in gone.lines]
    found, journal = Findings(), Journal(act)
    poster = DeliveryPoster(journal, found, receipt)
    check_day(act, found, row.day, _touched(receipt, lines))
    voucher = journal.voucher(
        "delivery",
        letter_date=row.letter_date,
        day=row.day,
        store=row.store,
        counterpart=row.counterpart,
        batch=row.batch,
        reason=row.reason,
        details=details,
    )
    known = items_by_id(act.connection, {line.product for line in lines})
    for no, (line, original) in enumerate(zip(lines, gone.lines, strict=True), start=1):
        own = gone.own.get(original.row.id, {})
        booked = Booked(original.row.price or 0, original.row.recipe, own)
        poster.post(voucher, no, line, known[line.product], booked)
    poster.finish(voucher)
    found.refuse()
    finish(journal, row.day)
    return voucher.id


def _as_delivered(
    gone: Gone, line: ReversedLine, details: Mapping[str, Any], store: PlaceRef
) -> DeliveryLine:
    """Return what is left of a booked line as it was delivered, its materials as they were consumed."""
    row, left = line.row, line.left
    told = details.get("lines", {}).get(str(row.no), {})
    return DeliveryLine(
        row.item,
        left.accepted + left.rejected,
        left.accepted,
        left.rejected,
        reason=row.reason or "",
        grade=row.grade or "",
        price=row.price,
        materials=gone.used.get(row.id, {}),
        own_reason=told.get("own", "bahan sendiri") if row.own else "",
        again=bool(row.again),
        offcuts=gone.cut_off.get(row.id, {}),
        offcuts_to_store=gone.cut_off_to.get(row.id) == store.id,
    )


def _touched(receipt: Receipt, lines: list[DeliveryLine]) -> set[tuple[int, int]]:
    places = (receipt.maker.id, receipt.store.id)
    touched = {(place, line.product) for line in lines for place in places}
    touched |= {(receipt.maker.id, item) for line in lines for item in line.materials or {}}
    return touched | {(places[line.offcuts_to_store], item) for line in lines for item in line.offcuts}
