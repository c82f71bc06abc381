"""Contents at their limits: the longest names and titles, amounts of nine digits, odd letters."""

from __future__ import annotations

from dataclasses import replace

from ikm_desktop.papers import content as c
from tests.papers import samples

LONG_NAME = "Maria Goreti Yosefina Bernadeta Fransiska Contoh Flobamora Raya"
NO_SPACES = "Kristianussimorangkirwiryosentanakusumaningratharjodipuro"
ODD_NAMES = (
    "Ma’rifah A & B Contoh",
    "Yohana <b>Contoh</b>",
    "D'Rozari O'Contoh",
    "Ɓora ɗe’i Haɓa Contoh",
    "Anne-Marië Contoh ½ ²",
)
LONG_TITLE = (
    (
        "Kepala Dinas Perindustrian, Perdagangan, Koperasi, Usaha Kecil dan Menengah "
        "serta Energi dan Sumber Daya Mineral"
    ),
    "Provinsi Nusa Tenggara Timur selaku Kuasa Pengguna Anggaran",
)
NINE_DIGITS = 987_654_321


def signer(base: c.Signer) -> c.Signer:
    """A signer with the longest name, title and rank."""
    return replace(base, name=LONG_NAME + ", S.E., M.M.", title=LONG_TITLE, rank="Pembina Utama (IV/e)")


def handover(count: int = 20, name: str = LONG_NAME, **changed: object) -> c.Handover:
    """A handover of nine-digit amounts between people of long names."""
    rows = tuple(
        replace(
            row,
            description=f"{row.description} ukuran besar untuk anak dan dewasa",
            specification=f"{row.specification}; baik digunakan sebelum 31-12-2021",
            quantity="198.750",
            unit_price=NINE_DIGITS // 7,
            amount=NINE_DIGITS,
        )
        for row in samples.goods(count)
    )
    base = samples.handover()
    paper = replace(
        base,
        rows=rows,
        total=NINE_DIGITS * count,
        second=replace(
            base.second,
            fields=(
                c.Field(label="Nama", value=name, bold=True),
                c.Field(label="Jabatan", value=" ".join(LONG_TITLE)),
                c.Field(label="Lembaga", value="Gereja Contoh " * 12),
                c.Field(label="Alamat", value="Jalan Contoh Nomor 9, Kelurahan Contoh, " * 4),
            ),
        ),
        recipient=replace(base.recipient, name=name, title=(LONG_TITLE[0],)),
        giver=replace(signer(base.giver), role="PIHAK PERTAMA,"),
        witnesses=(
            c.Witness(name=name, office=LONG_TITLE[0]),
            c.Witness(name="YOHANES CONTOH", office="Bendahara"),
        ),
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def receipt_list(count: int = 20, materials: int = 8) -> c.ReceiptList:
    """A list of long names and nine-digit quantities."""
    base = samples.receipt_list(count, materials)
    rows = tuple(
        replace(
            row,
            name=LONG_NAME if i % 3 == 0 else ODD_NAMES[i % len(ODD_NAMES)],
            quantities=tuple(NINE_DIGITS for _ in row.quantities),
        )
        for i, row in enumerate(base.rows)
    )
    return replace(
        base,
        rows=rows,
        materials=tuple(replace(m, total=NINE_DIGITS * count) for m in base.materials),
        left=replace(signer(base.left), role="Mengetahui:"),
        right=signer(base.right),
    )


def receipt(base: c.Receipt) -> c.Receipt:
    """A kuitansi of nine digits with a long purpose, payer and people."""
    return replace(
        base,
        amount=NINE_DIGITS,
        received_from=base.received_from * 2,
        purpose=base.purpose * 3,
        strip=c.TaxStrip(
            gross=NINE_DIGITS,
            tax=29_629_629,
            net=NINE_DIGITS - 29_629_629,
            label="PPh Pasal 22, 3 persen (tanpa NPWP)",
        ),
        recipient=replace(base.recipient, name=LONG_NAME),
        approver=replace(base.approver, name=LONG_NAME + ", S.E., M.M."),
        receiver=replace(base.receiver, name=LONG_NAME),
    )


def inspection(count: int = 20) -> c.Inspection:
    """An inspection of nine-digit deliveries with long names and reasons."""
    base = samples.inspection(count)
    rows = tuple(
        replace(
            row,
            name=LONG_NAME if i % 2 else ODD_NAMES[i % len(ODD_NAMES)],
            delivered=NINE_DIGITS,
            accepted=NINE_DIGITS - 100_000_000,
            rejected=100_000_000,
            reasons="Jahitan lepas 50.000.000; noda 25.000.000; ukuran tidak sesuai 25.000.000",
        )
        for i, row in enumerate(base.rows)
    )
    return replace(
        base,
        rows=rows,
        delivered=NINE_DIGITS * count,
        accepted=(NINE_DIGITS - 100_000_000) * count,
        rejected=100_000_000 * count,
        value=99 * NINE_DIGITS,
        left=replace(signer(base.left), role="Mengetahui:"),
        right=replace(signer(base.right), role="Yang memeriksa dan menerima,"),
    )


def payment_list(count: int = 20) -> c.PaymentList:
    """A payment list of nine-digit amounts, long names, addresses and banks."""
    base = samples.payment_list(count)
    rows = tuple(
        replace(
            row,
            number=0 if i % 4 == 3 else row.number,
            name=LONG_NAME if i % 2 else ODD_NAMES[i % len(ODD_NAMES)],
            address="RT 099 RW 099, Kelurahan Contoh Raya, Kabupaten Timor Tengah Selatan",
            product="Masker kain nonmedis dewasa",
            quantity=98_765,
            unit_price=10_000,
            gross=987_650_000,
            tax=9_876_500,
            net=987_650_000 - 9_876_500,
            bank="Bank Pembangunan Daerah Contoh\n0099-0000-1234-5678-90",
        )
        for i, row in enumerate(base.rows)
    )
    return replace(
        base,
        rows=rows,
        quantity=98_765 * count,
        gross=987_650_000 * count,
        tax=9_876_500 * count,
        net=(987_650_000 - 9_876_500) * count,
        notes=base.notes * 4,
        left=replace(signer(base.left), role="Menyetujui:"),
    )


def certificates(**holder: object) -> c.Certificates:
    """One certificate with long lines everywhere."""
    base = samples.certificates()
    person = replace(
        samples.holder(),
        name=LONG_NAME,
        birth_place="Wewewa Timur, Kabupaten Sumba Barat Daya",
        business="Usaha Jahit Contoh Flobamora Mandiri Sejahtera, Kelurahan Contoh Raya, " * 2,
        grade="Sangat Baik dengan Pujian",
    )
    return replace(
        base,
        holders=(replace(person, **holder),),  # type: ignore[arg-type]
        title=base.title + " dan Pemasaran Digital bagi Pelaku Usaha Kecil",
        subtitle=base.subtitle + " di Wilayah Perbatasan dan Kepulauan",
        outcome="telah lulus",
        front=replace(signer(base.front), dated="Kupang, 10 Agustus 2020"),
        back=replace(base.back, name=LONG_NAME, title=("Kepala Bidang Pengembangan Sumber Daya Industri",)),
        subjects=tuple(replace(group, subjects=group.subjects * 2) for group in base.subjects),
        total_hours=80,
    )
