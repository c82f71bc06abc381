"""The list of payments (daftar nominatif), read from the payments it pictures.

Source: the forms in use with kuitansi UP and LS (PMK 190/PMK.05/2012 family).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.batches import batch_of
from ikm_desktop.buyback.paid_lines import PaidLine, by_goods, paid_lines, pictured_payments
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.office.budget import Budget, budget_of
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import load
from ikm_desktop.office.tax import WHOLE, TaxRule, tax_rule_by_id
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.participants import tables as people
from ikm_desktop.participants.person import THUMB


@dataclass(frozen=True, slots=True)
class _Payee:
    """Who is paid, as a row names it; number: of the identity card, or of a firm its NPWP."""

    name: str
    number: str
    address: str
    bank: str
    thumb: bool = False


_UNKNOWN = _Payee("", "", "", "")


def payment_list(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.PaymentList:
    """Return what the list says: a row for each person, day, product and price; each person signs once.

    Who is paid for several days has the day beside the product.
    """
    vouchers = pictured_payments(connection, paper.id)
    lines = paid_lines(connection, [voucher.id for voucher in vouchers])
    known = items_by_id(connection, {line.item for line in lines})
    units = {(item.unit.symbol, item.unit.per, item.unit.decimals) for item in known.values()}
    symbol, per, decimals = next(iter(units)) if len(units) == 1 else ("", 1, 0)
    rows = _rows(connection, lines, known, several_units=not symbol)
    day = paper.letter_date
    budget = budget_of(connection, day.year)
    treasurer = furniture.signer(connection, "treasurer", day)
    details = json.loads(str(vouchers[0].details or "{}")) if vouchers else {}
    return c.PaymentList(
        head=furniture.head(connection, paper, version=version, draft=draft),
        fiscal_year=day.year,
        satker_code=budget.satker_code,
        fund=budget.source,
        subtitle=_subtitle(connection, lines),
        fields_left=_fields_left(connection, budget),
        fields_right=(
            c.Field(label="Nomor Bukti", value="" if draft else paper.number_text),
            c.Field(label="Mata Anggaran", value=str(details.get("account", ""))),
        ),
        rows=rows,
        quantity=sum(row.quantity or 0 for row in rows) if symbol and _all_whole(rows) else None,
        gross=sum(line.gross for line in lines),
        tax=sum(line.tax for line in lines),
        net=sum(line.gross - line.tax for line in lines),
        unit=symbol,
        per=per,
        decimals=decimals,
        notes=_notes(connection, lines),
        left=furniture.acting(connection, "kpa", day, "Menyetujui:"),
        right=replace(treasurer, role=f"Lunas dibayar, tanggal {words.long_date(day)}", rank=""),
    )


def _all_whole(rows: Sequence[c.PaymentRow]) -> bool:
    return all(row.quantity is not None for row in rows)


def _fields_left(connection: sa.Connection, budget: Budget) -> tuple[c.Field, ...]:
    satker = budget.satker_name or load(connection, Profile).name
    fields = [c.Field(label="Satuan Kerja", value=satker)]
    fields += [c.Field(label="Kegiatan", value=budget.activity)] if budget.activity else []
    return tuple(fields)


def _subtitle(connection: sa.Connection, lines: Sequence[PaidLine]) -> tuple[str, ...]:
    """Return the lines under the title: what is paid for, and which batches made it."""
    trained = [batch_of(connection, line) for line in dict.fromkeys(one.batch for one in lines) if line]
    kinds = {line.kind for line in lines}
    what = "Pembelian kembali hasil produksi peserta"
    if "purchase" in kinds:
        what = f"Pengadaan barang dan {_inside(what)}" if kinds > {"purchase"} else "Pengadaan barang"
    trainings = list(dict.fromkeys(batch.training for batch in trained))
    first = f"{what} {', '.join(trainings)}" if trainings else what
    names = ", ".join(dict.fromkeys(batch.name for batch in trained))
    return tuple(line.upper() for line in (first, names) if line)


def _rows(
    connection: sa.Connection, lines: Sequence[PaidLine], known: Mapping[int, Item], *, several_units: bool
) -> tuple[c.PaymentRow, ...]:
    payees = _payees(connection, lines)
    order = list(dict.fromkeys(line.payee for line in lines))
    days = {(line.payee, line.letter_date) for line in lines}
    several = {payee for payee in order if sum(payee == one for one, _day in days) > 1}
    # A person's rows stand together by day, whichever way her payments were entered.
    listed = sorted(
        by_goods(lines, by_payee=True), key=lambda line: (order.index(line.payee), line.letter_date)
    )
    rows: list[c.PaymentRow] = []
    signed = set[int]()
    for line in listed:
        number = 0 if line.payee in signed else order.index(line.payee) + 1
        signed.add(line.payee)
        row = _row(payees.get(line.payee, _UNKNOWN), known[line.item], line, number)
        if several_units:
            unit = known[line.item].unit
            row = replace(row, unit=unit.symbol, per=unit.per, decimals=unit.decimals)
        if line.payee in several:
            row = replace(row, product=f"{row.product}, {words.short_date(line.letter_date)}")
        rows.append(row)
    return tuple(rows)


def _inside(text: str) -> str:
    return text[:1].lower() + text[1:]


def _row(payee: _Payee, item: Item, line: PaidLine, number: int) -> c.PaymentRow:
    quantity = line.quantity_paid
    part = "" if quantity is not None else " (sebagian)"
    return c.PaymentRow(
        number=number,
        name=payee.name,
        nik=payee.number,
        address=payee.address,
        product=f"{item.heading}{part}",
        quantity=quantity,
        unit_price=None if quantity is None else line.price,
        gross=line.gross,
        tax=line.tax,
        net=line.gross - line.tax,
        bank=payee.bank,
        thumb=payee.thumb,
    )


def _payees(connection: sa.Connection, lines: Sequence[PaidLine]) -> dict[int, _Payee]:
    """Return who is paid by their places: participants, and firms that goods were bought of."""
    places = {line.payee for line in lines}
    p, v = people.participant, t.vendor
    found = {}
    for row in connection.execute(sa.select(p).where(p.c.place.in_(places))):
        lives = ", ".join(part for part in (row.village, row.regency) if part)
        bank = _lines_of(row.bank, row.bank_account)
        found[row.place] = _Payee(row.name, row.nik, lives or row.address, bank, row.signs == THUMB)
    firms = sa.select(t.place.c.name, v).join(t.place, t.place.c.id == v.c.place).where(v.c.place.in_(places))
    for row in connection.execute(firms):
        bank = _lines_of(row.bank, row.bank_account)
        found[row.place] = _Payee(row.name, words.npwp(row.npwp), row.address, bank)
    return found


def _lines_of(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _notes(connection: sa.Connection, lines: Sequence[PaidLine]) -> tuple[str, ...]:
    """Return a line for each reason of tax: who, by which rule, how much of the gross."""
    order = list(dict.fromkeys(line.payee for line in lines))
    sums: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for line in lines:
        sums[line.payee, line.tax_row][0] += line.gross
        sums[line.payee, line.tax_row][1] += line.tax
    found: defaultdict[tuple[int, bool, bool], list[int]] = defaultdict(list)
    rules = {row: rule for row in {key[1] for key in sums} if (rule := tax_rule_by_id(connection, row))}
    for (payee, row), (gross, tax) in sums.items():
        if tax and row in rules:
            doubled = tax > gross * rules[row].rate // WHOLE
            found[row, doubled, gross <= rules[row].free_up_to].append(order.index(payee) + 1)
    return tuple(
        _note(rules[row], numbers, doubled=doubled, split=split)
        for (row, doubled, split), numbers in found.items()
    )


def _note(rule: TaxRule, numbers: Sequence[int], *, doubled: bool, split: bool) -> str:
    """Return by which rule tax was withheld; split: below the limit, as a part of a larger purchase."""
    rate = rule.rate * (2 if doubled else 1)
    percent = words.decimal_number(rate, 2).rstrip("0").rstrip(",")
    limit = words.rupiah_full(rule.free_up_to)
    why = f"jumlah bruto melebihi {limit}" if rule.free_up_to else ""
    if split and rule.free_up_to:
        why = f"pembelian ini bagian dari pembelian di atas {limit}"
    no_npwp = "penerima belum memiliki NPWP" if doubled else ""
    because = " dan ".join(part for part in (why, no_npwp) if part)
    listed = ", ".join(str(number) for number in sorted(numbers))
    return f"Nomor {listed}: {rule.name} dipungut {percent} persen{f' karena {because}' if because else ''}."
