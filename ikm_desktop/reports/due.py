"""What is to be done today: everything that waits for the clerk, worst first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.batches import Batch, batches
from ikm_desktop.batches.closing import still_held
from ikm_desktop.batches.eligibility import Eligibility, eligibility
from ikm_desktop.batches.progress import certified_enrolments, is_ready
from ikm_desktop.buyback.lists import DeliveryRow, delivery_rows
from ikm_desktop.distribution.lists import (
    NO_REPORT,
    PART_REPORTED,
    DistributionRow,
    distribution_rows,
)
from ikm_desktop.errors import NotFound
from ikm_desktop.goods.listed import Status
from ikm_desktop.goods.periods import next_to_close
from ikm_desktop.office.findings import Finding
from ikm_desktop.office.settings import Wording, load
from ikm_desktop.papers.gaps import gaps
from ikm_desktop.papers.series import all_series
from ikm_desktop.participants.doubles import suspected_pairs
from ikm_desktop.participants.people import people_by_id
from ikm_desktop.supply.kit import KitItem, KitProposal, kit_proposal, waiting_batch
from ikm_desktop.supply.lists import HandoverRow, handover_rows

Severity = Literal["err", "warn", "info", "ok"]
_WORST_FIRST: tuple[Severity, ...] = ("err", "warn", "info", "ok")

OUT_TOO_LONG = 7
"""After how many days a printed paper that did not come back is a matter of its own (customary)."""

_BACKUP_TOO_OLD = 7
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Target:
    """Where the matter is dealt with: a tab by its room's name, words to filter by, the chip to press.

    words: "" filters nothing; chip: "" presses none; batch: the batch it is about, if one.
    """

    tab: str
    words: str = ""
    chip: str = ""
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class DueItem:
    """One matter: a title, what is known of it, how bad it is, where to go; action: the button's text."""

    key: str
    title: str
    detail: str
    severity: Severity
    action: str
    target: Target


def due(
    connection: sa.Connection,
    today: date,
    *,
    backup_age_days: int | None = None,
    drafts: Sequence[str] = (),
    unexplained: int = 0,
    found: Sequence[Finding] = (),
) -> tuple[DueItem, ...]:
    """Return what waits for the clerk on a day, worst first; nothing when nothing does.

    backup_age_days: days since the last verified backup; None when that is not known here. drafts: titles of
    what was begun and not saved, which lies beside the book. unexplained: how many items' balance does not
    come out at 0, as `conservation` has found it. found: what the self-check has found last.
    """
    given = distribution_rows(connection)
    items = [
        *(_found_by_check(found) if found else _unsound(unexplained)),
        *_handovers("supply", handover_rows(connection), "serah terima bahan", today),
        *_handovers("distribution", given, "penyaluran", today),
        *_not_reported(given, today, load(connection, Wording).report_days),
        *_short_of(connection, today),
        *_receipts(delivery_rows(connection), today),
        *_of_batches(connection, today),
        *_quarter(connection, today),
        *_unexplained(connection),
        *_doubles(connection),
        *_backup(backup_age_days),
        *_drafts(drafts),
    ]
    return tuple(sorted(items, key=lambda item: _WORST_FIRST.index(item.severity)))


# --- papers that wait -------------------------------------------------------------------------------


def _handovers(
    tab: str, rows: Sequence[HandoverRow | DistributionRow], what: str, today: date
) -> Iterator[DueItem]:
    unsigned = [row for row in rows if row.status in {Status.PREPARED, Status.OUT}]
    late = [row for row in unsigned if (row.days_out(today) or 0) >= OUT_TOO_LONG]
    waiting = [row for row in unsigned if (row.days_out(today) or 0) < OUT_TOO_LONG]
    if late:
        oldest = min(late, key=lambda row: row.out_since or today)
        papers = len({row.paper for row in late})
        yield DueItem(
            f"{tab}-not-back",
            f"{papers} surat {what} dicetak dan belum kembali",
            f"terlama {oldest.days_out(today)} hari: {oldest.label}",
            "err",
            "Buka daftar",
            Target(tab, Status.OUT.value, "Belum ditandatangani"),
        )
    if waiting:
        oldest = min(waiting, key=lambda row: row.letter_date)
        only = {row.status for row in waiting}
        yield DueItem(
            f"{tab}-unsigned",
            f"{len(waiting)} {what} belum ditandatangani",
            f"tertua {_age(oldest.letter_date, today)}: {oldest.label}",
            "warn",
            "Buka daftar",
            Target(tab, only.pop().value if len(only) == 1 else "", "Belum ditandatangani"),
        )


def _not_reported(rows: Sequence[DistributionRow], today: date, days: int) -> Iterator[DueItem]:
    """Yield the letters whose report is overdue; days: within which it is due (a clause of the letter)."""
    late = [
        row
        for row in rows
        if row.report in (NO_REPORT, PART_REPORTED) and (today - row.letter_date).days > days
    ]
    if late:
        oldest = min(late, key=lambda row: row.letter_date)
        yield DueItem(
            "not-reported",
            f"{len(late)} penyaluran belum dilaporkan lembaganya",
            f"lewat {days} hari · tertua {_age(oldest.letter_date, today)}: {oldest.institution}",
            "warn",
            "Lihat",
            Target("distribution", "", "Belum ada laporan"),
        )


def _receipts(rows: Sequence[DeliveryRow], today: date) -> Iterator[DueItem]:
    waiting = [row for row in rows if row.status is Status.NOT_INSPECTED]
    if waiting:
        oldest = min(waiting, key=lambda row: row.letter_date)
        yield DueItem(
            "not-inspected",
            f"{len({row.prepared for row in waiting})} penerimaan belum diperiksa",
            f"tertua {_age(oldest.letter_date, today)}: {oldest.maker}",
            "warn",
            "Periksa",
            Target("buyback", Status.NOT_INSPECTED.value, Status.NOT_INSPECTED.value),
        )
    owed = [row for row in rows if row.payable > 0]
    if owed:
        makers = len({row.place for row in owed})
        yield DueItem(
            "not-paid",
            f"{len({row.voucher for row in owed})} penerimaan belum dibayar",
            f"{words.rupiah(sum(row.payable for row in owed))} · {makers} pembuat · barang sudah diperiksa",
            "warn",
            "Daftar bayar",
            Target("buyback", "", "Belum dibayar"),
        )


def _age(day: date, today: date) -> str:
    days = (today - day).days
    return "hari ini" if days <= 0 else f"{days} hari"


# --- batches ----------------------------------------------------------------------------------------


def _of_batches(connection: sa.Connection, today: date) -> Iterator[DueItem]:
    certified = certified_enrolments(connection)
    for batch in batches(connection):
        state = batch.state_on(today)
        if state == "closed":
            yield from _still_held(connection, batch)
        elif state != "upcoming":
            yield from _certificates(batch, eligibility(connection, batch.id), certified)


def _certificates(batch: Batch, standing: Sequence[Eligibility], certified: set[int]) -> Iterator[DueItem]:
    ready = sum(is_ready(one, certified) for one in standing)
    if not ready:
        return
    others = [
        one for one in standing if one.enrolled.enrolment not in certified and not is_ready(one, certified)
    ]
    detail = f"{ready} memenuhi syarat"
    if others:
        named = [f"{one.enrolled.person.name}: {_why_not(one)}" for one in others[:_NAMED]]
        more = f"; +{len(others) - _NAMED}" if len(others) > _NAMED else ""
        detail += f", {len(others)} belum ({'; '.join(named)}{more})"
    yield DueItem(
        "certificates",
        f"{batch.name} siap disertifikatkan",
        detail,
        "info",
        "Sertifikat",
        Target("batches", batch.name, batch=batch.id),
    )


def _why_not(one: Eligibility) -> str:
    return ", ".join(one.reasons) or f"kehadiran {one.attendance.blank} hari belum diisi"


def _still_held(connection: sa.Connection, batch: Batch) -> Iterator[DueItem]:
    held = still_held(connection, batch.id)
    if held:
        people = list(dict.fromkeys(one.name for one in held))
        named = [f"{one.name}: {one.item_name} {one.shown}" for one in held[:_NAMED]]
        more = f"; +{len(held) - _NAMED}" if len(held) > _NAMED else ""
        yield DueItem(
            "still-held",
            f"{len(people)} orang masih memegang bahan {batch.name} yang sudah ditutup",
            "; ".join(named) + more,
            "err",
            "Lihat peserta",
            Target("participants", people[0] if len(people) == 1 else batch.name, batch=batch.id),
        )


def _short_of(connection: sa.Connection, today: date) -> Iterator[DueItem]:
    """Yield what the store lacks for the kit of the batch that waits for one."""
    kit = _next_kit(connection, today)
    if kit is None:
        return
    receivers = sum(one.receives for one in kit.people)
    short = [one for one in kit.items if one.each * receivers > one.available]
    if short:
        first = short[0]
        title = f"{first.item.name} kurang {_lacking(first, receivers)} untuk {kit.batch.name}"
        if len(short) > 1:
            title = f"{len(short)} bahan kurang untuk {kit.batch.name}"
        yield DueItem(
            "short",
            title,
            "; ".join(_short_detail(one, receivers, named=len(short) > 1) for one in short[:_NAMED])
            + (f"; +{len(short) - _NAMED}" if len(short) > _NAMED else ""),
            "err",
            "Lihat kebutuhan",
            Target("goods", first.item.name if len(short) == 1 else "", batch=kit.batch.id),
        )


def _next_kit(connection: sa.Connection, today: date) -> KitProposal | None:
    batch = waiting_batch(connection)
    if batch is None:
        return None
    try:
        return kit_proposal(connection, batch=batch, day=today)
    except NotFound:  # an office without a store has no stock to be short of
        return None


def _lacking(one: KitItem, receivers: int) -> str:
    return one.item.ref.show(one.each * receivers - one.available)


def _short_detail(one: KitItem, receivers: int, *, named: bool) -> str:
    if named:
        return f"{one.item.name} kurang {_lacking(one, receivers)}"
    show = one.item.ref.show
    return f"perlu {show(one.each * receivers)} · tersedia {show(one.available)}"


def _quarter(connection: sa.Connection, today: date) -> Iterator[DueItem]:
    """Yield the oldest quarter that is over and not closed: its report is due. None before any goods."""
    last = next_to_close(connection, today)
    if last < today:
        days = words.number((today - last).days)
        yield DueItem(
            "quarter",
            f"Laporan {words.quarter_name(last)} waktunya dibuat",
            f"lewat {days} hari · buku belum ditutup s.d. {words.short_date(last)}",
            "warn",
            "Tutup periode",
            Target(PERIODS),
        )


# --- register, backup -------------------------------------------------------------------------------


def _doubles(connection: sa.Connection) -> Iterator[DueItem]:
    """Yield the people who may be in the book twice, once for all of them."""
    pairs = suspected_pairs(connection)
    if pairs:
        names = people_by_id(connection, [pair.first for pair in pairs[:_NAMED]])
        told = ", ".join(names[pair.first].name for pair in pairs[:_NAMED])
        more = f", dan {len(pairs) - _NAMED} lagi" if len(pairs) > _NAMED else ""
        yield DueItem(
            "doubles",
            f"{words.number(len(pairs))} pasangan peserta mungkin satu orang",
            f"{told}{more}",
            "info",
            "Bandingkan",
            Target("participants", chip="Mungkin ganda"),
        )


def _unexplained(connection: sa.Connection) -> Iterator[DueItem]:
    found = [gap for gap in gaps(connection) if gap.reason is None]
    if found:
        names = {series.code: series.name for series in all_series(connection)}
        count = sum(gap.last - gap.first + 1 for gap in found)
        named = [f"{names.get(gap.series, gap.series)} {gap.year}: {gap.numbers}" for gap in found[:_NAMED]]
        more = f"; +{len(found) - _NAMED}" if len(found) > _NAMED else ""
        yield DueItem(
            "gaps",
            f"{words.number(count)} nomor surat terlewati tanpa penjelasan",
            "; ".join(named) + more,
            "warn",
            "Jelaskan",
            Target("papers", "", "Celah nomor"),
        )


def _unsound(items: int) -> Iterator[DueItem]:
    if items:
        yield DueItem(
            "check",
            f"Neraca {words.number(items)} barang tidak cocok",
            "periksa buku: di sana tertulis surat dan tempatnya",
            "err",
            "Periksa buku",
            Target(CHECK),
        )


def _found_by_check(found: Sequence[Finding]) -> Iterator[DueItem]:
    """Yield what the self-check found, once for all of it: the first by name, the list behind its button."""
    named = [one.sentence.rstrip(".") for one in found[:_NAMED]]
    more = f"; +{len(found) - _NAMED}" if len(found) > _NAMED else ""
    yield DueItem(
        "check",
        f"{words.number(len(found))} hal dalam buku tidak cocok",
        "; ".join(named) + more,
        "err",
        "Periksa buku",
        Target(CHECK),
    )


def _backup(age: int | None) -> Iterator[DueItem]:
    if age:
        yield DueItem(
            "backup",
            f"Cadangan terakhir {words.number(age)} hari lalu",
            "cadangkan ke flashdisk atau komputer lain",
            "err" if age >= _BACKUP_TOO_OLD else "warn",
            "Cadangkan",
            Target(""),
        )


def _drafts(titles: Sequence[str]) -> Iterator[DueItem]:
    if titles:
        named = dict.fromkeys(titles[:_NAMED])
        more = f"; +{len(titles) - _NAMED}" if len(titles) > _NAMED else ""
        yield DueItem(
            "drafts",
            f"{len(titles)} konsep belum disimpan",
            "; ".join(named) + more,
            "info",
            "Lanjutkan",
            Target(DRAFTS),
        )


DRAFTS, PERIODS, CHECK = "drafts", "periods", "check"
"""The targets of what was begun and not saved, periods, the self-check: no tab's, a page of its own."""
