"""Beside the register: the chosen paper's first page, its versions, who printed it when, its scans."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ikm_desktop import words
from ikm_desktop.errors import IkmError
from ikm_desktop.office.book import Office
from ikm_desktop.papers.archive import COPY, PRINT, issued_bytes
from ikm_desktop.papers.register import RegisterRow
from ikm_desktop.papers.scans import ENDINGS, Scan, scan_content, scans_of
from ikm_desktop.papers.story import PaperStory, story_of
from ui.common.labels import button, card, label
from ui.papers.page_view import on_white
from ui.theme.look import Look

_THUMB = QSize(150, 200)
_PAUSE_MS = 120
_SHOWN = 6
_ENDING = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


class PaperCard(QFrame):
    """What is known of one paper; files dropped on it are its scans.

    attach: keeps files; choose: asks for one; detach: takes a scan off.
    """

    def __init__(
        self,
        office: Office,
        look: Look,
        *,
        attach: Callable[[Sequence[Path]], object],
        choose: Callable[[], object],
        detach: Callable[[Scan], object],
    ) -> None:
        super().__init__()
        self._office, self._look = office, look
        self._attach, self._detach = attach, detach
        self._row: RegisterRow | None = None
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.setAcceptDrops(True)
        self.setAccessibleName("Riwayat surat dan pindaian")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, self._column = card("Riwayat surat")
        outer.addWidget(frame)
        self.picture = QLabel()
        self.picture.setAccessibleName("Halaman pertama surat")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.picture)
        self.story = label("", "muted")
        self.story.setWordWrap(True)
        self._column.addWidget(self.story)
        self._column.addWidget(label("Pindaian surat bertanda tangan", "strong"))
        self._scans = QVBoxLayout()
        self._column.addLayout(self._scans)
        self.add_button = button("Lampirkan pindaian…", look, icon_name="upload")
        self.add_button.setToolTip("Atau jatuhkan berkasnya di sini (PDF, JPEG, PNG)")
        self.add_button.clicked.connect(choose)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self.hide()

    def show_row(self, row: object) -> None:
        """Show a paper; nothing for a gap or no row."""
        self._row = row if isinstance(row, RegisterRow) else None
        self.setVisible(self._row is not None)
        if self._row is None:
            return
        with self._office.reading() as connection:
            story = story_of(connection, self._row.paper.id)
            scans = scans_of(connection, [self._row.paper.id]).get(self._row.paper.id, ())
        self.story.setText(_told(story))
        self._show_scans(scans)
        self.picture.setVisible(story.is_issued)
        if story.is_issued:
            self._pause.start()

    def _draw(self) -> None:
        """Draw the first page once the selection rests."""
        if self._row is None:
            return
        try:
            with self._office.reading() as connection:
                pdf = issued_bytes(connection, self._row.paper.id)
        except IkmError as refusal:
            self.picture.setText(str(refusal))
            return
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        ratio = self.devicePixelRatioF()
        points = self._document.pagePointSize(0).toSize()
        size = points.scaled(_THUMB * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        shown = QPixmap.fromImage(on_white(self._document, 0, size))
        shown.setDevicePixelRatio(ratio)
        self.picture.setPixmap(shown)
        self.picture.setFixedHeight(round(shown.height() / ratio))

    # --- scans ------------------------------------------------------------------------------------------

    def _show_scans(self, scans: Sequence[Scan]) -> None:
        while (item := self._scans.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not scans:
            self._scans.addWidget(label("belum ada", "muted"))
        for scan in scans:
            self._scans.addWidget(self._scan_row(scan))

    def _scan_row(self, scan: Scan) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        name = label(f"{scan.name}\n{words.short_date(scan.at.date())} {scan.at:%H.%M} · {scan.by}")
        name.setWordWrap(True)
        row.addWidget(name, 1)
        see = button("Lihat", self._look, role="link")
        see.setAccessibleName(f"Lihat pindaian {scan.name}")
        see.clicked.connect(lambda: self.open_scan(scan))
        off = button("Lepas", self._look, role="link")
        off.setAccessibleName(f"Lepaskan pindaian {scan.name}")
        off.clicked.connect(lambda: self._detach(scan))
        row.addWidget(see)
        row.addWidget(off)
        return made

    def open_scan(self, scan: Scan) -> Path | None:
        """Open a copy of a scan in the system's own viewer; the kept file has no ending."""
        try:
            content = scan_content(self._office, scan)
        except IkmError as refusal:
            self.story.setText(str(refusal))
            return None
        folder = Path(tempfile.mkdtemp(prefix="ikm-pindaian-"))
        target = folder / f"pindaian{_ENDING.get(scan.media_type, '')}"
        target.write_bytes(content)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
        return target

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Take files that can be scans."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the files dropped."""
        event.acceptProposedAction()
        self._attach(_files(event))


def _files(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.casefold() in ENDINGS]


def _told(story: PaperStory) -> str:
    """Write versions and printings, the newest printings first."""
    lines = []
    for version in story.versions:
        change = f": {version.changed}" if version.changed else ""
        at = f"{words.short_date(version.at.date())} {version.at:%H.%M}"
        lines.append(f"Versi {version.version} terbit {at} oleh {version.by}{change}")
    words_of = {PRINT: "dicetak", COPY: "SALINAN ke-"}
    for one in list(reversed(story.printings))[:_SHOWN]:
        how = words_of.get(one.how, "disimpan sebagai PDF")
        how = f"{how}{one.copy}" if one.how == COPY else how
        lines.append(f"{words.short_date(one.at.date())} {one.at:%H.%M} {how} oleh {one.by}")
    more = len(story.printings) - _SHOWN
    lines += [f"dan {more} cetakan sebelumnya"] if more > 0 else []
    if story.late_number:
        lines.append(f"Nomor {story.late_number} diisi sesudah terbit")
    return "\n".join(lines) or "Belum terbit: masih konsep."
