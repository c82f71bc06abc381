"""The page Pengaturan: its parts at the left, the one chosen at the right, Simpan for that one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QWidget

from ui.common.entry import EntryPage
from ui.common.tab import TabContext
from ui.settings.numbers_part import NumbersPart
from ui.settings.office_part import OfficePart
from ui.settings.part import SettingsPart
from ui.settings.signers_part import SignersPart

PARTS: tuple[type[SettingsPart], ...] = (OfficePart, SignersPart, NumbersPart)


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

    def __init__(self, context: TabContext, part: type[SettingsPart] = OfficePart) -> None:
        super().__init__(context, "Kembali", "Pengaturan")
        self.names = PartList()
        self.names.setSpacing(3)
        self.names.setAccessibleName("Bagian pengaturan")
        self.names.setFixedWidth(self.names.fontMetrics().horizontalAdvance("Penandatangan") + 60)
        self.parts: list[SettingsPart] = []
        self.stack = QStackedWidget()
        for kind in PARTS:
            made = kind(context.office, context.look)
            made.saved.connect(context.say)
            made.complained.connect(self._complain)
            self.parts.append(made)
            self.stack.addWidget(_scrolling(made))
            self.names.addItem(made.title)
        row = QHBoxLayout()
        row.addWidget(self.names)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row)
        self.hints.setText("Setiap perubahan tercatat di log. Ctrl+S menyimpan bagian ini · Esc kembali")
        self.save_button = self.add_button(
            "&Simpan", self.save, key="Ctrl+S", icon_name="save", role="primary"
        )
        self.names.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.names.setCurrentRow(PARTS.index(part))
        self.setFocusProxy(self.names)

    def save(self) -> None:
        """Save the part on screen."""
        self.parts[self.stack.currentIndex()].save()

    def _complain(self, sentences: list[str]) -> None:
        if sentences:
            self.message.complain(sentences)
        else:
            self.message.clear()


def _scrolling(part: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName("Isi bagian")
    area.setWidget(part)
    return area
