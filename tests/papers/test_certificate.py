"""Certificates: a batch in one file, names at their limits, variants."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from ikm_desktop.papers.certificate import certificates_pdf, in_capitals, single
from ikm_desktop.papers.document import PrintProfile, certificate_profile
from ikm_desktop.papers.printers import Printer
from tests.papers import pages, samples, stretched

P = samples.PICTURES


def test_a_batch_is_one_file_with_a_bookmark_for_each() -> None:
    """Front and back for every holder; each bookmark points to her front."""
    pdf = certificates_pdf(samples.certificates(20), P)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) == 40
        with opened.open_outline() as outline:
            assert len(outline.root) == 20
            for i, entry in enumerate(outline.root):
                assert f"{i + 1:03d}/SERT" in entry.title
                assert isinstance(entry.destination, pikepdf.Array)
                assert opened.pages.index(pikepdf.Page(entry.destination[0])) == 2 * i


def test_each_front_bears_its_own_holder() -> None:
    """Name, number, birth and masked NIK of the same person stand together."""
    paper = samples.certificates(20)
    read = pages.read(certificates_pdf(paper, P))
    for i, holder in enumerate(paper.holders):
        for page in read[2 * i : 2 * i + 2]:
            assert holder.number in page.text
            assert holder.name.upper() in page.text.replace("\r\n", " ")


def test_what_a_batch_shares_is_written_once() -> None:
    """One more certificate costs less than 3 KB."""
    ten, twenty = (len(certificates_pdf(samples.certificates(n), P)) for n in (10, 20))
    assert (twenty - ten) / 10 < 3_000


def test_a_single_certificate_has_one_holder() -> None:
    """What is stored for one person holds nobody else."""
    paper = samples.certificates(3)
    alone = single(paper, 1)
    assert alone.holders == (paper.holders[1],)
    assert len(pages.read(certificates_pdf(alone, P))) == 2


def test_the_attended_and_the_assessed_read_differently() -> None:
    """Without a grade "telah mengikuti", "telah lulus" with one."""
    attended = pages.text_of(certificates_pdf(samples.certificates(), P))
    assert "telah mengikuti" in attended
    assert "predikat" not in attended
    assert (
        "di Kupang pada tanggal 3 sampai dengan 7 Agustus 2020, selama 40 (empat puluh) jam pelajaran."
        in attended
    )
    passed = replace(samples.certificates(), outcome="telah lulus", holders=(samples.holder(grade="Baik"),))
    text = pages.text_of(certificates_pdf(passed, P))
    assert "telah lulus" in text
    assert "jam pelajaran, dengan predikat Baik." in text


def test_hours_that_nobody_planned_are_not_told() -> None:
    """Without a plan of sessions both sides say the days alone, not that it took no hours."""
    text = pages.text_of(certificates_pdf(samples.certificates(total_hours=0, subjects=()), P))
    assert "3 sampai dengan 7 Agustus 2020." in text
    assert "selama" not in text
    assert "Terbilang" not in text


def test_what_is_unknown_leaves_no_trace() -> None:
    """Without NIK, birth day or business there is no empty label."""
    holder = samples.holder(nik="", birth_day=None, business="")
    text = pages.text_of(certificates_pdf(replace(samples.certificates(), holders=(holder,)), P))
    assert "Lahir di Kupang" in text
    assert "NIK" not in text
    assert "·  " not in text.split("telah")[0]


def test_names_in_capitals_keep_titles_of_learning() -> None:
    """Only the name itself is raised."""
    assert in_capitals("Drs. Yoseph Contoh, M.Si.") == "Drs. YOSEPH CONTOH, M.Si."
    assert in_capitals("Ma’rifah A & B") == "MA’RIFAH A & B"
    plain = replace(samples.certificates(), capitals=False)
    assert "Maria Goreti Yosefina Contoh" in pages.text_of(certificates_pdf(plain, P))


@pytest.mark.parametrize("letters", [10, 30, 45, 60, 90])
def test_a_name_shrinks_then_takes_two_lines(letters: int) -> None:
    """At most 23 points and 200 mm, at least 14 points, else two lines above the rule."""
    name = ("Maria Goreti " * 10)[:letters].strip() + "x"
    paper = replace(samples.certificates(), holders=(samples.holder(name=name),))
    page = pages.read(certificates_pdf(paper, P))[0]
    words = [w for w in page.words if 74 < w.bottom < 86 and w.size > 9]
    assert " ".join(w.text for w in words) == name.upper()
    assert all(w.left > 48 and w.right < 249 for w in words)
    assert max(w.size for w in words) <= 23


def test_the_frame_can_be_left_off_and_the_back_turned() -> None:
    """Pre-printed stock and printers that turn the back."""
    framed = certificates_pdf(samples.certificates(), P)
    bare = certificates_pdf(samples.certificates(), P, PrintProfile(frame=False))
    corner = (0, 0, 40, 40)
    assert min(pages.rendered(framed, 60).crop(corner).tobytes()) < 128
    assert min(pages.rendered(bare, 60).crop(corner).tobytes()) == 255
    turned = pages.read(certificates_pdf(samples.certificates(), P, PrintProfile(turn_back=True)))
    straight = pages.read(framed)
    assert turned[0].words == straight[0].words
    title = [word.top for word in turned[1].words if word.size > 14]
    assert title
    assert min(title) > 170


def test_pre_printed_sheets_get_text_alone_where_their_lines_are() -> None:
    """Neither frame nor kop, front and back, all shifted; a printer of plain sheets draws everything."""
    known = Printer(text_only=True, stock_right=20, stock_down=-30)
    paper = samples.certificates()
    bare = certificates_pdf(paper, P, certificate_profile(known))
    full = certificates_pdf(paper, P, certificate_profile(known.with_(text_only=False)))
    assert full == certificates_pdf(paper, P)
    assert paper.letterhead.office in pages.texts(full)[0]
    assert paper.letterhead.office not in "".join(pages.texts(bare)[:1]).split("SERTIFIKAT")[0]
    for on_bare, on_full in zip(pages.read(bare), pages.read(full), strict=True):
        at, was = (
            next(w for w in page.words if w.text == "014/SERT/DPP-IKM/VIII/2020")
            for page in (on_bare, on_full)
        )
        assert at.left - was.left == pytest.approx(2, abs=0.1)
        assert at.top - was.top == pytest.approx(-3, abs=0.1)
    assert min(pages.rendered(bare, 60, 1).crop((0, 0, 40, 40)).tobytes()) == 255


def test_a_photo_whose_file_is_gone_leaves_its_room() -> None:
    """As after somebody's data were erased: what was issued can still be drawn for the printer."""
    paper = replace(samples.certificates(), holders=(samples.holder(photo="0" * 64),))
    assert "Pasfoto" in pages.text_of(certificates_pdf(paper, P))


def test_a_photo_fills_its_room() -> None:
    """The holder's picture replaces the empty frame, small even when the file is large."""
    buffer = BytesIO()
    Image.effect_noise((3000, 4000), 60).convert("RGB").save(buffer, "JPEG", quality=90)
    photo = buffer.getvalue()
    name = hashlib.sha256(photo).hexdigest()
    paper = replace(samples.certificates(), holders=(samples.holder(photo=name),))
    pdf = certificates_pdf(paper, {**P, name: photo})
    assert "Pasfoto" not in pages.text_of(pdf)
    assert len(pdf) - len(certificates_pdf(samples.certificates(), P)) < 150_000
    picture = pages.rendered(pdf, 60).crop((340, 350, 400, 430))
    assert max(picture.tobytes()) < 200  # grey noise all over, no white room left


def test_a_long_back_page_stays_inside_its_frame() -> None:
    """Forty subjects are set closer; the total still stands above the footer."""
    base = samples.certificates()
    groups = tuple(replace(g, subjects=g.subjects * 4) for g in base.subjects)
    page = pages.read(certificates_pdf(replace(base, subjects=groups), P))[1]
    assert pages.overlaps(page) == []
    attended = next(w for w in page.words if w.text == "Kehadiran:")
    assert attended.bottom < 191


def test_the_longest_titles_leave_three_centimetres_to_sign() -> None:
    """Between title and name of the signer, also at the limits."""
    page = pages.read(certificates_pdf(stretched.certificates(), P))[0]
    right = [w for w in page.words if w.left > 172 and w.bottom > 140]
    above = max(w.bottom for w in right if w.bottom < 160)
    below = min(w.top for w in right if w.top > 160)
    assert below - above > 26
