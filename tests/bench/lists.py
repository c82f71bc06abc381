"""A list of 100,000 rows opened, sorted, searched and scrolled, beside hand-written SQL (G16)."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from ikm_desktop.office.book import Office
from ikm_desktop.office.listing import Query, SortKey
from ikm_desktop.office.listing_sql import SqlLines
from ikm_desktop.storage.engine import BOOK_NAME, connect
from ikm_desktop.supply.lists import HandoverRow, handover_lines
from tests.bench import acts
from tests.bench.figures import Figure
from tests.bench.programme import DAY
from ui.common.work import wait_for_all

ROWS = 100_000
ROUNDS = 5
PAGE = 200
WORDS = "pe1 kain"
_APART = 1_000_000
"""Further apart than any ids of the book that is multiplied."""

_ORIGINALS = """
CREATE TEMP TABLE one AS SELECT * FROM voucher WHERE kind = 'supply';
CREATE TEMP TABLE written AS SELECT * FROM line WHERE voucher IN (SELECT id FROM one);
CREATE TEMP TABLE pictured AS
SELECT paper, no, voucher FROM paper_subject WHERE voucher IN (SELECT id FROM one);
CREATE TEMP TABLE letter AS SELECT * FROM paper WHERE id IN (SELECT paper FROM pictured);
"""
_MULTIPLY = (
    """
INSERT INTO voucher (id, entry, kind, letter_date, day, store, counterpart, batch, reason, details)
SELECT id + :add, entry, kind, date(letter_date, :days), date(day, :days), store, counterpart, batch, reason,
       details FROM one
""",
    """
INSERT INTO line (id, voucher, no, item, quantity, value, price, grade, reason)
SELECT id + :add, voucher + :add, no, item, quantity, value, price, grade, reason FROM written
""",
    """
INSERT INTO paper (id, entry, kind, series, year, number, letter_date, subject, party, batch, state, digest)
SELECT id + :add, entry, kind, series, year, number || '-' || :add, date(letter_date, :days), subject, party,
       batch, state, digest FROM letter
""",
    "INSERT INTO paper_subject (paper, no, voucher) SELECT paper + :add, no, voucher + :add FROM pictured",
)

# --- by hand ----------------------------------------------------------------------------------------

_NUMBER = """
coalesce((SELECT p.number FROM paper_subject s JOIN paper p ON p.id = s.paper WHERE s.voucher = v.id
          ORDER BY p.state = 'valid' DESC, p.number IS NOT NULL DESC, p.id LIMIT 1), '')"""
_VALUE = "(SELECT sum(l.value) FROM line l WHERE l.voucher = v.id)"
_UNDONE = "(SELECT {} FROM voucher r JOIN line b ON b.voucher = r.id WHERE r.reverses = v.id)"
_GOODS = """
(SELECT group_concat(h, ', ') FROM (
   SELECT coalesce(nullif(i.short_name, ''), i.name) AS h FROM line l JOIN item i ON i.id = l.item
   WHERE l.voucher = v.id GROUP BY h ORDER BY min(l.no)))"""
_PARTY = "(SELECT name FROM place WHERE id = v.counterpart)"
_BATCH = "coalesce((SELECT name FROM batch WHERE id = v.batch), '')"
_STATUS = f"""
CASE WHEN {_UNDONE.format("count(*)")} = 0 THEN 'Ditandatangani'
     WHEN {_UNDONE.format("sum(b.quantity)")} >= (SELECT sum(l.quantity) FROM line l WHERE l.voucher = v.id)
     THEN 'Dibalik' ELSE 'Dibalik sebagian' END"""
_FROM = "FROM voucher v WHERE v.kind IN ('supply', 'return', 'purchase', 'vendor_return')"
_OWN = "v.letter_date DESC, v.entry DESC, v.id"
_IDS = f"SELECT v.id {_FROM} ORDER BY {_OWN}"
_BY_VALUE = f"SELECT v.id {_FROM} ORDER BY {_VALUE} DESC NULLS LAST, {_OWN}"
_FOUND = f"""
SELECT v.id {_FROM} AND has_all({_NUMBER} || char(10) || v.kind || char(10) || {_PARTY} || char(10)
       || {_BATCH} || char(10) || {_GOODS} || char(10) || {_STATUS}, :words) ORDER BY {_OWN}"""
_COUNTS = f"""
SELECT count(*), sum({_STATUS} = 'Disiapkan'), sum({_STATUS} IN ('Disiapkan', 'Belum kembali')),
       sum(v.letter_date BETWEEN :first AND :last), sum({_BATCH} = 'Angkatan 1'), sum(v.kind = 'return'),
       sum(v.kind = 'purchase') {_FROM}"""
_SUMS = f"""
SELECT count(*), sum({_STATUS} IN ('Disiapkan', 'Belum kembali')),
       sum(coalesce({_VALUE}, 0) - coalesce({_UNDONE.format("sum(b.value)")}, 0)) {_FROM}"""
_PAGE = f"""
SELECT v.id, v.letter_date, v.day, v.kind, {_NUMBER}, {_PARTY}, {_BATCH}, {_GOODS}, {_VALUE}, {_STATUS},
       v.reason FROM voucher v WHERE v.id IN (SELECT value FROM json_each(?))"""


def fill(folder: Path, rows: int = ROWS) -> Path:
    """Make a book with so many handovers: those of a few batches, over and over on other days."""
    filled = acts.fill(folder, 4, 0)
    connection = connect(filled.folder / BOOK_NAME)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA defer_foreign_keys=ON")
    connection.executescript(_ORIGINALS)
    some = connection.execute("SELECT count(*) FROM one").fetchone()[0]
    connection.execute("BEGIN")
    for time_ in range(1, rows // some + 1):
        values = {"add": time_ * _APART, "days": f"+{time_ % 3000} days"}
        for statement in _MULTIPLY:
            connection.execute(statement, {name: values[name] for name in values if f":{name}" in statement})
    connection.execute("COMMIT")
    connection.close()
    return filled.folder


def measure(folder: Path) -> list[Figure]:
    """Return the CPU time of what a list is asked, beside that of hand-written SQL."""
    bare = connect(folder / BOOK_NAME, "ro")
    lines = handover_lines(DAY, "Angkatan 1")
    page = [row[0] for row in bare.execute(_IDS).fetchmany(PAGE)]
    month = {"first": DAY.replace(day=1).isoformat(), "last": (DAY + timedelta(days=7)).isoformat()}

    def hand(statement: str, values: Any = ()) -> Callable[[], object]:  # noqa: ANN401 - the driver's own
        def work() -> object:
            found = bare.execute(statement, values).fetchall()
            return found, bare.execute(_PAGE, (str([row[0] for row in found[:PAGE]]),)).fetchall()

        return work

    with Office(folder) as office, office.reading() as connection:

        def ours(query: Query) -> Callable[[], object]:
            return lambda: lines.rows(connection, lines.find(connection, query)[:PAGE])

        newest, dearest = (
            Query(sort=(SortKey("letter_date", descending=True),)),
            Query(sort=(SortKey("value", descending=True),)),
        )
        middle = lines.find(connection, newest)[ROWS // 2 : ROWS // 2 + PAGE]
        works: tuple[tuple[str, Callable[[], object], Callable[[], object], float | None], ...] = (
            ("opened / hand SQL", ours(newest), hand(_IDS), 3.0),
            ("sorted by value / hand SQL", ours(dearest), hand(_BY_VALUE), 3.0),
            ("searched / hand SQL", ours(Query(words=WORDS)), hand(_FOUND, {"words": WORDS}), 3.0),
            (
                "chips and totals / hand SQL",
                lambda: (lines.counts(connection), lines.sums(connection, newest)),
                lambda: (bare.execute(_COUNTS, month).fetchall(), bare.execute(_SUMS).fetchall()),
                3.0,
            ),
            (
                "a page further down / hand SQL",
                lambda: lines.rows(connection, middle),
                lambda: bare.execute(_PAGE, (str(page),)).fetchall(),
                None,
            ),
        )
        found = [_figure(*work) for work in works]
        in_window = _in_the_window(office, lines, newest, dearest)
    bare.close()
    return [*found, *in_window]


def _figure(name: str, ours: Callable[[], object], hand: Callable[[], object], goal: float | None) -> Figure:
    times = [(_cpu(ours), _cpu(hand)) for _ in range(ROUNDS + 1)][1:]
    value, baseline = (median(each) * 1000 for each in zip(*times, strict=True))
    return Figure(f"G16 list of {ROWS:,} rows {name}", value, "ms CPU", baseline, goal)


def _cpu(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _in_the_window(
    office: Office, lines: SqlLines[HandoverRow], newest: Query, dearest: Query
) -> list[Figure]:
    """Return what a list costs in the window, until its rows, counts and totals are painted.

    The yardstick is the room's own answer to the same questions; scrolling through 50 screens is told beside
    the rows of the pages alone.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.app import make_application
    from ui.common import asking
    from ui.common.list_page import ListPage
    from ui.supply.listing import handovers_listing
    from ui.theme.look import Look

    application = make_application(["bench"])
    asking.PATIENCE_MS = 60_000
    page = ListPage(office, Look(application), handovers_listing(DAY, "Angkatan 1"))
    page.resize(1366, 600)
    page.show()
    screens = [step * (ROWS // 50) for step in range(50)]

    def painted(work: Callable[[], object]) -> Callable[[], object]:
        return lambda: (work(), page.grab())

    def asked(query: Query, *, again: bool) -> Callable[[], object]:
        def work() -> object:
            with office.reading() as connection:
                keys = lines.find(connection, query)
                counts = lines.counts(connection) if again else None
                return lines.rows(connection, keys[:PAGE]), counts, lines.sums(connection, query)

        return work

    def read_again() -> None:
        # As after an act; a book that did not change is not read again.
        page._read = None
        page.reload()

    def scroll() -> None:
        for line in screens:
            page.table.scrollTo(page.table.list_model.index(line, 0))
            page.table.viewport().grab()

    def pages() -> None:
        keys = page.keys
        for line in screens:
            with office.reading() as connection:
                lines.rows(connection, keys[line // PAGE * PAGE :][:PAGE])

    found = [
        _figure("opened in the window / asked", painted(read_again), asked(newest, again=True), 3.0),
        _figure(
            "sorted in the window / asked",
            painted(lambda: page.table.sort_by(dearest.sort)),
            asked(dearest, again=False),
            3.0,
        ),
        _figure("scrolled 50 screens / their rows read", scroll, pages, None),
    ]
    page.close()
    wait_for_all()
    return found
