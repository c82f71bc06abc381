"""Making a CONTOH book: its batches trained, supplied, paid and certified day by day up to "today"."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from ikm_desktop import words
from ikm_desktop.errors import FieldInvalid
from ikm_desktop.errors.stopping import step
from ikm_desktop.goods import reversal, vouchers
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.office import book
from ikm_desktop.office.clock import SteppingClock, at
from ikm_desktop.sample import classes, materials, products
from ikm_desktop.sample.desk import Desk, SampleBatch
from ikm_desktop.sample.goods import TRAININGS
from ikm_desktop.sample.setting_up import set_up_office

TODAY = date(2020, 8, 28)
"""The day the sample book lives on unless another is asked for."""

EARLIEST = date(2018, 2, 1)
"""Before, the book knows no tax rules."""

_AT_ONCE = 4
_SET_UP_BEFORE = timedelta(days=57)


@dataclass(order=True, slots=True)
class _Event:
    """Something that happens on a day; of one day, the lower rank comes first."""

    day: date
    rank: int
    do: Callable[[], None] = field(compare=False)


def make_sample(
    folder: Path, *, batches: int = 4, seed: int = 1, today: date = TODAY, durable: bool = True
) -> None:
    """Make a CONTOH book in a folder; the same arguments give the same contents.

    batches: how many, 0 for an office set up without people; durable: False leaves out the waits for the
    disk.
    Raises BookExists, and FieldInvalid where the story would begin before `EARLIEST`.
    """
    earlier = timedelta(weeks=max(batches - _AT_ONCE, 0))
    first_day = today - _SET_UP_BEFORE - earlier
    if first_day < EARLIEST:
        began = words.long_date(EARLIEST)
        raise FieldInvalid(
            field="Kantor CONTOH",
            value=f"{batches} angkatan sampai {words.long_date(today)}",
            why=f"kegiatannya akan mulai sebelum {began}; pilih angkatan lebih sedikit atau hari lebih akhir",
        )
    clock = SteppingClock(at(first_day), timedelta(seconds=20))
    with book.create(folder, clock=clock, actor="Petugas CONTOH", durable=durable) as office:
        desk = Desk(office, set_up_office(office, first_day, today), random.Random(seed), today)
        story = sorted(_story(desk, batches, earlier))
        for done, event in enumerate(story):
            step("Menyusun kantor CONTOH", done, len(story))
            if event.day > desk.day:
                clock.go_to(event.day)
            event.do()


def _story(desk: Desk, batches: int, earlier: timedelta) -> Iterator[_Event]:
    """Give what happens up to today: the batches a week apart, the fourth or last one begun this week."""
    this_monday = desk.today - timedelta(days=desk.today.weekday())
    for no in range(1, batches + 1):
        monday = this_monday - earlier + timedelta(weeks=no - _AT_ONCE)
        batch = SampleBatch(no, TRAININGS[(no - 1) % len(TRAININGS)], monday)
        for rank, (days_after, chapter) in enumerate(_CHAPTERS):
            if chapter is not _mistake or no == 1:
                event = _Event(monday + timedelta(days=days_after), rank, _told(chapter, desk, batch))
                if event.day <= desk.today:
                    yield event


def _told(chapter: _Chapter, desk: Desk, batch: SampleBatch) -> Callable[[], None]:
    return lambda: chapter(desk, batch)


def _mistake(desk: Desk, batch: SampleBatch) -> None:
    """A letter prepared for the wrong institution is voided; a return typed wrong is reversed."""
    product = desk.goods.products[batch.training.products[0]]
    wrong = products.prepare_gift(desk, desk.goods.institutions[0], [GoodsLine(product, 10)])
    vouchers.void(desk.office, prepared=wrong.prepared, reason="salah lembaga")
    cloth = desk.goods.materials["Kain katun"]
    voucher = materials.take_back_from(desk, batch, batch.kits[0], [(cloth, 100)])
    reversal.reverse(desk.office, voucher=voucher, reason="salah catat, bahan tidak jadi kembali")


_Chapter = Callable[[Desk, SampleBatch], None]

_CHAPTERS: tuple[tuple[int, _Chapter], ...] = (
    (-20, classes.register),
    (-12, materials.buy),
    (4, classes.attend),
    (4, materials.hand_over_kits),
    (7, classes.certify),
    (11, products.receive_first),
    (16, products.receive_rest),
    (17, products.pay_all),
    (18, materials.take_leftovers_back),
    (18, products.distribute),
    (21, products.distribute),
    (22, products.distribute),
    (21, _mistake),
)
"""What happens around each batch, by days after its first one, a Monday."""
