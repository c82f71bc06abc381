"""Contents of CONTOH lists and books of people, in any number of rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ikm_desktop.papers import content as c
from tests.papers import samples, stretched
from tests.papers.sheets import ODD

DIVISION_HEAD = c.Signer(
    role="Mengetahui:",
    title=("Kepala Bidang Sumber Daya Industri",),
    name="ANTON CONTOH, S.T., M.T.",
    nip="197200991998991000",
)
COMMITTEE = c.Signer(
    dated="Kupang, 7 Agustus 2020",
    title=("Ketua Panitia",),
    name="LENI CONTOH, S.Pd.",
    nip="198000992005992000",
)


def attendance_list(
    count: int = 20, days: int = 5, *, filled: bool = False, **changed: object
) -> c.AttendanceList:
    """The attendance list of the design picture, for as many people and days as asked."""
    first = date(2020, 8, 3)
    rows = tuple(
        c.Attendant(
            name=samples.person(i),
            sex="L" if i % 20 in {6, 17} else "P",
            business="Usaha Jahit Contoh",
            marks=tuple("S" if (i + k) % 9 == 4 else "H" for k in range(days)) if filled else (),
        )
        for i in range(count)
    )
    dates = tuple(first + timedelta(days=k) for k in range(days))
    paper = c.AttendanceList(
        head=samples.head("DH", "Angkatan II"),
        letterhead=samples.LETTERHEAD,
        subtitle="PELATIHAN PEMBUATAN MASKER KAIN, ANGKATAN II",
        fields=(
            c.Field(label="Tanggal", value="3 s.d. 7 Agustus 2020 (5 hari, 40 jam pelajaran)"),
            c.Field(label="Tempat", value="Gedung Pelatihan Contoh, Kupang"),
        ),
        days=dates,
        rows=rows,
        filled=filled,
        present=tuple(sum(row.marks[k] == "H" for row in rows) for k in range(days)) if filled else (),
        left=DIVISION_HEAD,
        right=COMMITTEE,
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def stretched_attendance_list() -> c.AttendanceList:
    """Odd and long names and titles."""
    paper = attendance_list(12)
    rows = tuple(replace(row, name=f"{ODD} {stretched.NO_SPACES}") for row in paper.rows)
    return replace(
        paper,
        rows=rows,
        subtitle=f"{ODD.upper()} " * 3,
        left=stretched.signer(DIVISION_HEAD),
        right=stretched.signer(COMMITTEE),
    )
