"""What SQL sorts and filters the lists of all tabs by is what their rows say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from ikm_desktop.batches.lists import person_rows
from ikm_desktop.batches.people_lines import people_lines
from ikm_desktop.buyback.delivery import DeliveryLine
from ikm_desktop.buyback.list_lines import delivery_lines, rows_at_hand, rows_to_pay
from ikm_desktop.buyback.lists import delivery_rows
from ikm_desktop.buyback.receiving import prepare_delivery
from ikm_desktop.distribution.list_lines import distribution_lines
from ikm_desktop.distribution.lists import distribution_rows
from ikm_desktop.goods import selfcheck, vouchers
from ikm_desktop.goods.listed import Status
from ikm_desktop.office.listing import Query, ShortLines, SortKey
from ikm_desktop.office.listing_sql import SqlLines
from ikm_desktop.papers.register import register
from ikm_desktop.papers.register_lines import register_lines
from ikm_desktop.participants.people import archive_person
from ikm_desktop.reports import issuing
from ikm_desktop.supply.lists import handover_lines, handover_rows
from tests.factories import persons, things
from tests.scenarios.desk import DAY, OFFICER, Desk


class QuietDesk(Desk):
    """A desk whose book is checked once, when all is done."""

    def checked(self, done: Any) -> Any:  # noqa: ANN401 - as the desk's own
        """Let it pass."""
        return done


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A book in which everything happened that a list can tell."""
    found = QuietDesk(tmp_path_factory.mktemp("agree"))
    _supply(found)
    _buy_back(found)
    _give(found)
    persons.a_person(found.office, "Élan CONTOH")
    archive_person(found.office, person=persons.a_person(found.office, "Putri CONTOH"), reason="pindah")
    yield found
    found.office.close()


def _supply(desk: Desk) -> None:
    cloth, thread = (things.a_material(desk.office, name) for name in ("Kain katun", "Benang"))
    desk.buy((cloth, 100_000, 1_000_001), (thread, 500, 33_333))
    signed = desk.sign(desk.prepare({desk.ani: {cloth: 3_001}, desk.budi: {thread: 7, cloth: 2_000}}))
    desk.reverse(signed[0])
    desk.reverse(signed[1], quantities={1: 3})
    desk.sign(desk.prepare({desk.ani: {cloth: 777}}))
    desk.back(desk.ani, (cloth, 77))
    issuing.issue(desk.office, papers=desk.prepare({desk.ani: {cloth: 5}}).papers)
    desk.prepare({desk.budi: {thread: 1}})
    void = desk.prepare({desk.budi: {thread: 2}})
    vouchers.void(desk.office, prepared=void.prepared, reason="salah orang")


def _buy_back(desk: Desk) -> None:
    mask = things.a_product(desk.office, "Masker kain", price=5_000)
    soap = things.a_product(desk.office, "Sabun", price=15_001)
    two = desk.receive(
        desk.ani, DeliveryLine(mask, 60, 58, 2, reason="jahitan lepas"), DeliveryLine(soap, 4, 4)
    )
    desk.reverse(two, lines=[2])
    first, second, third = (
        desk.lines(desk.receive(maker, DeliveryLine(mask, count, count)))[0]
        for maker, count in ((desk.ani, 10), (desk.budi, 20), (desk.budi, 30))
    )
    desk.give_back(first, 3)
    desk.pay(desk.budi, second)
    desk.pay(desk.budi, third, gross=10_000)
    for lines in ([DeliveryLine(mask, 9, 9), DeliveryLine(soap, 2, 2)], [DeliveryLine(mask, 1, 1)]):
        noted = prepare_delivery(
            desk.office,
            maker=desk.ani,
            store=desk.store,
            batch=desk.batch,
            letter_date=DAY,
            receiver=OFFICER,
            lines=lines,
        )
    vouchers.void(desk.office, prepared=noted.prepared, reason="dua kali dicatat")


def _give(desk: Desk) -> None:
    mask = next(row.product.id for row in _read(desk, delivery_rows) if row.product.name == "Masker kain")
    desk.give((mask, 5))
    desk.reverse(desk.give((mask, 6)), quantities={1: 2})
    desk.reverse(desk.give((mask, 1)))
    desk.prepare_gift((mask, 4))


def _read(desk: Desk, what: Any) -> Any:  # noqa: ANN401 - whatever is read
    with desk.office.reading() as connection:
        return what(connection)


def _people(connection: sa.Connection) -> Sequence[Any]:
    return person_rows(connection, show="all")


def _papers(connection: sa.Connection) -> Sequence[Any]:
    return register(connection, year=DAY.year)


LISTS: dict[str, tuple[SqlLines[Any], Callable[[sa.Connection], Sequence[Any]]]] = {
    "supply": (handover_lines(DAY, "Angkatan I"), handover_rows),
    "buyback": (delivery_lines(), delivery_rows),
    "distribution": (distribution_lines(), distribution_rows),
    "people": (people_lines(), _people),
    "papers": (register_lines(DAY), _papers),
}


def agree(connection: sa.Connection, lines: SqlLines[Any], rows: Sequence[Any]) -> list[str]:
    """Return in what SQL and rows differ: by field, by chip, by word."""
    by_key = {lines.key_of(row): row for row in rows}
    own = [by_key[key] for key in lines.find(connection, Query())]
    short = ShortLines(
        all_rows=lambda _connection: own,
        all_fields=lines.all_fields,
        search=lines.search,
        identity=lines.key_of,
        chips=lines.chips,
        figures=lines.figures,
        group=lines.group,
    )
    short.read(connection)
    queries = [(one.key, Query(sort=(SortKey(one.key, descending=True),))) for one in lines.all_fields]
    queries += [
        (chip.title, Query(terms=chip.terms)) for chip in lines.chips if chip.title != "Mungkin ganda"
    ]
    queries += [(word, Query(words=word)) for word in ("ani", "masker 530", "benang", "elan", "dibatalkan")]
    found = []
    for name, query in queries:
        shown = [lines.key_of(row) for row in short.rows(connection, short.find(connection, query)) if row]
        if list(lines.find(connection, query)) != shown:
            found.append(name)
    sums = [sorted(map(str, one.sums(connection, Query()))) for one in (lines, short)]
    found += ["sums"] if sums[0] != sums[1] else []
    return found


@pytest.mark.parametrize("name", LISTS)
def test_sql_says_what_the_rows_say(desk: Desk, name: str) -> None:
    """Every field, every chip, every total; and a page is the rows themselves."""
    lines, read = LISTS[name]
    with desk.office.reading() as connection:
        rows = list(read(connection))
        assert len(rows) > 3
        keys = lines.find(connection, Query())
        assert {lines.key_of(row) for row in rows} == set(keys)
        assert agree(connection, lines, rows) == []
        page = lines.rows(connection, keys[1:3])
        assert all(row in rows for row in page)
        assert lines.counts(connection)[0] == len(rows)


def test_what_waits_is_at_hand_without_the_whole_list(desk: Desk) -> None:
    """What can be paid and what is only noted; the panel has the newest besides."""
    with desk.office.reading() as connection:
        rows = delivery_rows(connection)
        noted = [row for row in rows if row.status == Status.NOT_INSPECTED]
        payable = [row for row in rows if row.payable > 0]
        assert noted
        assert sorted(row.key for row in rows_to_pay(connection)) == sorted(
            row.key for row in [*noted, *payable]
        )
        at_hand = rows_at_hand(connection)
        assert set(noted) < set(at_hand) <= set(rows)


def test_a_row_that_says_otherwise_is_seen(desk: Desk) -> None:
    """The comparison complains when a field of the rows is not what SQL finds."""
    lines, _ = LISTS["supply"]
    with desk.office.reading() as connection:
        rows = [replace(row, value=7 if row.value else row.value) for row in handover_rows(connection)]
        assert "value" in agree(connection, lines, rows)


def test_the_book_is_sound(desk: Desk) -> None:
    """All of it was done by acts; nothing is left unexplained."""
    assert selfcheck.check(desk.office) == ()
