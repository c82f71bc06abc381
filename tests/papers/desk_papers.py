"""Contents of CONTOH papers that are no papers of the register: a printed list, one person's own data."""

from __future__ import annotations

from ikm_desktop.papers import content as c
from ikm_desktop.papers.personal_data import PersonalData, Section
from ikm_desktop.papers.plain_list import ListColumn, PlainList
from tests.papers import samples


def plain_list(count: int = 20, name: str = "") -> PlainList:
    """A list as on screen, of so many rows; name: in each text of each row, instead of people's names."""
    return PlainList(
        title="Peserta",
        told=f"{name} " * 5 if name else "Angkatan II",
        columns=(
            ListColumn("Nama", 215),
            ListColumn("NIK", 160),
            ListColumn("Usaha", 260),
            ListColumn("Diserahkan", 90, is_number=True),
        ),
        rows=[
            (name or samples.person(i), "5371**********00", name or "Usaha Jahit Contoh", f"1.{i:03d}")
            for i in range(count)
        ],
        totals=f"{count} baris",
        printed="dicetak 31-08-2020 10.42 oleh PETUGAS CONTOH",
        marks=(c.SAMPLE,),
    )


def personal_data(count: int = 3, name: str = "") -> PersonalData:
    """Data saya with so many rows in its tables; name: in each text, instead of what a person has."""
    value = name or "Kelurahan Contoh, Kota Kupang"
    return PersonalData(
        head=c.Head(kind="Data pribadi", number="", marks=(c.SAMPLE,)),
        letterhead=samples.LETTERHEAD,
        name=name or samples.person(0),
        groups=(
            (
                "Identitas",
                (
                    c.Field(label="Nama", value=name or samples.person(0), bold=True),
                    c.Field(label="NIK", value="5371994101750000"),
                    c.Field(label="Alamat", value=value),
                ),
            ),
            ("Usaha", (c.Field(label="Nama usaha", value=value),)),
        ),
        sections=(
            Section(
                title="Surat",
                heads=(("Tanggal", 20), ("Surat", 60), ("Jumlah", 20)),
                rows=tuple(("31-08-2020", value, f"{i + 1}") for i in range(count)),
                numbers=(2,),
            ),
            Section(title="Riwayat perubahan", heads=(("Tanggal", 20), ("Yang berubah", 80)), rows=()),
        ),
        statement="Saudara berhak melihat, memperbaiki, dan meminta salinan data ini.",
    )
