"""Names of people, places and businesses in the letter case of print."""

from __future__ import annotations

import pytest

from ikm_desktop.participants.names import business_name, person_name, place_name, tidy


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("MARTHA NOVITA MBUILIMA", "Martha Novita Mbuilima"),
        ("maria bria", "Maria Bria"),
        ("Maria da Costa", "Maria da Costa"),
        ("YOSEPH MA’U", "Yoseph Ma'u"),
        ("D'ORNAY", "D'Ornay"),
        ("NONO-BANI", "Nono-Bani"),
        ("DRA. MARIA BRIA, S.PD", "Dra. Maria Bria, S.Pd"),
        ("Maria Bria, S.Pd.", "Maria Bria, S.Pd."),
        ("MARIA BRIA, S.Pd., M.Si", "Maria Bria, S.Pd., M.Si"),
        ("MARIA BRIA S.PD", "Maria Bria S.Pd"),
        ("Dra. MARIA BRIA", "Dra. Maria Bria"),
        ("H. ABDUL MANEK, SE., MM", "H. Abdul Manek, SE., MM"),
        ("HJ. SITI AMINAH, A.MD.KEB", "Hj. Siti Aminah, A.Md.Keb"),
        ("MARIA M.G. BRIA", "Maria M.G. Bria"),
        ("ST. FATIMAH", "St. Fatimah"),
        ("  MARIA \n  BRIA ,", "Maria Bria"),
        ("MARIA\u200b BRIA", "Maria Bria"),
        ("", ""),
    ],
)
def test_a_person(written: str, printed: str) -> None:
    """Capitals become print case, titles their usual writing; mixed case is somebody's own choice."""
    assert person_name(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [("SO'E", "So'e"), ("ba`a", "Ba'a"), ("Kupang,", "Kupang"), ("LARANTUKA", "Larantuka")],
)
def test_a_place(written: str, printed: str) -> None:
    """An apostrophe is no beginning of a word."""
    assert place_name(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("RUMAH KELOR DJAMI", "Rumah Kelor Djami"),
        ("UD SABNENO", "UD Sabneno"),
        ("KUB MAJU II", "KUB Maju II"),
        ("IBU2 PKK", "Ibu2 PKK"),
        ("Konveksi ABC", "Konveksi ABC"),
        ("ABADI", "ABADI"),
    ],
)
def test_a_business(written: str, printed: str) -> None:
    """Abbreviations stay; a single word in capitals may be a brand."""
    assert business_name(written) == printed


def test_tidy_drops_what_nobody_sees() -> None:
    """No-break spaces, zero widths and typographic apostrophes."""
    assert tidy("\ufeffSo\u2019e \u00a0 \t x") == "So'e x"
