"""Pengaturan: printers, words, rules, budget, recipes, looks, who is at work; and what a new book has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ikm_desktop.goods.items import items
from ikm_desktop.goods.recipes import recipe_on, recipes
from ikm_desktop.office.budget import budget_of
from ikm_desktop.office.settings import Rules, Wording, load
from ikm_desktop.papers.content import NO_VALUE
from ikm_desktop.papers.printers import Printer, printer_of
from ikm_desktop.papers.series import NEW_BOOK, all_series
from tests.papers.some_book import a_book
from tests.ui.one_window import one_window
from ui.main_window import MainWindow
from ui.papers.pdf_page import PdfPage
from ui.papers.printer_names import AS_FILE
from ui.settings.group_parts import BudgetPart, RulesPart, WordingPart
from ui.settings.looks_part import LooksPart
from ui.settings.numbers_part import NumbersPart
from ui.settings.page import PARTS, SettingsPage
from ui.settings.part import SettingsPart
from ui.settings.printer_part import PrinterPart
from ui.settings.recipe_part import RecipePart
from ui.settings.safety_parts import BackupsPart, SafetyPart
from ui.settings.tax_part import TaxPart
from ui.theme.look import DARK_MODE, LIGHT_MODE, SYSTEM

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def window(
    qapp: QApplication, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """One window for this file: each test looks at settings of its own."""
    with one_window(qapp, sample_folder, tmp_path_factory.mktemp("jendela")) as made:
        yield made


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    """The page, opened by its command."""
    window.close_page()
    window.run("pengaturan")
    found = window.page
    assert isinstance(found, SettingsPage)
    return found


def _part(page: SettingsPage, kind: type[SettingsPart]) -> SettingsPart:
    page.names.setCurrentRow(PARTS.index(kind))
    return page.show_part(PARTS.index(kind))


def test_a_printer_is_measured(window: MainWindow, qtbot: QtBot, page: SettingsPage) -> None:
    """Two millimetres typed: the shift is kept, and corrected by the next measure; the ruler page opens."""
    part = _part(page, PrinterPart)
    assert isinstance(part, PrinterPart)
    assert part.printer.currentText() == AS_FILE
    part.left.setText("21,5")
    part.above.setText("19,2")
    assert part.shift.text() == "1,5 mm ke kiri, 0,8 mm ke bawah"
    part.text_only.setChecked(True)
    part.stock_right.setText("-1,5")
    part.stock_down.setText("3")
    qtbot.keyClick(part.left, Qt.Key.Key_S, CONTROL)
    part.left.setText("20,5")
    page.save()
    with window.office.reading() as connection:
        assert printer_of(connection, AS_FILE) == Printer(
            right=-20, down=8, text_only=True, stock_right=-15, stock_down=30
        )
    part.left.setText("45")
    page.save()
    assert "lebih dari 15 mm" in page.message.text()
    part.defaults()
    page.save()
    with window.office.reading() as connection:
        assert printer_of(connection, AS_FILE) == Printer()
    part.a4_button.click()
    shown = window.page
    assert isinstance(shown, PdfPage)
    assert shown.pages.where.text() == "halaman 1 / 1 · A4"


def test_rules_and_words_are_saved_by_one_act_each(window: MainWindow, page: SettingsPage) -> None:
    """Numbers, a scale of names, a choice and sentences; the rest stays."""
    rules = _part(page, RulesPart)
    assert isinstance(rules, RulesPart)
    rules.fields["attendance_percent"].setText("75")  # type: ignore[attr-defined]
    rules.fields["predicates"].setPlainText("Memuaskan = 85\nCukup = 60")  # type: ignore[attr-defined]
    page.save()
    words = _part(page, WordingPart)
    assert isinstance(words, WordingPart)
    words.fields["values"].setCurrentText(NO_VALUE)  # type: ignore[attr-defined]
    words.fields["clauses"].setPlainText("Barang dijaga.\n\n**Tidak dijual.**")  # type: ignore[attr-defined]
    page.save()
    with window.office.reading() as connection:
        kept, said = load(connection, Rules), load(connection, Wording)
    assert (kept.attendance_percent, kept.predicates) == (75, {"Memuaskan": 85, "Cukup": 60})
    assert said.values["BAST-L"] == NO_VALUE
    assert said.clauses["BAST-L"] == ("Barang dijaga.", "**Tidak dijual.**")
    assert said.first_party == Wording().first_party


def _press(page: SettingsPage, text: str) -> None:
    """Press a way out of what stands above the page."""
    next(one for one in page.message.findChildren(QPushButton) if one.text() == text).click()


def test_what_is_wrong_stands_beneath_the_field(window: MainWindow, page: SettingsPage) -> None:
    """A number that is none, a line of the scale that cannot be read; then what a new book has."""
    rules = _part(page, RulesPart)
    assert isinstance(rules, RulesPart)
    rules.fields["capacity"].setText("dua puluh")  # type: ignore[attr-defined]
    page.save()
    assert "bukan angka bulat" in rules.form.problem_of("Kapasitas angkatan")
    rules.fields["predicates"].setPlainText("Baik")  # type: ignore[attr-defined]
    rules.fields["capacity"].setText("25")  # type: ignore[attr-defined]
    page.save()
    assert "Baik = 75" in rules.form.problem_of("Predikat")
    page.put_defaults()
    _press(page, "Simpan bawaan")
    assert page.message.text() == ""
    with window.office.reading() as connection:
        assert load(connection, Rules) == Rules()


def test_the_years_budget_is_saved(window: MainWindow, page: SettingsPage) -> None:
    """Of the clock's year; an earlier year's stays."""
    part = _part(page, BudgetPart)
    assert isinstance(part, BudgetPart)
    part.fields["kppn"].setText("KPPN CONTOH")  # type: ignore[attr-defined]
    part.fields["dipa_date"].setText("2-1-2020")  # type: ignore[attr-defined]
    page.save()
    with window.office.reading() as connection:
        found = budget_of(connection, 2020)
    assert (found.kppn, found.dipa_date) == ("KPPN CONTOH", date(2020, 1, 2))


def test_another_recipe_is_another_version(window: MainWindow, page: SettingsPage) -> None:
    """Its mode alone changes the version; another quantity makes the next one, from its day."""
    part = _part(page, RecipePart)
    assert isinstance(part, RecipePart)
    was = part.table.chosen()[0]
    part.mode.setCurrentIndex(part.mode.findData("larang"))
    page.save()
    part.table.selectRow(0)
    with window.office.reading() as connection:
        before = recipes(connection, product=was.product)
    assert [one.mode for one in before if one.id == was.id] == ["larang"]
    part.lines[0].quantity.setText("9")
    part.first.set_day(date(2020, 9, 1))
    page.save()
    with window.office.reading() as connection:
        now = recipe_on(connection, was.product, date(2020, 9, 2))
        then = recipe_on(connection, was.product, date(2020, 8, 30))
        unit = next(item for item in items(connection) if item.id == was.lines[0].item).unit
    assert now is not None
    assert then is not None
    assert (now.version, then.version) == (len(before) + 1, len(before))
    assert now.lines[0].quantity == 9 * unit.per
    part.lines[0].quantity.clear()
    page.save()
    assert "wajib diisi" in page.message.text()


def test_looks_take_effect_at_once(window: MainWindow, page: SettingsPage) -> None:
    """Theme and size of text; a change by command is shown; the defaults follow the system."""
    part = _part(page, LooksPart)
    assert isinstance(part, LooksPart)
    part.modes[DARK_MODE].click()
    assert window.look.mode == DARK_MODE
    part.scale.setCurrentIndex(part.scale.findData(120))
    assert window.look.scale == 120
    window.look.set_mode(LIGHT_MODE)
    assert part.modes[LIGHT_MODE].isChecked()
    page.put_defaults()
    assert (window.look.mode, window.look.scale, part.scale.currentData()) == (SYSTEM, 100, 100)
    assert "bawaan dipakai" in page.message.text()
    _press(page, "Urungkan")
    assert (window.look.mode, window.look.scale, part.scale.currentData()) == (LIGHT_MODE, 120, 120)
    window.look.set_both(LIGHT_MODE, 100)


def test_another_clerk_is_at_work(window: MainWindow, page: SettingsPage) -> None:
    """Written on each act from then on; nobody is refused. The ways to other pages lead there."""
    part = _part(page, SafetyPart)
    assert isinstance(part, SafetyPart)
    part.name.clear()
    page.save()
    assert "wajib diisi" in part.form.problem_of("Nama petugas")
    part.name.setText("Yosep CONTOH")
    page.save()
    assert window.office.actor == "Yosep CONTOH"
    backups = _part(page, BackupsPart)
    assert isinstance(backups, BackupsPart)
    backups.make_button.click()
    assert type(window.page).__name__ == "BackupPage"


def test_what_a_new_book_has_is_offered(page: SettingsPage) -> None:
    """Patterns and rates come into the form, unsaved, and go again; pages without defaults offer none."""
    numbers = _part(page, NumbersPart)
    assert isinstance(numbers, NumbersPart)
    numbers.pattern.setText("{urut}/{tahun}")
    page.put_defaults()
    assert numbers.typed() == NEW_BOOK["SURAT"]
    tax = _part(page, TaxPart)
    assert isinstance(tax, TaxPart)
    tax.kind.setCurrentIndex(tax.kind.findData("pph22"))
    tax.rate.setText("9")
    page.put_defaults()
    assert tax.rate.text() == "1,5 %"
    assert "belum disimpan" in page.message.text()
    _press(page, "Urungkan")
    assert (tax.rate.text(), page.message.text()) == ("9", "")
    assert page.defaults_button.isVisible()
    _part(page, SafetyPart)
    assert not page.defaults_button.isVisible()


def test_the_schema_writes_the_patterns_of_a_new_book(tmp_path: Path) -> None:
    """What is offered as the default is what a new book has."""
    with a_book(tmp_path) as office, office.reading() as connection:
        assert {series.code: series.pattern for series in all_series(connection)} == NEW_BOOK
