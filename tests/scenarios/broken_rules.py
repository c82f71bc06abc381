"""Rules of the journal taken out of a copy of the program, one at a time: the ledger's machine must notice.

`python -m tests.scenarios.broken_rules` takes each of the named rules out and prints what became of it;
`--all` the further ones, too. It ends with 1 if any of them survives.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Broken:
    """A rule of the journal, and how one line of the program breaks it."""

    rule: str
    module: str
    sound: str
    broken: str

    def __str__(self) -> str:
        return self.rule


NAMED = (
    Broken(
        "first in, first out goes by the lot's day",
        "goods/shelf.py",
        "        for held in self._in_order(place, item):",
        "        for held in sorted(self._in_order(place, item), key=lambda one: -one.run.lot):",
    ),
    Broken(
        "pinned units are passed over",
        "goods/shelf.py",
        "held.free = without((held.run.first, held.run.end), pins[key])",
        "held.free = [(held.run.first, held.run.end)]",
    ),
    Broken(
        "only what lay there by the day can leave",
        "goods/shelf.py",
        "if held.since > day or not held.free",
        "if not held.free",
    ),
    Broken(
        "a run costs what the formula says",
        "goods/runs.py",
        "    return lot_value * (first + quantity) // lot_quantity - lot_value * first // lot_quantity",
        "    return lot_value * quantity // lot_quantity",
    ),
    Broken(
        "nothing is booked in a closed period or before a count",
        "goods/days.py",
        '    guard = connection.execute(_GUARD, {"day": day}).one()\n',
        '    if day:\n        return []\n    guard = connection.execute(_GUARD, {"day": day}).one()\n',
    ),
    Broken(
        "what has moved on is not reversed",
        "goods/reversal_units.py",
        "    if there < asked:\n",
        "    if asked < 0:\n",
    ),
    Broken(
        "what gives way to a late entry is taken back from the latest on",
        "goods/insertion.py",
        "    for one in reversed(gone):\n",
        "    for one in gone:\n",
    ),
)
"""The rules that CONTRIBUTING names."""

FURTHER = (
    Broken(
        "the latest of those who took the goods give way first",
        "goods/giving_way.py",
        "    .order_by(_m.day.desc(), _m.entry.desc(), _m.id.desc())\n",
        "    .order_by(_m.day, _m.entry, _m.id)\n",
    ),
    Broken(
        "what gave way comes back in the book's order",
        "goods/copies.py",
        "    for one in gone:\n",
        "    for one in reversed(gone):\n",
    ),
    Broken(
        "a count that gave way still finds what was counted",
        "goods/copies.py",
        "            counted[line.row.id],\n",
        "            book.get(line.row.item, 0),\n",
    ),
    Broken(
        "what was handed on does not come back",
        "goods/reported.py",
        "        if not known.reports or one.asked <= possible:\n",
        "        if True:\n",
    ),
    Broken(
        "a part of a line takes its highest units",
        "goods/standing.py",
        "            start = max(a, b - quantity)\n",
        "            start, b = a, min(b, a + quantity)\n",
    ),
    Broken(
        "on its own day a reversal restores the old since",
        "goods/reversal.py",
        "since=move.since if voucher.day == original_day else None",
        "since=None",
    ),
    Broken(
        "materials are rounded once a maker",
        "goods/recipes.py",
        "        return self.need(line, before + pieces) - self.need(line, before)",
        "        return self.need(line, pieces)",
    ),
    Broken(
        "a count takes nothing that came later",
        "goods/counts.py",
        "Wanted(place, line.item.id, -difference, voucher.day, position)",
        "Wanted(place, line.item.id, -difference, journal.act.today, position)",
    ),
    Broken(
        "a stale sheet is not posted",
        "goods/counts.py",
        "if book.get(line.item.id, 0) != line.book]",
        "if line.book < 0]",
    ),
    Broken(
        "what a count has corrected is not reversed",
        "goods/reversal_units.py",
        "    hit = [row for row in rows if (row.place, row.item) in touched]",
        "    hit = [row for row in rows if not touched]",
    ),
    Broken(
        "no more is paid than is owed",
        "buyback/payment.py",
        "        if asked > account.payable or asked < 1:",
        "        if asked < 1:",
    ),
    Broken(
        "a product costs what the price list says for its day",
        "goods/prices.py",
        '        t.price.c.valid_from <= sa.bindparam("day", type_=t.price.c.valid_from.type),\n',
        "",
    ),
)


WALK = "from tests.scenarios import test_machine as m; m.test_the_book_and_a_plain_account_of_it_agree()"
FAILED = "state = Office2020()"
"""How a walk that failed begins to be told."""


def survives(one: Broken, folder: Path) -> str:
    """Break a rule in a copy of the program made in a folder; return what the machine said if it passed.

    Empty: the machine noticed.
    """
    for part in ("ikm_desktop", "tests", "resources"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("ui"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    module = folder / "ikm_desktop" / one.module
    text = module.read_text(encoding="utf-8")
    if text.count(one.sound) != 1:
        return f"the rule stands no more where it was looked for: {one.sound!r}"
    module.write_text(text.replace(one.sound, one.broken), encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-c", WALK],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "IKM_FAULTS": "mutant", "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = found.stdout + found.stderr
    return "" if found.returncode == 1 and FAILED in said else said or "all walks came to their end"


def main() -> int:
    """Break the rules one by one and tell."""
    rules = NAMED + FURTHER if "--all" in sys.argv[1:] else NAMED
    survivors = 0
    for one in rules:
        with tempfile.TemporaryDirectory(prefix="ikm-rule-") as folder:
            said = survives(one, Path(folder))
        survivors += bool(said)
        sys.stdout.write(f"{'SURVIVED' if said else 'noticed '}  {one.module}: {one}\n{said}")
        sys.stdout.flush()
    sys.stdout.write(f"{len(rules) - survivors} of {len(rules)} noticed\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
