"""The list of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ikm_desktop import words
from ikm_desktop.batches.lists import PersonRow
from ikm_desktop.batches.people_lines import people_lines
from ikm_desktop.office.listing import SortKey
from ui.common.listing import Column, Listing, counted, summed


def people_listing() -> Listing[PersonRow]:
    """Return the list of the tab Peserta."""
    return Listing(
        name="peserta",
        title="Daftar peserta",
        lines=people_lines(),
        columns=(
            Column("Nama", lambda row: row.person.name, width=185, field="name", grows=True),
            Column("NIK", lambda row: row.person.masked_nik, width=140, field="nik"),
            Column("L/P", lambda row: row.person.sex, width=44, field="sex"),
            Column("Usaha", lambda row: row.person.business, width=110, field="business", grows=True),
            Column("Kab/Kota", lambda row: row.person.regency, width=120, field="regency", grows=True),
            Column("Angkatan", lambda row: row.batch_names, width=82, field="batches"),
            Column("Bahan dipegang", lambda row: ", ".join(row.holds), width=130, field="holds", grows=True),
            Column(
                "Lengkap",
                lambda row: f"{row.person.complete_percent} %",
                number=True,
                width=80,
                field="complete",
            ),
            _extra("Telepon", "phone", 120),
            _extra("Tempat lahir", "birth_place", 110),
            Column("Tanggal lahir", lambda row: _day(row.person.born), width=96, field="born", extra=True),
            _extra("Kelurahan/Desa", "village", 130),
            _extra("Kecamatan", "district", 130),
            _extra("Alamat", "address", 170),
            _extra("Produk", "product", 120),
            _extra("Pendidikan", "education", 100),
            _extra("NIB", "nib", 120),
            Column("NPWP", lambda row: row.person.masked_npwp, width=140, field="npwp", extra=True),
            _extra("Bank", "bank", 100),
            Column("Rekening", lambda row: row.person.masked_account, width=120, extra=True),
            Column(
                "Diberi tahu",
                lambda row: _day(row.person.notice_on),
                width=96,
                field="notice_on",
                extra=True,
            ),
            _extra("Catatan", "note", 170),
        ),
        key=lambda row: row.person.id,
        heading=lambda row: row.person.name,
        details=_details,
        empty="Belum ada peserta. Tambah satu (Ctrl+N) atau impor daftar Excel kantor.",
        totals=_totals,
        sort=(SortKey("name"),),
    )


def _extra(title: str, name: str, width: int) -> Column[PersonRow]:
    return Column(title, lambda row: str(getattr(row.person, name)), width=width, field=name, extra=True)


def _day(day: date | None) -> str:
    return words.short_date(day) if day else ""


def _details(row: PersonRow) -> Sequence[tuple[str, str]]:
    person = row.person
    born = words.long_date(person.born) if person.born else ""
    return (
        ("NIK", person.masked_nik),
        ("Lahir", ", ".join(part for part in (person.birth_place, born) if part)),
        ("Alamat", person.full_address),
        ("Telepon", person.phone),
        ("Usaha", person.business),
        ("Angkatan", row.batch_names),
        ("Memegang", "\n".join(row.holds)),
    )


def _totals(sums: Sequence[Mapping[str, Any]]) -> str:
    count, women, men = counted(sums), summed(sums, "P"), summed(sums, "L")
    return f"{words.number(count)} orang · {women} perempuan · {men} laki-laki"
