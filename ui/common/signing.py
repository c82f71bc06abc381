"""Asks on which day papers are signed, and says what signing means before it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ikm_desktop import words
from ikm_desktop.errors import NumberJumps, Refusal
from ikm_desktop.goods import vouchers
from ikm_desktop.goods.received_by import ReceivedBy
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ikm_desktop.papers.numbers import fill_number, refuse_jump
from ikm_desktop.papers.rows import read_paper
from ikm_desktop.papers.scans import ENDINGS, attach_scan
from ui.common.fields import DateField
from ui.common.labels import label
from ui.common.picking import CalmCombo

CAPACITIES = ("kuasa", "perwakilan", "pengurus", "suami", "istri")


@dataclass(frozen=True, slots=True)
class Signed:
    """What was said of signatures.

    day: theirs; scans: (name, content) of the paper they stand on; by: who signed for the receiver, None
    where it was the one the paper names; number: what was typed for a paper whose number is still blank.
    """

    day: date
    paper: int | None = None
    scans: tuple[tuple[str, bytes], ...] = ()
    by: ReceivedBy | None = None
    number: str = ""


def sign_with_scans(office: Office, prepared: Sequence[int], signed: Signed) -> Done:
    """Sign prepared papers, fill the number of their paper and keep its scans, in one act.

    Raises what `fill_number`, `vouchers.sign` and `attach_scan` raise; then nothing is signed.
    """
    with office.one_act("sign"):
        if signed.number and signed.paper is not None:
            fill_number(office, paper=signed.paper, wanted=signed.number)
        done = vouchers.sign(office, prepared=prepared, day=signed.day, signed=signed.by)
        for name, content in signed.scans if signed.paper is not None else ():
            attach_scan(office, paper=signed.paper or 0, content=content, name=name)
    return done


class SignDialog(QDialog):
    """Confirms that papers are signed; count: how many, says: what signing them on a day means.

    Where they are one paper, its scan can be dropped on the dialog or chosen, and its number typed where that
    was left blank: a jump is asked about once.
    """

    def __init__(
        self, count: int, says: Callable[[date], str], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tandatangani")
        self._says = says
        self.text = label("")
        self.text.setWordWrap(True)
        self.text.setAccessibleName("Akibat tanda tangan")
        self.day = DateField("Tanggal tanda tangan", today, self)
        buttons = QDialogButtonBox()
        self.go = buttons.addButton(f"&Tandatangani {count}", QDialogButtonBox.ButtonRole.AcceptRole)
        self.stay = buttons.addButton("&Belum", QDialogButtonBox.ButtonRole.RejectRole)
        for made in (self.go, self.stay):
            made.setAccessibleName(made.text().replace("&", ""))
        self.go.setDefault(True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        name = label("Tanggal tanda tan&gan")
        name.setBuddy(self.day.line)
        row = QHBoxLayout()
        row.addWidget(name)
        row.addWidget(self.day)
        row.addStretch()
        self._lay_out_people()
        self._lay_out_number()
        self.scans: list[tuple[str, bytes]] = []
        self.scan_words = label("", "muted")
        self.scan_words.setWordWrap(True)
        self.scan_words.setAccessibleName("Pindaian surat")
        self.scan_button = QPushButton("&Pindaian…", self)
        self.scan_button.setAccessibleName("Pilih pindaian")
        self.scan_button.clicked.connect(self._choose_scan)
        scan = QHBoxLayout()
        scan.addWidget(self.scan_words, 1)
        scan.addWidget(self.scan_button)
        self.take_scans(allowed=False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addLayout(row)
        layout.addWidget(self.numbered)
        layout.addWidget(self.people)
        layout.addLayout(scan)
        layout.addWidget(buttons)
        self.setMinimumWidth(440)
        self.day.changed.connect(self._say)
        self._say()
        self.go.setFocus()

    @classmethod
    def ask_with_scans(
        cls,
        parent: QWidget,
        count: int,
        says: Callable[[date], str],
        today: date,
        *,
        office: Office,
        paper: int | None,
        receiver: str = "",
    ) -> Signed | None:
        """Return what is said of the signatures of one paper; None when the clerk stays.

        paper: the one they stand on, where it is one; receiver: whom it names, though another may have signed
        for her.
        """
        dialog = cls(count, says, today, parent)
        dialog.take_scans(allowed=paper is not None)
        dialog.name_receiver(receiver)
        if paper is not None and _is_blank(office, paper):
            dialog.ask_number(partial(_wrong_number, office, paper))
        day = dialog.day.day() if dialog.exec() == QDialog.DialogCode.Accepted else None
        if day is None:
            return None
        return Signed(day, paper, tuple(dialog.scans), dialog.by(), dialog.number.text().strip())

    # --- number -------------------------------------------------------------------------------------

    def _lay_out_number(self) -> None:
        self.number = QLineEdit(self)
        self.number.setAccessibleName("Nomor surat")
        self.number.setPlaceholderText("kosong: diisi kemudian")
        self.number_told = label("", "problem")
        self.number_told.setWordWrap(True)
        self.number_told.hide()
        self.numbered = QWidget(self)
        form = QFormLayout(self.numbered)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("&Nomor surat", self.number)
        form.addRow(self.number_told)
        self.numbered.hide()
        self._check: Callable[[str], Refusal | None] = lambda _number: None
        self._asked = ""

    def ask_number(self, check: Callable[[str], Refusal | None]) -> None:
        """Let the number be typed; check: says what is wrong with one."""
        self._check = check
        self.numbered.show()
        self.number.setFocus()

    def _is_number_right(self) -> bool:
        """Tell whether the number can be taken; a jump that was asked about before can."""
        number = self.number.text().strip()
        wrong = None if not number or number == self._asked else self._check(number)
        if wrong is None:
            return True
        jumps = isinstance(wrong, NumberJumps)
        self._asked = number if jumps else ""
        more = " Tekan Tandatangani sekali lagi bila benar." if jumps else ""
        self.number_told.setText(f"{wrong.sentence}{more}")
        self.number_told.show()
        self._grow()
        self.number.setFocus()
        self.number.selectAll()
        return False

    def _grow(self) -> None:
        """Give what has come its room."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    # --- who ----------------------------------------------------------------------------------------

    def _lay_out_people(self) -> None:
        self.who = QLineEdit(self)
        self.who.setAccessibleName("Diterima oleh")
        self.capacity = CalmCombo("Sebagai", self)
        self.capacity.typed_in("Sebagai", CAPACITIES)
        self.people = QWidget(self)
        people = QFormLayout(self.people)
        people.setContentsMargins(0, 0, 0, 0)
        people.addRow("Dite&rima oleh", self.who)
        people.addRow("&Sebagai", self.capacity)
        self.name_receiver("")

    def name_receiver(self, name: str) -> None:
        """Offer the receiver whom the paper names; without one nobody is asked for."""
        self._named = name
        self.who.setText(name)
        self.people.setVisible(bool(name))

    def by(self) -> ReceivedBy | None:
        """Return who signed for the receiver, None where it was she herself."""
        name, capacity = self.who.text().strip(), self.capacity.currentText().strip()
        if not name or (name == self._named and not capacity):
            return None
        return ReceivedBy(name, capacity)

    # --- scans --------------------------------------------------------------------------------------

    def take_scans(self, *, allowed: bool) -> None:
        """Let a scan be dropped and chosen, or not."""
        self.setAcceptDrops(allowed)
        self.scan_button.setVisible(allowed)
        self.scan_words.setVisible(allowed)
        self._tell_scans()

    def add_scans(self, files: Sequence[Path]) -> None:
        """Take files as scans; what cannot be read is told."""
        unread = []
        for path in files:
            try:
                self.scans.append((path.name, path.read_bytes()))
            except OSError:
                unread.append(path.name)
        self._tell_scans(unread)

    def _tell_scans(self, unread: Sequence[str] = ()) -> None:
        told = ", ".join(name for name, _ in self.scans)
        text = f"Pindaian: {told}" if told else "Jatuhkan pindaian surat yang sudah ditandatangani di sini."
        self.scan_words.setText(f"{text} Tidak terbaca: {', '.join(unread)}." if unread else text)

    def _choose_scan(self) -> None:
        kinds = " ".join(f"*{ending}" for ending in ENDINGS)
        found, _ = QFileDialog.getOpenFileNames(self, "Pilih pindaian", "", f"Pindaian ({kinds})")
        self.add_scans([Path(name) for name in found])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Let files be dropped that can be scans."""
        if _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the files."""
        self.add_scans(_files(event.mimeData()))
        event.acceptProposedAction()

    # --- the day ------------------------------------------------------------------------------------

    def _say(self) -> None:
        day = self.day.day()
        if day is None:
            problem = self.day.problem()
            self.text.setText("" if problem is None else problem.sentence)
            return
        self.text.setText(self._says(day))

    def _accept(self) -> None:
        if self.day.day() is None:
            self.day.line.setFocus()
            return
        if self._is_number_right():
            self.accept()


def _is_blank(office: Office, paper: int) -> bool:
    """Tell whether the number of a paper of a register was left blank."""
    with office.reading() as connection:
        row = read_paper(connection, paper)
    return row.number is None and row.series is not None


def _wrong_number(office: Office, paper: int, number: str) -> Refusal | None:
    """Return why a paper cannot have a number, or what is asked before it has it."""
    try:
        with office.reading() as connection:
            refuse_jump(connection, paper, number)
    except Refusal as refused:
        return refused
    return None


def _files(data: QMimeData) -> list[Path]:
    """Return the files that are dragged and can be scans."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in files if path.suffix.casefold() in ENDINGS]


def handovers_signed(count: int, value: int) -> Callable[[date], str]:
    """Return what signing so many handovers means; value: of their goods in whole rupiah."""
    return lambda day: (
        f"Tandatangani {count} serah terima per {words.short_date(day)}? Barang senilai "
        f"{words.rupiah(value)} keluar dari buku gudang. Sesudah ini tidak dapat diubah, hanya dibalik."
    )


def papers_signed(papers: int, vouchers: int) -> Callable[[date], str]:
    """Return what signing so many papers, with their vouchers, means."""
    return lambda day: (
        f"Tandatangani {papers} surat ({vouchers} serah terima) per {words.short_date(day)}? "
        "Barangnya berpindah di buku. Sesudah ini tidak dapat diubah, hanya dibalik."
    )
