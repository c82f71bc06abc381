"""Pengaturan: each change is one act on a real book, refusals stand beside the field."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ikm_desktop.amounts import KILOGRAM, METRE
from ikm_desktop.goods.items import add_item, items
from ikm_desktop.goods.prices import price_on
from ikm_desktop.office import book
from ikm_desktop.office.profile import Profile
from ikm_desktop.office.settings import load
from ikm_desktop.office.signatories import signatories, signatory_on
from ikm_desktop.office.stamp_duty import stamp_duty_on
from ikm_desktop.office.tax import tax_rule_on
from ikm_desktop.papers.series import read_pattern
from tests.ui import guards
from ui.main_window import MainWindow
from ui.settings.examples import pattern_of
from ui.settings.items_part import ItemsPart
from ui.settings.kop_picture import kop_pdf
from ui.settings.numbers_part import NumbersPart
from ui.settings.office_part import OfficePart
from ui.settings.page import PARTS, SettingsPage
from ui.settings.part import SettingsPart
from ui.settings.prices_part import PricesPart
from ui.settings.signers_part import SignersPart
from ui.settings.stamp_part import StampPart
from ui.settings.tax_part import TaxPart
from ui.theme.look import Look

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> SettingsPage:
    """The page, opened by its key."""
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Comma, CONTROL)
    found = window.page
    assert isinstance(found, SettingsPage)
    return found


def _part(page: SettingsPage, kind: type[SettingsPart]) -> SettingsPart:
    """Show a part and return it."""
    page.names.setCurrentRow(PARTS.index(kind))
    return page.show_part(PARTS.index(kind))


def _retype(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text) if text else line.clear()


def test_the_letterhead_is_saved_by_one_act(window: MainWindow, qtbot: QtBot, page: SettingsPage) -> None:
    """Typed, drawn, Ctrl+S: the book has it, and every other field stays."""
    part = _part(page, OfficePart)
    assert isinstance(part, OfficePart)
    with window.office.reading() as connection:
        before = load(connection, Profile)
    pictured = part.picture.pixmap().toImage()
    _retype(qtbot, part.lines["government"], "PEMERINTAH KOTA KUPANG")
    assert part.picture.pixmap().toImage() != pictured
    qtbot.keyClick(part.lines["government"], Qt.Key.Key_S, CONTROL)
    with window.office.reading() as connection:
        assert load(connection, Profile) == before.with_(government="PEMERINTAH KOTA KUPANG")
    assert window.toast.said[-1] == "Kantor dan kop disimpan."


def test_tab_reaches_a_part_before_the_buttons_under_it(qtbot: QtBot, page: SettingsPage) -> None:
    """From the list Tab goes into the part shown, never first to what would put back its defaults."""
    for kind in (OfficePart, PricesPart):
        part = _part(page, kind)
        page.names.setFocus()
        qtbot.keyClick(page.names, Qt.Key.Key_Tab)
        reached = page.window().focusWidget()
        assert reached is not None
        assert part.isAncestorOf(reached)


def test_a_missing_line_is_told_beneath_it(window: MainWindow, page: SettingsPage) -> None:
    """Every missing one at once; the cursor goes to the first; nothing is saved."""
    part = _part(page, OfficePart)
    assert isinstance(part, OfficePart)
    for key in ("government", "city"):
        part.lines[key].clear()
    page.save()
    assert part.form.problem_of("Baris pemerintah") == "Baris pemerintah wajib diisi."
    assert part.form.problem_of("Kota") == "Kota wajib diisi."
    assert part.lines["government"].hasFocus()
    with window.office.reading() as connection:
        assert load(connection, Profile).city


def test_a_file_that_is_no_picture_is_refused(page: SettingsPage, tmp_path: Path) -> None:
    """The reason stands at the logo or above the page, and the letterhead keeps its emblem."""
    part = _part(page, OfficePart)
    assert isinstance(part, OfficePart)
    wrong = tmp_path / "logo.png"
    wrong.write_text("bukan gambar")
    before = part.typed().logo
    assert part.take_logo(wrong) is None
    assert "bukan gambar" in part.form.problem_of("Logo") + page.message.text()
    assert part.typed().logo == before


def test_the_emblem_is_taken_off_when_saved(window: MainWindow, page: SettingsPage) -> None:
    """Drawn without it at once; the book has none after Simpan."""
    part = _part(page, OfficePart)
    assert isinstance(part, OfficePart)
    pictured = part.picture.pixmap().toImage()
    part.no_logo_button.click()
    assert part.picture.pixmap().toImage() != pictured
    page.save()
    with window.office.reading() as connection:
        assert load(connection, Profile).logo is None


def test_the_shown_letterhead_is_a_page_of_f4(qapp: QApplication, tmp_path: Path) -> None:
    """The same drawing as on letters: 215 x 330 mm."""
    (tmp_path / "kop.pdf").write_bytes(kop_pdf(Profile(), {}))
    document = QPdfDocument(qapp)
    document.load(str(tmp_path / "kop.pdf"))
    size = document.pagePointSize(0)
    assert (round(size.width() / 72 * 25.4), round(size.height() / 72 * 25.4)) == (215, 330)
    document.close()


def test_somebody_new_signs_from_a_day_on(window: MainWindow, qtbot: QtBot, page: SettingsPage) -> None:
    """Added by keyboard; the one before stays for earlier days."""
    part = _part(page, SignersPart)
    assert isinstance(part, SignersPart)
    part.begin_new()
    part.role.setCurrentIndex(part.role.findData("stock_officer"))
    _retype(qtbot, part.name, "BARU CONTOH, S.E.")
    part.title_text.setFocus()
    qtbot.keyClicks(part.title_text, "Petugas Persediaan")
    _retype(qtbot, part.first.line, "1-9-2020")
    qtbot.keyClick(part.first.line, Qt.Key.Key_S, CONTROL)
    with window.office.reading() as connection:
        now = signatory_on(connection, "stock_officer", date(2020, 9, 1))
        before = signatory_on(connection, "stock_officer", date(2020, 8, 31))
    assert now is not None
    assert before is not None
    assert (now.name, before.name != now.name) == ("BARU CONTOH, S.E.", True)
    assert "BARU CONTOH, S.E." in [row.name for row in part.table.rows_model.rows]


def test_a_signatory_is_ended(window: MainWindow, qtbot: QtBot, page: SettingsPage) -> None:
    """Chosen in the table, given a last day: the row stays one row; its role cannot be another."""
    part = _part(page, SignersPart)
    assert isinstance(part, SignersPart)
    with window.office.reading() as connection:
        count = len(signatories(connection))
    part.table.selectRow(0)
    chosen = part.table.chosen()[0]
    assert part.name.text() == chosen.name
    assert not part.role.isEnabled()
    _retype(qtbot, part.through, "31-12-2020")
    page.save()
    with window.office.reading() as connection:
        rows = {row.id: row for row in signatories(connection)}
    assert rows[chosen.id].valid_through == date(2020, 12, 31)
    assert len(rows) == count


def test_what_is_wrong_with_a_signatory_stands_beside_it(qtbot: QtBot, page: SettingsPage) -> None:
    """NIP and last day, each in its place; a day that is none too."""
    part = _part(page, SignersPart)
    assert isinstance(part, SignersPart)
    part.table.selectRow(0)
    _retype(qtbot, part.nip, "12345")
    _retype(qtbot, part.through, "1-1-2001")
    page.save()
    assert "18 angka" in part.form.problem_of("NIP")
    assert part.form.problem_of("Berlaku sampai")
    _retype(qtbot, part.through, "31-2-2020")
    page.save()
    assert "tidak ada di kalender" in part.form.problem_of("Berlaku sampai")


def test_a_pattern_is_read_from_an_example(window: MainWindow, qtbot: QtBot, page: SettingsPage) -> None:
    """Typed, Enter: the pattern stands there, with the next number; Ctrl+S saves it."""
    part = _part(page, NumbersPart)
    assert isinstance(part, NumbersPart)
    code = part.table.chosen()[0].code
    part.example.setFocus()
    qtbot.keyClicks(part.example, "027/45/DISPERINDAG/VIII/2020")
    qtbot.keyClick(part.example, Qt.Key.Key_Return)
    assert part.pattern.text() == "{kode}/{urut}/{unit}/{romawi}/{tahun}"
    assert "Nomor berikut: 027/" in part.next.text()
    assert "Dikosongkan: 027/" in part.next.text()
    qtbot.keyClick(part.pattern, Qt.Key.Key_S, CONTROL)
    with window.office.reading() as connection:
        assert read_pattern(connection, code) == part.typed()


def test_a_pattern_without_a_running_number_is_refused(
    window: MainWindow, qtbot: QtBot, page: SettingsPage
) -> None:
    """While typing the result says why; Save puts it beneath the pattern, and the series stays."""
    part = _part(page, NumbersPart)
    assert isinstance(part, NumbersPart)
    chosen = part.table.chosen()[0]
    _retype(qtbot, part.pattern, "{kode}/{tahun}")
    assert "harus memuat {urut}" in part.next.text()
    page.save()
    assert "harus memuat {urut}" in part.form.problem_of("Pola nomor")
    with window.office.reading() as connection:
        assert read_pattern(connection, chosen.code) == chosen.pattern


def test_a_tax_rate_holds_from_its_day(window: MainWindow, qtbot: QtBot, page: SettingsPage) -> None:
    """Chosen, a new day and rate typed, Ctrl+S: earlier days keep the old rate."""
    part = _part(page, TaxPart)
    assert isinstance(part, TaxPart)
    line = next(at for at, row in enumerate(part.table.rows_model.rows) if row.kind == "pph22")
    part.table.selectRow(line)
    _retype(qtbot, part.rate, "2,25")
    _retype(qtbot, part.first.line, "1-1-2021")
    qtbot.keyClick(part.first.line, Qt.Key.Key_S, CONTROL)
    with window.office.reading() as connection:
        rules = [tax_rule_on(connection, "pph22", date(year, 6, 1)) for year in (2020, 2021)]
    assert [rule.rate for rule in rules if rule] == [150, 225]
    assert all(rule.free_up_to == 2_000_000 for rule in rules if rule)


def test_a_rate_that_is_none_is_told_beneath_it(qtbot: QtBot, page: SettingsPage) -> None:
    """Words, nothing, and more than all of it."""
    part = _part(page, TaxPart)
    assert isinstance(part, TaxPart)
    for text, told in (("banyak", "bukan jumlah"), ("", "wajib diisi"), ("101", "bukan 0 sampai 100 persen")):
        _retype(qtbot, part.rate, text)
        page.save()
        assert told in part.form.problem_of("Tarif")


def test_stamps_of_a_day_are_replaced(window: MainWindow, qtbot: QtBot, page: SettingsPage) -> None:
    """The newest day's step is changed: the papers of before keep theirs."""
    part = _part(page, StampPart)
    assert isinstance(part, StampPart)
    assert part.first.line.text() == "01-01-2021"
    _retype(qtbot, part.steps[0][1], "12.000")
    qtbot.keyClick(part.steps[0][1], Qt.Key.Key_S, CONTROL)
    with window.office.reading() as connection:
        stamps = [stamp_duty_on(connection, 6_000_000, date(year, 6, 1)) for year in (2020, 2021)]
    assert stamps == [6_000, 12_000]


def test_a_step_without_its_stamp_is_told(page: SettingsPage) -> None:
    """Beneath the empty one of the two."""
    part = _part(page, StampPart)
    assert isinstance(part, StampPart)
    part.steps[1][0].setText("9jt")
    page.save()
    assert part.form.problem_of("Meterai 2") == "Meterai 2 wajib diisi."


def _choose(part: ItemsPart, name: str) -> None:
    rows = part.table.rows_model.rows
    part.table.selectRow(next(at for at, row in enumerate(rows) if row.name == name))
    assert [row.name for row in part.table.chosen()] == [name]


def test_an_item_is_added_and_changed(window: MainWindow, qtbot: QtBot, page: SettingsPage) -> None:
    """A new material in metres; then its limit, its kind staying, and its unit while letters wait."""
    part = _part(page, ItemsPart)
    assert isinstance(part, ItemsPart)
    part.begin_new()
    _retype(qtbot, part.name, "Pita satin")
    part.unit.setCurrentIndex(part.unit.findText("m"))
    qtbot.keyClick(part.name, Qt.Key.Key_S, CONTROL)
    _choose(part, "Pita satin")
    assert not part.kind.isEnabled()
    _retype(qtbot, part.limit, "7,5")
    page.save()
    with window.office.reading() as connection:
        kept = next(item for item in items(connection) if item.name == "Pita satin")
    assert (kept.kind, kept.unit.symbol, kept.reorder_level) == ("material", "m", 7_500)
    _choose(part, "Pita satin")
    part.unit.setCurrentIndex(part.unit.findText("kg"))
    part.limit.clear()
    page.save()
    assert "tidak dapat diubah lagi" in part.form.problem_of("Satuan")


def test_a_wrong_unit_is_mended_while_nothing_is_counted_in_it(
    qtbot: QtBot, look: Look, tmp_path: Path
) -> None:
    """The clerk chose kg for cloth: the same item goes on in metres."""
    with book.at_work(tmp_path / "data", new=True) as office:
        add_item(office, kind="material", name="Kain", unit=KILOGRAM)
        part = ItemsPart(office, look)
        qtbot.addWidget(part)
        part.table.selectRow(0)
        assert part.unit.currentText() == "kg"
        part.unit.setCurrentIndex(part.unit.findText("m"))
        assert part.save() is not None
        with office.reading() as connection:
            assert [one.unit for one in items(connection)] == [METRE]


def test_an_item_of_a_known_name_is_refused_beneath_it(qtbot: QtBot, page: SettingsPage) -> None:
    """With whose name it is."""
    part = _part(page, ItemsPart)
    assert isinstance(part, ItemsPart)
    part.begin_new()
    _retype(qtbot, part.name, "kain katun")
    page.save()
    assert "sudah dipakai" in part.form.problem_of("Nama barang")


def test_a_price_holds_from_its_day(window: MainWindow, qtbot: QtBot, page: SettingsPage) -> None:
    """The old one stays for earlier days."""
    part = _part(page, PricesPart)
    assert isinstance(part, PricesPart)
    old = part.table.chosen()[0]
    _retype(qtbot, part.first.line, "1-10-2020")
    _retype(qtbot, part.price, "5.500")
    qtbot.keyClick(part.price, Qt.Key.Key_S, CONTROL)
    with window.office.reading() as connection:
        found = [price_on(connection, old.item, old.grade, date(2020, month, 1)) for month in (9, 10)]
    assert [price.price for price in found if price] == [old.price, 5_500]


@pytest.mark.parametrize(
    ("example", "text", "key", "unit"),
    [
        ("530/123/DPP/VIII/2020", "{kode}/{urut}/{unit}/{romawi}/{tahun}", "530", "DPP"),
        ("00001/UP/2020", "{urut:05}/{unit}/{tahun}", "", "UP"),
        ("021/DPP-IND/IX/2021", "{urut:03}/DPP-IND/{romawi}/{tahun}", "", ""),
    ],
)
def test_examples_of_offices_are_read(example: str, text: str, key: str, unit: str) -> None:
    """Code, running number with its width, unit, month and year are told apart."""
    found = pattern_of(example)
    assert (found.text, found.key, found.unit) == (text, key, unit)


def test_nothing_is_cut_off(window: MainWindow, page: SettingsPage) -> None:
    """At each size no button is narrower than its text, and every line has a name, in every part."""
    for size in ((1366, 689), (1920, 1000), (960, 500)):
        window.resize(*size)
        for row in range(len(PARTS)):
            page.names.setCurrentRow(row)
            guards.settle()
            buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.text()]
            assert [one.text() for one in buttons if one.width() < one.minimumSizeHint().width()] == []
            lines = [one for one in page.findChildren(QLineEdit) if one.isVisible()]
            assert [one for one in lines if not one.accessibleName()] == []
