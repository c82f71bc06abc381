"""Data saya: everything the book has of one person, as a PDF for her; that it was made is logged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.office.acts import Kind
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import BookMode, load
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.personal_data import PersonalData, Section, personal_data_pdf
from ikm_desktop.participants.history import PRINTED, HistoryLine, history
from ikm_desktop.participants.person import LABELS
from ikm_desktop.participants.retention import Retention
from ikm_desktop.reports.person_record import PersonRecord, person_record, word_of_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ikm_desktop.goods.listed import Listed
    from ikm_desktop.office.book import Office
    from ikm_desktop.participants.person import Person

_GROUPS = (
    ("Identitas", ("name", "nik", "birth_place", "born", "sex", "full_address", "phone", "education")),
    (
        "Usaha",
        (
            *("business", "product", "kbli", "founded", "workers"),
            *("nib", "npwp", "umkm_letter", "machine_kind", "machine_count"),
        ),
    ),
    ("Bank", ("bank", "bank_account", "bank_holder")),
    ("Lain-lain", ("note", "notice_on", "signs")),
)
_MOST_VIEWS = 40


def personal_data(office: Office, *, person: int) -> bytes:
    """Return all that is kept of a person, NIK and account in full, as a PDF for her; logged as an act.

    It has no number and is not archived. Source: UU 27/2022 art. 7. Raises NotFound.
    """
    with office.act("print_personal_data") as act:
        content = _gather(act.connection, person, act.today)
        pictures = furniture.pictures(act.connection, [content.letterhead.logo, content.photo])
        act.log("participant", person, "data pribadi", None, PRINTED)
        act.changed.add(Kind.PERSON)
    return personal_data_pdf(content, pictures)


def _gather(connection: sa.Connection, person: int, today: date) -> PersonalData:
    record = person_record(connection, person)
    mode = load(connection, BookMode)
    marks = (c.SAMPLE,) if mode.sample else (c.PRACTICE,) if mode.practice else ()
    number = f"per {words.long_date(today)}"
    return PersonalData(
        head=c.Head(kind="DSP", number=number, marks=marks),
        letterhead=furniture.letterhead(connection),
        name=record.person.name,
        groups=tuple((title, _fields(record.person, names)) for title, names in _GROUPS),
        sections=(*_sections(record), _of_log(history(connection, person))),
        statement=_statement(load(connection, Profile).name, load(connection, Retention).years, today),
        photo=record.person.photo,
    )


def _fields(person: Person, names: Sequence[str]) -> tuple[c.Field, ...]:
    labels = {**LABELS, "full_address": "Alamat", "notice_on": "Pemberitahuan data pribadi"}
    return tuple(
        c.Field(label=labels[name], value=_shown(getattr(person, name)), bold=name == "name")
        for name in names
    )


def _shown(value: object) -> str:
    if value is None or value == "":
        return "–"
    return words.long_date(value) if isinstance(value, date) else str(value)


def _sections(record: PersonRecord) -> tuple[Section, ...]:
    batches = tuple(
        (
            one.name,
            one.training,
            str(one.no),
            one.state,
            f"{one.present} dari {one.days}" if one.days else "–",
        )
        for one in record.batches
    )
    holds = tuple((one.name, one.shown, words.rupiah(one.value)) for one in record.holds)
    papers = tuple((words.short_date(one.day), one.label, one.subject) for one in record.papers)
    doubles = tuple((one.name, one.masked_nik, _shown(one.born)) for one in record.doubles)
    done = (
        ("Bahan", record.materials),
        ("Produk", record.products),
        ("Pembayaran", record.payments),
    )
    found = [
        Section(
            title="Angkatan",
            heads=(("Angkatan", 32), ("Pelatihan", 60), ("Nomor", 16), ("Keadaan", 24), ("Hadir", 24)),
            rows=batches,
        ),
        Section(
            title="Barang yang dipegang",
            heads=(("Barang", 80), ("Jumlah", 40), ("Nilai", 40)),
            rows=holds,
            numbers=(1, 2),
        ),
        *(_of_rows(title, rows) for title, rows in done),
        Section(
            title="Surat yang memuat namanya",
            heads=(("Tanggal", 24), ("Surat", 66), ("Perihal", 80)),
            rows=papers,
        ),
    ]
    if doubles:
        heads = (("Nama", 80), ("NIK", 50), ("Lahir", 40))
        found.append(Section(title="Data ganda yang digabungkan", heads=heads, rows=doubles))
    return tuple(found)


def _of_rows(title: str, rows: Sequence[Listed]) -> Section:
    return Section(
        title=title,
        heads=(("Tanggal", 22), ("Kegiatan", 34), ("Surat", 46), ("Isi", 46), ("Nilai", 24)),
        rows=tuple(
            (
                words.short_date(row.letter_date),
                f"{word_of_row(row)} ({row.status.lower()})",
                row.number,
                row.goods.summary(),
                "–" if row.value is None else words.rupiah(row.value),
            )
            for row in rows
        ),
        numbers=(4,),
    )


def _of_log(lines: Sequence[HistoryLine]) -> Section:
    views = [line for line in lines if line.view][:_MOST_VIEWS]
    return Section(
        title="Yang melihat atau mencetak data ini",
        heads=(("Waktu", 34), ("Petugas", 60), ("Data", 40), ("Kegiatan", 30)),
        rows=tuple((f"{line.at:%d-%m-%Y %H.%M}", line.actor, line.label, line.after) for line in views),
    )


def _statement(office: str, years: int, today: date) -> str:
    return (
        f"Data ini disimpan oleh {office} untuk pelatihan, penyerahan bahan, pembelian kembali dan "
        f"pertanggungjawaban anggaran, di komputer kantor tanpa jaringan. Data dihapus {years} tahun sesudah "
        "kegiatan terakhir; surat yang sudah terbit disimpan sebagai bukti sesuai jadwal retensi arsip. Yang "
        "bersangkutan berhak meminta salinan, perbaikan, dan keterangan siapa yang melihat datanya "
        "(UU 27/2022 Pasal 5 sampai 8); perbaikan dikerjakan paling lambat 3 × 24 jam. "
        f"Keadaan per {words.long_date(today)}."
    )
