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
