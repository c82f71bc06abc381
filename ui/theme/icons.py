"""Icons: one set of SVG files, drawn in the colour of their meaning and at the screen's own density."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ikm_desktop.resources import resource

_SIZES = (16, 20, 32, 40)


@lru_cache(maxsize=256)
def icon(name: str, colour: str) -> QIcon:
    """Return an icon of the set in a colour (#RRGGBB); sharp at 100 to 200 %."""
    found = QIcon()
    renderer = QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode()))
    for size in _SIZES:
        pixmap = QPixmap(QSize(size, size))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        found.addPixmap(pixmap)
    return found


@lru_cache(maxsize=128)
def _svg(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")
