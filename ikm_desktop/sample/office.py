"""Making a CONTOH book: its batches trained, supplied, paid and certified day by day up to "today"."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches import attendance, batches, certificates, marks, partners, roster, sessions
from ikm_desktop.buyback import payment, receiving
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.payment import PayLine
from ikm_desktop.distribution import handover as distribution
from ikm_desktop.errors import FieldInvalid
from ikm_desktop.goods import reversal, vouchers
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.balances import available
from ikm_desktop.goods.prepared import GoodsLine
from ikm_desktop.goods.recipes import recipe_on
from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.office.clock import SteppingClock, at
from ikm_desktop.office.tax import TaxKind
from ikm_desktop.participants.people import add_person_in
from ikm_desktop.reports.issuing import issue
from ikm_desktop.sample.goods import MATERIALS, PRODUCTS, TRAININGS, SampleTraining
from ikm_desktop.sample.people import person
from ikm_desktop.sample.setting_up import ACCOUNT, SampleGoods, set_up_office
from ikm_desktop.supply import handover, purchase, take_back

TODAY = date(2020, 8, 28)
"""The day the sample book lives on unless another is asked for."""

EARLIEST = date(2018, 2, 1)
"""Before, the book knows no tax rules."""

_PEOPLE = 20
_CLERK = "RINI CONTOH, A.Md."


@dataclass(slots=True)
class _Batch:
    """A batch of the sample: its people (ids and places), and its first day, a Monday."""

    no: int
    id: int
    training: SampleTraining
    monday: date
    people: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    kits: list[int] = field(default_factory=list)

    def product_of(self, position: int) -> str:
        """Return which product the person at a position (from 0) makes."""
        share = -(-_PEOPLE // len(self.training.products))
        return self.training.products[position // share]


@dataclass(order=True, slots=True)
class _Event:
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
    first_day = today - timedelta(days=57, weeks=max(batches - 4, 0))
    if first_day < EARLIEST:
        began = words.long_date(EARLIEST)
        raise FieldInvalid(
            field="Kantor CONTOH",
            value=f"{batches} angkatan sampai {words.long_date(today)}",
            why=f"kegiatannya akan mulai sebelum {began}; pilih angkatan lebih sedikit atau hari lebih akhir",
        )
    clock = SteppingClock(at(first_day), timedelta(seconds=20))
    with book.create(folder, clock=clock, actor="Petugas CONTOH", durable=durable) as office:
        _Sample(office, clock, seed, first_day, today).run(batches)


class _Sample:
    """The events of a sample book, in the order of their days."""

    def __init__(self, office: Office, clock: SteppingClock, seed: int, first_day: date, today: date) -> None:
        self._office = office
        self._clock = clock
        self._dice = random.Random(seed)
        self._today = today
        self._goods: SampleGoods = set_up_office(office, first_day, today)
        self._price = {one.name: one.price for one in MATERIALS}
        self._unit = {one.name: one.unit for one in MATERIALS}

    def run(self, count: int) -> None:
        """Run all batches through; later ones only as far as today allows."""
        events: list[_Event] = []
        this_monday = self._today - timedelta(days=self._today.weekday())
        for no in range(1, count + 1):
            events += self._events(no, this_monday - timedelta(weeks=4 + max(count - 4, 0) - no))
        for event in sorted(events):
            if event.day <= self._today:
                if event.day > self._clock.now().date():
                    self._clock.go_to(event.day)
                event.do()

    def _events(self, no: int, monday: date) -> list[_Event]:
        """Return what happens around one batch, each with its day."""
        training = TRAININGS[(no - 1) % len(TRAININGS)]
        batch = _Batch(no, 0, training, monday)
        end = monday + timedelta(days=4)

        def on(days_after: int, rank: int, do: Callable[[_Batch], None]) -> _Event:
            return _Event(monday + timedelta(days=days_after), rank, lambda: do(batch))

        plan = [
            on(-20, 0, self._register),
            on(-12, 1, self._buy),
            _Event(end, 2, lambda: self._attend(batch)),
            on(4, 3, self._hand_over_kit),
            on(7, 4, self._certify),
            on(11, 5, self._receive_first),
            on(16, 6, self._receive_rest),
            on(17, 7, self._pay),
            on(18, 8, self._take_back),
        ]
        plan += [on(days_after, 9, self._distribute) for days_after in (18, 21, 22)]
        if no == 1:
            plan.append(on(21, 10, self._mistake))
        return plan

    # --- people and training ------------------------------------------------------------------------

    def _register(self, batch: _Batch) -> None:
        training = batch.training
        with self._office.act("sample_batch") as act:
            batch.id = batches.add_batch_in(
                act,
                name=f"Angkatan {words.roman(batch.no)}",
                training=training.title,
                subtitle=training.subtitle,
                starts_on=batch.monday,
                ends_on=batch.monday + timedelta(days=4),
                venue="Gedung Pelatihan Contoh",
                city="Kupang",
                product=self._goods.products[training.products[0]],
                account=ACCOUNT,
                assessed=training.assessed,
            )
            for position in range(_PEOPLE):
                serial = (batch.no - 1) * _PEOPLE + position + 1
                name, fields = person(serial, batch.product_of(position), self._dice)
                batch.people.append(add_person_in(act, name=name, **fields))
            roster.enrol_in(act, batch=batch.id, people=batch.people)
            sessions.plan_sessions_in(act, batch=batch.id, lessons=_lessons(batch))
            if len(training.products) > 1:
                name = "CV Kelor CONTOH"
                partners.add_partner_in(
                    act, batch=batch.id, name=name, role="pelatih", contact="0800-0000-0000"
                )
        with self._office.reading() as connection:
            rows = roster.roster(connection, batch.id)
        batch.places = [row.person.place for row in rows]

    def _attend(self, batch: _Batch) -> None:
        days = [batch.monday + timedelta(days=offset) for offset in range(5)]
        grid = {
            one: {day: self._dice.choices("HSIA", weights=(94, 3, 2, 1))[0] for day in days}
            for one in batch.people
        }
        grid[batch.people[-1]] = dict(zip(days, "HHSAH", strict=True))
        attendance.mark_attendance(self._office, batch=batch.id, grid=grid)
        if batch.training.assessed:
            scores = {one: self._dice.randrange(70, 96) for one in batch.people}
            marks.set_marks(self._office, batch=batch.id, marks=dict(scores))

    def _certify(self, batch: _Batch) -> None:
        day = self._clock.now().date()
        certificates.issue_certificates(self._office, batch=batch.id, letter_date=day)

    # --- materials ----------------------------------------------------------------------------------

    def _needs(self, batch: _Batch) -> list[dict[int, int]]:
        """Return what each person of a batch is to get, by item."""
        targets = {one.name: one.target for one in PRODUCTS}
        needs = []
        with self._office.reading() as connection:
            for position in range(_PEOPLE):
                name = batch.product_of(position)
                recipe = recipe_on(connection, self._goods.products[name], batch.monday)
                if recipe is None:
                    raise LookupError(name)
                needs.append({line.item: recipe.need(line, targets[name]) for line in recipe.materials})
        return needs

    def _buy(self, batch: _Batch) -> None:
        """Buy what the batch needs and a little more, from one vendor."""
        total: dict[int, int] = {}
        for need in self._needs(batch):
            for item, quantity in need.items():
                total[item] = total.get(item, 0) + quantity
        names = {item: name for name, item in self._goods.materials.items()}
        lines = []
        for item, quantity in total.items():
            unit = self._unit[names[item]]
            shown = -(-quantity * 105 // (100 * unit.per))
            lines.append(purchase.PurchaseLine(item, shown * unit.per, shown * self._price[names[item]]))
        day = self._clock.now().date()
        vendor = self._goods.vendors[(batch.no - 1) % len(self._goods.vendors)]
        done = purchase.receive_purchase(
            self._office,
            vendor=vendor,
            store=self._goods.store,
            letter_date=day,
            lines=lines,
            paper=f"NOTA-{batch.no:03d}/{day.year}",
            receiver=_CLERK,
            extra_cost=150_000,
        )
        self._pay_lines(vendor, done.vouchers[0], method="LS", tax="none")

    def _hand_over_kit(self, batch: _Batch) -> None:
        """Hand the kits over: one person absent in every second batch, one with less cloth."""
        needs = self._needs(batch)
        rows = []
        for position, (place, need) in enumerate(zip(batch.places, needs, strict=True)):
            if batch.no % 2 == 0 and position == _PEOPLE - 8:
                continue
            given = dict(need)
            if position == 4:  # noqa: PLR2004 - the fifth of the list asked for less
                first = next(iter(given))
                given[first] = given[first] * 5 // 7 // 10 * 10
            rows.append(handover.KitRow(place, given))
        day = self._clock.now().date()
        done = handover.prepare_kit(
            self._office,
            batch=batch.id,
            store=self._goods.store,
            letter_date=day,
            rows=rows,
            giver=_CLERK,
        )
        issue(self._office, papers=done.papers)
        if batch.no < len(TRAININGS) or day < self._today:
            vouchers.sign(self._office, prepared=done.prepared)
            batch.kits = [row.participant for row in rows]

    def _take_back(self, batch: _Batch) -> None:
        """Take back what two people have left over."""
        for place in batch.kits[4:6]:
            with self._office.reading() as connection:
                held = connection.execute(
                    sa.select(t.holding.c.item, sa.func.sum(t.holding.c.quantity))
                    .join(t.item, t.item.c.id == t.holding.c.item)
                    .where(t.holding.c.place == place, t.item.c.kind == "material")
                    .group_by(t.holding.c.item)
                ).all()
            lines = [take_back.ReturnLine(item, quantity) for item, quantity in held]
            if lines:
                take_back.take_back(
                    self._office,
                    participant=place,
                    store=self._goods.store,
                    letter_date=self._clock.now().date(),
                    lines=lines,
                    receiver=_CLERK,
                    batch=batch.id,
                )

    # --- products -----------------------------------------------------------------------------------

    def _receive_first(self, batch: _Batch) -> None:
        for position, place in enumerate(batch.places):
            if place in batch.kits:
                self._receive(batch, position, place, share=60)

    def _receive_rest(self, batch: _Batch) -> None:
        for position, place in enumerate(batch.places):
            if place in batch.kits and position % 5 != 4:  # noqa: PLR2004 - every fifth is not done yet
                self._receive(batch, position, place, share=35)

    def _receive(self, batch: _Batch, position: int, place: int, *, share: int) -> None:
        """Receive a share (per cent) of a maker's target, some of it rejected."""
        name = batch.product_of(position)
        target = next(one.target for one in PRODUCTS if one.name == name)
        delivered = max(target * share // 100, 1)
        rejected = self._dice.choices((0, 1, 2), weights=(70, 20, 10))[0] if delivered > 4 else 0  # noqa: PLR2004
        receiving.receive_products(
            self._office,
            maker=place,
            store=self._goods.store,
            batch=batch.id,
            letter_date=self._clock.now().date(),
            receiver=_CLERK,
            lines=[
                DeliveryLine(
                    self._goods.products[name],
                    delivered,
                    delivered - rejected,
                    rejected,
                    reason="jahitan lepas" if rejected and batch.no <= 2 else "bocor" if rejected else "",  # noqa: PLR2004
                    own_reason="sisa bahan sendiri",
                )
            ],
        )

    def _pay(self, batch: _Batch) -> None:
        """Pay everybody of the batch what was received, but for the last three."""
        for place in batch.kits[:-3]:
            with self._office.reading() as connection:
                found = connection.execute(
                    sa.select(t.voucher.c.id).where(
                        t.voucher.c.kind == "delivery",
                        t.voucher.c.counterpart == place,
                        t.voucher.c.batch == batch.id,
                    )
                ).scalars()
                received = list(found)
            lines = [line for one in received for line in self._lines(one)]
            self._pay_all(place, lines, method="UP", tax="pph22")

    def _lines(self, voucher: int) -> list[int]:
        with self._office.reading() as connection:
            query = sa.select(t.line.c.id).where(t.line.c.voucher == voucher).order_by(t.line.c.no)
            return list(connection.execute(query).scalars())

    def _pay_lines(self, payee: int, voucher: int, *, method: payment.Method, tax: TaxKind) -> None:
        self._pay_all(payee, self._lines(voucher), method=method, tax=tax)

    def _pay_all(self, payee: int, lines: list[int], *, method: payment.Method, tax: TaxKind) -> None:
        done = payment.pay(
            self._office,
            payee=payee,
            letter_date=self._clock.now().date(),
            lines=[PayLine(line) for line in lines],
            tax=tax,
            method=method,
            account=ACCOUNT,
        )
        issue(self._office, papers=done.papers)

    # --- giving away --------------------------------------------------------------------------------

    def _distribute(self, batch: _Batch) -> None:
        """Give a part of what lies in store to the next institution; the last letter stays unsigned."""
        day = self._clock.now().date()
        institution = self._dice.choice(self._goods.institutions)
        lines = []
        with self._office.reading() as connection:
            for name in batch.training.products:
                product = self._goods.products[name]
                free = available(connection, place=self._goods.store, item=product, on=day)
                if free >= 10:  # noqa: PLR2004 - less is not worth a letter
                    lines.append(GoodsLine(product, free // 4))
        if not lines:
            return
        done = distribution.prepare_handover(
            self._office,
            institution=institution,
            store=self._goods.store,
            letter_date=day,
            lines=lines,
            signer="SAMUEL CONTOH",
            signer_title="Sekretaris",
            witnesses=(("RINI CONTOH, A.Md.", "Petugas Persediaan"), ("YOHANES CONTOH", "Bendahara lembaga")),
        )
        issue(self._office, papers=done.papers)
        if day < self._today:
            vouchers.sign(self._office, prepared=done.prepared)

    def _mistake(self, batch: _Batch) -> None:
        """A letter prepared for the wrong institution is voided; a delivery typed wrong is reversed."""
        day = self._clock.now().date()
        product = self._goods.products[batch.training.products[0]]
        done = distribution.prepare_handover(
            self._office,
            institution=self._goods.institutions[0],
            store=self._goods.store,
            letter_date=day,
            lines=[GoodsLine(product, 10)],
            signer="SAMUEL CONTOH",
        )
        vouchers.void(self._office, prepared=done.prepared, reason="salah lembaga")
        place = batch.kits[0]
        back = take_back.take_back(
            self._office,
            participant=place,
            store=self._goods.store,
            letter_date=day,
            lines=[take_back.ReturnLine(self._goods.materials["Kain katun"], 100)],
            receiver=_CLERK,
            batch=batch.id,
        )
        reversal.reverse(
            self._office, voucher=back.vouchers[0], reason="salah catat, bahan tidak jadi kembali"
        )


def _lessons(batch: _Batch) -> list[sessions.Lesson]:
    """Spread the subjects of a training over its five days, eight hours each."""
    lessons: list[sessions.Lesson] = []
    day, left = batch.monday, 8
    for section, subject, hours in batch.training.subjects:
        while hours:
            taught = min(hours, left)
            lessons.append(sessions.Lesson(day, subject, taught, section))
            hours -= taught  # noqa: PLW2901 - counts down
            left -= taught
            if not left:
                day, left = day + timedelta(days=1), 8
    return lessons
