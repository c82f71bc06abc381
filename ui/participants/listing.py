"""The list of people."""

from __future__ import annotations

from collections.abc import Sequence

from ikm_desktop import words
from ikm_desktop.batches.lists import PersonRow, person_rows
from ikm_desktop.office.book import Office
from ui.common.listing import Chip, Column, Listing


def people_listing() -> Listing[PersonRow]:
    """Return the list of the tab Peserta."""
    return Listing(
        rows=_rows,
        columns=(
            Column("Nama", lambda row: row.person.name, width=185),
            Column("NIK", lambda row: row.person.masked_nik, width=140),
            Column("L/P", lambda row: row.person.sex, width=44),
            Column("Usaha", lambda row: row.person.business, width=110),
            Column("Kab/Kota", lambda row: row.person.regency, width=120),
            Column("Angkatan", _batches, width=82),
            Column("Bahan dipegang", lambda row: ", ".join(row.holds), width=130),
            Column(
                "Lengkap",
                lambda row: f"{row.person.complete_percent} %",
                lambda row: row.person.complete_percent,
                number=True,
                width=80,
            ),
        ),
        words=_words,
        key=lambda row: row.person.id,
        heading=lambda row: row.person.name,
        details=_details,
        empty="Belum ada peserta. Impor daftar Excel kantor atau tambah satu per satu.",
        chips=(
            Chip("Aktif", lambda row: not row.person.archived),
            Chip("Belum angkatan", lambda row: not row.batches and not row.person.archived),
            Chip("Data kurang", lambda row: bool(row.person.missing) and not row.person.archived),
            Chip("Arsip", lambda row: row.person.archived),
        ),
        totals=_totals,
    )


def _rows(office: Office) -> Sequence[PersonRow]:
    with office.reading() as connection:
        return person_rows(connection, show="all")


def _batches(row: PersonRow) -> str:
    return ", ".join(batch.name.removeprefix("Angkatan ") for batch in row.batches)


def _words(row: PersonRow) -> str:
    person = row.person
    return " ".join(
        (
            person.name,
            person.nik[-4:],
            person.phone,
            person.business,
            person.village,
            person.regency,
            _batches(row),
        )
    )


def _details(row: PersonRow) -> Sequence[tuple[str, str]]:
    person = row.person
    born = words.long_date(person.born) if person.born else ""
    return (
        ("NIK", person.masked_nik),
        ("Lahir", ", ".join(part for part in (person.birth_place, born) if part)),
        ("Alamat", person.full_address),
        ("Telepon", person.phone),
        ("Usaha", person.business),
        ("Angkatan", _batches(row)),
        ("Memegang", "\n".join(row.holds)),
    )


def _totals(rows: Sequence[PersonRow]) -> str:
    women = sum(row.person.sex == "P" for row in rows)
    return f"{len(rows)} orang · {women} perempuan · {sum(row.person.sex == 'L' for row in rows)} laki-laki"
