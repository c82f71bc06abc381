"""Contents of CONTOH records of goods, with as many rows as asked."""

from __future__ import annotations

from dataclasses import replace

from ikm_desktop.papers import content as c
from tests.papers import samples, stretched
from tests.papers.sheets import ODD

_ROWS = (
    ("Kain katun", "lebar 150 cm", 7_000, "m", 1000, 2, 245_000),
    ("Tali karet", "", 35_000, "m", 1000, 2, 70_000),
    ("Jarum", "nomor 14", 1, "set", 1, 0, 12_500),
)


def written_off(count: int = 3, **changed: object) -> c.GoodsRecord:
    """Minutes of goods written off, each with its value and reason."""
    rows = tuple(
        c.RecordRow(
            name=name,
            specification=made_of,
            quantity=quantity,
            unit=unit,
            per=per,
            decimals=decimals,
            value=value,
            note="Dimakan rayap",
        )
        for name, made_of, quantity, unit, per, decimals, value in (_ROWS[i % 3] for i in range(count))
    )
    record = c.GoodsRecord(
        head=samples.head("BAPH", "530/190/DPP/XII/2020"),
        letterhead=samples.LETTERHEAD,
        title="BERITA ACARA PENGHAPUSAN PERSEDIAAN",
        opening=(
            "Pada hari ini, Kamis, tanggal Tiga Puluh Satu, bulan Desember, tahun Dua Ribu Dua Puluh "
            "(31-12-2020), bertempat di Kupang, kami yang bertanda tangan di bawah ini telah menghapus dari "
            "pembukuan persediaan barang yang berada di **Gudang dinas**, dengan rincian sebagai berikut:"
        ),
        rows=rows,
        note_head="Alasan",
        total=sum(row.value or 0 for row in rows),
        left=replace(samples.KPA, role="Menyetujui:", title=("Kuasa Pengguna Barang",), rank=""),
        right=replace(samples.STOREKEEPER, dated="Kupang, 31 Desember 2020", rank=""),
        closing=(
            "Demikian Berita Acara ini dibuat dengan sebenarnya dalam rangkap 2 (dua) untuk dipergunakan "
            "sebagaimana mestinya."
        ),
    )
    return replace(record, **changed)  # type: ignore[arg-type]


def receipt(count: int = 3, **changed: object) -> c.GoodsRecord:
    """The receipt of one person: a row for each material, no values."""
    record = replace(
        written_off(count),
        head=samples.head("TTB", "530/119/DPP/VIII/2020"),
        title="TANDA TERIMA BAHAN (SUSULAN)",
        opening="",
        fields=(
            c.Field(label="Kegiatan", value="Pelatihan Pembuatan Masker Kain, Angkatan II"),
            c.Field(label="Nama peserta", value=samples.person(0), bold=True),
            c.Field(label="NIK", value="5371**********00"),
        ),
        note_head="",
        total=None,
        closing="",
        statement="Peserta menyatakan telah menerima bahan tersebut dalam keadaan baik dan cukup.",
        left=c.Signer(role="Yang menerima,", name=samples.person(0)),
    )
    return replace(record, **changed)  # type: ignore[arg-type]


def returned() -> c.GoodsRecord:
    """Materials that one person gives back."""
    record = receipt()
    return replace(
        record,
        head=samples.head("PB", "530/127/DPP/VIII/2020"),
        title="TANDA TERIMA PENGEMBALIAN BAHAN",
        statement="Bahan tersebut telah dikembalikan kepada dinas dan diterima sesuai jumlah di atas.",
        left=replace(record.left, role="Yang mengembalikan,"),
        right=replace(
            record.right, dated="Kupang, 25 Agustus 2020", title=("Yang menerima, Petugas Persediaan",)
        ),
    )


def moved() -> c.GoodsRecord:
    """Goods that move to another store, without values; who receives them writes the name by hand."""
    record = written_off()
    return replace(
        record,
        head=samples.head("PG", "530/140/DPP/IX/2020"),
        title="BERITA ACARA PEMINDAHAN BARANG",
        opening=(
            "Pada hari ini, Selasa, tanggal Satu, bulan September, tahun Dua Ribu Dua Puluh (01-09-2020), "
            "bertempat di Kupang, barang berikut dipindahkan dari **Gudang dinas** ke **Gudang Contoh Dua**:"
        ),
        rows=tuple(replace(row, value=None, note="") for row in record.rows),
        note_head="",
        total=None,
        left=c.Signer(role="Yang menerima,", name=""),
        right=replace(record.right, role="Yang menyerahkan,", dated="Kupang, 1 September 2020"),
    )


def reversed_entry() -> c.GoodsRecord:
    """An entry that is taken back, with its values."""
    record = written_off()
    return replace(
        record,
        head=samples.head("BALIK", "003/BALIK/2020"),
        title="BERITA ACARA PEMBALIKAN CATATAN",
        opening=(
            "Pada hari ini, Selasa, tanggal Satu, bulan September, tahun Dua Ribu Dua Puluh (01-09-2020), "
            "bertempat di Kupang, catatan **Penerimaan Nomor: NOTA-1 tanggal 24 Agustus 2020** (Toko Contoh) "
            "dibalik karena salah tulis jumlah, dengan rincian sebagai berikut:"
        ),
        rows=tuple(replace(row, note="") for row in record.rows),
        note_head="",
        right=replace(record.right, dated="Kupang, 1 September 2020"),
    )


def stretched_record() -> c.GoodsRecord:
    """Long and odd names and reasons, nine digits of everything."""
    record = written_off(20)
    rows = tuple(
        replace(
            row,
            name=f"{ODD} {stretched.NO_SPACES}",
            specification=f"{ODD} " * 2,
            quantity=stretched.NINE_DIGITS * 1000,
            value=stretched.NINE_DIGITS,
            note="Hanyut pada saat banjir, dilaporkan kepada kepala desa",
        )
        for row in record.rows
    )
    return replace(
        record,
        rows=rows,
        total=stretched.NINE_DIGITS * 20,
        left=stretched.signer(record.left),
        right=stretched.signer(record.right),
    )
