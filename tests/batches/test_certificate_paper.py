"""What a certificate says is what the batch's book says: outcome, hours, dates, number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ikm_desktop.batches import attendance, marks, roster
from ikm_desktop.batches.certificate_paper import certificate
from ikm_desktop.batches.certificates import certificates_file, certificates_of, issue_certificates
from ikm_desktop.errors import AlreadyThere, FieldInvalid, NothingChosen, NumberTaken
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import Wording, save
from ikm_desktop.papers.archive import issued_bytes, issued_papers
from ikm_desktop.papers.content import Certificates
from ikm_desktop.papers.numbers import void_number
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.participants.people import change_person, set_photo
from ikm_desktop.storage import attachments
from tests.factories import books, persons, training
from tests.papers import pages

DAY = date(2020, 8, 24)
FIVE = [date(2020, 8, 10 + n) for n in range(5)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A book of its own, checked when it is closed."""
    with books.a_book(tmp_path) as found:
        yield found


def says(office: Office, paper: int) -> Certificates:
    """Return what a certificate says."""
    with office.reading() as connection:
        return certificate(connection, read_paper(connection, paper), version=1, draft=False)


def a_batch(office: Office, *names: str, assessed: bool = False) -> tuple[int, list[int]]:
    """Add a batch of five days of 8 JP with these people, all of them present."""
    batch = training.a_batch(office, "Angkatan II", assessed=assessed)
    people = [persons.a_complete_person(office, name) for name in names]
    roster.enrol(office, batch=batch, people=people)
    training.all_present(office, batch)
    return batch, people


def issue(office: Office, batch: int, **how: object) -> Done:
    """Issue the certificates of a batch on the usual day."""
    return issue_certificates(office, batch=batch, letter_date=DAY, **how)  # type: ignore[arg-type]


def numbers(office: Office, batch: int) -> list[str]:
    """Return the numbers of the valid certificates."""
    with office.reading() as connection:
        return sorted(certificates_of(connection, batch).values())


def test_whoever_attended_has_attended(office: Office) -> None:
    """A training without a test: telah mengikuti, no grade; dates, place, hours and subjects of the batch."""
    batch, _ = a_batch(office, "Maria CONTOH")
    found = says(office, issue(office, batch).papers[0])
    assert (found.outcome, found.holders[0].grade) == ("telah mengikuti", "")
    assert (found.first_day, found.last_day, found.total_hours) == (FIVE[0], FIVE[4], 40)
    assert (found.batch, found.place) == ("II", "Kupang")
    assert sum(subject.hours for group in found.subjects for subject in group.subjects) == 40
    holder = found.holders[0]
    assert (holder.number, holder.attended, holder.percent) == ("001/SERT/DPP-IKM/VIII/2020", 40, 100)
    assert "*" * 10 in holder.nik
    assert ("Waktu", "10 s.d. 14 Agustus 2020") in {(f.label, f.value) for f in found.organisation}


def test_the_nik_may_be_left_out_and_a_thumbprint_asked_for(office: Office) -> None:
    """As the office has set it, and as the person signs."""
    save(office, Wording(nik_on_certificates=False))
    batch, (person,) = a_batch(office, "Maria CONTOH")
    change_person(office, person=person, signs="jempol")
    holder = says(office, issue(office, batch).papers[0]).holders[0]
    assert (holder.nik, holder.thumb) == ("", True)


def test_her_photo_is_on_what_is_issued(office: Office) -> None:
    """It is frozen into the original; the printer's file does without it once it was erased."""
    batch, (person,) = a_batch(office, "Maria CONTOH")
    picture = BytesIO()
    Image.new("RGB", (60, 80), "grey").save(picture, "PNG")
    set_photo(office, person=person, content=picture.getvalue(), name="foto.png")
    (paper,) = issue(office, batch).papers
    with office.reading() as connection:
        frozen = issued_bytes(connection, paper)
        (photo,) = (one.photo for one in says(office, paper).holders)
        assert photo is not None
        assert "Pasfoto" not in pages.text_of(frozen)
        attachments.forget(office.folder, photo)
        assert "Pasfoto" in pages.text_of(certificates_file(connection, batch))
        assert issued_bytes(connection, paper) == frozen


def test_whoever_passed_has_passed(office: Office) -> None:
    """An assessed training: telah lulus with the predicate of the score; who failed gets none."""
    batch, (good, bad) = a_batch(office, "Maria CONTOH", "Naomi CONTOH", assessed=True)
    marks.set_marks(office, batch=batch, marks={good: 80, bad: 40})
    (paper,) = issue(office, batch).papers
    found = says(office, paper)
    assert (found.holders[0].name, found.outcome, found.holders[0].grade) == (
        "Maria CONTOH",
        "telah lulus",
        "Baik",
    )


def test_an_exception_says_only_what_is_true(office: Office) -> None:
    """With a reason who failed gets one too, which says "telah mengikuti"; the register keeps the reason."""
    batch, (one,) = a_batch(office, "Naomi CONTOH", assessed=True)
    marks.set_marks(office, batch=batch, marks={one: 40})
    with pytest.raises(FieldInvalid, match="tidak lulus"):
        issue(office, batch, people=[one])
    (paper,) = issue(office, batch, people=[one], exceptions={one: "keputusan panitia"}).papers
    found = says(office, paper)
    assert (found.outcome, found.holders[0].grade) == ("telah mengikuti", "")
    with office.reading() as connection:
        assert "keputusan panitia" in read_paper(connection, paper).subject


def test_hours_are_those_attended(office: Office) -> None:
    """A day of absence is eight hours less, also where 80 per cent is enough."""
    batch, (one,) = a_batch(office, "Maria CONTOH")
    attendance.mark_attendance(office, batch=batch, grid={one: {FIVE[2]: "S"}})
    holder = says(office, issue(office, batch).papers[0]).holders[0]
    assert (holder.attended, holder.percent) == (32, 80)


def test_whoever_missed_too_much_gets_none(office: Office) -> None:
    """Two days of five are too many; the reason is told."""
    batch, (one,) = a_batch(office, "Maria CONTOH")
    attendance.mark_attendance(office, batch=batch, grid={one: {FIVE[2]: "S", FIVE[3]: "A"}})
    with pytest.raises(NothingChosen):
        issue(office, batch)
    with pytest.raises(FieldInvalid, match="kehadiran 3 dari 5 hari"):
        issue(office, batch, people=[one])


def test_a_second_one_is_refused_with_the_first_ones_number(office: Office) -> None:
    """Nobody has two; all reasons at once, and nothing is issued."""
    batch, (one, _two) = a_batch(office, "Maria CONTOH", "Naomi CONTOH")
    issue(office, batch, people=[one])
    with pytest.raises(AlreadyThere, match="001/SERT"):
        issue(office, batch, people=[one])
    assert len(issue(office, batch).papers) == 1
    assert len(numbers(office, batch)) == 2


def test_a_withdrawn_number_is_never_used_again(office: Office) -> None:
    """A void certificate keeps its number; the person's new one has the next."""
    batch, (one, two) = a_batch(office, "Maria CONTOH", "Naomi CONTOH")
    first = issue(office, batch, people=[one]).papers[0]
    with office.act("void") as act:
        void_number(act, first, "nama salah")
    issue(office, batch, people=[one])
    assert numbers(office, batch) == ["002/SERT/DPP-IKM/VIII/2020"]
    with pytest.raises(NumberTaken, match="001/SERT"):
        issue(office, batch, people=[two], first_number=1)


def test_the_others_follow_on(office: Office) -> None:
    """A typed first number is followed by the next ones, whatever the register's last number is."""
    batch, people = a_batch(office, "Ani CONTOH", "Budi CONTOH", "Cici CONTOH")
    issue(office, batch, people=people[:1], first_number=3)
    issue(office, batch, people=people[1:], first_number=1)
    assert [number.split("/")[0] for number in numbers(office, batch)] == ["001", "002", "003"]


def test_two_of_the_same_name_are_two_files(office: Office) -> None:
    """Maria CONTOH and Maria CONTOH each have a paper, a number and a file of their own."""
    batch, _ = a_batch(office, "Maria CONTOH", "Maria CONTOH")
    issue(office, batch)
    with office.reading() as connection:
        found = issued_papers(connection, batch=batch, kind="SERT")
        texts = [pages.text_of(issued_bytes(connection, one.paper)) for one in found]
    assert len({one.file_name for one in found}) == 2
    assert [text.count("MARIA CONTOH") for text in texts] == [2, 2]
    assert texts[0] != texts[1]


def test_one_file_for_the_printer(office: Office) -> None:
    """All of a batch in one PDF: front and back of each, by number; void ones are left out."""
    batch, _ = a_batch(office, "Ani CONTOH", "Budi CONTOH", "Cici CONTOH")
    done = issue(office, batch)
    with office.act("void") as act:
        void_number(act, done.papers[1], "batal")
    with office.reading() as connection:
        texts = pages.texts(certificates_file(connection, batch))
    assert len(texts) == 4
    assert ["ANI CONTOH" in texts[0], "ANI CONTOH" in texts[1], "CICI CONTOH" in texts[2]] == [True] * 3


def test_without_certificates_there_is_no_file(office: Office) -> None:
    """It is said what to do first."""
    batch, _ = a_batch(office, "Ani CONTOH")
    with office.reading() as connection, pytest.raises(NothingChosen, match="dahulu"):
        certificates_file(connection, batch)
