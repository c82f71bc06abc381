"""The list of regions, and finding one by what people write."""

from __future__ import annotations

import pytest

from ikm_desktop.participants.regions import (
    MatchKind,
    RegionKind,
    districts,
    is_known,
    match_regency,
    regencies,
    region,
    regions,
)

# Ministry of Home Affairs, Nusa Tenggara Timur.
NTT = (
    "Kabupaten Kupang, Kabupaten Timor Tengah Selatan, Kabupaten Timor Tengah Utara, Kabupaten Belu, "
    "Kabupaten Alor, Kabupaten Flores Timur, Kabupaten Sikka, Kabupaten Ende, Kabupaten Ngada, "
    "Kabupaten Manggarai, Kabupaten Sumba Timur, Kabupaten Sumba Barat, Kabupaten Lembata, "
    "Kabupaten Rote Ndao, Kabupaten Manggarai Barat, Kabupaten Nagekeo, Kabupaten Sumba Tengah, "
    "Kabupaten Sumba Barat Daya, Kabupaten Manggarai Timur, Kabupaten Sabu Raijua, Kabupaten Malaka, "
    "Kota Kupang"
)


def test_the_list_is_whole() -> None:
    """38 provinces, 514 regencies and cities, each under its province, no name twice with one kind."""
    assert len(regions()) == 38 + 514
    assert len(regencies()) == 514
    assert all(place.code[:2] in regions() for place in regencies())
    assert len({str(place) for place in regencies()}) == 514


def test_ntt_is_in_order() -> None:
    """53.01 … 53.21 and 53.71, with their kinds."""
    codes = [f"53.{number:02}" for number in (*range(1, 22), 71)]
    assert [place.code for place in regencies("53")] == codes
    assert ", ".join(map(str, regencies("53"))) == NTT


def test_every_regency_has_its_districts() -> None:
    """None without; Kota Kupang has its six, and none of them twice."""
    assert all(districts(place) for place in regencies())
    city = region("53.71")
    assert city is not None
    assert sorted(districts(city)) == ["Alak", "Kelapa Lima", "Kota Lama", "Kota Raja", "Maulafa", "Oebobo"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kab. Kupang", "53.01"),
        ("KABUPATEN KUPANG", "53.01"),
        ("kota kupang", "53.71"),
        ("Kodya Kupang", "53.71"),
        ("Belu", "53.04"),
        ("KAB.BELU", "53.04"),
        ("TTS", "53.02"),
        ("Kab. TTU", "53.03"),
        ("SBD", "53.18"),
        ("Sumba Brt Daya", "53.18"),
        ("rote-ndao", "53.14"),
        ("Kab. Sikka, NTT", "53.07"),
        ("Kotabaru", "63.02"),
    ],
)
def test_one_region_in_many_writings(written: str, code: str) -> None:
    """Kind, letter case, blanks and usual abbreviations are form only."""
    match = match_regency(written)
    assert (match.kind, match.region) == (MatchKind.EXACT, region(code))


def test_kupang_alone_is_two() -> None:
    """The regency and the city share the name; the column's heading may decide."""
    match = match_regency("KUPANG")
    assert match.kind is MatchKind.AMBIGUOUS
    assert [str(place) for place in match.candidates] == ["Kabupaten Kupang", "Kota Kupang"]
    assert match_regency("KUPANG", RegionKind.REGENCY).region == region("53.01")
    assert match_regency("Kota Kupang", RegionKind.REGENCY).region == region("5371")


def test_a_misspelling_is_mended_and_told() -> None:
    """What is written "Manggari" is Manggarai, but somebody should know."""
    match = match_regency("Manggari")
    assert (match.kind, match.region) == (MatchKind.SPELLING, region("53.10"))


@pytest.mark.parametrize("written", ["", "Kota", "Kabupaten", "xx", "Kupang, Agustus 2020", "Mars"])
def test_what_is_no_region_is_unknown(written: str) -> None:
    """Nothing is guessed from nothing."""
    assert match_regency(written).kind is MatchKind.UNKNOWN


def test_former_regencies_of_a_known_province_are_accepted() -> None:
    """92.01 was moved to another province; the NIKs from there stay. There is no province 99."""
    assert region("92.01") is None
    assert is_known("92.01")
    assert not is_known("99.01")
    assert region("xx") is None
