"""Her photo: from a file or the clipboard, cut and made small aside, shown as papers will show it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ikm_desktop.errors import BookDamaged, FieldInvalid
from ikm_desktop.office.files import photo_of, picture_in, small_picture
from ui.common.labels import button, card
from ui.common.tab import TabContext
from ui.common.work import aside

_WIDTH, _HEIGHT = 72, 96
_FILTER = "Gambar (*.jpg *.jpeg *.png *.bmp *.webp)"


class PhotoCard(QFrame):
    """The picture with its buttons. changed: another one is to be kept, or none; refused: why it cannot."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, context: TabContext, photo: str | None) -> None:
        super().__init__()
        self._context = context
        self.content: bytes | None = None
        self.name = ""
        self._has = photo is not None
        self.picture = QLabel("Belum ada foto")
        self.picture.setFixedSize(_WIDTH, _HEIGHT)
        self.picture.setWordWrap(True)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.file_button = self._button("Dari berka&s…", self.choose, "folder-open")
        self.paste_button = self._button("Te&mpel", self.paste, "copy")
        self.remove_button = self._button("Hapus f&oto", self.remove, "trash-2")
        self._lay_out()
        if photo is not None:
            with suppress(BookDamaged):  # a folder copied without its pictures; the row is right all the same
                self._show(photo_of(context.office.folder, photo))
        self._follow()

    def _button(self, text: str, run: Callable[[], object], icon_name: str) -> QPushButton:
        made = button(text, self._context.look, icon_name=icon_name)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def _lay_out(self) -> None:
        frame, inside = card("Foto 3 × 4")
        row = QHBoxLayout()
        row.addWidget(self.picture)
        column = QVBoxLayout()
        for made in (self.file_button, self.paste_button, self.remove_button):
            column.addWidget(made)
        column.addStretch()
        row.addLayout(column, 1)
        inside.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    @property
    def is_removed(self) -> bool:
        """Whether there is to be no photo any more."""
        return not self._has and self.content is None

    def choose(self) -> None:
        """Let a file be chosen."""
        path, _ = QFileDialog.getOpenFileName(self, "Pilih foto", "", _FILTER)
        if path:
            self.take_file(Path(path))

    def take_file(self, path: Path) -> None:
        """Take a picture from a file; it is read and made small aside."""
        aside(
            lambda: _small(picture_in(path, use="photo"), path.name),
            done=self._taken,
            refused=self.refused.emit,
        )

    def paste(self) -> None:
        """Take the picture that lies on the clipboard."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            why = "tidak berisi gambar"
            self.refused.emit(FieldInvalid(field="Foto", value="Papan klip", why=why))
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        # PySide 6.12 takes the format as text only, whatever its stub says.
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        content = bytes(buffer.data().data())
        aside(lambda: _small(content, "tempelan.png"), done=self._taken, refused=self.refused.emit)

    def remove(self) -> None:
        """Have no photo."""
        self.content, self._has = None, False
        self.picture.setPixmap(QPixmap())
        self.picture.setText("Belum ada foto")
        self._follow()
        self.changed.emit()

    def _taken(self, small: tuple[bytes, str]) -> None:
        self.content, self.name = small
        self._has = True
        self._show(self.content)
        self._follow()
        self.changed.emit()

    def _show(self, content: bytes) -> None:
        ratio = self.devicePixelRatioF()
        found = QPixmap()
        found.loadFromData(content)
        scaled = found.scaled(
            int(_WIDTH * ratio),
            int(_HEIGHT * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        self.picture.setPixmap(scaled)

    def _follow(self) -> None:
        self.remove_button.setEnabled(self._has)
        self.picture.setAccessibleName("Foto peserta" if self._has else "Belum ada foto")


def _small(content: bytes, name: str) -> tuple[bytes, str]:
    return small_picture(content, name=name, use="photo")[0], name
