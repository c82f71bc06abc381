"""The partner IKM of a batch: who hosts, trains or makes, added and removed in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ikm_desktop.batches.partners import ROLES, Partner, add_partner, partners, remove_partner
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.office.acts import Done
from ui.common.fields import Choice
from ui.common.labels import button, label
from ui.common.tab import TabContext

_NAME = "Nama IKM mitra"


class PartnersCard(QFrame):
    """Its lines and a row for one more; each is an act of its own. `refused` carries what cannot be."""

    refused = Signal(object)

    def __init__(self, context: TabContext, batch: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._context, self._batch = context, batch
        self.name, self.contact = QLineEdit(self), QLineEdit(self)
        self.role = Choice(self)
        for code, text in ROLES.items():
            self.role.addItem(text, code)
        for field, told in ((self.name, _NAME), (self.role, "Peran"), (self.contact, "Kontak")):
            field.setAccessibleName(told)
        self.removers: list[QPushButton] = []
        self.add_button = button("Tambah", context.look, icon_name="plus")
        self.add_button.setAccessibleName("Tambah mitra")
        self.add_button.clicked.connect(self.add)
        self.contact.returnPressed.connect(self.add)
        self.name.returnPressed.connect(self.role.setFocus)
        self._lines = QVBoxLayout()
        self._lay_out()
        self._read()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(label("IKM mitra", "section"))
        column.addLayout(self._lines)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, (text, field) in enumerate(
            (("IKM mitra baru", self.name), ("Peran", self.role), ("Kontak", self.contact))
        ):
            name = label(text)
            name.setBuddy(field)
            grid.addWidget(name, at, 0)
            grid.addWidget(field, at, 1)
        grid.addWidget(self.add_button, 2, 2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        QWidget.setTabOrder(self.name, self.role)
        QWidget.setTabOrder(self.role, self.contact)
        QWidget.setTabOrder(self.contact, self.add_button)

    def _read(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.removers.clear()
        with self._context.office.reading() as connection:
            found = partners(connection, self._batch)
        for one in found:
            self._lines.addWidget(self._line(one))
        if not found:
            self._lines.addWidget(label("Belum ada mitra.", "muted"))

    def _line(self, one: Partner) -> QWidget:
        made = QWidget(self)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        parts = (one.name, ROLES[one.role].lower(), one.contact)
        text = label(" · ".join(part for part in parts if part))
        text.setWordWrap(True)
        row.addWidget(text, 1)
        gone = button("Hapus", self._context.look, role="link")
        gone.setAccessibleName(f"Hapus mitra {one.name}")
        gone.clicked.connect(partial(self._do, partial(remove_partner, self._context.office, partner=one.id)))
        self.removers.append(gone)
        row.addWidget(gone)
        return made

    def add(self) -> None:
        """Name another partner; the row is empty again for the next."""
        done = self._do(
            partial(
                add_partner,
                self._context.office,
                batch=self._batch,
                name=self.name.text(),
                role=self.role.currentData(),
                contact=self.contact.text(),
            )
        )
        if done:
            self.name.clear()
            self.contact.clear()
        self.name.setFocus()

    def _do(self, act: Callable[[], Done], _checked: bool = False) -> bool:  # noqa: FBT001, FBT002 - of a signal
        try:
            act()
        except (Refusal, Fault) as refused:
            self.refused.emit(refused)
            return False
        self._read()
        return True
