"""The invented people of the CONTOH office; their NIKs use district 99, which exists nowhere."""

from __future__ import annotations

import random
from datetime import date, timedelta

from ikm_desktop.participants.person import PersonFields

_GIVEN = (
    "Adelina", "Agustina", "Anastasia", "Bernadeta", "Dorkas", "Elisabet", "Ferdinan", "Fransiska",
    "Getrudis", "Helena", "Imelda", "Katarina", "Lusia", "Maria", "Naomi", "Orpa", "Petrus", "Rambu",
    "Selfina", "Yohana",
)  # fmt: skip
_MIDDLE = ("", "Goreti", "Yosefina", "Magdalena", "Kristina", "Ina", "Wilhelmina", "Apriana")
_MEN = {"Ferdinan", "Petrus"}
_REGENCIES = (
    ("5371", "Kota Kupang"),
    ("5301", "Kabupaten Kupang"),
    ("5302", "Kabupaten Timor Tengah Selatan"),
    ("5304", "Kabupaten Belu"),
    ("5311", "Kabupaten Sumba Timur"),
)
_WORK = {
    "Masker kain nonmedis dewasa": ("Usaha Jahit", "14131"),
    "Sabun cuci tangan kelor": ("Usaha Sabun", "20231"),
    "Penyanitasi tangan kelor": ("Usaha Sabun", "20231"),
    "Teh kelor": ("Usaha Teh", "10762"),
    "Garam spa": ("Usaha Garam", "20232"),
}


def person(serial: int, product: str, dice: random.Random) -> tuple[str, PersonFields]:
    """Return the name and the fields of the serial-th person (from 1), who makes a product."""
    given = _GIVEN[(serial - 1) % len(_GIVEN)]
    middle = _MIDDLE[(serial - 1) // len(_GIVEN) % len(_MIDDLE)]
    name = " ".join(part for part in (given, middle, "CONTOH") if part)
    man = given in _MEN
    born = date(1970, 1, 1) + timedelta(days=dice.randrange(11_000))
    code, regency = dice.choices(_REGENCIES, weights=(10, 4, 3, 2, 1))[0]
    day = born.day if man else born.day + 40
    business, kbli = _WORK[product]
    fields: PersonFields = {
        "nik": f"{code}99{day:02d}{born:%m%y}{serial:04d}",
        "birth_place": regency.split(" ", 1)[1],
        "born": born,
        "sex": "L" if man else "P",
        "address": f"Jalan Contoh Nomor {serial}",
        "rt_rw": f"{serial % 9 + 1:03d}/{serial % 5 + 1:03d}",
        "village": "Kelurahan Contoh",
        "district": "Kecamatan Contoh",
        "regency": regency,
        "phone": f"0800{serial:08d}",
        "education": dice.choice(("SD", "SMP", "SMA", "SMA", "D3")),
        "business": f"{business} Contoh {given}",
        "product": product,
        "kbli": kbli,
        "founded": dice.randrange(2008, 2020),
        "workers": dice.randrange(1, 5),
        "bank": "Bank Contoh",
        "bank_account": f"0009{serial:06d}",
        "bank_holder": name,
        "npwp": f"99999999999{serial:04d}" if dice.random() < 0.3 else "",  # noqa: PLR2004 - three in ten
    }
    return name, fields
