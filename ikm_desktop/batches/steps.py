"""The seven steps of a batch: how far each is, who is still missing in it, and what is to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.batches import Batch, batch_of
from ikm_desktop.batches.closing import still_held
from ikm_desktop.batches.dossier import lacking_papers
from ikm_desktop.batches.eligibility import Eligibility, eligibility
from ikm_desktop.batches.progress import certified_enrolments, is_ready, taken
from ikm_desktop.batches.roster import EVERYONE, Enrolled, roster
from ikm_desktop.goods import tables as g
from ikm_desktop.goods.payments import BOUGHT_BACK, all_accounts
from ikm_desktop.papers import tables as papers
from ikm_desktop.participants.people import kept_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Key = Literal["peserta", "bahan", "kehadiran", "produk", "bayar", "sertifikat", "berkas"]
State = Literal["waiting", "under_way", "needed", "done"]
STATES: dict[State, str] = {
    "waiting": "Belum mulai",
    "under_way": "Berjalan",
    "needed": "Perlu dikerjakan",
    "done": "Selesai",
}
"""How far a step is, with the words on screen."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody a step still waits for, and why; person: None where it is a paper or the batch itself."""

    name: str
    why: str
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Lack:
    """What a step lacks in a few words ("2 belum dibayar"), and the act that brings it."""

    text: str
    act: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step: figures ("19 dari 20 hadir"), who is missing, and the act that comes next.

    lacks: what is missing in a few words, each with its own act; none when nothing is.
    """

    key: Key
    title: str
    state: State
    figures: str
    act: str
    missing: tuple[Missing, ...] = ()
    lacks: tuple[Lack, ...] = ()

    @property
    def summary(self) -> str:
        """What is missing in one line, empty when nothing is."""
        return " · ".join(one.text for one in self.lacks)


@dataclass(frozen=True, slots=True)
class _Read:
    """What the steps are told from, read once; ids of moved goods are places."""

    batch: Batch
    today: date
    everybody: Sequence[Enrolled]
    standing: Sequence[Eligibility]
    supplied: set[int]
    prepared: set[int]
    delivered: set[int]
    not_inspected: set[int]
    payable: Mapping[int, int]
    paid: set[int]
    certified: set[int]
    not_printed: int

    @property
    def active(self) -> list[Enrolled]:
        return [one for one in self.everybody if one.state == "aktif"]

    @property
    def has_begun(self) -> bool:
        return self.batch.starts_on is not None and self.batch.starts_on <= self.today

    @property
    def is_over(self) -> bool:
        return self.batch.ends_on is not None and self.batch.ends_on < self.today


def batch_steps(connection: sa.Connection, batch: int, today: date) -> tuple[Step, ...]:
    """Return the seven steps of a batch as they stand on a day, in their order. Raises NotFound."""
    read = _read(connection, batch, today)
    held = still_held(connection, batch)
    return (
        _people(read),
        _materials(read, [(one.participant, one.name, f"{one.item_name} {one.shown}") for one in held]),
        _attendance(read),
        _products(read),
        _payments(read),
        _certificates(read),
        _dossier(connection, read),
    )


def not_paid(connection: sa.Connection, batch: int) -> tuple[str, ...]:
    """Return who of a batch is still to be paid: a check for `closing.close_batch`."""
    read = _read(connection, batch, date.max)
    return tuple(f"{one.name} {one.why}" for one in _payments(read).missing)


def _read(connection: sa.Connection, batch: int, today: date) -> _Read:
    payable: dict[int, int] = {}
    owed: set[int] = set()
    delivered: set[int] = set()
    kept = kept_places(connection)
    for account in all_accounts(connection).values():
        if account.kind in BOUGHT_BACK and account.batch == batch:
            payee = kept.get(account.payee, account.payee)
            if account.accepted:
                delivered.add(payee)
            if account.owed:
                owed.add(payee)
                payable[payee] = payable.get(payee, 0) + max(account.payable, 0)
    prepared, not_inspected = _prepared(connection, batch)
    return _Read(
        batch=batch_of(connection, batch),
        today=today,
        everybody=roster(connection, batch, EVERYONE),
        standing=eligibility(connection, batch),
        supplied={one.place for one in taken(connection, "supply") if one.batch == batch},
        prepared=prepared,
        delivered=delivered,
        not_inspected=not_inspected,
        payable=payable,
        paid={who for who in owed if not payable[who]},
        certified=certified_enrolments(connection),
        not_printed=_not_printed(connection, batch),
    )


def _not_printed(connection: sa.Connection, batch: int) -> int:
    """Return how many valid certificates of a batch were issued and never printed or saved."""
    paper, issued, log = papers.paper.c, papers.issued.c, papers.print_log.c
    printed = sa.exists().where(issued.paper == paper.id, log.issued == issued.id).correlate(papers.paper)
    query = sa.select(sa.func.count()).where(
        paper.kind == "SERT", paper.state == "valid", paper.batch == batch, ~printed
    )
    return connection.execute(query).scalar_one()


def _lacks(act: str, *counted: tuple[int, str]) -> tuple[Lack, ...]:
    """Return what there is any of, as lacks that one act brings."""
    return tuple(Lack(f"{count} {text}", act) for count, text in counted if count)


def _prepared(connection: sa.Connection, batch: int) -> tuple[set[int], set[int]]:
    """Return to whom a handover is prepared, and whose products wait for their inspection."""
    query = sa.select(g.prepared.c.kind, g.prepared.c.from_place, g.prepared.c.to_place).where(
        g.prepared.c.batch == batch, g.prepared.c.state == "prepared"
    )
    rows = connection.execute(query).all()
    return (
        {row.to_place for row in rows if row.kind == "supply"},
        {row.from_place for row in rows if row.kind == "delivery"},
    )


def _state(done: int, of: int, *, is_due: bool) -> State:
    if of and done >= of:
        return "done"
    if is_due and of:
        return "needed"
    return "under_way" if done else "waiting"


def _people(read: _Read) -> Step:
    active, places = len(read.active), read.batch.capacity
    waiting = sum(one.state == "menunggu" for one in read.everybody)
    left = sum(one.state == "keluar" for one in read.everybody)
    figures = f"{active} dari {places} tempat"
    figures += f" · {waiting} menunggu" if waiting else ""
    figures += f" · {left} keluar" if left else ""
    missing = tuple(
        Missing(one.person.name, "NIK belum ada", one.person.id) for one in read.active if not one.person.nik
    )
    act = "Daftar peserta"
    lacks = _lacks(act, (len(missing), "tanpa NIK")) if active else (Lack("belum ada peserta", act),)
    may_come = min(waiting, places - active)
    if may_come > 0 and read.batch.closed_on is None:
        lacks += _lacks(act, (may_come, "menunggu, tempatnya ada"))
        missing += tuple(
            Missing(one.person.name, "menunggu tempat", one.person.id)
            for one in [one for one in read.everybody if one.state == "menunggu"][:may_come]
        )
    enough = active >= places or (active > 0 and read.has_begun)
    state: State = "needed" if not active else "done" if enough and not missing else "under_way"
    return Step("peserta", "Peserta", state, figures, act, missing, lacks)


def _materials(read: _Read, held: Sequence[tuple[int, str, str]]) -> Step:
    active = read.active
    without = [one for one in active if one.person.place not in read.supplied]
    have, waits = len(active) - len(without), sum(one.person.place in read.prepared for one in without)
    figures = f"{have} dari {len(active)} menerima"
    figures += f" · {waits} disiapkan" if waits else ""
    if read.batch.product is None and not have:
        why = Missing(read.batch.name, "produknya belum ditetapkan")
        act = "Tetapkan produk"
        return Step("bahan", "Bahan", "needed", figures, act, (why,), (Lack("produk belum ditetapkan", act),))
    missing = [
        Missing(
            one.person.name,
            "bahan disiapkan, belum ditandatangani"
            if one.person.place in read.prepared
            else "belum menerima bahan",
            one.person.id,
        )
        for one in without
    ]
    lacks = _lacks("Serahkan paket", (len(missing), "belum menerima bahan"))
    if read.is_over and held:
        by_person: dict[int, tuple[str, list[str]]] = {}
        for person, name, what in held:
            by_person.setdefault(person, (name, []))[1].append(what)
        missing += [
            Missing(name, f"masih memegang {_some(what)}", who) for who, (name, what) in by_person.items()
        ]
        lacks += _lacks("Kembalikan bahan", (len(by_person), "belum kembali bahan"))
    state = _state(have, len(active), is_due=read.has_begun)
    if state == "done" and missing:
        state = "needed"
    act = "Kembalikan bahan" if active and not without and missing else "Serahkan paket"
    return Step("bahan", "Bahan", state, figures, act, tuple(missing), lacks)


def _some(texts: Sequence[str]) -> str:
    """Return the first of several texts, and how many more there are."""
    return f"{texts[0]} dan {len(texts) - 1} bahan lain" if texts[1:] else texts[0]


def _attendance(read: _Read) -> Step:
    rows = [one.attendance for one in read.standing]
    past = [[day for day, letter in row.marks.items() if not letter and day <= read.today] for row in rows]
    cells = sum(row.days for row in rows)
    filled = cells - sum(row.blank for row in rows)
    present = sum(row.present for row in rows)
    meet = sum(one.may for one in read.standing)
    figures = f"{meet} dari {len(rows)} memenuhi"
    figures = f"{present * 100 // cells} % hadir · {figures}" if filled else "belum diisi"
    missing = tuple(
        Missing(row.enrolled.person.name, f"kehadiran {len(days)} hari belum diisi", row.enrolled.person.id)
        for row, days in zip(rows, past, strict=True)
        if days
    )
    if rows and not cells:
        why = (Missing(read.batch.name, "hari pelatihan belum diisi"),)
        act = "Isi jadwal"
        none = (Lack("hari pelatihan belum diisi", act),)
        return Step("kehadiran", "Kehadiran", "needed", figures, act, why, none)
    state = _state(filled, cells, is_due=bool(missing))
    lacks = _lacks("Isi kehadiran", (len(missing), "belum lengkap kehadirannya"))
    return Step("kehadiran", "Kehadiran", state, figures, "Isi kehadiran", missing, lacks)


def _products(read: _Read) -> Step:
    makers = [one for one in read.active if one.person.place in read.supplied | read.delivered]
    without = [one for one in makers if one.person.place not in read.delivered]
    waits = sum(one.person.place in read.not_inspected for one in makers)
    figures = f"{len(makers) - len(without)} dari {len(read.active)} menyerahkan"
    figures += f" · {waits} belum diperiksa" if waits else ""
    missing = tuple(
        Missing(
            one.person.name,
            "produk belum diperiksa"
            if one.person.place in read.not_inspected
            else "belum menyerahkan produk",
            one.person.id,
        )
        for one in without
    )
    done = len(makers) - len(without)
    state = _state(done, len(makers), is_due=read.is_over or waits > 0)
    lacks = _lacks("Periksa produk", (waits, "belum diperiksa"))
    nothing = sum(one.person.place not in read.not_inspected for one in without)
    lacks += _lacks("Terima produk", (nothing, "belum menyerahkan produk"))
    act = "Periksa produk" if waits else "Terima produk"
    return Step("produk", "Produk", state, figures, act, missing, lacks)


def _payments(read: _Read) -> Step:
    missing = tuple(
        Missing(one.person.name, f"belum dibayar {words.rupiah(owed)}", one.person.id)
        for one in read.everybody
        if (owed := read.payable.get(one.person.place, 0))
    )
    paid = sum(one.person.place in read.paid for one in read.everybody)
    figures = f"{paid} dari {paid + len(missing)} dibayar" if paid or missing else "belum ada yang dibayar"
    state = _state(paid, paid + len(missing), is_due=bool(missing))
    lacks = _lacks("Bayar angkatan", (len(missing), "belum dibayar"))
    return Step("bayar", "Bayar", state, figures, "Bayar angkatan", missing, lacks)


def _certificates(read: _Read) -> Step:
    have = sum(one.enrolled.enrolment in read.certified for one in read.standing)
    ready = sum(is_ready(one, read.certified) for one in read.standing)
    missing = tuple(
        Missing(
            one.enrolled.person.name,
            "sertifikat belum terbit" if one.may else "; ".join(one.reasons),
            one.enrolled.person.id,
        )
        for one in read.standing
        if one.enrolled.enrolment not in read.certified
    )
    figures = f"{have} dari {len(read.standing)} terbit" + (f" · {ready} siap" if ready else "")
    is_done = have > 0 and not ready
    state: State = "done" if is_done else "needed" if ready else "under_way" if have else "waiting"
    lacks = _lacks("Sertifikat", (ready, "siap sertifikat"))
    if not ready and missing and (read.is_over or have):
        lacks = _lacks("Sertifikat", (len(missing), "tanpa sertifikat"))
    told = missing if lacks else ()
    lacks += _lacks("Cetak sertifikat", (read.not_printed, "sertifikat belum dicetak"))
    return Step("sertifikat", "Sertifikat", state, figures, "Sertifikat", told, lacks)


def _dossier(connection: sa.Connection, read: _Read) -> Step:
    there, of, lacking = lacking_papers(connection, read.batch.id)
    missing = tuple(Missing(name, why) for name, why in lacking)
    state = _state(there, of, is_due=read.is_over)
    if state == "done" and missing:
        state = "needed" if read.is_over else "under_way"
    told = len(missing) if read.is_over or there else 0
    lacks = _lacks("Lihat surat", (told, "berkas belum lengkap"))
    return Step(
        "berkas", "Berkas SPJ", state, f"{there} dari {of} jenis berkas ada", "Lihat surat", missing, lacks
    )
