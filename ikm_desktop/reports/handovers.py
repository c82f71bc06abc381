"""Handover letters besides that to an institution: from and to a vendor, to and from a participant.

Also chooses, for all of them, between clauses and the Pasal form (a setting). Source of the forms: customary.
"""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from ikm_desktop import words
from ikm_desktop.distribution.handover_letter import handover_letter
from ikm_desktop.goods.items import Item, items_by_id
from ikm_desktop.goods.parties import vendor_of
from ikm_desktop.goods.runs import amount
from ikm_desktop.office.budget import budget_of
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import Wording, load
from ikm_desktop.office.signatories import signatory_on
from ikm_desktop.papers import content as c
from ikm_desktop.papers import furniture
from ikm_desktop.papers.articles import in_articles
from ikm_desktop.papers.rows import PaperRow
from ikm_desktop.participants.people import person_at
from ikm_desktop.reports.pictured import Pictured, PicturedLine, pictured

SOUND = (
    "Barang diserahkan dalam keadaan baik, lengkap, dan cukup jumlahnya, serta telah diperiksa bersama oleh "
    "kedua belah pihak pada saat serah terima."
)
PASSES_OVER = (
    "Sejak Berita Acara ini ditandatangani, hak dan tanggung jawab atas barang beralih dari {pertama} kepada "
    "{kedua}."
)
STAYS_THE_STATES = (
    "Barang tetap milik negara dan dikuasai {kedua} hanya untuk membuat produk kegiatan; sisanya "
    "dikembalikan."
)
GOES_BACK = (
    "Barang dikembalikan karena alasan yang tertulis; penggantian atau pengembalian uangnya diatur oleh "
    "kedua belah pihak."
)
PAID_LATER = "Produk yang diterima dibayar sesuai harga yang tertulis; produk yang ditolak tidak dibayar."
FINANCED = "Barang berasal dari kegiatan {kegiatan}, yang dibiayai {sumber} Tahun Anggaran {tahun} ({dana})."


def letter_to_institution(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.Handover:
    """Return the letter to an institution, in the form the office has set."""
    return _formed(connection, handover_letter(connection, paper, version=version, draft=draft))


def letter_from_vendor(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.Handover:
    """Return the letter with which a vendor hands over what the office bought of it."""
    found = pictured(connection, paper)
    number = str(found.details.get("number", ""))
    basis = (
        f"Berdasarkan surat penyedia Nomor: {number} tanggal {words.long_date(found.day)}." if number else ""
    )
    letter = _letter(
        connection, paper, found, (SOUND, PASSES_OVER), values=c.PURCHASE_PRICE, version=version, draft=draft
    )
    return _formed(connection, replace(letter, basis=basis, contracted=True))


def letter_to_vendor(connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool) -> c.Handover:
    """Return the letter with which the office gives goods back to a vendor, each with its reason."""
    found = pictured(connection, paper)
    letter = _letter(connection, paper, found, (GOES_BACK,), values=c.NO_VALUE, version=version, draft=draft)
    return _formed(
        connection,
        replace(
            letter,
            title="BERITA ACARA PENGEMBALIAN BARANG",
            operative=(
                "Dengan ini menyatakan bahwa {first} mengembalikan kepada {second}, dan {second} menerima "
                "kembali dari {first}, barang dengan rincian sebagai berikut:"
            ),
            condition_head="Kondisi / Alasan",
            closing=_closing(connection, "Pengembalian Barang"),
        ),
    )


def letter_of_participant(
    connection: sa.Connection, paper: PaperRow, *, version: int, draft: bool
) -> c.Handover:
    """Return the letter of one participant: materials handed to her, or products she hands over."""
    found = pictured(connection, paper)
    if found.kind == "delivery":
        clauses, values = (SOUND, PASSES_OVER, PAID_LATER), c.PURCHASE_PRICE
    else:
        clauses, values = (SOUND, STAYS_THE_STATES, FINANCED), c.NO_VALUE
    return _formed(
        connection,
        _letter(connection, paper, found, clauses, values=values, version=version, draft=draft),
    )


def _formed(connection: sa.Connection, letter: c.Handover) -> c.Handover:
    return in_articles(letter) if load(connection, Wording).in_articles else letter


def _letter(
    connection: sa.Connection,
    paper: PaperRow,
    found: Pictured,
    clauses: tuple[str, ...],
    *,
    values: str,
    version: int,
    draft: bool,
) -> c.Handover:
    """Return the letter: who gives stands first and signs right, who receives signs left."""
    wording, profile = load(connection, Wording), load(connection, Profile)
    labels = (f"PIHAK {wording.first_party}", f"PIHAK {wording.second_party}")
    values = wording.values.get(paper.kind, values)
    ours_gives = found.kind in {"supply", "vendor_return"}
    ours = labels[0 if ours_gives else 1]
    theirs = labels[1 if ours_gives else 0]
    our_party, our_signer = _office(connection, paper, ours, gives=ours_gives)
    their_party, their_signer = _other(connection, found, theirs)
    rows = _rows(connection, found, values)
    return c.Handover(
        head=furniture.head(connection, paper, version=version, draft=draft),
        letterhead=furniture.letterhead(connection),
        day=paper.letter_date,
        place=profile.city,
        first=our_party if ours_gives else their_party,
        second=their_party if ours_gives else our_party,
        rows=rows,
        total=None if values == c.NO_VALUE else sum(row.amount or 0 for row in rows),
        clauses=_filled(connection, paper, wording.clauses.get(paper.kind, clauses), labels),
        recipient=their_signer if ours_gives else our_signer,
        giver=our_signer if ours_gives else their_signer,
        values=values,
        closing=_closing(connection, "Serah Terima"),
    )


def _closing(connection: sa.Connection, what: str) -> str:
    """Return the last sentence, in which the paper names itself as its title does."""
    copies = words.counted(load(connection, Wording).copies)
    return (
        f"Demikian Berita Acara {what} ini dibuat dengan sebenarnya dalam rangkap {copies}, masing-masing "
        "mempunyai kekuatan hukum yang sama, untuk dipergunakan sebagaimana mestinya."
    )


def _filled(
    connection: sa.Connection, paper: PaperRow, clauses: tuple[str, ...], labels: tuple[str, str]
) -> tuple[str, ...]:
    """Return the clauses with their names filled in; one that names what is not known is left out."""
    budget = budget_of(connection, paper.letter_date.year)
    values = {
        "{pertama}": labels[0],
        "{kedua}": labels[1],
        "{kegiatan}": budget.activity,
        "{sumber}": budget.source,
        "{tahun}": str(paper.letter_date.year),
        "{dana}": budget.fund,
    }
    found = []
    for clause in clauses:
        if any(name in clause and not value for name, value in values.items()):
            continue
        for name, value in values.items():
            clause = clause.replace(name, value)  # noqa: PLW2901 -- filled name by name
        found.append(clause)
    return tuple(found)


def _office(
    connection: sa.Connection, paper: PaperRow, label: str, *, gives: bool
) -> tuple[c.Party, c.Signer]:
    """Return the office's side: the officer in charge of the store gives, the receiving officer receives."""
    profile = load(connection, Profile)
    role = "stock_officer" if gives else "receiver"
    party = c.Party(
        label=label,
        fields=furniture.party_fields(
            signatory_on(connection, role, paper.letter_date), role, profile.address_line
        ),
        acting=f"dalam hal ini bertindak untuk dan atas nama {profile.name}, selanjutnya disebut",
    )
    signer = furniture.signer(connection, role, paper.letter_date)
    return party, replace(signer, role=f"{label},")


def _other(connection: sa.Connection, found: Pictured, label: str) -> tuple[c.Party, c.Signer]:
    """Return the other side: a participant, or a vendor by who signs for it."""
    person = person_at(connection, found.party or 0)
    if person is not None:
        known = (
            ("NIK", person.masked_nik),
            ("Usaha", person.business),
            ("Alamat", person.full_address),
            ("Telepon", person.phone),
        )
        fields = tuple(c.Field(label=name, value=value) for name, value in known if value)
        party = c.Party(
            label=label,
            fields=(c.Field(label="Nama", value=person.name, bold=True), *fields),
            acting="dalam hal ini bertindak untuk diri sendiri, selanjutnya disebut",
        )
        return party, c.Signer(role=f"{label},", name=person.name, thumb=person.gives_thumb)
    vendor = vendor_of(connection, found.party or 0)
    about = (("Jabatan", vendor.signer_title), ("Alamat", vendor.address), ("Telepon", vendor.phone))
    fields = tuple(c.Field(label=name, value=value) for name, value in about if value)
    party = c.Party(
        label=label,
        fields=(c.Field(label="Nama", value=vendor.signer or vendor.name, bold=True), *fields),
        acting=f"dalam hal ini bertindak untuk dan atas nama {vendor.name}, selanjutnya disebut",
    )
    title = " ".join(part for part in (vendor.signer_title, vendor.name) if part) if vendor.signer else ""
    signer = c.Signer(
        role=f"{label},", title=(title,) if title else (), name=vendor.signer or vendor.name, stamp=True
    )
    return party, signer


def _rows(connection: sa.Connection, found: Pictured, values: str) -> tuple[c.GoodsRow, ...]:
    known = items_by_id(connection, {line.item for line in found.lines if line.item is not None})
    return tuple(_row(known[line.item], line, found, values) for line in found.lines if line.item is not None)


def _row(item: Item, line: PicturedLine, found: Pictured, values: str) -> c.GoodsRow:
    """Return a row: of products at the price they are bought back for, of bought goods at what they cost."""
    per = item.unit.per
    quantity = (line.quantity if line.accepted is None else line.accepted) or 0
    worth, bought = line.value, quantity
    if found.kind == "delivery":
        bought = line.bought or 0
        worth = amount(line.price or 0, bought, per)
    valued = values != c.NO_VALUE and worth is not None
    even = bool(valued and quantity and bought == quantity and (worth or 0) * per % quantity == 0)
    return c.GoodsRow(
        description=item.name,
        specification=item.specification,
        quantity=words.scaled_number(quantity, per, item.unit.decimals),
        unit=item.unit.symbol,
        unit_price=(worth or 0) * per // quantity if even else None,
        amount=worth if valued else None,
        condition=line.note if found.kind == "vendor_return" else "Baik",
    )
