"""Contents of CONTOH papers: those of the design pictures, and ways to stretch them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from ikm_desktop.papers import content as c
from ikm_desktop.resources import resource

LOGO = resource("logo-contoh.png").read_bytes()
LOGO_NAME = hashlib.sha256(LOGO).hexdigest()
PICTURES: dict[str, bytes] = {LOGO_NAME: LOGO}

LETTERHEAD = c.Letterhead(
    government="PEMERINTAH PROVINSI NUSA TENGGARA TIMUR",
    office="DINAS PERINDUSTRIAN DAN PERDAGANGAN",
    address="Jalan Contoh Nomor 1, Kelurahan Contoh, Kupang 85000",
    contact="Telepon (0380) 000000   Laman dinas.contoh   Pos-el surat@dinas.contoh",
    logo=LOGO_NAME,
)
KPA = c.Signer(
    title=("Kepala Dinas Perindustrian dan Perdagangan", "Provinsi Nusa Tenggara Timur"),
    name="Drs. YOSEPH CONTOH, M.Si.",
    rank="Pembina Utama Muda (IV/c)",
    nip="196500991990991000",
)
PPK = c.Signer(
    title=("Pejabat Pembuat Komitmen",),
    name="MARTHA CONTOH, S.E., M.M.",
    rank="Penata Tingkat I (III/d)",
    nip="197800992003992000",
)
STOREKEEPER = c.Signer(
    title=("Petugas Persediaan",),
    name="RINI CONTOH, A.Md.",
    rank="Pengatur (II/c)",
    nip="199000992014992000",
)
TREASURER = c.Signer(title=("Bendahara Pengeluaran",), name="DANIEL CONTOH, S.Ak.", nip="198500992010991000")
OFFICE = "Dinas Perindustrian dan Perdagangan Provinsi Nusa Tenggara Timur"


def head(kind: str, number: str, *, marks: tuple[str, ...] = (c.SAMPLE,)) -> c.Head:
    """The furniture of a CONTOH paper, with a return code."""
    code = f"IKM1:{kind}:000123:9f1c07ab"
    return c.Head(kind=kind, number=number, marks=marks, return_code=code)


def goods(count: int = 6) -> tuple[c.GoodsRow, ...]:
    """Rows of a handover letter: the six of the design, repeated as often as asked."""
    six = (
        ("Masker kain nonmedis dewasa", "Katun 2 lapis, tali karet", 400, "buah", 5_000),
        ("Masker kain nonmedis anak", "Katun 2 lapis, tali karet", 150, "buah", 5_000),
        ("Sabun cuci tangan kelor", "Cair, botol 250 ml", 60, "botol", 15_000),
        ("Penyanitasi tangan kelor", "Cair, botol 100 ml", 60, "botol", 12_500),
        ("Teh kelor", "Kemasan 20 kantong celup", 40, "kemasan", 17_000),
        ("Garam spa", "Kemasan 250 g", 25, "kemasan", 20_000),
    )
    rows = []
    for i in range(count):
        name, made_of, quantity, unit, price = six[i % 6]
        rows.append(
            c.GoodsRow(
                description=name,
                specification=made_of,
                quantity=str(quantity),
                unit=unit,
                unit_price=price,
                amount=quantity * price,
            )
        )
    return tuple(rows)


def handover(count: int = 6, **changed: object) -> c.Handover:
    """The BAST of the design picture, with as many goods rows as asked."""
    rows = goods(count)
    paper = c.Handover(
        head=head("BAST-L", "530/131/DPP/VIII/2020"),
        letterhead=LETTERHEAD,
        day=date(2020, 8, 31),
        place="Kupang",
        first=c.Party(
            label="PIHAK PERTAMA",
            fields=(
                c.Field(label="Nama", value="MARTHA CONTOH, S.E., M.M.", bold=True),
                c.Field(label="NIP", value="19780099 200399 2 000"),
                c.Field(label="Jabatan", value="Pejabat Pembuat Komitmen"),
                c.Field(label="Alamat", value="Jalan Contoh Nomor 1, Kupang"),
            ),
            acting=f"dalam hal ini bertindak untuk dan atas nama {OFFICE}, selanjutnya disebut",
        ),
        second=c.Party(
            label="PIHAK KEDUA",
            fields=(
                c.Field(label="Nama", value="SAMUEL CONTOH", bold=True),
                c.Field(label="Jabatan", value="Sekretaris"),
                c.Field(label="Lembaga", value="Majelis Jemaat Contoh (lembaga keagamaan)"),
                c.Field(label="Alamat", value="Jalan Contoh Nomor 9, Kelurahan Contoh, Kota Kupang"),
                c.Field(label="Telepon", value="0800-0000-0000"),
            ),
            acting=("dalam hal ini bertindak untuk dan atas nama lembaga tersebut, selanjutnya disebut"),
        ),
        rows=rows,
        total=sum(row.amount or 0 for row in rows),
        clauses=(
            (
                "Barang diserahkan dalam keadaan baik, lengkap, dan cukup jumlahnya, serta telah "
                "diperiksa bersama oleh kedua belah pihak pada saat serah terima."
            ),
            (
                "Sejak Berita Acara ini ditandatangani, hak dan tanggung jawab atas barang beralih dari "
                "PIHAK PERTAMA kepada PIHAK KEDUA."
            ),
            "Barang dibagikan kepada yang membutuhkan secara cuma-cuma dan **tidak diperjualbelikan**.",
            "Masker kain yang diserahkan adalah masker nonmedis.",
            (
                "PIHAK KEDUA menyampaikan laporan penyaluran barang kepada PIHAK PERTAMA paling lambat "
                "30 (tiga puluh) hari kalender sejak tanggal Berita Acara ini."
            ),
            (
                "Barang berasal dari kegiatan Penumbuhan dan Pengembangan Industri Kecil dan Menengah, "
                "yang dibiayai APBN Tahun Anggaran 2020 (dana dekonsentrasi)."
            ),
        ),
        recipient=c.Signer(
            role="PIHAK KEDUA,",
            title=("Sekretaris Majelis Jemaat Contoh",),
            name="SAMUEL CONTOH",
            stamp=True,
        ),
        giver=replace(PPK, role="PIHAK PERTAMA,"),
        witnesses=(
            c.Witness(name="RINI CONTOH, A.Md.", office="Petugas Persediaan"),
            c.Witness(name="YOHANES CONTOH", office="Bendahara Majelis Jemaat Contoh"),
        ),
        acknowledged=replace(KPA, role="Mengetahui:", title=(*KPA.title, "selaku Kuasa Pengguna Anggaran")),
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def handover_of_participant() -> c.Handover:
    """The BAST with which one participant gets her materials: without values, witnesses and Mengetahui."""
    base = handover(3)
    return replace(
        base,
        head=head("BAST-P", "530/119/DPP/VIII/2020"),
        first=replace(
            base.first,
            fields=(
                c.Field(label="Nama", value=STOREKEEPER.name, bold=True),
                c.Field(label="NIP", value="19900099 201499 2 000"),
                c.Field(label="Jabatan", value="Petugas Persediaan"),
                base.first.fields[-1],
            ),
        ),
        second=c.Party(
            label="PIHAK KEDUA",
            fields=(
                c.Field(label="Nama", value="ADELINA CONTOH", bold=True),
                c.Field(label="NIK", value="5371**********00"),
                c.Field(label="Usaha", value="Jahit Contoh Satu"),
                c.Field(label="Alamat", value="RT 000/RW 000, Kelurahan Contoh, Kota Kupang"),
            ),
            acting="dalam hal ini bertindak untuk diri sendiri, selanjutnya disebut",
        ),
        values=c.NO_VALUE,
        total=None,
        rows=(
            c.GoodsRow(description="Kain katun", specification="Lebar 150 cm", quantity="7,00", unit="m"),
            c.GoodsRow(description="Tali karet", specification="", quantity="35,00", unit="m"),
            c.GoodsRow(description="Jarum", specification="Nomor 14", quantity="1", unit="set"),
        ),
        clauses=(
            base.clauses[0],
            (
                "Barang tetap milik negara dan dikuasai PIHAK KEDUA hanya untuk membuat produk kegiatan; "
                "sisanya dikembalikan."
            ),
            base.clauses[-1],
        ),
        recipient=c.Signer(role="PIHAK KEDUA,", name="ADELINA CONTOH"),
        giver=replace(STOREKEEPER, role="PIHAK PERTAMA,"),
        witnesses=(),
        acknowledged=None,
    )


def returned_to_vendor() -> c.Handover:
    """The letter with which the office gives goods back to a vendor, each with its reason."""
    base = handover_of_participant()
    return replace(
        base,
        head=head("KP-V", "530/126/DPP/VIII/2020"),
        title="BERITA ACARA PENGEMBALIAN BARANG",
        operative=(
            "Dengan ini menyatakan bahwa {first} mengembalikan kepada {second}, dan {second} menerima "
            "kembali dari {first}, barang dengan rincian sebagai berikut:"
        ),
        second=c.Party(
            label="PIHAK KEDUA",
            fields=(
                c.Field(label="Nama", value="HANS CONTOH", bold=True),
                c.Field(label="Jabatan", value="Pemilik"),
                c.Field(label="Alamat", value="Jalan Contoh Nomor 5, Kupang"),
            ),
            acting=("dalam hal ini bertindak untuk dan atas nama Toko Kain Contoh, selanjutnya disebut"),
        ),
        rows=tuple(replace(row, condition="Cacat tenun") for row in base.rows[::2]),
        condition_head="Kondisi / Alasan",
        closing=base.closing.replace("Serah Terima", "Pengembalian Barang"),
        clauses=(
            (
                "Barang dikembalikan karena alasan yang tertulis; penggantian atau pengembalian uangnya "
                "diatur oleh kedua belah pihak."
            ),
        ),
        recipient=c.Signer(
            role="PIHAK KEDUA,", title=("Pemilik Toko Kain Contoh",), name="HANS CONTOH", stamp=True
        ),
    )


NAMES = [
    "Adelina",
    "Agustina",
    "Anastasia",
    "Bernadeta",
    "Dorkas",
    "Elisabet",
    "Ferdinan",
    "Fransiska",
    "Getrudis",
    "Helena",
    "Imelda",
    "Katarina",
    "Lusia",
    "Ma’rifah",
    "Maria_Goreti_Yosefina",
    "Naomi",
    "Orpa",
    "Petrus",
    "Rambu",
    "Yohana",
]

_MATERIALS = (
    ("Kain katun", "m", 7_000, 1000, 2),
    ("Tali karet", "m", 35_000, 1000, 2),
    ("Benang", "gulung", 2, 1, 0),
    ("Jarum", "set", 1, 1, 0),
    ("Plastik kemasan", "lembar", 100, 1, 0),
    ("Label", "lembar", 100, 1, 0),
    ("Kancing", "buah", 12, 1, 0),
    ("Pita", "m", 1_500, 1000, 2),
    ("Kapur jahit", "buah", 1, 1, 0),
    ("Kotak", "buah", 3, 1, 0),
)


def person(i: int) -> str:
    """The name of the i-th person of a batch, from 0."""
    return NAMES[i % len(NAMES)].replace("_", " ") + " Contoh"


def receipt_list(count: int = 20, materials: int = 6, **changed: object) -> c.ReceiptList:
    """The material receipt of the design picture, with as many people and materials as asked."""
    kinds = _MATERIALS[:materials]
    rows = tuple(
        c.ReceiptRow(
            name=person(i),
            nik="5371**********00",
            quantities=tuple(m[2] - (500 if i == 6 and m[3] > 1 else 0) for m in kinds),
            day=date(2020, 8, 7),
        )
        for i in range(count)
    )
    paper = c.ReceiptList(
        head=head("TTB", "530/118/DPP/VIII/2020"),
        letterhead=LETTERHEAD,
        materials=tuple(
            c.MaterialColumn(
                name=name,
                unit=unit,
                per=per,
                decimals=decimals,
                total=sum(row.quantities[j] for row in rows),
            )
            for j, (name, unit, _each, per, decimals) in enumerate(kinds)
        ),
        rows=rows,
        subject="Angkatan II",
        fields_left=(
            c.Field(label="Kegiatan", value="Pelatihan Pembuatan Masker Kain, Angkatan II"),
            c.Field(label="Sasaran", value="100 masker untuk setiap peserta"),
        ),
        fields_right=(
            c.Field(label="Tanggal", value="7 Agustus 2020"),
            c.Field(label="Tempat", value="Gedung Pelatihan Contoh, Kupang"),
        ),
        left=replace(PPK, role="Mengetahui:"),
        right=replace(
            STOREKEEPER,
            dated="Kupang, 7 Agustus 2020",
            title=("Yang menyerahkan, Petugas Persediaan",),
        ),
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def _on_receipt(signer: c.Signer, *title: str, role: str = "") -> c.Signer:
    return replace(signer, title=title or signer.title, role=role, rank="")


def receipt_up(**changed: object) -> c.Receipt:
    """The kuitansi UP of the design picture."""
    paper = c.Receipt(
        head=head("KUI-UP", "00187/UP/2020"),
        fiscal_year=2020,
        account="019.06.09.1234.526311",
        received_from=f"Kuasa Pengguna Anggaran / Pejabat Pembuat Komitmen Satuan Kerja {OFFICE}",
        amount=400_000,
        purpose=(
            "Pembelian kembali hasil produksi peserta Pelatihan Pembuatan Masker Kain Angkatan I "
            "(setoran susulan): 80 (delapan puluh) buah masker kain nonmedis dewasa, katun 2 lapis, "
            "dengan harga satuan Rp5.000,00, sesuai Berita Acara Pemeriksaan dan Penerimaan Hasil "
            "Produk Nomor: 530/125/DPP/VIII/2020 tanggal 25 Agustus 2020."
        ),
        strip=c.TaxStrip(gross=400_000, tax=0, net=400_000),
        recipient=c.Signer(
            dated="Kupang, 27 Agustus 2020",
            role="Penerima Uang",
            name="THERESIA CONTOH",
            identity="NIK 5371995206880000",
            meterai=3_000,
        ),
        approver=_on_receipt(
            PPK,
            "a.n. Kuasa Pengguna Anggaran",
            "Pejabat Pembuat Komitmen",
            role="Setuju dibebankan pada mata anggaran berkenaan,",
        ),
        treasurer=_on_receipt(TREASURER, role="Lunas dibayar, tanggal 27 Agustus 2020"),
        receiver=_on_receipt(STOREKEEPER, "Pejabat yang bertanggung jawab"),
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def receipt_ls(**changed: object) -> c.Receipt:
    """The kuitansi LS of the design picture."""
    paper = replace(
        receipt_up(),
        head=head("KUI-LS", "00041/LS/2020"),
        form="KUITANSI PEMBAYARAN LANGSUNG",
        received_from=f"Pejabat Pembuat Komitmen Satuan Kerja {OFFICE}",
        amount=5_250_000,
        purpose=(
            "Pengadaan 150,00 (seratus lima puluh) meter kain katun, lebar 150 cm, warna biru tua, "
            "dengan harga satuan Rp35.000,00 per meter, sesuai Berita Acara Serah Terima "
            "Nomor: 530/088/DPP/VII/2020 tanggal 6 Juli 2020."
        ),
        strip=None,
        recipient=c.Signer(
            dated="Kupang, 8 Juli 2020",
            title=("Pemilik Toko Kain Contoh",),
            name="HANS CONTOH",
            identity="NPWP 99.999.999.9-999.000",
            meterai=6_000,
        ),
        approver=_on_receipt(PPK, "a.n. Kuasa Pengguna Anggaran", "Pejabat Pembuat Komitmen"),
        treasurer=None,
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def holder(i: int = 13, **changed: object) -> c.Holder:
    """One person's certificate, numbered from 1."""
    paper = c.Holder(
        number=f"{i + 1:03d}/SERT/DPP-IKM/VIII/2020",
        name=NAMES[(i + 1) % len(NAMES)].replace("_", " ") + " Contoh",
        birth_place="Kupang",
        birth_day=date(1989, 11, 22),
        nik="5371**********00",
        business="Usaha Jahit Contoh Flobamora, Kelurahan Contoh, Kota Kupang",
        attended=40,
        percent=100,
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def certificates(count: int = 1, **changed: object) -> c.Certificates:
    """The certificates of the design picture, for as many people as asked."""
    paper = c.Certificates(
        head=replace(head("SERT", ""), return_code=""),
        letterhead=LETTERHEAD,
        holders=tuple(holder(i) for i in range(count)) if count > 1 else (holder(),),
        title="Pelatihan Pembuatan Masker Kain",
        subtitle="bagi Industri Kecil dan Menengah Terdampak Covid-19",
        batch="II",
        organiser=OFFICE,
        place="Kupang",
        first_day=date(2020, 8, 3),
        last_day=date(2020, 8, 7),
        total_hours=40,
        subjects=(
            _group(
                "Kebijakan dan dasar usaha",
                ("Kebijakan pengembangan industri kecil dan menengah", 2),
                ("Protokol kesehatan di tempat kerja dan ketentuan masker nonmedis", 2),
                ("Kewirausahaan, hitung biaya, dan harga jual", 4),
            ),
            _group(
                "Keterampilan inti",
                ("Pengenalan bahan, alat, dan pemeliharaan mesin jahit", 4),
                ("Pola, ukuran, dan pemotongan kain", 6),
                ("Menjahit masker kain dua lapis", 12),
                ("Pemasangan tali, penyetrikaan, dan pengemasan", 4),
                ("Pemeriksaan mutu dan pencatatan hasil", 4),
            ),
            _group("Penunjang", ("Penataan produk dan pemasaran", 2)),
        ),
        front=replace(KPA, dated="Kupang, 10 Agustus 2020"),
        back=c.Signer(
            dated="Kupang, 10 Agustus 2020",
            title=("Kepala Bidang", "Sumber Daya Industri"),
            name="ANTON CONTOH, S.T., M.T.",
            rank="Pembina (IV/a)",
            nip="197200991998991000",
        ),
        organisation=(
            c.Field(label="Waktu", value="3 s.d. 7 Agustus 2020"),
            c.Field(label="Tempat", value="Gedung Pelatihan Contoh, Kupang"),
            c.Field(label="Angkatan", value="II (20 peserta)"),
            c.Field(label="Sumber dana", value="APBN Tahun Anggaran 2020"),
        ),
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def _group(name: str, *subjects: tuple[str, int]) -> c.SubjectGroup:
    return c.SubjectGroup(
        name=name, subjects=tuple(c.Subject(name=text, hours=hours) for text, hours in subjects)
    )


_REJECTED = (3, 0, 2, 5, 0, 1, 4, 0, 0, 2, 0, 3, 6, 0, 1, 0, 2, 8, 0, 1)
_REASONS = ("Jahitan lepas", "Ukuran tidak sesuai", "Noda", "Tali karet longgar")


def inspection(count: int = 20, **changed: object) -> c.Inspection:
    """The inspection record of the design picture, for as many people as asked."""
    rows = tuple(
        c.InspectionRow(
            name=person(i),
            delivered=100,
            accepted=100 - _REJECTED[i % 20],
            rejected=_REJECTED[i % 20],
            reasons=f"{_REASONS[i % 4]} {_REJECTED[i % 20]}" if _REJECTED[i % 20] else "",
        )
        for i in range(count)
    )
    accepted = sum(row.accepted for row in rows)
    paper = c.Inspection(
        head=head("BAP", "530/124/DPP/VIII/2020"),
        letterhead=LETTERHEAD,
        day=date(2020, 8, 24),
        place="Kupang",
        training="Pelatihan Pembuatan Masker Kain Angkatan II",
        product="masker kain nonmedis dewasa, katun 2 lapis",
        rows=rows,
        delivered=100 * count,
        accepted=accepted,
        rejected=100 * count - accepted,
        value=accepted * 5_000,
        basis=(
            "jumlah, ukuran, kain dua lapis, kekuatan jahitan dan tali, kebersihan, serta label "
            "“masker kain nonmedis”"
        ),
        left=replace(PPK, role="Mengetahui:", rank=""),
        right=replace(
            STOREKEEPER,
            role="Yang memeriksa dan menerima,",
            title=("Pejabat Penerima Hasil",),
            rank="",
        ),
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def payment_list(count: int = 23, **changed: object) -> c.PaymentList:
    """The payment list of the design picture, for as many people as asked."""
    rows = tuple(_payment(i) for i in range(count))
    paper = c.PaymentList(
        head=head("NOM", "00186/UP/2020"),
        fiscal_year=2020,
        satker_code="249999",
        subtitle=(
            "PEMBELIAN KEMBALI HASIL PRODUKSI PESERTA PELATIHAN PEMBUATAN MASKER KAIN",
            "ANGKATAN II DAN SETORAN SUSULAN ANGKATAN I",
        ),
        fields_left=(
            c.Field(label="Satuan Kerja", value=OFFICE),
            c.Field(label="Kegiatan", value="Penumbuhan dan Pengembangan Industri Kecil dan Menengah"),
        ),
        fields_right=(
            c.Field(label="Nomor Bukti", value="00186/UP/2020"),
            c.Field(label="Mata Anggaran", value="019.06.09.1234.526311"),
        ),
        rows=rows,
        quantity=sum(row.quantity or 0 for row in rows),
        gross=sum(row.gross for row in rows),
        tax=sum(row.tax for row in rows),
        net=sum(row.net for row in rows),
        notes=(
            (
                "Nomor 21: PPh Pasal 22 dipungut 3 persen karena jumlah bruto melebihi Rp2.000.000,00 "
                "dan penerima belum memiliki NPWP."
            ),
        ),
        left=replace(KPA, role="Menyetujui:", title=("Kuasa Pengguna Anggaran",), rank=""),
        right=replace(TREASURER, role="Lunas dibayar, tanggal 25 Agustus 2020"),
    )
    return replace(paper, **changed)  # type: ignore[arg-type]


def _payment(i: int) -> c.PaymentRow:
    quantity = 420 if i == 20 else 100 - _REJECTED[i % 20]
    gross = quantity * 5_000
    tax = gross * 3 // 100 if i == 20 else 0
    return c.PaymentRow(
        number=i + 1,
        name=person(i),
        nik="5371994101750000",
        address="Desa Contoh, Kab. Timor Tengah Selatan" if i % 5 == 4 else "Kel. Contoh, Kota Kupang",
        product="Masker kain",
        quantity=quantity,
        unit_price=5_000,
        gross=gross,
        tax=tax,
        net=gross - tax,
        bank=f"Bank Contoh\n9900-00-{1001 + i}",
    )


ALL: dict[str, c.Content] = {
    "bast": handover(),
    "tanda-terima": receipt_list(),
    "kuitansi-up": receipt_up(),
    "kuitansi-ls": receipt_ls(),
    "sertifikat": certificates(),
    "pemeriksaan": inspection(),
    "nominatif": payment_list(),
}
