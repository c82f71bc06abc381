"""Numbers of papers: allotted, typed, left blank, void."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from ikm_desktop.errors import FieldInvalid, NotFound, NumberJumps, NumberTaken, ReasonMissing, WrongState
from ikm_desktop.office.acts import Kind
from ikm_desktop.office.book import Office
from ikm_desktop.papers import numbers
from ikm_desktop.papers.archive import issue
from ikm_desktop.papers.numbers import BLANK, NEXT, fill_number, void_number
from ikm_desktop.papers.rows import number_of, paper_labels, papers_of, read_paper
from ikm_desktop.papers.series import all_series, save_series
from ikm_desktop.papers.subjects import add_subjects, follow, follow_all
from tests.papers.some_book import AUGUST, a_book, a_paper, add_prepared, add_vouchers, paper

MAY = date(2021, 5, 3)


def void(office: Office, paper_id: int, reason: str = "salah ketik") -> None:
    """Make a paper void in an act of its own."""
    with office.act("coba") as act:
        void_number(act, paper_id, reason)


def print_once(office: Office, paper_id: int) -> None:
    """Issue a version of a paper."""
    with office.act("coba") as act:
        issue(act, paper_id, content_json="{}", pdf=b"%PDF-1", pages=1, changed="nomor")


def test_a_new_book_numbers_as_the_office_does(tmp_path: Path) -> None:
    """Letters, receipts of both kinds, certificates and reversals each have a register."""
    office = a_book(tmp_path)
    given = [a_paper(office, series=one).number for one in ("SURAT", "KUI-UP", "KUI-LS", "SERT", "BALIK")]
    assert given == [
        "530/001/DPP/VIII/2020",
        "00001/UP/2020",
        "00001/LS/2020",
        "001/SERT/DPP-IKM/VIII/2020",
        "BALIK/001/DPP/VIII/2020",
    ]


def test_p2_an_act_undone_loses_no_number(tmp_path: Path) -> None:
    """A draft that never comes to be leaves no hole in the register."""
    office = a_book(tmp_path)
    assert a_paper(office).sequence == 1
    with pytest.raises(NotFound):
        open_and_fail(office)
    assert a_paper(office).sequence == 2


def open_and_fail(office: Office) -> None:
    """Open a paper in an act that is refused later on."""
    with office.act("coba") as act:
        numbers.open_paper(act, kind="BAST-L", series="SURAT", letter_date=AUGUST, subject="x")
        read_paper(act.connection, 99)


def test_p2_a_void_number_keeps_its_row_with_reason_date_and_who(tmp_path: Path) -> None:
    """Who opens the register later sees what became of it."""
    office = a_book(tmp_path)
    one = a_paper(office)
    void(office, one.id, " lembaga   batal ")
    after = paper(office, one.id)
    assert (after.state, after.number, after.reason) == ("void", one.number, "lembaga batal")
    with office.reading() as connection:
        who = connection.execute(
            sa.text("SELECT actor, entered_on FROM act WHERE entry = :entry"), {"entry": after.ended}
        ).one()
    assert tuple(who) == ("Rini CONTOH", "2020-08-24")


def test_p3_registers_restart_with_the_year_of_the_letter(tmp_path: Path) -> None:
    """The letter's date decides, not the day of entry: a late December letter continues December."""
    office = a_book(tmp_path)
    first = [a_paper(office).sequence for _ in range(3)]
    new_year = a_paper(office, day=date(2021, 1, 1))
    late = a_paper(office, day=date(2020, 12, 31))
    assert (first, new_year.number, late.number) == (
        [1, 2, 3],
        "530/001/DPP/I/2021",
        "530/004/DPP/XII/2020",
    )


def test_p4_two_kinds_of_letter_on_one_series_never_share_a_number(tmp_path: Path) -> None:
    """The paper that has it and the next free number are named; void papers keep theirs too."""
    office = a_book(tmp_path)
    bast = a_paper(office, 254, kind="BAST-L")
    a_paper(office, kind="TTB")
    for typed in (254, "254", "0254", "530/254/DPP/VIII/2020", "800/254/DPP/IX/2020"):
        with pytest.raises(NumberTaken) as taken:
            a_paper(office, typed, kind="TTB")
        assert taken.value.next_free == 256
        assert str(taken.value.paper) == f"BAST {bast.number}"
    void(office, bast.id)
    with pytest.raises(NumberTaken, match="dibatalkan"):
        a_paper(office, 254)


def test_p4_other_series_and_years_have_the_same_numbers(tmp_path: Path) -> None:
    """A receipt or next year's letter may have the number of this year's letter."""
    office = a_book(tmp_path)
    assert {a_paper(office, 7, day=day).sequence for day in (AUGUST, MAY)} == {7}
    assert a_paper(office, 7, series="KUI-UP").sequence == 7


@pytest.mark.parametrize(("typed", "said"), [(255, "mundur"), ("360", "melompati nomor 355 s.d. 359")])
def test_p4_a_jump_is_warned_of_both_ways(tmp_path: Path, typed: int | str, said: str) -> None:
    """The number is taken all the same, and the act tells the clerk."""
    office = a_book(tmp_path)
    a_paper(office, 354)
    with office.act("coba") as act:
        numbers.open_paper(act, kind="TTB", series="SURAT", letter_date=AUGUST, subject="x", wanted=typed)
        done = act.done()
    (notice,) = done.notices
    assert notice.code == "NumberJump"
    assert said in notice.text
    assert done.changed == {Kind.PAPER}
    assert len(done.papers) == 1


@pytest.mark.parametrize("wanted", [255, "255", "530/255/DPP/VIII/2018"])
def test_p4_a_jump_is_asked_about_in_the_register_of_the_letter_s_year(
    tmp_path: Path, wanted: int | str
) -> None:
    """Two years back as now, before a paper is opened as for one whose number was left blank."""
    office = a_book(tmp_path)
    then = date(2018, 8, 24)
    a_paper(office, 354, day=then)
    blank = a_paper(office, BLANK, day=then)
    a_paper(office, 254)
    with office.reading() as connection:
        with pytest.raises(NumberJumps, match="Nomor melompat dari 354 ke 255"):
            numbers.refuse_jump_in(connection, "SURAT", then, wanted)
        with pytest.raises(NumberJumps, match="Nomor melompat dari 354 ke 255"):
            numbers.refuse_jump(connection, blank.id, wanted)
        numbers.refuse_jump_in(connection, "SURAT", AUGUST, 255)
        for follows in (NEXT, BLANK, 355, "", "B-77/Setda"):
            numbers.refuse_jump_in(connection, "SURAT", then, follows)
            numbers.refuse_jump(connection, blank.id, follows)
        numbers.refuse_jump_in(connection, "SURAT", date(2017, 8, 24), 255)


def test_what_follows_is_no_jump(tmp_path: Path) -> None:
    """Neither the first number of a register nor the next one is warned of."""
    office = a_book(tmp_path)
    for wanted in (120, 121, NEXT, BLANK, "123"):
        with office.act("coba") as act:
            numbers.open_paper(
                act, kind="TTB", series="SURAT", letter_date=AUGUST, subject="x", wanted=wanted
            )
            assert act.notices == []


def test_a_number_typed_in_another_form_wins(tmp_path: Path) -> None:
    """It is printed as typed and still refused a second time."""
    office = a_book(tmp_path)
    odd = a_paper(office, "B-77/Setda")
    assert (odd.number, odd.sequence) == ("B-77/Setda", None)
    with pytest.raises(NumberTaken):
        a_paper(office, "B-77/Setda")
    assert a_paper(office).sequence == 1


def test_a_paper_under_another_number_asks_no_register(tmp_path: Path) -> None:
    """The list of payments stands under its receipt's number; a card has none."""
    office = a_book(tmp_path)
    receipt = a_paper(office, series="KUI-UP", kind="KUI-UP")
    assert a_paper(office, str(receipt.number), series=None, kind="NOM").number == receipt.number
    assert a_paper(office, series=None, kind="KP").number is None


def test_an_unknown_series_is_named(tmp_path: Path) -> None:
    """A series that is not in the book cannot number anything."""
    with pytest.raises(NotFound, match="AGENDA"):
        a_paper(a_book(tmp_path), series="AGENDA")


def test_a_blank_number_is_filled_after_signing(tmp_path: Path) -> None:
    """It prints as room for the hand, takes no place in the register, and is filled once known."""
    office = a_book(tmp_path)
    blank = a_paper(office, BLANK)
    assert (blank.number, blank.number_text) == (
        None,
        "530/\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/DPP/VIII/2020",
    )
    print_once(office, blank.id)
    assert a_paper(office).sequence == 1
    done = fill_number(office, paper=blank.id, wanted="2")
    assert done.papers == (blank.id,)
    assert paper(office, blank.id).number_text == "530/002/DPP/VIII/2020"


def test_filling_obeys_the_register(tmp_path: Path) -> None:
    """A number another paper has, an empty one and one for a void paper are refused."""
    office = a_book(tmp_path)
    blank, other = a_paper(office, BLANK), a_paper(office, 5)
    with pytest.raises(NumberTaken, match="530/005"):
        fill_number(office, paper=blank.id, wanted=5)
    with pytest.raises(FieldInvalid):
        fill_number(office, paper=blank.id, wanted="  ")
    void(office, other.id)
    with pytest.raises(WrongState, match="Dibatalkan"):
        fill_number(office, paper=other.id, wanted=6)
    with pytest.raises(NotFound):
        fill_number(office, paper=99, wanted=6)


def test_a_slip_is_corrected_until_the_number_is_printed(tmp_path: Path) -> None:
    """A blank paper signed by hand may get its number twice; a version that bears it ends that."""
    office = a_book(tmp_path)
    blank = a_paper(office, BLANK)
    print_once(office, blank.id)
    fill_number(office, paper=blank.id, wanted=3540)
    fill_number(office, paper=blank.id, wanted=354)
    assert paper(office, blank.id).sequence == 354
    print_once(office, blank.id)
    with pytest.raises(WrongState, match="sudah terbit"):
        fill_number(office, paper=blank.id, wanted=355)


def test_voiding_needs_a_reason_and_happens_once(tmp_path: Path) -> None:
    """Without a reason nothing changes; a void paper stays as it is."""
    office = a_book(tmp_path)
    one = a_paper(office)
    with pytest.raises(ReasonMissing):
        void(office, one.id, "  ")
    void(office, one.id)
    with pytest.raises(WrongState):
        void(office, one.id)


def test_p8_a_withdrawn_certificate_says_so_and_its_number_is_never_used_again(tmp_path: Path) -> None:
    """Found from its enrolment; the next certificate gets the next number, and typing the old is refused."""
    office = a_book(tmp_path)
    one = a_certificate(office)
    void(office, one, "nama salah")
    with office.reading() as connection:
        (found,) = papers_of(connection, enrolment=1)
    assert (found.id, found.state, found.reason) == (one, "void", "nama salah")
    assert a_paper(office, series="SERT", kind="SERT").sequence == 2
    with pytest.raises(NumberTaken, match=r"Sertifikat \(dibatalkan\)"):
        a_paper(office, 1, series="SERT", kind="SERT")


def a_certificate(office: Office) -> int:
    """Open a certificate of enrolment 1, which is written too."""
    with office.act("coba") as act:
        for sql in (
            "INSERT INTO place (id, kind, name, digest) VALUES (1, 'participant', 'Ani CONTOH', x'00')",
            "INSERT INTO participant (id, place, name, digest) VALUES (1, 1, 'Ani CONTOH', x'00')",
            "INSERT INTO batch (id, name, training, digest) VALUES (1, 'I', 'Masker', x'00')",
            "INSERT INTO enrolment (id, batch, participant, no, digest) VALUES (1, 1, 1, 1, x'00')",
        ):
            act.connection.execute(sa.text(sql))
    return a_paper(office, series="SERT", kind="SERT", enrolment=1, batch=1).id


def test_a_signed_voucher_finds_the_paper_it_was_prepared_on(tmp_path: Path) -> None:
    """A kit's one list is found from each prepared voucher and from each signed one."""
    office = a_book(tmp_path)
    add_prepared(office, 1, 2, 3)
    add_vouchers(office, 11, 12)
    kit = a_paper(office, kind="TTB", prepared=(1, 2, 3))
    with office.act("coba") as act:
        follow_all(act, {1: 11})
        follow(act, 3, 12)
    with office.reading() as connection:
        assert [p.id for p in papers_of(connection, voucher=11)] == [kit.id]
        assert [p.id for p in papers_of(connection, voucher=12)] == [kit.id]
        assert [p.id for p in papers_of(connection, prepared=1)] == [kit.id]
        assert paper_labels(connection, prepared=(1, 2, 3, 4)) == dict.fromkeys(
            (1, 2, 3), ("Tanda terima bahan", kit.number)
        )
        assert number_of(connection, voucher=11) == kit.number
        assert number_of(connection, voucher=99) is None
        assert number_of(connection, prepared=2) == kit.number


def test_the_valid_numbered_paper_names_a_voucher(tmp_path: Path) -> None:
    """A void paper and one without a number stand back, whatever came first."""
    office = a_book(tmp_path)
    add_vouchers(office, 1)
    old = a_paper(office, vouchers=(1,))
    card = a_paper(office, series=None, kind="KP")
    with office.act("coba") as act:
        add_subjects(act, card.id, vouchers=(1,))
        add_subjects(act, card.id, vouchers=())
    void(office, old.id)
    with office.reading() as connection:
        assert paper_labels(connection, vouchers=(1,)) == {1: ("Kartu persediaan", None)}
    new = a_paper(office, vouchers=(1,))
    a_paper(office, vouchers=(1,))
    with office.reading() as connection:
        assert paper_labels(connection, vouchers=(1,)) == {1: ("BAST", new.number)}
        assert paper_labels(connection) == {}


def test_a_changed_letter_keeps_its_number_and_follows_its_month(tmp_path: Path) -> None:
    """Before it is printed the month follows the date; afterwards the number stays as it was printed."""
    office = a_book(tmp_path)
    one = a_paper(office)
    with office.act("coba") as act:
        changed = numbers.change_paper(act, one.id, letter_date=date(2020, 9, 1), party="Puskesmas CONTOH")
    assert (changed.number, changed.party) == ("530/001/DPP/IX/2020", "Puskesmas CONTOH")
    print_once(office, one.id)
    with office.act("coba") as act:
        later = numbers.change_paper(act, one.id, letter_date=date(2020, 10, 1))
    assert (later.number, later.letter_date) == ("530/001/DPP/IX/2020", date(2020, 10, 1))
    with pytest.raises(FieldInvalid, match="batalkan nomornya"), office.act("coba") as act:
        numbers.change_paper(act, one.id, letter_date=date(2021, 1, 4))


def test_a_blank_letter_moves_to_another_year(tmp_path: Path) -> None:
    """Its number will come from the register of the new year."""
    office = a_book(tmp_path)
    blank = a_paper(office, BLANK)
    with office.act("coba") as act:
        numbers.change_paper(act, blank.id, letter_date=date(2021, 1, 4))
    fill_number(office, paper=blank.id, wanted=NEXT)
    assert paper(office, blank.id).number == "530/001/DPP/I/2021"


def test_the_office_edits_its_patterns(tmp_path: Path) -> None:
    """New papers follow the new pattern in the same register; numbers given before keep their text."""
    office = a_book(tmp_path)
    old = a_paper(office)
    save_series(office, code="SURAT", name="Surat", pattern="{urut}/{unit}/{thn}", unit="PERINDAG")
    assert paper(office, old.id).number == "530/001/DPP/VIII/2020"
    assert a_paper(office).number == "2/PERINDAG/20"
    save_series(office, code="SK", name="Keputusan", pattern="SK/{urut}/{tahun}")
    assert a_paper(office, series="SK").number == "SK/1/2020"
    with office.reading() as connection:
        assert [one.code for one in all_series(connection)][-1] == "SK"


def test_a_pattern_that_cannot_be_used_is_refused_with_all_reasons(tmp_path: Path) -> None:
    """A name, a code and a pattern are needed; everything wrong is told at once."""
    with pytest.raises(FieldInvalid):
        save_series(a_book(tmp_path / "a"), code="X", name="X", pattern="{urut}")
    with pytest.raises(Exception, match=r"(?s)Kode deret.*Nama deret.*tepat satu kali.*\{tahun\}"):
        save_series(a_book(tmp_path / "b"), code=" ", name="", pattern="")


def test_the_next_number_is_one_look_at_the_end_of_an_index(tmp_path: Path) -> None:
    """It costs the same in a book of a hundred papers and of a hundred thousand."""
    office = a_book(tmp_path)
    asked: list[tuple[str, Any]] = []
    with office.reading() as connection:
        sa.event.listen(
            connection, "before_cursor_execute", lambda *given: asked.append((given[2], given[3]))
        )
        numbers.allot(connection, series="SURAT", letter_date=AUGUST)
        assert len(asked) == 2
        steps = [
            row.detail
            for statement, values in tuple(asked)
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert any(
        "paper USING COVERING INDEX paper_sequence_once (series=? AND year=?" in step for step in steps
    )
    assert any("paper_number_once (series=? AND number=?)" in step for step in steps)
    assert not any(step.startswith("SCAN paper") or "TEMP B-TREE" in step for step in steps)
