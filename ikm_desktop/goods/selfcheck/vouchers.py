"""Checks 7 to 10: vouchers and their lines against the moves they made."""

from __future__ import annotations

from collections import defaultdict

from ikm_desktop import words
from ikm_desktop.goods.kinds import KINDS
from ikm_desktop.goods.runs import amount
from ikm_desktop.goods.selfcheck.book import OURS, Book, Line, Lot, Voucher
from ikm_desktop.goods.selfcheck.names import Names
from ikm_desktop.office.findings import Finding

_STORE_TO_OTHER = frozenset({"vendor_return", "supply", "give_back", "distribution"})
_OTHER_TO_STORE = frozenset({"purchase", "return", "recipient_return"})
_ONE_LOT = frozenset({"purchase", "opening"})
_WITHOUT_GOODS = frozenset({"payment", "onward_report"})


# --- 7 ----------------------------------------------------------------------------------------------


def places_fit_the_kind(book: Book, names: Names) -> list[Finding]:
    """7: goods move between the kinds of places their voucher allows, and between the places it names."""
    moves, found = book.moves, []
    for position, voucher in enumerate(moves.voucher):
        row = book.vouchers.get(voucher)
        if row is None:
            found.append(names.of_move(7, "Mutasi tanpa surat", position))
            continue
        origin, target = moves.from_place[position], moves.to_place[position]
        if row.kind == "reversal":
            reversed_voucher = book.vouchers.get(row.reverses or 0)
            if reversed_voucher is None:
                found.append(names.of_move(7, "Pembalikan tanpa surat asal", position))
                continue
            row, origin, target = reversed_voucher, target, origin
        wrong = _wrong_leg(book, row, origin, target)
        if wrong:
            found.append(names.of_move(7, wrong, position))
    return found


def _wrong_leg(book: Book, row: Voucher, origin: int, target: int) -> str:
    """Return what is wrong with a move of a voucher from one place to another, nothing when it fits."""
    leg = (book.place_kind(origin), book.place_kind(target))
    kind = KINDS.get(row.kind)
    if kind is None or leg not in kind.legs:
        return "Mutasi antara tempat yang tidak sesuai dengan jenis surat"
    if row.kind in _STORE_TO_OTHER:
        fits = (origin, target) == (row.store, row.counterpart)
    elif row.kind in _OTHER_TO_STORE:
        fits = (origin, target) == (row.counterpart, row.store)
    elif row.kind == "transfer":
        # From store to store, or from a person's double to the record that is kept: no store is named then.
        fits = row.store in (None, origin) and row.counterpart == target
    else:
        ours = [place for place, of in zip((origin, target), leg, strict=True) if of in OURS]
        named = {row.store, row.counterpart} - {None}
        fits = not named or set(ours) <= named
    return "" if fits else "Mutasi ke atau dari tempat yang tidak tertulis pada suratnya"


# --- 8 ----------------------------------------------------------------------------------------------


def lines_are_their_moves(book: Book, names: Names) -> list[Finding]:
    """8: what a voucher's lines say is what their moves and lots carry, on the voucher's day and act."""
    return [
        *_moves_are_their_vouchers(book, names),
        *_lots_are_their_lines(book, names),
        *_lines_carry_what_they_say(book, names),
        *_vouchers_have_lines(book, names),
    ]


def _moves_are_their_vouchers(book: Book, names: Names) -> list[Finding]:
    moves, found = book.moves, []
    for position, (voucher, line, lot, day, item) in enumerate(
        zip(moves.voucher, moves.line, moves.lot, moves.day, moves.item, strict=True)
    ):
        row, of, goods = book.vouchers.get(voucher), book.lines.get(line), book.lots.get(lot)
        if row is None or of is None or goods is None:
            found.append(names.of_move(8, "Mutasi tanpa surat, baris atau lot", position))
            continue
        if of.voucher != voucher:
            found.append(names.of_move(8, "Mutasi dan barisnya ada pada surat yang berlainan", position))
        if row.day != day:
            found.append(names.of_move(8, "Hari mutasi bukan hari suratnya", position))
        if row.entry != moves.entry[position]:
            found.append(names.of_move(8, "Mutasi dicatat dalam tindakan lain daripada suratnya", position))
        if goods.item != item:
            found.append(names.of_move(8, "Barang mutasi bukan barang lotnya", position))
        if not moves.source[position] and goods.line != line:
            found.append(names.of_move(8, "Lot dibuat oleh baris lain", position))
    return found


def _lots_are_their_lines(book: Book, names: Names) -> list[Finding]:
    found = []
    for lot in book.lots.values():
        line = book.lines.get(lot.line)
        row = book.vouchers.get(line.voucher) if line else None
        if line is None or row is None:
            found.append(names.finding(8, f"Lot {lot.id} tanpa baris surat", item=lot.item, day=lot.day))
        elif row.day != lot.day:
            text = f"Hari lot {lot.id} bukan hari suratnya"
            found.append(names.finding(8, text, voucher=row.id, item=lot.item, day=lot.day))
    return found


def _lines_carry_what_they_say(book: Book, names: Names) -> list[Finding]:
    found = []
    for line in book.lines.values():
        row = book.vouchers.get(line.voucher)
        if row is None:
            found.append(names.finding(8, "Baris tanpa surat", voucher=line.voucher, item=line.item))
            continue
        kind = row.kind
        if kind == "reversal":
            reversed_line = book.lines.get(line.refers or 0)
            of = book.vouchers.get(reversed_line.voucher) if reversed_line else None
            kind = of.kind if of else kind
        wrong = _wrong_line(book, line, kind, reverses=row.kind == "reversal")
        found += [_of_line(8, text, line, row, names) for text in wrong]
    return found


def _of_line(code: int, text: str, line: Line, row: Voucher, names: Names) -> Finding:
    said = f"Baris {line.no}: {text}"
    return names.finding(code, said, voucher=row.id, place=row.counterpart, item=line.item)


def _wrong_line(book: Book, line: Line, kind: str, *, reverses: bool) -> list[str]:
    """Return what a line says that its moves do not carry; kind: of the voucher (the reversed one's)."""
    moves = book.moves
    carried = book.moves_of_line.get(line.id, [])
    original = book.lines.get(line.refers or 0, line) if reverses else line
    if kind == "delivery" and original.again:
        return []  # pieces go in and out again; what they are worth is check 9's
    if kind in _WITHOUT_GOODS:
        return ["ada mutasi pada surat tanpa barang"] if carried else []
    if kind == "delivery":
        # Its pieces make up its quantity and value; the materials are check 9's. A piece that goes out
        # again through its maker (in and on) counts once.
        carried = [at for at in carried if moves.item[at] == line.item and _makes(book, at)]
    elif any(moves.item[at] != line.item for at in carried):
        return ["barangnya lain daripada mutasinya"]
    wrong = []
    quantity = sum(moves.quantity[at] for at in carried)
    value = sum(moves.cost[at] for at in carried)
    if kind == "count":
        figures = book.count_lines.get(original.id)
        said = abs(figures.difference) if figures else None
    elif kind == "delivery":
        said = line.delivered
    else:
        said = line.quantity
    if said != quantity:
        wrong.append(f"jumlahnya {said}, mutasinya {quantity}")
    if (line.value or 0) != value:
        wrong.append(f"nilainya {words.rupiah(line.value or 0)}, mutasinya {words.rupiah(value)}")
    if kind in _ONE_LOT and not reverses:
        wrong += _wrong_lot(line, book.lots_of_line.get(line.id, []))
    return wrong


def _makes(book: Book, position: int) -> bool:
    """Tell whether a move creates units, or takes such a move back."""
    moves = book.moves
    if moves.reverses[position]:
        original = moves.position(moves.reverses[position])
        return original is not None and not moves.source[original]
    return not moves.source[position]


def _wrong_lot(line: Line, lots: list[Lot]) -> list[str]:
    if len(lots) != 1:
        return [f"ada {len(lots)} lot, seharusnya satu"]
    (lot,) = lots
    if (lot.item, lot.quantity, lot.value) != (line.item, line.quantity, line.value):
        return ["lotnya lain daripada barisnya"]
    return []


def _vouchers_have_lines(book: Book, names: Names) -> list[Finding]:
    with_lines = book.lines_of_voucher
    return [
        names.finding(8, "Surat tanpa baris", voucher=voucher, place=row.counterpart)
        for voucher, row in book.vouchers.items()
        if voucher not in with_lines
    ]


# --- 9 ----------------------------------------------------------------------------------------------


def deliveries_add_up(book: Book, names: Names) -> list[Finding]:
    """9: delivered = accepted + rejected; what the pieces are worth = their materials and the price."""
    found = []
    for line in book.lines.values():
        row = book.vouchers.get(line.voucher)
        if row is None or row.kind != "delivery":
            continue
        found += [_of_line(9, text, line, row, names) for text in _wrong_delivery(book, line)]
    return found


def _wrong_delivery(book: Book, line: Line) -> list[str]:
    d, a, r = line.delivered or 0, line.accepted or 0, line.rejected or 0
    if d != a + r or d <= 0:
        return [f"diserahkan {d}, tetapi diterima {a} + ditolak {r} = {a + r}"]
    moves = book.moves
    used = sum(
        moves.cost[at]
        for at in book.moves_of_line.get(line.id, ())
        if book.place_kind(moves.to_place[at]) == "used"
    )
    lots = [lot for lot in book.lots_of_line.get(line.id, []) if lot.item == line.item]
    item = book.items.get(line.item or 0)
    per = item.per if item and item.per > 0 else 1
    wrong = [
        f"sisa potongan bernilai {words.rupiah(lot.value)}, seharusnya Rp0"
        for lot in book.lots_of_line.get(line.id, [])
        if lot.source == "offcut" and lot.value
    ]
    if line.again:
        return wrong + _wrong_repair(line, lots, used, per)
    material = used * a // d
    right = {"accepted": (a, material + amount(line.price or 0, a, per)), "rejected": (r, used - material)}
    made = {lot.source: (lot.quantity, lot.value) for lot in lots if lot.source in right}
    return wrong + [
        f"lot {'diterima' if source == 'accepted' else 'ditolak'} berjumlah {has[0]} senilai "
        f"{words.rupiah(has[1])}, seharusnya {should[0]} senilai {words.rupiah(should[1])}"
        for source, should in right.items()
        if (has := made.get(source, (0, 0))) != should and (should[0] or source in made)
    ]


def _wrong_repair(line: Line, lots: list[Lot], used: int, per: int) -> list[str]:
    """A repaired piece that was never bought comes out anew; one bought before only comes back."""
    repaired = [lot for lot in lots if lot.source == "repaired"]
    if len(repaired) > 1 or any(lot.quantity > (line.accepted or 0) for lot in repaired):
        return ["lebih banyak yang diperbaiki daripada yang diterima"]
    if used and not repaired:
        return ["bahan perbaikan tanpa hasil"]
    right = used + sum(amount(line.price or 0, lot.quantity, per) for lot in repaired)
    value = sum(lot.value for lot in repaired)
    if repaired and value != right:
        return [f"nilai perbaikan {words.rupiah(value)}, seharusnya {words.rupiah(right)}"]
    return []


# --- 10 ---------------------------------------------------------------------------------------------


def reversals_go_back(book: Book, names: Names) -> list[Finding]:
    """10: a reversal takes back units of one voucher, backwards, at their cost, and each unit once."""
    moves, found = book.moves, []
    for original, backs in book.reversals_of.items():
        at = moves.position(original)
        for back in backs:
            wrong = "Pembalikan tanpa mutasi asal" if at is None else _wrong_way_back(book, at, back)
            if wrong:
                found.append(names.of_move(10, wrong, back))
        found += _taken_back_twice(book, backs, names)
    for position, reversed_move in enumerate(moves.reverses):
        row = book.vouchers.get(moves.voucher[position])
        if row is not None and (row.kind == "reversal") != bool(reversed_move):
            found.append(names.of_move(10, "Mutasi pembalikan pada surat lain, atau sebaliknya", position))
    return found


def _wrong_way_back(book: Book, at: int, back: int) -> str:
    """Return what is wrong with a reversal move of the move at a position, nothing when it fits."""
    moves = book.moves
    there, here = (moves.from_place[at], moves.to_place[at]), (moves.to_place[back], moves.from_place[back])
    first, end = moves.first[back], moves.first[back] + moves.quantity[back]
    inside = moves.first[at] <= first and end <= moves.first[at] + moves.quantity[at]
    whole = moves.quantity[back] == moves.quantity[at]
    row, line = book.vouchers.get(moves.voucher[back]), book.lines.get(moves.line[back])
    of_voucher = row is not None and row.reverses == moves.voucher[at]
    of_line = line is not None and line.refers == moves.line[at]
    faults = (
        (moves.reverses[at] != 0, "Pembalikan dibalik lagi"),
        (there != here, "Pembalikan tidak kembali ke tempat asal"),
        (moves.lot[at] != moves.lot[back] or not inside, "Pembalikan membawa unit lain"),
        (moves.day[back] < moves.day[at], "Pembalikan mendahului surat asalnya"),
        (not of_voucher or not of_line, "Pembalikan menyebut surat atau baris asal yang lain"),
        (whole and moves.cost[back] != moves.cost[at], "Pembalikan mengembalikan biaya yang lain"),
    )
    return next((text for wrong, text in faults if wrong), "")


def _taken_back_twice(book: Book, backs: list[int], names: Names) -> list[Finding]:
    moves, found, reached = book.moves, [], -1
    for back in sorted(backs, key=lambda one: moves.first[one]):
        if moves.first[back] < reached:
            found.append(names.of_move(10, "Unit dibalik dua kali", back))
        reached = max(reached, moves.first[back] + moves.quantity[back])
    return found


def reversed_vouchers(book: Book) -> dict[int, list[int]]:
    """Return the reversal vouchers by the voucher they take back, in written order."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for row in book.vouchers.values():
        if row.reverses is not None:
            found[row.reverses].append(row.id)
    return dict(found)
