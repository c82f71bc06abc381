"""From a data folder to a window: the first run, the lock, opening only to look."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout

from ikm_desktop.errors import BookInUse, BookMissing, Fault
from ikm_desktop.goods.set_up import set_up
from ikm_desktop.office import book
from ikm_desktop.office.book import Office
from ikm_desktop.office.settings import set_clerk
from ui.common.labels import label
from ui.main_window import MainWindow
from ui.theme.look import Look


def open_window(folder: Path, look: Look) -> MainWindow | None:
    """Return the window on the folder's book, None when the clerk goes no further."""
    office = open_office(folder)
    return None if office is None else MainWindow(office, look)


def open_office(folder: Path) -> Office | None:
    """Open the book, make a new one at the first run, or look only where somebody else has it open."""
    try:
        return book.at_work(folder)
    except BookMissing:
        return _first_run(folder)
    except BookInUse as held:
        return (
            book.at_work(folder, read_only=True) if FaultDialog(held, "Buka untuk melihat").agreed() else None
        )
    except Fault as fault:
        FaultDialog(fault, "").agreed()
        return None


def _first_run(folder: Path) -> Office | None:
    dialog = FirstRunDialog()
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    if dialog.sample:
        from ikm_desktop.sample.office import make_sample

        make_sample(folder)
        return book.at_work(folder)
    office = book.at_work(folder, new=True)
    set_up(office)
    set_clerk(office, dialog.name.text())
    return office


class FirstRunDialog(QDialog):
    """Asks the clerk's name and whether to begin empty or with the CONTOH office."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Selamat datang di IKM Desktop")
        self.sample = False
        self.name = QLineEdit()
        self.name.setAccessibleName("Nama petugas")
        name = label("&Nama Anda (tertulis pada setiap catatan)")
        name.setBuddy(self.name)
        buttons = QDialogButtonBox()
        self.empty = buttons.addButton("Mulai buku kosong", QDialogButtonBox.ButtonRole.ActionRole)
        self.with_sample = buttons.addButton("Mulai dengan CONTOH", QDialogButtonBox.ButtonRole.ActionRole)
        for made in (self.empty, self.with_sample):
            made.setAccessibleName(made.text())
        self.empty.clicked.connect(self._begin_empty)
        self.with_sample.clicked.connect(self._begin_with_sample)
        self.hint = label("", "muted")
        layout = QVBoxLayout(self)
        layout.addWidget(label("Buku kantor ini belum ada.", "section"))
        layout.addWidget(name)
        layout.addWidget(self.name)
        layout.addWidget(self.hint)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)

    def _begin_empty(self) -> None:
        if not self.name.text().strip():
            self.hint.setText("Nama petugas wajib diisi.")
            self.name.setFocus()
            return
        self.accept()

    def _begin_with_sample(self) -> None:
        self.sample = True
        self.accept()


class FaultDialog(QDialog):
    """Says why the book cannot be opened as asked; `verb` is the way on, empty when there is none."""

    def __init__(self, fault: Fault, verb: str) -> None:
        super().__init__()
        self.setWindowTitle("Buku tidak dapat dibuka")
        text = QLabel(fault.sentence)
        text.setWordWrap(True)
        buttons = QDialogButtonBox()
        if verb:
            go = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
            go.setAccessibleName(verb)
        close = buttons.addButton("Tutup", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAccessibleName("Tutup")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)

    def agreed(self) -> bool:
        """Ask, and return whether the clerk goes on."""
        return self.exec() == QDialog.DialogCode.Accepted
