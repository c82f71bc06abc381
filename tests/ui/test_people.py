"""A person added, changed and put away, a batch made and filled, by keys on a real book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ikm_desktop.batches.anonymising import anonymise
from ikm_desktop.batches.batches import batches
from ikm_desktop.batches.lists import PersonRow, person_rows
from ikm_desktop.batches.merging import merge
from ikm_desktop.batches.roster import EVERYONE, roster
from ikm_desktop.errors import FieldInvalid
from ikm_desktop.office import book
from ikm_desktop.office.clock import RunningClock, at
from ikm_desktop.participants.history import history
from ikm_desktop.participants.people import add_person, archive_person, change_person, remove_photo
from ikm_desktop.participants.person import Person
from ikm_desktop.participants.search import people
from ikm_desktop.reports.audit import audit_page
from tests.ui.dialogs import in_dialog
from ui.batches.batch_page import BatchPage
from ui.batches.roster_page import RosterPage
from ui.batches.tab import open_batch, open_roster
from ui.common.clipboard import rows_held
from ui.common.list_page import ListPage
from ui.common.preview import PaperPreview
from ui.common.reason import ReasonDialog
from ui.main_window import MainWindow
from ui.papers.pdf_page import PdfPage
from ui.participants.listing import people_listing
from ui.participants.person_page import PersonPage
from ui.participants.person_panel import PersonPanel
from ui.participants.tab import open_doubles, open_import, open_person, open_retention
from ui.theme.look import Look

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> PersonPage:
    """The page of a new person, opened with Ctrl+N on the list."""
    listed = window.go_to("peserta")
    assert isinstance(listed, ListPage)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(listed.table, Qt.Key.Key_N, CTRL)
    found = window.page
    assert isinstance(found, PersonPage)
    return found


def found(window: MainWindow, name: str) -> list[Person]:
    """Return who of the book has these words in the name."""
    with window.office.reading() as connection:
        return list(people(connection, show="all", words=name))


def opened(window: MainWindow, name: str, qtbot: QtBot) -> PersonPage:
    """Open somebody with Enter on her row."""
    listed = window.go_to("peserta", name)
    assert isinstance(listed, ListPage)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: len(listed.keys) == 1)
    listed.table.setFocus()
    assert listed.choose(lambda row: name in row.person.name.lower())
    qtbot.keyClick(listed.table, Qt.Key.Key_Return)
    page = window.page
    assert isinstance(page, PersonPage)
    return page


def type_on(qtbot: QtBot, *texts: str) -> None:
    """Type into the field that has the cursor, Enter, and on into the next."""
    for text in texts:
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)


def test_a_person_is_added_by_keys_alone(page: PersonPage, window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+N, fields with Enter, Ctrl+S: she is in the book, and her row is chosen among all others."""
    type_on(qtbot, "Katarina Uji CONTOH", "5371015708850001", "Kupang", "17-8-85", "p")
    qtbot.keyClick(page.form["address"].line, Qt.Key.Key_S, CTRL)
    (person,) = found(window, "katarina uji")
    assert (person.nik, person.born, person.sex) == ("5371015708850001", date(1985, 8, 17), "P")
    listed = window.page
    assert isinstance(listed, ListPage)
    assert [row.person.id for row in listed.table.chosen()] == [person.id]
    assert len(listed.keys) == 81
    assert window.toast.said[-1].startswith("Katarina Uji CONTOH disimpan")


def test_the_day_of_the_notice_is_typed_and_shown(page: PersonPage, window: MainWindow, qtbot: QtBot) -> None:
    """The letter h is today; a day to come is refused beside the field; opened again the form shows it."""
    page.form["name"].line.setText("Katarina Uji CONTOH")
    line = page.form["notice_on"].line
    line.setText("1-1-2100")
    assert "sesudah" in page.form["notice_on"].hint.text()
    line.setText("h")
    qtbot.keyClick(line, Qt.Key.Key_S, CTRL)
    (person,) = found(window, "katarina uji")
    assert person.notice_on == window.office.clock.now().date()
    again = open_person(window._context, person.id)
    assert again.form["notice_on"].line.text() == f"{person.notice_on:%d-%m-%Y}"
    column = next(one for one in people_listing().columns if one.field == "notice_on")
    assert column.title == "Diberi tahu"


def test_enter_of_the_number_block_saves_and_begins_anew(
    page: PersonPage, window: MainWindow, qtbot: QtBot
) -> None:
    """With Ctrl, as the Enter among the letters."""
    qtbot.keyClicks(page.form["name"].line, "Lidia Uji CONTOH")
    qtbot.keyClick(page.form["name"].line, Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier)
    assert [one.name for one in found(window, "lidia uji")] == ["Lidia Uji CONTOH"]
    after = window.page
    assert isinstance(after, PersonPage)
    assert after is not page


def test_the_nik_tells_birth_sex_and_region(page: PersonPage, qtbot: QtBot) -> None:
    """Beside the form while typing; "Pakai" fills what is empty, what differs is changed only when asked."""
    told = page.nik_card.told
    page.form["sex"].line.setText("L")
    qtbot.keyClicks(page.form["nik"].line, "5371015708850001")
    qtbot.waitUntil(lambda: "17 Agustus 1985" in told.text())
    assert "L/P: P" in told.text()
    assert "Kota Kupang" in told.text()
    assert "jenis kelamin tidak sama" in told.text()
    page.nik_card.use.click()
    values = [page.form[name].line.text() for name in ("born", "sex", "regency")]
    assert values == ["17-08-1985", "L", "Kota Kupang"]
    qtbot.waitUntil(page.nik_card.use.isHidden)
    page.nik_card.replace.click()
    assert page.form["sex"].line.text() == "P"
    qtbot.waitUntil(page.nik_card.replace.isHidden)


def test_districts_follow_the_regency(page: PersonPage) -> None:
    """Once it is named only its own are offered; without it those typed before."""

    def offered() -> list[str]:
        model = page.form["district"].line.completer().model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    before = offered()
    page.form["regency"].line.setText("Kab. Sabu Raijua")
    assert "Sabu Barat" in offered()
    assert not {"Oebobo", "Maulafa", *before} & set(offered())
    page.form["regency"].line.setText("Kota Kupang")
    assert {"Oebobo", "Maulafa"} <= set(offered())
    assert "Sabu Barat" not in offered()
    page.form["regency"].line.clear()
    assert offered() == before


def test_look_alikes_stand_beside(page: PersonPage, qtbot: QtBot) -> None:
    """A name that is nearly somebody's is told before anything is saved."""
    qtbot.keyClicks(page.form["name"].line, "Adelina Gorety Contoh")
    qtbot.waitUntil(lambda: "Adelina Goreti CONTOH" in page.alike.text())


def test_problems_stand_beside_the_field_and_all_are_told_on_saving(
    page: PersonPage, window: MainWindow, qtbot: QtBot
) -> None:
    """While typing each at its field; saving lists them and goes to the first."""
    for name, text in (("nik", "123"), ("born", "31-02-1980"), ("phone", "abc"), ("founded", "lama")):
        qtbot.keyClicks(page.form[name].line, text)
        assert page.form[name].hint.text() != ""
    qtbot.keyClick(page.form["founded"].line, Qt.Key.Key_S, CTRL)
    told = page.message.text().splitlines()
    assert len(told) == 5
    assert any("31-02-1980 tidak ada di kalender" in line for line in told)
    assert QApplication.focusWidget() is page.form["name"].line
    assert window.page is page


def test_a_nik_that_is_somebodys_is_refused_with_her_name(
    page: PersonPage, window: MainWindow, qtbot: QtBot
) -> None:
    """Nothing is saved and the cursor stands on the NIK; one button opens the person whose it is."""
    known = found(window, "adelina goreti")[0]
    qtbot.keyClicks(page.form["name"].line, "Orang Lain CONTOH")
    qtbot.keyClicks(page.form["nik"].line, known.nik)
    qtbot.keyClick(page.form["nik"].line, Qt.Key.Key_S, CTRL)
    assert known.name in page.message.text()
    assert found(window, "orang lain") == []
    qtbot.waitUntil(lambda: f"NIK ini milik {known.name} (Angkatan II)." in page.alike.text())
    use = next(one for one in page.findChildren(QPushButton) if one.text() == "Pakai orang ini")
    use.click()
    opened_page = window.page
    assert isinstance(opened_page, PersonPage)
    assert opened_page.person == known


def test_enter_opens_and_only_what_was_changed_is_written(window: MainWindow, qtbot: QtBot) -> None:
    """The masked NIK stays as it is until it is shown; after 30 seconds, or when left, it is masked again."""
    before = found(window, "naomi goreti")[0]
    page = opened(window, "naomi goreti", qtbot)
    assert page.form["nik"].line.text() == before.masked_nik
    assert page.form["nik"].line.isReadOnly()
    page.form["business"].line.setText("Usaha Baru CONTOH")
    qtbot.keyClick(page.form["business"].line, Qt.Key.Key_S, CTRL)
    after = found(window, "naomi goreti")[0]
    assert (after.business, after.nik, after.bank_account) == (
        "Usaha Baru CONTOH",
        before.nik,
        before.bank_account,
    )
    page = opened(window, "naomi goreti", qtbot)
    page.fields_view.eyes["nik"].click()
    assert page.form["nik"].line.text() == before.nik
    assert not page.form["nik"].line.isReadOnly()
    page.fields_view.hide_again("nik")
    assert page.form["nik"].line.text() == before.masked_nik
    assert page.fields_view.changed() == {}
    page.fields_view.eyes["nik"].click()
    page.show_view("riwayat")
    assert page.form["nik"].line.text() == before.masked_nik
    page.show_view("isian")
    page.fields_view.eyes["nik"].click()
    page.form["nik"].line.setText("5371015708850009")
    page.fields_view.hide_again("nik")
    assert page.form["nik"].line.text() == "5371015708850009"
    page.show_view("riwayat")
    seen = [line for line in page.log.lines if line.view]
    assert [(line.label, line.after) for line in seen] == [("NIK", "dilihat")] * 3
    page.log.only_views.setChecked(True)
    assert page.log.table.rowCount() == 3


def test_putting_away_asks_why(window: MainWindow, qtbot: QtBot) -> None:
    """With a reason she is in the archive; who still holds material is refused, naming what she holds."""
    add_person(window.office, name="Tanpa Barang CONTOH")
    with window.office.reading() as connection:
        holder = next(row.person for row in person_rows(connection) if row.holds)
    for person in (found(window, "tanpa barang")[0], holder):
        page = open_person(window._context, person.id)
        give_reason(qtbot, "pindah ke luar provinsi")
        page.archive_button.click()
        if person is holder:
            assert holder.name in page.message.text()
    assert found(window, "tanpa barang")[0].archived
    assert not next(one for one in found(window, holder.name) if one.id == holder.id).archived


def give_reason(qtbot: QtBot, text: str) -> None:
    """Type the reason into the dialog that comes next."""

    def give(dialog: ReasonDialog) -> None:
        qtbot.keyClicks(dialog.reason, text)
        qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)

    in_dialog(ReasonDialog, give)


def test_leaving_keeps_the_draft(page: PersonPage, window: MainWindow, qtbot: QtBot) -> None:
    """Esc saves nobody; the page opened again holds what was typed, with the cursor where it stood."""
    type_on(qtbot, "Setengah Jalan CONTOH", "", "Kupang")
    page.keeper.keep()
    qtbot.keyClick(page.form["born"].line, Qt.Key.Key_Escape)
    assert found(window, "setengah jalan") == []
    again = open_person(window._context)
    assert again.form["name"].line.text() == "Setengah Jalan CONTOH"
    assert QApplication.focusWidget() is again.form["born"].line


def test_a_change_begun_is_opened_again_with_the_program(
    window: MainWindow, qtbot: QtBot, look: Look
) -> None:
    """Closed with somebody's page on screen: the next window has her, what was typed, and the cursor."""
    person = found(window, "naomi goreti")[0]
    page = open_person(window._context, person.id)
    page.form["business"].line.setFocus()
    page.form["business"].line.setText("Usaha Setengah CONTOH")
    folder = window.office.folder
    window.close()
    other = MainWindow(book.at_work(folder), look)
    qtbot.addWidget(other)
    other.show()
    again = other.page
    assert isinstance(again, PersonPage)
    assert again.person is not None
    assert again.person.id == person.id
    assert again.form["business"].line.text() == "Usaha Setengah CONTOH"
    other.close()


def test_ctrl_enter_saves_and_begins_the_next(page: PersonPage, window: MainWindow, qtbot: QtBot) -> None:
    """The next page is empty, with the cursor on the name."""
    qtbot.keyClicks(page.form["name"].line, "Pertama Uji CONTOH")
    qtbot.keyClick(page.form["name"].line, Qt.Key.Key_Return, CTRL)
    following = window.page
    assert isinstance(following, PersonPage)
    assert following is not page
    assert following.form["name"].line.text() == ""
    assert QApplication.focusWidget() is following.form["name"].line
    assert len(found(window, "pertama uji")) == 1


@pytest.mark.parametrize("size", [QSize(960, 500), QSize(1366, 689)])
def test_nothing_is_cut_off(window: MainWindow, size: QSize) -> None:
    """Buttons and fields stand inside the window's width and have a name, on each page about people."""
    person = found(window, "adelina yosefina")[0]
    add_person(window.office, name="Adelyna Josefina Tjontoh", born=person.born)
    window.resize(size)
    pages: list[Callable[[], QWidget]] = [
        lambda: open_person(window._context),
        lambda: open_person(window._context, person.id),
        lambda: open_doubles(window._context),
        lambda: open_retention(window._context),
    ]
    for open_it in pages:
        _nothing_cut(window, open_it())
    for view in ("kegiatan", "riwayat"):
        known = open_person(window._context, person.id)
        known.show_view(view)
        _nothing_cut(window, known)


def _nothing_cut(window: MainWindow, page: QWidget) -> None:
    QApplication.processEvents()
    for made in [*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit)]:
        if made.isVisible() and not isinstance(made.parent(), QTableView):
            assert made.accessibleName(), made
            right = made.mapTo(window, made.rect().bottomRight()).x()
            assert right <= window.width(), made.accessibleName()


def test_everything_about_a_person_opens_from_her_page(window: MainWindow) -> None:
    """Her papers open as papers, her batch as a batch; all of it is shown as a paper for her."""
    person = found(window, "adelina yosefina")[0]
    page = open_person(window._context, person.id)
    page.data_button.click()
    shown = window.page
    assert isinstance(shown, PdfPage)
    assert shown.pdf.startswith(b"%PDF")
    for text, kind in (("BA pemeriksaan 530/082/DPP/VIII/2020", PaperPreview), ("Angkatan III", BatchPage)):
        page = open_person(window._context, person.id)
        page.show_view("kegiatan")
        assert page.record.isVisible()
        link = next(one for one in page.record.findChildren(QPushButton) if one.text() == text)
        link.click()
        assert isinstance(window.page, kind)
    page = open_person(window._context, person.id)
    page.show_view("kegiatan")
    page.record.open_book()
    assert isinstance(window.page, PaperPreview)


def test_a_photo_is_taken_from_a_file_and_the_clipboard(
    page: PersonPage, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """It is cut to 3 × 4; a file that is no picture is refused."""
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    QApplication.clipboard().setImage(image)
    (tmp_path / "bukan.jpg").write_text("teks")
    with qtbot.waitSignal(page.photo.refused):
        page.photo.take_file(tmp_path / "bukan.jpg")
    assert "bukan gambar" in page.message.text()
    with qtbot.waitSignal(page.photo.changed):
        page.photo.paste_button.click()
    page.form["name"].line.setText("Berfoto CONTOH")
    page.save()
    (person,) = found(window, "berfoto")
    assert person.photo is not None
    page = open_person(window._context, person.id)
    page.photo.remove_button.click()
    page.save()
    assert found(window, "berfoto")[0].photo is None


def test_doubles_are_made_one_and_separated_again(window: MainWindow, qtbot: QtBot) -> None:
    """Side by side, field by field; by keys alone; the person kept takes what is chosen."""
    known = found(window, "adelina goreti")[0]
    double = add_person(window.office, name="Adelina Gorety Tjontoh", born=known.born, phone="0812999").ids[0]
    add_person(window.office, name="Adelina Goreti CONTOH", born=known.born)
    page = open_doubles(window._context)
    qtbot.waitUntil(window.isActiveWindow)
    row = next(at for at, pair in enumerate(page.pairs) if double in pair[:2] and known.id in pair[:2])
    page.list.setCurrentRow(row)
    assert page.comparison.kept == known.id
    assert page.comparison.taken() == []
    page.comparison.choices["phone"].button(1).click()
    qtbot.keyClick(page.list, Qt.Key.Key_S, CTRL)
    assert [(one.id, one.phone) for one in found(window, "adelina goreti") if one.nik] == [
        (known.id, "0812999")
    ]
    page.list.setCurrentRow(0)
    left = len(page.pairs)
    qtbot.keyClick(page.list, Qt.Key.Key_B, CTRL)
    assert len(page.pairs) == left - 1
    give_reason(qtbot, "ternyata dua orang")
    separate = next(one for one in page.findChildren(QPushButton) if one.text() == "Pisahkan…")
    separate.click()
    assert {one.id for one in found(window, "adelina gorety")} == {double}
    page = open_doubles(window._context, (double, known.id))
    assert {page.comparison.kept, page.comparison.double} == {double, known.id}


def test_the_page_says_who_is_put_away_merged_or_without_data(window: MainWindow, qtbot: QtBot) -> None:
    """Each has her sentence and her way on; a double is no look-alike of the person kept."""
    office, context = window.office, window._context
    known = found(window, "adelina yosefina")[0]
    away = add_person(office, name="Zakarias Uji CONTOH").ids[0]
    archive_person(office, person=away, reason="pindah")
    page = open_person(context, away)
    assert "ada dalam arsip" in page.message.text()
    assert page.archive_button.text() == "Kembalikan dari arsip"
    double = add_person(office, name=known.name).ids[0]
    merge(office, kept=known.id, double=double)
    page = open_person(context, double)
    assert f"sudah digabungkan dengan {known.name}" in page.message.text()
    assert page.alike.text() == "Tidak ada yang mirip."
    assert not hasattr(page, "archive_button")
    page.kept_button.click()
    kept = window.page
    assert isinstance(kept, PersonPage)
    assert kept.person is not None
    assert kept.person.id == known.id
    assert kept.message.text() == ""
    office.clock = RunningClock(at(date(2040, 1, 1)))
    anonymise(office, person=away, reason="masa simpan habis")
    page = open_person(context, away)
    assert "sudah dihapus untuk selamanya" in page.message.text()
    assert page.photo.isHidden() or not page.photo.isVisible()
    assert all(one.line.isReadOnly() for one in page.form.values())
    assert not hasattr(page, "save_button")
    with pytest.raises(FieldInvalid, match="dianonimkan"):
        remove_photo(office, person=away)
    page.show_view("riwayat")
    qtbot.waitUntil(page.log.isVisible)


def test_an_npwp_that_is_a_nik_is_masked_as_one(window: MainWindow) -> None:
    """On the form, in the list, the history and the log; one of 15 digits stands as it is."""
    nik, old = "5371995708850098", "999999999990001"
    person = add_person(window.office, name="Katarina Uji CONTOH", nik=nik, npwp=nik).ids[0]
    page = open_person(window._context, person)
    assert page.form["npwp"].line.text() == "5371**********98"
    page.fields_view.eyes["npwp"].click()
    assert page.form["npwp"].line.text() == nik
    page.fields_view.hide_again("npwp")
    page.save()
    change_person(window.office, person=person, npwp=old)
    page = open_person(window._context, person)
    assert page.form["npwp"].line.text() == old
    assert "npwp" not in page.fields_view.eyes
    with window.office.reading() as connection:
        lines = [line for line in history(connection, person) if line.field == "npwp"]
        log = audit_page(connection, limit=5).lines
    assert [(line.before, line.after) for line in lines] == [
        ("5371**********98", old),
        ("", "dilihat"),
    ]
    assert nik not in str(log)
    column = next(one for one in people_listing().columns if one.title == "NPWP")
    (row,) = [one for one in people_rows(window) if one.person.id == person]
    assert column.text(replace(row, person=replace(row.person, npwp=nik))) == "5371**********98"


def people_rows(window: MainWindow) -> tuple[PersonRow, ...]:
    """Return the rows of the list."""
    with window.office.reading() as connection:
        return person_rows(connection)


def test_a_copied_list_starts_no_formula(window: MainWindow, qtbot: QtBot) -> None:
    """A name that begins with "=" is text for Excel; the rows themselves lie beside it for our own pages."""
    add_person(window.office, name="=HYPERLINK(1) CONTOH")
    listed = window.go_to("peserta", "hyperlink")
    assert isinstance(listed, ListPage)
    qtbot.waitUntil(lambda: len(listed.keys) == 1)
    qtbot.waitUntil(lambda: len(listed.table.chosen()) == 1)
    qtbot.keyClick(listed.table, Qt.Key.Key_C, CTRL)
    heads, row = QApplication.clipboard().text().splitlines()
    assert heads.split("\t")[0] == "Nama"
    assert row.split("\t")[0] == "'=HYPERLINK(1) CONTOH"
    assert rows_held()[1][0] == "=HYPERLINK(1) CONTOH"
    pasted = open_import(window._context).source_step.pasted
    pasted.paste()
    assert "\n=HYPERLINK(1) CONTOH" in pasted.toPlainText()


def test_data_whose_time_is_over_are_let_go(window: MainWindow, qtbot: QtBot) -> None:
    """The years are the office's; who is due is listed and, once confirmed, has no name any more."""
    page = open_retention(window._context)
    assert page.due == ()
    page.years.setText("0")
    page.keep_years()
    assert "lebih dari nol" in page.message.text()
    window.office.clock = RunningClock(at(date(2031, 1, 1)))
    page.years.setText("9")
    page.keep_years()
    assert len(page.due) == 80
    page.anonymise()
    assert "Pilih dahulu" in page.message.text()
    for kept in ("surat yang sudah terbit", "cadangan"):
        assert kept in page.told.text()
    page.let_go(list(page.due))
    qtbot.waitUntil(lambda: "belum dapat dianonimkan" in page.message.text(), timeout=30_000)
    see = next(one for one in page.findChildren(QPushButton) if one.text() == "Lihat peserta")
    see.click()
    shown = window.page
    assert isinstance(shown, PersonPage)
    assert shown.record.isVisible()


def test_numbers_in_the_panel_are_masked_until_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    """Full for 30 seconds and logged; masked again then, and as soon as the list is left."""
    listed = window.go_to("peserta")
    assert isinstance(listed, ListPage)
    qtbot.waitUntil(lambda: bool(listed.keys))
    listed.choose(lambda row: bool(row.person.nik))
    chosen = listed.current()
    assert chosen is not None
    person = chosen.person
    panel = listed.findChild(PersonPanel)
    assert isinstance(panel, PersonPanel)
    assert panel.numbers["nik"].text() == person.masked_nik
    panel.eyes["nik"].click()
    assert panel.numbers["nik"].text() == person.nik
    assert panel.numbers["bank_account"].text() == person.masked_account
    with window.office.reading() as connection:
        assert [line.label for line in history(connection, person.id) if line.view] == ["NIK"]
    panel._timer.timeout.emit()
    assert panel.numbers["nik"].text() == person.masked_nik
    panel.eyes["nik"].click()
    assert panel.numbers["nik"].text() == person.nik
    window.go_to("beranda")
    assert panel.numbers["nik"].text() == person.masked_nik
    assert not panel._timer.isActive()


# --- batches ----------------------------------------------------------------------------------------


def test_a_batch_is_made_and_gets_its_people(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+N on the list, fields with Enter, Ctrl+S; then people chosen, Ctrl+Enter: they are enrolled."""
    listed = window.go_to("angkatan")
    assert isinstance(listed, ListPage)
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(listed.table, Qt.Key.Key_N, CTRL)
    page = window.page
    assert isinstance(page, BatchPage)
    assert page.lines["name"].text() == "Angkatan V"
    page.lines["training"].setFocus()
    type_on(qtbot, "Pelatihan Tenun Ikat", "", "7-9", "11-9", "Balai Contoh", "Kupang")
    qtbot.keyClick(page.lines["capacity"], Qt.Key.Key_S, CTRL)
    after = window.page
    assert isinstance(after, RosterPage)
    after.people.selectRow(0)
    after.people.setFocus()
    qtbot.keyClick(after.people, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    chosen = [row.person.id for row in after.people.chosen()]
    assert len(chosen) == 2
    qtbot.keyClick(after.people, Qt.Key.Key_Return, CTRL)
    with window.office.reading() as connection:
        batch = batches(connection)[-1]
        assert [row.person.id for row in roster(connection, batch.id)] == chosen
    assert (batch.starts_on, batch.ends_on) == (date(2020, 9, 7), date(2020, 9, 11))
    assert after.places.text() == "2/20 tempat terisi"


def test_a_batch_tells_all_that_is_wrong(window: MainWindow, qtbot: QtBot) -> None:
    """A day no calendar has stands beside its field; an empty training is refused on saving."""
    page = open_batch(window._context)
    qtbot.keyClicks(page.lines["starts_on"], "31-2-2020")
    assert page.lines["starts_on"].property("state") == "bad"
    page.save()
    assert "tidak ada di kalender" in page.message.text()
    page.lines["starts_on"].clear()
    page.save()
    assert "Nama pelatihan" in page.message.text()
    with window.office.reading() as connection:
        assert len(batches(connection)) == 4


def test_the_one_too_many_needs_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    """The refusal goes to the field of the reason; with it she is enrolled, and leaves with another."""
    page = open_roster(window._context, 4)
    page.people.selectRow(0)
    person = page.people.chosen()[0].person
    page.add_chosen()
    assert "20 tempat" in page.message.text()
    assert QApplication.focusWidget() is page.reason
    page.people.selectRow(0)
    qtbot.keyClicks(page.reason, "pengganti")
    page.add_chosen()
    assert page.places.text() == "21/20 tempat terisi"
    page.enrolled.selectRow(20)
    give_reason(qtbot, "sakit lama")
    page.leave_button.click()
    with window.office.reading() as connection:
        states = {row.person.id: row.state for row in roster(connection, 4, EVERYONE)}
    assert states[person.id] == "keluar"
