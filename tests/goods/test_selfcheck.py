"""Each of the twenty checks must complain of what breaks it, and name the voucher or the person."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.goods.book_at_rest import (
    BookAtRest,
    a_book_at_rest,
    a_copy,
    findings,
    forging,
    seal_again,
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookAtRest:
    """A finished book; tests work on copies."""
    return a_book_at_rest(tmp_path_factory.mktemp("selfcheck") / "buku")


@dataclass(frozen=True)
class Forgery:
    """What a careful forger does (the chain is recomputed after it), and who is to be named by which check.

    sql: with {names} of the book's ids; named: a voucher of the book, or text of the sentence.
    """

    code: int
    sql: str
    named: str
    sealed: bool = True

    def __str__(self) -> str:
        return f"{self.code}: {self.sql[:60]}"


_LINE_OF = "(SELECT min(id) FROM line WHERE voucher = {{{}}})"
_BROUGHT_BY = "brought IN (SELECT id FROM move WHERE voucher = {{{}}})"

FORGERIES = (
    Forgery(1, "UPDATE move SET from_place = {ketut} WHERE voucher = {distribution}", "distribution"),
    Forgery(1, "UPDATE move SET source = source - 1 WHERE voucher = {return}", "return"),
    Forgery(1, "UPDATE move SET first = 10000000 WHERE voucher = {distribution}", "distribution"),
    Forgery(1, "DELETE FROM move WHERE voucher = {opening}", "opening"),
    Forgery(1, "UPDATE move SET lot = 999 WHERE voucher = {distribution}", "distribution"),
    Forgery(
        2,
        "UPDATE holding SET since = '2020-08-06' WHERE " + _BROUGHT_BY.format("return"),
        "return",
    ),
    Forgery(
        2,
        "UPDATE holding SET quantity = quantity - 1 WHERE " + _BROUGHT_BY.format("return"),
        "return",
    ),
    Forgery(
        2,
        "UPDATE holding SET place = {ketut} WHERE " + _BROUGHT_BY.format("give_back"),
        "give_back",
    ),
    Forgery(
        2,
        "DELETE FROM holding WHERE " + _BROUGHT_BY.format("give_back"),
        "give_back",
    ),
    Forgery(2, "UPDATE holding SET lot_day = '2020-08-01' WHERE item = {thread}", "Benang"),
    Forgery(
        2,
        "UPDATE holding SET brought = brought - 1 WHERE " + _BROUGHT_BY.format("give_back"),
        "Masker kain",
    ),
    Forgery(3, "UPDATE move SET cost = cost + 1 WHERE voucher = {distribution}", "distribution"),
    Forgery(
        3,
        "UPDATE lot SET value = value + 1000 WHERE line = (SELECT id FROM line WHERE voucher = {cotton})",
        "cotton",
    ),
    Forgery(4, "UPDATE move SET since = '2020-08-09' WHERE voucher = {distribution}", "distribution"),
    Forgery(
        4,
        "UPDATE move SET day = '2020-08-09', since = '2020-08-09' WHERE voucher = {distribution}",
        "distribution",
    ),
    Forgery(5, "UPDATE move SET day = '2020-08-20' WHERE voucher = {supply}", "delivery"),
    Forgery(
        6, "UPDATE move SET cost = cost + 1 WHERE voucher = {delivery 2} AND to_place = {store}", "delivery 2"
    ),
    Forgery(7, "UPDATE voucher SET counterpart = {ketut} WHERE id = {supply}", "supply"),
    Forgery(7, "UPDATE voucher SET store = {vendor} WHERE id = {purchase}", "purchase"),
    Forgery(7, "UPDATE move SET to_place = {ketut} WHERE voucher = {supply}", "supply"),
    Forgery(7, "UPDATE place SET kind = 'wasted' WHERE id = {mosque}", "distribution"),
    Forgery(7, "UPDATE voucher SET kind = 'waste' WHERE id = {return}", "return"),
    Forgery(8, "UPDATE line SET quantity = quantity + 1 WHERE voucher = {return}", "return"),
    Forgery(8, "UPDATE line SET value = value + 1 WHERE voucher = {supply}", "supply"),
    Forgery(8, "UPDATE line SET item = {thread} WHERE voucher = {return}", "return"),
    Forgery(8, "UPDATE voucher SET day = '2020-08-06' WHERE id = {return}", "return"),
    Forgery(
        8,
        "UPDATE lot SET day = '2020-08-01' WHERE line IN (SELECT id FROM line WHERE voucher = {purchase})",
        "purchase",
    ),
    Forgery(8, "DELETE FROM line WHERE voucher = {return}", "return"),
    Forgery(8, "DELETE FROM move WHERE id = (SELECT min(id) FROM move WHERE voucher = {supply})", "supply"),
    Forgery(8, "UPDATE line SET delivered = 13, rejected = 3 WHERE voucher = {delivery}", "delivery"),
    Forgery(8, "UPDATE move SET entry = entry - 1 WHERE voucher = {return}", "return"),
    Forgery(9, "UPDATE line SET price = 6000 WHERE voucher = {delivery}", "delivery"),
    Forgery(9, "UPDATE line SET accepted = 11 WHERE voucher = {delivery}", "delivery"),
    Forgery(9, "UPDATE line SET accepted = 11, rejected = 1 WHERE voucher = {delivery}", "delivery"),
    Forgery(10, "UPDATE move SET first = first + 1 WHERE voucher = {reversal} AND item = {mask}", "reversal"),
    Forgery(10, "UPDATE move SET to_place = {ketut} WHERE voucher = {reversal 2}", "reversal 2"),
    Forgery(10, "UPDATE line SET refers = 1 WHERE voucher = {reversal 2}", "reversal 2"),
    Forgery(10, "UPDATE voucher SET reverses = {purchase} WHERE id = {reversal 2}", "reversal 2"),
    Forgery(10, "UPDATE move SET reverses = NULL WHERE voucher = {reversal 2}", "reversal 2"),
    Forgery(11, "UPDATE pin SET quantity = quantity - 1 WHERE prepared = {prepared}", "BAST"),
    Forgery(11, "DELETE FROM pin WHERE prepared = {prepared}", "BAST"),
    Forgery(11, "UPDATE pin SET prepared = 1 WHERE prepared = {prepared}", "Tanda terima bahan"),
    Forgery(11, "UPDATE prepared SET from_place = {ketut} WHERE id = {prepared}", "BAST"),
    Forgery(11, "UPDATE prepared SET letter_date = '2020-08-09' WHERE id = {prepared}", "BAST"),
    Forgery(11, "UPDATE prepared SET body = '[1' WHERE id = {prepared}", "BAST"),
    Forgery(
        11,
        "INSERT INTO pin SELECT prepared, no, lot, first + 1, 1 FROM pin WHERE prepared = {prepared}",
        "BAST",
    ),
    Forgery(11, "UPDATE prepared SET to_place = {ketut} WHERE voucher = {supply}", "supply"),
    Forgery(11, "UPDATE prepared SET voucher = {purchase} WHERE voucher = {distribution}", "purchase"),
    Forgery(11, "UPDATE prepared SET voucher = 999 WHERE voucher = {distribution}", "BAST"),
    Forgery(12, "UPDATE payment_line SET gross = 60000, net = 60000", "payment"),
    Forgery(12, "UPDATE payment_line SET net = net - 1", "payment"),
    Forgery(12, "UPDATE payment_line SET refers = (SELECT id FROM line WHERE voucher = {supply})", "payment"),
    Forgery(12, "DELETE FROM payment_line", "payment"),
    Forgery(
        13,
        "UPDATE holding SET quantity = quantity - 1 WHERE " + _BROUGHT_BY.format("return"),
        "return",
    ),
    Forgery(14, "INSERT INTO period_event VALUES (1, '2020-08-04', 'tutup buku')", "purchase"),
    Forgery(14, "INSERT INTO period_event SELECT max(entry), '2020-08-12', 'tutup buku' FROM act", "BAST"),
    Forgery(15, "UPDATE paper SET sequence = 99, number = '530/099/DPP/VIII/2020' WHERE id = 1", "530"),
    Forgery(16, "UPDATE voucher SET reason = 'lain' WHERE id = {return}", "return", sealed=False),
    Forgery(
        16,
        "DELETE FROM move WHERE id = (SELECT min(id) FROM move WHERE voucher = {supply})",
        "supply",
        sealed=False,
    ),
    Forgery(
        16,
        "UPDATE act SET actor = 'Orang lain' WHERE entry = (SELECT entry FROM voucher WHERE id = {return})",
        "return",
        sealed=False,
    ),
    Forgery(
        16,
        "DELETE FROM act WHERE entry = (SELECT entry FROM voucher WHERE id = {return})",
        "return",
        sealed=False,
    ),
    Forgery(16, "UPDATE voucher SET entry = 9999 WHERE id = {return}", "return"),
    Forgery(18, "UPDATE participant SET name = 'Sitti CONTOH' WHERE name = 'Siti CONTOH'", "Siti CONTOH"),
    Forgery(
        17,
        f"UPDATE count_line SET book = 7, counted = 7 WHERE line = {_LINE_OF.format('count')}",
        "count",
    ),
    Forgery(
        17,
        f"UPDATE count_line SET counted = counted + 1 WHERE line = {_LINE_OF.format('count 2')}",
        "count 2",
    ),
    Forgery(
        17,
        f"UPDATE count_line SET counted = book, difference = 0 WHERE line = {_LINE_OF.format('count 2')}",
        "count 2",
    ),
    Forgery(17, f"DELETE FROM count_line WHERE line = {_LINE_OF.format('count')}", "count"),
    Forgery(
        17,
        f"UPDATE count_line SET book = book + 1 WHERE line = {_LINE_OF.format('wrong count')}",
        "wrong count",
    ),
    Forgery(
        18, "UPDATE participant SET nik = '5399990101010001' WHERE name = 'Maria CONTOH'", "Maria CONTOH"
    ),
    Forgery(18, "UPDATE place SET name = 'Orang lain' WHERE id = {maria}", "Maria CONTOH"),
    Forgery(18, "UPDATE item SET name = 'Kain sutra' WHERE id = {cloth}", "Kain sutra"),
    Forgery(18, "UPDATE price SET price = price + 1", "Masker kain"),
    Forgery(18, "UPDATE institution SET members = 1000", "Masjid Raya CONTOH"),
    Forgery(18, "UPDATE enrolment SET no = 9 WHERE no = 1", "Siti CONTOH"),
    Forgery(18, "UPDATE paper SET party = 'Lembaga lain' WHERE id = 1", "530"),
    Forgery(20, "DELETE FROM voucher WHERE id = {return}", "return"),
    Forgery(20, "UPDATE line SET refers = 12345 WHERE voucher = {return}", "return"),
    Forgery(20, "UPDATE move SET quantity = -5 WHERE voucher = {return}", "CHECK"),
)


def _ids(book: BookAtRest) -> dict[str, int]:
    homes = {name.split()[0].lower(): place for name, place in book.places.items()}
    return {**book.vouchers, **homes, **book.places, **book.items, "prepared": book.prepared["distribution"]}


@pytest.mark.parametrize("forgery", FORGERIES, ids=str)
def test_a_forgery_is_named_by_its_check(book: BookAtRest, tmp_path: Path, forgery: Forgery) -> None:
    """The check in question names the voucher (a person by name), also when the chain was recomputed."""
    folder = a_copy(book, tmp_path / "buku")
    with forging(folder) as connection:
        changed = connection.execute(forgery.sql.format_map(_ids(book))).rowcount
        assert changed
    if forgery.sealed:
        seal_again(folder)
    found = [finding for finding in findings(folder) if finding.code == forgery.code]
    voucher = book.vouchers.get(forgery.named)
    if voucher is None:
        assert any(forgery.named in finding.sentence for finding in found), found
    else:
        assert voucher in {finding.voucher for finding in found}, found
    if forgery.sealed and forgery.code not in (16, 20):
        assert not [finding for finding in findings(folder) if finding.code == 16]


def test_a_sound_book_gives_no_findings(book: BookAtRest) -> None:
    """Purchases, kits, deliveries, payments, returns and reversals leave nothing to complain of."""
    assert findings(book.folder) == ()


def test_what_was_found_names_paper_place_item_and_day(book: BookAtRest, tmp_path: Path) -> None:
    """A finding can be looked up: by the paper's number, the place, the item and the day."""
    folder = a_copy(book, tmp_path / "buku")
    with forging(folder) as connection:
        connection.execute(
            "UPDATE move SET cost = cost + 1 WHERE voucher = ?", (book.vouchers["distribution"],)
        )
    found = next(finding for finding in findings(folder) if finding.code == 3)
    assert found.paper == "BAST 530/005/DPP/VIII/2020"
    assert (found.item, found.day) == ("Masker kain", date(2020, 8, 12))
    assert found.place == "Gudang Utama"
    for said in ("BAST 530/005/DPP/VIII/2020", "Masker kain", "12-08-2020", "Masjid Raya CONTOH"):
        assert said in found.sentence


def test_people_are_checked_where_no_room_of_theirs_is_loaded(book: BookAtRest, tmp_path: Path) -> None:
    """The tables to look at are the book's own, not those some module happened to declare."""
    folder = a_copy(book, tmp_path / "buku")
    with forging(folder) as connection:
        connection.execute("UPDATE participant SET name = 'Orang lain' WHERE name = 'Siti CONTOH'")
    program = (
        "import sys; from pathlib import Path; from ikm_desktop.goods.selfcheck import check_folder; "
        "print(*check_folder(Path(sys.argv[1])), sep='\\n')"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, str(folder)], check=True, capture_output=True, text=True
    )
    assert said.stdout == "Peserta Orang lain, Siti CONTOH diubah di luar program.\n"
