"""Contents of CONTOH cards, balances and lists: those of the design pictures, in any number of rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ikm_desktop.papers import content as c
from tests.papers import samples, stretched

KPB = replace(samples.KPA, role="Mengetahui:", title=("Kuasa Pengguna Barang",), rank="")
KEEPER = replace(samples.STOREKEEPER, dated="Kupang, 31 Agustus 2020", rank="")

ODD = "Ma’rifah A & B <b>Contoh</b> D'Rozari Ɓora ɗe’i"
"""A name with everything that markup, quoting and typefaces stumble over."""


def _head(kind: str, number: str) -> c.Head:
    return replace(samples.head(kind, number), return_code="")


_CARD = (
    (6, 150_000, 0, 35_000, "Toko Kain Contoh (penyedia)"),
    (10, 160_000, 0, 36_500, "Toko Kain Contoh (penyedia)"),
    (13, 0, 140_000, 35_000, "Angkatan I, 20 peserta"),
    (27, 6_000, 0, 35_000, "Pengembalian sisa, Angkatan I"),
    (28, 0, 10_000, 36_500, "Retur ke Toko Kain Contoh (cacat tenun)"),
    (38, 0, 16_000, 35_000, "Angkatan II, 20 peserta"),
    (38, 0, 124_000, 36_500, ""),
    (57, 4_200, 0, 36_500, "Pengembalian sisa, Angkatan II"),
)


def stock_card(count: int = 9, **changed: object) -> c.StockCardSheet:
    """The stock card of the design picture; its movements go round and round beyond nine rows."""
    first = date(2020, 7, 1)
    rows = [c.CardEntry(day=first, basis="–", party="Saldo awal", quantity=0, value=0)]
    quantity = value = 0
    for i in range(count - 1):
        after, came, went, price, party = _CARD[i % len(_CARD)]
        moved = (came + went) // 1000 * price + (came + went) % 1000 * price // 1000
        quantity += came - went
        value += moved if came else -moved
        day = first + timedelta(days=after - 1)
        rows.append(
            c.CardEntry(
                day=day if party else None,
                basis=f"530/{88 + i:03d}/DPP/VII/2020, {day:%d-%m-%Y}" if party else "",
                party=party or "lanjutan, lapisan harga berikutnya",
                quantity=quantity,
                value=value,
                came=came or None,
                went=went or None,
                price=price,
                value_in=moved if came else None,
                value_out=moved if went else None,
            )
        )
    sheet = c.StockCardSheet(
        head=_head("KP", "BHN-001"),
        letterhead=samples.LETTERHEAD,
        fields=(
            (
                c.Field(label="Nama barang", value="Kain katun biru tua, lebar 150 cm", bold=True),
                c.Field(label="Kode barang", value="BHN-001"),
                c.Field(label="Periode", value="1 Juli s.d. 31 Agustus 2020"),
            ),
            (c.Field(label="Satuan", value="m"), c.Field(label="Tempat", value="Gudang dinas")),
            (c.Field(label="Tahun Anggaran", value="2020"), c.Field(label="Batas minimum", value="20,00 m")),
        ),
        rows=tuple(rows),
        came=sum(row.came or 0 for row in rows),
        went=sum(row.went or 0 for row in rows),
        value_in=sum(row.value_in or 0 for row in rows),
        value_out=sum(row.value_out or 0 for row in rows),
        left=KPB,
        right=KEEPER,
        unit="m",
        per=1000,
        decimals=2,
    )
    return replace(sheet, **changed)  # type: ignore[arg-type]


def stretched_stock_card() -> c.StockCardSheet:
    """Long and odd names, nine digits of everything."""
    sheet = stock_card(20)
    rows = tuple(
        replace(
            row,
            party=f"{ODD} {stretched.NO_SPACES}",
            quantity=row.quantity * 987,
            value=row.value * 987,
            came=row.came and row.came * 987,
            went=row.went and row.went * 987,
            value_in=row.value_in and row.value_in * 987,
            value_out=row.value_out and row.value_out * 987,
        )
        for row in sheet.rows
    )
    return replace(
        sheet,
        rows=rows,
        came=sheet.came * 987,
        went=sheet.went * 987,
        value_in=sheet.value_in * 987,
        value_out=sheet.value_out * 987,
        left=stretched.signer(KPB),
        right=stretched.signer(KEEPER),
    )


_MATERIALS = (
    ("Kain katun", "m", 1000, 2, (310_000,), (30_200, 8_800, 254_600, 6_400, 10_000)),
    ("Tali karet", "m", 1000, 2, (1_500_000,), (102_000, 44_000, 1_306_000, 38_000, 10_000)),
    ("Benang jahit", "gulung", 1, 0, (90,), (10, 6, 72, 2, 0)),
    ("Jarum jahit", "set", 1, 0, (45,), (5, 38, 0, 2, 0)),
    ("Plastik kemasan", "lembar", 1, 0, (4_200,), (170, 78, 3_874, 58, 20)),
    ("Label nonmedis", "lembar", 1, 0, (4_200,), (176, 80, 3_878, 66, 0)),
)
_PRODUCTS = (
    ("Masker kain nonmedis dewasa", "buah", 1, 0, (3_960,), (70, 1_540, 2_350, 0)),
    ("Masker kain nonmedis anak", "buah", 1, 0, (180,), (0, 10, 170, 0)),
)
_Item = tuple[str, str, int, int, tuple[int, ...], tuple[int, ...]]


def _balances(items: tuple[_Item, ...], count: int) -> tuple[c.BalanceRow, ...]:
    return tuple(
        c.BalanceRow(
            name=name,
            unit=unit,
            per=per,
            decimals=decimals,
            came=came,
            where=where,
            total=sum(where),
            unexplained=sum(came) - sum(where),
        )
        for name, unit, per, decimals, came, where in (items[i % len(items)] for i in range(count))
    )


def goods_balance(count: int = 6, **changed: object) -> c.GoodsBalance:
    """The balance of the design picture, with as many materials as asked."""
    sheet = c.GoodsBalance(
        head=_head("NB", "Agustus 2020"),
        letterhead=samples.LETTERHEAD,
        subtitle="Pelatihan Angkatan I dan II, keadaan sampai dengan 31 Agustus 2020",
        materials=c.BalanceTable(
            goods="Bahan",
            came=("Dibeli",),
            where=("Di Gudang", "Dipegang Peserta", "Dipakai", "Terbuang", "Dikembalikan ke Penyedia"),
            rows=_balances(_MATERIALS, count),
        ),
        products=c.BalanceTable(
            goods="Produk",
            came=("Dibuat",),
            where=("Pada Pembuat", "Di Gudang", "Disalurkan", "Dihapus"),
            rows=_balances(_PRODUCTS, 2),
        ),
        unexplained=0,
        left=KPB,
        right=KEEPER,
    )
    return replace(sheet, **changed)  # type: ignore[arg-type]


def stretched_goods_balance() -> c.GoodsBalance:
    """All terms of both equations, nine digits, odd names, and rows that do not come out."""
    row = c.BalanceRow(
        name=f"{ODD} {stretched.NO_SPACES}",
        unit="kemasan",
        came=(stretched.NINE_DIGITS,) * 5,
        where=(stretched.NINE_DIGITS,) * 7,
        total=stretched.NINE_DIGITS * 7,
        unexplained=-stretched.NINE_DIGITS * 2,
        per=1000,
        decimals=2,
    )
    materials = c.BalanceTable(
        goods="Bahan",
        came=("Saldo Awal", "Dibeli", "Ditemukan", "Bahan Sendiri", "Sisa Potong"),
        where=(
            "Di Gudang",
            "Dipegang Peserta",
            "Dipakai",
            "Terbuang",
            "Dikembalikan ke Penyedia",
            "Hilang",
            "Diberikan",
        ),
        rows=(row,) * 9,
    )
    return goods_balance(
        materials=materials,
        products=replace(materials, goods="Produk", rows=(row,) * 3),
        unexplained=12,
        left=stretched.signer(KPB),
        right=stretched.signer(KEEPER),
        subtitle=f"{ODD} " * 4,
    )


_COUNTED = (
    ("BHN-001", "Kain katun biru tua", "m", 1000, 2, 30_200, 30_200, 0, ""),
    ("BHN-002", "Tali karet", "m", 1000, 2, 102_000, 101_500, -600, "Susut ukur"),
    ("BHN-003", "Benang jahit", "gulung", 1, 0, 10, 10, 0, ""),
    ("BHN-005", "Plastik kemasan", "lembar", 1, 0, 170, 168, -300, "Sobek, 2 lembar"),
    ("PRD-001", "Masker kain nonmedis dewasa", "buah", 1, 0, 1_540, 1_540, 0, ""),
    ("PRD-002", "Masker kain nonmedis anak", "buah", 1, 0, 10, 12, 13_200, "Salah hitung penyaluran"),
)


def count_minutes(count: int = 6, *, by_hand: bool = False, **changed: object) -> c.CountMinutes:
    """The minutes of the design picture; by hand: the sheet on which one counts."""
    rows = tuple(
        c.CountRow(
            code=code,
            name=name,
            unit=unit,
            per=per,
            decimals=decimals,
            book=book,
            counted=None if by_hand else counted,
            difference=None if by_hand else counted - book,
            value=None if by_hand else value,
            note="" if by_hand else note,
        )
        for code, name, unit, per, decimals, book, counted, value, note in (
            _COUNTED[i % len(_COUNTED)] for i in range(count)
        )
    )
    minutes = c.CountMinutes(
        head=samples.head("BASO", "530/189/DPP/XII/2020"),
        letterhead=samples.LETTERHEAD,
        day=date(2020, 12, 31),
        opening=(
            "Pada hari ini, Kamis, tanggal Tiga Puluh Satu, bulan Desember, tahun Dua Ribu Dua Puluh "
            f"(31-12-2020), bertempat di gudang {samples.OFFICE} di Kupang, kami yang bertanda tangan "
            "di bawah ini telah melaksanakan pencacahan fisik persediaan, berdasarkan kartu persediaan "
            "barang dan dicocokkan dengan keadaan fisik, dengan hasil sebagai berikut:"
        ),
        rows=rows,
        value=None if by_hand else sum(row.value or 0 for row in rows),
        left=replace(samples.KPA, role="Menyetujui:", title=("Kuasa Pengguna Barang",)),
        right=replace(samples.STOREKEEPER, dated="Kupang, 31 Desember 2020"),
        by_hand=by_hand,
        witnesses=(
            c.Witness(name="ANTON CONTOH, S.T., M.T.", office="Kepala Bidang Sumber Daya Industri"),
            c.Witness(name="DANIEL CONTOH, S.Ak.", office="Bendahara Pengeluaran"),
        ),
    )
    return replace(minutes, **changed)  # type: ignore[arg-type]


def stretched_count_minutes() -> c.CountMinutes:
    """Nine digits, odd names, long reasons and titles."""
    minutes = count_minutes(12)
    rows = tuple(
        replace(
            row,
            name=f"{ODD} {stretched.NO_SPACES}",
            unit="kemasan",
            book=stretched.NINE_DIGITS,
            counted=0,
            difference=-stretched.NINE_DIGITS,
            value=-stretched.NINE_DIGITS,
            note="Hanyut pada saat banjir, dilaporkan kepada kepala desa",
        )
        for row in minutes.rows
    )
    return replace(
        minutes,
        rows=rows,
        value=-stretched.NINE_DIGITS * 12,
        left=stretched.signer(minutes.left),
        right=stretched.signer(minutes.right),
    )


def trail(count: int = 5, **changed: object) -> c.TrailSheet:
    """The trail of the design picture, of as many makers as asked; the picture takes some together."""
    rows = tuple(
        c.TrailRow(
            maker=samples.person(i),
            nik="5371**********00",
            lots="L-01 (7,00 m)" if i % 2 else "L-01 (2,00 m) + L-02 (5,00 m)",
            material=6_600,
            delivered=100,
            rejected=i % 4,
            accepted=100 - i % 4,
            taken=90 - i % 7 * 10,
            receipts="00186/UP/2020, 25-08-2020",
        )
        for i in range(count)
    )
    taken = sum(row.taken for row in rows)
    large, rest = rows[:7], rows[7:]
    makers = [(row.maker, row.taken) for row in large]
    makers += [(f"{len(rest)} pembuat lain", sum(row.taken for row in rest))] if rest else []
    lots = (("Lot L-01, kain katun", taken // 3), ("Lot L-02, kain katun", taken - taken // 3))
    boxes = [_box(0, name, quantity, "150,00 m @ Rp35.000") for name, quantity in lots]
    boxes += [_box(1, name, quantity) for name, quantity in makers]
    boxes += [
        _box(2, "530/124/DPP/VIII/2020", taken, "24 Agustus 2020"),
        _box(3, "530/131/DPP/VIII/2020", taken, "31 Agustus 2020"),
        _box(4, "Majelis Jemaat Contoh", taken, "Lembaga keagamaan", "Kota Kupang"),
    ]
    last = 2 + len(makers)
    ribbons = []
    for i, (_name, quantity) in enumerate(makers):
        first = quantity // 3
        ribbons += [
            c.FlowRibbon(start=0, end=2 + i, quantity=first),
            c.FlowRibbon(start=1, end=2 + i, quantity=quantity - first, dark=True),
            c.FlowRibbon(start=2 + i, end=last, quantity=quantity),
        ]
    ribbons += [c.FlowRibbon(start=last + i, end=last + i + 1, quantity=taken) for i in range(2)]
    sheet = c.TrailSheet(
        head=_head("LJ", "530/131/DPP/VIII/2020"),
        office=samples.OFFICE,
        subtitle=f"{taken} buah masker kain nonmedis dewasa, BAST Nomor: 530/131/DPP/VIII/2020",
        heads=("1. Lot bahan", "2. Pembuat", "3. Pemeriksaan", "4. Penyerahan", "5. Penerima"),
        boxes=tuple(boxes),
        ribbons=tuple(ribbons),
        rows=rows,
        material="Kain",
        material_unit="m",
        material_per=1000,
        material_decimals=2,
        total=c.TrailRow(
            maker="",
            nik="",
            lots="",
            material=6_600 * count,
            delivered=100 * count,
            rejected=sum(row.rejected or 0 for row in rows),
            accepted=sum(row.accepted or 0 for row in rows),
            taken=taken,
            receipts="",
        ),
        caption="Lebar aliran sebanding dengan jumlah buah.",
        notes=("Bahan lain: tali karet (Toko Kain Contoh 06-07-2020). Harga pokok: Rp3.357.908,00.",),
        right=KEEPER,
    )
    return replace(sheet, **changed)  # type: ignore[arg-type]


def trail_of_maker() -> c.TrailSheet:
    """The trail of what one maker made, given on to two institutions."""
    sheet = trail(1)
    parts = ((50, "530/131/DPP/VIII/2020", "Majelis Jemaat Contoh"), (40, "530/139/DPP/IX/2020", "SD Contoh"))
    boxes = [
        *sheet.boxes[:4],
        *(_box(3, number, quantity) for quantity, number, _to in parts),
        *(_box(4, to, quantity) for quantity, _number, to in parts),
    ]
    ribbons = [*sheet.ribbons[:3]]
    for i, (quantity, _number, _to) in enumerate(parts):
        ribbons += [
            c.FlowRibbon(start=3, end=4 + i, quantity=quantity),
            c.FlowRibbon(start=4 + i, end=6 + i, quantity=quantity),
        ]
    return replace(
        sheet,
        head=replace(sheet.head, number=""),
        subtitle=f"90 buah masker kain nonmedis dewasa, hasil {samples.person(0)}",
        boxes=tuple(boxes),
        ribbons=tuple(ribbons),
        taken_head="Disalurkan",
    )


def _box(column: int, title: str, quantity: int, *lines: str) -> c.FlowBox:
    short = f"{quantity} buah"
    return c.FlowBox(column=column, title=title, lines=(*lines, short), quantity=quantity, short=short)


def stretched_trail() -> c.TrailSheet:
    """Odd and long names in table and picture, nine digits."""
    sheet = trail(12)
    rows = tuple(
        replace(
            row,
            maker=f"{ODD} {stretched.NO_SPACES}",
            lots="L-01 (7,00 m) + " * 6,
            material=stretched.NINE_DIGITS,
            receipts="00186/UP/2020, 25-08-2020; " * 3,
        )
        for row in sheet.rows
    )
    return replace(
        sheet,
        rows=rows,
        total=replace(sheet.total, material=stretched.NINE_DIGITS * 12),
        boxes=tuple(replace(box, title=f"{ODD} {stretched.NO_SPACES}") for box in sheet.boxes),
        subtitle=f"{ODD} " * 5,
        right=stretched.signer(KEEPER),
    )


def register_sheet(count: int = 12, **changed: object) -> c.RegisterSheet:
    """The register of a year, of as many lines as asked; every seventh is void, the fifth a gap."""
    rows = []
    for i in range(count):
        number = f"530/{i + 1:03d}/DPP/VIII/2020"
        if i == 4:
            rows.append(
                c.RegisterEntry(
                    number="5 s.d. 6",
                    day=None,
                    kind="Surat dan berita acara",
                    subject="",
                    party="",
                    state="Terlewati",
                    note="dipakai bidang lain",
                )
            )
            continue
        void = i % 7 == 6
        rows.append(
            c.RegisterEntry(
                number=number,
                day=date(2020, 8, 1 + i % 28),
                kind="BAST" if i % 2 else "Tanda terima bahan",
                subject="Penyaluran produk" if i % 2 else "Penyerahan bahan kepada 20 peserta",
                party="Majelis Jemaat Contoh" if i % 2 else "Angkatan II",
                state="Dibatalkan" if void else "Terbit",
                note="salah lembaga" if void else "",
            )
        )
    gap = sum(row.day is None for row in rows)
    sheet = c.RegisterSheet(
        head=_head("RS", "2020"),
        letterhead=samples.LETTERHEAD,
        subtitle="Surat dan berita acara, tahun 2020",
        rows=tuple(rows),
        count=count - gap,
        void=sum(row.state == "Dibatalkan" for row in rows),
        passed_over=gap,
        right=KEEPER,
    )
    return replace(sheet, **changed)  # type: ignore[arg-type]


def stretched_register_sheet() -> c.RegisterSheet:
    """Odd and long names and reasons."""
    sheet = register_sheet(12)
    rows = tuple(
        replace(row, subject=f"{ODD} " * 3, party=f"{ODD} {stretched.NO_SPACES}", note=ODD)
        for row in sheet.rows
    )
    return replace(sheet, rows=rows, right=stretched.signer(KEEPER))
