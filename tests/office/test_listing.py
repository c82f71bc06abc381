"""Long lists answer in SQL what short ones answer in memory: the two are each other's proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ikm_desktop.office.book import Office
from ikm_desktop.office.listing import Chip, Field, Holds, How, Query, ShortLines, SortKey, Sum, Term
from ikm_desktop.office.listing_sql import Part, Question, SqlLines
from ikm_desktop.storage.engine import connect
from tests.factories import books


@dataclass(frozen=True, slots=True)
class Thing:
    """A row of everything a list can hold."""

    key: int
    name: str
    word: str
    number: int | None
    day: date | None
    flag: int


FIELDS: tuple[Field[Thing], ...] = (
    Field("name", "Nama", Holds.TEXT, lambda row: row.name),
    Field("word", "Jenis", Holds.WORD, lambda row: row.word, ("Bahan", "Produk")),
    Field("number", "Jumlah", Holds.NUMBER, lambda row: row.number),
    Field("day", "Tanggal", Holds.DAY, lambda row: row.day),
    Field("flag", "Ya", Holds.FLAG, lambda row: row.flag),
)
CHIPS = (
    Chip("Bahan", (Term("word", How.IS, ("bahan",)),)),
    Chip("Banyak", (Term("number", How.BETWEEN, (3, None)),)),
)
FIGURES = (Sum("sum", "number"), Sum("flags", terms=(Term("flag", How.IS, (1,)),)))
_metadata = sa.MetaData()
THING = sa.Table(
    "thing",
    _metadata,
    *(sa.Column(name, sa.Integer, primary_key=name == "key") for name in ("key", "number", "flag")),
    *(sa.Column(name, sa.Text) for name in ("name", "word", "day")),
)


def _page(connection: sa.Connection, keys: Sequence[int]) -> list[Thing]:
    rows = connection.execute(sa.select(THING).where(THING.c.key.in_(keys))).mappings()
    return [Thing(**{**row, "day": date.fromisoformat(row["day"]) if row["day"] else None}) for row in rows]


LONG = SqlLines(
    # Two parts, as vouchers and prepared papers are.
    parts=lambda: [Part(THING, THING.c.key % 2 == rest, {**THING.c}) for rest in (0, 1)],
    all_fields=FIELDS,
    search=("name", "word"),
    page=_page,
    key_of=lambda row: row.key,
    chips=CHIPS,
    figures=FIGURES,
    group="word",
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sa.Connection]:
    """A connection as books have them, with one table."""
    path = tmp_path / "things"
    engine = sa.create_engine("sqlite+pysqlite://", creator=lambda: connect(path, "rwc"))
    with engine.connect() as made:
        made.exec_driver_sql("PRAGMA synchronous=OFF")
        _metadata.create_all(made)
        yield made
    engine.dispose()


def _written(connection: sa.Connection, things: Sequence[Thing]) -> ShortLines[Thing]:
    """Put things into the table; return the list that has them in memory."""
    connection.execute(sa.delete(THING))
    if things:
        values = [
            {name: getattr(one, name) for name in ("key", "name", "word", "number", "flag")}
            | {"day": one.day and one.day.isoformat()}
            for one in things
        ]
        connection.execute(sa.insert(THING), values)
    short = ShortLines(
        all_rows=lambda _connection: sorted(things, key=lambda one: one.key),
        all_fields=FIELDS,
        search=LONG.search,
        identity=lambda row: row.key,
        chips=CHIPS,
        figures=FIGURES,
        group="word",
    )
    short.read(connection)
    return short


words = st.sampled_from(["", "Kain", "kain katun", "Flobamora", "Élan vital", "élan", "Karet 5%", "x_y"])
days = st.none() | st.dates(date(2020, 8, 1), date(2020, 8, 4))
numbers = st.none() | st.integers(-2, 5)
things = st.lists(
    st.builds(
        Thing,
        key=st.integers(1, 40),
        name=words,
        word=st.sampled_from(["", "Bahan", "Produk"]),
        number=numbers,
        day=days,
        flag=st.integers(0, 1),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


def _terms() -> st.SearchStrategy[Term]:
    values = {"name": words, "word": words, "number": numbers, "day": days, "flag": st.integers(0, 1)}

    def of(one: Field[Thing]) -> st.SearchStrategy[Term]:
        value, filled = values[one.key], values[one.key].filter(lambda value: value is not None)
        return st.sampled_from(one.hows).flatmap(
            lambda how: {
                How.IS: st.builds(Term, st.just(one.key), st.just(how), st.tuples(filled, filled)),
                How.CONTAINS: st.builds(Term, st.just(one.key), st.just(how), st.tuples(words)),
                How.BETWEEN: st.builds(Term, st.just(one.key), st.just(how), st.tuples(value, value)),
            }.get(how, st.just(Term(one.key, how)))
        )

    return st.sampled_from(FIELDS).flatmap(of)


keys = st.builds(SortKey, st.sampled_from([one.key for one in FIELDS]), st.booleans())
queries = st.builds(
    Query,
    words=words,
    terms=st.lists(_terms(), max_size=2).map(tuple),
    sort=st.lists(keys, max_size=2).map(tuple),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(things=things, query=queries)
def test_sql_and_memory_answer_alike(connection: sa.Connection, things: list[Thing], query: Query) -> None:
    """The same rows in the same order, the same counts and sums, for any question."""
    short = _written(connection, things)
    found = LONG.find(connection, query)
    expected = short.find(connection, query)
    rows = short.rows(connection, expected)
    assert LONG.rows(connection, found) == list(rows)
    assert LONG.counts(connection) == short.counts(connection)
    for some in (None, found[:3]):
        of_short = None if some is None else expected[:3]
        sums = LONG.sums(connection, query, some)
        assert sorted(map(str, sums)) == sorted(map(str, short.sums(connection, query, of_short)))


def test_a_wrong_answer_is_seen(connection: sa.Connection) -> None:
    """The comparison complains of a list that sorts the other way round."""
    things = [Thing(key, "x", "", key, None, 0) for key in (1, 2, 3)]
    short = _written(connection, things)
    asked = Query(sort=(SortKey("number", descending=True),))
    wrong = LONG.find(connection, replace(asked, sort=(SortKey("number"),)))
    assert LONG.rows(connection, wrong) != list(short.rows(connection, short.find(connection, asked)))


def test_a_row_that_is_gone_is_none(connection: sa.Connection) -> None:
    """Pages keep their places though a row has left the book."""
    _written(connection, [Thing(4, "Kain", "Bahan", 1, None, 0)])
    assert [row and row.name for row in LONG.rows(connection, (5, 4))] == [None, "Kain"]


def test_only_what_is_asked_is_computed(connection: sa.Connection) -> None:
    """Opening by the list's own order selects no other expression."""
    seen: list[str] = []
    sa.event.listen(connection, "before_cursor_execute", lambda *values: seen.append(str(values[2])))
    LONG.find(connection, Query())
    assert 'thing."key"' in seen[-1]
    assert "thing.name" not in seen[-1]


_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An empty book."""
    return books.a_book(tmp_path / "data", today=date(2020, 8, 24))


def test_a_question_under_way_is_stopped(office: Office) -> None:
    """Even one that would never end; the book answers the next."""
    question = Question()
    answers: list[object] = ["nothing yet"]

    def ask() -> None:
        def endless(connection: sa.Connection) -> object:
            return connection.exec_driver_sql(_ENDLESS).scalar()

        answers.append(question.ask(office, endless))

    thread = Thread(target=ask)
    thread.start()
    assert question.under_way.wait(10)
    while thread.is_alive():
        # The statement may begin a moment after it was said to.
        question.stop()
        thread.join(0.01)
    assert answers == ["nothing yet", None]
    assert Question().ask(office, lambda connection: connection.execute(sa.select(1)).scalar()) == 1


def test_a_question_stopped_before_it_began_asks_nothing(office: Office) -> None:
    """Its function is not called."""
    question = Question()
    question.stop()
    assert question.ask(office, lambda _connection: pytest.fail("asked")) is None
