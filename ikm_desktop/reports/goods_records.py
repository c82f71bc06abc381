"""Records of goods as papers: materials of one person, goods moved, written off, entries reversed."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.batches.batches import batch_of
from ikm_desktop.goods.labels import voucher_refs
from ikm_desktop.goods.places import place_ref
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import Wording, load
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers import tables as papers
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.participants.people import person_at
from ikm_desktop.reports.pictured import Pictured, pictured, record_rows
from ikm_desktop.supply.handover_list import handover_list

RECEIVED = (
    "Peserta menyatakan telah menerima bahan tersebut dalam keadaan baik dan cukup. Bahan dipakai hanya "
    "untuk membuat produk kegiatan ini; sisa bahan dikembalikan kepada dinas."
)
GIVEN_BACK = "Bahan tersebut telah dikembalikan kepada dinas dan diterima sesuai jumlah di atas."
LATE = " (SUSULAN)"


def materials_receipt(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.ReceiptList | c.GoodsRecord:
    """Return the list a batch signs; of one person alone, her own receipt with a row for each material.

    Where the batch had a list before, it is called susulan.
    """
    late = LATE if _is_late(connection, paper) else ""
    if _count(connection, paper) == 1:
        return _receipt(connection, paper, f"TANDA TERIMA BAHAN{late}", version=version, draft=draft)
    listed = handover_list(connection, paper, version=version, draft=draft)
    return replace(listed, title=f"{listed.title}{late}")


def returned_materials(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.GoodsRecord:
    """Return the receipt of materials given back: giver and receiver swapped."""
    title = "TANDA TERIMA PENGEMBALIAN BAHAN"
    return _receipt(connection, paper, title, version=version, draft=draft)


def _count(connection: sa.Connection, paper: PaperRow) -> int:
    subject = papers.paper_subject.c
    query = sa.select(sa.func.count()).where(subject.paper == paper.id, subject.prepared.is_not(None))
    return connection.execute(query).scalar_one()


def _is_late(connection: sa.Connection, paper: PaperRow) -> bool:
    """Tell whether an earlier valid list of the same batch stands in the book."""
    if paper.batch is None:
        return False
    p = papers.paper.c
    earlier = sa.exists().where(p.kind == "TTB", p.batch == paper.batch, p.id < paper.id, p.state == "valid")
    return bool(connection.execute(sa.select(earlier)).scalar())


def _receipt(
    connection: sa.Connection, paper: PaperRow, title: str, *, version: int, draft: bool
) -> c.GoodsRecord:
    found = pictured(connection, paper)
    back = found.kind == "return"
    officer = furniture.signer(connection, "stock_officer", paper.letter_date)
    does = "Yang menerima" if back else "Yang menyerahkan"
    named = str(found.details.get("receiver" if back else "giver", ""))
    clerk = replace(officer, title=(f"{does}, {officer.title[0]}", *officer.title[1:]), rank="")
    if named and named != officer.name:
        clerk = c.Signer(title=(does,), name=named)
    person = person_at(connection, found.party or 0)
    name = person.name if person else place_ref(connection, found.party or 0).name
    return c.GoodsRecord(
        head=furniture.head(connection, paper, version=version, draft=draft),
        letterhead=furniture.letterhead(connection),
        title=title,
        fields=_fields(connection, paper, found, name, person.masked_nik if person else ""),
        rows=record_rows(connection, found),
        statement=GIVEN_BACK if back else RECEIVED,
        left=c.Signer(
            role="Yang mengembalikan," if back else "Yang menerima,",
            name=name,
            thumb=person is not None and person.gives_thumb,
        ),
        right=furniture.dated(connection, clerk, paper.letter_date),
    )


def _fields(
    connection: sa.Connection, paper: PaperRow, found: Pictured, name: str, nik: str
) -> tuple[c.Field, ...]:
    batch = batch_of(connection, found.batch) if found.batch is not None else None
    lines = (
        ("Kegiatan", f"{batch.training}, {batch.name}" if batch else ""),
        ("Nama peserta", name),
        ("NIK", nik),
        ("Tanggal", words.long_date(paper.letter_date)),
        ("Tempat", load(connection, Profile).city),
    )
    return tuple(
        c.Field(label=label, value=value, bold=label == "Nama peserta") for label, value in lines if value
    )


# --- moved, written off, reversed -------------------------------------------------------------------


def transfer_record(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.GoodsRecord:
    """Return the record of goods that move from one store to another."""
    found = pictured(connection, paper)
    source, target = (place_ref(connection, place or 0).name for place in (found.source, found.target))
    record = _record(connection, paper, found, version=version, draft=draft)
    return replace(
        record,
        title="BERITA ACARA PEMINDAHAN BARANG",
        opening=f"{_today(connection, paper)} barang berikut dipindahkan dari **{source}** ke **{target}**:",
        left=c.Signer(role="Yang menerima,", name=""),
        right=replace(record.right, role="Yang menyerahkan,"),
    )


def write_off_record(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.GoodsRecord:
    """Return the minutes of goods written off, each with its value and reason."""
    found = pictured(connection, paper)
    record = _record(connection, paper, found, version=version, draft=draft)
    rows = record_rows(connection, found, valued=True)
    place = place_ref(connection, found.party or 0).name if found.party else "gudang"
    return replace(
        record,
        title="BERITA ACARA PENGHAPUSAN PERSEDIAAN",
        opening=(
            f"{_today(connection, paper)} kami yang bertanda tangan di bawah ini telah menghapus dari "
            f"pembukuan persediaan barang yang berada di {place}, dengan rincian sebagai berikut:"
        ),
        rows=rows,
        note_head="Alasan",
        total=sum(row.value or 0 for row in rows),
    )


def reversal_record(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.GoodsRecord:
    """Return the record of a reversal: which entry it takes back, why, and by how much."""
    found = pictured(connection, paper)
    record = _record(connection, paper, found, version=version, draft=draft)
    rows = record_rows(connection, found, valued=True)
    original = voucher_refs(connection, [found.reverses or 0]).get(found.reverses or 0)
    named = ""
    if original is not None:
        number = f" Nomor: {original.number}" if original.number else ""
        named = f"{original.kind}{number} tanggal {words.long_date(original.day)}"
    return replace(
        record,
        title="BERITA ACARA PEMBALIKAN CATATAN",
        opening=(
            f"{_today(connection, paper)} catatan **{named}** ({paper.party}) dibalik karena {found.reason}, "
            "dengan rincian sebagai berikut:"
        ),
        rows=rows,
        total=sum(row.value or 0 for row in rows),
    )


def _record(
    connection: sa.Connection, paper: PaperRow, found: Pictured, *, version: int, draft: bool
) -> c.GoodsRecord:
    """Return what these records share: rows, closing, the officer in charge and who approves."""
    officer = furniture.signer(connection, "stock_officer", paper.letter_date)
    copies = words.counted(load(connection, Wording).copies)
    return c.GoodsRecord(
        head=furniture.head(connection, paper, version=version, draft=draft),
        letterhead=furniture.letterhead(connection),
        title="",
        rows=record_rows(connection, found),
        left=furniture.acting(connection, "kpb", paper.letter_date, "Menyetujui:"),
        right=replace(furniture.dated(connection, officer, paper.letter_date), rank=""),
        closing=(
            f"Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap {copies} untuk dipergunakan "
            "sebagaimana mestinya."
        ),
    )


def _today(connection: sa.Connection, paper: PaperRow) -> str:
    city = load(connection, Profile).city
    return f"Pada hari ini, {words.date_in_words(paper.letter_date)}, bertempat di {city},"
