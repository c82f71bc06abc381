"""Finding one of 10,000 people while one types, beside the tenth of a second that seems immediate."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.participants.bulk import add_people
from ikm_desktop.participants.directory import directory
from ikm_desktop.participants.doubles import look_alikes, suspected_pairs
from ikm_desktop.participants.search import find
from tests.bench.figures import Figure

PEOPLE, ROUNDS = 10_000, 9
_IMMEDIATE_MS = 100.0
_FIRST = (
    "Maria Yohanes Adelina Goreti Naomi Katarina Yosefa Petrus Agustinus Elisabet Theresia Fransiska".split()
)
_LAST = "Bria Seran Klau Nahak Tae Bere Taolin Usboko Sabu Dethan Manafe Ndun Lay Benu Tefa Boimau".split()
_TYPED = ("mar", "maria bri", "bria maria", "0812000042", "joseva klaw", "adelima clauu")


def measure() -> list[Figure]:
    """Return the figures: a key pressed, look-alikes beside a form, all suspected pairs."""
    with (
        tempfile.TemporaryDirectory(prefix="ikm-bench-") as folder,
        book.create(Path(folder) / "data", durable=False) as office,
    ):
        set_up(office)
        with office.act("fill") as act:
            add_people(act, _people())
        with office.reading() as connection:
            directory(connection)
            born = date(1985, 8, 17)
            timed: tuple[tuple[str, Callable[[], float]], ...] = (
                ("find while typing, slowest of six", lambda: max(_ms(find, connection, w) for w in _TYPED)),
                (
                    "look-alikes beside a form",
                    lambda: _ms(look_alikes, connection, name="Maria Yosefa Bria", born=born, phone="0812"),
                ),
                ("all suspected pairs", lambda: _ms(suspected_pairs, connection)),
            )
            return [
                Figure(
                    f"10,000 people: {name}", median(run() for _ in range(ROUNDS)), "ms", _IMMEDIATE_MS, 1.0
                )
                for name, run in timed
            ]


def _ms(work: Callable[..., object], *arguments: object, **named: object) -> float:
    begin = time.perf_counter()
    work(*arguments, **named)
    return (time.perf_counter() - begin) * 1000


def _people() -> list[dict[str, object]]:
    chance = random.Random(10)
    rows: list[dict[str, object]] = []
    for no in range(PEOPLE):
        born = date(1955 + chance.randrange(48), 1 + chance.randrange(12), 1 + chance.randrange(28))
        name = (
            f"{chance.choice(_FIRST)} {chance.choice(_FIRST)} {chance.choice(_LAST)} {chance.choice(_LAST)}"
        )
        nik = f"539999{born.day + 40:02}{born:%m%y}{no:04}"
        row = {"name": name, "nik": nik, "born": born, "sex": "P", "phone": f"0812{no:08}"}
        rows.append({**row, "village": chance.choice(_LAST), "business": f"Usaha CONTOH {no}"})
    return rows
