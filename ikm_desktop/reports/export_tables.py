"""What an export holds, topic by topic: the rows the screens show, with all that is told of each.

NIK, NPWP (which is the NIK of a person) and accounts are masked unless personal data was asked for
(UU 27/2022). Quantities are in the item's shown unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.batches import batches
from ikm_desktop.batches.certificates import certificates_of
from ikm_desktop.batches.lists import batch_rows, person_rows
from ikm_desktop.batches.marks import marks_of
from ikm_desktop.batches.roster import EVERYONE, STATES, roster
from ikm_desktop.buyback.paid_lines import paid_lines
from ikm_desktop.goods import tables as t
from ikm_desktop.goods.balances import on_hand_of_everything
from ikm_desktop.goods.items import KINDS as ITEM_KINDS
from ikm_desktop.goods.items import Item, items
from ikm_desktop.goods.kinds import KINDS, PLACE_NAMES
from ikm_desktop.goods.listed import listed
from ikm_desktop.goods.listed_sql import paper_of
from ikm_desktop.goods.parties import institutions, vendors
from ikm_desktop.office.listing import Field, Query
from ikm_desktop.office.listing import Holds as Kept
from ikm_desktop.office.tax import KINDS as TAXES
from ikm_desktop.office.tax import tax_rule_by_id
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.patterns import without_blank
from ikm_desktop.papers.register_lines import register_lines
from ikm_desktop.participants import tables as people
from ikm_desktop.participants.list_import.own_list import ARCHIVED, BATCHES, YES
from ikm_desktop.participants.person import LABELS, Person, masked_account
from ikm_desktop.reports.workbook import Cell, Head, Holds, Table

_PAGE = 1_000
_PLACES_OF_A_QUANTITY = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: a state of the book, the day, and whether NIK and accounts go out in full."""

    connection: sa.Connection
    today: date
    personal: bool

    def nik(self, nik: str) -> str:
        """Return a NIK or NPWP as this export may show it."""
        return nik if self.personal else words.masked_nik(nik)

    def account(self, account: str) -> str:
        """Return an account as this export may show it."""
        return account if self.personal else masked_account(account)


# --- people -----------------------------------------------------------------------------------------

_PERSON = (
    *("name", "nik", "sex", "birth_place", "born", "address", "rt_rw", "village", "district", "regency"),
    *("phone", "education", "business", "product", "kbli", "founded", "workers", "nib", "npwp"),
    *("umkm_letter", "machine_kind", "machine_count", "bank", "bank_account", "bank_holder"),
    *("notice_on", "note", "signs"),
)
_CODES = ("nik", "phone", "kbli", "nib", "npwp", "umkm_letter", "bank_account", "rt_rw")
_DAYS = ("born", "notice_on")
_COUNTS = ("founded", "workers", "machine_count")
_WIDTHS = {"name": 28, "nik": 20, "address": 30, "sex": 6, "business": 22, "bank_account": 20, "npwp": 20}


def person_heads(names: Sequence[str] = _PERSON) -> tuple[Head, ...]:
    """Return the columns of a list of people, with the words the list import knows."""

    def holds(name: str) -> Holds:
        if name in _CODES:
            return Holds.CODE
        return Holds.DAY if name in _DAYS else Holds.FIGURE if name in _COUNTS else Holds.TEXT

    return tuple(Head(LABELS[name], _WIDTHS.get(name, 15), holds(name)) for name in names)


def _person(asked: Asked, person: Person) -> Iterator[Cell]:
    for name in _PERSON:
        value: Cell = getattr(person, name)
        if name in {"nik", "npwp"}:
            value = asked.nik(str(value))
        elif name == "bank_account":
            value = asked.account(str(value))
        yield value


def _people(asked: Asked) -> list[Table]:
    rows = person_rows(asked.connection, show="all")
    heads = (*person_heads(), Head(BATCHES, 16), Head(ARCHIVED, 10))
    lines = ((*_person(asked, one.person), one.batch_names, _yes(one.person.archived)) for one in rows)
    return [Table("Peserta", "Daftar peserta", heads, lines, total=len(rows))]


def _yes(flag: bool) -> str:  # noqa: FBT001 - it is the value that is written
    return YES if flag else ""


def _batches(asked: Asked) -> list[Table]:
    rows = batch_rows(asked.connection)
    heads = (
        *(Head("Angkatan", 14), Head("Pelatihan", 34), Head("Anak judul", 24), Head("Tempat", 24)),
        *(Head("Mulai", 12, Holds.DAY), Head("Selesai", 12, Holds.DAY), Head("Ditutup", 12, Holds.DAY)),
        *(Head(title, 10, Holds.FIGURE) for title in ("Kapasitas", "Aktif", "Menunggu", "Keluar", "Hadir %")),
    )
    lines = (
        (
            *(one.batch.name, one.batch.training, one.batch.subtitle, one.batch.venue),
            *(one.batch.starts_on, one.batch.ends_on, one.batch.closed_on, one.batch.capacity),
            *(one.active, one.waiting, one.left, one.attendance_percent),
        )
        for one in rows
    )
    return [
        Table("Angkatan", "Daftar angkatan", heads, lines, total=len(rows)),
        Table("Peserta angkatan", "Peserta tiap angkatan", _ROSTER, _rosters(asked)),
    ]


_ROSTER = (
    *(Head("Angkatan", 14), Head("No", 6, Holds.FIGURE), Head("Nama", 28), Head("NIK", 20, Holds.CODE)),
    *(Head("Kabupaten/Kota", 20), Head("Keadaan", 12), Head("Alasan", 24), Head("Nilai", 8, Holds.FIGURE)),
    *(Head("Predikat", 14), Head("Lulus", 8), Head("Nomor sertifikat", 30, Holds.CODE)),
)


def _rosters(asked: Asked) -> Iterator[Sequence[Cell]]:
    for batch in batches(asked.connection):
        marks = marks_of(asked.connection, batch.id)
        certificates = certificates_of(asked.connection, batch.id)
        for one in roster(asked.connection, batch.id, EVERYONE):
            mark = marks.get(one.person.id)
            yield (
                *(batch.name, one.no, one.person.name, asked.nik(one.person.nik), one.person.regency),
                *(STATES[one.state], one.reason, mark.score if mark else None),
                *(mark.predicate if mark else "", _yes(mark is not None and mark.passed)),
                certificates.get(one.enrolment, ""),
            )


# --- goods ------------------------------------------------------------------------------------------


def _in_units(item: Item, quantity: int | None) -> Cell:
    if quantity is None:
        return None
    return (Decimal(quantity) / item.unit.per).quantize(_PLACES_OF_A_QUANTITY).normalize() + 0


def _known(asked: Asked) -> dict[int, Item]:
    return {item.id: item for item in items(asked.connection, archived=True)}


def _things(asked: Asked) -> list[Table]:
    goods = items(asked.connection, archived=True)
    heads = (
        *(Head("Nama", 30), Head("Jenis", 10), Head("Kode", 14, Holds.CODE), Head("Spesifikasi", 34)),
        *(Head("Satuan", 10), Head("Batas minimum", 12, Holds.FIGURE), Head("Diarsipkan", 10)),
    )
    lines = (
        (
            *(one.name, ITEM_KINDS[one.kind], one.code, one.specification, one.unit.symbol),
            *(_in_units(one, one.reorder_level or None), _yes(one.archived)),
        )
        for one in goods
    )
    return [
        Table("Barang", "Daftar barang", heads, lines, total=len(goods)),
        _institutions(asked),
        _vendors(asked),
    ]


def _institutions(asked: Asked) -> Table:
    heads = (
        *(Head("Nama", 30), Head("Golongan", 22), Head("Alamat", 30), Head("Kabupaten/Kota", 20)),
        *(
            Head("Telepon", 16, Holds.CODE),
            Head("Kontak", 20),
            Head("Penanda tangan", 24),
            Head("Jabatan", 20),
        ),
        *(Head("NIP", 20, Holds.CODE), Head("NIK penanda tangan", 20, Holds.CODE)),
        *(Head("Anggota", 10, Holds.FIGURE), Head("Kuota", 10, Holds.FIGURE), Head("Diarsipkan", 10)),
    )
    rows = institutions(asked.connection, archived=True)
    lines = (
        (
            *(one.name, one.class_name, one.address, one.regency, one.phone, one.contact, one.signer),
            *(one.signer_title, one.signer_nip, asked.nik(one.signer_nik)),
            *(one.members or None, one.quota or None, _yes(one.archived)),
        )
        for one in rows
    )
    return Table("Lembaga", "Lembaga penerima", heads, lines, total=len(rows))


def _vendors(asked: Asked) -> Table:
    heads = (
        *(
            Head("Nama", 30),
            Head("Alamat", 30),
            Head("Telepon", 16, Holds.CODE),
            Head("NPWP", 20, Holds.CODE),
        ),
        *(Head("Penanda tangan", 24), Head("Jabatan", 20), Head("Bank", 16)),
        *(Head("Nomor rekening", 20, Holds.CODE), Head("Pemilik rekening", 24), Head("Diarsipkan", 10)),
    )
    rows = vendors(asked.connection, archived=True)
    lines = (
        (
            *(one.name, one.address, one.phone, asked.nik(one.npwp), one.signer, one.signer_title),
            *(one.bank, asked.account(one.bank_account), one.bank_holder, _yes(one.archived)),
        )
        for one in rows
    )
    return Table("Penyedia", "Penyedia bahan", heads, lines, total=len(rows))


# --- the journal ------------------------------------------------------------------------------------

_VOUCHER = (
    *(Head("Tanggal surat", 12, Holds.DAY), Head("Tanggal buku", 12, Holds.DAY)),
    *(Head("Surat", 22), Head("Nomor", 28, Holds.CODE), Head("Pihak", 28), Head("Angkatan", 14)),
    *(Head("Baris", 6, Holds.FIGURE), Head("Barang", 26), Head("Jumlah", 12, Holds.FIGURE)),
    *(Head("Satuan", 8), Head("Nilai (Rp)", 14, Holds.FIGURE), Head("Harga (Rp)", 12, Holds.FIGURE)),
    *(Head("Mutu", 8), Head("Diserahkan", 11, Holds.FIGURE), Head("Diterima", 11, Holds.FIGURE)),
    *(Head("Ditolak", 11, Holds.FIGURE), Head("Alasan", 24), Head("Status", 18)),
    Head("Dibalik dengan", 28, Holds.CODE),
)


_LINES = (
    sa.select(t.voucher.c.kind, sa.func.count().label("lines"))
    .join_from(t.voucher, t.line, t.line.c.voucher == t.voucher.c.id)
    .group_by(t.voucher.c.kind)
)


def _journal(asked: Asked) -> list[Table]:
    known, names = _known(asked), {batch.id: batch.name for batch in batches(asked.connection)}
    lines = {row.kind: row.lines for row in asked.connection.execute(_LINES)}
    used = lines.keys() | set(asked.connection.execute(sa.select(t.prepared.c.kind).distinct()).scalars())
    found = [
        Table(
            *(kind.screen, kind.screen, _VOUCHER, _vouchers(asked, kind.code, known, names)),
            total=lines.get(kind.code, 0),
        )
        for kind in KINDS.values()
        if kind.code in used - {"payment"}
    ]
    count = asked.connection.execute(sa.select(sa.func.count()).select_from(t.move)).scalar() or 0
    return [*found, Table("Gerak barang", "Gerak barang", _MOVE, _moves(asked, known), total=count)]


def _vouchers(
    asked: Asked, kind: str, known: dict[int, Item], names: dict[int, str]
) -> Iterator[Sequence[Cell]]:
    """Yield a row for each line of each voucher of a kind, and for what is only prepared, oldest first."""
    lines: defaultdict[int, list[Any]] = defaultdict(list)
    query = (
        sa.select(t.line)
        .join_from(t.line, t.voucher, t.voucher.c.id == t.line.c.voucher)
        .where(t.voucher.c.kind == kind)
        .order_by(t.line.c.voucher, t.line.c.no)
    )
    for row in asked.connection.execute(query).all():
        lines[row.voucher].append(row)
    for one in reversed(listed(asked.connection, (kind,))):
        head: tuple[Cell, ...] = (
            *(one.letter_date, one.day, one.paper_word, without_blank(one.number), one.party),
            "" if one.batch is None else names.get(one.batch, ""),
        )
        tail: tuple[Cell, ...] = (one.status.value, ", ".join(filter(None, one.reversed_by)))
        if one.voucher is None:
            for no, (item, quantity) in enumerate(one.goods, 1):
                yield (
                    *(*head, no, item.name, _in_units(item, quantity), item.unit.symbol),
                    *(None, None, "", None, None, None, one.reason, *tail),
                )
        for row in lines.get(one.voucher or 0, ()):
            thing = None if row.item is None else known[row.item]
            yield (*head, row.no, *_line(row, thing), row.reason or one.reason, *tail)


def _line(row: Any, item: Item | None) -> tuple[Cell, ...]:  # noqa: ANN401 - a row of the table
    if item is None:
        return ("", None, "", row.value, row.price, row.grade or "", None, None, None)
    counted = (_in_units(item, row.delivered), _in_units(item, row.accepted), _in_units(item, row.rejected))
    quantity = _in_units(item, row.quantity)
    return (item.name, quantity, item.unit.symbol, row.value, row.price, row.grade or "", *counted)


_MOVE = (
    *(Head("Nomor catatan", 10, Holds.FIGURE), Head("Tanggal", 12, Holds.DAY), Head("Jenis", 22)),
    *(Head("Nomor", 28, Holds.CODE), Head("Barang", 26), Head("Jumlah", 12, Holds.FIGURE), Head("Satuan", 8)),
    *(Head("Dari", 28), Head("Ke", 28), Head("Nilai (Rp)", 14, Holds.FIGURE), Head("Lot", 8, Holds.FIGURE)),
    Head("Membalik", 10),
)
_origin, _target = t.place.alias("origin"), t.place.alias("target")
_MOVES = (
    sa.select(
        *t.move.c["entry", "day", "item", "quantity", "cost", "lot", "reverses"],
        t.voucher.c.kind,
        _origin.c.name.label("origin"),
        _target.c.name.label("target"),
        paper_of(papers.paper_subject.c.voucher, t.voucher.c.id, papers.paper.c.number).label("number"),
    )
    .join_from(t.move, t.voucher, t.voucher.c.id == t.move.c.voucher)
    .join(_origin, _origin.c.id == t.move.c.from_place)
    .join(_target, _target.c.id == t.move.c.to_place)
    .order_by(t.move.c.id)
)


def _moves(asked: Asked, known: dict[int, Item]) -> Iterator[Sequence[Cell]]:
    for row in asked.connection.execute(_MOVES):
        item = known[row.item]
        yield (
            *(row.entry, row.day, KINDS[row.kind].screen, row.number or "", item.name),
            *(_in_units(item, row.quantity), item.unit.symbol, row.origin, row.target, row.cost, row.lot),
            _yes(row.reverses is not None),
        )


def _balances(asked: Asked) -> list[Table]:
    known = _known(asked)
    places = {row.id: row for row in asked.connection.execute(sa.select(*t.place.c["id", "kind", "name"]))}
    found = sorted(
        on_hand_of_everything(asked.connection),
        key=lambda one: (places[one.place].kind != "store", places[one.place].name, known[one.item].name),
    )
    heads = (
        *(Head("Jenis tempat", 14), Head("Tempat", 30), Head("Barang", 28), Head("Jumlah", 12, Holds.FIGURE)),
        *(Head("Satuan", 8), Head("Nilai (Rp)", 16, Holds.FIGURE)),
    )
    lines = (
        (
            *(PLACE_NAMES[places[one.place].kind], places[one.place].name, known[one.item].name),
            *(_in_units(known[one.item], one.quantity), known[one.item].unit.symbol, one.value),
        )
        for one in found
    )
    told = f"keadaan per {words.long_date(asked.today)}"
    foot = f"Jumlah nilai {words.rupiah(sum(one.value for one in found))}"
    return [Table("Saldo per tempat", "Saldo per tempat", heads, lines, told, len(found), foot)]


# --- money and papers -------------------------------------------------------------------------------

_PAYMENT = (
    *(Head("Tanggal", 12, Holds.DAY), Head("Nomor", 22, Holds.CODE), Head("Penerima", 28)),
    *(Head("NIK", 20, Holds.CODE), Head("NPWP", 20, Holds.CODE), Head("Barang", 26)),
    *(Head("Bruto (Rp)", 14, Holds.FIGURE), Head("Jenis pajak", 18), Head("Pajak (Rp)", 12, Holds.FIGURE)),
    *(Head("Neto (Rp)", 14, Holds.FIGURE), Head("Bank", 16), Head("Nomor rekening", 20, Holds.CODE)),
    *(Head("Pemilik rekening", 24), Head("Status", 16)),
)


def _payments(asked: Asked) -> list[Table]:
    return [Table("Pembayaran", "Pembayaran", _PAYMENT, _paid(asked))]


def _paid(asked: Asked) -> Iterator[Sequence[Cell]]:
    known = _known(asked)
    payments = [one for one in listed(asked.connection, ("payment",)) if one.voucher is not None]
    lines = defaultdict(list)
    for line in paid_lines(asked.connection, [one.voucher for one in payments if one.voucher]):
        lines[line.payment].append(line)
    payees = payees_at(asked.connection, {one.place for one in payments if one.place is not None})
    taxes = {
        row: tax_rule_by_id(asked.connection, row)
        for row in {one.tax_row for of in lines.values() for one in of}
    }
    for one in reversed(payments):
        who = payees.get(one.place or 0)
        for line in lines[one.voucher or 0]:
            rule = taxes.get(line.tax_row)
            yield (
                *(one.day, without_blank(one.number), one.party, asked.nik(who.nik if who else "")),
                *(asked.nik(who.npwp if who else ""), known[line.item].name, line.gross),
                *(TAXES[rule.kind] if rule else "", line.tax, line.gross - line.tax, who.bank if who else ""),
                *(asked.account(who.account if who else ""), who.holder if who else "", one.status.value),
            )


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is paid, a participant or a vendor; nik "" for a vendor."""

    name: str
    nik: str
    npwp: str
    bank: str
    account: str
    holder: str


def payees_at(connection: sa.Connection, places: set[int]) -> dict[int, Payee]:
    """Return who is paid at each of these places, in two statements."""
    p, v = people.participant.c, t.vendor.c
    persons = sa.select(p.place, p.name, p.nik, p.npwp, p.bank, p.bank_account, p.bank_holder).where(
        p.place.in_(places)
    )
    sellers = (
        sa.select(v.place, t.place.c.name, sa.literal("").label("nik"), v.npwp)
        .add_columns(v.bank, v.bank_account, v.bank_holder)
        .join_from(t.vendor, t.place, t.place.c.id == v.place)
        .where(v.place.in_(places))
    )
    rows = [*connection.execute(persons), *connection.execute(sellers)]
    return {
        row.place: Payee(row.name, row.nik, row.npwp, row.bank, row.bank_account, row.bank_holder or row.name)
        for row in rows
    }


_HOLDS = {Kept.DAY: Holds.DAY, Kept.NUMBER: Holds.FIGURE, Kept.MONEY: Holds.FIGURE}


def _register(asked: Asked) -> list[Table]:
    lines = register_lines(asked.today)
    fields: list[Field[Any]] = [one for one in lines.all_fields if one.title]
    keys = lines.find(asked.connection, Query())
    heads = tuple(Head(one.title, _width(one), _HOLDS.get(one.holds, Holds.CODE)) for one in fields)

    def rows() -> Iterator[Sequence[Cell]]:
        for first in range(0, len(keys), _PAGE):
            for row in lines.rows(asked.connection, keys[first : first + _PAGE]):
                if row is not None:
                    yield tuple(one.of(row) for one in fields)

    return [Table("Register surat", "Register surat", heads, rows(), total=len(keys))]


def _width(field: Field[Any]) -> float:
    return {Kept.TEXT: 26, Kept.WORD: 20}.get(field.holds, 11)


@dataclass(frozen=True, slots=True)
class Topic:
    """A part of an export: a workbook of its own, and a CSV file for each of its tables.

    key: names the files; title, told: on screen; personal: whether NIK or accounts may stand in it.
    """

    key: str
    title: str
    told: str
    personal: bool
    tables: Callable[[Asked], list[Table]]


TOPICS: tuple[Topic, ...] = (
    Topic("peserta", "Peserta", "semua peserta dengan identitas, usaha dan rekening", True, _people),
    Topic("angkatan", "Angkatan", "angkatan, pesertanya, nilai dan nomor sertifikat", True, _batches),
    Topic("barang", "Barang dan pihak", "barang, lembaga penerima, penyedia", True, _things),
    Topic(
        "buku-barang", "Buku barang", "surat barang tiap jenis baris demi baris, semua gerak", False, _journal
    ),
    Topic("saldo", "Saldo", "jumlah dan nilai tiap barang di tiap tempat", False, _balances),
    Topic("pembayaran", "Pembayaran", "kuitansi: bruto, pajak, neto, rekening", True, _payments),
    Topic("register-surat", "Register surat", "semua surat dan nomornya, juga yang batal", False, _register),
)
"""The parts in the order of the page."""
