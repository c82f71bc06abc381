"""A dialog that asks for one reason before something that cannot be undone, and returns it or None."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget


class ReasonDialog(QDialog):
    """Asks for a reason; `verb` stands on the button that goes on."""

    def __init__(self, title: str, question: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        text = QLabel(question)
        text.setWordWrap(True)
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Alasan")
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        stay = buttons.addButton("Batal", QDialogButtonBox.ButtonRole.RejectRole)
        for made in (self.go, stay):
            made.setAccessibleName(made.text())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(QLabel("Alasan (wajib)"))
        layout.addWidget(self.reason)
        layout.addWidget(buttons)
        self.setMinimumWidth(420)

    @classmethod
    def ask(cls, parent: QWidget, title: str, question: str, verb: str) -> str | None:
        """Return the reason typed, None when the clerk stays."""
        dialog = cls(title, question, verb, parent)
        return dialog.reason.text() if dialog.exec() == QDialog.DialogCode.Accepted else None


class ConfirmDialog(QDialog):
    """Asks before something that cannot be undone; the button says what happens."""

    def __init__(self, title: str, question: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        text = QLabel(question)
        text.setWordWrap(True)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        stay = buttons.addButton("Belum", QDialogButtonBox.ButtonRole.RejectRole)
        for made in (self.go, stay):
            made.setAccessibleName(made.text())
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text)
        layout.addWidget(buttons)
        self.setMinimumWidth(420)

    @classmethod
    def ask(cls, parent: QWidget, title: str, question: str, verb: str) -> bool:
        """Return whether the clerk goes on."""
        return cls(title, question, verb, parent).exec() == QDialog.DialogCode.Accepted
