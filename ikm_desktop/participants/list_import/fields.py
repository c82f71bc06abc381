"""The columns a list of people can have, and what a reading of one row brings back."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """What a column holds; the values up to `business` are the keys of a person."""

    NAME = "name"
    NIK = "nik"
    SEX = "sex"
    BORN = "born"
    PLACE = "place"
    REGENCY = "regency"
    PHONE = "phone"
    BUSINESS = "business"
    BIRTH = "birth"  # place and date in one cell
    BIRTH_DAY = "birth_day"  # the parts of a date that stand in three columns
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    SEX_MALE = "sex_male"  # a column that is ticked for men
    SEX_FEMALE = "sex_female"
    ADDRESS = "address"
    RT_RW = "rt_rw"
    VILLAGE = "village"
    DISTRICT = "district"
    EDUCATION = "education"
    PRODUCT = "product"
    KBLI = "kbli"
    NIB = "nib"
    NPWP = "npwp"
    BANK = "bank"
    ACCOUNT = "account"
    HOLDER = "account_holder"
    BATCH = "batch"  # which batch she is in
    NUMBER = "number"  # the running number of the list
    OTHER = "other"  # known, and not wanted: signature, family card, age

    @property
    def label(self) -> str:
        """The column's name on screen."""
        return _LABELS[self]


_LABELS = {
    Field.NAME: "Nama",
    Field.NIK: "NIK",
    Field.SEX: "L/P",
    Field.BORN: "Tanggal lahir",
    Field.PLACE: "Tempat lahir",
    Field.REGENCY: "Kabupaten/Kota",
    Field.PHONE: "Telepon",
    Field.BUSINESS: "Nama usaha",
    Field.BIRTH: "Tempat/tanggal lahir",
    Field.BIRTH_DAY: "Tanggal",
    Field.BIRTH_MONTH: "Bulan",
    Field.BIRTH_YEAR: "Tahun",
    Field.SEX_MALE: "L",
    Field.SEX_FEMALE: "P",
    Field.ADDRESS: "Alamat",
    Field.RT_RW: "RT/RW",
    Field.VILLAGE: "Kelurahan/Desa",
    Field.DISTRICT: "Kecamatan",
    Field.EDUCATION: "Pendidikan",
    Field.PRODUCT: "Produk",
    Field.KBLI: "KBLI",
    Field.NIB: "NIB",
    Field.NPWP: "NPWP",
    Field.BANK: "Bank",
    Field.ACCOUNT: "Nomor rekening",
    Field.HOLDER: "Pemilik rekening",
    Field.BATCH: "Angkatan",
    Field.NUMBER: "No.",
    Field.OTHER: "(tidak dipakai)",
}
