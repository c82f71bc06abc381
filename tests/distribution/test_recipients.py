"""Institutions kept up by hand: one regency is written one way."""

from __future__ import annotations

from pathlib import Path

import pytest

from ikm_desktop.distribution.recipients import add_recipient, change_recipient
from ikm_desktop.errors import FieldInvalid
from ikm_desktop.goods.parties import institution_of
from tests.factories.books import a_book


def test_a_regency_is_written_as_the_list_has_it(tmp_path: Path) -> None:
    """Short forms and letter case are form only; one that may be two is asked back; others stay as typed."""
    with a_book(tmp_path) as office:
        place = add_recipient(office, name="Posko CONTOH", class_="medis", regency="kab. tts").ids[0]
        with office.reading() as connection:
            assert institution_of(connection, place).regency == "Kabupaten Timor Tengah Selatan"
        with pytest.raises(FieldInvalid, match="dapat berarti Kabupaten Kupang dan Kota Kupang"):
            change_recipient(office, institution=place, regency="Kupang")
        change_recipient(office, institution=place, regency="kota kupang", contact="Ibu CONTOH")
        change_recipient(office, institution=place, phone="0800-1")
        with office.reading() as connection:
            kept = institution_of(connection, place)
        assert (kept.regency, kept.contact, kept.phone) == ("Kota Kupang", "Ibu CONTOH", "0800-1")
        change_recipient(office, institution=place, regency="Negeri Jauh")
        with office.reading() as connection:
            assert institution_of(connection, place).regency == "Negeri Jauh"
