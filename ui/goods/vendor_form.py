"""A vendor not yet known, entered in place on the page that needs one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods.parties import add_vendor
from ikm_desktop.office.book import Office
from ui.common.labels import button, label
from ui.theme.look import Look

_WIDEST = 900


class VendorForm(QFrame):
    """Name, address, telephone and NPWP. made: the place of the new vendor, with its name."""

    made = Signal(int, str)

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setMaximumWidth(_WIDEST)
        self._office = office
        self.name = _line("Nama penyedia baru")
        self.address = _line("Alamat penyedia baru")
        self.phone = _line("Telepon penyedia baru")
        self.npwp = _line("NPWP penyedia baru")
        self.problem = label("", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.save_button = button("Tambah penyedia", look, icon_name="plus")
        self.save_button.clicked.connect(self.save)
        self.leave_button = button("Tutup", look)
        self.leave_button.setAccessibleName("Tutup isian penyedia baru")
        self.leave_button.clicked.connect(self.hide)
        self._lay_out()
        for before, after in zip(self._fields(), (*self._fields()[1:], self.save_button), strict=True):
            before.returnPressed.connect(after.setFocus)
        self.hide()

    def open_with(self, name: str) -> None:
        """Show the form with a name typed already."""
        self.name.setText(name)
        self.show()
        self.name.setFocus()

    def save(self) -> None:
        """Add the vendor; what is wrong stands in the form."""
        try:
            done = add_vendor(
                self._office,
                name=self.name.text(),
                address=self.address.text(),
                phone=self.phone.text(),
                npwp=self.npwp.text(),
            )
        except (Refusal, Fault) as refused:
            self.problem.setText(refused.sentence)
            self.problem.show()
            self.name.setFocus()
            return
        name = self.name.text().strip()
        self.hide()
        for field in self._fields():
            field.clear()
        self.problem.hide()
        self.made.emit(done.ids[0], name)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (self.name, self.address, self.phone, self.npwp)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for text, field in zip(("Nama", "Alamat", "Telepon", "NPWP"), self._fields(), strict=True):
            form.addRow(text, field)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.addWidget(label("Penyedia baru", "section"))
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addLayout(buttons)


def _line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made
