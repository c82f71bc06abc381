"""The entry page "Salurkan ke satu lembaga": who, when, how much of what is free, who signs and witnesses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ikm_desktop.distribution.handover import prepare_handover, warnings_before
from ikm_desktop.errors import Fault, Refusal
from ikm_desktop.goods.parties import Institution
from ikm_desktop.goods.places import main_store
from ikm_desktop.office.acts import Done
from ikm_desktop.office.book import Office
from ui.common.fields import DateField
from ui.common.labels import button, card, label
from ui.common.messages import MessageBar
from ui.common.picking import PickCombo
from ui.common.reason import ConfirmDialog
from ui.distribution import free
from ui.distribution.products_grid import ProductsGrid
from ui.theme.look import Look

_WITNESSES = 2


class HandoverPage(QWidget):
    """Prepares one letter. prepared: what was made; closed: back to the list."""

    prepared = Signal(object)
    closed = Signal()

    def __init__(self, office: Office, look: Look) -> None:
        super().__init__()
        self.setObjectName("frame")
        self._office = office
        self.message = MessageBar(self)
        self.institution = PickCombo("Lembaga", self)
        self.institution.line.setPlaceholderText("Ketik sebagian nama")
        self.institution.offer([(_entry(one), one) for one in free.known_institutions(office)])
        self.about = label("", "muted")
        self.about.setWordWrap(True)
        self.day = DateField("Tanggal", office.clock.now().date(), self)
        self.products = ProductsGrid(self)
        self.products.show_free(free.free_products(office, office.clock.now().date()))
        self.signer, self.signer_title = _line("Penanda tangan", self), _line("Jabatan penanda tangan", self)
        self.place = _line("Tempat serah terima", self)
        self.witnesses = [
            (_line(f"Nama saksi {no}", self), _line(f"Jabatan saksi {no}", self))
            for no in range(1, _WITNESSES + 1)
        ]
        # Tab goes through the page in the order in which things are laid out below.
        self.leave = button("Bata&l", look)
        self.save_button = button(
            "&Siapkan dan lihat BAST  Ctrl+Enter", look, icon_name="printer", role="primary"
        )
        self.back = button("‹ Penyaluran", look, role="link")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.institution)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed.emit)
        self.leave.clicked.connect(self.closed.emit)
        self.save_button.clicked.connect(self.save)
        self.institution.picked.connect(self._show_institution)
        self.day.changed.connect(self._read_free)
        self.products.finished.connect(self.save_button.setFocus)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+P", "Ctrl+S"):
            key = QShortcut(QKeySequence(keys), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(self.save_button.click)
        signing = (
            self.signer,
            self.signer_title,
            self.place,
            *(one for pair in self.witnesses for one in pair),
        )
        for line in signing:
            line.returnPressed.connect(self.focusNextChild)

    def _show_institution(self, institution: Institution | None) -> None:
        """Fill in who signs for the institution, and go on to the quantities."""
        if institution is None:
            typed = self.institution.currentText().strip()
            self.about.setText("Tidak ada satu lembaga yang cocok. Pilih dari daftar." if typed else "")
            return
        parts = (institution.class_name, institution.regency, institution.address)
        self.about.setText(" · ".join(part for part in parts if part))
        self.signer.setText(institution.signer)
        self.signer_title.setText(institution.signer_title)
        first = next(iter(self.products.fields.values()), None)
        if first is not None:
            first.setFocus()

    def _read_free(self) -> None:
        day = self.day.day()
        if day is not None:
            self.products.show_free(free.free_products(self._office, day))

    def save(self) -> Done | None:
        """Prepare the letter; all that is in the way is told at once, and the first field is gone to."""
        wrong = self.products.problems()
        if wrong:
            self.message.complain([text for text, _ in wrong])
            wrong[0][1].setFocus()
            return None
        institution: Institution | None = self.institution.value
        if not self._thought_over():
            return None
        try:
            done = prepare_handover(
                self._office,
                institution=None if institution is None else institution.place,
                store=free.store_of(self._office),
                letter_date=self.day.day(),
                lines=self.products.lines(),
                signer=self.signer.text(),
                signer_title=self.signer_title.text(),
                place=self.place.text(),
                witnesses=self._witnesses(),
            )
        except (Refusal, Fault) as refused:
            self.message.refuse(refused)
            self._first_empty().setFocus()
            return None
        self.prepared.emit(done)
        return done

    def _thought_over(self) -> bool:
        """Ask once where units near or past their best-before date would be handed over."""
        day = self.day.day()
        if day is None:
            return True
        quantities = {line.item: line.quantity for line in self.products.lines()}
        with self._office.reading() as connection:
            store = main_store(connection)
            notices = warnings_before(connection, store=store, day=day, quantities=quantities)
        told = "\n".join(notice.text for notice in notices)
        return not told or ConfirmDialog.ask(self, "Salurkan ke satu lembaga", told, "Tetap salurkan")

    def _witnesses(self) -> Sequence[tuple[str, str]]:
        typed = [(name.text().strip(), title.text().strip()) for name, title in self.witnesses]
        return [pair for pair in typed if pair[0]]

    def _first_empty(self) -> QWidget:
        if self.institution.value is None:
            return self.institution
        if self.day.day() is None:
            return self.day.line
        if not self.products.lines():
            return next(iter(self.products.fields.values()), self.institution)
        return self.signer

    # --- layout -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("frame")
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._left(), 3)
        row.addWidget(self._right(), 2)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(label("Salurkan ke satu lembaga", "title"))
        head.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.leave)
        foot.addWidget(self.save_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(14, 8, 14, 8)
        page.addLayout(head)
        page.addWidget(self.message)
        page.addWidget(scroll, 1)
        page.addLayout(foot)

    def _left(self) -> QFrame:
        made, column = card("Kepada siapa dan berapa")
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow("&Lembaga", self.institution)
        form.addRow("", self.about)
        form.addRow("&Tanggal", self.day)
        column.addLayout(form)
        column.addWidget(self.products)
        after = label(
            "Barang disisihkan untuk surat ini dan keluar dari buku saat BAST ditandatangani.", "muted"
        )
        after.setWordWrap(True)
        column.addWidget(after)
        column.addStretch()
        return made

    def _right(self) -> QFrame:
        made, column = card("Yang menandatangani")
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow("&Nama", self.signer)
        form.addRow("&Jabatan", self.signer_title)
        form.addRow("T&empat", self.place)
        for no, (name, title) in enumerate(self.witnesses, start=1):
            form.addRow(f"Saksi &{no}", name)
            form.addRow("Jabatan", title)
        column.addLayout(form)
        column.addStretch()
        return made


def _entry(institution: Institution) -> str:
    return " · ".join(part for part in (institution.name, institution.regency) if part)


def _line(name: str, parent: QWidget) -> QLineEdit:
    made = QLineEdit(parent)
    made.setAccessibleName(name)
    return made
