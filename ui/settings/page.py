"""The page Pengaturan: its parts at the left, the one chosen at the right, Simpan for that one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QWidget

from ikm_desktop.errors import Fault, Notice, Refusal, Several, WayOut
from ui.common.entry import EntryPage
from ui.common.tab import TabContext
from ui.settings.group_parts import BudgetPart, RulesPart, WordingPart
from ui.settings.items_part import ItemsPart
from ui.settings.looks_part import LooksPart
from ui.settings.numbers_part import NumbersPart
from ui.settings.office_part import OfficePart
from ui.settings.part import SettingsPart
from ui.settings.prices_part import PricesPart
from ui.settings.printer_part import PrinterPart
from ui.settings.recipe_part import RecipePart
from ui.settings.safety_parts import BackupsPart, SafetyPart
from ui.settings.signers_part import SignersPart
from ui.settings.stamp_part import StampPart
from ui.settings.tax_part import TaxPart

PARTS: tuple[type[SettingsPart], ...] = (
    OfficePart,
    SignersPart,
    NumbersPart,
    WordingPart,
    PrinterPart,
    BudgetPart,
    TaxPart,
    StampPart,
    ItemsPart,
    PricesPart,
    RecipePart,
    RulesPart,
    LooksPart,
    BackupsPart,
    SafetyPart,
)

_SAVE, _UNDO = "simpan-bawaan", "urungkan-bawaan"


class PartList(QListWidget):
    """The names of the parts; Enter goes into the part."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go to the first field on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)


class SettingsPage(EntryPage):
    """What the office decides for itself."""

    enter_leads_on = True

    def __init__(self, context: TabContext, part: type[SettingsPart] = OfficePart) -> None:
        super().__init__(context, "Kembali", "Pengaturan")
        self.names = PartList()
        self.names.setSpacing(3)
        self.names.setAccessibleName("Bagian pengaturan")
        self.names.setFixedWidth(self.names.fontMetrics().horizontalAdvance("Kata pada surat") + 40)
        self._before: tuple[Callable[[], object], ...] = ()
        self.message.way_chosen.connect(self._take_way)
        self._made: dict[int, tuple[SettingsPart, QScrollArea]] = {}
        self.stack = QStackedWidget()
        for kind in PARTS:
            self.names.addItem(kind.title)
        row = QHBoxLayout()
        row.addWidget(self.names)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row)
        self.hints.setText("Setiap perubahan tercatat di log. Ctrl+S menyimpan bagian ini · Esc kembali")
        self.defaults_button = self.add_button("Kembalikan &bawaan", self.put_defaults, icon_name="undo-2")
        self.save_button = self.add_button(
            "&Simpan", self.save, key="Ctrl+S", icon_name="save", role="primary"
        )
        self.names.currentRowChanged.connect(self.show_part)
        self.names.setCurrentRow(PARTS.index(part))
        self.setFocusProxy(self.names)

    def show_part(self, at: int) -> SettingsPart:
        """Show a part, made when it is first shown, and return it."""
        if at not in self._made:
            part = PARTS[at](self.context.office, self.context.look)
            part.saved.connect(self.context.say)
            part.complained.connect(self._complain)
            part.opens.connect(self._open)
            self._made[at] = (part, _scrolling(part))
            self.stack.addWidget(self._made[at][1])
            self._put_buttons_after(self._made[at][1])
        part, area = self._made[at]
        self.message.clear()
        self.stack.setCurrentWidget(area)
        self.defaults_button.setVisible(part.has_defaults)
        return part

    def _put_buttons_after(self, area: QScrollArea) -> None:
        """Let Tab reach the part before the buttons under it, though it is made after them."""
        last: QWidget = area
        one = area.nextInFocusChain()
        while one is not None and area.isAncestorOf(one):
            last = one if one.focusPolicy() & Qt.FocusPolicy.TabFocus else last
            one = one.nextInFocusChain()
        self.setTabOrder(last, self.defaults_button)
        self.setTabOrder(self.defaults_button, self.save_button)

    def put_defaults(self) -> None:
        """Fill the part on screen with what a new book has, unsaved, and offer the way back."""
        part = self.show_part(self.names.currentRow())
        self._before = part.state()
        part.defaults()
        ways: tuple[WayOut, ...] = (WayOut(_UNDO, "Urungkan"),)
        if part.needs_saving:
            told = f"{part.title}: bawaan ditampilkan, belum disimpan. Simpan memakainya mulai sekarang."
            ways = (WayOut(_SAVE, "Simpan bawaan"), *ways)
        else:
            told = f"{part.title}: bawaan dipakai."
        self.message.tell([Notice("Defaults", told)], ways)

    def _take_way(self, key: str) -> None:
        if key == _SAVE:
            self.save()
        elif key == _UNDO:
            self.message.clear()
            for put_back in self._before:
                put_back()

    def _open(self, opener: Callable[[TabContext], object]) -> None:
        opener(self.context)

    def save(self) -> None:
        """Save the part on screen."""
        self.show_part(self.names.currentRow()).save()

    def _complain(self, reasons: list[Refusal | Fault]) -> None:
        """Tell the reasons of no field above the part, with their ways out; without any the message goes."""
        refusals = tuple(reason for reason in reasons if isinstance(reason, Refusal))
        if not reasons:
            self.message.clear()
        else:
            self.message.refuse(Several(parts=refusals) if len(refusals) > 1 else reasons[0])


def _scrolling(part: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName("Isi bagian")
    area.setWidget(part)
    return area
