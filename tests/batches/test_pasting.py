"""Who a pasted column names."""

from __future__ import annotations

from pathlib import Path

from ikm_desktop.batches.pasting import find_pasted
from tests.factories.books import a_book
from tests.factories.persons import a_person


def test_niks_and_names_are_found_and_the_rest_is_told(tmp_path: Path) -> None:
    """In the order pasted and once each; an order number before a name does not matter, two namesakes do."""
    with a_book(tmp_path) as office:
        ani, budi = a_person(office, "Ani CONTOH"), a_person(office, "Budi CONTOH", nik="5399014101900001")
        for _ in range(2):
            a_person(office, "Cita CONTOH")
        text = "5399014101900001\n2. ani  contoh\nBudi CONTOH\tKupang\nCita CONTOH\nDewi CONTOH\n\n"
        with office.reading() as connection:
            found = find_pasted(connection, text)
    assert found.people == (budi, ani)
    assert found.several == ("Cita CONTOH",)
    assert found.unknown == ("Dewi CONTOH",)
