"""People with NIKs that cannot exist: district 99, serials from 0001."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from ikm_desktop.participants import people

if TYPE_CHECKING:
    from typing import Unpack

    from ikm_desktop.office.book import Office
    from ikm_desktop.participants.person import PersonFields

_serial = count(1)


def a_nik(born: date = date(1985, 8, 17), sex: str = "P") -> str:
    """Return a NIK nobody can have, that agrees with a birth date and sex; another one at each call."""
    day = born.day + (40 if sex == "P" else 0)
    return f"539999{day:02}{born:%m%y}{next(_serial):04}"


def a_person(office: Office, name: str = "", **fields: Unpack[PersonFields]) -> int:
    """Add a person and return her id; without a name or NIK she gets ones of her own."""
    if "nik" not in fields:
        fields["nik"] = a_nik()
    return people.add_person(office, name=name or f"Peserta {next(_serial)} CONTOH", **fields).ids[0]


def a_complete_person(office: Office, name: str = "") -> int:
    """Add a person of whom papers lack nothing and return her id."""
    return a_person(
        office,
        name,
        birth_place="Kupang",
        born=date(1985, 8, 17),
        sex="P",
        address="Jl. Contoh 1",
        rt_rw="001/002",
        village="Oebobo",
        district="Oebobo",
        regency="Kota Kupang",
        phone="081200000000",
        business="Usaha CONTOH",
        product="Masker kain",
        bank="Bank CONTOH",
        bank_account="0001234567",
        bank_holder=name or "Peserta CONTOH",
        notice_on=date(2020, 8, 3),
    )


def place_of(office: Office, person: int) -> int:
    """Return the place where the goods lie that a person holds."""
    with office.reading() as connection:
        return people.person_of(connection, person).place
