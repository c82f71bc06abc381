"""What the CONTOH office works with: materials, products, recipes, prices, vendors, institutions.

All figures are invented.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ikm_desktop.amounts import GRAM, KILOGRAM, LITRE, METRE, Unit

SHEET = Unit("lembar", 1, "lembar", 0)
ROLL = Unit("gulung", 1, "gulung", 0)
SET = Unit("set", 1, "set", 0)
PIECE = Unit("buah", 1, "buah", 0)
BOTTLE = Unit("botol", 1, "botol", 0)
PACK = Unit("kemasan", 1, "kemasan", 0)


@dataclass(frozen=True, slots=True)
class SampleMaterial:
    """A material: price in whole rupiah for one shown unit, code and unit.

    pack: smallest units in the pack it is sold in, and the word for it; 0 when it is sold loose.
    """

    name: str
    code: str
    unit: Unit
    price: int
    pack: int = 0
    pack_name: str = ""


@dataclass(frozen=True, slots=True)
class SampleProduct:
    """A product with its recipe.

    materials: smallest units by name, for `yields` pieces; target: pieces planned for one maker; fault: why
    a piece of it is rejected.
    """

    name: str
    code: str
    specification: str
    unit: Unit
    price: int
    yields: int
    target: int
    materials: dict[str, int] = field(default_factory=dict)
    shelf_life_days: int | None = None
    fault: str = "kemasan bocor"


MATERIALS = (
    SampleMaterial("Kain katun", "BHN-01", METRE, 35_000, 50_000, "gulungan"),
    SampleMaterial("Tali karet", "BHN-02", METRE, 1_500, 100_000, "gulungan"),
    SampleMaterial("Benang", "BHN-03", ROLL, 6_000, 12, "lusin"),
    SampleMaterial("Jarum", "BHN-04", SET, 8_000),
    SampleMaterial("Plastik kemasan", "BHN-05", SHEET, 250, 100, "pak"),
    SampleMaterial("Label masker", "BHN-06", SHEET, 200, 500, "rol"),
    SampleMaterial("Serbuk daun kelor", "BHN-11", KILOGRAM, 90_000, 1_000, "kemasan"),
    SampleMaterial("Minyak kelapa", "BHN-12", LITRE, 28_000, 5_000, "jeriken"),
    SampleMaterial("Botol 250 ml", "BHN-13", PIECE, 3_500, 24, "dus"),
    SampleMaterial("Alkohol 70 persen", "BHN-14", LITRE, 45_000, 5_000, "jeriken"),
    SampleMaterial("Botol 100 ml", "BHN-15", PIECE, 2_500, 48, "dus"),
    SampleMaterial("Kantong teh", "BHN-16", SHEET, 150, 500, "pak"),
    SampleMaterial("Dus teh", "BHN-17", SHEET, 1_200),
    SampleMaterial("Garam kasar", "BHN-21", KILOGRAM, 6_000, 25_000, "karung"),
    SampleMaterial("Minyak asiri", "BHN-22", GRAM, 900),
    SampleMaterial("Kantong kemas 250 g", "BHN-23", SHEET, 1_100, 50, "pak"),
)

PRODUCTS = (
    SampleProduct(
        "Masker kain nonmedis dewasa",
        "PRD-01",
        "Katun 2 lapis, tali karet",
        PIECE,
        5_000,
        100,
        100,
        {
            "Kain katun": 7_000,
            "Tali karet": 35_000,
            "Benang": 2,
            "Jarum": 1,
            "Plastik kemasan": 100,
            "Label masker": 100,
        },
        fault="jahitan lepas",
    ),
    SampleProduct(
        "Sabun cuci tangan kelor",
        "PRD-02",
        "Cair, botol 250 ml",
        BOTTLE,
        15_000,
        20,
        20,
        {"Serbuk daun kelor": 200, "Minyak kelapa": 1_500, "Botol 250 ml": 20},
        365,
    ),
    SampleProduct(
        "Penyanitasi tangan kelor",
        "PRD-03",
        "Cair, botol 100 ml",
        BOTTLE,
        12_500,
        20,
        20,
        {"Serbuk daun kelor": 50, "Alkohol 70 persen": 1_800, "Botol 100 ml": 20},
        365,
    ),
    SampleProduct(
        "Teh kelor",
        "PRD-04",
        "Kemasan 20 kantong celup",
        PACK,
        17_000,
        30,
        30,
        {"Serbuk daun kelor": 1_200, "Kantong teh": 600, "Dus teh": 30},
        365,
    ),
    SampleProduct(
        "Garam spa",
        "PRD-05",
        "Kemasan 250 g",
        PACK,
        20_000,
        20,
        20,
        {"Garam kasar": 5_200, "Minyak asiri": 60, "Kantong kemas 250 g": 20},
    ),
)


@dataclass(frozen=True, slots=True)
class SampleTraining:
    """A training: title, subtitle, which products its participants make, and its subjects with hours."""

    title: str
    subtitle: str
    products: tuple[str, ...]
    assessed: bool
    subjects: tuple[tuple[str, str, int], ...]


_START = (
    ("Kebijakan dan dasar usaha", "Kebijakan pengembangan industri kecil dan menengah", 2),
    ("Kebijakan dan dasar usaha", "Protokol kesehatan di tempat kerja", 2),
    ("Kebijakan dan dasar usaha", "Kewirausahaan, hitung biaya, dan harga jual", 4),
)
_END = (("Penunjang", "Penataan produk dan pemasaran", 2),)
_CORE = "Keterampilan inti"
_FOR_WHOM = "bagi Industri Kecil dan Menengah Terdampak Covid-19"

_MASKS = SampleTraining(
    "Pelatihan Pembuatan Masker Kain",
    _FOR_WHOM,
    ("Masker kain nonmedis dewasa",),
    False,
    (
        *_START,
        (_CORE, "Pengenalan bahan, alat, dan pemeliharaan mesin jahit", 4),
        (_CORE, "Pola, ukuran, dan pemotongan kain", 6),
        (_CORE, "Menjahit masker kain dua lapis", 12),
        (_CORE, "Pemasangan tali, penyetrikaan, dan pengemasan", 4),
        (_CORE, "Pemeriksaan mutu dan pencatatan hasil", 4),
        *_END,
    ),
)

TRAININGS = (
    _MASKS,
    _MASKS,
    SampleTraining(
        "Pelatihan Pengolahan Kelor",
        _FOR_WHOM,
        ("Sabun cuci tangan kelor", "Penyanitasi tangan kelor", "Teh kelor"),
        True,
        (
            *_START,
            (_CORE, "Mengenal daun kelor dan penanganannya", 4),
            (_CORE, "Membuat sabun cuci tangan kelor", 10),
            (_CORE, "Membuat penyanitasi tangan kelor", 8),
            (_CORE, "Membuat teh kelor dan mengemasnya", 8),
            *_END,
        ),
    ),
    SampleTraining(
        "Pelatihan Pembuatan Garam Spa",
        _FOR_WHOM,
        ("Garam spa",),
        False,
        (
            *_START,
            (_CORE, "Mengenal garam dan minyak asiri", 6),
            (_CORE, "Meramu garam spa", 14),
            (_CORE, "Mengemas dan memberi label", 10),
            *_END,
        ),
    ),
)
"""The trainings of the four batches; further batches begin again from the first."""

INSTITUTIONS = (
    ("Gugus Tugas Covid-19 Kota CONTOH", "gugus_tugas", "Kota Kupang", "Sekretaris"),
    ("Gugus Tugas Covid-19 Kabupaten CONTOH", "gugus_tugas", "Kabupaten Belu", "Ketua Harian"),
    ("Majelis Jemaat CONTOH Satu", "keagamaan", "Kota Kupang", "Sekretaris"),
    ("Majelis Jemaat CONTOH Dua", "keagamaan", "Kabupaten Kupang", "Ketua"),
    ("Takmir Masjid CONTOH", "keagamaan", "Kabupaten Alor", "Ketua Takmir"),
    ("Paroki CONTOH", "keagamaan", "Kabupaten Ende", "Sekretaris Dewan Paroki"),
    ("Puskesmas CONTOH Satu", "medis", "Kota Kupang", "Kepala Tata Usaha"),
    ("Puskesmas CONTOH Dua", "medis", "Kabupaten Timor Tengah Selatan", "Kepala Puskesmas"),
    ("Rumah Sakit CONTOH", "medis", "Kabupaten Sikka", "Kepala Instalasi Farmasi"),
    ("Kelompok Warga CONTOH", "masyarakat", "Kabupaten Sumba Timur", "Koordinator"),
)
"""Institutions: name, class, regency, office of who signs."""

VENDORS = ("Toko Kain CONTOH", "Toko Kimia CONTOH", "Usaha Garam CONTOH")
