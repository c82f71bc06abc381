"""Contents of CONTOH lists and books of people, in any number of rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ikm_desktop.papers import content as c
from tests.papers import samples, stretched
from tests.papers.sheets import KEEPER, ODD

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


def participant_book(count: int = 1, **changed: object) -> c.ParticipantBook:
    """The participant's book of the design picture, with as many visits as asked."""
    start = date(2020, 8, 7)
    days = tuple(start + timedelta(days=i) for i in range(count))
    kinds = (("Kain", "m", 1000, 2, 7_000), ("Karet", "m", 1000, 2, 35_000), ("Benang", "gulung", 1, 0, 2))
    entries: list[c.BookEntry] = []
    for day in days:
        given = tuple(kind[4] for kind in kinds)
        entries += [
            c.BookEntry(day=day, what="Diterima", quantities=given),
            c.BookEntry(day=day, what="Dipakai", quantities=tuple(-one + one // 10 for one in given)),
            c.BookEntry(day=day, what="Dikembalikan", quantities=(-200, -500, 0)),
        ]
    paper = c.ParticipantBook(
        head=replace(samples.head("BP", "II-01"), return_code=""),
        letterhead=samples.LETTERHEAD,
        name="ADELINA CONTOH",
        number="II-01",
        training="Pelatihan Pembuatan Masker Kain, Angkatan II",
        batch="Angkatan II",
        identity=(
            c.Field(label="Nama", value="ADELINA CONTOH", bold=True),
            c.Field(label="Nomor peserta", value="II-01"),
            c.Field(label="NIK", value="5371**********00"),
            c.Field(label="Tempat, tgl. lahir", value="Kupang, 1 Januari 1975"),
            c.Field(label="Alamat", value="RT 000/RW 000, Kelurahan Contoh, Kota Kupang"),
            c.Field(label="Telepon", value="0800-0000-0001"),
            c.Field(label="Usaha", value="Jahit Contoh Satu"),
        ),
        materials=tuple(
            c.MaterialColumn(
                name=name,
                unit=unit,
                per=per,
                decimals=decimals,
                total=sum(entry.quantities[i] for entry in entries),
            )
            for i, (name, unit, per, decimals, _each) in enumerate(kinds)
        ),
        entries=tuple(entries),
        products=(
            c.BookProduct(
                name="Masker kain nonmedis dewasa",
                unit="buah",
                rows=tuple(
                    c.BookDelivery(day=day, delivered=100, accepted=97, rejected=3, reason="Jahitan lepas 3")
                    for day in days
                ),
                delivered=100 * count,
                accepted=97 * count,
                rejected=3 * count,
            ),
        ),
        payments=tuple(
            c.BookPayment(day=day, number="00186/UP/2020", gross=485_000, tax=0, net=485_000) for day in days
        ),
        gross=485_000 * count,
        tax=0,
        net=485_000 * count,
        standing=(
            "Keadaan 31 Agustus 2020: tidak ada bahan yang dipegang; produk yang diterima sudah dibayar; "
            "3 buah yang ditolak ada pada peserta."
        ),
        right=replace(samples.STOREKEEPER, rank=""),
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def stretched_participant_book() -> c.ParticipantBook:
    """A long and odd name, a long address, ten materials of nine digits, three products."""
    book = participant_book(4)
    materials = tuple(replace(book.materials[i % 3], name=f"Bahan {ODD[:14]} {i}") for i in range(10))
    entries = tuple(
        replace(entry, what=f"{entry.what} {stretched.NO_SPACES}", quantities=(stretched.NINE_DIGITS,) * 10)
        for entry in book.entries
    )
    name = f"{ODD} {stretched.NO_SPACES}".upper()
    return replace(
        book,
        name=name,
        training=f"{ODD} " * 3,
        identity=(
            c.Field(label="Nama", value=name, bold=True),
            c.Field(label="Alamat", value="Jalan Contoh Nomor 9, Kelurahan Contoh, " * 3),
        ),
        materials=tuple(replace(one, total=stretched.NINE_DIGITS * 12) for one in materials),
        entries=entries,
        products=book.products * 3,
        right=stretched.signer(samples.STOREKEEPER),
    )


def payout_list(count: int = 20, **changed: object) -> c.PayoutList:
    """Transport money of a batch, for as many people as asked."""
    rows = tuple(
        c.PayoutRow(
            name=samples.person(i),
            nik="5371994101750000",
            origin="Kel. Contoh, Kota Kupang",
            days=5 - i % 3,
            rate=110_000,
            gross=(5 - i % 3) * 110_000,
            tax=(5 - i % 3) * 5_500,
            net=(5 - i % 3) * 104_500,
        )
        for i in range(count)
    )
    paper = c.PayoutList(
        head=samples.head("DT", ""),
        fiscal_year=2020,
        satker_code="249999",
        title="DAFTAR PENERIMAAN UANG TRANSPORT",
        subtitle=("PELATIHAN PEMBUATAN MASKER KAIN, ANGKATAN II", "3 S.D. 7 AGUSTUS 2020"),
        fields_left=(c.Field(label="Satuan Kerja", value=samples.OFFICE),),
        fields_right=(
            c.Field(label="Nomor Bukti", value=""),
            c.Field(label="Mata Anggaran", value="019.06.09.1234.524114"),
        ),
        rows=rows,
        days=sum(row.days for row in rows),
        gross=sum(row.gross for row in rows),
        tax=sum(row.tax for row in rows),
        net=sum(row.net for row in rows),
        notes=("Pajak: PPh Pasal 21.",),
        left=replace(samples.KPA, role="Menyetujui:", title=("Kuasa Pengguna Anggaran",), rank=""),
        right=replace(samples.TREASURER, role="Lunas dibayar, tanggal 7 Agustus 2020"),
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def stretched_payout_list() -> c.PayoutList:
    """Odd and long names, nine digits."""
    paper = payout_list(18)
    rows = tuple(
        replace(
            row,
            name=f"{ODD} {stretched.NO_SPACES}",
            origin="Desa Contoh, Kabupaten Timor Tengah Selatan " * 2,
            days=1,
            rate=stretched.NINE_DIGITS,
            gross=stretched.NINE_DIGITS,
            tax=0,
            net=stretched.NINE_DIGITS,
        )
        for row in paper.rows
    )
    return replace(
        paper,
        rows=rows,
        days=18,
        gross=stretched.NINE_DIGITS * 18,
        tax=0,
        net=stretched.NINE_DIGITS * 18,
        left=stretched.signer(paper.left),
        right=stretched.signer(paper.right),
    )


def recipient_list(count: int = 20, **changed: object) -> c.RecipientList:
    """The list on which the public signs; every third row is filled already."""
    filled = c.RecipientRow(
        name="Penerima Contoh", village="Kelurahan Contoh", product="Masker kain", quantity="2"
    )
    paper = c.RecipientList(
        head=samples.head("DM", "530/131/DPP/VIII/2020"),
        letterhead=samples.LETTERHEAD,
        basis=(
            "Berita Acara Serah Terima Nomor: 530/131/DPP/VIII/2020 tanggal 31 Agustus 2020, Majelis Jemaat "
            "Contoh"
        ),
        total="400 buah Masker kain nonmedis dewasa",
        rows=tuple(filled if i % 3 == 0 else c.RecipientRow(product="Masker kain") for i in range(count)),
        left=c.Signer(role="Koordinator,", title=("Sekretaris",), name="SAMUEL CONTOH", stamp=True),
        right=KEEPER,
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def stretched_recipient_list() -> c.RecipientList:
    """Odd and long names."""
    row = c.RecipientRow(name=f"{ODD} {stretched.NO_SPACES}", village=ODD, product=ODD, quantity="198.750,00")
    paper = recipient_list(1)
    return replace(
        paper, rows=(row,) * 8, left=stretched.signer(paper.left), right=stretched.signer(paper.right)
    )
