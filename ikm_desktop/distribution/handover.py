"""Products to institutions, free of charge: prepared with its letter, off the books once it is signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.errors import NothingChosen, Notice
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.posting import check_day, check_places, needed, sound_lines
from ikm_desktop.goods.prepared import GoodsLine, Pinner, Plan
from ikm_desktop.office.acts import Act, Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.fields import Findings
from ikm_desktop.papers.kinds import LETTERS
from ikm_desktop.papers.numbers import NEXT, WantedNumber, open_paper

NEAR_BEST_BEFORE = timedelta(days=30)
"""How long before its best-before date a product is warned of (customary)."""


def prepare_handover(
    office: Office,
    *,
    institution: int | None,
    store: int | None,
    letter_date: date | None,
    lines: Sequence[GoodsLine],
    signer: str,
    signer_title: str = "",
    place: str = "",
    witnesses: Sequence[tuple[str, str]] = (),
    number: WantedNumber = NEXT,
) -> Done:
    """Prepare a handover letter (BAST) to one institution: its units are pinned, its number is taken.

    institution: its place; signer: who signs for it; place: where it is handed over; witnesses: name and
    office of each.
    Raises, all at once, FieldMissing, WrongPlace, NotFound, NothingChosen, Negative, TooBig,
    PeriodClosed, CountedSince, NotEnough, Reserved; then NumberTaken.
    """
    with office.act("prepare_distribution") as act:
        prepare_handover_in(
            act,
            institution=institution,
            store=store,
            letter_date=letter_date,
            lines=lines,
            details={
                "signer": signer.strip(),
                "signer_title": signer_title.strip(),
                "place": place.strip(),
                "witnesses": [list(witness) for witness in witnesses],
            },
            number=number,
        )
        return act.done()


def prepare_handover_in(
    act: Act,
    *,
    institution: int | None,
    store: int | None,
    letter_date: date | None,
    lines: Sequence[GoodsLine],
    details: Mapping[str, Any],
    number: WantedNumber = NEXT,
) -> None:
    """Prepare a handover within an act; details: signer, signer_title, place, witnesses."""
    found = Findings()
    needed(found, "Tanggal", letter_date)
    found.filled("Penanda tangan lembaga", details.get("signer", ""))
    expected = [("Lembaga", institution, "institution"), ("Gudang", store, "store")]
    places = check_places(act, found, expected)
    kept = [line for _, line in sound_lines(act, found, lines)]
    if not any(line.quantity for line in lines):
        found.add(NothingChosen())
    if not (places and institution and store and letter_date):
        found.refuse()
        return
    check_day(act, found, letter_date, {(store, line.item) for line in kept})
    pinner = Pinner(act)
    plan = Plan("distribution", letter_date, store, institution, tuple(kept), None, details)
    prepared, refusals = pinner.prepare(plan)
    found.reasons += refusals
    found.refuse()
    pinner.flush()
    act.notices.extend(_best_before(act.connection, prepared, letter_date))
    open_paper(
        act,
        kind="BAST-L",
        series=LETTERS,
        letter_date=letter_date,
        subject="Serah terima barang kepada lembaga",
        party=places[institution].name,
        wanted=number,
        prepared=(prepared,),
    )


_NEAR_BEST_BEFORE = (
    sa.select(t.item.c.name, t.lot.c.best_before)
    .distinct()
    .join(t.pin, t.pin.c.lot == t.lot.c.id)
    .join(t.item, t.item.c.id == t.lot.c.item)
    .where(
        t.pin.c.prepared == sa.bindparam("paper"),
        t.lot.c.best_before <= sa.bindparam("limit", type_=t.lot.c.best_before.type),
    )
    .order_by(t.lot.c.best_before)
)


def _best_before(connection: sa.Connection, prepared: int, day: date) -> list[Notice]:
    """Return a warning for each pinned lot past or near its best-before date."""
    values = {"paper": prepared, "limit": day + NEAR_BEST_BEFORE}
    rows = connection.execute(_NEAR_BEST_BEFORE, values).all()
    return [
        Notice(
            "BestBefore",
            f"{row.name}: baik digunakan sebelum {words.long_date(row.best_before)}.",
            {"best_before": row.best_before},
        )
        for row in rows
    ]
