"""Setting up the CONTOH office: letterhead, signers, budget, goods, vendors, institutions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ikm_desktop.goods import items, parties, prices, recipes
from ikm_desktop.goods.recipes import RecipeLine
from ikm_desktop.goods.set_up import set_up_in
from ikm_desktop.office.accounts import add_account_in
from ikm_desktop.office.acts import Act
from ikm_desktop.office.book import Office
from ikm_desktop.office.budget import Budget
from ikm_desktop.office.profile import Profile, set_logo_in
from ikm_desktop.office.settings import BookMode, Clerk, save_in
from ikm_desktop.office.signatories import add_signatory_in
from ikm_desktop.resources import resource
from ikm_desktop.sample.goods import INSTITUTIONS, MATERIALS, PRODUCTS, VENDORS

ACCOUNT = "019.06.09.1234.526311"


@dataclass(frozen=True, slots=True)
class SampleGoods:
    """What was set up: ids by name; institutions and vendors as places."""

    store: int
    materials: dict[str, int]
    products: dict[str, int]
    vendors: list[int]
    institutions: list[int]


_SIGNATORIES = (
    (
        "head",
        "Drs. YOSEPH CONTOH, M.Si.",
        "Kepala Dinas Perindustrian dan Perdagangan\nProvinsi Nusa Tenggara Timur",
        "Pembina Utama Muda (IV/c)",
        "196500991990991000",
    ),
    (
        "ppk",
        "MARTHA CONTOH, S.E., M.M.",
        "Pejabat Pembuat Komitmen",
        "Penata Tingkat I (III/d)",
        "197800992003992000",
    ),
    ("treasurer", "DANIEL CONTOH, S.Ak.", "Bendahara Pengeluaran", "Penata (III/c)", "198500992010991000"),
    ("stock_officer", "RINI CONTOH, A.Md.", "Petugas Persediaan", "Pengatur (II/c)", "199000992014992000"),
    ("receiver", "RINI CONTOH, A.Md.", "Petugas Persediaan", "Pengatur (II/c)", "199000992014992000"),
    (
        "division_head",
        "ANTON CONTOH, S.T., M.T.",
        "Kepala Bidang\nSumber Daya Industri",
        "Pembina (IV/a)",
        "197200991998991000",
    ),
    ("committee_head", "LINA CONTOH, S.P.", "Ketua Panitia", "Penata Muda (III/a)", "198800992012992000"),
)
"""Invented officials: role, name, title, rank, NIP (month 99 exists nowhere)."""


def set_up_office(office: Office, first_day: date, today: date) -> SampleGoods:
    """Set up the CONTOH office in an empty book, in one act, for what happens from first_day to today."""
    with office.act("sample_set_up") as act:
        store = set_up_in(act)
        _settings(act, first_day, today)
        materials = {
            one.name: items.add_item_in(
                act,
                kind="material",
                name=one.name,
                unit=one.unit,
                code=one.code,
                pack=one.pack,
                pack_name=one.pack_name,
            )
            for one in MATERIALS
        }
        products = _products(act, materials, first_day.year)
        vendors = [
            parties.add_vendor_in(
                act,
                name=name,
                address=f"Jalan Contoh Nomor {no}, Kupang",
                npwp=f"99999999999{no:04d}",
                signer="HANS CONTOH",
                signer_title="Pemilik",
            )
            for no, name in enumerate(VENDORS, start=1)
        ]
        institutions = [
            parties.add_institution_in(
                act,
                name=name,
                class_=class_,
                address=f"Jalan Contoh Nomor {no}",
                regency=regency,
                phone=f"0800-0000-{no:04d}",
                signer="SAMUEL CONTOH",
                signer_title=title,
                members=100 * no,
                quota=250 if class_ == "gugus_tugas" else 150,
            )
            for no, (name, class_, regency, title) in enumerate(INSTITUTIONS, start=1)
        ]
    return SampleGoods(store, materials, products, vendors, institutions)


def _settings(act: Act, first_day: date, today: date) -> None:
    save_in(act, BookMode(sample=True, lives_on=today))
    save_in(act, Clerk(name="Petugas CONTOH"))
    save_in(
        act,
        Profile(
            address="Jalan Contoh Nomor 1, Kelurahan Contoh, Kupang",
            postcode="85000",
            phone="(0380) 000000",
            site="dinas.contoh",
            mail="surat@dinas.contoh",
        ),
    )
    logo = resource("logo-contoh.png")
    set_logo_in(act, content=logo.read_bytes(), name=logo.name)
    for year in range(first_day.year, today.year + 1):
        _budget(act, year)
    for role, name, title, rank, nip in _SIGNATORIES:
        since = date(first_day.year, 1, 1)
        add_signatory_in(act, role=role, name=name, title=title, valid_from=since, rank=rank, nip=nip)


def _budget(act: Act, year: int) -> None:
    budget = Budget(
        satker_name="Dinas Perindustrian dan Perdagangan Provinsi Nusa Tenggara Timur",
        satker_code="999999",
        dipa_number=f"DIPA-999.99.9.999999/{year}",
        dipa_date=date(year - 1, 12, 5),
        activity="Penumbuhan dan Pengembangan Industri Kecil dan Menengah",
    )
    save_in(act, budget, str(year))
    add_account_in(
        act,
        year=year,
        code=ACCOUNT,
        name="Belanja Barang untuk Diserahkan kepada Masyarakat",
        ceiling=500_000_000,
    )


def _products(act: Act, materials: dict[str, int], year: int) -> dict[str, int]:
    since = date(year, 1, 1)
    found: dict[str, int] = {}
    for one in PRODUCTS:
        product = items.add_item_in(
            act,
            kind="product",
            name=one.name,
            unit=one.unit,
            code=one.code,
            specification=one.specification,
            shelf_life_days=one.shelf_life_days,
        )
        prices.set_price_in(act, item=product, price=one.price, valid_from=since)
        lines = [RecipeLine(materials[name], quantity) for name, quantity in one.materials.items()]
        recipes.add_recipe_in(act, product=product, yields=one.yields, lines=lines, valid_from=since)
        found[one.name] = product
    return found
