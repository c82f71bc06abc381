"""The kuitansi of a payment, read from its voucher: UP with four signatures, LS with three.

Source: PMK 190/PMK.05/2012 annex III (LS); the UP form in use of the same family.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.batches import batch_of
from ikm_desktop.buyback.paid_lines import PaidLine, by_goods, paid_lines, pictured_payments
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.office.budget import budget_of
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import load
from ikm_desktop.office.stamp_duty import stamp_duty_on
from ikm_desktop.office.tax import tax_rule_by_id
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.participants.people import person_at

_LISTED = "daftar nominatif terlampir"
_SPELLED = {"m": "meter", "cm": "sentimeter", "kg": "kilogram", "g": "gram", "l": "liter", "ml": "mililiter"}
"""Signs of units as a sentence spells them; others are words already."""


@dataclass(frozen=True, slots=True)
class _Payee:
    """Who is paid, as the signature block names it."""

    name: str
    title: tuple[str, ...]
    identity: str
    thumb: bool = False


def payment_receipt(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.Receipt:
    """Return what the kuitansi says; the amount is gross, the strip shows tax and net.

    One that pictures the payments of several people is their cover: it refers to the list of payments.
    """
    vouchers = pictured_payments(connection, paper.id)
    lines = paid_lines(connection, [voucher.id for voucher in vouchers])
    gross, tax = sum(line.gross for line in lines), sum(line.tax for line in lines)
    details = json.loads(str(vouchers[0].details or "{}"))
    direct = paper.kind == "KUI-LS"
    day = paper.letter_date
    dated = f"{load(connection, Profile).city}, {words.long_date(day)}"
    payees = dict.fromkeys(line.payee for line in lines)
    payee = (
        _payee(connection, lines[0].payee)
        if len(payees) == 1
        else _Payee("", (), "daftar nominatif terlampir")
    )
    duty = stamp_duty_on(connection, gross, day)
    ppk = furniture.signer(connection, "ppk", day)
    treasurer = furniture.signer(connection, "treasurer", day)
    receiver = furniture.signer(connection, "receiver", day)
    return c.Receipt(
        head=furniture.head(connection, paper, version=version, draft=draft),
        fiscal_year=day.year,
        account=str(details.get("account", "")),
        received_from=_payer(connection, day, direct=direct),
        amount=gross,
        purpose=_purpose(connection, lines, people=len(payees)),
        strip=None
        if direct and not tax
        else c.TaxStrip(gross=gross, tax=tax, net=gross - tax, label=_tax_words(connection, lines)),
        recipient=c.Signer(
            dated=dated,
            role="" if payee.title else "Penerima Uang",
            title=payee.title,
            name=payee.name,
            identity=payee.identity,
            stamp=bool(payee.title) and not duty,
            thumb=payee.thumb,
            meterai=duty,
        ),
        approver=replace(
            ppk,
            role="" if direct else "Setuju dibebankan pada mata anggaran berkenaan,",
            title=("a.n. Kuasa Pengguna Anggaran", *ppk.title),
            rank="",
        ),
        treasurer=None
        if direct
        else replace(treasurer, role=f"Lunas dibayar, tanggal {words.long_date(day)}", rank=""),
        receiver=replace(receiver, title=("Pejabat yang bertanggung jawab",), rank=""),
        form="KUITANSI PEMBAYARAN LANGSUNG" if direct else "KUITANSI PEMBAYARAN UP",
    )


def _payee(connection: sa.Connection, place: int) -> _Payee:
    person = person_at(connection, place)
    if person is not None:
        return _Payee(person.name, (), f"NIK {person.nik}" if person.nik else "", person.gives_thumb)
    vendor = connection.execute(
        sa.select(t.place.c.name, t.vendor.c.signer, t.vendor.c.signer_title, t.vendor.c.npwp)
        .join(t.vendor, t.vendor.c.place == t.place.c.id)
        .where(t.place.c.id == place)
    ).one()
    identity = f"NPWP {words.npwp(vendor.npwp)}" if vendor.npwp else ""
    if not vendor.signer:
        return _Payee(vendor.name, (), identity)
    title = " ".join(part for part in (vendor.signer_title, vendor.name) if part)
    return _Payee(vendor.signer, (title,), identity)


def _payer(connection: sa.Connection, day: date, *, direct: bool) -> str:
    satker = budget_of(connection, day.year).satker_name or load(connection, Profile).name
    who = "Pejabat Pembuat Komitmen" if direct else "Kuasa Pengguna Anggaran / Pejabat Pembuat Komitmen"
    return f"{who} Satuan Kerja {satker}"


def _tax_words(connection: sa.Connection, lines: Sequence[PaidLine]) -> str:
    """Return by what names tax was withheld, each once."""
    rules = [
        tax_rule_by_id(connection, row) for row in dict.fromkeys(line.tax_row for line in lines if line.tax)
    ]
    names = dict.fromkeys(rule.name for rule in rules if rule is not None)
    return _listed(tuple(names)) if names else "tidak dipungut"


# --- what is paid for -------------------------------------------------------------------------------


def _purpose(connection: sa.Connection, lines: Sequence[PaidLine], *, people: int) -> str:
    """Return what is paid for, with quantity, specification and price, and the letters it rests on."""
    items = items_by_id(connection, {line.item for line in lines})
    goods = "; ".join(_goods(items[line.item], line) for line in by_goods(lines))
    bases = f"sesuai {_bases(connection, lines)}"
    if people > 1:
        bases = f"sesuai daftar nominatif terlampir ({people} orang)"
    return f"{_start(connection, lines)} {goods}, {bases}."


def _start(connection: sa.Connection, lines: Sequence[PaidLine]) -> str:
    """Return how the sentence begins: of which trainings the makers are, or that goods were bought."""
    if lines[0].kind == "purchase":
        in_full = all(line.gross == line.value for line in lines)
        return "Pengadaan" if in_full else "Sebagian pembayaran atas pengadaan"
    known = dict.fromkeys(line.batch for line in lines if line.batch is not None)
    trained = [batch_of(connection, batch) for batch in known]
    named = " dan ".join(f"{batch.training} {batch.name}" for batch in trained)
    return f"Pembelian kembali hasil produksi peserta {named}".strip() + ":"


def _goods(item: Item, line: PaidLine) -> str:
    """Return quantity, goods and price; of products paid in part, whole pieces or "a part of"."""
    unit, per = item.unit.symbol, item.unit.per
    named = ", ".join(_inside(part) for part in (item.name, item.specification) if part)
    price, part = line.price, ""
    quantity = line.quantity_paid
    if quantity is None:
        quantity, part = line.quantity, "sebagian pembayaran atas " if price else ""
    if price is None and line.value * per % line.quantity == 0:
        price = line.value * per // line.quantity
    spelled = _SPELLED.get(unit)
    shown = f"{part}{_count(item, quantity)} {spelled or unit} {named}"
    if not price:
        return shown
    each = f" per {spelled}" if spelled else ""
    return f"{shown}, dengan harga satuan {words.rupiah_full(price)}{each}"


def _inside(text: str) -> str:
    """Return a name as it stands inside a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() or text[1:2].isdigit() else text[:1].lower() + text[1:]


def _count(item: Item, quantity: int) -> str:
    """Return a quantity with its words; of a broken one only the figure."""
    if quantity % item.unit.per == 0:
        return words.counted(quantity // item.unit.per)
    return words.scaled_number(quantity, item.unit.per, item.unit.decimals)


def _bases(connection: sa.Connection, lines: Sequence[PaidLine]) -> str:
    """Return the letters the goods came with, each with number and date."""
    refs = voucher_refs(connection, {line.voucher for line in lines})
    letters = dict.fromkeys((line.voucher, line.letter_date) for line in lines)
    named = []
    for voucher, day in letters:
        number = refs[voucher].number
        shown = f"Nomor:\u00a0{number} " if number else ""
        named.append(f"{shown}tanggal {words.long_date(day)}")
    return f"{_LETTERS[lines[0].kind]} {_listed(named)}"


_LETTERS = {
    "delivery": "Berita Acara Pemeriksaan dan Penerimaan Hasil Produk",
    "purchase": "surat penyedia",
    "opening": "surat",
}
"""The letters that payments rest on, by the kind of voucher."""


def _listed(parts: Sequence[str]) -> str:
    *others, last = parts
    return f"{', '.join(others)}{',' if len(others) > 1 else ''} dan {last}" if others else last
